"""What stands in a column of a notice: how much, how long, of what kind, and where its entries begin.

A body is the tables with their rows below the heads; a column is its number in them.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from eduduty_desktop.framework.notice.numbering import read_number
from eduduty_desktop.framework.notice.scores import read_score
from eduduty_desktop.framework.notice.tables import View
from eduduty_desktop.framework.notice.texts import is_none

Body = Sequence[tuple[View, Sequence[int]]]
ENOUGH = 3
"""From how many entries a column is taken for what they look like."""
_ROUND = frozenset(Decimal(n) for n in (50, 60, 80, 100, 110, 120, 150, 200, 300, 400, 500, 600, 800, 1000))
_TOTALS = ("合计", "总计", "小计", "总分", "共计")


def is_number_column(body: Body, column: int) -> bool:
    """Whether nearly every text is a number of a point, as 1.2 or （三）."""
    return share(body, column, lambda t: read_number(t) is not None) > 0.8


def is_score_column(body: Body, column: int) -> bool:
    """Whether nearly every text is a score, and the scores add up to a round total."""
    values = [read_score(t, weights=True) for t in texts_of(body, column)]
    known = [v.value for v in values if v.value is not None]
    return len(known) >= max(ENOUGH, 0.8 * len(values)) and sum(known, Decimal(0)) in _ROUND


def is_body(view: View, row: int) -> bool:
    """Whether a row tells of columns: not blank, not one cell at the left or across, no total."""
    cells = view.cells(row)
    if not cells:
        return False
    if len(cells) == 1:
        column = cells[0][0]
        alone = sum(view.origins[row][c] == view.origins[row][column] for c in view.columns) == 1
        return alone and column != view.columns[0]
    return not any("".join(text.split()).startswith(_TOTALS) and len(text) < 12 for _, text in cells)


def repeats_left(body: Body, column: int) -> bool:
    """Whether a column is in every row the right part of the cell to its left."""
    seen = False
    for view, rows in body:
        left = [c for c in view.columns if c < column]
        if not left or column >= view.width:
            return False
        for row in rows:
            if view.texts[row][column] or view.texts[row][left[-1]]:
                if view.origins[row][column] != view.origins[row][left[-1]]:
                    return False
                seen = True
    return seen


def places_of(body: Body, column: int) -> list[tuple[int, int]]:
    """Where the texts of a column begin, as (table, row)."""
    return [
        (table, row)
        for table, (view, rows) in enumerate(body)
        if column < view.width
        for row in rows
        if view.texts[row][column] and view.own(row, column)
    ]


def texts_of(body: Body, column: int) -> list[str]:
    """The texts that begin in a column."""
    return [body[table][0].texts[row][column] for table, row in places_of(body, column)]


def count(body: Body, column: int) -> int:
    """How many texts begin in a column."""
    return len(texts_of(body, column))


def is_filled(body: Body, column: int) -> bool:
    """Whether anything but 无 or a dash stands in a column."""
    return any(not is_none(text) for text in texts_of(body, column))


def average_length(body: Body, column: int) -> float:
    """Characters of a text, on average."""
    texts = texts_of(body, column)
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def share(body: Body, column: int, holds: Callable[[str], bool]) -> float:
    """Of which part (0–1) of the texts something holds."""
    texts = [text for text in texts_of(body, column) if not is_none(text)]
    return sum(bool(holds(text)) for text in texts) / len(texts) if texts else 0.0


def about_scores(text: str) -> bool:
    """Whether a text says how to score."""
    return "分" in text and any(word in text for word in ("扣", "得", "计", "记", "满分"))


def about_inspection(text: str) -> bool:
    """Whether a text says how to inspect."""
    return "分" not in text and any(
        word in text for word in ("查阅", "查看", "听取", "走访", "座谈", "实地", "抽查", "问卷")
    )


def names_whole_department(text: str) -> bool:
    """Whether a text names an office by its whole name."""
    return any(word in text for word in ("局", "委", "政府", "组织部", "宣传部", "残联", "妇联"))


def speaks_of_scores(body: Body, column: int) -> bool:
    """Whether many of the texts say how to score."""
    return share(body, column, about_scores) > 0.4


def runs_of(body: Body, titles: Sequence[int]) -> list[int]:
    """Entries of each title column."""
    return [len(places) for places in starts_of(body, titles)]


def starts_of(body: Body, titles: Sequence[int]) -> list[set[tuple[int, int]]]:
    """Where the entries of each title column begin, as (table, row).

    A text repeated below itself is one entry while nothing left of it changes.
    """
    starts: list[set[tuple[int, int]]] = [set() for _ in titles]
    for table, (view, rows) in enumerate(body):
        last = [""] * len(titles)
        for row in rows:
            changed = False
            for i, column in enumerate(titles):
                text = view.texts[row][column] if column < view.width else ""
                if i and column < view.width and view.origins[row][column] == view.origins[row][titles[i - 1]]:
                    text = ""
                if text and view.own(row, column) and (changed or text != last[i]):
                    changed = True
                    starts[i].add((table, row))
                last[i] = text or ("" if changed else last[i])
    return starts

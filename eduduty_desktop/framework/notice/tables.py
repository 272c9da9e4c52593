"""A Grid as rows of filled cells, and the header rows in it.

Merged cells are carried to every cell they cover; rows and columns keep their numbers, hidden ones are left out.
"""

import re

import msgspec

from eduduty_desktop.framework.notice.texts import clean, is_none
from eduduty_desktop.framework.notice.words import STRONG, TITLE_MEANINGS, Meaning, is_percent_header, meaning_of
from eduduty_desktop.grid import Grid

MAX_COLUMNS = 256
_TASKS = re.compile(
    "(?:工作|重点|主要|目标|年度|具体)任务|任务(?:名称|清单|内容|事项)|(?:重点|目标)工作|(?:工作|重点)事项|"
    "(?:工作|履职|部门)职责|职责(?:内容|任务|事项|要求)|履职(?:内容|要求|事项)"
)
_CHECKS = re.compile("(?:核查|督查|督导|考核|考评|评估|评价|履职)(?:事项|内容|要点|重点|项目|要求)")
_PROBLEMS = re.compile("问题|整改")  # a ledger of remedies
_ALIENS = 2  # so many words of another table refuse a header without a word of its own


class View:
    """The visible cells of a grid; `texts[row][column]` and `origins[row][column]` cover the whole rectangle."""

    def __init__(self, part: int, grid: Grid) -> None:
        self.part = part
        self.name = grid.name
        self.width = min(max((len(row) for row in grid.rows), default=0), MAX_COLUMNS)
        self.texts = [[clean(grid.cell(r, c)) for c in range(self.width)] for r in range(len(grid.rows))]
        self.origins = [[(r, c) for c in range(self.width)] for r in range(len(grid.rows))]
        self.hidden_rows = tuple(r for r in sorted(grid.hidden_rows) if r < len(grid.rows) and any(self.texts[r]))
        self.hidden_columns = tuple(
            c for c in sorted(grid.hidden_columns) if c < self.width and any(row[c] for row in self.texts)
        )
        self._fill(grid)
        self.rows = [r for r in range(len(grid.rows)) if r not in grid.hidden_rows]
        self.columns = [c for c in range(self.width) if c not in grid.hidden_columns]
        self._shown_first: dict[int, int] = {}
        shown = -1
        for r in range(len(grid.rows) - 1, -1, -1):
            shown = r if r not in grid.hidden_rows else shown
            self._shown_first[r] = shown

    def _fill(self, grid: Grid) -> None:
        room = 4 * self.width * len(self.texts)
        for merge in grid.merges:
            bottom, right = min(merge.bottom, len(self.texts) - 1), min(merge.right, self.width - 1)
            if merge.top > bottom or merge.left > right:
                continue
            room -= (bottom - merge.top + 1) * (right - merge.left + 1)
            if room < 0:
                return
            text = self.texts[merge.top][merge.left]
            for r in range(merge.top, bottom + 1):
                for c in range(merge.left, right + 1):
                    self.texts[r][c] = text
                    self.origins[r][c] = (merge.top, merge.left)

    def cells(self, row: int) -> list[tuple[int, str]]:
        """The visible texts of a row, each merged cell once, with its first visible column."""
        seen: set[tuple[int, int]] = set()
        found = []
        for column in self.columns:
            if self.texts[row][column] and self.origins[row][column] not in seen:
                seen.add(self.origins[row][column])
                found.append((column, self.texts[row][column]))
        return found

    def own(self, row: int, column: int) -> bool:
        """Whether a cell begins in this row; a merged one begins in its first visible row."""
        return self._shown_first.get(self.origins[row][column][0]) == row


class Header(msgspec.Struct, frozen=True):
    """Header rows of one table: what each column's cell means (None for unknown words), and its text."""

    rows: tuple[int, ...]
    meanings: dict[int, Meaning | None]
    texts: dict[int, str]

    @property
    def key(self) -> tuple[tuple[int, str], ...]:
        """Equal for tables of one make, also where a word differs that means the same."""
        return tuple((c, m.value if m else "") for c, m in sorted(self.meanings.items()) if m or self.texts[c])

    def weights(self, column: int) -> bool:
        return is_percent_header(self.texts.get(column, ""))


class Block(msgspec.Struct, frozen=True):
    """A header with its body rows (header rows repeated inside are left out); `lead` are the rows above it."""

    header: Header
    body: tuple[int, ...]
    lead: tuple[int, ...]


def blocks_of(view: View) -> list[Block]:
    """The indicator tables of a grid, top to bottom."""
    headers: list[Header] = []
    rows = view.rows
    i = 0
    while i < len(rows):
        header = _header_at(view, i)
        if header is None:
            i += 1
            continue
        headers.append(header)
        i = rows.index(header.rows[-1]) + 1
    merged = _join_repeated(headers)
    blocks = []
    previous_end = -1
    for n, header in enumerate(merged):
        start = header.rows[0]
        stop = merged[n + 1].rows[0] if n + 1 < len(merged) else (rows[-1] + 1 if rows else 0)
        body = tuple(r for r in rows if header.rows[0] < r < stop and r not in header.rows)
        lead = tuple(r for r in rows if previous_end < r < start) if n == 0 else ()
        blocks.append(Block(header, body, lead))
        previous_end = stop
    return blocks


def _join_repeated(headers: list[Header]) -> list[Header]:
    """Headers of later pages joined to the first of the same make."""
    joined: list[Header] = []
    for header in headers:
        if joined and joined[-1].key == header.key:
            joined[-1] = msgspec.structs.replace(joined[-1], rows=(*joined[-1].rows, *header.rows))
        else:
            joined.append(header)
    return joined


def qualifies(cells: list[tuple[int, str]]) -> bool:
    """Whether a row's cells are the header of an indicator table."""
    cells = [(c, text) for c, text in cells if meaning_of(text) is not Meaning.NAMED_OFFICE]  # may be a body row's
    meanings = [meaning_of(text) for _, text in cells]
    known = [m for m in meanings if m]
    if len(known) < 2 or len(known) < 0.5 * len(cells) or not any(m in TITLE_MEANINGS for m in known):
        return False
    general = any(
        m in (Meaning.GENERAL, Meaning.TEXT) and "指标" in text for m, (_, text) in zip(meanings, cells, strict=True)
    )
    aliens = sum(m is Meaning.ALIEN for m in known)
    own = {m for m in known if m in STRONG}
    if aliens >= _ALIENS and not own - {Meaning.TEXT, Meaning.SCORE}:
        return False
    firm = {m for m in own if m is not Meaning.TEXT}
    owed = any(m in (Meaning.LEAD, Meaning.ASSISTING, Meaning.DEPARTMENTS, Meaning.OFFICE) for m in known)
    indicator = general or any("评价" in text or "测评" in text or "要点" in text for _, text in cells)
    tasks = owed and len(known) >= 4 and any(_TASKS.search(text) for _, text in cells)
    if (tasks or _is_checklist(cells)) and not aliens and not any(_PROBLEMS.search(text) for _, text in cells):
        return True
    if aliens and not (firm & {Meaning.SCORE, Meaning.WEIGHT, Meaning.RULE, Meaning.LEVEL1, Meaning.LEVEL2}):
        return False
    return bool(firm) or (indicator and (owed or len(known) >= 3)) or (general and len(known) >= 2 and not aliens)


def _is_checklist(cells: list[tuple[int, str]]) -> bool:
    """核查事项 beside 核查内容: a list of what is inspected, mostly without scores."""
    return sum(meaning_of(text) in TITLE_MEANINGS and bool(_CHECKS.search(text)) for _, text in cells) >= 2


def _header_at(view: View, index: int) -> Header | None:
    row = view.rows[index]
    cells = view.cells(row)
    if not qualifies(cells):
        return _split_header_at(view, index)
    rows = [row]
    for following in view.rows[index + 1 : index + 3]:
        if not _continues(view, rows[-1], following):
            break
        rows.append(following)
    return _combine(view, _with_row_above(view, index, rows))


def _with_row_above(view: View, index: int, rows: list[int]) -> list[int]:
    """The row above belongs to the header where it speaks of columns that the header leaves blank."""
    if index == 0:
        return rows
    above = view.rows[index - 1]
    cells = view.cells(above)
    blank = [c for c in view.columns if not view.texts[rows[0]][c]]
    if len(cells) >= 2 and blank and sum(meaning_of(text) is not None for _, text in cells) >= 0.5 * len(cells):
        return [above, *rows]
    return rows


def _split_header_at(view: View, index: int) -> Header | None:
    """Two rows that are a header only together: 评价指标 above 一级 and 二级."""
    if index + 1 >= len(view.rows):
        return None
    row, following = view.rows[index], view.rows[index + 1]
    cells = view.cells(row)
    if len(cells) < 2 or not any(meaning_of(text) for _, text in cells) or not _continues(view, row, following):
        return None
    both = _combine(view, [row, following])
    return both if qualifies([(c, both.texts[c]) for c in both.meanings if both.texts[c]]) else None


def _continues(view: View, row: int, following: int) -> bool:
    """Whether the following row is the lower part of a header."""
    own = [(c, t) for c, t in view.cells(following) if view.own(following, c)]
    if not own or any(len(t) > 14 or any(ch.isdigit() for ch in t) or is_none(t) for _, t in own):
        return False
    known = sum(meaning_of(t) is not None for _, t in own)
    if known < 0.5 * len(own):
        return False
    under = [c for c, _ in own if not view.texts[row][c] or _spans(view, row, c) or _blank_right(view, row, c)]
    return len(under) == len(own)


def _spans(view: View, row: int, column: int) -> bool:
    origin = view.origins[row][column]
    return sum(view.origins[row][c] == origin for c in view.columns) > 1


def _blank_right(view: View, row: int, column: int) -> bool:
    right = view.columns.index(column) + 1
    return right < len(view.columns) and not view.texts[row][view.columns[right]]


def _combine(view: View, rows: list[int]) -> Header:
    meanings: dict[int, Meaning | None] = {}
    texts: dict[int, str] = {}
    for column in view.columns:
        stack: dict[tuple[int, int], str] = {}
        for row in rows:
            if view.texts[row][column]:
                stack[view.origins[row][column]] = view.texts[row][column]
        words = list(stack.values())
        if len(rows) > 1 and (not words or not view.texts[rows[0]][column]):
            words = _from_the_left(view, rows[0], column) + words if words else words
        meanings[column] = _joint(words)
        texts[column] = words[-1] if words else ""
    return Header(tuple(rows), meanings, texts)


def _from_the_left(view: View, row: int, column: int) -> list[str]:
    """The heading that spreads over blank unmerged cells to its right."""
    for c in reversed([c for c in view.columns if c < column]):
        if view.texts[row][c]:
            return [view.texts[row][c]]
    return []


def _joint(words: list[str]) -> Meaning | None:
    """What a column means whose heading has an upper and a lower part."""
    known = [(word, meaning) for word in words if (meaning := meaning_of(word))]
    if not known:
        return None
    (above, upper), (_, lower) = known[0], known[-1]
    if lower in (Meaning.GENERAL, Meaning.TEXT) and upper in TITLE_MEANINGS - {Meaning.GENERAL, Meaning.TEXT}:
        return upper
    own = any(word in above for word in ("自评", "自查", "得分", "核查", "复评", "复核"))
    if upper is Meaning.SELF_SCORE and own and lower in (Meaning.SCORE, Meaning.NOTE, Meaning.DEPARTMENTS):
        return upper
    if upper is Meaning.RULE and lower in (Meaning.GENERAL, Meaning.TEXT):
        return upper
    return lower

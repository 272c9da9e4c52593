"""Rows that head a table: known words, or any words over names and numbers; what each column under them means."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.headings import Meaning, Role, meaning_of
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.words import label_of

_RATIO = r"[0-9０-９]{1,3}(?:[.．][0-9]{1,3})? ?[:：∶比] ?[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}|:[0-9]{2})?"
_NUMBER = re.compile(r"[-+]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[%％]?|" + _RATIO)
VALUES = frozenset({Role.CURRENT, Role.PREVIOUS})
_MOST_HEADER_ROWS = 4
FEWEST_HEADLESS = 2
_LONGEST_PART = 12
VALUE = re.compile(r"[约近]?[-+]?[0-9０-９]|百分之|#")
_FORMS = frozenset({Role.LABEL, Role.CATEGORY, Role.UNIT, Role.INDEX})
KnownMetric = Callable[[str], bool]


@dataclass(slots=True)
class Column:
    """One column: its meaning, the headings over it from the top down, and what stands there if it is no known word."""

    at: int
    role: Role | None
    headings: tuple[str, ...]
    unit: str = ""
    slot: Role | None = None
    stage: Stage | None = None
    quantity: str = ""
    doubt: str = ""


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number, in either width."""
    return _NUMBER.fullmatch(text.strip()) is not None


def header_at(page: Page, row: int, year: int | None, is_metric: KnownMetric) -> tuple[int, list[Column]] | None:
    """The last row and the columns of a header that begins in a row; None if none does."""
    if row in page.ids or not _may_begin(page, row, year, is_metric):
        return None
    end = row
    columns = columns_of(page, row, end, year, is_metric)
    for lower in range(row + 1, min(row + _MOST_HEADER_ROWS, page.height)):
        if not _continues(page, lower, year, is_metric):
            break
        end = lower
        columns = columns_of(page, row, end, year, is_metric)
    return (end, columns) if _is_header(columns, is_metric) or _heads_names(page, end, columns) else None


_TYPED = re.compile(r"[约近]?[-+]?[0-9０-９][0-9０-９,，.．]*[余多]?[百千万亿]?[余多]?[%％‰]?[^0-9０-９()（）]{0,3}")
_SENTENCE = re.compile(r"[约近]?[0-9]{1,12}(?:\.[0-9]{1,6})?(?![0-9])[^0-9，,；;。]{1,20}[0-9，,；;。]")
_DAY = re.compile(r"20[0-9]{2} ?(?:学?年[度末底初]?|[./-][01]?[0-9][./-][0-3]?[0-9]|年[01]?[0-9]月(?:[0-3]?[0-9]日)?)")
_FORM = re.compile(r"(?!其中)[^:：]{2,8}[:：] ?\S")
MARKS = frozenset({"无", "—", "——", "-", "--", "–", "－", "/", "／", "\\", "…", "暂无", "没有", "全部", "同上"})
"""What stands in a cell that has no value; never a row's name."""
_SAYS_NONE = frozenset({"无", "—", "-", "--", "——", "/", "／", "未统计", "未开展", "是", "否", "有"})
_NO_VALUES = frozenset({Role.INDEX, Role.ID, Role.SOURCE, Role.REMARK, Role.PERIOD, Role.SCOPE, Role.UNIT})


def is_value(text: str) -> bool:
    """Whether a text is a number, with or without its unit, and no year."""
    said = text.strip()
    return (_TYPED.fullmatch(said) is not None or is_number(said)) and _DAY.fullmatch(said) is None


def spans(page: Page, upper: int, lower: int) -> bool:
    """Whether two rows of words are one header: a cell reaches over both, or one over several of the lower row."""
    above, below = page.cells(upper), page.cells(lower)
    if len(above) < 2 or not below or any(is_value(text) for _, text in (*above, *below)):
        return False
    if any(m.top <= upper and m.bottom >= lower and m.left == m.right for m in page.grid.merges):
        return True
    if any(
        m.top == m.bottom == upper and m.right > m.left and m.right - m.left + 1 < page.width for m in page.grid.merges
    ):
        return True
    places = {column for column, _ in above}
    gaps = [column for column, _ in below if column not in places]
    return bool(gaps) and not page.grid.merges and len(below) > 1 and below[0][0] > above[0][0]


def strange_header(page: Page, row: int, year: int | None, is_metric: KnownMetric) -> tuple[int, list[Column]] | None:
    """A header whose words say nothing known: words under nothing but words, over a row with a name and numbers."""
    cells = page.cells(row)
    if (
        len(cells) < 2
        or row in page.ids
        or any(is_value(t) or len(t) > 40 or t in _SAYS_NONE or _SENTENCE.match(t) or _FORM.match(t) for _, t in cells)
    ):
        return None
    if row and any(is_value(text) for _, text in page.cells(row - 1)[1:]):
        return None
    end = row
    while end + 1 < page.height and end - row < _MOST_HEADER_ROWS and spans(page, end, end + 1):
        end += 1
    data = next((at for at in range(end + 1, min(end + 3, page.height)) if page.cells(at)), None)
    if data is None:
        return None
    columns = columns_of(page, row, end, year, is_metric)
    names = [c for c in columns if c.headings and page.own(data, c.at) and not is_value(page.own(data, c.at))]
    values = [c for c in columns if c.headings and c.role not in _NO_VALUES and is_value(page.own(data, c.at))]
    if not names or not values or names[0].at > values[0].at:
        return None
    rows = [at for at in range(data, page.height) if is_metric(page.own(at, names[0].at))]
    if len(values) == 1 and len(rows) >= FEWEST_HEADLESS and values[0].role is None:
        values[0].role = values[0].slot = Role.CURRENT
        values[0].doubt = "表头没有读懂，按本年的数读取，请核对"
    if names[0].role is None or names[0].role is Role.STAGE:
        names[0].role, names[0].quantity, names[0].stage = Role.LABEL, "", None
    return end, columns


def _may_begin(page: Page, row: int, year: int | None, is_metric: KnownMetric) -> bool:
    cells = page.cells(row)
    if len(cells) < 2:
        return False
    meanings = [meaning_of(text, year) for _, text in cells]
    known = [meaning for meaning in meanings if meaning.role is not None]
    if any(is_number(text) and meaning.role is None for (_, text), meaning in zip(cells, meanings, strict=True)):
        return False
    if any(len(text) > 60 for _, text in cells):
        return False
    if row and any(_NUMBER.fullmatch(text) and is_number(page.own(row - 1, column)) for column, text in cells):
        return False  # 2021 below another number is a number, no year
    if any(
        m.role is None and text[:1].isdigit() and not is_metric(text)
        for (_, text), m in zip(cells, meanings, strict=True)
    ):
        return False
    stages = [m for m in known if m.role is Role.STAGE]
    words = [m for m in known if m.role is not Role.STAGE]
    if sum(is_metric(text) for _, text in cells) >= 2:
        return True
    if not words:
        first = meanings[0]
        return len({m.stage for m in stages}) >= 2 and (
            first.role is not Role.STAGE or _has_labels_left(page, row, cells[0][0])
        )
    if not any(m.role in VALUES for m in words) and not stages and not any(m.role in _FORMS for m in words):
        return False
    return len(words) >= 2 or bool(stages) or len(cells) >= 2


def _has_labels_left(page: Page, row: int, column: int) -> bool:
    """Whether the rows below have something left of the first heading: then the corner is just empty."""
    return any(page.text(below, left) for below in range(row + 1, min(row + 4, page.height)) for left in range(column))


_MAY_BE_NAMES = frozenset({Role.IGNORED, Role.GROWTH, Role.LABEL, Role.SCOPE, Role.CURRENT})
_HEADS = frozenset({Role.STAGE, *VALUES, Role.OTHER_YEAR, Role.GROWTH, Role.IGNORED})
_NOT_DIVIDED = frozenset(
    {Role.LABEL, Role.UNIT, Role.INDEX, Role.ID, Role.REMARK, Role.PERIOD, Role.SCOPE, Role.SOURCE}
)


def _continues(page: Page, row: int, year: int | None, is_metric: KnownMetric) -> bool:
    """Whether a row still belongs to the header above it: it divides columns of values, and heads nothing else."""
    cells = page.cells(row)
    if (
        not cells
        or row in page.ids
        or any(is_number(text) and meaning_of(text, year).role is None for _, text in cells)
    ):
        return False
    for column, text in cells:
        meaning = meaning_of(text, year)
        above = page.text(row - 1, column)
        if meaning_of(above, year).role in _NOT_DIVIDED or _is_wide(page, row, column):
            return False
        names = not above and meaning.role in _NOT_DIVIDED | {Role.CATEGORY}
        if _is_divided(page, row, column) and len(text) <= _LONGEST_PART:
            continue
        heads = meaning.role in _HEADS or (meaning.unit and not label_of(text).plain) or is_metric(text)
        if not names and (not heads or (column == 0 and not above)):
            return False
    return True


def _is_divided(page: Page, row: int, column: int) -> bool:
    """Whether a cell stands under a heading that reaches over several columns."""
    return any(m.bottom == row - 1 and m.left <= column <= m.right and m.right > m.left for m in page.grid.merges)


def _is_wide(page: Page, row: int, column: int) -> bool:
    """Whether a cell reaches over nearly the whole page: a band, not a heading."""
    width = next((m.right - m.left + 1 for m in page.grid.merges if (m.top, m.left) == (row, column)), 1)
    return width > 2 and width >= page.width - column - 1


def columns_of(page: Page, top: int, bottom: int, year: int | None, is_metric: KnownMetric) -> list[Column]:
    columns = []
    for at in range(page.width):
        texts = [_heading(page, row, at, bottom, year) for row in range(top, bottom + 1)]
        columns.append(_column(at, tuple(text for text in dict.fromkeys(texts) if text), year, is_metric))
    if not any(column.stage not in (None, Stage.ALL) for column in columns):
        for column in columns:  # 合计 beside 其中 is no stage
            if column.stage is Stage.ALL:
                column.stage, column.role = None, column.slot or Role.CURRENT
    return columns


def _heading(page: Page, row: int, column: int, bottom: int, year: int | None) -> str:
    """The heading over a column; a gap in an upper row belongs to the heading left of it, where merges were lost."""
    text = page.text(row, column)
    if text or row == bottom or not page.own(bottom, column):
        return text
    for left in range(column - 1, -1, -1):
        text = page.text(row, left)
        if text:
            divided = meaning_of(text, year).role not in _NOT_DIVIDED and bool(page.own(bottom, left))
            return text if divided else ""
    return ""


def _column(at: int, headings: tuple[str, ...], year: int | None, is_metric: KnownMetric) -> Column:
    """Several headings over each other are taken together: 本年 over 小学 is this year's value of the stage."""
    column = Column(at, None, headings)
    meanings = [meaning_of(text, year) for text in headings]
    quantities: list[str] = []
    for text, meaning in zip(headings, meanings, strict=True):
        column.unit = meaning.unit or column.unit
        column.doubt = meaning.doubt or column.doubt
        if meaning.role in VALUES and not is_metric(text):
            # 决算数 under 2020年 is last year's: the plain word for a value says nothing about its year.
            column.slot = Role.PREVIOUS if column.slot is Role.PREVIOUS else meaning.role
        elif meaning.role is Role.STAGE:
            column.stage = meaning.stage
        elif _is_quantity(text, meaning, is_metric):
            quantities.append(text)
    roles = [
        meaning.role
        for text, meaning in zip(headings, meanings, strict=True)
        if meaning.role is not None and not (meaning.role in _MAY_BE_NAMES and is_metric(text))
    ]
    outside = next((r for r in roles if r not in {*VALUES, Role.STAGE, Role.LABEL}), None)
    if outside is not None:
        column.role = outside
    elif column.slot is not None:
        column.role = column.slot
    elif column.stage is not None:
        column.role = Role.STAGE
    elif roles:
        column.role = roles[-1]
    column.quantity = next(
        (text for text in reversed(quantities) if is_metric(text)), quantities[-1] if quantities else ""
    )
    return column


def _is_quantity(text: str, meaning: Meaning, is_metric: KnownMetric) -> bool:
    """Whether a heading says what its values are of: a metric's name, or words that are no known heading."""
    if meaning.role in _MAY_BE_NAMES:
        return is_metric(text)
    return meaning.role is None and not is_number(text) and (not meaning.unit or bool(label_of(text).plain))


def _heads_names(page: Page, end: int, columns: list[Column]) -> bool:
    """Whether values are headed and words stand left of them in the next rows, whatever heads those."""
    if any(_FORM.match(text) for c in columns for text in c.headings):
        return False
    first = next((c.at for c in columns if c.role in VALUES), 0)
    below = [row for row in range(end + 1, min(end + 4, page.height)) if page.cells(row)]
    left = [
        c.at for c in columns if c.at < first and c.role is None and c.headings and len(c.headings[0]) <= _LONGEST_PART
    ]
    return any(
        len(names) == len(below) >= 2 and not any(map(is_value, names))
        for at in left
        if (names := [text for row in below if (text := page.own(row, at))])
    )


def _is_header(columns: list[Column], is_metric: KnownMetric) -> bool:
    """A header names values – this year's, last year's, stages – and something that tells what they are of."""
    roles = [column.role for column in columns]
    named_values = sum(is_metric(column.quantity) for column in columns if column.quantity)
    if named_values >= 2:
        return True
    values = sum(role in VALUES or role is Role.STAGE for role in roles)
    named = any(role in {Role.LABEL, Role.CATEGORY, Role.INDEX, Role.ID, Role.UNIT} for role in roles)
    return values >= 1 and (named or values >= 2 or named_values >= 1)

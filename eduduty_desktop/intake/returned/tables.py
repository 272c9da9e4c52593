"""Where the tables of a page are: header rows, what each column means, the lines above, the rows below.

A header is found by its words, not by its place: a page may hold several tables, titles between them, empty first rows
and columns that nobody asked for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.headings import Meaning, Role, meaning_of
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.words import SUMS, folded, label_of, narrow, stated_units, unit_in

_NUMBER = re.compile(r"[-+]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?[%％]?")
_VALUES = frozenset({Role.CURRENT, Role.PREVIOUS})
_MOST_HEADER_ROWS = 4
_FEWEST_HEADLESS = 2
_LONGEST_PART = 12
_VALUE = re.compile(r"[约近]?[-+]?[0-9０-９]|百分之|#")
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


@dataclass(slots=True)
class Table:
    """Rows `first` to `last` (inclusive, from 0) under a header; `title` are the lines above it, the nearest last."""

    first: int
    last: int
    columns: list[Column]
    title: list[str]
    units: tuple[str, ...] = ()
    sideways: bool = False
    flags: list[str] = field(default_factory=list)

    def of(self, *roles: Role) -> list[Column]:
        """Columns of some roles, from the left."""
        return [column for column in self.columns if column.role in roles]


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number, in either width."""
    return _NUMBER.fullmatch(text.strip()) is not None


def find_tables(page: Page, year: int | None, is_metric: KnownMetric) -> list[Table]:
    """Every table of figures on a page, from the top; none if no header is found."""
    headers: list[tuple[int, int, list[Column]]] = []
    row = 0
    while row < page.height:
        found = _header_at(page, row, year, is_metric)
        if found is None:
            row += 1
            continue
        end, columns = found
        headers.append((row, end, columns))
        row = end + 1
    tables: list[Table] = []
    for at, (start, end, columns) in enumerate(headers):
        following = headers[at + 1][0] if at + 1 < len(headers) else page.height
        above = headers[at - 1][1] + 1 if at else 0
        title = _lines(page, above, start)
        units = next((units for line in reversed(title) if (units := stated_units(line))), ())
        tables += [Table(end + 1, following - 1, block, title, units) for block in _blocks(columns)]
    return tables


def _blocks(columns: list[Column]) -> list[list[Column]]:
    """Tables that stand side by side: where names begin anew behind values, another block begins."""
    starts = [0]
    has_values = False
    for column in columns:
        if column.role in _VALUES or column.role is Role.STAGE:
            has_values = True
        elif column.role in {Role.LABEL, Role.INDEX} and has_values:
            starts.append(column.at)
            has_values = False
    if len(starts) == 1 or not has_values:
        return [columns]
    return [columns[start:end] for start, end in zip(starts, [*starts[1:], len(columns)], strict=True)]


_OF_SCHOOLS = re.compile(
    r"学校名称|校名|园名|幼儿园名称|机构名称|项目学校|姓名|学校全称|单位名称|所在学校|学校代码|学校标识码"
)


def is_list_of_schools(table: Table) -> bool:
    """Whether every row is one school, or one person: its numbers are no sums of the county."""
    return any(_OF_SCHOOLS.search(folded(text)) or folded(text) == "学校" for c in table.columns for text in c.headings)


def headless(page: Page, is_metric: KnownMetric) -> Table | None:
    """Rows of names with one number each, without a header: taken for this year's, and said to be doubtful."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for row in range(page.height):
        cells = page.cells(row)
        name = next((column for column, text in cells if is_metric(text)), None)
        numbers = [c for c, text in cells if name is not None and c > name and _VALUE.match(text)]
        if name is not None and len(numbers) == 1:
            pairs.setdefault((name, numbers[0]), []).append(row)
    if not pairs:
        return None
    (name, number), rows = max(pairs.items(), key=lambda item: len(item[1]))
    if len(rows) < _FEWEST_HEADLESS:
        return None
    columns = [
        Column(name, Role.LABEL, ()),
        *(Column(at, Role.UNIT, ()) for at in range(name + 1, number) if _are_units(page, rows, at)),
        Column(number, Role.CURRENT, (), slot=Role.CURRENT, doubt="没有表头，按本年的数读取，请核对"),
    ]
    title = _lines(page, 0, rows[0])
    units = next((units for line in reversed(title) if (units := stated_units(line))), ())
    return Table(rows[0], rows[-1], columns, title, units)


def _are_units(page: Page, rows: list[int], column: int) -> bool:
    said = [page.own(row, column) for row in rows if page.own(row, column)]
    return bool(said) and all(unit_in(text) for text in said)


def _lines(page: Page, first: int, end: int) -> list[str]:
    """Texts of the rows directly above a header that are no rows of a table: titles, 单位：万元, who fills it in."""
    found: list[str] = []
    for row in range(end - 1, first - 1, -1):
        cells = page.cells(row)
        if not cells:
            continue
        if any(is_number(text) for _, text in cells) and len(cells) > 2:
            break
        if len(found) > 12:
            break
        found.insert(0, "　".join(text for _, text in cells))
    return found


def _header_at(page: Page, row: int, year: int | None, is_metric: KnownMetric) -> tuple[int, list[Column]] | None:
    """The last row and the columns of a header that begins in a row; None if none does."""
    if row in page.ids or not _may_begin(page, row, year, is_metric):
        return None
    end = row
    columns = _columns(page, row, end, year, is_metric)
    for lower in range(row + 1, min(row + _MOST_HEADER_ROWS, page.height)):
        if not _continues(page, lower, year, is_metric):
            break
        end = lower
        columns = _columns(page, row, end, year, is_metric)
    return (end, columns) if _is_header(columns, is_metric) else None


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
    if not any(m.role in _VALUES for m in words) and not stages and not any(m.role in _FORMS for m in words):
        return False
    return len(words) >= 2 or bool(stages) or len(cells) >= 2


def _has_labels_left(page: Page, row: int, column: int) -> bool:
    """Whether the rows below have something left of the first heading: then the corner is just empty."""
    return any(page.text(below, left) for below in range(row + 1, min(row + 4, page.height)) for left in range(column))


_MAY_BE_NAMES = frozenset({Role.IGNORED, Role.GROWTH, Role.LABEL, Role.SCOPE, Role.CURRENT})
_HEADS = frozenset({Role.STAGE, *_VALUES, Role.OTHER_YEAR, Role.GROWTH, Role.IGNORED})
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


def _columns(page: Page, top: int, bottom: int, year: int | None, is_metric: KnownMetric) -> list[Column]:
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
        if meaning.role in _VALUES and not is_metric(text):
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
    outside = next((r for r in roles if r not in {*_VALUES, Role.STAGE, Role.LABEL}), None)
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


def _is_header(columns: list[Column], is_metric: KnownMetric) -> bool:
    """A header names values – this year's, last year's, stages – and something that tells what they are of."""
    roles = [column.role for column in columns]
    named_values = sum(is_metric(column.quantity) for column in columns if column.quantity)
    if named_values >= 2:
        return True
    values = sum(role in _VALUES or role is Role.STAGE for role in roles)
    named = any(role in {Role.LABEL, Role.CATEGORY, Role.INDEX, Role.ID, Role.UNIT} for role in roles)
    return values >= 1 and (named or values >= 2 or named_values >= 1)


def band_of(page: Page, row: int) -> str:
    """The text of a row that only heads the rows below it; empty for a row of its own."""
    cells = page.cells(row)
    if len(cells) != 1 or row in page.ids:
        return ""
    text = cells[0][1]
    return text if 1 < len(text) <= 80 and not is_number(text) else ""


def is_footnote(text: str) -> bool:
    """Whether a line explains the table above instead of belonging to it."""
    return (
        re.match(
            r"(?:注|备注|说明|填表说明|填报说明|附注|注意)[0-9一二三]?[:：、]|[*＊※]|填报人|填表人|审核人|单位负责人|制表|联系人|填报日期|审核",
            narrow(text),
        )
        is not None
    )


def is_sum(text: str) -> bool:
    """Whether a label is that of a row of totals."""
    return folded(label_of(text).plain) in SUMS

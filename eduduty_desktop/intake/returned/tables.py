"""Where the tables of a page are: header rows, what each column means, the lines above, the rows below.

A header is found by its words, not by its place: a page may hold several tables, titles between them, empty first rows
and columns that nobody asked for.
"""

import re
from dataclasses import dataclass

from eduduty_desktop.intake.returned.header_rows import (
    FEWEST_HEADLESS,
    VALUE,
    VALUES,
    Column,
    KnownMetric,
    columns_of,
    header_at,
    is_number,
    is_value,
    spans,
    strange_header,
)
from eduduty_desktop.intake.returned.headings import Role
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.words import SUMS, folded, label_of, narrow, stated_units, unit_in


@dataclass(slots=True)
class Table:
    """Rows `first` to `last` (inclusive, from 0) under a header; `title` are the lines above it, the nearest last.

    One that `is_previous` says by its title that it is last year's.
    """

    first: int
    last: int
    columns: list[Column]
    title: list[str]
    units: tuple[str, ...] = ()
    is_strange: bool = False
    is_previous: bool = False
    is_of_another_year: bool = False

    def of(self, *roles: Role) -> list[Column]:
        """Columns of some roles, from the left."""
        return [column for column in self.columns if column.role in roles]


def find_tables(page: Page, year: int | None, is_metric: KnownMetric, *, strange: bool = False) -> list[Table]:
    """Every table of figures on a page, from the top; none if no header is found.

    With `strange` a header may be words that mean nothing known, if numbers stand below them.
    """
    headers: list[tuple[int, int, list[Column]]] = []
    strangers: set[int] = set()
    row = 0
    while row < page.height:
        found = header_at(page, row, year, is_metric)
        is_below = bool(headers) and (row == headers[-1][1] + 1 or len(page.cells(row - 1)) > 1)
        if found is None and strange and not is_below:
            found = strange_header(page, row, year, is_metric)
            if found is not None:
                strangers.add(row)
        if found is None:
            row += 1
            continue
        end, columns = found
        if end == row and len(page.cells(row)) <= 2 and _is_line_above(page, row, year, is_metric):
            strangers.discard(row)
            row += 1
            continue
        start = row
        while start and not any(above >= start - 1 for _, above, _ in headers) and spans(page, start - 1, start):
            start -= 1
            columns = columns_of(page, start, end, year, is_metric)
        headers.append((start, end, columns))
        row = end + 1
    tables: list[Table] = []
    for at, (start, end, columns) in enumerate(headers):
        following = headers[at + 1][0] if at + 1 < len(headers) else page.height
        above = headers[at - 1][1] + 1 if at else 0
        title = _lines(page, above, start)
        units = next((units for line in reversed(title) if (units := stated_units(line))), ())
        is_strange = start in strangers
        if end + 1 < following and (stated := _unit_row(page, end + 1)):
            end += 1
            for column in columns:
                column.unit = stated.get(column.at, column.unit)
        tables += [
            Table(end + 1, following - 1, block, title, units, is_strange)
            for block in _blocks(page, columns, end + 1, following - 1)
        ]
    return tables


def _is_line_above(page: Page, row: int, year: int | None, is_metric: KnownMetric) -> bool:
    """Whether what looks like a header is a title with its day, because the header stands below it."""
    below = row + 1
    if below >= page.height or len(page.cells(below)) < len(page.cells(row)):
        return False
    return (header_at(page, below, year, is_metric) or strange_header(page, below, year, is_metric)) is not None


def _blocks(page: Page, columns: list[Column], first: int, last: int) -> list[list[Column]]:
    """Tables that stand side by side: where names begin anew behind values, another block begins."""
    starts = [0]
    has_values = False
    for column in columns:
        if column.role in VALUES or column.role is Role.STAGE:
            has_values = True
        elif has_values and (
            column.role in {Role.LABEL, Role.INDEX} or _names_anew(page, columns, column, first, last)
        ):
            starts.append(column.at)
            has_values = False
    if len(starts) == 1 or not has_values:
        return [columns]
    return [columns[start:end] for start, end in zip(starts, [*starts[1:], len(columns)], strict=True)]


def _unit_row(page: Page, row: int) -> dict[int, str]:
    """Units that stand in a row of their own under a header, by column; empty if the row says anything else."""
    cells = page.cells(row)
    units = {column: unit for column, text in cells if (unit := unit_in(text))}
    others = [text for column, text in cells if column not in units and folded(text) not in {"单位", "计量单位"}]
    return units if len(units) >= 2 and not others else {}


def _names_anew(page: Page, columns: list[Column], column: Column, first: int, last: int) -> bool:
    """Whether a column under an unknown heading names rows again: words stand there, and values once more right of it."""
    if column.role is not None or not column.headings:
        return False
    earlier = {c.headings for c in columns if c.at < column.at and c.role in VALUES}
    if not any(c.headings in earlier for c in columns if c.at > column.at and c.role in VALUES):
        return False
    cells = [text for row in range(first, last + 1) if (text := page.own(row, column.at))]
    if cells and not any(is_value(text) for text in cells):
        column.role, column.quantity = Role.LABEL, ""
        return True
    return False


_OF_SCHOOLS = re.compile(
    r"学校名称|校名|园名|幼儿园名称|机构名称|项目学校|姓名|学校全称|单位名称|所在学校|学校代码|学校标识码"
)


def is_list_of_schools(table: Table) -> bool:
    """Whether every row is one school, or one person: its numbers are no sums of the county."""
    names = [text for c in table.columns if not c.unit and c.role not in VALUES for text in c.headings]
    return any(_OF_SCHOOLS.search(folded(text)) or folded(text) == "学校" for text in names)


def headless(page: Page, is_metric: KnownMetric) -> Table | None:
    """Rows of names with one number each, without a header: taken for this year's, and said to be doubtful."""
    pairs: dict[tuple[int, int], list[int]] = {}
    for row in range(page.height):
        cells = page.cells(row)
        name = next((column for column, text in cells if is_metric(text)), None)
        numbers = [c for c, text in cells if name is not None and c > name and VALUE.match(text)]
        if name is not None and len(numbers) == 1:
            pairs.setdefault((name, numbers[0]), []).append(row)
    if not pairs:
        return None
    (name, number), rows = max(pairs.items(), key=lambda item: len(item[1]))
    if len(rows) < FEWEST_HEADLESS:
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
        if first and (any(is_value(text) for _, text in cells[1:]) or (found and row and not page.cells(row - 1))):
            if not any(is_value(text) for _, text in cells[1:]):
                found.insert(0, "　".join(text for _, text in cells))
            break
        if len(found) > 12:
            break
        found.insert(0, "　".join(text for _, text in cells))
    return found


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

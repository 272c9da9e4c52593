"""A framework's tables as sheets of a workbook: to read, to print, to correct by hand and to import again."""

from decimal import Decimal

from eduduty_desktop.document.sheets import Cell, Column, Sheet, header
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.tables import Table, tables_of

NARROWEST, WIDEST = 8.0, 48.0
_HOW = "可以在本表中修改后再导入；请不要改表头、工作表名称和“编号”。"


def framework_sheets(framework: Framework) -> tuple[Sheet, ...]:
    """One sheet a table, numbers as numbers, everything else as text."""
    return tuple(_sheet(table, framework) for table in tables_of(framework))


def _sheet(table: Table, framework: Framework) -> Sheet:
    columns = tuple(Column(heading, _width(table, at)) for at, heading in enumerate(table.headings))
    rows = tuple(tuple(_cell(text, at in table.numbers) for at, text in enumerate(row)) for row in table.rows)
    title = f"{framework.title}：{table.name}"
    return Sheet(table.name, title, _HOW, tuple(c.width for c in columns), (header(columns), *rows), freeze_columns=1)


def _cell(text: str, is_number: bool) -> Cell:
    if not text:
        return Cell(None)
    return Cell(Decimal(text), "center", "General") if is_number else Cell(text)


def _width(table: Table, at: int) -> float:
    """Wide enough for the heading and for most texts of a column, counted in half-width characters."""
    longest = sorted(max(map(_length, row[at].split("\n"))) for row in table.rows)
    usual = longest[len(longest) * 9 // 10]
    return min(WIDEST, max(NARROWEST, 2 + max(usual, _length(table.headings[at]))))


def _length(text: str) -> float:
    return sum(1.0 if character.isascii() else 2.0 for character in text)

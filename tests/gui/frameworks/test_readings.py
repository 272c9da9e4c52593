"""A person's corrections of how a notice's tables are read."""

from eduduty_desktop.framework.notice import Role, TableReading, readings_of
from eduduty_desktop.grid import Grid, Paragraph
from eduduty_desktop.gui.frameworks.readings import (
    PartChoice,
    choices_of,
    tables_of,
    with_header,
    with_role,
    with_rows,
    with_taken,
)
from eduduty_desktop.gui.frameworks.source_model import column_name, sheets_of

COLUMNS = {0: Role.LEVEL1, 1: Role.POINT, 2: Role.SCORE}
TABLE = TableReading(1, (0,), COLUMNS, range(1, 9))


def choice() -> PartChoice:
    return PartChoice(1, (TABLE,), frozenset(), True)


GRID = Grid("表", tuple(("a", "b", "1") for _ in range(9)))


def test_rows_left_out_cut_the_table() -> None:
    found = with_rows(choice(), GRID, frozenset({3, 4, 8}), read=False)
    assert [table.rows for table in found.readings()] == [range(1, 3), range(5, 8)]
    assert not found.is_body(3)
    assert found.is_body(5)
    back = with_rows(found, GRID, frozenset({3, 4, 8}), read=True)
    assert back.readings() == (TABLE,)


def test_a_header_row_can_be_read_as_an_indicator() -> None:
    found = with_rows(choice(), GRID, frozenset({0}), read=True)
    assert found.header_rows == frozenset()
    assert found.readings()[0].rows == range(9)


def test_a_role_that_one_column_has_leaves_the_other() -> None:
    found = with_role(choice(), 0, Role.POINT)
    assert found.tables[0].columns == {0: Role.POINT, 1: Role.IGNORED, 2: Role.SCORE}
    assert with_role(choice(), 3, Role.NOTE).role(3) is Role.NOTE
    assert choice().role(9) is Role.IGNORED


def test_a_marked_header_is_read_by_its_words() -> None:
    rows = (
        ("随便", "写的", "一行"),
        ("一级指标", "测评点", "分值"),
        ("党的领导", "机制", "5"),
        ("党的领导", "联系", "6"),
    )
    grid = Grid("表", rows)
    found = with_header(PartChoice(0), grid, frozenset({1}), readings_of)
    assert found.taken
    assert found.tables == (TableReading(0, (1,), COLUMNS, range(2, 4)),)


def test_a_header_that_says_nothing_leaves_the_columns() -> None:
    found = with_header(choice(), GRID, frozenset({2}), readings_of)
    assert found.tables == (TableReading(1, (2,), COLUMNS, range(3, 9)),)


def test_a_grid_that_nothing_is_known_of_is_read_whole_when_asked() -> None:
    found = with_taken(PartChoice(1), GRID, taken=True)
    assert found.readings() == (TableReading(1, (), {}, range(9)),)
    assert tables_of([with_taken(found, GRID, taken=False)]) == ()


def test_choices_and_tabs_of_a_notice() -> None:
    parts = (Paragraph("一"), Paragraph("二"), GRID, Paragraph("三"), GRID)
    other = TableReading(4, (0,), COLUMNS, range(1, 9))
    choices = choices_of(parts, [TableReading(2, (0,), COLUMNS, range(1, 9))], [other])
    assert {part: one.taken for part, one in choices.items()} == {2: True, 4: False}
    assert choices[4].tables == (other,)
    sheets = sheets_of(parts)
    assert [(sheet.name, sheet.first, len(sheet.rows)) for sheet in sheets] == [
        ("文字1", 0, 2),
        ("表", 2, 9),
        ("文字2", 3, 1),
        ("表", 4, 9),
    ]
    assert sheets[0].cell_of(1, 0, 0) == (1, 0)
    assert sheets[0].place_of(1, 0).part == 1
    assert sheets[1].holds(2)
    assert not sheets[1].holds(3)


def test_columns_are_named_as_in_office_programs() -> None:
    assert [column_name(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]

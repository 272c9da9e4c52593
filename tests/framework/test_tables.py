"""A framework leaves as tables or as YAML and comes back equal; a wrong cell is refused at its row."""

import typing
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.document.framework_sheets import framework_sheets
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.captions import HEADINGS
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.reader import read_framework
from eduduty_desktop.framework.table_reader import TableError, framework_of, is_framework
from eduduty_desktop.framework.tables import tables_of
from eduduty_desktop.framework.validation import validate
from eduduty_desktop.framework.writer import write_yaml
from eduduty_desktop.grid import Grid
from eduduty_desktop.office import read_grids, write_workbook
from tests.framework.rich import rich_framework

LIBRARY = Library.shipped()


def _grids(framework: Framework, *above: tuple[str, ...]) -> list[Grid]:
    return [Grid(table.name, (*above, table.headings, *table.rows)) for table in tables_of(framework)]


def _edited(sheet: str, heading: str, row: int, text: str) -> list[Grid]:
    """The rich framework's grids with one cell changed; `row` counts from 1 below the headings."""
    grids = _grids(rich_framework())
    at = next(i for i, grid in enumerate(grids) if grid.name == sheet)
    rows = [list(cells) for cells in grids[at].rows]
    rows[row][rows[0].index(heading)] = text
    grids[at] = Grid(sheet, tuple(map(tuple, rows)))
    return grids


def test_the_rich_framework_is_valid_and_says_something_in_every_field() -> None:
    framework = rich_framework()

    def fail(path: tuple[str, ...], text: str) -> typing.NoReturn:
        raise AssertionError((path, text))

    validate(framework, framework.standards, fail)
    assert framework_of(_grids(framework)) == framework


@pytest.mark.parametrize("name", LIBRARY.shipped_ids)
def test_a_shipped_framework_comes_back_equal(name: str, tmp_path: Path) -> None:
    framework = LIBRARY.load(name)
    assert framework_of(_grids(framework, ("标题",), ("说明",))) == framework
    file = tmp_path / "own.yaml"
    file.write_text(write_yaml(framework), "utf-8")
    assert read_framework(file, {}) == framework


def test_a_workbook_on_disk_comes_back_equal(tmp_path: Path) -> None:
    for framework in (rich_framework(), LIBRARY.load("zj-2020-jinyun")):
        file = tmp_path / f"{framework.id}.xlsx"
        write_workbook(framework_sheets(framework), file)
        grids = read_grids(file)
        assert is_framework(grids)
        assert framework_of(grids) == framework


def test_yaml_of_the_rich_framework_comes_back_equal(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(write_yaml(rich_framework()), "utf-8")
    assert read_framework(file, {}) == rich_framework()


def test_every_field_of_the_model_has_a_heading_or_a_table() -> None:
    elsewhere = {
        Framework: {"sections", "metrics", "groups", "profile", "relations", "vetoes", "grades", "standards"},
    }
    for kind, headings in HEADINGS.items():
        fields = {field.name for field in msgspec.structs.fields(kind)} - {"children"}
        assert fields == set(headings) | elsewhere.get(kind, set()), kind


@pytest.mark.parametrize(
    ("sheet", "heading", "row", "text", "message", "place"),
    [
        ("指标", "层次", 1, "二", "层次“二”应为 1 到 1 的整数", "工作表“指标”第2行"),
        ("指标", "层次", 3, "9", "层次“9”应为 1 到 3 的整数", "工作表“指标”第4行"),
        ("指标", "满分", 3, "三十", "“满分”应为数，不是“三十”", "工作表“指标”第4行"),
        ("指标", "指标数据", 3, "fund.none", "指标数据“fund.none”没有定义", "工作表“指标”第4行"),
        ("指标数据", "类型", 1, "人数", "“类型”不能是“人数”，可用：计数、金额", "工作表“指标数据”第2行"),
        ("指标数据", "编号", 2, "staff.total", "编号“staff.total”重复", "工作表“指标数据”第3行"),
        ("指标数据", "公式", 3, "staff.part /", "公式末尾缺少一个指标或数", "工作表“指标数据”第4行"),
        ("说明", "内容", 2, "", "缺少“编号”", "工作表“说明”第1行"),
        ("扣分条款", "扣完", 1, "对", "“扣完”应为 是 或空着，不是“对”", "工作表“扣分条款”第2行"),
        ("勾稽关系", "理由", 1, "", "", ""),
        ("勾稽关系", "程度", 1, "", "“程度”不能空着", "工作表“勾稽关系”第2行"),
    ],
)
def test_a_wrong_cell_is_refused_at_its_row(
    sheet: str, heading: str, row: int, text: str, message: str, place: str
) -> None:
    grids = _edited(sheet, heading, row, text)
    if not message:
        assert framework_of(grids).relations[0].because == ""
        return
    with pytest.raises(TableError) as caught:
        framework_of(grids)
    assert message in caught.value.message
    assert caught.value.place == place


def test_a_workbook_without_its_nodes_is_refused() -> None:
    grids = [grid for grid in _grids(rich_framework()) if grid.name != "指标"]
    with pytest.raises(TableError, match="没有工作表“指标”"):
        framework_of(grids)
    assert not is_framework([Grid("说明", (("项目", "内容"), ("格式", "别的")))])


def test_a_point_on_the_first_level_is_refused() -> None:
    grids = _edited("指标", "测评点", 1, "是")
    with pytest.raises(TableError) as caught:
        framework_of(grids)
    assert caught.value.place.startswith("工作表“指标”第")


def test_columns_may_be_moved_and_rows_left_blank() -> None:
    framework = rich_framework()
    turned = [
        Grid(grid.name, tuple(tuple(reversed(row)) for row in (*grid.rows, ("",) * len(grid.rows[0]))))
        for grid in _grids(framework)
    ]
    assert framework_of(turned) == framework

"""Report table and appendix with 是/否, words, percentage points and a plan's targets."""

from collections import Counter
from decimal import Decimal

import pytest

from eduduty_desktop.document import Sheet, build_appendix
from eduduty_desktop.document.blocks import Block, TableBlock
from eduduty_desktop.document.frame import shown
from eduduty_desktop.document.point_table import metric_table
from eduduty_desktop.document.prose import cited
from eduduty_desktop.document.sheets import FIRST_ROW, Cell
from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.impact import Cell as Place
from eduduty_desktop.draft.impact import Table, changed, impact
from eduduty_desktop.draft.records import Entry
from tests.draft.small import FRAMEWORK, draft_of, entry, fig
from tests.draft.worded import FALLING, GOAL, POINTS, TEXT, WORDED, YES

FULL = draft_of(
    {
        fig(YES): entry("0"),
        fig(TEXT): Entry(typed="不足百人"),
        fig(TEXT, PREVIOUS): Entry(typed="长" * 61),
        fig(POINTS): entry("1.5"),
        fig(POINTS, PREVIOUS): entry("1.1"),
        fig(GOAL): entry("2"),
        fig(FALLING): entry("50"),
        fig(FALLING, PREVIOUS): entry("51.5"),
    },
    WORDED,
)


def sheets(draft: Draft = FULL) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in build_appendix(draft)}


def cell(key: Key) -> Cell:
    data = sheets()["数据表"]
    ((row, column),) = data.find(key)
    return data.rows[row - FIRST_ROW][column - 1]


def line(label: str, name: str = "数据表") -> dict[str, object]:
    head, *rows = sheets()[name].rows
    row = next(row for row in rows if any(one.value == label for one in row))
    return {str(h.value): c.value for h, c in zip(head, row, strict=True)}


def table(*metrics: str) -> TableBlock:
    blocks: tuple[Block, ...] = metric_table(FULL, metrics, cited([]))
    assert isinstance(blocks[1], TableBlock)
    return blocks[1]


def test_answers_and_words_are_texts_in_the_data_table() -> None:
    assert (cell(fig(YES)).value, cell(fig(YES)).number_format) == ("否", "")
    assert (cell(fig(TEXT)).value, cell(fig(TEXT)).number_format) == ("不足百人", "")
    assert cell(fig(TEXT, PREVIOUS)).value is None
    row = line("专职校医人数")
    assert row["增减"] is row["增幅"] is None
    assert row["备注"] == f"上年填报原文“{'长' * 61}”", "only what could not be taken is a remark"
    assert line("教职工编制配齐")["备注"] is None


def test_points_differ_by_points() -> None:
    assert cell(fig(POINTS)).value == Decimal("1.5")
    assert (cell(Key("growths", POINTS)).value, cell(Key("growths", POINTS)).number_format) == (
        Decimal("0.4"),
        '0.0"个百分点"',
    )


def test_a_target_stands_in_the_standards_column_where_there_is_no_standard() -> None:
    row = line("研究教育次数")
    assert (row["标准"], row["是否达标"]) == ("目标≥3次，2024年底前", "✕ 未达到")
    assert line("体质优良率")["标准"] == "≥50%（待核实）"


def test_every_target_has_its_row() -> None:
    head, *rows = sheets()["目标对照表"].rows
    assert [h.value for h in head] == [
        "序号",
        "指标号",
        "指标",
        "目标",
        "期限",
        "对照值",
        "实际",
        "是否达到",
        "差额",
        "说明",
        "核查意见",
    ]
    found = [[shown(c) or None for c in row[2:-1]] for row in rows]
    assert sorted(found, key=str) == sorted(
        [
            ["研究教育次数", "≥3次", "2024-12-31", "3次", "2次", "✕ 未达到", "-1次", None],
            ["研究教育次数", "6—8次", "2025-12-31", "6次", "2次", "— 未到期", "-4次", None],
            ["近视率", "低于上年", "2024-06-30", "51.5%", "50%", "✓ 已达到", "-1.5个百分点", None],
        ],
        key=str,
    )
    assert "目标对照表" not in sheets(draft_of({}, FRAMEWORK))


@pytest.mark.parametrize(
    ("key", "record"),
    [
        (fig(GOAL), entry("7")),
        (fig(FALLING), entry("53.5")),
        (fig(FALLING, PREVIOUS), entry("49.5")),
        (fig(YES), entry("1")),
        (fig(TEXT), Entry(typed="近百人")),
        (fig(POINTS), entry("1.1")),
    ],
)
def test_a_change_tells_every_cell_that_it_changes(key: Key, record: Entry) -> None:
    after = FULL.apply([FULL.change(key, record)])
    told = [change.item for change in changed(impact(FULL, key), FULL, after)]
    old, new = sheets(), sheets(after)
    differing = Counter(
        name
        for name, sheet in old.items()
        if name in set(Table)  # 图表 and 追溯索引 fetch from these
        for before, now in zip(sheet.rows, new[name].rows, strict=True)
        for one, other in zip(before, now, strict=True)
        if one.value != other.value
    )
    assert Counter(str(i.table) for i in told if isinstance(i, Place) and i.table is not Table.REPORT) == differing
    assert sum(differing.values()) >= 1


def test_the_table_under_a_point_prints_words() -> None:
    rows = table(YES, TEXT, POINTS).rows
    assert [tuple(row) for row in rows] == [
        ("教职工编制配齐", "", "—", "否", "—"),
        ("专职校医人数", "人", "—", "不足百人", "—"),
        ("与省均值的差距", "百分点", "1.1", "1.5", "0.4个百分点"),
    ]

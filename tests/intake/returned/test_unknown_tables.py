"""Sheets whose header says nothing known: shown number by number as long as a person can look through them."""

from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.returned import read_return
from eduduty_desktop.intake.returned.columns_apart import MOST_LOST
from eduduty_desktop.intake.returned.unknown_tables import MOST_CELLS
from tests.intake.returned.messy import HONGJIANG, draft_for

DRAFT = draft_for(HONGJIANG)


def read(*rows: tuple[str, ...]):  # type: ignore[no-untyped-def]
    return read_return(DRAFT, [Grid("表", rows)], "科协.xlsx")


def test_every_number_is_shown_with_both_its_names() -> None:
    found = read(("获奖等级", "市级", "省级"), ("一等奖", "12", "2"), ("表扬", "5", ""), ("合计", "17", "2"))
    assert [(row.label, row.metric, row.is_guess) for row in found.rows] == [
        ("一等奖·市级", "award.innovation.city.grade1", True),
        ("一等奖·省级", "award.innovation.province.grade1", True),
        ("表扬·市级", None, False),
    ]


def test_a_long_list_is_named_instead() -> None:
    rows = tuple((f"第{at}组", str(at)) for at in range(MOST_CELLS + 1))
    found = read(("小组", "台数甲"), *rows)
    assert not found.rows
    assert any("没有读懂" in message for message in found.messages)


def test_a_roster_of_schools_is_none() -> None:
    found = read(("学校名称", "班数"), ("第一小学", "12"), ("第二小学", "8"))
    assert not found.rows


def test_of_many_unknown_parts_only_some_are_shown() -> None:
    rows = tuple((f"甲乙丙{at}项", "1", "2") for at in range(MOST_LOST + 10))
    found = read(("指标", "本年", "其中：丁戊"), *rows)
    assert sum(row.label.endswith("其中：丁戊") for row in found.rows) == MOST_LOST
    assert any("其中：丁戊" in message for message in found.messages)


def test_lines_of_prose_are_no_figures() -> None:
    found = read(("全年工作总结",), ("我们一共做了：3件事",), ("公开招聘教师数：85人",))
    assert [(row.metric, row.current.doubtful) for row in found.rows if row.current] == [("teacher.new.open", True)]

"""What people write around a number, and what of it may be left out."""

from decimal import Decimal

import pytest

from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.intake.returned.cells import corrects, read_cell
from eduduty_desktop.intake.returned.result import Around

MEETINGS = Metric("m", "政府常务会研究教育次数", "次", Kind.COUNT)
BODIES = Metric("b", "委员会成员部门数", "个", Kind.COUNT)
PER_PUPIL = Metric("p", "生均心理健康教育专项经费", "元", Kind.MONEY)
SALARY = Metric("s", "教师年平均工资", "元", Kind.MONEY)
MONTHLY = Metric("j", "每月联合执法次数", "次", Kind.COUNT)
RATE = Metric("r", "联网率", "%", Kind.PERCENT)
VISITS = Metric("v", "参训人次", "人次", Kind.COUNT)


@pytest.mark.parametrize(
    ("metric", "text", "value", "doubtful"),
    [
        (MEETINGS, "共召开3次", "3", False),
        (MEETINGS, "全年3次", "3", False),
        (MEETINGS, "累计3次", "3", True),
        (MEETINGS, "约为3次", "3", False),
        (BODIES, "14个部门", "14", False),
        (BODIES, "14(家)", "14", False),
        (PER_PUPIL, "10元/生", "10", False),
        (PER_PUPIL, "每生10元", "10", False),
        (SALARY, "77938元/年", "77938", False),
        (SALARY, "6494元/月", "6494", True),
        (MONTHLY, "每月2次", "2", False),
        (RATE, "达到100%", "100", False),
        (RATE, "约占21.4%", "21.4", False),
    ],
)
def test_the_number_is_read_and_what_was_left_out_is_said(
    metric: Metric, text: str, value: str, doubtful: bool
) -> None:
    found = read_cell(metric, "A1", text, Around((metric.unit,)))
    assert found is not None
    assert (found.amount, found.doubtful) == (Decimal(value), doubtful)
    assert found.flags


@pytest.mark.parametrize(
    ("metric", "text"),
    [
        (MEETINGS, "上年3次"),
        (MEETINGS, "小学3次"),
        (MEETINGS, "未召开3次"),
        (MEETINGS, "3次，另有2次"),
        (BODIES, "14个乡镇"),
        (VISITS, "320人"),
        (VISITS, "320次"),
        (SALARY, "增加300元"),
    ],
)
def test_what_may_be_something_else_is_left_to_a_person(metric: Metric, text: str) -> None:
    found = read_cell(metric, "A1", text, Around((metric.unit,)))
    assert found is not None
    assert found.amount is None or found.doubtful


@pytest.mark.parametrize(
    ("words", "expected"),
    [("应为43个，已重新核实", True), ("以42为准", True), ("见附件2", False), ("数据有误", False), ("含借调2人", False)],
)
def test_remarks_that_put_another_value_in_its_place(words: str, expected: bool) -> None:
    assert corrects(words) is expected

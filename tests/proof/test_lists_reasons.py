"""Counts of lists that are no such counts, and slogans whose word stands inside what they count."""

import pytest

from eduduty_desktop.proof.relations.lists import readings
from eduduty_desktop.proof.result import Verdict
from tests.proof.told import told


@pytest.mark.parametrize(
    "text",
    [
        "优先保障发放工资、保障机构运转、保障基本民生，同时要求坚持“两个优先”，即坚持支出的优先、坚持标准的优先。",
        "减征6税2附加，即资源税、房产税、印花税、契税、车船税、烟叶税和教育费附加、地方教育附加。",
        "六大高耗能行业分别为：石油、煤炭及其他燃料加工业、化学制品制造业、矿物制品业、金属冶炼业、有色金属压延业、电力生产业。",
    ],
)
def test_what_is_not_counted_is_not_accused(text: str) -> None:
    assert Verdict.INCONSISTENT not in told(readings, text).values()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("坚持新建一批、改建一批、分流一批“三个一批”。", "三个一批"),
        ("开展《教育法》《教师法》《职业教育法》“三法”宣讲。", "三法"),
        ("做到摸排到村、登记到户、帮扶到人“三到”。", "三到"),
        ("会同教育、民政、文旅、融媒体中心四家单位开展自查。", "四家"),
    ],
)
def test_a_slogan_counts_what_bears_its_word(text: str, count: str) -> None:
    assert told(readings, text)[count] is Verdict.CONSISTENT

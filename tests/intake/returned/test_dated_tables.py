"""Tables that say in their title, their sheet's name or a band of which year they are; numbers that must not vanish."""

import pytest

from eduduty_desktop.draft import CURRENT, PREVIOUS
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.returned import Proposal, propose_returns, read_return
from eduduty_desktop.intake.returned.headings import Role, meaning_of, school_year
from eduduty_desktop.intake.workbook import Status
from tests.intake.returned.messy import HONGJIANG, draft_for

DRAFT = draft_for(HONGJIANG)
SURE = {Status.NEW, Status.CHANGED}
Cells = tuple[str, ...]
HEAD = ("指标", "单位", "数值")


def read(*pages: tuple[str, tuple[Cells, ...]]) -> tuple[tuple[str, ...], tuple[Proposal, ...]]:
    grids = [Grid(name, rows) for name, rows in pages]
    found = read_return(DRAFT, grids, "甲.xlsx", department="教育局")
    return found.messages, propose_returns(DRAFT, [found])


def said(proposals: tuple[Proposal, ...], metric: str) -> dict[str, tuple[str, bool]]:
    """By year what was typed for a metric and whether it may be taken over unasked."""
    return {p.slot: (p.typed, p.status in SURE) for p in proposals if p.target == metric}


@pytest.mark.parametrize(
    "title", ["教职工情况（2020年）", "2020年教职工情况", "教职工情况（2020）", "教职工情况（截至2020年12月31日）"]
)
def test_a_title_of_last_year_makes_last_years_values(title: str) -> None:
    messages, found = read(("表", ((title,), HEAD, ("教职工总数", "人", "3098"))))
    assert set(said(found, "staff.total")) == {PREVIOUS}
    assert any("按上年的数读取" in message for message in messages)


def test_sheets_named_after_years_are_sorted() -> None:
    pages = [(name, (HEAD, ("教职工总数", "人", typed))) for name, typed in (("2021", "3137"), ("2020", "3098"))]
    messages, found = read(*pages, ("2016", (HEAD, ("教职工总数", "人", "2990"))))
    assert said(found, "staff.total") == {CURRENT: ("3137", True), PREVIOUS: ("3098", True)}
    assert any("2016" in message and "没有读取" in message for message in messages)


def test_stacked_tables_each_have_the_year_above_them() -> None:
    rows = (
        ("2020年统计",),
        HEAD,
        ("教职工总数", "人", "3098"),
        (),
        ("2021年统计",),
        HEAD,
        ("教职工总数", "人", "3137"),
    )
    _, found = read(("表", rows))
    assert said(found, "staff.total") == {CURRENT: ("3137", True), PREVIOUS: ("3098", True)}


def test_what_a_band_says_holds_below_it() -> None:
    rows = (("教职工情况",), HEAD, ("2020年",), ("教职工总数", "人", "3098"), ("2021年",), ("教职工总数", "人", "3137"))
    _, found = read(("表", rows))
    assert said(found, "staff.total") == {CURRENT: ("3137", True), PREVIOUS: ("3098", True)}


@pytest.mark.parametrize(
    ("sheet", "title", "header"),
    [
        ("表", "2022年教职工情况", HEAD),
        ("2020年", "2021年教职工情况", HEAD),
        ("表", "2020年反馈问题整改情况", HEAD),
        ("表", "2021年上半年教职工情况", HEAD),
        ("上半年", "教职工情况", HEAD),
        ("表", "2019年、2020年教职工情况", HEAD),
        ("表", "2020年教职工情况", ("指标", "单位", "本年")),
    ],
)
def test_a_year_that_may_mean_another_thing_is_asked(sheet: str, title: str, header: Cells) -> None:
    _, found = read((sheet, ((title,), header, ("教职工总数", "人", "3098"))))
    values = said(found, "staff.total").values()
    assert values
    assert not any(sure for _, sure in values)


def test_a_day_of_filling_in_and_headed_years_are_no_years_of_the_table() -> None:
    rows = (
        ("数据（填报日期：2022年1月）",),
        ("指标", "单位", "2021年", "2020年"),
        ("教职工总数", "人", "3137", "3098"),
    )
    _, found = read(("表", rows))
    assert said(found, "staff.total") == {CURRENT: ("3137", True), PREVIOUS: ("3098", True)}


def test_a_number_that_looks_like_a_year_heads_nothing() -> None:
    rows = (("指标", "数值"), ("教职工总数", "3137"), ("义务教育阶段教职工数", "2021"))
    _, found = read(("表", rows))
    assert said(found, "staff.compulsory") == {CURRENT: ("2021", True)}


def test_a_school_year_is_the_year_it_begins_in_and_asked() -> None:
    assert school_year("2020—2021学年") == 2020
    assert school_year("2019-2021学年") is None
    assert meaning_of("2020—2021学年", 2020).role is Role.CURRENT
    assert meaning_of("2019学年", 2020).role is Role.PREVIOUS
    assert meaning_of("2020学年", 2020).doubt


def test_ratios_are_values() -> None:
    rows = (
        ("教职工编制师生比标准",),
        ("学段", "标准", "实际师生比"),
        ("小学", "1:19", "1:17"),
        ("初中", "1比13.5", "1:12"),
    )
    _, found = read(("表", rows))
    assert said(found, "staff.ratio_norm.primary")[CURRENT][0] == "1:19"
    assert said(found, "staff.ratio_norm.junior")[CURRENT][0] == "1比13.5"


def test_a_column_of_goals_names_no_rows() -> None:
    rows = (
        ("工作内容", "目标任务", "完成情况"),
        ("登记校外培训机构数（所）", "60", "58"),
        ("培训机构从业人员数（人）", "—", "412"),
        ("下达整改通知数（份）", "全部", "32"),
    )
    _, found = read(("表", rows))
    assert said(found, "sd.institution_staff")[CURRENT][0] == "412"
    assert said(found, "sd.rectification_notices")[CURRENT][0] == "32"


def test_stages_below_a_group_are_of_that_group() -> None:
    rows = (
        ("项目", "单位", "本年"),
        ("生均一般公共预算教育支出：小学", "元", "10200"),
        ("初中", "元", "13100"),
        ("教师培训经费", "万元", "345"),
    )
    _, found = read(("表", rows))
    assert said(found, "fund.public_budget_per_pupil.junior")[CURRENT][0] == "13100"
    assert any("接在" in flag for p in found for flag in p.flags if p.typed == "13100")


def test_parts_of_what_a_row_counts() -> None:
    rows = (
        ("2021年教师招聘情况", "", ""),
        ("招聘渠道", "招聘人数", "其中：本科"),
        ("公开招聘教师", "62人", "50人"),
        ("外县市调入教师", "8", "6"),
    )
    _, found = read(("表", rows))
    assert said(found, "teacher.new.open")[CURRENT][0] == "62人"
    assert said(found, "teacher.new.transfer_bachelor") == {CURRENT: ("6", False)}


def test_every_number_under_a_known_heading_is_somewhere() -> None:
    rows = (("级别", "一等奖", "合计"), ("市级", "3", "9"), ("国家级", "2", "4"))
    _, found = read(("表", (("青少年科技创新大赛",), *rows)))
    assert {p.typed for p in found} >= {"3", "2", "9", "4"}


def test_what_needs_no_attention_is_a_note() -> None:
    rows = (("单位：万元",), HEAD[::2], ("教师培训经费实际安排额", "１，３００"), ("教育督导经费", "350000元"))
    _, found = read(("表", rows))
    assert [(p.flags, bool(p.notes)) for p in found] == [((), True), ((), True)]


def test_a_mark_for_no_value_does_not_agree_with_a_value() -> None:
    _, (first,) = read(("表", (HEAD, ("教职工总数", "人", "3137"))))
    assert first.key is not None
    held = DRAFT.apply([DRAFT.change(first.key, first.record)])
    found = read_return(held, [Grid("表", (HEAD, ("教职工总数", "人", "—")))], "甲.xlsx", department="教育局")
    (proposal,) = propose_returns(held, [found])
    assert (proposal.value, proposal.status) == (None, Status.UNREAD)


def test_a_range_is_no_date() -> None:
    _, (proposal,) = read(("表", (HEAD, ("学生总体近视率", "%", "40-50"))))
    assert proposal.status is Status.UNREAD
    assert any("范围" in flag for flag in proposal.flags)


def test_a_unit_of_each_pupil_holds_for_its_table() -> None:
    rows = (("单位：元/生",), ("学段", "数值"), ("生均一般公共预算教育支出（小学）", "10200"))
    _, (proposal,) = read(("表", rows))
    assert proposal.printed == "10200元"
    assert not any("没有写单位" in flag for flag in proposal.flags)

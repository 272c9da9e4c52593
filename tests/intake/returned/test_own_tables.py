"""Departments' own tables: what row, column and title say together, other headers than ours, sums, counties, days."""

import pytest

from eduduty_desktop.grid import Grid, Merge, Paragraph
from eduduty_desktop.intake.returned import Return, propose_returns, read_return
from eduduty_desktop.intake.returned.composing import Composer, Names
from tests.intake.returned.messy import ROUNDS, draft_for

DRAFTS = {county[:2]: draft_for(framework) for framework, (county, _) in ROUNDS.items()}
Cells = tuple[str, ...]


def read(name: str, *rows: Cells, merges: tuple[Merge, ...] = ()) -> Return:
    return read_return(DRAFTS[name], [Grid("表", rows, merges=merges)], "甲.xlsx", department="教育局")


def values(name: str, *rows: Cells, merges: tuple[Merge, ...] = ()) -> dict[str, str]:
    """What is proposed, by metric, with `@` for last year's; several for one metric are joined."""
    found: dict[str, list[str]] = {}
    for proposal in propose_returns(DRAFTS[name], [read(name, *rows, merges=merges)]):
        if proposal.target is not None and proposal.value is not None:
            key = proposal.target + ("@" if proposal.slot == "previous" else "")
            found.setdefault(key, []).append(proposal.printed)
    return {key: "、".join(dict.fromkeys(said)) for key, said in found.items()}


def test_stages_as_rows_and_a_column_of_the_private_ones() -> None:
    rows = (
        ("2020年各类学校统计", "", "", ""),
        ("类别", "学校数", "", "在校学生数"),
        ("", "合计", "其中：民办", ""),
        ("普通高中", "6", "2", "7000"),
        ("幼儿园", "70", "50", "12000"),
        ("总计", "76", "52", "19000"),
    )
    merges = (Merge(1, 1, 1, 2), Merge(1, 0, 2, 0), Merge(1, 3, 2, 3))
    found = values("缙云", *rows, merges=merges)
    assert found["school.count.senior"] == "6所"
    assert found["school.private.senior"] == "2所"
    assert found["school.count.preschool"] == "70所"
    assert found["school.private.preschool"] == "50所"
    assert found["pupil.count.preschool"] == "12000人"


def test_what_a_row_and_a_column_say_together_is_never_taken_without_a_word() -> None:
    rows = (
        ("义务教育学校专任教师学历统计", "", ""),
        ("区域", "专任教师数", "其中：本科及以上"),
        ("城关镇", "900", "700"),
        ("乡镇", "1200", "800"),
    )
    found = values("洪江", *rows)
    assert found["teacher.urban.total"] == "900人"
    assert found["teacher.urban.bachelor"] == "700人"
    assert found["teacher.rural.total"] == "1200人"
    assert found["teacher.rural.bachelor"] == "800人"
    assert all(row.current.flags for row in read("洪江", *rows).rows if row.current is not None)


def test_our_row_among_other_counties_counts_and_their_sum_does_not() -> None:
    rows = (
        ("2020年全市各县教育指标", "", ""),
        ("县（市、区）", "幼儿园（所）", "中小学生近视率（%）"),
        ("甲县", "80", "58"),
        ("缙云县", "66", "57"),
        ("合计", "146", "57.5"),
    )
    assert values("缙云", *rows) == {"school.count.preschool": "66所", "health.myopia_rate": "57%"}


def test_a_second_table_under_an_unknown_header_is_no_part_of_the_first() -> None:
    rows = (
        ("指标", "数值", ""),
        ("中小学互联网接入率", "100%", ""),
        ("", "", ""),
        ("营养改善计划", "", ""),
        ("学校类别", "覆盖学校数（所）", "受益学生数（人）"),
        ("小学", "45", "20112"),
        ("初中", "12", "9876"),
        ("合计", "57", "29988"),
    )
    found = values("会东", *rows)
    assert found == {"it.internet_rate": "100%", "nutrition.schools": "57所", "nutrition.pupils": "29988人"}


def test_units_in_a_row_of_their_own_below_the_header() -> None:
    rows = (
        ("年度", "新开办公办幼儿园", "新增公办园学位"),
        ("", "所", "个"),
        ("2020年", "45", "15600"),
        ("2021年", "51", "18,000"),
    )
    found = values("武汉", *rows)
    assert found["preschool.new_places"] == "1.8万个"
    assert found["preschool.new_places@"] == "1.56万个"


def test_years_without_a_word_behind_them_as_rows() -> None:
    rows = (
        ("年份", "义务教育教师年平均工资", "招录特岗教师"),
        ("2021", "80100", "90"),
        ("2022", "83210", "72"),
        ("2023", "86420", "60"),
    )
    found = values("张掖", *rows)
    assert (found["teacher.salary.mean"], found["teacher.salary.mean@"]) == ("86420元", "83210元")
    assert (found["teacher.special_post.recruited"], found["teacher.special_post.recruited@"]) == ("60名", "72名")


def test_a_year_before_a_row_s_name() -> None:
    rows = (
        ("指标", "金额", "单位"),
        ("2016年教师培训经费", "1300", "万元"),
        ("2017年教师培训经费", "1480", "万元"),
        ("2018年教师培训经费", "1560", "万元"),
    )
    assert values("巴南", *rows) == {"training.fund": "1560万元", "training.fund@": "1480万元"}


@pytest.mark.parametrize("later", ["截至2021年12月31日", "2021.12.31", "2021-12-31 00:00:00", "2021年12月31日"])
def test_of_two_days_of_a_year_the_later_counts(later: str) -> None:
    rows = (
        ("项目", "截至2021年6月30日", later),
        ("视频监控联网率", "95.2%", "97.5%"),
        ("学校配备保安人数", "190", "201"),
    )
    assert values("洪江", *rows) == {"safety.video_network_rate": "97.5%", "safety.guards": "201人"}


def test_a_value_that_became_a_date_is_no_heading() -> None:
    rows = (
        ("指标", "单位", "本年"),
        ("学校配备保安人数", "人", "201"),
        ("校园周边集中整治行动次数", "次", "2021-03-05"),
        ("安全检测专用校车数", "台", "26"),
    )
    assert values("洪江", *rows) == {"safety.guards": "201人", "safety.school_bus": "26台"}


def test_a_line_about_the_form_is_no_header() -> None:
    rows = (
        ("安全经费表", "", ""),
        ("编制单位：某局", "2021年度", "金额单位：元"),
        ("项目", "本年支出数", "上年支出数"),
        ("学校保安工资经费", "15603200", "15120000"),
    )
    found = values("洪江", *rows)
    assert (found["safety.fund.guard_pay"], found["safety.fund.guard_pay@"]) == ("1560.32万元", "1512万元")


def test_what_is_of_each_pupil_may_be_told_per_pupil() -> None:
    rows = (("项目", "单位", "本年"), ("普惠性民办园生均公用经费补助", "元/生", "500"))
    assert values("缙云", *rows) == {"preschool.inclusive.subsidy": "500元"}


def test_a_plan_in_a_row_s_name_waits_for_a_person() -> None:
    rows = (("指标", "单位", "本年"), ("教师培训经费（预算）", "万元", "300"), ("教育信息化投入", "万元", "1250"))
    found = {p.target: p for p in propose_returns(DRAFTS["巴南"], [read("巴南", *rows)])}
    assert found["it.fund"].status.value == "new"
    assert all(p.status.value != "new" for p in found.values() if p.typed == "300")


def test_as_much_as_no_county_has_waits_for_a_person() -> None:
    rows = (
        ("2021年（单位：万元）", "", ""),
        ("项目", "金额", ""),
        ("学校保安工资经费", "15603200", ""),
        ("教育督导经费", "45", ""),
    )
    found = {p.target: p for p in propose_returns(DRAFTS["洪江"], [read("洪江", *rows)])}
    assert found["safety.fund.guard_pay"].status.value == "unread"
    assert found["supervision.fund"].status.value == "new"


def test_lines_above_a_table_of_a_text_say_what_it_is_about() -> None:
    table = Grid("表", (("序号", "物资", "数量", "单位"), ("1", "口罩", "45.6", "万只"), ("2", "体温枪", "820", "支")))
    one = read_return(DRAFTS["会东"], [Paragraph("疫情防控物资储备情况"), table], "甲.docx", department="卫健局")
    found = {p.target: p.printed for p in propose_returns(DRAFTS["会东"], [one]) if p.value is not None}
    assert found == {"epidemic.masks": "45.6万个", "epidemic.thermometers": "820支"}


def test_a_part_above_keeps_a_cell_from_being_the_whole() -> None:
    rows = (("2021年学前教育", "", ""), ("项目", "公办", "民办"), ("在园幼儿数", "6230", "5804"))
    assert "pupil.count.preschool" not in values("洪江", *rows)


@pytest.mark.parametrize("title", ["2023年民办教育情况", "2023年农村学校情况", "2023年城区学校情况"])
def test_a_title_of_a_part_makes_all_wait(title: str) -> None:
    rows = ((title, ""), ("指标", "数值"), ("小学在校生", "1200"), ("幼儿园教职工", "300"))
    proposals = propose_returns(DRAFTS["张掖"], [read("张掖", *rows)])
    assert [p.status.value for p in proposals] == ["unread", "unread"]


@pytest.mark.parametrize("other", ["全省平均", "全国平均", "甲县", "2024年计划", "同比增长"])
def test_of_rows_beside_the_county_s_own_nothing_is_taken(other: str) -> None:
    rows = (
        ("2021年生均一般公共预算教育支出（元）", "", ""),
        ("项目", "小学", "初中"),
        (other, "13000", "18000"),
        ("洪江市", "11892", "15203"),
        ("合计", "11000", "14000"),
    )
    assert values("洪江", *rows) == {
        "fund.public_budget_per_pupil.primary": "11892元",
        "fund.public_budget_per_pupil.junior": "15203元",
    }


def test_a_row_with_a_name_of_its_own_is_not_what_the_title_is_about() -> None:
    rows = (
        ("2023年各学段教职工情况", "", ""),
        ("类别", "小学", "初中"),
        ("专任教师", "4900", "4000"),
        ("班数", "2200", "1200"),
    )
    assert values("张掖", *rows) == {}


def test_teachers_among_the_staff_are_not_the_staff() -> None:
    rows = (("类别", "小学", "初中"), ("教职工", "5100", "4200"), ("其中：专任教师", "4900", "4000"))
    assert values("张掖", *rows) == {"staff.count.primary": "5100人", "staff.count.junior": "4200人"}


def test_a_budget_beside_what_was_spent_is_not_read() -> None:
    rows = (("项目（万元）", "2023年预算", "2023年决算"), ("教育督导经费", "70", "60"))
    assert values("张掖", *rows) == {"supervision.fund": "60万元"}


def test_names_must_say_all_that_the_row_and_the_column_say() -> None:
    composer = Composer(DRAFTS["洪江"].framework)
    title = ("义务教育学校专任教师学历统计",)
    assert composer.find(Names(("城关镇", "专任教师数"), context=title), frozenset()).metric == "teacher.urban.total"
    assert composer.find(Names(("城关镇", "女教师数"), context=title), frozenset()).metric is None
    assert composer.find(Names(("开发区", "专任教师数"), context=title), frozenset()).metric is None


def test_a_stage_in_one_word_with_another_is_not_it() -> None:
    composer = Composer(DRAFTS["洪江"].framework)
    assert composer.find(Names(("小学", "实有教师")), frozenset()).metric is None
    assert composer.find(Names(("中小学", "实有教师")), frozenset()).metric == "staff.actual"

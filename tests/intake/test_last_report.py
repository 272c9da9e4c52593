"""往年报告: which metric a figure is of, told by the words around it; the sentences are made up."""

from decimal import Decimal

import pytest

from eduduty_desktop.figures import Amount
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.library import Library
from eduduty_desktop.intake.last_report import HIGH, Found, read_last_report
from eduduty_desktop.intake.last_report.assigning import assign
from eduduty_desktop.intake.last_report.outline import headings_of


@pytest.fixture(scope="module")
def county() -> Framework:
    return Library.shipped().load("hn-2021-hongjiang")


@pytest.fixture(scope="module")
def city() -> Framework:
    return Library.shipped().load("gs-2023-zhangye")


def found(framework: Framework, text: str, about: int = 2023) -> dict[str, Found]:
    return {one.metric: one for one in read_last_report(framework, text, about).figures}


def values(framework: Framework, text: str, about: int = 2023) -> dict[str, Amount]:
    return {name: one.value for name, one in found(framework, text, about).items()}


def test_figures_with_like_labels_go_each_to_its_own(county: Framework) -> None:
    text = "（四）中小学校长教师交流轮岗\n安排30名校长交流轮岗，占比12.5%；安排200名教师交流轮岗，占比18.2%。\n"
    assert values(county, text) == {
        "rotation.principals": Decimal(30),
        "rotation.principal_rate": Decimal("12.5"),
        "rotation.teachers": Decimal(200),
        "rotation.teacher_rate": Decimal("18.2"),
    }


def test_one_share_that_several_things_reach_is_each_ones(county: Framework) -> None:
    text = "（二）校园安全投入\n学校封闭化管理、视频监控联网、专职保安配备三项均达到100%。\n"
    shares = values(county, text)
    assert set(shares) == {"safety.closed_management_rate", "safety.video_network_rate", "safety.guard_rate"}
    assert set(shares.values()) == {Decimal(100)}


@pytest.mark.parametrize("verb", ["下降到", "由51.2%降低到", "由上年的51.2%下降至"])
def test_of_a_change_the_later_value_is_taken(county: Framework, verb: str) -> None:
    start = "" if verb.startswith("由") else "由51.2%"
    text = f"（一）德育\n3.学生体质健康\n学生总体近视率{start}{verb}49.7%。\n"
    assert values(county, text)["health.myopia_rate"] == Decimal("49.7")


@pytest.mark.parametrize(
    "sentence",
    [
        "下一年计划开展国家级培训300人次。",
        "国家级培训不少于300人次。",
        "国家级、省级培训分别为300人次、500人次。",
        "国家级培训比上年增加300人次。",
    ],
)
def test_plans_limits_lists_and_growth_are_no_values(county: Framework, sentence: str) -> None:
    assert "training.national" not in found(county, f"（二）教师培训\n{sentence}\n")


def test_growth_is_the_value_of_a_label_that_asks_for_it(city: Framework) -> None:
    text = "1.教育经费政策\n一般公共预算教育经费9.8亿元，一般公共预算教育经费增加4115万元。\n"
    assert values(city, text) == {
        "fund.public_budget_total": Decimal("9.8"),
        "fund.public_budget_increase": Decimal(4115),
    }


def test_figures_under_headings_of_no_point_are_found_too(city: Framework) -> None:
    text = (
        "一、县情教情\n现有各级各类学校183所，其中小学58所、初中19所、职业高中2所、特校1所。"
        "在校学生8976人，其中小学4123人。\n七、存在的问题\n幼儿园只有6所。\n"
    )
    assert values(city, text) == {
        "school.count.total": Decimal(183),
        "school.count.primary": Decimal(58),
        "school.count.junior": Decimal(19),
        "school.count.vocational": Decimal(2),
        "school.count.special": Decimal(1),
        "pupil.count.total": Decimal(8976),
        "pupil.count.primary": Decimal(4123),
    }


def test_what_counts_others_too_is_asked(county: Framework) -> None:
    one = found(county, "（四）中小学校长教师交流轮岗\n全县交流轮岗校长教师407人。\n")["rotation.principals"]
    assert one.confidence < HIGH
    assert "可能还包括教师" in one.doubts


def test_the_only_figure_of_its_sort_is_offered_and_asked(county: Framework) -> None:
    one = found(county, "2.教育信息化建设\n2023年投入85万元，更新了设备。\n")["it.fund"]
    assert (one.value, one.confidence < HIGH) == (Decimal(85), True)


def test_a_count_without_unit_is_asked(county: Framework) -> None:
    text = "（一）中小学编制管理与教师学历\n特岗转正33人，其中本科学历23；定向培养分配51人，其中本科学历37人。\n"
    figures = found(county, text)
    assert {name: one.value for name, one in figures.items()} == {
        "teacher.new.special_post": Decimal(33),
        "teacher.new.special_post_bachelor": Decimal(23),
        "teacher.new.directed": Decimal(51),
        "teacher.new.directed_bachelor": Decimal(37),
    }
    assert "报告里没有写单位" in figures["teacher.new.special_post_bachelor"].doubts


def test_headings_are_found_within_a_paragraph_and_before_a_colon() -> None:
    text = "（一）优先发展有保障。投入1亿元。（二）各类教育协调发展。新建2所。\n学前教育：新建幼儿园3所。\n"
    assert [one.title for one in headings_of(text)] == ["优先发展有保障", "各类教育协调发展", "学前教育"]
    assert [text[one.start] for one in headings_of(text)] == ["（", "（", "学"]


def test_pairs_are_exchanged_where_the_whole_fits_better() -> None:
    pairs = [("a", (1, -1), 0.8), ("a", (2, -1), 0.75), ("b", (1, -1), 0.7)]
    assert assign(pairs) == [1, 2]
    assert assign([("a", (1, -1), 0.9), ("b", (1, -1), 0.8)]) == [0]
    assert assign([]) == []

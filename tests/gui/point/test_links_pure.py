"""Completion, forms and offers without Qt, on the sample."""

from collections import Counter

import pytest

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.narrative import Link, escape, links, print_link, render
from eduduty_desktop.gui.point.link_completion import Names
from eduduty_desktop.gui.point.link_forms import alternatives, forms_of
from eduduty_desktop.gui.point.link_offers import Offers, applied
from tests.gui.point.example import framework, session
from tests.sample.example import sample_draft


@pytest.fixture(scope="module")
def sample() -> Draft:
    return sample_draft()


def test_the_longest_part_counts_and_own_metrics_come_first(sample: Draft) -> None:
    names = Names(sample.framework)
    found = names.complete("s4.p1", "我市中小学教职工编制")
    assert [(c.metric, c.typed, c.rest, c.near) for c in found] == [("staff.quota_total", 8, "总量", True)]
    assert names.complete("s4.p1", "小学")[0].near
    assert {c.metric for c in names.complete("s1.p1", "全市在园幼儿")} >= {"pupil.count.preschool"}
    assert names.complete("s3.p1", "生均一般公共预算教育支出")[0].rest == "（学前）"


@pytest.mark.parametrize("before", ["", "教", "，", "3137", "教师。", "我们要求", "全市 ", "的教"])
def test_little_or_nothing_is_typed_and_nothing_is_offered(sample: Draft, before: str) -> None:
    assert Names(sample.framework).complete("s1.p3", before) == ()


def test_two_characters_stay_quiet_outside_their_own_point(sample: Draft) -> None:
    names = Names(sample.framework)
    assert names.complete("s1.p3", "加强教师") == ()
    assert names.complete("s4.p1", "加强教师") != ()


def test_a_counting_ending_is_left_out_of_the_text(sample: Draft) -> None:
    (found,) = (c for c in Names(sample.framework).complete("profile", "公办学校") if c.metric == "school.public.total")
    assert found.rest == ""


def test_every_form_prints(sample: Draft) -> None:
    for metric in sample.framework.metrics.values():
        for form in forms_of(sample, metric):
            assert form.printed == print_link(sample, form.link)
            assert "单位不能换算" not in form.printed
            for other in alternatives(sample, form.link):
                assert other.link != form.link
                assert "单位不能换算" not in other.printed


def test_a_link_to_nothing_has_no_alternatives(sample: Draft) -> None:
    assert alternatives(sample, Link("no.such")) == ()


def test_typed_out_numbers_of_the_sample_find_their_own_metric(sample: Draft) -> None:
    """Every text with its links typed out: what is offered is right, prints the same, and is most of them."""
    offered = wanted = 0
    for (row, _), record in sample.rows("narratives").items():
        offers = Offers(sample, row)
        for paragraph in record.text.split("\n"):
            printed = render(sample, paragraph).text
            found = offers.offers_in(escape(printed))
            own, told = Counter(k.metric for k in links(paragraph)), Counter(o.metric for o in found)
            assert not told - own, (row, told - own)
            back = applied(escape(printed), found)
            assert render(sample, back).text == printed
            assert {year_of(link) for link in links(back)} <= {year_of(link) for link in links(paragraph)}
            offered, wanted = offered + sum(told.values()), wanted + sum(own.values())
    assert offered >= 0.85 * wanted


def year_of(link: Link) -> tuple[str, tuple[str, ...]]:
    """A link but for its unit: `4次` and `4` with 次 behind it read the same."""
    return link.metric, tuple(option for option in link.options if option != "bare")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("共3137人", "共{{staff.total}}"),
        ("共３１３７名", "共{{staff.total|bare}}名"),
        ("共3,137人", "共{{staff.total}}"),
        ("上年3100人", "上年{{staff.total|previous}}"),
        ("教育经费5.792618亿元", "教育经费{{fund.total|unit=亿元}}"),
        ("教育经费增长1.62%", "教育经费{{fund.total|growth}}"),
        ("教育经费同比增加了1.62%", "教育经费同比增加了{{fund.total|growth|bare}}"),
        ("教职工增加37人", "教职工{{staff.total|diff}}"),
        ("师生比1:13.5", "师生比{{ratio.staff}}"),
    ],
)
def test_forms_that_a_number_is_typed_in(text: str, linked: str) -> None:
    opened = session(
        staff_total="3137", staff_total_previous="3100", fund_total="57926.18", fund_total_previous="57000.00",
        ratio_staff="1:13.5",
    )  # fmt: skip
    assert applied(text, Offers(opened.draft, "s1.p1").offers_in(text)) == linked


@pytest.mark.parametrize(
    "text",
    ["共3100人", "上年3137人", "共3137所", "3137%", "57926万元", "增长3137人", "三千人", "教职工约3137人", "3137"],
)
def test_numbers_that_only_look_alike_are_left_alone(text: str) -> None:
    opened = session(staff_total="3137", staff_total_previous="3100", fund_total="57926.18")
    assert Offers(opened.draft, "s1.p1").offers_in(text) == ()


def test_a_number_that_two_metrics_have_is_not_offered() -> None:
    opened = session(staff_women="1800", staff_men="1800")
    offers = Offers(opened.draft, "s1.p1")
    assert offers.offers_in("共1800人") == ()
    (named,) = offers.offers_in("女教职工1800人")
    assert named.metric == "staff.women"


def test_a_metric_of_elsewhere_needs_its_name_or_many_digits() -> None:
    opened = session(salary_teacher="77938", county_schools="45")
    offers = Offers(opened.draft, "s1.p1")
    (found,) = offers.offers_in("平均77938元")
    assert not found.near
    assert offers.offers_in("共45所") == ()
    assert framework().place_of_metric[found.metric] == "s1.p2"

"""A typed number beside a metric's name: wrong ones are found, whatever else numbers may mean is left in peace."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.checks import Registry, Runner
from eduduty_desktop.checks.prose_figures import CHECKS
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Finding, Key
from eduduty_desktop.draft.narrative import escape, render
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.draft.values import figure_key
from eduduty_desktop.figures import Ratio, parse_amount
from tests.sample.example import sample_draft

NODE = "s4.p1"


@pytest.fixture(scope="module")
def sample() -> Draft:
    return sample_draft()


def findings(draft: Draft) -> tuple[Finding, ...]:
    registry = Registry()
    for check in CHECKS:
        registry.add(check)
    return Runner(registry, draft).findings()


def writing(draft: Draft, text: str) -> Draft:
    return draft.apply([draft.change(Key("narratives", NODE), Narrative(text))])


# Sentences as a clerk may type them, with one slip each: (text, metric, the number that is underlined).
WRONG = (
    ("全市教职工总数为3173人，按学段分列。", "staff.total", "3173人"),
    ("2021年，我市教职工总数共有3,173人。", "staff.total", "3,173人"),
    ("教职工总数：３１７３人。", "staff.total", "３１７３人"),
    ("城关镇义务教育学校有专任教师1225名，结构合理。", "teacher.urban.total", "1225名"),
    ("我市中小学教职工编制总量为2920名。", "staff.quota_total", "2920名"),
    ("义务教育教师年平均工资达77983元。", "teacher.salary.mean", "77983元"),
    ("义务教育教师年平均工资为7.8万元，公务员年平均工资为6.7万元以上。", "civil_servant.salary.mean", "6.7万元"),
    ("我市一般公共预算教育经费为57962.181万元。", "fund.public_budget_total", "57962.181万元"),
    ("我市一般公共预算教育经费为5.97亿元。", "fund.public_budget_total", "5.97亿元"),
    ("一般公共预算教育经费比上年增长1.70%。", "fund.public_budget_total", "1.70%"),
    ("一般公共预算教育经费同比下降1.07%。", "fund.public_budget_total", "1.07%"),
    ("学生体质健康测试率为98%。", "health.fitness_test_rate", "98%"),
    ("公办园在园幼儿占比为51.1%。", "preschool.public_share", "51.1%"),
    ("小学生均一般公共预算教育支出增长99%。", "fund.public_budget_per_pupil.primary", "99%"),
    ("全市有民办义务教育学校2所，属九年一贯制。", "private.compulsory_schools", "2所"),
    ("目前全市在园幼儿10068人。", "pupil.count.preschool", "10068人"),
)

RIGHT = (
    "全市教职工总数为3137人。",
    "教职工总数约3100人，教职工总数3100余人，教职工总数近3200人。",
    "教职工总数0.31万人。",
    "我市一般公共预算教育经费为57926万元，即5.79亿元，为579261810元。",
    "一般公共预算教育经费增长1.07%，一般公共预算教育经费比上年增长1.1%。",
    "上年教职工总数为3050人。",
    "2020年，全市教职工总数为3050人。",
    "2020年全市教职工总数为3050人，2021年为3137人。",
    "计划到2025年，教职工总数达到3500人。",
    "力争教职工总数达到3500人。",
    "安江镇教职工总数为120人。",
    "乡镇学校教职工总数为1200人，城区学校教职工总数为1900人。",
    "教职工总数中女性1800人。",
    "教职工总数的35%有高级职称。",
    "教职工总数增加12人。",
    "教职工总数比上年减少1.2%。",  # no growth is known
    "教职工总数由3050人增加到3137人。",
    "教职工总数为3050至3150人。",
    "教职工总数为31xx人。",
    "教职工总数为4百万元。",
    "每校教职工总数平均为60人。",
    "核查教职工总数3次。",
    "教职工总数{{staff.total}}，其中男1200人。",
    "全市义务教育阶段教职工数和非义务教育阶段教职工数分别为2342人、780人。",
    "学生体质健康测试率超过90%。",
    "学生体质健康测试率不低于95%。",
    "学生体质健康测试率达到国家规定的95%标准。",
)


@pytest.mark.parametrize(("text", "metric", "number"), WRONG)
def test_a_slip_is_found_and_underlined(sample: Draft, text: str, metric: str, number: str) -> None:
    found = findings(writing(sample, text))
    assert [f.place.metric for f in found] == [metric]
    assert text[found[0].place.start : found[0].place.end] == number
    assert number in found[0].message


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_be_right_is_left_in_peace(sample: Draft, text: str) -> None:
    assert [f.message for f in findings(writing(sample, text))] == []


def typed_out(draft: Draft) -> Draft:
    """The sample with every link turned into plain digits."""
    for (row, _), record in draft.rows("narratives").items():
        plain = escape(render(draft, record.text).text)
        draft = draft.apply([draft.change(Key("narratives", row), Narrative(plain))])
    return draft


def test_the_sample_has_no_contradiction_linked_or_typed_out(sample: Draft) -> None:
    assert findings(sample) == ()
    assert findings(typed_out(sample)) == ()


def test_a_changed_value_is_never_laid_at_another_metrics_door(sample: Draft) -> None:
    """Each value of the table is changed in turn under the typed-out text."""
    typed, named = typed_out(sample), set()
    for (metric, slot), entry in typed.rows("figures").items():
        if slot == PREVIOUS or entry.amount is None or isinstance(entry.amount, Ratio):
            continue
        fresh = msgspec.structs.replace(entry, amount=entry.amount * 3 + Decimal(7), approximation="")
        found = findings(typed.apply([typed.change(figure_key(metric, CURRENT), fresh)]))
        assert {f.place.metric for f in found} <= {metric}
        named |= {f.place.metric for f in found}
    assert len(named) >= 25


def test_offsets_count_escapes_and_paragraphs(sample: Draft) -> None:
    text = "一\\{二\\\\三。\n第二段，教职工总数为3173人。"
    (found,) = findings(writing(sample, text))
    assert text[found.place.start : found.place.end] == "3173人"
    assert found.operands == ((figure_key("staff.total"), "3137人"),)


def test_the_finding_goes_when_the_table_is_put_right(sample: Draft) -> None:
    draft = writing(sample, "全市教职工总数为3173人。")
    registry = Registry()
    for check in CHECKS:
        registry.add(check)
    runner = Runner(registry, draft)
    assert len(runner.findings()) == 1
    key = figure_key("staff.total")
    change = draft.change(key, msgspec.structs.replace(draft.get(key), amount=parse_amount("3173")))
    runner.changed(draft.apply([change]), [key])
    assert runner.findings() == ()

"""What is judged: only what the figures prove, in the right direction, and never an allocation."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Problem
from eduduty_desktop.draft.spans import Span, cannot, must, satisfies, stated_span
from eduduty_desktop.draft.standards import companions, is_linked_to_problem, verdict, verdict_keys
from eduduty_desktop.draft.verdict import Outcome, print_gap
from eduduty_desktop.framework import Kind, Limit, Metric, Stage, Standard
from tests.checks.edits import drafts
from tests.draft.judging import OTHER, filled, framework, judged, metric, standard
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

MET, MISSED, UNDECIDED, NOT = Outcome.MET, Outcome.MISSED, Outcome.UNDECIDED, Outcome.NOT_JUDGED
HALF = standard(value="50")
MONEY = metric(Kind.MONEY, "元")


# rounding and words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "limit", "now", "outcome"),
    [
        (">=", "50", "50", MET),
        (">=", "50", "50.1", MET),
        (">=", "50", "49.95", MISSED),  # less than 49.96, whatever was rounded
        (">=", "50", "49.9", MISSED),  # cut off from less than 50
        (">=", "50", "49", MISSED),
        (">=", "49.5", "49", UNDECIDED),  # may be 49.6 cut off
        (">=", "50", "近50", MISSED),
        (">=", "50", "50余", MET),
        (">=", "50", "50以上", MET),
        (">=", "55", "50余", UNDECIDED),
        (">=", "50", "约50", UNDECIDED),
        (">=", "50", "约40", MISSED),  # at most 44
        (">=", "50", "近60", MET),  # more than 50
        ("<=", "5", "5", MET),
        ("<=", "5", "4.9", MET),
        ("<=", "5", "5.1", MISSED),
        ("<=", "5", "5余", MISSED),
        ("<=", "5", "近5", MET),
        ("<=", "0.45", "0.5", UNDECIDED),  # 0.45 is rounded to 0.5
        ("=", "100", "100", MET),
        ("=", "100", "99.9", MISSED),
        ("=", "100", "99", MISSED),
        ("=", "100", "近100", MISSED),
        ("=", "100", "约100", UNDECIDED),
        (">", "85", "85.1", MET),
        (">", "85", "84.9", MISSED),
        (">", "85", "85", UNDECIDED),  # 85.3 may stand as 85
        ("<", "5", "4.9", MET),
        ("<", "5", "5.1", MISSED),
    ],
)
def test_a_value_against_a_number(sign: str, limit: str, now: str, outcome: Outcome) -> None:
    assert judged(standard(sign, value=limit), now=now).outcome is outcome


def test_a_count_is_exact() -> None:
    classes = metric(Kind.COUNT, "个")
    none = standard("<=", "个", value="0")
    assert judged(none, classes, now="0").outcome is MET
    assert judged(none, classes, now="1").outcome is MISSED


def test_what_rounding_hides_is_told_by_the_formula() -> None:
    """4998 of 10000 is 49.98 %: printed 50.0 %, and not half."""
    own = metric(decimals=1, formula="part.count / whole.count * 100")
    part, whole = Metric("part.count", "分子", "人", Kind.COUNT), Metric("whole.count", "分母", "人", Kind.COUNT)
    draft = filled(framework(HALF, own, part, whole))
    draft = draft.apply(
        [draft.change(fig("part.count"), entry("4998")), draft.change(fig("whole.count"), entry("10000"))]
    )
    computed = verdict(draft, own)
    assert (computed.outcome, print_gap(computed)) == (MISSED, "-0.02个百分点")
    stated = draft.apply([draft.change(fig("own.value"), entry("50.0"))])
    assert verdict(stated, own).outcome is MISSED
    wrong = draft.apply([draft.change(fig("own.value"), entry("62.0"))])
    assert verdict(wrong, own).outcome is MET, "the contradiction is the formula check's finding"


# ratios -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "now", "outcome", "gap"),
    [
        ("1:13.5", "1:13.5", MET, "0"),
        ("1:13.5", "1:13", MET, "-0.5"),  # fewer pupils a teacher: more teachers
        ("1:13.5", "1:14.0", MISSED, "+0.5"),
        ("1:13.5", "1:14", UNDECIDED, "+0.5"),  # 13.5 is rounded to 14
        ("1:13.5", "2:27", MET, "0"),
        ("1:600", "1:601", MISSED, "+1"),
        ("1:15", "1:18", MISSED, "+3"),
        ("1:5", "11:45", MET, "-0.9091"),
    ],
)
def test_a_ratio_at_least_means_at_most_so_many_each(limit: str, now: str, outcome: Outcome, gap: str) -> None:
    found = judged(standard(unit="比", value=limit), metric(Kind.RATIO, "比"), now=now)
    assert (found.outcome, print_gap(found).removesuffix("（后项）")) == (outcome, gap)


def test_a_computed_ratio_is_judged_by_its_terms() -> None:
    """1350 pupils and 100 teachers are 1:13.5; one pupil more is too many."""
    own = metric(Kind.RATIO, "比", decimals=1, formula="pupil.count / staff.count")
    pupils, staff = Metric("pupil.count", "学生", "人", Kind.COUNT), Metric("staff.count", "教师", "人", Kind.COUNT)
    for count, outcome in (("1350", MET), ("1351", MISSED), ("1340", MET)):
        draft = filled(framework(standard(unit="比", value="1:13.5"), own, pupils, staff))
        draft = draft.apply(
            [draft.change(fig("pupil.count"), entry(count)), draft.change(fig("staff.count"), entry("100"))]
        )
        assert verdict(draft, own).outcome is outcome, count


def test_a_number_is_not_compared_with_a_ratio() -> None:
    assert judged(standard(unit="比", value="1:15"), metric(Kind.NUMBER, "人"), now="14").outcome is UNDECIDED


# last year --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"now": "15000", "before": "15000"}, MET),
        ({"now": "14999", "before": "15000"}, MISSED),  # rounded alike, order stays
        ({"now": "27.56", "before": "27.5"}, MET),
        ({"now": "27.5", "before": "27.56"}, UNDECIDED),  # 27.5 may be 27.58 cut off
        ({"now": "27.4", "before": "27.56"}, MISSED),
        ({"now": "约100", "before": "105"}, UNDECIDED),
        ({"growth": "1.42%"}, MET),
        ({"growth": "0.00%"}, MET),
        ({"growth": "-0.01%"}, MISSED),
        ({"now": "5", "before": "4", "growth": "-3%"}, MET),  # the contradiction is another check's
        ({"now": "5"}, UNDECIDED),
        ({"before": "5"}, UNDECIDED),
        ({}, NOT),
    ],
)
def test_not_less_than_last_year(values: dict[str, str], outcome: Outcome) -> None:
    found = judged(standard("yoy_not_decrease", "元"), MONEY, **values)
    assert found.outcome is outcome
    assert found.wrong_way == (outcome is MISSED)


FALL = standard("yoy_decrease", "个百分点", value="0.5")


@pytest.mark.parametrize(
    ("values", "outcome", "wrong_way"),
    [
        ({"now": "50.3", "before": "50.8"}, MET, False),
        ({"now": "50.4", "before": "50.8"}, MISSED, False),  # right direction, too little
        ({"now": "50.8", "before": "50.8"}, MISSED, True),
        ({"now": "51", "before": "50"}, MISSED, True),
        ({"now": "50", "before": "50.6"}, MET, False),
        ({"now": "50", "before": "50.4"}, UNDECIDED, False),  # 50 may be 49.6
        ({"growth": "-1点"}, MET, False),
        ({"growth": "-0.3点"}, MISSED, False),
        ({"growth": "0点"}, MISSED, True),
        ({"growth": "-5.52%", "now": "50.34"}, MET, False),  # both readings: 5.52 and 2.94 points
        ({"growth": "-0.6%", "now": "50.34"}, UNDECIDED, False),  # 0.6 or 0.3 points
        ({"growth": "-0.6%"}, UNDECIDED, False),
        ({"growth": "-0.2%", "now": "50"}, MISSED, False),
        ({"growth": "0.2%"}, MISSED, True),
        ({"now": "50"}, UNDECIDED, False),
    ],
)
def test_less_than_last_year_by_so_much(values: dict[str, str], outcome: Outcome, wrong_way: bool) -> None:
    found = judged(FALL, **values)
    assert (found.outcome, found.wrong_way) == (outcome, wrong_way)


def test_a_standard_that_ended_is_not_judged() -> None:
    ended = standard("yoy_decrease", "个百分点", limits=(Limit("0.5", since="2018", until="2023"),))
    assert judged(ended, growth="1点", year="2024").outcome is NOT
    assert judged(ended, growth="1点", year="2023").outcome is MISSED


def test_a_standard_of_a_later_year_is_not_yet_binding() -> None:
    found = judged(standard(by_year={"2025": "90"}), now="10", year="2024")
    assert (found.outcome, found.why) == (NOT, "标准2025年起执行，本年度不判定")


@pytest.mark.parametrize(
    ("fallen", "missed"),
    [(("junior",), {"初中"}), ((), set()), (("primary", "senior"), {"小学", "普通高中"})],
)
def test_the_stages_of_one_standard_are_judged_each_by_its_own(fallen: tuple[str, ...], missed: set[str]) -> None:
    stages = [Stage(s) for s in ("preschool", "primary", "junior", "senior", "vocational")]
    metrics = [Metric(f"fund.{s}", "生均支出", "元", Kind.MONEY, group="fund", stage=s, standard="std") for s in stages]
    draft = Draft("d", framework(standard("yoy_not_decrease", "元"), *metrics))
    for m in metrics:
        now = "99" if m.stage in fallen else "101"
        draft = draft.apply([draft.change(fig(m.id), entry(now)), draft.change(fig(m.id, "previous"), entry("100"))])
    members = companions(draft.framework, metrics[0])
    assert members == tuple(metrics)
    outcomes = {m.column_label: verdict(draft, m).outcome for m in members}
    assert {label for label, outcome in outcomes.items() if outcome is MISSED} == missed
    assert set(outcomes.values()) <= {MET, MISSED}


# another metric ---------------------------------------------------------------------------------------------

PAY = standard(unit="元/年", other=OTHER.id)


@pytest.mark.parametrize(
    ("own", "servant", "outcome", "gap"),
    [
        ("77938", "66892", MET, "+11046元"),
        ("66891", "66892", MISSED, "-1元"),
        ("66892", "66892", MET, "0元"),
        ("约66892", "66892", UNDECIDED, ""),
    ],
)
def test_a_value_against_another_metric(own: str, servant: str, outcome: Outcome, gap: str) -> None:
    found = judged(PAY, MONEY, OTHER, now=own, servant=servant)
    assert (found.outcome, print_gap(found)) == (outcome, gap)


def test_the_other_metric_may_be_missing() -> None:
    found = judged(PAY, MONEY, OTHER, now="77938")
    assert (found.outcome, found.why) == (UNDECIDED, "缺“公务员年平均工资”")
    assert judged(PAY, MONEY, OTHER).outcome is NOT
    assert judged(PAY, MONEY, now="77938").outcome is NOT, "the framework does not ask for it"


def test_a_difference_is_compared_with_zero() -> None:
    """教师与公务员工资差额 cites the standard of the salaries: 3840 yuan more are not 3840 against 77208."""
    teacher = Metric("pay.teacher", "教师年平均工资", "元", Kind.MONEY)
    gap = metric(Kind.MONEY, "元", formula="pay.teacher - pay.servant")
    assert judged(PAY, gap, teacher, OTHER, now="3840", servant="77208").outcome is MET
    assert judged(PAY, gap, teacher, OTHER, now="-1").outcome is MISSED


def test_one_growth_against_another() -> None:
    revenue = Metric("pay.servant", "财政经常性收入", "元", Kind.MONEY)
    one = standard(">", other="pay.servant", by_growth=True)
    own = metric(Kind.MONEY, "元")

    def outcome(growth: str, other: str) -> Outcome:
        draft = filled(framework(one, own, revenue), growth=growth)
        stated = filled(framework(one, own, revenue), growth=other).get(Key("growths", "own.value"))
        return verdict(draft.apply([draft.change(Key("growths", "pay.servant"), stated)]), own).outcome

    assert outcome("5.1%", "5.0%") is MET
    assert outcome("5.0%", "5.0%") is MISSED
    assert outcome("4.9%", "5.0%") is MISSED


# what is never judged ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "of", "why"),
    [
        (standard(unit="元/生·年", value="6000", allocation=True), MONEY, "基准定额"),
        (standard(value="4", reference=True, applies_to="全国"), metric(), "只作参考"),
        (standard("about", value="1"), metric(), "只作参考"),
        (standard("report"), metric(), "如实填报"),
        (standard("meets"), metric(), "由人判断"),
        (standard(value="50", stages=(Stage.HIGHER,)), metric(stage=Stage.PRIMARY), "只适用于高等教育"),
        (standard(value="50"), metric(Kind.TEXT), "文字"),
        (standard(by_stage={Stage.PRIMARY: "50"}), metric(stage=Stage.JUNIOR), "没有给出适用于本项的数值"),
    ],
)
def test_what_is_no_hard_threshold_is_never_judged(one: Standard, of: Metric, why: str) -> None:
    found = judged(one, of, now="1")
    assert found.outcome is NOT
    assert why in found.why


def test_a_point_that_does_not_apply_is_not_judged() -> None:
    assert judged(HALF, now="10", status="不适用").outcome is NOT
    assert judged(HALF, now="10", status="已核").outcome is MISSED


def test_units_convert_and_those_that_do_not_are_doubted() -> None:
    fund = standard(unit="万元", value="100")
    assert judged(fund, metric(Kind.MONEY, "亿元"), now="0.01").outcome is MET
    assert judged(fund, metric(Kind.MONEY, "元"), now="999999").outcome is MISSED
    assert judged(standard(unit="小时/天", value="1"), metric(Kind.NUMBER, "小时"), now="1").outcome is MET
    points = judged(HALF, metric(Kind.NUMBER, "分"), now="79")
    assert (points.outcome, "不能直接比较" in points.why) == (UNDECIDED, True)
    same = standard(value="85", same_units=("分",))
    assert judged(same, metric(Kind.NUMBER, "分"), now="79.62").outcome is MISSED
    assert judged(standard("=", "%", value="0"), metric(Kind.COUNT, "个"), now="1").outcome is MISSED, (
        "zero has no unit"
    )


def test_existing_means_more_than_nothing() -> None:
    fund = standard("exists", "万元")
    of = metric(Kind.MONEY, "万元")
    assert [judged(fund, of, now=n).outcome for n in ("35", "0.5", "0")] == [MET, MET, MISSED]


@pytest.mark.parametrize(
    ("one", "now", "outcome"),
    [
        (standard("yoy_not_decrease"), "1", MET),
        (standard("yoy_not_decrease"), "0", MISSED),
        (PAY, "1", MET),
        (standard("=", value="100"), "1", MET),
        (standard("=", "起", value="0"), "1", MISSED),  # 发生过事故：是
        (standard("=", "起", value="0"), "0", MET),
    ],
)
def test_a_yes_says_that_the_standard_is_met(one: Standard, now: str, outcome: Outcome) -> None:
    assert judged(one, metric(Kind.YESNO, ""), now=now).outcome is outcome


def test_an_own_value_that_cannot_be_read_decides_nothing() -> None:
    from eduduty_desktop.draft.records import StandardOverride

    draft = filled(framework(HALF, metric()), now="60")
    draft = draft.apply([draft.change(Key("standards", "std"), StandardOverride("过半", "省定"))])
    assert verdict(draft, metric()).outcome is UNDECIDED


def test_only_a_problem_that_says_something_counts_as_linked() -> None:
    draft = filled(framework(HALF, metric()), now="10")
    for problem, linked in (
        (Problem(text="低于标准", metrics=("own.value",)), True),
        (Problem(text=" ", metrics=("own.value",)), False),
        (Problem(text="低于标准"), False),
    ):
        assert is_linked_to_problem(draft.apply([draft.change(Key("problems", "1"), problem)]), metric()) is linked


# properties -------------------------------------------------------------------------------------------------

decimals = st.decimals(-10_000, 10_000, allow_nan=False, places=1)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, high = sorted((draw(decimals), draw(decimals)))
    is_open = low != high
    return Span(low, high, draw(st.booleans()) and is_open, draw(st.booleans()) and is_open)


@given(spans(), spans(), st.sampled_from([">=", "<=", ">", "<", "="]))
def test_what_must_be_can_be(value: Span, limit: Span, sign: str) -> None:
    assert not (cannot(value, sign, limit) and must(value, sign, limit))
    assert satisfies(value, sign, limit) in ({False} if cannot(value, sign, limit) else {True, None})


@given(st.integers(0, 99_999), st.integers(0, 4), st.integers(0, 99_999), st.booleans())
def test_a_true_value_that_meets_the_limit_is_never_called_missed(
    true: int, digits: int, limit: int, cut: bool
) -> None:
    """The clerk rounds or cuts 12.345 to `digits` decimals; a limit that the true value meets is not missed."""
    number, line = Decimal(true) / 1000, Decimal(limit) / 1000
    step = Decimal(1).scaleb(-digits)
    stated = number.quantize(step, rounding="ROUND_DOWN" if cut else "ROUND_HALF_UP")
    span = stated_span(stated)
    assert span is not None
    for sign, holds in ((">=", number >= line), ("<=", number <= line)):
        outcome = satisfies(span, sign, Span(line, line, printed=line))
        assert not (holds and outcome is False)


@given(drafts(), st.sampled_from(sorted(FRAMEWORK.metrics)))
def test_a_verdict_reads_no_more_than_it_says(draft: Draft, name: str) -> None:
    from eduduty_desktop.checks.registry import Case, View

    of = draft.framework.metrics[name]
    assume(of.standard)
    view = View(draft, Case(name, verdict_keys(draft.framework, of)), "test")
    assert verdict(view, of) == verdict(draft, of)


def test_nothing_is_said_of_an_empty_draft() -> None:
    for of in FRAMEWORK.metrics.values():
        assert verdict(draft_of(), of).outcome is NOT

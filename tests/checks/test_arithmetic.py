"""Formulas, relations, bounds and growth: sound figures stay silent, and one slip of the keys is found."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.checks.bounds import kind_problem
from eduduty_desktop.checks.formulas import holds
from eduduty_desktop.checks.wording import plain
from eduduty_desktop.draft import PREVIOUS, Draft, Finding, Key
from eduduty_desktop.draft.records import Growth
from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Framework, Kind, Metric, Relation, Severity
from tests.draft.small import FRAMEWORK, amount, draft_of, entry, fig

ARITHMETIC = ("formula.", "relation.", "bounds.", "kind.", "year.growth")


def found_in(draft: Draft, *codes: str) -> list[Finding]:
    return [f for f in Runner(shipped_checks(), draft).findings() if f.code.startswith(codes or ARITHMETIC)]


def stating(framework: Framework = FRAMEWORK, **texts: str) -> Draft:
    """A draft of this year's figures: `fund__total="90 余"`."""
    parts = {name.replace("__", "."): text.partition(" ") for name, text in texts.items()}
    return draft_of({fig(name): entry(number, word) for name, (number, _, word) in parts.items()}, framework)


def with_relation(expr: str, severity: Severity = Severity.ERROR) -> Framework:
    return msgspec.structs.replace(FRAMEWORK, relations=(Relation("r", expr, severity, "因为"),))


def with_formula(metric: str, formula: str) -> Framework:
    metrics = dict(FRAMEWORK.metrics)
    metrics[metric] = msgspec.structs.replace(metrics[metric], formula=formula)
    return msgspec.structs.replace(FRAMEWORK, metrics=metrics, relations=())


counts = st.integers(0, 5000)
slips = st.integers(-300, 300).filter(bool)


# relations --------------------------------------------------------------------------------------------------


@given(counts, counts, st.sampled_from(["staff__total", "staff__compulsory", "staff__other"]), slips)
def test_a_sum_of_counts_holds_until_one_is_mistyped(part: int, other: int, which: str, slip: int) -> None:
    sound = {"staff__total": part + other, "staff__compulsory": part, "staff__other": other}
    assert found_in(stating(**{name: str(n) for name, n in sound.items()})) == []
    wrong = sound | {which: sound[which] + slip}
    assume(wrong[which] >= 0)
    (found,) = found_in(stating(**{name: str(n) for name, n in wrong.items()}))
    assert (found.code, found.severity, found.subject) == ("relation.broken", Severity.ERROR, "staff.parts")
    assert f"现相差{abs(slip)}。" in found.message


@given(counts, slips)
def test_a_part_is_not_more_than_the_whole(whole: int, slip: int) -> None:
    assume(whole + slip > 0)
    draft = stating(health__good=str(whole + slip), pupil__total=str(max(whole, 1)))
    codes = [f.code for f in found_in(draft, "relation.")]
    assert codes == (["relation.broken"] if whole + slip > max(whole, 1) else [])


@pytest.mark.parametrize(
    ("total", "parts", "broken"),
    [
        ("700 余", ("400 多", "300"), False),
        ("700 余", ("300 多", "300"), False),
        ("700 余", ("200", "300"), True),
        ("近 100", (), False),
        ("3137", ("2342", "780"), True),
        ("3122", ("2342", "780"), False),
        ("3100 约", ("2342", "780"), False),
    ],
)
def test_a_relation_of_approximations(total: str, parts: tuple[str, ...], broken: bool) -> None:
    if not parts:
        total, parts = "100 近", ("60", "38")
    draft = stating(staff__total=total, staff__compulsory=parts[0], staff__other=parts[1])
    assert bool(found_in(draft, "relation.")) == broken


def test_a_relation_message_spells_the_sum_out() -> None:
    (found,) = found_in(stating(staff__total="3137", staff__compulsory="2342", staff__other="780"))
    assert found.message == (
        "“教职工总数”（3137）应等于“义务教育教职工”+“非义务教育教职工”（2342+780=3122），现相差15。"
    )
    assert found.operands == (
        (fig("staff.total"), "3137人"),
        (fig("staff.compulsory"), "2342人"),
        (fig("staff.other"), "780人"),
    )


def test_a_relation_with_a_missing_figure_says_nothing() -> None:
    assert found_in(stating(staff__total="3137", staff__compulsory="1")) == []


def test_a_relation_to_a_constant_is_spelled_once() -> None:
    (found,) = found_in(stating(with_relation("meeting.count >= 4"), meeting__count="3"))
    assert found.message == "“研究教育次数”（3）应不小于4（4），现相差1。"


def test_a_divisor_that_rounds_to_zero_is_no_bug() -> None:
    """pupil.teacher is computed to 0.0; a relation and a formula stand over it."""
    base = {"pupil__total": "1", "staff__total": "4000"}
    metrics = dict(FRAMEWORK.metrics)
    metrics["pupil.teacher"] = msgspec.structs.replace(metrics["pupil.teacher"], kind=Kind.NUMBER)
    metrics["school.area"] = msgspec.structs.replace(metrics["school.area"], formula="pupil.total / pupil.teacher")
    relation = Relation("r", "pupil.total / pupil.teacher = 7", Severity.ERROR, "因为")
    framework = msgspec.structs.replace(FRAMEWORK, metrics=metrics, relations=(relation,))
    assert found_in(stating(framework, school__area="3", **base)) == []


@pytest.mark.parametrize(
    ("left", "sign", "right", "holding"),
    [
        ((1, 2), "=", (2, 3), True),
        ((1, 2), "=", (3, 4), False),
        ((2, 3), "<=", (1, 2), True),
        ((3, 4), "<=", (1, 2), False),
        ((2, 2), "<", (2, 2), False),
        ((2, 2), "<", (2, 3), True),
        ((1, 2), ">=", (2, 3), True),
        ((1, 1), ">=", (2, 3), False),
        ((2, 2), ">", (2, 2), False),
        ((2, 3), ">", (2, 2), True),
    ],
)
def test_a_comparison_holds_where_some_numbers_satisfy_it(
    left: tuple[int, int], sign: str, right: tuple[int, int], holding: bool
) -> None:
    def interval(pair: tuple[int, int]) -> Interval:
        return Interval(Decimal(pair[0]), Decimal(pair[1]))

    assert holds(interval(left), sign, interval(right)) is holding


# formulas ---------------------------------------------------------------------------------------------------


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 4), st.booleans())
def test_a_rate_rounded_or_cut_off_is_sound(good: int, pupils: int, decimals: int, cut: bool) -> None:
    assume(good <= pupils)
    exact = Decimal(good) / Decimal(pupils) * 100
    rounded = quantise(exact, decimals)
    stated = min(rounded, exact) if cut else rounded
    if cut:
        stated = Decimal(int(exact.scaleb(decimals))).scaleb(-decimals)
    draft = stating(health__good=str(good), pupil__total=str(pupils), health__good_rate=f"{stated:f}")
    assert found_in(draft) == []


@given(st.integers(1, 4000), st.integers(4000, 5000), st.sampled_from(["0.03", "-0.03", "5", "-5"]))
def test_a_rate_off_by_more_than_rounding_is_found(good: int, pupils: int, slip: str) -> None:
    stated = quantise(Decimal(good) / Decimal(pupils) * 100, 2) + Decimal(slip)
    assume(0 <= stated <= 100)
    draft = stating(health__good=str(good), pupil__total=str(pupils), health__good_rate=f"{stated:f}")
    (found,) = found_in(draft)
    assert (found.code, found.place.metric) == ("formula.mismatch", "health.good_rate")


def test_a_formula_message_names_figures_and_result() -> None:
    (found,) = found_in(stating(health__good="21", pupil__total="391", health__good_rate="5.73"))
    assert "“体质优良率”填的是5.73%" in found.message
    assert "“体质优良人数”÷“在校学生数”×100计算为21÷391×100=5.3708" in found.message


def test_last_year_is_checked_too_and_says_so() -> None:
    draft = draft_of(
        {
            fig("fund.total", PREVIOUS): entry("100"),
            fig("fund.current", PREVIOUS): entry("60"),
            fig("fund.capital", PREVIOUS): entry("30"),
        }
    )
    (found,) = found_in(draft)
    assert found.place.slot == PREVIOUS
    assert found.message.count("上年“") == 3


@pytest.mark.parametrize(("stated", "silent"), [("5.43", True), ("5.37", True), ("5.7", False)])
def test_a_rate_of_rounded_operands_is_an_interval(stated: str, silent: bool) -> None:
    """21 of 391 亿 are 5.2 to 5.6 per cent, for both are rounded."""
    framework = with_formula("health.myopia_rate", "fund.current / fund.capital * 100")
    draft = stating(framework, fund__current="21", fund__capital="391", health__myopia_rate=stated)
    assert (found_in(draft, "formula.") == []) == silent


def test_a_quotient_of_counts_that_is_whole_is_exact() -> None:
    framework = with_formula("staff.left", "staff.total / staff.other")
    assert found_in(stating(framework, staff__total="30", staff__other="3", staff__left="10")) == []
    assert found_in(stating(framework, staff__total="30", staff__other="3", staff__left="9"))


def test_one_slip_is_reported_once_at_its_field() -> None:
    """An operand out of its bounds is reported there; what is computed from it is not blamed as well."""
    framework = with_formula("staff.other", "meeting.count * 2")
    (found,) = found_in(stating(framework, meeting__count="540", staff__other="8"))
    assert (found.code, found.place.metric) == ("bounds.range", "meeting.count")


# kinds and bounds -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "unit", "text", "fine"),
    [
        (Kind.COUNT, "人", "3", True),
        (Kind.COUNT, "人", "3.0", True),
        (Kind.COUNT, "人", "3.5", False),
        (Kind.COUNT, "人", "-1", False),
        (Kind.MONEY, "元", "-0.01", False),
        (Kind.MONEY, "元", "0", True),
        (Kind.PERCENT, "%", "-1.5", True),
        (Kind.PERCENT, "%", "1:19", False),
        (Kind.NUMBER, "", "-7.5", True),
        (Kind.RATIO, "比", "1:19", True),
        (Kind.RATIO, "比", "19", False),
    ],
)
def test_what_fits_a_kind(kind: Kind, unit: str, text: str, fine: bool) -> None:
    assert (kind_problem(Metric("m", "某数", unit, kind), amount(text)) == "") == fine


@given(st.integers(-3000, 3000), st.integers(0, 2))
def test_a_percentage_within_its_bounds_is_silent_and_beyond_is_not(hundredths: int, decimals: int) -> None:
    value = quantise(Decimal(hundredths) / 10, decimals)
    found = found_in(stating(health__good_rate=f"{value:f}"), "bounds.")
    assert [f.place.metric for f in found] == ([] if 0 <= value <= 100 else ["health.good_rate"])


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("53", True),
        ("54", False),
        ("50 余", True),
        ("60 余", False),
        ("60 近", True),
        ("55 约", True),
        ("60 约", False),
    ],
)
def test_a_bound_is_broken_only_if_no_reading_keeps_it(text: str, silent: bool) -> None:
    assert (found_in(stating(meeting__count=text), "bounds.") == []) == silent


# growth -----------------------------------------------------------------------------------------------------


@given(st.integers(100_000, 10**7), st.integers(100_000, 10**7), st.integers(0, 3))
def test_a_computed_growth_is_sound_and_a_mistyped_one_is_found(before: int, now: int, decimals: int) -> None:
    rate = quantise((Decimal(now) / Decimal(before) - 1) * 100, decimals)
    records = {fig("pupil.total", PREVIOUS): entry(str(before)), fig("pupil.total"): entry(str(now))}
    key = Key("growths", "pupil.total")
    assert found_in(draft_of(records | {key: Growth(rate)}), "year.growth") == []
    slip = Decimal(3).scaleb(-decimals)
    (found,) = found_in(draft_of(records | {key: Growth(rate + slip)}), "year.growth")
    assert found.operands[-1] == (key, f"{rate + slip}%")


@pytest.mark.parametrize(
    ("rate", "unit", "silent"), [("-1.0", "百分点", True), ("-1.95", "%", True), ("-1.0", "%", False)]
)
def test_percent_and_percentage_points_are_told_apart(rate: str, unit: str, silent: bool) -> None:
    records = {fig("health.myopia_rate", PREVIOUS): entry("51.23"), fig("health.myopia_rate"): entry("50.23")}
    draft = draft_of(records | {Key("growths", "health.myopia_rate"): Growth(Decimal(rate), unit)})
    assert (found_in(draft, "year.growth") == []) == silent


def test_a_growth_from_zero_is_not_judged() -> None:
    records = {fig("pupil.total", PREVIOUS): entry("0"), fig("pupil.total"): entry("5")}
    assert found_in(draft_of(records | {Key("growths", "pupil.total"): Growth(Decimal(5))})) == []


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [("1", "9" * 15, "999999999999999倍"), ("100", "10", "0.1倍"), ("9" * 15, "1", "0倍")],
)
def test_a_jump_is_named_whatever_its_size(before: str, now: str, text: str) -> None:
    (found,) = found_in(
        draft_of({fig("school.area", PREVIOUS): entry(before), fig("school.area"): entry(now)}), "year.jump"
    )
    assert text in found.message


@pytest.mark.parametrize(
    ("number", "text"),
    [("3.00", "3"), ("3.14159", "3.1416"), ("-0.00001", "0"), ("1E+20", "1" + "0" * 20), ("100", "100"), ("0", "0")],
)
def test_a_number_in_a_message_is_plain(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text

"""What one point scores: by its rule (扣分、阶梯、递减、要素、档次), as stated, or 不涉及 (format.md §1.5)."""

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, Context, Decimal
from operator import eq, ge, gt, le, lt

import msgspec

from eduduty_desktop.draft.assessment import is_not_applicable
from eduduty_desktop.draft.records import CURRENT, Deduction, Entry, Key, SelfScore
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import figure, figure_key, print_figure
from eduduty_desktop.figures import Interval, Ratio, format_amount, interval_of
from eduduty_desktop.framework import Clause, Element, NotConcerned, Point, Ramp, Scoring, ScoringMethod, Step
from eduduty_desktop.framework.expression import Operand

NOTHING = Decimal(0)
COMPARISON_SIGNS = {">=": "≥", "<=": "≤", "=": "＝", ">": "＞", "<": "＜"}
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {">=": ge, "<=": le, "=": eq, ">": gt, "<": lt}
_WIDE = Context(prec=100)


class Loss(msgspec.Struct, frozen=True):
    """What one clause costs: `taken` by its deductions, `counted` within its cap; None where it takes everything."""

    name: str
    taken: Decimal
    counted: Decimal | None
    clause: Clause | None = None


class RuleScore(msgspec.Struct, frozen=True):
    """What a point's rule gives, and the arithmetic in words.

    `score` is None while nothing was said that the rule could count, and where it cannot be told (`undecided` says
    why, 无法判定).  `assumed`: the full score of a point of which nobody said anything.
    """

    score: Decimal | None = None
    working: str = ""
    undecided: str = ""
    assumed: bool = False


def deductions_of(reader: Reader, point: str) -> list[Deduction]:
    """A point's deductions in order."""
    mine = [d for d in reader.rows("deductions").values() if d.point == point]
    return sorted(mine, key=lambda d: d.order)


def clause_of(point: Point, clause: str) -> Clause | None:
    """The point's clause of an id, None for words."""
    rule = point.scoring
    return next((known for known in rule.clauses if known.id == clause), None) if rule else None


def clause_text(point: Point, clause: str) -> str:
    """A deduction's clause in words."""
    known = clause_of(point, clause)
    return clause if known is None else known.text


def losses(point: Point, deductions: Iterable[Deduction]) -> tuple[Loss, ...]:
    """What each clause costs, capped at its `most`; deductions without a clause of the framework stand each alone."""
    found: list[Loss] = []
    by_clause: dict[str, list[Deduction]] = {}
    for one in deductions:
        if clause_of(point, one.clause) is None:
            amount = one.times * one.points
            found.append(Loss(one.clause or one.reason or "扣分", amount, amount))
        else:
            by_clause.setdefault(one.clause, []).append(one)
    for clause, mine in by_clause.items():
        found.append(_loss(point, clause, mine))
    return tuple(found)


def _loss(point: Point, clause: str, mine: list[Deduction]) -> Loss:
    known = clause_of(point, clause)
    assert known is not None
    taken = sum((one.times * one.points for one in mine), NOTHING)
    if known.zero and any(one.times > 0 for one in mine):
        return Loss(known.text, taken, None, known)
    return Loss(known.text, taken, taken if known.most is None else min(taken, known.most), known)


def points_lost(point: Point, deductions: Iterable[Deduction]) -> Decimal | None:
    """What the deductions cost together, never more than the full score (扣完为止); None if that cannot be told."""
    counted = [loss.counted for loss in losses(point, deductions)]
    if None in counted:
        return point.full_score
    lost = sum((one for one in counted if one is not None), NOTHING)
    return lost if point.full_score is None else min(lost, point.full_score)


def rule_score(reader: Reader, point: Point) -> RuleScore:
    """The rule's score: what it grants, less the deductions, between 0 and the full score.

    扣分制 (also without a rule) grants the full score; 阶梯 and 递减 what this year's value reaches; 要素制 and 档次 what
    people chose.
    """
    granted = _granted(reader, point)
    if granted.score is None:
        return granted
    mine = deductions_of(reader, point.id)
    parts = losses(point, mine)
    if not parts:
        return granted
    everything = next((loss for loss in parts if loss.counted is None), None)
    if everything is not None:
        return RuleScore(NOTHING, f"{granted.working}，“{everything.name}”扣完全部分值")
    lost = sum((loss.counted for loss in parts if loss.counted is not None), NOTHING)
    return RuleScore(max(NOTHING, granted.score - lost), f"{granted.working}，共扣{plain(lost)}分{_detail(parts)}")


def _detail(parts: tuple[Loss, ...]) -> str:
    """The clauses' shares, where a cap held or there are several."""
    capped = any(loss.counted != loss.taken for loss in parts)
    if len(parts) < 2 and not capped:
        return ""
    words = [
        f"{loss.name}{plain(loss.counted or NOTHING)}分"
        + (
            f"（应扣{plain(loss.taken)}分，最多扣{plain(loss.counted or NOTHING)}分）"
            if loss.counted != loss.taken
            else ""
        )
        for loss in parts
    ]
    return f"（{'、'.join(words)}）"


def _granted(reader: Reader, point: Point) -> RuleScore:
    rule, full = point.scoring, point.full_score
    method = rule.method if rule else None
    if rule is None or method is None or method is ScoringMethod.DEDUCT:
        return _full(reader, point)
    stated: SelfScore = reader.get(Key("scores", point.id)) or SelfScore()
    match method:
        case ScoringMethod.ELEMENTS:
            found = _chosen(rule.elements, stated.elements)
        case ScoringMethod.BANDS:
            found = _chosen(rule.bands, (stated.band,))
        case _:
            found = _measured_score(reader, rule, full)
    if found.score is not None and full is not None and found.score > full:
        return RuleScore(full, f"{found.working}，以满分{plain(full)}分为限")
    return found


def _full(reader: Reader, point: Point) -> RuleScore:
    if point.full_score is None or point.bonus:
        return RuleScore()
    has_rule = point.scoring is not None and point.scoring.method is not None
    said = bool(deductions_of(reader, point.id))
    if not said and not has_rule:
        return RuleScore()
    return RuleScore(point.full_score, f"满分{plain(point.full_score)}分", assumed=not said)


def _chosen(offered: tuple[Element, ...], chosen: tuple[str, ...]) -> RuleScore:
    met = [one for one in offered if one.id in chosen]
    if not met:
        return RuleScore()
    parts = "＋".join(f"{one.text}{plain(one.score)}分" for one in met)
    return RuleScore(sum((one.score for one in met), NOTHING), parts)


def _measured_score(reader: Reader, rule: Scoring, full: Decimal | None) -> RuleScore:
    """阶梯 or 递减 by the metric's value; 无法判定 where an approximate value stands on both sides of a step."""
    value = measured(reader, rule.metric)
    if value is None or (rule.ramp is not None and full is None):
        return RuleScore()
    metric = reader.framework.metrics[rule.metric]
    shown = f"{metric.printed_label}{print_figure(metric, figure(reader, metric.id))}"
    if rule.ramp is not None and full is not None:
        low, high = (_on_ramp(rule.ramp, full, end) for end in (value.low, value.high))
        if low == high:
            return RuleScore(low, f"{shown}，{_ramp_words(rule.ramp, full, low)}")
        return RuleScore(undecided=f"{shown}，是约数，判定不了得分")
    for step in rule.steps:
        reached = _reaches(step, value)
        if reached is None:
            return RuleScore(
                undecided=f"{shown}，是约数，判定不了是否{COMPARISON_SIGNS[step.comparison]}{plain(step.value)}"
            )
        if reached:
            words = f"{COMPARISON_SIGNS[step.comparison]}{plain(step.value)}"
            return RuleScore(step.score, f"{shown}，{words}的得{plain(step.score)}分")
    return RuleScore(NOTHING, f"{shown}，没有达到任何一档")


def _reaches(step: Step, value: Interval) -> bool | None:
    """Whether all of an interval satisfies a step, or none; None for a part of it."""
    compare = _COMPARE[step.comparison]
    ends = {compare(value.low, step.value), compare(value.high, step.value)}
    if step.comparison == "=" and value.low < step.value < value.high:
        return None
    return ends.pop() if len(ends) == 1 else None


def _on_ramp(ramp: Ramp, full: Decimal, value: Decimal) -> Decimal:
    short = value - ramp.full_at if ramp.falling else ramp.full_at - value
    if short <= 0:
        return full
    begun = _WIDE.divide(short, ramp.every).to_integral_value(ROUND_CEILING)
    return max(NOTHING, full - begun * ramp.lose)


def _ramp_words(ramp: Ramp, full: Decimal, reached: Decimal) -> str:
    if reached == full:
        return f"得满分{plain(full)}分"
    word = "高于" if ramp.falling else "低于"
    return f"{word}{plain(ramp.full_at)}，每{plain(ramp.every)}扣{plain(ramp.lose)}分"


def measured(reader: Reader, metric: str) -> Interval | None:
    """This year's value as people stated it, to the digit; an interval where it, or an operand of its formula, is approximate.

    None while it is missing.  A value that a formula gives is not rounded first.
    """

    def value(operand: Operand) -> Interval:
        entry: Entry | None = reader.get(figure_key(operand.metric, operand.slot))
        if entry is not None and entry.amount is not None:
            if entry.approximation:
                return interval_of(entry.amount, exact=True, approximation=entry.approximation)
            amount = entry.amount
            return Interval.exact(amount.quotient() if isinstance(amount, Ratio) else amount)
        expression = reader.framework.expressions.get(operand.metric)
        if expression is None:
            raise LookupError(operand.metric)
        slot = operand.slot

        def inner(one: Operand) -> Interval:
            return value(one if slot == CURRENT else Operand(one.metric, slot))

        return expression.evaluate(inner, Interval.exact)

    try:
        return value(Operand(metric))
    except (LookupError, ArithmeticError):
        return None


def is_not_concerned(reader: Reader, point: Point) -> bool:
    """不涉及 as ticked, or the state 不适用."""
    stated: SelfScore | None = reader.get(Key("scores", point.id))
    return (stated is not None and stated.not_concerned) or is_not_applicable(reader, point.id)


def is_left_out(reader: Reader, point: Point) -> bool:
    """Whether a point counts nothing because the others' sum is converted (不涉及, and no score stated all the same)."""
    stated: SelfScore | None = reader.get(Key("scores", point.id))
    converted = reader.framework.not_concerned is NotConcerned.CONVERTED
    return converted and is_not_concerned(reader, point) and (stated is None or stated.score is None)


def point_score(reader: Reader, point: Point) -> Decimal | None:
    """Self-score of a point: as stated, else full for 不涉及 (None where it is converted), else by its rule, else None."""
    stated: SelfScore | None = reader.get(Key("scores", point.id))
    if stated is not None and stated.score is not None:
        return stated.score
    if is_not_concerned(reader, point):
        return None if point.bonus or is_left_out(reader, point) else point.full_score
    found = rule_score(reader, point)
    return None if found.assumed else found.score


def plain(value: Decimal) -> str:
    """A score without needless zeros."""
    text = format_amount(value)
    return text.rstrip("0").rstrip(".") if "." in text else text

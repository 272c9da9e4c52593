"""公式与勾稽关系: a stated value must be what its formula gives; relations must hold between stated values.

Rounding is interval arithmetic; nothing is ever overwritten.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from eduduty_desktop.checks.bounds import bounds_problem, kind_problem
from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import metric_name, metric_place, number_of, operands_of, plain, printed, spelled
from eduduty_desktop.draft import CURRENT, PREVIOUS, Finding, Key
from eduduty_desktop.draft.values import Origin, computed, figure, figure_key, figure_keys, formula_interval, interval
from eduduty_desktop.figures import Interval
from eduduty_desktop.framework import Framework, Severity
from eduduty_desktop.framework.expression import Comparison, Expression, Operand


def _formula_cases(framework: Framework) -> Iterator[Case]:
    for metric in framework.expressions:
        for slot in (CURRENT, PREVIOUS):
            yield Case(f"{metric}@{slot}", figure_keys(framework, metric, slot))


def _formula(view: View, subject: str) -> Iterable[Finding]:
    metric, _, slot = subject.partition("@")
    stated = figure(view, metric, slot)
    expected = formula_interval(view, metric, slot)
    own = interval(view, Operand(metric, slot))
    if stated.origin is not Origin.STATED or expected is None or own is None or own.meets(expected):
        return
    expression = view.framework.expressions[metric]
    operands = [Operand(o.metric, PREVIOUS if PREVIOUS in (o.slot, slot) else CURRENT) for o in expression.operands()]
    if not all(is_plausible(view, operand) for operand in operands):
        return
    if computed(view, metric, slot).amount is None:
        return  # an operand that is itself computed rounds to zero and stands below the line
    labels, numbers = spelled(view, expression) if slot == CURRENT else _spelled_previous(view, expression)
    result = _centre(view, metric, slot)
    yield Finding(
        code="formula.mismatch",
        severity=Severity.ERROR,
        place=metric_place(view.framework, metric, slot),
        message=(
            f"{metric_name(view.framework, metric, slot)}填的是{printed(view, Operand(metric, slot))}，"
            f"按公式{labels}计算为{numbers}={result}，两者不符。"
        ),
        advice="请核对这几个数，改正填错的一个；也可清空本栏，由程序按公式计算。",
        operands=operands_of(view, Operand(metric, slot), *operands),
    )


def _spelled_previous(view: View, expression: Expression) -> tuple[str, str]:
    def label(operand: Operand) -> str:
        return metric_name(view.framework, operand.metric, PREVIOUS)

    def value(operand: Operand) -> str:
        return plain(number_of(figure(view, operand.metric, PREVIOUS)))

    return expression.render(label), expression.render(value)


def _centre(view: View, metric: str, slot: str) -> str:
    def value(operand: Operand) -> Decimal:
        return number_of(figure(view, operand.metric, PREVIOUS if PREVIOUS in (operand.slot, slot) else CURRENT))

    return plain(view.framework.expressions[metric].evaluate(value, lambda constant: constant))


def is_plausible(view: View, operand: Operand) -> bool:
    """Whether an operand is not itself reported already: one slip of the keys gives one finding, at its field."""
    metric, entry = view.framework.metrics[operand.metric], view.get(figure_key(operand.metric, operand.slot))
    if entry is None or entry.amount is None:
        return True
    return not kind_problem(metric, entry.amount) and not bounds_problem(metric, entry)


def _relation_cases(framework: Framework) -> Iterator[Case]:
    for relation in framework.relations:
        keys: set[Key] = set()
        for operand in framework.comparisons[relation.id].operands():
            keys |= figure_keys(framework, operand.metric, operand.slot)
        yield Case(relation.id, frozenset(keys))


def _relation(view: View, subject: str) -> Iterable[Finding]:
    comparison = view.framework.comparisons[subject]
    operands = comparison.operands()
    if any(figure(view, o.metric, o.slot).amount is None for o in operands):
        return
    left, right = _side(view, comparison.left), _side(view, comparison.right)
    if left is None or right is None or holds(left, comparison.sign, right):
        return
    if not all(is_plausible(view, operand) for operand in operands):
        return
    try:
        message = _relation_message(view, comparison)
    except ArithmeticError:
        return  # an operand that is itself computed rounds to zero and stands below the line
    relation = next(r for r in view.framework.relations if r.id == subject)
    first = operands[0]
    yield Finding(
        code="relation.broken",
        severity=relation.severity,
        place=metric_place(view.framework, first.metric, first.slot),
        message=message,
        advice=f"{relation.because.rstrip('。')}。请核对这几个数；确属口径不同的，在口径说明里写明。",
        operands=operands_of(view, *operands),
        subject=subject,
    )


def _side(view: View, expression: Expression) -> Interval | None:
    def value(operand: Operand) -> Interval:
        found = interval(view, operand)
        if found is None:
            raise LookupError(operand.metric)
        return found

    try:
        return expression.evaluate(value, Interval.exact)
    except (LookupError, ZeroDivisionError):
        return None


def holds(left: Interval, sign: str, right: Interval) -> bool:
    """Whether some numbers within both intervals satisfy the comparison."""
    match sign:
        case "=":
            return left.meets(right)
        case "<=":
            return left.low <= right.high
        case "<":
            return left.low < right.high
        case ">=":
            return left.high >= right.low
        case _:
            return left.high > right.low


_SIGN_WORDS = {"=": "应等于", "<=": "应不大于", "<": "应小于", ">=": "应不小于", ">": "应大于"}


def _relation_message(view: View, comparison: Comparison) -> str:
    left_label, left_numbers = spelled(view, comparison.left)
    right_label, right_numbers = spelled(view, comparison.right)

    def number(operand: Operand) -> Decimal:
        return number_of(figure(view, operand.metric, operand.slot))

    left = comparison.left.evaluate(number, lambda constant: constant)
    right = comparison.right.evaluate(number, lambda constant: constant)
    left_sum = left_numbers if left_numbers == plain(left) else f"{left_numbers}={plain(left)}"
    right_sum = right_numbers if right_numbers == plain(right) else f"{right_numbers}={plain(right)}"
    return (
        f"{left_label}（{left_sum}）{_SIGN_WORDS[comparison.sign]}{right_label}（{right_sum}），"
        f"现相差{plain(abs(left - right))}。"
    )


CHECKS = (
    Check("formula.mismatch", "与公式不符", _formula_cases, _formula),
    Check("relation.broken", "勾稽关系不成立", _relation_cases, _relation),
)

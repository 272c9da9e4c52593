"""数值本身: what was typed can be read, is of the metric's kind, and lies within its bounds."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import metric_name, metric_place, operands_of, plain, printed
from eduduty_desktop.draft import CURRENT, PREVIOUS, Finding, Key, Place
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.draft.values import WORDED, figure_key, stated_words
from eduduty_desktop.figures import Ratio, interval_of
from eduduty_desktop.figures.units import is_whole
from eduduty_desktop.figures.worded import MOST_WORDS, NO, YES
from eduduty_desktop.framework import Framework, Kind, Metric, Severity
from eduduty_desktop.framework.expression import Operand


def _value_cases(framework: Framework) -> Iterator[Case]:
    for metric in framework.metrics:
        for slot in (CURRENT, PREVIOUS):
            yield Case(f"{metric}@{slot}", frozenset({figure_key(metric, slot)}))


def _growth_cases(framework: Framework) -> Iterator[Case]:
    return (Case(metric, frozenset({Key("growths", metric)})) for metric in framework.metrics)


_WANTED = {
    Kind.YESNO: ("是或否", "请改填“是”或“否”；还不清楚就清空。"),
    Kind.TEXT: ("一句简短的话", f"请改填{MOST_WORDS}个字以内的文字，详细的写到正文里；还没有数据就清空。"),
}
_SHOWN = 80


def _shortened(typed: str) -> str:
    return typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"


def _unreadable(view: View, subject: str) -> Iterable[Finding]:
    metric, _, slot = subject.partition("@")
    key = figure_key(metric, slot)
    entry, definition = view.get(key), view.framework.metrics[metric]
    if entry is None or not entry.typed or stated_words(definition, entry):
        return
    wanted, advice = _WANTED.get(definition.kind, ("数", "请改填一个数；还没有数就清空。"))
    yield Finding(
        code="kind.unreadable",
        severity=Severity.ERROR,
        place=metric_place(view.framework, metric, slot),
        message=f"{metric_name(view.framework, metric, slot)}填的“{_shortened(entry.typed)}”读不成{wanted}。",
        advice=advice,
        operands=((key, entry.typed),),
    )


def _unreadable_growth(view: View, subject: str) -> Iterable[Finding]:
    key = Key("growths", subject)
    growth = view.get(key)
    if growth is None or not growth.typed:
        return
    yield Finding(
        code="kind.unreadable_growth",
        severity=Severity.ERROR,
        place=Place(view.framework.place_of_metric[subject], subject, "growth"),
        message=f"{metric_name(view.framework, subject)}的增幅填的“{growth.typed}”读不成数。",
        advice="请填“1.42%”或“下降1个百分点”这样的增幅。",
        operands=((key, growth.typed),),
    )


def _mismatch(view: View, subject: str) -> Iterable[Finding]:
    metric, _, slot = subject.partition("@")
    entry = view.get(figure_key(metric, slot))
    if entry is None or entry.amount is None:
        return
    problem = kind_problem(view.framework.metrics[metric], entry.amount)
    if not problem:
        return
    yield Finding(
        code="kind.mismatch",
        severity=Severity.ERROR,
        place=metric_place(view.framework, metric, slot),
        message=f"{metric_name(view.framework, metric, slot)}填的是{printed(view, Operand(metric, slot))}，{problem}。",
        advice="请核对后重填。",
        operands=operands_of(view, Operand(metric, slot)),
    )


def kind_problem(metric: Metric, amount: Decimal | Ratio) -> str:
    """What makes an amount impossible for its metric's kind, in Chinese; empty if nothing does.

    Counts and money are not negative unless the metric's own bounds begin below zero.
    """
    kind = metric.kind
    if kind in WORDED:
        return _answer_problem(kind, amount)
    if isinstance(amount, Ratio):
        return "" if kind is Kind.RATIO else "本项应是一个数，不是比"
    if kind is Kind.RATIO:
        return "本项应是“前项:后项”的比"
    if kind is Kind.COUNT and not is_whole(amount, metric.unit):
        return "计数应为整数"
    own_minimum = metric.bounds is not None and metric.bounds.min is not None
    if kind in {Kind.COUNT, Kind.MONEY} and amount < 0 and not own_minimum:
        return "不应为负数"
    return ""


def _answer_problem(kind: Kind, amount: Decimal | Ratio) -> str:
    if kind is Kind.TEXT:
        return "本项应填文字，不是数"
    return "" if amount in (YES, NO) else "本项应填是或否"


def _range(view: View, subject: str) -> Iterable[Finding]:
    metric, _, slot = subject.partition("@")
    definition, entry = view.framework.metrics[metric], view.get(figure_key(metric, slot))
    limit = bounds_problem(definition, entry) if entry is not None else ""
    if not limit:
        return
    assert definition.bounds is not None
    yield Finding(
        code="bounds.range",
        severity=Severity.ERROR,
        place=metric_place(view.framework, metric, slot),
        message=f"{metric_name(view.framework, metric, slot)}填的是{printed(view, Operand(metric, slot))}，{limit}。",
        advice=f"{definition.bounds.because.rstrip('。')}。请核对数值和单位。",
        operands=operands_of(view, Operand(metric, slot)),
    )


def bounds_problem(metric: Metric, entry: Entry) -> str:
    """Which bound of its metric a stated value breaks, in Chinese; empty if none (a ratio has no bounds)."""
    bounds, amount = metric.bounds, entry.amount
    if bounds is None or amount is None or isinstance(amount, Ratio):
        return ""
    may_be = interval_of(amount, exact=True, approximation=entry.approximation)
    if bounds.min is not None and may_be.high < bounds.min:
        return f"低于合理范围的下限{plain(bounds.min)}"
    if bounds.max is not None and may_be.low > bounds.max:
        return f"高于合理范围的上限{plain(bounds.max)}"
    return ""


CHECKS = (
    Check("kind.unreadable", "填的内容读不成数", _value_cases, _unreadable),
    Check("kind.unreadable_growth", "增幅读不成数", _growth_cases, _unreadable_growth),
    Check("kind.mismatch", "数值类型不对", _value_cases, _mismatch),
    Check("bounds.range", "超出合理范围", _value_cases, _range),
)

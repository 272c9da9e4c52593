"""What follows from what: formulas, relations and totals over stages as equations between metrics.

公示版 uses them: what is computed from a withheld value must not be shown, and a withheld value that the others still
give away must be named.
"""

from collections.abc import Iterable, Iterator

import msgspec

from eduduty_desktop.framework import Framework, Kind, Stage
from eduduty_desktop.framework.expression import Expression, Operand

_SUMMED = frozenset({Kind.COUNT, Kind.MONEY, Kind.NUMBER})
_WIDER = {
    Stage.COMPULSORY: frozenset({Stage.PRIMARY, Stage.JUNIOR}),
    Stage.ALL: frozenset(Stage) - {Stage.ALL, Stage.COMPULSORY},
}


class Equation(msgspec.Struct, frozen=True):
    """`result` follows from `parts`; where a relation names no single result, it is empty and all are parts."""

    result: str
    parts: frozenset[str]

    @property
    def metrics(self) -> frozenset[str]:
        return self.parts | {self.result} if self.result else self.parts


class Leak(msgspec.Struct, frozen=True):
    """A withheld metric that can be computed from others that are shown."""

    metric: str
    sources: tuple[str, ...]


def equations(framework: Framework) -> tuple[Equation, ...]:
    """Every equation of a framework: by formula, by 勾稽关系, by 合计 over stages."""
    return tuple(dict.fromkeys((*_by_formula(framework), *_by_relation(framework), *_by_stage(framework))))


def with_derived(framework: Framework, metrics: Iterable[str]) -> frozenset[str]:
    """The metrics and everything that is computed from one of them: totals, shares, averages."""
    known = equations(framework)
    found = {metric for metric in metrics if metric in framework.metrics}
    while more := {one.result for one in known if one.result and one.result not in found and one.parts & found}:
        found |= more
    return frozenset(found)


def leaks(framework: Framework, withheld: frozenset[str]) -> tuple[Leak, ...]:
    """Withheld metrics that are the only withheld one in an equation, each with what gives it away first."""
    found: dict[str, Leak] = {}
    for one in equations(framework):
        hidden = one.metrics & withheld
        if len(hidden) == 1 and len(one.metrics) > 1:
            (metric,) = hidden
            order = list(framework.metrics)
            found.setdefault(metric, Leak(metric, tuple(sorted(one.metrics - hidden, key=order.index))))
    return tuple(found.values())


def _by_formula(framework: Framework) -> Iterator[Equation]:
    for metric, expression in framework.expressions.items():
        yield Equation(metric, _metrics(expression.operands()) - {metric})


def _by_relation(framework: Framework) -> Iterator[Equation]:
    for relation in framework.comparisons.values():
        if relation.sign != "=":
            continue
        sides = (relation.left, relation.right)
        single = next((side for side in sides if isinstance(side.root, Operand)), None)
        every = _metrics(relation.operands())
        result = _only(single)
        yield Equation(result, every - {result}) if result else Equation("", every)


def _only(side: Expression | None) -> str:
    return side.root.metric if side is not None and isinstance(side.root, Operand) else ""


def _by_stage(framework: Framework) -> Iterator[Equation]:
    """合计 of a matrix is the sum of its stages, 义务教育 that of 小学 and 初中."""
    for group in framework.groups:
        members = [m for m in framework.metrics.values() if m.group == group and m.kind in _SUMMED]
        for total in members:
            within = _WIDER.get(total.stage) if total.stage is not None else None
            parts = {m.id for m in members if within and m.stage in within and m.unit == total.unit}
            if len(parts) > 1:
                yield Equation(total.id, frozenset(parts))


def _metrics(operands: Iterable[Operand]) -> frozenset[str]:
    return frozenset(operand.metric for operand in operands)

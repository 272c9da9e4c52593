"""How well a metric's label fits what stands around a figure."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

import msgspec

from eduduty_desktop.figures import Amount
from eduduty_desktop.figures.quantity import Kind as Sort
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.intake.last_report.context import Context, Passage
from eduduty_desktop.intake.last_report.values import value_in
from eduduty_desktop.intake.last_report.words import content_of, pairs, qualifiers_of, subjects_of

_COVERAGE, _PRECISION = 0.75, 0.25
_SINGLE = 0.5
"""What a single character counts of a pair."""
_OWN, _SIBLING, _ELSEWHERE, _NOWHERE = 0.0, 0.06, 0.12, 0.06
ALONE = 0.15
"""What it counts that a point asks for one figure of a sort and its text has one."""
_UNIT_UNSAID = 0.05
_QUALIFIED = 0.1
"""What it costs that the figure is of something narrower (`公办`, `新建`) than the label."""
_MISSING = 0.2
"""What it costs that the label is of something narrower than what is spoken of."""
_COMMON, _LITTLE = frozenset({"义务", "务教", "教育", "学校", "教师", "学生"}), 0.5


_OF_SUMS = re.compile("总|合计|共")
_HEAD = re.compile("(.{2,8})(?:教师|学生|人员|学校|幼儿|儿童)中(.{2,6})")
"""A label of a part (`新进教师中本科学历人数`): what is counted must stand at the figure, of whom it is somewhere."""


class Fit(msgspec.Struct, frozen=True):
    """A metric that a quantity may be the value of; `item` is which of several things that share it (-1: of none).

    `matched` are how many pairs of the label's characters stand at the figure: of two labels the longer one means more.
    """

    metric: Metric
    value: Amount
    score: float
    matched: int
    item: int = -1


class Labels:
    """The labels of a framework as weighted characters and pairs of them."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        metrics = [m for m in framework.metrics.values() if m.kind not in (Kind.YESNO, Kind.TEXT)]
        self._pairs = {metric.id: pairs(content_of(metric)) for metric in metrics}
        self._qualifiers = {metric.id: qualifiers_of(metric.label) for metric in metrics}
        self._heads = {
            metric.id: tuple(map(_two, match.groups())) if (match := _HEAD.search(metric.label)) else None
            for metric in metrics
        }
        self._subjects = {metric.id: subjects_of(metric.label) for metric in metrics}
        self.metrics = metrics
        count = Counter(pair for own in self._pairs.values() for pair in own)
        weight = {
            pair: math.log(1 + len(metrics) / n) * (_SINGLE if len(pair) == 1 else _LITTLE if pair in _COMMON else 1)
            for pair, n in count.items()
        }
        self._weights = {name: [(pair, weight[pair]) for pair in own] for name, own in self._pairs.items()}
        self._whole = {name: sum(w for _, w in own) for name, own in self._weights.items()}
        self._sorts: dict[tuple[Sort, str], list[Metric]] = {}
        self._alone: dict[tuple[str, int], bool] = {}
        self._by_place: dict[str, list[Metric]] = {}
        for metric in metrics:
            self._by_place.setdefault(framework.place_of_metric[metric.id], []).append(metric)

    def place_of(self, metric: Metric) -> str:
        """The node that asks for a metric."""
        return self._framework.place_of_metric[metric.id]

    def others_too(self, metric: Metric, context: Context) -> frozenset[str]:
        """Whom a figure counts besides those of the label: teachers in `校长教师407人` for a label of 校长."""
        own = self._subjects[metric.id]
        return context.subjects - own if own and own < context.subjects else frozenset()

    def fits(self, quantity: Quantity, context: Context, passage: Passage, peers: list[Quantity]) -> Iterator[Fit]:
        """Every metric that may be meant, with how well its label fits; `peers` are the passage's quantities."""
        for metric in self._of_sort(quantity):
            value = self._value(metric, quantity)
            if value is None or not self._whole[metric.id] or not context.fits(metric):
                continue
            item = -1
            if context.items:
                own = self._pairs[metric.id]
                item = max(range(len(context.items)), key=lambda at: len(context.items[at] & own))
            score, matched = self._score(metric, context, passage, item)
            score -= _UNIT_UNSAID if not quantity.unit else 0.0
            if self._is_alone(metric, passage, peers):
                score += ALONE
            yield Fit(metric, value, score, matched, item)

    def _of_sort(self, quantity: Quantity) -> list[Metric]:
        """The metrics whose kind and unit agree with a quantity's."""
        sort = (quantity.kind, quantity.unit)
        if quantity.number is None:
            return self.metrics
        if sort not in self._sorts:
            self._sorts[sort] = [one for one in self.metrics if self._value(one, quantity) is not None]
        return self._sorts[sort]

    @staticmethod
    def _value(metric: Metric, quantity: Quantity) -> Amount | None:
        if quantity.kind is Sort.NUMBER and not quantity.unit:
            return quantity.number if metric.kind is Kind.COUNT and not metric.unit.startswith("万") else None
        if quantity.kind is Sort.ZERO:
            return Decimal(0) if metric.kind is Kind.COUNT else None
        return value_in(metric, quantity)

    def _score(self, metric: Metric, context: Context, passage: Passage, item: int) -> tuple[float, int]:
        """How well a label fits, and how many of its pairs stand near."""
        own, weights = self._pairs[metric.id], self._weights[metric.id]
        coverage = sum(w * context.presence(pair, item) for pair, w in weights) / self._whole[metric.id]
        near = [pair for pair in (context.near if item < 0 else context.items[item]) if len(pair) == 2]
        matched = sum(pair in own for pair in near)
        precision = matched / len(near) if near else 0.0
        away = self._away(metric, passage) + self._narrower(metric, context)
        if (parts := self._heads[metric.id]) is not None:
            whose, what = parts
            away += _MISSING * (what.isdisjoint(context.near) + (not any(map(context.presence, whose))))
        return _COVERAGE * coverage + _PRECISION * precision - away, matched

    def _narrower(self, metric: Metric, context: Context) -> float:
        """What words that make another figure cost if they stand on one side only."""
        own = self._qualifiers[metric.id]
        missing = sum(not all(context.presence(word[at : at + 2]) for at in range(len(word) - 1)) for word in own)
        cost = _MISSING * missing + _QUALIFIED * len(context.qualifiers - own)
        if context.is_sum and not _OF_SUMS.search(metric.label):
            cost += _MISSING
        return cost

    def _away(self, metric: Metric, passage: Passage) -> float:
        if not passage.node:
            return _NOWHERE
        place, parents = self._framework.place_of_metric[metric.id], self._framework.parents
        if place == passage.node:
            return _OWN
        siblings = (
            parents.get(place, place) == parents.get(passage.node, passage.node) or parents.get(place) == passage.node
        )
        return _SIBLING if siblings else _ELSEWHERE

    def _is_alone(self, metric: Metric, passage: Passage, peers: list[Quantity]) -> bool:
        """Whether this is the one figure of its sort that the point asks for, and the text has one."""
        if self._framework.place_of_metric[metric.id] != passage.node:
            return False
        place = (metric.id, passage.start)
        if place not in self._alone:
            held = list(islice((one for one in peers if value_in(metric, one) is not None), 2))
            self._alone[place] = len(held) == 1 and (
                sum(value_in(one, held[0]) is not None for one in self._by_place[passage.node]) == 1
            )
        return self._alone[place]


def _two(text: str) -> frozenset[str]:
    return frozenset(pair for pair in pairs(text) if len(pair) == 2)

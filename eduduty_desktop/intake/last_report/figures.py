"""Figures of a foreign report → values of a framework's metrics, each with the confidence that it is that metric's.

A figure is a metric's where its unit agrees and the words around it, the nearest most, are those of the label; what two
labels fit alike, or two figures, is asked.  Growth, plans and limits are no values.
"""

import math
import re
from collections import Counter
from decimal import Decimal

import msgspec

from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Kind as Sort
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.figures.units import factor_between, plain_unit, scale
from eduduty_desktop.framework import Framework, Kind, Metric, Stage

HIGH = 0.72
"""From which confidence a figure needs no second look; set on three published reports against their tables."""
LEAST = 0.5
"""Below this a figure is not offered at all."""
MARGIN = 0.07
"""By how much the best label must fit better than the next, not to be asked."""
RIVAL = 0.15
"""By how much the best figure must fit better than one of another value, not to be asked."""
MOST_QUANTITIES = 5_000
_NEAR, _PART, _SENTENCE, _AROUND = 1.0, 0.8, 0.6, 0.5
_COVERAGE, _PRECISION = 0.75, 0.25
_OWN, _SIBLING, _ELSEWHERE = 0.0, 0.06, 0.12
_BEFORE, _BEHIND = 400, 12

_SENTENCE_END = re.compile("[。！？!?\n]")
_PART_END = re.compile("[；;]")
_CLAUSE_END = re.compile("[，,；;、：:（(）)]")
_BEHIND_END = re.compile("[，,；;。、：:（(）)0-9]")
_MARKS = re.compile(r"[\s\W_\d]+")
_TAIL = re.compile("(?:总人数|人次数|人数|次数|总数|总量|天数|周数|人次|数量|数|额)$")
_GROWN = re.compile(
    r"(?:增长|提高|上升|增加|下降|降低|减少|增幅|增速|高出?|低于?|超过?|翻)(?:了|到|至|约|近|达|幅度?为?|率为?)*$"
)
_REACHED = re.compile("(?:到|至|为)$")
_NO_VALUE = re.compile(
    "计划|规划|拟|力争|目标|预计|争取|不低于|不高于|不少于|不超过|不得|标准测算|要求|未来|今后|按照|确保"
)
_LIMIT = re.compile("以内|以下|之内")
_YEARS = re.compile(r"(?<!\d)(?P<year>20\d\d)(?:-20\d\d)?(?:学年|年)|(?P<word>上年|去年|上一年|同期)")
_TITLES = re.compile("《[^《》]{0,80}》")
_SAYS_NOTHING = re.compile(r"[\d\s年度底为达到是至共约近增]*")
_LISTED = re.compile(r"分别")
_STAGES: tuple[tuple[Stage, str], ...] = (
    (Stage.PRESCHOOL, "学前|幼儿园|幼儿"),
    (Stage.PRIMARY, "小学"),
    (Stage.JUNIOR, "初中"),
    (Stage.SENIOR, "普通高中|普高|高中"),
    (Stage.VOCATIONAL, "中职|职高|职业"),
    (Stage.SPECIAL, "特殊教育|特教|特校"),
)
_COUNTED = frozenset({Sort.COUNT, Sort.AREA, Sort.DURATION, Sort.NUMBER, Sort.MULTIPLE, Sort.AGE})


class Found(msgspec.Struct, frozen=True):
    """A figure taken for a metric's: `value` in the metric's unit, `year` as the sentence says (None where it says none)."""

    metric: str
    start: int
    end: int
    text: str
    value: Amount
    approximation: str
    confidence: float
    year: int | None
    sentence: str
    doubts: tuple[str, ...] = ()


class Passage(msgspec.Struct, frozen=True):
    """A stretch of the report that belongs to a node: its offsets, the node, and its heading's words."""

    start: int
    end: int
    node: str
    title: str


def find_figures(
    framework: Framework, text: str, passages: tuple[Passage, ...], about: int | None = None
) -> tuple[Found, ...]:
    """At most one figure a metric, in the report's order; what remains open is told in `doubts`.

    `about` is the report's year: of two figures of one metric the one of that year is meant.
    """
    labels = _Labels(framework)
    quantities = lex(text)[:MOST_QUANTITIES]
    offers: dict[str, list[Found]] = {}
    for quantity in quantities:
        passage = next((one for one in passages if one.start <= quantity.start < one.end), None)
        if passage is None:
            continue
        found = labels.best(text, quantity, passage)
        if found is not None:
            offers.setdefault(found.metric, []).append(found)
    chosen = (_choose(rivals, about) for rivals in offers.values())
    return tuple(sorted(chosen, key=lambda one: one.start))


def _choose(rivals: list[Found], about: int | None) -> Found:
    """The likeliest of several figures for one metric; those of other values that fit alike are a doubt."""
    meant = [one for one in rivals if one.year in (None, about)] or rivals
    best = max(meant, key=lambda one: (one.confidence, -one.start))
    alike = [
        one.text
        for one in rivals
        if one.value != best.value and one in meant and best.confidence - one.confidence < RIVAL
    ]
    if not alike:
        return best
    doubt = f"也可能是{'、'.join(dict.fromkeys(alike))}"
    return msgspec.structs.replace(best, confidence=min(best.confidence, HIGH - 0.01), doubts=(*best.doubts, doubt))


class _Labels:
    """The labels of a framework as weighted pairs of characters."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        metrics = [m for m in framework.metrics.values() if m.kind not in (Kind.YESNO, Kind.TEXT)]
        self._pairs = {metric.id: _pairs(_bare(metric.label)) for metric in metrics}
        self._metrics = metrics
        count = Counter(pair for pairs in self._pairs.values() for pair in pairs)
        self._weight = {pair: math.log(1 + len(metrics) / n) for pair, n in count.items()}

    def best(self, text: str, quantity: Quantity, passage: Passage) -> Found | None:
        """The metric that a quantity is the value of, None for none."""
        context = _Context(text, quantity, passage)
        if quantity.value is None or quantity.is_range or context.is_no_value:
            return None
        scored = []
        for metric in self._metrics:
            value = value_in(metric, quantity)
            if value is not None and context.fits_stage(metric):
                scored.append((self._score(metric, context, passage), metric, value))
        scored.sort(key=lambda item: -item[0])
        if not scored or scored[0][0] < LEAST:
            return None
        confidence, metric, value = scored[0]
        doubts: tuple[str, ...] = ()
        if len(scored) > 1 and confidence - scored[1][0] < MARGIN:
            doubts = (f"也可能是“{scored[1][1].printed_label}”",)
            confidence = min(confidence, HIGH - 0.01)
        if context.is_some_of_them:
            doubts = (*doubts, "可能只是其中一部分")
            confidence = min(confidence, HIGH - 0.01)
        return Found(
            metric.id,
            quantity.start,
            quantity.end,
            quantity.text,
            value,
            quantity.approximation if quantity.approximation in {"余", "多", "近", "约", "以上"} else "",
            round(confidence, 2),
            context.year,
            context.sentence,
            doubts,
        )

    def _score(self, metric: Metric, context: "_Context", passage: Passage) -> float:
        pairs = self._pairs[metric.id]
        whole = sum(self._weight[pair] for pair in pairs)
        if not whole:
            return 0.0
        coverage = sum(self._weight[pair] * context.presence(pair) for pair in pairs) / whole
        precision = sum(pair in pairs for pair in context.near) / len(context.near) if context.near else 0.0
        place = self._framework.place_of_metric[metric.id]
        away = _OWN if place == passage.node else _SIBLING if self._are_siblings(place, passage.node) else _ELSEWHERE
        return _COVERAGE * coverage + _PRECISION * precision - away

    def _are_siblings(self, one: str, other: str) -> bool:
        parents = self._framework.parents
        return parents.get(one, one) == parents.get(other, other) or parents.get(one) == other


class _Context:
    """What stands around a quantity."""

    def __init__(self, text: str, quantity: Quantity, passage: Passage) -> None:
        before = text[max(passage.start, quantity.start - _BEFORE) : quantity.start]
        breaks = [match.end() for match in _SENTENCE_END.finditer(before)]
        self.before = before[breaks[-1] :] if breaks else before
        earlier = before[: breaks[-1]] if breaks else ""
        clauses = _CLAUSE_END.split(self.before)
        clause = next((one for one in reversed(clauses) if not _SAYS_NOTHING.fullmatch(one)), clauses[-1])
        behind = _BEHIND_END.split(text[quantity.end : min(quantity.end + _BEHIND, passage.end)])[0]
        self._behind = behind
        end = _SENTENCE_END.search(text, quantity.end)
        self.sentence = f"{self.before}{text[quantity.start : end.start() if end else len(text)]}".strip()[:200]
        self._clause = clause
        self.near = _pairs(clause) | _pairs(quantity.unit + behind) | _pairs(behind)
        self._part = _pairs(_PART_END.split(self.before)[-1])
        self._same = _pairs(self.before)
        self._around = _pairs(passage.title) | _pairs(_SENTENCE_END.split(earlier.rstrip("。\n"))[-1])
        self._rate = quantity.kind in (Sort.PERCENT, Sort.POINTS)

    def presence(self, pair: str) -> float:
        """How near a pair of characters stands (0–1)."""
        if pair in self.near:
            return _NEAR
        if pair in self._part:
            return _PART
        return _SENTENCE if pair in self._same else _AROUND if pair in self._around else 0.0

    @property
    def is_no_value(self) -> bool:
        """Whether a change, a plan, a limit or one of several that share their words is spoken of."""
        clause = self._clause.rstrip()
        if _GROWN.search(clause) and not _REACHED.search(clause):
            return True
        if _LIMIT.match(self._behind):
            return True
        return bool(_NO_VALUE.search(clause)) or bool(_LISTED.search(self.before[-60:]))

    @property
    def is_some_of_them(self) -> bool:
        """Whether words before the number pick some out: `正在开展培训的10所机构`."""
        return self._clause.rstrip().endswith("的")

    @property
    def year(self) -> int | None:
        """The year that was named last before the quantity: 0 for the year before, None for none."""
        named = list(_YEARS.finditer(_TITLES.sub("", self.before)))
        if not named:
            return None
        return int(named[-1]["year"]) if named[-1]["year"] else 0

    def fits_stage(self, metric: Metric) -> bool:
        """Whether the stage named last before the quantity is the metric's, where both say one."""
        own = [words for stage, words in _STAGES if stage is metric.stage]
        if not own or not metric.group:
            return True
        last = max(((m.start(), s) for s, w in _STAGES for m in re.finditer(w, self.before)), default=None)
        return last is not None and last[1] is metric.stage


def value_in(metric: Metric, quantity: Quantity) -> Amount | None:
    """A quantity's value in a metric's unit; None where kind or unit do not agree."""
    if metric.kind is Kind.RATIO:
        pair = quantity.value if quantity.kind is Sort.RATIO and isinstance(quantity.value, tuple) else None
        return Ratio(*pair) if pair is not None and all(pair) else None
    number = quantity.number
    if number is None or quantity.kind in (Sort.RATIO, Sort.FRACTION, Sort.SCORE):
        return None
    if metric.kind in (Kind.PERCENT, Kind.PERCENT_POINTS):
        wanted = Sort.PERCENT if metric.kind is Kind.PERCENT else Sort.POINTS
        return number if quantity.kind is wanted else None
    if metric.kind is Kind.MONEY:
        return _money(metric, number, quantity.step) if quantity.kind is Sort.MONEY else None
    return _counted(metric, number, quantity) if quantity.kind in _COUNTED else None


def _money(metric: Metric, number: Decimal, step: Decimal) -> Decimal | None:
    """Money in the metric's unit, with the digits that were written."""
    factor = factor_between("元", metric.unit)
    if factor is None:
        return None
    last = scale(step, factor).normalize().as_tuple().exponent
    return quantise(scale(number, factor), max(0, -last) if isinstance(last, int) else 0)


def _counted(metric: Metric, number: Decimal, quantity: Quantity) -> Decimal | None:
    """A count in the metric's unit: `2.35万个` is 2.35 where the unit is 万个."""
    unit = plain_unit(metric.unit)
    tens = Decimal(10000) if unit.startswith("万") else Decimal(1)
    stated = plain_unit(quantity.unit)
    return scale(number, 1 / tens) if stated == unit.removeprefix("万") else None


def _bare(label: str) -> str:
    return _TAIL.sub("", _MARKS.sub("", label.removeprefix("其中")))


def _pairs(text: str) -> frozenset[str]:
    words = _MARKS.sub("", text)
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))

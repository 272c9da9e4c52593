"""What each metric of a framework may be called: its name, the usual variants of it, and its stage and group apart.

It knows names only; which of several is meant, or likely meant, `matching` decides.
"""

from collections import defaultdict
from functools import cached_property
from itertools import pairwise

from eduduty_desktop.framework import Framework, Metric
from eduduty_desktop.framework.choices import STAGE_LABELS, Stage
from eduduty_desktop.intake.returned.words import STAGE_WORDS, canonical, folded, label_of

_SHORTEST = 5


class MetricNames:
    """The ids of metrics by what departments may call them.

    `exact` by the printed name, `usual` by the canonical form of it and its variants, `staged` by canonical quantity and
    stage, `in_group` by canonical group and column; `quantities` are those over stages and groups.
    """

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self.exact: dict[str, list[str]] = defaultdict(list)
        self.usual: dict[str, list[str]] = defaultdict(list)
        self.staged: dict[tuple[str, Stage], list[str]] = defaultdict(list)
        self.in_group: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.quantities: set[str] = set()
        for metric in framework.metrics.values():
            self._add(metric)

    def _add(self, metric: Metric) -> None:
        plain = label_of(metric.label).plain
        _once(self.exact[plain], metric.id)
        _once(self.exact[folded(metric.label)], metric.id)
        _once(self.usual[canonical(plain)], metric.id)
        bases = set()
        if metric.stage is not None:
            bases = {_without_stage(plain, metric.stage)} - {""}
            for base in bases:
                for word in STAGE_WORDS.get(metric.stage, ()):
                    for variant in (f"{base}({word})", f"{word}{base}", f"{base}{word}", f"{word}({base})"):
                        _once(self.usual[canonical(variant)], metric.id)
        if metric.group:
            bases.add(folded(self._framework.groups[metric.group].label))
            for base in bases:
                for word in (metric.column, STAGE_LABELS.get(metric.stage or "", ""), plain):
                    if word:
                        _once(self.in_group[canonical(base), canonical(label_of(word).plain)], metric.id)
        for base in bases:
            if metric.stage is not None:
                _once(self.staged[canonical(base), metric.stage], metric.id)
            self.quantities.add(canonical(base))

    def is_metric(self, text: str) -> bool:
        """Whether a heading is the name of a metric or of a quantity over stages."""
        plain = label_of(text).plain
        return plain in self.exact or canonical(plain) in self.usual or canonical(plain) in self.quantities

    def exactly(self, text: str) -> tuple[str, ...]:
        """Metrics that are called precisely so."""
        return tuple(self.exact.get(label_of(text).plain, ()))

    def called(self, name: str) -> list[str]:
        """Metrics that are called so, exactly or in the usual form."""
        return self.exact.get(name) or self.usual.get(canonical(name)) or []

    def joined(self, label: str, heading: str) -> tuple[str, ...]:
        """Metrics whose name is that of a row and that of a column together: 学前幼儿资助 and 金额."""
        one, other = label_of(label).plain.removesuffix("合计"), label_of(heading).plain
        if not one or not other or not (self._is_within_names(one) and self._is_within_names(other)):
            return ()
        for name in (f"{one}{other}", f"{one}({other})", f"{other}{one}"):
            if found := self.called(name):
                return tuple(found)
        return ()

    def _is_within_names(self, plain: str) -> bool:
        """Whether every two characters of a label stand side by side in some metric's name: quick, and rarely so."""
        return any(all(a + b in self._pairs for a, b in pairwise(said)) for said in (plain, canonical(plain)))

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(a + b for name in (*self.exact, *self.usual) for a, b in pairwise(name))

    def staged_within(self, said: str, stage: Stage) -> list[str]:
        """The metrics of a stage whose quantity stands in a title: 各学段生均公用经费一览表."""
        found = [
            (len(base), ids)
            for (base, of), ids in self.staged.items()
            if of is stage and len(base) >= _SHORTEST and base in said
        ]
        longest = max((length for length, _ in found), default=0)
        return list(dict.fromkeys(id for length, ids in found if length == longest for id in ids))

    def of_quantity(self, said: str) -> list[str]:
        """The metrics of a quantity over stages."""
        return [id for (base, _), ids in self.staged.items() if base == said for id in ids]


def _once(found: list[str], id: str) -> None:
    if id not in found:
        found.append(id)


def _without_stage(plain: str, stage: Stage) -> str:
    """A staged metric's quantity: 生均公用经费 of 生均公用经费(小学) and 在校生 of 小学在校生."""
    for word in sorted(STAGE_WORDS.get(stage, ()), key=len, reverse=True):
        for form in (f"({word})", f"({word}阶段)"):
            if form in plain:
                return plain.replace(form, "")
    for word in sorted(STAGE_WORDS.get(stage, ()), key=len, reverse=True):
        if plain.startswith(word) and len(plain) > len(word):
            return plain.removeprefix(word).removeprefix("阶段").removeprefix("的")
    return ""

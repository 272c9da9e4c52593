"""Which metrics of known frameworks a point of a new one probably asks for; never more than a suggestion."""

import re
from collections.abc import Iterable, Sequence

import msgspec
from rapidfuzz import fuzz

from eduduty_desktop.framework.model import Framework, Metric, Point

LIKELY = 72.0
"""From which likeness (0–100) a suggestion is worth a look; set on the shipped frameworks against each other."""
_MARKS = re.compile(r"[\s\W_]+")
_SHORT = 4  # shorter labels are found in any text
MOST = 8


class Suggestion(msgspec.Struct, frozen=True):
    """A metric that a known framework asks for at a like place, with the likeness and where it is from."""

    point: str
    metric: Metric
    likeness: float
    source: str
    because: str


def suggest_metrics(framework: Framework, known: Iterable[Framework]) -> tuple[Suggestion, ...]:
    """At most a few metrics a point, the likeliest first, none that the framework has already and none twice.

    A metric is likely where its label stands in the point's own words, or where its own point has a like title.
    """
    sources = list(known)
    taken = set(framework.metrics)
    found: list[Suggestion] = []
    for point in framework.points:
        for suggestion in _for_point(point, sources):
            if suggestion.metric.id not in taken:
                taken.add(suggestion.metric.id)
                found.append(suggestion)
    return tuple(found)


def _for_point(point: Point, known: Sequence[Framework]) -> list[Suggestion]:
    title, words = _folded(point.title), _folded(point.title + point.requirement + _rule_of(point))
    best: dict[str, Suggestion] = {}
    for source in known:
        for other in source.points:
            alike = fuzz.ratio(title, _folded(other.title)) if title else 0.0
            for name in other.metrics:
                metric = source.metrics[name]
                label = _folded(metric.label)
                named = fuzz.partial_ratio(label, words) if len(label) >= _SHORT else 0.0
                likeness, because = max((alike, f"“{other.title}”有这项数据"), (named, "本项文字提到"))
                if likeness >= LIKELY and (name not in best or best[name].likeness < likeness):
                    best[name] = Suggestion(point.id, metric, round(likeness, 1), source.id, because)
    return sorted(best.values(), key=lambda one: -one.likeness)[:MOST]


def _rule_of(point: Point) -> str:
    return point.scoring.text if point.scoring is not None else ""


def _folded(text: str) -> str:
    return _MARKS.sub("", text)

"""Which point and which figure of this year's framework answers last year's; what is like only in part has no heir.

Nodes pair as `framework.compare.paired` says.  Figures pair by id, then by label: of the same kind, for the same stage, in
units that convert exactly, and never where the labels differ in a number, a stage, or whom they are about.
"""

import re
from collections import Counter

import msgspec
from rapidfuzz import fuzz, process

from eduduty_desktop.draft.records import PROFILE
from eduduty_desktop.figures import factor_between
from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.framework.compare import LIKE_TITLE, paired

SAME_LABEL = 90.0
"""From which likeness (0–100) two labels that differ in no telling word are taken for one."""
BLOCKS = (PROFILE, "lead", "organisation", "next_steps")
"""Rows of the report's text that belong to no node."""
_MARKS = re.compile(r"[\s\W_]+")
_TELLING = re.compile(
    r"[0-9]+|[一二三四五六七八九十]|学前|幼儿|小学|初中|高中|中职|特殊|城|乡|镇|农村|男|女|公办|民办|国家|省|市|县|校"
    r"|本年|上年|增|减|不|未|在建|已|新"
)
_SOLE = frozenset({Kind.RATIO, Kind.YESNO, Kind.TEXT})
"""Kinds whose values mean nothing under another kind."""


class Succession(msgspec.Struct, frozen=True):
    """This year's node and metric by last year's; `guessed` are last year's metrics that were paired by their labels."""

    nodes: dict[str, str]
    metrics: dict[str, str]
    guessed: tuple[str, ...] = ()

    def place(self, old: Framework, node: str) -> str:
        """Where something of last year's node belongs now: its heir, else that of the nearest section, else 基本情况."""
        if node in BLOCKS:
            return node
        path = old.path_of(node) if node in old.nodes else ()
        return next((self.nodes[one.id] for one in reversed(path) if one.id in self.nodes), PROFILE)


def succession(old: Framework, new: Framework) -> Succession:
    """Who answers whom; of one framework everything answers itself."""
    if old == new:
        return Succession({node: node for node in old.nodes}, {metric: metric for metric in old.metrics})
    by_id = {
        key: key
        for key, metric in old.metrics.items()
        if key in new.metrics
        and _comparable(metric, new.metrics[key])
        and _likeness(metric, new.metrics[key]) >= LIKE_TITLE
    }
    guessed = _by_label(
        [metric for key, metric in old.metrics.items() if key not in by_id],
        [metric for key, metric in new.metrics.items() if key not in by_id.values()],
    )
    return Succession(paired(old, new), {**by_id, **guessed}, tuple(guessed))


def _by_label(olds: list[Metric], news: list[Metric]) -> dict[str, str]:
    """Pairs that are each other's best, and alone in that."""
    pairs: dict[str, str] = {}
    for metric in olds:
        best = _best(metric, news)
        if best is not None and _best(best, olds) is metric:
            pairs[metric.id] = best.id
    return pairs


def _best(metric: Metric, among: list[Metric]) -> Metric | None:
    rivals = [one for one in among if _comparable(metric, one) and _telling(metric) == _telling(one)]
    found = process.extract(
        _folded(metric.label),
        [_folded(one.label) for one in rivals],
        scorer=fuzz.ratio,
        score_cutoff=SAME_LABEL,
        limit=2,
    )
    if not found or (len(found) == 2 and found[0][1] == found[1][1]):
        return None
    return rivals[found[0][2]]


def _comparable(old: Metric, new: Metric) -> bool:
    """Whether a value of the one can stand as a value of the other, once its unit was converted."""
    if old.kind is not new.kind and (old.kind in _SOLE or new.kind in _SOLE):
        return False
    return old.stage == new.stage and factor_between(old.unit, new.unit) is not None


def _likeness(old: Metric, new: Metric) -> float:
    return fuzz.ratio(_folded(old.label), _folded(new.label))


def _telling(metric: Metric) -> Counter[str]:
    return Counter(_TELLING.findall(metric.label))


def _folded(label: str) -> str:
    return _MARKS.sub("", label).removeprefix("其中")

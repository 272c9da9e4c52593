"""How far a draft is: computed, never stored.  What it scores is in `scoring.py` and `score_total.py`."""

import re
import unicodedata

import msgspec

from eduduty_desktop.draft.records import (
    CURRENT,
    PROFILE,
    Entry,
    Growth,
    Key,
    Narrative,
    PointState,
    Status,
    Text,
)
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import figure
from eduduty_desktop.framework import Metric

_YEAR = Key("cover", "year")
DONE = frozenset({Status.CHECKED, Status.FINAL})


class Completeness(msgspec.Struct, frozen=True):
    """Points in all, points assessed by people, required values still missing."""

    points: int
    assessed: int
    required_missing: int


def year_of(reader: Reader) -> int | None:
    """The year that the draft reports on: as the cover says, else the framework's; None if neither tells."""
    cover: Text | None = reader.get(_YEAR)
    text = unicodedata.normalize("NFKC", cover.text).strip().removesuffix("年") if cover is not None else ""
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else reader.framework.year


def state_of(reader: Reader, point: str) -> PointState:
    """What people set; 未填 until then."""
    return reader.get(Key("states", point)) or PointState()


def is_not_applicable(reader: Reader, node: str) -> bool:
    """Whether a point was set 不适用 (the reason is a check's business)."""
    return node != PROFILE and state_of(reader, node).status is Status.NOT_APPLICABLE


def is_assessed(reader: Reader, point: str) -> bool:
    """已核, 已定稿, or 不适用 with its reason; what a department reported is not yet assessed."""
    state = state_of(reader, point)
    return state.status in DONE or (state.status is Status.NOT_APPLICABLE and bool(state.reason.strip()))


def is_given(reader: Reader, metric: Metric) -> bool:
    """Whether a metric has this year's value, stated (in words too) or computed, or a stated growth in its place."""
    growth: Growth | None = reader.get(Key("growths", metric.id))
    return not figure(reader, metric.id, CURRENT).is_missing or (growth is not None and growth.amount is not None)


def is_required(reader: Reader, metric: Metric) -> bool:
    """A required metric of a point that is not 不适用."""
    place = reader.framework.place_of_metric[metric.id]
    return bool(metric.required) and not is_not_applicable(reader, place)


def completeness(reader: Reader) -> Completeness:
    """Counts over the whole draft."""
    framework = reader.framework
    return Completeness(
        points=len(framework.points),
        assessed=sum(is_assessed(reader, point.id) for point in framework.points),
        required_missing=sum(is_required(reader, m) and not is_given(reader, m) for m in framework.metrics.values()),
    )


def narrative_of(reader: Reader, node: str) -> Narrative | None:
    """The narrative that stands for a node: its own, or one that says it serves it."""
    own: Narrative | None = reader.get(Key("narratives", node))
    if own is not None and own.text.strip():
        return own
    return next((n for n in reader.rows("narratives").values() if node in n.serves and n.text.strip()), None)


def entry_of(reader: Reader, metric: str, slot: str = CURRENT) -> Entry:
    """What was entered for a metric's year; an empty entry if nothing was."""
    found: Entry | None = reader.get(Key("figures", metric, slot))
    return found or Entry()

"""How far a draft is and what it scores: computed, never stored."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from eduduty_desktop.draft.records import (
    CURRENT,
    PROFILE,
    Deduction,
    Entry,
    Growth,
    Key,
    Narrative,
    PointState,
    SelfScore,
    Status,
    Text,
)
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import figure
from eduduty_desktop.framework import Metric, Point, ScoreStyle

_YEAR = Key("cover", "year")
DONE = frozenset({Status.CHECKED, Status.FINAL})


class Completeness(msgspec.Struct, frozen=True):
    """Points in all, points assessed by people, required values still missing."""

    points: int
    assessed: int
    required_missing: int


class Score(msgspec.Struct, frozen=True):
    """The sum of self-scores against the full score; None where the framework does not score."""

    self: Decimal | None
    full: Decimal | None
    grade: str | None = None


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
    """Whether a metric has this year's value, stated or computed, or a stated growth in its place."""
    growth: Growth | None = reader.get(Key("growths", metric.id))
    return figure(reader, metric.id, CURRENT).amount is not None or (growth is not None and growth.amount is not None)


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


def point_score(reader: Reader, point: Point) -> Decimal | None:
    """Self-score of a point: as stated, else full for 不涉及, else the full score less its deductions, else None."""
    stated: SelfScore | None = reader.get(Key("scores", point.id))
    if stated and stated.score is not None:
        return stated.score
    if stated and stated.not_concerned:
        return point.full_score
    mine = deductions_of(reader, point.id)
    if point.full_score is None or not mine:
        return None
    return max(Decimal(0), point.full_score - sum((d.times * d.points for d in mine), Decimal(0)))


def deductions_of(reader: Reader, point: str) -> list[Deduction]:
    """A point's deductions in order."""
    mine = [d for d in reader.rows("deductions").values() if d.point == point]
    return sorted(mine, key=lambda d: d.order)


def score(reader: Reader) -> Score:
    """Sum over all points; `self` is None until every scored point has a score."""
    framework = reader.framework
    if framework.score_style is ScoreStyle.NONE:
        return Score(None, None)
    scored = [point for point in framework.points if point.full_score is not None]
    full = framework.total if framework.total is not None else _total(p.full_score for p in scored)
    scores = [point_score(reader, point) for point in scored]
    return Score(None if None in scores or not scores else _total(scores), full)


def _total(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


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

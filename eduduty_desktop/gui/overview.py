"""What the overview page shows, computed from the draft: progress, what is missing, both years, standards.  No Qt."""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from eduduty_desktop.document.places import named, place_of
from eduduty_desktop.document.review import missing_items
from eduduty_desktop.draft import PREVIOUS, PROFILE, Draft
from eduduty_desktop.draft.assessment import completeness, is_assessed
from eduduty_desktop.draft.duties import departments_of
from eduduty_desktop.draft.score_total import score
from eduduty_desktop.draft.scoring import point_score
from eduduty_desktop.draft.standards import in_unit_of
from eduduty_desktop.draft.thresholds import Threshold, is_difference, threshold_of
from eduduty_desktop.draft.values import figure, growth, print_figure, print_growth
from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.framework import Kind, Metric, Node, Point, ScoreStyle, Section
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.point.standard_text import DOUBT, judge, short_text

NOBODY = "（未指定）"
_COMPARED = {Kind.MONEY, Kind.PERCENT}


class Bar(msgspec.Struct, frozen=True):
    """How far a section or a department is: assessed of all its points, and how much it still owes."""

    title: str
    done: int
    all: int
    missing: int
    node: str  # where a click leads: the first point that is open

    @property
    def words(self) -> str:
        rest = f"，还缺 {self.missing} 项" if self.missing else ""
        return f"{self.title}：完成 {self.done}/{self.all}{rest}"


class Missing(msgspec.Struct, frozen=True):
    """One thing that is owed: what kind (数据 正文 佐证材料 责任单位), its name, where it is entered."""

    department: str
    place: str
    kind: str
    what: str
    node: str
    metric: str = ""


class TwoYears(msgspec.Struct, frozen=True):
    """A metric's two years as parts of the greater one (0…1; None: not given), with both printed."""

    label: str
    place: str
    before: float | None
    now: float | None
    before_text: str
    now_text: str
    growth_text: str
    falls: bool
    node: str
    metric: str

    @property
    def words(self) -> str:
        return f"{self.place}{self.label}：上年 {self.before_text}，本年 {self.now_text}，{self.growth_text}"


class AgainstStandard(msgspec.Struct, frozen=True):
    """A metric's value and its standard's limit as parts of a common scale (0…1; `limit` None: no number)."""

    label: str
    place: str
    value: float
    limit: float | None
    value_text: str
    limit_text: str
    met: bool | None
    node: str
    metric: str

    @property
    def words(self) -> str:
        verdict = {True: "达到", False: "未达到", None: "不能简单判定"}[self.met]
        return f"{self.place}{self.label}：{self.value_text}，标准 {self.limit_text}，{verdict}"


class Overview(msgspec.Struct, frozen=True):
    """Everything on the page; `score_text` is empty where the framework does not score."""

    headline: tuple[tuple[str, str], ...]  # a number and what it is
    sections: tuple[Bar, ...]
    departments: tuple[Bar, ...]
    missing: tuple[Missing, ...]
    years: tuple[TwoYears, ...]
    standards: tuple[AgainstStandard, ...]
    without_years: int  # money and percent metrics that lack one year, so that they cannot be compared


def overview_of(draft: Draft) -> Overview:
    """The whole page for a draft."""
    missing = tuple(_missing(draft))
    years = tuple(_years(draft))
    comparable = sum(metric.kind in _COMPARED for metric in draft.framework.metrics.values())
    return Overview(
        headline=tuple(_headline(draft)),
        sections=tuple(_sections(draft, missing)),
        departments=tuple(_departments(draft, missing)),
        missing=missing,
        years=years,
        standards=tuple(_standards(draft)),
        without_years=comparable - len(years),
    )


def _headline(draft: Draft) -> Iterator[tuple[str, str]]:
    done = completeness(draft)
    percent = done.assessed * 100 // done.points if done.points else 0
    yield f"{done.assessed}/{done.points}", f"测评点已核定（{percent}%）"
    yield str(done.required_missing), "必填数据还缺"
    found = score(draft)
    if draft.framework.score_style is ScoreStyle.NONE:
        yield "—", "本指标体系不计分"
        return
    scored = draft.framework.owed_points
    scores = [own for point in scored if (own := point_score(draft, point)) is not None]
    reached = found.self if found.self is not None else sum(scores, Decimal(0))
    full = "" if found.full is None else f"／{_plain(found.full)}"
    told = f"{len(scores)}/{len(scored)} 个测评点已打分" if scored else "各测评点的分值不知道"
    yield f"{_plain(reached)}{full}", f"自评得分（{told}）"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _missing(draft: Draft) -> Iterator[Missing]:
    framework = draft.framework
    nodes = {(place_of(framework, p.id), named(p)): p.id for p in framework.points}
    labels = {
        (place, f"{metric.printed_label}（{metric.unit}）"): metric.id
        for metric in framework.metrics.values()
        for place in [framework.place_of_metric.get(metric.id, "")]
    }
    for department, place, name, kind, what in missing_items(draft):
        node = nodes.get((place, name), PROFILE)
        yield Missing(department, place, kind, what, node, labels.get((node, what), "") if kind == "数据" else "")


def _sections(draft: Draft, missing: tuple[Missing, ...]) -> Iterator[Bar]:
    for section in draft.framework.sections:
        yield _bar(draft, full_width(f"{section.number} {section.title}".strip()), list(_points(section)), missing)


def _departments(draft: Draft, missing: tuple[Missing, ...]) -> Iterator[Bar]:
    leads: dict[str, list[Point]] = {}
    for point in draft.framework.points:
        leads.setdefault(next(iter(departments_of(draft, point)), NOBODY), []).append(point)
    for name in dict.fromkeys((*leads, *(one.department for one in missing))):
        points = leads.get(name, [])
        owed = [one for one in missing if one.department == name]
        first = next((p.id for p in points if not is_assessed(draft, p.id)), "")
        node = first or (owed[0].node if owed else points[0].id if points else PROFILE)
        yield Bar(name, sum(is_assessed(draft, p.id) for p in points), len(points), len(owed), node)


def _bar(draft: Draft, title: str, points: list[Point], missing: tuple[Missing, ...]) -> Bar:
    ids = {point.id for point in points}
    opened = [point.id for point in points if not is_assessed(draft, point.id)]
    owed = sum(one.node in ids for one in missing)
    node = next(iter(opened), points[0].id if points else PROFILE)
    return Bar(title, len(points) - len(opened), len(points), owed, node)


def _points(node: Node) -> Iterator[Point]:
    if isinstance(node, Section):
        for child in node.children:
            yield from _points(child)
    else:
        yield node


def _years(draft: Draft) -> Iterator[TwoYears]:
    framework = draft.framework
    for metric in framework.metrics.values():
        if metric.kind not in _COMPARED:
            continue
        now, before, change = figure(draft, metric.id), figure(draft, metric.id, PREVIOUS), growth(draft, metric.id)
        one, other = _number(now.amount), _number(before.amount)
        if one is None or (other is None and change is None):
            continue
        most = max(abs(one), abs(other or 0.0)) or 1.0
        node = framework.place_of_metric[metric.id]
        yield TwoYears(
            _label(draft, metric),
            _place(draft, node),
            None if other is None else abs(other) / most,
            abs(one) / most,
            "未填" if other is None else print_figure(metric, before),
            print_figure(metric, now),
            print_growth(change) if change else "无法比较",
            bool(change and change.amount < 0),
            node,
            metric.id,
        )


def _standards(draft: Draft) -> Iterator[AgainstStandard]:
    framework = draft.framework
    for metric in framework.metrics.values():
        threshold = threshold_of(draft, metric)
        found = figure(draft, metric.id)
        value = _number(found.amount)
        if threshold is None or value is None:
            continue
        limit, text = _limit(draft, metric, threshold)
        most = max(value, limit or 0.0) * 1.08 or 1.0
        node = framework.place_of_metric[metric.id]
        yield AgainstStandard(
            _label(draft, metric),
            _place(draft, node),
            value / most,
            None if limit is None else limit / most,
            print_figure(metric, found),
            text,
            judge(draft, metric),
            node,
            metric.id,
        )


def _limit(draft: Draft, metric: Metric, found: Threshold) -> tuple[float | None, str]:
    """The limit as a number where it is one, and in words: `≥50%`, `≥公务员（81,200元）`, `不低于上年（40亿元）`."""
    words, standard = short_text(draft, metric), found.standard
    words += "" if standard.verified or found.is_own else DOUBT
    if standard.comparison == "yoy_not_decrease":
        before = figure(draft, metric.id, PREVIOUS)
        return _number(before.amount), f"{words}（{print_figure(metric, before)}）" if before.amount else words
    if standard.comparison == "yoy_decrease" or standard.by_growth:
        return None, words
    if found.amount is not None:
        return _number(in_unit_of(metric, found.amount, standard)), words
    other = draft.framework.metrics.get(standard.other)
    if other is None or is_difference(draft.framework, metric):
        return None, words
    amount = figure(draft, other.id)
    return _number(amount.amount), f"{words}（{print_figure(other, amount)}）" if amount.amount else words


def _number(amount: Amount | None) -> float | None:
    """A length to draw; a ratio by what stands against one: 1:18 is 18."""
    if isinstance(amount, Ratio):
        return float(amount.right / amount.left) if amount.left else None
    return None if amount is None else float(amount)


def _label(draft: Draft, metric: Metric) -> str:
    group = draft.framework.groups.get(metric.group)
    label = metric.printed_label
    return f"{group.label}·{metric.column_label}" if group and group.label not in label else label


def _place(draft: Draft, node: str) -> str:
    place = place_of(draft.framework, node)
    return f"{place} " if place else ""

"""What the page says of a department and of what it owes: words and marks.  No widgets."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from eduduty_desktop.document import cover
from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import CURRENT, PROFILE, Draft, Key
from eduduty_desktop.draft.assessment import narrative_of
from eduduty_desktop.draft.duties import NOBODY, deadline_of, departments_of
from eduduty_desktop.draft.records import Reported
from eduduty_desktop.draft.round import (
    TEXT,
    DepartmentRound,
    Standing,
    days_late,
    print_said,
    said_of,
)
from eduduty_desktop.draft.values import Origin, figure, print_figure
from eduduty_desktop.framework import Metric, Point
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.marks import Mark

UNASSIGNED = "未指定"
MARKS = {
    Standing.IDLE: Mark.NOT_APPLICABLE,
    Standing.READY: Mark.EMPTY,
    Standing.WAITING: Mark.STARTED,
    Standing.OVERDUE: Mark.ERROR,
    Standing.PARTLY: Mark.LACKING,
    Standing.CONFLICT: Mark.WARNING,
    Standing.DONE: Mark.CHECKED,
}
FIGURE, LEAD, ASSIST = "figure", "lead", "assist"


def name_of(department: str) -> str:
    """The department's name, 未指定 for nobody's."""
    return department or UNASSIGNED


def standing_words(one: DepartmentRound) -> str:
    """`已超期 3 天`, `第2次已下发，待收回`, `未报全`."""
    if one.department == NOBODY:
        return "没有人填"
    if one.standing is Standing.OVERDUE:
        return f"已超期 {one.days_late} 天"
    if one.standing is Standing.WAITING:
        again = f"第{one.issued.round}次" if one.issued is not None and one.issued.round > 1 else ""
        left = f"，还有 {one.days_left} 天" if one.days_left is not None else ""
        return f"{again}待收回{left}"
    if one.standing is Standing.CONFLICT:
        return f"{len(one.disagreements)} 项对不上"
    return one.standing.value


def brief_words(one: DepartmentRound) -> str:
    """The same for a narrow list, whose mark says that it is waited for: `还有 6 天`."""
    if one.department != NOBODY and one.standing is Standing.WAITING and one.days_left is not None:
        return f"还有 {one.days_left} 天"
    return standing_words(one)


def count_words(one: DepartmentRound) -> str:
    """`数据 4/12　文字 1/3　冲突 2`: what has arrived of what is owed."""
    parts = []
    if one.task.metrics:
        parts.append(f"数据 {len(one.arrived)}/{len(one.task.metrics)}")
    if one.task.leads:
        parts.append(f"文字 {len(one.task.leads) - len(one.texts_missing)}/{len(one.task.leads)}")
    if one.disagreements and one.standing is not Standing.CONFLICT:
        parts.append(f"冲突 {len(one.disagreements)}")
    if not parts:
        parts.append(f"配合 {len(one.task.assists)} 项" if one.task.assists else "没有任务")
    return "　".join(parts)


def round_words(one: DepartmentRound) -> str:
    """When it was asked and when it answered, one sentence."""
    if one.issued is None:
        return "还没有下发填报表。"
    said = f"{day_of(one.issued.at)}第{one.issued.round}次下发。"
    if not one.returned:
        return f"{said}还没有收到。"
    last = one.returned[0]
    again = "" if one.is_back else "那是再次下发之前的。"
    who = f"，填报人 {last.filled_by}" if last.filled_by else ""
    return f"{said}{day_of(last.at)}收到，共 {len(one.returned)} 份{who}。{again}"


def file_words(one: DepartmentRound) -> str:
    """Every file that came, a line each."""
    return "\n".join(f"{day_of(file.at)}　{file.file}" for file in one.returned)


def day_of(moment: str) -> str:
    """`2026-03-01T09:12:00+08:00` as 3月1日."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return ""
    return f"{day.month}月{day.day}日"


def headline(rounds: Sequence[DepartmentRound]) -> str:
    """`24 个单位：已报齐 3，待收回 20，已超期 1；数据已到 56/120`."""
    named = [one for one in rounds if one.department != NOBODY]
    counts = Counter(one.standing for one in named if one.owes)
    order = (Standing.OVERDUE, Standing.CONFLICT, Standing.PARTLY, Standing.WAITING, Standing.READY, Standing.DONE)
    said = "，".join(f"{standing.value} {counts[standing]}" for standing in order if counts[standing])
    owed = sum(len(one.task.metrics) for one in rounds)
    arrived = sum(len(one.arrived) for one in rounds)
    return f"{len(named)} 个单位：{said or '都没有任务'}；数据已有 {arrived}/{owed} 项。"


# what is owed ------------------------------------------------------------------------------------------------


class OwedRow(msgspec.Struct, frozen=True):
    """One thing that a department owes: `kind` is figure, lead or assist, `target` the id of a metric or point."""

    kind: str
    target: str
    node: str
    title: str
    department: str
    deadline: str
    late: int
    reported: str
    stated: str
    mark: Mark
    state: str
    tip: str = ""


def owed_rows(draft: Draft, one: DepartmentRound, today: date) -> list[OwedRow]:
    """Its figures, then the points it leads, then those it assists."""
    framework = draft.framework
    clashing = {found.metric for found in one.disagreements if found.slot == CURRENT}
    points = [framework.nodes[id] for id in (*one.task.leads, *one.task.assists)]
    return [
        *(_figure_row(draft, one, framework.metrics[id], id in clashing, today) for id in one.task.metrics),
        *(
            _point_row(draft, one, point, LEAD if at < len(one.task.leads) else ASSIST, today)
            for at, point in enumerate(points)
            if isinstance(point, Point)
        ),
    ]


def _figure_row(draft: Draft, one: DepartmentRound, metric: Metric, clashes: bool, today: date) -> OwedRow:
    name = one.department
    all_said = said_of(draft, metric.id)
    said = all_said.get(name)
    own = figure(draft, metric.id, CURRENT)
    deadline = deadline_of(draft, name, metric=metric.id)
    missing = metric.id in one.missing
    late = days_late(deadline, today) if missing else 0
    mark, state = _figure_state(said, own.origin, clashes=clashes, missing=missing, unread=metric.id in one.unread)
    others = [f"{who}报 {print_said(metric, what)}" for who, what in all_said.items() if who != name]
    place = draft.framework.place_of_metric[metric.id]
    number = "" if place == PROFILE else place_of(draft.framework, place)
    unit = f"（{metric.unit}）" if metric.unit else ""
    own_words = "" if own.is_missing else f"自评稿 {print_figure(metric, own)}"
    reported = f"{name_of(name)}报 {print_said(metric, said)}" if said is not None else ""
    note = said.note if said is not None else ""
    tips = [f"{number} {metric.printed_label}{unit}".strip(), own_words, reported, *others, note]
    return OwedRow(
        FIGURE,
        metric.id,
        place,
        metric.printed_label,
        name,
        cover.printed_date(deadline),
        late,
        print_said(metric, said, bare=True) if said is not None else "",
        "" if own.is_missing else print_figure(metric, own, bare=True),
        Mark.ERROR if late else mark,
        f"超期 {late} 天" if late else state,
        "\n".join(tip for tip in tips if tip),
    )


def _figure_state(
    said: Reported | None, origin: Origin, *, clashes: bool, missing: bool, unread: bool
) -> tuple[Mark, str]:
    if clashes:
        return Mark.WARNING, "对不上"
    if unread:
        return Mark.LACKING, "没读懂"
    if missing:
        return Mark.EMPTY, "未报"
    if said is None or (said.amount is None and not said.typed):
        return Mark.CHECKED, "只有增幅" if origin is Origin.MISSING else "稿里已有"  # a growth stands for its amounts
    return (Mark.LACKING, "报了未采用") if origin is Origin.MISSING else (Mark.CHECKED, "已采用")


def _point_row(draft: Draft, one: DepartmentRound, point: Point, kind: str, today: date) -> OwedRow:
    name = one.department
    deadline = deadline_of(draft, name, point=point.id)
    said: Reported | None = draft.get(Key("reported", point.id, f"{TEXT}/{name}"))
    has_text = narrative_of(draft, point.id) is not None
    reported = f"{len(''.join(said.typed.split()))}字" if said is not None and said.typed.strip() else ""
    late = days_late(deadline, today) if point.id in one.texts_missing and one.issued is not None else 0
    if has_text:
        mark, state = Mark.CHECKED, "已有正文"
    elif reported:
        mark, state = Mark.LACKING, "报了未采用"
    else:
        mark, state = (Mark.EMPTY, "没有文字") if kind == LEAD else (Mark.NOT_APPLICABLE, "配合")
    title = f"{place_of(draft.framework, point.id)} {full_width(point.title)}"
    who = departments_of(draft, point)
    return OwedRow(
        kind,
        point.id,
        point.id,
        title,
        next(iter(who), NOBODY),
        cover.printed_date(deadline),
        late,
        reported,
        "有" if has_text else "",
        Mark.ERROR if late else mark,
        f"超期 {late} 天" if late else state,
        f"{title}\n责任单位：{'、'.join(who) or UNASSIGNED}",
    )

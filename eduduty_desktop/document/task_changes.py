"""What a department is asked for, thing by thing, and how that differs from what it was given before.

A thing is `figures/METRIC`, `text/NODE`, `evidence/POINT` or `cover`; how it is asked for is kept as its aspects with
their words (`单位`, `万元`), long words as a fingerprint.  Last year's values are no aspect: a value that was corrected is
no new task.
"""

import hashlib
from collections.abc import Iterable
from enum import StrEnum

import msgspec

from eduduty_desktop.document import cover
from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import PROFILE, Reader
from eduduty_desktop.draft.duties import Task, deadline_of
from eduduty_desktop.framework import PERIOD_WORDS, Bounds, Metric, Point
from eduduty_desktop.framework.wording import full_width

COVER = "cover"
FIGURES, TEXT, EVIDENCE = "figures", "text", "evidence"
KIND_WORDS = {COVER: "封面", FIGURES: "数据", TEXT: "文字", EVIDENCE: "佐证"}
_NAME = "名称"
_FINGERPRINT = "#"
_LONGEST = 40
_EMPTY = "（空）"

Asked = tuple[tuple[str, str], ...]


class ChangeKind(StrEnum):
    """What became of a thing; the values are the words people see."""

    NEW = "新增"
    CHANGED = "修改"
    DROPPED = "取消"


class TaskChange(msgspec.Struct, frozen=True):
    """One thing that is asked for differently: `detail` says what (`单位：元 → 万元`)."""

    thing: str
    kind: ChangeKind
    name: str
    detail: str = ""

    @property
    def group(self) -> str:
        """数据, 文字, 佐证 or 封面."""
        return KIND_WORDS.get(self.thing.partition("/")[0], "")


def thing_of(kind: str, id: str) -> str:
    return f"{kind}/{id}"


def asked_of(reader: Reader, task: Task) -> Asked:
    """Everything that a task asks for, each thing with how."""
    department = task.department
    asked = [(COVER, _how({_NAME: "封面", "报送截止": deadline_of(reader, department), **_notice(reader)}))]
    for id in task.metrics:
        asked.append((thing_of(FIGURES, id), _how(_metric_aspects(reader, department, reader.framework.metrics[id]))))
    for id, role in points_of(task):
        point = reader.framework.nodes[id]
        assert isinstance(point, Point)
        aspects = _point_aspects(reader, department, point, role)
        asked.append((thing_of(TEXT, id), _how(aspects)))
        asked.append((thing_of(EVIDENCE, id), _how(aspects | {"要求": point.evidence_required})))
    return tuple(asked)


def points_of(task: Task) -> list[tuple[str, str]]:
    """Points with the department's part in them, 牵头 first, then 配合."""
    return [(point, "牵头") for point in task.leads] + [(point, "配合") for point in task.assists]


def changes_between(before: Asked, after: Asked) -> tuple[TaskChange, ...]:
    """New, changed and dropped things: in the order of the task, dropped ones last."""
    old, new = dict(before), dict(after)
    found: list[TaskChange] = []
    for thing, how in after:
        now = _aspects(how)
        if thing not in old:
            found.append(TaskChange(thing, ChangeKind.NEW, now.get(_NAME, "")))
        elif old[thing] != how:
            detail = _differences(_aspects(old[thing]), now)
            found.append(TaskChange(thing, ChangeKind.CHANGED, now.get(_NAME, ""), detail))
    found += [
        TaskChange(thing, ChangeKind.DROPPED, _aspects(how).get(_NAME, ""), "不必再填")
        for thing, how in before
        if thing not in new
    ]
    return tuple(found)


def own_deadline(reader: Reader, department: str, *, metric: str = "", point: str = "") -> str:
    """The day by which this thing is owed where it is not the department's usual one, else empty."""
    day = deadline_of(reader, department, metric=metric, point=point)
    return "" if day == deadline_of(reader, department) else day


def _notice(reader: Reader) -> dict[str, str]:
    return {"依据通知": cover.given(reader, "notice_title"), "通知文号": cover.given(reader, "notice_number")}


def _metric_aspects(reader: Reader, department: str, metric: Metric) -> dict[str, str]:
    return {
        _NAME: metric.printed_label,
        "测评点": place_of(reader.framework, reader.framework.place_of_metric.get(metric.id, PROFILE)),
        "单位": metric.unit,
        "填法": metric.kind.value,
        "期间": PERIOD_WORDS[metric.period],
        "口径": full_width(metric.scope),
        "合理范围": _limits(metric.bounds),
        "时限": own_deadline(reader, department, metric=metric.id),
    }


def _point_aspects(reader: Reader, department: str, point: Point, role: str) -> dict[str, str]:
    return {
        _NAME: f"{place_of(reader.framework, point.id)} {full_width(point.title)}".strip(),
        "分工": role,
        "要求": point.requirement,
        "时限": own_deadline(reader, department, point=point.id),
    }


def _limits(bounds: Bounds | None) -> str:
    if bounds is None:
        return ""
    if bounds.min is not None and bounds.max is not None:
        return f"{bounds.min:f}至{bounds.max:f}"
    least = "" if bounds.min is None else f"不小于{bounds.min:f}"
    return least or ("" if bounds.max is None else f"不大于{bounds.max:f}")


def _how(aspects: dict[str, str]) -> str:
    said = {name: _short(name, words) for name, words in aspects.items() if words}
    return msgspec.json.encode(said).decode()


def _short(name: str, words: str) -> str:
    if name == _NAME or len(words) <= _LONGEST:
        return words
    return _FINGERPRINT + hashlib.sha256(words.encode()).hexdigest()[:16]


def _aspects(how: str) -> dict[str, str]:
    """The inverse of `_how`; empty for what this program did not write."""
    try:
        return msgspec.json.decode(how, type=dict[str, str])
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}


def _differences(before: dict[str, str], after: dict[str, str]) -> str:
    names = dict.fromkeys((*before, *after))
    return "；".join(
        _words(name, before.get(name, ""), after.get(name, "")) for name in names if _differ(name, before, after)
    )


def _differ(name: str, before: dict[str, str], after: dict[str, str]) -> bool:
    return before.get(name, "") != after.get(name, "")


def _words(name: str, old: str, new: str) -> str:
    if name == "填法" or _FINGERPRINT in (old[:1], new[:1]):
        return f"{name}有修改"
    return f"{name}：{old or _EMPTY} → {new or _EMPTY}"


def kinds_of(changes: Iterable[TaskChange]) -> dict[str, ChangeKind]:
    """What became of each thing that is still asked for."""
    return {change.thing: change.kind for change in changes if change.kind is not ChangeKind.DROPPED}

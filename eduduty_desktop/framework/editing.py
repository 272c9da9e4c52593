"""Edits of an own framework: each takes a framework and gives a new one that obeys the same rules as a file.

Raises FrameworkEditError with the reason where an edit would break a rule; nothing is changed then.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.figures.ordinals import chinese_number
from eduduty_desktop.framework.model import Framework, Metric, Node, Point, Profile, Section
from eduduty_desktop.framework.validation import validate

N = TypeVar("N", bound=Section | Point)
Children = tuple[Node, ...]


class FrameworkEditError(UserError):
    """An edit that would break a rule of frameworks."""


def change(framework: Framework, node: str, **fields: Any) -> Framework:
    """Fields of a node replaced (number, title, full_score, requirement, departments …)."""
    return _checked(_with_node(framework, node, lambda found: (msgspec.structs.replace(found, **fields),)))


def add_point(framework: Framework, section: str, at: int, *, title: str, number: str = "") -> Framework:
    """A new point as a section's child number `at` (from 0)."""
    point = Point(_free_id(framework, section, "p"), number, title)
    return _checked(_with_children(framework, section, lambda children: _inserted(children, at, point)))


def add_section(
    framework: Framework, parent: str, at: int, *, title: str, point_title: str, number: str = ""
) -> Framework:
    """A new section with one point under a section, or on the first level where `parent` is empty."""
    own = _free_id(framework, parent, "s")
    section = Section(own, number, title, (Point(f"{own}.p1", "", point_title),))
    if not parent:
        return _checked(_replaced(framework, sections=_inserted(framework.sections, at, section)))
    return _checked(_with_children(framework, parent, lambda children: _inserted(children, at, section)))


def move(framework: Framework, node: str, parent: str, at: int) -> Framework:
    """A node as child number `at` of another section, or on the first level where `parent` is empty."""
    moving = _node(framework, node)
    if parent and parent in _below(moving):
        raise FrameworkEditError("不能把一个指标移到它自己下面", what_to_do="请选择别的位置。")
    without = _with_node(framework, node, lambda _: ())
    if parent:
        return _checked(_with_children(without, parent, lambda children: _inserted(children, at, moving)))
    if isinstance(moving, Point):
        raise FrameworkEditError(f"测评点“{moving.title}”不能放在第一层", what_to_do="请放到一个指标下面。")
    return _checked(_replaced(without, sections=_inserted(without.sections, at, moving)))


def remove(framework: Framework, node: str) -> Framework:
    """A node taken out with everything below it, and the metrics that are entered there."""
    gone = _below(_node(framework, node))
    metrics = {m for point in framework.points if point.id in gone for m in point.metrics}
    kept = _without_metrics(_with_node(framework, node, lambda _: ()), metrics)
    elsewhere = {
        key: msgspec.structs.replace(metric, printed_in=tuple(p for p in metric.printed_in if p not in gone))
        for key, metric in kept.metrics.items()
    }
    return _checked(_replaced(kept, metrics=elsewhere))


def split(framework: Framework, point: str, titles: tuple[str, ...]) -> Framework:
    """A point split into several: the first keeps its id, figures, rule and departments, the others its departments.

    The full score is left to people: the first keeps it, the others have none.
    """
    found = _node(framework, point)
    if not isinstance(found, Point) or len(titles) < 2:
        raise FrameworkEditError("要拆分的应是一个测评点，并写出两个以上的标题", what_to_do="请每行写一个标题。")
    parent = framework.parents[point]
    parts: list[Node] = [msgspec.structs.replace(found, title=titles[0])]
    taken = set(framework.nodes)
    for title in titles[1:]:
        own = _free(taken, f"{parent}.p")
        taken.add(own)
        parts.append(Point(own, "", title, departments=found.departments))
    return _checked(_with_node(framework, point, lambda _: tuple(parts)))


def add_metric(framework: Framework, place: str, metric: Metric) -> Framework:
    """A metric entered at a point, or among 基本情况 for `profile`."""
    if metric.id in framework.metrics:
        raise FrameworkEditError(f"指标数据编号“{metric.id}”已经有了", what_to_do="请换一个编号。")
    metrics = {**framework.metrics, metric.id: metric}
    return _checked(_placed(_replaced(framework, metrics=metrics), place, lambda ids: (*ids, metric.id)))


def change_metric(framework: Framework, metric: str, **fields: Any) -> Framework:
    """Fields of a metric replaced; its id stays."""
    changed = msgspec.structs.replace(framework.metrics[metric], **fields)
    return _checked(_replaced(framework, metrics={**framework.metrics, metric: changed}))


def move_metric(framework: Framework, metric: str, place: str) -> Framework:
    """A metric entered at another place, after those that are there."""
    without = _placed(
        framework, framework.place_of_metric[metric], lambda ids: tuple(one for one in ids if one != metric)
    )
    return _checked(_placed(without, place, lambda ids: (*ids, metric)))


def remove_metric(framework: Framework, metric: str) -> Framework:
    """A metric taken out; refused while a formula, relation or rule reads it."""
    return _checked(_without_metrics(framework, {metric}))


_COUNTER = re.compile(r"[0-9]+|[一二三四五六七八九十]+")


def renumbered(framework: Framework, section: str) -> Framework:
    """A section's children numbered through from one, in the way the first of them is numbered."""
    found = _node(framework, section)
    first = found.children[0].number if isinstance(found, Section) and found.children else ""
    counters = list(_COUNTER.finditer(first))
    if not isinstance(found, Section) or not counters:
        raise FrameworkEditError("第一项没有序号，不知道按什么样式编", what_to_do="请先给第一项写上序号。")
    last = counters[-1]

    def number(at: int) -> str:
        counted = str(at) if last[0].isascii() else chinese_number(at)
        return first[: last.start()] + counted + first[last.end() :]

    children = tuple(msgspec.structs.replace(one, number=number(at)) for at, one in enumerate(found.children, 1))
    return _checked(_with_node(framework, section, lambda _: (msgspec.structs.replace(found, children=children),)))


def total(framework: Framework, score: Decimal | None) -> Framework:
    """The stated full score of the whole replaced."""
    return _checked(_replaced(framework, total=score))


def change_whole(framework: Framework, **fields: Any) -> Framework:
    """Fields of the framework itself replaced (title, year, region, level, bonus, vetoes, grades …); its id stays."""
    changed = _replaced(framework, **fields)
    if not changed.title.strip():
        raise FrameworkEditError("指标体系的名称不能空着", what_to_do="请写上名称。")
    return _checked(changed)


# --- the tree -----------------------------------------------------------------------------------------------


def _replaced(framework: Framework, **fields: Any) -> Framework:
    return msgspec.structs.replace(framework, **fields)


def _node(framework: Framework, node: str) -> Node:
    if node not in framework.nodes:
        raise FrameworkEditError(f"没有编号为“{node}”的指标", what_to_do="请刷新后重试。")
    return framework.nodes[node]


def _below(node: Node) -> set[str]:
    inner: set[str] = set()
    if isinstance(node, Section):
        inner = inner.union(*(_below(child) for child in node.children))
    return {node.id, *inner}


def _with_node(framework: Framework, node: str, put: Callable[[Any], Children]) -> Framework:
    """The tree with a node replaced by what `put` gives for it; sections that end up empty stay for the check."""
    _node(framework, node)

    def rebuilt(nodes: Children) -> Children:
        found: list[Node] = []
        for one in nodes:
            if one.id == node:
                found += put(one)
            elif isinstance(one, Section):
                found.append(msgspec.structs.replace(one, children=rebuilt(one.children)))
            else:
                found.append(one)
        return tuple(found)

    return _replaced(framework, sections=rebuilt(framework.sections))


def _with_children(framework: Framework, section: str, put: Callable[[Children], Children]) -> Framework:
    def changed(found: Node) -> Children:
        if not isinstance(found, Section):
            raise FrameworkEditError(f"“{found.title}”是测评点，下面不能再放指标", what_to_do="请放到一个指标下面。")
        return (msgspec.structs.replace(found, children=put(found.children)),)

    return _with_node(framework, section, changed)


def _inserted(nodes: tuple[Any, ...], at: int, node: Node) -> tuple[Any, ...]:
    return (*nodes[:at], node, *nodes[at:])


def _placed(framework: Framework, place: str, put: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Framework:
    if place == "profile":
        return _replaced(framework, profile=Profile(put(framework.profile.metrics)))
    return _with_node(framework, place, lambda point: (msgspec.structs.replace(point, metrics=put(point.metrics)),))


def _without_metrics(framework: Framework, gone: set[str]) -> Framework:
    """Metrics taken out of everything; those that something still computes with are refused by name."""
    for other, expression in framework.expressions.items():
        for operand in expression.operands():
            if operand.metric in gone and other not in gone:
                _refuse_used(framework, operand.metric, f"“{framework.metrics[other].printed_label}”的公式")
    for relation in framework.relations:
        for operand in framework.comparisons[relation.id].operands():
            if operand.metric in gone:
                _refuse_used(framework, operand.metric, f"勾稽关系“{relation.because}”")
    for point in framework.points:
        if point.scoring is not None and point.scoring.metric in gone:
            _refuse_used(framework, point.scoring.metric, f"测评点“{point.title}”的计分")
    kept = {key: metric for key, metric in framework.metrics.items() if key not in gone}
    for place in {framework.place_of_metric[metric] for metric in gone if metric in framework.place_of_metric}:
        framework = _placed(framework, place, lambda ids: tuple(one for one in ids if one not in gone))
    return _replaced(framework, metrics=kept)


def _refuse_used(framework: Framework, metric: str, where: str) -> NoReturn:
    raise FrameworkEditError(
        f"指标数据“{framework.metrics[metric].printed_label}”还用在{where}里",
        what_to_do="请先改掉那里，再删除。",
    )


def _free_id(framework: Framework, parent: str, letter: str) -> str:
    return _free(set(framework.nodes), f"{parent}.{letter}" if parent else letter)


def _free(taken: set[str], stem: str) -> str:
    used = {int(match[1]) for one in taken if (match := re.fullmatch(re.escape(stem) + r"([0-9]+)", one))}
    return f"{stem}{max(used, default=0) + 1}"


def _checked(framework: Framework) -> Framework:
    def fail(_path: tuple[str, ...], text: str) -> NoReturn:
        raise FrameworkEditError(text, what_to_do="这一步没有做，请换一种改法。")

    for node in framework.nodes.values():
        if isinstance(node, Section) and not node.children:
            raise FrameworkEditError(f"“{node.title}”下面一个测评点也没有了", what_to_do="请连同它一起删除。")
        if not node.title.strip():
            raise FrameworkEditError("标题不能空着", what_to_do="请写上标题。")
    validate(framework, framework.standards, fail)
    return framework

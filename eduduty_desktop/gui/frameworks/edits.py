"""The steps of editing one framework: frameworks are immutable, so undo is a stack of values.  No Qt."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import msgspec

from eduduty_desktop.framework import Framework, Kind, Metric, Point, Section, Standard, Veto, VetoEffect
from eduduty_desktop.framework.editing import FrameworkEditError, add_metric, change_metric, change_whole
from eduduty_desktop.framework.expression import Expression
from eduduty_desktop.framework.suggestions import Suggestion, suggest_metrics

MOST_STEPS = 200
_SPLIT = re.compile(r"[、，,；;\n]+")
_SCORE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")


class Step(msgspec.Struct, frozen=True):
    """A framework as it was after a step, what the step is called, and the node that it was about."""

    framework: Framework
    label: str
    node: str


class Edits:
    """Undo and redo of one framework; `saved` is the value that the file holds."""

    def __init__(self, framework: Framework, node: str = "") -> None:
        self._steps = [Step(framework, "", node)]
        self._at = 0
        self.saved = framework

    @property
    def framework(self) -> Framework:
        return self._steps[self._at].framework

    @property
    def is_saved(self) -> bool:
        return self.framework is self.saved

    @property
    def undo_label(self) -> str:
        """What 撤销 takes back; empty if there is nothing."""
        return self._steps[self._at].label

    @property
    def redo_label(self) -> str:
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else ""

    def do(self, label: str, edit: Callable[[Framework], Framework], node: str) -> bool:
        """Apply an edit; whether it changed anything.  Raises FrameworkEditError, then nothing has changed."""
        changed = edit(self.framework)
        if changed == self.framework:
            return False
        self._steps = [*self._steps[: self._at + 1], Step(changed, label, node)][-MOST_STEPS:]
        self._at = len(self._steps) - 1
        return True

    def undo(self) -> Step | None:
        """Take the last step back; returns it."""
        if self._at == 0:
            return None
        taken = self._steps[self._at]
        self._at -= 1
        return taken

    def redo(self) -> Step | None:
        """Take a step again that was taken back; returns it."""
        if self._at + 1 == len(self._steps):
            return None
        self._at += 1
        return self._steps[self._at]


# --- what people type ---------------------------------------------------------------------------------------


def score_of(text: str, field: str) -> Decimal | None:
    """A score as typed, `12` or `12分`; None for nothing.  Raises FrameworkEditError naming the field."""
    said = text.strip().removesuffix("分").strip()
    if not said:
        return None
    if _SCORE.fullmatch(said):
        return Decimal(said)
    raise FrameworkEditError(
        f"“{field}”写的“{text.strip()}”不是分数", what_to_do="请写 12 或 2.5 这样的数，没有就空着。"
    )


def number_of(text: str, field: str) -> Decimal | None:
    """A number as typed; None for nothing.  Raises FrameworkEditError naming the field."""
    said = text.strip()
    if not said:
        return None
    if _NUMBER.fullmatch(said):
        return Decimal(said)
    raise FrameworkEditError(f"“{field}”写的“{said}”不是数", what_to_do="请写 0 或 99.5 这样的数，没有就空着。")


def departments_of(text: str) -> tuple[str, ...]:
    """Departments as typed, each once, the lead first."""
    return tuple(dict.fromkeys(name.strip() for name in _SPLIT.split(text) if name.strip()))


def year_of(text: str) -> int | None:
    """A year as typed; None for nothing.  Raises FrameworkEditError."""
    said = text.strip().removesuffix("年")
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 1990 <= int(said) <= 2099):
        raise FrameworkEditError(
            f"“年度”写的“{text.strip()}”不是年份", what_to_do="请写 2024 这样的四位数，没有就空着。"
        )
    return int(said)


def word_limit_of(text: str) -> int | None:
    """A number of characters as typed, `5000字`; None for nothing.  Raises FrameworkEditError."""
    said = text.strip().removesuffix("以内").removesuffix("字").strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 0 < int(said) < 1_000_000):
        raise FrameworkEditError(
            f"“字数上限”写的“{text.strip()}”不是字数", what_to_do="请写 5000 这样的数，没有限定就空着。"
        )
    return int(said)


EFFECT_MARKS = {VetoEffect.DOWNGRADE: "【降等】", VetoEffect.NOT_BEST: "【不得评优】"}


def vetoes_text(vetoes: tuple[Veto, ...]) -> str:
    """One event a line; what is no 一票否决 begins with its effect."""
    return "\n".join(EFFECT_MARKS.get(veto.effect, "") + veto.text.replace("\n", " ") for veto in vetoes)


def vetoes_of(text: str, before: tuple[Veto, ...]) -> tuple[Veto, ...]:
    """Events as typed, one a line; one with the text of an old one keeps its id, so that drafts stay comparable."""
    known = {veto.text.replace("\n", " "): veto.id for veto in before}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    kept = [_effect_of(line) for line in lines]
    used = {known[said] for _, said in kept if said in known}
    made: list[Veto] = []
    for effect, said in kept:
        own = known.pop(said, "") or _free(used | {veto.id for veto in made}, "v")
        made.append(Veto(own, said, effect))
    return tuple(made)


def _effect_of(line: str) -> tuple[VetoEffect, str]:
    for effect, mark in EFFECT_MARKS.items():
        if line.startswith(mark):
            return effect, line.removeprefix(mark).strip()
    return VetoEffect.FAIL, line


def free_metric_id(framework: Framework, node: str) -> str:
    """An id for a new figure of a point that no other has."""
    return _free(set(framework.metrics), f"{node or 'profile'}.m")


def blank_metric(framework: Framework, node: str) -> Metric:
    """A new figure before anything is typed."""
    return Metric(free_metric_id(framework, node), "", "", Kind.COUNT)


def with_metric(framework: Framework, node: str, metric: Metric, standards: Mapping[str, Standard]) -> Framework:
    """A figure added to a point or 基本情况, or replaced where there is one of its id; the standard it cites comes along.

    Raises FrameworkEditError.
    """
    cited = standards.get(metric.standard)
    if cited is not None and metric.standard not in framework.standards:
        framework = change_whole(framework, standards={**framework.standards, metric.standard: cited})
    if metric.id in framework.metrics:
        fields = {name: getattr(metric, name) for name in metric.__struct_fields__ if name != "id"}
        return change_metric(framework, metric.id, **fields)
    return add_metric(framework, node, metric)


def borrowed(framework: Framework, metric: Metric, standards: Mapping[str, Standard]) -> Metric:
    """Another framework's figure as this one can hold it: without what refers to figures and places that it has not."""
    known = {*framework.metrics, metric.id}
    formula = metric.formula
    if formula and any(operand.metric not in known for operand in Expression.parse(formula).operands()):
        formula = ""
    kept = metric.standard if metric.standard in framework.standards or metric.standard in standards else ""
    other = standards[kept].other if kept in standards else ""
    return msgspec.structs.replace(
        metric,
        formula=formula,
        standard=kept if not other or other in known else "",
        group="",
        column="",
        printed_in=(),
        targets=(),
        required="",
    )


def _free(taken: set[str], stem: str) -> str:
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def suggestions_at(framework: Framework, node: str, known: Iterable[Framework]) -> tuple[Suggestion, ...]:
    """What known frameworks ask for at a like point; nothing for what is no point."""
    found = framework.nodes.get(node)
    if not isinstance(found, Point):
        return ()
    section = msgspec.structs.replace(framework.path_of(node)[0], children=(found,))
    alone = msgspec.structs.replace(framework, sections=(section,))  # asked of one point only: it is quick
    return suggest_metrics(alone, known)


# --- places in the tree -------------------------------------------------------------------------------------


def place_of(framework: Framework, node: str) -> tuple[str, int]:
    """A node's parent (empty on the first level) and its place among the siblings."""
    parent = framework.parents.get(node, "")
    return parent, [one.id for one in siblings_of(framework, parent)].index(node)


def siblings_of(framework: Framework, parent: str) -> tuple[Section | Point, ...]:
    """The children of a section, or the first level."""
    if not parent:
        return framework.sections
    found = framework.nodes[parent]
    return found.children if isinstance(found, Section) else ()


def new_nodes(before: Framework, after: Framework) -> list[str]:
    """Nodes that an edit brought, in printed order."""
    return [node for node in after.nodes if node not in before.nodes]

"""The frozen model of an indicator framework.

The struct fields are the keys of the YAML files (`reader.py` reads by these types); a draft keeps its own
copy of the whole value, so that a later program version cannot change what a county was asked.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

import msgspec

from eduduty_desktop.framework.choices import (
    STAGE_LABELS,
    Kind,
    NotConcerned,
    PeriodKind,
    ScoreStyle,
    Severity,
    Stage,
    VetoEffect,
)
from eduduty_desktop.framework.expression import Comparison, Expression, Operand
from eduduty_desktop.framework.scoring_rules import Scoring
from eduduty_desktop.framework.standard import Standard
from eduduty_desktop.framework.wording import full_width


class Bounds(msgspec.Struct, frozen=True):
    """What a value can sensibly be, inclusive, in the metric's unit; `because` is shown to the clerk."""

    because: str
    min: Decimal | None = None
    max: Decimal | None = None


class Group(msgspec.Struct, frozen=True):
    """A matrix: one quantity over several stages, entered and shown as one table."""

    label: str


class Target(msgspec.Struct, frozen=True):
    """目标: what a plan wants of a metric by a day (`YYYY-MM-DD`); without a value it is measured against last year."""

    comparison: str
    deadline: str
    value: str = ""
    max: str = ""


class Metric(msgspec.Struct, frozen=True):
    """指标数据: one figure that a point asks for.

    `decimals` is how many decimals a computed value is shown with; `formula` derives the value from others;
    `standard` names a threshold; `targets` are a plan's, the nearest first; `required` is the reason why it may not
    stay empty.
    """

    id: str
    label: str
    unit: str
    kind: Kind
    decimals: int = 0
    group: str = ""
    stage: Stage | None = None
    column: str = ""
    scope: str = ""
    period: PeriodKind = PeriodKind.CALENDAR
    department: str = ""
    formula: str = ""
    standard: str = ""
    targets: tuple[Target, ...] = ()
    printed_in: tuple[str, ...] = ()
    required: str = ""
    bounds: Bounds | None = None

    @property
    def printed_label(self) -> str:
        """The label as people see it, in full width."""
        return full_width(self.label)

    @property
    def column_label(self) -> str:
        """Heading of this metric's column in its matrix."""
        return full_width(self.column) or STAGE_LABELS.get(self.stage or "", "") or self.printed_label


class Point(msgspec.Struct, frozen=True, tag="point", tag_field="node"):
    """测评点: a leaf of the tree, the unit of entry, scoring and assignment.

    `narrative` and `evidence` give the reason why the point needs text or evidence; a point's text is
    demanded unless `narrative_optional` says why not.  The lead department stands first in `departments`.  A `bonus`
    point's score comes on top of the total.  `word_limit` is the most characters that the notice allows its text.
    """

    id: str
    number: str
    title: str
    full_score: Decimal | None = None
    bonus: bool = False
    requirement: str = ""
    scoring: Scoring | None = None
    departments: tuple[str, ...] = ()
    departments_basis: str = ""
    metrics: tuple[str, ...] = ()
    narrative_optional: str = ""
    evidence_required: str = ""
    word_limit: int | None = None


class Section(msgspec.Struct, frozen=True, tag="section", tag_field="node"):
    """一级/二级指标: a heading that holds sections and points in printed order, nested at most three deep."""

    id: str
    number: str
    title: str
    children: tuple["Section | Point", ...]
    full_score: Decimal | None = None


Node = Section | Point


class Profile(msgspec.Struct, frozen=True):
    """基本情况: figures of the county that stand before the indicators."""

    metrics: tuple[str, ...] = ()


class Relation(msgspec.Struct, frozen=True):
    """勾稽关系: an equation or inequality that checks stated values; it never overwrites them."""

    id: str
    expr: str
    severity: Severity
    because: str


class Veto(msgspec.Struct, frozen=True):
    """一票否决、降等: an event that costs the grade; the cover page asks about each."""

    id: str
    text: str
    effect: VetoEffect = VetoEffect.FAIL


class Grade(msgspec.Struct, frozen=True):
    """等次: its name and the total from which it is given, in points of the framework's own total; best first."""

    name: str
    at_least: Decimal


class Framework(msgspec.Struct, frozen=True, dict=True):
    """指标体系: everything that a notice demands, validated; look-ups are computed once."""

    id: str
    title: str
    level: str
    region: str
    basis: str
    sections: tuple[Section, ...]
    year: int | None = None
    metrics: dict[str, Metric] = {}
    groups: dict[str, Group] = {}
    profile: Profile = Profile()
    relations: tuple[Relation, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    standards: dict[str, Standard] = {}
    score_style: ScoreStyle = ScoreStyle.NONE
    layout: str = "D"
    total: Decimal | None = None
    bonus: Decimal | None = None
    grades: tuple[Grade, ...] = ()
    not_concerned: NotConcerned = NotConcerned.FULL
    word_limit: int | None = None

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every section and point by id, in printed order, a section before its children."""
        return {node.id: node for section in self.sections for node in _walk(section)}

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """All points in printed order."""
        return tuple(node for node in self.nodes.values() if isinstance(node, Point))

    @cached_property
    def scored_points(self) -> tuple[Point, ...]:
        """Points that take a self-score, in printed order.

        Where some points have a full score or a rule, the others are described only; where the notice's full
        scores are not known at all, every point takes one.
        """
        if self.score_style is ScoreStyle.NONE:
            return ()
        known = tuple(p for p in self.points if p.full_score is not None or p.scoring is not None or p.bonus)
        return known if any(not point.bonus for point in known) else self.points

    @cached_property
    def owed_points(self) -> tuple[Point, ...]:
        """Scored points whose score the report cannot do without: no bonus, and not where only the total is printed."""
        return tuple(
            point
            for point in self.scored_points
            if not point.bonus
            and (point.full_score is not None or point.scoring is not None or self.score_style is not ScoreStyle.LEAD)
        )

    @cached_property
    def parents(self) -> dict[str, str]:
        """Parent section's id of every node; the first level has none."""
        return {
            child.id: node.id for node in self.nodes.values() if isinstance(node, Section) for child in node.children
        }

    @cached_property
    def place_of_metric(self) -> dict[str, str]:
        """The point's id in which a metric is entered; `profile` for those of 基本情况."""
        places = dict.fromkeys(self.profile.metrics, "profile")
        return places | {metric: point.id for point in self.points for metric in point.metrics}

    @cached_property
    def expressions(self) -> dict[str, Expression]:
        """Parsed formula of each metric that has one."""
        return {m.id: Expression.parse(m.formula) for m in self.metrics.values() if m.formula}

    @cached_property
    def comparisons(self) -> dict[str, Comparison]:
        """Parsed relation by relation id."""
        return {relation.id: Comparison.parse(relation.expr) for relation in self.relations}

    @cached_property
    def dependents(self) -> dict[Operand, tuple[str, ...]]:
        """Metrics whose formula reads an operand directly."""
        found: dict[Operand, list[str]] = {}
        for metric, expression in self.expressions.items():
            for operand in expression.operands():
                found.setdefault(operand, []).append(metric)
        return {operand: tuple(metrics) for operand, metrics in found.items()}

    def path_of(self, node_id: str) -> tuple[Node, ...]:
        """A node with its ancestors, outermost first."""
        path: list[Node] = [self.nodes[node_id]]
        while parent := self.parents.get(path[0].id):
            path.insert(0, self.nodes[parent])
        return tuple(path)

    def number_path(self, node_id: str) -> str:
        """The official number of a node as people cite it, `四(一)` or `二(一)1.`."""
        return "".join(node.number for node in self.path_of(node_id))

    def group_members(self, group: str, within: tuple[str, ...]) -> tuple[Metric, ...]:
        """Metrics of one matrix among the given ids, in order."""
        return tuple(self.metrics[m] for m in within if self.metrics[m].group == group)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Section):
        for child in node.children:
            yield from _walk(child)

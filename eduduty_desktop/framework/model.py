"""The frozen model of an indicator framework.

The struct fields are the keys of the YAML files (`reader.py` reads by these types); a draft keeps its own
copy of the whole value, so that a later program version cannot change what a county was asked.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

import msgspec

from eduduty_desktop.framework.expression import Comparison, Expression, Operand
from eduduty_desktop.framework.wording import full_width


class Kind(StrEnum):
    """What sort of number a metric is; decides plausibility, rounding and how growth is stated."""

    COUNT = "count"  # whole, exact, not negative
    MONEY = "money"  # not negative, stated to its last digit
    PERCENT = "percent"  # growth in percentage points
    PERCENT_POINTS = "percent_points"  # a distance between two rates
    RATIO = "ratio"  # 1:19
    NUMBER = "number"  # any other measured number
    YESNO = "yesno"  # 是 (1) or 否 (0)
    TEXT = "text"  # what a source words instead of counting: 不足百人


class PeriodKind(StrEnum):
    """期间: what span of time a value is about."""

    FISCAL = "fiscal"
    CALENDAR = "calendar"
    SCHOOL_YEAR = "school_year"
    SEMESTER = "semester"
    AS_OF = "as_of"
    RANGE = "range"
    THREE_YEARS = "three_years"


class ScoreStyle(StrEnum):
    """Where the report prints self-scores (format.md §1.5)."""

    LEAD = "lead"
    HEADING = "heading"
    ITEM_END = "item_end"
    APPENDIX = "appendix"
    NONE = "none"


class Severity(StrEnum):
    """How grave a finding is; the values are the words people see."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


class Stage(StrEnum):
    """学段."""

    PRESCHOOL = "preschool"
    PRIMARY = "primary"
    JUNIOR = "junior"
    COMPULSORY = "compulsory"
    SENIOR = "senior"
    VOCATIONAL = "vocational"
    SPECIAL = "special"
    HIGHER = "higher"
    ALL = "all"


STAGE_LABELS: dict[str, str] = {
    Stage.PRESCHOOL: "学前",
    Stage.PRIMARY: "小学",
    Stage.JUNIOR: "初中",
    Stage.COMPULSORY: "义务教育",
    Stage.SENIOR: "普通高中",
    Stage.VOCATIONAL: "中职",
    Stage.SPECIAL: "特殊教育",
    Stage.HIGHER: "高等教育",
    Stage.ALL: "合计",
}


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


class ScoringMethod(StrEnum):
    """计分法: how a point's score comes about (format.md §1.5)."""

    DEDUCT = "deduct"  # 扣分制: full score less clauses, 扣完为止
    STEPS = "steps"  # 阶梯: the first step that the metric's value reaches
    RAMP = "ramp"  # 递减: full at a value, so much less for every unit short of it
    ELEMENTS = "elements"  # 要素制: so much for each element that is there
    BANDS = "bands"  # 名次、档次: one of several named scores


class Clause(msgspec.Struct, frozen=True):
    """One clause of 扣分制: `each` points a time, in all at most `most`; `zero` takes the whole score at once."""

    id: str
    text: str
    each: Decimal | None = None
    most: Decimal | None = None
    zero: bool = False


class Element(msgspec.Struct, frozen=True):
    """One element of 要素制, or one band of 档次: what it is and what it scores."""

    id: str
    text: str
    score: Decimal


class Step(msgspec.Struct, frozen=True):
    """One step of 阶梯: the score of a value that satisfies `comparison value`."""

    comparison: str
    value: Decimal
    score: Decimal


class Ramp(msgspec.Struct, frozen=True):
    """递减: the full score from `full_at` on, `lose` less for every `every` short of it (a begun one counts whole)."""

    full_at: Decimal
    every: Decimal
    lose: Decimal
    falling: bool = False  # lower is better: the full score up to `full_at`


class Scoring(msgspec.Struct, frozen=True):
    """评分标准 of a point: the notice's own words, and what of them the program can compute.

    `method` says which of the further fields holds; STEPS and RAMP read `metric`.  Without a method people score by
    the text alone.
    """

    text: str = ""
    method: ScoringMethod | None = None
    metric: str = ""
    clauses: tuple[Clause, ...] = ()
    steps: tuple[Step, ...] = ()
    ramp: Ramp | None = None
    elements: tuple[Element, ...] = ()
    bands: tuple[Element, ...] = ()


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


class VetoEffect(StrEnum):
    """What an event does to the grade."""

    FAIL = "fail"  # 一票否决: the lowest grade
    DOWNGRADE = "downgrade"  # 降一等
    NOT_BEST = "not_best"  # 不得评为最高等次


class Veto(msgspec.Struct, frozen=True):
    """一票否决、降等: an event that costs the grade; the cover page asks about each."""

    id: str
    text: str
    effect: VetoEffect = VetoEffect.FAIL


class Grade(msgspec.Struct, frozen=True):
    """等次: its name and the total from which it is given, in points of the framework's own total; best first."""

    name: str
    at_least: Decimal


class NotConcerned(StrEnum):
    """What a point that does not concern the county (不涉及) counts."""

    FULL = "full"  # its full score
    CONVERTED = "converted"  # nothing: the other points' sum is scaled up to the total


class Limit(msgspec.Struct, frozen=True):
    """One value of a standard and where it holds: every condition that is given must be met.

    `region` is a province or 东部 中部 西部 中西部; `since` and `until` are years, both inclusive; `word` is part of
    the metric's label (超大班额), where one standard has a value for each of several figures.
    """

    value: str
    stage: Stage | None = None
    region: str = ""
    since: str = ""
    until: str = ""
    word: str = ""
    because: str = ""


class Standard(msgspec.Struct, frozen=True):
    """标准: a threshold with its source; `verified` stays false (待核实) until its clause was read in the original.

    The value that holds is the most special one given: by a word of the label, by stage and year, by stage, by region,
    by year, `value`; `by_stage`, `by_year` (from that year on) and `by_region` are the short form of `limits` with one
    condition.  `other` names the metric whose value (its growth, with `by_growth`) is the threshold.  Only metrics of
    the `stages` are judged, if there are any.  An `allocation` (基准定额) says what is handed out a head, a `reference`
    binds somebody else: both are shown, never compared.  `also` are values for other occasions, only shown;
    `same_units` are further units in which a value means the same.
    """

    id: str
    name: str
    unit: str
    comparison: str
    definition: str = ""
    value: str = ""
    by_stage: dict[Stage, str] = {}
    by_year: dict[str, str] = {}
    by_region: dict[str, str] = {}
    limits: tuple[Limit, ...] = ()
    also: dict[str, str] = {}
    other: str = ""
    by_growth: bool = False
    stages: tuple[Stage, ...] = ()
    same_units: tuple[str, ...] = ()
    allocation: bool = False
    reference: bool = False
    applies_to: str = ""
    policy: str = ""
    clause: str = ""
    department: str = ""
    confidence: str = ""
    source: str = ""
    verified: bool = False
    note: str = ""

    @property
    def all_limits(self) -> tuple[Limit, ...]:
        """Every value with its conditions, the short forms too."""
        return (
            *((Limit(self.value),) if self.value else ()),
            *(Limit(value, since=year) for year, value in self.by_year.items()),
            *(Limit(value, region=region) for region, value in self.by_region.items()),
            *(Limit(value, stage=stage) for stage, value in self.by_stage.items()),
            *self.limits,
        )


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

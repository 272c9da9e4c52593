"""资源配置七项指标 of 义务教育优质均衡 over the 学校基表: what every school has a head, who misses what, 差异系数.

教督〔2017〕6号《县域义务教育优质均衡发展督导评估办法》, 资源配置; the document itself was not read, so that every
number taken from it is 待核实, as its entries `bal7.*` in resources/standards.yaml say.  A framework that cites one of
those standards, and a draft that sets its own value, go before the numbers here.

- A school's value is its resource over its students (× 100 of those 每百名学生), stage by stage.
- A school meets the seven if it reaches at least six of them and 85 % of the remaining one.
- 差异系数 = S ÷ X̄, four decimals.  Weighted: X̄ is all resources over all students, S² the mean of (Xᵢ − X̄)² by
  students.  Not weighted: every school counts the same in both.
- Special and vocational schools and 教学点 under 50 students are not judged (and stand in no mean).
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, localcontext
from enum import StrEnum
from functools import lru_cache
from itertools import product
from operator import mul

import msgspec

from eduduty_desktop.draft.records import Key, School, Text
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Stage

STUDENTS = "students"
QUANTITIES: dict[str, tuple[str, str]] = {
    STUDENTS: ("在校学生数", "人"),
    "qualified": ("高于规定学历教师数", "人"),
    "backbone": ("县级以上骨干教师数", "人"),
    "arts": ("体育、艺术专任教师数", "人"),
    "rooms": ("教学及辅助用房面积（不含室内体育用房）", "平方米"),
    "sports": ("体育运动场馆面积", "平方米"),
    "equipment": ("教学仪器设备值", "元"),
    "classrooms": ("网络多媒体教室数", "间"),
}
"""What a school's row states: name in `School.figures`, words, unit."""

STAGES = (Stage.PRIMARY, Stage.JUNIOR)
FEWEST_STUDENTS = 50
"""A 教学点 with fewer is not judged."""

FEWEST_MET = 6
REMAINDER = Decimal("0.85")
COEFFICIENT_DECIMALS = 4
METHOD_KEY = Key("cover", "schools.method")
_CONTEXT = Context(prec=40)
_NOT_JUDGED = re.compile("特殊教育|特教|培智|盲校|聋校|启聪|启智|职业|中职|职中|中专|技工|幼儿园")
_TEACHING_POINT = "教学点"


class Indicator(msgspec.Struct, frozen=True):
    """One of the seven: `standard` is its id in the standards, `times` 100 where it counts by hundred students."""

    standard: str
    label: str
    short: str
    unit: str
    quantity: str
    times: int
    primary: Decimal
    junior: Decimal

    def least(self, stage: Stage) -> Decimal:
        """The threshold as 教督〔2017〕6号 is reported to set it."""
        return self.primary if stage is Stage.PRIMARY else self.junior


def _indicator(
    at: int, label: str, short: str, unit: str, quantity: str, times: int, primary: str, junior: str
) -> Indicator:
    return Indicator(f"bal7.L{at}", label, short, unit, quantity, times, Decimal(primary), Decimal(junior))


INDICATORS = (
    _indicator(1, "每百名学生拥有高于规定学历教师数", "高学历教师", "人", "qualified", 100, "4.2", "5.3"),
    _indicator(2, "每百名学生拥有县级以上骨干教师数", "骨干教师", "人", "backbone", 100, "1", "1"),
    _indicator(3, "每百名学生拥有体育、艺术（美术、音乐）专任教师数", "体艺教师", "人", "arts", 100, "0.9", "0.9"),
    _indicator(4, "生均教学及辅助用房面积", "教辅用房", "平方米", "rooms", 1, "4.5", "5.8"),
    _indicator(5, "生均体育运动场馆面积", "运动场馆", "平方米", "sports", 1, "7.5", "10.2"),
    _indicator(6, "生均教学仪器设备值", "仪器设备", "元", "equipment", 1, "2000", "2500"),
    _indicator(7, "每百名学生拥有网络多媒体教室数", "多媒体教室", "间", "classrooms", 100, "2.3", "2.4"),
)
COEFFICIENT_STANDARD = "bal7.cv"
_COEFFICIENTS = {Stage.PRIMARY: Decimal("0.5"), Stage.JUNIOR: Decimal("0.45")}


class Method(StrEnum):
    """How 差异系数 is computed."""

    WEIGHTED = "weighted"
    PLAIN = "plain"

    @property
    def words(self) -> str:
        """How it is stated wherever a coefficient stands."""
        return _METHOD_WORDS[self]


_METHOD_WORDS = {Method.WEIGHTED: "按学生数加权", Method.PLAIN: "不加权（每校相同）"}
METHOD_NOTES = {
    Method.WEIGHTED: "平均值＝全县资源总量÷全县学生数，标准差按各校学生数占全县的比重加权",
    Method.PLAIN: "平均值＝各校数值的简单平均，标准差中每校权重相同",
}


class Verdict(StrEnum):
    """What a school comes to."""

    MET = "达标"
    MISSED = "未达标"
    UNKNOWN = "缺数据"


class Rules(msgspec.Struct, frozen=True):
    """The thresholds that hold: by (place of the indicator, stage), and of the coefficients by stage.

    `verified` is whether every one of them was read in the original.
    """

    least: dict[tuple[int, Stage], Decimal]
    coefficient: dict[Stage, Decimal]
    verified: bool = False


class SchoolResult(msgspec.Struct, frozen=True, gc=False):
    """A school, or its part of one stage: values in the order of `INDICATORS`, None where a figure is missing.

    `missed` are the places of what it does not reach, `weak` those of them under 85 %.
    """

    row: str
    school: School
    values: tuple[Decimal | None, ...]
    missed: tuple[int, ...]
    weak: tuple[int, ...]
    verdict: Verdict

    @property
    def lacking(self) -> tuple[int, ...]:
        """Places of the indicators that cannot be computed."""
        return tuple(at for at, value in enumerate(self.values) if value is None)

    @property
    def met(self) -> int:
        """How many of the seven it reaches."""
        return len(self.values) - len(self.missed) - len(self.lacking)


class IndicatorResult(msgspec.Struct, frozen=True):
    """One indicator over a stage: the county's value, its coefficient (None without a value), how many schools miss it.

    `counted` schools gave a figure; `resources` over `students` (× times) is the weighted value.
    """

    value: Decimal | None
    coefficient: Decimal | None
    counted: int
    missed: int
    resources: Decimal
    students: Decimal


class StageResult(msgspec.Struct, frozen=True):
    """A stage: its schools in the table's order, its seven indicators, and how many schools meet the rule."""

    stage: Stage
    schools: tuple[SchoolResult, ...]
    indicators: tuple[IndicatorResult, ...]
    students: Decimal

    def count(self, verdict: Verdict) -> int:
        """How many schools come to a verdict."""
        return sum(one.verdict is verdict for one in self.schools)


class LeftOut(msgspec.Struct, frozen=True):
    """A row that is not judged, and why."""

    row: str
    school: School
    reason: str


class Resources(msgspec.Struct, frozen=True):
    """The whole 学校基表, computed."""

    method: Method
    rules: Rules
    stages: tuple[StageResult, ...]
    left_out: tuple[LeftOut, ...]


def method_of(reader: Reader) -> Method:
    """The method that this draft uses; weighted, as the policy has it, unless somebody chose otherwise."""
    stored = reader.get(METHOD_KEY)
    return Method.PLAIN if isinstance(stored, Text) and stored.text == Method.PLAIN else Method.WEIGHTED


def rules_of(reader: Reader) -> Rules:
    """The thresholds that hold in a draft: its own, else the framework's, else those of 教督〔2017〕6号."""
    cited = [reader.framework.standards.get(one.standard) for one in (*INDICATORS,)]
    coefficient = reader.framework.standards.get(COEFFICIENT_STANDARD)
    least = {
        (at, stage): _threshold(reader, one.standard, stage, one.least(stage))
        for at, one in enumerate(INDICATORS)
        for stage in STAGES
    }
    return Rules(
        least,
        {stage: _threshold(reader, COEFFICIENT_STANDARD, stage, _COEFFICIENTS[stage]) for stage in STAGES},
        all(standard is not None and standard.verified for standard in (*cited, coefficient)),
    )


def _threshold(reader: Reader, id: str, stage: Stage, usual: Decimal) -> Decimal:
    own = reader.get(Key("standards", id, str(stage)))
    standard = reader.framework.standards.get(id)
    texts = (own.value if own is not None else "", (standard.by_stage.get(stage, "") if standard is not None else ""))
    for text in texts:
        try:
            found = Decimal(text)
        except ArithmeticError:
            continue
        if found.is_finite() and found > 0:
            return found
    return usual


def assess(schools: Iterable[tuple[str, School]], rules: Rules, method: Method = Method.WEIGHTED) -> Resources:
    """Judge every school and compute the county's values; `schools` are the records with their ids."""
    by_stage: dict[Stage, list[tuple[str, School]]] = {stage: [] for stage in STAGES}
    numbers: dict[Stage, list[dict[str, Decimal]]] = {stage: [] for stage in STAGES}
    left_out: list[LeftOut] = []
    for row, school in schools:
        stage = _STAGE_BY_WORD.get(school.stage)
        figures = dict(school.figures)
        reason = _why_not(school, stage, figures.get(STUDENTS))
        if reason or stage is None:
            left_out.append(LeftOut(row, school, reason))
        else:
            by_stage[stage].append((row, school))
            numbers[stage].append(figures)
    with localcontext(_CONTEXT):
        stages = tuple(_stage(stage, by_stage[stage], numbers[stage], rules, method) for stage in STAGES)
    return Resources(method, rules, stages, tuple(left_out))


def resources_of(reader: Reader) -> Resources | None:
    """The draft's 学校基表, computed as the draft says; None if it has no schools."""
    found = sorted(((row, one) for (row, _), one in reader.rows("schools").items()), key=lambda one: one[1].order)
    return assess(found, rules_of(reader), method_of(reader)) if found else None


_STAGE_BY_WORD: dict[str, Stage] = {str(stage): stage for stage in STAGES}


def _why_not(school: School, stage: Stage | None, students: Decimal | None) -> str:
    """Why a row is not judged; empty if it is."""
    if stage is None:
        return "不是小学或初中"
    if not students:
        return "没有学生数" if students is None else "学生数为零"
    kind, name = school.kind, school.name
    if kind and _is_not_judged(kind):
        return f"{kind}不在评估范围"
    if not kind and _NOT_JUDGED.search(name):
        return "特殊教育学校、职业学校和幼儿园不在评估范围"
    if students < FEWEST_STUDENTS and (_TEACHING_POINT in kind or _TEACHING_POINT in name):
        return f"不足{FEWEST_STUDENTS}人的教学点不在评估范围"
    return ""


@lru_cache(maxsize=256)
def _is_not_judged(kind: str) -> bool:
    return _NOT_JUDGED.search(kind) is not None


def _stage(
    stage: Stage, rows: list[tuple[str, School]], numbers: list[dict[str, Decimal]], rules: Rules, method: Method
) -> StageResult:
    students = [one[STUDENTS] for one in numbers]
    all_students = sum(students, Decimal())
    columns: list[list[Decimal | None]] = []
    indicators: list[IndicatorResult] = []
    reached: list[list[bool]] = []
    for at, indicator in enumerate(INDICATORS):
        least = rules.least[at, stage]
        amounts = [one.get(indicator.quantity) for one in numbers]
        whole: list[Decimal] = [amount for amount in amounts if amount is not None]
        is_whole = len(whole) == len(amounts)
        heads = students if is_whole else _of(students, amounts)
        values = _values(whole, heads, indicator.times)
        resources, counted = sum(whole, Decimal()), all_students if is_whole else sum(heads, Decimal())
        mean = _mean(resources * indicator.times, counted, values, method)
        coefficient = _coefficient(values, whole, indicator.times, counted, mean, method)
        met = [value >= least for value in values]
        indicators.append(IndicatorResult(mean, coefficient, len(values), met.count(False), resources, counted))
        columns.append(list(values) if is_whole else _spread(values, amounts))
        reached.append(met if is_whole else _spread_met(met, amounts))
    least_of_all = [rules.least[at, stage] for at in range(len(INDICATORS))]
    schools = _schools(rows, columns, reached, least_of_all, all(one.counted == len(rows) for one in indicators))
    return StageResult(stage, schools, tuple(indicators), all_students)


def _schools(
    rows: list[tuple[str, School]],
    columns: list[list[Decimal | None]],
    reached: list[list[bool]],
    least: list[Decimal],
    is_whole: bool,
) -> tuple[SchoolResult, ...]:
    """Every school's verdict; `is_whole`: no figure is missing anywhere."""
    weak_below = [one * REMAINDER for one in least]
    done = []
    for (row, school), values, met in zip(rows, zip(*columns, strict=True), zip(*reached, strict=True), strict=True):
        missed = _MISSED[met]
        weak = tuple([at for at in missed if (v := values[at]) is not None and v < weak_below[at]]) if missed else ()
        if weak or len(missed) > _MOST_MISSED:
            verdict = Verdict.MISSED
        else:
            verdict = Verdict.MET if is_whole or all(v is not None for v in values) else Verdict.UNKNOWN
        done.append(SchoolResult(row, school, values, missed, weak, verdict))
    return tuple(done)


_MOST_MISSED = len(INDICATORS) - FEWEST_MET
_MISSED = {
    met: tuple(at for at, is_met in enumerate(met) if not is_met)
    for met in product((False, True), repeat=len(INDICATORS))
}
"""Places of what is missed by what is reached."""


def _values(amounts: Sequence[Decimal], heads: Sequence[Decimal], times: int) -> list[Decimal]:
    if times == 1:
        return [amount / head for amount, head in zip(amounts, heads, strict=True)]
    factor = Decimal(times)
    return [amount * factor / head for amount, head in zip(amounts, heads, strict=True)]


def _of(heads: list[Decimal], amounts: list[Decimal | None]) -> list[Decimal]:
    return [head for head, amount in zip(heads, amounts, strict=True) if amount is not None]


def _spread(values: list[Decimal], amounts: list[Decimal | None]) -> list[Decimal | None]:
    given = iter(values)
    return [None if amount is None else next(given) for amount in amounts]


def _spread_met(met: list[bool], amounts: list[Decimal | None]) -> list[bool]:
    """A missing figure is not missed: it is lacking."""
    given = iter(met)
    return [True if amount is None else next(given) for amount in amounts]


def _mean(resources: Decimal, students: Decimal, values: list[Decimal], method: Method) -> Decimal | None:
    if not values:
        return None
    return resources / students if method is Method.WEIGHTED else sum(values, Decimal()) / len(values)


def _coefficient(
    values: list[Decimal], amounts: list[Decimal], times: int, students: Decimal, mean: Decimal | None, method: Method
) -> Decimal | None:
    """S ÷ X̄ to four decimals; None where there is nothing to divide by.

    S² is computed as the mean of Xᵢ² less X̄²; by students, Xᵢ² × students is Xᵢ × resources (× times).  With 40 digits
    what the subtraction loses is nothing against four decimals.
    """
    if not mean:
        return None
    if method is Method.WEIGHTED:
        square = sum(map(mul, values, amounts), Decimal()) * times / students
    else:
        square = sum(map(mul, values, values), Decimal()) / len(values)
    variance = max(square - mean * mean, Decimal())
    return quantise(variance.sqrt() / mean, COEFFICIENT_DECIMALS)

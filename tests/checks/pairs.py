"""For every registered check a draft in which it fires and one, as like it as can be, in which it stays silent."""

from decimal import Decimal
from typing import NamedTuple

import msgspec

from eduduty_desktop.checks.completeness import COVER_REQUIRED
from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.length import LIMIT
from eduduty_desktop.draft.records import (
    Deduction,
    Entry,
    Evidence,
    Growth,
    LastYear,
    Narrative,
    Period,
    PointState,
    Problem,
    Remedy,
    SelfScore,
    StandardOverride,
    Status,
    Text,
    VetoAnswer,
)
from eduduty_desktop.framework import Framework, PeriodKind
from eduduty_desktop.framework.editing import change
from tests.draft.scored import SCORED
from tests.draft.small import FRAMEWORK, draft_of, entry, fig
from tests.draft.worded import FALLING, GOAL, WORDED

Records = dict[Key, msgspec.Struct]


class Pair(NamedTuple):
    """What fires, where it leads (node, metric, row), and what is silent; `other` is the silent one's framework."""

    firing: Records
    leads_to: tuple[str, str, str]
    silent: Records
    framework: Framework = FRAMEWORK
    other: Framework | None = None

    def drafts(self) -> tuple[Draft, Draft]:
        return draft_of(self.firing, self.framework), draft_of(self.silent, self.other or self.framework)


def growth(amount: str, unit: str = "%") -> Growth:
    return Growth(Decimal(amount), unit)


def two_years(metric: str, before: str, now: str) -> Records:
    return {fig(metric, PREVIOUS): entry(before), fig(metric): entry(now)}


PARAGRAPHS = "\n".join(
    f"{who}坚持把教育摆在优先发展的位置，年初召开工作会议，年中开展专项督查，年底组织考核评估。"
    f"{who}还研究了{what}，责任落实到部门和人，任务按计划推进，群众的满意度明显提升。"
    for who, what in (
        ("县委教育工作领导小组", "学校布局"),
        ("县政府常务会议", "教师编制"),
        ("县人大常委会", "经费保障"),
        ("县政协", "校园安全"),
    )
)


def score(value: str, reason: str = "") -> SelfScore:
    return SelfScore(Decimal(value), reason)


def deduction(points: str, reason: str = "会议少一次") -> Deduction:
    return Deduction("s1.p1", 1, points=Decimal(points), reason=reason)


def by_clause(clause: str, points: str, times: int = 1) -> Deduction:
    return Deduction("s1.p1", 1, clause, Decimal(times), Decimal(points), "少开一次")


def narrative(text: str) -> Records:
    return {Key("narratives", "s1.p2"): Narrative(text)}


YEAR_2024, YEAR_2023 = Period(PeriodKind.CALENDAR, "2024"), Period(PeriodKind.CALENDAR, "2023")
REQUIRED: Records = {fig("staff.total"): entry("3137"), fig("meeting.count"): entry("4")}
COVER: Records = {Key("cover", field): Text("某县") for field in COVER_REQUIRED}
SCORES: Records = {Key("scores", "s1.p1"): score("10"), Key("scores", "s1.p2"): score("5")}
FORMULA: Records = {fig("fund.current"): entry("60.4"), fig("fund.capital"): entry("30.2")}
PARTS: Records = {fig("staff.compulsory"): entry("2342"), fig("staff.other"): entry("780")}
P1 = Key("scores", "s1.p1")
LIMITED = change(FRAMEWORK, "s1.p2", word_limit=13)
GOOD: Records = {fig("health.good"): entry("499"), fig("pupil.total"): entry("1000")}
LINKED = Key("problems", "1")
REFERENCE, YEAR = Key("last_year", "s1.p2"), Key("cover", "year")
SAME = (
    "政府常务会议专题研究教育工作，听取教育部门关于学校布局、教师补充、经费保障的汇报，明确任务、责任单位和完成时限，"
)
REWRITTEN = "把学校建设列入民生实事，按月调度，逐项销号，年底前全部交付使用，群众反映良好。"
FRAMEWORK_THAT_DOES_NOT_ADD_UP = msgspec.structs.replace(
    SCORED,
    sections=(msgspec.structs.replace(SCORED.sections[0], full_score=Decimal(16)), SCORED.sections[1]),
    total=None,
)

PAIRS: dict[str, Pair] = {
    "completeness.metric": Pair(
        {fig("staff.total"): entry("3137")},
        ("s1.p2", "meeting.count", ""),
        REQUIRED,
    ),
    "completeness.narrative": Pair(
        {
            Key("narratives", "s1.p1"): Narrative("写了。", ("s1.p2",)),
            Key("narratives", "s2.a.p1"): Narrative(" \n"),
        },
        ("s2.a.p1", "", "s2.a.p1"),
        {
            Key("narratives", "s1.p1"): Narrative("写了。", ("s1.p2",)),
            Key("states", "s2.a.p1"): PointState(Status.NOT_APPLICABLE, "没有"),
        },
    ),
    "completeness.reason": Pair(
        {Key("states", "s1.p2"): PointState(Status.NOT_APPLICABLE)},
        ("s1.p2", "", "s1.p2"),
        {Key("states", "s1.p2"): PointState(Status.NOT_APPLICABLE, "本县没有")},
    ),
    "completeness.evidence": Pair(
        {Key("evidence", "1"): Evidence(("s1.p2",), title="纪要")},
        ("s1.p1", "", ""),
        {Key("evidence", "1"): Evidence(("s1.p2", "s1.p1"), title="决算")},
    ),
    "completeness.cover": Pair(
        COVER | {Key("cover", "date"): Text(" ")},
        ("cover", "", "date"),
        COVER,
    ),
    "completeness.veto": Pair(
        {Key("vetoes", "v1"): VetoAnswer(None, "待核")},
        ("cover", "", "v1"),
        {Key("vetoes", "v1"): VetoAnswer(False)},
    ),
    "completeness.problems_chapter": Pair(
        {},
        ("problems", "", ""),
        {Key("problems", "1"): Problem(text="大班额")},
    ),
    "completeness.remedy": Pair(
        {Key("problems", "1"): Problem(text="大班额", points=("s1.p2",), remedies=(Remedy(" "),))},
        ("s1.p2", "", "1"),
        {Key("problems", "1"): Problem(text="大班额", remedies=(Remedy("新建学校"),))},
    ),
    "kind.unreadable": Pair(
        {fig("staff.other"): Entry(typed="三百")},
        ("profile", "staff.other", ""),
        {fig("staff.other"): entry("300")},
    ),
    "kind.unreadable_growth": Pair(
        {Key("growths", "fund.current"): Growth(typed="略有增长")},
        ("s1.p1", "fund.current", ""),
        {Key("growths", "fund.current"): growth("1.42")},
    ),
    "kind.mismatch": Pair(
        {fig("staff.other"): entry("780.5")},
        ("profile", "staff.other", ""),
        {fig("staff.other"): entry("780"), fig("school.area"): entry("780.5"), fig("staff.left"): entry("-3")},
    ),
    "bounds.range": Pair(
        {fig("meeting.count"): entry("54")},
        ("s1.p2", "meeting.count", ""),
        {fig("meeting.count"): entry("53")},
    ),
    "formula.mismatch": Pair(
        FORMULA | {fig("fund.total"): entry("91.0")},
        ("s1.p1", "fund.total", ""),
        FORMULA | {fig("fund.total"): entry("90.6")},
    ),
    "relation.broken": Pair(
        PARTS | {fig("staff.total"): entry("3137")},
        ("profile", "staff.total", ""),
        PARTS | {fig("staff.total"): entry("3122")},
    ),
    "year.growth": Pair(
        two_years("fund.current", "57314.66", "57926.181") | {Key("growths", "fund.current"): growth("1.7")},
        ("s1.p1", "fund.current", ""),
        two_years("fund.current", "57314.66", "57926.181") | {Key("growths", "fund.current"): growth("1.07")},
    ),
    "year.points": Pair(
        two_years("health.myopia_rate", "51", "50") | {Key("growths", "health.myopia_rate"): growth("-1.96")},
        ("s2.a.p1", "health.myopia_rate", ""),
        two_years("health.myopia_rate", "51", "50") | {Key("growths", "health.myopia_rate"): growth("-1", "百分点")},
    ),
    "year.unverifiable": Pair(
        {fig("fund.current"): entry("5"), Key("growths", "fund.current"): growth("1.07")},
        ("s1.p1", "fund.current", ""),
        two_years("fund.current", "100", "101.07") | {Key("growths", "fund.current"): growth("1.07")},
    ),
    "year.direction": Pair(
        two_years("fund.pupil.junior", "15000", "14999"),
        ("s1.p1", "fund.pupil.junior", ""),
        two_years("fund.pupil.junior", "15000", "15000") | two_years("health.myopia_rate", "51.2", "50.9"),
    ),
    "year.jump": Pair(
        two_years("school.area", "1000", "3000"),
        ("s2.p2", "school.area", ""),
        two_years("school.area", "1000", "2999"),
    ),
    "year.power": Pair(
        two_years("school.area", "1000", "10800"),
        ("s2.p2", "school.area", ""),
        two_years("school.area", "1000", "8000") | two_years("meeting.count", "1", "10"),
    ),
    "year.same_period": Pair(
        {fig("staff.other"): Entry(period=YEAR_2024), fig("staff.other", PREVIOUS): Entry(period=YEAR_2024)},
        ("profile", "staff.other", ""),
        {fig("staff.other"): Entry(period=YEAR_2024), fig("staff.other", PREVIOUS): Entry(period=YEAR_2023)},
    ),
    "standard.unlisted": Pair(
        GOOD | {fig("health.good_rate"): entry("49.9"), LINKED: Problem(text="近视率高", metrics=("health.good",))},
        ("s2.a.p1", "health.good_rate", ""),
        GOOD
        | {fig("health.good_rate"): entry("49.9"), LINKED: Problem(text="优良率低", metrics=("health.good_rate",))},
    ),
    "standard.undecided": Pair(
        {fig("health.good_rate"): entry("49", "以上")},
        ("s2.a.p1", "health.good_rate", ""),
        {fig("health.good_rate"): entry("50", "以上")},
    ),
    "standard.override_reason": Pair(
        {Key("standards", "good"): StandardOverride("45", " ")},
        ("s2.a.p1", "health.good_rate", "good"),
        {
            Key("standards", "good"): StandardOverride("45", "省里的通知"),
            Key("standards", "gone"): StandardOverride("1"),
        },
    ),
    "target.missed": Pair(
        {fig(GOAL): entry("2")},
        ("s1.p2", GOAL, ""),
        {fig(GOAL): entry("3"), fig(FALLING): entry("50"), fig(FALLING, PREVIOUS): entry("51")},
        WORDED,
    ),
    "score.missing": Pair(
        {P1: score("10")},
        ("s1.p2", "", "s1.p2"),
        {Key("deductions", "1"): deduction("1"), Key("scores", "s1.p2"): SelfScore(not_concerned=True)},
    ),
    "score.unreadable": Pair(
        {P1: score("10"), Key("deductions", "1"): Deduction("s1.p1", 1, reason="有", typed_points="半分多")},
        ("s1.p1", "", "1"),
        {P1: score("10")},
    ),
    "score.over_full": Pair(
        SCORES | {P1: score("10.5")},
        ("s1.p1", "", "s1.p1"),
        SCORES,
    ),
    "score.sum": Pair(
        {P1: score("9"), Key("deductions", "1"): deduction("0.5")},
        ("s1.p1", "", "s1.p1"),
        {P1: score("9.5"), Key("deductions", "1"): deduction("0.5")},
    ),
    "score.reason": Pair(
        {P1: score("9.5"), Key("deductions", "1"): deduction("0.5", " ")},
        ("s1.p1", "", "1"),
        {P1: score("9.5"), Key("deductions", "1"): deduction("0.5")},
    ),
    "score.clause": Pair(
        {Key("deductions", "1"): by_clause("few", "0.3")},
        ("s1.p1", "", "1"),
        {Key("deductions", "1"): by_clause("few", "0.5", 4)},
        SCORED,
    ),
    "score.undecided": Pair(
        {fig("meeting.count"): entry("2", "约")},
        ("s1.p2", "", "s1.p2"),
        {fig("meeting.count"): entry("2", "余")},
        SCORED,
    ),
    "score.bonus_cap": Pair(
        {Key("scores", "s2.p2"): SelfScore(elements=("gym", "lab"))},
        ("s2.p2", "", "s2.p2"),
        {Key("scores", "s2.p2"): SelfScore(elements=("lab",))},
        SCORED,
    ),
    "score.tree": Pair(
        {},
        ("s1", "", ""),
        {},
        FRAMEWORK_THAT_DOES_NOT_ADD_UP,
        SCORED,
    ),
    "score.total": Pair(
        SCORES | {Key("cover", "score_total"): Text("15.5")},
        ("cover", "", "score_total"),
        SCORES | {Key("cover", "score_total"): Text("15.0分")},
    ),
    "score.veto": Pair(
        {Key("vetoes", "v2"): VetoAnswer(True), Key("cover", "grade"): Text("优秀")},
        ("cover", "", "grade"),
        {Key("vetoes", "v2"): VetoAnswer(True), Key("cover", "grade"): Text("良好等次")},
        SCORED,
    ),
    "text.placeholder": Pair(
        narrative("全年建成??个。"),
        ("s1.p2", "", "s1.p2"),
        narrative("全年建成3个，成绩好吗?"),
    ),
    "text.placeholder_in_problem": Pair(
        {Key("problems", "1"): Problem(text="大班额", points=("s1.p2",), remedies=(Remedy("由××局新建。"),))},
        ("s1.p2", "", "1"),
        {Key("problems", "1"): Problem(text="大班额", remedies=(Remedy("由教育局新建。"),))},
    ),
    "text.link": Pair(
        narrative("共{{no.such}}。"),
        ("s1.p2", "", "s1.p2"),
        narrative("共{{staff.other}}。"),
    ),
    "text.link_empty": Pair(
        narrative("共{{staff.other}}。"),
        ("s1.p2", "", "s1.p2"),
        narrative("共{{staff.other}}。") | {fig("staff.other"): entry("780")},
    ),
    "text.figure_contradicts": Pair(
        narrative("全县教职工总数为3173人。") | {fig("staff.total"): entry("3137")},
        ("s1.p2", "staff.total", "s1.p2"),
        narrative("全县教职工总数为3137人，上年教职工总数为3173人。") | {fig("staff.total"): entry("3137")},
    ),
    "text.contradiction": Pair(
        narrative("现有教职工3137名，其中义务教育阶段教职工2342人，非义务教育阶段教职工780人。"),
        ("s1.p2", "", "s1.p2"),
        narrative("现有教职工3137名，其中义务教育阶段教职工2342人，非义务教育阶段教职工795人。"),
    ),
    "text.restated": Pair(
        narrative("全县现有专任教师12873人。") | {Key("narratives", "profile"): Narrative("全县现有专任教师12837人。")},
        ("s1.p2", "", "s1.p2"),
        narrative("全县现有专任教师12873人。") | {Key("narratives", "profile"): Narrative("全县现有专任教师12873人。")},
    ),
    "text.residue": Pair(
        narrative("全县落实“双减政策，建成学校3所。"),
        ("s1.p2", "", "s1.p2"),
        narrative("全县落实“双减”政策，建成学校3所。"),
    ),
    "text.wording": Pair(
        narrative(PARAGRAPHS.removesuffix("。")),
        ("s1.p2", "", "s1.p2"),
        narrative(PARAGRAPHS),
    ),
    "evidence.duplicate": Pair(
        {
            Key("evidence", "1"): Evidence(("s1.p2",), 1, "纪要", sha256="ab"),
            Key("evidence", "2"): Evidence(("s1.p1", "s1.p2"), 1, "会议纪要", sha256="ab"),
            Key("evidence", "3"): Evidence(("s1.p2",), 2, "纪要", "某政发〔2024〕1号"),
        },
        ("s1.p2", "", "1"),
        {
            Key("evidence", "1"): Evidence(("s1.p2",), 1, "纪要", "某政发〔2024〕1号", sha256="ab"),
            Key("evidence", "2"): Evidence(("s1.p2",), 2, "纪要", "某政发〔2024〕2号", sha256="cd"),
            Key("evidence", "3"): Evidence(("s1.p2",), 3, "纪要"),
        },
    ),
    "evidence.renew": Pair(
        {Key("evidence", "1"): Evidence(("s1.p2",), title="纪要", renew=True)},
        ("s1.p2", "", "1"),
        {
            Key("evidence", "1"): Evidence(("s1.p2",), title="纪要"),
            Key("evidence", "2"): Evidence(title="无", renew=True),
        },
    ),
    "evidence.year": Pair(
        {Key("evidence", "1"): Evidence(("s1.p2",), title="纪要", document_number="某政发〔2019〕1号", date="2024-03")},
        ("s1.p2", "", "1"),
        {Key("evidence", "1"): Evidence(("s1.p2",), title="纪要", document_number="某政发〔2023〕1号", date="2019")},
    ),
    "length.report": Pair(
        {LIMIT: Text("60字以内"), Key("narratives", "lead"): Narrative("字" * 40)},
        ("cover", "", "word_limit"),
        {LIMIT: Text("60字以内"), Key("narratives", "lead"): Narrative("字")},
    ),
    "length.point": Pair(
        narrative("做了许多工作，共{{staff.other}}。") | {fig("staff.other"): entry("7800")},
        ("s1.p2", "", "s1.p2"),
        narrative("做了许多工作，共 {{staff.other}}。") | {fig("staff.other"): entry("780")},
        LIMITED,
    ),
    "last_year.unconfirmed": Pair(
        {REFERENCE: LastYear(text="上年做了许多工作。")},
        ("s1.p2", "", "s1.p2"),
        {REFERENCE: LastYear(True, "上年做了许多工作。"), Key("last_year", "s1.p1"): LastYear(text=" \n")},
    ),
    "last_year.unchanged": Pair(
        {REFERENCE: LastYear(True, f"{SAME}共3次。")} | narrative(f"新的一段。\n{SAME}共{{{{meeting.count}}}}。"),
        ("s1.p2", "", "s1.p2"),
        {REFERENCE: LastYear(True, f"{SAME}共3次。")} | narrative(f"短的一段。\n{SAME[:45]}{REWRITTEN}"),
    ),
    "year.stale": Pair(
        {YEAR: Text("2024")} | narrative("今年（2023年）新建学校。截至2023年底的数比上年多。"),
        ("s1.p2", "", "s1.p2"),
        {YEAR: Text("2024"), Key("cover", "title"): Text("关于2024年的报告")} | narrative("今年（2024年）比2023年多。"),
    ),
    "problem.stalled": Pair(
        {YEAR: Text("2024"), Key("problems", "1"): Problem(text="大班额", since="2023", remedies=(Remedy("新建"),))},
        ("problems", "", "1"),
        {
            YEAR: Text("2024"),
            Key("problems", "1"): Problem(text="大班额", since="2023", remedies=(Remedy("新建", progress="已开工"),)),
            Key("problems", "2"): Problem(text="缺编", since="2024", remedies=(Remedy("招聘"),)),
        },
    ),
    "problem.unproved": Pair(
        {Key("problems", "1"): Problem(text="大班额", points=("s1.p2",), remedies=(Remedy("新建", closed=True),))},
        ("s1.p2", "", "1"),
        {
            Key("evidence", "e"): Evidence(("s1.p2",), title="验收报告"),
            Key("problems", "1"): Problem(text="大班额", remedies=(Remedy("新建", closed=True, evidence=("e",)),)),
            Key("problems", "2"): Problem(text="缺编", remedies=(Remedy("招聘"),)),
        },
    ),
}

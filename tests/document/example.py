"""A small framework and a draft that together use everything a report and an appendix can show."""

from decimal import Decimal
from typing import Any

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Finding, Key, Place
from eduduty_desktop.draft.records import (
    Deduction,
    Entry,
    Evidence,
    Growth,
    Narrative,
    Period,
    PointState,
    Problem,
    Remedy,
    SelfScore,
    Status,
    Text,
    VetoAnswer,
    Waiver,
)
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import (
    Framework,
    Group,
    Kind,
    Metric,
    PeriodKind,
    Point,
    Profile,
    ScoreStyle,
    Section,
    Severity,
    Stage,
    Standard,
    Veto,
)

HAN = (
    "坚持把教育摆在优先发展的战略位置落实立德树人根本任务推动义务教育优质均衡发展健全教师管理制度"
    "改善乡村学校办学条件保障学生健康成长完善经费投入机制加强督导检查压实部门责任形成齐抓共管的良好局面"
)
LONG = HAN * 4
"""About 370 Han characters without a single punctuation mark: every inner line must hold 28 of them."""


def metric(id: str, label: str, unit: str, kind: Kind, **more: Any) -> Metric:
    return Metric(id, label, unit, kind, **more)


METRICS = (
    metric("school.total", "学校总数", "所", Kind.COUNT, required="县情的基本数据。"),
    metric("student.total", "在校学生数", "人", Kind.COUNT),
    metric("party.meetings", "领导小组会议次数", "次", Kind.COUNT),
    metric("party.visits", "到校调研次数", "次", Kind.COUNT),
    metric(
        "fund.total", "一般公共预算教育经费", "万元", Kind.MONEY, decimals=3, standard="yoy", period=PeriodKind.FISCAL
    ),
    metric("fund.pupil.primary", "生均支出(小学)", "元", Kind.MONEY, group="fund.pupil", stage=Stage.PRIMARY),
    metric("fund.pupil.junior", "生均支出(初中)", "元", Kind.MONEY, group="fund.pupil", stage=Stage.JUNIOR),
    metric("teacher.urban.total", "城区专任教师", "人", Kind.COUNT),
    metric("teacher.urban.bachelor", "城区本科以上教师", "人", Kind.COUNT),
    metric(
        "teacher.rate",
        "本科以上比例",
        "%",
        Kind.PERCENT,
        decimals=2,
        standard="rate",
        formula="teacher.urban.bachelor / teacher.urban.total * 100",
    ),
    metric("teacher.ratio", "师生比", "1:", Kind.RATIO, standard="ratio", stage=Stage.PRIMARY),
    metric(
        "teacher.training", "教师培训人次", "人次", Kind.COUNT, department="教师进修学校", required="培训是考核项。"
    ),
    metric("health.myopia", "总体近视率", "%", Kind.PERCENT),
    metric("boarding.beds", "寄宿床位数", "张", Kind.COUNT),
)

SECTIONS = (
    Section(
        "s1",
        "一",
        "加强党对教育工作的全面领导",
        (
            Point(
                "s1.p1",
                "(一)",
                "研究教育工作机制",
                full_score=Decimal(10),
                departments=("市委办", "教育局"),
                metrics=("party.meetings", "party.visits"),
                evidence_required="会议纪要是领导小组开会的凭据。",
            ),
            Point("s1.p2", "(二)", "述职必述教育制度", full_score=Decimal(5), departments=("组织部",)),
        ),
    ),
    Section(
        "s2",
        "二",
        "完善教育投入保障机制",
        (
            Section(
                "s2.1",
                "(一)",
                "落实教育投入(两个只增不减)",
                (
                    Section(
                        "s2.1.1",
                        "1.",
                        "经费总量",
                        (
                            Point(
                                "s2.1.1.1",
                                "(1)",
                                "预算安排",
                                full_score=Decimal(20),
                                departments=("财政局",),
                                metrics=("fund.total", "fund.pupil.primary", "fund.pupil.junior"),
                            ),
                        ),
                    ),
                ),
            ),
            Point(
                "s2.p2",
                "(二)",
                "寄宿制学校建设",
                full_score=Decimal(5),
                departments=("发改局",),
                metrics=("boarding.beds",),
            ),
        ),
    ),
    Section(
        "s3",
        "三",
        "加强教师队伍建设",
        (
            Point(
                "s3.p1",
                "(一)",
                "教师学历与配备",
                full_score=Decimal(10),
                departments=("人社局", "编办", "教育局"),
                metrics=(
                    "teacher.urban.total",
                    "teacher.urban.bachelor",
                    "teacher.rate",
                    "teacher.ratio",
                    "teacher.training",
                ),
            ),
            Point(
                "s3.p2",
                "(二)",
                "学生体质健康",
                departments=("卫健局", "教育局"),
                metrics=("health.myopia",),
                narrative_optional="只看数据。",
            ),
        ),
    ),
)

STANDARDS = {
    "yoy": Standard("yoy", "两个只增不减", "万元", "yoy_not_decrease"),
    "rate": Standard("rate", "本科以上比例", "%", ">=", by_year={"2025": "80"}),
    "ratio": Standard("ratio", "编制标准", "比", ">=", by_stage={Stage.PRIMARY: "1:19"}),
}


def framework(score_style: ScoreStyle = ScoreStyle.NONE) -> Framework:
    return Framework(
        id="example-2021",
        title="县级人民政府履行教育职责评价（示例）",
        year=2021,
        level="county",
        region="示例市",
        basis="据公开报告还原，非官方原件",
        sections=SECTIONS,
        metrics={one.id: one for one in METRICS},
        groups={"fund.pupil": Group("生均一般公共预算教育支出")},
        profile=Profile(("school.total", "student.total")),
        standards=STANDARDS,
        vetoes=(Veto("v1", "发生重大安全责任事故"),),
        score_style=score_style,
        total=Decimal(50) if score_style is not ScoreStyle.NONE else None,
    )


COVER = {
    "county": "溪口市",
    "year": "2021",
    "recipient": "怀化市人民政府教育督导委员会",
    "notice_title": "关于印发2021年度县级人民政府履行教育职责评价方案的通知",
    "notice_number": "怀教小组发〔2021〕16号",
    "date": "2022-01-05",
    "contact": "王某 0745-0000000",
}

FIGURES: dict[tuple[str, str], Entry] = {
    ("school.total", CURRENT): Entry(Decimal(48)),
    ("student.total", CURRENT): Entry(Decimal(31250)),
    ("student.total", PREVIOUS): Entry(Decimal(31500)),
    ("party.meetings", CURRENT): Entry(Decimal(4), period=Period(PeriodKind.CALENDAR, "2021")),
    ("party.visits", CURRENT): Entry(Decimal(20), approximation="余"),
    ("fund.total", CURRENT): Entry(
        Decimal("57926.181"), period=Period(PeriodKind.FISCAL, "2021"), scope="决算(一般公共预算)", note="含教育费附加"
    ),
    ("fund.total", PREVIOUS): Entry(Decimal("57314.66"), period=Period(PeriodKind.FISCAL, "2020")),
    ("fund.pupil.primary", CURRENT): Entry(Decimal("9012.50")),
    ("fund.pupil.primary", PREVIOUS): Entry(Decimal("9011.60")),
    ("teacher.urban.total", CURRENT): Entry(Decimal(1252)),
    ("teacher.urban.bachelor", CURRENT): Entry(Decimal(728), source="人社局教师科"),
    ("teacher.ratio", CURRENT): Entry(Ratio(Decimal(1), Decimal("18.5"))),
    ("boarding.beds", CURRENT): Entry(Decimal(120)),
    ("teacher.training", CURRENT): Entry(typed="约三千"),
}
GROWTHS = {"fund.pupil.junior": Growth(Decimal("1.43")), "health.myopia": Growth(Decimal(-1), "百分点")}

NARRATIVES = {
    "profile": Narrative("我市现有各级各类学校{{school.total}}。\n" + LONG),
    "s1.p1": Narrative(
        "成立市委教育工作领导小组，召开会议{{party.meetings}}，议定“教师招聘”——等事项。\n\n" + LONG,
        serves=("s1.p2",),
    ),
    "s2.1.1.1": Narrative(
        "一般公共预算教育经费由上年的{{fund.total|previous}}增加到{{fund.total}}，{{fund.total|growth}}。\n" + LONG
    ),
    "s3.p1": Narrative(
        "城区专任教师{{teacher.urban.total}}，其中本科以上{{teacher.urban.bachelor}}，占{{teacher.rate}}。" + LONG
    ),
    "next_steps": Narrative("继续把教育摆在优先位置，以督促改，办好人民满意的教育。"),
}

PROBLEMS = {
    "q1": Problem(
        order=1,
        text="音体美教师不足。乡镇学校专任音体美教师缺口较大，部分学校由其他学科教师兼任。",
        source="自查",
        points=("s3.p1",),
        remedies=(
            Remedy("补充音体美教师。两年内招聘紧缺学科教师40人", "人社局", "李某", "2022-12-31", "已制定招聘计划"),
            Remedy("开展走教", "教育局", "张某", "2022-09-01", "", closed=True),
        ),
    ),
    "q2": Problem(
        order=2,
        text="寄宿条件有待改善。部分学校宿舍陈旧。",
        source="上年反馈",
        remedies=(Remedy("改造宿舍6栋。", "发改局"),),
    ),
}

EVIDENCE = {
    "e1": Evidence(
        ("s1.p1",), 1, "市委教育工作领导小组会议纪要", "溪教小组纪〔2021〕1号", "2021-03-02", "市委办", "1—4"
    ),
    "e2": Evidence(("s2.1.1.1", "s1.p1"), 2, '=HYPERLINK("x")', "", "", "", "", sealed=True, original=False),
    "e3": Evidence((), 1, "其他材料"),
}


def draft(score_style: ScoreStyle = ScoreStyle.NONE, **tables: dict[Any, msgspec.Struct]) -> Draft:
    """The example draft; `tables` replace whole tables (row or (row, slot) → record)."""
    rows: dict[str, dict[Any, msgspec.Struct]] = {
        "cover": {field: Text(text) for field, text in COVER.items()},
        "figures": dict(FIGURES),
        "growths": dict(GROWTHS),
        "narratives": dict(NARRATIVES),
        "headings": {"s1.p1": Text("高位推动，研究教育工作机制健全")},
        "states": {
            "s1.p1": PointState(Status.CHECKED),
            "s2.p2": PointState(Status.NOT_APPLICABLE, "我市没有寄宿制学校建设任务"),
        },
        "vetoes": {"v1": VetoAnswer(occurred=False)},
        "problems": dict(PROBLEMS),
        "evidence": dict(EVIDENCE),
        "scores": {"s1.p1": SelfScore(Decimal("9.5")), "s1.p2": SelfScore(Decimal(5))},
        "deductions": {"d1": Deduction("s2.1.1.1", 1, "第1条", Decimal(2), Decimal("0.5"), "未按时拨付")},
    }
    rows.update(tables)
    whole = {name: {_row(row): record for row, record in records.items()} for name, records in rows.items() if records}
    return Draft("example", framework(score_style), whole)


def findings() -> list[Finding]:
    operands = ((Key("figures", "fund.total", CURRENT), "57926.181"),)
    return [
        Finding("hint.link", Severity.HINT, Place("s1.p1", "party.visits"), "建议关联数据。", "点击关联。"),
        Finding("relation.sum", Severity.ERROR, Place("s2.1.1.1", "fund.total"), "=1+1不是和。", "请核对。", operands),
    ]


def waiver() -> Waiver:
    operands = (("figures/fund.total/current", "57926.181"),)
    return Waiver(findings()[1].identity, operands, "财政局确认口径不同", "王某")


def _row(row: Any) -> tuple[str, str]:
    return row if isinstance(row, tuple) else (row, "")

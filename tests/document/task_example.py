"""A draft whose tasks have every kind of figure, a matrix, requirements, deadlines, hostile names and a gap."""

from decimal import Decimal
from typing import Any

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import (
    Assignment,
    DepartmentCard,
    Duty,
    Entry,
    Evidence,
    Period,
    Reported,
    Text,
)
from eduduty_desktop.framework import (
    Bounds,
    Framework,
    Group,
    Kind,
    Metric,
    PeriodKind,
    Point,
    Profile,
    Section,
    Stage,
)

FINANCE, STAFF, HOSTILE = "财政局", "人社局", '=HYPERLINK("x")/编办'
LONG = "预算安排、决算报表和增减原因，逐项说明并附文件。" * 6


def metric(id: str, label: str, unit: str, kind: Kind, **more: Any) -> Metric:
    return Metric(id, label, unit, kind, **more)


METRICS = (
    metric("fund.total", "一般公共预算教育支出", "万元", Kind.MONEY, period=PeriodKind.FISCAL, scope="决算"),
    metric(
        "fund.rate",
        "教育支出占比",
        "%",
        Kind.PERCENT,
        bounds=Bounds("占比是部分与总数的比", min=Decimal(0), max=Decimal("100.5")),
    ),
    metric("fund.change", "占比变化", "百分点", Kind.PERCENT_POINTS),
    metric("fund.paid", "工资是否按月足额", "", Kind.YESNO),
    metric("fund.words", "欠拨情况(说明)", "", Kind.TEXT),
    metric("fund.sum", "合计", "万元", Kind.MONEY, formula="fund.total * 2"),
    metric("pupil.primary", "生均支出(小学)", "元", Kind.MONEY, group="pupil", stage=Stage.PRIMARY),
    metric("pupil.junior", "生均支出(初中)", "元", Kind.MONEY, group="pupil", stage=Stage.JUNIOR),
    metric("staff.total", "教职工数", "人", Kind.COUNT, period=PeriodKind.AS_OF),
    metric("staff.wan", "培训人次", "万人次", Kind.COUNT),
    metric("staff.ratio", "师生比", "比", Kind.RATIO),
    metric("staff.hostile", "+cmd|' /C calc'!A0", "人", Kind.COUNT),
    metric("county.people", "常住人口", "人", Kind.COUNT),
)

FRAMEWORK = Framework(
    id="tasks",
    title="任务",
    year=2025,
    level="县",
    region="某省",
    basis="测试",
    sections=(
        Section(
            "s1",
            "一",
            "投入和队伍",
            (
                Point(
                    "p1",
                    "(一)",
                    "教育投入(两个只增不减)",
                    requirement=LONG,
                    evidence_required="决算表是凭据",
                    departments=(FINANCE, STAFF),
                    metrics=tuple(one.id for one in METRICS if one.id.startswith(("fund", "pupil"))),
                ),
                Point(
                    "p2",
                    "(二)",
                    "教师队伍",
                    departments=(STAFF,),
                    metrics=tuple(one.id for one in METRICS if one.id.startswith("staff")),
                ),
                Point("p3", "(三)", "没有人管的事"),
                Point("p4", "(四)", "编制", departments=(HOSTILE,)),
            ),
        ),
    ),
    metrics={one.id: one for one in METRICS},
    groups={"pupil": Group("生均支出")},
    profile=Profile(("county.people",)),
)

RECORDS = {
    Key("cover", "county"): Text("某县"),
    Key("cover", "year"): Text("2025"),
    Key("cover", "notice_title"): Text("关于开展自评工作的通知"),
    Key("cover", "notice_number"): Text("某教督〔2026〕1号"),
    Key("cover", "contact"): Text("王老师 0000-1234567"),
    Key("departments", FINANCE): DepartmentCard("赵某", "0000-1", "cz@example.invalid", "2026-03-10"),
    Key("departments", STAFF): DepartmentCard(email="没有邮箱", deadline="2026-03-12"),
    Key("duties", "staff.total"): Duty(STAFF, "2026-03-01"),
    Key("assignments", "p1"): Assignment(FINANCE, (STAFF,), "2026-03-05"),
    Key("figures", "fund.total", PREVIOUS): Entry(Decimal("57926.50"), "约"),
    Key("figures", "fund.paid", PREVIOUS): Entry(Decimal(1)),
    Key("figures", "fund.rate", CURRENT): Entry(Decimal("18.2"), period=Period(PeriodKind.RANGE, "2025-01/2025-12")),
    Key("evidence", "e1"): Evidence(("p1",), 1, "2024年决算表", renew=True),
}


def task_draft(*more: tuple[Key, Any]) -> Draft:
    """The draft; `more` are further records."""
    empty = Draft("0123abcd", FRAMEWORK)
    return empty.apply([empty.change(key, record) for key, record in {**RECORDS, **dict(more)}.items()])


REPORTED = (
    (Key("reported", "fund.total", f"{CURRENT}/{FINANCE}"), Reported("60000.10", Decimal("60000.10"), unit="万元")),
    (Key("reported", "fund.rate", f"{CURRENT}/{FINANCE}"), Reported("约18", Decimal(18), "约", unit="％")),
    (Key("reported", "fund.change", f"{CURRENT}/{FINANCE}"), Reported("=1+1", unit="别的单位")),
    (Key("reported", "p1", f"text/{FINANCE}"), Reported("=第一段\n第二段")),
)

"""A small framework built in code, with one of everything that computations and checks look at."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.figures import Amount, parse_amount
from eduduty_desktop.framework import (
    Bounds,
    Framework,
    Group,
    Kind,
    Metric,
    Point,
    Profile,
    Relation,
    ScoreStyle,
    Section,
    Severity,
    Stage,
    Standard,
    Veto,
)

_METRICS = (
    Metric("staff.total", "教职工总数", "人", Kind.COUNT, required="总数是各项比例的分母。"),
    Metric("staff.compulsory", "其中:义务教育教职工", "人", Kind.COUNT),
    Metric("staff.other", "非义务教育教职工", "人", Kind.COUNT),
    Metric("staff.left", "减少的教职工", "人", Kind.COUNT, bounds=Bounds("允许为负。", min=Decimal(-9))),
    Metric("pupil.total", "在校学生数", "人", Kind.COUNT),
    Metric("pupil.teacher", "师生比", "", Kind.RATIO, decimals=1, formula="pupil.total / staff.total"),
    Metric(
        "health.good_rate",
        "体质优良率",
        "%",
        Kind.PERCENT,
        decimals=2,
        formula="health.good / pupil.total * 100",
        bounds=Bounds("优良率是优良人数占学生数的比例。", min=Decimal(0), max=Decimal(100)),
        standard="good",
    ),
    Metric("health.good", "体质优良人数", "人", Kind.COUNT),
    Metric("health.myopia_rate", "近视率", "%", Kind.PERCENT, standard="myopia"),
    Metric("fund.total", "一般公共预算教育支出", "万元", Kind.MONEY, formula="fund.current + fund.capital"),
    Metric("fund.current", "教育事业费", "万元", Kind.MONEY, standard="no_decrease"),
    Metric("fund.capital", "基建经费", "万元", Kind.MONEY),
    Metric(
        "fund.pupil.primary",
        "生均支出",
        "元",
        Kind.MONEY,
        group="fund.pupil",
        stage=Stage.PRIMARY,
        standard="per_pupil",
    ),
    Metric(
        "fund.pupil.junior", "生均支出", "元", Kind.MONEY, group="fund.pupil", stage=Stage.JUNIOR, standard="per_pupil"
    ),
    Metric(
        "meeting.count",
        "研究教育次数",
        "次",
        Kind.COUNT,
        required="会议次数是基本数据。",
        bounds=Bounds("一年最多53周。", max=Decimal(53)),
    ),
    Metric("school.area", "校舍面积", "平方米", Kind.NUMBER, decimals=1),
)

_SECTIONS = (
    Section(
        "s1",
        "一",
        "经费与教师",
        (
            Point(
                "s1.p1",
                "(一)",
                "经费投入",
                full_score=Decimal(10),
                metrics=(
                    "fund.total",
                    "fund.current",
                    "fund.capital",
                    "fund.pupil.primary",
                    "fund.pupil.junior",
                ),
                evidence_required="决算报表是经费的依据。",
            ),
            Point("s1.p2", "(二)", "研究教育", full_score=Decimal(5), metrics=("meeting.count",)),
        ),
    ),
    Section(
        "s2",
        "二",
        "学生与学校",
        (
            Section(
                "s2.a",
                "(一)",
                "学生体质",
                (
                    Point(
                        "s2.a.p1",
                        "1.",
                        "体质健康",
                        metrics=("health.good_rate", "health.good", "health.myopia_rate", "pupil.teacher"),
                    ),
                ),
            ),
            Point("s2.p2", "(二)", "校舍", metrics=("school.area",), narrative_optional="只报数据。"),
        ),
    ),
)

FRAMEWORK = Framework(
    id="small",
    title="小体系",
    year=2024,
    level="county",
    region="某省",
    basis="测试",
    sections=_SECTIONS,
    metrics={metric.id: metric for metric in _METRICS},
    groups={"fund.pupil": Group("生均一般公共预算教育支出")},
    profile=Profile(("staff.total", "staff.compulsory", "staff.other", "staff.left", "pupil.total")),
    relations=(
        Relation("staff.parts", "staff.total = staff.compulsory + staff.other", Severity.ERROR, "两段合起来是全部。"),
        Relation("good.within", "health.good <= pupil.total", Severity.WARNING, "优良人数是学生的一部分"),
    ),
    vetoes=(Veto("v1", "发生重大安全责任事故"),),
    standards={
        "no_decrease": Standard("no_decrease", "教育事业费只增不减", "万元", "yoy_not_decrease"),
        "per_pupil": Standard("per_pupil", "生均支出只增不减", "元", "yoy_not_decrease"),
        "good": Standard("good", "优良率过半", "%", ">=", value="40", by_year={"2022": "50", "2030": "60"}),
        "myopia": Standard("myopia", "近视率逐年下降", "%", "yoy_decrease"),
    },
    score_style=ScoreStyle.LEAD,
)


def draft_of(records: Mapping[Key, msgspec.Struct] | None = None, framework: Framework = FRAMEWORK) -> Draft:
    """A draft of the small framework that holds just these records."""
    draft = Draft("d", framework)
    return draft.apply([draft.change(key, record) for key, record in (records or {}).items()])


def entry(text: str, approximation: str = "") -> Entry:
    """A stated figure in its canonical form, `700` or `1:19`."""
    return Entry(amount=amount(text), approximation=approximation)


def amount(text: str) -> Amount:
    return parse_amount(text)


def fig(metric: str, slot: str = CURRENT) -> Key:
    return Key("figures", metric, slot)

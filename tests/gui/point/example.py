"""A small framework, drafts and sessions of it, for the tests of the point page."""

from decimal import Decimal

from eduduty_desktop.checks.registry import Registry
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.figures import parse_amount
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
    Stage,
    Standard,
)
from eduduty_desktop.workspace.session import Session


def metric(name: str, label: str, unit: str = "人", kind: Kind = Kind.COUNT, **more: object) -> Metric:
    return Metric(id=name, label=label, unit=unit, kind=kind, **more)  # type: ignore[arg-type]


METRICS = (
    metric("staff.total", "教职工总数", required="编制核定要用。", department="教育局"),
    metric("staff.women", "女教职工数"),
    metric("staff.men", "男教职工数", formula="staff.total - staff.women"),
    metric("fund.total", "教育经费", "万元", Kind.MONEY, decimals=2, standard="no_less", period=PeriodKind.FISCAL),
    metric("rate.degree", "本科以上占比", "%", Kind.PERCENT, decimals=2, standard="half"),
    metric("ratio.staff", "师生比", "比", Kind.RATIO, standard="staffing", stage=Stage.PRIMARY),
    metric("pupil.primary", "生均支出（小学）", "元", Kind.MONEY, group="pupil", stage=Stage.PRIMARY),
    metric("pupil.junior", "生均支出（初中）", "元", Kind.MONEY, group="pupil", stage=Stage.JUNIOR),
    metric("salary.teacher", "教师年平均工资", "元", Kind.MONEY, standard="salary"),
    metric("salary.servant", "公务员年平均工资", "元", Kind.MONEY),
    metric("county.schools", "学校数", "所"),
)
POINT_METRICS = tuple(m.id for m in METRICS[:8])


def standard(name: str, comparison: str, **more: object) -> Standard:
    return Standard(id=name, name=f"标准{name}", unit="", comparison=comparison, **more)  # type: ignore[arg-type]


def framework() -> Framework:
    """Two points in one section: p1 with every kind of metric, p2 with two metrics, p3 with none."""
    points = (
        Point(
            "s1.p1",
            "（一）",
            "教师队伍",
            Decimal(5),
            requirement="配齐教师。",
            departments=("教育局", "编办"),
            metrics=POINT_METRICS,
        ),
        Point("s1.p2", "（二）", "教师待遇", metrics=("salary.teacher", "salary.servant")),
        Point("s1.p3", "（三）", "师德师风"),
    )
    standards = (
        standard("no_less", "yoy_not_decrease", policy="某文件"),
        standard("half", ">=", value="50", verified=True),
        standard("staffing", ">=", by_stage={Stage.PRIMARY: "1:19"}),
        standard("salary", ">=", other="salary.servant"),
    )
    return Framework(
        id="example",
        title="示例",
        year=2021,
        level="county",
        region="",
        basis="",
        sections=(Section("s1", "一", "教师", points),),
        metrics={m.id: m for m in METRICS},
        groups={"pupil": Group("生均支出")},
        profile=Profile(("county.schools",)),
        standards={s.id: s for s in standards},
        score_style=ScoreStyle.APPENDIX,
    )


def session(**figures: str) -> Session:
    """A session over the example; figures as `staff_total="12"` or `staff_total_previous="11"`."""
    opened = Session(Draft("example", framework()), None, registry=Registry())
    for name, text in figures.items():
        slot = PREVIOUS if name.endswith("_previous") else CURRENT
        row = name.removesuffix("_previous").replace("_", ".", 1)
        opened.edit([(Key("figures", row, slot), Entry(parse_amount(text)))], label="示例")
    return opened


def entry(opened: Session, name: str, slot: str = CURRENT) -> Entry:
    """What is stated for a metric's year."""
    found = opened.record(Key("figures", name, slot))
    return Entry() if found is None else found

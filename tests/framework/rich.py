"""A small framework that uses every field of the model at least once."""

from decimal import Decimal

from eduduty_desktop.framework import (
    Bounds,
    Clause,
    Element,
    Framework,
    Grade,
    Group,
    Kind,
    Metric,
    NotConcerned,
    PeriodKind,
    Point,
    Profile,
    Ramp,
    Relation,
    ScoreStyle,
    Scoring,
    ScoringMethod,
    Section,
    Severity,
    Stage,
    Standard,
    Step,
    Target,
    Veto,
    VetoEffect,
)
from eduduty_desktop.framework.model import Limit

D = Decimal


def rich_framework() -> Framework:
    """Three sections, all scoring methods, metrics of most kinds; valid."""
    return Framework(
        id="own-2024",
        title="县级人民政府履行教育职责评价指标(2024)",
        level="county",
        region="某省某市",
        basis="据通知导入",
        year=2024,
        score_style=ScoreStyle.HEADING,
        layout="A",
        total=D(100),
        bonus=D("2.5"),
        not_concerned=NotConcerned.CONVERTED,
        word_limit=5000,
        groups={"fund": Group("生均支出")},
        metrics={
            metric.id: metric
            for metric in (
                Metric("staff.total", "教职工总数", "人", Kind.COUNT, period=PeriodKind.AS_OF, required="它是分母。"),
                Metric(
                    "staff.part", "=其中:专任教师", "人", Kind.COUNT, printed_in=("s2.p1",), scope="含民办\n不含退休"
                ),
                Metric(
                    "staff.rate",
                    "专任教师占比",
                    "%",
                    Kind.PERCENT,
                    decimals=2,
                    formula="staff.part / staff.total * 100",
                    bounds=Bounds("占比不超过100%。", D(0), D(100)),
                ),
                Metric(
                    "fund.primary", "小学生均", "元", Kind.MONEY, group="fund", stage=Stage.PRIMARY, standard="own.fund"
                ),
                Metric("fund.junior", "初中生均", "元", Kind.MONEY, group="fund", stage=Stage.JUNIOR, column="初中"),
                Metric("law.done", "已立规", "", Kind.YESNO, department="司法局"),
                Metric(
                    "park.count",
                    "新建幼儿园",
                    "所",
                    Kind.COUNT,
                    targets=(Target(">=", "2024-12-31", "36"), Target("=", "2025-12-31", "40", "42")),
                ),
            )
        },
        profile=Profile(("staff.total", "staff.part")),
        sections=(
            Section(
                "s1",
                "一",
                "投入",
                (
                    Section(
                        "s1.s1",
                        "(一)",
                        "经费",
                        (
                            Point(
                                "s1.s1.p1",
                                "1.",
                                "生均",
                                D("30.5"),
                                requirement="不低于上年；\n逐年增长。",
                                scoring=Scoring(
                                    "每少1次扣0.2分,扣完为止",
                                    ScoringMethod.DEDUCT,
                                    clauses=(Clause("a", "少一次", D("0.2"), D(2)), Clause("b", "弄虚作假", zero=True)),
                                ),
                                departments=("财政局", "教育局"),
                                departments_basis="deduced",
                                metrics=("fund.primary", "fund.junior"),
                                evidence_required="须有决算表。",
                                word_limit=800,
                            ),
                            Point(
                                "s1.s1.p2",
                                "2.",
                                "占比",
                                D(20),
                                scoring=Scoring(
                                    "",
                                    ScoringMethod.RAMP,
                                    "staff.rate",
                                    ramp=Ramp(D(95), D(1), D("0.1")),
                                ),
                                metrics=("staff.rate",),
                                narrative_optional="只报数字。",
                            ),
                        ),
                        D("50.5"),
                    ),
                    Point(
                        "s1.p1",
                        "(二)",
                        "园所",
                        D("9.5"),
                        scoring=Scoring(
                            "",
                            ScoringMethod.STEPS,
                            "park.count",
                            steps=(Step(">=", D(36), D("9.5")), Step(">=", D(20), D(5))),
                        ),
                        metrics=("park.count",),
                    ),
                ),
                D(60),
            ),
            Section(
                "s2",
                "二",
                "管理",
                (
                    Point(
                        "s2.p1",
                        "",
                        "要素",
                        D(40),
                        scoring=Scoring(
                            "两个要素",
                            ScoringMethod.ELEMENTS,
                            elements=(Element("e1", "有制度", D(20)), Element("e2", "有落实", D(20))),
                        ),
                        metrics=("law.done",),
                    ),
                    Point(
                        "s2.p2",
                        "",
                        "名次",
                        D("2.5"),
                        bonus=True,
                        scoring=Scoring("", ScoringMethod.BANDS, bands=(Element("1", "第一名", D("2.5")),)),
                    ),
                ),
            ),
        ),
        relations=(Relation("r1", "staff.part <= staff.total", Severity.ERROR, "部分不超过总数。"),),
        vetoes=(Veto("v1", "发生重大责任事故", VetoEffect.DOWNGRADE), Veto("v2", "弄虚作假")),
        grades=(Grade("优秀", D(90)), Grade("合格", D(60))),
        standards={
            "own.fund": Standard(
                "own.fund",
                "生均标准",
                "元",
                ">=",
                by_stage={Stage.PRIMARY: "650", Stage.JUNIOR: "850"},
                by_year={"2023": "720"},
                limits=(Limit("800", Stage.PRIMARY, "东部", "2024", because="省定"),),
                also={"寄宿": "300"},
                stages=(Stage.PRIMARY,),
                verified=False,
                note="待核实",
            )
        },
    )

"""The small framework with a rule of every kind: its points, metrics and vetoes keep their ids."""

from decimal import Decimal

from msgspec.structs import replace

from eduduty_desktop.framework import (
    Clause,
    Element,
    Framework,
    Grade,
    NotConcerned,
    Point,
    Ramp,
    Scoring,
    ScoringMethod,
    Section,
    Step,
    Veto,
    VetoEffect,
)
from tests.draft.small import FRAMEWORK

D = Decimal
DEDUCT = Scoring(
    "每少开一次会扣0.5分，最多扣2分；截留经费的不得分。",
    ScoringMethod.DEDUCT,
    clauses=(
        Clause("few", "会议少于规定次数", D("0.5"), D(2)),
        Clause("late", "拨款迟到", D("0.2")),
        Clause("kept", "截留教育经费", zero=True),
    ),
)
STEPS = Scoring(
    method=ScoringMethod.STEPS, metric="meeting.count", steps=(Step(">=", D(4), D(5)), Step(">=", D(2), D(3)))
)
RAMP = Scoring(method=ScoringMethod.RAMP, metric="health.good_rate", ramp=Ramp(D(90), D(5), D("0.1")))
ELEMENTS = Scoring(
    method=ScoringMethod.ELEMENTS, elements=(Element("gym", "有体育馆", D(1)), Element("lab", "有实验室", D("1.5")))
)
BANDS = Scoring(
    method=ScoringMethod.BANDS,
    bands=(Element("first", "前三名", D(10)), Element("middle", "第四至八名", D(8)), Element("last", "其余", D(4))),
)


def point_of(framework: Framework, node: str) -> Point:
    """A point by id."""
    found = framework.nodes[node]
    assert isinstance(found, Point)
    return found


def with_points(framework: Framework, **changed: dict[str, object]) -> Framework:
    """The framework with fields of points replaced; an id's dots are written as `__`."""

    def visit(node: Section | Point) -> Section | Point:
        if isinstance(node, Section):
            return replace(node, children=tuple(visit(child) for child in node.children))
        return replace(node, **changed.get(node.id.replace(".", "__"), {}))

    sections = tuple(visit(section) for section in framework.sections)
    return replace(framework, sections=sections)


SCORED = replace(
    with_points(
        FRAMEWORK,
        s1__p1={"scoring": DEDUCT},
        s1__p2={"scoring": STEPS},
        s2__a__p1={"scoring": RAMP, "full_score": D(5)},
        s2__p2={"scoring": ELEMENTS, "bonus": True},
    ),
    total=D(20),
    bonus=D(2),
    grades=(Grade("优秀", D(18)), Grade("良好", D(15)), Grade("合格", D(12)), Grade("不合格", D(0))),
    vetoes=(Veto("v1", "发生重大安全责任事故"), Veto("v2", "拖欠教师工资", VetoEffect.DOWNGRADE)),
)
CONVERTED = replace(SCORED, not_concerned=NotConcerned.CONVERTED)

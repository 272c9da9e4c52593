"""指标体系: what a notice demands – sections, points, metrics, relations, standards – and reading it strictly.

Knows nothing of a county's answers; those are a draft.
"""

from eduduty_desktop.framework.choices import (
    PERIOD_WORDS,
    STAGE_LABELS,
    Kind,
    NotConcerned,
    PeriodKind,
    ScoreStyle,
    ScoringMethod,
    Severity,
    Stage,
    VetoEffect,
)
from eduduty_desktop.framework.model import (
    Bounds,
    Framework,
    Grade,
    Group,
    Metric,
    Node,
    Point,
    Profile,
    Relation,
    Section,
    Target,
    Veto,
)
from eduduty_desktop.framework.scoring_rules import Clause, Element, Ramp, Scoring, Step
from eduduty_desktop.framework.standard import Limit, Standard

__all__ = [
    "PERIOD_WORDS",
    "STAGE_LABELS",
    "Bounds",
    "Clause",
    "Element",
    "Framework",
    "Grade",
    "Group",
    "Kind",
    "Limit",
    "Metric",
    "Node",
    "NotConcerned",
    "PeriodKind",
    "Point",
    "Profile",
    "Ramp",
    "Relation",
    "ScoreStyle",
    "Scoring",
    "ScoringMethod",
    "Section",
    "Severity",
    "Stage",
    "Standard",
    "Step",
    "Target",
    "Veto",
    "VetoEffect",
]

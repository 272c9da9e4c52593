"""指标体系: what a notice demands – sections, points, metrics, relations, standards – and reading it strictly.

Knows nothing of a county's answers; those are a draft.
"""

from eduduty_desktop.framework.model import (
    STAGE_LABELS,
    Bounds,
    Framework,
    Group,
    Kind,
    Metric,
    PeriodKind,
    Point,
    Profile,
    Relation,
    ScoreStyle,
    Section,
    Severity,
    Standard,
)

__all__ = [
    "STAGE_LABELS",
    "Bounds",
    "Framework",
    "Group",
    "Kind",
    "Metric",
    "PeriodKind",
    "Point",
    "Profile",
    "Relation",
    "ScoreStyle",
    "Section",
    "Severity",
    "Standard",
]

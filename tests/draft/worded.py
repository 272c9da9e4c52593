"""The small framework with some metrics said in words, in percentage points, and with a plan's targets."""

import msgspec

from eduduty_desktop.framework import Kind, Target
from tests.draft.small import FRAMEWORK

YES, TEXT, POINTS, GOAL, FALLING = "staff.left", "school.area", "fund.capital", "meeting.count", "health.myopia_rate"

_CHANGES = {
    YES: {"label": "教职工编制配齐", "unit": "", "kind": Kind.YESNO, "bounds": None},
    TEXT: {"label": "专职校医人数", "unit": "人", "kind": Kind.TEXT, "decimals": 0},
    POINTS: {"label": "与省均值的差距", "unit": "百分点", "kind": Kind.PERCENT_POINTS},
    "fund.total": {"formula": ""},
    GOAL: {"targets": (Target(">=", "2024-12-31", "3"), Target(">=", "2025-12-31", "6", "8"))},
    FALLING: {"standard": "", "targets": (Target("<", "2024-06-30"),)},
}

WORDED = msgspec.structs.replace(
    FRAMEWORK,
    id="worded",
    metrics={
        name: msgspec.structs.replace(metric, **_CHANGES.get(name, {})) for name, metric in FRAMEWORK.metrics.items()
    },
)

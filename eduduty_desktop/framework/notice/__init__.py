"""A notice's table or numbered paragraphs → a Framework: header by meaning, tree, scores, departments, doubts.

Reads Grids and Paragraphs only; which file they came from is `office`'s business.
"""

from eduduty_desktop.framework.notice.reading import (
    Choices,
    Doubt,
    NoticeError,
    Role,
    Source,
    TableReading,
    Understood,
)
from eduduty_desktop.framework.notice.understand import readings_of, understand
from eduduty_desktop.framework.notice.upright import upright

__all__ = [
    "Choices",
    "Doubt",
    "NoticeError",
    "Role",
    "Source",
    "TableReading",
    "Understood",
    "readings_of",
    "understand",
    "upright",
]

"""自评稿: the draft as an immutable value – records, changes, undo, linked narrative, findings' type, assessment.

Knows frameworks and figures; knows no file, no window, no check.
"""

from eduduty_desktop.draft.finding import Finding, Place
from eduduty_desktop.draft.history import Group, UndoStack
from eduduty_desktop.draft.records import CURRENT, PREVIOUS, PROFILE, TABLES, Key
from eduduty_desktop.draft.value import Change, Draft, Reader, canonical

__all__ = [
    "CURRENT",
    "PREVIOUS",
    "PROFILE",
    "TABLES",
    "Change",
    "Draft",
    "Finding",
    "Group",
    "Key",
    "Place",
    "Reader",
    "UndoStack",
    "canonical",
]

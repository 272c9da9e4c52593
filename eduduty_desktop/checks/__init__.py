"""核验: pure functions from a draft to findings, registered by code and rerun only when what they read changes.

Knows drafts and frameworks; knows no file and no window.
"""

from eduduty_desktop.checks.registry import Case, Check, Registry, UndeclaredReadError, View
from eduduty_desktop.checks.runner import Runner
from eduduty_desktop.checks.shipped import shipped_checks

__all__ = ["Case", "Check", "Registry", "Runner", "UndeclaredReadError", "View", "shipped_checks"]

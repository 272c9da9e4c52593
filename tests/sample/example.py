"""The sample county's draft, for tests that need real figures."""

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import Draft, Finding
from eduduty_desktop.workspace.samples import sample_draft

__all__ = ["findings_of", "sample_draft"]


def findings_of(draft: Draft) -> tuple[Finding, ...]:
    """A full run of every shipped check."""
    return Runner(shipped_checks(), draft).findings()

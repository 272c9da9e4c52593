"""The register of every check that the program ships, in the order of the manual."""

from eduduty_desktop.checks.bounds import CHECKS as BOUNDS
from eduduty_desktop.checks.completeness import CHECKS as COMPLETENESS
from eduduty_desktop.checks.evidence import CHECKS as EVIDENCE
from eduduty_desktop.checks.formulas import CHECKS as FORMULAS
from eduduty_desktop.checks.last_year import CHECKS as LAST_YEAR
from eduduty_desktop.checks.length import CHECKS as LENGTH
from eduduty_desktop.checks.placeholders import CHECKS as PLACEHOLDERS
from eduduty_desktop.checks.prose_claims import ProseChecks
from eduduty_desktop.checks.prose_figures import CHECKS as PROSE_FIGURES
from eduduty_desktop.checks.rectification import CHECKS as RECTIFICATION
from eduduty_desktop.checks.registry import Registry
from eduduty_desktop.checks.score_totals import CHECKS as SCORE_TOTALS
from eduduty_desktop.checks.scores import CHECKS as SCORES
from eduduty_desktop.checks.standards import CHECKS as STANDARDS
from eduduty_desktop.checks.targets import CHECKS as TARGETS
from eduduty_desktop.checks.years import CHECKS as YEARS


def shipped_checks() -> Registry:
    """A fresh registry with every shipped check."""
    registry = Registry()
    for checks in (
        COMPLETENESS,
        BOUNDS,
        FORMULAS,
        YEARS,
        STANDARDS,
        TARGETS,
        SCORES,
        SCORE_TOTALS,
        PLACEHOLDERS,
        PROSE_FIGURES,
        ProseChecks().checks(),
        EVIDENCE,
        LENGTH,
        LAST_YEAR,
        RECTIFICATION,
    ):
        for check in checks:
            registry.add(check)
    return registry

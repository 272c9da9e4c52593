"""From outside into the draft: tables and texts become proposals, which nothing applies by itself."""

from eduduty_desktop.intake.scores import propose_scores
from eduduty_desktop.intake.workbook import Proposal, Status, edits_of, propose

__all__ = ["Proposal", "Status", "edits_of", "propose", "propose_scores"]

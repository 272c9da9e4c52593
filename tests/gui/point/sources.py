"""What a narrative's source must look like after any editing."""

from eduduty_desktop.draft.narrative import escape, pieces
from eduduty_desktop.gui.point.pasted import clean_text


def normalise_source(source: str) -> str:
    """The one spelling of a narrative's source: cleaned, every literal brace and backslash escaped."""
    return "".join(piece.link.source() if piece.link else escape(clean_text(piece.text)) for piece in pieces(source))

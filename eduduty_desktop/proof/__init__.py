"""校核 of prose: figures that arithmetic ties together, and residue that must not go upward.

Works on any text; knows nothing of drafts and files.
"""

from eduduty_desktop.proof.reader import Reader
from eduduty_desktop.proof.result import Claim, Proof, Relation, Residue, Span, Verdict


def prove(text: str) -> Proof:
    """The proof of one text whose paragraphs are its lines; linear in its length."""
    return Reader().prove(text)


__all__ = ["Claim", "Proof", "Reader", "Relation", "Residue", "Span", "Verdict", "prove"]

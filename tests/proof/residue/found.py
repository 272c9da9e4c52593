"""What the rules find in a text, as kind and piece."""

from eduduty_desktop.proof.residue import residue_of
from eduduty_desktop.proof.result import Residue


def residues(text: str) -> tuple[Residue, ...]:
    """All residue of a text; each lies where it says."""
    found = residue_of(text.split("\n"))
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.start < one.end
        assert one.message
        assert one.advice
    return found


def kinds(text: str) -> set[str]:
    """The kinds of residue that a text has."""
    return {str(one.kind) for one in residues(text)}


def pieces(text: str, kind: str) -> list[str]:
    """The pieces of one kind, in the order of the text."""
    return [one.text for one in sorted(residues(text), key=lambda one: one.start) if one.kind == kind]

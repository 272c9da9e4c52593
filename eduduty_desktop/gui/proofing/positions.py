"""Where a character of a text stands in a Qt document, which counts UTF-16 units, and back.  No Qt.

Signs that Qt would take for the end of a paragraph are shown as blanks, one for one, so that nothing else moves.
"""

from bisect import bisect_left

_STRANGE = {
    "\r": " ",
    "\x0b": " ",
    "\x0c": " ",
    "\x1c": " ",
    "\x1d": " ",
    "\x1e": " ",
    "\x85": " ",
    "\u2028": " ",
    "\u2029": " ",
    "\x00": "\ufffd",
    "\ufdd0": "\ufffd",
    "\ufdd1": "\ufffd",
    "\ufffc": "\ufffd",
}
_SHOWN = str.maketrans(_STRANGE)


def shown(text: str) -> str:
    """The text as it can be shown: as many characters, a line feed only where the text has one."""
    return text.translate(_SHOWN)


class Positions:
    """Offsets of one text in characters and in UTF-16 units."""

    def __init__(self, text: str) -> None:
        wide = [at for at, char in enumerate(text) if char > "\uffff"] if max(text, default="") > "\uffff" else []
        self._wide = wide
        self._wide_in_document = [at + before for before, at in enumerate(wide)]

    def in_document(self, offset: int) -> int:
        """The position of a character's beginning in the document."""
        return offset + bisect_left(self._wide, offset)

    def in_text(self, position: int) -> int:
        """The offset of the character at a position of the document; of both halves of a pair the same."""
        before = bisect_left(self._wide_in_document, position)
        if before and self._wide_in_document[before - 1] + 1 == position:
            return self._wide[before - 1]
        return position - before

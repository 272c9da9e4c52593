"""Text from outside made fit for a narrative: no control characters, no Word residue, clean paragraphs.  No Qt.

Everything is done by regular expressions over the whole text: 200,000 characters stay fluent.
"""

import re

from eduduty_desktop.draft.narrative import escape

_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[\u00a0\u2007\u202f]")
# Controls, soft hyphen, zero-width and direction marks, object replacement, Qt's own separators, lone surrogates.
_RESIDUE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\uffff]"
)
_BLANK_LINES = re.compile(r"[ \t\u3000]*\n[\s\u3000]*")


def clean_text(text: str) -> str:
    """Text that a document holds exactly: line feeds only, plain spaces, nothing invisible."""
    return _RESIDUE.sub("", _SPACE.sub(" ", _LINE_BREAK.sub("\n", text)))


def clean_paste(text: str) -> str:
    """Pasted text as paragraphs: no blank lines, no indents or trailing spaces; a single line keeps its spaces."""
    text = clean_text(text).replace("\t", " ")
    if "\n" not in text:
        return text
    return _BLANK_LINES.sub("\n", text).strip(" \n\u3000")


def source_of_paste(text: str) -> str:
    """Pasted plain text as source: whatever looks like a token stays literal."""
    return escape(clean_paste(text))

"""The XML of a workbook's part as text, for parts written the way every office program writes them; shared strings.

What is not written so is left to the general reader, never guessed.
"""

import re
from functools import lru_cache

_NO_CHARACTERS = bytes({*range(32)} - {9, 10, 13})  # in no XML
_STRINGS_HEAD = re.compile(r"(?:<\?xml [^?<>]*\?>\s*)?<sst(?: [A-Za-z:]+=\"[^\"<>&]*\")*>")
_STRING = re.compile(r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t>|<t/>)</si>')
ENCODING = re.compile(r"encoding=[\"']([^\"']*)[\"']")
ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_NO_CHARACTER = (0xFFFE, 0xFFFF)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


class UnusualError(Exception):
    """The part is not written the usual way; the general reader takes it."""


def decoded(data: bytes) -> str:
    """The part as text.  Raises UnusualError for what no XML holds, and for comments, sections and document types.

    A byte that is rare is looked for first: that takes a fiftieth of the time.
    """
    if len(data.translate(None, _NO_CHARACTERS)) < len(data):
        raise UnusualError
    if (b"]" in data and b"]]>" in data) or (b"!" in data and b"<!" in data):
        raise UnusualError
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusualError from error
    if not text.isascii() and ("\ufffe" in text or "\uffff" in text):
        raise UnusualError
    return text


def read_strings(data: bytes) -> list[str]:
    """The shared strings of a part in which none has runs or a phonetic guide, characters of the format kept.

    Raises UnusualError.
    """
    text = decoded(data)
    head = _STRINGS_HEAD.match(text)
    if head is None:
        raise UnusualError
    encoding = ENCODING.search(head[0])
    if encoding and encoding[1].lower() != "utf-8":
        raise UnusualError
    found = _STRING.findall(text, head.end())
    blank = sum(not one for one in found)
    # Every tag belongs to one of the strings: four each, three where `<t/>` says that there is none.
    empty = text.count("<t/>") if blank else 0
    if text.count("<", head.end()) != 4 * len(found) - empty + 1 or not text.rstrip().endswith("</sst>"):
        raise UnusualError
    return list(map(unescaped, found)) if "&" in text else found


def unescaped(text: str) -> str:
    """The text of XML characters; what is no known entity is the general reader's."""
    if "<" in text:
        raise UnusualError
    if "&" not in text:
        return text
    plain = ENTITY.sub(_character, text)
    if plain.count("&") != text.count("&amp;") + text.count("&#38;") + text.count("&#x26;"):
        raise UnusualError
    return plain


def _character(match: re.Match[str]) -> str:
    return _entity(match[0])


@lru_cache(maxsize=16_384)
def _entity(text: str) -> str:
    match = ENTITY.fullmatch(text)
    if match is None:
        raise UnusualError
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    if (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code in _NO_CHARACTER:
        raise UnusualError
    return chr(code)

"""Where a line of Chinese text may end: 行首行尾禁则, words and numbers kept whole.

Signs that may not begin or end a line are those of GB/T 15834-2011 (5.1) as office programs keep them for simplified
Chinese; around Latin characters the pairs of Unicode Standard Annex 14 hold.  A sign that may not begin a line takes
the character, word or number before it along (推出); nothing hangs over the margin and nothing is squeezed.
"""

from collections.abc import Sequence
from functools import lru_cache

from eduduty_desktop.document.widths import Script

NEVER_FIRST = frozenset(
    ":!),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏､～￠々‖•·ˇˉ―--′’”"
)
NEVER_LAST = frozenset("([{£¥'\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝（｛“‘")
_TWINS = frozenset("—…")  # 破折号 and 省略号 are two signs that stay together (GB/T 15834-2011, 4.12 and 4.11)

# Classes of UAX 14, as far as the Latin text of a report knows them.
_CLASSES = {
    "SP": " ",
    "GL": "\xa0",
    "IS": ",.:;",
    "SY": "/",
    "HY": "-",
    "BA": "|–\xad·",
    "B2": "—",
    "EX": "!?！？",
    "OP": "([{（［｛《〈「『【〔〖“‘",
    "CL": ")]}。、，．）］｝》〉」』】〕〗”’",
    "QU": "\"'",
    "IN": "…",
    "NS": "：；々",
    "PR": "$£¥+±\\№€￥",
    "PO": "%‰°¢℃％",
}
_CLASS_OF = {char: name for name, chars in _CLASSES.items() for char in chars}
_NEVER_BEFORE = frozenset({"SP", "GL", "CL", "EX", "IS", "SY", "QU", "BA", "HY", "NS"})
_NEVER_AFTER = frozenset({"OP", "QU", "GL"})
# Pairs that stay together; a clause mark stays with the number or word after it, as LibreOffice has it.
_KEPT_PAIRS = frozenset(
    (first, second)
    for firsts, seconds in (
        ("AL NU", "AL NU OP PR PO"),
        ("AL NU ID IN", "IN"),
        ("PR PO", "AL NU OP"),
        ("PR", "ID"),
        ("ID", "PO"),
        ("CL", "PO PR AL NU"),
        ("IS SY", "AL NU"),
        ("B2", "B2"),
    )
    for first in firsts.split()
    for second in seconds.split()
)


def break_before(text: str, at: int, start: int, scripts: Sequence[Script]) -> int:
    """The last offset, at most `at`, at which a new line may begin; `at` itself where none is left after `start`."""
    found = at
    if scripts[at] is Script.HAN:
        while found > start and not _may_part_han(text[found - 1], text[found]):
            found -= 1
            if scripts[found] is Script.LATIN:
                return _before_word(text, found + 1, start) or at
    elif found > start:
        found = _before_word(text, found, start)
    return found if found > start else at


def _before_word(text: str, found: int, start: int) -> int:
    while found > start and not _may_part(text[found - 1], text[found]):
        found -= 1
    return found if found > start else 0


def _may_part_han(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return not (before == after and before in _TWINS)


@lru_cache(maxsize=8192)
def _may_part(before: str, after: str) -> bool:
    first, second = _class_of(before), _class_of(after)
    if second in _NEVER_BEFORE:
        return False
    if first == "SP":
        return True
    return first not in _NEVER_AFTER and (first, second) not in _KEPT_PAIRS


def _class_of(char: str) -> str:
    known = _CLASS_OF.get(char)
    if known is not None:
        return known
    if char.isdecimal():
        return "NU"
    return "ID" if ord(char) >= 0x2E80 else "AL"

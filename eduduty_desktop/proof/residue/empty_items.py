"""空着的一项: an item whose number stands and whose words do not, such as 三是。 or （四）。."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_NUMBERS = "一二三四五六七八九十"
_EMPTY = re.compile(  # begins with what stands behind the number, which is rarer
    rf"[是要](?<=[{_NUMBERS}].)[ \u3000]{{0,4}}(?:[。；;]|[，、,]?(?=[二三四五六七八九][是要]))"
    rf"|[)）](?<=[（(][{_NUMBERS}].)[ \u3000]{{0,4}}[。；;]"
)
EMPTY_ITEM_GATE = patterns(*each("是要)）", rf"(?<=[{_NUMBERS}].)(?=[ \u3000。；;，、,二三四五六七八九])"))
_BEFORE = frozenset("，。；：,;:！ \u3000")
_BEFORE_BRACKET = frozenset("。；;！ \u3000")


def empty_items(line: str) -> Iterator[Residue]:
    """Items of which nothing but the number stands."""
    for match in _EMPTY.finditer(line):
        bracketed = match[0][0] in ")）"
        start = match.start() - (2 if bracketed else 1)
        if start and line[start - 1] not in (_BEFORE_BRACKET if bracketed else _BEFORE):
            continue
        message = f"“{line[start : match.start() + 1]}”后面没有内容。"
        yield residue(line, start, match.end(), Kind.MISSING_ITEM, message, "请补上这一项的内容，或删去序号。")

"""占位: the marks by which a draft says that something is to be filled in, as drafts and foreign texts write them."""

import re
from collections.abc import Iterator
from functools import lru_cache

# Every alternative is of bounded length or a run of one character: linear on any text.
# xx beside Latin letters belongs to a name or an address (xxgk, XXL).
_MARK = re.compile(
    r"[?？]{2,}|[*＊]{2,}|(?<![A-Za-z])[xXｘ×]{2,}(?![A-Za-z])|[_＿]{3,}|…{3,}|(?<![一二三四五六七八九□○])[□○]{2,}"
    r"|[（(]略[)）]|〔待填[^〕]{0,40}〕|[【\[](?:待|请|此处|填)[^】\]]{0,40}[】\]]"
    r"|(?<![有尚亟])待补充|待填写"
    r"|(?<=[\u4e00-\u9fff])[xXｘ×](?=[个名人所次年月日元分万亿市县区])"
)
_BEGIN = re.compile(r"[?？*＊xXｘ×_＿…□○（(〔【\[待](?:(?<![_＿…])|(?=[_＿…]))")  # with one of these every mark begins


def find_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and text of every placeholder in a literal text."""
    return iter(_marks_in(text))


@lru_cache(maxsize=4096)
def _marks_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """Remembered: of all the runs of a narrative one keystroke changes but one."""
    found = []
    end = 0
    for begin in _BEGIN.finditer(text):
        if begin.start() >= end and (mark := _MARK.match(text, begin.start())):
            end = mark.end()
            found.append((mark.start(), end, mark[0]))
    return tuple(found)

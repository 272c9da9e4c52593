"""段末: a paragraph that breaks off in the middle of a sentence, or ends without its full stop."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.residue.finding import residue, shown, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_SHORTEST = 60
_FEW = 4  # a text in which more paragraphs end so was broken into lines by a machine
_ENDS_WELL = re.compile(r"[。！？；：…”’》）】〕!?;:.)\]—][”’）)]?$")
_BREAKS_OFF = re.compile(r"[，、,为和与及对把将以于的按并]$")
_BEGINS_ANEW = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]|[一二三四五六七八九十]是)"
)


def endings(lines: Sequence[str]) -> Iterator[Residue]:
    """Long paragraphs whose last sentence does not end."""
    sound = 0
    found: list[Residue] = []
    last: tuple[int, str] | None = None
    for at, line in starts(lines):
        if not line or line.isspace():
            continue
        if last is not None and (_BEGINS_ANEW.match(line.lstrip()) or (_is_paragraph(line) and _is_paragraph(last[1]))):
            found.extend(_unfinished(*last))
        last = (at, line) if _is_paragraph(line) else None
        if last is not None and _ENDS_WELL.search(line.rstrip()[-6:]):
            sound += 1
    if last is not None:
        found.extend(_unfinished(*last))
    if len(found) <= _FEW and sound >= 3 * len(found):
        yield from found


@lru_cache(maxsize=4096)
def _is_paragraph(line: str) -> bool:
    return len(line) >= _SHORTEST and "。" in line


def _unfinished(at: int, line: str) -> Iterator[Residue]:
    if _ENDS_WELL.search(line.rstrip()[-6:]):
        return
    end = len(line.rstrip())
    start = max(0, end - 12)
    piece = shown(line[start:end])
    if _BREAKS_OFF.search(line.rstrip()[-4:]):
        yield residue(line, start, end, Kind.TRUNCATED, f"段末{piece}话没有说完。", "请补上缺的内容。").moved(at)
    else:
        yield residue(line, start, end, Kind.MISSING_STOP, f"段末{piece}没有句号。", "请补上句末标点。").moved(at)

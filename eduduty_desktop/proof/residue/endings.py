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
        if not line:
            continue
        shape = _shape(line)
        if shape is None:
            continue
        paragraph, anew, well = shape
        if last is not None and (anew or paragraph):
            found.extend(_unfinished(*last))
        last = (at, line) if paragraph else None
        sound += paragraph and well
    if last is not None:
        found.extend(_unfinished(*last))
    if len(found) <= _FEW and sound >= 3 * len(found):
        yield from found


@lru_cache(maxsize=4096)
def _shape(line: str) -> tuple[bool, bool, bool] | None:
    """Whether a line is a paragraph, begins anew, and ends well; None where it is blank."""
    if line.isspace():
        return None
    paragraph = len(line) >= _SHORTEST and "。" in line
    return paragraph, _BEGINS_ANEW.match(line.lstrip()) is not None, _ends_well(line)


def _ends_well(line: str) -> bool:
    return _ENDS_WELL.search(line.rstrip()[-6:]) is not None


def _unfinished(at: int, line: str) -> Iterator[Residue]:
    if _ends_well(line):
        return
    end = len(line.rstrip())
    start = max(0, end - 12)
    piece = shown(line[start:end])
    if _BREAKS_OFF.search(line.rstrip()[-4:]):
        yield residue(line, start, end, Kind.TRUNCATED, f"段末{piece}话没有说完。", "请补上缺的内容。").moved(at)
    else:
        yield residue(line, start, end, Kind.MISSING_STOP, f"段末{piece}没有句号。", "请补上句末标点。").moved(at)

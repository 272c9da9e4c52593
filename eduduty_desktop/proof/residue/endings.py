"""段末: a paragraph that breaks off in the middle of a sentence, or ends without its full stop."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.residue.finding import residue, shown, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_SHORTEST = 60
_FEW = 4  # a text in which more paragraphs end so was broken into lines by a machine
_ENDS = frozenset("。！？；：…”’》）】〕!?;:.)]—")
_BREAKS_OFF = re.compile(r"[，、,为和与及对把将以于的按并]$")
_BEGINS_ANEW = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]|[一二三四五六七八九十]是)"
)


def endings(lines: Sequence[str]) -> Iterator[Residue]:
    """Long paragraphs whose last sentence does not end."""
    sound = 0
    found: list[Residue] = []
    last: tuple[int, str] | None = None  # a paragraph that does not end, unless the next line goes on with it
    for at, line in starts(lines):
        if not line or line.isspace():
            continue
        paragraph = len(line) >= _SHORTEST and "。" in line
        if last is not None and (paragraph or _BEGINS_ANEW.match(line.lstrip())):
            found.append(_unfinished(*last))
        well = paragraph and _ends_well(line)
        last = (at, line) if paragraph and not well else None
        sound += well
    if last is not None:
        found.append(_unfinished(*last))
    if len(found) <= _FEW and sound >= 3 * len(found):
        yield from found


def _ends_well(line: str) -> bool:
    return line.rstrip()[-1:] in _ENDS


def _unfinished(at: int, line: str) -> Residue:
    end = len(line.rstrip())
    start = max(0, end - 12)
    piece = shown(line[start:end])
    if _BREAKS_OFF.search(line.rstrip()[-4:]):
        return residue(line, start, end, Kind.TRUNCATED, f"段末{piece}话没有说完。", "请补上缺的内容。").moved(at)
    return residue(line, start, end, Kind.MISSING_STOP, f"段末{piece}没有句号。", "请补上句末标点。").moved(at)

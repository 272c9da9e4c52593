"""误断行: a sentence that a page break or a pasted link cut in two lines."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.residue.finding import holds_any, residue, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_NEVER_FIRST = frozenset("。，、；！？")
_ENDS = frozenset("。！？；：…”》）】〕!?;:.)]")
_PAGE = re.compile(r"(\d{1,3})、(?=\S)")
_FEWEST_PAGES = 3
_FOOT = re.compile(r"[-—–－]{1,2} ?\d{1,3} ?[-—–－]{1,2}|第 ?\d{1,3} ?页[ ,，/]{0,2}(?:共 ?\d{1,3} ?页)?")
_LONGEST_FOOT = 20
_SHORTEST_PAGE = 60


def stray_breaks(lines: Sequence[str]) -> Iterator[Residue]:
    """Lines that begin with a mark which no line begins with."""
    before = ""
    for at, line in starts(lines):
        if line and line[0] in _NEVER_FIRST and before and before[-1] not in _ENDS:
            message = f"“{line[0]}”在行首：上一行“…{before[-8:]}”处误断了行。"
            yield residue(line, 0, 1, Kind.LINE_BREAK, message, "请接到上一行。").moved(at)
        before = line.rstrip() or before


def page_feet(line: str) -> Iterator[Residue]:
    """The number of a printed page in a line of its own: - 3 -, 第3页 共12页."""
    if len(line) <= _LONGEST_FOOT and holds_any(line, "-—–－页") and _FOOT.fullmatch(bare := line.strip()):
        start = line.index(bare)
        message = f"“{bare}”像是页脚的页码，落在了正文里。"
        yield residue(line, start, start + len(bare), Kind.CHROME, message, "请删去。")


def page_numbers(lines: Sequence[str]) -> Iterator[Residue]:
    """Page numbers of a previewed document (2、 3、 …), most of them in the middle of a sentence."""
    found: list[Residue] = []
    expected = cuts = 0
    before = ""
    for at, line in starts(lines):
        match = _PAGE.match(line) if "、" in line[:4] else None
        if match is not None and len(line) >= _SHORTEST_PAGE:
            number = int(match[1])
            if number in (1, expected):
                cuts += len(before) >= _SHORTEST_PAGE and before[-1] not in _ENDS
                message = f"“{match[0]}”像是预览网页的页码，把一句话隔开了。"
                found.append(residue(line, 0, match.end(), Kind.CHROME, message, "请删去并接上前后文。").moved(at))
                expected = number + 1
            else:
                return
        before = line.rstrip() or before
    if len(found) > _FEWEST_PAGES and 2 * cuts >= len(found):
        yield from found

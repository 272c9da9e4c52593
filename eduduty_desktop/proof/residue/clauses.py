"""重复的分句: a clause that stands twice in a row, with or without a mark between."""

import re
from collections.abc import Iterator
from itertools import compress
from operator import eq

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_SHORTEST, _LONGEST = 7, 60  # shorter doubles are words: repeats.py
_BLANKS = r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # \s, which is slow in a set
_CLAUSE = re.compile(rf"[^，。；：、！？,;:!?{_BLANKS}“”‘’《》（）()]{{{_SHORTEST},{_LONGEST}}}")
_LETTERS = re.compile(r"[\u4e00-\u9fff]{5}")
_NOT_TWICE = frozenset("，、；")


def doubled_clause_places(text: str) -> Iterator[int]:
    """Where clauses equal the one before, or begin or end with what stands in them a second time."""
    clauses = _CLAUSE.findall(text)
    twice = set(compress(clauses, map(eq, clauses, clauses[1:])))
    twice.update(
        clause
        for clause in clauses
        if len(clause) >= 2 * _SHORTEST
        and (clause.find(clause[:3], _SHORTEST) > 0 or clause.find(clause[-3:], 0, -_SHORTEST) >= 0)
        and _halves(clause)
    )
    if twice:
        yield from (match.start() for match in _CLAUSE.finditer(text) if match[0] in twice)


def doubled_clauses(line: str) -> Iterator[Residue]:
    """Clauses written twice: 办好人民满意的教育办好人民满意的教育."""
    before = None
    for match in _CLAUSE.finditer(line):
        clause = match[0]
        if before is not None and before[0] == clause and _follows(line, before, match) and _LETTERS.search(clause):
            yield _residue(line, before.start(), match.end())
        elif len(clause) >= 2 * _SHORTEST and (place := _halves(clause)):
            start, end = place
            yield _residue(line, match.start() + start, match.start() + end)
        before = match


def _follows(line: str, before: re.Match[str], match: re.Match[str]) -> bool:
    return match.start() - before.end() == 1 and line[before.end()] in _NOT_TWICE


def _halves(clause: str) -> tuple[int, int] | None:
    """Where the beginning or the end of a clause stands twice."""
    length = clause.find(clause[:3], _SHORTEST)
    if length > 0 and clause.startswith(clause[:length], length) and _LETTERS.search(clause[:length]):
        return 0, 2 * length
    last = clause.rfind(clause[-3:], 0, len(clause) - _SHORTEST)
    length = len(clause) - 3 - last
    if last >= 0 and clause[-2 * length : -length] == clause[-length:] and _LETTERS.search(clause[-length:]):
        return len(clause) - 2 * length, len(clause)
    return None


def _residue(line: str, start: int, end: int) -> Residue:
    message = f"{shown(line[start:end])}同一句话写了两遍。"
    return residue(line, start, end, Kind.DUPLICATE, message, "请删去多写的一处。")

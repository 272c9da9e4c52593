"""Widths in characters (GB/T 9704-2012, 3.1: one character is as wide as one Han character), and title lines."""

import re
import unicodedata
from itertools import combinations, pairwise

TITLE_WIDTH = 19.5
"""Characters of 22 pt that fit a line of 156 mm, with a little room."""

_WIDE = frozenset("WFA")
# A title is broken where an official would breathe; what is on the left ends a line, or the right begins one.
_GOOD = re.compile(r"(?<=年度)|(?<=情况的)|(?<=工作的)|(?=关于)|(?<=[、》])")
_FAIR = re.compile(r"(?<=人民政府)|(?=履行)|(?=自评报告|自查|报告$)|(?=情况)|(?<=的)|(?=《)|(?<=和)")
_NEVER_FIRST = frozenset("、，。；：”’）》〉】！？的了和与及年度")
_NEVER_LAST = frozenset("“‘（《〈【第关")
_WORST = 1000.0


def char_width(text: str) -> float:
    """Width in Han characters: digits and Latin letters are half, Chinese punctuation is whole."""
    return sum(1.0 if unicodedata.east_asian_width(char) in _WIDE else 0.5 for char in text)


def title_lines(text: str, limit: float = TITLE_WIDTH, most: int = 3) -> tuple[str, ...]:
    """Cut a title into as few lines as fit, at sensible points, none of them stray (7.3.1: 回行词意完整、排列对称).

    Lines that the writer set are kept.  A title too long for `most` lines gets more, evenly filled.
    """
    if "\n" in text.strip():
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    text = text.strip()
    costs = _break_costs(text)
    for count in range(1, most + 1):
        best, lines = _best_cut(text, costs, count, limit)
        if best < _WORST:
            return lines
    return _even_lines(text, limit)


def _break_costs(text: str) -> dict[int, float]:
    """Cost of beginning a line at an offset; offsets that may not begin one are left out."""
    good = {match.start() for match in _GOOD.finditer(text)}
    fair = {match.start() for match in _FAIR.finditer(text)}
    costs: dict[int, float] = {}
    for at in range(1, len(text)):
        left, right = text[at - 1], text[at]
        if right in _NEVER_FIRST or left in _NEVER_LAST or (left + right).isascii() or left.isdigit():
            continue
        costs[at] = 0.0 if at in good else 2.0 if at in fair else 12.0
    return costs


def _best_cut(text: str, costs: dict[int, float], count: int, limit: float) -> tuple[float, tuple[str, ...]]:
    best: tuple[float, tuple[str, ...]] = (_WORST, ())
    offsets = sorted(costs, key=lambda at: costs[at])[:40]
    for cuts in combinations(sorted(offsets), count - 1):
        edges = (0, *cuts, len(text))
        lines = tuple(text[a:b] for a, b in pairwise(edges))
        cost = sum(costs[at] for at in cuts) + _shape_cost([char_width(line) for line in lines], limit)
        if cost < best[0]:
            best = (cost, lines)
    return best


def _shape_cost(widths: list[float], limit: float) -> float:
    """How far the lines are from a trapezoid or diamond; a line over the limit is out of the question."""
    if max(widths) > limit:
        return _WORST
    stray = 20.0 if min(widths) < 4 and len(widths) > 1 else 0.0
    waist = 6.0 if len(widths) == 3 and widths[1] < min(widths[0], widths[2]) else 0.0
    return (max(widths) - min(widths)) * 0.5 + stray + waist


def _even_lines(text: str, limit: float) -> tuple[str, ...]:
    count = int(-(-char_width(text) // limit))
    size = -(-len(text) // count)
    return tuple(text[at : at + size] for at in range(0, len(text), size))

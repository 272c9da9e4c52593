"""Widths in characters (GB/T 9704-2012, 3.1: one character is as wide as one Han character), and title lines."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

TITLE_WIDTH = 19.5
"""Characters of 22 pt that fit a line of 156 mm, with a little room."""

USUAL_LINES = 3
"""Lines of a title that leaders still call balanced; more are printed, and said to be many."""

_WIDE = frozenset("WFA")
# A title is broken where an official would breathe; what is on the left ends a line, or the right begins one.
_GOOD = re.compile(r"(?<=年度)|(?<=情况的)|(?<=工作的)|(?=关于)|(?<=[、》])|(?<=人民政府)(?!教育督导|办公)")
_FAIR = re.compile(
    r"(?=履行)|(?=自评报告|自查|报告$)|(?=情况)|(?<=的)|(?=《)|(?<=和)|(?<=暨)|(?<=自治[县州])|(?=贯彻|落实|推进)"
)
# Words that are never cut, whatever the shape (7.3.1: 回行词意完整).
_WORDS = [
    "人民政府",
    "教育督导委员会",
    "领导小组",
    "办公室",
    "履行",
    "教育职责",
    "职责",
    "情况",
    "自评报告",
    "自查自评",
    "自查",
    "自评",
    "报告",
    "自治县",
    "自治州",
    "自治区",
    "督导",
    "评价",
    "评估",
    "年度",
    "优先发展",
    "义务教育",
    "优质均衡",
    "基本均衡",
    "学前教育",
    "普及普惠",
    "高质量",
    "发展",
    "工作",
    "县级",
    "市级",
    "区级",
    "省级",
    "贯彻",
    "落实",
    "推进",
    "整改",
    "专项",
    "全面",
    "深化",
    "改革",
    "教育",
    "教师",
    "学校",
    "学生",
    "民族",
    "经费",
    "投入",
    "保障",
    "实施",
    "意见",
    "通知",
    "方案",
    "办法",
]
_NEVER_FIRST = frozenset("、，。；：”’）》〉】！？的了和与及年度")
_NEVER_LAST = frozenset("“‘（《〈【第关")
_WORST = 1000.0
_CUT_WORD = 25.0


def char_width(text: str) -> float:
    """Width in Han characters: digits and Latin letters are half, Chinese punctuation is whole."""
    return sum(1.0 if unicodedata.east_asian_width(char) in _WIDE else 0.5 for char in text)


def title_lines(
    text: str, limit: float = TITLE_WIDTH, most: int = USUAL_LINES, whole: Iterable[str] = ()
) -> tuple[str, ...]:
    """Cut a title into as few lines as fit, at sensible points, none of them stray (7.3.1: 回行词意完整、排列对称).

    `whole` are further words, the county's name, that are never cut.  Lines that the writer set are kept.  A title too
    long for `most` lines gets as many as it needs, evenly filled, words still whole where that is possible.
    """
    if "\n" in text.strip():
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    text = text.strip()
    costs = _break_costs(text, tuple(whole))
    for count in range(1, most + 1):
        best, lines = _best_cut(text, costs, count, limit)
        if best < _WORST:
            return lines
    return _even_lines(text, costs, limit)


def title_advice(text: str, whole: Iterable[str] = ()) -> str:
    """What to do about a title that needs more lines than usual; empty if it does not."""
    lines = title_lines(text, whole=whole)
    if len(lines) <= USUAL_LINES:
        return ""
    most = int(TITLE_WIDTH * USUAL_LINES)
    return (
        f"标题有 {len(text.strip())} 个字，2号字要排 {len(lines)} 行。建议压缩到 {most} 个字以内（不超过三行），"
        "或者用简称，把发文机关移到落款。"
    )


def _break_costs(text: str, whole: tuple[str, ...]) -> dict[int, float]:
    """Cost of beginning a line at an offset; offsets that may not begin one are left out."""
    good = {match.start() for match in _GOOD.finditer(text)}
    fair = {match.start() for match in _FAIR.finditer(text)}
    inside = {
        at
        for word in (*whole, *_WORDS)
        for start in _occurrences(text, word)
        for at in range(start + 1, start + len(word))
    }
    costs: dict[int, float] = {}
    for at in range(1, len(text)):
        left, right = text[at - 1], text[at]
        if right in _NEVER_FIRST or left in _NEVER_LAST or (left + right).isascii() or left.isdigit():
            continue
        costs[at] = _CUT_WORD if at in inside else 0.0 if at in good else 2.0 if at in fair else 12.0
    return costs


def _occurrences(text: str, word: str) -> Iterator[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


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
    """How far the lines are from a trapezoid or diamond; a line over the limit is out of the question.

    Lines of one length are a box, a middle line shorter than both others an hourglass: neither is wanted (7.3.1).
    """
    if max(widths) > limit:
        return _WORST
    spread = max(widths) - min(widths)
    stray = 20.0 if min(widths) < 4 and len(widths) > 1 else 0.0
    waist = 6.0 if len(widths) == 3 and widths[1] < min(widths[0], widths[2]) else 0.0
    box = 1.5 if len(widths) > 1 and spread < 1 else 0.0
    return spread * 0.7 + stray + waist + box


def _even_lines(text: str, costs: dict[int, float], limit: float) -> tuple[str, ...]:
    """As few lines as hold the text, each near the mean, by the cheapest chain of breaks."""
    total = char_width(text)
    for count in range(int(-(-total // limit)), len(text) + 1):
        mean = total / count
        chains: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for nth in range(1, count + 1):
            ends = [len(text)] if nth == count else list(costs)
            chains = _longer(text, costs, chains, ends, mean, limit)
        if chains:
            edges = (0, *chains[len(text)][1])
            return tuple(text[a:b] for a, b in pairwise(edges))
    return (text,)


def _longer(
    text: str,
    costs: dict[int, float],
    chains: dict[int, tuple[float, tuple[int, ...]]],
    ends: list[int],
    mean: float,
    limit: float,
) -> dict[int, tuple[float, tuple[int, ...]]]:
    """The cheapest chain to each end that one more line leads to."""
    found: dict[int, tuple[float, tuple[int, ...]]] = {}
    for start, (cost, cuts) in chains.items():
        for end in ends:
            if end <= start or end - start > 2 * limit or (width := char_width(text[start:end])) > limit:
                continue
            new = cost + abs(width - mean) + costs.get(end, 0.0)
            if end not in found or new < found[end][0]:
                found[end] = (new, (*cuts, end))
    return found

"""Headings of a foreign report → nodes of a framework, by number, title and what stands around them."""

import re
from functools import lru_cache

import msgspec
from rapidfuzz import fuzz, process

from eduduty_desktop.framework import Framework, Node, Point
from eduduty_desktop.intake.last_report.outline import Heading

HIGH = 0.75
"""From which confidence a place needs no second look."""
LEAST = 0.5
"""Below this a heading belongs to no node."""
_NUMBER, _PARENT, _WORDS_OF_REQUIREMENT, _TITLE = 0.12, 0.12, 0.1, 0.88
_MARKS = re.compile(r"[\s\W_]+")
# Words that headings put around what they are about.
_FRAME = re.compile(
    "全面|认真|切实|积极|深入|扎实|不断|进一步|着力|加强|推进|推动|落实|促进|完善|健全|强化|深化|开展|做好|打造|实施|保障和?"
    "|情况|工作|方面|统筹|大力|有效|严格|规范|逐步|各项"
)
_SHORT = 3
_OF_PROBLEMS = re.compile(
    "存在.{0,6}(?:问题|不足|困难)|(?:主要|突出)问题|下一步|下步|打算|努力方向|今后|整改(?:措施|计划)"
)
_SAME_CHAPTER = 75.0
_LONGEST_OF_PROBLEMS = 24
_LOOKED_AT = 12
_WORTH_A_LOOK = 55.0
"""Likeness (0–100) of any part of two titles below which a heading without a number is not compared further."""


class Placed(msgspec.Struct, frozen=True):
    """A heading and the node that it stands for, with the confidence (0–1) and why."""

    heading: Heading
    node: str
    confidence: float
    because: str


def place_headings(framework: Framework, headings: tuple[Heading, ...]) -> tuple[Placed, ...]:
    """The node of each heading that has one, in the report's order; a node is used once.

    The likeliest pair is taken first; a heading under one that is placed gains for nodes below that one's node.
    """
    rounds: dict[int, Placed] = {}
    for _ in range(2):  # once to find the sections, again knowing them
        rounds = _round(framework, headings, rounds)
    rounds |= _by_number(framework, headings, rounds)
    return tuple(rounds[at] for at in sorted(rounds))


def _by_number(framework: Framework, headings: tuple[Heading, ...], known: dict[int, Placed]) -> dict[int, Placed]:
    """Headings with other words, but the number of a node left over below the one that their own heading stands for."""
    used = {one.node for one in known.values()}
    parents = _parents(headings)
    found: dict[int, Placed] = {}
    for at, heading in enumerate(headings):
        above = known[parents[at][0]].node if parents[at] and parents[at][0] in known else ""
        if at in known or heading.number is None or not above:
            continue
        for node in framework.nodes.values():
            if node.id not in used and framework.parents.get(node.id) == above and _same_number(heading, node):
                found[at] = Placed(heading, node.id, LEAST, "编号相同，上级标题相符，标题不同")
                used.add(node.id)
                break
    return found


def _same_number(heading: Heading, node: Node) -> bool:
    return (
        heading.number is not None
        and bool(node.number)
        and heading.number.text.strip("、.") == node.number.strip("、.")
    )


def _round(framework: Framework, headings: tuple[Heading, ...], known: dict[int, Placed]) -> dict[int, Placed]:
    parents = _parents(headings)
    elsewhere = _elsewhere(framework, headings, parents)
    nodes = list(framework.nodes.values())
    titles = [_folded(node.title) or node.title for node in nodes]
    pairs: list[tuple[float, float, int, str, str]] = []
    for at, heading in enumerate(headings):
        if at in elsewhere:
            continue
        above = next((known[up].node for up in parents[at] if up in known), "")
        for order, node in _worth_a_look(heading, nodes, titles):
            confidence, because = _confidence(framework, heading, node, above)
            if confidence >= LEAST:
                apart = abs(at / len(headings) - order / len(nodes))
                pairs.append((-confidence, apart, at, node.id, because))
    found: dict[int, Placed] = {}
    used: set[str] = set()
    for minus, _, at, name, because in sorted(pairs):
        if at not in found and name not in used:
            found[at] = Placed(headings[at], name, min(round(-minus, 2), 1.0), because)
            used.add(name)
    return found


def _elsewhere(framework: Framework, headings: tuple[Heading, ...], parents: list[list[int]]) -> frozenset[int]:
    """Headings of the chapters on problems and plans, and all below them: they repeat the words of the indicators."""
    chapters = {
        at
        for at, heading in enumerate(headings)
        if heading.number is not None
        and is_of_problems(heading)
        and all(likeness(heading.title, node.title) < _SAME_CHAPTER for node in framework.nodes.values())
    }
    return frozenset(at for at, above in enumerate(parents) if at in chapters or chapters.intersection(above))


def is_of_problems(heading: Heading) -> bool:
    """Whether a heading begins what is no account of the year: problems, plans."""
    return len(heading.title) <= _LONGEST_OF_PROBLEMS and _OF_PROBLEMS.search(heading.title) is not None


def _parents(headings: tuple[Heading, ...]) -> list[list[int]]:
    """For each heading those above it, the nearest first."""
    open_: list[int] = []
    found: list[list[int]] = []
    for at, heading in enumerate(headings):
        if heading.depth >= 0:
            open_ = [up for up in open_ if headings[up].depth < heading.depth]
        found.append(list(reversed(open_)))
        if heading.depth >= 0:
            open_.append(at)
    return found


def _confidence(framework: Framework, heading: Heading, node: Node, above: str) -> tuple[float, str]:
    title = likeness(heading.title, node.title) / 100
    reasons = [f"标题相似{title:.0%}"]
    confidence = _TITLE * title
    if _same_number(heading, node):
        confidence += _NUMBER
        reasons.append("编号相同")
    if above and above in (one.id for one in framework.path_of(node.id)[:-1]):
        confidence += _PARENT
        reasons.append("上级标题相符")
    elif above:
        confidence -= _PARENT
    words = _folded(heading.title)
    if isinstance(node, Point) and node.requirement and len(words) > _SHORT:
        named = fuzz.partial_ratio(words, _folded(node.requirement)) / 100
        if named > 0.8 and title > 0.4:
            confidence += _WORDS_OF_REQUIREMENT
            reasons.append("评价要求里提到")
    return confidence, "，".join(reasons)


def _worth_a_look(heading: Heading, nodes: list[Node], titles: list[str]) -> list[tuple[int, Node]]:
    """The nodes, with their places in the order, whose titles have most in common with a heading."""
    least = _WORTH_A_LOOK if heading.number is None else 0.0
    title = _folded(heading.title) or heading.title
    found = process.extract(title, titles, scorer=fuzz.partial_ratio, score_cutoff=least, limit=_LOOKED_AT)
    return [(order, nodes[order]) for _, _, order in found]


@lru_cache(maxsize=65_536)
def likeness(one: str, other: str) -> float:
    """How like two headings are (0–100), their frame words aside."""
    first, second = _folded(one), _folded(other)
    if not first or not second:
        return fuzz.ratio(_MARKS.sub("", one), _MARKS.sub("", other))
    whole = fuzz.ratio(first, second)
    short, long = sorted((first, second), key=len)
    within = fuzz.partial_ratio(short, long) * 0.92 if len(short) > _SHORT else 0.0
    # characters in common, whatever their order: 强化德育为纲的思想政治教育 and 思想政治教育与思政课教师
    common = sum(min(first.count(c), second.count(c)) for c in set(first)) / len(short) * 100
    return max(whole, min(within, 0.5 * (within + common)))


def _folded(title: str) -> str:
    return _FRAME.sub("", _MARKS.sub("", title))

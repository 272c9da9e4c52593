"""Whether the full scores of a framework's tree add up to what the notice states."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from eduduty_desktop.framework.model import Framework, Node, Point, Section


class ScoreGap(msgspec.Struct, frozen=True):
    """A stated full score that is not its parts' sum; `node` is a section's id, empty for the total."""

    node: str
    stated: Decimal
    parts: Decimal


def full_score(node: Node) -> Decimal | None:
    """A node's full score: as stated, else its children's sum; None where one of them is unknown."""
    if isinstance(node, Point) or node.full_score is not None:
        return node.full_score
    return sum_of(node.children)


def sum_of(nodes: Iterable[Node]) -> Decimal | None:
    """Sum over siblings without bonus points and sections of nothing else; None where one is unknown or none is left."""
    scores = [full_score(node) for node in nodes if not _only_bonus(node)]
    return None if not scores or None in scores else sum((s for s in scores if s is not None), Decimal(0))


def _only_bonus(node: Node) -> bool:
    if isinstance(node, Point):
        return node.bonus
    return bool(node.children) and all(_only_bonus(child) for child in node.children)


def total_of(framework: Framework) -> Decimal | None:
    """The full score of the whole: as the notice states it, else the tree's sum, else None."""
    return framework.total if framework.total is not None else sum_of(framework.sections)


def score_gaps(framework: Framework) -> tuple[ScoreGap, ...]:
    """Every stated full score that differs from its parts' sum, outermost first."""
    return tuple(_gaps(framework))


def _gaps(framework: Framework) -> Iterator[ScoreGap]:
    parts = sum_of(framework.sections)
    if framework.total is not None and parts is not None and parts != framework.total:
        yield ScoreGap("", framework.total, parts)
    for node in framework.nodes.values():
        if isinstance(node, Section) and node.full_score is not None:
            parts = sum_of(node.children)
            if parts is not None and parts != node.full_score:
                yield ScoreGap(node.id, node.full_score, parts)

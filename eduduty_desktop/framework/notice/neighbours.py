"""A number whose title begins with figures, told by the entries around it: `2.95%以上的学校…` after `1.` is the second.

By itself `2.95` may be a decimal, and `2.3` before 所学校 a number; between `1.` and `3.` they are not.
"""

import re
from collections.abc import Sequence

from eduduty_desktop.framework.notice.numbering import Number
from eduduty_desktop.framework.notice.sprouts import Sprout

_FIGURE = re.compile(r"([1-9][0-9]?)\.(?=[0-9])")


def number_by_neighbours(roots: Sequence[Sprout]) -> None:
    """Takes `n.` off the titles of leaves that count on from the entry before or to the entry behind.

    What reads as a number of two counters is changed only where every neighbour below the same heading agrees.
    """
    leaves = [leaf for root in roots for leaf in root.leaves()]
    _count_on([leaf for leaf in leaves if leaf.number is None], leaves)
    for node in (node for root in roots for node in root.walk()):
        family = [child for child in node.children if not child.children]
        _count_on([one for one in family if _is_decimal(one)], family, strictly=True)


def _count_on(asked: Sequence[Sprout], row: Sequence[Sprout], *, strictly: bool = False) -> None:
    places = {id(leaf): i for i, leaf in enumerate(row)}
    for leaf in asked:
        printed = f"{leaf.number.text if leaf.number else ''}{leaf.title}"
        match = _FIGURE.match(printed)
        if match is None:
            continue
        at, count = places[id(leaf)], int(match[1])
        agreed = [_count(row[i]) == count + i - at for i in (at - 1, at + 1) if 0 <= i < len(row)]
        if agreed and (all(agreed) if strictly else any(agreed)):
            leaf.number, leaf.title = Number(f"{count}.", "arabic", (count,)), printed[match.end() :]


def _is_decimal(leaf: Sprout) -> bool:
    return leaf.number is not None and leaf.number.style == "dotted" and leaf.number.depth == 2


def _count(leaf: Sprout) -> int | None:
    """The one counter of `3.`; None for other numbers."""
    number = leaf.number
    return number.counters[0] if number and number.style == "arabic" and number.depth == 1 else None

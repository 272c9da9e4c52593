"""Which of the figures behind a word that opens a list are the parts of a whole, and which are parts of a part."""

from collections.abc import Sequence
from itertools import pairwise

from eduduty_desktop.proof.addends import CLOSING, NESTED, Book, name_of
from eduduty_desktop.proof.division.form import MOST_PREFIXES
from eduduty_desktop.proof.kinds import runs_of_kinds
from eduduty_desktop.proof.lexicon import are_complements, bare
from eduduty_desktop.proof.passage import Mention

_NAME, _FEWEST_IN_TURN = 4, 4
_ENDS = CLOSING | frozenset("；;")

Grouping = tuple[bool, Sequence[Mention]]
"""Whether it is the likely one, and the parts."""


def groupings(book: Book, opened: int, parts: list[Mention], whole: Mention, itemized: bool = False) -> list[Grouping]:
    """Which of the figures behind a cue may be the parts, the most likely first; a lone part is one too.

    `itemized`: the list is one of items between semicolons, the first figure of each being its own.
    """
    nested = _first_nested(book.text, opened, parts)
    run: Sequence[Mention] = parts
    likely = True
    others: list[Sequence[Mention]] = []
    heads = _heads(parts)
    if nested is not None:
        before = [part for part in parts if part.end <= nested]
        if not before:
            return [(False, parts)]
        run, likely, others = _around(parts, nested, whole)
        if itemized and len(heads) > 1:
            others.append(run)
            run, likely = heads, True
    elif len(parts) > 2:
        first_part = [part for part in parts if part.clause.part == parts[0].clause.part]
        first_clause = [part for part in parts if part.clause == parts[0].clause]
        if (named := _named_alike(parts, whole)) or _halves(book.text, parts):
            run = parts[: named or 2]
            others.append(parts)
        elif divided := kinds_in_turn(parts):
            run = divided[0]
            others.append(parts)
        elif 2 <= len(first_clause) < len(parts) and _each_alone(parts[len(first_clause) :]):
            run = first_clause
            others.append(parts)
        elif 2 <= len(first_part) < len(parts):
            run = first_part
            others.append(parts)
    others += [parts[:count] for count in range(min(len(parts), MOST_PREFIXES) - 1, 1, -1)]
    if len(heads) < len(parts):
        others.append(heads)
    return [(likely, run), *_fitting(book, run, others, parts, whole)]


def _fitting(
    book: Book, run: Sequence[Mention], others: list[Sequence[Mention]], parts: list[Mention], whole: Mention
) -> list[Grouping]:
    """The other groupings that come near the whole, each beginning of the list once."""
    seen = {len(run)} if run == parts[: len(run)] else set()
    result: list[Grouping] = []
    for other in others:
        prefix = other == parts[: len(other)]
        if other is run or len(other) < 2 or (prefix and len(other) in seen):
            continue
        if prefix:
            seen.add(len(other))
        if book.may_give(other, whole):
            result.append((False, other))
    return result


def _around(
    parts: list[Mention], nested: int, whole: Mention
) -> tuple[Sequence[Mention], bool, list[Sequence[Mention]]]:
    """The parts around a list within the list, whether they are likely meant, and what else they may be."""
    before = [part for part in parts if part.end <= nested]
    inner = _inner(parts, nested)
    without = [part for part in parts if part not in inner]
    run: Sequence[Mention] = before[:-1]
    sibling = len(run) >= 2 and (_one_part(run) and before[-1].clause.part != run[-1].clause.part)
    likely = sibling or (len(run) >= 2 and _exceeds(before[-1], whole))
    row = [part for part in inner if part.clause == inner[0].clause]
    if len(without) >= 2 and not likely and _gives(inner, before[-1]):
        run, likely = without, True
    if not run:
        run = before
        likely = len(before) == 1 and not without[1:]
    beyond = [part for part in parts if part not in row] if 1 < len(row) < len(inner) else []
    if len(beyond) == 2 and are_complements(*map(name_of, beyond)):  # 市级12亿元，主要是…等，县区25亿元
        return beyond, True, [run, before, without]
    return run, likely, [before, without, beyond]


def _heads(parts: Sequence[Mention]) -> list[Mention]:
    """The first figure of each item between semicolons."""
    return [
        part for number, part in enumerate(parts) if not number or part.clause.part != parts[number - 1].clause.part
    ]


def _named_alike(parts: Sequence[Mention], whole: Mention) -> int:
    """How many of the first parts bear the name of the whole, if those behind do not; 0 where that tells nothing."""
    name = bare(whole.lead)[-_NAME:]
    bearing = [bare(part.lead).endswith(name) for part in parts]
    count = bearing.index(False) if False in bearing else 0
    others = any(bare(part.lead).endswith(f"其他{name[-2:]}") for part in parts[count:])
    return count if len(name) == _NAME and count > 1 and not others else 0


def _halves(text: str, parts: Sequence[Mention]) -> bool:
    """Whether the list is two halves of one thing and what follows is no third of their kind: 居民313万人，职工41万人，工伤…."""
    one, other, third = (name_of(part) for part in parts[:3])
    between = text[parts[1].end : parts[2].start]
    return (
        any(mark in between for mark in "，；,;")
        and are_complements(one, other)
        and not are_complements(one, third)
        and not are_complements(other, third)
        and parts[1].clause != parts[2].clause
    )


def kinds_in_turn(parts: Sequence[Mention]) -> list[Sequence[Mention]]:
    """The list in two runs of different kinds, each of which may be the whole: 本科9人,大专18人,小高17人,小一10人."""
    if len(parts) < _FEWEST_IN_TURN:
        return []
    runs = list(runs_of_kinds([name_of(part) for part in parts]))
    return (
        [parts[begin:end] for begin, end in runs[:2]]
        if len(runs) > 1 and runs[0][0] == 0 and runs[1][0] == runs[0][1]
        else []
    )


def _first_nested(text: str, opened: int, parts: list[Mention]) -> int | None:
    """Where a list inside the list opens at the same depth of brackets."""
    for match in NESTED.finditer(text, opened, parts[-1].end):
        behind = next((part for part in parts if part.start >= match.end()), None)
        before = next((part for part in reversed(parts) if part.end <= match.start()), None)
        between = text[match.start() : behind.start] if behind else ""
        ends = CLOSING if behind and behind.clause.sentence == parts[0].clause.sentence and behind.depth else _ENDS
        if behind is not None and before is not None and not any(sign in between for sign in ends):
            return match.start()
    return None


def _inner(parts: list[Mention], nested: int) -> list[Mention]:
    """The parts of a part: those behind the nested cue, up to the next semicolon."""
    behind = [part for part in parts if part.start >= nested]
    return [part for part in behind if part.clause.part == behind[0].clause.part]


def _each_alone(parts: Sequence[Mention]) -> bool:
    """Whether no two of them stand in one clause."""
    return all(one.clause != other.clause for one, other in pairwise(parts))


def _one_part(parts: Sequence[Mention]) -> bool:
    return all(part.clause.part == parts[0].clause.part for part in parts)


def _exceeds(one: Mention, other: Mention) -> bool:
    a, b = one.quantity.interval, other.quantity.interval
    return a is not None and b is not None and a.low > b.high


def _gives(parts: Sequence[Mention], whole: Mention) -> bool:
    numbers = [part.quantity.number for part in parts]
    return len(parts) >= 2 and None not in numbers and sum(filter(None, numbers)) == whole.quantity.number

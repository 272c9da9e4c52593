"""Shares of several parts at once: rows with 分别, a share composed of a list, two shares that make a hundred."""

import re
from collections.abc import Iterator
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.explanation import explain, quotient, total_of
from eduduty_desktop.proof.lexicon import COMPLEMENTS, span_of, spans_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.before import AMONG
from eduduty_desktop.proof.relations.shares.naming import named_whole, noun_of_whole
from eduduty_desktop.proof.relations.shares.result import HUNDRED, at_least, reading_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import MOST_IN_ROW, Figure, Role, alike, countable, subject_of

_ROWS_BACK = 30
_COUNTED = re.compile("[两二三四五六七八各]{1,2}(?:项|者|类|部分|块|级)")
_LIST = re.compile("(?:包括|其中(?:包括)?|分别(?:是|为)?|具体(?:为|是)?|即)")


def of_row(figures: tuple[Figure, ...], share: Figure, near: list[Figure]) -> Iterator[Reading]:
    """小学、初中、高中分别有300人、200人、100人,占比分别为50%、33.3%、16.7%: each part with its share."""
    first = share.first if share.first >= 0 else share.index
    place = share.index - first
    length = share.row
    if near and near[0].quantity.number == length and _COUNTED.fullmatch(near[0].mention.text):
        near = near[1:]  # 三项占比分别是
    if not near:
        return
    last = near[0]
    begin = last.first if last.first >= 0 else last.index
    if not 2 <= length <= MOST_IN_ROW:
        return
    if last.row == 1:
        yield from _of_named_parts(figures, share, near, length, place)
        yield from _of_all_parts(figures, share, near, length, place)
    if last.row != length:
        return
    sentence = share.mention.clause.sentence
    parts = figures[begin : begin + length]
    if parts[0].mention.clause.sentence != sentence or len({figure.quantity.unit for figure in parts}) != 1:
        return
    part = parts[place]
    wholes = [f for f in near if f.index < begin and alike(f.quantity, part.quantity)][:6]
    total = total_of([figure.quantity for figure in parts])
    expected = quotient(part.quantity.interval, total, 100)
    if expected is not None:
        yield Reading(
            Relation.SHARE,
            span_of(share.mention),
            spans_of([*(figure.mention for figure in parts), share.mention]),
            share.quantity.interval,
            expected,
            0.7,
            f"{part.mention.text}÷（{'＋'.join(figure.mention.text for figure in parts)}）",
            written(expected, share.quantity),
        )
    for whole in wholes:
        if at_least(whole.quantity, part.quantity) and (reading := reading_of(share, part, whole, 0.7)) is not None:
            yield reading
    yield from _of_two_rows(figures, share, part, begin)


def _of_named_parts(
    figures: tuple[Figure, ...], share: Figure, near: list[Figure], length: int, place: int
) -> Iterator[Reading]:
    """专任教师1542人,其中高级386人,中级612人,分别占25.0%、39.7%: as many parts, each with its name, and what they are of."""
    opening = figures[share.first] if share.first >= 0 else share
    sentence = share.mention.clause.sentence
    same = [f for f in near if f.mention.clause.sentence == sentence and alike(f.quantity, near[0].quantity)]
    if subject_of(opening.lead.rpartition("占")[0]):
        return
    if "分别" not in opening.lead or len(same) <= length or named_whole(opening.lead.replace("分别", "")):
        return
    part, whole = same[length - 1 - place], same[length]
    if any(f.row > 1 or not at_least(whole.quantity, f.quantity) for f in same[:length]):
        return
    among = bool(AMONG.search(same[length - 1].head)) and len(same) == length + 1
    if (reading := reading_of(share, part, whole, 0.85 if among else 0.6)) is not None:
        yield reading


def _of_all_parts(
    figures: tuple[Figure, ...], share: Figure, near: list[Figure], length: int, place: int
) -> Iterator[Reading]:
    """专任教师4926人,…。高级683人,中级2017人,初级2226人,分别占13.87%、40.95%、45.19%: parts that make up what was told before."""
    opening = figures[share.first] if share.first >= 0 else share
    sentence = share.mention.clause.sentence
    parts = [f for f in near[:length] if f.mention.clause.sentence == sentence and f.row == 1][::-1]
    if (
        len(parts) < length
        or "分别" not in opening.lead
        or subject_of(_COUNTED.sub("", opening.lead.rpartition("占")[0]))
    ):
        return
    total = total_of([f.quantity for f in parts])
    for whole in reversed(figures[max(0, opening.index - _ROWS_BACK) : parts[0].index]):
        if not alike(whole.quantity, parts[0].quantity) or whole.quantity.interval is None or total is None:
            continue
        if whole.quantity.interval.meets(total):
            if (reading := reading_of(share, parts[place], whole, 0.85)) is not None:
                yield reading
            return


def _of_two_rows(figures: tuple[Figure, ...], share: Figure, part: Figure, begin: int) -> Iterator[Reading]:
    """支出总额分别为A1、A2、A3…拨款分别为B1、B2、B3,拨款占支出的比例分别为: each whole of the row that the shares name."""
    first = figures[share.first] if share.first >= 0 else share
    noun = noun_of_whole(named_whole(first.lead.replace("分别", "")))
    at = begin - 1
    while noun and at >= max(0, begin - _ROWS_BACK):
        row = figures[at].first if figures[at].first >= 0 else at
        head = figures[row]
        named = noun in head.head and "均" not in head.head
        if named and head.row == share.row and alike(head.quantity, part.quantity):
            whole = figures[row + share.index - first.index]
            if (
                at_least(whole.quantity, part.quantity)
                and (reading := reading_of(share, part, whole, 0.85)) is not None
            ):
                yield reading
            return
        at = row - 1


def composed(passage: Passage, figures: tuple[Figure, ...], share: Figure) -> Iterator[Reading]:
    """本科占74.17%,包括招聘55人,其中本科40人;引进硕士3人;…: the sum of the parts over the sum of the wholes."""
    if share.role is not Role.SHARE or share.mention.tail.strip() or share.index + 3 >= len(figures):
        return
    if not _LIST.match(passage.text, share.mention.clause.end + 1):
        return
    sentence = share.mention.clause.sentence
    behind = [f for f in figures[share.index + 1 : share.index + 41] if f.mention.clause.sentence == sentence]
    wholes: list[Quantity] = []
    parts: list[Quantity] = []
    alone: list[bool] = []
    seen: set[int] = set()
    for figure in behind:
        if not countable(figure.quantity) or (behind and not alike(figure.quantity, behind[0].quantity)):
            continue
        item = figure.mention.clause.part
        if item not in seen:
            seen.add(item)
            wholes.append(figure.quantity)
            parts.append(figure.quantity)
            alone.append(True)
        elif alone[-1] and "其中" in figure.head:
            parts[-1], alone[-1] = figure.quantity, False
        else:
            return
    if alone.count(False) < 2:
        return
    used = [f for f in behind if f.quantity in wholes or f.quantity in parts]
    for likelihood, counted in ((0.85, parts), (0.3, [p for p, bare in zip(parts, alone, strict=True) if not bare])):
        above, below = total_of(counted), total_of(wholes)
        expected = quotient(above, below, 100)
        if expected is None:
            continue
        sums = [f"{'＋'.join(q.text for q in row)}" for row in (counted, wholes)]
        yield Reading(
            Relation.SHARE,
            span_of(share.mention),
            spans_of([*(figure.mention for figure in used), share.mention]),
            share.quantity.interval,
            expected,
            likelihood,
            f"（{sums[0]}）÷（{sums[1]}）",
            written(expected, share.quantity),
            explain(share.quantity, expected),
        )


def complements(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """公办占50.1%,民办占49.9%: two shares of one whole that are all there is make 100 %."""
    shares = [figure for figure in figures if figure.role is Role.SHARE and figure.quantity.kind is Kind.PERCENT]
    for one, other in pairwise(shares):
        clause, next_clause = one.mention.clause, other.mention.clause
        if clause.sentence != next_clause.sentence or other.first >= 0 or one.first >= 0:
            continue
        if one.mention.tail.strip("，,、；; "):
            continue
        heads = one.head.rpartition("，")[2], other.head.rpartition("，")[2]
        left, right = (subject_of(head.rpartition("占")[0] or head) for head in heads)
        if one.quantity.interval is None or not left or not right:
            continue
        names = next((pair for pair in COMPLEMENTS if _swapped(left, right, pair)), None)
        expected = HUNDRED - one.quantity.interval
        excused = bool(one.quantity.approximation or other.quantity.approximation)
        yield Reading(
            Relation.SHARE,
            span_of(other.mention),
            spans_of([one.mention, other.mention]),
            other.quantity.interval,
            expected,
            0.7 if names and not excused else 0.5,
            f"100%－{one.mention.text}",
            written(expected, other.quantity),
            f"“{names[0]}”与“{names[1]}”两部分的占比之和应为100%" if names else "",
        )


def _swapped(left: str, right: str, pair: tuple[str, str]) -> bool:
    """Whether two names differ by the two words of the pair alone."""
    if not left or not right:
        return False
    one, other = pair
    return left.replace(one, other, 1) == right != left or left.replace(other, one, 1) == right != left


def starts_row(figures: tuple[Figure, ...], share: Figure) -> bool:
    following = share.index + 1
    return following < len(figures) and figures[following].first == share.index

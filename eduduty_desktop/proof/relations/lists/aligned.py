"""分别: as many values as subjects: 小学、初中分别增长1.2%、3.4%; 甲、乙分别获第二名和第四名."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.lists.listing import Item, Listing, listing_before, listing_from
from eduduty_desktop.proof.relations.lists.subjects import subjects_by_comma, subjects_by_number
from eduduty_desktop.proof.relations.lists.valued import reading_of_values, with_values
from eduduty_desktop.proof.result import Relation, Span

ADVICE = "请核对“分别”前后的项数：每个对象对应一个数。"

_EACH = re.compile("分别|依次")
_JOINT = re.compile("[ ]?(?:[、/]|和|及|与|以及)[ ]?(?:约|近|达到?|为)?[ ]?")
_COMMA = re.compile("[ ]?[，,][ ]?")
_VERB = re.compile(
    "[^，,。；;、：:\n0-9“”《》]{0,14}?(?:为|是|获得|荣获|获评|获|评为|评定为|达到|达|增长|下降|提高|列|居|在|于)"
)
_BACK = 120
_VALUES = 16


def aligned(passage: Passage) -> Iterator[Reading]:
    """Readings of every 分别: the values behind it against what is listed before it."""
    text = passage.text
    starts = [quantity.start for quantity in passage.quantities]
    for match in _EACH.finditer(text):
        subjects = _subjects(text, match.start())
        values = _quantities(text, match.end(), passage.quantities, bisect_left(starts, match.end()))
        if len(values) >= 2:
            spans = [Span(value.start, value.end, value.text) for value in values if value.end - value.start <= 24]
            further = _further(text, passage.quantities, bisect_left(starts, values[-1].end))
            if subjects is not None:
                sure = not further and _is_plain(text, subjects, match)
                yield from _readings(text, subjects, spans, len(values), len(values) + further, sure=sure)
            if spans:
                yield from _unlisted(text, match.start(), spans, len(values), further, alone=subjects is None)
                before = bisect_left(starts, match.start())
                yield from _valued(text, match.start(), passage.quantities, before, spans, further=bool(further))
        elif not values and subjects is not None:
            named = _named(text, match.end())
            if named is not None and named.main >= 2:
                spans = [item.span() for item in named.items]
                yield from _readings(text, subjects, spans, named.least, named.most, sure=False)


def _subjects(text: str, at: int) -> Listing | None:
    """The listing of the clause before 分别, or of the clause before that one."""
    end = at
    for _ in range(3):
        listing = listing_before(text, end)
        if listing is None:
            return None
        if listing.main >= 2:
            return listing
        end = listing.start - 1
        if end <= at - _BACK or end <= 0 or text[end] not in "，,）)":
            return None
    return None


def _quantities(text: str, at: int, quantities: tuple[Quantity, ...], index: int) -> list[Quantity]:
    """The quantities that follow one another from the first one behind `at`."""
    if (
        index >= len(quantities)
        or quantities[index].start - at > _VALUES
        or re.search("[，,。；;：:、“《]", text[at : quantities[index].start])
    ):
        return []
    run = [quantities[index]]
    for quantity in quantities[index + 1 : index + 40]:
        if not _JOINT.fullmatch(text, run[-1].end, quantity.start):
            break
        run.append(quantity)
    return run


def _further(text: str, quantities: tuple[Quantity, ...], index: int) -> int:
    """How many quantities more follow behind a comma each, which may or may not belong to the values."""
    number = 0
    while 0 < index + number < len(quantities) and number < 20:
        one, other = quantities[index + number - 1], quantities[index + number]
        if not _COMMA.fullmatch(text, one.end, other.start):
            break
        number += 1
    return number


def _named(text: str, at: int) -> Listing | None:
    """The listing of names behind 分别 and its verb."""
    verb = _VERB.match(text, at)
    return listing_from(text, verb.end()) if verb else None


def _is_plain(text: str, subjects: Listing, match: re.Match[str]) -> bool:
    """Whether the sentence leaves no doubt what the subjects are: one list of short names, and nothing else listed."""
    names = [item.plain for item in subjects.items]
    if subjects.least != subjects.most or subjects.end != match.start() or len(names[0]) > 14:
        return False
    if any(len(name) > 8 for name in names[1:-1]) or len(names[-1]) > 14 or re.search("[0-9]", "".join(names)):
        return False
    sentence = max(text.rfind(mark, max(0, subjects.start - _BACK), subjects.start) for mark in "。；\n")
    before = text[max(sentence, subjects.start - _BACK, 0) : subjects.start]
    return not re.search("[、和与及]", before) and not re.search("[各均每年比较]", "".join(names))


def _unlisted(text: str, at: int, values: list[Span], number: int, further: int, *, alone: bool) -> Iterator[Reading]:
    """Readings of the values against subjects that are only counted (近三年), or listed between commas."""
    stated, operands = _stated(text, values)
    for subjects in (subjects_by_number(text, at), subjects_by_comma(text, at, number)):
        if subjects is None:
            continue
        sure = alone and not further and abs(subjects.number - number) == 1
        shown = f"{subjects.number}项"
        yield Reading(
            Relation.LIST,
            stated,
            (*(_cut(span) for span in subjects.spans), *operands),
            Interval(Decimal(number), Decimal(number + further)),
            Interval.exact(Decimal(subjects.number)),
            subjects.likelihood if sure or subjects.number == number else min(subjects.likelihood, 0.6),
            arithmetic=f"“分别”前的{subjects.named}（{shown}）",
            shown=shown,
            why=ADVICE,
        )


def _valued(
    text: str, at: int, quantities: tuple[Quantity, ...], before: int, values: list[Span], *, further: bool
) -> Iterator[Reading]:
    """Readings of the values against subjects that have a value each: 小学120人、初中80人，分别占60%和40%."""
    stated, operands = _stated(text, values)
    found = len(values)
    for spans, named, number, likelihood in with_values(text, at, quantities, before, found):
        sure = not further and abs(number - found) == 1
        likely = likelihood if sure else min(likelihood, 0.6)
        yield reading_of_values(stated, spans, operands, named, number, found, likely)


def _stated(text: str, values: list[Span]) -> tuple[Span, tuple[Span, ...]]:
    """What stands for the values: all of them in one span if it is short, else the last; and the operands."""
    whole = Span(values[0].start, values[-1].end, text[values[0].start : values[-1].end])
    return (whole, (whole,)) if whole.end - whole.start <= 24 else (values[-1], tuple(values))


def _cut(span: Span, longest: int = 24) -> Span:
    start = max(span.start, span.end - longest)
    return Span(start, span.end, span.text[start - span.start :])


def _readings(
    text: str, subjects: Listing, values: list[Span], least: int, most: int, *, sure: bool
) -> Iterator[Reading]:
    if not values:
        return
    stated, places = _stated(text, values)
    counts = Interval(Decimal(least), Decimal(most))
    spans = [_head(item, index) for index, item in enumerate(subjects.items)]
    operands = (*spans, *places)

    def reading(low: int, high: int, likelihood: float) -> Reading:
        return Reading(
            Relation.LIST,
            stated,
            operands,
            counts,
            Interval(Decimal(low), Decimal(high)),
            likelihood,
            arithmetic=f"“分别”前列出的{subjects.named()}（{min(max(most, low), high)}项）",
            shown=f"{min(max(most, low), high)}项",
            why=ADVICE,
        )

    off = min(abs(subjects.least - most), abs(subjects.most - least))
    yield reading(subjects.least, subjects.most, ACCUSE if sure and off == 1 else 0.6)
    for factor in (2, 3):
        yield reading(subjects.least * factor, subjects.most * factor, 0.3)


def _head(item: Item, index: int) -> Span:
    return item.span(12, tail=True) if index == 0 else item.span(12)

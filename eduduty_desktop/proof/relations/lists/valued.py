"""分别 behind subjects that have a value each: 小学120人、初中80人，分别占60%和40%; as many values as parts of the clause."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.result import Relation, Span

ADVICE = "请核对“分别”前后的项数：每个对象对应一个数。"

_BEHIND = re.compile("[，,]?$")
_NAMED = re.compile("(?P<mark>[、，,和及与])[^、，,。；;：:（）()0-9]{1,18}$")
_SENTENCE = re.compile("[。；;！？!?：:\n]")
_BACK, _MANY = 160, 8
_MAY_BE = 0.6
_NO_VALUE = frozenset("年月日季度")


def with_values(
    text: str, at: int, quantities: tuple[Quantity, ...], before: int, number: int
) -> Iterator[tuple[list[Span], str, int, float]]:
    """The subjects of the 分别 at `at` that have a value each, last of them quantity `before - 1`: spans, name, how many.

    `number` is how many values stand behind; the likelihood is that of a list by 、 alone, else that of a loose one.
    """
    if not before or not _BEHIND.fullmatch(text, quantities[before - 1].end, at) or text[at - 1] not in "，,":
        return
    low = max(0, at - _BACK)
    for stop in _SENTENCE.finditer(text, low, at):
        low = stop.end()
    parts: list[Quantity] = []
    marks: list[str] = []
    for index in range(before - 1, -1, -1):
        quantity = quantities[index]
        if quantity.start < low or len(parts) > _MANY:
            break
        parts.insert(0, quantity)
        begin = max(low, quantities[index - 1].end if index else low)
        named = _NAMED.search(text, begin, quantity.start)
        if begin == low or named is None or named.start() != begin:
            break
        marks.insert(0, named["mark"])
    parts = [part for part in parts if part.text[-1] not in _NO_VALUE]
    if len(parts) < 2:
        return
    plain = len(marks) == len(parts) - 1 and "、" in marks and not {"，", ","} & set(marks)
    if not plain and len(parts) != number:
        return
    spans = [Span(part.start, part.end, part.text) for part in parts if part.end - part.start <= 24]
    named_parts = "、".join(span.text for span in spans)
    yield spans, named_parts, len(parts), ACCUSE if plain and len(parts) >= 3 else _MAY_BE


def reading_of_values(
    stated: Span, spans: list[Span], operands: tuple[Span, ...], named: str, number: int, found: int, likelihood: float
) -> Reading:
    """The reading that `found` values of `stated` belong to `number` subjects."""
    return Reading(
        Relation.LIST,
        stated,
        (*spans, *operands),
        Interval.exact(Decimal(found)),
        Interval.exact(Decimal(number)),
        likelihood,
        arithmetic=f"“分别”前列出的{named}（{number}项）",
        shown=f"{number}项",
        why=ADVICE,
    )

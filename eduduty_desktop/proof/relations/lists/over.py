"""The reading of a count and a list that stand in different paragraphs."""

from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import ADVICE
from eduduty_desktop.proof.relations.lists.count import Count
from eduduty_desktop.proof.result import Relation, Span


def reading_over(count: Count, start: int, edge: Span, listed: str, number: int, likelihood: float) -> Reading:
    """The reading that `listed` names `number` things; `start` is where the count's paragraph begins.

    `edge` is the first or last thing that is named, its offsets those of the whole text.
    """
    stated = count.span.moved(start)
    return Reading(
        Relation.LIST,
        stated,
        (stated, edge),
        Interval.exact(Decimal(count.number)),
        Interval.exact(Decimal(number)),
        likelihood,
        arithmetic=f"{listed}（{number}项）",
        shown=count.written(number),
        why=ADVICE,
    )

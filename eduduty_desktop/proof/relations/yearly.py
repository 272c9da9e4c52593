"""Per year: 三年累计投入19.73亿元,年均6.58亿元; 每年安排3亿元,三年共安排9亿元."""

import re
from collections.abc import Iterator

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import explain, quotient
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, alike, figures_of

_YEARLY = re.compile("(?:年均|年平均|每年平均|平均每年|每年)[^，。；0-9]{0,8}$")
_NOT_EACH = re.compile("不低于|不少于|以上|至少|不超过|逐年|递增|计划|增|减|降|余")
_IN_ALL = re.compile("^[来间内]?[^，。；0-9]{0,6}(?:累计|共计?|合计|总计|总共|总投[入资])[^，。；0-9]{0,10}$")
_SINCE = re.compile("(?:近|过去|前|这|连续|[，。；]|^)$")
_LONGEST = 10


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of what a year comes to, where the years, what they come to in all and the average stand side by side."""
    if "年均" not in passage.text and "每年" not in passage.text and "年平均" not in passage.text:
        return
    figures = figures_of(passage)
    for years in figures[:-1]:
        if years.quantity.kind is Kind.DURATION and years.quantity.unit == "年" and years.quantity.number:
            total = figures[years.index + 1]
            if total.role is Role.LEVEL and _IN_ALL.match(years.mention.tail) and _SINCE.search(years.lead[-2:]):
                yield from _of_total(figures, years, total)


def _of_total(figures: tuple[Figure, ...], years: Figure, total: Figure) -> Iterator[Reading]:
    near = [figures[at] for at in (total.index + 1, years.index - 1) if 0 <= at < len(figures)]
    for average in near:
        said = average.lead[-16:]
        if average.mention.clause.sentence != total.mention.clause.sentence or not alike(
            average.quantity, total.quantity
        ):
            continue
        if not _YEARLY.search(said) or _NOT_EACH.search(said) or average.row > 1 or average.role is not Role.LEVEL:
            continue
        number, stated = years.quantity.number, average.quantity.interval
        if number is None or stated is None or not 2 <= number <= _LONGEST:
            return
        expected = quotient(total.quantity.interval, Interval.exact(number))
        if expected is None:
            return
        rough = any(figure.quantity.approximation for figure in (average, total, years))
        yield Reading(
            Relation.PER_UNIT,
            span_of(average.mention),
            spans_of(sorted((m.mention for m in (average, years, total)), key=lambda mention: mention.start)),
            stated,
            expected,
            0.7 if rough else 0.82,
            f"{total.mention.text}÷{years.mention.text}",
            written(expected, average.quantity),
            "" if stated.meets(expected) else explain(average.quantity, expected),
        )
        return

"""How many are content: 满意11526人、基本满意241人、不满意117人,满意度97%.

Some count those who are content on the whole, some only the wholly content; of all answers, which are told or add up.
"""

import re
from collections.abc import Iterator

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.explanation import explain, quotient, total_of
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, alike, countable

_RATE = re.compile("^[，,；;、]?(?:其中)?(?:总体|综合|平均|整体|群众|社会|公众|测评|总)*满意(?:度|率)[^，对]{0,8}$")
_NOT = re.compile(
    "(?:不太|不够|很不|非常不|不)满意[的有为]?$|不(?:了解|清楚)[的有为]?$|^[、，,]?(?:一般|弃权)[的有为]?$"
)
_CONTENT = re.compile("满意[的有为]?$")
_SOFT = re.compile("(?:基本|比较|较为?)满意[的有为]?$")
_ANSWERED = re.compile("回收|收回|有效|参与|参加|共|调查|测评|访|票")
_BACK = 8
_LONGEST = 5
_SURE = 0.85


def of_opinion(share: Figure, near: list[Figure]) -> list[Reading]:
    """Readings of a rate of content against the answers counted before it; `near` are the amounts, nearest first."""
    if not _RATE.search(share.lead) or share.row > 1:
        return []
    sentence = share.mention.clause.sentence
    answers: list[Figure] = []
    for figure in near[:_LONGEST]:
        opinion = _NOT.search(figure.lead) or _CONTENT.search(figure.lead)
        if not opinion or figure.mention.clause.sentence != sentence or figure.role is not Role.LEVEL:
            break
        if answers and (figure.index != answers[-1].index - 1 or not alike(figure.quantity, answers[0].quantity)):
            break
        answers.append(figure)
    answers.reverse()
    content = [figure for figure in answers if not _NOT.search(figure.lead)]
    if len(answers) < 2 or not content:
        return []
    wholly = [figure for figure in content if not _SOFT.search(figure.lead)]
    return list(_against(share, answers, [content, wholly], near))


def _against(
    share: Figure, answers: list[Figure], counted: list[list[Figure]], near: list[Figure]
) -> Iterator[Reading]:
    """The content, and the wholly content, over all answers; a failing rate must be a digit off to be accused."""
    total = total_of([figure.quantity for figure in answers])
    told = [f for f in near[:_BACK] if f.index < answers[0].index and countable(f.quantity) and _is_told(f)]
    stated = next((f for f in told if total is not None and f.quantity.interval == total), None)
    wholes: list[tuple[list[Figure], Interval | None]] = [([stated], total)] if stated else [(answers, total)]
    if stated is None:
        wholes += [([f], f.quantity.interval) for f in told]
    for parts in dict.fromkeys(tuple(parts) for parts in counted if parts):
        for whole, number in wholes:
            if (reading := _reading(share, parts, whole, number)) is not None:
                yield reading


def _is_told(figure: Figure) -> bool:
    return figure.role is Role.LEVEL and bool(_ANSWERED.search(figure.lead))


def _reading(share: Figure, parts: tuple[Figure, ...], whole: list[Figure], number: Interval | None) -> Reading | None:
    expected = quotient(total_of([figure.quantity for figure in parts]), number, 100)
    value = share.quantity.interval
    if expected is None or value is None or expected.low > 100:
        return None
    above = "＋".join(figure.mention.text for figure in parts)
    below = "＋".join(figure.mention.text for figure in whole)
    figures = sorted({*parts, *whole}, key=lambda figure: figure.index)
    reading = Reading(
        Relation.SHARE,
        span_of(share.mention),
        spans_of([*(figure.mention for figure in figures), share.mention]),
        value,
        expected,
        0.6 if share.quantity.approximation else _SURE,
        f"{f'（{above}）' if len(parts) > 1 else above}÷{f'（{below}）' if len(whole) > 1 else below}",
        written(expected, share.quantity),
        explain(share.quantity, expected),
    )
    return reading if reading.agrees or is_slip(share, reading, 2) else None

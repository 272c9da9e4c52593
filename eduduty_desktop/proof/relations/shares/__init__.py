"""Shares: a part, its whole and 占x% or 某某率x%, in every order that reports use.

The whole is named in front (…1252人,其中…728人,占58.15%), with the share (占1252名教师的58.15%), by its noun alone
(占专任教师的58.15%), or not at all; then a whole number of persons is asked for that can give the share at all
(GRIM: Brown & Heathers 2017, Social Psychological and Personality Science 8, 363–369).
"""

from collections.abc import Iterator
from functools import lru_cache

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.behind import told_behind
from eduduty_desktop.proof.relations.shares.compared import compared
from eduduty_desktop.proof.relations.shares.excuses import excused
from eduduty_desktop.proof.relations.shares.joined import joined
from eduduty_desktop.proof.relations.shares.levied import levied
from eduduty_desktop.proof.relations.shares.rates import of_rate
from eduduty_desktop.proof.relations.shares.result import BACK
from eduduty_desktop.proof.relations.shares.rows import complements, composed, of_row, starts_row
from eduduty_desktop.proof.relations.shares.slipped import bracketed, slipped
from eduduty_desktop.proof.relations.shares.stems import named_after
from eduduty_desktop.proof.relations.shares.wholes import against_whole, of_stated, whole_within
from eduduty_desktop.proof.roles import Figure, Role, countable, figures_of

_TIMES = frozenset({Kind.DURATION, Kind.AGE})
"""近三年, 3至6岁: no share is one of them."""


@lru_cache(maxsize=4096)
def readings(passage: Passage) -> tuple[Reading, ...]:
    """All readings of the shares of one paragraph; distant.py asks for them again."""
    return tuple(_readings(passage))


def _readings(passage: Passage) -> Iterator[Reading]:
    figures = figures_of(passage)
    for figure in figures:
        if figure.role is Role.SHARE or figure.role is Role.RATE:
            found = list(_of_share(passage, figures, figure))
            yield from found
            near = _near(figures, figure)
            told = list(told_behind(passage, figures, figure)) or list(slipped(figure, near, found))
            yield from told
            yield from excused(figure, near, (*found, *told))
            yield from named_after(figure, near, (*found, *told))
        elif figure.role is Role.LEVEL and figure.quantity.kind is Kind.PERCENT:
            yield from bracketed(passage, figures, figure)
            yield from compared(figures, figure)
    yield from complements(figures)
    yield from levied(passage)


def _of_share(passage: Passage, figures: tuple[Figure, ...], share: Figure) -> Iterator[Reading]:
    listed = list(composed(passage, figures, share))
    if listed:
        yield from listed
        return
    lead = (figures[share.first] if share.first >= 0 else share).lead
    near = _near(figures, share)
    if share.row == 1:
        yield from joined(passage, share, near, lead)
    if (within := whole_within(passage, figures, share, near)) is not None:
        yield from against_whole(within, near, share)
        return
    if share.first >= 0 or starts_row(figures, share):
        yield from of_row(figures, share, near)
        return
    if share.role is Role.RATE:
        yield from of_rate(passage, share, near, lead)
        return
    yield from of_stated(passage, figures, share, near, lead)


def _near(figures: tuple[Figure, ...], share: Figure) -> list[Figure]:
    """The amounts before the share, nearest first, no farther than its paragraph and BACK figures."""
    begin = share.first if share.first >= 0 else share.index
    found = []
    for index in range(begin - 1, max(-1, begin - 1 - BACK), -1):
        figure = figures[index]
        if not figure.amount or not countable(figure.quantity) or figure.quantity.kind in _TIMES:
            continue
        if figure.mention.depth <= share.mention.depth:
            found.append(figure)
    return found

"""What a figure is called by words that it shares with others: 平均班额小学44.4人、初中46.6人, 小学、初中生师比分别为…."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import Figure, figures_of
from eduduty_desktop.proof.roster import stage_in

_STAGE = "(?:普通)?(?:小学|初级中学|初中|高中阶段|高中段?|中职|幼儿园|学前(?:教育)?|义务教育|中小学|特殊教育|特校)(?:阶段|学校)?"
_LINKS = "(?:分别|平均|达到?|为|是|有|约|均|则|仅|[，,、；;：: 和与及])*"
_ONLY_STAGE = re.compile(f"{_LINKS}{_STAGE}{_LINKS}")
_ENDS_WITH_STAGE = re.compile(f"[:：]?{_STAGE}{_LINKS}$")
_AND = re.compile("[、和与及]")
_BREAKS = "。；;，,"
_LONGEST = 40


class Title(msgspec.Struct, frozen=True):
    """The words that a figure is called by without its stage, and the stage; `shared` if others are called so too."""

    words: str
    stage: str
    shared: bool


@lru_cache(maxsize=1024)
def titles_of(passage: Passage) -> tuple[Title, ...]:
    """The titles of all figures of a paragraph, in order."""
    return tuple(_titles(passage.text, figures_of(passage)))


def _titles(text: str, figures: tuple[Figure, ...]) -> Iterator[Title]:
    before: Title | None = None
    for figure in figures:
        title = _title(text, figure, figures, before)
        yield title
        before = title


def _title(text: str, figure: Figure, figures: tuple[Figure, ...], before: Title | None) -> Title:
    if figure.row > 1 and (named := _of_row(figure, figures)) is not None:
        return named
    lead = figure.lead
    stage = stage_in(lead)
    if stage and _ONLY_STAGE.fullmatch(lead):
        if colon := _before_colon(text, figure):
            return Title(colon, stage, True)
        last = figures[figure.index - 1] if figure.index else None
        if before is not None and before.shared and last is not None and _continues(last, figure):
            return Title(before.words, stage, True)
        return Title("", stage, False)
    if stage and (ends := _ENDS_WITH_STAGE.search(lead)):
        return Title(lead[: ends.start()], stage, True)
    return Title(lead, stage, False)


def _continues(last: Figure, figure: Figure) -> bool:
    """Whether the figure goes on with what is said of the one before it."""
    same = last.quantity.kind is figure.quantity.kind and last.quantity.unit == figure.quantity.unit
    return same and last.mention.clause.sentence == figure.mention.clause.sentence


def _before_colon(text: str, figure: Figure) -> str:
    """每百名学生拥有骨干教师数 of 每百名学生拥有骨干教师数：小学1.12人."""
    colon = figure.mention.clause.start - 1
    if text[colon : colon + 1] not in {":", "："} or colon < 0:
        return ""
    least = max(0, colon - _LONGEST)
    return text[max(least, *(text.rfind(mark, least, colon) + 1 for mark in _BREAKS)) : colon]


def _of_row(figure: Figure, figures: tuple[Figure, ...]) -> Title | None:
    """小学 and 生师比 for the first figure of 小学、初中生师比分别为17.0:1、12.0:1."""
    first = figures[figure.first] if figure.first >= 0 else figure
    names = _AND.split(first.lead.strip(_BREAKS))
    if len(names) != figure.row:
        return None
    stage = stage_in(names[figure.index - first.index])
    last = re.match(_STAGE, names[-1])
    return Title(names[-1][last.end() :], stage, True) if stage and last else None

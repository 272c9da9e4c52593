"""Ratios and averages that a report tells stage by stage: 平均班额小学44.4人、初中46.6人, 每百名学生拥有骨干教师：小学1.12人.

The counts of the stage come from the roster; what a hundred pupils have of stands in the same paragraph.  One that fails
is accused only where one digit makes it right.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import division, explain, quotient, total_of
from eduduty_desktop.proof.lexicon import same_measure, span_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.per_unit import rounded
from eduduty_desktop.proof.relations.ratios import ratio_of
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.relations.titles import Title, titles_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, figures_of, words_of
from eduduty_desktop.proof.roster import COMPULSORY, HEADING, Group, Roster, stage_in

_CALLED = re.compile("生师比|师生比|班额|班均|每百名学生|生均")
_TO_TEACHERS = re.compile("(?:生师|师生)比(?:例|值)?[为是达约分别]{0,3}$")
_CLASS_SIZE = re.compile("(?:平均班额|班均(?:人数|规模|学生)?)[为是约达分别]{0,3}$")
_OF_HUNDRED = re.compile(
    "每百名学生(?:平均)?(?:拥有|配备|占有|有)?(?:的)?([\u4e00-\u9fff、]{0,20}?)(?:数量?)?[为是达约]{0,2}$"
)
_A_PUPIL = re.compile("生均([\u4e00-\u9fff]{0,12}?)[为是达约分别]{0,3}$")
_NORM = re.compile("不低于|不高于|不超过|标准|规定|要求|应|目标|以上$|以下|达标值")
_SOME = re.compile("公办|民办|普惠|城区|城关|县城|农村|乡镇|镇区|部分|个别|[0-9一二两三四五六七八九]所")
_SURE, _GUESSED = 0.82, 0.6
_HUNDRED = 100
_MOST = 8


class Asked(msgspec.Struct, frozen=True):
    """A figure that is called so, with its title."""

    figure: Figure
    title: Title


@lru_cache(maxsize=4096)
def asked(passage: Passage) -> tuple[Asked, ...]:
    """The figures of a paragraph that are such a ratio or average."""
    if not passage.quantities or not _CALLED.search(passage.text):
        return ()
    found = zip(figures_of(passage), titles_of(passage), strict=True)
    return tuple(
        Asked(figure, title)
        for figure, title in found
        if not figure.quantity.approximation
        and not figure.quantity.is_range
        and not _NORM.search(figure.head[-16:])
        and not _SOME.search(title.words)
    )


def readings(passage: Passage, one: Asked, place: int, roster: Roster) -> Iterator[Reading]:
    """Readings of one such figure; offsets are the text's."""
    figure, title = one.figure, one.title
    kind = figure.quantity.kind
    if kind is Kind.RATIO and title.shared and _TO_TEACHERS.search(title.words):
        yield from _ratio(passage, one, place, roster)
    elif kind is Kind.NUMBER and _TO_TEACHERS.search(title.words):
        yield from _of_counts(passage, one, Group.TEACHERS, place, roster)
    elif kind in {Kind.COUNT, Kind.NUMBER} and title.shared and _CLASS_SIZE.search(title.words):
        yield from _of_counts(passage, one, Group.CLASSES, place, roster)
    elif hundred := _OF_HUNDRED.search(_words(passage, one)):
        yield from _of_pupils(passage, one, hundred[1], _HUNDRED, place, roster)
    elif (each := _A_PUPIL.search(_words(passage, one))) and (title.shared or _stage_before(passage, figure)):
        yield from _of_pupils(passage, one, each[1], 1, place, roster)


def _words(passage: Passage, one: Asked) -> str:
    """The title, or where the hundred was read as a figure the words with it."""
    figure = one.figure
    first = figures_of(passage)[figure.first] if figure.first >= 0 else figure
    if one.title.words.startswith("学生"):
        return passage.text[max(0, first.mention.start - 24) : first.mention.start]
    return one.title.words if first is figure or one.title.shared else first.lead


def _stage(passage: Passage, one: Asked) -> str:
    return one.title.stage or stage_in(passage.text[:HEADING])


def _ratio(passage: Passage, one: Asked, place: int, roster: Roster) -> Iterator[Reading]:
    """小学、初中生师比分别为17.0:1、12.0:1."""
    stage = _stage(passage, one)
    pupils, teachers = roster.find(Group.PUPILS, stage, place), roster.find(Group.TEACHERS, stage, place)
    if pupils is None or teachers is None:
        return
    pair = one.figure.quantity.value
    many_first = isinstance(pair, tuple) and pair[0] > pair[1]
    left, right = (pupils, teachers) if many_first else (teachers, pupils)
    reading = ratio_of(one.figure, left[1], right[1], _SURE)
    yield roster.placed(reading, [left, right, (place, one.figure)])


def _of_counts(passage: Passage, one: Asked, group: Group, place: int, roster: Roster) -> Iterator[Reading]:
    """平均班额小学44.4人、初中46.6人, 生师比为18.25."""
    stage = _stage(passage, one)
    pupils, others = roster.find(Group.PUPILS, stage, place), roster.find(group, stage, place)
    if pupils is None or others is None:
        return
    expected = quotient(pupils[1].quantity.interval, others[1].quantity.interval)
    if expected is not None and (reading := _reading(one.figure, expected)) is not None:
        arithmetic = f"{pupils[1].mention.text}÷{others[1].mention.text}"
        yield roster.placed(
            msgspec.structs.replace(reading, arithmetic=arithmetic), [pupils, others, (place, one.figure)]
        )


def _of_pupils(passage: Passage, one: Asked, thing: str, times: int, place: int, roster: Roster) -> Iterator[Reading]:
    """What a hundred pupils of a stage have, or one of them, of what the paragraph counts for that stage."""
    stage = one.title.stage or _stage_before(passage, one.figure)
    pupils = roster.whole(Group.PUPILS, stage, place) or roster.whole(Group.PUPILS, stage or COMPULSORY, place)
    if not pupils:
        return
    whole = total_of(figure.quantity for _, figure in pupils)
    names = [figure.mention.text for _, figure in pupils]
    tried = []
    for total in _totals(passage, one, stage, thing):
        expected = quotient(total.quantity.interval, whole, times)
        if expected is not None and (reading := _reading(one.figure, expected)) is not None:
            arithmetic = f"{division(total.mention.text, names)}{'×100' if times > 1 else ''}"
            tried.append((msgspec.structs.replace(reading, arithmetic=arithmetic), total))
    holding = [pair for pair in tried if pair[0].agrees]
    sure = [pair for pair in tried if pair[0].likelihood >= _SURE]
    for reading, total in holding[:1] or (sure if len(sure) == 1 else []):
        yield roster.placed(reading, [(place, total), *pupils, (place, one.figure)])


def _stage_before(passage: Passage, average: Figure) -> str:
    """The stage of the amount right before an average: 小学骨干教师1172人，每百名学生拥有1.12人.

    Of a row it is that at its place of the row before: 小学、初中设备总值分别为9337.5万元和5823万元，生均2230元和2780元.
    """
    figures, part = figures_of(passage), average.mention.clause.part
    first = average.first if average.first >= 0 else average.index
    place = average.index - first
    before = [
        f
        for f in figures[max(0, first - average.row - 1) : first]
        if f.mention.clause.part == part and not f.mention.text.startswith("百")
    ][-average.row :]
    if len(before) < average.row or any(f.row != average.row for f in before):
        return ""
    fitting = before[place].role is Role.LEVEL and same_measure(before[place].quantity, average.quantity)
    return titles_of(passage)[before[place].index].stage if fitting else ""


def _totals(passage: Passage, one: Asked, stage: str, thing: str) -> list[Figure]:
    """The amounts of the paragraph that may be meant: of the stage where one is named, and of the thing."""
    figure = one.figure
    found = [
        (other, title)
        for other, title in zip(figures_of(passage), titles_of(passage), strict=True)
        if other.role is Role.LEVEL
        and other is not figure
        and other.row == figure.row
        and not other.mention.text.startswith("百")
        and abs(other.index - figure.index) <= _MOST
        and same_measure(other.quantity, figure.quantity)
        and (other.quantity.number or 0) > (figure.quantity.number or 0) * _MOST
    ]
    if stage:
        return [other for other, title in found if title.stage == stage]
    named = [other for other, title in found if not title.stage and _is_named(other, thing)]
    return named[:1]


def _is_named(total: Figure, thing: str) -> bool:
    """Whether the words around an amount say that it is of the thing, if one is named."""
    return len(thing) < 2 or thing[-2:] in words_of(total)


def _reading(stated: Figure, expected: Interval) -> Reading | None:
    """The reading of an average without its operands: a guess where more than one digit is wrong."""
    value = rounded(stated.mention)
    if value is None:
        return None
    agrees = value.meets(expected)
    slip = without_slip(stated.quantity, expected) is not None
    return Reading(
        Relation.PER_UNIT,
        span_of(stated.mention),
        (),
        value,
        expected,
        _SURE if agrees or slip else _GUESSED,
        "",
        written(expected, stated.quantity),
        "" if agrees else explain(stated.quantity, expected),
    )

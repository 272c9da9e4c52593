"""Pupils to teachers, pupils a class, so much a pupil, where pupils, teachers or classes stand in another paragraph.

The counts come from the roster of the whole report; it accuses only where the report states one count of that stage.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import division, explain, quotient, total_of
from eduduty_desktop.proof.lexicon import same_measure, span_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations import by_stage
from eduduty_desktop.proof.relations.per_unit import rounded
from eduduty_desktop.proof.relations.ratios import ratio_of
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, figures_of, subject_of, words_of
from eduduty_desktop.proof.roster import HEADING, Group, Roster, entries_of, roster_of, stage_in

_RATIO = re.compile(
    "生师比|师生比|(?:专任)?教师(?:数|人数)?(?:与|和)学生(?:数|人数)?(?:之)?比|学生(?:数|人数)?(?:与|和)(?:专任)?教师(?:数|人数)?(?:之)?比"
)
_STAFF_RATIO = re.compile(
    "教职工(?:数|人数)?(?:与|和)(?:学生|幼儿)(?:数|人数)?(?:之)?比|(?:学生|幼儿)(?:数|人数)?(?:与|和)教职工(?:数|人数)?(?:之)?比"
)
_LARGEST = re.compile("(?:^|[，,；;、校前])(?:最大班额|班额最大|最大班级?(?:人数|学生数))[为是有达约]{0,2}$")
_CLASS_SIZE = re.compile("(?:平均班额|班均(?:人数|规模|学生)?|平均每班)[为是约达]{0,2}(?:学生)?$")
_LOAD = re.compile("每[名位个](?:专任)?教师(?:平均)?(?:负担|承担|教育|对应)(?:的)?(学生|幼儿)?(?:数)?[为是约达]{0,2}$")
_A_PUPIL = re.compile("生均[^0-9，。；]{0,10}$")
_A_HUNDRED = re.compile("(?:每百名)?学生(?:平均)?(?:拥有|配备|占有|有)[^0-9，。；]{0,16}$")
_WORDS = re.compile(
    "生师比|师生比|与(?:学生|幼儿|专任教师|教师|教职工)(?:数|人数)?之?比|和(?:学生|幼儿|专任教师|教师|教职工)(?:数|人数)?之?比|最大班|班额|班均|平均每班|教师(?:平均)?负担|生均|每百名学生"
)
_AVERAGE = re.compile("[班均每]")
_NORM = re.compile("不低于|不高于|不超过|标准|规定|要求|应|目标|以上|以下|达标值|按")
_SOME = re.compile("公办|民办|普惠|城区|城关|县城|农村|乡镇|镇区|部分|个别|其中|[0-9一二两三四五六七八九]所")
_MOST = 3


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of every ratio and average of a report from the counts of all its paragraphs; offsets are the text's."""
    asked = [
        (place, figure) for place, passage in enumerate(passages) if passage.quantities for figure in _asked(passage)
    ]
    titled = [
        (place, one) for place, passage in enumerate(passages) if passage.quantities for one in by_stage.asked(passage)
    ]
    if not asked and not titled:
        return
    roster = roster_of(tuple(passages), tuple(starts))
    for place, figure in asked:
        yield from _of_figure(passages[place], figure, place, roster)
    for place, one in titled:
        yield from by_stage.readings(passages[place], one, place, roster)


@lru_cache(maxsize=4096)
def _asked(passage: Passage) -> tuple[Figure, ...]:
    """The figures of a paragraph that may be such a ratio or average."""
    if not passage.quantities or not _WORDS.search(passage.text):
        return ()
    return tuple(
        figure
        for figure in figures_of(passage)
        if figure.row == 1
        and (figure.quantity.kind is Kind.RATIO or _AVERAGE.search(figure.head))
        and not _NORM.search(figure.head[-16:])
    )


def _of_figure(passage: Passage, figure: Figure, place: int, roster: Roster) -> Iterator[Reading]:
    lead, kind = figure.lead, figure.quantity.kind
    if kind is Kind.RATIO:
        if figure.quantity.approximation:
            return
        if _RATIO.search(figure.lead) or (_RATIO.search(figure.head) and not _STAFF_RATIO.search(figure.lead)):
            yield from _ratio(
                passage, figure, roster.find(Group.TEACHERS, _stage(passage, figure, figure.lead), place), place, roster
            )
        elif _STAFF_RATIO.search(figure.lead):
            yield from _ratio(
                passage,
                figure,
                roster.find(Group.STAFF, _stage(passage, figure, figure.lead), place)
                or roster.only(Group.STAFF, place),
                place,
                roster,
            )
    elif kind in {Kind.COUNT, Kind.NUMBER} and _LARGEST.search(lead):
        yield from _largest(figure, place, roster)
    elif kind in {Kind.COUNT, Kind.NUMBER} and _CLASS_SIZE.search(lead):
        yield from _quotient(passage, figure, Group.CLASSES, place, roster)
    elif kind in {Kind.COUNT, Kind.NUMBER} and (load := _LOAD.search(lead)):
        stage = "学前" if load[1] == "幼儿" else ""
        yield from _quotient(passage, figure, Group.TEACHERS, place, roster, stage)
    elif _A_PUPIL.search(lead) or _of_hundred(figure):
        yield from _a_pupil(passage, figure, place, roster)


def _stage(passage: Passage, figure: Figure, said: str) -> str:
    """The stage that the words name, else that of the count before it in its sentence, else of the heading."""
    if stage := stage_in(said):
        return stage
    sentence, part = figure.mention.clause.sentence, figure.mention.clause.part
    before = [e for e in entries_of(passage) if e.figure.index < figure.index]
    same = [e for e in before if e.figure.mention.clause.part == part] or [
        e for e in before if e.figure.mention.clause.sentence == sentence
    ]
    return same[-1].stage if same else stage_in(passage.text[:HEADING])


def _of_hundred(figure: Figure) -> bool:
    return "每百名学生" in figure.head[-30:] and bool(_A_HUNDRED.search(figure.lead))


def _ratio(
    passage: Passage, ratio: Figure, teachers: tuple[int, Figure] | None, place: int, roster: Roster
) -> Iterator[Reading]:
    pupils = roster.find(Group.PUPILS, _stage(passage, ratio, ratio.lead), place)
    if pupils is None or teachers is None:
        return
    pair = ratio.quantity.value
    many_first = isinstance(pair, tuple) and pair[0] > pair[1]
    left, right = (pupils, teachers) if many_first else (teachers, pupils)
    reading = ratio_of(ratio, left[1], right[1], 0.85)
    yield roster.placed(reading, [left, right, (place, ratio)])


def _largest(largest: Figure, place: int, roster: Roster) -> Iterator[Reading]:
    """学生504名,12个教学班,最大班额37人: the largest class of the only body of pupils holds no less than the average."""
    pupils, classes = roster.only(Group.PUPILS, place), roster.only(Group.CLASSES, place)
    if pupils is None or classes is None or largest.quantity.interval is None or not roster.of_one_body():
        return
    average = quotient(pupils[1].quantity.interval, classes[1].quantity.interval)
    if average is None or largest.quantity.interval.high >= average.low:
        return
    reading = _average(largest, [pupils, classes], average, 0.82, place, roster)
    why = "最大班额不应小于平均班额。请核对学生数、班数和最大班额。"
    yield replace(reading, holds=False, why=why)


def _quotient(
    passage: Passage, average: Figure, group: Group, place: int, roster: Roster, stage: str = ""
) -> Iterator[Reading]:
    """平均班额43.8人, 每名教师负担幼儿11.96人."""
    if _SOME.search(average.head):
        return
    stage = stage or _stage(passage, average, average.lead)
    pupils, others = roster.find(Group.PUPILS, stage, place), roster.find(group, stage, place)
    if others is None and stage:
        others = roster.find(group, "", place)
    if pupils is None or others is None:
        return
    expected = quotient(pupils[1].quantity.interval, others[1].quantity.interval)
    if expected is not None:
        yield _average(average, [pupils, others], expected, 0.82, place, roster)


def _a_pupil(passage: Passage, average: Figure, place: int, roster: Roster) -> Iterator[Reading]:
    """教学仪器设备总值352.4万元,生均2595元; 每百名学生拥有5.08人: of all pupils of a report, or of the stage its sentence opens with.

    Where it counts others too, it accuses only if one digit alone is wrong.
    """
    figures, alone = figures_of(passage), roster.only(Group.PUPILS, place)
    if alone is None and stage_in(average.head):
        return
    pupils = [alone] if alone else roster.whole(Group.PUPILS, _stage_opened(figures, average), place)
    whole = total_of(figure.quantity for _, figure in pupils)
    if not pupils:
        return
    hundred = _of_hundred(average)
    sentence = average.mention.clause.sentence
    before = [
        f
        for f in reversed(figures[max(0, average.index - _MOST - 1) : average.index])
        if f.mention.clause.sentence == sentence
        and f.role is Role.LEVEL
        and all(f is not figure for _, figure in pupils)
        and not f.mention.text.startswith("百")
        and same_measure(f.quantity, average.quantity)
    ]
    if not hundred:
        before = [f for f in before[:1] if f.index == average.index - 1]
    noun = "" if hundred else subject_of(average.lead.rpartition("生均")[2])
    for order, total in enumerate(before):
        if len(noun) >= 2 and noun[-2:] not in words_of(total):
            continue  # 综合楼2100平方米,生均校舍面积
        expected = quotient(total.quantity.interval, whole, 100 if hundred else 1)
        if expected is None:
            continue
        reading = _average(average, [(place, total), *pupils], expected, 0.82 if order == 0 else 0.55, place, roster)
        if alone or reading.agrees or without_slip(average.quantity, expected) is not None:
            yield reading


def _stage_opened(figures: tuple[Figure, ...], average: Figure) -> str:
    """The stage that the words before the first figure of its sentence name: 全县义务教育学校校舍286400平方米，…，生均12.94平方米."""
    sentence = average.mention.clause.sentence
    first = next(figure for figure in figures if figure.mention.clause.sentence == sentence)
    return stage_in(first.head)


def _average(
    average: Figure,
    operands: list[tuple[int, Figure]],
    expected: Interval,
    likelihood: float,
    place: int,
    roster: Roster,
) -> Reading:
    stated = rounded(average.mention)
    times = "×100" if _of_hundred(average) else ""
    first, *others = [figure.mention.text for _, figure in operands]
    reading = Reading(
        Relation.PER_UNIT,
        span_of(average.mention),
        (),
        stated,
        expected,
        min(likelihood, 0.7) if average.quantity.approximation else likelihood,
        division(first, others) + times,
        written(expected, average.quantity),
        explain(average.quantity, expected),
    )
    return roster.placed(reading, [*operands, (place, average)])

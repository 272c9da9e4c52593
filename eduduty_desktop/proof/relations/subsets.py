"""Subsets: a part that is named behind 其中 or 含 is at most its whole."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.addends import addable, thing_of
from eduduty_desktop.proof.division import Division, Form, divisions
from eduduty_desktop.proof.lexicon import labelled, same_measure, span_of, spans_of
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Role, figures_of, roles_in

_AT_ONCE = re.compile("[，,、]?其中|[（(](?:其中|含|包括)")
_IN_WHOLE = re.compile("^[^，。；、0-9]{0,10}(?:中|当中|里)(?:(?:已|共|仅|只)?有)?$")
_SOME = re.compile("(?:已|共|仅|只)?有$")
_OF = re.compile("在$|^[^，。；0-9]{0,8}(?:中|里)有$")
_KINDS = "专任教师|教师|教职工|学生|在校生|幼儿园|学校|中小学"
_OF_ALL = re.compile(f"^(?:全[县市区省校]|[我本][县市区省校])[现共]?有?({_KINDS})(?:总数|共有|共|为|有)*$")
_ALL = frozenset("全我本")
_OF_SOME = re.compile(
    "^[，,、](?:农村|乡村|城区|城镇|乡镇|县城|女|男|在编|骨干|民办|公办|寄宿|留守|残疾|音体美|特岗)(?:学校)?"
    f"({_KINDS}|(?<=[男女])生)(?:共有|共|为|有|达)*$"
)
_OTHER_THINGS = 50  # so many times as many are no part of them, however they are counted
_NEAR, _FAR = 14, 24
_PERSONS = frozenset({"人", "名", "位"})
_WHY = "“其中”的数不应大于总数；请核对两个数，或写明总数指的是哪一个。"


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of the first figure behind a cue, against every whole that it may be part of; `stated` is the part.

    It can be contradicted only where the cue follows its whole at once: 教师134人，其中思政课教师143人.
    """
    yield from _out_of(passage)
    yield from _kinds_of(passage)
    yield from _then_and_now(passage)
    for alternatives in divisions(passage):
        first = alternatives[0]
        if first.form is not Form.AMONG or not first.leading:
            continue
        wholes = list({division.whole.index: division.whole for division in alternatives}.values())
        yield from _of_part(first.parts[0], first, wholes, passage.text)


def _out_of(passage: Passage) -> Iterator[Reading]:
    """219所学校中，有143所通过验收; 在219所学校中，143所通过验收; 219所学校中有143所."""
    if "中" not in passage.text and "里" not in passage.text:
        return
    for whole, part in pairwise(passage.mentions):
        if (
            not _IN_WHOLE.match(whole.tail[:_NEAR])
            or not (_SOME.search(part.lead) or (not part.lead and _OF.search(whole.lead)))
            or part.clause.sentence != whole.clause.sentence
        ):
            continue
        size, limit = part.quantity.interval, whole.quantity.interval
        alike = same_measure(whole.quantity, part.quantity) and addable(whole) and addable(part)
        if alike and size is not None and limit is not None and whole.depth == part.depth:
            yield _reading(part, (whole,), size.low <= limit.high, 0.85)


def _kinds_of(passage: Passage) -> Iterator[Reading]:
    """全县教师3520人，农村教师有1210人: what bears the name of all, with a word more."""
    for whole, part in pairwise(passage.mentions):
        said = whole.lead[-_FAR:]
        every = _OF_ALL.match(said) if said[:1] in _ALL else None
        some = _OF_SOME.match(passage.text[whole.end : part.start][:_FAR]) if every else None
        if not every or not some or every[1] != some[1] or whole.clause.sentence != part.clause.sentence:
            continue
        size, limit = part.quantity.interval, whole.quantity.interval
        alike = same_measure(whole.quantity, part.quantity) and addable(whole) and addable(part)
        if alike and size is not None and limit is not None and whole.depth == part.depth:
            yield _reading(part, (whole,), size.low <= limit.high, 0.85)


def _then_and_now(passage: Passage) -> Iterator[Reading]:
    """面积由399平方米增加到653平方米。其中，校舍由253平方米增加到430平方米: then and now, a part is at most its whole."""
    if "其中" not in passage.text:
        return
    if Role.FROM not in roles_in(passage):
        return
    figures = figures_of(passage)
    for then, now, part_then, part_now in zip(figures, figures[1:], figures[2:], figures[3:], strict=False):
        if then.role is not Role.FROM or now.role is not Role.TO:
            continue
        if part_then.role is not Role.FROM or part_now.role is not Role.TO:
            continue
        four = (then, now, part_then, part_now)
        between = passage.text[now.mention.end : part_then.mention.start][:_FAR]
        if not _AT_ONCE.match(between.lstrip("。，；")) or len({figure.quantity.unit for figure in four}) > 1:
            continue
        for whole, part in ((then.mention, part_then.mention), (now.mention, part_now.mention)):
            size, limit = part.quantity.interval, whole.quantity.interval
            if size is not None and limit is not None and same_measure(whole.quantity, part.quantity):
                yield _reading(part, (whole,), size.low <= limit.high, 0.85)


def _of_part(part: Mention, first: Division, wholes: list[Mention], text: str) -> Iterator[Reading]:
    size = part.quantity.interval
    if size is None or part.quantity.kind is not first.whole.quantity.kind:
        return
    wholes = [whole for whole in wholes if not _is_average(whole)]
    if _AT_ONCE.match(text, first.whole.end):  # then it is of this sentence
        wholes = [whole for whole in wholes if whole.clause.sentence == first.whole.clause.sentence]
    for whole in wholes:
        limit = whole.quantity.interval
        if limit is None or limit.low < 0 or (thing_of(part) != thing_of(whole) and thing_of(part) and thing_of(whole)):
            continue
        nearest = whole is first.whole
        at_once = bool(_AT_ONCE.match(text, whole.end))
        likelihood = 0.3 if not nearest else 0.85 if first.likely and at_once else 0.6
        if part.quantity.unit == "个" and size.low > _OTHER_THINGS * max(limit.high, Decimal(1)):
            likelihood = 0.3  # 项目7个，其中第五小学可提供学位1080个
        yield _reading(part, (whole,), size.low <= limit.high, likelihood)
    if len(wholes) > 1 and all(whole.quantity.interval for whole in wholes):
        together = sum(
            (whole.quantity.interval or Interval.exact(Decimal(0)) for whole in wholes), Interval.exact(Decimal(0))
        )
        yield _reading(part, tuple(wholes), size.low <= together.high, 0.3)


def _is_average(whole: Mention) -> bool:
    """Whether it counts parts of persons: 每百名学生拥有骨干教师1.63人."""
    number = whole.quantity.number
    return whole.quantity.unit in _PERSONS and number is not None and number != number.to_integral_value()


def _reading(part: Mention, wholes: tuple[Mention, ...], fits: bool, likelihood: float) -> Reading:
    sign = "≤" if fits else "＞"
    return Reading(
        Relation.SUBSET,
        span_of(part),
        spans_of((*wholes, part)),
        part.quantity.interval,
        None,
        likelihood,
        f"{labelled(part)}{sign}{'＋'.join(labelled(whole) for whole in wholes)}",
        why="" if fits else _WHY,
        holds=fits,
    )

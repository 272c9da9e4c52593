"""Shares of the pupils or teachers of a stage that the report counts elsewhere: 占义务教育在校生的95.60%.

The whole is what the roster of the whole report knows; 义务教育 is 小学 and 初中 together where it is told by them alone.
A share that fails is accused only where one digit of it makes it right and its paragraph does not give it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import division, explain, quotient, total_of
from eduduty_desktop.proof.lexicon import span_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import CONFIRM, Reading
from eduduty_desktop.proof.relations import shares
from eduduty_desktop.proof.relations.shares.result import HUNDRED
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, figures_of
from eduduty_desktop.proof.roster import COMPULSORY, Group, Roster, roster_of, stage_in

_STAGE = "学前教育|学前|幼儿园|义务教育|中小学|小学|初级中学|初中|高中阶段|普通高中|普高|高中|中等职业|中职"
_GROUP = "在校学?生|在园幼儿|幼儿|学生|专任教师|教职员?工|教师"
_NAMED = re.compile(
    f"占(?:[全我本][县市区州旗省]的?)?(?P<stage>{_STAGE})?(?:教育)?(?:学校)?(?:阶段|学?段)?(?:的)?(?:全部|所有)?(?P<group>{_GROUP})"
    "(?:总?人?数|总量|总额)?的?(?:比例|比重)?[为是达约]{0,2}$"
)
_AMONG = re.compile(
    f"(?:[全我本][县市区州旗]的?)?(?P<stage>{_STAGE})?(?:教育)?(?:学校)?(?:阶段|学?段)?(?P<group>{_GROUP})(?:队伍)?[当之]?中[，,]"
)
_TOOK_PART = re.compile("^[，,]?(?:学生)?(?:参与|参加)(?:率|比例)[约为达到是]{0,2}$")
_BARE = re.compile("^[，,]?占(?:比)?[约为达到是]{0,2}$")
_AFTER_SCHOOL = "课后服务"
_GROUPS = (
    (Group.TEACHERS, re.compile("教师")),
    (Group.STAFF, re.compile("教职")),
    (Group.PUPILS, re.compile("学生|在校生|幼儿")),
)
_MOST_BACK, _FEWEST_DIGITS = 4, 2
_HOLDS, _ACCUSED = 0.85, 0.84
_Whole = list[tuple[int, Figure]]


class _Asked(msgspec.Struct, frozen=True):
    """A share of some persons, of which group and stage, and what of them it is of."""

    share: Figure
    part: Figure
    group: Group
    stage: str


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """The shares of every paragraph that name such a whole; offsets are the text's."""
    asked = [(place, one) for place, passage in enumerate(passages) if passage.quantities for one in _asked(passage)]
    if not asked:
        return
    roster = roster_of(tuple(passages), tuple(starts))
    for place, one in asked:
        whole = _whole(roster, one, place)
        if whole and (reading := _against(one, whole)) is not None:
            yield roster.placed(reading, [(place, one.part), *whole, (place, one.share)])


@lru_cache(maxsize=4096)
def _asked(passage: Passage) -> tuple[_Asked, ...]:
    text = passage.text
    if ("占" not in text and _AFTER_SCHOOL not in text) or ("%" not in text and "％" not in text):
        return ()
    figures = figures_of(passage)
    found: list[_Asked] = []
    for share in figures[1:]:
        if share.quantity.kind is not Kind.PERCENT or share.row > 1 or share.quantity.approximation:
            continue
        before = found[-1] if found else None
        named = _named(text, share, before)
        part = _part(figures, share) if named is not None else None
        if named is not None and part is not None:
            found.append(_Asked(share, part, *named))
    if not found:
        return ()
    held = {r.stated.start for r in shares.readings(passage) if r.agrees and r.likelihood >= CONFIRM}
    return tuple(one for one in found if one.share.mention.start not in held)


def _named(text: str, share: Figure, before: _Asked | None) -> tuple[Group, str] | None:
    """The group and stage that the words in front of a share name, or those of the share before it in its sentence."""
    clause = share.mention.clause
    if said := _NAMED.search(share.lead):
        return _group(said["group"]), _stage(said["stage"] or "", said["group"])
    if _TOOK_PART.match(share.lead) and _AFTER_SCHOOL in text:
        return Group.PUPILS, COMPULSORY
    if not _BARE.match(share.lead):
        return None
    if before is not None and before.share.mention.clause.sentence == clause.sentence:
        return before.group, before.stage
    begin = max(text.rfind("。", 0, clause.start), text.rfind("；", 0, clause.start)) + 1
    among = _AMONG.match(text, begin)
    return (_group(among["group"]), _stage(among["stage"] or "", among["group"])) if among is not None else None


def _group(noun: str) -> Group:
    return next(group for group, pattern in _GROUPS if pattern.search(noun))


def _stage(said: str, noun: str) -> str:
    return "学前" if "幼儿" in noun else stage_in(said)


def _part(figures: tuple[Figure, ...], share: Figure) -> Figure | None:
    """The persons that a share is of: the nearest count of some before it in its sentence."""
    near = figures[max(0, share.index - _MOST_BACK) : share.index]
    here = [f for f in reversed(near) if f.mention.clause.sentence == share.mention.clause.sentence]
    part = next((f for f in here if f.role in {Role.LEVEL, Role.TO} and f.quantity.kind is Kind.COUNT), None)
    if part is None or part.row > 1 or part.quantity.approximation or part.year == PREVIOUS:
        return None
    return part if part.quantity.unit in {"人", "名", "位", "个", "万人"} else None


def _whole(roster: Roster, one: _Asked, place: int) -> _Whole:
    """What the report counts of the group and stage; empty where it tells nothing, or several values."""
    whole = roster.whole(one.group, one.stage, place)
    return whole if all(figure is not one.part for _, figure in whole) else []


def _against(one: _Asked, whole: _Whole) -> Reading | None:
    total, stated = total_of([figure.quantity for _, figure in whole]), one.share.quantity.interval
    expected = quotient(one.part.quantity.interval, total, 100)
    if expected is None or stated is None or expected.low > HUNDRED.high:
        return None
    reading = Reading(
        Relation.SHARE,
        span_of(one.share.mention),
        (),
        stated,
        expected,
        _HOLDS,
        division(one.part.mention.text, [figure.mention.text for _, figure in whole]),
        written(expected, one.share.quantity),
        "" if stated.meets(expected) else explain(one.share.quantity, expected),
    )
    if reading.agrees:
        return reading if stated.low >= 1 else None
    slip = is_slip(one.share, reading, _FEWEST_DIGITS)
    return msgspec.structs.replace(reading, likelihood=_ACCUSED) if slip else None

"""What came and went: 大班额由37个减少到22个，消除15个; 偿还2400万元，余额由8600万元下降为6200万元; 招聘824名，减员611名，净增213名."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.subtraction import difference_of, without_slip
from eduduty_desktop.proof.roles import Figure, Role, alike, figures_of, roles_in, subject_of

_TAKEN_OFF = re.compile(
    "(偿还|化解|减少|核减|消[化除]|压减|压缩|清退|撤[并销]|精简|关停|取缔|腾退|销号|净减)|(新增|增加|扩充|增设|新[建开办]|净增)"
)
_BEHIND = re.compile(
    "[，,；;、]?(?:[\u4e00-\u9fff]{1,2}年[来间内]?|期间|当年|共|累计|实际|已)?(?:偿还|化解|核减|消[化除]|压减|清退|撤[并销]|精简|关停|取缔|腾退|销号"
    "|新增|增设|新[建开办])(?:了|约|出)?"
)
_NET = re.compile("净(增|减)(?:加|少)?([^，0-9]{0,6}?)(?:为|达|了|约)?$")
_CAME = re.compile("招聘|招录|招考|引进|调入|考入|补充|转入|流入|分配|录用|选调|新增|新进|迁入|考录|招引|签约")
_WENT = re.compile("退休|调[出离]|减员|辞职|离职|转出|流[出失]|去世|离岗|迁出|解聘|辞退|退出|注销|撤并|关停|关闭")
_SOME = re.compile("其中|包括|含|途径|渠道")
_MOST = 8
_SAME, _OTHER, _SURE, _LIKELY = 0.82, 0.55, 0.84, 0.6


def readings(passage: Passage) -> Iterator[Reading]:
    """All readings of what moved of one paragraph."""
    figures = figures_of(passage)
    if Role.FROM in roles_in(passage):
        yield from _beside_a_change(figures)
    if "净增" in passage.text or "净减" in passage.text:
        yield from _net(figures)


def _beside_a_change(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """The difference right before from and to, or right behind."""
    for old, new in pairwise(figures):
        if old.role is not Role.FROM or new.role is not Role.TO or not alike(old.quantity, new.quantity):
            continue
        fewer = (old.quantity.number or 0) > (new.quantity.number or 0)
        whole, less = (old, new) if fewer else (new, old)
        moved = figures[old.index - 1] if old.index else old
        if _is_moved(moved, old, fewer=fewer):
            reading = difference_of(moved, whole, less, _SAME if _shares_noun(moved, old) else _OTHER)
            yield from [reading] if reading is not None else []
        following = figures[new.index + 1 : new.index + 3]
        behind = next((f for f in following if f.quantity.kind is not Kind.DURATION), new)  # 五年新增27所
        if _is_moved(behind, old, fewer=fewer) and _BEHIND.fullmatch(behind.lead):
            reading = difference_of(behind, whole, less, _SURE)
            if reading is not None and (reading.agrees or without_slip(behind.quantity, reading.expected) is not None):
                yield reading


def _is_moved(moved: Figure, old: Figure, *, fewer: bool) -> bool:
    """Whether a figure beside a change is what was taken off, or added."""
    near = moved.mention.clause.part == old.mention.clause.part and alike(moved.quantity, old.quantity)
    way = _TAKEN_OFF.search(moved.lead[-16:]) if near and moved.role in {Role.LEVEL, Role.DIFFERENCE} else None
    return way is not None and fewer == bool(way[1])


def _shares_noun(moved: Figure, old: Figure) -> bool:
    """Whether what was moved is what the two amounts are of: 教育债务 and 教育债务余额."""
    noun = subject_of(_TAKEN_OFF.sub("", moved.lead[-16:]))
    return len(noun) >= 2 and noun[-2:] in old.lead


def _net(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """招聘824名，其中研究生197名；退休、调出611名，净增213名: all that came less all that went, as far as the sentence tells."""
    for net in figures:
        said = _NET.search(net.lead)
        if said is None or net.row > 1 or net.quantity.kind is not Kind.COUNT or net.quantity.approximation:
            continue
        before = [f for f in figures[max(0, net.index - _MOST) : net.index] if alike(f.quantity, net.quantity)]
        sentence = net.mention.clause.sentence
        moves = [f for f in before if f.mention.clause.sentence == sentence and not _SOME.search(f.head)]
        came = [f for f in moves if _CAME.search(f.lead)]
        went = [f for f in moves if _WENT.search(f.lead) and f not in came]
        if went and not came:  # 当年补充168名，途径为…。自然减员153人，净增15人
            earlier = [f for f in before if f.mention.clause.sentence == sentence - 1 and _CAME.search(f.lead)]
            came = earlier[:1]
            moves = came + moves
        rough = any(f.quantity.approximation for f in moves)
        if came and went and len(came) + len(went) == len(moves) and not rough and _is_of_them(said[2], came):
            yield from _of_net(net, *((came, went) if said[1] == "增" else (went, came)))


def _is_of_them(noun: str, came: list[Figure]) -> bool:
    """Whether what is left in the end is called as what came: not 净增编制 of 招聘教师."""
    return not noun or any(noun[-2:] in figure.lead for figure in came)


def _of_net(net: Figure, more: list[Figure], less: list[Figure]) -> Iterator[Reading]:
    reading = difference_of(net, more, less, _LIKELY)
    if reading is not None:
        slip = not reading.agrees and without_slip(net.quantity, reading.expected) is not None
        yield msgspec.structs.replace(reading, likelihood=_SURE) if slip else reading

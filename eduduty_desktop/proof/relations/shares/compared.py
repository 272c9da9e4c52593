"""One amount in per cent of another that the words name: 教师10.87万元,公务员10.62万元,为公务员的102.35%."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.result import reading_of
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, countable

_OF_ANOTHER = re.compile(
    "(?:为|是|达到?|相当于)(?:当地|全[省市县区])?([\u4e00-\u9fff]{2,8}?)(?:年?(?:人均|平均)?(?:工资|收入|薪酬)?(?:收入)?(?:水平)?)的[约近]?$"
)
_NO_NAME = re.compile("年|同期|预算|计划|任务|目标|标准|总|全")
_BACK = 5
_LEAST, _MOST = 20, 500


def compared(figures: tuple[Figure, ...], share: Figure) -> Iterator[Reading]:
    """The reading of a bare per cent that names what it is of, where its sentence states that and one other amount like it."""
    if share.row > 1:
        return
    said, number = _OF_ANOTHER.search(share.lead), share.quantity.number
    if said is None or _NO_NAME.search(said[1]) or number is None or not _LEAST <= number <= _MOST:
        return
    sentence = share.mention.clause.sentence
    near = [
        f
        for f in reversed(figures[max(0, share.index - _BACK) : share.index])
        if f.mention.clause.sentence == sentence
        and f.role in {Role.LEVEL, Role.BASE}
        and countable(f.quantity)
        and f.row == 1
        and f.year != PREVIOUS
    ]
    named = [f for f in near if said[1] in f.lead]
    others = [f for f in near if f not in named]
    if len(named) != 1 or len(others) != 1 or not alike(named[0].quantity, others[0].quantity):
        return
    if (reading := reading_of(share, others[0], named[0], 0.84)) is not None:
        yield reading

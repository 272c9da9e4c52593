"""What a county has one number of, whatever it is called: the posts that are vacant, 缺编134名 and 教师空编134名的问题.

Two numbers of a document that are nearly one contradict each other if it tells no third, and neither year nor school.
"""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.relations.repeats.kinship import LIKELY, MOST, SURE, timely, told_once
from eduduty_desktop.proof.roles import Role
from eduduty_desktop.proof.told import Told

FEWEST = 3
"""Digits that both must have."""

_VACANT = re.compile("(?:[空缺]编|空[缺余]编制|编制空缺|空缺|空岗)(?:总?数)?(?:[为约达共有仍尚还]|合计){0,2}[ ]?$")
_ONE_OF = re.compile(
    "(?:小学|初中|高中|中职|职业|特[教校]|学前|幼儿|公办|城区|农村|中心校|中学|学校|乡|镇|县直)[^，。；、]{0,8}$|其中[^，。；]{0,12}$"
)


def _by_vacancy(told: Sequence[Told]) -> Iterator[Entry]:
    if not told or ("空" not in told[0].text and "缺" not in told[0].text):
        return
    for one in told:
        figure = one.figure
        if (
            figure.quantity.kind is Kind.COUNT
            and one.telling >= FEWEST
            and figure.role is Role.LEVEL
            and figure.row == 1
        ):
            head = figure.head.rstrip()
            if (match := _VACANT.search(head)) and not _ONE_OF.search(head, 0, match.start()):
                yield one.unit, one, ""


def _of_vacancies(group: Sequence[Member]) -> Iterator[Pair]:
    if len(group) > MOST:
        return
    places = [Place(told, spot) for spot, told, _ in group]
    first, values = places[0], {place.told.digits for place in places}
    for other in places[1:]:
        if not told_once(first, other) or not timely(first, other) or first.setting.planned or other.setting.planned:
            continue
        if other.told.digits == first.told.digits:
            yield Pair(first, other, LIKELY)
        elif len(values) == 2 and nearly(*values) and first.told.place == other.told.place:
            yield Pair(first, other, SURE)


FAMILIES = (Family(_by_vacancy, _of_vacancies),)

"""Two halves and what they come to under their common name: 专职督学14人、兼职督学57人，全县督学队伍达到71人.

No word like 共 need stand before the total: that it is called as the halves are, without what parts them, says it.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.proof.addends import measures_in
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import are_complements, bare
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums.sections import reading_of
from eduduty_desktop.proof.relations.sums.totals import adds_up

_IN_ALL = re.compile(
    "(?:使?[全我本][县市区州旗校])?的?([\u4e00-\u9fff]{2,4}?)(?:队伍)?(?:共有?|已?达到?|合计|总[人数量规模]{1,2}(?:为|达到?)?)$"
)
_CONFIRMED, _ACCUSED = 0.7, 0.84
_LEAST, _MOST = Decimal("0.8"), Decimal("1.25")


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of each total right behind two halves of its name."""
    mentions = passage.mentions
    if len(mentions) < 3:
        return
    measures = measures_in(passage)
    for one, other, whole in zip(mentions, mentions[1:], mentions[2:], strict=False):
        measure = measures[whole.index]
        if measure is None or not measures[one.index] == measures[other.index] == measure:
            continue
        if not _are_halves(one, other, whole):
            continue
        division = Division(Form.FAR, whole, (one, other), True)
        if adds_up(division):
            yield reading_of(division, _CONFIRMED, True)
        elif _is_near(division):
            yield reading_of(division, _ACCUSED, False)


def _are_halves(one: Mention, other: Mention, whole: Mention) -> bool:
    """Whether the figures stand beside each other and the total bears the name that the halves have in common."""
    match = _IN_ALL.fullmatch(whole.lead)
    if match is None or one.clause.sentence != whole.clause.sentence or one.depth or other.depth or whole.depth:
        return False
    names = bare(one.lead), bare(other.lead)
    return are_complements(*names) and all(name.endswith(match[1]) and name != match[1] for name in names)


def _is_near(division: Division) -> bool:
    """Whether the halves come to about what the total is: else something else is counted."""
    number, total = division.whole.quantity.number, division.total
    return number is not None and total is not None and _LEAST * total.high <= number <= _MOST * total.low

"""义务教育 pupils, teachers and classes of one paragraph over 小学 and 初中 of another, 高中阶段 over 普通高中 and 中职.

The counts come from the roster of the whole report; it accuses only where each is told once and one digit of three or
more keeps the parts from the whole.
"""

from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import moved
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums.sections import reading_of
from eduduty_desktop.proof.relations.sums.totals import adds_up
from eduduty_desktop.proof.roster import COMPULSORY, Group, Roster, roster_of
from eduduty_desktop.proof.slips import gap_is_one_digit

_HALVES = ((COMPULSORY, ("小学", "初中")), ("高中阶段", ("高中", "中职")))
_FEWEST_DIGITS = 3
_CONFIRMED, _ACCUSED = 0.7, 0.82


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of each such whole over its halves where they stand in other paragraphs; offsets are the text's."""
    roster = roster_of(tuple(passages), tuple(starts))
    stages = {stage for _, stage in roster.by_key}
    asked = [(whole, halves) for whole, halves in _HALVES if whole in stages and stages.issuperset(halves)]
    for whole, halves in asked:
        for group in Group:
            yield from _of_group(roster, group, whole, halves)


def _of_group(roster: Roster, group: Group, whole: str, halves: tuple[str, str]) -> Iterator[Reading]:
    total = roster.find(group, whole, 0)
    parts = [roster.find(group, half, 0) for half in halves]
    known = [part for part in parts if part is not None]
    if total is None or len(known) < len(parts) or any(place == total[0] for place, _ in known):
        return
    mentions = [moved(figure.mention, roster.starts[place]) for place, figure in (total, *known)]
    division = Division(Form.FAR, mentions[0], tuple(mentions[1:]), True)
    if adds_up(division):
        yield reading_of(division, _CONFIRMED, True)
    elif gap_is_one_digit(mentions[0], mentions[1:]) >= _FEWEST_DIGITS:
        yield reading_of(division, _ACCUSED, False)

"""What a section of a self-evaluation is marked down by: （二）经费投入（满分20分，自评得分18.6分）…。该项扣1.4分."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.subtraction import difference_of
from eduduty_desktop.proof.roles import Figure, figures_of

_FULL = re.compile("(?:满分|分值|总分|标准分|应得)(?:为|是)?$")
_GOT = re.compile("(?:自评|得分|自评得?分|评分|实得|得)(?:分)?(?:为|是)?$")
_DOWN = re.compile(
    "(?:该项|本项|此项|该部分|本部分|该指标|本指标|这一项|合计|共|^)[，,]?(?:自评|自行|共|合计|应|扣减)?扣(?:减|除)?(?:分)?(?:为|了)?$"
)
_MOST_BETWEEN = 40
_SURE = 0.88


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Every 该项扣… over the full score and the score of the nearest heading above that tells both; offsets are the text's."""
    heading: tuple[int, Figure, Figure] | None = None
    for place, passage in enumerate(passages):
        if not passage.quantities or "分" not in passage.text:
            continue
        told, down = _scores(passage)
        if down is not None and heading is not None and place - heading[0] <= _MOST_BETWEEN:
            at, full, got = heading
            yield from _of(down, full, got, starts[place], starts[at])
            heading = None
        if told is not None:
            heading = place, *told


def _of(down: Figure, full: Figure, got: Figure, here: int, there: int) -> Iterator[Reading]:
    reading = difference_of(down, full, got, _SURE)
    if reading is None:
        return
    one, other, stated = reading.operands
    operands = (one.moved(there), other.moved(there), stated.moved(here))
    yield msgspec.structs.replace(reading, stated=operands[2], operands=operands)


@lru_cache(maxsize=4096)
def _scores(passage: Passage) -> tuple[tuple[Figure, Figure] | None, Figure | None]:
    """The full score and the score that a heading tells, and by how much a paragraph says it is marked down."""
    if not any(quantity.kind is Kind.SCORE for quantity in passage.quantities):
        return None, None
    scores = [figure for figure in figures_of(passage) if figure.quantity.kind is Kind.SCORE]
    down = next((figure for figure in scores if _DOWN.search(figure.lead)), None)
    if len(scores) == 2 and _FULL.search(scores[0].lead) and _GOT.search(scores[1].lead):
        return (scores[0], scores[1]), None
    return None, down

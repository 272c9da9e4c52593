"""All wordings, by relation."""

import random
from collections.abc import Iterator

from eduduty_desktop.proof import Relation
from tests.proof.generator.differences import DIFFERENCES
from tests.proof.generator.growths import GROWTHS
from tests.proof.generator.lists import LISTS
from tests.proof.generator.neighbours import surrounded
from tests.proof.generator.per_units import PER_UNITS
from tests.proof.generator.ratios import RATIOS
from tests.proof.generator.repeats import REPEATS
from tests.proof.generator.shares import SHARES
from tests.proof.generator.subsets import SUBSETS
from tests.proof.generator.sums import SUMS
from tests.proof.generator.wording import Wording
from tests.proof.marked import Marked

FAMILIES: dict[Relation, tuple[Wording, ...]] = {
    wordings[0].relation: wordings
    for wordings in (SUMS, SHARES, GROWTHS, DIFFERENCES, RATIOS, REPEATS, LISTS, SUBSETS, PER_UNITS)
}


def sentences(wording: Wording, number: int) -> Iterator[Marked]:
    """So many sentences of one wording among neighbours, the same each time."""
    for seed in range(number):
        rng = random.Random(f"{wording.template}{seed}")
        marked = wording.marked(rng)
        yield Marked(surrounded(marked.source, rng), marked.bonds)

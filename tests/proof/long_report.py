"""Reports of any length in which no paragraph is a copy of another (so that remembering paragraphs helps nobody)."""

import random
from collections.abc import Iterator
from functools import cache
from itertools import count

from tests.proof.generator.families import FAMILIES
from tests.proof.generator.neighbours import SENTENCES, said
from tests.proof.planting import reports


@cache
def long_report(length: int) -> str:
    """The reports of the tests, then generated paragraphs of a few sentences; exactly `length` characters."""
    paragraphs, taken = [], 0
    for paragraph in _paragraphs():
        paragraphs.append(paragraph)
        taken += len(paragraph) + 1
        if taken >= length:
            break
    return "\n".join(paragraphs)[:length]


def one_line(length: int) -> str:
    return long_report(length).replace("\n", "")[:length].ljust(length, "。")


def _paragraphs() -> Iterator[str]:
    for marked in reports().values():
        yield from marked.text.split("\n")
    wordings = [wording for family in FAMILIES.values() for wording in family]
    for number in count():
        rng = random.Random(number)
        bound = [wording.marked(rng).text.replace("\n", "") for wording in rng.sample(wordings, 2)]
        around = [said(sentence, rng) for sentence in rng.sample(SENTENCES, 3)]
        yield "".join((around[0], bound[0], around[1], bound[1], around[2]))

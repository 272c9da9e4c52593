"""The scores of a self-evaluation, told in a row and again in the heading of each section: 六项得分依次为15分、19.5分…; 二、…（自评得19.5分）.

The headings answer the row one by one; one that alone differs from it is a slip.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lexicon import span_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, figures_of

_ROW = re.compile("(?:得分|自评|评分|得)(?:分别|依次)?(?:为|是|得)?$")
_GOT = re.compile("(?:自评得?分?|得分|得|评分)(?:为|是)?$")
_LONGEST_HEADING = 60
_FEWEST = 3
_CONFIRMED, _ACCUSED = 0.7, 0.86


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of each heading's score as that of its place in the row; offsets are the text's."""
    told = next(
        ((place, row) for place, passage in enumerate(passages) if passage.quantities and (row := _row(passage))), None
    )
    if told is None:
        return
    place, row = told
    headings = [(at, got) for at in range(place + 1, len(passages)) if (got := _of_heading(passages[at])) is not None]
    if len(headings) != len(row):
        return
    differing = [one.quantity.number != got.quantity.number for one, (_, got) in zip(row, headings, strict=True)]
    if sum(differing) > 1:
        return
    for one, (at, got), differs in zip(row, headings, differing, strict=True):
        first, second = span_of(one.mention).moved(starts[place]), span_of(got.mention).moved(starts[at])
        yield Reading(
            Relation.REPEAT,
            second,
            (first, second),
            got.quantity.interval,
            one.quantity.interval,
            _ACCUSED if differs else _CONFIRMED,
            f"前文依次列出的“得分”{one.mention.text}",
            one.mention.text,
            "同一项得分前后不一致：请核对后改为一致。" if differs else "",
        )


@lru_cache(maxsize=4096)
def _row(passage: Passage) -> tuple[Figure, ...]:
    """The first row of scores that a paragraph tells: 依次为15分、19.5分、19分."""
    if not any(quantity.kind is Kind.SCORE for quantity in passage.quantities):
        return ()
    figures = figures_of(passage)
    for figure in figures:
        if (
            figure.quantity.kind is Kind.SCORE
            and figure.row >= _FEWEST
            and figure.first < 0
            and _ROW.search(figure.lead)
        ):
            return figures[figure.index : figure.index + figure.row]
    return ()


@lru_cache(maxsize=4096)
def _of_heading(passage: Passage) -> Figure | None:
    """The score in the bracket that ends a heading: 二、保障教育优先投入（自评得19.5分）."""
    text = passage.text.strip()
    if len(text) > _LONGEST_HEADING or not text.endswith(("）", ")")):
        return None
    got = [f for f in figures_of(passage) if f.quantity.kind is Kind.SCORE and f.mention.depth and _GOT.search(f.lead)]
    return got[-1] if got else None

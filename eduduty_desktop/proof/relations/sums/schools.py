"""全县53所义务教育学校 over the schools that the overview counts by kind: 小学31所、初中16所、九年一贯制学校6所.

Which kinds a report counts among them differs (九年一贯制, 十二年一贯制, 完全中学), so any of these sums confirms; it
accuses only where one digit alone makes it 小学 and 初中 with 九年一贯制, and no other sum gives it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import moved
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums.sections import reading_of
from eduduty_desktop.proof.relations.sums.totals import adds_up
from eduduty_desktop.proof.slips import gap_is_one_digit

_WHOLE = "义务教育"
_ALL = re.compile("(?:[全我本][县市区州旗](?:共有?|现有)?|^共?有?|[的对]|现有)$")
_TOLD = re.compile("义务教育(?:阶段)?学校$")
_KINDS = (
    re.compile("(?:^|[、，,：:（(]|其中|分别[有为])(?:普通|完全)?小学$"),
    re.compile("(?:^|[、，,：:（(]|其中)(?:普通|初级|独立)?(?:初中|初级中学)(?:学校)?$"),
    re.compile("九年一?贯?制(?:学校)?$"),
    re.compile("十二年一贯制(?:学校)?$|完全中学(?:[（(]?初中部[）)]?)?$"),
    re.compile("(?:特殊教育|特教)(?:学校)?$"),
)
_FEWEST = 2
_NEAR = 12
_CONFIRMED, _ACCUSED = 0.7, 0.82


class _Counted(msgspec.Struct, frozen=True):
    """The kinds of schools that one sentence counts, by their place in _KINDS, and the totals of a paragraph."""

    kinds: tuple[tuple[int, Mention], ...]
    totals: tuple[Mention, ...]


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of every such total over the first kinds that the report counts; offsets are the text's."""
    counted = [
        (_counted(passage), start)
        for passage, start in zip(passages, starts, strict=True)
        if passage.quantities and "所" in passage.text
    ]
    told = next(((found.kinds, start) for found, start in counted if found.kinds), None)
    if told is None:
        return
    kinds = {kind: moved(mention, told[1]) for kind, mention in told[0]}
    for found, start in counted:
        for total in found.totals:
            if start != told[1]:
                yield from _of_total(moved(total, start), kinds)


def _of_total(total: Mention, kinds: dict[int, Mention]) -> Iterator[Reading]:
    plain = tuple(mention for kind, mention in kinds.items() if kind < _FEWEST + 1)
    others = [mention for kind, mention in kinds.items() if kind > _FEWEST]
    sums = [(*plain, *more) for number in range(len(others) + 1) for more in combinations(others, number)]
    sums.append(plain[:_FEWEST])
    for parts in sums:
        if adds_up(division := Division(Form.FAR, total, parts, True)):
            yield reading_of(division, _CONFIRMED, True)
            return
    if gap_is_one_digit(total, plain):
        yield reading_of(Division(Form.FAR, total, plain, True), _ACCUSED, False)


@lru_cache(maxsize=4096)
def _counted(passage: Passage) -> _Counted:
    text = passage.text
    schools = [m for m in passage.mentions if m.quantity.unit == "所" and m.quantity.kind is Kind.COUNT]
    schools = [m for m in schools if m.quantity.number is not None and not m.quantity.approximation]
    kinds: dict[int, Mention] = {}
    for mention in schools:
        lead = mention.lead.strip()
        kind = next((number for number, words in enumerate(_KINDS) if words.search(lead)), None)
        if kind is not None and not mention.depth:
            kinds.setdefault(kind, mention)
    plain = 0 in kinds and 1 in kinds
    together = plain and kinds[0].clause.sentence == kinds[1].clause.sentence
    return _Counted(
        tuple(sorted(kinds.items(), key=_place)) if together else (),
        tuple(m for m in schools if _WHOLE in text and _is_total(text, m)),
    )


def _place(pair: tuple[int, Mention]) -> int:
    return pair[0]


def _is_total(text: str, mention: Mention) -> bool:
    """Whether it counts all of them: 全县53所义务教育学校, 义务教育学校53所; not 41所义务教育学校 of some."""
    behind = text[mention.end : mention.end + _NEAR]
    before = text[max(0, mention.start - _NEAR) : mention.start]
    if behind.startswith(_WHOLE):
        return _ALL.search(before) is not None
    return _TOLD.search(mention.lead) is not None and _ALL.search(_TOLD.sub("", mention.lead)[-6:] or "共") is not None

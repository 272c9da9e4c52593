"""What there is now of what there was: 现有83人（原88人，去世2人、转走3人）; 新建3处，加上原来的5处，现有8处."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lexicon import labelled, span_of, spans_of, unit_of, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation

_BASE = re.compile(
    "(?:原|原有|原来|原先|原来有|原有的|原来的|原先的|[上去]年[末底]?|年初|期初|学年初)(?:共|有|的|为|是)*$"
)
_OUT = re.compile(
    "(?:去世|死亡|病故|转[出走学]|转特校|转入特[校教]|迁出|退休|离退|调[出离走]|辞职|离职|解聘|毕业|休学|退出|注销|撤并|撤销|关停|取缔|核减|减少|流出|外出)"
    "[^，。；、0-9]{0,6}$"
)
_IN = re.compile(
    "(?:新增|新招|招聘|补充|转入|调入|调进|引进|新建|新办|迁入|增加|新增加|返回|复学|新认定|新评|新设)[^，。；、0-9]{0,8}$"
)
_NOW = re.compile(
    "(?:现有|现共有|现为|现在|目前有|年末|年底|期末|实有|达到|增至|减至|剩下?|还有|余)[^，。；、0-9]{0,4}$"
)
_PLUS_BASE = re.compile("加上(?:原有|原来|原先)[^，。；0-9]{0,4}$")
_MOST = 6
_SEEN = 14
_HOLDS, _ACCUSED = 0.85, 0.84


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of a stock over an earlier one and what came and went; `stated` is what there is now."""
    if "原" not in passage.text and "年初" not in passage.text:
        return
    for base in passage.mentions:
        if not _BASE.search(base.lead[-_SEEN:]) or not _is_count(base):
            continue
        moves = _moves(passage, base)
        before = passage.mentions[base.index - 1] if base.index else None
        behind = passage.mentions[base.index + len(moves) + 1 :][:1]
        if before is not None and _opens(passage.text, before, base) and moves and _alike(before, base):
            yield _reading(before, base, moves, sure=True)
        elif moves and behind and _NOW.search(behind[0].lead[-_SEEN:]) and _follows(behind[0], base):
            yield _reading(behind[0], base, moves, sure=False)
        elif before is not None and behind and _adds_up_to(before, base, behind[0]):
            yield _reading(behind[0], base, [(1, before)], sure=True)


def _adds_up_to(new: Mention, base: Mention, now: Mention) -> bool:
    """新建3处，加上原来的5处，现有8处."""
    named = _PLUS_BASE.search(base.lead) and _NOW.search(now.lead[-_SEEN:])
    return named is not None and _alike(new, base) and _follows(now, base)


def _moves(passage: Passage, base: Mention) -> list[tuple[int, Mention]]:
    """The figures right behind that came (1) or went (-1)."""
    moves: list[tuple[int, Mention]] = []
    for mention in passage.mentions[base.index + 1 : base.index + 1 + _MOST]:
        behind = max(passage.mentions[mention.index - 1].end, mention.start - _SEEN)
        words = passage.text[behind : mention.start].rstrip("（( ")  # a bracket may have been left open
        sign = -1 if _OUT.search(words) else 1 if _IN.search(words) else 0
        if not sign or not _follows(mention, base):
            break
        moves.append((sign, mention))
    return moves


def _is_count(mention: Mention) -> bool:
    return (
        mention.quantity.kind is Kind.COUNT
        and mention.quantity.number is not None
        and not mention.quantity.approximation
    )


def _alike(one: Mention, other: Mention) -> bool:
    return (
        _is_count(one)
        and unit_of(one.quantity) == unit_of(other.quantity)
        and one.clause.sentence == other.clause.sentence
    )


def _follows(mention: Mention, base: Mention) -> bool:
    return _alike(mention, base) and mention.clause.part == base.clause.part


def _opens(text: str, now: Mention, base: Mention) -> bool:
    """Whether a bracket that begins with what there was opens right behind what there is now."""
    between = text[now.end : base.start]
    return between[:1] in {"（", "("} and bool(_BASE.fullmatch(between[1:]))


def _reading(now: Mention, base: Mention, moves: Sequence[tuple[int, Mention]], *, sure: bool) -> Reading:
    numbers = [(sign, mention.quantity.number or Decimal(0)) for sign, mention in ((1, base), *moves)]
    expected = sum((sign * number for sign, number in numbers), Decimal(0))
    stated = now.quantity.number or Decimal(0)
    holds = stated == expected
    gap = abs(stated - expected).normalize()
    slip = gap * 2 <= max(stated, expected) and len(gap.as_tuple().digits) == 1  # some may have gone untold
    mentions = (base, now, *(mention for _, mention in moves))
    spelled = labelled(base) + "".join(f"{'－' if sign < 0 else '＋'}{labelled(mention)}" for sign, mention in moves)
    return Reading(
        Relation.SUM,
        span_of(now),
        spans_of(sorted(mentions, key=lambda mention: mention.start)),
        now.quantity.interval,
        Interval.exact(expected),
        _HOLDS if holds else _ACCUSED if sure and slip else 0.5,
        spelled,
        now.text if holds else written(expected, now.quantity),
        "" if holds else "可能有一项没有列出，或某个数录错；请核对增减各项与现有数。",
        holds,
        "" if holds else written(abs(stated - expected), now.quantity),
    )

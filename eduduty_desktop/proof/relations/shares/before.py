"""The whole that stands before a part without being named with the share: behind 其中, in the sentence before."""

import re

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.relations.shares.result import at_least
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, subject_of, words_of

OF_WHICH = re.compile("其中|包括")
AMONG = re.compile("其中|包括|包含|[（(]含|内含")
_STATES = re.compile("[有共总计为达]|现")
_OPENS = re.compile("[ \u3000]*其中")
_THINGS = frozenset("班园校")
_MEMBERS = frozenset({"在园", "在校"})
_ALL_PUPILS = re.compile("(?:在校|在籍)?学?生$")
_SOME_PUPILS = re.compile("子女|寄宿|住宿|留守|困难|残疾|少数民族")
_IN_IT = re.compile("[ \u3000]*在([\u4e00-\u9fff]{2,12})中[，,]")
LONGEST_SENTENCE = 240


def whole_before(passage: Passage, share: Figure, part: Figure, others: list[Figure]) -> tuple[Figure | None, float]:
    """The whole that the sentence has before the part, and how plain that is."""
    text = passage.text
    sentence = part.mention.clause.sentence
    if opens_among(text, part):
        whole, likelihood = whole_of_sentence(part, others)
        if whole is not None:
            return whole, likelihood
    candidates = [
        figure
        for figure in others
        if figure.mention.clause.sentence == sentence
        and alike(figure.quantity, part.quantity)
        and figure.role in {Role.LEVEL, Role.TO}
        and figure.year != PREVIOUS
        and not figure.lead.endswith("每")
    ]
    if not candidates:
        kin = whole_of_kin(part, others)
        return (kin, 0.82) if kin is not None else (_all_pupils(part, others), 0.6)
    begin = min(figure.mention.start for figure in candidates)
    among = [begin + m.start() for m in OF_WHICH.finditer(text[begin : part.mention.start])]
    if among:
        before = [figure for figure in candidates if figure.mention.end <= among[-1]]
        if before and (OF_WHICH.search(part.head) or at_least(before[0].quantity, part.quantity)):
            siblings = sum(1 for figure in others if among[-1] <= figure.mention.start)
            return before[0], 0.9 if siblings <= 6 else 0.7
    candidates = [figure for figure in candidates if at_least(figure.quantity, part.quantity)]
    if not candidates:
        return None, 0
    nearest = candidates[0]
    if nearest.mention.tail.rstrip("，,").endswith("中"):
        return nearest, 0.9
    if nearest.index == part.index - 1 and _STATES.search(nearest.lead[-4:]):
        return nearest, 0.82
    if nearest.index == part.index - 1 and len(candidates) == 1 and part.index == share.index - 1:
        return nearest, 0.82
    return nearest, 0.6


def whole_of_sentence(part: Figure, others: list[Figure]) -> tuple[Figure | None, float]:
    """补充教师143人,包括招聘71人、特岗55人。其中本科118人: what the sentence before begins with."""
    before = _sentence_before(part, others)
    if not before or not all(at_least(before[-1].quantity, f.quantity) for f in (*before, part)):
        return None, 0
    return before[-1], 0.82


def whole_of_kin(part: Figure, others: list[Figure], words: str = "") -> Figure | None:
    """教学班1173个,其中小学812个。大班额14个,占1.2%: the whole of the sentence before, if it is of the same things.

    `words` name the part where those around it do not.
    """
    before = _sentence_before(part, others)
    if not before or part.mention.clause.sentence - before[-1].mention.clause.sentence > 1:
        return None
    whole = before[-1]
    if not all(at_least(whole.quantity, f.quantity) for f in (*before, part)):
        return None
    if words or subject_of(part.lead):
        return whole if _kin(whole, words or words_of(part)) else None
    return None


def _all_pupils(part: Figure, others: list[Figure]) -> Figure | None:
    """在校生10.86万人,其中…。随迁子女2.13万人,占19.6%: the pupils with whom the sentence before begins."""
    before = _sentence_before(part, others)
    if not before or part.mention.clause.sentence - before[-1].mention.clause.sentence > 1:
        return None
    whole = before[-1]
    said = _SOME_PUPILS.search(words_of(part)) and _ALL_PUPILS.search(subject_of(whole.lead) or whole.quantity.counted)
    return whole if said and all(at_least(whole.quantity, f.quantity) for f in (*before, part)) else None


def _kin(whole: Figure, words: str) -> bool:
    """Whether a figure is called after the things that the words name: 专任教师 and 持证教师, 教学班 and 大班额."""
    noun = subject_of(whole.lead) or whole.quantity.counted
    if len(noun) < 2:
        return False
    return noun[-2:] in words or (noun[-1] in _THINGS and noun[-1] in words) or noun[-4:-2] in _MEMBERS & _pairs(words)


def _pairs(words: str) -> set[str]:
    return {words[i : i + 2] for i in range(len(words) - 1)}


def opens_among(text: str, part: Figure) -> bool:
    """Whether the part's sentence begins with 其中, so that what it names are parts of the sentence before."""
    before = text[max(0, part.mention.start - LONGEST_SENTENCE) : part.mention.start]
    begin = max(before.rfind(stop) for stop in "。！？!?") + 1
    return begin > 0 and bool(_OPENS.match(before, begin)) and not OF_WHICH.search(before, begin + 6)


def _sentence_before(part: Figure, others: list[Figure]) -> list[Figure]:
    """The amounts of the part's kind in the last sentence that has any, nearest first; at most two sentences back."""
    sentence = part.mention.clause.sentence
    fitting = [
        f
        for f in others
        if sentence - 2 <= f.mention.clause.sentence < sentence
        and alike(f.quantity, part.quantity)
        and f.role is Role.LEVEL
        and f.year != PREVIOUS
        and f.mention.depth <= part.mention.depth
    ]
    return [f for f in fitting if f.mention.clause.sentence == fitting[0].mention.clause.sentence]


def among_named(passage: Passage, part: Figure, others: list[Figure]) -> Figure | None:
    """进口总额1018亿元。…在进口总额中,机电产品401亿元,占39.4%: the whole with whose name the sentence begins."""
    begin = max(passage.text.rfind(stop, 0, part.mention.start) for stop in "。；;\n") + 1
    said = _IN_IT.match(passage.text, begin, part.mention.start)
    if said is None:
        return None
    named = [f for f in others if alike(f.quantity, part.quantity) and f.lead.rstrip("为达是约共").endswith(said[1])]
    return named[0] if len(named) == 1 and named[0].row == 1 and named[0].year != PREVIOUS else None

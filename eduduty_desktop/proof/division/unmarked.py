"""Parts without a word for them: two halves, a row, 第一批…第二批…, 男生…女生…."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from eduduty_desktop.proof.addends import MOST_PARTS, Book, name_of, thing_of
from eduduty_desktop.proof.division.form import HEDGE, MOST_PREFIXES, NEAR, Alternatives, Division, Form
from eduduty_desktop.proof.lexicon import are_complements
from eduduty_desktop.proof.passage import Mention

_SPENT = re.compile("[，,](?:通过|统筹|由|用|使用|利用)")
_PAID = re.compile("^[^，。；、]{0,6}(?:偿还|解决|筹集|支付|承担|负担|保障|安排|列支|化解)")
_SEX = re.compile("^[，,；;]?(?:其中[：:，,]?)?([男女])(?:[学幼]?生|教师|教职工|教工|职工|性|童)?[^，。；0-9]{0,2}$")
_ALL_OF_THEM = re.compile("在校|学生|在园|幼儿|教师|教职工|人数|共|总|毕业生|招生|现有|师生")
_TURN = re.compile("第([一二三四五六七八九])(批次?|期|轮|组|季度|阶段|学期)")
_NUMERALS = "零一二三四五六七八九"
_COUNTED_LIST = re.compile(
    "(?:花|用|投|分|集中|体现|由|包括|分成)(?:在|到|向|于|为|成|了)?(?:以下|这|下列|如下)?([两二三四五六])(?:大|个)?(?:块|部分|方面|类|项|头|笔|档|批)"
)
_DEED = re.compile("完成|完工|竣工|动工|开工|在建|办结|整改|化解|销号|正在")
_REST = re.compile("其[他它]")
_LEFT_OVER, _LEFT_WITHIN = re.compile("其余|其[他它]|余下|剩余|剩下"), 8
_FARTHEST_TOLD = 40
_SENTENCES = 6
_FARTHEST_COUNT = 30


def unmarked(book: Book, taken: set[int]) -> Iterator[Alternatives]:
    """问题83个，已整改73个，10个正在整改; 学校共183所，幼儿园…、小学…."""
    among, deeds = "其中" in book.text, _DEED.search(book.text) is not None
    for key, whole in book.wholes:
        if whole.index in taken and not deeds:
            continue
        after = _following(book, whole, key, among)
        if len(after) < 2 or (whole.index in taken and not all(_DEED.search(name_of(part)) for part in after[:2])):
            continue
        if are_complements(name_of(after[0]), name_of(after[1])) and not are_complements(
            name_of(whole), name_of(after[0])
        ):
            at_once = after[0].index == whole.index + 1 or _one_noun(whole, after[:2])
            open_end = _LEFT_OVER.search(book.text, after[1].end, after[1].end + _LEFT_WITHIN)  # 其余长期推进
            yield (Division(Form.PAIR, whole, tuple(after[:2]), at_once and open_end is None),)
        if whole.index in taken:
            continue
        if turns := _turns(book, whole, after):
            yield (turns,)
            continue
        if not all(part.index in taken for part in after[:2]):
            yield from _rows(book, whole, after)


def told(book: Book) -> Iterator[Alternatives]:
    """花了58万元。主要用在两块，一块是补助，41万元；一块是培训，17万元: as many amounts as are told, to the sentence's end."""
    for cue in _COUNTED_LIST.finditer(book.text):
        count = _NUMERALS.index(cue[1].replace("两", "二"))
        index = book.first_from(cue.end())
        before = [m for m in book.mentions[max(0, index - 4) : index] if m.end <= cue.start() and book.is_addable(m)]
        if not before or before[-1].end + _FARTHEST_TOLD < cue.start() or index + count > len(book.mentions):
            continue
        whole, key = before[-1], book.keys[before[-1].index]
        parts = [part for part in book.forward(index, whole.depth) if book.keys[part.index] == key]
        near = (
            parts and parts[0].start <= cue.end() + NEAR and not HEDGE.search(book.text, cue.end(), parts[-1].end + 5)
        )
        if near and len(parts) == count and parts[0].clause.sentence <= whole.clause.sentence + 1:
            mainly = "主要" in book.text[max(whole.end, cue.start() - 4) : cue.start()]
            form = Form.MAINLY if mainly else Form.RUN
            yield (Division(form, whole, tuple(parts), True, mainly, closed=not mainly),)


def heads(book: Book) -> Iterator[Alternatives]:
    """机构2233个，其中…。医院100个，其中…。基层机构2093个，…。其他机构40个: the first figure of each sentence up to 其他."""
    if not _REST.search(book.text):
        return
    first: list[Mention] = []
    for mention in book.mentions:
        if not mention.depth and (not first or mention.clause.sentence != first[-1].clause.sentence):
            first.append(mention)
    for at, last in enumerate(first):
        if not _REST.match(last.lead.strip()) or book.keys[last.index] is None:
            continue
        begin = at
        while begin and at - begin < MOST_PREFIXES and _next_head(book, first[begin - 1], first[begin]):
            begin -= 1
        alternatives = [
            Division(Form.FAR, first[start], tuple(first[start + 1 : at + 1]), start == begin, closed=True)
            for start in range(begin, at - 2)
        ]
        fitting = [d for d in alternatives if d.likely or book.may_give(d.parts, d.whole)]
        if fitting:
            yield tuple(fitting)


def _next_head(book: Book, one: Mention, other: Mention) -> bool:
    alike = book.keys[one.index] == book.keys[other.index] is not None
    return alike and one.clause.sentence + 1 == other.clause.sentence


def _rows(book: Book, whole: Mention, after: list[Mention]) -> Iterator[Alternatives]:
    total = "共" in whole.lead[-10:] or "总" in whole.lead[-10:]
    run = [part for part in after if part.clause == after[0].clause]
    row = total and len(run) >= 3 and after[0].index == whole.index + 1 and len(run) == len(after)
    likely = row and not HEDGE.search(book.text, whole.end, run[-1].end + 6)
    if total and len(after) >= 3:
        options = [Division(Form.RUN, whole, tuple(run), likely)] if len(run) >= 3 else []
        options += [
            Division(Form.RUN, whole, tuple(after[:count]), False)
            for count in range(min(len(after), MOST_PREFIXES), 2, -1)
            if book.may_give(after[:count], whole)
        ]
        if options:
            yield tuple(options)
    elif len(run) >= 2 and (paid := _paid(book, whole, run)):
        yield (paid,)


def _turns(book: Book, whole: Mention, after: list[Mention]) -> Division | None:
    """分两批补充教师120名，第一批70名，第二批50名: as many as are counted in front."""
    turns = [_TURN.search(name_of(mention)) for mention in after]
    numbers = [_NUMERALS.find(turn[1]) for turn in turns if turn]
    if len(numbers) < len(after) or numbers != list(range(1, len(numbers) + 1)) or len(numbers) >= len(_NUMERALS):
        return None
    word = turns[0][2][:1] if turns[0] else ""
    begin = max(0, whole.start - _FARTHEST_COUNT)
    counted = re.search(
        f"(?:{_NUMERALS[len(numbers)]}|{'两|' if len(numbers) == 2 else ''}{len(numbers)})个?{word}",
        book.text[begin : after[0].start],
    )
    return Division(Form.RUN, whole, tuple(after), counted is not None, closed=counted is not None)


def _paid(book: Book, whole: Mention, run: list[Mention]) -> Division | None:
    """到期本息97亿元，通过A…、B…和C…偿还: the means by which an amount was paid."""
    between = book.text[max(whole.end, run[0].clause.start - 1) : run[0].start]
    if _SPENT.match(between) and _PAID.match(run[-1].tail):
        return Division(Form.RUN, whole, tuple(run), True, closed=True)
    return None


def _following(book: Book, whole: Mention, key: str, among: bool) -> list[Mention]:
    """Figures of the same measure behind a whole in its sentence, up to a word that opens a list of its own.

    `among`: whether the paragraph has such a word.
    """
    found = []
    sentence, depth = whole.clause.sentence, whole.depth
    for mention in book.mentions[whole.index + 1 : whole.index + 1 + MOST_PARTS // 3]:
        if mention.clause.sentence != sentence or mention.depth < depth:
            break
        if among and "其中" in book.text[max(mention.start - 24, book.mentions[mention.index - 1].end) : mention.start]:
            break
        if mention.depth == depth and book.keys[mention.index] == key:
            found.append(mention)
    return found


def _one_noun(whole: Mention, parts: Iterable[Mention]) -> bool:
    """Whether whole and parts name the same thing: 问题, 问题, 问题."""
    noun = whole.quantity.counted[-2:] or whole.lead.rstrip("共有为是达到计")[-2:]
    return len(noun) == 2 and all(noun in name_of(part) for part in parts)


def sexes(book: Book) -> Iterator[Alternatives]:
    """男生712人，女生646人 of the persons that an earlier sentence counts."""
    for one, other in pairwise(book.mentions):
        match, second = _SEX.search(one.lead[-12:]), _SEX.search(other.lead[-12:])
        if not match or not second or match[1] == second[1] or one.clause.part != other.clause.part:
            continue
        key, thing = book.keys[one.index], thing_of(one)
        if key is None or key != book.keys[other.index] or one.depth:
            continue
        before = book.back(one.index, key, one.depth, _SENTENCES)
        wholes = [m for m in before if m.clause.part != one.clause.part and _ALL_OF_THEM.search(m.lead[-12:])]
        alike = [m for m in wholes if thing and thing_of(m) == thing]
        if alike:
            yield tuple(Division(Form.FAR, whole, (one, other), whole is alike[0]) for whole in alike)

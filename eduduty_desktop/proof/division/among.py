"""Parts behind 其中, 包括, 分…看 and 分项情况."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.addends import CLOSING, Book, name_of
from eduduty_desktop.proof.division.form import HEDGE, NEAR, OPENING, Alternatives, Division, Form
from eduduty_desktop.proof.division.grouping import groupings, kinds_in_turn
from eduduty_desktop.proof.lexicon import AVERAGE, are_complements, unit_of
from eduduty_desktop.proof.passage import Mention
from eduduty_desktop.proof.patterns import matches

_CUE = re.compile(
    "其中|(?:按|分|从)[^，。；,;：:\n0-9]{1,8}(?:划分|统计|分|看)(?=[，,：:])|(?:分项|构成|明细)情况(?:如下|为|是)?(?=[：:，])"
    "|里头(?=[，,：:\u4e00-\u9fff])|(?<!不)包括|(?<!不)包含|(?<=[（(])含|(?<=[，,])含(?=[^税有量])"
)
_BEGIN = re.compile(
    "[其按分从构明包含里](?:(?<![其包含里])|(?<=里)(?=头)|(?<=其)(?=中)|(?<=包)(?=[括含])|(?<=[（(，,]含))"
)
_ITEMS = re.compile("分项|构成|明细")
_SUBTOTAL = re.compile("(?:[二两三四]者|[两三四二]项)?(?:合计|共计|总计|小计)$")
_BREAKS = frozenset("）)。！？")
_PER_HEAD = re.compile("(?:收入|支出|消费)[^，。；0-9]{0,4}$")
_MOST_WHOLES, _MOST_ITEM_WHOLES = 4, 14
_COARSE = 100
_COUNTING = frozenset({"个", "所", "处", "家", "间", "座", "项"})
"""Words with which things are counted, of which one list may use two."""

_LONGEST_NOUN = 20
_MAY_BE_MORE = re.compile("聘|编外|兼职|临时|在编")
_NEXT, _NEXT_FIGURES = 60, 4


def among(book: Book) -> Iterator[Alternatives]:
    parts_of_others: set[int] = set()
    for cue in matches(_BEGIN, _CUE, book.text):
        index = book.first_from(cue.end())
        if index >= len(book.mentions) or book.mentions[index].start > cue.end() + NEAR:
            continue
        first = book.mentions[index]
        parts = list(book.forward(index, first.depth))
        if not parts or _broken(book.text[cue.end() : first.start]) or parts[0].index > index + 3:
            continue
        for key in dict.fromkeys(book.keys[part.index] for part in parts):
            if key is not None:
                alike = [part for part in parts if book.keys[part.index] == key]
                alike = [part for part in alike if part is alike[0] or not _SUBTOTAL.search(part.lead[-8:])]
                for alternatives in _of_one_measure(book, cue, index, alike, key, parts_of_others):
                    parts_of_others.update(part.index for part in alternatives[0].parts)
                    yield alternatives


def _broken(between: str) -> bool:
    """Whether the bracket or the sentence of a cue ends before the first figure."""
    return next((character for character in between if character in _BREAKS or character in OPENING), "") in _BREAKS


def _of_one_measure(
    book: Book, cue: re.Match[str], index: int, parts: list[Mention], key: str, taken: set[int]
) -> Iterator[Alternatives]:
    word = cue[0]
    items = bool(_ITEMS.match(word))
    wide = items or word[0] in "按分从"
    wholes = _wholes(book, cue, index, parts, key, taken)
    if not wholes:
        return
    found = []
    for whole in wholes:
        nearest = whole is wholes[0]
        options = groupings(book, cue.end(), parts, whole, items)
        for likely, some in options if nearest else options[:1]:
            hedged = not items and _hedged(book.text, cue.end(), some)
            hedged = hedged or (word[-1] == "含" and not _are_halves(some))
            found.append(
                Division(
                    Form.SPLIT if wide else Form.AMONG,
                    whole,
                    tuple(some),
                    likely and nearest,
                    hedged,
                    book.goes_on(some),
                    parts[0].index == index,
                    items,
                )
            )
    beyond = _with_others(book, index, parts, key) or _with_next(book, parts, key)
    found += [Division(Form.AMONG, whole, beyond, False) for whole in wholes if beyond and book.may_give(beyond, whole)]
    if found:
        yield tuple(sorted(found, key=lambda division: not division.likely))
    if divided := kinds_in_turn(parts):
        yield (Division(Form.AMONG, wholes[0], tuple(divided[1]), True, False, book.goes_on(divided[1])),)


def _are_halves(parts: Sequence[Mention]) -> bool:
    """Whether 含 names both halves: 含骨干97人、一般教师315人."""
    names = [name_of(part) for part in parts]
    return len(names) == 2 and are_complements(*names) and not any(map(_MAY_BE_MORE.search, names))


def _hedged(text: str, opened: int, parts: Sequence[Mention]) -> bool:
    """Whether the list is left open; not by what is said of a part, where a list of its own stands between two."""
    if len(parts) == 2 and parts[1].index > parts[0].index + 2:
        return any(HEDGE.search(part.lead) for part in parts)
    if len(parts) == 2 and are_complements(*map(name_of, parts)):
        return any(HEDGE.search(part.lead) for part in parts)
    return text.startswith("主要", opened) or bool(HEDGE.search(text, opened, parts[-1].end + 5))


def _with_others(book: Book, index: int, parts: list[Mention], key: str) -> tuple[Mention, ...]:
    """The parts with those behind 另有 in the same sentence; empty where there are none."""
    if "另" not in book.text[parts[-1].end : parts[-1].end + _NEXT]:
        return ()
    longer = [part for part in book.forward(index, parts[0].depth, True) if book.keys[part.index] == key]
    return tuple(longer) if len(longer) > len(parts) else ()


def _with_next(book: Book, parts: list[Mention], key: str) -> tuple[Mention, ...]:
    """The parts with the first figure of the next sentence: 第一产业…，第三产业…。城乡居民用电…, all of 全社会用电量."""
    following = book.mentions[parts[-1].index + 1 : parts[-1].index + _NEXT_FIGURES]
    later = next((m for m in following if m.clause.sentence != parts[-1].clause.sentence), None)
    if later is None or book.keys[later.index] != key or later.depth != parts[-1].depth:
        return ()
    return (*parts, later)


def _wholes(
    book: Book, cue: re.Match[str], index: int, parts: list[Mention], key: str, taken: set[int]
) -> list[Mention]:
    """The figures that may be divided, the likely one first."""
    depth, word, text = parts[0].depth, cue[0], book.text
    begins = text[max(0, cue.start() - 3) : cue.start()].rstrip()[-1:] in {"", "。", "！", "？"}
    items = bool(_ITEMS.match(word))
    wide = items or word[0] in "按分从"
    before = [m for m in book.back(index, key, depth, 3 if wide else 1) if m.end <= cue.start()]
    if wide:  # 学校72所，公办65所，民办7所；按类型分，小学46所…
        largest = max((part.quantity.number or 0 for part in parts), default=0)
        before = [m for m in before if (m.quantity.number or largest) >= largest] or before
        before.sort(key=lambda m: m.index in taken)  # also 在编4509人 that 教师6183人 have been divided into
    if items:  # of the sentence before, what it begins with
        finest = min(part.quantity.step for part in parts)
        before = [m for m in before if m.quantity.step <= finest * _COARSE]
        return sorted(before, key=lambda m: (-m.clause.sentence, m.start))[:_MOST_ITEM_WHOLES]
    wholes = before[:_MOST_WHOLES]
    sentence = book.mentions[index].clause.sentence
    if not before and (other := _of_another_word(book, cue, parts, key)):
        return [other]
    if depth and not any(
        whole.clause.sentence == sentence and _same_bracket(book, whole, parts[0]) for whole in wholes
    ):
        return [m for m in book.back(index, key, depth - 1, 0) if _opens_behind(text, m, cue.start())][:1]
    if averaged := _averaged(book, cue.start(), parts, wholes):
        return [averaged]
    if not begins and not wide:
        wholes.sort(key=lambda whole: whole.clause.sentence != sentence)
        if wholes and wholes[0].clause.sentence != sentence and word != "其中":
            return []
    return wholes


def _of_another_word(book: Book, cue: re.Match[str], parts: Sequence[Mention], key: str) -> Mention | None:
    """160所…站点（其中计算机教室21个，播放点4个）: what the list opens right behind, counted with another word."""
    whole = next(
        (m for m in reversed(book.mentions[max(0, parts[0].index - 2) : parts[0].index]) if m.end <= cue.start()), None
    )
    if whole is None or key not in _COUNTING or book.keys[whole.index] not in _COUNTING or len(parts) < 2:
        return None
    if book.first_from(cue.end()) != parts[0].index:
        return None  # 与112家企业合作，其中规上企业47家；产业学院5个、基地86个
    between = book.text[whole.end : cue.start()]
    alike = whole.depth == parts[0].depth or (
        whole.depth + 1 == parts[0].depth and _opens_behind(book.text, whole, cue.start())
    )
    return (
        whole if alike and whole.clause.sentence == parts[0].clause.sentence and len(between) <= _LONGEST_NOUN else None
    )


def _averaged(book: Book, cue: int, parts: list[Mention], wholes: list[Mention]) -> Mention | None:
    """人均可支配收入41578元，其中工资性收入24031元: an average divides by kinds of income and spending."""
    for mention in reversed(book.mentions[max(0, parts[0].index - 4) : parts[0].index]):
        if mention.end > cue or mention.depth != parts[0].depth:
            continue
        if mention in wholes or mention.clause.sentence != parts[0].clause.sentence:
            return None
        if unit_of(mention.quantity) == "元" and AVERAGE.search(mention.lead) and _PER_HEAD.search(mention.lead):
            return mention if all(_PER_HEAD.search(part.lead) for part in parts[:2]) else None
    return None


def _same_bracket(book: Book, one: Mention, other: Mention) -> bool:
    return all(m.depth >= one.depth for m in book.mentions[one.index : other.index]) and not any(
        sign in book.text[one.end : other.start] for sign in CLOSING
    )


def _opens_behind(text: str, whole: Mention, cue: int) -> bool:
    """Whether the bracket that the cue stands in opens right behind the whole: 3137名(含…, 120所（其中…."""
    between = text[whole.end : cue]
    at = next((i for i, character in enumerate(between) if character in OPENING), -1)
    return 0 <= at <= _LONGEST_NOUN and not any(mark in between[:at] for mark in "，,；;。")

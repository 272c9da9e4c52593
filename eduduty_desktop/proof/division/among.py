"""Parts behind 其中, 包括, 分…看 and 分项情况."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.addends import CLOSING, Book
from eduduty_desktop.proof.division.form import HEDGE, NEAR, OPENING, Alternatives, Division, Form
from eduduty_desktop.proof.division.grouping import groupings
from eduduty_desktop.proof.lexicon import AVERAGE, unit_of
from eduduty_desktop.proof.passage import Mention
from eduduty_desktop.proof.patterns import matches

_CUE = re.compile(
    "其中|(?:按|分|从)[^，。；,;：:\n0-9]{1,8}(?:划分|统计|分|看)(?=[，,：:])|(?:分项|构成|明细)情况(?:如下|为|是)?(?=[：:，])"
    "|(?<!不)包括|(?<!不)包含|(?<=[（(])含|(?<=[，,])含(?=[^税有量])"
)
_BEGIN = re.compile("[其按分从构明包含](?:(?<![其包含])|(?<=其)(?=中)|(?<=包)(?=[括含])|(?<=[（(，,]含))")
_ITEMS = re.compile("分项|构成|明细")
_SUBTOTAL = re.compile("(?:[二两三四]者|[两三四二]项)?(?:合计|共计|总计|小计)$")
_BREAKS = frozenset("）)。！？")
_PER_HEAD = re.compile("(?:收入|支出|消费)[^，。；0-9]{0,4}$")
_MOST_WHOLES, _MOST_ITEM_WHOLES = 4, 14
_COARSE = 100
_NEXT = 60


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
            hedged = word[-1] == "含" or (not items and _hedged(book.text, cue.end(), some))
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
    beyond = _with_others(book, index, parts, key)
    found += [Division(Form.AMONG, whole, beyond, False) for whole in wholes if beyond and book.may_give(beyond, whole)]
    if found:
        yield tuple(sorted(found, key=lambda division: not division.likely))


def _hedged(text: str, opened: int, parts: Sequence[Mention]) -> bool:
    """Whether the list is left open; not by what is said of a part, where a list of its own stands between two."""
    if len(parts) == 2 and parts[1].index > parts[0].index + 2:
        return any(HEDGE.search(part.lead) for part in parts)
    return bool(HEDGE.search(text, opened, parts[-1].end + 3))


def _with_others(book: Book, index: int, parts: list[Mention], key: str) -> tuple[Mention, ...]:
    """The parts with those behind 另有 in the same sentence; empty where there are none."""
    if "另" not in book.text[parts[-1].end : parts[-1].end + _NEXT]:
        return ()
    longer = [part for part in book.forward(index, parts[0].depth, True) if book.keys[part.index] == key]
    return tuple(longer) if len(longer) > len(parts) else ()


def _wholes(
    book: Book, cue: re.Match[str], index: int, parts: list[Mention], key: str, taken: set[int]
) -> list[Mention]:
    """The figures that may be divided, the likely one first."""
    depth, word, text = parts[0].depth, cue[0], book.text
    begins = text[max(0, cue.start() - 3) : cue.start()].rstrip()[-1:] in {"", "。", "！", "？"}
    items = bool(_ITEMS.match(word))
    wide = items or word[0] in "按分从"
    before = [
        m
        for m in book.back(index, key, depth, 3 if wide else 1)
        if m.end <= cue.start() and not (wide and m.index in taken)
    ]
    if wide:  # 学校72所，公办65所，民办7所；按类型分，小学46所…
        largest = max((part.quantity.number or 0 for part in parts), default=0)
        before = [m for m in before if (m.quantity.number or largest) >= largest] or before
    if items:  # of the sentence before, what it begins with
        finest = min(part.quantity.step for part in parts)
        before = [m for m in before if m.quantity.step <= finest * _COARSE]
        return sorted(before, key=lambda m: (-m.clause.sentence, m.start))[:_MOST_ITEM_WHOLES]
    wholes = before[:_MOST_WHOLES]
    sentence = book.mentions[index].clause.sentence
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
    return 0 <= at <= 12 and not any(mark in between[:at] for mark in "，,；;。")

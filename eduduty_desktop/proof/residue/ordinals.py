"""一是……二是……, 1.……2.……: items counted within a paragraph, or one a paragraph, that skip or repeat a number."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.residue.finding import holds_any, residue, starts
from eduduty_desktop.proof.residue.gates import each, numbers_with, patterns, starts_of
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_NUMBERS = "一二三四五六七八九十"
_ITEM = re.compile(  # begins with what stands behind the number, which is rarer
    rf"[是要则来第.．](?:(?<=[{_NUMBERS}][是要则来])(?![的否非不])|(?<=第)([{_NUMBERS}])，|(?<=[1-9][.．])(?!\d))"
)
_MARKED = re.compile(
    r"[①-⑨)）其](?:(?<=[①-⑨])|(?<=[1-9][)）])(?:(?<=[（(]..)|(?<![\d.（(]..))|(?<=[（(][一二三四五六七八九十].)|(?<=其)[一二三四五六七八九](?=[，,、是为]))"
)
_SIGNS = patterns(
    *each("是要则来", f"(?<=[{_NUMBERS}].)"),
    f"第(?=[{_NUMBERS}]，)",
    *each(".．", r"(?<=[1-9].)(?!\d)"),
    *each(")）", f"(?<=[1-9{_NUMBERS}].)"),
    *each("①②③④⑤⑥⑦⑧⑨"),
    "其(?=[一二三四五六七八九][，,、是为])",
)
"""With one of these in it every line of which _ITEM or _MARKED finds an item."""

_BEFORE = frozenset("。；;：:，,、！)） \u3000")
_BEFORE_DIGIT = frozenset("。；;：:！ \u3000")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_SHAPES = {"①": "", "（）": "（{}）", "）": "{}）", "其": "其{}", "（一）": "（{}）"}
_IN_WORDS = frozenset(("其", "（一）"))
_MOST_MISSING = 2
_EARLIER_LINES = 40  # in which the item before a first 二是 is looked for
_OTHER_STARTS = re.compile("首先|一方面|其一|第一|一来")


class _Item(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    word: str  # what makes the number an item: 是, 要, ，(of 第一，), .
    number: int


def counted_items(lines: Sequence[str]) -> Iterator[Residue]:
    """Items whose number does not follow the last one's."""
    last: dict[str, _Item] = {}
    with_items = numbers_with(_SIGNS, "\n".join(lines), starts_of(lines))
    for number, (at, line) in enumerate(starts(lines)):
        if not line or line.isspace():
            continue
        items = _items(line) if number in with_items else ()
        if not items or items[0].start != len(line) - len(line.lstrip()):
            last.clear()  # the paragraph begins with other words: its items are its own
        elif not last and _has_no_first(lines, number, items[0]):
            item = items[0]
            name = line[item.start : item.end]
            message = f"“{name}”前面没有“{_name(item.number - 1, item.word)}”。"
            yield residue(line, item.start, item.end, Kind.MISSING_ITEM, message, _ADVICE).moved(at)
        if last:
            for shape in (".", *_SHAPES):
                last.pop(shape, None)  # numbers of whole paragraphs are those of headings
        for item in items:
            if wrong := _wrong(line, item, last.get(item.word)):
                bare = _bare_number(line, item, last[item.word])
                yield (bare or residue(line, item.start, item.end, *wrong)).moved(at)
            last[item.word] = item


_ADVICE = "请补上缺的一项，或顺次改正序号。"


def _wrong(line: str, item: _Item, last: _Item | None) -> tuple[Kind, str, str] | None:
    if last is None:
        return None
    name = line[item.start : item.end]
    before = last.number
    if item.number == before > 1:
        return Kind.NUMBERING, f"“{name}”重复：前面已有“{name}”。", "请顺次改正其后的序号。"
    missing = range(before + 1, item.number)
    since = (
        last.end if last.end < item.start else 0
    )  # an item of the paragraph before stands behind this one, if at all
    if 0 < len(missing) <= _MOST_MISSING and not all(
        _stands(line[since : item.start], number, item) for number in missing
    ):
        names = "”“".join(_name(number, item.word) for number in missing)
        return Kind.MISSING_ITEM, f"“{name}”前面是“{_name(before, item.word)}”，缺“{names}”。", _ADVICE
    return None


def _bare_number(line: str, item: _Item, last: _Item) -> Residue | None:
    """The number of the only item between two that lost its 是: 一是……。二推进……。三是……."""
    if item.word not in "是要" or item.number != last.number + 2 or last.end > item.start:
        return None
    number = _NUMBERS[last.number]
    for match in _BARE.finditer(line, last.end, item.start):
        if match[0] == number:
            message = f"“{line[match.start() : match.start() + 5]}”的“{number}”后面缺“{item.word}”。"
            return residue(line, *match.span(), Kind.NUMBERING, message, f"请补上“{item.word}”。")
    return None


_BARE = re.compile(
    rf"[{_NUMBERS}](?<=[。；;].)(?=[\u4e00-\u9fff]{{2}})(?![{_NUMBERS}个项条季级年月日批期次类所名人种些]|[百千万])"
)


def _stands(between: str, number: int, item: _Item) -> bool:
    """Whether a number stands between two items where no mark shows it to be one."""
    return any(_name(number, word) in between for word in {item.word, *"是要"})


def _has_no_first(lines: Sequence[str], place: int, item: _Item) -> bool:
    """Whether an item that begins a paragraph as 二是 or 三是 has no 一是 or 二是 before it."""
    if item.number < 2 or item.word not in "是要":
        return False
    before = [_name(item.number - 1, word) for word in "是要"]
    earlier = lines[max(0, place - _EARLIER_LINES) : place]
    if not any(earlier):
        return False  # an excerpt
    return not any(name in line for line in earlier for name in before) and not any(
        _OTHER_STARTS.search(line) for line in earlier[-4:]
    )


def _name(number: int, word: str) -> str:
    if word in _SHAPES:
        return (
            _CIRCLED[number - 1]
            if word == "①"
            else _SHAPES[word].format(_NUMBERS[number - 1] if word in _IN_WORDS else number)
        )
    if word == ".":
        return f"{number}."
    return f"第{_NUMBERS[number - 1]}" if word == "，" else f"{_NUMBERS[number - 1]}{word}"


@lru_cache(maxsize=4096)
def _items(line: str) -> tuple[_Item, ...]:
    found = []
    digits = 0
    for match in _ITEM.finditer(line):
        ordinal, mark = match[1], match[0]
        start = match.start() - (0 if ordinal else 1)
        digit = mark in {".", "．"}
        if start and line[start - 1] not in (_BEFORE_DIGIT if digit else _BEFORE):
            continue
        if digit:
            digits += 1
            found.append(_Item(start, match.end(), ".", int(line[start])))
        else:
            end = match.end() - 1 if ordinal else match.end()
            found.append(_Item(start, end, "，" if ordinal else mark, _NUMBERS.index(ordinal or line[start]) + 1))
    if digits == 1:
        found = [item for item in found if item.word != "."]
    if (marked := _marked(line)) and len(marked) > 1:
        found = sorted((*found, *marked), key=lambda item: item.start)
    return tuple(found)


def _marked(line: str) -> list[_Item]:
    """Items marked as ①, （1）, 1） or 其一, where a mark of punctuation or nothing stands before them."""
    found = []
    for match in _MARKED.finditer(line) if holds_any(line, ")）其①②") else ():
        text, start = match[0], match.start()
        if text in _CIRCLED:
            word, number = "①", _CIRCLED.index(text) + 1
        elif text[0] == "其":
            word, number = "其", _NUMBERS.index(text[1]) + 1
        else:
            digit, bracketed = line[start - 1], line[start - 2 : start - 1] in {"（", "("}
            start -= 2 if bracketed else 1
            if digit in _NUMBERS:
                word, number = "（一）", _NUMBERS.index(digit) + 1
            else:
                word, number = "（）" if bracketed else "）", int(digit)
        if not start or line[start - 1] in _BEFORE_DIGIT:
            found.append(_Item(start, match.end(), word, number))
    return found

"""引号、括号: marks that are opened and not closed, or closed and never opened, within their paragraph."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.residue.finding import holds_any, residue, shown, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_CLOSING = {"“": "”", "‘": "’", "《": "》", "（": "）", "〔": "〕", "【": "】", "「": "」"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_PAIRS = (*_CLOSING.items(), ("(", ")"), ("[", "]"), ("［", "］"))
_SAME = str.maketrans("()［］[]", "（）〔〕〔〕")
_QUOTES = frozenset("“”‘’")
_MARKS = frozenset("“”‘’《》（）〔〕【】「」")
_ANY_MARK = re.compile("[“”‘’《》（）〔〕【】「」()［］\\[\\]]")
_MARK_OR_BREAK = re.compile("[“”‘’《》（）〔〕【】「」()［］\\[\\]〝〞\n]")
_PAIRED = re.compile("(?:" + "|".join(re.escape(opening + closing) for opening, closing in _PAIRS) + ")*")
_MIXED = re.compile(r"\([^()（）]{1,40}）|（[^()（）]{1,40}\)")
_ODD_QUOTE = re.compile("“[^“”〝〞]{0,60}(〞)|(〝)[^“”〝〞]{0,60}”")
_FULL_FORM = str.maketrans("〝〞", "“”")
_STOPS = frozenset("，。；：！？,;:!?")
_FAR = 24  # how much of the text behind an opening mark is shown
_MARKED = 6  # how much of it is marked: where the partner should stand nobody knows
_MOST_OPEN = 4
_NEAR_LINES = 3  # a title may run over so many lines
_WORD_LINES, _LONGEST_WORD = 8, 4


class _Lone(msgspec.Struct, frozen=True, gc=False):
    """A mark without its partner; `mark` in its full-width form, `end` where what it should enclose may end."""

    start: int
    end: int
    mark: str


def unbalanced_marks(lines: Sequence[str]) -> Iterator[Residue]:
    """Quotation marks and brackets without partner; one that the next lines close is a title over several lines."""
    marks_of = "".join(_MARK_OR_BREAK.findall("\n".join(lines))).split("\n")
    lonely = [
        (number, at, marks)
        for number, (at, line) in enumerate(starts(lines))
        if marks_of[number] and not _PAIRED.fullmatch(marks_of[number]) and (marks := _lone_marks(line))
    ]
    paired: set[tuple[int, int]] = set()
    for index, (number, _, marks) in enumerate(lonely):
        for further, _, others in lonely[index + 1 : index + 1 + _NEAR_LINES]:
            if further - number > _NEAR_LINES and not _only_words(lines, number, further):
                break
            for mark in marks[-_MOST_OPEN:]:
                if (number, mark.start) in paired:
                    continue
                for other in others[:_MOST_OPEN]:
                    if _CLOSING.get(mark.mark) == other.mark and (further, other.start) not in paired:
                        paired |= {(number, mark.start), (further, other.start)}
                        break
    for number, at, marks in lonely:
        for mark in marks:
            if (number, mark.start) not in paired:
                yield _residue(lines[number], mark).moved(at)


def _only_words(lines: Sequence[str], first: int, last: int) -> bool:
    """Whether nothing but single words stand in the lines between: 【字号： 加大 还原 减小 】 on a page."""
    return last - first <= _WORD_LINES and all(len(line) <= _LONGEST_WORD for line in lines[first + 1 : last])


def mixed_brackets(line: str) -> Iterator[Residue]:
    """Brackets one half of which is full-width and the other half-width: (一）."""
    if not (("(" in line and "）" in line) or ("（" in line and ")" in line)):
        return
    for match in _MIXED.finditer(line):
        message = f"{shown(match[0])}的括号一半是全角、一半是半角。"
        yield residue(line, match.start(), match.end(), Kind.BRACKET, message, "请统一用全角括号。")


def odd_quotes(line: str) -> Iterator[Residue]:
    """A quotation mark of another form than its partner: “……〞."""
    if not holds_any(line, "〝〞"):
        return
    for match in _ODD_QUOTE.finditer(line):
        start, end = match.span(match.lastindex or 0)
        right = line[start].translate(_FULL_FORM)
        message = f"{shown(line[max(0, start - 8) : end + 4])}里的引号“{line[start]}”应为“{right}”。"
        yield residue(line, start, end, Kind.QUOTE, message, "请改成与另一半相配的引号。")


@lru_cache(maxsize=4096)
def _lone_marks(line: str) -> tuple[_Lone, ...]:
    if line.count("\t") > 2:  # a row of a table
        return ()
    if holds_any(line, "〝〞"):
        line = line.translate(_FULL_FORM)
    if _PAIRED.fullmatch("".join(_ANY_MARK.findall(line))):
        return ()  # one pair behind the other
    if all(_is_balanced(line, opening, closing) for opening, closing in _PAIRS):
        return ()
    text = line.translate(_SAME)
    open_marks: list[int] = []
    closed: dict[int, int] = {}
    lone: list[_Lone] = []
    for match in _ANY_MARK.finditer(text):
        at, char = match.start(), match[0]
        if char in _CLOSING:
            open_marks.append(at)
        elif _is_apostrophe(text, at) or _is_numbering(text, at) or _is_misread(text, at):
            continue
        elif open_marks and _CLOSING[text[open_marks[-1]]] == char:
            closed[open_marks.pop()] = at
        else:
            back = next(
                (
                    i
                    for i in range(len(open_marks) - 1, max(-1, len(open_marks) - 4), -1)
                    if _CLOSING[text[open_marks[i]]] == char
                ),
                None,
            )
            if back is None:
                lone.append(_Lone(at, at + 1, char))
            else:
                lone.extend(_opened(text, place) for place in open_marks[back + 1 :])
                del open_marks[back:]
    lone.extend(_nested(text, place, closed) or _opened(text, place) for place in open_marks)
    return tuple(_told_once(sorted(lone, key=lambda mark: mark.start)))


def _is_balanced(line: str, opening: str, closing: str) -> bool:
    """Whether as many are opened as closed, the first one opened and the last one closed."""
    count = line.count(opening)
    if count != line.count(closing):
        return False
    return not count or (line.index(opening) < line.index(closing) and line.rindex(opening) < line.rindex(closing))


def _nested(text: str, at: int, closed: dict[int, int]) -> _Lone | None:
    """The inner one of two nested marks with one partner if it would enclose a list: （原88人，去世（2人、转出3人）."""
    inner = text.find(text[at], at + 1, at + _FAR)
    end = closed.get(inner)
    if end is None or end - inner > _FAR:
        return None
    stop = next((place for place in range(inner + 1, end) if text[place] in "、，；"), None)
    return None if stop is None else _Lone(inner, stop, text[at])


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] == "’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalpha()


def _is_misread(text: str, at: int) -> bool:
    """Whether C) stands for a round digit of a scanned number: told as such."""
    return text[at] == "）" and text[at - 1 : at] == "C" and text[at + 1 : at + 2].isdigit()


def _is_numbering(text: str, at: int) -> bool:
    """1） or a) at the beginning of an item."""
    if text[at] != "）":
        return False
    begins = at
    while (
        begins > 0
        and at - begins < 3
        and text[begins - 1].isalnum()
        and (text[begins - 1].isascii() or text[begins - 1] in "一二三四五六七八九十")
    ):
        begins -= 1
    return begins < at and (begins == 0 or text[begins - 1] in "，。；：、,;: \u3000\t\xa0")


def _opened(text: str, at: int) -> _Lone:
    end = next((i for i in range(at + 1, min(len(text), at + _FAR)) if text[i] in _STOPS), min(len(text), at + _FAR))
    return _Lone(at, end, text[at])


def _told_once(lone: list[_Lone]) -> Iterator[_Lone]:
    """A pair of which one mark is the wrong one (“……“, （……】) is one finding."""
    skip = False
    for mark, following in zip(lone, [*lone[1:], None], strict=False):
        if skip:
            skip = False
            continue
        near = following is not None and following.start - mark.start <= 2 * _FAR
        same_twice = near and following is not None and following.mark == mark.mark and mark.mark in _QUOTES
        mixed = near and following is not None and mark.mark in _CLOSING and following.mark in _OPENING
        if following is not None and (same_twice or mixed):
            yield _Lone(mark.start, following.start + 1, mark.mark)
            skip = True
        else:
            yield mark


def _residue(line: str, mark: _Lone) -> Residue:
    kind = Kind.QUOTE if mark.mark in _QUOTES else Kind.BRACKET
    name = "引号" if kind is Kind.QUOTE else "书名号" if mark.mark in "《》" else "括号"
    piece, end = line[mark.start : mark.end], mark.end
    if mark.end - mark.start > 1 and line[mark.end - 1].translate(_SAME) in _MARKS:
        message = f"{shown(piece)}前后{name}不配对。"
    elif mark.mark in _CLOSING:
        end = min(end, mark.start + _MARKED)
        message = (
            f"{shown(piece)}的{name}“{line[mark.start]}”没有后一半。"
            if kind is not Kind.QUOTE
            else f"{piece}：引号没有后一半。"
        )
    else:
        before = line[max(0, mark.start - 10) : mark.end]
        message = f"{before}：{name}没有前一半。"
    return residue(line, mark.start, end, kind, message, f"请补上或改正{name}。")

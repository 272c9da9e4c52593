"""层次序数: numbers of headings and items that skip, repeat or begin anew without a heading above them.

Levels as GB/T 9704—2012, 7.3.3 orders them (一、 （一） 1. （1）), besides 1、, ① and 第一，; a level may go on over several
headings of the level above or begin anew under each.  Only numbered lines with prose under them are judged: tables
number their rows as they like.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.numerals import DIGITS
from eduduty_desktop.proof.residue.finding import residue, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_CHINESE = "[一二三四五六七八九十]{1,4}"
_MARKER = re.compile(
    rf"(?:(?P<a>{_CHINESE})[、．]|[（(](?P<b>{_CHINESE})[)）]、?|(?P<c>\d{{1,2}})[.．](?!\d)"
    rf"|(?P<d>\d{{1,2}})、(?!\d)|[\[［](?P<g>\d{{1,2}})[\]］]|[（(](?P<e>\d{{1,2}})[)）]|(?P<h>\d{{1,2}})[)）]|(?P<f>[①-⑳]))"
)
_FIRST_OF_MARKER = frozenset("一二三四五六七八九十（([［①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LEVELS = "abcdefgh"
_PATTERNS = {"a": "{}、", "b": "（{}）", "c": "{}.", "d": "{}、", "e": "（{}）", "g": "[{}]", "h": "{}）"}
_MOST_MISSING = 3
_LONGEST_HEADING = 26
_ROW_GAPS = 4  # so many gaps between its columns has a row of a table
_TABLE_FIRST = re.compile(r"(?:附件|附表|附录|表|第[一二三四五六七八九十]+[部章节篇]|篇)")
_STOPS = "。；;！？!?，,：:、"


class _Line(msgspec.Struct, frozen=True, gc=False):
    """What a line tells about numbering: its marker, if any, whether it holds prose, whether it may be a bare heading."""

    level: str
    number: int
    start: int
    end: int
    prose: bool
    heading: bool


class _Item(msgspec.Struct, gc=False):
    """A numbered line in the text, with whether prose stands in its section and a bare heading before it."""

    line: int
    at: int
    level: str
    number: int
    start: int
    end: int
    prose: bool
    after_heading: bool


def numbering(lines: Sequence[str]) -> Iterator[Residue]:
    """Skipped, repeated and headless numbers."""
    items = _items(lines)
    yield from _unmatched(lines, items)
    yield from _headless(lines, items)


def _unmatched(lines: Sequence[str], items: list[_Item]) -> Iterator[Residue]:
    """Numbers that do not follow the ones before, in the order of the text."""
    levels = {item.level for item in items}
    runs: dict[str, list[_Run]] = {}
    heads = 0  # how many numbers of a level above have been seen: a new one lets the levels below begin anew
    above: dict[str, int] = {}
    for place, item in enumerate(items):
        rank = _LEVELS.index(item.level)
        for lower in _LEVELS[rank + 1 :]:
            above[lower] = heads = heads + 1
        open_runs = runs.setdefault(item.level, [])
        wrong = _judge(items, place, open_runs, above.get(item.level, 0), "a" in levels)
        if wrong is not None and wrong[0] is Kind.MISSING_ITEM and _stands_unseen(lines, items, place):
            wrong = None
        elif wrong is None and open_runs[-1].length == 1 and _lacks_first(lines, items, place):
            missing = "”“".join(_name(item.level, number) for number in range(1, item.number))
            message = f"“{_name(item.level, item.number)}”前面没有“{missing}”。"
            wrong = Kind.MISSING_ITEM, message, "请补上缺的一项，或顺次改正序号。"
        if wrong:
            kind, message, advice = wrong
            line = lines[item.line]
            yield residue(line, item.start, item.end, kind, message, advice).moved(item.at)


class _Run(msgspec.Struct, gc=False):
    """A run of numbers of one level: the last one and where it stands, and what stood above when it began."""

    last: int
    length: int
    above: int
    item: _Item
    repeated: bool = False  # its last number is told as repeated: the next one may count it or not


_MOST_RUNS = 8


def _judge(
    items: list[_Item], place: int, runs: list[_Run], above: int, has_chapters: bool
) -> tuple[Kind, str, str] | None:
    item = items[place]
    current = runs[-1] if runs else None
    for run in reversed(runs):
        if run.above != above and current is not None and current.above == above and current.length > 1:
            break  # this list goes on, not one of the headings before
        if run.last == item.number - 1 or (run.repeated and run.last == item.number - 2):
            run.repeated = False
            run.last, run.length, run.above, run.item = item.number, run.length + 1, above, item
            runs.remove(run)
            runs.append(run)
            return None
    wrong = None
    if current is not None:
        wrong = _against(items, place, current, above, has_chapters)
    if wrong and wrong[0] is not Kind.MISSING_HEADING and current is not None:
        current.repeated = current.last == item.number
        current.last, current.length, current.item = item.number, current.length + 1, item
    else:
        runs.append(_Run(item.number, 1, above, item))
        del runs[:-_MOST_RUNS]
    return wrong


def _against(items: list[_Item], place: int, run: _Run, above: int, has_chapters: bool) -> tuple[Kind, str, str] | None:
    """What is wrong with a number that does not follow the last one of its level."""
    item = items[place]
    if not (item.prose and run.item.prose):
        return None
    same_parent = run.above == above
    name = _name(item.level, item.number)
    if item.number == run.last and same_parent and not item.after_heading:
        if item.number == 1 and not (run.length == 1 and _goes_on(items, place)):
            return None
        return Kind.NUMBERING, f"序号“{name}”重复：前面已有一个“{name}”。", "请顺次改正其后的序号。"
    if run.last < item.number <= run.last + 1 + _MOST_MISSING and same_parent and not item.after_heading:
        missing = "”“".join(_name(item.level, number) for number in range(run.last + 1, item.number))
        message = f"“{name}”前面是“{_name(item.level, run.last)}”，缺“{missing}”。"
        return Kind.MISSING_ITEM, message, "请补上缺的一项，或顺次改正序号。"
    if item.number == 1 and item.level == "b" and same_parent and not item.after_heading and run.length > 1:
        what = "上面没有“一、”一级的标题" if not has_chapters else "上面缺一个一级标题"
        return Kind.MISSING_HEADING, f"“{name}”重新起头，{what}。", "请补上上一级标题，或接着前面的序号往下编。"
    return None


def _stands_unseen(lines: Sequence[str], items: list[_Item], place: int) -> bool:
    """Whether the number before stands where it is not read as one: 3.2022年全县……, 21.5+2模式."""
    item = items[place]
    name = f"{item.number - 1}."
    before = (other.line for other in reversed(items[:place]) if other.level == item.level)
    return item.level == "c" and any(
        line.lstrip().startswith(name) for line in lines[next(before, item.line) + 1 : item.line]
    )


def _lacks_first(lines: Sequence[str], items: list[_Item], place: int) -> bool:
    """Whether a run of numbers begins with 2 or 3 right under a heading, the first one standing nowhere near."""
    item = items[place]
    if item.level == "a" or item.number not in (2, 3) or not item.prose:
        return False
    if not _goes_on(items, place) and not _goes_on_inside(lines[item.line], item):
        return False
    previous = items[place - 1] if place else None
    under_item = previous is not None and previous.level < item.level and not any(lines[previous.line + 1 : item.line])
    if not (item.after_heading or under_item) or not item.line:
        return False
    heading = next((line for line in reversed(lines[max(0, item.line - _NEAR) : item.line]) if line.strip()), "")
    return _FIRST[item.number - 2].search(heading) is None


_NEAR = 5  # lines, all of them empty but the heading
_FIRST = tuple(
    re.compile(
        rf"{digit}(?<!\d.)(?:[.．](?!\d)|[、)）])|{_CIRCLED[digit - 1]}|[{words}](?:(?<=[第其（(][{words}])|(?=[是要来先]))"
    )
    for digit, words in ((1, "一首"), (2, "二"))
)


def _goes_on(items: list[_Item], place: int) -> bool:
    """Whether the next number of the level follows this one."""
    item = items[place]
    for further in items[place + 1 : place + 40]:
        if further.level == item.level:
            return further.number == item.number + 1
        if further.level < item.level:
            return False
    return False


def _goes_on_inside(line: str, item: _Item) -> bool:
    """Whether the next number stands behind a full stop of the same line: （二）……。（三）……."""
    if item.level != "b":
        return False
    following = _name("b", item.number + 1)
    return any(f"。{name}" in line for name in (following, f"({following[1:-1]})"))


def _headless(lines: Sequence[str], items: list[_Item]) -> Iterator[Residue]:
    """（一） at the very beginning of a text that later begins with （一） again and never has a 一、."""
    items = [item for item in items if item.level in "ab"]
    if not items or any(item.level == "a" for item in items) or items[0].number != 1 or items[0].after_heading:
        return
    again = [item for item in items[1:] if item.number == 1 and item.prose and not item.after_heading]
    if again and items[0].prose and len(items) > 3:
        item = items[0]
        message = f"“{_name('b', 1)}”上面没有“一、”一级的标题，后文“{_name('b', 1)}”又重新起头。"
        found = residue(lines[item.line], item.start, item.end, Kind.MISSING_HEADING, message, "请补上一级标题。")
        yield found.moved(item.at)


def _items(lines: Sequence[str]) -> list[_Item]:
    items: list[_Item] = []
    heading = False
    for number, (at, line) in enumerate(starts(lines)):
        if not line or line.isspace():
            continue
        read = _read(line)
        if read.level:
            items.append(_Item(number, at, read.level, read.number, read.start, read.end, read.prose, heading))
            heading = False
        else:
            heading = read.heading
        if read.prose:  # it is the prose of every heading above it that has none yet
            for item in reversed(items[-len(_LEVELS) :]):
                if item.prose and item is not items[-1]:
                    break
                item.prose = True
    return items


@lru_cache(maxsize=4096)
def _read(line: str) -> _Line:
    start = len(line) - len(line.lstrip())
    match = _MARKER.match(line, start) if line[start] in _FIRST_OF_MARKER or line[start].isdecimal() else None
    prose = ("。" in line or len(line) > 60) and line.count("  ") < _ROW_GAPS
    heading = not prose and len(line.strip()) <= _LONGEST_HEADING and line.strip()[-1:] not in _STOPS
    if match is None or match.lastgroup is None:
        return _Line("", 0, 0, 0, prose, heading or bool(_TABLE_FIRST.match(line, start)))
    level = match.lastgroup
    word = match[level]
    number = _value(word)
    return _Line(level if number else "", number, start, match.end(), prose, False)


def _value(word: str) -> int:
    """1 to 99, however it is written; 0 for what is no number (一一, 十十)."""
    if word in _CIRCLED:
        return _CIRCLED.index(word) + 1
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    if not ten:
        return DIGITS.get(word, 0)
    return (DIGITS.get(tens, 0) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)


def _name(level: str, number: int) -> str:
    if level == "f":
        return _CIRCLED[number - 1]
    if level not in "ab":
        return _PATTERNS[level].format(number)
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    word = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones or not tens else "")
    return _PATTERNS[level].format(word)

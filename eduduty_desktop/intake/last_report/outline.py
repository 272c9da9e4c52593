"""A report's text → its headings, each with the text below it.

A heading bears a number (`一、` `（一）` `1.`), alone on its line or before a first sentence that the text runs on from; or
it is a short line, or the short first sentence of a paragraph, without one.
"""

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from eduduty_desktop.framework.notice.numbering import Number, split_number

MOST_HEADINGS = 3_000
LONGEST_TITLE = 42
LONGEST_LEAD = 32
LONGEST_NAME = 12
"""Of the words before a colon at the start of a paragraph (`学前教育：`)."""
_TITLE_END = re.compile(r"[。;；:：!！?？]")
_STYLES = ("chapter", "chinese", "bracketed", "arabic", "arabic_bracketed", "arabic_closed", "dotted", "circled")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_RUN_ON = re.compile(r"[。；;!！](?=[（(][一二三四五六七八九十]{1,3}[)）][\u4e00-\u9fff])")
_ITEM = re.compile(r"(?:[一二三四五六七八九十]是|首先|其次|再次|最后|第[一二三四五六七八九十][,，、])")


class Heading(msgspec.Struct, frozen=True):
    """A heading: offsets of its line in the text, its number, its words, how deep it stands, where its text begins and ends.

    `depth` is -1 for one without a number; the text below it runs up to the next heading as high, or with no number.
    """

    start: int
    number: Number | None
    title: str
    depth: int
    body: int
    end: int


def headings_of(text: str) -> tuple[Heading, ...]:
    """All headings of a report in order."""
    found = list(islice(_candidates(text), MOST_HEADINGS))
    depths: list[str] = []
    for _, number, _, _ in found:
        if number is not None and number.style not in depths:
            depths.append(number.style)
    depths.sort(key=_STYLES.index)
    made: list[Heading] = []
    for at, (start, number, title, body) in enumerate(found):
        depth = depths.index(number.style) if number is not None else -1
        end = next((s for s, n, _, _ in found[at + 1 :] if _ends(depth, n, depths)), len(text))
        made.append(Heading(start, number, title, depth, body, end))
    return tuple(made)


def _ends(depth: int, other: Number | None, depths: list[str]) -> bool:
    """Whether a later heading ends the text of one at `depth`."""
    if other is None:
        return depth < 0
    return depth < 0 or depths.index(other.style) <= depth


def _candidates(text: str) -> Iterator[tuple[int, Number | None, str, int]]:
    """Start of the line, number, title and start of the text below it, of every line that may be a heading."""
    for start, line in _lines(text):
        bare = line.strip()
        if len(_WORDS.findall(bare[: 4 * LONGEST_TITLE])) < 2:
            continue
        number, rest = split_number(bare[: 4 * LONGEST_TITLE])
        if number is not None and number.style not in _STYLES:
            number, rest = None, bare
        title = _title(rest, bare, numbered=number is not None)
        if title:
            inside = line.find(title)
            yield start, number, title, start + inside + len(title)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their places; one that goes on with `。（二）…` is cut there, as its paragraphs had lost their ends."""
    at = 0
    for line in text.split("\n"):
        cut = 0
        for match in _RUN_ON.finditer(line):
            yield at + cut, line[cut : match.end()]
            cut = match.end()
        yield at + cut, line[cut:]
        at += len(line) + 1


def _title(rest: str, line: str, *, numbered: bool) -> str:
    """The words of a heading; empty if the line begins no section."""
    end = _TITLE_END.search(rest)
    title = (rest[: end.start()] if end else rest).strip()
    if numbered:
        return title if 2 <= len(title) <= LONGEST_TITLE else ""
    if _ITEM.match(title) or not 4 <= len(title) <= LONGEST_LEAD or "《" in title[:1]:
        return ""
    if end is None:
        return title if len(line) <= LONGEST_LEAD else ""
    if len(line) <= len(title) + 1 or any(c.isdigit() for c in title):
        return ""
    return title if end[0] == "。" or (end[0] in ":：" and len(title) <= LONGEST_NAME) else ""

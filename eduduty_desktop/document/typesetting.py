"""Text as set lines: broken, justified, every piece in its place.  Knows nothing of pages.

A strip is what moves from page to page as a whole: a line of text or a row of a table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eduduty_desktop.document.line_breaking import break_before
from eduduty_desktop.document.paper import BASELINE, LINE, TextStyle
from eduduty_desktop.document.widths import UNITS, Script, advance, fonts, scripts
from eduduty_desktop.draft import Key

GAP_SHARE = 5
"""Between a Chinese and a Latin word stays a fifth of an em free, as LibreOffice has it."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Justify(StrEnum):
    """How lines stand between the margins; `BOTH` leaves a paragraph's last line at the left."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one font in a row: `x` from the type area's left edge, `y` of the baseline from the strip's top.

    `spacing` is added after each character, `width` is what all of them take.  `key` names the linked record.
    """

    text: str
    x: float
    y: float
    style: TextStyle
    font: Script
    spacing: float
    width: float
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, from (`x`, `y`) to (`x2`, `y2`) within a strip; `weight` is its thickness."""

    x: float
    y: float
    x2: float
    y2: float
    weight: float
    red: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text or a row of a table; characters `start` to `end` of its block's text stand in it."""

    height: int
    pieces: tuple[Piece, ...] = ()
    rules: tuple[Rule, ...] = ()
    start: int = 0
    end: int = 0
    key: Key | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph in one style."""

    text: str
    style: TextStyle
    key: Key | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """Where lines run: `width` of the area, `first` and `rest` are the indents of the first line and the others."""

    width: int
    first: int = 0
    rest: int = 0
    justify: Justify = Justify.BOTH
    line: int = LINE
    baseline: float = LINE * BASELINE


class _Text:
    """A paragraph measured: script, width and place in its span of every character."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.text = _CONTROL.sub(" ", "".join(span.text for span in spans))
        self.spans = spans
        self.scripts = scripts(self.text)
        self.fonts = fonts(self.text, self.scripts)
        self.owner = [number for number, span in enumerate(spans) for _ in span.text]
        self.widths: list[int] = []  # without what the next character comes nearer
        self.nearer: list[int] = []
        self.gaps: list[int] = []  # before the character, unless it begins a line
        self._measure()

    def _measure(self) -> None:
        text, found, faces = self.text, self.scripts, self.fonts
        styles = [self.spans[owner].style for owner in self.owner]
        last = len(text) - 1
        for at, char in enumerate(text):
            style, script, font = styles[at], found[at], faces[at]
            self.widths.append((advance(char, font, half=style.half) * style.em + UNITS // 2) // UNITS)
            same = at < last and found[at + 1] is script and faces[at + 1] is font and styles[at + 1] is style
            self.nearer.append(style.condense if same else 0)
            is_gap = at > 0 and found[at - 1] is not script and char.isalnum() and text[at - 1].isalnum()
            self.gaps.append(style.em // GAP_SHARE if is_gap else 0)

    def line_end(self, start: int, room: int) -> int:
        """Where the line that begins at `start` ends."""
        used, at, count = 0, start, len(self.text)
        while at < count:
            used += self.widths[at] + (self.gaps[at] if at > start else 0)
            if used > room and self.text[at] != " ":
                return max(start + 1, break_before(self.text, at, start, self.scripts))
            used -= self.nearer[at]
            at += 1
        return count


def set_text(spans: Sequence[Span], measure: Measure) -> tuple[Strip, ...]:
    """Break a paragraph into lines and put every piece in its place."""
    source = _Text(spans)
    strips, start, indent = [], 0, measure.first
    while start < len(source.text):
        end = source.line_end(start, measure.width - indent)
        pieces = _set_line(source, start, end, indent, measure)
        strips.append(Strip(measure.line, pieces, start=start, end=end))
        start, indent = end, measure.rest
    return tuple(strips)


def width_of(text: str, style: TextStyle) -> int:
    """How wide a text is on one line."""
    source = _Text((Span(text, style),))
    return sum(source.widths) + sum(source.gaps) - sum(source.nearer)


def _set_line(source: _Text, start: int, end: int, indent: int, measure: Measure) -> tuple[Piece, ...]:
    while end > start and source.text[end - 1] == " ":
        end -= 1
    if end == start:
        return ()
    widths, nearer, gaps = source.widths, source.nearer, source.gaps
    natural = sum(widths[start:end]) - sum(nearer[start : end - 1]) + sum(gaps[start + 1 : end])
    slack = measure.width - indent - natural
    extra, left = 0.0, float(indent)
    if measure.justify is Justify.BOTH:
        if end < len(source.text) and slack > 0:
            extra = slack / max(1, sum(_may_widen(source, at) for at in range(start, end - 1)))
    elif measure.justify is not Justify.LEFT:
        left += slack / (2 if measure.justify is Justify.CENTER else 1)
    return _pieces(source, start, end, left, extra, measure.baseline)


def _may_widen(source: _Text, at: int) -> bool:
    """Whether a justified line is widened after a character: beside Han characters and at spaces."""
    return source.scripts[at] is Script.HAN or source.scripts[at + 1] is Script.HAN or source.text[at] == " "


def _pieces(source: _Text, start: int, end: int, left: float, extra: float, baseline: float) -> tuple[Piece, ...]:
    found: list[Piece] = []
    x, begin = left, start
    for at in range(start, end):
        last = at == end - 1
        if not last and _is_one_piece(source, at, extra):
            continue
        font, span = source.fonts[at], source.spans[source.owner[at]]
        step = extra if source.scripts[at] is Script.HAN else 0.0
        width = sum(source.widths[begin : at + 1]) - sum(source.nearer[begin:at]) + step * (at - begin)
        spacing = step - span.style.condense
        found.append(Piece(source.text[begin : at + 1], x, baseline, span.style, font, spacing, width, span.key))
        if not last:
            x += width - source.nearer[at] + source.gaps[at + 1] + (extra if _may_widen(source, at) else 0.0)
        begin = at + 1
    return tuple(found)


def _is_one_piece(source: _Text, at: int, extra: float) -> bool:
    """Whether a character and the next are drawn in one go."""
    script = source.scripts[at]
    return (
        source.scripts[at + 1] is script
        and source.fonts[at + 1] is source.fonts[at]
        and source.owner[at + 1] == source.owner[at]
        and not (extra and script is Script.LATIN and _may_widen(source, at))
    )

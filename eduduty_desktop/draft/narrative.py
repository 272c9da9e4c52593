"""正文 with linked figures: its source form, its rendered text, and the way between their offsets.

Source: plain paragraphs separated by line feeds; `{{metric|option…}}` is a link, a backslash before `{`
or a backslash makes it literal.  Options: `previous`, `growth`, `diff`, `bare`, `unit=万元`.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from eduduty_desktop.draft.records import CURRENT, PREVIOUS, Key
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import (
    MISSING_TEXT,
    WORDED,
    difference,
    figure,
    figure_keys,
    growth,
    growth_keys,
    print_difference,
    print_figure,
    print_growth,
)
from eduduty_desktop.framework import Framework

_PIECE = re.compile(
    r"(?P<escape>\\[\\{])"
    r"|\{\{(?P<metric>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)(?P<options>(?:\|[^{}|\n\\]+)*)\}\}"
)
_ESCAPED = re.compile(r"[\\{]")


class Link(msgspec.Struct, frozen=True, cache_hash=True):
    """A linked figure in a narrative: metric id and options in the order written."""

    metric: str
    options: tuple[str, ...] = ()

    def source(self) -> str:
        """The token as it stands in the source."""
        return "{{" + "|".join((self.metric, *self.options)) + "}}"

    @property
    def unit(self) -> str:
        return next((o.removeprefix("unit=") for o in self.options if o.startswith("unit=")), "")


class Piece(msgspec.Struct, frozen=True):
    """A run of the source: literal text (link None) or a link; offsets into the source."""

    start: int
    end: int
    text: str
    link: Link | None = None


class Span(msgspec.Struct, frozen=True):
    """One piece in both worlds; `text` offsets are into the rendered text."""

    source_start: int
    source_end: int
    text_start: int
    text_end: int
    link: Link | None


def escape(text: str) -> str:
    """Literal text as source."""
    return _ESCAPED.sub(lambda match: "\\" + match[0], text)


@lru_cache(maxsize=4096)
def _link_of(token: str) -> Link:
    """The link that a well-formed token writes; one object for all of its places."""
    metric, *options = token[2:-2].split("|")
    return Link(metric, tuple(options))


@lru_cache(maxsize=64)
def pieces(source: str) -> tuple[Piece, ...]:
    """Cut a source into links, escapes and literal runs; total: malformed tokens are literal text.

    Remembered: one keystroke has a text cut for every check that reads it.
    """
    found: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(source):
        start, end = match.span()
        if start > at:
            found.append(Piece(at, start, source[at:start]))
        token = match[0]
        if token[0] == "\\":
            found.append(Piece(start, end, token[1]))
        else:
            found.append(Piece(start, end, "", _link_of(token)))
        at = end
    if at < len(source):
        found.append(Piece(at, len(source), source[at:]))
    return tuple(found)


def links(source: str) -> tuple[Link, ...]:
    """Every link of a source in order, repeats included."""
    return tuple(piece.link for piece in pieces(source) if piece.link)


@lru_cache(maxsize=64)
def distinct_links(source: str) -> tuple[Link, ...]:
    """Every link of a source once, in the order of its first place; remembered as `pieces` is."""
    return tuple(dict.fromkeys(links(source)))


_Keys = dict[Link, frozenset[Key]]


class _Reads:
    """The keys that links read, remembered for one framework."""

    def __init__(self) -> None:
        self._known: tuple[Framework | None, _Keys] = None, {}

    def of(self, framework: Framework) -> _Keys:
        """What is known of the framework's links; another framework has its own."""
        known = self._known
        if known[0] is not framework:
            known = self._known = framework, {}
        return known[1]


_READS = _Reads()


def link_keys(framework: Framework, link: Link) -> frozenset[Key]:
    """Every key that printing a link may read."""
    known = _READS.of(framework)
    keys = known.get(link)
    if keys is None:
        keys = known[link] = _link_keys(framework, link)
    return keys


def _link_keys(framework: Framework, link: Link) -> frozenset[Key]:
    if link.metric not in framework.metrics:
        return frozenset()
    if "growth" in link.options:
        return growth_keys(framework, link.metric)
    if "diff" in link.options:
        return figure_keys(framework, link.metric) | figure_keys(framework, link.metric, PREVIOUS)
    return figure_keys(framework, link.metric, PREVIOUS if "previous" in link.options else CURRENT)


def print_link(reader: Reader, link: Link) -> str:
    """What a link prints; `〔待填〕` while its figure is missing, `〔未知数据…〕` for a metric nobody defined."""
    metric = reader.framework.metrics.get(link.metric)
    if metric is None:
        return f"〔未知数据 {link.metric}〕"
    bare = "bare" in link.options
    if "growth" in link.options:
        return print_growth(growth(reader, link.metric), bare=bare)
    if "diff" in link.options:
        return print_difference(metric, difference(reader, link.metric))
    found = figure(reader, link.metric, PREVIOUS if "previous" in link.options else CURRENT)
    try:
        return print_figure(metric, found, unit=link.unit, bare=bare)
    except ValueError:
        return f"〔单位不能换算 {metric.unit}→{link.unit}〕"


def problem_of_link(reader: Reader, link: Link) -> str:
    """What is wrong with a link's form, in Chinese; empty if nothing is."""
    metric = reader.framework.metrics.get(link.metric)
    if metric is None:
        return f"指标数据“{link.metric}”不在本指标体系里"
    for option in link.options:
        if option not in {"previous", "growth", "diff", "bare"} and not option.startswith("unit="):
            return f"不认识的写法“{option}”"
    if metric.kind in WORDED and {"growth", "diff"}.intersection(link.options):
        return f"“{metric.printed_label}”填的是文字或是、否，没有增减"
    printed = print_link(reader, link) if link.unit else ""  # without a unit there is nothing to convert
    return printed.strip("〔〕") if printed.startswith("〔单位") else ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A narrative's printed text with the map between both offsets."""

    text: str
    spans: tuple[Span, ...]

    def to_source(self, offset: int) -> int:
        """Source offset of a text offset; inside a link it is the link's start."""
        return self._map(offset, forward=False)

    def to_text(self, offset: int) -> int:
        """Text offset of a source offset; inside a link it is the link's start."""
        return self._map(offset, forward=True)

    def span_at(self, text_offset: int) -> Span | None:
        """The span that covers a text offset."""
        at = bisect_right(self.spans, text_offset, key=lambda span: span.text_start) - 1
        found = self.spans[at] if at >= 0 else None
        return found if found and text_offset < found.text_end else None

    def _map(self, offset: int, *, forward: bool) -> int:
        if not self.spans:
            return 0

        def start_of(span: Span) -> int:
            return span.source_start if forward else span.text_start

        at = max(0, bisect_right(self.spans, offset, key=start_of) - 1)
        span = self.spans[at]
        end, other_start, other_end = (
            (span.source_end, span.text_start, span.text_end)
            if forward
            else (span.text_end, span.source_start, span.source_end)
        )
        if offset >= end:
            return other_end
        whole = span.link is not None or span.source_end - span.source_start != span.text_end - span.text_start
        return other_start if whole else other_start + offset - start_of(span)


def render(reader: Reader, source: str, known: dict[Link, str] | None = None) -> Rendered:
    """Print a narrative: every link becomes its figure, escapes become literal.

    `known` is what links print, which is added to; who keeps it lets go of it once a value changes.
    """
    parts: list[str] = []
    spans: list[Span] = []
    known = {} if known is None else known
    at = 0
    for piece in pieces(source):
        link, printed = piece.link, piece.text
        if link is not None:
            if link not in known:
                known[link] = print_link(reader, link)
            printed = known[link]
        end = at + len(printed)
        spans.append(Span(piece.start, piece.end, at, end, link))
        parts.append(printed)
        at = end
    return Rendered("".join(parts), tuple(spans))


def prints_nothing(reader: Reader, link: Link) -> bool:
    """Whether a link prints nothing but the mark of a missing figure; an amount is not printed to know that."""
    if link.metric in reader.framework.metrics and not {"growth", "diff"}.intersection(link.options):
        found = figure(reader, link.metric, PREVIOUS if "previous" in link.options else CURRENT)
        if found.amount is not None:
            return False
    return is_missing(print_link(reader, link))


def is_missing(printed: str) -> bool:
    """Whether a link printed nothing but the mark of a missing figure."""
    return printed == MISSING_TEXT

"""Narratives as paragraphs: each with its range in the source, each linked figure with its metric's key."""

from dataclasses import dataclass

from eduduty_desktop.document.blocks import Paragraph, ParagraphKind, Run, Trace
from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Reader
from eduduty_desktop.draft.narrative import Link, Rendered, Span, links, render
from eduduty_desktop.draft.values import MISSING_TEXT

LONGEST_LEAD = 30
"""Characters of a first sentence that still reads as a heading."""


def key_of(link: Link) -> Key:
    """The record that a link mainly prints."""
    if "growth" in link.options:
        return Key("growths", link.metric)
    return Key("figures", link.metric, PREVIOUS if "previous" in link.options else CURRENT)


def paragraphs(reader: Reader, key: Key, source: str) -> tuple[Paragraph, ...]:
    """A narrative's paragraphs; blank lines are left out."""
    rendered = render(reader, source)
    found = []
    for start, end in _lines(rendered.text):
        trace = Trace(key, rendered.to_source(start), rendered.to_source(end))
        found.append(Paragraph(_runs(rendered, start, end), trace))
    return tuple(found)


def missing(key: Key) -> Paragraph:
    """What stands where a text is owed, so that nothing is silently left out."""
    return Paragraph((Run(MISSING_TEXT),), Trace(key))


def item(number: str, text: str, key: Key) -> tuple[Paragraph, ...]:
    """A numbered item of plain text; a short first sentence is run in as its heading (`（一）师资不足。…`)."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    sentence, stop, rest = lines[0].partition("。")
    if len(sentence) <= LONGEST_LEAD and number:
        lead = Run(f"{number}{sentence}。", lead=True)
        runs = (lead, Run(rest)) if stop and rest else (lead,)
        first = Paragraph(runs, Trace(key), ParagraphKind.RUN_IN)
    else:
        first = Paragraph((Run(number + lines[0]),), Trace(key))
    return (first, *(Paragraph((Run(line),), Trace(key)) for line in lines[1:]))


@dataclass(frozen=True, slots=True)
class Cited:
    """Metrics whose value of this year, or whose growth, the printed narratives link."""

    current: frozenset[str]
    growth: frozenset[str]


def cited(sources: list[str]) -> Cited:
    """What the links of the given narratives state."""
    found = [link for source in sources for link in links(source)]
    return Cited(
        frozenset(link.metric for link in found if not {"growth", "diff", "previous"}.intersection(link.options)),
        frozenset(link.metric for link in found if "growth" in link.options),
    )


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line that holds more than blanks, without the blanks around it."""
    found, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            found.append((start, start + len(stripped)))
        at += len(line) + 1
    return found


def _runs(rendered: Rendered, start: int, end: int) -> tuple[Run, ...]:
    """The runs of a line: one for each linked figure, one for all that is between two of them."""
    found: list[Run] = []
    plain = ""
    for span in rendered.spans:
        if span.text_end <= start or span.text_start >= end:
            continue
        text = _inside(rendered.text, span, start, end)
        if span.link is None:
            plain += text
            continue
        if plain:
            found.append(Run(plain))
            plain = ""
        found.append(Run(text, key_of(span.link)))
    if plain:
        found.append(Run(plain))
    return tuple(found)


def _inside(text: str, span: Span, start: int, end: int) -> str:
    return text[max(span.text_start, start) : min(span.text_end, end)]

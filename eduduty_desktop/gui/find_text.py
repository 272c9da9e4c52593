"""Finding and replacing words in everything that a person writes: narratives, headings, problems, cover.  No Qt.

Narratives are searched as they are printed.  A match that takes in a linked figure, or part of one, is told but
never replaced: figures are changed in their table.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from eduduty_desktop.draft import Draft, Key, Place
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.draft.narrative import escape, render
from eduduty_desktop.draft.records import Narrative, Problem, Text
from eduduty_desktop.workspace.session import Edit

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_AROUND_BEFORE, _AROUND_AFTER = 16, 24
MOST_HITS = 2000
_OTHER = ("lead", "profile", "organisation", "next_steps")


class Part(StrEnum):
    """Which kind of text a hit stands in."""

    COVER = "封面信息"
    HEADING = "正文标题"
    NARRATIVE = "正文"
    PROBLEM = "存在问题"
    REMEDY = "整改措施"


class Field(msgspec.Struct, frozen=True):
    """One text of the draft: its record, and which of a problem's texts it is (-1 the problem, 0… its remedies)."""

    part: Part
    key: Key
    number: int = -1


class Hit(msgspec.Struct, frozen=True):
    """A match: offsets into the text as stored; `linked` if a linked figure is part of it."""

    field: Field
    start: int
    end: int
    found: str
    before: str
    after: str
    linked: bool = False

    def place(self) -> Place:
        """Where a click on the hit leads."""
        key = self.field.key
        node = "cover" if key.table == "cover" else "" if key.table == "problems" else key.row
        text = key.table in {"narratives", "headings", "cover"}
        start, end = (self.start, self.end) if text else (-1, -1)
        return Place(node, table=key.table, row=key.row, start=start, end=end)


def find(draft: Draft, wanted: str, *, any_width: bool = True) -> list[Hit]:
    """Every match in printed order, at most MOST_HITS; full and half width are the same if `any_width`."""
    needle = wanted.translate(_NARROW) if any_width else wanted
    hits: list[Hit] = []
    if not needle:
        return hits
    for field in fields(draft):
        hits.extend(_hits(draft, field, needle, any_width))
        if len(hits) >= MOST_HITS:
            break
    return hits[:MOST_HITS]


def fields(draft: Draft) -> Iterator[Field]:
    """Every text that a person writes and that goes upward, in printed order."""
    for name in COVER_FIELDS:
        yield Field(Part.COVER, Key("cover", name))
    for node in (*_OTHER[:3], *draft.framework.nodes, _OTHER[3]):
        yield Field(Part.HEADING, Key("headings", node))
        yield Field(Part.NARRATIVE, Key("narratives", node))
    ordered = sorted(draft.rows("problems").items(), key=lambda item: (item[1].order, item[0]))
    for (row, _), problem in ordered:
        yield Field(Part.PROBLEM, Key("problems", row))
        for number in range(len(problem.remedies)):
            yield Field(Part.REMEDY, Key("problems", row), number)


def text_of(draft: Draft, field: Field) -> str:
    """A field's text as stored."""
    record = draft.get(field.key)
    if record is None:
        return ""
    if isinstance(record, Problem) and field.number >= 0:
        return record.remedies[field.number].text if field.number < len(record.remedies) else ""
    return str(record.text)


def _hits(draft: Draft, field: Field, needle: str, any_width: bool) -> Iterator[Hit]:
    source = text_of(draft, field)
    if not source:
        return
    rendered = render(draft, source) if field.part is Part.NARRATIVE else None
    text = rendered.text if rendered else source
    straw = text.translate(_NARROW) if any_width else text
    at = straw.find(needle)
    while at >= 0:
        end = at + len(needle)
        before = text[max(0, at - _AROUND_BEFORE) : at].rsplit("\n", 1)[-1]
        after = text[end : end + _AROUND_AFTER].split("\n", 1)[0]
        if rendered is None:
            yield Hit(field, at, end, text[at:end], before, after)
        else:
            linked = any(s.link and s.text_start < end and at < s.text_end for s in rendered.spans)
            start, stop = rendered.to_source(at), rendered.to_source(end)
            last = rendered.span_at(end - 1)
            if last is not None and last.link is not None:  # the figure is selected as a whole
                stop = last.source_end
            yield Hit(field, start, stop, text[at:end], before, after, linked)
        at = straw.find(needle, end)


def replaced(draft: Draft, hits: Iterable[Hit], by: str) -> list[Edit]:
    """The edits that put `by` in the place of the hits; those with a linked figure are left alone.

    A hit whose text is no longer there is left alone too.
    """
    by_field: dict[Field, list[Hit]] = {}
    for hit in hits:
        if not hit.linked:
            by_field.setdefault(hit.field, []).append(hit)
    records: dict[Key, msgspec.Struct] = {}
    for field, mine in by_field.items():
        record = records.get(field.key, draft.get(field.key))
        if record is not None:
            records[field.key] = _with_text(record, field, _put(text_of(draft, field), field, mine, by))
    return list(records.items())


def _put(text: str, field: Field, hits: Sequence[Hit], by: str) -> str:
    narrative = field.part is Part.NARRATIVE
    fresh = escape(by) if narrative else by
    for hit in sorted(hits, key=lambda h: h.start, reverse=True):
        old = escape(hit.found) if narrative else hit.found
        if text[hit.start : hit.end] in (old, hit.found):
            text = text[: hit.start] + fresh + text[hit.end :]
    return text


def _with_text(record: msgspec.Struct, field: Field, text: str) -> msgspec.Struct:
    if isinstance(record, Problem) and field.number >= 0:
        remedies = tuple(
            msgspec.structs.replace(r, text=text) if n == field.number else r for n, r in enumerate(record.remedies)
        )
        return msgspec.structs.replace(record, remedies=remedies)
    assert isinstance(record, Text | Narrative | Problem)
    return msgspec.structs.replace(record, text=text)

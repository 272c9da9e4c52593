"""The report of a draft as neutral blocks, in the order in which it is printed (format.md §1).

Title, recipient, lead, 基本情况, the indicators with their official numbers, 存在的问题 and 下一步工作打算 where
there is something to say, 特此报告, attachments, signature and date.
"""

from collections.abc import Iterator
from dataclasses import replace

from eduduty_desktop.document import cover, prose, score_words
from eduduty_desktop.document.blocks import AttachmentNote, Block, Heading, Paragraph, Run, Trace
from eduduty_desktop.document.numerals import (
    DEEPEST,
    chinese_number,
    level_of,
    number_at,
    printed_number,
    read_chinese_number,
)
from eduduty_desktop.document.point_table import metric_table
from eduduty_desktop.draft import PROFILE, Key, Reader
from eduduty_desktop.draft.assessment import is_not_applicable
from eduduty_desktop.draft.records import Narrative, Problem
from eduduty_desktop.draft.score_total import SCORE_TOTAL
from eduduty_desktop.framework import Point, Section
from eduduty_desktop.framework.model import Node
from eduduty_desktop.framework.wording import full_width

LEAD, ORGANISATION, NEXT_STEPS = "lead", "organisation", "next_steps"
OTHER_TEXTS = (LEAD, PROFILE, ORGANISATION, NEXT_STEPS)
"""Rows of the table `narratives` that belong to no indicator."""


def build_report(reader: Reader) -> tuple[Block, ...]:
    """Every block of the report in printed order.

    What is owed but missing prints as 〔待填〕; a point set 不适用, and a section in which every point is, is
    left out and the others keep their official numbers.
    """
    return _Report(reader).blocks()


class _Report:
    """One pass over a draft; knows what is cited anywhere before it prints the first point."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._framework = reader.framework
        self._cited = prose.cited([text.text for row, text in self._narratives() if self._is_printed(row)])
        self._levels = _levels(self._framework.sections)
        self._has_chapters = 1 in self._levels.values()
        self._chapters = 0

    def blocks(self) -> tuple[Block, ...]:
        return (*cover.opening(self._reader), *self._lead(), *self._body(), *self._ending())

    # --- before the indicators --------------------------------------------------------------------------

    def _lead(self) -> tuple[Paragraph, ...]:
        own = self._text(LEAD)
        return own if own else (cover.lead(self._reader),)

    def _body(self) -> Iterator[Block]:
        yield from self._profile()
        if texts := self._text(ORGANISATION):
            yield self._chapter(ORGANISATION, "自评工作组织情况")
            yield from texts
        if not self._has_chapters:
            yield self._chapter("", "自查自评情况")
        for section in self._framework.sections:
            yield from self._node(section)
        if (total := score_words.after_items(self._reader)) is not None:
            yield Paragraph((total,), Trace(SCORE_TOTAL))
        yield from self._problems()
        yield from self._next_steps()
        yield Paragraph((Run("特此报告。"),), keep_with_next=True)

    def _profile(self) -> Iterator[Block]:
        texts, metrics = self._text(PROFILE), self._framework.profile.metrics
        if texts or metrics:
            yield self._chapter(PROFILE, "基本情况")
            yield from texts or (prose.missing(Key("narratives", PROFILE)),)
            yield from metric_table(self._reader, metrics, self._cited)

    def _chapter(self, row: str, title: str) -> Heading:
        """A first-level heading of our own: without number where the indicators are the chapters (layout D)."""
        number = "" if self._has_chapters else self._next_number()
        return Heading(1, number, self._heading_text(row, title), Trace(Key("headings", row)) if row else None)

    def _next_number(self) -> str:
        self._chapters += 1
        return number_at(1, chinese_number(self._chapters))

    # --- the indicators ---------------------------------------------------------------------------------

    def _node(self, node: Node) -> Iterator[Block]:
        if not self._applies(node):
            return
        yield self._heading(node)
        if isinstance(node, Point):
            yield from self._point(node)
            return
        yield from self._text(node.id)
        for child in node.children:
            yield from self._node(child)

    def _applies(self, node: Node) -> bool:
        if isinstance(node, Point):
            return not is_not_applicable(self._reader, node.id)
        return any(self._applies(child) for child in node.children)

    def _heading(self, node: Node) -> Heading:
        level = self._levels[node.id]
        if level == 1 and (value := read_chinese_number(node.number.strip("、"))):
            self._chapters = value
        text = self._heading_text(node.id, full_width(node.title)) + score_words.after_heading(self._reader, node)
        return Heading(level, printed_number(node.number), text, Trace(Key("headings", node.id)))

    def _heading_text(self, row: str, default: str) -> str:
        record = self._reader.get(Key("headings", row))
        return (record.text.strip() if record is not None else "") or default

    def _point(self, point: Point) -> Iterator[Block]:
        table = metric_table(self._reader, point.metrics, self._cited)
        texts = self._point_text(point)
        if not texts and not (point.narrative_optional and table):
            texts = (prose.missing(Key("narratives", point.id)),)
        mark = score_words.at_item_end(self._reader, point)
        if mark is not None and texts:
            texts = (*texts[:-1], replace(texts[-1], runs=(*texts[-1].runs, mark)))
        yield from texts
        if mark is not None and not texts:
            yield Paragraph((mark,), Trace(Key("scores", point.id)))
        yield from table

    def _point_text(self, point: Point) -> tuple[Paragraph, ...]:
        """Its own text; of a text that serves several points, where it stands."""
        own, host = self._text(point.id), self._host_of(point.id)
        if own or not host:
            return own
        if host in self._levels and self._applies(self._framework.nodes[host]):
            return (Paragraph((Run(f"本项有关情况见本报告{self._place(host)}。"),), Trace(Key("narratives", host))),)
        return self._text(host)

    def _place(self, node: str) -> str:
        title = self._heading_text(node, full_width(self._framework.nodes[node].title))
        return f"{full_width(self._framework.number_path(node))}“{title}”"

    # --- after the indicators ---------------------------------------------------------------------------

    def _problems(self) -> Iterator[Block]:
        found = [(row, problem.text) for row, problem in self._problem_rows() if problem.text.strip()]
        if found:
            title = self._heading_text("problems", "存在的问题")
            yield Heading(1, self._next_number(), title, Trace(Key("headings", "problems")))
            yield from _items(found)

    def _next_steps(self) -> Iterator[Block]:
        remedies = [
            (row, "".join(_sentence(remedy.text) for remedy in problem.remedies if remedy.text.strip()))
            for row, problem in self._problem_rows()
        ]
        found, texts = [remedy for remedy in remedies if remedy[1]], self._text(NEXT_STEPS)
        if found or texts:
            title = self._heading_text(NEXT_STEPS, "下一步工作打算")
            yield Heading(1, self._next_number(), title, Trace(Key("headings", NEXT_STEPS)))
            yield from _items(found)
            yield from texts

    def _problem_rows(self) -> list[tuple[str, Problem]]:
        rows = ((row, problem) for (row, _), problem in self._reader.rows("problems").items())
        return sorted(rows, key=lambda found: (found[1].order, found[0]))

    def _ending(self) -> Iterator[Block]:
        yield AttachmentNote((cover.appendix_title(self._reader),))
        yield from cover.closing(self._reader)

    # --- narratives -------------------------------------------------------------------------------------

    def _narratives(self) -> list[tuple[str, Narrative]]:
        return [(row, text) for (row, _), text in self._reader.rows("narratives").items()]

    def _is_printed(self, row: str) -> bool:
        """Whether a narrative stands anywhere in the report."""
        if row in OTHER_TEXTS:
            return True
        node = self._framework.nodes.get(row)
        if node is not None and self._applies(node):
            return True
        served = [point for point in self._framework.points if self._host_of(point.id) == row]
        return any(self._applies(point) for point in served)

    def _host_of(self, point: str) -> str:
        """The row of the narrative that serves a point without text of its own; empty if none does."""
        return next((row for row, text in self._narratives() if point in text.serves and text.text.strip()), "")

    def _text(self, row: str) -> tuple[Paragraph, ...]:
        text: Narrative | None = self._reader.get(Key("narratives", row))
        return prose.paragraphs(self._reader, Key("narratives", row), text.text) if text is not None else ()


def _levels(sections: tuple[Section, ...]) -> dict[str, int]:
    """Heading level of every node: by its number's form, else by depth, always deeper than its parent."""
    found: dict[str, int] = {}

    def visit(node: Node, above: int) -> None:
        found[node.id] = min(DEEPEST, max(level_of(node.number) or above + 1, above + 1))
        for child in node.children if isinstance(node, Section) else ():
            visit(child, found[node.id])

    for section in sections:
        visit(section, 0)
    return found


def _items(found: list[tuple[str, str]]) -> Iterator[Paragraph]:
    """Problems or remedies as （一）（二）…; a single one needs no number."""
    for at, (row, text) in enumerate(found, 1):
        number = number_at(2, chinese_number(at)) if len(found) > 1 else ""
        yield from prose.item(number, text, Key("problems", row))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(("。", "！", "？", "；")) else f"{text}。"

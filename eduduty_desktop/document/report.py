"""The report of a draft as neutral blocks, in the order in which it is printed (format.md §1).

版头 where it is wanted, title, recipient, lead, 基本情况, the indicators with their official numbers, 存在的问题 and
下一步工作打算 where there is something to say, 特此报告, attachments, signature and date, 版记.

Chapters stand as the framework's layout says (format.md §1.2): A and D print the indicators' own chapters; B puts
them into 二、自查自评情况, C into 一、工作开展情况及成效 with 基本情况 as its beginning, E into 二、主要做法和成效 and
joins problems and remedies in one chapter.
"""

from collections.abc import Iterator
from dataclasses import replace

from eduduty_desktop.document import cover, frame, prose, score_words
from eduduty_desktop.document.blocks import AttachmentNote, Block, Heading, Paragraph, ParagraphKind, Run, Trace
from eduduty_desktop.document.citations import citations
from eduduty_desktop.document.layout import Layout, layout_of
from eduduty_desktop.document.numerals import (
    DEEPEST,
    chinese_number,
    level_of,
    moved_inner,
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
ITEMS, PROBLEMS = "items", "problems"
ITEMS_TITLES = {"C": "工作开展情况及成效", "E": "主要做法和成效"}
GATHERED = frozenset({"B", "E"})
"""Layouts whose indicators stand in one chapter, whatever their own numbers."""

CHAPTER_TITLES: dict[str, str] = {
    PROFILE: "基本情况",
    ORGANISATION: "自评工作组织情况",
    ITEMS: "自查自评情况",
    PROBLEMS: "存在的问题",
    NEXT_STEPS: "下一步工作打算",
}
"""Chapters of our own with their usual titles: rows of the table `headings` beside those of the indicators."""

OTHER_TEXTS = (LEAD, PROFILE, ORGANISATION, NEXT_STEPS)
"""Rows of the table `narratives` that belong to no indicator."""


def build_report(reader: Reader, layout: Layout | None = None) -> tuple[Block, ...]:
    """Every block of the report in printed order, laid out as the draft says unless a layout is given.

    What is owed but missing prints as 〔待填〕; a point set 不适用, and a section in which every point is, is
    left out and the others keep their official numbers.
    """
    return _Report(reader, layout or layout_of(reader)).blocks()


class _Report:
    """One pass over a draft; knows what is cited anywhere before it prints the first point."""

    def __init__(self, reader: Reader, layout: Layout) -> None:
        self._reader = reader
        self._layout = layout
        self._framework = reader.framework
        self._cited = prose.cited([text.text for row, text in self._narratives() if self._is_printed(row)])
        gathered = self._framework.layout in GATHERED
        self._levels = _levels(self._framework.sections, 1 if gathered else 0)
        self._has_chapters = 1 in self._levels.values()
        self._chapters = 0
        self._citations = citations(reader) if layout.evidence else {}

    def blocks(self) -> tuple[Block, ...]:
        layout, title = self._layout, cover.title_block(self._reader)
        moved = frame.leaves_no_text(self._reader, title, layout)
        sheets = frame.attached_sheets(self._reader, layout)
        return (
            *frame.letterhead(self._reader, layout),
            title,
            *(() if moved else (cover.recipient(self._reader),)),
            *self._lead(),
            *self._body(),
            AttachmentNote(frame.attachment_names(self._reader, sheets)),
            *cover.closing(self._reader, sealed=layout.sealed, noted=bool(layout.note)),
            *frame.note(layout),
            *frame.attachments(sheets),
            *frame.imprint(self._reader, layout, with_recipients=moved),
        )

    # --- before the indicators --------------------------------------------------------------------------

    def _lead(self) -> tuple[Paragraph, ...]:
        own = self._text(LEAD)
        return own if own else (cover.lead(self._reader),)

    def _body(self) -> Iterator[Block]:
        if self._framework.layout != "C":
            yield from self._profile()
        if texts := self._text(ORGANISATION):
            yield self._chapter(ORGANISATION)
            yield from texts
        if not self._has_chapters:
            yield self._chapter(ITEMS)
        for at, section in enumerate(self._framework.sections):
            found = list(self._node(section))
            if at == 0 and self._framework.layout == "C":
                heading = found[:1] if self._has_chapters else []
                found = [*heading, *self._profile(headed=False), *found[len(heading) :]]
            yield from found
        if (total := score_words.after_items(self._reader)) is not None:
            yield Paragraph((total,), Trace(SCORE_TOTAL))
        if self._framework.layout == "E":
            yield from self._problems_with_remedies()
        else:
            yield from self._problems()
            yield from self._next_steps()
        yield Paragraph((Run("特此报告。"),), keep_with_next=True)

    def _profile(self, *, headed: bool = True) -> Iterator[Block]:
        texts, metrics = self._text(PROFILE), self._framework.profile.metrics
        if texts or metrics:
            if headed:
                yield self._chapter(PROFILE)
            yield from texts or (prose.missing(Key("narratives", PROFILE)),)
            yield from metric_table(self._reader, metrics, self._cited)

    def _chapter(self, row: str, default: str = "") -> Heading:
        """A first-level heading of our own; before the indicators it has no number where they are the chapters (D)."""
        before = row in {PROFILE, ORGANISATION} and self._has_chapters
        number = "" if before else self._next_number()
        usual = default or (ITEMS_TITLES.get(self._framework.layout) if row == ITEMS else "") or CHAPTER_TITLES[row]
        return Heading(1, number, self._heading_text(row, usual), Trace(Key("headings", row)))

    def _next_number(self) -> str:
        self._chapters += 1
        return number_at(1, chinese_number(self._chapters))

    # --- the indicators ---------------------------------------------------------------------------------

    def _node(self, node: Node) -> Iterator[Block]:
        if not self._applies(node):
            return
        heading = self._heading(node)
        if isinstance(node, Point):
            content = list(self._point(node))
            yield from self._run_in(heading, content) if self._layout.run_in else [heading, *content]
            return
        yield heading
        yield from self._text(node.id)
        for child in node.children:
            yield from self._node(child)

    def _run_in(self, heading: Heading, content: list[Block]) -> list[Block]:
        """A short heading and the text under it as one paragraph, `（一）机制健全。…`."""
        first = content[0] if content else None
        if not isinstance(first, Paragraph) or first.keep_with_next or len(heading.text) > prose.LONGEST_LEAD:
            return [heading, *content]
        key = heading.trace.key if heading.trace else None
        lead = Run(f"{heading.printed.rstrip('。')}。", key, lead=True)
        kind, level = ParagraphKind.RUN_IN, heading.level
        return [replace(first, runs=(lead, *first.runs), kind=kind, level=level), *content[1:]]

    def _applies(self, node: Node) -> bool:
        if isinstance(node, Point):
            return not is_not_applicable(self._reader, node.id)
        return any(self._applies(child) for child in node.children)

    def _heading(self, node: Node) -> Heading:
        level = self._levels[node.id]
        if level == 1 and (value := read_chinese_number(node.number.strip("、"))):
            self._chapters = value
        text = self._heading_text(node.id, full_width(node.title)) + score_words.after_heading(self._reader, node)
        return Heading(level, self._number(node, level), text, Trace(Key("headings", node.id)))

    def _number(self, node: Node, level: int) -> str:
        """A node's official number; in the form of its level where all of them were moved down into one chapter."""
        if self._framework.layout in GATHERED and level_of(node.number) not in {None, level}:
            return number_at(level, moved_inner(node.number, level))
        return printed_number(node.number)

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
        if (cited := self._citations.get(point.id, "")) and texts:
            texts = (*texts[:-1], replace(texts[-1], runs=(*texts[-1].runs, Run(cited))))
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
            yield self._chapter(PROBLEMS, "存在的主要问题" if self._framework.layout == "C" else "")
            yield from _items(found)

    def _next_steps(self) -> Iterator[Block]:
        remedies = [(row, _remedies(problem)) for row, problem in self._problem_rows()]
        found, texts = [remedy for remedy in remedies if remedy[1]], self._text(NEXT_STEPS)
        if found or texts:
            yield self._chapter(NEXT_STEPS)
            yield from _items(found)
            yield from texts

    def _problems_with_remedies(self) -> Iterator[Block]:
        """One chapter in which each problem is followed by what is done about it (layout E)."""
        found = [
            (row, "\n".join(filter(None, (problem.text.strip(), f"改进措施：{words}" if words else ""))))
            for row, problem in self._problem_rows()
            for words in [_remedies(problem)]
            if problem.text.strip() or words
        ]
        texts = self._text(NEXT_STEPS)
        if found or texts:
            yield self._chapter(PROBLEMS, "存在的问题和改进措施")
            yield from _items(found)
            yield from texts

    def _problem_rows(self) -> list[tuple[str, Problem]]:
        rows = ((row, problem) for (row, _), problem in self._reader.rows("problems").items())
        return sorted(rows, key=lambda found: (found[1].order, found[0]))

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


def _levels(sections: tuple[Section, ...], at_least: int) -> dict[str, int]:
    """Heading level of every node: by its number's form, else by depth, always deeper than its parent.

    All of them are deeper than `at_least`.
    """
    found: dict[str, int] = {}

    def visit(node: Node, above: int) -> None:
        found[node.id] = min(DEEPEST, max(level_of(node.number) or above + 1, above + 1))
        for child in node.children if isinstance(node, Section) else ():
            visit(child, found[node.id])

    for section in sections:
        visit(section, at_least)
    return found


def _remedies(problem: Problem) -> str:
    return "".join(_sentence(remedy.text) for remedy in problem.remedies if remedy.text.strip())


def _items(found: list[tuple[str, str]]) -> Iterator[Paragraph]:
    """Problems or remedies as （一）（二）…; a single one needs no number."""
    for at, (row, text) in enumerate(found, 1):
        number = number_at(2, chinese_number(at)) if len(found) > 1 else ""
        yield from prose.item(number, text, Key("problems", row))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith(("。", "！", "？", "；")) else f"{text}。"

"""导入往年报告: what a foreign report of last year says becomes references and 上年数, each line by itself to be ticked.

Only lines that are sure are ticked beforehand; nothing is put into the draft before `apply`, and then in one step.
"""

import re
from collections import Counter
from enum import StrEnum
from pathlib import Path

import msgspec

from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.assessment import entry_of, year_of
from eduduty_desktop.draft.last_year import last_year_of
from eduduty_desktop.draft.narrative import escape
from eduduty_desktop.draft.records import Entry, LastYear, Period
from eduduty_desktop.draft.values import Figure, Origin, figure_key, print_figure
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import PeriodKind
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.intake.last_report import HIGH, SURE_PLACE, Found, LastReport, read_last_report
from eduduty_desktop.workspace.session import Applied, Session

_SAID_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?(?=[^\d\n]{0,30}(?:履行教育职责|自评|自查|教育工作))")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_HEAD = 3000
MOST_CHARACTERS = 300_000
_YEARLY = frozenset({PeriodKind.FISCAL, PeriodKind.CALENDAR, PeriodKind.AS_OF})


class Standing(StrEnum):
    """How a line of the import stands to the draft."""

    NEW = "new"
    AGREES = "agrees"
    CHANGED = "changed"


class PlaceLine(msgspec.Struct, frozen=True):
    """A heading of the report and the node that it stands for; `text` is what stands below it."""

    node: str
    heading: str
    name: str
    text: str
    confidence: float
    because: str
    standing: Standing
    ticked: bool


class FigureLine(msgspec.Struct, frozen=True):
    """A figure of the report and the metric that it is last year's value of; `flags` are why it is not ticked.

    It is chosen by its `id`.  `others` are what else the report says of the metric: at most one of them all is taken.
    """

    id: str
    metric: str
    label: str
    value: str
    stood: str
    said: str
    sentence: str
    confidence: float
    standing: Standing
    flags: tuple[str, ...]
    ticked: bool
    entry: Entry
    others: tuple["FigureLine", ...] = ()


class Import(msgspec.Struct, frozen=True):
    """What a report comes to: its file and year (None where it does not say one), and every line."""

    file: str
    year: int | None
    places: tuple[PlaceLine, ...]
    figures: tuple[FigureLine, ...]
    unmatched: tuple[str, ...]


def read_report(draft: Draft, path: Path, *, year: int | None = None) -> Import:
    """Read a .docx or .txt report; `year` is what a person says it is about.

    Raises UserError if it cannot be read, or neither a heading nor a figure of it fits the framework.
    """
    from eduduty_desktop.office.texts import read_text

    text = read_text(path)
    if len(text) > MOST_CHARACTERS:
        raise UserError(
            f"文字太多（{len(text)} 字），不像一份报告",
            what_to_do="请把报告的正文另存为一个文件再导入。",
            place=path.name,
        )
    about = year or year_of_report(text)
    report = read_last_report(draft.framework, text, about)
    if not report.places and not report.figures:
        raise UserError(
            "没有找到与本指标体系相符的标题",
            what_to_do="请确认这是往年的自评报告；标题应带编号，如“一、”“（一）”“1.”，各占一行或者写在段首。",
            place=path.name,
        )
    places = tuple(_place_lines(draft, report))
    placed = {one.heading.start for one in report.places}
    unmatched = tuple(_printed(h.number, h.title) for h in report.headings if h.number and h.start not in placed)
    figures = tuple(_figure_line(draft, found, about, path.name) for found in report.figures)
    return Import(path.name, about, places, figures, unmatched)


def year_of_report(text: str) -> int | None:
    """The year that a report is about: as its first lines say, else the one that it names most often."""
    said = _SAID_YEAR.findall(text[:_HEAD]) or _ANY_YEAR.findall(text)
    return int(Counter(said).most_common(1)[0][0]) if said else None


def apply(session: Session, done: Import, places: frozenset[str], figures: frozenset[str]) -> Applied:
    """Put the chosen lines (nodes of places, ids of figures) into the draft as one step.

    What stood as a reference stays above.  Raises UserError, with nothing changed, if two figures of one metric are chosen.
    """
    edits: list[tuple[Key, msgspec.Struct | None]] = []
    causes: dict[Key, str] = {}
    for line in done.places:
        if line.node not in places or line.standing is Standing.AGREES:
            continue
        key = Key("last_year", line.node)
        before = last_year_of(session.draft, line.node)
        text = escape(line.text) if before is None else f"{before.text}\n{escape(line.text)}"
        source = done.file if before is None or not before.source else f"{before.source}、{done.file}"
        edits.append((key, LastYear(False, text, source)))
        causes[key] = f"{done.file}·{line.heading}"
    for figure in done.figures:
        chosen = [one for one in (figure, *figure.others) if one.id in figures]
        if len(chosen) > 1:
            values = "、".join(one.value for one in chosen)
            raise UserError(f"“{figure.label}”选了{len(chosen)}个数：{values}", what_to_do="请对照原文只选一个。")
        for one in chosen:
            key = figure_key(one.metric, PREVIOUS)
            edits.append((key, one.entry))
            causes[key] = f"{done.file}·{one.sentence}"
    return session.edit(edits, label=f"导入往年报告{done.file}", cause=done.file, causes=causes)


def _place_lines(draft: Draft, report: LastReport) -> list[PlaceLine]:
    passages = {passage.node: passage for passage in report.passages}
    lines = []
    for place in report.places:
        node, passage = draft.framework.nodes[place.node], passages[place.node]
        text = _tidy(report.text[passage.start : passage.end])
        if not text:
            continue
        before = last_year_of(draft, node.id)
        agrees = before is not None and escape(text) in before.text
        standing = Standing.AGREES if agrees else Standing.NEW if before is None else Standing.CHANGED
        name = full_width(f"{draft.framework.number_path(node.id)}{node.title}")
        heading = _printed(place.heading.number, place.heading.title)
        sure = place.confidence >= SURE_PLACE and standing is Standing.NEW
        lines.append(PlaceLine(node.id, heading, name, text, place.confidence, place.because, standing, sure))
    return lines


def _figure_line(draft: Draft, found: Found, about: int | None, file: str) -> FigureLine:
    metric = draft.framework.metrics[found.metric]
    before = entry_of(draft, metric.id, PREVIOUS)
    stated = about if found.year is None else (about - 1 if about and not found.year else found.year)
    said = f"{stated}" if stated else ""
    period = Period(metric.period, said) if said and metric.period in _YEARLY else before.period
    entry = msgspec.structs.replace(
        before,
        amount=found.value,
        typed="",
        approximation=found.approximation,
        period=period,
        source=f"往年报告 {file}",
    )
    flags = [*found.doubts, *_year_flags(draft, found, about, stated)]
    same = before.amount == found.value and before.approximation == found.approximation
    standing = (
        Standing.AGREES if same else Standing.NEW if before.amount is None and not before.typed else Standing.CHANGED
    )
    if standing is Standing.CHANGED:
        flags.append("上年栏已经有数，与报告不同")
    value = print_figure(metric, Figure(found.value, found.approximation, Origin.STATED))
    stood = (
        print_figure(metric, Figure(before.amount, before.approximation)) if before.amount is not None else before.typed
    )
    sure = found.confidence >= HIGH and not flags and standing is Standing.NEW
    label = metric.printed_label
    sentence = found.sentence
    others = tuple(
        msgspec.structs.replace(_figure_line(draft, other, about, file), id=f"{metric.id}@{other.start}")
        for other in found.others
    )
    return FigureLine(
        metric.id,
        metric.id,
        label,
        value,
        stood,
        found.text,
        sentence,
        found.confidence,
        standing,
        tuple(flags),
        sure,
        entry,
        others,
    )


def _year_flags(draft: Draft, found: Found, about: int | None, stated: int | None) -> list[str]:
    """Why a figure may not be last year's."""
    year = year_of(draft)
    if year is None:
        return ["自评稿没有写年度，不能判断是不是上年的数"]
    if about is None:
        return ["看不出报告是哪一年的"]
    if about != year - 1:
        return [f"报告是{about}年度的，上年应是{year - 1}年"]
    if found.year is not None and stated != about:
        return [f"句子里说的是{stated}年的数"]
    return []


def _printed(number: object, title: str) -> str:
    text = getattr(number, "text", "")
    return f"{text}{'、' if text and text[-1] not in ')）.、' else ''}{title}"


def _tidy(text: str) -> str:
    """Paragraphs without blank lines and without the mark that closed the heading."""
    lines = (line.strip() for line in text.lstrip("。;；:：!！?？ ").split("\n"))
    return "\n".join(line for line in lines if line)

"""What a cell of figures shows and what typing into it comes to: pure functions of the draft.  No Qt."""

import re
from enum import StrEnum

import msgspec

from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.records import Entry, Growth
from eduduty_desktop.draft.targets import TargetOutcome, target_verdict
from eduduty_desktop.draft.values import (
    Figure,
    GrowthFigure,
    Origin,
    computed_growth,
    figure,
    growth,
    print_figure,
    print_growth,
    stated_words,
)
from eduduty_desktop.figures import ReadingStatus, format_amount, read_entry
from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.framework.expression import PREVIOUS as PREVIOUS_WORD
from eduduty_desktop.framework.expression import Operand
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind
from eduduty_desktop.gui.point.growth_text import read_growth
from eduduty_desktop.gui.point.standard_text import explain, judge, marked_text
from eduduty_desktop.gui.point.target_text import explain_target, target_text

THIN = "\u2009"
NOT_RECOMPUTABLE = "◇"
ANSWERS = ("是", "否")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


class Tone(StrEnum):
    """How a cell is drawn."""

    PLAIN = "plain"
    COMPUTED = "computed"  # grey italic
    MUTED = "muted"
    UNREAD = "unread"  # ✕ or ？ with what was typed
    GOOD = "good"
    BAD = "bad"


_TARGET_TONES = {TargetOutcome.REACHED: Tone.GOOD, TargetOutcome.MISSED: Tone.BAD}


class Shown(msgspec.Struct, frozen=True):
    """A cell as it is displayed."""

    text: str = ""
    tip: str = ""
    tone: Tone = Tone.PLAIN


class Choice(msgspec.Struct, frozen=True):
    """One answer that an inline question offers."""

    button: str
    record: Entry | Growth


class Typed(msgspec.Struct, frozen=True):
    """What a typed text comes to: the record to store, and what there is to say or to ask about it."""

    status: ReadingStatus
    record: Entry | Growth
    message: str = ""
    choices: tuple[Choice, ...] = ()


def spaced(text: str) -> str:
    """Thousands set apart by thin spaces: `57 926.181`."""

    def group(match: re.Match[str]) -> str:
        whole, point, rest = match[0].partition(".")
        return f"{int(whole):,}".replace(",", THIN) + point + rest if len(whole) > 3 and whole[0] != "0" else match[0]

    return _DIGITS.sub(group, text)


def plain_figure(metric: Metric, found: Figure) -> str:
    """A figure as it is edited and copied: `20余`, `57926.181`; empty if missing."""
    return "" if found.is_missing else print_figure(metric, found, bare=True)


def plain_growth(found: GrowthFigure | None) -> str:
    """A growth as it is edited and copied: `1.42%`, `-1个百分点`; empty if there is none."""
    return print_growth(found, bare=True) if found else ""


def edit_text(reader: Reader, cell: Cell) -> str:
    """The text that an editor starts with: what was stated, or typed and not read; never a computed value."""
    record = reader.get(cell.key)
    if record is None:
        return ""
    if cell.kind is CellKind.SOURCE:
        return str(record.source)
    if record.amount is None:
        return str(record.typed)
    if isinstance(record, Growth):
        return plain_growth(GrowthFigure(record.amount, record.unit, Origin.STATED))
    return plain_figure(reader.framework.metrics[cell.metric], Figure(record.amount, record.approximation))


def copy_text(reader: Reader, cell: Cell) -> str:
    """The text that copying puts on the clipboard: computed values too, plain digits."""
    metric = reader.framework.metrics[cell.metric]
    match cell.kind:
        case CellKind.FIGURE:
            return plain_figure(metric, figure(reader, metric.id, cell.slot)) or edit_text(reader, cell)
        case CellKind.GROWTH:
            return plain_growth(growth(reader, metric.id)) or edit_text(reader, cell)
        case _:
            return show(reader, cell).text


def show(reader: Reader, cell: Cell) -> Shown:
    """The cell's text, tooltip and tone."""
    metric = reader.framework.metrics[cell.metric]
    match cell.kind:
        case CellKind.LABEL:
            tips = [metric.printed_label, f"口径：{metric.scope}" if metric.scope else "", _reason(metric)]
            return Shown(metric.printed_label, "\n".join(tip for tip in tips if tip))
        case CellKind.UNIT:
            return Shown(metric.unit, tone=Tone.MUTED)
        case CellKind.FIGURE:
            return _show_figure(reader, cell, metric)
        case CellKind.GROWTH:
            return _show_growth(reader, cell, metric)
        case CellKind.STANDARD:
            return _show_standard(reader, metric)
        case CellKind.SOURCE:
            return _show_source(reader, cell, metric)


def _reason(metric: Metric) -> str:
    return f"必填：{metric.required}" if metric.required else ""


def _show_figure(reader: Reader, cell: Cell, metric: Metric) -> Shown:
    entry: Entry = reader.get(cell.key) or Entry()
    found = figure(reader, metric.id, cell.slot)
    if entry.amount is None and entry.typed and not found.words:
        return _show_typed(entry.typed, read_typed(reader, cell, entry.typed))
    text = found.words or spaced(plain_figure(metric, found))
    if found.origin is Origin.COMPUTED:
        return Shown(text, f"由公式算出：{formula_words(reader.framework, metric)}", Tone.COMPUTED)
    tips = [found.words, str(entry.period) if entry.period else "", f"口径：{entry.scope}" if entry.scope else ""]
    tips += [f"来源：{entry.source}" if entry.source else "", f"口径说明：{entry.note}" if entry.note else ""]
    tips.append("填“是”或“否”，也可按空格键切换" if metric.kind is Kind.YESNO else "")
    return Shown(text, "\n".join(tip for tip in tips if tip))


def _show_growth(reader: Reader, cell: Cell, metric: Metric) -> Shown:
    if cell.closed:
        return Shown("", "填的是文字或是、否，没有增幅", Tone.MUTED)
    stated: Growth = reader.get(cell.key) or Growth()
    if stated.amount is None and stated.typed:
        return _show_typed(stated.typed, read_typed(reader, cell, stated.typed))
    found = growth(reader, metric.id)
    text = spaced(plain_growth(found))
    if found is None or found.origin is not Origin.STATED:
        return Shown(text, "由上年、本年两个数算出" if found else "", Tone.COMPUTED)
    if computed_growth(reader, metric.id) is None:
        return Shown(f"{text}{THIN}{NOT_RECOMPUTABLE}", "无法复算：只有增幅，没有上年、本年两个数")
    return Shown(text, f"按填报的增幅；由两年数算出的是 {plain_growth(computed_growth(reader, metric.id))}")


def _show_typed(typed: str, reading: Typed) -> Shown:
    sign = "？" if reading.status is ReadingStatus.ASK else "✕"
    return Shown(f"{sign} {typed}", reading.message, Tone.UNREAD)


def _show_standard(reader: Reader, metric: Metric) -> Shown:
    """The standard; the target where there is none, or where only the target is missed."""
    text, target = _standard_words(reader, metric), target_verdict(reader, metric)
    met = judge(reader, metric)
    tips = [explain(reader, metric), explain_target(metric, target) if target is not None else ""]
    tip = "\n".join(words for words in tips if words)
    if target is not None and (not text or (target.missed and met is not False)):
        return Shown(target_text(metric, target), tip, _TARGET_TONES.get(target.outcome, Tone.MUTED))
    return Shown(text, tip, Tone.GOOD if met else Tone.MUTED if met is None else Tone.BAD)


def _standard_words(reader: Reader, metric: Metric) -> str:
    """A standard that has no value but its name asks a metric that takes 是 or 否 for 是."""
    text, standard = marked_text(reader, metric), reader.framework.standards.get(metric.standard)
    named = metric.kind is Kind.YESNO and standard is not None and text.startswith(standard.name)
    return f"须为“{ANSWERS[0]}”{text.removeprefix(standard.name)}" if named and standard is not None else text


def _show_source(reader: Reader, cell: Cell, metric: Metric) -> Shown:
    entry: Entry = reader.get(cell.key) or Entry()
    if entry.source:
        return Shown(entry.source, entry.source)
    return Shown(metric.department, "应由该部门提供；实际来源不同的，请在此填写", Tone.MUTED)


def formula_words(framework: Framework, metric: Metric) -> str:
    """A metric's formula with labels for ids."""

    def name(operand: Operand) -> str:
        label = framework.metrics[operand.metric].printed_label
        return f"{label}（上年）" if operand.slot == PREVIOUS_WORD else label

    return framework.expressions[metric.id].render(name)


def read_typed(reader: Reader, cell: Cell, text: str) -> Typed:
    """Read a text typed into an editable cell.  What cannot be read is kept in the record's `typed`."""
    metric = reader.framework.metrics[cell.metric]
    before = reader.get(cell.key)
    if cell.kind is CellKind.SOURCE:
        return Typed(ReadingStatus.PLAIN, msgspec.structs.replace(before or Entry(), source=text.strip()))
    if cell.kind is CellKind.GROWTH:
        return _read_growth(text, metric)
    return _read_figure(text, metric, before or Entry())


def _read_figure(text: str, metric: Metric, before: Entry) -> Typed:
    reading = read_entry(text, unit=metric.unit, kind=metric.kind)
    blank = msgspec.structs.replace(before, amount=None, approximation="", typed="")
    read = msgspec.structs.replace(
        blank, amount=reading.amount, approximation=reading.approximation, typed=reading.words
    )
    match reading.status:
        case ReadingStatus.EMPTY:
            return Typed(reading.status, blank)
        case ReadingStatus.PLAIN | ReadingStatus.SAID:
            return Typed(reading.status, read, reading.message)
        case ReadingStatus.ASK:
            printed = print_figure(metric, Figure(reading.amount, reading.approximation))
            choices = (Choice(f"按 {printed} 填入", read),)
            return Typed(reading.status, _kept(blank, text), reading.message, choices)
        case _:
            return Typed(reading.status, _kept(blank, text), reading.message)


def _read_growth(text: str, metric: Metric) -> Typed:
    reading = read_growth(text, metric)
    kept = Growth(typed=text.strip())
    match reading.status:
        case ReadingStatus.EMPTY | ReadingStatus.PLAIN:
            return Typed(reading.status, reading.growth)
        case _:
            choices = tuple(Choice(f"按 {_growth_words(choice)} 填入", choice) for choice in reading.choices)
            return Typed(reading.status, kept, reading.message, choices)


def _growth_words(stated: Growth) -> str:
    assert stated.amount is not None
    return f"{format_amount(stated.amount)}{'个百分点' if stated.unit == '百分点' else '%'}"


def _kept(blank: Entry, text: str) -> Entry:
    return msgspec.structs.replace(blank, typed=text.strip())


def pending(reader: Reader, cell: Cell) -> Typed | None:
    """The reading of what stands unread in a cell; None if nothing does."""
    record = reader.get(cell.key) if cell.kind in {CellKind.FIGURE, CellKind.GROWTH} else None
    if record is None or record.amount is not None or not record.typed:
        return None
    if isinstance(record, Entry) and stated_words(reader.framework.metrics[cell.metric], record):
        return None
    return read_typed(reader, cell, record.typed)

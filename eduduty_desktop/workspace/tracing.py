"""迎检一键追溯: from one figure to everything that stands behind it and everywhere it is printed.

Value, 期间, 口径, who gave it and when, formula and operands, standard and verdict, sentences and cells, evidence.
Pure: the history is handed in, files are not looked at.
"""

from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.document.appendix import build_tables
from eduduty_desktop.document.places import place_of, print_departments
from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Draft, Key
from eduduty_desktop.draft.assessment import entry_of
from eduduty_desktop.draft.comparison import comparison_of
from eduduty_desktop.draft.duties import departments_of
from eduduty_desktop.draft.impact import Cell, Column, Sentence, Table, impact
from eduduty_desktop.draft.narrative import Link, links
from eduduty_desktop.draft.references import file_name_of
from eduduty_desktop.draft.round import reported_words
from eduduty_desktop.draft.thresholds import UNVERIFIED, threshold_of
from eduduty_desktop.draft.values import (
    Origin,
    figure,
    figure_key,
    growth,
    print_figure,
    print_growth,
)
from eduduty_desktop.framework import Framework, Metric, Point
from eduduty_desktop.framework.expression import Operand
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.workspace.causes import LoggedChange, cause_words
from eduduty_desktop.workspace.differences import metric_of, place_in_words, words
from eduduty_desktop.workspace.evidence import evidence_of

TRACED_TABLES = ("figures", "growths")
NOTHING = "（空）"
_YEARS = {CURRENT: "本年", PREVIOUS: "上年"}
_ORIGINS = {
    Origin.STATED: "填报",
    Origin.COMPUTED: "按公式算出",
    Origin.MISSING: "还没有填",
}
_LONGEST = 120  # characters of a sentence that is shown


class Fact(msgspec.Struct, frozen=True):
    """A line with its label: 期间, 口径, 来源 …"""

    label: str
    text: str


class Step(msgspec.Struct, frozen=True):
    """One change of the value: when (local time), who, how, what it was and what it became."""

    at: str
    who: str
    how: str
    old: str
    new: str


class Part(msgspec.Struct, frozen=True):
    """An operand of the value: what it is called, what it prints, and its key, for tracing on."""

    title: str
    value: str
    key: Key


class Printed(msgspec.Struct, frozen=True):
    """A place where the value, or what is computed from it, stands on paper.

    `node` is the page on which it is written, empty for a cell of the appendix; `is_derived` says that not the value
    itself stands there.
    """

    where: str
    text: str
    node: str = ""
    is_derived: bool = False


class Proof(msgspec.Struct, frozen=True):
    """A document that proves the value's point; `row` is its id, `file` the bare name of its file."""

    row: str
    number: str
    title: str
    pages: str
    file: str
    remark: str


class Trace(msgspec.Struct, frozen=True):
    """Everything about one figure; `node` is where it is entered."""

    key: Key
    title: str
    value: str
    node: str
    facts: tuple[Fact, ...]
    history: tuple[Step, ...]
    formula: str
    parts: tuple[Part, ...]
    standard: tuple[Fact, ...]
    printed: tuple[Printed, ...]
    proofs: tuple[Proof, ...]


def is_traceable(framework: Framework, key: Key) -> bool:
    """Whether a key names a figure or a growth of the framework."""
    return key.table in TRACED_TABLES and key.row in framework.metrics


def trace(draft: Draft, key: Key, history: Sequence[LoggedChange] = ()) -> Trace:
    """What is known of the figure, or the growth, under a key; `history` are its logged changes, newest first.

    Raises KeyError for what is no figure of the framework.
    """
    if key.table not in TRACED_TABLES:
        raise KeyError(key)
    metric = draft.framework.metrics[key.row]
    node = draft.framework.place_of_metric.get(metric.id, "")
    return Trace(
        key=key,
        title=title_of(metric, key),
        value=_value(draft, metric, key),
        node=node,
        facts=tuple(fact for fact in _facts(draft, metric, key, node) if fact.text),
        history=tuple(_step(draft.framework, key, change) for change in history),
        formula=_formula(draft.framework, metric, key),
        parts=tuple(_parts(draft, metric, key)),
        standard=tuple(fact for fact in _standard(draft, metric, key) if fact.text),
        printed=(*_sentences(draft, metric, key), *_cells(draft, metric, key)),
        proofs=tuple(_proofs(draft, node)),
    )


def title_of(metric: Metric, key: Key) -> str:
    """What a person calls it, `教职工总数（上年）`."""
    return f"{metric.printed_label}（{'增幅' if key.table == 'growths' else _YEARS[key.slot or CURRENT]}）"


def key_of_link(link: Link) -> Key:
    """The record that a linked figure of a narrative prints; a difference is traced as this year's value."""
    if "growth" in link.options:
        return Key("growths", link.metric)
    return figure_key(link.metric, PREVIOUS if "previous" in link.options else CURRENT)


def _value(draft: Draft, metric: Metric, key: Key) -> str:
    if key.table == "growths":
        return print_growth(growth(draft, metric.id))
    return print_figure(metric, figure(draft, metric.id, key.slot or CURRENT))


# where it comes from --------------------------------------------------------------------------------------


def _facts(draft: Draft, metric: Metric, key: Key, node: str) -> Iterator[Fact]:
    framework = draft.framework
    slot = key.slot or CURRENT
    entry = entry_of(draft, metric.id, slot)
    place = place_of(framework, node) if node else ""
    found = framework.nodes.get(node)
    yield Fact("指标", f"{place} {full_width(found.title)}" if found is not None else place)
    if key.table == "growths":
        change = growth(draft, metric.id)
        yield Fact("来历", _ORIGINS[change.origin if change is not None else Origin.MISSING])
    else:
        said = figure(draft, metric.id, slot)
        typed = entry.typed if said.is_missing and entry.typed else ""
        yield Fact("来历", f"填的“{typed}”还没有读成数" if typed else _ORIGINS[said.origin])
    yield Fact("期间", str(entry.period or ""))
    yield Fact("口径", entry.scope or metric.scope)
    yield Fact("来源", entry.source or metric.department)
    if isinstance(found, Point):
        yield Fact("责任单位", print_departments(departments_of(draft, found)))
    yield Fact("口径说明", entry.note)
    if key.table == "figures":
        yield Fact("部门报数", "\n".join(reported_words(draft, metric, slot)))


def _step(framework: Framework, key: Key, change: LoggedChange) -> Step:
    metric = metric_of(framework, key)
    old, new = (words(record, metric) or NOTHING for record in (change.old, change.new))
    return Step(f"{change.at.astimezone():%Y-%m-%d %H:%M}", change.who, cause_words(change), old, new)


def _formula(framework: Framework, metric: Metric, key: Key) -> str:
    if key.table == "growths":
        return "（本年－上年）÷上年×100%，百分比指标为本年－上年"
    expression = framework.expressions.get(metric.id)

    def name(operand: Operand) -> str:
        label = framework.metrics[operand.metric].printed_label
        return f"{label}（上年）" if PREVIOUS in (operand.slot, key.slot) else label

    return "" if expression is None else expression.render(name)


def _parts(draft: Draft, metric: Metric, key: Key) -> Iterator[Part]:
    if key.table == "growths":
        operands: Sequence[Operand] = (Operand(metric.id), Operand(metric.id, PREVIOUS))
    else:
        expression = draft.framework.expressions.get(metric.id)
        operands = () if expression is None else expression.operands()
    for operand in operands:
        before = PREVIOUS in (operand.slot, key.slot)
        mine = figure_key(operand.metric, PREVIOUS if before else CURRENT)
        other = draft.framework.metrics[operand.metric]
        yield Part(title_of(other, mine), _value(draft, other, mine), mine)


def _standard(draft: Draft, metric: Metric, key: Key) -> Iterator[Fact]:
    """This year's value against the standard; last year's is not judged."""
    found = threshold_of(draft, metric)
    if found is None or key.slot == PREVIOUS:
        return
    against = comparison_of(draft, metric)
    yield Fact("标准", against.standard)
    yield Fact("实际", against.actual)
    yield Fact("结论", f"{against.outcome}{f'（差额 {against.gap}）' if against.gap else ''}")
    yield Fact("说明", against.remark)
    source = "，".join(part for part in (found.standard.policy, found.standard.clause) if part)
    yield Fact("依据", f"{source}{'' if found.standard.verified or not source else f'（{UNVERIFIED}）'}")


def _proofs(draft: Draft, node: str) -> Iterator[Proof]:
    if not node or node == PROFILE:
        return
    for row, number, one in evidence_of(draft, node):
        marks = [one.document_number, one.date, "原件" if one.original else "复印件", "已盖章" if one.sealed else ""]
        remark = "，".join(mark for mark in marks if mark)
        yield Proof(row, number, one.title, one.pages, file_name_of(one.file), remark)


# where it is printed --------------------------------------------------------------------------------------


def _sentences(draft: Draft, metric: Metric, key: Key) -> Iterator[Printed]:
    for sentence in impact(draft, key).sentences:
        source = draft.get(Key("narratives", sentence.node)).text[sentence.start : sentence.end]
        mine = any(link.metric == metric.id and _prints(link, key) for link in links(source))
        where = f"正文 {place_in_words(draft.framework, Key('narratives', sentence.node))}"
        yield Printed(where, _short(sentence, draft), sentence.node, not mine)


def _prints(link: Link, key: Key) -> bool:
    """Whether a link prints the very record, not what is computed from it."""
    return "diff" not in link.options and key_of_link(link) == key


def _short(sentence: Sentence, draft: Draft) -> str:
    text = sentence.text(draft)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _cells(draft: Draft, metric: Metric, key: Key) -> Iterator[Printed]:
    """Cells of the appendix by their address; then tables of the report, and rows that compare it."""
    value = _value(draft, metric, key)
    addressed = set()
    for sheet in build_tables(draft):
        for row, column in sheet.find(key):
            addressed.add(sheet.name)
            yield Printed(f"附表 {sheet.name} {column_letters(column)}{row}", value)
    for cell in impact(draft, key).cells:
        if cell.metric == metric.id and cell.table not in addressed and _is_place(cell, key):
            where = "报告" if cell.table is Table.REPORT else "附表"
            text = cell.text(draft)
            if text:
                yield Printed(f"{where} {cell.table.value}“{cell.column.value}”栏", text, is_derived=text != value)


def _is_place(cell: Cell, key: Key) -> bool:
    """Whether a cell prints the value: alone, or in a comparison with a standard or target."""
    own = "增幅" if key.table == "growths" else _YEARS[key.slot or CURRENT]
    return cell.column is Column.ACTUAL or cell.column.value == own


def column_letters(column: int) -> str:
    """A column from 1 as a workbook names it: A, Z, AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# as text --------------------------------------------------------------------------------------------------


def in_text(found: Trace) -> str:
    """The whole as plain text: for the clipboard, for a printed page."""
    lines = [f"{found.title}：{found.value}"]
    lines += [f"{fact.label}：{fact.text}" for fact in found.facts]
    if found.formula:
        lines.append(f"公式：{found.formula}")
    lines += [f"　　{part.title}：{part.value}" for part in found.parts]
    lines += [f"{fact.label}：{fact.text}" for fact in found.standard]
    lines += _block("填报经过", (f"{s.at} {s.who} {s.how}：{s.old} → {s.new}" for s in found.history))
    lines += _block("印在", (f"{p.where}{'（由它算出）' if p.is_derived else ''}：{p.text}" for p in found.printed))
    lines += _block("佐证材料", (_proof_words(proof) for proof in found.proofs))
    return "\n".join(lines) + "\n"


def _block(title: str, rows: Iterator[str]) -> list[str]:
    said = [f"　　{row}" for row in rows]
    return [f"{title}：", *said] if said else [f"{title}：没有"]


def _proof_words(proof: Proof) -> str:
    pages = f"，页码 {proof.pages}" if proof.pages else ""
    rest = f"，{proof.remark}" if proof.remark else ""
    file = f"，文件 {proof.file}" if proof.file else ""
    return f"{proof.number}《{proof.title}》{pages}{rest}{file}"

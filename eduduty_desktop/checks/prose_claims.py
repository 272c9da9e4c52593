"""数字关系、残留与文字: what the proof of the printed prose finds, led back to where it is typed.

The proof reads what is printed, linked figures too.  A contradiction inside one text block is found there
(`text.contradiction`), one between blocks once for the whole report (`text.restated`).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from eduduty_desktop.checks.placeholders import occurrences
from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import BLOCKS, node_name
from eduduty_desktop.draft import Finding, Key, Place, Reader
from eduduty_desktop.draft.assessment import is_not_applicable
from eduduty_desktop.draft.narrative import Rendered, link_keys, links, render
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.framework import Framework, Severity
from eduduty_desktop.proof import Claim, Proof, Relation, Verdict
from eduduty_desktop.proof import Reader as Proofreader
from eduduty_desktop.proof.residue.marks import find_marks

_FIRST, _LAST = BLOCKS[:-1], BLOCKS[-1:]  # 下一步工作打算 is printed behind the indicators
_DOUBTFUL = frozenset({Relation.LIST, Relation.PER_UNIT})
"""Relations in which the words leave more room: a contradiction there is a warning."""

_NOT_IN_A_DRAFT = frozenset({"chrome", "missing-heading"})
"""Residue that no text of a draft can have: its headings are the program's own."""

_PLACEHOLDER = "placeholder"  # most forms have a check of their own

_WORDING = frozenset({Severity.HINT})


class _Block(NamedTuple):
    """A printed text block: its node, its text with the map to the source, where it begins in the whole report."""

    node: str
    rendered: Rendered
    start: int


def _node_cases(framework: Framework) -> Iterator[Case]:
    for node in (*framework.nodes, *BLOCKS):
        yield Case(node, frozenset({Key("narratives", node)}))


def _node_reads(reader: Reader, case: Case) -> Case:
    return Case(case.subject, _linked(reader, case.subject) | {Key("narratives", case.subject)})


def _linked(reader: Reader, node: str) -> frozenset[Key]:
    """What printing a block reads besides its text."""
    record: Narrative | None = reader.get(Key("narratives", node))
    found = links(record.text) if record is not None else ()
    return frozenset().union(*(link_keys(reader.framework, link) for link in found))


def _report_cases(_framework: Framework) -> Iterator[Case]:
    yield Case("report", tables=frozenset({"narratives", "states", "figures", "growths"}))


class ProseChecks:
    """The checks of one register; its proofreader remembers paragraphs between keystrokes."""

    def __init__(self) -> None:
        self._proofreader = Proofreader()
        self._prove = lru_cache(maxsize=256)(self._proofreader.prove)  # three checks read each block

    def checks(self) -> tuple[Check, ...]:
        return (
            Check("text.contradiction", "正文里的数自相矛盾", _node_cases, self._contradictions, _node_reads),
            Check("text.restated", "同一个数前后说法不一", _report_cases, self._restated),
            Check("text.residue", "正文有残留或损坏", _node_cases, self._residue, _node_reads),
            Check("text.wording", "正文的文字和标点", _node_cases, self._wording, _node_reads),
        )

    def _proof(self, view: View, node: str) -> tuple[Rendered, Proof] | None:
        record: Narrative | None = view.get(Key("narratives", node))
        if record is None:
            return None
        rendered = render(view, record.text)
        return rendered, self._prove(rendered.text)

    def _contradictions(self, view: View, subject: str) -> Iterable[Finding]:
        found = self._proof(view, subject)
        if found is None:
            return
        rendered, proof = found
        wrong = [one for one in proof.contradictions if not _is_told_by_data(view.framework, rendered, one)]
        for claim, count in zip(wrong, occurrences(claim.identity for claim in wrong), strict=True):
            place = _place(subject, rendered, claim.stated.start, claim.stated.end)
            yield _finding("text.contradiction", claim, place, node_name(view.framework, subject), count)

    def _restated(self, view: View, _subject: str) -> Iterable[Finding]:
        blocks = tuple(_printed(view))
        text = "\n".join(block.rendered.text for block in blocks)
        wrong = [
            (claim, apart)
            for claim in self._proofreader.prove_across(text)
            if claim.verdict is Verdict.INCONSISTENT and len(apart := _blocks_of(blocks, claim)) > 1
        ]
        counts = occurrences(claim.identity for claim, _ in wrong)
        for (claim, apart), count in zip(wrong, counts, strict=True):
            last = apart[-1]
            operand = claim.operands[-1]
            place = _place(last.node, last.rendered, operand.start - last.start, operand.end - last.start)
            names = "、".join(node_name(view.framework, block.node) for block in apart)
            yield _finding("text.restated", claim, place, names, count)

    def _residue(self, view: View, subject: str) -> Iterable[Finding]:
        return self._of_residue(view, subject, "text.residue", wording=False)

    def _wording(self, view: View, subject: str) -> Iterable[Finding]:
        return self._of_residue(view, subject, "text.wording", wording=True)

    def _of_residue(self, view: View, subject: str, code: str, *, wording: bool) -> Iterable[Finding]:
        found = self._proof(view, subject)
        if found is None:
            return
        rendered, proof = found
        mine = [
            one
            for one in proof.residue
            if one.kind not in _NOT_IN_A_DRAFT
            and (one.severity in _WORDING) is wording
            and not (one.kind == _PLACEHOLDER and any(find_marks(one.text)))
        ]
        counts = occurrences(f"{one.kind}/{one.text}" for one in mine)
        for one, count in zip(mine, counts, strict=True):
            yield Finding(
                code=code,
                severity=one.severity,
                place=_place(subject, rendered, one.start, one.end),
                message=f"{node_name(view.framework, subject)}的正文：{one.message}",
                advice=one.advice,
                subject=f"{one.kind}/{one.text}#{count}",
            )


def _is_told_by_data(framework: Framework, rendered: Rendered, claim: Claim) -> bool:
    """Whether all figures are linked, and a formula, a relation or a growth already compares them: one slip, one finding."""
    spans = [rendered.span_at(operand.start) for operand in claim.operands]
    linked = {span.link.metric for span in spans if span is not None and span.link is not None}
    if any(span is None or span.link is None for span in spans):
        return False
    return len(linked) == 1 or any(linked <= tied or tied <= linked for tied in _tied(framework))


def _tied(framework: Framework) -> Iterator[set[str]]:
    """Metrics that the framework itself compares with each other."""
    for comparison in framework.comparisons.values():
        yield {operand.metric for operand in comparison.operands()}
    for metric, formula in framework.expressions.items():
        yield {metric, *(operand.metric for operand in formula.operands())}


def _printed(view: View) -> Iterator[_Block]:
    """Every text block that the report prints, in its order."""
    records: Mapping[tuple[str, str], Narrative] = view.rows("narratives")
    at = 0
    for node in (*_FIRST, *view.framework.nodes, *_LAST):
        record = records.get((node, ""))
        if record is None or (node in view.framework.nodes and is_not_applicable(view, node)):
            continue
        rendered = render(view, record.text)
        yield _Block(node, rendered, at)
        at += len(rendered.text) + 1


def _blocks_of(blocks: tuple[_Block, ...], claim: Claim) -> tuple[_Block, ...]:
    """The blocks in which a claim's figures stand."""
    return tuple(
        block
        for block in blocks
        if any(block.start <= one.start < block.start + len(block.rendered.text) for one in claim.operands)
    )


def _place(node: str, rendered: Rendered, start: int, end: int) -> Place:
    return Place(node, table="narratives", row=node, start=rendered.to_source(start), end=rendered.to_source(end))


def _finding(code: str, claim: Claim, place: Place, where: str, count: int) -> Finding:
    severity = Severity.WARNING if claim.relation in _DOUBTFUL else Severity.ERROR
    advice = claim.advice or "请核对原始台账，改正错的一处；能关联到数据表的，改好后按 Ctrl+. 关联。"
    return Finding(
        code, severity, place, f"{where}的正文：{claim.message}", advice, subject=f"{claim.identity}#{count}"
    )

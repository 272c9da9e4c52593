"""数字关系、残留与文字: what the proof of the printed prose finds, led back to where it is typed.

The proof reads what is printed, linked figures too.  A contradiction inside one text block is found there
(`text.contradiction`), one between blocks once for the whole report (`text.restated`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from eduduty_desktop.checks.placeholders import occurrences
from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import BLOCKS, node_name
from eduduty_desktop.draft import Finding, Place
from eduduty_desktop.draft.assessment import is_not_applicable
from eduduty_desktop.draft.narrative import Link, Rendered, render
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.framework import Framework, Severity
from eduduty_desktop.proof import Claim, Relation, Verdict
from eduduty_desktop.proof import Reader as Proofreader
from eduduty_desktop.proof.residue import residue_of
from eduduty_desktop.proof.residue.marks import find_marks

_FIRST, _LAST = BLOCKS[:-1], BLOCKS[-1:]  # 下一步工作打算 is printed behind the indicators
_DOUBTFUL = frozenset({Relation.LIST, Relation.PER_UNIT})
"""Relations in which the words leave more room: a contradiction there is a warning."""

_NOT_IN_A_DRAFT = frozenset({"chrome", "missing-heading"})
"""Residue that no text of a draft can have: its headings are the program's own."""

_PLACEHOLDER = "placeholder"  # most forms have a check of their own

_WORDING = frozenset({Severity.HINT})


class _Block(NamedTuple):
    """A text block as it is printed: its node, its text with the map to the source, its contradictions.

    Offsets of the contradictions are those of the block's text.
    """

    node: str
    rendered: Rendered
    wrong: tuple[Claim, ...]


class _Apart(NamedTuple):
    """A contradiction between blocks: the claim, in offsets of the last block, and the blocks' nodes in their order."""

    claim: Claim
    nodes: tuple[str, ...]
    last: _Block


_TABLES = ("narratives", "states", "figures", "growths")


def _report_cases(_framework: Framework) -> Iterator[Case]:
    yield Case("report", tables=frozenset(_TABLES))


class ProseChecks:
    """The checks of one register: four views of one proof of the whole report.

    What was read is kept for as long as what it was read from is the very same: one keystroke prints one block anew and
    reads one paragraph.
    """

    def __init__(self) -> None:
        self._proofreader = Proofreader()
        self._residue_of = lru_cache(maxsize=512)(lambda text: residue_of(text.split("\n")))
        self._rendered: dict[str, tuple[Narrative, Rendered]] = {}
        self._printed: dict[Link, str] = {}
        self._values: tuple[object, ...] = ()
        self._read_from: tuple[object, ...] = ()
        self._found: tuple[tuple[_Block, ...], tuple[_Apart, ...]] = ((), ())

    def checks(self) -> tuple[Check, ...]:
        return (
            Check("text.contradiction", "正文里的数自相矛盾", _report_cases, self._contradictions),
            Check("text.restated", "同一个数前后说法不一", _report_cases, self._restated),
            Check("text.residue", "正文有残留或损坏", _report_cases, self._residue),
            Check("text.wording", "正文的文字和标点", _report_cases, self._wording),
        )

    def _contradictions(self, view: View, _subject: str) -> Iterable[Finding]:
        for block in self._report(view)[0]:
            wrong = [one for one in block.wrong if not _is_told_by_data(view.framework, block.rendered, one)]
            for claim, count in zip(wrong, occurrences(claim.identity for claim in wrong), strict=True):
                place = _place(block, claim.stated.start, claim.stated.end)
                yield _finding("text.contradiction", claim, place, node_name(view.framework, block.node), count)

    def _restated(self, view: View, _subject: str) -> Iterable[Finding]:
        apart = self._report(view)[1]
        counts = occurrences(one.claim.identity for one in apart)
        for (claim, nodes, last), count in zip(apart, counts, strict=True):
            place = _place(last, claim.operands[-1].start, claim.operands[-1].end)
            names = "、".join(node_name(view.framework, node) for node in nodes)
            yield _finding("text.restated", claim, place, names, count)

    def _residue(self, view: View, _subject: str) -> Iterable[Finding]:
        return self._of_residue(view, "text.residue", wording=False)

    def _wording(self, view: View, _subject: str) -> Iterable[Finding]:
        return self._of_residue(view, "text.wording", wording=True)

    def _of_residue(self, view: View, code: str, *, wording: bool) -> Iterable[Finding]:
        for block in self._report(view)[0]:
            mine = [
                one
                for one in self._residue_of(block.rendered.text)
                if one.kind not in _NOT_IN_A_DRAFT
                and (one.severity in _WORDING) is wording
                and not (one.kind == _PLACEHOLDER and any(find_marks(one.text)))
            ]
            counts = occurrences(f"{one.kind}/{one.text}" for one in mine)
            for one, count in zip(mine, counts, strict=True):
                yield Finding(
                    code=code,
                    severity=one.severity,
                    place=_place(block, one.start, one.end),
                    message=f"{node_name(view.framework, block.node)}的正文：{one.message}",
                    advice=one.advice,
                    subject=f"{one.kind}/{one.text}#{count}",
                )

    def _report(self, view: View) -> tuple[tuple[_Block, ...], tuple[_Apart, ...]]:
        """Every text block with its contradictions, and those between printed blocks."""
        read_from = (view.framework, *(view.rows(table) for table in _TABLES))
        if not _are_same(read_from, self._read_from):
            self._found = self._prove(view)
            self._read_from = read_from
        return self._found

    def _prove(self, view: View) -> tuple[tuple[_Block, ...], tuple[_Apart, ...]]:
        printed: list[tuple[str, Rendered]] = []
        blocks: list[_Block] = []
        for node, rendered in self._texts(view):
            if node in view.framework.nodes and is_not_applicable(view, node):  # stands by itself: it is not printed
                blocks.append(_Block(node, rendered, _wrong(self._proofreader.claims(rendered.text))))
            else:
                printed.append((node, rendered))
        starts = list(accumulate((len(rendered.text) + 1 for _, rendered in printed), initial=0))
        inside: list[list[Claim]] = [[] for _ in printed]
        between: list[tuple[Claim, list[int]]] = []
        for claim in _wrong(self._proofreader.claims("\n".join(rendered.text for _, rendered in printed))):
            homes = sorted({bisect_right(starts, span.start) - 1 for span in (*claim.operands, claim.stated)})
            moved = claim.moved(-starts[homes[-1]])
            if len(homes) == 1:
                inside[homes[0]].append(moved)
            else:
                between.append((moved, homes))
        mine = [_Block(*text, tuple(wrong)) for text, wrong in zip(printed, inside, strict=True)]
        apart = (_Apart(claim, tuple(mine[home].node for home in homes), mine[homes[-1]]) for claim, homes in between)
        return (*mine, *blocks), tuple(apart)

    def _texts(self, view: View) -> Iterator[tuple[str, Rendered]]:
        """Every text block in the order of the report, printed anew where its source or any value has changed."""
        values = (view.framework, view.rows("figures"), view.rows("growths"))
        if not _are_same(values, self._values):
            self._rendered.clear()
            self._printed.clear()
            self._values = values
        records: Mapping[tuple[str, str], Narrative] = view.rows("narratives")
        for node in (*_FIRST, *view.framework.nodes, *_LAST):
            record = records.get((node, ""))
            if record is None:
                continue
            known = self._rendered.get(node)
            if known is None or known[0] is not record:
                known = self._rendered[node] = (record, render(view, record.text, self._printed))
            yield node, known[1]


def _are_same(these: tuple[object, ...], those: tuple[object, ...]) -> bool:
    """Whether both are the very same objects: values of a draft that did not change are shared."""
    return len(these) == len(those) and all(one is other for one, other in zip(these, those, strict=True))


def _wrong(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.verdict is Verdict.INCONSISTENT)


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


def _place(block: _Block, start: int, end: int) -> Place:
    to_source = block.rendered.to_source
    return Place(block.node, table="narratives", row=block.node, start=to_source(start), end=to_source(end))


def _finding(code: str, claim: Claim, place: Place, where: str, count: int) -> Finding:
    severity = Severity.WARNING if claim.relation in _DOUBTFUL else Severity.ERROR
    advice = claim.advice or "请核对原始台账，改正错的一处；能关联到数据表的，改好后按 Ctrl+. 关联。"
    return Finding(
        code, severity, place, f"{where}的正文：{claim.message}", advice, subject=f"{claim.identity}#{count}"
    )

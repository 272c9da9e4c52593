"""校核已有报告 (红头前体检): read any report from outside, prove it, and say what was found; no draft is needed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import msgspec

from eduduty_desktop.framework import Severity
from eduduty_desktop.office.files import stop_if
from eduduty_desktop.office.texts import WORD, read_source
from eduduty_desktop.proof import Claim, Proof, Reader, Relation, Residue, Span, Verdict

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]

NOT_COVERED = (
    "文中没有写出运算所需的另一个数的（例如只写占比、不写总数），列为无法复算，不算相符。",
    "图片、图表、嵌入的表格、页眉页脚、批注和自动编号里的内容没有读。",
    "数与事实、台账、附表是否一致，提法、政策口径是否准确，不在校核之内。",
    "“其中”没有列全的、相隔很远又换了说法的同一个数，多半不会报出。",
    "没有列出问题，不等于没有问题；印发前仍须有人通读。",
)
"""What the proof does not say, printed under every result."""

RELATION_WORDS = {
    Relation.SUM: "合计",
    Relation.SHARE: "占比",
    Relation.GROWTH: "增幅",
    Relation.DIFFERENCE: "增减",
    Relation.RATIO: "比",
    Relation.REPEAT: "前后一致",
    Relation.LIST: "列举个数",
    Relation.SUBSET: "部分与总数",
    Relation.PER_UNIT: "平均数",
}
_ENDS = "。！？!?\n"
_SENTENCE_END = re.compile(f"[{_ENDS}]")
_SEVERITIES = list(Severity)
MOST_ITEMS = 5_000
"""Findings of a group that are listed: nobody reads more, and a text of nothing but brackets has a hundred thousand."""

MANY_ALIKE = 5
LONGEST_SENTENCE = 160
_AROUND = 60


class Group(StrEnum):
    """What a finding is, grave ones first."""

    CONTRADICTION = "相互矛盾"
    RESIDUE = "残留与文字"
    UNCHECKABLE = "无法复算"
    SOUND = "相符"


_OF_VERDICT = {
    Verdict.INCONSISTENT: Group.CONTRADICTION,
    Verdict.UNCHECKABLE: Group.UNCHECKABLE,
    Verdict.CONSISTENT: Group.SOUND,
}


class Item(msgspec.Struct, frozen=True):
    """A finding as people read it: `line` counts from 1; `spans` are its places in the text, `chief` the one to go to.

    `word` says what kind of relation it is, empty for residue; only residue has another severity than 错误 or 提示.
    """

    group: Group
    severity: Severity
    line: int
    spans: tuple[Span, ...]
    chief: Span
    sentence: str
    message: str
    advice: str
    word: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the report should not go out with it."""
        return self.severity is Severity.ERROR and self.group in (Group.CONTRADICTION, Group.RESIDUE)


class Counts(msgspec.Struct, frozen=True):
    """How many findings of each kind; `errors` of the residue are those of severity 错误."""

    figures: int
    contradictions: int
    residue: int
    residue_errors: int
    uncheckable: int
    sound: int

    @property
    def errors(self) -> int:
        return self.contradictions + self.residue_errors


class ProvenReport(msgspec.Struct, frozen=True):
    """A report from outside with its proof; `sha256` (hex) is that of the file, `coding` how its text was coded."""

    path: Path
    sha256: str
    coding: str
    proof: Proof
    items: tuple[Item, ...]
    counts: Counts

    @property
    def name(self) -> str:
        return self.path.name

    def place(self, item: Item) -> str:
        """`第12行`; of a Word file `第12段`, where every paragraph and every cell of a table counts."""
        return f"第{item.line}{'段' if self.coding == WORD else '行'}"

    @property
    def unlisted(self) -> int:
        """How many findings are counted, but not among `items`."""
        counts = self.counts
        return counts.contradictions + counts.residue + counts.uncheckable + counts.sound - len(self.items)

    @property
    def verdict(self) -> str:
        """The result in a sentence."""
        counts = self.counts
        found = [f"{counts.contradictions} 处数字相互矛盾"] if counts.contradictions else []
        found += [f"{counts.residue_errors} 处必须改正的残留"] if counts.residue_errors else []
        if found:
            return f"有 {'、'.join(found)}，改正或核实之前不宜印发。"
        if counts.residue:
            return f"没有发现相互矛盾的数字；有 {counts.residue} 处文字请看一看。"
        return "没有发现相互矛盾的数字和残留。" if self.proof.text.strip() else "文件里没有文字。"


def prove_file(
    path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None, reader: Reader | None = None
) -> ProvenReport:
    """Read a .docx or .txt and prove it; a `reader` that proved an earlier form of it remembers what did not change.

    `progress` gets steps done, steps in all and what is being done.  Raises UserError for a file that cannot be read,
    and ExportCancelledError once `cancelled` says so.
    """
    said = f"正在读取“{path.name}”…"
    if progress is not None:
        progress(0, 1, said)
    source = read_source(path)
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        stop_if(cancelled)
        hundredths = done * 100 // total if total else 0
        if progress is not None and hundredths != told:
            told = hundredths
            progress(done, total, f"正在校核“{path.name}”…")

    proof = (reader or Reader()).prove(source.text, tell)
    stop_if(cancelled)
    return proven(path, source.sha256, source.coding, proof)


def proven(path: Path, sha256: str, coding: str, proof: Proof) -> ProvenReport:
    """A proof with its findings as people read them."""
    verdicts = Counter(claim.verdict for claim in proof.claims)
    counts = Counts(
        len(proof.figures),
        verdicts[Verdict.INCONSISTENT],
        len(proof.residue),
        sum(one.severity is Severity.ERROR for one in proof.residue),
        verdicts[Verdict.UNCHECKABLE],
        verdicts[Verdict.CONSISTENT],
    )
    return ProvenReport(path, sha256, coding, proof, items_of(proof), counts)


def items_of(proof: Proof) -> tuple[Item, ...]:
    """The findings by group and, within, in the order of the text, `MOST_ITEMS` a group.

    Residue stands by severity first; what is alike many times (`xx` for a name, fifty times) stands behind the rest.
    """
    lines = Lines(proof.text)
    found: list[Item] = []
    for group in Group:
        if group is Group.RESIDUE:
            found += [_residue(lines, one) for one in _graver(proof.residue)[:MOST_ITEMS]]
        else:
            claims = [claim for claim in proof.claims if _OF_VERDICT[claim.verdict] is group]
            found += [_claim(lines, claim) for claim in claims[:MOST_ITEMS]]
    return tuple(found)


def _graver(residue: tuple[Residue, ...]) -> list[Residue]:
    alike = Counter((one.kind, one.text) for one in residue)
    return sorted(residue, key=lambda one: (_SEVERITIES.index(one.severity), alike[one.kind, one.text] > MANY_ALIKE))


class Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def number(self, at: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._starts, at)

    def sentence(self, span: Span) -> str:
        """The sentence around a place as one line, cut to what is near where it is long."""
        low, high = max(0, span.start - LONGEST_SENTENCE), min(len(self._text), span.end + LONGEST_SENTENCE)
        ends = [match.end() for match in _SENTENCE_END.finditer(self._text, low, span.start)]
        start = ends[-1] if ends else low
        stop = _SENTENCE_END.search(self._text, span.end, high)
        end = stop.end() if stop else high
        if end - start > LONGEST_SENTENCE:
            start, end = max(start, span.start - _AROUND), min(end, span.end + _AROUND)
        before = "" if start == 0 or self._text[start - 1] in _ENDS else "…"
        after = "" if self._text[end - 1 : end] in _ENDS or self._text[end : end + 1] in ("", "\n") else "…"
        return f"{before}{' '.join(self._text[start:end].split())}{after}"


def _claim(lines: Lines, claim: Claim) -> Item:
    group = _OF_VERDICT[claim.verdict]
    severity = Severity.ERROR if group is Group.CONTRADICTION else Severity.HINT
    spans = tuple({(span.start, span.end): span for span in (*claim.operands, claim.stated)}.values())
    return Item(
        group,
        severity,
        lines.number(claim.stated.start),
        tuple(sorted(spans, key=lambda span: span.start)),
        claim.stated,
        lines.sentence(claim.stated),
        claim.message,
        claim.advice if group is Group.CONTRADICTION else "",
        RELATION_WORDS[claim.relation],
    )


def _residue(lines: Lines, one: Residue) -> Item:
    span = Span(one.start, one.end, one.text)
    number = lines.number(one.start)
    return Item(Group.RESIDUE, one.severity, number, (span,), span, lines.sentence(span), one.message, one.advice)


def counts_line(counts: Counts) -> str:
    """How many there are of each kind, in a sentence."""
    errors = f"（其中必须改正 {counts.residue_errors} 处）" if counts.residue_errors else ""
    return (
        f"读出 {counts.figures} 个数量；数字关系：相互矛盾 {counts.contradictions} 处，相符 {counts.sound} 处，"
        f"无法复算 {counts.uncheckable} 处；残留与文字 {counts.residue} 处{errors}。"
    )

"""The result of a proof on paper: one page of blocks for Word, a workbook with every finding, plain text to copy."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.document.blocks import Align, Block, Heading, Paragraph, Run, TableBlock, Title
from eduduty_desktop.document.measure import title_lines
from eduduty_desktop.document.names import legal
from eduduty_desktop.document.review import SEVERITY_MARKS
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, ledger, text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity
from eduduty_desktop.workspace.proofing import (
    NOT_COVERED,
    Group,
    Item,
    ProvenReport,
    counts_line,
)

MOST_RESIDUE = 20
"""Residue shown on the one page; the workbook has all of it."""

SHEET_COLUMNS = (
    Column("序号", 6),
    Column("程度", 9),
    Column("位置", 10),
    Column("数字关系", 11),
    Column("发现", 52),
    Column("怎么办", 30),
    Column("原文", 52),
)
_SHEET_NAMES = {
    Group.CONTRADICTION: "相互矛盾",
    Group.RESIDUE: "残留与文字",
    Group.UNCHECKABLE: "无法复算",
    Group.SOUND: "相符",
}
_STYLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "center"}


def title_of(report: ProvenReport) -> str:
    """`“报告.docx”校核结果`."""
    return f"“{report.path.stem}”校核结果"


def result_name(report: ProvenReport) -> str:
    """What a file with the result is called, without ending."""
    return legal(f"{report.path.stem}（校核结果）")


def about(report: ProvenReport, now: datetime) -> tuple[str, ...]:
    """The lines over the findings: which file, when, verdict, counts."""
    return (
        f"文件：{report.name}，校核于{now.year}年{now.month}月{now.day}日",
        f"结论：{report.verdict}",
        counts_line(report.counts) + (f"发现太多，有 {report.unlisted} 处没有列出。" if report.unlisted else ""),
    )


def of_group(report: ProvenReport, group: Group) -> list[Item]:
    """The findings of a group in their order."""
    return [item for item in report.items if item.group is group]


class Shown(msgspec.Struct, frozen=True):
    """A finding on the page, and how many more are just like it."""

    item: Item
    alike: int = 0

    @property
    def said(self) -> str:
        more = f"同样的还有 {self.alike} 处。" if self.alike else ""
        return f"{self.item.message}{self.item.advice}{more}"


def shown_on_page(report: ProvenReport, group: Group) -> tuple[list[Shown], str]:
    """The findings of a group that the one page has room for, and what to say of the others.

    Of residue that is alike (`xx` for a name, fifty times) the first one stands for all.
    """
    items = of_group(report, group)
    if group is Group.CONTRADICTION:
        return [Shown(item) for item in items], ""
    alike: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        alike.setdefault((item.chief.text, item.advice), []).append(item)
    shown = [Shown(first, len(others)) for first, *others in list(alike.values())[:MOST_RESIDUE]]
    left = len(items) - sum(1 + one.alike for one in shown)
    return shown, f"另有 {left} 处，见 Excel 清单。" if left else ""


def quotes(item: Item) -> bool:
    """Whether the sentence is worth the room on the page: residue is quoted in its message."""
    return item.group is not Group.RESIDUE


def result_text(report: ProvenReport, now: datetime) -> str:
    """The page as plain text."""
    return "\n".join(_lines(report, now)) + "\n"


def _lines(report: ProvenReport, now: datetime) -> Iterator[str]:
    yield title_of(report)
    yield from about(report, now)
    for group in (Group.CONTRADICTION, Group.RESIDUE):
        shown, more = shown_on_page(report, group)
        if shown:
            yield f"\n{group}"
        for at, one in enumerate(shown, 1):
            yield f"{at}. {report.place(one.item)}　{one.said}"
            if quotes(one.item):
                yield f"　　原文：{one.item.sentence}"
        if more:
            yield more
    yield "\n未覆盖"
    yield from (f"· {sentence}" for sentence in NOT_COVERED)


def result_blocks(report: ProvenReport, now: datetime) -> tuple[Block, ...]:
    """The page for Word."""
    blocks: list[Block] = [Title(title_lines(title_of(report)))]
    blocks += [Paragraph((Run(line),)) for line in about(report, now)]
    at = 0
    for group in (Group.CONTRADICTION, Group.RESIDUE):
        shown, more = shown_on_page(report, group)
        if shown:
            blocks += [Heading(1, f"{'一二'[at]}、", group.value), _table(report, shown)]
            at += 1
        if more:
            blocks.append(Paragraph((Run(more),)))
    blocks.append(Heading(1, f"{'一二三'[at]}、", "未覆盖"))
    blocks += [Paragraph((Run(sentence),)) for sentence in NOT_COVERED]
    return tuple(blocks)


def _table(report: ProvenReport, shown: list[Shown]) -> TableBlock:
    heads, aligns, widths = ("序号", "位置", "发现"), (Align.CENTER, Align.CENTER, Align.LEFT), (8, 12, 80)
    rows = [(str(at), report.place(one.item), one.said) for at, one in enumerate(shown, 1)]
    if quotes(shown[0].item):
        quoted = tuple((*row, one.item.sentence) for row, one in zip(rows, shown, strict=True))
        return TableBlock((*heads, "原文"), quoted, (*aligns, Align.LEFT), (8, 12, 40, 40))
    return TableBlock(heads, tuple(rows), aligns, widths)


def result_sheets(report: ProvenReport, now: datetime) -> tuple[Sheet, ...]:
    """A sheet of the result and one a group with all its findings."""
    subtitle = f"{report.name}　　SHA-256 {report.sha256}"
    cells = (*map(text, about(report, now)), Cell("未覆盖", "group"), *map(text, NOT_COVERED))
    first = Sheet("结论", title_of(report), subtitle, (110.0,), tuple((cell,) for cell in cells), header_rows=0)
    return (
        first,
        *(
            ledger(
                name, f"{title_of(report)}：{group}", subtitle, SHEET_COLUMNS, _rows(report, of_group(report, group))
            )
            for group, name in _SHEET_NAMES.items()
        ),
    )


def _rows(report: ProvenReport, items: list[Item]) -> tuple[Row, ...]:
    return tuple(
        (
            center(at),
            Cell(SEVERITY_MARKS[item.severity], _STYLES[item.severity])
            if item.group in (Group.CONTRADICTION, Group.RESIDUE)
            else center(item.group.value),
            center(report.place(item)),
            center(item.word),
            text(item.message),
            text(item.advice),
            text(item.sentence),
        )
        for at, item in enumerate(items, 1)
    )


def save_result(report: ProvenReport, path: Path, now: datetime) -> None:
    """Write the result as .docx or .xlsx.  Raises UserError; what stood at `path` is then untouched."""
    from eduduty_desktop.office import write_report, write_workbook

    if path.suffix.lower() == ".docx":
        write_report(result_blocks(report, now), path, now=now)
    elif path.suffix.lower() == ".xlsx":
        write_workbook(result_sheets(report, now), path, now=now)
    else:
        raise UserError(f"不能存成“{path.suffix or path.name}”文件", what_to_do="请用 .docx 或 .xlsx 作后缀。")

"""The appendix as it goes upward: its tables, 追溯索引 over them and the report, protected and marked as an attachment."""

from collections.abc import Iterable
from dataclasses import replace

from eduduty_desktop.document.appendix import build_tables, evidence_numbers, subtitle_of
from eduduty_desktop.document.attachments import appendix_mark
from eduduty_desktop.document.blocks import Block
from eduduty_desktop.document.layout import layout_of
from eduduty_desktop.document.report import build_report
from eduduty_desktop.document.sheets import Sheet
from eduduty_desktop.document.trace_sheet import trace_sheet
from eduduty_desktop.draft import Reader


def build_appendix(reader: Reader, blocks: Iterable[Block] | None = None) -> tuple[Sheet, ...]:
    """Every sheet of the appendix.

    `blocks` are the report's, for the places that 追溯索引 names; built from the reader if they are not given.
    """
    tables = build_tables(reader)
    evidence = next(sheet for sheet in tables if sheet.name == "佐证目录")
    report = build_report(reader) if blocks is None else blocks
    index = trace_sheet(reader, subtitle_of(reader), report, evidence_numbers(evidence))
    bound_in = sum(sheet.name in layout_of(reader).attached for sheet in tables)
    mark = appendix_mark(reader, bound_in)
    return tuple(replace(sheet, protected=True, mark=mark) for sheet in (*tables, index))

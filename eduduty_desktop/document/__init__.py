"""What a draft looks like on paper, before any file format: blocks of the report, sheets of the appendix, names.

Knows drafts and frameworks; knows neither Word nor Excel (`office` renders) nor checks (findings are handed in).
"""

from eduduty_desktop.document.appendix import build_appendix
from eduduty_desktop.document.blocks import (
    Align,
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Paragraph,
    ParagraphKind,
    Recipient,
    Run,
    Signature,
    TableBlock,
    Title,
    Trace,
)
from eduduty_desktop.document.names import Edition, appendix_name, numbered, report_name, review_name
from eduduty_desktop.document.report import build_report
from eduduty_desktop.document.review import build_review
from eduduty_desktop.document.sheets import Cell, Sheet

__all__ = [
    "Align",
    "AttachmentNote",
    "Block",
    "Cell",
    "DateLine",
    "Edition",
    "Heading",
    "Paragraph",
    "ParagraphKind",
    "Recipient",
    "Run",
    "Sheet",
    "Signature",
    "TableBlock",
    "Title",
    "Trace",
    "appendix_name",
    "build_appendix",
    "build_report",
    "build_review",
    "numbered",
    "report_name",
    "review_name",
]

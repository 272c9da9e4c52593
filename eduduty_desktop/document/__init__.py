"""What a draft looks like on paper, before any file format: blocks of the report, sheets of the appendix, names.

Knows drafts and frameworks; knows neither Word nor Excel (`office` renders) nor checks (findings are handed in).
"""

from eduduty_desktop.document.attachments import Attachment, attachments_of
from eduduty_desktop.document.blocks import (
    Align,
    AttachmentHead,
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Imprint,
    ImprintPlace,
    LetterHead,
    Note,
    Paragraph,
    ParagraphKind,
    Recipient,
    Run,
    Signature,
    TableBlock,
    Title,
    Trace,
)
from eduduty_desktop.document.imprint_place import settled
from eduduty_desktop.document.layout import Layout, layout_of, texts_of
from eduduty_desktop.document.names import Edition, appendix_name, numbered, report_name, review_name
from eduduty_desktop.document.report import build_report
from eduduty_desktop.document.review import build_review
from eduduty_desktop.document.sheets import Cell, Sheet
from eduduty_desktop.document.workbook import build_appendix

__all__ = [
    "Align",
    "Attachment",
    "AttachmentHead",
    "AttachmentNote",
    "Block",
    "Cell",
    "DateLine",
    "Edition",
    "Heading",
    "Imprint",
    "ImprintPlace",
    "Layout",
    "LetterHead",
    "Note",
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
    "attachments_of",
    "build_appendix",
    "build_report",
    "build_review",
    "layout_of",
    "numbered",
    "report_name",
    "review_name",
    "settled",
    "texts_of",
]

"""What stands around the report's text: 版头 above, 附注, attachments and 版记 below (GB/T 9704-2012, 7.2, 7.3.6 to 7.4)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.document import cover
from eduduty_desktop.document.appendix import build_tables
from eduduty_desktop.document.attachments import attachments_of
from eduduty_desktop.document.blocks import (
    Align,
    AttachmentHead,
    Block,
    Imprint,
    LetterHead,
    Note,
    TableBlock,
    Title,
)
from eduduty_desktop.document.layout import Layout
from eduduty_desktop.document.measure import char_width, title_lines
from eduduty_desktop.document.sheets import OPINION, Cell, Sheet
from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.values import MISSING_TEXT
from eduduty_desktop.grid import Merge

LINES, CHARACTERS = 22, cover.LINE_CHARACTERS
HEAD_LINES = 9
"""Lines that 版头 takes from the first page: 35 mm, the mark, two empty ones, the number, the red line."""

SMALLEST_COPY_NUMBER = 6
_NOT_PRINTED = frozenset({OPINION, "状态"})
_NARROWEST = 7  # half-width characters of a column: 序号 on one line
_NAMES = re.compile(r"[、，,;；\s]+")


def letterhead(reader: Reader, layout: Layout) -> tuple[LetterHead, ...]:
    """版头 of an upward document (7.2); none if it is not wanted."""
    if not layout.letterhead:
        return ()
    names = tuple(name for name in _NAMES.split(cover.given(reader, "signatory")) if name)
    head = LetterHead(
        layout.mark or f"{cover.issuer(reader)}文件",
        cover.field_text(reader, "document_number"),
        names or (MISSING_TEXT,),
        copy_number(layout.copy_number),
        layout.secrecy,
        layout.urgency,
    )
    return (head,)


def copy_number(text: str) -> str:
    """份号 as six digits (7.2.1); what is no number stays as typed."""
    return text.zfill(SMALLEST_COPY_NUMBER) if text.isascii() and text.isdigit() else text


def leaves_no_text(reader: Reader, title: Title, layout: Layout) -> bool:
    """Whether 主送机关 are so many that the first page could not show any text: they move to 版记 (7.3.2)."""
    above = (HEAD_LINES + 2 if layout.letterhead else 0) + len(title.lines) + 1
    lines = -(-char_width(cover.addressee(reader) + "：") // CHARACTERS)
    return above + lines >= LINES


def note(layout: Layout) -> tuple[Note, ...]:
    """附注 in brackets (7.3.6); none if nothing was written."""
    text = layout.note.strip("（）()")
    return (Note(f"（{text}）"),) if text else ()


def imprint(reader: Reader, layout: Layout, *, with_recipients: bool) -> tuple[Imprint, ...]:
    """版记 (7.4), wanted or needed for the recipients."""
    if not (layout.imprint or with_recipients):
        return ()
    date = cover.printed_date(layout.printed_on or cover.field_text(reader, "date"))
    return (
        Imprint(
            layout.printer or f"{cover.issuer(reader)}办公室",
            date,
            _list(layout.copies),
            _list(cover.addressee(reader)) if with_recipients else "",
        ),
    )


def _list(names: str) -> str:
    """Names with the full stop that ends them (7.4.2)."""
    plain = names.strip().rstrip("。；，、")
    return f"{plain}。" if plain else ""


# --- attachments ----------------------------------------------------------------------------------------------


def attached_sheets(reader: Reader, layout: Layout) -> tuple[Sheet, ...]:
    """The sheets of the appendix that are bound in, in the appendix' order."""
    if not layout.attached:
        return ()
    return tuple(sheet for sheet in build_tables(reader) if sheet.name in layout.attached)


def attachment_names(reader: Reader, sheets: tuple[Sheet, ...]) -> tuple[str, ...]:
    """附件说明: what is bound in, then the workbook and the documents that go along."""
    return (*(sheet.title for sheet in sheets), *(one.title for one in attachments_of(reader)))


def attachments(sheets: tuple[Sheet, ...]) -> Iterator[Block]:
    """Each bound-in sheet on new, broad pages (7.3.7; 8: 横排表格); the workbook goes by its own."""
    for at, sheet in enumerate(sheets, 1):
        yield AttachmentHead(f"附件{at}", title_lines(sheet.title, 28.0), landscape=True)
        yield table_of(sheet)


def table_of(sheet: Sheet) -> TableBlock:
    """A sheet as a table: its header rows as one, its cells as they are shown.

    What is only for work in the house (opinions, states), and a column in which nothing stands, is left out.
    """
    last_header = max(0, sheet.header_rows - 1)
    body = sheet.rows[sheet.header_rows :]
    heads = [_upper(sheet, column, last_header) for column in range(len(sheet.widths))]
    whole = [tuple(shown(cell) for cell in (*row, *([Cell()] * len(heads)))[: len(heads)]) for row in body]
    columns = [
        at for at, head in enumerate(heads) if head not in _NOT_PRINTED and (not whole or any(row[at] for row in whole))
    ]
    merges = [
        Merge(one.top - sheet.header_rows, place[0], one.bottom - sheet.header_rows, place[-1])
        for one in sheet.merges
        if one.top >= sheet.header_rows
        and (place := [at for at, column in enumerate(columns) if one.left <= column <= one.right])
    ]
    return TableBlock(
        tuple(heads[at] for at in columns),
        tuple(tuple(row[at] for at in columns) for row in whole),
        tuple(_align(body, at) for at in columns),
        tuple(max(_NARROWEST, round(sheet.widths[at])) for at in columns),
        merges=tuple(one for one in merges if (one.top, one.left) != (one.bottom, one.right)),
    )


def _upper(sheet: Sheet, column: int, last: int) -> str:
    """A column's heading; what stands over several columns is put before it."""
    found: list[str] = []
    for row in range(last + 1):
        at = next((m for m in sheet.merges if m.top <= row <= m.bottom and m.left <= column <= m.right), None)
        cells = sheet.rows[at.top if at else row]
        place = at.left if at else column
        text = shown(cells[place]) if place < len(cells) else ""
        if text and text not in found:
            found.append(text)
    return "　".join(found)


def _align(rows: tuple[tuple[Cell, ...], ...], column: int) -> Align:
    styles = [row[column].style for row in rows if column < len(row) and row[column].value is not None]
    if not styles:
        return Align.CENTER
    usual = max(set(styles), key=lambda style: (styles.count(style), style))
    return {"center": Align.CENTER, "number": Align.RIGHT}.get(usual, Align.LEFT)


def shown(cell: Cell) -> str:
    """A cell's value in its number format, `+1.20万元`, as a workbook shows it."""
    value = cell.value
    if value is None:
        return ""
    if not isinstance(value, Decimal) or not cell.number_format:
        return str(value)
    sections = cell.number_format.split(";")
    at = (0 if value > 0 else 1 if value < 0 else 2) if len(sections) == 3 else 0
    number = abs(value) if at == 1 else value
    parts = sections[at].split('"')
    for place in range(0, len(parts), 2):
        if digits := parts[place].lstrip("+-"):
            decimals = digits.partition(".")[2].count("0")
            comma = "," if "," in digits else ""
            parts[place] = parts[place].removesuffix(digits) + format(number, f"{comma}.{decimals}f")
    return "".join(parts)

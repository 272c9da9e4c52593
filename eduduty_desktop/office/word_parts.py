"""Blocks as WordprocessingML text, one small function a kind of block; `word.py` puts them into a package.

The text of a block is escaped here and nowhere else.
"""

from functools import singledispatch

from eduduty_desktop.document.blocks import (
    Align,
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Paragraph,
    Recipient,
    Run,
    Signature,
    TableBlock,
    Title,
)
from eduduty_desktop.office.word_styles import CHARACTER, KAI, LINE, LINE_CHARACTERS, TEXT_WIDTH
from eduduty_desktop.office.xml_text import escaped

# The hint puts “ ” — … into the Chinese font; digits stay in the Latin one.
_PLAIN = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_LEAD = f'<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="{KAI}"/></w:rPr>'
_BLANK = '<w:p><w:pPr><w:pStyle w:val="Recipient"/></w:pPr></w:p>'
_BLANK_KEPT = '<w:p><w:pPr><w:pStyle w:val="Recipient"/><w:keepNext/></w:pPr></w:p>'
_JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
# A row is as high as a line of text, so that a page with a table keeps its 22 lines.
_ROW_HEIGHT = f'<w:trHeight w:val="{LINE}" w:hRule="atLeast"/>'
_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@singledispatch
def block_xml(block: Block) -> str:
    """A block as XML; the kinds are registered below."""
    raise TypeError(type(block).__name__)


@block_xml.register
def _title(block: Title) -> str:
    lines = "<w:r><w:br/></w:r>".join(_run(line) for line in block.lines)
    return _paragraph("Title", lines)


@block_xml.register
def _recipient(block: Recipient) -> str:
    """7.3.2: one line empty below the title."""
    return _BLANK + _paragraph("Recipient", _run(block.text))


@block_xml.register
def _heading(block: Heading) -> str:
    return _paragraph(f"Heading{block.level}", _run(block.printed))


@block_xml.register
def _body(block: Paragraph) -> str:
    return _paragraph("BodyText", _runs(block.runs), "<w:keepNext/>" if block.keep_with_next else "")


@block_xml.register
def _attachment_note(block: AttachmentNote) -> str:
    """7.3.4: one line empty below the text, two characters from the left, wrapped lines under the name."""
    head = "附件："
    if len(block.names) == 1:
        return _BLANK_KEPT + _note(f"{head}{block.names[0]}", 5, 3)
    first, *others = (f"{at}.{name}" for at, name in enumerate(block.names, 1))
    return _BLANK_KEPT + _note(head + first, 6, 4) + "".join(_note(other, 6, 1) for other in others)


@block_xml.register
def _signature(block: Signature) -> str:
    """7.3.5.2: one line empty above; 7.3.5.5: never alone on a page."""
    return _BLANK_KEPT + _from_left(block.text, block.left, "<w:keepNext/>")


@block_xml.register
def _date(block: DateLine) -> str:
    return _from_left(block.text, block.left, "")


@block_xml.register
def _table(block: TableBlock) -> str:
    widths = [TEXT_WIDTH * share // sum(block.widths) for share in block.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(
        block.header, widths, [Align.CENTER] * len(widths), "TableHead", f"<w:cantSplit/>{_ROW_HEIGHT}<w:tblHeader/>"
    )
    rows = "".join(_row(row, widths, block.aligns, "TableText", f"<w:cantSplit/>{_ROW_HEIGHT}") for row in block.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def footer_xml(justify: str) -> str:
    """`— 1 —` (7.5), one character from the outer edge: `right` on odd pages, `left` on even ones."""
    indent = f'<w:ind w:{justify}Chars="100" w:{justify}="280"/>'
    field = "".join(
        f"<w:r>{_PLAIN}{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return _paragraph("Footer", _run("— ") + field + _run(" —"), f'{indent}<w:jc w:val="{justify}"/>')


def _paragraph(style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _run(text: str, properties: str = _PLAIN) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _runs(runs: tuple[Run, ...]) -> str:
    """Neighbouring runs of one look as one: a linked figure looks like the text around it."""
    found: list[str] = []
    pending, is_lead = "", False
    for run in runs:
        if run.lead != is_lead and pending:
            found.append(_run(pending, _LEAD if is_lead else _PLAIN))
            pending = ""
        pending, is_lead = pending + run.text, run.lead
    found.append(_run(pending, _LEAD if is_lead else _PLAIN))
    return "".join(found)


def _note(text: str, left: int, hanging: int) -> str:
    indent = (
        f'<w:ind w:leftChars="{left * 100}" w:left="{left * CHARACTER}" '
        f'w:hangingChars="{hanging * 100}" w:hanging="{hanging * CHARACTER}"/>'
    )
    return _paragraph("Recipient", _run(text), f"<w:keepNext/>{indent}")


def _from_left(text: str, characters: float, keep: str) -> str:
    """Placed from the left, so that the width of digits in another font does not move its beginning.

    The room it may take ends two characters beyond the margin: a date is never broken.
    """
    left = round(characters * TEXT_WIDTH / LINE_CHARACTERS)
    return _paragraph("Signature", _run(text), f'{keep}<w:ind w:left="{left}" w:right="-{2 * CHARACTER}"/>')


def _row(
    cells: tuple[str, ...], widths: list[int], aligns: tuple[Align, ...] | list[Align], style: str, properties: str
) -> str:
    return (
        f"<w:tr><w:trPr>{properties}</w:trPr>"
        + "".join(map(_cell, cells, widths, aligns, [style] * len(cells)))
        + "</w:tr>"
    )


def _cell(text: str, width: int, align: Align, style: str) -> str:
    content = _paragraph(style, _run(text) if text else "", f'<w:jc w:val="{_JUSTIFY[align]}"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'

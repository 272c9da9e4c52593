"""Blocks as WordprocessingML text, one small function a kind of block; `word.py` puts them into a package.

The text of a block is escaped in `word_text` and nowhere else.
"""

from functools import singledispatch
from typing import NamedTuple

from eduduty_desktop.document.blocks import (
    Align,
    AttachmentHead,
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Note,
    Paragraph,
    Recipient,
    Run,
    Signature,
    TableBlock,
    Title,
)
from eduduty_desktop.document.layout import STANDARD, Fonts, FontSet, Layout
from eduduty_desktop.document.measure import char_width
from eduduty_desktop.grid import Merge
from eduduty_desktop.office.word_styles import (
    CHARACTER,
    LINE,
    LINE_CHARACTERS,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from eduduty_desktop.office.word_text import Face, runs_xml

_JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
RULE = 10  # twips that the rules of a table take of its height
# A row is as high as a line of text, so that a page with a table keeps its 22 lines.
_ROW_HEIGHT = f'<w:trHeight w:val="{LINE}" w:hRule="atLeast"/>'
# The header gives back what the rules take: a table is whole lines high.  Where it is not, LibreOffice 7.4 lets rows
# vanish below the foot of a page that two tables share.
_HEAD_HEIGHT = f'<w:trHeight w:val="{LINE - RULE}" w:hRule="atLeast"/>'
_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class Look(NamedTuple):
    """What a block's XML depends on besides the block: the chosen layout and how broad the text is, in twips."""

    layout: Layout = STANDARD
    width: int = TEXT_WIDTH
    broad: bool = False

    @property
    def fonts(self) -> Fonts:
        return self.layout.names

    @property
    def set(self) -> FontSet:
        return self.layout.fonts

    def text(self, text: str) -> str:
        """Runs in the body's font."""
        return runs_xml(text, Face(self.fonts.body), self.set)

    def turned(self) -> "Look":
        """The same on broad pages: 225 mm."""
        return self._replace(width=TEXT_HEIGHT, broad=True)


@singledispatch
def block_xml(block: Block, look: Look) -> str:  # noqa: ARG001 - the kinds of block read it
    """A block as XML; the kinds are registered below."""
    raise TypeError(type(block).__name__)


@block_xml.register
def _title(block: Title, look: Look) -> str:
    return _centred("Title", block.lines, look)


@block_xml.register
def _recipient(block: Recipient, look: Look) -> str:
    """7.3.2: one line empty below the title."""
    return blank("Recipient") + paragraph("Recipient", look.text(block.text))


@block_xml.register
def _heading(block: Heading, look: Look) -> str:
    face = Face(heading_font(block.level, look.fonts))
    return paragraph(f"Heading{block.level}", runs_xml(block.printed, face, look.set))


@block_xml.register
def _body(block: Paragraph, look: Look) -> str:
    return paragraph("BodyText", _runs(block, look), "<w:keepNext/>" if block.keep_with_next else "")


@block_xml.register
def _attachment_note(block: AttachmentNote, look: Look) -> str:
    """7.3.4: one line empty below the text, two characters from the left, wrapped lines under the name."""
    head = "附件："
    if len(block.names) == 1:
        return blank("Recipient", "<w:keepNext/>") + _note_line(f"{head}{block.names[0]}", 5, 3, look)
    # A number and its point are one character and a half broad at most; a tab brings all names into one line.
    first, *others = (f"{at}.\t{name}" for at, name in enumerate(block.names, 1))
    lines = _numbered_line(head, first, look) + "".join(_numbered_line("", other, look) for other in others)
    return blank("Recipient", "<w:keepNext/>") + lines


@block_xml.register
def _signature(block: Signature, look: Look) -> str:
    """7.3.5: empty lines above; 7.3.5.5: never alone on a page."""
    return blank("Recipient", "<w:keepNext/>") * block.gap + _placed(block, "<w:keepNext/>", look)


@block_xml.register
def _date(block: DateLine, look: Look) -> str:
    return _placed(block, "<w:keepNext/>" if block.keep_with_next else "", look)


@block_xml.register
def _note(block: Note, look: Look) -> str:
    """7.3.6: on the line below the date, two characters from the left, in brackets."""
    return paragraph("Note", look.text(block.text))


@block_xml.register
def _attachment_head(block: AttachmentHead, look: Look) -> str:
    """7.3.7: on a new page, the mark top left in 黑体, the title in the third line."""
    broken = "" if block.landscape else "<w:pageBreakBefore/>"
    mark = paragraph("AttachmentMark", runs_xml(block.mark, Face(look.fonts.hei), look.set), f"<w:keepNext/>{broken}")
    kept = "<w:keepNext/>"
    return mark + blank("Recipient", kept) + _centred("AttachmentTitle", block.lines, look) + blank("Recipient", kept)


@block_xml.register
def _table(block: TableBlock, look: Look) -> str:
    widths = [look.width * share // sum(block.widths) for share in block.widths]
    head_style = "BroadHead" if look.broad else "TableHead"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(
        [_cell(text, width, Align.CENTER, head_style, look) for text, width in zip(block.header, widths, strict=True)],
        f"<w:cantSplit/>{_HEAD_HEIGHT}<w:tblHeader/>",
    )
    rows = "".join(
        _row(_cells(block, at, widths, look), f"<w:cantSplit/>{_ROW_HEIGHT}") for at in range(len(block.rows))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


# --- smaller things -------------------------------------------------------------------------------------------


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph of a style; `properties` in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def blank(style: str, properties: str = "") -> str:
    """An empty line."""
    return paragraph(style, "", properties)


def heading_font(level: int, fonts: Fonts) -> str:
    """7.3.3: 一、黑体 （一）楷体 1.和（1）仿宋."""
    return {1: fonts.hei, 2: fonts.kai}.get(level, fonts.body)


def _centred(style: str, lines: tuple[str, ...], look: Look) -> str:
    face = Face(look.fonts.title)
    return paragraph(style, "<w:r><w:br/></w:r>".join(runs_xml(line, face, look.set) for line in lines))


def _runs(block: Paragraph, look: Look) -> str:
    """Neighbouring runs of one look as one: a linked figure looks like the text around it."""
    if not any(run.lead for run in block.runs):
        return look.text(block.text)
    font = heading_font(block.level, look.fonts)
    bold = "<w:b/><w:bCs/>" if block.level == 3 and look.layout.bold_third else ""
    lead = Face(font, own=font != look.fonts.body, more=bold)
    found: list[str] = []
    pending, is_lead = "", False
    for run in (*block.runs, Run("", lead=not block.runs[-1].lead)):
        if run.lead != is_lead and pending:
            found.append(runs_xml(pending, lead if is_lead else Face(look.fonts.body), look.set))
            pending = ""
        pending, is_lead = pending + run.text, run.lead
    return "".join(found)


def _note_line(text: str, left: int, hanging: int, look: Look) -> str:
    indent = (
        f'<w:ind w:leftChars="{left * 100}" w:left="{left * CHARACTER}" '
        f'w:hangingChars="{hanging * 100}" w:hanging="{hanging * CHARACTER}"/>'
    )
    return paragraph("Recipient", look.text(text), f"<w:keepNext/>{indent}")


def _numbered_line(head: str, text: str, look: Look) -> str:
    """`附件：1.名称`: numbers below each other, and wrapped lines below the name's first character."""
    name_at = 6 * CHARACTER + CHARACTER // 2
    hanging = (4 * CHARACTER if head else CHARACTER) + CHARACTER // 2
    number, _, name = text.partition("\t")
    stop = f'<w:tabs><w:tab w:val="left" w:pos="{name_at}"/></w:tabs>'
    content = f"{look.text(head + number)}<w:r><w:tab/></w:r>{look.text(name)}"
    indent = f'<w:ind w:left="{name_at}" w:hanging="{hanging}"/>'
    return paragraph("Recipient", content, f"<w:keepNext/>{stop}{indent}")


def _placed(block: Signature | DateLine, keep: str, look: Look) -> str:
    """Placed from the left, or about its middle, so that the width of digits in another font does not move it.

    The room it may take ends two characters beyond the margin: a date is never broken.
    """
    unit = TEXT_WIDTH / LINE_CHARACTERS
    left, right, justify = round(block.left * unit), -2 * CHARACTER, ""
    if block.centred:
        middle = round((block.left + char_width(block.text) / 2) * unit)
        left, right = max(0, 2 * middle - TEXT_WIDTH), max(0, TEXT_WIDTH - 2 * middle)
        justify = '<w:jc w:val="center"/>'
    indent = f'<w:ind w:left="{left}" w:right="{right}"/>'
    return paragraph("Signature", look.text(block.text), f"{keep}{indent}{justify}")


def _row(cells: list[str], properties: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cells(block: TableBlock, at: int, widths: list[int], look: Look) -> list[str]:
    """The cells of a row; of a merge the first column's, as broad as the merge."""
    found: list[str] = []
    style = "BroadText" if look.broad else "TableText"
    column = 0
    while column < len(widths):
        merge = _merge_at(block.merges, at, column)
        span = min(merge.right, len(widths) - 1) - column + 1 if merge else 1
        properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        text = block.rows[at][column]
        if merge and merge.bottom > merge.top:
            properties += '<w:vMerge w:val="restart"/>' if at == merge.top else "<w:vMerge/>"
            text = text if at == merge.top else ""
        width = sum(widths[column : column + span])
        found.append(_cell(text, width, block.aligns[column], style, look, properties))
        column += span
    return found


def _merge_at(merges: tuple[Merge, ...], row: int, column: int) -> Merge | None:
    return next((one for one in merges if one.top <= row <= one.bottom and one.left == column), None)


def _cell(text: str, width: int, align: Align, style: str, look: Look, properties: str = "") -> str:
    font = look.fonts.hei if style.endswith("Head") else look.fonts.body
    runs = runs_xml(text, Face(font), look.set) if text else ""
    content = paragraph(style, runs, f'<w:jc w:val="{_JUSTIFY[align]}"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'

"""版头 and 版记 as WordprocessingML (GB/T 9704-2012, 7.2 and 7.4).

Lengths are twips unless their names say points.  Importing this module registers both kinds of block.
"""

from eduduty_desktop.document.blocks import Imprint, LetterHead
from eduduty_desktop.document.measure import char_width
from eduduty_desktop.office.word_parts import Look, blank, block_xml, paragraph
from eduduty_desktop.office.word_styles import CHARACTER, LINE, RED, TEXT_HEIGHT, TEXT_WIDTH
from eduduty_desktop.office.word_text import Face, runs_xml

MARK_TOP = 1984
"""35 mm from the type area's upper edge to the mark's (7.2.4)."""

_ABOVE = 3  # lines that 份号, 密级 and 紧急程度 may take
_LARGEST_MARK, _SMALLEST_MARK = 62.0, 36.0  # points; a mark too long for the smaller one is drawn together
_ROOM = 430.0  # points of the 442 that a line has
_LINE_TO_FONT = 1.1  # height of the mark's line to its font; the glyphs' upper edge is then near the line's
_GLYPH_TOP = 0.055  # of the font's size, from the line's upper edge to the glyphs'
_NUMBER_TO_LINE = 7  # points from the number's line to the red line; with the line's own room 4 mm below the glyphs
_RED_SIZE, _THICK, _THIN = 12, 8, 6  # eighths of a point: 1.5 pt; 7.4.1: 0.35 mm and 0.25 mm
_NAMES_A_LINE = 2
_SIGNATORY = "签发人："
_IMPRINT_CHARACTER, _IMPRINT_LINE = 280, 500
_LEFT_CELL = TEXT_WIDTH * 11 // 20
_TEXT_TOP, _TEXT_LEFT = 2098, 1587


@block_xml.register
def _letter_head(block: LetterHead, look: Look) -> str:
    """From 份号 to the red line, and the two empty lines between it and the title (7.3.1)."""
    top = [_top_line(block.copy_number, look.fonts.body, look)] if block.copy_number else []
    top += [_top_line(words, look.fonts.hei, look) for words in (block.secrecy, block.urgency) if words]
    top += [blank("LetterLine")] * (_ABOVE - len(top))
    two_empty = blank("LetterLine") * 2
    return "".join(top) + _mark(block.mark, look) + two_empty + _number_lines(block, look) + two_empty


def _top_line(words: str, font: str, look: Look) -> str:
    """7.2.1 to 7.2.3: flush left, 份号 in 3号 Arabic numerals, the others in 3号黑体."""
    return paragraph("LetterLine", runs_xml(words, Face(font, own=font != look.fonts.body), look.set))


def _mark(text: str, look: Look) -> str:
    """7.2.4: centred and red, as large as the line allows; a long name is drawn together rather than small."""
    width = max(1.0, char_width(text))
    size = min(_LARGEST_MARK, int(_ROOM / width))
    scale = 100
    if size < _SMALLEST_MARK:
        size = min(_SMALLEST_MARK, int(_ROOM / width / 0.5))
        scale = max(50, int(_ROOM / (width * size) * 100))
    before = MARK_TOP - _ABOVE * LINE - round(size * _GLYPH_TOP * 20)
    spacing = f'<w:spacing w:before="{before}" w:line="{round(size * _LINE_TO_FONT * 20)}" w:lineRule="exact"/>'
    more = f'<w:w w:val="{scale}"/><w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    return paragraph("LetterMark", runs_xml(text, Face(look.fonts.title, more=more), look.set), spacing)


def _number_lines(block: LetterHead, look: Look) -> str:
    """7.2.5, 7.2.6: the number one character from the left, in the line of the last 签发人, one from the right.

    Names stand two a line, below the first; 7.2.7: the red line 4 mm below, as broad as the type area.
    """
    names = [name if len(name) != 2 else f"{name[0]}　{name[1]}" for name in block.signatories]
    rows = ["　".join(names[at : at + _NAMES_A_LINE]) for at in range(0, len(names), _NAMES_A_LINE)] or [""]
    label = char_width(_SIGNATORY)
    left = TEXT_WIDTH - round((1 + label + max(map(char_width, rows))) * CHARACTER)
    stops = (CHARACTER, left, left + round(label * CHARACTER))
    tabs = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
    kai = Face(look.fonts.kai, own=True)
    tab = "<w:r><w:tab/></w:r>"
    found = []
    for at, row in enumerate(rows):
        is_last = at == len(rows) - 1
        number = look.text(block.number) if is_last else ""
        intro = look.text(_SIGNATORY) if at == 0 else tab
        line = f'<w:pBdr><w:bottom w:val="single" w:sz="{_RED_SIZE}" w:space="{_NUMBER_TO_LINE}" w:color="{RED}"/></w:pBdr>'
        content = f"{tab}{number}{tab}{intro}{runs_xml(row, kai, look.set)}"
        found.append(paragraph("LetterLine", content, f"{line if is_last else ''}<w:tabs>{tabs}</w:tabs>"))
    return "".join(found)


@block_xml.register
def _imprint(block: Imprint, look: Look) -> str:
    """7.4: lines as broad as the type area, the last one on its lower edge; 主送 above 抄送 without a line between.

    A table in a text box: LibreOffice sets floating tables as broad as the text, and frames, into the text instead.
    The rows are as high as their lines, so that the box's place can be counted.
    """
    lists = [(label, names) for label, names in (("主送：", block.recipients), ("抄送：", block.copies)) if names]
    lines = [int(max(1, -(-char_width(names) // _names_a_line(label)))) for label, names in lists]
    rows = [_list_row(label, names, count, look) for (label, names), count in zip(lists, lines, strict=True)]
    rows.append(_last_row(block, look, edged=bool(lists)))
    margins = "".join(
        f'<w:{edge} w:w="{width}" w:type="dxa"/>'
        for edge, width in (("top", 0), ("left", _IMPRINT_CHARACTER), ("bottom", 0), ("right", _IMPRINT_CHARACTER))
    )
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="{_THICK}" w:space="0" w:color="auto"/>' for edge in ("top", "bottom")
    )
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f'</w:tblPr><w:tblGrid><w:gridCol w:w="{_LEFT_CELL}"/><w:gridCol w:w="{TEXT_WIDTH - _LEFT_CELL}"/></w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )
    tiny = '<w:spacing w:line="20" w:lineRule="exact"/>'
    box = _box(table + paragraph("Imprint", "", tiny), sum(lines) * _IMPRINT_LINE + _IMPRINT_LINE)
    return paragraph("Imprint", box, tiny)


def _box(content: str, height: int) -> str:
    """A text box in the type area's lower edge, as broad as it; text keeps above it."""
    top = TEXT_HEIGHT + _TEXT_TOP - height
    style = (
        f"position:absolute;margin-left:{_TEXT_LEFT / 20:.2f}pt;margin-top:{top / 20:.2f}pt;width:{TEXT_WIDTH / 20:.2f}pt;"
        f"height:{(height + 40) / 20:.2f}pt;z-index:1;mso-position-horizontal-relative:page;"
        "mso-position-vertical-relative:page"
    )
    return (
        f'<w:r><w:pict><v:rect style="{style}" filled="f" stroked="f"><v:textbox inset="0,0,0,0"><w:txbxContent>'
        f"{content}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )


def _names_a_line(label: str) -> int:
    """Characters beside the label, less one for marks that may not begin a line."""
    return int(TEXT_WIDTH / _IMPRINT_CHARACTER - 2 - char_width(label)) - 1


def _list_row(label: str, names: str, lines: int, look: Look) -> str:
    """7.4.2: one character from both sides, wrapped lines below the first character after the colon."""
    hanging = round(char_width(label) * _IMPRINT_CHARACTER)
    content = paragraph(
        "Imprint", look.text(label + names), f'<w:ind w:left="{hanging}" w:hanging="{hanging}"/><w:jc w:val="both"/>'
    )
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>{content}</w:tc>'
    return f"<w:tr>{_row_height(lines)}{cell}</w:tr>"


def _last_row(block: Imprint, look: Look, *, edged: bool) -> str:
    """7.4.3: 印发机关 one character from the left, 印发日期 one from the right; a thin line above, if it is not the first."""
    edge = (
        f'<w:tcBorders><w:top w:val="single" w:sz="{_THIN}" w:space="0" w:color="auto"/></w:tcBorders>' if edged else ""
    )
    office = _cell(look.text(block.printer), _LEFT_CELL, "left", edge)
    printed = _cell(look.text(f"{block.date}印发"), TEXT_WIDTH - _LEFT_CELL, "right", edge)
    return f"<w:tr>{_row_height(1)}{office}{printed}</w:tr>"


def _row_height(lines: int) -> str:
    return f'<w:trPr><w:cantSplit/><w:trHeight w:val="{lines * _IMPRINT_LINE}" w:hRule="exact"/></w:trPr>'


def _cell(runs: str, width: int, justify: str, borders: str) -> str:
    content = paragraph("Imprint", runs, f'<w:jc w:val="{justify}"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}</w:tcPr>{content}</w:tc>'

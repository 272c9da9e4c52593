"""A county's own red-head document as the frame of the report: placeholders in it give way to the report's parts.

`{{正文}}` stands alone in its paragraph and gives way to everything from the title on (from the recipient on if the
template has `{{标题}}`); the others are filled in where they stand.  Page, header and footers stay the
template's own; our styles come in under names of their own, so that the template looks as the county drew it.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from eduduty_desktop.document.blocks import Block, DateLine, Imprint, LetterHead, Signature, Title
from eduduty_desktop.document.layout import Layout
from eduduty_desktop.errors import UserError
from eduduty_desktop.office.files import read_bounded
from eduduty_desktop.office.word_package import STYLE, add_footers, body_xml, parsed
from eduduty_desktop.office.word_sections import Section
from eduduty_desktop.office.word_styles import base_style_xml, own_styles_xml
from eduduty_desktop.office.xml_text import one_line

BODY = "{{正文}}"
PREFIX = "GongWen"
LARGEST = 20 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
_PLACEHOLDER = re.compile(r"\{\{\s*([\u4e00-\u9fff]{1,12})\s*\}\}")
_CHOOSE = "请在“版式”里另选一个 .docx 模板，或者清空“红头模板”，用程序自带的版头。"


def read_template(path: Path) -> Document:
    """A template that can be filled.  Raises UserError: not a .docx, with macros, damaged, no `{{正文}}`, unknown placeholders."""
    data = read_bounded(path, LARGEST, if_larger="红头模板一般不到 1 MB，请去掉其中的大图片。")
    document = _opened(path, data)
    found = {name for paragraph in _paragraphs(document) for name in _PLACEHOLDER.findall(_text(paragraph))}
    if "正文" not in found:
        raise UserError(
            f"红头模板里没有占位符“{BODY}”，不知道正文放在哪里",
            what_to_do=f"请在模板里要放正文的地方单独起一段，写上“{BODY}”，保存后再导出。",
            place=path.name,
        )
    unknown = sorted(found - {"正文", *FILLED})
    if unknown:
        raise UserError(
            f"红头模板里有不认识的占位符“{'”“'.join(f'{{{{{name}}}}}' for name in unknown)}”",
            what_to_do=f"可以用的有：正文、{'、'.join(FILLED)}。请改正模板。",
            place=path.name,
        )
    return document


def left_over(document: Document, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks that the template does not print by itself: its head is the letterhead, it may have the title."""
    has_title = any("标题" in _PLACEHOLDER.findall(_text(paragraph)) for paragraph in _paragraphs(document))
    drawn = (LetterHead, Title) if has_title else (LetterHead,)
    return tuple(block for block in blocks if not isinstance(block, drawn))


def fill(document: Document, blocks: tuple[Block, ...], sections: list[Section], layout: Layout, place: str) -> None:
    """Put the report's sections, and words for the other placeholders, into a template that was read."""
    own = add_footers(document, sections[1:], layout, PREFIX)
    xml, ending = body_xml(sections, {sections[0].kind: {}, **own})
    elements = parsed(xml.replace(STYLE, STYLE + PREFIX))
    last = document.element.body.sectPr
    if len(sections) > 1:
        _keep_first_section(elements, last)
        last.getparent().replace(last, parsed(ending)[0])
    words = _words(blocks)
    for paragraph in list(_paragraphs(document)):
        if "正文" in _PLACEHOLDER.findall(_text(paragraph)):
            _put(paragraph, elements, place)
        else:
            _fill_in(paragraph, words)
    base = f"{PREFIX}Base"
    styles = document.styles.element
    known = {style.get(qn("w:styleId")) for style in styles}
    added = parsed(base_style_xml(layout, base, "公文 正文基准") + own_styles_xml(layout, base, PREFIX))
    styles.extend(style for style in added if style.get(qn("w:styleId")) not in known)


FILLED = (
    "标题",
    "发文机关",
    "发文字号",
    "签发人",
    "份号",
    "密级",
    "紧急程度",
    "成文日期",
    "印发机关",
    "印发日期",
    "抄送",
)


def _words(blocks: tuple[Block, ...]) -> dict[str, str]:
    """What the placeholders give way to; empty where the report says nothing."""
    words = dict.fromkeys(FILLED, "")
    for block in blocks:
        if isinstance(block, Title):
            words["标题"] = "".join(block.lines)
        elif isinstance(block, Signature):
            words["发文机关"] = block.text
        elif isinstance(block, DateLine):
            words["成文日期"] = block.text
        elif isinstance(block, LetterHead):
            words |= {
                "发文字号": block.number,
                "签发人": "　".join(block.signatories),
                "份号": block.copy_number,
                "密级": block.secrecy,
                "紧急程度": block.urgency,
            }
        elif isinstance(block, Imprint):
            words |= {"印发机关": block.printer, "印发日期": block.date, "抄送": block.copies}
    return words


def _opened(path: Path, data: bytes) -> Document:
    if path.suffix.lower() in {".doc", ".wps", ".dot", ".dotx", ".wpt"}:
        raise UserError(
            f"红头模板是 {path.suffix} 文件，程序不能直接用",
            what_to_do="请用 Word 或 WPS 打开它，另存为 .docx，再选这个 .docx。",
            place=path.name,
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [entry.filename.lower() for entry in archive.infolist()]
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UserError("红头模板不是完好的 .docx 文件", what_to_do=_CHOOSE, place=path.name) from error
    if path.suffix.lower() in {".docm", ".dotm"} or any("vbaproject" in name for name in names):
        raise UserError(
            "红头模板带有宏，程序不使用带宏的文件",
            what_to_do="请用 Word 或 WPS 打开它，另存为不带宏的 .docx，再选这个 .docx。",
            place=path.name,
        )
    if size > MOST_UNPACKED:
        raise UserError("红头模板解压后太大", what_to_do=_CHOOSE, place=path.name)
    try:
        return docx.Document(BytesIO(data))
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise UserError("红头模板不是完好的 .docx 文件", what_to_do=_CHOOSE, place=path.name) from error


def _paragraphs(document: Document) -> Iterator[BaseOxmlElement]:
    """Every paragraph of the body, also in tables and text boxes, and of headers and footers."""
    roots = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.footer, section.even_page_footer, section.first_page_header):
            if not part.is_linked_to_previous:
                roots.append(part._element)
    for root in roots:
        yield from root.iter(qn("w:p"))


def _texts(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The w:t of a paragraph itself, not those of a text box in it."""
    return [
        text
        for text in paragraph.iter(qn("w:t"))
        if next(above for above in text.iterancestors() if above.tag == qn("w:p")) is paragraph
    ]


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _put(paragraph: BaseOxmlElement, elements: list[BaseOxmlElement], place: str) -> None:
    """The report in the place of the paragraph that said `{{正文}}`."""
    if _PLACEHOLDER.sub("", _text(paragraph)).strip():
        raise UserError(
            f"红头模板里“{BODY}”的同一段还有别的文字",
            what_to_do=f"请让“{BODY}”单独成一段。",
            place=place,
        )
    for element in elements:
        paragraph.addprevious(element)
    paragraph.getparent().remove(paragraph)


def _keep_first_section(elements: list[BaseOxmlElement], own: BaseOxmlElement) -> None:
    """The pages of the text are the template's: its section properties end our first section."""
    first = next(found for element in elements for found in element.iter(qn("w:sectPr")))
    copied = etree.fromstring(etree.tostring(own), parser=docx.oxml.parser.oxml_parser)
    first.getparent().replace(first, copied)


def _fill_in(paragraph: BaseOxmlElement, words: dict[str, str]) -> None:
    """Placeholders replaced where they stand, in the look of the run in which they begin."""
    texts = _texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    for match in reversed(list(_PLACEHOLDER.finditer(whole))):
        _replace(texts, match.start(), match.end(), one_line(words[match[1]]))


def _replace(texts: list[BaseOxmlElement], start: int, end: int, words: str) -> None:
    at = 0
    for text in texts:
        content = text.text or ""
        begins, ends = max(start - at, 0), min(end - at, len(content))
        at += len(content)
        if begins < ends:
            text.text = content[:begins] + words + content[ends:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words = ""

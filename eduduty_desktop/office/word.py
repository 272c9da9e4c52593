"""The report as a .docx package: python-docx's package with our own styles, settings and parts."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from eduduty_desktop.document.blocks import Block, Title
from eduduty_desktop.office import word_styles
from eduduty_desktop.office.files import replacing, report_progress, stop_if
from eduduty_desktop.office.word_parts import block_xml, footer_xml
from eduduty_desktop.office.xml_text import one_line

_W = nsdecls("w")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP_PROPERTIES = (
    f"{_DECLARATION}"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application><DocSecurity>0</DocSecurity><AppVersion>15.0000</AppVersion>"
    "</Properties>"
)
# What python-docx's template brings along and a report does not need.
_NOT_NEEDED = frozenset({"stylesWithEffects", "webSettings", "numbering", "customXml", "fontTable"})


def write(
    blocks: tuple[Block, ...],
    path: Path,
    *,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write blocks as a .docx; see `office.write_report`."""
    parts = []
    for done, block in enumerate(blocks, 1):
        stop_if(cancelled)
        parts.append(block_xml(block))
        report_progress(done, len(blocks), progress)
    document = _new_document()
    _fill_body(document, "".join(parts))
    title = next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
    _set_properties(document, title, now or datetime.now(UTC))
    with replacing(path) as stream:
        document.save(stream)


def _new_document() -> Document:
    document = docx.Document()
    part = document.part
    for name, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] in _NOT_NEEDED:
            del part.rels[name]
    package = part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.rpartition("/")[2] in {"thumbnail", "extended-properties"}:
            del package.rels[name]
    app = Part(
        PackURI("/docProps/app.xml"),
        CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
        _APP_PROPERTIES.encode(),
        package,
    )
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    font_table = f"{_DECLARATION}<w:fonts {_W}>{word_styles.font_table_xml()}</w:fonts>"
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table.encode(), package)
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    _replace_children(document.styles.element, word_styles.styles_xml())
    _replace_children(document.settings.element, word_styles.settings_xml())
    return document


def _fill_body(document: Document, body_xml: str) -> None:
    """Put the blocks before the section's properties; page and footers are the section's."""
    section = document.sections[0]
    section.footer.is_linked_to_previous = False
    section.even_page_footer.is_linked_to_previous = False
    _replace_children(section.footer._element, footer_xml("right"))
    _replace_children(section.even_page_footer._element, footer_xml("left"))
    properties = document.element.body.sectPr
    for child in list(properties):
        if not child.tag.endswith("}footerReference"):
            properties.remove(child)
    properties.extend(_parsed(word_styles.PAGE_XML))
    for element in _parsed(body_xml):
        properties.addprevious(element)


def _replace_children(element: BaseOxmlElement, inner_xml: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(_parsed(inner_xml))


def _parsed(inner_xml: str) -> list[BaseOxmlElement]:
    return list(parse_xml(f"<w:parsed {_W}>{inner_xml}</w:parsed>"))


def _set_properties(document: Document, title: str, now: datetime) -> None:
    """Title, language and time; no name of a person or a program."""
    properties = document.core_properties
    moment = now.astimezone(UTC).replace(tzinfo=None)
    properties.title = one_line(title)[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = moment
    properties.revision = 1

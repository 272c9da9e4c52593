"""The report as a .docx package: python-docx's package with our own styles, settings and parts.

A county's own red-head template takes the place of the empty package (`word_template`).
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from eduduty_desktop.document.blocks import AttachmentHead, Block, Imprint, ImprintPlace, Title
from eduduty_desktop.document.layout import STANDARD, Layout
from eduduty_desktop.office import word_frame, word_styles
from eduduty_desktop.office.files import replacing, report_progress, stop_if
from eduduty_desktop.office.word_package import IGNORABLE, add_footers, body_xml, replace_children
from eduduty_desktop.office.word_parts import Look, block_xml
from eduduty_desktop.office.word_sections import PageKind, Section
from eduduty_desktop.office.word_traces import Marks
from eduduty_desktop.office.xml_text import one_line

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP_PROPERTIES = (
    f"{_DECLARATION}"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application><DocSecurity>0</DocSecurity><AppVersion>15.0000</AppVersion>"
    "</Properties>"
)
# What python-docx's template brings along and a report does not need.
_NOT_NEEDED = frozenset({"stylesWithEffects", "webSettings", "numbering", "customXml", "fontTable"})
_REGISTERED = word_frame.__name__  # its blocks are known to `block_xml` once it is imported


def write(
    blocks: tuple[Block, ...],
    path: Path,
    *,
    layout: Layout = STANDARD,
    traces: bool = False,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write blocks as a .docx; see `office.write_report`."""
    marks = Marks(blocks if traces else ())
    title = next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
    if layout.template:
        from eduduty_desktop.office.word_clean import clean
        from eduduty_desktop.office.word_template import fill, left_over, read_template

        template = Path(layout.template)
        document = read_template(template)
        clean(document, _APP_PROPERTIES.encode())
        sections = _sections(left_over(document, blocks), Look(layout), marks, progress, cancelled)
        fill(document, blocks, sections, layout, template.name)
    else:
        sections = _sections(blocks, Look(layout), marks, progress, cancelled)
        document = _new_document(layout)
        _fill_body(document, sections, layout)
    _set_properties(document, title, now or datetime.now(UTC))
    with replacing(path) as stream:
        document.save(stream)


def _sections(
    blocks: tuple[Block, ...],
    look: Look,
    marks: Marks,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> list[Section]:
    """The blocks as XML, cut where pages of another kind begin."""
    found = [Section(PageKind.PORTRAIT)]
    for done, block in enumerate(blocks, 1):
        stop_if(cancelled)
        wanted = _kind_of(block, found[-1].kind)
        starts_even = isinstance(block, Imprint) and block.place is not ImprintPlace.SAME_PAGE
        if wanted is not found[-1].kind or starts_even or _begins_broad_page(block):
            found.append(Section(wanted, "evenPage" if starts_even else "nextPage"))
        turned = found[-1].kind is PageKind.LANDSCAPE
        found[-1].parts.append(marks.marked(block_xml(block, look.turned() if turned else look), block))
        report_progress(done, len(blocks), progress)
    return found


def _kind_of(block: Block, now: PageKind) -> PageKind:
    if isinstance(block, AttachmentHead):
        return PageKind.LANDSCAPE if block.landscape else PageKind.PORTRAIT
    if isinstance(block, Imprint):
        return PageKind.UNNUMBERED if block.place is ImprintPlace.AFTER_BLANK else PageKind.PORTRAIT
    return now


def _begins_broad_page(block: Block) -> bool:
    return isinstance(block, AttachmentHead) and block.landscape


def _new_document(layout: Layout) -> Document:
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
    font_table = f"{_DECLARATION}<w:fonts {nsdecls('w')}>{word_styles.font_table_xml(layout)}</w:fonts>"
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table.encode(), package)
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    replace_children(document.styles.element, word_styles.styles_xml(layout))
    replace_children(document.settings.element, word_styles.settings_xml())
    return document


def _fill_body(document: Document, sections: list[Section], layout: Layout) -> None:
    """Put the blocks before the last section's properties; page and footers are the sections'."""
    xml, ending = body_xml(sections, add_footers(document, sections, layout))
    document.element.attrib.pop(IGNORABLE, None)
    replace_children(document.element.body, xml + ending)


def _set_properties(document: Document, title: str, now: datetime) -> None:
    """Title, language and time; no name of a person or a program."""
    properties = document.core_properties
    moment = now.astimezone(UTC).replace(tzinfo=None)
    properties.title = one_line(title)[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = moment
    properties.revision = 1

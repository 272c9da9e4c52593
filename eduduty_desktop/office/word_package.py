"""Parts of the report's package that our own document and a county's template share: sections, footers, parsed XML."""

from typing import Any, cast

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from eduduty_desktop.document.layout import Layout
from eduduty_desktop.office.word_parts import paragraph
from eduduty_desktop.office.word_sections import PageKind, Section, footers_of, section_xml

STYLE = '<w:pStyle w:val="'
Footers = dict[PageKind, dict[str, str]]
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_NAMESPACES = f'{nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml"'
_NO_ROOM = paragraph("Recipient", "", '<w:spacing w:line="20" w:lineRule="exact"/>')


def body_xml(sections: list[Section], footers: Footers) -> tuple[str, str]:
    """The body up to its last w:sectPr, and that one; every section's end but the last is in its last paragraph."""
    parts: list[str] = []
    for at, section in enumerate(sections):
        content = "".join(section.parts)
        ending = section_xml(section, footers[section.kind], is_first=at == 0)
        if at == len(sections) - 1:
            return "".join((*parts, content)), ending
        if not content.endswith("</w:p>"):
            content += _NO_ROOM
        head, _, tail = content.rpartition("</w:pPr>")
        parts.append(f"{head}{ending}</w:pPr>{tail}")
    return "", ""


def add_footers(document: Document, sections: list[Section], layout: Layout, prefix: str = "") -> Footers:
    """Footers for every kind of page in use, as relationship ids; `prefix` keeps the styles apart from a template's."""
    found: Footers = {}
    for kind in dict.fromkeys(section.kind for section in sections):
        found[kind] = {}
        for page, xml in footers_of(kind, centred=layout.centred_numbers).items():
            part, relation = cast(Any, document.part).add_footer_part()
            replace_children(part.element, xml.replace(STYLE, STYLE + prefix))
            found[kind][page] = relation
    return found


def replace_children(element: BaseOxmlElement, inner_xml: str) -> None:
    """Put parsed XML in the place of all children; the root no longer speaks of what newer versions may ignore."""
    element.attrib.pop(IGNORABLE, None)
    del element[:]
    element.extend(parsed(inner_xml))


def parsed(inner_xml: str) -> list[BaseOxmlElement]:
    """The elements of an XML fragment in our namespaces."""
    return list(parse_xml(f"<w:parsed {_NAMESPACES}>{inner_xml}</w:parsed>"))

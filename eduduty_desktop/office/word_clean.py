"""A county's template without what its makers left in it: names, paths, revision ids, bookmarks, comments, changes.

Tracked insertions are taken as they stand, deletions are gone, content controls give way to their content.
"""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships
from lxml import etree

from eduduty_desktop.office.package import local_name, xml_parser

_GONE = frozenset(
    [
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "annotationRef",
        "permStart",
        "permEnd",
        "del",
        "moveFrom",
        "rsids",
        "rsid",
        "attachedTemplate",
        "docVars",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "tblPrExChange",
        "numberingChange",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
    ]
)
_OPENED = frozenset({"ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent"})
_OF_CONTROLS = frozenset({"sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"})
_DESCRIBED = frozenset({"docPr", "cNvPr"})
_DROPPED = frozenset(
    [
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "customXml",
        "custom-properties",
        "attachedTemplate",
        "extended-properties",
        "thumbnail",
        "keyMapCustomizations",
    ]
)


def clean(document: Document, app_properties: bytes) -> None:
    """Clean every part of a package in place; `app_properties` are what the program says of itself."""
    package = document.part.package
    for relations in (package.rels, *(part.rels for part in package.iter_parts())):
        _drop(relations)
    for part in package.iter_parts():
        if isinstance(part, XmlPart):
            _clean_tree(part.element)
        elif part.partname.endswith(".xml"):
            tree = etree.fromstring(part.blob, xml_parser())
            _clean_tree(tree)
            part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    core = package.core_properties._element
    for child in list(core):
        core.remove(child)
    app = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, app_properties, package)
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def _drop(relations: Relationships) -> None:
    for id, relation in list(relations.items()):
        if relation.reltype.rpartition("/")[2] in _DROPPED:
            del relations[id]


def _clean_tree(root: etree._Element) -> None:
    for element in list(root.iter(etree.Element)):
        name = local_name(element)
        for attribute in list(element.attrib):
            plain = str(attribute).rpartition("}")[2]
            if plain.startswith("rsid") or plain in {"paraId", "textId"}:
                del element.attrib[attribute]
        if name in _DESCRIBED:
            for attribute in ("descr", "title"):
                element.attrib.pop(attribute, None)
            element.set("name", f"图{element.get('id', '')}")
        parent = element.getparent()
        if parent is None:
            continue
        if name in _GONE or name in _OF_CONTROLS:
            parent.remove(element)
        elif name in _OPENED:
            at = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(at, child)
            parent.remove(element)

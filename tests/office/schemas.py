"""Word files against ECMA-376: the order of elements always, the transitional schemas where they are at hand.

The schemas (ISO/IEC 29500-4) are not ours to ship.  `git clone https://github.com/python-openxml/python-docx` holds
them under `ref/xsd`; name that folder in EDUDUTY_OOXML_XSD.
"""

import os
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHECKED = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/fontTable.xml", "word/footer")
_XML = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">'
    '<xs:attribute name="lang" type="xs:language"/><xs:attribute name="space"><xs:simpleType>'
    '<xs:restriction base="xs:NCName"><xs:enumeration value="default"/><xs:enumeration value="preserve"/>'
    "</xs:restriction></xs:simpleType></xs:attribute></xs:schema>"
)

# ECMA-376 Part 1, 17: the children that we write, in the order of their xsd:sequence.
ORDER: dict[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs kinsoku wordWrap "
        "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr"
    ),
    "rPr": "rStyle rFonts b bCs i iCs strike color spacing w kern position sz szCs highlight u vertAlign lang",
    "sectPr": "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols vAlign titlePg docGrid",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p tbl",
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right",
    "tblCellMar": "top left bottom right",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "styles": "docDefaults latentStyles style",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "font": "altName charset family",
}


def parts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """The WordprocessingML parts of a file."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith(CHECKED):
                yield name, etree.fromstring(archive.read(name))


def disorders(path: Path) -> list[str]:
    """Elements whose children are unknown to us or stand in another order than the standard's."""
    found = []
    for part, root in parts(path):
        for element in root.iter():
            name = etree.QName(element).localname
            if etree.QName(element).namespace != W or name not in ORDER:
                continue
            order = ORDER[name].split()
            names = [etree.QName(child).localname for child in element]
            unknown = [child for child in names if child not in order]
            places = [order.index(child) for child in names if child in order]
            if unknown or (places != sorted(places) and name != "tc"):
                found.append(f"{part}: {name} has {names}")
    return found


@cache
def _schema(folder: Path) -> etree.XMLSchema:
    stub = folder / "xml-namespace-of-the-tests.xsd"
    stub.write_text(_XML, encoding="utf-8")
    tree = etree.parse(folder / "wml.xsd")
    for name in ("wml.xsd", "shared-math.xsd"):
        source = etree.parse(folder / name)
        for node in source.iter("{http://www.w3.org/2001/XMLSchema}import"):
            if node.get("namespace") == "http://www.w3.org/XML/1998/namespace" and not node.get("schemaLocation"):
                node.set("schemaLocation", stub.name)
                source.write(folder / name, encoding="utf-8", xml_declaration=True)
    tree = etree.parse(folder / "wml.xsd")
    return etree.XMLSchema(tree)


def violations(path: Path) -> list[str]:
    """What the transitional schemas say against a file; skips the test where they are not at hand."""
    folder = os.environ.get("EDUDUTY_OOXML_XSD", "")
    if not folder or not (Path(folder) / "wml.xsd").is_file():
        pytest.skip("the schemas of ECMA-376 are not at hand: see tests/office/schemas.py")
    schema = _schema(Path(folder))
    found = []
    for part, root in parts(path):
        if not schema.validate(root):
            found += [f"{part}:{error.line}: {error.message}" for error in schema.error_log]
    return found

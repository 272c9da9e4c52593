"""Files made to bring a reader down; each function writes one and returns its path."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.office.raw_files import S, W, docx, docx_parts, lvl, num, p, tbl, tc, tr, xlsx, xlsx_parts, zipped

MB = 1024 * 1024
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {n} "{f"&{m};" * 10}">' for m, n in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
OUTSIDE_DTD = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


def _with(path: Path, parts: dict[str, bytes | str], name: str, chunks: Iterable[bytes]) -> Path:
    """The parts, one of them written bit by bit."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, data in parts.items():
            if other != name:
                archive.writestr(other, data)
        with archive.open(name, "w", force_zip64=True) as stream:
            for chunk in chunks:
                stream.write(chunk)
    return path


def _sheet(inner: Iterable[bytes]) -> Iterable[bytes]:
    yield f"<worksheet {S}><sheetData>".encode()
    yield from inner
    yield b"</sheetData></worksheet>"


def _document(inner: Iterable[bytes]) -> Iterable[bytes]:
    yield f"<w:document {W}><w:body>".encode()
    yield from inner
    yield b"</w:body></w:document>"


def bomb_of_blanks(path: Path) -> Path:
    """A sheet of 400 MB of blanks between two tags."""
    return _with(path, xlsx_parts(""), "xl/sheet1.xml", _sheet([b" " * MB] * 400))


def bomb_of_cells(path: Path) -> Path:
    """One row of 80 MB of empty cells, which a tree would need 2 GB for."""
    cells = (b"<c/>" * (MB // 4) for _ in range(80))
    return _with(path, xlsx_parts(""), "xl/sheet1.xml", _sheet([b"<row>", *cells, b"</row>"]))


def bomb_of_strings(path: Path) -> Path:
    """A shared string table of 95 MB."""
    head, items = f"<sst {S}>".encode(), b"<si><t>a</t></si>" * 60_000
    return _with(path, xlsx_parts(""), "xl/sharedStrings.xml", [head, *[items] * 95, b"</sst>"])


def bomb_of_references(path: Path) -> Path:
    """A string of 900 KB shown in 400,000 cells."""
    row = b'<row><c t="s"><v>0</v></c></row>' * 10_000
    parts = xlsx_parts("", strings=f"<si><t>{'字' * 300_000}</t></si>")
    return _with(path, parts, "xl/sheet1.xml", _sheet([row] * 40))


def bomb_of_paragraphs(path: Path) -> Path:
    """A Word document of 25 million empty paragraphs."""
    return _with(path, docx_parts(""), "word/document.xml", _document([b"<w:p/>" * 170_000] * 150))


def many_paragraphs(path: Path) -> Path:
    """A Word document of 190,000 paragraphs."""
    one = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1000
    return _with(path, docx_parts(""), "word/document.xml", _document([one] * 190))


def many_runs(path: Path) -> Path:
    """A Word paragraph of 1.4 million empty runs, as heavy as is still read."""
    runs = b"<w:r/>" * 100_000
    return _with(path, docx_parts(""), "word/document.xml", _document([b"<w:p>", *[runs] * 14, b"</w:p>"]))


def many_cells(path: Path) -> Path:
    """A Word row of 1.4 million empty cells."""
    cells = b"<w:tc/>" * 100_000
    body = [b"<w:tbl><w:tr>", *[cells] * 14, b"</w:tr></w:tbl>"]
    return _with(path, docx_parts(""), "word/document.xml", _document(body))


def bomb_of_attributes(path: Path) -> Path:
    """A Word document of tags full of attributes."""
    tag = ("<w:p " + " ".join(f'a{at}=""' for at in range(2000)) + "/>").encode()
    return _with(path, docx_parts(""), "word/document.xml", _document([tag * 40] * 120))


def lying_header(path: Path) -> Path:
    """A sheet of 200 MB whose entry says it has 100 bytes."""
    bomb = _with(path, xlsx_parts(""), "xl/sheet1.xml", _sheet([b" " * MB] * 200))
    data = bytearray(bomb.read_bytes())
    real = 200 * MB + len(b"".join(_sheet([])))
    old, new = struct.pack("<I", real), struct.pack("<I", 100)
    assert data.count(old) >= 1
    path.write_bytes(bytes(data).replace(old, new))
    return path


def many_entries(path: Path) -> Path:
    """A workbook with 60,000 more parts."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in xlsx_parts("").items():
            archive.writestr(name, data)
        for at in range(60_000):
            archive.writestr(f"x/{at}", b"")
    return path


def nested_zips(path: Path) -> Path:
    """A workbook that carries a zip in a zip in a zip: never looked at."""
    inner = zipped({"zeros": b"\0" * (50 * MB)})
    for _ in range(3):
        inner = zipped({f"{at}.zip": inner for at in range(20)})
    parts = xlsx_parts('<sheetData><row r="1"><c r="A1"><v>3</v></c></row></sheetData>')
    path.write_bytes(zipped({**parts, "xl/media/a.zip": inner}))
    return path


def twice_the_same_part(path: Path) -> Path:
    """A workbook with two parts of one name but for the case."""
    parts = xlsx_parts("")
    path.write_bytes(zipped({**parts, "xl/Sheet1.xml": parts["xl/sheet1.xml"]}))
    return path


def _typed(path: Path, parts: dict[str, bytes | str], name: str, document_type: str, encoding: str = "utf-8") -> Path:
    text = str(parts[name]).partition("?>")[2] or str(parts[name])
    head = f'<?xml version="1.0" encoding="{encoding}"?>{document_type}'
    path.write_bytes(zipped({**parts, name: (head + text).encode(encoding)}))
    return path


def laughing(name: str, document_type: str, encoding: str = "utf-8") -> Callable[[Path], Path]:
    """A maker of a file one part of which declares entities and uses them in text and attributes."""

    def make(path: Path) -> Path:
        if name.startswith("word"):
            parts = docx_parts(p("&i;", '<w:pStyle w:val="&i;"/>'))
        else:
            parts = xlsx_parts(
                '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData>'
            )
        return _typed(path, parts, name, document_type, encoding)

    return make


def wide_dimension(path: Path) -> Path:
    """A sheet that says it is as large as can be and formats its last row, with two cells."""
    return xlsx(
        path,
        '<dimension ref="A1:XFD1048576"/><cols><col min="2" max="16384" width="9" hidden="1"/></cols><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
        '<row r="1048576" hidden="1"><c r="XFD1048576" s="0"/></row></sheetData>'
        '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>',
    )


def far_cell(path: Path) -> Path:
    """A sheet with a value in its last cell."""
    return xlsx(
        path,
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>',
    )


def many_merges(path: Path) -> Path:
    """A sheet of 100,000 merged cells."""
    rows = (f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>'.encode() for at in range(1, 100_001))
    merges = (f'<mergeCell ref="A{at}:C{at}"/>'.encode() for at in range(1, 100_001))
    body = [f"<worksheet {S}><sheetData>".encode(), *rows, b"</sheetData><mergeCells>", *merges]
    return _with(path, xlsx_parts(""), "xl/sheet1.xml", [*body, b"</mergeCells></worksheet>"])


def million_rows(path: Path) -> Path:
    """A sheet of a million rows with three values each."""
    rows = b"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>" * 10_000
    return _with(path, xlsx_parts(""), "xl/sheet1.xml", _sheet([rows] * 100))


def many_empty_rows(path: Path) -> Path:
    """A sheet of 600,000 formatted empty rows below one value."""
    rows = b'<row ht="20"><c s="0"/></row>' * 10_000
    return _with(path, xlsx_parts(""), "xl/sheet1.xml", _sheet([b"<row><c><v>1</v></c></row>", *[rows] * 60]))


def bomb_of_strangers(path: Path) -> Path:
    """A sheet of 90 MB whose few rows stand between elements that nobody asked for."""
    strange = b"<sheetData><row/></sheetData>" + b"<x/>" * 5000
    return _with(
        path, xlsx_parts(""), "xl/sheet1.xml", [f"<worksheet {S}>".encode(), *[strange] * 4600, b"</worksheet>"]
    )


def deep(path: Path) -> Path:
    """A Word document of 100,000 elements in one another."""
    return docx(path, "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)


def deep_tables(path: Path) -> Path:
    """A Word document of 60 tables in one another."""
    inner = p("字")
    for _ in range(60):
        inner = tbl(tr(tc(inner + p())))
    return docx(path, inner)


def wide_span(path: Path) -> Path:
    """A Word table with a cell across a thousand million columns."""
    return docx(path, tbl(tr(tc("甲", '<w:gridSpan w:val="1000000000"/>'))))


def many_deleted_ends(path: Path) -> Path:
    """A Word document of 60,000 paragraphs each of whose ends was deleted."""
    one = p("甲乙丙丁", '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>').encode()
    return _with(path, docx_parts(""), "word/document.xml", _document([one * 1000] * 60))


def circles(path: Path) -> Path:
    """A Word document whose styles and lists refer to one another in circles, with numbers beyond measure."""
    style = '<w:style w:type="{}" w:styleId="{}"><w:name w:val="x"/><w:basedOn w:val="{}"/>{}</w:style>'
    numbering_style = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx(
        path,
        p("甲", '<w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + p("乙", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="2"/></w:numPr>'),
        styles=style.format("paragraph", "A", "B", "")
        + style.format("paragraph", "B", "A", "")
        + style.format("numbering", "N", "N", numbering_style),
        numbering='<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="N"/></w:abstractNum>'
        + f'<w:abstractNum w:abstractNumId="2">{lvl(8, "chineseCounting", "%9" * 50_000, start=10**15)}</w:abstractNum>'
        + num(1, 1)
        + num(2, 2),
    )


def ods_repeated(path: Path) -> Path:
    """An .ods whose one cell is repeated over the whole sheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:t="{space}:table:1.0" xmlns:x="{space}:text:1.0">'
        '<o:body><o:spreadsheet><t:table t:name="表"><t:table-row t:number-rows-repeated="1048576">'
        '<t:table-cell t:number-columns-repeated="16384" o:value-type="string"><x:p>甲</x:p></t:table-cell>'
        "</t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
    )
    path.write_bytes(zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}))
    return path


def truncated(path: Path) -> Path:
    """The first half of a workbook."""
    data = many_merges(path).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def noise(path: Path) -> Path:
    """40 MB of noise that begins like a zip."""
    path.write_bytes(b"PK\x03\x04" + random.Random(5).randbytes(40 * MB))
    return path


def old_noise(path: Path) -> Path:
    """40 MB of noise that begins like an old office file with a proper header."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    fields = struct.pack("<6x9I", 0, 109, 0, 0, 4096, 1, 1, 5, 1000)
    table = struct.pack("<109I", *range(109))
    path.write_bytes(header + fields + table + random.Random(6).randbytes(40 * MB))
    return path


def wide_csv(path: Path) -> Path:
    """19 MB of commas."""
    path.write_bytes(b"a" + b"," * (19 * MB))
    return path


def stored_plainly(path: Path) -> Path:
    """A workbook whose sheet is packed by a method that is none."""
    data = bytearray(zipped(xlsx_parts("")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 10 : at + 12] = b"\x63\0"
    path.write_bytes(bytes(data))
    return path


def checksum_broken(path: Path) -> Path:
    """A Word document whose text was altered after packing."""
    text = zlib.compress(b"x")  # only to have bytes that are not those of the part
    data = bytearray(docx(path, p("甲" * 500)).read_bytes())
    at = data.find(b"word/document.xml") + len("word/document.xml")
    data[at + 20 : at + 20 + len(text)] = text
    path.write_bytes(bytes(data))
    return path

"""Office files put together part by part, so that a test can write what no library would."""

import io
import struct
import subprocess
import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
S = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip of these parts in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def relations(*pairs: tuple[str, str]) -> str:
    """A .rels part; `pairs` are the last word of the type and the target, the ids rId1, rId2, …"""
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(pairs, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def content_types(**parts: str) -> str:
    """A [Content_Types].xml; the keys are part names with `_` for `/` and no ending."""
    overrides = "".join(
        f'<Override PartName="/{name.replace("_", "/")}.xml" ContentType="{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def docx_parts(body: str, *, numbering: str = "", styles: str = "") -> dict[str, bytes | str]:
    """The parts of a Word document with this body, these lists and styles (inner XML)."""
    return {
        "[Content_Types].xml": content_types(
            word_document=f"{_WORD}.document.main",
            word_numbering=f"{_WORD}.numbering",
            word_styles=f"{_WORD}.styles",
        ),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(("numbering", "numbering.xml"), ("styles", "styles.xml")),
        "word/document.xml": f"{_HEAD}<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {W}>{numbering}</w:numbering>",
        "word/styles.xml": f"{_HEAD}<w:styles {W}>{styles}</w:styles>",
    }


def docx(path: Path, body: str, *, numbering: str = "", styles: str = "") -> Path:
    """A Word document on disk."""
    path.write_bytes(zipped(docx_parts(body, numbering=numbering, styles=styles)))
    return path


def xlsx_parts(sheet: str, *, strings: str = "", styles: str = "") -> dict[str, bytes | str]:
    """The parts of a workbook with one sheet 表 (inner XML of worksheet, sst and styleSheet)."""
    return {
        "[Content_Types].xml": content_types(
            xl_workbook=f"{_EXCEL}.sheet.main",
            xl_sheet1=f"{_EXCEL}.worksheet",
            xl_sharedStrings=f"{_EXCEL}.sharedStrings",
            xl_styles=f"{_EXCEL}.styles",
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/workbook.xml": f'{_HEAD}<workbook {S}><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/sheet1.xml": f"{_HEAD}<worksheet {S}>{sheet}</worksheet>",
        "xl/sharedStrings.xml": f"{_HEAD}<sst {S}>{strings}</sst>",
        "xl/styles.xml": f"{_HEAD}<styleSheet {S}>{styles}</styleSheet>",
    }


def xlsx(path: Path, sheet: str, *, strings: str = "", styles: str = "") -> Path:
    """A workbook on disk."""
    path.write_bytes(zipped(xlsx_parts(sheet, strings=strings, styles=styles)))
    return path


def p(text: str = "", properties: str = "") -> str:
    """A Word paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A Word run."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    """A Word paragraph of list `number`."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def tc(content: str = "", properties: str = "") -> str:
    """A Word cell of a text or of inner XML."""
    inner = content if content.startswith("<") else p(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    """A Word row."""
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str, columns: int = 3) -> str:
    """A Word table."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def lvl(at: int, style: str, text: str, *more: str, start: int = 1) -> str:
    """A level of a list."""
    before = "".join(one for one in more if one.startswith(("<w:lvlRestart", "<w:pStyle")))
    after = "".join(one for one in more if not one.startswith(("<w:lvlRestart", "<w:pStyle")))
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{before}{after}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    """A definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'


def num(number: int, definition: int, more: str = "") -> str:
    """An instance of a list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{more}</w:num>'


_FREE, _LAST, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes], *, circle: bool = False) -> bytes:
    """An OLE2 file with these streams, all in large sectors; `circle` makes each run on into itself."""
    sectors: list[bytes] = [b"", b""]  # the table and the directory come first
    table: list[int] = [_TABLE, _LAST]
    entries = [_entry("Root Entry", 5, child=1 if streams else _FREE, start=_LAST)]
    names = list(streams)
    for at, name in enumerate(names, 1):
        data = streams[name].ljust(4096, b"\0")
        first = len(sectors)
        pieces = [data[begin : begin + 512].ljust(512, b"\0") for begin in range(0, len(data), 512)]
        sectors += pieces
        table += [*range(first + 1, first + len(pieces)), first if circle else _LAST]
        right = at + 1 if at < len(names) else _FREE
        entries.append(_entry(name, 2, right=right, start=first, size=len(data)))
    directory = b"".join(entries).ljust(512, b"\0")
    assert len(directory) == 512
    assert len(table) <= 128
    sectors[0] = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    sectors[1] = directory
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _LAST, 0, _LAST, 0) + struct.pack("<I", 0) + b"\xff" * (108 * 4)
    return header + b"".join(sectors)


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int = 0, size: int = 0) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, _FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def biff(*records: tuple[int, bytes]) -> bytes:
    """Records of a binary workbook."""
    return b"".join(struct.pack("<2H", kind, len(data)) + data for kind, data in records)


def xls(path: Path, *cells: tuple[int, bytes], globals_: tuple[tuple[int, bytes], ...] = ()) -> Path:
    """An .xls with one sheet 表 of these records."""
    begin, end = (0x0809, struct.pack("<4H", 0x0600, 5, 0, 0)), (0x000A, b"")
    name = b"\x01\x01" + "表".encode("utf-16-le")
    length = len(biff(begin, *globals_, (0x0085, b"\0" * 6 + name), end))
    sheet = (0x0085, struct.pack("<IH", length, 0) + name)
    stream = biff(begin, *globals_, sheet, end, (0x0809, struct.pack("<4H", 0x0600, 0x10, 0, 0)), *cells, end)
    path.write_bytes(compound({"Workbook": stream}))
    return path


def resaved(folder: Path, kind: str, *files: Path) -> list[Path]:
    """The files as LibreOffice saves them in another format, by one start with a profile of its own."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    out = folder / kind
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], capture_output=True, timeout=180, check=True)
    return [out / f"{file.stem}.{kind}" for file in files]

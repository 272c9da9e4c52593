"""Writes the corpus: every recipe as .xlsx, .xls and .docx.

    python -m tests.notices.make [NAME …]

Needs LibreOffice.  All .xls, and every second .xlsx and .docx, are as LibreOffice saves them; the others are as openpyxl
and python-docx write them.  What a notice says is in `recipes/`, what must be understood in `*.expected.json`, which were
written by hand.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from tests.notices.recipe import Prose, Table, parse

HERE = Path(__file__).parent
_CHINESE = "一二三四五六七八九十"
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def main(names: Sequence[str]) -> None:
    recipes = sorted((HERE / "recipes").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        for n, recipe in enumerate(recipes):
            if names and recipe.stem not in names:
                continue
            parts = parse(recipe.read_text("utf-8"))
            fresh = Path(folder) / recipe.stem
            _workbook(parts).save(fresh.with_suffix(".xlsx"))
            _document(parts).save(str(fresh.with_suffix(".docx")))
            _converted(fresh.with_suffix(".xlsx"), "xls:MS Excel 97", HERE)
            for suffix, kind in ((".xlsx", "xlsx:Calc MS Excel 2007 XML"), (".docx", "docx:MS Word 2007 XML")):
                if n % 2:
                    _converted(fresh.with_suffix(suffix), kind, HERE)
                else:
                    shutil.copyfile(fresh.with_suffix(suffix), HERE / f"{recipe.stem}{suffix}")


def _converted(path: Path, kind: str, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


# -- workbooks -------------------------------------------------------------------------------------------------


def _workbook(parts: Sequence[Prose | Table]) -> Workbook:
    """Paragraphs stand over their table, joined across it; a figure alone in a cell is a number."""
    book = Workbook()
    book.remove(book.active)
    waiting: list[str] = []
    counts = [0, 0, 0]
    at = 1
    for part in parts:
        if isinstance(part, Prose):
            waiting.append(_typed_number(part, counts) + part.text)
            continue
        if not part.below or not book.worksheets:
            sheet, at = book.create_sheet(part.name or f"Sheet{len(book.worksheets) + 1}"), 1
        for text in waiting:
            sheet.cell(at, 1, text)
            sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=part.width)
            at += 1
        waiting.clear()
        _cells(sheet, part, at)
        at += len(part.rows)
    if waiting:
        sheet = book.create_sheet("Sheet1")
        for row, text in enumerate(waiting, 1):
            sheet.cell(row, 1, text)
    return book


def _cells(sheet, table: Table, at: int) -> None:
    for r, row in enumerate(table.texts()):
        for c, text in enumerate(row):
            if text:
                value = float(text) if text.replace(".", "", 1).isdigit() and text != "0" else text
                cell = sheet.cell(
                    at + r, c + 1, int(value) if isinstance(value, float) and value.is_integer() else value
                )
                cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[at + r].hidden = r in table.hidden_rows
    for top, left, bottom, right in table.merges():
        sheet.merge_cells(start_row=at + top, start_column=left + 1, end_row=at + bottom, end_column=right + 1)
    for column in table.hidden_columns:
        sheet.column_dimensions[get_column_letter(column + 1)].hidden = True


def _typed_number(part: Prose, counts: list[int]) -> str:
    if part.counted is None:
        return ""
    counts[part.counted] += 1
    counts[part.counted + 1 :] = [0] * (2 - part.counted)
    count = counts[part.counted]
    return (f"{_CHINESE[count - 1]}、", f"（{_CHINESE[count - 1]}）", f"{count}.")[part.counted]


# -- documents -------------------------------------------------------------------------------------------------


def _document(parts: Sequence[Prose | Table]) -> Document:
    """Tables of a workbook's sheets come one after the other, under the names of the sheets where there are several."""
    document = Document()
    for rid, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[rid]
    named = sum(isinstance(part, Table) and not part.below for part in parts) > 1
    numbering = _numbering(document) if any(isinstance(p, Prose) and p.counted is not None for p in parts) else ""
    for part in parts:
        if isinstance(part, Table):
            if named and not part.below:
                document.add_paragraph(part.name)
            elif part.below:
                document.add_paragraph("")
            _table(document, part)
            continue
        paragraph = document.add_heading(part.text, part.level) if part.level else document.add_paragraph(part.text)
        if part.counted is not None:
            mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{part.counted}"/><w:numId w:val="{numbering}"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    return document


def _table(document: Document, part: Table) -> None:
    """A hidden column has no place in a document and is left out; a hidden row is kept as one."""
    shown = [c for c in range(part.width) if c not in part.hidden_columns]
    table = document.add_table(len(part.rows), len(shown))
    table.style = "Table Grid"
    for top, left, bottom, right in part.merges():
        if left in shown:
            table.cell(top, shown.index(left)).merge(table.cell(bottom, shown.index(right)))
    for r, row in enumerate(part.rows):
        for c, text in enumerate(row):
            if c in shown and text and text not in ("^", "<"):
                table.cell(r, shown.index(c)).text = text
        if r in part.hidden_rows:
            table.rows[r]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {nsdecls('w')}/>"))


def _numbering(document: Document) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(_LEVELS)
    )
    root = document.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    root.append(number)
    return number.get(qn("w:numId"))


if __name__ == "__main__":
    main(sys.argv[1:])

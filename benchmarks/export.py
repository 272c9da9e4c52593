"""Bar: exporting Word and Excel takes at most 1.5 times the fast bare loops that write the same content.

Word: a report of 11,000 characters in 150 paragraphs, against python-docx with style ids on the XML.  Excel:
3,000 rows of 12 styled cells, two of them formulas over two named ones, against openpyxl with shared cell styles that
writes the same formulas and names (but cannot write the formulas' values).  Minima of interleaved runs.

    python benchmarks/export.py [RUNS]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from copy import copy
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eduduty_desktop.document import Block, Cell, Heading, Paragraph, Run, Sheet
from eduduty_desktop.document.sheets import FIRST_ROW
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.office import write_report, write_workbook

BAR = 1.5
PARAGRAPHS, CHARACTERS = 150, 11_000
ROWS, COLUMNS = 3_000, 12
SENTENCE = "全市一般公共预算教育经费57926.181万元，比上年增长1.07%，教师待遇得到保障。"


def report_blocks() -> tuple[Block, ...]:
    """150 paragraphs, every tenth a heading, 11,000 characters in all."""
    length = (CHARACTERS - PARAGRAPHS // 10 * 10) // (PARAGRAPHS * 9 // 10)
    body = (SENTENCE * 4)[:length]
    return tuple(
        Heading(1, "一、", "完善教育投入机制") if at % 10 == 0 else Paragraph((Run(body),)) for at in range(PARAGRAPHS)
    )


def bare_word(blocks: tuple[Block, ...], path: Path) -> None:
    """The fast loop: elements made by hand, styles by id."""
    document = docx.Document()
    section = document.element.body.sectPr
    for block in blocks:
        assert isinstance(block, (Heading, Paragraph))
        style, text = ("Heading1", block.printed) if isinstance(block, Heading) else ("BodyText", block.text)
        paragraph, properties, style_name = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        style_name.set(qn("w:val"), style)
        properties.append(style_name)
        paragraph.append(properties)
        run, content = OxmlElement("w:r"), OxmlElement("w:t")
        content.text = text
        run.append(content)
        paragraph.append(run)
        section.addprevious(paragraph)
    document.save(str(path))


def sheet() -> Sheet:
    """3,000 rows: number, texts, this year's and last year's named value, difference and growth as formulas, one more."""
    rows = tuple(_row(at) for at in range(ROWS))
    return Sheet("数据表", "数据表", "填报单位", (10.0,) * COLUMNS, rows, header_rows=0)


def _row(at: int) -> tuple[Cell, ...]:
    now, before, row = Decimal(at + 3) / 4, Decimal(at + 1) / 4, at + FIRST_ROW
    growth = quantise((now - before) / before * 100, 2)
    return (
        Cell(at, "center"),
        *(Cell(f"指标数据{column}", "text") for column in range(COLUMNS // 2)),
        Cell(now, "number", "0.00", name=f"本年_m{at}"),
        Cell(before, "number", "0.00", name=f"上年_m{at}"),
        Cell(now - before, "number", "0.00", formula=f"ROUND(H{row}-I{row},2)"),
        Cell(growth, "number", "0.00", formula=f"ROUND((H{row}-I{row})/I{row}*100,2)"),
        Cell(now, "number", "0.00"),
    )


def bare_excel(one: Sheet, path: Path) -> None:
    """The fast loop: one prototype cell a look, its style array copied."""
    workbook = openpyxl.Workbook()
    worksheet = workbook.active
    assert worksheet is not None
    side = Side(style="thin")
    prototypes = {}
    for column, (style, align, number_format) in enumerate(
        (("center", "center", "General"), ("text", "left", "General"), ("number", "right", "0.00")), 1
    ):
        cell = worksheet.cell(1, column)
        cell.font, cell.alignment = Font(name="宋体", size=11), Alignment(horizontal=align, wrap_text=True)
        cell.border, cell.number_format = Border(side, side, side, side), number_format
        prototypes[style] = cell._style
    worksheet.title = one.name
    for row, cells in enumerate(one.rows, FIRST_ROW):
        for column, cell in enumerate(cells, 1):
            target = worksheet.cell(row, column, f"={cell.formula}" if cell.formula else cell.value)
            target._style = copy(prototypes[cell.style])
            if cell.name:
                place = f"'{one.name}'!${get_column_letter(column)}${row}"
                workbook.defined_names[cell.name] = DefinedName(cell.name, attr_text=place)
    workbook.save(path)


def interleaved_minima(sides: tuple[Callable[[], None], ...], runs: int) -> list[float]:
    """The shortest time of each side in milliseconds; the sides take turns."""
    found = [float("inf")] * len(sides)
    for _ in range(runs):
        for at, side in enumerate(sides):
            begun = time.perf_counter()
            side()
            found[at] = min(found[at], (time.perf_counter() - begun) * 1000)
    return found


def main() -> int:
    """Print both ratios; exit 1 if one is over the bar."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    blocks, one = report_blocks(), sheet()
    missed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pairs: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
            "Word": (lambda: bare_word(blocks, folder / "b.docx"), lambda: write_report(blocks, folder / "w.docx")),
            "Excel": (lambda: bare_excel(one, folder / "b.xlsx"), lambda: write_workbook([one], folder / "w.xlsx")),
        }
        for what, sides in pairs.items():
            bare, ours = interleaved_minima(sides, runs if what == "Word" else max(3, runs // 2))
            missed |= ours > BAR * bare
            print(f"{what}: bare {bare:.1f} ms, ours {ours:.1f} ms, ratio {ours / bare:.2f} (bar {BAR})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

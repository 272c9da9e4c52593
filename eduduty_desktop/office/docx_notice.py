"""A Word document as what stands in it one after another: paragraphs with their printed numbers, and tables.

Headers, footers, footnotes, comments and a table of contents are left out; so is what was deleted under review.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from eduduty_desktop.grid import Grid, Merge, Paragraph
from eduduty_desktop.office.cells import Limits, SheetCells, TooMuchError
from eduduty_desktop.office.docx_numbering import Numbering
from eduduty_desktop.office.docx_styles import Styles
from eduduty_desktop.office.docx_text import End, Line, Prose, chosen
from eduduty_desktop.office.package import DamagedError, Element, Package, attribute, child, local_name

MOST_BLOCKS = 200_000  # paragraphs and cells, empty ones too
MOST_COLUMNS = 1000
MOST_NESTED = 20  # tables in one another
_LONGEST_NAME = 60
_NO = frozenset({"0", "false", "off"})
_NO_BLOCKS = frozenset(
    {"del", "moveFrom", "sdtPr", "sdtEndPr", "tcPr", "trPr", "tblPr", "tblPrEx", "tblGrid", "sectPr"}
)

Part = Grid | Paragraph


def read_docx(package: Package, document: str) -> list[Part]:
    """The parts of the document in reading order.  Raises DamagedError, TooMuchError, ValueError or UserError."""
    by_kind = {kind: target for _, kind, target in package.relations(document) if target in package}
    styles = Styles(package.xml(by_kind["styles"]) if "styles" in by_kind else None)
    numbering = Numbering(package.xml(by_kind["numbering"]) if "numbering" in by_kind else None, styles)
    body = child(package.xml(document), "body")
    if body is None:
        raise DamagedError("no body")
    return _Reader(Prose(styles, numbering)).flow(body)


class _Reader:
    """Walks the document once, since numbers are counted on the way."""

    def __init__(self, prose: Prose) -> None:
        self._prose = prose
        self._limits = Limits()
        self._left = MOST_BLOCKS
        self._depth = self._cells = self._tables = 0

    def flow(self, container: Element, *, in_cell: bool = False) -> list[Part]:
        """Paragraphs and tables that follow one another; in a cell an empty numbered paragraph shows its number."""
        parts: list[Part] = []
        joined = _Joined()
        for block in self._counted(_blocks(container, "p", "tbl")):
            if local_name(block) == "tbl":
                self._put(parts, joined.end())
                parts += self._table(block, parts)
                continue
            line = self._prose.line(block)
            if not line.style.is_contents:
                self._put(parts, joined.add(line, self._prose), even_empty=in_cell)
            for box in line.boxes:
                parts += self.flow(box)
        self._put(parts, joined.end())
        return parts

    def _counted(self, elements: Iterator[Element]) -> Iterator[Element]:
        for one in elements:
            self._left -= 1
            if self._left < 0:
                raise TooMuchError("内容太多，不像一份通知")
            yield one

    def _put(self, parts: list[Part], found: tuple[str, str, int] | None, *, even_empty: bool = False) -> None:
        if found is None:
            return
        number, text, level = found
        text = text.strip()
        if text or (number and even_empty):
            whole = (number + text).strip()
            self._limits.take(whole)
            parts.append(Paragraph(whole, level))

    def _table(self, table: Element, before: list[Part]) -> list[Part]:
        rows = [(row, list(self._counted(_cells(row)))) for row in self._counted(_rows(table))]
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise DamagedError("nested tables")
        if _is_frame(rows):
            parts = [part for _, cells in rows for cell in cells for part in self.flow(cell)]
        else:
            sheet = SheetCells("", self._limits)
            _Table(sheet, self._cell_text).read(rows)
            parts = [self._named(sheet, table, before)] if sheet.texts else []
        self._depth -= 1
        return parts

    def _named(self, sheet: SheetCells, table: Element, before: list[Part]) -> Grid:
        self._tables += self._cells == 0
        sheet.name = _name_of(table, before) or f"表{self._tables}"
        return sheet.grid()

    def _cell_text(self, cell: Element) -> str:
        lines = []
        self._cells += 1
        parts = self.flow(cell, in_cell=True)
        self._cells -= 1
        for part in parts:
            if isinstance(part, Paragraph):
                lines.append(part.text)
            else:
                lines += ["\t".join(text for text in row if text) for row in part.rows if any(row)]
        return "\n".join(lines)


class _Joined:
    """What paragraphs without an end of their own leave to the next one."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._counted: tuple[str, int] | None = None

    def add(self, line: Line, prose: Prose) -> tuple[str, str, int] | None:
        """Number, text and level of the paragraph that ends with this line, None if it goes on.

        A deleted end gives the next paragraph's number to both, a hidden one leaves the first its own.
        """
        self._texts.append(line.text)
        if line.end is End.DELETED or (line.end is End.HIDDEN and not line.text):
            return None
        if self._counted is None:
            self._counted = prose.number(line), prose.level(line)
        return None if line.end is End.HIDDEN else self.end()

    def end(self) -> tuple[str, str, int] | None:
        """What is left over."""
        if not self._texts:
            return None
        (number, level), text = self._counted or ("", 0), "".join(self._texts)
        self._texts, self._counted = [], None
        return number, text, level


class _Table:
    """Puts the cells of a table's rows in their columns (ECMA-376 17.4)."""

    def __init__(self, sheet: SheetCells, text_of: Callable[[Element], str]) -> None:
        self._sheet = sheet
        self._text_of = text_of
        self._open: dict[int, list[int]] = {}  # by its left column, a cell that may go on below

    def read(self, rows: list[tuple[Element, list[Element]]]) -> None:
        boxes: list[list[int]] = []
        for at, (row, cells) in enumerate(rows):
            properties = child(row, "trPr")
            if _is_on(child(properties, "hidden")):
                self._sheet.hidden_rows.append((at, at))
            boxes += self._row(at, _number(child(properties, "gridBefore"), 0), cells)
        for top, left, bottom, right in boxes:
            self._sheet.merge(Merge(top, left, bottom, right))

    def _row(self, row: int, column: int, cells: list[Element]) -> list[list[int]]:
        made: list[list[int]] = []
        going_on: dict[int, list[int]] = {}
        last: list[int] | None = None
        for cell in cells:
            properties = child(cell, "tcPr")
            right = column + max(_number(child(properties, "gridSpan"), 1), 1) - 1
            if right >= MOST_COLUMNS:
                raise DamagedError("columns")
            down = child(properties, "vMerge")
            across = child(properties, "hMerge")
            above = self._open.get(column)
            if across is not None and attribute(across, "val", "continue") == "continue" and last is not None:
                last[3] = max(last[3], right)
            elif down is not None and attribute(down, "val", "continue") == "continue" and above is not None:
                above[2] = row
                going_on[column] = last = above
            else:
                last = [row, column, row, right]
                made.append(last)
                if down is not None:
                    going_on[column] = last
                self._sheet.put(row, column, self._text_of(cell))
            column = right + 1
        self._open = going_on
        return made


def _blocks(container: Iterable[Element], *wanted: str) -> Iterator[Element]:
    """The elements of these names, through content controls, insertions and other wrappings, not into one another."""
    for one in container:
        name = local_name(one)
        if name in wanted:
            yield one
        elif name == "AlternateContent":
            yield from _blocks(chosen(one), *wanted)
        elif name and name not in _NO_BLOCKS:
            yield from _blocks(one, *wanted)


def _rows(table: Element) -> Iterator[Element]:
    for row in _blocks(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is None and child(properties, "moveFrom") is None:
            yield row


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in _blocks(row, "tc") if child(child(cell, "tcPr"), "cellDel") is None)


def _is_frame(rows: list[tuple[Element, list[Element]]]) -> bool:
    """Whether a table only lays out others: one row or one column, and a real table in it."""
    if len(rows) > 1 and any(len(cells) > 1 for _, cells in rows):
        return False
    return any(_is_real(inner) for _, cells in rows for cell in cells for inner in _blocks(cell, "tbl"))


def _is_real(table: Element) -> bool:
    if any(True for row in _rows(table) for cell in _cells(row) for _ in _blocks(cell, "tbl")):
        return True
    is_tall = len(list(islice(_rows(table), 2))) == 2
    return is_tall and any(len(list(islice(_cells(row), 2))) == 2 for row in _rows(table))


def _name_of(table: Element, before: list[Part]) -> str:
    """The paragraph over the table, or the caption that the table carries."""
    for part in reversed(before):
        if isinstance(part, Grid):
            break
        if not part.text.lstrip("（(").startswith("单位"):
            return part.text.partition("\n")[0][:_LONGEST_NAME]
    caption = child(child(table, "tblPr"), "tblCaption")
    return "" if caption is None else attribute(caption, "val")[:_LONGEST_NAME]


def _number(element: Element | None, default: int) -> int:
    return default if element is None else int(attribute(element, "val", str(default)))


def _is_on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val") not in _NO

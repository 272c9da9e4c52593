"""A notice in a few lines of text: paragraphs and tables, from which `make.py` writes real files.

¶ a paragraph        ¶1 … ¶3 a heading of that level        ¶n0 … ¶n2 an automatically numbered one of that depth
▦ name [hide=2,3]    a table: in a workbook a sheet of that name, with hidden columns counted from 0
▦+                   a further table: in a workbook below the one before, on its sheet
cell | cell          a row; ⏎ breaks a line, ^ joins the cell with the one above, < with the one to its left
~ cell | cell        a hidden row
"""

import re
from dataclasses import dataclass, field

from eduduty_desktop.grid import Grid, Merge, Paragraph


@dataclass
class Prose:
    text: str
    level: int = 0
    counted: int | None = None  # depth of automatic numbering


@dataclass
class Table:
    name: str
    below: bool = False  # on the sheet of the table before
    rows: list[list[str]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def merges(self) -> list[tuple[int, int, int, int]]:
        """Joined rectangles as (top, left, bottom, right)."""
        origins: dict[tuple[int, int], tuple[int, int]] = {}
        for r, row in enumerate(self.rows):
            for c, text in enumerate(row):
                before = {"^": (r - 1, c), "<": (r, c - 1)}.get(text)
                origins[r, c] = origins[before] if before else (r, c)
        corners: dict[tuple[int, int], tuple[int, int]] = {}
        for place, origin in origins.items():
            corners[origin] = max(corners.get(origin, origin), place)
        return [(*origin, *corner) for origin, corner in corners.items() if origin != corner]

    def texts(self) -> list[list[str]]:
        return [["" if cell in ("^", "<") else cell for cell in row] for row in self.rows]


def parse(text: str) -> list[Prose | Table]:
    """The parts of a recipe."""
    parts: list[Prose | Table] = []
    for line in text.strip("\n").split("\n"):
        if not line.strip() or line.startswith("//"):
            continue
        if line.startswith("¶"):
            match = re.fullmatch(r"¶(n?)(\d?) ?(.*)", line)
            assert match, line
            depth = int(match[2] or 0)
            words = match[3].replace("⏎", "\n")
            parts.append(Prose(words, counted=depth) if match[1] else Prose(words, depth))
        elif line.startswith("▦"):
            match = re.fullmatch(r"▦(\+?) ?(.*?)(?: hide=([\d,]+))?", line)
            assert match, line
            hidden = {int(c) for c in match[3].split(",")} if match[3] else set()
            parts.append(Table(match[2], bool(match[1]), hidden_columns=hidden))
        else:
            table = parts[-1]
            assert isinstance(table, Table), line
            if line.startswith("~"):
                table.hidden_rows.add(len(table.rows))
                line = line[1:]
            table.rows.append([cell.strip().replace("⏎", "\n") for cell in line.split("|")])
    return parts


def plain_parts(text: str) -> list[Grid | Paragraph]:
    """The recipe as `office` would hand it over, without any file between."""
    found: list[Grid | Paragraph] = []
    for n, part in enumerate(parse(text)):
        if isinstance(part, Prose):
            found.append(Paragraph(part.text, part.level))
        else:
            found.append(
                Grid(
                    part.name or f"表{n}",
                    tuple(map(tuple, part.texts())),
                    tuple(Merge(*merge) for merge in part.merges()),
                    hidden_rows=frozenset(part.hidden_rows),
                    hidden_columns=frozenset(part.hidden_columns),
                )
            )
    return found

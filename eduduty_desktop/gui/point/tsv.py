"""Tab-separated text as Excel and WPS put it on the clipboard: reading and writing blocks of cells.  No Qt."""

import csv
import io
from collections.abc import Sequence


def parse_tsv(text: str) -> list[list[str]]:
    """The cells of a copied block, row by row; the empty line that Excel appends is dropped.

    Quoted cells may hold tabs, quotes and line breaks.  Total: text that is no proper TSV is cut at tabs and
    line breaks.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    try:
        return list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        return [line.split("\t") for line in text.split("\n")]


def format_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as Excel expects them from the clipboard."""
    out = io.StringIO(newline="")
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return out.getvalue()

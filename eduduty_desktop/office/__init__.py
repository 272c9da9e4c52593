"""The only place of file formats: writes the report as .docx and sheets as .xlsx, reads workbooks as grids
and notices as tables and paragraphs.

The libraries load when the first file is written or read; importing this package loads none of them.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from eduduty_desktop.document import Block, Layout, Sheet
from eduduty_desktop.grid import Grid, Paragraph
from eduduty_desktop.office.files import ExportCancelledError, replacing

__all__ = [
    "ExportCancelledError",
    "check_template",
    "read_grids",
    "read_notice",
    "write_report",
    "write_text",
    "write_workbook",
]

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def write_report(
    blocks: Iterable[Block],
    path: Path,
    *,
    layout: Layout | None = None,
    traces: bool = False,
    now: datetime | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write the report as a Word file in the layout of GB/T 9704-2012, in the fonts and template of `layout`.

    `traces` puts in the hidden bookmarks of a 送审稿.  `now` is the time the file says it was made; `progress` is told
    blocks done and blocks in all.  Raises UserError if the file cannot be put there or the template cannot be used, and
    ExportCancelledError once `cancelled` says so; in every case what stood at `path` is untouched.
    """
    from eduduty_desktop.document.layout import STANDARD
    from eduduty_desktop.office.word import write

    write(
        tuple(blocks),
        path,
        layout=layout or STANDARD,
        traces=traces,
        now=now,
        progress=progress,
        cancelled=cancelled,
    )


def check_template(path: Path) -> None:
    """Raises UserError if a county's red-head template cannot be used for the report."""
    from eduduty_desktop.office.word_template import read_template

    read_template(path)


def write_workbook(
    sheets: Iterable[Sheet],
    path: Path,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write sheets as an Excel workbook; `progress` counts rows.  Otherwise as `write_report`."""
    from eduduty_desktop.office.excel import write

    write(tuple(sheets), path, now=now, progress=progress, cancelled=cancelled)


def read_grids(path: Path) -> list[Grid]:
    """Read every sheet, hidden ones too, of an .xlsx, .xls, .ods or .csv as texts.  Raises UserError with what to do instead."""
    from eduduty_desktop.office.grids import read

    return read(path)


def write_text(text: str, path: Path) -> None:
    """Write a UTF-8 text file as a whole.  Raises UserError; what stood at `path` is then untouched."""
    with replacing(path) as stream:
        stream.write(text.encode())


def read_notice(path: Path) -> tuple[Grid | Paragraph, ...]:
    """Read a notice as its tables and paragraphs in reading order; at least one.

    Workbooks (.xlsx .xlsm .xls .et .ods .csv) give a Grid for each visible sheet with text; Word documents (.docx
    .docm) give paragraphs with their printed numbers and a Grid for each table, named after the paragraph over it.
    Raises UserError with what to do instead.
    """
    from eduduty_desktop.office.notices import read

    return read(path)

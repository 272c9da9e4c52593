"""对数单 and 催办单: made from a draft as of a day, written as one workbook."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from eduduty_desktop.document.sheets import Sheet
from eduduty_desktop.document.slips import reminder_name, reminder_sheet, slip_name, slip_sheets
from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.exporting import make_folder


def slips(draft: Draft, today: date, departments: Sequence[str] | None = None) -> tuple[Sheet, ...]:
    """对数单, one sheet a department; of all that answered or contradict for None.  Empty if there is nothing to confirm."""
    return slip_sheets(draft, today, departments)


def reminder(draft: Draft, today: date) -> tuple[Sheet, ...]:
    """催办单 as one sheet; empty if nobody is late."""
    sheet = reminder_sheet(draft, today)
    return (sheet,) if sheet is not None else ()


def name_of(draft: Draft, departments: Sequence[str] | None, *, is_reminder: bool) -> str:
    """The workbook's file name."""
    return reminder_name(draft) if is_reminder else slip_name(draft, departments)


def write(sheets: Sequence[Sheet], path: Path, *, now: datetime) -> Path:
    """Write sheets into a workbook, replacing one of that name.

    Raises UserError where there is nothing to write, and for a folder or file that cannot be written.
    """
    from eduduty_desktop.office import write_workbook

    if not sheets:
        raise UserError("没有要对数、要催办的内容", what_to_do="收回填报表、填好截止日期以后再来。")
    make_folder(path.parent)
    write_workbook(tuple(sheets), path, now=now)
    return path

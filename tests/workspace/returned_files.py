"""Returned files for tests: a draft that asks, what it hands out, and a department that types into it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.records import OF_THE_ROUND
from eduduty_desktop.workspace.samples import sample_draft
from eduduty_desktop.workspace.session import Session
from eduduty_desktop.workspace.tasks import issue

NOW = datetime(2022, 1, 5, 8, 30, tzinfo=UTC)


def asking_draft() -> Draft:
    """The sample with everything that departments report taken out."""
    draft = sample_draft()
    tables = ("figures", "growths", "narratives", "states", "evidence", *OF_THE_ROUND)
    from eduduty_desktop.draft import Key

    return draft.apply([draft.change(Key(t, *row), None) for t in tables for row in draft.rows(t)])


def handed_out(session: Session, folder: Path, *departments: str) -> dict[str, Path]:
    """The 填报表 of some departments, by department."""
    outcome = issue(session, folder, departments or None, now=NOW, letters=False)
    return {one.department: one.path for one in outcome.files if one.kind == "task"}


def column_of(sheet: Worksheet, heading: str) -> int:
    """The column (from 1) under a heading of row 3."""
    return next(cell.column for cell in sheet[3] if cell.value == heading)


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """Rows (from 1) by their hidden ids; of several the first."""
    found: dict[str, int] = {}
    for row in range(sheet.max_row, 0, -1):
        value = sheet.cell(row, 1).value
        if isinstance(value, str) and "/" in value:
            found[value] = row
    return found


def typed_into(path: Path, values: Mapping[str, object], *, previous: Mapping[str, object] | None = None) -> Path:
    """Type this year's (and last year's) values beside the ids of metrics, texts beside those of points."""
    workbook = load_workbook(path)
    left = dict(values)
    for sheet in workbook:
        for id, row in rows_of(sheet).items():
            kind, _, name = id.partition("/")
            if kind == "figures" and name in left:
                sheet.cell(row, column_of(sheet, "本年"), left.pop(name))
            if kind == "figures" and previous and name in previous:
                sheet.cell(row, column_of(sheet, "上年"), previous[name])
            if kind == "text" and name in left:
                sheet.cell(row, 3, left.pop(name))
    assert not left, f"not asked for: {left}"
    workbook.save(path)
    return path


def metrics_in(path: Path) -> list[str]:
    """Metrics that a 填报表 asks for, in its order."""
    workbook = load_workbook(path)
    return [
        id.partition("/")[2]
        for sheet in workbook
        for id in sorted(rows_of(sheet), key=rows_of(sheet).__getitem__)
        if id.startswith("figures/")
    ]

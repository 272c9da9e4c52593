"""The real window on the sample, and a round on paper: workbooks handed out, typed into, sent back."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pytestqt.qtbot import QtBot

from eduduty_desktop.gui.departments.issue_dialog import IssueOrder
from eduduty_desktop.gui.departments.page import DepartmentsPage
from eduduty_desktop.gui.main_window import MainWindow

Run = Callable[[Callable[[], object]], None]


@pytest.fixture
def window(sample_window: MainWindow) -> MainWindow:
    return sample_window


@pytest.fixture
def page(window: MainWindow) -> DepartmentsPage:
    window.actions_by_name["departments"].trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, DepartmentsPage)
    return page


@pytest.fixture
def run(qtbot: QtBot, page: DepartmentsPage) -> Run:
    """Begin a piece of work and wait for its end."""

    def wait(begin: Callable[[], object]) -> None:
        with qtbot.waitSignal(page.work_ended, timeout=60_000):
            begin()

    return wait


@pytest.fixture
def handed(page: DepartmentsPage, run: Run, tmp_path: Path) -> Path:
    """A folder with the workbooks of all departments, as they were handed out."""
    folder = tmp_path / "填报表"
    run(lambda: page.issue(IssueOrder(folder, None, changed=False, letters=False)))
    return folder


def workbook_of(folder: Path, department: str) -> Path:
    """The workbook that a department was given."""
    return next(path for path in folder.glob("*.xlsx") if f"（{department}）" in path.name)


def typed_into(source: Path, target: Path, values: Mapping[str, object]) -> Path:
    """The workbook with this year's values typed in by metric."""
    book = load_workbook(source)
    left = dict(values)
    for sheet in book.worksheets:
        column = next((c.column for row in sheet.iter_rows(max_row=8) for c in row if c.value == "本年"), None)
        for row in sheet.iter_rows():
            id = str(row[0].value or "").removeprefix("figures/")
            if column is not None and id in left:
                row[column - 1].value = left.pop(id)
    assert not left, left
    target.parent.mkdir(exist_ok=True)
    book.save(target)
    return target


def own_table(path: Path, department: str, rows: list[tuple[str, str, object]]) -> Path:
    """A table of a department's own making: label, unit, value, without ids."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"填报单位：{department}"])
    sheet.append(["指标数据", "单位", "本年"])
    for row in rows:
        sheet.append(list(row))
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path

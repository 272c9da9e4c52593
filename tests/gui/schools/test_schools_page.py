"""The page 学校基表: a file is read off the window's thread, columns are corrected, misses are marked, one undo."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft.resources import Method, method_of
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import SCHOOLS
from eduduty_desktop.gui.schools.import_dialog import SchoolImportDialog
from eduduty_desktop.gui.schools.page import SchoolsPage
from eduduty_desktop.intake.schools import Role
from tests.gui.conftest import NotingPresenter
from tests.workspace.test_schools import ROWS, workbook


@pytest.fixture
def window(sample_window: MainWindow) -> MainWindow:
    return sample_window


@pytest.fixture
def page(window: MainWindow) -> SchoolsPage:
    window.actions_by_name["schools"].trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, SchoolsPage)
    return page


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return workbook(tmp_path / "基表.xlsx")


def take(qtbot: QtBot, page: SchoolsPage, presenter: NotingPresenter, path: Path) -> None:
    presenter.answer_dialog = lambda _dialog: True
    presenter.files.append([path])
    with qtbot.waitSignal(page.work_ended, timeout=20_000):
        page.take.click()


def column_of(page: SchoolsPage, column: int) -> list[str]:
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_import_marks_what_is_missed_and_is_one_step(
    qtbot: QtBot, window: MainWindow, page: SchoolsPage, presenter: NotingPresenter, table: Path
) -> None:
    assert window.node == SCHOOLS
    assert page.empty.isVisible()
    assert not page.give.isEnabled()
    take(qtbot, page, presenter, table)
    assert not page.empty.isVisible()
    assert page.words.text() == "小学 2 所，1 所未达到要求；初中 1 所，0 所未达到要求。"
    assert column_of(page, 0) == ["第一小学", "第二小学", "第三中学"]
    assert column_of(page, 2) == ["✓ 达标 7/7", "✕ 未达标 1/7", "✓ 达标 7/7"]
    missed = page.model.index(1, 7)
    assert missed.data() == "✕ 4.00"
    assert missed.data(Qt.ItemDataRole.ForegroundRole).name() == Look.named("light").colours.error
    assert "≥4.5" in missed.data(Qt.ItemDataRole.ToolTipRole)
    page.only_missed.setChecked(True)
    assert column_of(page, 0) == ["第二小学"]
    page.stage.setCurrentIndex(2)
    assert column_of(page, 0) == []
    window.actions_by_name["undo"].trigger()
    assert not window.session.draft.rows("schools")
    assert page.empty.isVisible()


def test_the_summary_follows_the_method(
    qtbot: QtBot, window: MainWindow, page: SchoolsPage, presenter: NotingPresenter, table: Path
) -> None:
    take(qtbot, page, presenter, table)
    item = page.summary.item(3, 1)
    assert item is not None
    assert item.text() == "4.53"
    page.method.setCurrentIndex(1)
    page.method.activated.emit(1)
    assert method_of(window.session.draft) is Method.PLAIN
    item = page.summary.item(3, 1)
    assert item is not None
    assert item.text() == "4.40"
    assert "权重相同" in page.notes.text()
    window.actions_by_name["undo"].trigger()
    assert page.method.currentIndex() == 0


def test_columns_are_shown_and_can_be_corrected(
    qtbot: QtBot, page: SchoolsPage, presenter: NotingPresenter, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "t.xlsx", (*ROWS, ("第四小学", "04", "小学", "约300", *ROWS[0][4:])))
    seen: dict[str, Any] = {}

    def answer(dialog: Any) -> bool:
        assert isinstance(dialog, SchoolImportDialog)
        dialog.show()
        box = dialog.mapping.box(3, 3)
        seen["role"], seen["remarks"] = box.currentText(), dialog.remarks.topLevelItemCount()
        box.setCurrentIndex(list(Role).index(Role.IGNORED))
        assert not dialog.accept_button.isEnabled()
        qtbot.waitUntil(lambda: dialog.computed is None)
        seen["refused"] = dialog.outcome.text()
        box.setCurrentIndex(list(Role).index(Role.STUDENTS))
        dialog.mapping.box(10, 5).setCurrentIndex(4)  # 元 instead of 万元
        qtbot.waitUntil(lambda: dialog.computed is not None and dialog.accept_button.isEnabled())
        return True

    presenter.answer_dialog = answer
    presenter.files.append([path])
    with qtbot.waitSignal(page.work_ended, timeout=20_000):
        page.take.click()
    assert (seen["role"], seen["remarks"]) == ("在校学生数", 1)
    assert "在校学生数" in seen["refused"]
    (school, *_) = page.resources.stages[0].schools if page.resources is not None else ()
    assert dict(school.school.figures)["equipment"] == Decimal(250)


def test_a_file_that_is_none_is_told(
    qtbot: QtBot, page: SchoolsPage, presenter: NotingPresenter, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    take(qtbot, page, presenter, tmp_path / "x.csv")
    assert "没有找到学校基表" in presenter.errors[-1].message
    assert page.take.isEnabled()


def test_a_file_may_be_dropped(qtbot: QtBot, page: SchoolsPage, presenter: NotingPresenter, table: Path) -> None:
    presenter.answer_dialog = lambda _dialog: True
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(page.work_ended, timeout=20_000):
        page.dropEvent(event)
    assert page.model.rowCount() == 3


def test_export_and_delete(
    qtbot: QtBot, window: MainWindow, page: SchoolsPage, presenter: NotingPresenter, table: Path, tmp_path: Path
) -> None:
    take(qtbot, page, presenter, table)
    presenter.folders += [tmp_path, tmp_path]
    page.give.click()
    target = tmp_path / "洪江市2021年度学校资源配置七项指标.xlsx"
    size = target.stat().st_size
    presenter.answers.append("取消")
    page.give.click()
    assert target.stat().st_size == size
    presenter.answers.append("删除")
    page.delete.click()
    assert not window.session.draft.rows("schools")


def test_every_column_is_seen_on_an_office_screen(
    qtbot: QtBot, window: MainWindow, page: SchoolsPage, presenter: NotingPresenter, table: Path
) -> None:
    window.resize(1366, 728)
    take(qtbot, page, presenter, table)
    qtbot.waitUntil(lambda: page.table.viewport().width() > 700)
    assert page.table.horizontalHeader().length() <= page.table.viewport().width()
    for column in range(page.model.columnCount()):
        for row in range(page.model.rowCount()):
            needed = page.table.sizeHintForIndex(page.model.index(row, column)).width()
            assert needed <= page.table.columnWidth(column), (row, column)

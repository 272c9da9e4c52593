"""The export dialog: what is blocked, what is overwritten, progress, cancel, failure, the files at the end."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.export_dialog import (
    CANCEL,
    DONE,
    ELSEWHERE,
    OVERWRITE,
    RUNNING,
    SETUP,
    ExportDialog,
    free_folder,
)
from eduduty_desktop.gui.forms import part
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.waiving import waive


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> ExportDialog:
    dialog = window.make_export_dialog()
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "导出"))
    dialog.show()
    return dialog


def label(dialog: ExportDialog, name: str) -> str:
    return part(dialog.form, QLabel, name).text()


def run(qtbot: QtBot, dialog: ExportDialog) -> None:
    with qtbot.waitSignal(dialog.export_ended):
        dialog.start.click()


def test_a_review_edition_is_written_whatever_was_found(qtbot: QtBot, dialog: ExportDialog, export, tmp_path) -> None:
    assert label(dialog, "findings") == "错误 2，警告 0，提示 1。"
    assert "01 报告（review）.docx" in label(dialog, "files")
    assert dialog.start.text() == "导出送审稿"
    run(qtbot, dialog)
    assert dialog.page == DONE
    assert export.calls[0]["edition"] == "review"
    assert export.calls[0]["folder"] == tmp_path / "导出"
    assert [dialog.files.item(row).text() for row in range(dialog.files.count())] == [
        "01 报告（review）.docx（上报）",
        "内部核验单.xlsx（内部留存，不上报）",
    ]


def test_an_export_is_noted_in_the_draft_once(qtbot: QtBot, dialog: ExportDialog, opened, export) -> None:
    export.error = UserError("不能写入文件夹")
    run(qtbot, dialog)
    assert opened.exported == [], "what was not written is not noted"
    export.error = None
    run(qtbot, dialog)
    dialog.accept()
    assert opened.exported == [("review", ["01 报告（review）.docx", "内部核验单.xlsx"])]


def test_a_final_edition_is_blocked_by_errors_and_says_which(qtbot: QtBot, dialog: ExportDialog) -> None:
    dialog.final.click()
    assert not dialog.start.isEnabled()
    assert "还有 2 处错误，不能导出报送稿" in label(dialog, "findings")
    assert dialog._blocking.isVisible()
    assert "领导小组会议次数" in dialog._blocking.item(0).text()
    dialog.review.click()
    assert dialog.start.isEnabled()
    assert not dialog._blocking.isVisible()


def test_a_final_edition_goes_out_when_errors_are_mended_or_waived(qtbot: QtBot, window: MainWindow, tmp_path) -> None:
    window.session.edit([(Key("figures", "meeting.count", CURRENT), Entry(Decimal(4)))], label="填写")
    finding = next(f for f in window.checks.finish() if f.place.metric == "salary.teacher")
    waive(window.session, finding, "人社局尚未公布", "张三")
    dialog = window.make_export_dialog()
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "导出"))
    dialog.final.click()
    assert dialog.start.isEnabled()
    run(qtbot, dialog)
    assert dialog.page == DONE


def test_the_draft_that_is_exported_is_the_one_that_was_asked_for(
    qtbot: QtBot, dialog: ExportDialog, window: MainWindow, export
) -> None:
    asked = window.session.draft
    window.session.edit([(Key("figures", "meeting.count", CURRENT), Entry(Decimal(4)))], label="填写")
    run(qtbot, dialog)
    assert export.calls[0]["draft"] is asked


@pytest.mark.parametrize(
    ("answer", "page", "folder"), [(CANCEL, SETUP, None), (OVERWRITE, DONE, "导出"), (ELSEWHERE, DONE, "导出（2）")]
)
def test_existing_files_are_asked_about(
    qtbot: QtBot, dialog: ExportDialog, presenter, export, tmp_path: Path, answer: str, page: int, folder: str | None
) -> None:
    (tmp_path / "导出").mkdir()
    (tmp_path / "导出" / "内部核验单.xlsx").write_text("old", encoding="utf-8")
    presenter.answers = [answer]
    if folder is None:
        dialog.start.click()
    else:
        run(qtbot, dialog)
    text, choices = presenter.questions[0]
    assert "内部核验单.xlsx" in text
    assert choices == [OVERWRITE, ELSEWHERE, CANCEL]
    assert dialog.page == page
    assert [call["folder"].name for call in export.calls] == ([folder] if folder else [])


def test_other_files_in_the_folder_are_no_question(qtbot: QtBot, dialog: ExportDialog, presenter, tmp_path) -> None:
    (tmp_path / "导出").mkdir()
    (tmp_path / "导出" / "通知.docx").write_text("", encoding="utf-8")
    run(qtbot, dialog)
    assert presenter.questions == []


def test_progress_is_shown_and_cancel_stops(qtbot: QtBot, dialog: ExportDialog, export) -> None:
    running = Event()

    def wait_for_cancel(cancelled: Callable[[], bool]) -> None:
        running.set()
        while not cancelled():
            pass
        raise InterruptedError

    export.gate = wait_for_cancel
    dialog.start.click()
    assert dialog.page == RUNNING
    qtbot.waitUntil(lambda: label(dialog, "step") == "正在写报告")
    assert running.is_set()
    with qtbot.waitSignal(dialog.export_ended):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.page == SETUP
    assert dialog.isVisible()
    assert dialog.written == ()


def test_closing_the_dialog_waits_for_the_thread(qtbot: QtBot, dialog: ExportDialog, export) -> None:
    def wait_for_cancel(cancelled: Callable[[], bool]) -> None:
        while not cancelled():
            pass

    export.gate = wait_for_cancel
    dialog.start.click()
    task = dialog._task
    assert task is not None
    with qtbot.waitSignal(task.finished):
        dialog.close()
    assert dialog._task is None


def test_a_failure_of_the_user_is_presented(qtbot: QtBot, dialog: ExportDialog, presenter, export) -> None:
    export.error = UserError("不能写入文件夹", what_to_do="请换一个。")
    run(qtbot, dialog)
    assert dialog.page == SETUP
    assert presenter.errors == [export.error]


def test_a_bug_in_the_export_is_a_bug(qtbot: QtBot, dialog: ExportDialog, presenter, export) -> None:
    export.error = ZeroDivisionError("bug")
    with capture_exceptions() as caught:
        dialog.start.click()
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert dialog.page == SETUP
    assert presenter.errors == []


def test_the_folder_can_be_opened_at_the_end(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    run(qtbot, dialog)
    assert str(tmp_path / "导出") in label(dialog, "doneFolder")
    assert part(dialog.form, QPushButton, "openFolder").isVisible()
    part(dialog.form, QPushButton, "close").click()
    assert not dialog.isVisible()


def test_a_free_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "导出").mkdir()
    (tmp_path / "导出（2）").mkdir()
    assert free_folder(tmp_path / "导出") == tmp_path / "导出（3）"

"""Held, damaged, restored, read only: what is asked, and what comes of each answer.  On real files."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop import app
from eduduty_desktop.draft import CURRENT, Draft, Key, canonical
from eduduty_desktop.draft.records import Entry, Text
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.find_replace import FindReplace
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.new_draft import NewDraft
from eduduty_desktop.gui.opening import CANCEL, FROM_BACKUP, READ_ONLY, SALVAGE, TAKE_OVER, TAKE_OVER_NOW, since_text
from eduduty_desktop.gui.outline_model import pages_of
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.restore_dialog import AS_NEW, REPLACE, RestoreDialog, size_text
from eduduty_desktop.gui.safety import QUIT_ANYWAY
from eduduty_desktop.gui.salvage_dialog import SalvageDialog
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.store import Holder, LockedError
from eduduty_desktop.workspace import drafts
from tests.store.test_places import long_path


@pytest.fixture
def shell(
    qtbot: QtBot, tmp_path: Path, presenter, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    services = replace(app.make_services(tmp_path / "文档"), frameworks=lambda: [framework])
    shell = Shell(services, Settings(tmp_path / "window.ini"), presenter, Look.named("light"), app.make_page)
    shell.show_start()
    yield shell
    for window in (shell.window, shell.start_page):
        if window is not None:
            window.close()


@pytest.fixture
def path(tmp_path: Path, framework: Framework, shell: Shell) -> Path:
    """A draft file that nobody has open."""
    opened = drafts.create_draft(tmp_path / "甲县2021.eduduty", framework, county="甲县", year=2021)
    opened.session.edit([(Key("figures", "meeting.count", CURRENT), Entry(Decimal(4)))], label="填写")
    opened.close()
    return opened.path


def window_of(shell: Shell) -> MainWindow:
    assert shell.window is not None
    return shell.window


# held by another ------------------------------------------------------------------------------------------


@pytest.fixture
def held(path: Path) -> Iterator[Path]:
    other = drafts.open_draft(path)
    yield path
    other.close()


def test_a_held_draft_says_by_whom_and_cancel_opens_nothing(shell: Shell, presenter, held: Path) -> None:
    presenter.answers = [CANCEL]
    assert not shell.open(held)
    text, choices = presenter.questions[0]
    assert choices == [READ_ONLY, TAKE_OVER, CANCEL]
    assert "在这台电脑上从" in text
    assert held.name in text
    assert presenter.errors == []


def test_a_held_draft_can_be_read(shell: Shell, presenter, held: Path) -> None:
    presenter.answers = [READ_ONLY]
    assert shell.open(held)
    window = window_of(shell)
    assert window.session.read_only
    assert window.status.words.startswith("只读")


def test_taking_over_asks_twice_and_names_the_risk(qtbot: QtBot, shell: Shell, presenter, path: Path) -> None:
    other = drafts.open_draft(path)
    presenter.answers = [TAKE_OVER, "不接管"]
    assert not shell.open(path)
    assert "还没有存进文件的内容不会进入" in presenter.questions[1][0]
    presenter.answers = [TAKE_OVER, TAKE_OVER_NOW]
    assert shell.open(path)
    assert not window_of(shell).session.read_only
    other.session.edit([(Key("cover", "title"), Text("被接管"))], label="修改")
    qtbot.waitUntil(lambda: other.state.must_move)


def test_two_windows_on_one_draft(qtbot: QtBot, shell: Shell, presenter, path: Path, tmp_path: Path) -> None:
    """The second reads while the first writes; after it has taken over, nothing of the first reaches the file."""
    title = Key("cover", "title")
    asked = type(presenter)()
    other = Shell(shell._services, Settings(tmp_path / "other.ini"), asked, Look.named("light"), app.make_page)
    assert shell.open(path)
    first = window_of(shell)
    asked.answers = [READ_ONLY]
    assert other.open(path)
    reader = window_of(other)
    assert (reader.session.read_only != "", first.session.read_only) == (True, "")
    first.session.edit([(title, Text("第一个窗口"))], label="修改")
    qtbot.waitUntil(lambda: not first._opened.state.waiting)
    assert drafts.read_draft(path).text("cover", "title") == "第一个窗口"
    assert reader.session.draft.text("cover", "title") != "第一个窗口", "it shows the draft as it was opened"
    with qtbot.waitSignal(reader.closed):
        reader.close()
    asked.answers = [TAKE_OVER, TAKE_OVER_NOW]
    assert other.open(path)
    second = window_of(other)
    assert second.session.draft.text("cover", "title") == "第一个窗口", "nothing that was saved is lost"
    second.session.edit([(title, Text("第二个窗口"))], label="修改")
    first.session.edit([(title, Text("太晚了"))], label="修改")
    qtbot.waitUntil(lambda: not second._opened.state.waiting and first._opened.state.must_move)
    qtbot.waitUntil(first.safety.strip.isVisible)
    assert drafts.read_draft(path).text("cover", "title") == "第二个窗口"
    assert first.session.draft.text("cover", "title") == "太晚了", "it can still be saved elsewhere"
    with qtbot.waitSignal(second.closed):
        second.close()
    presenter.answers = [QUIT_ANYWAY]


def test_a_draft_at_a_path_of_250_characters(qtbot: QtBot, shell: Shell, presenter, framework, tmp_path: Path) -> None:
    path = long_path(tmp_path, 250, "a")
    assert shell.new_drafts.create(NewDraft(framework, "甲县", 2021, path)), presenter.errors
    window = window_of(shell)
    window.session.edit([(Key("cover", "title"), Text("路径很长"))], label="修改")
    window._opened.back_up().result()
    dialog = window.exports.make_dialog()
    dialog.folder.setText(str(path.parent / "导出"))
    with qtbot.waitSignal(dialog.export_ended, timeout=20_000):
        dialog.start.click()
    assert all(file.path.stat().st_size > 1000 for file in dialog.written)
    assert len(dialog.written) == 3
    dialog.accept()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert shell.open(path)
    assert window_of(shell).session.draft.text("cover", "title") == "路径很长"
    assert presenter.errors == []


def test_a_path_too_long_for_the_file_system_is_explained(shell: Shell, presenter, framework, tmp_path: Path) -> None:
    path = long_path(tmp_path, 250, "甲")  # 3 bytes a character
    assert not shell.new_drafts.create(NewDraft(framework, "甲县", 2021, path))
    (error,) = presenter.errors
    assert "路径太长" in error.message
    assert error.what_to_do
    assert not path.exists()


def test_who_holds_a_draft_elsewhere_is_named() -> None:
    from eduduty_desktop.gui.opening import held_text

    holder = Holder(computer="JIAOYU-03", user="李四", time=datetime(2022, 3, 1, 4, 0, tzinfo=UTC).isoformat())
    error = LockedError(Path("a.eduduty"), Path("lock"), holder, Holder(computer="other"))
    text = held_text(error, Path("a.eduduty"))
    assert "“李四”在计算机“JIAOYU-03”上从3月1日" in text
    assert since_text("没有时间") == ""
    unknown = LockedError(Path("a.eduduty"), Path("lock"), None, Holder())
    assert "看不懂的锁文件" in held_text(unknown, Path("a.eduduty"))


# read only ------------------------------------------------------------------------------------------------


@pytest.fixture
def reading(qtbot: QtBot, shell: Shell, presenter, path: Path) -> MainWindow:
    assert shell.show_opened(lambda: shell._services.open_draft(path, read_only=True))
    window = window_of(shell)
    window.resize(1366, 728)
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def test_nothing_can_be_changed_in_a_window_that_only_reads(qtbot: QtBot, reading: MainWindow) -> None:
    before = canonical(reading.session.draft)
    for node in pages_of(reading.session.draft.framework):
        reading.show_node(node)
        for field in fields_of(reading.pages.currentWidget()):
            field.setFocus()
            event = QInputMethodEvent("", [])
            event.setCommitString("改")
            QApplication.sendEvent(field, event)
            for key in (Qt.Key.Key_Delete, Qt.Key.Key_5, Qt.Key.Key_Return):
                qtbot.keyClick(field, key)
            for key in (Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z, Qt.Key.Key_Y):
                qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    for name in ("undo", "redo", "save_elsewhere", "back_up", "restore"):
        assert not reading.actions_by_name[name].isEnabled(), name
    assert canonical(reading.session.draft) == before


def test_finding_works_where_nothing_can_be_changed(qtbot: QtBot, reading: MainWindow) -> None:
    before = canonical(reading.session.draft)
    qtbot.keyClick(reading, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = reading.findChild(FindReplace)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.windowTitle() == "查找"
    dialog.wanted.setText("甲县")
    qtbot.waitUntil(lambda: dialog.hits.topLevelItemCount() > 0)
    reading.show_node("s2.p1")
    qtbot.keyClick(dialog.wanted, Qt.Key.Key_Return)
    assert reading.node == "cover", "the first hit is led to"
    assert not any(widget.isVisible() for widget in (dialog.by, dialog.one, dialog.all))
    for key in (Qt.Key.Key_R, Qt.Key.Key_A, Qt.Key.Key_P):
        qtbot.keyClick(dialog, key, Qt.KeyboardModifier.AltModifier)
    assert canonical(reading.session.draft) == before


def test_period_and_scope_can_be_looked_at_where_nothing_can_be_changed(qtbot: QtBot, reading: MainWindow) -> None:
    before = canonical(reading.session.draft)
    reading.show_node("s2.p1")
    (block,) = reading.pages.findChildren(FigureBlock)
    block.table.select(0, 2)
    qtbot.mouseClick(block.footer.details, Qt.MouseButton.LeftButton)
    assert block.details.isVisible()
    block.table.select(1, 2)
    assert len(block.details.fields) == 6
    for field in block.details.fields:
        field.setFocus()
        for key in (Qt.Key.Key_5, Qt.Key.Key_Delete, Qt.Key.Key_Down):
            qtbot.keyClick(field, key)
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert all(field.isReadOnly() for field in block.details.fields if isinstance(field, QLineEdit))
    assert canonical(reading.session.draft) == before


def test_an_export_of_a_draft_only_read_is_not_noted_in_it(
    qtbot: QtBot, reading: MainWindow, path: Path, tmp_path: Path
) -> None:
    before = path.read_bytes()
    dialog = reading.exports.make_dialog()
    dialog.folder.setText(str(tmp_path / "导出"))
    with qtbot.waitSignal(dialog.export_ended, timeout=20_000):
        dialog.start.click()
    assert dialog.written
    dialog.accept()
    assert path.read_bytes() == before


def fields_of(page: QWidget) -> list[QWidget]:
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit, QTableView, QAbstractButton)
    return [w for w in page.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w.isEnabled()]


def test_a_window_that_only_reads_says_so_and_closes(qtbot: QtBot, reading: MainWindow) -> None:
    reading.panel.step(1)
    assert not reading.panel._waive.isEnabled()
    words = [label.text() for label in reading.findChildren(QWidget, "readOnly")[0].findChildren(QWidget)]
    assert any("不能修改" in word for word in words)
    with qtbot.waitSignal(reading.closed):
        reading.close()


# damaged --------------------------------------------------------------------------------------------------


@pytest.fixture
def damaged(path: Path) -> Path:
    content = bytearray(path.read_bytes())
    for at in range(5 * 4096, 6 * 4096):  # a page of records; that of the framework is whole
        content[at] ^= 0x5A
    path.write_bytes(bytes(content))
    return path


def test_a_damaged_draft_is_salvaged_into_a_new_file(shell: Shell, presenter, damaged: Path, tmp_path: Path) -> None:
    target = tmp_path / "抢救.eduduty"
    before = damaged.read_bytes()
    presenter.answers = [SALVAGE]
    presenter.new_files = [target]
    presenter.answer_dialog = lambda dialog: isinstance(dialog, SalvageDialog) and dialog.list.count() > 0
    assert shell.open(damaged), presenter.errors
    assert presenter.questions[0][1] == [SALVAGE, FROM_BACKUP, CANCEL]
    assert window_of(shell).draft_path == target
    assert damaged.read_bytes() == before


def test_a_damaged_draft_left_alone_opens_nothing(shell: Shell, presenter, damaged: Path) -> None:
    presenter.answers = [CANCEL, SALVAGE]
    assert not shell.open(damaged)
    assert not shell.open(damaged)  # no file was named to salvage into
    assert presenter.proposed[0].name == "甲县2021（抢救）.eduduty"


# restoring ------------------------------------------------------------------------------------------------


def with_backup(shell: Shell, path: Path) -> tuple[MainWindow, Draft]:
    """A window on a draft with one backup, changed since."""
    assert shell.open(path)
    window = window_of(shell)
    window._opened.back_up().result()
    kept = window.session.draft
    window.session.edit([(Key("figures", "meeting.count", CURRENT), Entry(Decimal(9)))], label="改数")
    return window, kept


def choosing(action: str) -> Callable[[RestoreDialog], bool]:
    def answer(dialog: RestoreDialog) -> bool:
        (dialog.as_new if action == AS_NEW else dialog.replace).click()
        return True

    return answer


def test_the_difference_to_now_is_said(shell: Shell, presenter, path: Path) -> None:
    window, _ = with_backup(shell, path)
    window.actions_by_name["restore"].trigger()
    dialog = presenter.dialogs[0]
    assert isinstance(dialog, RestoreDialog)
    assert dialog.said.text() == "与现在相比，有 1 处不同："
    item = dialog.differences.topLevelItem(0)
    assert "领导小组会议次数" in item.text(0)
    assert (item.text(1), item.text(2)) == ("4", "9")
    assert shell.window is window  # nothing was chosen


def test_a_backup_becomes_a_new_file(shell: Shell, presenter, path: Path, tmp_path: Path) -> None:
    window, kept = with_backup(shell, path)
    presenter.answer_dialog = choosing(AS_NEW)
    presenter.new_files = [tmp_path / "恢复.eduduty"]
    window.actions_by_name["restore"].trigger()
    again = window_of(shell)
    assert again.draft_path == tmp_path / "恢复.eduduty"
    assert canonical(again.session.draft) == canonical(kept)
    assert drafts.read_draft(path).get(Key("figures", "meeting.count", CURRENT)).amount == 9


def test_a_backup_takes_the_place_of_the_draft(shell: Shell, presenter, path: Path) -> None:
    window, kept = with_backup(shell, path)
    presenter.answer_dialog = choosing(REPLACE)
    presenter.answers = ["替换"]
    window.actions_by_name["restore"].trigger()
    again = window_of(shell)
    assert again.draft_path == path
    assert canonical(again.session.draft) == canonical(kept)
    (old,) = [file for file in path.parent.glob("*.eduduty") if "恢复前" in file.name]
    assert drafts.read_draft(old).get(Key("figures", "meeting.count", CURRENT)).amount == 9


def test_a_lost_file_is_restored_from_the_start_page(shell: Shell, presenter, path: Path) -> None:
    window, kept = with_backup(shell, path)
    window.close()
    path.unlink()
    presenter.answer_dialog = choosing(REPLACE)
    presenter.answers = ["替换"]
    assert shell.start_page is not None
    shell.start_page.refresh()
    shell.start_page.restore.click()
    assert "打不开，不能比较" in presenter.dialogs[0].said.text()
    assert canonical(window_of(shell).session.draft) == canonical(kept)


def test_without_backups_the_dialog_says_when_there_will_be_some(qtbot: QtBot, draft: Draft) -> None:
    dialog = RestoreDialog(Path("甲.eduduty"), [], draft, lambda _path, _draft: [])
    qtbot.addWidget(dialog)
    assert not dialog.as_new.isEnabled()
    assert dialog.backup is None
    assert size_text(96 * 1024) == "96 KB"
    assert size_text(3 * 1024 * 1024 // 2) == "1.5 MB"

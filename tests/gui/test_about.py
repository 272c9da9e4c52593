"""关于: what a maintainer is told, and nothing of a draft."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from eduduty_desktop import __version__, paths
from eduduty_desktop.gui import about
from eduduty_desktop.gui.about import AboutDialog


def test_it_tells_versions_and_folders_but_not_the_user(qtbot: QtBot) -> None:
    told = about.diagnostics()
    assert __version__ in told
    assert {line.split("：")[0] for line in told.splitlines()} >= {"程序", "系统", "Python", "Qt", "屏幕", "日志"}
    assert str(Path.home()) not in told


def test_the_information_is_copied_and_the_log_folder_opened(qtbot: QtBot) -> None:
    opened: list[Path] = []
    dialog = AboutDialog(opened.append)
    qtbot.addWidget(dialog)
    dialog.open()
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    buttons["复制诊断信息"].click()
    assert QApplication.clipboard().text() == dialog.diagnostics.toPlainText()
    buttons["打开日志文件夹"].click()
    assert opened == [paths.log_folder()]
    with qtbot.waitSignal(dialog.finished):
        buttons["关闭"].click()


def test_a_bundled_program_shows_its_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "NOTICE.txt").write_text("Qt 6.9.3，LGPL", encoding="utf-8")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "eduduty"))
    assert about.notice() == about.NO_NOTICE
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert about.notice() == "Qt 6.9.3，LGPL"

"""The page with the result: what is read is what is printed, saved and copied."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from eduduty_desktop.gui.proofing.result_dialog import ResultDialog
from eduduty_desktop.gui.proofing.window import ProofingWindow
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.trace.printing import printer_of
from eduduty_desktop.workspace.proofing import NOT_COVERED, proven
from eduduty_desktop.workspace.proofing_paper import result_text
from tests.workspace.proofs import ARITHMETIC, example

NOW = datetime(2026, 3, 1)


@pytest.fixture
def dialog(qtbot: QtBot, settings: Settings, presenter, tmp_path: Path) -> ResultDialog:
    report = proven(tmp_path / "报告<1>.txt", "ab" * 32, "UTF-8", example())
    made = ResultDialog(report, NOW, settings, presenter)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_page_shows_what_is_copied(dialog: ResultDialog) -> None:
    read = dialog.page.toPlainText()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == result_text(dialog._report, NOW)
    assert "".join(read.split()) == "".join(copied.split())
    for words in ("“报告<1>”校核结果", ARITHMETIC, *NOT_COVERED):
        assert words in read
    assert "已复制" in dialog.said.text()


def test_it_is_printed(dialog: ResultDialog, tmp_path: Path) -> None:
    printer = printer_of("结果")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    dialog.print_on(printer)
    content = (tmp_path / "a.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == 1, "one page"


def test_no_printer_is_asked_for_in_vain(dialog: ResultDialog, presenter) -> None:
    dialog.print_out()
    assert len(presenter.dialogs) == 1
    assert dialog.said.text() == ""


@pytest.mark.parametrize("name", ["结果.docx", "结果.xlsx"])
def test_it_is_saved_and_the_folder_remembered(
    dialog: ResultDialog, settings: Settings, tmp_path: Path, name: str
) -> None:
    dialog.save(tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(b"PK")
    assert settings.folder("proof_result", Path()) == tmp_path
    assert name in dialog.said.text()


def test_a_folder_that_cannot_be_written_is_explained(dialog: ResultDialog, presenter, tmp_path: Path) -> None:
    dialog.save(tmp_path / "没有" / "结果.docx")
    assert "文件夹不存在" in presenter.errors[0].message
    assert dialog.said.text() == ""


def test_the_window_opens_it(shown: ProofingWindow, presenter) -> None:
    shown.actions_by_name["result"].trigger()
    (dialog,) = presenter.dialogs
    assert isinstance(dialog, ResultDialog)

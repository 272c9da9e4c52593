"""How one gets to the framework page and the import dialog, and what of them is loaded before."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.frameworks.import_dialog import CHOOSE, ImportDialog
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.manual import ManualDialog
from eduduty_desktop.gui.new_draft import NewDraftDialog
from eduduty_desktop.gui.services import Services, Shelf
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell


@pytest.fixture
def shell(qtbot: QtBot, services: Services, settings: Settings, presenter, look: Look, make_page) -> Iterator[Shell]:
    shell = Shell(services, settings, presenter, look, make_page)
    yield shell
    for window in (shell.sides.snapshot, shell.sides.frameworks, shell.window, shell.start_page):
        if window is not None:
            window.close()


def test_nothing_of_it_is_loaded_before_it_is_opened() -> None:
    code = (
        "import sys, eduduty_desktop.app, eduduty_desktop.gui.start_page, eduduty_desktop.gui.main_window\n"
        "print([name for name in sys.modules if 'gui.frameworks' in name or 'framework.notice' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_the_start_page_leads_to_the_framework_page(qtbot: QtBot, shell: Shell) -> None:
    shell.show_start()
    shell.start_page.findChild(QPushButton, "frameworks").click()
    page = shell.sides.frameworks
    assert page.isVisible()
    shell.sides.show_frameworks()
    assert shell.sides.frameworks is page
    page.close()
    assert shell.sides.frameworks is None


def test_an_open_draft_shows_its_own_framework(qtbot: QtBot, shell: Shell, framework: Framework) -> None:
    shell.new_drafts.open_sample()
    shell.window.show_node("s2.p1")
    shell.window.actions_by_name["framework"].trigger()
    assert shell.sides.snapshot.framework == framework
    assert shell.sides.snapshot.tree.node == "s2.p1"
    assert not shell.sides.snapshot.editable
    shell.window.actions_by_name["frameworks"].trigger()
    assert shell.sides.frameworks.isVisible()
    shell.window.close()
    assert shell.sides.snapshot is None


def test_a_new_draft_begins_with_the_framework_shown(shell: Shell, presenter, own: Framework, tmp_path: Path) -> None:
    def answer(dialog: NewDraftDialog) -> bool:
        assert dialog.choice.framework.id == shell._services.frameworks()[-1].id
        dialog.county.setText("甲县")
        dialog.folder.setText(str(tmp_path))
        return True

    presenter.answer_dialog = answer
    shell.new_drafts.open_sample()
    before = shell.window
    shell.sides.show_frameworks()
    shell.sides.frameworks.new_draft_asked.emit("small")
    assert shell.window is not before
    assert shell.window.draft_path.name.startswith("甲县")


def test_a_notice_is_imported_from_the_dialog_of_a_new_draft(
    qtbot: QtBot, shell: Shell, shelf: Shelf, framework: Framework, presenter, notice: Path, tmp_path: Path
) -> None:
    seen = []

    def answer(dialog) -> bool:
        if isinstance(dialog, ImportDialog):
            dialog.read(notice)
            qtbot.waitUntil(lambda: not (dialog.reading.is_running or dialog.searching.is_running), timeout=20_000)
            dialog.create_framework()
        else:
            object.__setattr__(shell._services, "frameworks", lambda: shelf.library().all())
            dialog.import_asked.emit()
            seen.append((dialog.framework.currentText(), dialog.choice.framework.id))
        return False

    presenter.answer_dialog = answer
    shell.new_drafts.ask()
    (text, made) = seen[0]
    assert text == "甲县2024年履行教育职责评价指标体系（本机导入）"
    assert shelf.library().own_ids == [made]


def test_f1_opens_the_pages_of_the_manual(
    qtbot: QtBot, shell: Shell, services: Services, settings: Settings, presenter, look: Look
) -> None:
    shell.sides.show_frameworks()
    shell.sides.frameworks.actions_by_name["manual"].trigger()
    manual = shell.sides.frameworks.findChild(ManualDialog)
    assert manual.isVisible()
    assert manual.findChild(QTextBrowser) is not None
    assert manual._shown == "frameworks"
    dialog = ImportDialog(services, settings, presenter, look)
    qtbot.addWidget(dialog)
    assert dialog.page == CHOOSE

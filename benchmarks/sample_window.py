"""The program's window on the sample, in folders of its own, with a long narrative to type into."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, SignalInstance
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from eduduty_desktop import app
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell

LENGTH = 15_000
NODE = "s4.p1"  # the point with the most figures
PHRASE = "全市共有义务教育学校56所，比上年增加3所。"


@contextmanager
def sample_window() -> Iterator[MainWindow]:
    """A window with the sample open, closed at the end; nothing of a user's is read or written."""
    application = app.make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        services = app.make_services(folder, folder / "data")
        shell = Shell(services, Settings(folder / "window.ini"), Presenter(), app.dress(application), app.make_page)
        shell.new_drafts.open_sample()
        assert shell.window is not None
        yield shell.window
        shell.window.close()


def long_text(draft: Draft) -> str:
    """All texts of the sample, with their linked figures, over and over up to the length of a long report."""
    paragraphs = [line for record in draft.rows("narratives").values() for line in record.text.split("\n")]
    taken: list[str] = []
    while sum(len(paragraph) + 1 for paragraph in taken) < LENGTH:
        taken.append(paragraphs[len(taken) % len(paragraphs)])
    return "\n".join(taken)


def long_narrative(window: MainWindow) -> None:
    """Give one point the long text and show it, with its findings."""
    session = window.session
    session.edit([(Key("narratives", NODE), Narrative(long_text(session.draft)))], label="基准")
    window.show_node(NODE)
    window.checks.finish()


def cursor_in_the_middle(window: MainWindow) -> QTextEdit:
    """The narrative's editor (the text widget that holds the most), ready to be typed into half-way down."""
    edits = window.page.findChildren(QTextEdit)  # type: ignore[attr-defined]
    edit = max(edits, key=lambda each: len(each.toPlainText()))
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(len(edit.toPlainText()) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    QTest.qWaitForWindowExposed(window)
    QCoreApplication.processEvents()
    return edit


def type_until(edit: QTextEdit, character: str, followed: SignalInstance) -> float:
    """Type one character; the time at which it was typed, once the signal has come."""
    loop = QEventLoop()
    followed.connect(loop.quit)
    started = time.perf_counter()
    event = QInputMethodEvent("", [])
    event.setCommitString(character)
    QCoreApplication.sendEvent(edit, event)
    loop.exec()
    followed.disconnect(loop.quit)
    return started

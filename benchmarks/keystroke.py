"""Bar: keystroke to refreshed findings, p95 ≤ 16 ms, in a narrative of 15,000 characters.

Commits single Chinese characters into the real page of the real window, with the sample open, and waits for the
signal that every check it touched has run and the panel follows. `benchmarks/keystroke.py [STROKES]`.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop
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

BAR_MILLISECONDS = 16.0
LENGTH = 15_000
STROKES = 300
NODE = "s4.p1"  # the point with the most figures


def long_text(draft: Draft) -> str:
    """All texts of the sample, with their linked figures, over and over up to the length of a long report."""
    paragraphs = [line for record in draft.rows("narratives").values() for line in record.text.split("\n")]
    taken: list[str] = []
    while sum(len(paragraph) + 1 for paragraph in taken) < LENGTH:
        taken.append(paragraphs[len(taken) % len(paragraphs)])
    return "\n".join(taken)


def editor_of(window: MainWindow) -> QTextEdit:
    """The narrative's editor: the text widget that holds the most."""
    edits = window.page.findChildren(QTextEdit)  # type: ignore[attr-defined]
    return max(edits, key=lambda edit: len(edit.toPlainText()))


def stroke(window: MainWindow, edit: QTextEdit, character: str) -> float:
    """Type one character; the seconds until the findings are settled again."""
    loop = QEventLoop()
    window.checks.settled.connect(loop.quit)
    started = time.perf_counter()
    event = QInputMethodEvent("", [])
    event.setCommitString(character)
    QCoreApplication.sendEvent(edit, event)
    loop.exec()
    taken = time.perf_counter() - started
    window.checks.settled.disconnect(loop.quit)
    return taken


def measure(window: MainWindow, strokes: int) -> list[float]:
    session = window.session
    text = long_text(session.draft)
    session.edit([(Key("narratives", NODE), Narrative(text))], label="基准")
    window.show_node(NODE)
    window.checks.finish()
    edit = editor_of(window)
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(len(edit.toPlainText()) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    QTest.qWaitForWindowExposed(window)
    QCoreApplication.processEvents()
    phrase = "全市共有义务教育学校56所，比上年增加3所。"
    return [stroke(window, edit, phrase[number % len(phrase)]) for number in range(strokes)]


def main(strokes: int) -> int:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(folder / "window.ini")
        shell = Shell(app.make_services(folder), settings, Presenter(), app.dress(application), app.make_page)
        shell.open_sample()
        assert shell.window is not None
        taken = sorted(1000 * seconds for seconds in measure(shell.window, strokes))
        shell.window.close()
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(f"keystroke to findings, {LENGTH} characters of the sample's own texts, {strokes} strokes:")
    print(f"p50 {p50:.1f} ms   p95 {p95:.1f} ms (bar {BAR_MILLISECONDS:.0f})   most {taken[-1]:.1f} ms")
    return 0 if p95 <= BAR_MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STROKES))

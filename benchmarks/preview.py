"""Bar: the preview follows typing within 200 ms, and paginating after a keystroke costs a few ms, on 15,000 characters.

Types into the real window with the sample open and the preview beside it, and waits until the page that was typed on
is painted again.  `benchmarks/preview.py [STROKES]`.
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
from eduduty_desktop.document import build_report
from eduduty_desktop.document.pagination import Paginator
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.preview.panel import PreviewPanel
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell

BAR_MILLISECONDS = 200.0
PAGINATION_BAR = 10.0
LENGTH = 15_000
STROKES = 60
NODE = "s4.p1"


def long_text(draft: Draft) -> str:
    """All texts of the sample, over and over up to the length of a long report."""
    paragraphs = [line for record in draft.rows("narratives").values() for line in record.text.split("\n")]
    taken: list[str] = []
    while sum(len(paragraph) + 1 for paragraph in taken) < LENGTH:
        taken.append(paragraphs[len(taken) % len(paragraphs)])
    return "\n".join(taken)


def prepare(window: MainWindow) -> tuple[QTextEdit, PreviewPanel]:
    session = window.session
    session.edit([(Key("narratives", NODE), Narrative(long_text(session.draft)))], label="基准")
    window.show_node(NODE)
    window.checks.finish()
    panel = window.preview.open()
    edits = window.page.findChildren(QTextEdit)  # type: ignore[attr-defined]
    edit = max(edits, key=lambda each: len(each.toPlainText()))
    edit.setFocus()
    cursor = edit.textCursor()
    cursor.setPosition(len(edit.toPlainText()) // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    edit.setTextCursor(cursor)
    QTest.qWaitForWindowExposed(window)
    QCoreApplication.processEvents()
    return edit, panel


def stroke(edit: QTextEdit, panel: PreviewPanel, character: str) -> float:
    """Type one character; the seconds until its page is painted."""
    loop = QEventLoop()
    panel.source.pages_changed.connect(loop.quit)
    started = time.perf_counter()
    event = QInputMethodEvent("", [])
    event.setCommitString(character)
    QCoreApplication.sendEvent(edit, event)
    loop.exec()
    panel.view.viewport().repaint()
    panel.source.pages_changed.disconnect(loop.quit)
    return time.perf_counter() - started


def pagination(draft: Draft, strokes: int) -> tuple[float, list[float]]:
    """Milliseconds to paginate a report from nothing, and after each of some keystrokes."""
    paginator, text = Paginator(), long_text(draft)
    started = time.perf_counter()
    paginator.paginate(build_report(draft))
    whole = 1000 * (time.perf_counter() - started)
    again = []
    for number in range(strokes):
        half = len(text) // 2
        text = f"{text[:half]}{'全市共有学校'[number % 6]}{text[half:]}"
        draft = draft.apply([draft.change(Key("narratives", NODE), Narrative(text))])
        blocks = build_report(draft)
        started = time.perf_counter()
        paginator.paginate(blocks)
        again.append(1000 * (time.perf_counter() - started))
    return whole, sorted(again[1:])


def main(strokes: int) -> int:
    application = app.make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(folder / "window.ini")
        shell = Shell(app.make_services(folder), settings, Presenter(), app.dress(application), app.make_page)
        shell.open_sample()
        assert shell.window is not None
        edit, panel = prepare(shell.window)
        whole, again = pagination(shell.window.session.draft, strokes)
        phrase = "全市共有义务教育学校56所，比上年增加3所。"
        seen = sorted(1000 * stroke(edit, panel, phrase[n % len(phrase)]) for n in range(strokes))
        pages = len(panel.pages.pages)
        shell.window.close()
    p50, p95 = seen[len(seen) // 2], seen[int(len(seen) * 0.95)]
    print(f"preview of {pages} pages, {LENGTH} characters in one text, {strokes} strokes:")
    print(
        f"report and pages from nothing {whole:.1f} ms; paginating after a keystroke p50 {again[len(again) // 2]:.1f} ms, "
    )
    print(f"most {again[-1]:.1f} ms (bar {PAGINATION_BAR:.0f} for p50)")
    print(
        f"keystroke to painted page p50 {p50:.0f} ms   p95 {p95:.0f} ms (bar {BAR_MILLISECONDS:.0f})   most {seen[-1]:.0f} ms"
    )
    return 0 if p95 <= BAR_MILLISECONDS and again[len(again) // 2] <= PAGINATION_BAR else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else STROKES))

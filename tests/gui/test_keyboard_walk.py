"""A county's way through the program by keyboard alone, killed in the middle of a sentence: all of it is there again.

The walk (`keyboard_walk.py`) is a process of its own, which ends by SIGKILL; what it left is opened here.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.store import holder_of
from tests.gui import keyboard_walk as walk
from tests.store.samples import CHECKOUT

SCREEN = {"name": "office", "x": 0, "y": 0, "width": walk.SIZE[0], "height": walk.SIZE[1], "dpr": 1.0}
DPI = {"logicalDpi": 96, "logicalBaseDpi": 96}
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


class Left(msgspec.Struct):
    """What the walk said that it left."""

    draft: Path
    value: str
    resolved: list[str]
    exported: list[Path]


@pytest.fixture
def left(tmp_path: Path) -> Left:
    """The walk, on a screen of 1366 × 768, until it kills itself."""
    screens = tmp_path / "screens.json"
    screens.write_text(json.dumps({"screens": [SCREEN | DPI]}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.keyboard_walk", str(tmp_path)],
        cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=walk.LONGEST + 20,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    return msgspec.json.decode(done.stdout, type=Left, dec_hook=lambda kind, text: kind(text))


@pytest.fixture
def shell(left: Left, tmp_path: Path, presenter) -> Iterator[Shell]:
    """The program started anew over what the walk left."""
    shell = walk.make_shell(tmp_path, presenter)
    yield shell
    for window in (shell.window, shell.start_page):
        if window is not None:
            window.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_all_that_was_done_by_keyboard_alone_survives_a_kill(qtbot: QtBot, left: Left, shell: Shell, presenter) -> None:
    assert holder_of(left.draft) is not None, "the lock of the dead process lies there"

    shell.show_start()
    assert shell.start_page is not None
    walk.activate(shell.start_page)
    walker = walk.Walker()
    walker.tab_to("最近")
    walker.key(Qt.Key.Key_Return)
    window = walk.in_its_window(shell)
    assert (window.draft_path, window.session.read_only) == (left.draft, "")
    assert (presenter.questions, presenter.errors) == ([], [])
    assert holder_of(left.draft).pid == os.getpid()  # type: ignore[union-attr]

    draft = window.session.draft
    walk.check(draft)
    assert draft.text("narratives", "s1.p2").endswith(walk.LAST_WORDS)
    assert walk.digest(draft) == left.value, "nothing else is there, and nothing is missing"
    assert window._opened.recovered > 0
    qtbot.waitUntil(lambda: "已恢复" in window.status._message.text())

    assert len(left.resolved) >= 3
    findings = window.checks.finish()
    assert [finding.code for finding in findings if window.session.waived(finding)] == left.resolved[:1]
    assert window.panel.counts.errors + window.panel.counts.warnings == 0

    assert {path.suffix for path in left.exported} == {".docx", ".xlsx"}
    assert all(path.stat().st_size > 1000 for path in left.exported)
    noted = [line.export.file_name for line in window._opened.exports()]
    assert sorted(noted) == sorted(path.name for path in left.exported), "each is noted once"

    shown_again(walker, window)


def shown_again(walker: walk.Walker, window: walk.MainWindow) -> None:
    """The fields show what the draft says."""
    walk.go_to(walker, window, "s1.p1")
    walk.into_page(walker, window)
    fields = {walk.name_of(widget): widget for widget in window.page.findChildren(walk.QWidget)}
    text = fields["第 2 项扣分的理由"].text()
    assert text == "缺编三人"
    assert fields["配备教师的正文"].toPlainText().endswith("，都已持证上岗。")
    assert QApplication.focusWidget() is not None


def test_chinese_is_never_typed_as_keys() -> None:
    """QTest.keyClicks with Chinese aborts the process; `digits` must refuse it."""
    with pytest.raises(AssertionError):
        walk.Walker().digits("中文")

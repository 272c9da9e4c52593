"""The whole program in a process of its own: a run without a person, and what a bug does to the exit status."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eduduty_desktop import app
from eduduty_desktop.errors import UserError

CHECKOUT = Path(__file__).resolve().parents[2]

SMOKE_WITH_A_FAULT = """
from eduduty_desktop import app
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace import exporting
def refuse(*arguments, **options):
    raise UserError("不能写入文件夹", what_to_do="请换一个。")
exporting.export = refuse
raise SystemExit(app.run_window(None, smoke=True))
"""

BUG_IN_A_SLOT = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from eduduty_desktop import app
app.CrashTeller._show = lambda self, summary: (print("told", summary), QApplication.exit(0))
application = app.make_application()
QTimer.singleShot(0, lambda: 1 / 0)
raise SystemExit(app.run_window(None))
"""


FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_run_without_a_person_opens_edits_checks_and_exports() -> None:
    done = run("-m", "eduduty_desktop", "--smoke")
    assert done.returncode == 0, done.stderr


def test_a_run_without_a_person_leaves_no_trace_with_the_user(tmp_path: Path) -> None:
    home = {name: str(tmp_path / name) for name in FOLDERS}
    done = run("-m", "eduduty_desktop", "--smoke", HOME=str(tmp_path), TMPDIR=str(tmp_path), **home)
    assert done.returncode == 0, done.stderr
    left = [path for path in tmp_path.rglob("*") if path.is_file() and ".cache" not in path.parts]
    assert left == []


def test_a_run_that_fails_says_why() -> None:
    done = run("-c", SMOKE_WITH_A_FAULT)
    assert done.returncode == 3
    assert "自检没有通过：不能写入文件夹" in done.stderr


def test_a_bug_in_a_slot_is_told_and_makes_the_status_3() -> None:
    done = run("-c", BUG_IN_A_SLOT)
    assert done.returncode == 3, done.stderr
    assert "told ZeroDivisionError" in done.stdout
    assert "Traceback" in done.stderr


def test_without_a_screen_it_says_so_instead_of_aborting(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(UserError, match="没有图形界面"):
        app.refuse_without_screen()

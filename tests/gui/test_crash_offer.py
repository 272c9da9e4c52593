"""The report of a crash is offered at the next start, once."""

import subprocess
import sys
from pathlib import Path

import pytest

from eduduty_desktop.gui.crash_offer import ENOUGH, SHOW, offer_report, recorded_crashes
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.logs import FAULT_NAME

CRASH = """
import faulthandler, sys
from pathlib import Path
from eduduty_desktop.logs import CrashLog
CrashLog(Path(sys.argv[1]), print).install()
faulthandler._sigsegv()
"""


class Answers(Presenter):
    """Gives one answer and notes what was asked."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def ask(self, *_arguments: object, **_options: object) -> str:
        self.asked.append(str(_arguments[2]))
        return self.answer


def crash(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(folder)], capture_output=True, check=False)
    assert done.returncode != 0


@pytest.mark.parametrize("answer", [SHOW, ENOUGH])
def test_a_crash_is_offered_once(answer: str, tmp_path: Path) -> None:
    folder = tmp_path / "日志"
    crash(folder)
    settings, presenter, opened = Settings(tmp_path / "window.ini"), Answers(answer), []
    assert offer_report(settings, folder, presenter, opened.append)
    assert opened == ([folder] if answer == SHOW else [])
    assert FAULT_NAME in presenter.asked[0]
    assert not offer_report(settings, folder, presenter, opened.append)
    crash(folder)
    assert offer_report(settings, folder, presenter, opened.append)


def test_nothing_is_offered_without_a_crash(tmp_path: Path) -> None:
    presenter = Answers(ENOUGH)
    assert not offer_report(Settings(tmp_path / "window.ini"), tmp_path, presenter, print)
    (tmp_path / FAULT_NAME).write_text("Windows fatal exception: code 0x8001010d\n", encoding="utf-8")
    assert recorded_crashes(tmp_path) == 0
    assert not offer_report(Settings(tmp_path / "window.ini"), tmp_path, presenter, print)
    assert presenter.asked == []

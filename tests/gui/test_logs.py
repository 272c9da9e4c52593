"""The crash log: what is caught, where it is written, who is told."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from eduduty_desktop.logs import MOST_BYTES, CrashLog


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def log(tmp_path: Path, told: list[str], capfd: pytest.CaptureFixture[str]) -> Iterator[CrashLog]:
    log = CrashLog(tmp_path / "log", told.append)
    log.install()
    yield log
    log.uninstall()


def caught(error: Exception) -> None:
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]


def test_a_bug_is_written_and_told(log: CrashLog, told: list[str]) -> None:
    caught(ZeroDivisionError("bug"))
    assert "ZeroDivisionError: bug" in log.file.read_text(encoding="utf-8")
    assert told == ["ZeroDivisionError：bug"]
    assert log.failures == 1


def test_a_bug_in_a_thread_is_written_and_told(log: CrashLog, told: list[str]) -> None:
    def work() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == ["ValueError：in a thread"]


def test_an_interruption_is_no_bug(log: CrashLog, told: list[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert log.failures == 0


def test_a_long_log_is_put_aside(log: CrashLog) -> None:
    log.file.write_text("x" * (MOST_BYTES + 1), encoding="utf-8")
    caught(ValueError("new"))
    assert log.file.stat().st_size < MOST_BYTES
    assert log.file.with_suffix(".old.log").exists()


def test_a_folder_that_cannot_be_written_leaves_stderr(
    tmp_path: Path, told: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    log = CrashLog(tmp_path / "file" / "log", told.append)
    log.install()
    caught(ValueError("bug"))
    log.uninstall()
    assert told == ["ValueError：bug"]
    assert "不能写日志" in capfd.readouterr().err

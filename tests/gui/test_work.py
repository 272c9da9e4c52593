"""A page's long work: one of three ends, what is cancelled stops, nothing comes after the page gave it up."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from eduduty_desktop.gui.work import Cancelled, Job, OneWork, Progress


class Page(QObject):
    """Notes what it hears."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.work = OneWork(self, self._finish)
        self.heard: list[object] = []

    def begin(self, job: Job) -> None:
        self.work.begin(
            job, done=self.heard.append, failed=self.heard.append, stopped=lambda: self.heard.append("stop")
        )

    def _finish(self, then: Callable[[], None]) -> None:
        assert not self.work.is_running
        then()
        self.settled.emit()


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    del qtbot
    return Page()


def test_the_result_is_handed_over_and_progress_is_told(qtbot: QtBot, page: Page) -> None:
    def job(progress: Progress, _cancelled: Cancelled) -> int:
        progress(1, 4, "一")
        return 7

    told: list[tuple[int, str]] = []
    page.work.progressed.connect(lambda thousandths, text: told.append((thousandths, text)))
    with qtbot.waitSignal(page.settled):
        page.begin(job)
        assert page.work.is_running
    assert page.heard == [7]
    assert told == [(250, "一")]


def test_an_error_is_handed_over(qtbot: QtBot, page: Page) -> None:
    error = ValueError("x")

    def job(_progress: Progress, _cancelled: Cancelled) -> None:
        raise error

    with qtbot.waitSignal(page.settled):
        page.begin(job)
    assert page.heard == [error]


def test_what_is_cancelled_stops(qtbot: QtBot, page: Page) -> None:
    started = Event()

    def job(_progress: Progress, cancelled: Cancelled) -> None:
        started.set()
        while not cancelled():
            pass
        raise InterruptedError

    page.work.cancel()  # nothing runs: nothing happens
    with qtbot.waitSignal(page.settled):
        page.begin(job)
        assert started.wait(10)
        page.work.cancel()
    assert page.heard == ["stop"]


def test_nothing_comes_after_the_page_gave_it_up(qtbot: QtBot, page: Page) -> None:
    page.begin(lambda _progress, _cancelled: 7)
    page.work.end()
    assert not page.work.is_running
    with qtbot.waitSignal(page.settled):
        page.begin(lambda _progress, _cancelled: 8)
    assert page.heard == [8]

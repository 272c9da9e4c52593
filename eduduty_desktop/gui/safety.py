"""What keeps the open draft from being lost: follows the file's state, asks where to save instead, makes backups."""

import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.saving import SaveMonitor
from eduduty_desktop.gui.services import OpenedDraft, Services
from eduduty_desktop.gui.status import SaveFailure

if TYPE_CHECKING:
    from eduduty_desktop.store import SaveState

QUIT_ANYWAY, ELSEWHERE, STAY = "不再存，关闭", "另存到…", "留在窗口"
AFTER_FIRST_PAINT = 2_000  # milliseconds
LOOK_EVERY = 60_000
QUIET_SECONDS = 3.0  # a backup waits for a pause in typing of this length …
MOST_POSTPONED = 20  # … but not more often than this


class Safety(QObject):
    """Belongs to one window.  A draft that is only read has nothing to lose: then it does nothing."""

    saved = Signal(object)  # datetime
    failing = Signal()
    told = Signal(str)  # a short word for the status line
    moved = Signal()  # the draft is in another file now
    _backed_up = Signal(object)  # Future

    def __init__(
        self, opened: OpenedDraft, services: Services, presenter: Presenter, look: Look, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._opened = opened
        self._services = services
        self._presenter = presenter
        self._window = window
        self._typed_at = 0.0
        self._postponed = 0
        self._stopped = False
        self._said_no_backup = False
        self.strip = SaveFailure(look)
        self.strip.retry_asked.connect(self.retry)
        self.strip.elsewhere_asked.connect(self.save_elsewhere)
        self.monitor = SaveMonitor(opened, self)
        self.monitor.saved.connect(self.saved)
        self.monitor.failing.connect(self._show_failing)
        self.monitor.recovered.connect(self._hide_failing)
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY)
        self._clock.timeout.connect(self._back_up_if_due)
        self._backed_up.connect(self._tell_backup, Qt.ConnectionType.QueuedConnection)
        if not opened.session.only_looked_at:
            opened.session.subscribe(lambda _: self._note_typing())
            QTimer.singleShot(AFTER_FIRST_PAINT, self, self._back_up_on_opening)
            self._clock.start()

    def retry(self) -> None:
        """Write once more what has not reached the file; the state tells what came of it."""
        self.told.emit("正在再试…")
        self._opened.retry().add_done_callback(lambda done: done.exception())

    def save_elsewhere(self) -> bool:
        """Ask for a new file, write everything into it and go on there; whether that was done."""
        path = self._opened.path
        chosen = self._presenter.choose_new_file(
            self._window, "另存到", self._services.documents_folder / f"{path.stem}（另存）{path.suffix}"
        )
        if chosen is None:
            return False
        try:
            chosen.parent.mkdir(parents=True, exist_ok=True)
            self._opened.save_elsewhere(chosen)
        except (UserError, OSError) as error:
            known = error if isinstance(error, UserError) else UserError(f"不能建立文件夹（{error.strerror}）")
            self._presenter.show_error(self._window, known)
            return False
        self._hide_failing()
        self.moved.emit()
        self.told.emit(f"已存到“{self._opened.path.name}”，接着在这个新文件里编辑")
        return True

    def back_up(self) -> None:
        """Make a backup now because a person wants one."""
        self._follow(self._opened.back_up(), "已备份")

    def may_close(self) -> bool:
        """Whether the window may be closed: everything is in a file, or a person said so."""
        if not self.monitor.is_failing:
            return True
        answer = self._presenter.ask(
            self._window,
            "有内容没有存进文件",
            f"有内容没有存进“{self._opened.path.name}”。\n\n{self.strip.words}\n"
            "另存到别的磁盘最稳妥。不再存就关闭的，程序会尽量把这里的内容放进备份，在“恢复备份”里找。",
            [ELSEWHERE, QUIT_ANYWAY, STAY],
            safe=STAY,
        )
        return answer == QUIT_ANYWAY or (answer == ELSEWHERE and self.save_elsewhere())

    def stop(self) -> None:
        """Follow nothing any more; call it before the draft is closed."""
        self._stopped = True
        self._clock.stop()
        self.monitor.stop()

    def _show_failing(self, state: "SaveState") -> None:
        self.strip.show_state(state)
        self.failing.emit()

    def _hide_failing(self) -> None:
        self.strip.hide()

    # backups ---------------------------------------------------------------------------------------------

    def _note_typing(self) -> None:
        self._typed_at = time.monotonic()

    def _back_up_on_opening(self) -> None:
        if not self._stopped:
            self._follow(self._opened.back_up_on_opening())

    def _back_up_if_due(self) -> None:
        """In a pause of typing, so that reading the copy back takes no time from a keystroke."""
        if self._stopped:
            return
        if time.monotonic() - self._typed_at < QUIET_SECONDS and self._postponed < MOST_POSTPONED:
            self._postponed += 1
            QTimer.singleShot(int(QUIET_SECONDS * 1000), self, self._back_up_if_due)
            return
        self._postponed = 0
        self._follow(self._opened.back_up_if_due(self._services.now()))

    def _follow(self, future: "Future[Any] | None", word: str = "") -> None:
        if future is not None:
            future.add_done_callback(lambda done: None if self._stopped else self._backed_up.emit((done, word)))

    def _tell_backup(self, told: "tuple[Future[Any], str]") -> None:
        done, word = told
        error = done.exception()
        if error is None:
            self._said_no_backup = False
            if word:
                self.told.emit(word)
        elif word or not self._said_no_backup:
            self._said_no_backup = True
            reason = error.one_line() if isinstance(error, UserError) else str(error)
            self.told.emit(f"没有备份成：{reason}")

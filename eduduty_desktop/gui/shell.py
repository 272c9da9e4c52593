"""Which window is open: the start page, or one draft. Opens and leaves drafts, and remembers them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.new_drafts import NewDrafts
from eduduty_desktop.gui.opening import DRAFT_FILES, Opener, is_same, stay_alive
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.restoring import Restorer
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.gui.services import OpenedDraft, Page, Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.side_windows import SideWindows

if TYPE_CHECKING:  # loaded when first shown: a draft named on the command line does not need it
    from eduduty_desktop.gui.start_page import StartPage


class Shell(QObject):
    """Holds the one window that is open; `draft_ready` comes once for each draft that it opens."""

    draft_ready = Signal()

    def __init__(
        self,
        services: Services,
        settings: Settings,
        presenter: Presenter,
        look: Look,
        make_page: Callable[[OpenedDraft, QWidget], Page],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._presenter = presenter
        self._look = look
        self._make_page = make_page
        self._restorer = Restorer(services, presenter)
        self._opener = Opener(services, presenter, self._restorer.restore)
        self.start_page: StartPage | None = None
        self.window: MainWindow | None = None
        self.sides = SideWindows(services, settings, presenter, look, self)
        self.new_drafts = NewDrafts(services, settings, presenter, look, self.sides, self)
        self.sides.new_draft_asked.connect(self.new_drafts.ask)

    @property
    def front(self) -> QWidget | None:
        """The window that is open; dialogs stand over it."""
        return self.window or self.start_page

    def begin(self, path: Path | None) -> None:
        """Open a draft if one was named and can be opened, else the start page."""
        if path is None or not self.open(path):
            self.show_start()

    def show_start(self) -> None:
        """Show the start page, with the list as it is now."""
        from eduduty_desktop.gui.start_page import StartPage

        if self.start_page is None:
            page = StartPage(self._settings, self._look)
            page.setWindowTitle("教育履职自评")
            resize_within(page, 880, 520)
            page.new_asked.connect(self.new_drafts.ask)
            page.open_asked.connect(self.ask_open)
            page.sample_asked.connect(self.new_drafts.open_sample)
            page.frameworks_asked.connect(self.sides.show_frameworks)
            page.proofing_asked.connect(self.sides.show_proofing)
            page.report_dropped.connect(self.sides.show_proofing)
            page.recent_chosen.connect(self.open)
            page.restore_asked.connect(self.ask_restore)
            self.start_page = page
        self.start_page.refresh()
        self.start_page.show()
        self.start_page.activateWindow()

    def open(self, path: Path) -> bool:
        """Open a draft, asking where it is held or damaged; a `UserError` is shown, then nothing has changed."""
        return self.show_opened(lambda: self._opener.open(path, self.start_page))

    def welcome(self, path: Path | None) -> None:
        """A second start of the program: come to the front, on the draft that it named.

        Another draft that is open is closed as on leaving it, and opened again if the new one cannot be.
        """
        window = self.window
        if path is not None and not (window is not None and is_same(window.draft_path, path)):
            self._change_to(path, window)
        self.to_front()

    def to_front(self) -> None:
        """Bring the window that is open before those of other programs."""
        window = self.front
        if window is None:
            return
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _change_to(self, path: Path, window: MainWindow | None) -> None:
        if window is None:
            self.open(path)
            return
        if not path.is_file():
            missing = UserError(
                f"没有文件“{path.name}”", what_to_do="请检查它是否被移走、改名，U盘是否接好。", place=str(path)
            )
            self._presenter.show_error(window, missing)
            return
        before = window.draft_path
        with stay_alive():
            if window.close() and not self.open(path) and not self.open(before):
                self.show_start()

    def restore(self, path: Path) -> bool:
        """Let the person choose a backup of a draft that is not open, restore it and open what came of it."""
        return self.show_opened(lambda: self._restorer.restore(path, self.start_page))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        chosen = self._ask_file("打开自评稿")
        if chosen is not None:
            self.open(chosen)

    def ask_restore(self, path: Path | None) -> None:
        """Restore a backup of the draft chosen in the list, else of a file that is asked for."""
        chosen = path or self._ask_file("恢复哪一份自评稿的备份")
        if chosen is not None:
            self.restore(chosen)

    def _ask_file(self, title: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        folder = self._settings.folder("draft", self._services.documents_folder)
        chosen, _ = QFileDialog.getOpenFileName(self.start_page, title, str(folder), DRAFT_FILES)
        return Path(chosen) if chosen else None

    def leave(self) -> bool:
        """Close the draft that is open, if one is; whether that could be."""
        return self.window is None or self.window.close()

    def go_home(self) -> None:
        """Leave the draft for the start page."""
        window = self.window
        self.show_start()
        if window is not None and not window.close() and self.start_page is not None:
            self.start_page.hide()

    def reopen(self) -> None:
        """Close the open draft and open it again: it was signed off, or that was lifted."""
        window = self.window
        if window is not None:
            path = window.draft_path
            with stay_alive():
                if window.close():
                    self.open(path)

    def restore_open(self) -> None:
        """Restore a backup of the draft that is open: its window is closed for it, and opened again."""
        window = self.window
        if window is None:
            return
        path, draft = window.draft_path, window.session.draft
        chosen = self._restorer.choose(path, draft, window)
        if chosen is None:
            return
        with stay_alive():
            if window.close() and not self.show_opened(lambda: self._restorer.put_back(*chosen)):
                self.open(path)

    def show_opened(self, opening: Callable[[], OpenedDraft | None]) -> bool:
        """Show a draft that is made or opened just now; a `UserError` is shown, then nothing has changed."""
        try:
            opened = opening()
        except UserError as error:
            self._presenter.show_error(self.front, error)
            return False
        except OSError as error:
            reason = f"不能建立文件夹“{error.filename}”（{error.strerror}）"
            self._presenter.show_error(self.front, UserError(reason, what_to_do="请换一个可以写入的文件夹。"))
            return False
        if opened is None:
            return False
        draft = opened.session.draft
        self._settings.remember(
            opened.path,
            county=draft.text("cover", "county"),
            year=draft.text("cover", "year"),
            opened=self._services.now(),
        )
        self._settings.set_folder("draft", opened.path.parent)
        window = MainWindow(opened, self._make_page, self._services, self._settings, self._presenter, self._look)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.home_asked.connect(self.go_home)
        window.restore_asked.connect(self.restore_open)
        window.framework_asked.connect(self._show_framework)
        window.frameworks_asked.connect(self.sides.show_frameworks)
        window.proofing_asked.connect(self.sides.show_proofing)
        window.closed.connect(self._forget_window)
        window.reopen_asked.connect(self.reopen)
        window.ready.connect(self.draft_ready)
        self.window = window
        window.show()
        if self.start_page is not None:
            self.start_page.hide()
        return True

    def _show_framework(self) -> None:
        if self.window is not None:
            self.sides.show_framework_of_draft(self.window.session.draft.framework, self.window.node)

    def _forget_window(self) -> None:
        self.window = None
        self.sides.close_snapshot()

"""Which window is open: the start page, or one draft. Opens, creates and leaves drafts, and remembers them."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.opening import Opener, busy, is_same, stay_alive
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.gui.services import OpenedDraft, Page, Services
from eduduty_desktop.gui.settings import Settings

if TYPE_CHECKING:  # loaded when first shown: a draft named on the command line needs none of them
    from eduduty_desktop.gui.frameworks.page import FrameworkWindow
    from eduduty_desktop.gui.last_year.roller import Roller
    from eduduty_desktop.gui.new_draft import NewDraft, NewDraftDialog
    from eduduty_desktop.gui.proofing.window import ProofingWindow
    from eduduty_desktop.gui.start_page import StartPage

SUFFIX = ".eduduty"
SAMPLE_NAME = "洪江市2021示例"
REPLACE = "替换"
GO_ON, AFRESH, CANCEL = "继续上次的示例", "重新开始一份", "取消"


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
        self._opener = Opener(services, presenter, self._restore_closed)
        self.start_page: StartPage | None = None
        self.window: MainWindow | None = None
        self.frameworks: FrameworkWindow | None = None
        self.snapshot: FrameworkWindow | None = None
        self.proofing: ProofingWindow | None = None

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
            page.new_asked.connect(self.ask_new)
            page.open_asked.connect(self.ask_open)
            page.sample_asked.connect(self.open_sample)
            page.frameworks_asked.connect(self.show_frameworks)
            page.proofing_asked.connect(self.show_proofing)
            page.report_dropped.connect(self.show_proofing)
            page.recent_chosen.connect(self.open)
            page.restore_asked.connect(self.ask_restore)
            self.start_page = page
        self.start_page.refresh()
        self.start_page.show()
        self.start_page.activateWindow()

    def open(self, path: Path) -> bool:
        """Open a draft, asking where it is held or damaged; a `UserError` is shown, then nothing has changed."""
        return self._show(lambda: self._opener.open(path, self.start_page))

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
        window = self.window or self.start_page
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
        return self._show(lambda: self._restore_closed(path))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        from PySide6.QtWidgets import QFileDialog

        folder = self._settings.folder("draft", self._services.documents_folder)
        chosen, _ = QFileDialog.getOpenFileName(
            self.start_page, "打开自评稿", str(folder), f"自评稿（*{SUFFIX}）(*{SUFFIX});;所有文件 (*)"
        )
        if chosen:
            self.open(Path(chosen))

    def ask_restore(self, path: Path | None) -> None:
        """Restore a backup of the draft chosen in the list, else of a file that is asked for."""
        from PySide6.QtWidgets import QFileDialog

        if path is None:
            folder = self._settings.folder("draft", self._services.documents_folder)
            chosen, _ = QFileDialog.getOpenFileName(
                self.start_page, "恢复哪一份自评稿的备份", str(folder), f"自评稿（*{SUFFIX}）(*{SUFFIX});;所有文件 (*)"
            )
            path = Path(chosen) if chosen else None
        if path is not None:
            self.restore(path)

    def show_frameworks(self) -> None:
        """Show the page of frameworks."""
        from eduduty_desktop.gui.frameworks.page import FrameworkWindow

        if self.frameworks is None:
            page = FrameworkWindow(self._services, self._settings, self._presenter, self._look)
            page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            page.new_draft_asked.connect(self.ask_new)
            page.closed.connect(self._forget_frameworks)
            self.frameworks = page
        self.frameworks.show()
        self.frameworks.activateWindow()

    def show_proofing(self, path: Path | None = None) -> None:
        """Show the window 校核已有报告, on a report if one was dropped."""
        from eduduty_desktop.gui.proofing.window import ProofingWindow

        if self.proofing is None:
            window = ProofingWindow(self._services, self._settings, self._presenter, self._look)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.closed.connect(self._forget_proofing)
            self.proofing = window
        self.proofing.show()
        self.proofing.activateWindow()
        if path is not None:
            self.proofing.open(path)

    def show_framework_of_draft(self) -> None:
        """Show the open draft's own framework, to read only."""
        from eduduty_desktop.gui.frameworks.page import FrameworkWindow

        window = self.window
        if window is None:
            return
        if self.snapshot is None:
            page = FrameworkWindow(
                self._services,
                self._settings,
                self._presenter,
                self._look,
                snapshot=window.session.draft.framework,
            )
            page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            page.closed.connect(self._forget_snapshot)
            self.snapshot = page
            node = window.node
            if node in window.session.draft.framework.nodes:
                page.show_node(node)
        self.snapshot.show()
        self.snapshot.activateWindow()

    def ask_new(self, framework: str = "") -> None:
        """Ask for framework, county and year, and create the draft; a draft that is open is left first."""
        from eduduty_desktop.gui.new_draft import NewDraftDialog

        found = self._known_frameworks()
        if found is None:
            return
        frameworks, own = found
        recents = self._settings.recents()
        county = next((recent.county for recent in recents if recent.county and not _is_sample(recent.path)), "")
        folder = self._settings.folder("draft", self._services.documents_folder)
        asked_by = self.frameworks if framework and self.frameworks is not None else self.start_page
        dialog = NewDraftDialog(frameworks, folder, county, asked_by, own=own, chosen=framework)
        dialog.import_asked.connect(lambda: self._import_into(dialog))
        dialog.roll_asked.connect(dialog.reject)
        with stay_alive():
            while self._presenter.run(dialog) and (self.window is None or self.window.close()):
                if self.create(dialog.choice):
                    break  # else what was typed is there to be put into another folder
                self.show_start()
        rolls = dialog.rolls
        dialog.deleteLater()
        if rolls:
            self.ask_roll()

    def ask_roll(self) -> None:
        """Ask for last year's draft, show what would come along, make next year's from it and open that."""
        folder = self._settings.folder("draft", self._services.documents_folder)
        old = self._roller.ask(folder, f"自评稿（*{SUFFIX}）(*{SUFFIX});;所有文件 (*)", self.start_page)
        if old is not None:
            self.roll(old)

    def roll(self, old: Path) -> None:
        """Make next year's draft from last year's and open it."""
        found = self._known_frameworks()
        if found is not None:
            self._roller.roll(old, found[0], self.start_page)

    @cached_property
    def _roller(self) -> "Roller":
        from eduduty_desktop.gui.last_year.roller import Roller

        return Roller(self._services, self._presenter, self)

    def leave(self) -> bool:
        """Close the draft that is open, if one is; whether that could be."""
        return self.window is None or self.window.close()

    def show_opened(self, opening: Callable[[], OpenedDraft]) -> bool:
        """Show a draft that is made or opened just now; a `UserError` is shown, then nothing has changed."""
        return self._show(opening)

    def _known_frameworks(self) -> tuple[list[Framework], list[str]] | None:
        """Every framework and the ids of the county's own; None where they cannot be read, which is shown."""
        try:
            with busy():
                return self._services.frameworks(), self._services.shelf.library().own_ids
        except UserError as error:
            self._presenter.show_error(self.start_page, error)
            return None

    def _import_into(self, dialog: "NewDraftDialog") -> None:
        """Import a notice from within the dialog of a new draft, which then goes on with what was created."""
        from eduduty_desktop.gui.frameworks.import_dialog import run_import

        made = run_import(self._services, self._settings, self._presenter, self._look, dialog)
        found = self._known_frameworks() if made.created else None
        if found is not None:
            dialog.show_frameworks(*found, made.created)
            if self.frameworks is not None:
                self.frameworks.refresh()

    def create(self, choice: "NewDraft") -> bool:
        """Create what the dialog came to and open it."""

        def make() -> OpenedDraft:
            with busy():
                choice.path.parent.mkdir(parents=True, exist_ok=True)
                return self._services.create_draft(
                    choice.path, choice.framework, county=choice.county, year=choice.year
                )

        return self._show(make)

    def open_sample(self) -> None:
        """Open the sample: the copy begun last time, or a fresh one."""
        folder = self._folder_of_sample()
        if folder is None:
            return
        path = folder / f"{SAMPLE_NAME}{SUFFIX}"
        if path.exists():
            answer = self._presenter.ask(
                self.start_page,
                "打开示例",
                f"上次打开过示例，文件在“{path}”。\n\n重新开始会另建一份，原来的不动。",
                [GO_ON, AFRESH, CANCEL],
                safe=GO_ON,
            )
            if answer == CANCEL:
                return
            if answer == GO_ON:
                self.open(path)
                return
            path = _free(path)

        def make() -> OpenedDraft:
            with busy():
                return self._services.create_sample(path)

        self._show(make)

    def _folder_of_sample(self) -> Path | None:
        """The folder of drafts, made if need be; another one that the person chooses where it cannot be."""
        folder = self._settings.folder("sample", self._services.documents_folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = UserError(
                f"不能建立存放自评稿的文件夹“{folder}”（{error.strerror}）",
                what_to_do="请在下一个窗口里选一个可以写入的文件夹，例如 D 盘或 U 盘。",
            )
            self._presenter.show_error(self.start_page, reason)
            chosen = self._presenter.choose_folder(self.start_page, "示例放在哪个文件夹", folder)
            if chosen is not None:
                self._settings.set_folder("sample", chosen)
            return chosen
        return folder

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
        chosen = self._choose_backup(path, draft, window)
        if chosen is None:
            return
        with stay_alive():
            if window.close() and not self._show(lambda: self._put_back(*chosen)):
                self.open(path)

    def _restore_closed(self, path: Path) -> OpenedDraft | None:
        try:
            draft = self._services.rescue.read_draft(path)
        except UserError:
            draft = None  # the file is what backups are wanted for
        chosen = self._choose_backup(path, draft, self.start_page)
        return None if chosen is None else self._put_back(*chosen)

    def _choose_backup(self, path: Path, now: Draft | None, parent: QWidget | None) -> tuple[Path, Path] | None:
        """A backup and where to put it; None if nothing is to be done."""
        from eduduty_desktop.gui.restore_dialog import AS_NEW, RestoreDialog

        rescue = self._services.rescue
        dialog = RestoreDialog(path, rescue.backups(path), now, rescue.difference, parent)
        wanted = self._presenter.run(dialog)
        backup, action = dialog.backup, dialog.action
        dialog.deleteLater()
        if not wanted or backup is None:
            return None
        if action == AS_NEW:
            name = f"{path.stem}（{backup.at.astimezone():%Y-%m-%d %H%M} 备份）{path.suffix}"
            target = self._presenter.choose_new_file(parent, "恢复为新文件", path.with_name(name))
            return None if target is None else (backup.path, target)
        text = (
            f"用 {backup.at.astimezone():%Y-%m-%d %H:%M} 的备份替换“{path.name}”。\n\n"
            "现在的文件会改名为“……（恢复前……）”，留在同一个文件夹里，不会丢。"
        )
        answer = self._presenter.ask(parent, "替换现在的自评稿", text, [REPLACE, CANCEL], safe=CANCEL)
        return (backup.path, path) if answer == REPLACE else None

    def _put_back(self, backup: Path, target: Path) -> OpenedDraft:
        with busy():
            restored = self._services.rescue.restore(backup, target)
            return self._services.open_draft(restored.path)

    def _show(self, opening: "Callable[[], OpenedDraft | None]") -> bool:
        try:
            opened = opening()
        except UserError as error:
            self._presenter.show_error(self.start_page, error)
            return False
        except OSError as error:
            reason = f"不能建立文件夹“{error.filename}”（{error.strerror}）"
            self._presenter.show_error(self.start_page, UserError(reason, what_to_do="请换一个可以写入的文件夹。"))
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
        window.framework_asked.connect(self.show_framework_of_draft)
        window.frameworks_asked.connect(self.show_frameworks)
        window.proofing_asked.connect(self.show_proofing)
        window.closed.connect(self._forget_window)
        window.reopen_asked.connect(self.reopen)
        window.ready.connect(self.draft_ready)
        self.window = window
        window.show()
        if self.start_page is not None:
            self.start_page.hide()
        return True

    def _forget_window(self) -> None:
        self.window = None
        if self.snapshot is not None:
            self.snapshot.close()

    def _forget_frameworks(self) -> None:
        self.frameworks = None

    def _forget_proofing(self) -> None:
        self.proofing = None

    def _forget_snapshot(self) -> None:
        self.snapshot = None


def _is_sample(path: str) -> bool:
    return Path(path).stem.startswith(SAMPLE_NAME)


def _free(path: Path) -> Path:
    number = 2
    while (free := path.with_name(f"{path.stem}（{number}）{path.suffix}")).exists():
        number += 1
    return free

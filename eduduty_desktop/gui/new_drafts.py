"""How a draft begins: from a framework, from last year's draft, or as the sample."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.opening import CANCEL, DRAFT_FILES, SUFFIX, busy, stay_alive
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft, Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.side_windows import SideWindows

if TYPE_CHECKING:  # loaded when first asked for
    from eduduty_desktop.gui.last_year.roller import Roller
    from eduduty_desktop.gui.new_draft import NewDraft, NewDraftDialog

SAMPLE_NAME = "洪江市2021示例"
GO_ON, AFRESH = "继续上次的示例", "重新开始一份"


class Windows(Protocol):
    """What is needed of the shell: to leave the draft that is open, to show another one, and to come back."""

    @property
    def front(self) -> QWidget | None: ...
    def open(self, path: Path) -> bool: ...
    def leave(self) -> bool: ...
    def show_opened(self, opening: Callable[[], OpenedDraft | None]) -> bool: ...
    def show_start(self) -> None: ...


class NewDrafts:
    """Asks for what a new draft needs, creates it and has it shown."""

    def __init__(
        self,
        services: Services,
        settings: Settings,
        presenter: Presenter,
        look: Look,
        sides: SideWindows,
        windows: Windows,
    ) -> None:
        self._services = services
        self._settings = settings
        self._presenter = presenter
        self._look = look
        self._sides = sides
        self._windows = windows

    # from a framework ------------------------------------------------------------------------------------

    def ask(self, framework: str = "") -> None:
        """Ask for framework, county and year, and create the draft; a draft that is open is left first."""
        from eduduty_desktop.gui.new_draft import NewDraftDialog

        found = self._known_frameworks()
        if found is None:
            return
        frameworks, own = found
        recents = self._settings.recents()
        county = next((recent.county for recent in recents if recent.county and not _is_sample(recent.path)), "")
        asked_by = self._sides.frameworks if framework and self._sides.frameworks is not None else self._windows.front
        dialog = NewDraftDialog(frameworks, self._folder(), county, asked_by, own=own, chosen=framework)
        dialog.import_asked.connect(lambda: self._import_into(dialog))
        dialog.roll_asked.connect(dialog.reject)
        with stay_alive():
            while self._presenter.run(dialog) and self._windows.leave():
                if self.create(dialog.choice):
                    break  # else what was typed is there to be put into another folder
                self._windows.show_start()
        rolls = dialog.rolls
        dialog.deleteLater()
        if rolls:
            self.ask_roll()

    def create(self, choice: "NewDraft") -> bool:
        """Create what the dialog came to and open it."""

        def make() -> OpenedDraft:
            with busy():
                choice.path.parent.mkdir(parents=True, exist_ok=True)
                return self._services.create_draft(
                    choice.path, choice.framework, county=choice.county, year=choice.year
                )

        return self._windows.show_opened(make)

    def _known_frameworks(self) -> tuple[list[Framework], list[str]] | None:
        """Every framework and the ids of the county's own; None where they cannot be read, which is shown."""
        try:
            with busy():
                return self._services.frameworks(), self._services.shelf.library().own_ids
        except UserError as error:
            self._presenter.show_error(self._windows.front, error)
            return None

    def _import_into(self, dialog: "NewDraftDialog") -> None:
        """Import a notice from within the dialog of a new draft, which then goes on with what was created."""
        from eduduty_desktop.gui.frameworks.import_dialog import run_import

        made = run_import(self._services, self._settings, self._presenter, self._look, dialog)
        found = self._known_frameworks() if made.created else None
        if found is not None:
            dialog.show_frameworks(*found, made.created)
            self._sides.refresh_frameworks()

    # from last year's ------------------------------------------------------------------------------------

    def ask_roll(self) -> None:
        """Ask for last year's draft, show what would come along, make next year's from it and open that."""
        old = self._roller.ask(self._folder(), DRAFT_FILES, self._windows.front)
        if old is not None:
            self.roll(old)

    def roll(self, old: Path) -> None:
        """Make next year's draft from last year's and open it."""
        found = self._known_frameworks()
        if found is not None:
            self._roller.roll(old, found[0], self._windows.front)

    @cached_property
    def _roller(self) -> "Roller":
        from eduduty_desktop.gui.last_year.roller import Roller

        return Roller(self._services, self._presenter, self._windows)

    def _folder(self) -> Path:
        return self._settings.folder("draft", self._services.documents_folder)

    # the sample ------------------------------------------------------------------------------------------

    def open_sample(self) -> None:
        """Open the sample: the copy begun last time, or a fresh one."""
        folder = self._folder_of_sample()
        if folder is None:
            return
        path = folder / f"{SAMPLE_NAME}{SUFFIX}"
        if path.exists():
            answer = self._presenter.ask(
                self._windows.front,
                "打开示例",
                f"上次打开过示例，文件在“{path}”。\n\n重新开始会另建一份，原来的不动。",
                [GO_ON, AFRESH, CANCEL],
                safe=GO_ON,
            )
            if answer == CANCEL:
                return
            if answer == GO_ON:
                self._windows.open(path)
                return
            path = _free(path)

        def make() -> OpenedDraft:
            with busy():
                return self._services.create_sample(path)

        self._windows.show_opened(make)

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
            self._presenter.show_error(self._windows.front, reason)
            chosen = self._presenter.choose_folder(self._windows.front, "示例放在哪个文件夹", folder)
            if chosen is not None:
                self._settings.set_folder("sample", chosen)
            return chosen
        return folder


def _is_sample(path: str) -> bool:
    return Path(path).stem.startswith(SAMPLE_NAME)


def _free(path: Path) -> Path:
    number = 2
    while (free := path.with_name(f"{path.stem}（{number}）{path.suffix}")).exists():
        number += 1
    return free

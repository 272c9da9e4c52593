"""The way from last year's draft to next year's: asked for, shown what would come along, made, opened."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.last_year.roll_dialog import RollChoice, RollDialog
from eduduty_desktop.gui.opening import busy, stay_alive
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft, Services


class Windows(Protocol):
    """What it needs of the shell: to leave the draft that is open, to show another one, and to come back."""

    def leave(self) -> bool: ...
    def show_opened(self, opening: Callable[[], OpenedDraft]) -> bool: ...
    def show_start(self) -> None: ...


class Roller:
    """Rolls drafts forward; the old one is only read."""

    def __init__(self, services: Services, presenter: Presenter, windows: Windows) -> None:
        self._services = services
        self._presenter = presenter
        self._windows = windows

    def ask(self, folder: Path, kinds: str, parent: QWidget | None) -> Path | None:
        """Ask for last year's draft."""
        chosen, _ = QFileDialog.getOpenFileName(parent, "选上年的自评稿", str(folder), kinds)
        return Path(chosen) if chosen else None

    def roll(self, old: Path, frameworks: list[Framework], parent: QWidget | None) -> None:
        """Show what would come along, make next year's draft and open it; what cannot be is told."""
        try:
            with busy():
                draft = self._services.rescue.read_draft(old)
        except UserError as error:
            self._presenter.show_error(parent, error)
            return
        dialog = RollDialog(draft, old, frameworks, old.parent, parent)
        with stay_alive():
            while self._presenter.run(dialog) and self._windows.leave():
                if self._windows.show_opened(partial(self._make, dialog.choice)):
                    break  # else another folder may do
                self._windows.show_start()
        dialog.deleteLater()

    def _make(self, choice: RollChoice) -> OpenedDraft:
        with busy():
            choice.new.parent.mkdir(parents=True, exist_ok=True)
            rolled = self._services.roll(choice.old, choice.new, year=choice.year, framework=choice.framework)
            return self._services.open_draft(rolled.path)

"""From a backup back to a draft: which one, in place of the draft or beside it, put there and opened."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.opening import CANCEL, busy
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft, Services

REPLACE = "替换"


class Restorer:
    """Asks and restores; the draft that is replaced stays beside under another name."""

    def __init__(self, services: Services, presenter: Presenter) -> None:
        self._rescue = services.rescue
        self._services = services
        self._presenter = presenter

    def restore(self, path: Path, parent: QWidget | None) -> OpenedDraft | None:
        """Restore a backup of a draft that is not open; None where the person thought better of it.

        Raises UserError if the backup cannot be put back.
        """
        try:
            draft = self._rescue.read_draft(path)
        except UserError:
            draft = None  # the file is what backups are wanted for
        chosen = self.choose(path, draft, parent)
        return None if chosen is None else self.put_back(*chosen)

    def choose(self, path: Path, now: Draft | None, parent: QWidget | None) -> tuple[Path, Path] | None:
        """A backup and where to put it; None if nothing is to be done."""
        from eduduty_desktop.gui.restore_dialog import AS_NEW, RestoreDialog

        dialog = RestoreDialog(path, self._rescue.backups(path), now, self._rescue.difference, parent)
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

    def put_back(self, backup: Path, target: Path) -> OpenedDraft:
        """Restore what was chosen and open it; raises UserError if it cannot be."""
        with busy():
            return self._services.open_draft(self._rescue.restore(backup, target).path)

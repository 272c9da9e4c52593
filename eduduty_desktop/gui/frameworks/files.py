"""What the framework page does with files and other dialogs: import, copy, compare, export, delete, a new draft."""

import re
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.host import Host
from eduduty_desktop.gui.opening import busy
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import Settings

DELETE, KEEP = "删除", "取消"
OWN_COPY = " – 本县的"
EXCEL, YAML = "Excel 工作簿 (*.xlsx)", "指标体系文件 (*.yaml)"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


class Files(QObject):
    """Each method is one command of the page."""

    def __init__(self, window: Host, services: Services, settings: Settings) -> None:
        super().__init__(window.widget)
        self._window, self._services, self._settings = window, services, settings

    def import_notice(self) -> None:
        """Open the import dialog; what it created is shown, and a draft begun with it where that was asked for."""
        if not self._window.leave():
            return
        from eduduty_desktop.gui.frameworks.import_dialog import run_import

        made = run_import(
            self._services, self._settings, self._window.presenter, self._window.look, self._window.widget
        )
        if made.created:
            self._window.refresh(made.created)
        if made.new_draft:
            self._window.new_draft_asked.emit(made.created)

    def copy_own(self) -> Framework | None:
        """另存为本县的: a copy that can be edited."""
        window = self._window
        found = window.framework
        if found is None or not window.leave():
            return None
        title = found.title if OWN_COPY in found.title else f"{found.title}{OWN_COPY}"
        basis = full_width(found.basis)
        copied = msgspec.structs.replace(found, id=f"{found.id}-own", title=title, basis=basis)
        try:
            kept = self._services.shelf.keep(copied)
        except UserError as error:
            window.presenter.show_error(window.widget, error)
            return None
        node = window.tree.node
        window.refresh(kept.id)
        window.show_node(node)
        window.say("已另存为本县的，可以修改了；每一步都会自动保存")
        return kept

    def compare(self) -> None:
        """Open the comparison with this framework as the newer one; a chosen difference is shown."""
        if not self._window.leave():
            return
        from eduduty_desktop.gui.frameworks.compare_dialog import CompareDialog

        try:
            with busy():
                known = self._services.shelf.library().all()
        except UserError as error:
            self._window.presenter.show_error(self._window.widget, error)
            return
        shown = self._window.framework
        if shown is not None and (self._window.is_snapshot or shown.id not in {one.id for one in known}):
            known = [shown, *known]
        dialog = CompareDialog(known, shown, self._window.look, self._window.widget)
        dialog.place_chosen.connect(self._window.lead_to)
        self._window.presenter.run(dialog)
        dialog.deleteLater()

    def export(self) -> None:
        """Ask for a file and write the framework."""
        framework = self._window.framework
        if framework is None or not self._window.leave():
            return
        folder = self._settings.folder("framework", self._services.documents_folder)
        chosen, kind = QFileDialog.getSaveFileName(
            self._window.widget, "导出指标体系", str(folder / f"{file_name(framework)}.xlsx"), f"{EXCEL};;{YAML}"
        )
        if chosen:
            self.write(Path(chosen), ".yaml" if kind == YAML else ".xlsx")

    def write(self, path: Path, suffix: str = ".xlsx") -> None:
        """Write the framework to a file; a name without a suffix gets the one that goes with the chosen kind."""
        framework = self._window.framework
        if framework is None:
            return
        if path.suffix.lower() not in {".xlsx", ".yaml", ".yml"}:
            path = path.with_name(path.name + suffix)
        try:
            with busy():
                self._services.shelf.write(framework, path)
        except UserError as error:
            self._window.presenter.show_error(self._window.widget, error)
            return
        self._settings.set_folder("framework", path.parent)
        self._window.say(f"已导出到 {path}")

    def delete(self) -> None:
        """Take an own framework away, after a question."""
        name = self._window.chosen
        if not self._window.is_own(name):
            return
        framework = self._window.framework
        title = framework.title if framework is not None else name
        text = f"从本机删除“{title}”？\n\n删除后不能恢复；需要留底的请先导出。用它建的自评稿各有一份，不受影响。"
        if self._window.presenter.ask(self._window.widget, "删除指标体系", text, [DELETE, KEEP], safe=KEEP) != DELETE:
            return
        self._window.keeper.begin(None)
        self._services.shelf.discard(name)
        self._window.refresh()
        self._window.say(f"已删除“{title}”")

    def new_draft(self) -> None:
        """Ask for a new draft with the framework shown."""
        framework = self._window.framework
        if framework is not None and self._window.leave():
            self._window.new_draft_asked.emit(framework.id)


def file_name(framework: Framework) -> str:
    """A file name from a framework's title."""
    return _FORBIDDEN.sub("_", framework.title).strip("_")[:80] or framework.id

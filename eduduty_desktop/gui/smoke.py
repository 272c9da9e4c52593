"""A run through the window without a person: open, paint, edit, check, export, quit.

Every step follows a signal of the one before. It tells whether an installed program works as a whole.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.gui.export_dialog import DONE, ExportDialog
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.shell import Shell

PATIENCE_MILLISECONDS = 60_000


class SmokeRun(QObject):
    """Drives one run; `ended` gets the reason of a failure, or an empty text."""

    def __init__(self, shell: Shell, folder: Path, ended: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._folder = folder
        self._ended = ended
        self._window: MainWindow | None = None
        self._dialog: ExportDialog | None = None
        self._metric = ""
        self._over = False

    def start(self) -> None:
        """Begin as soon as the event loop runs."""
        QTimer.singleShot(PATIENCE_MILLISECONDS, self, lambda: self.fail("没有在一分钟内完成"))
        QTimer.singleShot(0, self, self._open)

    def fail(self, reason: str) -> None:
        """End the run with a reason."""
        if not self._over:
            self._over = True
            self._ended(reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint of the window's middle leads to the next step."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._edit)
        return super().eventFilter(watched, event)

    def _open(self) -> None:
        self._shell.new_drafts.open_sample()
        self._window = self._shell.window
        if self._window is None:
            self.fail("示例没有打开")
            return
        self._window.centralWidget().installEventFilter(self)

    def _edit(self) -> None:
        assert self._window is not None
        draft = self._window.session.draft
        self._metric = first_figure(draft)
        self._window.show_node(draft.framework.place_of_metric[self._metric])
        self._window.checks.settled.connect(self._check)
        entry = Entry(amount=Decimal(987654))
        self._window.session.edit([(Key("figures", self._metric, CURRENT), entry)], label="改动数据")

    def _check(self) -> None:
        assert self._window is not None
        self._window.checks.settled.disconnect(self._check)
        if self._window.session.draft.get(Key("figures", self._metric, CURRENT)).amount != 987654:
            self.fail("改动的数据没有进入自评稿")
            return
        self._window.check_all()
        if not self._window.panel.counts.errors + self._window.panel.counts.warnings:
            self.fail("改错了数据，核验却没有发现")
            return
        self._dialog = self._window.exports.make_dialog()
        self._dialog.folder.setText(str(self._folder / "导出"))
        self._dialog.export_ended.connect(self._finish)
        self._dialog.open()
        self._dialog.start.click()

    def _finish(self) -> None:
        assert self._window is not None
        assert self._dialog is not None
        if self._dialog.page != DONE:
            self.fail("导出没有完成")
            return
        empty = [file.path.name for file in self._dialog.written if not file.path.stat().st_size]
        if empty or not self._dialog.written:
            self.fail(f"导出的文件是空的：{'、'.join(empty)}")
            return
        self._dialog.accept()
        path, metric = self._window.draft_path, self._metric
        if not self._window.close():
            self.fail("窗口没有关闭")
            return
        if not path.is_file():
            self.fail(f"自评稿“{path.name}”没有存下来，数据 {metric} 丢失")
            return
        self._over = True
        self._ended("")


def first_figure(draft: Draft) -> str:
    """A metric with a stated amount and bounds, so that an absurd value must be noticed."""
    stated = [row for (row, slot), entry in draft.rows("figures").items() if slot == CURRENT and entry.amount]
    bounded = [name for name in stated if draft.framework.metrics[name].bounds]
    return (bounded or stated)[0]

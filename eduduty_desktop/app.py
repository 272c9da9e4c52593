"""The window's program: makes the application, wires the use cases into the shell, runs it.

The only place that knows both the window and what stands behind it.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from eduduty_desktop import assets, paths
from eduduty_desktop.draft import Draft, Finding
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.clipboard import leave_plain_text
from eduduty_desktop.gui.collector import Collector
from eduduty_desktop.gui.help_places import HelpKey
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.second_start import SecondStart
from eduduty_desktop.gui.services import OpenedDraft, Page, Rescue, Services, Shelf, WrittenFile
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.logs import CrashLog

if TYPE_CHECKING:
    from eduduty_desktop.framework.library import Library
    from eduduty_desktop.framework.notice import Choices, TableReading
    from eduduty_desktop.grid import Grid, Paragraph
    from eduduty_desktop.store import SalvageReport
    from eduduty_desktop.workspace.frameworks import Brought
    from eduduty_desktop.workspace.rolling import Rolled

BUG_STATUS = 3


def run_window(path: Path | None, *, smoke: bool = False) -> int:
    """Open the window, on a draft if one is named, and return the exit status when it is closed.

    `smoke` runs through open, edit, check, export on a sample in a temporary folder and quits by itself:
    0, or 3 with the reason on stderr.  Where a window is open already, that one opens the draft.  Raises UserError where there is no screen.
    """
    refuse_without_screen()
    if smoke:
        return _run_smoke(make_application())
    from eduduty_desktop.workspace import inbox

    entry = inbox.enter(path)
    if entry.handed_over:
        print(f"程序已经打开，在那个窗口里打开“{path.name}”。" if path else "程序已经打开，已切换到那个窗口。")
        return 0
    application = make_application()
    teller = CrashTeller()
    log = CrashLog(paths.log_folder(), teller.tell)
    teller.log = log
    log.install()
    try:
        settings = Settings(paths.config_folder() / "window.ini")
        services, presenter = make_services(), Presenter()
        shell = Shell(services, settings, presenter, dress(application), make_page)
        HelpKey(application, partial(_show_manual, services))
        if (collector := application.findChild(Collector)) is not None:
            shell.draft_ready.connect(collector.settle)
        QTimer.singleShot(0, shell, lambda: shell.begin(path))
        QTimer.singleShot(0, shell, lambda: _offer_report(settings, presenter))
        if entry.inbox is not None:
            SecondStart(entry.inbox.folder, entry.inbox.take, shell.welcome, shell.to_front, shell)
        status = application.exec()
    finally:
        if entry.inbox is not None:
            entry.inbox.close()
        log.uninstall()
    return BUG_STATUS if log.failures else status


def _offer_report(settings: Settings, presenter: Presenter) -> None:
    from eduduty_desktop.gui.crash_offer import offer_report

    offer_report(settings, paths.log_folder(), presenter, show_in_folder)


def refuse_without_screen() -> None:
    """Raises UserError on a Linux without a screen, where Qt would abort the process."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in known):
        raise UserError("没有图形界面，打不开窗口", what_to_do="请在桌面环境里打开，或用命令行（eduduty --help）。")


def make_application() -> QApplication:
    """The one application, with Qt's own words in Chinese where the translation is there."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    Collector(application)
    application.setApplicationName("教育履职自评")
    application.setDesktopFileName(paths.APPLICATION)
    application.aboutToQuit.connect(leave_plain_text)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(QLocale.Language.Chinese, QLocale.Country.China), "qtbase", "_", folder):
        application.installTranslator(translator)
    return application


def dress(application: QApplication) -> Look:
    """Give the application the look that the desktop prefers."""
    look = Look.of_system(application)
    look.apply(application)
    return look


def make_page(opened: OpenedDraft, parent: QWidget) -> Page:
    """The page of one node."""
    from eduduty_desktop.gui.point import PointPage

    page = PointPage(opened.session, parent, history=opened.history, folder=lambda: opened.path.parent)
    return cast(Page, page)


def make_services(documents: Path | None = None, data: Path | None = None) -> Services:
    """The use cases behind the window; each loads what it needs when it is first called.

    `documents` and `data` are other folders than the user's: for drafts, and for the program's own data.
    """
    from eduduty_desktop.workspace import drafts

    shelf = make_shelf(data)

    def frameworks() -> list[Framework]:
        return shelf.library().all()

    def create_sample(path: Path) -> OpenedDraft:
        from eduduty_desktop.workspace import samples

        return samples.create_sample(path, data=data)

    def roll(old: Path, new: Path, *, year: int, framework: Framework | None = None) -> "Rolled":
        from eduduty_desktop.workspace import rolling

        return rolling.roll_draft(old, new, year=year, framework=framework, data=data)

    return Services(
        frameworks=frameworks,
        open_draft=partial(drafts.open_draft, data=data),
        create_draft=partial(drafts.create_draft, data=data),
        create_sample=create_sample,
        export=_export,
        planned=_planned,
        now=lambda: datetime.now().astimezone(),
        documents_folder=documents or paths.documents_folder(),
        manual_folder=assets.folder("resources") / "manual",
        show_in_folder=show_in_folder,
        rescue=make_rescue(data),
        shelf=shelf,
        roll=roll,
    )


def make_shelf(data: Path | None = None) -> Shelf:
    """Frameworks shipped, own and from outside; nothing of it is loaded before it is asked for.

    `data` is another folder than the user's for the program's own data.
    """

    def library() -> "Library":
        from eduduty_desktop.workspace import library

        return library.library(data)

    def keep(framework: Framework, *, replace: bool = False) -> Framework:
        from eduduty_desktop.workspace import library

        return library.keep(framework, data, replace=replace)

    def discard(framework: str) -> None:
        from eduduty_desktop.workspace import library

        library.discard(framework, data)

    def bring(path: Path) -> "Brought":
        from eduduty_desktop.workspace import frameworks

        return frameworks.bring(path)

    def understand_again(brought: "Brought", choices: "Choices") -> "Brought":
        from eduduty_desktop.workspace import frameworks

        return frameworks.understand_again(brought, choices)

    def readings(parts: "Sequence[Grid | Paragraph]") -> "tuple[TableReading, ...]":
        from eduduty_desktop.framework.notice import readings_of

        return readings_of(parts)

    def write(framework: Framework, path: Path) -> None:
        from eduduty_desktop.workspace import frameworks

        frameworks.write_framework(framework, path)

    return Shelf(library, keep, discard, bring, understand_again, readings, write)


def make_rescue(data: Path | None = None) -> Rescue:
    """Backups and salvage, in the program's own folder or another one for its data."""
    from eduduty_desktop.workspace import backups, drafts

    def salvage(damaged: Path, target: Path) -> "SalvageReport":
        from eduduty_desktop.workspace import rescue

        return rescue.salvage(damaged, target, clock=drafts.now, data=data)

    def in_words(report: "SalvageReport") -> list[str]:
        from eduduty_desktop.workspace import rescue

        return rescue.in_words(report)

    return Rescue(
        backups=lambda path: backups.list_backups(path, clock=drafts.now, data=data),
        read_draft=drafts.read_draft,
        difference=backups.difference,
        restore=lambda backup, target: backups.restore(backup, target, clock=drafts.now, data=data),
        salvage=salvage,
        in_words=in_words,
    )


def show_in_folder(path: Path) -> None:
    """Open the folder of a file, or a folder, in the system's file manager."""
    folder = path if path.is_dir() else path.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class CrashTeller(QObject):
    """Says once, in plain words, that something went wrong inside; also from other threads."""

    _told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.log: CrashLog | None = None
        self._showing = False
        self._told.connect(self._show)

    def tell(self, summary: str) -> None:
        """Have the message shown on the window's thread."""
        self._told.emit(summary)

    def _show(self, summary: str) -> None:
        if self._showing:
            return
        self._showing = True
        box = QMessageBox(QMessageBox.Icon.Critical, "程序出错", "程序内部出了错，刚才的操作可能没有完成。")
        file = self.log.file if self.log else ""
        box.setInformativeText(
            f"已保存的内容不受影响。请保存手头的工作，关闭程序后重新打开；再次出现时，把日志发给维护人员。\n\n"
            f"日志：{file}\n{summary}"
        )
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        self._showing = False


def _show_manual(services: Services, window: QWidget, place: str, term: str) -> None:
    from eduduty_desktop.gui.frameworks.fields import show_help

    show_help(window, services, place, term)


def _export(
    draft: Draft,
    findings: Sequence[Finding],
    folder: Path,
    *,
    edition: str,
    now: datetime,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Sequence[WrittenFile]:
    from eduduty_desktop.workspace import exporting

    return exporting.export(draft, findings, folder, edition=edition, now=now, progress=progress, cancelled=cancelled)


def _planned(draft: Draft, folder: Path, edition: str) -> dict[str, Path]:
    from eduduty_desktop.workspace import exporting

    return exporting.planned(draft, folder, edition)


def _run_smoke(application: QApplication) -> int:
    from eduduty_desktop.gui.smoke import SmokeRun

    reasons: list[str] = []

    def end(reason: str) -> None:
        reasons.append(reason)
        application.exit(BUG_STATUS if reason else 0)

    with tempfile.TemporaryDirectory(prefix="eduduty-smoke-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        log = CrashLog(folder / "log", end)
        log.install()
        services, settings = make_services(folder, folder / "data"), Settings(folder / "window.ini")
        shell = Shell(services, settings, SmokePresenter(end), dress(application), make_page)
        run = SmokeRun(shell, folder, end)
        run.start()
        status = application.exec()
        log.uninstall()
    reason = next((reason for reason in reasons if reason), "")
    if reason:
        print(f"自检没有通过：{reason}", file=sys.stderr)
        return BUG_STATUS
    return status


class SmokePresenter(Presenter):
    """In a run without a person every message ends the run."""

    def __init__(self, end: Callable[[str], None]) -> None:
        self._end = end

    def show_error(self, _parent: QWidget | None, error: Exception) -> None:
        self._end(str(error))

    def ask(self, *_arguments: object, safe: str, **_options: object) -> str:
        self._end("没有人时出现了提问")
        return safe

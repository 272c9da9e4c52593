"""What happens between a person's wish to open a draft and the open draft: held by somebody, damaged, to be restored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft, Services

if TYPE_CHECKING:
    from eduduty_desktop.store import LockedError

READ_ONLY, TAKE_OVER, CANCEL = "只读打开", "接管…", "取消"
TAKE_OVER_NOW, NOT_NOW = "确认接管", "不接管"
SALVAGE, FROM_BACKUP = "抢救到新文件…", "从备份恢复…"
SUFFIX = ".eduduty"
DRAFT_FILES = f"自评稿（*{SUFFIX}）(*{SUFFIX});;所有文件 (*)"
"""For the system's dialogs that ask for a file."""
RestoreFrom = Callable[[Path, QWidget | None], OpenedDraft | None]


class Opener:
    """Opens drafts and asks where there is something to decide; None where the person thought better of it."""

    def __init__(self, services: Services, presenter: Presenter, restore: RestoreFrom) -> None:
        self._services = services
        self._presenter = presenter
        self._restore = restore

    def open(self, path: Path, parent: QWidget | None) -> OpenedDraft | None:
        """Raises UserError for what only an explanation is left for."""
        try:
            with busy():
                return self._services.open_draft(path)
        except UserError as error:
            return self._after(error, path, parent)

    def _after(self, error: UserError, path: Path, parent: QWidget | None) -> OpenedDraft | None:
        from eduduty_desktop.store import DamagedError, LockedError

        if isinstance(error, LockedError):
            return self._held(error, path, parent)
        if isinstance(error, DamagedError):
            return self._damaged(error, path, parent)
        raise error

    # held by another -------------------------------------------------------------------------------------

    def _held(self, error: "LockedError", path: Path, parent: QWidget | None) -> OpenedDraft | None:
        title, text = "自评稿正被打开", held_text(error, path)
        answer = self._presenter.ask(parent, title, text, [READ_ONLY, TAKE_OVER, CANCEL], safe=CANCEL)
        if answer == READ_ONLY:
            return self._services.open_draft(path, read_only=True)
        if answer == TAKE_OVER:
            risk = risk_text(error)
            if self._presenter.ask(parent, "接管自评稿", risk, [TAKE_OVER_NOW, NOT_NOW], safe=NOT_NOW) == TAKE_OVER_NOW:
                return self._services.open_draft(path, take_over=True)
        return None

    # damaged ---------------------------------------------------------------------------------------------

    def _damaged(self, error: UserError, path: Path, parent: QWidget | None) -> OpenedDraft | None:
        text = (
            f"{error.message.rstrip('。')}。\n\n"
            "抢救会把读得出的内容存成一个新文件，并列出没有找回的；原来的文件不动。有备份的，也可以恢复备份。"
        )
        answer = self._presenter.ask(parent, "自评稿已损坏", text, [SALVAGE, FROM_BACKUP, CANCEL], safe=CANCEL)
        if answer == FROM_BACKUP:
            return self._restore(path, parent)
        return self._salvage(path, parent) if answer == SALVAGE else None

    def _salvage(self, path: Path, parent: QWidget | None) -> OpenedDraft | None:
        from eduduty_desktop.gui.salvage_dialog import SalvageDialog

        target = self._presenter.choose_new_file(
            parent, "抢救到新文件", path.with_name(f"{path.stem}（抢救）{path.suffix}")
        )
        if target is None:
            return None
        with busy():
            report = self._services.rescue.salvage(path, target)
        dialog = SalvageDialog(self._services.rescue.in_words(report), parent)
        wanted = self._presenter.run(dialog)
        dialog.deleteLater()
        return self._services.open_draft(target) if wanted else None


def held_text(error: "LockedError", path: Path) -> str:
    """Who has it open, where, since when, and what can be done."""
    if error.holder is None:
        return (
            f"“{path.name}”旁边有一个看不懂的锁文件，可能正被打开。\n\n"
            "可以只读打开，看一看、导出都行。确认没有人在用，再接管。"
        )
    who = f"“{error.holder.user}”在{'这台电脑' if error.same_machine else f'计算机“{error.holder.computer}”'}上"
    since = since_text(error.holder.time)
    advice = (
        "请先找一找已经打开的窗口，在那里继续。"
        if error.same_machine
        else "请先与对方联系。只读打开可以看、可以导出，不影响对方。"
    )
    return f"{who}{since}打开着“{path.name}”。\n\n{advice}\n接管后由这里编辑，对方那里不能再存进这个文件。"


def risk_text(error: "LockedError") -> str:
    """What may be lost by taking a draft over."""
    whom = f"“{error.holder.user}”" if error.holder else "对方"
    return (
        f"接管后，{whom}还没有存进文件的内容不会进入这份自评稿。\n\n"
        f"{whom}的窗口会提示已被接管，那里的内容只能另存成别的文件，再由人比较、合并。"
        "已经存进文件的内容不会丢。确实联系不上对方，或者对方的电脑已经关机，再接管。"
    )


def since_text(iso: str) -> str:
    """`从 3月1日 12:00 起`; empty where the time cannot be read."""
    try:
        moment = datetime.fromisoformat(iso).astimezone()
    except ValueError:
        return ""
    return f"从{moment.month}月{moment.day}日 {moment:%H:%M} 起"


@contextmanager
def busy() -> Iterator[None]:
    """The waiting cursor while something takes longer than a blink."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths are one file, however they are written."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return one.absolute() == other.absolute()


@contextmanager
def stay_alive() -> Iterator[None]:
    """Between two windows there is none: that must not end the program."""
    quits = QGuiApplication.quitOnLastWindowClosed()
    QGuiApplication.setQuitOnLastWindowClosed(False)
    try:
        yield
    finally:
        QGuiApplication.setQuitOnLastWindowClosed(quits)

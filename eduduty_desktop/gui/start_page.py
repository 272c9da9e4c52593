"""The first page: what the program is, the ways to begin, and the drafts last used."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QKeySequence,
    QPainter,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QWidget,
)

from eduduty_desktop.gui.forms import load_ui, part
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import StyleOption
from eduduty_desktop.gui.proofing.dropping import dropped_report, is_report
from eduduty_desktop.gui.settings import Recent, Settings

_Index = QModelIndex | QPersistentModelIndex
RECENT = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 48


class StartPage(QWidget):
    """Says what a person wants to begin with; does none of it itself."""

    new_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_chosen = Signal(object)  # Path
    frameworks_asked = Signal()
    proofing_asked = Signal()
    report_dropped = Signal(object)  # Path
    restore_asked = Signal(object)  # Path, or None to ask for a file

    def __init__(self, settings: Settings, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setAcceptDrops(True)
        form = load_ui("start_page", self)
        part(form, QLabel, "mark").setPixmap(look.icons.application().pixmap(48, 48))
        self._empty = part(form, QLabel, "recentEmpty")
        self._room = part(form, QWidget, "recentRoom")
        self.list = part(form, QListView, "recent")
        self.model = QStandardItemModel(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(RecentDelegate(self.list, look))
        self.remove = part(form, QPushButton, "removeRecent")
        self.open_recent = part(form, QPushButton, "openRecent")
        for name, signal, icon, keys in (
            ("newDraft", self.new_asked, "new", "Ctrl+N"),
            ("openDraft", self.open_asked, "open", "Ctrl+O"),
            ("openSample", self.sample_asked, "sample", ""),
            ("frameworks", self.frameworks_asked, "profile", "Ctrl+T"),
            ("proofing", self.proofing_asked, "check", "Ctrl+8"),
        ):
            button = part(form, QPushButton, name)
            colour = look.colours.on_accent if button.isDefault() else ""
            button.setIcon(look.icons.named(icon, colour))
            button.setMinimumHeight(32)
            button.clicked.connect(signal)
            if keys:
                QShortcut(QKeySequence(keys), self, signal.emit)
        self.restore = part(form, QPushButton, "restoreRecent")
        self.restore.clicked.connect(self._restore)
        self.remove.clicked.connect(self._remove)
        self.open_recent.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.list.doubleClicked.connect(self._open)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew; files that were moved away are greyed."""
        self.model.clear()
        for recent in self._settings.recents():
            item = QStandardItem(recent.county or Path(recent.path).stem)
            item.setData(recent, RECENT)
            item.setData(_words(recent), Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(recent.path if recent.exists else f"{recent.path}\n文件不在原来的位置了，可以从列表移除。")
            self.model.appendRow(item)
        some = self.model.rowCount() > 0
        self._empty.setVisible(not some)
        self.list.setVisible(some)
        self._room.setVisible(not some)
        self.remove.setVisible(some)
        self.open_recent.setVisible(some)
        if some:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self._enable()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_report(dropped_report(event)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_report(event)
        if is_report(path):
            event.acceptProposedAction()
            self.report_dropped.emit(path)

    def _current(self) -> Recent | None:
        recent = self.list.currentIndex().data(RECENT) if self.list.currentIndex().isValid() else None
        return recent if isinstance(recent, Recent) else None

    def _enable(self) -> None:
        recent = self._current()
        self.remove.setEnabled(recent is not None)
        self.open_recent.setEnabled(recent is not None and recent.exists)

    def _open(self) -> None:
        recent = self._current()
        if recent is not None and recent.exists:
            self.recent_chosen.emit(Path(recent.path))

    def _restore(self) -> None:
        recent = self._current()
        self.restore_asked.emit(Path(recent.path) if recent is not None else None)

    def _remove(self) -> None:
        recent = self._current()
        if recent is not None:
            self._settings.forget(recent.path)
            self.refresh()


class RecentDelegate(QStyledItemDelegate):
    """Two lines a draft: county and year with the day it was opened, and where it lies."""

    def __init__(self, view: QListView, look: Look) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: StyleOption, _index: _Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        recent: Recent = index.data(RECENT)
        colours, rect = self._look.colours, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(colours.accent))
        inner = rect.adjusted(12, 6, -12, -6)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = upper.translated(0, upper.height())
        painter.setPen(QColor(colours.muted))
        right = recent.opened if recent.exists else "文件已不在原处"
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
        path = painter.fontMetrics().elidedText(recent.path, Qt.TextElideMode.ElideMiddle, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, path)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if recent.exists else colours.muted))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, name_of(recent))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.left() + 12, rect.bottom(), rect.right() - 12, rect.bottom())
        painter.restore()


def name_of(recent: Recent) -> str:
    """`洪江市 2021年度`, or the file's name where the cover says neither."""
    if not recent.county and not recent.year:
        return Path(recent.path).stem
    return f"{recent.county} {recent.year}年度".strip()


def _words(recent: Recent) -> str:
    state = f"打开于{recent.opened}" if recent.exists else "文件已不在原处"
    return f"{name_of(recent)}，{state}，{recent.path}"

"""The returned files of one import: whose each is, how much was read in it, what is to be known about it."""

from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QStyledItemDelegate, QTreeWidget, QTreeWidgetItem, QWidget

from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import StyleOption
from eduduty_desktop.intake import Status
from eduduty_desktop.workspace.collecting import Collected, CollectedFile

COLUMNS = ("文件", "单位", "读出", "说明")
FILE, WHO, READ, SAID = range(len(COLUMNS))
MOST_ROWS = 3
UNKNOWN = "请指定单位"
_AT = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class FileList(QTreeWidget):
    """A row a file, and one for all of them; the one that is current narrows the table of proposals."""

    file_chosen = Signal(object)  # its number, None for all
    sender_named = Signal(object, str)  # Path, department

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._paths: list[Path] = []
        self._most = MOST_ROWS
        self.names: list[str] = []
        self.setAccessibleName("收到的文件")
        self.setHeaderLabels(list(COLUMNS))
        self.setProperty("role", "rows")
        self.setHeaderHidden(True)  # what stands in the columns says itself what it is
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self))
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.itemActivated.connect(self._ask_sender)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        em = self.fontMetrics().horizontalAdvance("国")
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(SAID, QHeaderView.ResizeMode.Stretch)
        for column, width in ((WHO, 9), (READ, 9)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, em * width)
        self.currentItemChanged.connect(self._tell)

    @property
    def current(self) -> int | None:
        """The number of the file that is current; None for all."""
        item: QTreeWidgetItem | None = self.currentItem()
        return item.data(FILE, _AT) if item is not None else None

    def show_files(self, collected: Collected, names: list[str]) -> None:
        """Show the files; `names` are the departments to choose a sender from."""
        self.names = names
        self._paths = [file.path for file in collected.files]
        current = self.current
        blocked = self.blockSignals(True)
        self.clear()
        if len(collected.files) > 1:
            waiting = sum(one.status is not Status.AGREES for one in collected.proposals)
            whole = QTreeWidgetItem([f"全部 {len(collected.files)} 个文件", "", f"{waiting} 项待处理", ""])
            whole.setData(FILE, _AT, None)
            self.addTopLevelItem(whole)
        for at, file in enumerate(collected.files):
            self.addTopLevelItem(self._item(at, file, collected))
        wanted = next((row for row in range(self.topLevelItemCount()) if self._at(row) == current), 0)
        item = self.topLevelItem(wanted)
        if item is not None:
            self.setCurrentItem(item)
        self.blockSignals(blocked)
        self.fit(self._most)

    def fit(self, most: int) -> None:
        """Be as high as so many rows, or as there are."""
        self._most = most
        height = max(24, self.sizeHintForRow(0)) * min(max(self.topLevelItemCount(), 1), most)
        self.setFixedHeight(height + 4)

    def name_sender(self, at: int, department: str) -> None:
        """A person said whose a file is."""
        self.sender_named.emit(self._paths[at], department)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 as Enter: say whose the file is."""
        item: QTreeWidgetItem | None = self.currentItem()
        if self.state() == self.State.EditingState:
            return  # the key that ended an editor
        if event.key() == Qt.Key.Key_F2 and item is not None:
            self._ask_sender(item)
        else:
            super().keyPressEvent(event)

    def _ask_sender(self, item: QTreeWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item, WHO)

    def _at(self, row: int) -> int | None:
        item = self.topLevelItem(row)
        return item.data(FILE, _AT) if item is not None else None

    def _item(self, at: int, file: CollectedFile, collected: Collected) -> QTreeWidgetItem:
        mine = collected.of_file(at)
        waiting = sum(one.status is not Status.AGREES for one in mine)
        read = "读不了" if file.refusal else f"{len(mine)} 项" + (f"，{waiting} 待处理" if waiting else "，都一致")
        who = file.returned.department or ("" if file.refusal else UNKNOWN)
        item = QTreeWidgetItem([file.name, who, read, file.messages[0] if file.messages else ""])
        item.setData(FILE, _AT, at)
        item.setToolTip(FILE, str(file.path))
        item.setToolTip(WHO, "双击或按 F2 改是哪个单位报的，改后重新读")
        item.setToolTip(SAID, "\n".join(file.messages))
        if not file.refusal:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        colours = self._look.colours
        if file.refusal:
            item.setForeground(READ, QBrush(QColor(colours.error)))
        if file.messages:
            item.setForeground(SAID, QBrush(QColor(colours.error if file.refusal else colours.warning)))
        if who == UNKNOWN:
            item.setForeground(WHO, QBrush(QColor(colours.warning)))
        words = (file.name, who, read, *file.messages)
        item.setData(FILE, Qt.ItemDataRole.AccessibleTextRole, "，".join(word for word in words if word))
        return item

    def _tell(self) -> None:
        self.file_chosen.emit(self.current)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: FileList) -> None:
        super().__init__(view)
        self._view = view

    def createEditor(self, parent: QWidget, _option: StyleOption, index: _Index) -> QWidget:
        if index.column() != WHO:
            return None  # type: ignore[return-value]
        box = QComboBox(parent)
        box.setEditable(True)
        box.addItems(self._view.names)
        box.setAccessibleName("是哪个单位报的")
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            said = index.data()
            editor.setCurrentText("" if said == UNKNOWN else said)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        at = model.index(index.row(), FILE, index.parent()).data(_AT)
        if isinstance(editor, QComboBox) and at is not None:
            text = editor.currentText().strip()
            if text and text != index.data():
                self._view.name_sender(at, text)

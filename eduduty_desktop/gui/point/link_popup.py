"""The list from which a figure is chosen: filter line, form of the figure, one row a metric."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.link_choice import FORMS, link_choices
from eduduty_desktop.workspace.session import Session

_WIDTH, _HEIGHT = 520, 320
_LINK = Qt.ItemDataRole.UserRole


class LinkPopup(QFrame):
    """Closes on Esc; Enter or a click chooses."""

    chosen = Signal(object)  # Link

    def __init__(self, session: Session, node: str, parent: QWidget, *, forms: bool = True) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._session = session
        self._node = node
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("输入指标名称的几个字，回车选定")
        self.filter.setAccessibleName("筛选指标数据")
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName("可选的指标数据")
        self.list.setHeaderHidden(True)
        self.list.setProperty("role", "rows")
        self.list.ensurePolished()  # rows are measured once, with their style
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setColumnCount(3)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.forms = QButtonGroup(self)
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.filter, 1)
        for number, (word, _) in enumerate(FORMS):
            button = QToolButton()
            button.setText(word)
            button.setAccessibleName(f"填入{word}的数")
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setVisible(forms)
            button.setToolTip(f"填入{word}的数（Alt+{number + 1}）")
            button.setShortcut(f"Alt+{number + 1}")
            self.forms.addButton(button, number)
            line.addWidget(button)
        self.nothing = wrapped("没有名称相符的指标数据，请换几个字。")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        self.filter.textChanged.connect(self._fill)
        self.forms.idClicked.connect(self._fill)
        self.list.itemActivated.connect(lambda item: self._choose(item))
        self.list.itemClicked.connect(lambda item: self._choose(item))
        self._fill()

    def open_at(self, point: QPoint) -> None:
        """Show below a point of the screen, inside it."""
        screen = QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.resize(_WIDTH, _HEIGHT)
        below = point.y() + _HEIGHT <= room.bottom()
        top = point.y() if below else max(room.top(), point.y() - _HEIGHT - 4 * GRID)
        self.move(max(room.left(), min(point.x(), room.right() - _WIDTH)), top)
        self.show()
        self.filter.setFocus()

    def _fill(self) -> None:
        form = FORMS[max(0, self.forms.checkedId())][1]
        self.list.clear()
        choices = link_choices(self._session.draft, self._node, form, self.filter.text())
        for choice in choices:
            item = QTreeWidgetItem(["本项" if choice.near else choice.where, choice.label, choice.printed])
            item.setData(0, _LINK, choice.link)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(1, choice.label)
            item.setForeground(0, self.palette().placeholderText())
            self.list.addTopLevelItem(item)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        if choices:
            self._go_to(0)
        self.nothing.setVisible(not choices)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            link = item.data(0, _LINK)
            assert isinstance(link, Link)
            self.close()
            self.chosen.emit(link)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys of the filter line move in the list."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self._move(event.key())
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: int) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}[Qt.Key(key)]
        at = self.list.indexOfTopLevelItem(self.list.currentItem()) + step
        if self.list.topLevelItemCount():
            self._go_to(max(0, min(at, self.list.topLevelItemCount() - 1)))

    def _go_to(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)

"""The list of frameworks: the county's own first, then those shipped; two lines each."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.words import OWN, origin_words
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import StyleOption

ROW_HEIGHT = 70
FRAMEWORK = Qt.ItemDataRole.UserRole
LINE = Qt.ItemDataRole.UserRole + 1
BROKEN = Qt.ItemDataRole.UserRole + 2
IS_OWN = Qt.ItemDataRole.UserRole + 3
_Index = QModelIndex | QPersistentModelIndex


class ShelfList(QListView):
    """Says which framework a person wants to see."""

    framework_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("指标体系")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_ShelfDelegate(self, look))
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def chosen(self) -> str:
        """The id of the framework that is marked; empty if none."""
        index = self.currentIndex()
        return index.data(FRAMEWORK) if index.isValid() else ""

    def show_frameworks(self, frameworks: list[Framework], own: set[str], broken: list[str]) -> None:
        """Show these, and own ones that cannot be read, each by its file's name."""
        self._model.clear()
        for framework in frameworks:
            self._add(framework.id, full_width(framework.title), origin_words(framework, framework.id in own), False)
            self._model.item(self._model.rowCount() - 1).setData(framework.id in own, IS_OWN)
        for name in broken:
            self._add(name, name, f"{OWN} · 读不出来，点一下看原因", True)

    def choose(self, framework: str) -> bool:
        """Mark a framework; whether it is there."""
        for row in range(self._model.rowCount()):
            if self._model.item(row).data(FRAMEWORK) == framework:
                self.setCurrentIndex(self._model.index(row, 0))
                self.scrollTo(self._model.index(row, 0))
                return True
        return False

    def retitle(self, framework: Framework) -> None:
        """Show what an edit made of an own framework's two lines."""
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            if item.data(FRAMEWORK) == framework.id:
                _say(item, full_width(framework.title), origin_words(framework, True))

    def _add(self, framework: str, title: str, line: str, broken: bool) -> None:
        item = QStandardItem()
        item.setEditable(False)
        item.setData(framework, FRAMEWORK)
        item.setData(broken, BROKEN)
        _say(item, title, line)
        self._model.appendRow(item)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.framework_chosen.emit(index.data(FRAMEWORK))


def _say(item: QStandardItem, title: str, line: str) -> None:
    item.setText(title)
    item.setData(line, LINE)
    item.setToolTip(f"{title}\n{line}")
    item.setData(f"{title}，{line}", Qt.ItemDataRole.AccessibleTextRole)


class _ShelfDelegate(QStyledItemDelegate):
    """The title, and where it is from beneath it; a shipped one's 非官方原件 in amber."""

    def __init__(self, view: QListView, look: Look) -> None:
        super().__init__(view)
        self._colours = look.colours

    def sizeHint(self, _option: StyleOption, _index: _Index) -> QSize:
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        painter.save()
        font = QFont(option.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(self._colours.text))
        box = option.rect.adjusted(8, 6, -8, -4)
        line = painter.fontMetrics().height()
        title = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(QRect(box.left(), box.top(), box.width(), line), Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(option.font)
        colour = self._colours.error if index.data(BROKEN) else self._colours.muted
        painter.setPen(QColor(colour if index.data(IS_OWN) or index.data(BROKEN) else self._colours.warning))
        rest = QRect(box.left(), box.top() + line + 2, box.width(), box.height() - line - 2)
        wrap = Qt.TextFlag.TextWordWrap
        painter.drawText(
            rest, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(wrap), index.data(LINE)
        )
        painter.restore()

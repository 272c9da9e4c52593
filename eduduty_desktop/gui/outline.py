"""The left panel: a search field over the outline of the framework."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import PROFILE
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import Mark, StyleOption, paint_mark
from eduduty_desktop.gui.outline_model import (
    COUNTS,
    COVER,
    DEPARTMENTS,
    MARK,
    NODE,
    OVERVIEW,
    PROBLEMS,
    PROGRESS,
    SCHOOLS,
    SENDING,
    OutlineModel,
)
from eduduty_desktop.gui.search import Hit, find_pages
from eduduty_desktop.workspace.session import Applied, Session

ROW_HEIGHT = 24
ICONS = {
    COVER: "cover",
    OVERVIEW: "overview",
    DEPARTMENTS: "departments",
    PROFILE: "profile",
    PROBLEMS: "problems",
    SCHOOLS: "schools",
    SENDING: "export",
}
_Index = QModelIndex | QPersistentModelIndex


class Outline(QFrame):
    """Search and tree; says which page a person wants to see."""

    node_chosen = Signal(str)
    figure_chosen = Signal(str, str)  # node and metric, when a search led to a figure

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outlinePanel")
        self._session = session
        self._hits: list[Hit] = []
        self._open_before: set[str] | None = None
        self.model = OutlineModel(session.draft.framework, self)
        self.model.show_states(session.draft)
        self.search = self._make_search(look)
        self.tree = self._make_tree(look)
        self._nothing = QLabel("没有找到。可以按指标名称、编号、数据名称或责任单位搜索。")
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(8, 8, 8, 8)
        self._nothing.hide()
        head = QFrame()
        head.setObjectName("panelHead")
        head_layout = QVBoxLayout(head)
        head_layout.setContentsMargins(8, 8, 8, 8)
        head_layout.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._nothing)
        layout.addWidget(self.tree, 1)
        session.subscribe(self._note)

    @property
    def hits(self) -> list[Hit]:
        """What the present search found."""
        return self._hits

    def show_node(self, node: str) -> None:
        """Mark a page as the one shown."""
        index = self.model.index_of(node)
        if index.isValid() and index != self.tree.currentIndex():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def filter(self, text: str) -> None:
        """Show only the pages that match, with the sections above them; everything for an empty text."""
        if text.strip() and self._open_before is None:
            self._open_before = {node for node in self._nodes() if self.tree.isExpanded(self.model.index_of(node))}
        self._hits = find_pages(self._session.draft.framework, self._session.draft, text)
        shown = {hit.node for hit in self._hits}
        self._hide_rows(QModelIndex(), shown if text.strip() else None)
        self._nothing.setVisible(bool(text.strip()) and not shown)
        if not text.strip() and self._open_before is not None:
            for node in self._nodes():
                self.tree.setExpanded(self.model.index_of(node), node in self._open_before)
            self._open_before = None
            self.tree.scrollTo(self.tree.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search field, arrow down goes into the tree and Esc ends the search."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _make_search(self, look: Look) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText("搜索指标、编号、数据、责任单位")
        field.setAccessibleName("搜索")
        field.setToolTip("按指标名称、编号、数据名称或责任单位搜索（Ctrl+F）")
        field.setClearButtonEnabled(True)
        action = QAction(look.icons.named("search", look.colours.muted), "搜索", field)
        field.addAction(action, QLineEdit.ActionPosition.LeadingPosition)
        field.installEventFilter(self)
        field.textChanged.connect(self.filter)
        field.returnPressed.connect(self._choose_first)
        return field

    def _make_tree(self, look: Look) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self.model)
        tree.setItemDelegate(OutlineDelegate(tree, look))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setIndentation(14)
        tree.setAccessibleName("指标目录")
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setExpandsOnDoubleClick(False)
        tree.expandAll()
        tree.selectionModel().currentChanged.connect(self._choose)
        tree.clicked.connect(self._choose)
        return tree

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.node_chosen.emit(index.data(NODE))

    def _choose_first(self) -> None:
        if self._hits:
            hit = next((hit for hit in self._hits if hit.metric), self._hits[0])
            if hit.metric:
                self.figure_chosen.emit(hit.node, hit.metric)
            else:
                self.node_chosen.emit(hit.node)

    def _note(self, applied: Applied) -> None:
        points = {change.key.row for change in applied.changes if change.key.table == "states"}
        if points:
            self.model.show_states(self._session.draft, points)

    def _nodes(self) -> list[str]:
        return list(self._session.draft.framework.nodes)

    def _hide_rows(self, parent: QModelIndex, shown: set[str] | None) -> bool:
        some = False
        for row in range(self.model.rowCount(parent)):
            index = self.model.index(row, 0, parent)
            own = shown is None or index.data(NODE) in shown
            below = self._hide_rows(index, None if own else shown) if self.model.hasChildren(index) else False
            self.tree.setRowHidden(row, parent, not (own or below))
            if shown is not None and below:
                self.tree.expand(index)
            some = some or own or below
        return some


class OutlineDelegate(QStyledItemDelegate):
    """Paints a row: state mark, title, and at the right what is wrong or how far a section is."""

    def __init__(self, tree: QTreeView, look: Look) -> None:
        super().__init__(tree)
        self._tree = tree
        self._look = look

    def sizeHint(self, _option: StyleOption, _index: _Index) -> QSize:
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        colours = self._look.colours
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(0, rect.top(), 3, rect.height(), QColor(colours.accent))
        font = QFont(option.font)
        if not index.parent().isValid():
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        mark_box = QRectF(rect.left() + 2, rect.top(), 16, rect.height())
        mark = index.data(MARK)
        if mark:
            paint_mark(painter, mark_box, mark, colours)
        else:
            icon = self._look.icons.named(ICONS.get(index.data(NODE), "draft"), colours.muted)
            icon.paint(painter, mark_box.toRect().adjusted(1, 0, -1, 0))
        right = self._paint_right(painter, rect, index)
        left = rect.left() + 22
        painter.setPen(QColor(colours.text))
        text = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, right - left - 6)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_right(self, painter: QPainter, rect: QRect, index: _Index) -> int:
        """Counts of findings, or a closed section's progress; returns where the room for the title ends."""
        colours = self._look.colours
        metrics = painter.fontMetrics()
        right = rect.right() - 6
        progress = index.data(PROGRESS)
        if progress and self._tree.isExpanded(index):
            return right
        errors, warnings = index.data(COUNTS) or (0, 0)
        for count, mark, colour in (
            (warnings, Mark.WARNING, colours.warning),
            (errors, Mark.ERROR, colours.error),
        ):
            if count:
                width = metrics.horizontalAdvance(str(count))
                painter.setPen(QColor(colour))
                box = QRect(right - width, rect.top(), width + 1, rect.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(count))
                paint_mark(painter, QRectF(right - width - 13, rect.top() + 6, 10, rect.height() - 12), mark, colours)
                right -= width + 18
        return right

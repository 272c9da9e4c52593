"""改一处，全文改: while a figure is typed, a quiet strip says what hangs on it; on request the list, old and new.

The strip stands in the place of the table's footer and is as high, so that nothing moves when it comes.  It never
takes the focus: Enter applies and Esc leaves everything as it was, as in any cell.
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.checks.foresight import ChangeChecks, brought_and_ended
from eduduty_desktop.draft import Draft, Finding
from eduduty_desktop.draft.impact import Impact, changed, impact
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.cell_text import read_typed
from eduduty_desktop.gui.point.change_text import (
    Row,
    counted,
    finding_rows,
    is_changed,
    rows,
    standing,
    standing_rows,
    summary,
)
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind
from eduduty_desktop.gui.point.theme import Theme
from eduduty_desktop.workspace.session import Session

_AFTER_MS = 60
_LIST_ROWS = 7
EXPAND = "Alt+Down"


class ChangePreview(QWidget):
    """Follows one cell's editor at a time; its strip is `height` pixels high."""

    shown_changed = Signal(bool)

    def __init__(self, session: Session, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._checks: ChangeChecks | None = None
        self._cell: Cell | None = None
        self._editor: QLineEdit | None = None
        self._before: Draft | None = None
        self._found = Impact()
        self._text = ""
        self.words = wrapped()
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.expand = QToolButton()
        self.expand.setText("逐条看")
        self.expand.setCheckable(True)
        self.expand.setArrowType(Qt.ArrowType.DownArrow)
        self.expand.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.expand.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.expand.setToolTip("逐条看改动前后的样子（Alt+↓）")
        self.expand.setAccessibleName("逐条看改动的影响")
        self.list = self._make_list()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(self.words, 1)
        line.addWidget(self.expand, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head = QWidget()
        self._head.setLayout(line)
        self._head.setFixedHeight(height)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._head)
        column.addWidget(self.list)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._refresh)
        self.expand.toggled.connect(self._expanded)
        self._shortcut = QShortcut(QKeySequence(EXPAND), self)
        self._shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self._shortcut.setEnabled(False)
        self._shortcut.activated.connect(self.expand.toggle)
        self.hide()

    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(3)
        tree.setHeaderLabels(["在哪里", "现在", "改后"])
        tree.setProperty("role", "rows")
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        tree.setAccessibleName("改动的影响")
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.hide()
        return tree

    def follow(self, editor: QLineEdit, cell: Cell) -> None:
        """Show what hangs on a cell's value while its editor is open; nothing if only its own cells do."""
        if cell.kind not in {CellKind.FIGURE, CellKind.GROWTH}:
            return
        if self._editor is not None:  # left, and not yet destroyed
            self._editor.destroyed.disconnect(self._leave)
            self._leave()
        self._editor, self._cell, self._text = editor, cell, editor.text()
        self._before = self._session.draft
        self._found = impact(self._before, cell.key)
        editor.textChanged.connect(self._typed)
        editor.destroyed.connect(self._leave)
        self._timer.start()

    def applied(self) -> str:
        """What changed with the value that was just stored, in words; empty if nothing else did."""
        before, now = self._before, self._session.draft
        if before is None or not self._found.reaches_further:
            return ""
        items = [change.item for change in changed(self._found, before, now)]
        return f"已一并改好：{counted(items)}" if items else ""

    def _typed(self, text: str) -> None:
        self._text = text
        self._timer.start()

    def _leave(self) -> None:
        """The editor is gone: the typed value was stored or given up."""
        self._timer.stop()
        self._editor = self._cell = self._before = None
        self._shortcut.setEnabled(False)
        self.expand.setChecked(False)
        if not self.isHidden():
            self.hide()
            self.shown_changed.emit(False)

    def _refresh(self) -> None:
        cell, before = self._cell, self._session.draft
        if cell is None:
            return
        record = read_typed(before, cell, self._text).record
        typed = is_changed(before, cell.key, record)
        after = before.apply([before.change(cell.key, record)])
        told = changed(self._found, before, after) if typed else ()
        brought, ended = self._findings(before, after, cell) if typed else ((), ())
        if not (self._found.reaches_further or brought or ended or not self.isHidden()):
            return
        if typed:
            items = [change.item for change in told]
            lines = [*rows(before, told), *finding_rows(brought, ended)]
        else:
            items = list(standing(before, self._found))
            lines = list(standing_rows(before, items))
        self.words.setText(summary(items, len(brought), len(ended), typed=typed))
        self._fill(lines)
        if self.isHidden():
            self.show()
            self._shortcut.setEnabled(True)
            self.shown_changed.emit(True)

    def _findings(self, before: Draft, after: Draft, cell: Cell) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        if self._checks is None:
            self._checks = ChangeChecks(before)
        return brought_and_ended(before, after, self._checks.readers(before, cell.key))

    def _fill(self, lines: list[Row]) -> None:
        self.list.clear()
        for row in lines:
            item = QTreeWidgetItem([row.where, row.old, row.new])
            for column in range(3):
                item.setToolTip(column, item.text(column))
            item.setForeground(0, Theme.of(self.palette()).muted)
            self.list.addTopLevelItem(item)
        header = self.list.header()
        header.setStretchLastSection(False)
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        self._share_widths()
        shown = min(_LIST_ROWS, max(1, len(lines)))
        row_height = self.list.sizeHintForRow(0) if lines else self.fontMetrics().lineSpacing() + GRID
        self.list.setFixedHeight(header.sizeHint().height() + shown * row_height + 2 * self.list.frameWidth())

    def _share_widths(self) -> None:
        width = self.list.viewport().width()
        for column, share in enumerate((0.3, 0.35, 0.35)):
            self.list.setColumnWidth(column, int(width * share))

    def _expanded(self, shown: bool) -> None:
        self.expand.setArrowType(Qt.ArrowType.UpArrow if shown else Qt.ArrowType.DownArrow)
        self.list.setVisible(shown)
        if shown:
            self._share_widths()

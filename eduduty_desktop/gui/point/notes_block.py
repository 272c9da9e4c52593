"""备忘: what a person notes for themselves on a page; no export reads this table."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.records import Text
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID, Block
from eduduty_desktop.gui.point.fields import Binding, BoundText
from eduduty_desktop.workspace.session import Session

PROMISE = "只给自己看，不会进报告"
_LINES = 4


class NotesBlock(Block):
    """Folded until something is noted."""

    def __init__(self, session: Session, node: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = Key("notes", node)
        self.fold = QToolButton()
        self.fold.setText("备忘")
        self.fold.setAccessibleName(f"备忘（{PROMISE}）")
        self.fold.setToolTip("展开或收起备忘")
        self.fold.setProperty("role", "fold")
        self.fold.setAutoRaise(True)
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = self.fold.font()
        font.setBold(True)
        self.fold.setFont(font)
        binding = Binding(
            session,
            self.key,
            lambda record: record.text if record else "",
            lambda _record, text: Text(text),
            f"写“{title}”的备忘",
        )
        self.text = BoundText(binding, f"{title}的备忘", "还缺什么、向谁要、哪里拿不准，记在这里。", _LINES)
        self.text.setReadOnly(bool(session.read_only))
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.fold)
        line.addWidget(wrapped(PROMISE), 1)
        self.column.addLayout(line)
        self.column.addWidget(self.text)
        self.fold.toggled.connect(self._unfold)
        self._unfold(bool(binding.text()))

    def _unfold(self, shown: bool) -> None:
        self.fold.setChecked(shown)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.text.setVisible(shown)

    def refresh(self, keys: frozenset[Key]) -> None:
        self.text.refresh(keys)
        if self.key in keys and self.text.binding.text():
            self._unfold(True)

    def reveal(self, place: Place) -> QWidget | None:
        if place.table != "notes":
            return None
        self._unfold(True)
        self.text.setFocus()
        return self.text

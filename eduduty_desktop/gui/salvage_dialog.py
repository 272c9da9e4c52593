"""What a salvage came to, as a list: the sum first, then everything that was not found whole."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QLabel, QListWidget, QVBoxLayout, QWidget

from eduduty_desktop.gui.clipboard import copy_text
from eduduty_desktop.gui.room import resize_within


class SalvageDialog(QDialog):
    """Accepted: open the new file."""

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("抢救结果")
        resize_within(self, 640, 420)
        self._lines = list(lines)
        head = QLabel(self._lines[0] if self._lines else "")
        head.setWordWrap(True)
        head.setProperty("role", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("没有完整找回的内容")
        self.list.setProperty("role", "rows")
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.addItems(self._lines[1:] or ["没有要核对的。"])
        buttons = QDialogButtonBox()
        open_new = buttons.addButton("打开新文件", QDialogButtonBox.ButtonRole.AcceptRole)
        copy = buttons.addButton("复制清单", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("暂不打开", QDialogButtonBox.ButtonRole.RejectRole)
        open_new.setDefault(True)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: copy_text("\n".join(self._lines)))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (head, QLabel("逐项核对（可以复制清单留存）："), self.list, buttons):
            layout.addWidget(widget)
        self.list.setFocus()

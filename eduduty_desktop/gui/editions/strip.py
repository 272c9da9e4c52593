"""The strip that says that the draft was signed off, with the way to change it all the same."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class FrozenStrip(QFrame):
    """Stands above the pages of a signed draft."""

    lift_asked = Signal()

    def __init__(self, frozen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frozen")
        self.label = QLabel(f"已定稿：{frozen}。各栏只能看，可以核验、导出和报送。")
        self.label.setWordWrap(True)
        self.setAccessibleName(self.label.text())
        self.lift = QPushButton("解除定稿…")
        self.lift.setAutoDefault(False)
        self.lift.setToolTip("写明原因后可以修改；原因记进修改历史")
        self.lift.clicked.connect(self.lift_asked)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.addWidget(self.label, 1)
        line.addWidget(self.lift)

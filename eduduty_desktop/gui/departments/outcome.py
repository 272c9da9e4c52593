"""What was made or taken over, in a few lines, with the way to the folder; hidden until there is something to say."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.gui.labels import wrapped

_MOST_WARNINGS = 4


class Outcome(QWidget):
    """Stands over the list, so that it is read first; 知道了 takes it away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = wrapped(role="good")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.warnings = wrapped(role="warning")
        self.warnings.setTextFormat(Qt.TextFormat.PlainText)
        self.open_folder = QPushButton("打开所在文件夹")
        self.close_it = QPushButton("知道了")
        self.close_it.clicked.connect(self.hide)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.open_folder, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.warnings)
        self.hide()

    def show_done(self, words: str, warnings: Sequence[str], files: Sequence[str], *, with_folder: bool) -> None:
        """Say what was done; the names of the files are its tooltip."""
        self.words.setText(f"✓ {words}")
        self.words.setToolTip("\n".join(files))
        lines = [f"! {line}" for line in warnings[:_MOST_WARNINGS]]
        if len(warnings) > _MOST_WARNINGS:
            lines.append(f"……另有 {len(warnings) - _MOST_WARNINGS} 条提醒")
        self.warnings.setText("\n".join(lines))
        self.warnings.setToolTip("\n".join(warnings))
        self.warnings.setVisible(bool(lines))
        self.open_folder.setVisible(with_folder)
        self.show()
        if with_folder:
            self.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)

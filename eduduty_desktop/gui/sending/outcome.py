"""While something is made: how far it is and a button to stop it; then what was made and where it lies."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QProgressBar, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.gui.labels import button_row, wrapped


class Running(QWidget):
    """Step, bar and 停止; hidden while nothing runs."""

    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.step = wrapped()
        self.stop = QPushButton("停止")
        self.stop.clicked.connect(self._ask_stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.step, 1)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        self.hide()

    def begin(self) -> None:
        """Show that something has begun; 停止 takes the focus."""
        self.bar.setValue(0)
        self.step.setText("正在准备…")
        self.stop.setEnabled(True)
        self.show()
        self.stop.setFocus()

    def show_progress(self, thousandths: int, text: str) -> None:
        """How far it is, and with what."""
        self.bar.setValue(thousandths)
        if self.stop.isEnabled():
            self.step.setText(text)

    def _ask_stop(self) -> None:
        self.stop.setEnabled(False)
        self.step.setText("正在停下…")
        self.stop_asked.emit()


class Done(QWidget):
    """Headline, warnings, the files made and the way to their folder; hidden until something was made."""

    def __init__(self) -> None:
        super().__init__()
        self.headline = wrapped(role="good")
        self.warnings = wrapped(role="warning")
        self.files = QListWidget()
        self.files.setAccessibleName("已生成的文件")
        self.open_folder = QPushButton("打开所在文件夹")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.headline, self.warnings, self.files):
            column.addWidget(widget)
        column.addLayout(button_row(self.open_folder))
        self.hide()

    def show_made(self, headline: str, lines: Sequence[str], warnings: Sequence[str]) -> None:
        """Say what was made; 打开所在文件夹 takes the focus."""
        self.headline.setText(headline)
        self.warnings.setText("\n".join(f"! {warning}" for warning in warnings))
        self.warnings.setVisible(bool(warnings))
        self.files.clear()
        for line in lines:
            item = QListWidgetItem(line)
            item.setToolTip(line)
            self.files.addItem(item)
        self.files.setFixedHeight((self.fontMetrics().lineSpacing() + 8) * min(max(len(lines), 2), 8) + 8)
        self.show()
        self.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)

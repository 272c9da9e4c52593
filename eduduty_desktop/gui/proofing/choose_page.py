"""What stands in the window before a report: what it is for, where to drop a file, the reports proved last."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.gui.labels import button_row, heading, set_role, title, wrapped

ABOUT = (
    "任何一份报告都可以：印发之前看一看数字之间对不对得上（合计、占比、增幅、前后不一致、列举个数），"
    "有没有占位、缺字、跳号留在文中。不需要自评稿，也不改动文件。"
)
DROP_HERE = "把报告拖到这里（.docx、.txt）"
KINDS = "旧的 .doc、.wps 请先用 WPS 另存为 .docx；PDF 请用原来的 Word 文件；有打开密码的请先去掉密码。"
_PATH = Qt.ItemDataRole.UserRole


class ChoosePage(QWidget):
    """Says which file the person wants; reads none."""

    browse_asked = Signal()
    report_chosen = Signal(object)  # Path
    forget_asked = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.choose = QPushButton("选择报告…")
        self.choose.setToolTip("选一份报告（Ctrl+O）")
        self.choose.setDefault(True)
        self.choose.clicked.connect(lambda _checked=False: self.browse_asked.emit())
        self._said = wrapped("", "error")
        drop = QLabel(DROP_HERE)  # a hint: the whole window takes what is dropped
        drop.setProperty("role", "dropPlace")
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        drop.setMinimumHeight(96)
        self._recent_title = heading("最近校核的报告")
        self.recent = QListWidget()
        self.recent.setProperty("role", "rows")
        self.recent.setAccessibleName("最近校核的报告")
        self.recent.itemActivated.connect(self._open)
        self.recent.itemSelectionChanged.connect(self._enable)
        self.open_recent = QPushButton("再校核一次")
        self.open_recent.setToolTip("校核列表里选中的报告（Enter）")
        self.open_recent.clicked.connect(lambda _checked=False: self._open(self.recent.currentItem()))
        self.remove = QPushButton("从列表移除")
        self.remove.setToolTip("只从这个列表移除，文件不会删除")
        self.remove.clicked.connect(lambda _checked=False: self._forget())
        card = QFrame()
        card.setObjectName("startCard")
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addWidget(title("校核已有报告"))
        column.addWidget(wrapped(ABOUT, ""))
        column.addWidget(drop, 1)
        column.addLayout(button_row(self.choose))
        column.addWidget(wrapped(KINDS))
        column.addWidget(self._said)
        column.addSpacing(8)
        column.addWidget(self._recent_title)
        column.addWidget(self.recent, 2)
        column.addLayout(button_row(self.open_recent, self.remove))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(32, 24, 32, 24)
        outer.addWidget(card, 1)
        self.say("")

    @property
    def said(self) -> str:
        """What is said of the last file."""
        return self._said.text()

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say what became of the last file."""
        self._said.setText(f"✕ {text}" if wrong else text)
        self._said.setVisible(bool(text))
        set_role(self._said, "error" if wrong else "muted")

    def show_recent(self, paths: Sequence[Path]) -> None:
        """The reports proved last; those that were moved away cannot be chosen."""
        self.recent.clear()
        for path in paths:
            item = QListWidgetItem(
                f"{path.name}　　{path.parent}" if path.is_file() else f"{path.name}　　文件已不在原处"
            )
            item.setData(_PATH, path)
            item.setToolTip(str(path))
            if not path.is_file():
                item.setForeground(self.palette().placeholderText())
            self.recent.addItem(item)
        for widget in (self._recent_title, self.recent, self.open_recent, self.remove):
            widget.setVisible(bool(paths))
        if paths:
            self.recent.setCurrentRow(0)
        self._enable()

    def _enable(self) -> None:
        path = self._current()
        self.remove.setEnabled(path is not None)
        self.open_recent.setEnabled(path is not None and path.is_file())

    def _current(self) -> Path | None:
        item: QListWidgetItem | None = self.recent.currentItem()
        path = item.data(_PATH) if item is not None else None
        return path if isinstance(path, Path) else None

    def _open(self, _item: QListWidgetItem | None) -> None:
        path = self._current()
        if path is not None and path.is_file():
            self.report_chosen.emit(path)

    def _forget(self) -> None:
        path = self._current()
        if path is not None:
            self.forget_asked.emit(path)

"""What a person says about a sending: edition, place, forms, password, addresses, further files."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QWidget,
)

from eduduty_desktop.document.names import Edition
from eduduty_desktop.workspace.exporting import EDITIONS
from eduduty_desktop.workspace.sending import Form, Order

FORM_WORDS = {
    Form.FOLDER: ("文件夹", "编好号的各个文件，拷贝或打印用"),
    Form.ARCHIVE: ("压缩包（.zip）", "同样的文件，另有 data.json（汇总用）和校验清单"),
    Form.LETTER: ("邮件（.eml）", "带附件的邮件草稿，用邮件程序打开后发出"),
}
LABEL_EMS = 6


class SendingForm(QWidget):
    """The fields; `changed` after each change of any of them."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editions = {edition: QRadioButton(edition.label) for edition in map(Edition, EDITIONS)}
        self._group = QButtonGroup(self)
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName("存到哪个文件夹")
        self.browse = QPushButton("浏览…")
        self.forms = {form: QCheckBox(words) for form, (words, _) in FORM_WORDS.items()}
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("不填就不加密")
        self.password.setAccessibleName("压缩包密码")
        self.password.setToolTip("AES-256 加密，用 7-Zip、WinRAR 等解开；密码不会保存，请另行告知对方")
        self.shown = QCheckBox("显示")
        self.shown.setAccessibleName("显示密码")
        self.to = QLineEdit()
        self.to.setPlaceholderText("可以不填；几个地址之间用分号隔开")
        self.to.setAccessibleName("收件人")
        self.further = QListWidget()
        self.further.setAccessibleName("随附文件")
        self.further.setToolTip("已经做好的附件，例如盖章扫描件；编在数据附表和佐证目录之后")
        self.add = QPushButton("添加…")
        self.remove = QPushButton("移除")
        self._arrange()
        self._connect()
        self.editions[Edition.REVIEW].setChecked(True)
        for box in self.forms.values():
            box.setChecked(True)
        self._fit()

    @property
    def edition(self) -> Edition:
        return next(edition for edition, button in self.editions.items() if button.isChecked())

    @property
    def chosen_folder(self) -> Path:
        return Path(self.folder.text().strip())

    @property
    def order(self) -> Order:
        """What the fields say."""
        files = (self.further.item(row) for row in range(self.further.count()))
        return Order(
            edition=self.edition,
            forms=frozenset(form for form, box in self.forms.items() if box.isChecked()),
            to=self.to.text().strip(),
            password=self.password.text(),
            further=tuple(Path(item.data(Qt.ItemDataRole.UserRole)) for item in files),
        )

    def add_files(self, paths: list[Path]) -> None:
        """Let further files go too; one that is there already is not added again."""
        known = set(self.order.further)
        for path in dict.fromkeys(paths):
            if path not in known:
                self.further.addItem(path.name)
                item = self.further.item(self.further.count() - 1)
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                item.setToolTip(str(path))
        self._fit()
        self.changed.emit()

    # inside ----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        for edition, button in self.editions.items():
            self._group.addButton(button)
            button.setAccessibleName(edition.label)
            button.clicked.connect(lambda: self.changed.emit())
        for line in (self.folder, self.to, self.password):
            line.textChanged.connect(self.changed)
        for box in self.forms.values():
            box.toggled.connect(self.changed)
            box.toggled.connect(self._fit)
        self.shown.toggled.connect(self._show_password)
        self.browse.clicked.connect(self._browse)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, LABEL_EMS * self.fontMetrics().horizontalAdvance("字"))
        grid.setColumnStretch(1, 1)
        forms = QGridLayout()
        forms.setHorizontalSpacing(16)
        for row, (form, box) in enumerate(self.forms.items()):
            note = QLabel(FORM_WORDS[form][1])
            note.setProperty("role", "muted")
            forms.addWidget(box, row, 0)
            forms.addWidget(note, row, 1)
        forms.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setProperty("role", "choice")
            button.setAccessibleName(f"{button.text().rstrip('…')}随附文件")
            buttons.addWidget(button)
        rows = (
            ("稿别", _line(*self.editions.values(), stretch=True)),
            ("存到", _line(self.folder, self.browse)),
            ("方式", forms),
            ("密码", _line(self.password, self.shown)),
            ("收件人", _line(self.to)),
            ("随附文件", _line(self.further, self.add, self.remove)),
        )
        for at, (words, line) in enumerate(rows):
            label = QLabel(words)
            grid.addWidget(
                label, at, 0, Qt.AlignmentFlag.AlignTop if words in ("方式", "随附文件") else Qt.AlignmentFlag(0)
            )
            grid.addLayout(line, at, 1)

    def _fit(self) -> None:
        """Fields that do not matter are closed; the list is as high as its rows."""
        forms = self.order.forms
        secret = bool(forms & {Form.ARCHIVE, Form.LETTER})
        self.password.setEnabled(secret)
        self.shown.setEnabled(secret)
        self.to.setEnabled(Form.LETTER in forms)
        self.remove.setEnabled(self.further.count() > 0)
        line = self.fontMetrics().lineSpacing() + 8
        self.further.setFixedHeight(line * min(max(self.further.count(), 1), 4) + 8)

    def _show_password(self, on: bool) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选存放报送材料的文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _add(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选随附的文件", self.folder.text())
        self.add_files([Path(name) for name in chosen])

    def _remove(self) -> None:
        row = max(0, self.further.currentRow())
        if self.further.count():
            self.further.takeItem(row)
            self._fit()
            self.changed.emit()


def _line(*widgets: QWidget, stretch: bool = False) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line

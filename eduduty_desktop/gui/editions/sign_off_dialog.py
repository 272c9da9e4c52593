"""The dialogs 定稿 and 解除定稿: names and day; the reason."""

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft.sign_off import NAMES, SignOff

_HINTS = {"countersigners": "没有会签的空着；几个人用顿号隔开", "issuer": "必填"}


class SignOffDialog(QDialog):
    """Asks who proofread, checked, countersigned and signed, and when; says what still blocks."""

    def __init__(self, proposed: SignOff, blocking: int, warnings: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("定稿")
        self.setMinimumWidth(460)
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, word in (*NAMES, ("on", "定稿日期")):
            field = QLineEdit(getattr(proposed, name))
            field.setAccessibleName(word)
            field.setPlaceholderText(_HINTS.get(name, ""))
            field.textChanged.connect(self._enable)
            self.fields[name] = field
            form.addRow(word, field)
        self.sign = QPushButton("定稿")
        self.sign.setDefault(True)
        self.cancel = QPushButton("取消")
        self.sign.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._blocking = blocking
        self.told = QLabel(_told(blocking, warnings))
        self.told.setWordWrap(True)
        self.told.setProperty("role", "error" if blocking else "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(
            _note("定稿以后各栏只能看、不能改，报送稿从此固定；要改，先解除定稿并写明原因，原因记进修改历史。")
        )
        column.addLayout(form)
        column.addWidget(self.told)
        column.addLayout(_buttons(self.sign, self.cancel))
        self._enable()
        next(iter(self.fields.values())).setFocus()

    @property
    def sign_off(self) -> SignOff:
        """What is written now."""
        return SignOff(**{name: field.text().strip() for name, field in self.fields.items()})

    def _enable(self) -> None:
        said = self.sign_off
        self.sign.setEnabled(not self._blocking and bool(said.issuer and said.on))


class LiftDialog(QDialog):
    """Asks why a signed draft is to be changed."""

    def __init__(self, frozen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("解除定稿")
        self.setMinimumWidth(440)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("解除定稿的原因")
        self.reason.setPlaceholderText("例如：市里退回，要求补充经费数据。")
        self.reason.setFixedHeight(72)
        self.reason.setTabChangesFocus(True)
        self.lift = QPushButton("解除定稿")
        self.cancel = QPushButton("取消")
        self.cancel.setDefault(True)
        self.lift.setAutoDefault(False)
        self.lift.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.reason.textChanged.connect(self._enable)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        head = QLabel(f"这份自评稿已于{frozen}。")
        head.setWordWrap(True)
        head.setProperty("role", "heading")
        label = QLabel("原因（必填，记进修改历史）")
        label.setBuddy(self.reason)
        column.addWidget(head)
        column.addWidget(_note("解除以后可以修改；已经导出的报送稿会被提示与自评稿不一致。"))
        column.addWidget(label)
        column.addWidget(self.reason)
        column.addLayout(_buttons(self.lift, self.cancel))
        self._enable()
        self.reason.setFocus()

    def _enable(self) -> None:
        self.lift.setEnabled(bool(self.reason.toPlainText().strip()))


def _told(blocking: int, warnings: int) -> str:
    if blocking:
        return f"✕ 还有 {blocking} 处错误，不能定稿。请改正，或在核验栏写明保留意见。"
    return f"! 还有 {warnings} 处警告，请确认后再定稿。" if warnings else "没有错误，可以定稿。"


def _note(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    return line

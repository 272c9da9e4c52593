"""Letting a finding stand: asks for the reason, and makes the waiver's record."""

import uuid

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from eduduty_desktop.draft import Finding, Key
from eduduty_desktop.draft.finding import waiver_for
from eduduty_desktop.workspace.session import Edit, Session


class WaiverDialog(QDialog):
    """Asks why a finding may stand, and who says so."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("保留意见")
        self.setMinimumWidth(440)
        message = QLabel(finding.message)
        message.setWordWrap(True)
        message.setProperty("role", "heading")
        note = QLabel("写明理由后，这一条不再妨碍报送稿。理由只在内部留存；相关数据一改，保留即失效。")
        note.setWordWrap(True)
        note.setProperty("role", "muted")
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("例如：两项统计口径不同，已与财政局核对。")
        self.reason.setFixedHeight(72)
        self.reason.setTabChangesFocus(True)
        self.person = QLineEdit()
        self.person.setAccessibleName("确认人")
        self.person.setPlaceholderText("确认人，例如：张三")
        buttons = QDialogButtonBox()
        self.keep = buttons.addButton("保留", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.reason.textChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (message, note, QLabel("理由（必填）"), self.reason, QLabel("确认人"), self.person, buttons):
            layout.addWidget(widget)
        self._enable()
        self.reason.setFocus()

    def _enable(self) -> None:
        self.keep.setEnabled(bool(self.reason.toPlainText().strip()))


def ask_waiver(session: Session, finding: Finding, parent: QWidget, *, waived: bool) -> None:
    """Ask for the reason and let a finding stand; one that already stands is taken up again."""
    if waived:
        lift(session, finding)
        return
    dialog = WaiverDialog(finding, parent)
    if dialog.exec():
        waive(session, finding, dialog.reason.toPlainText(), dialog.person.text())
    dialog.deleteLater()


def waive(session: Session, finding: Finding, reason: str, person: str) -> None:
    """Let a finding stand, as one undoable step."""
    edit: Edit = (Key("waivers", uuid.uuid4().hex), waiver_for(finding, reason.strip(), person.strip()))
    session.edit([edit], label="保留意见")


def lift(session: Session, finding: Finding) -> None:
    """Take every waiver of a finding back."""
    edits: list[Edit] = [
        (Key("waivers", row, slot), None)
        for (row, slot), waiver in session.draft.rows("waivers").items()
        if waiver.finding == finding.identity
    ]
    session.edit(edits, label="取消保留意见")

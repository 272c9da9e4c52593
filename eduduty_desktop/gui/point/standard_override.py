"""另定标准: this draft's own value for a standard, with the reason for it; or back to the standard's own value."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import StandardOverride
from eduduty_desktop.draft.thresholds import (
    UNVERIFIED,
    is_overridable,
    library_threshold,
    override_key,
    own_value,
    print_threshold,
    read_value,
    standard_of,
)
from eduduty_desktop.framework import Metric, Standard
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.workspace.session import Edit, Session

_WIDTH = 460
_REASON_HEIGHT = 72


class StandardDialog(QDialog):
    """Asks for the value and the reason; `taken_back` tells that the standard's own value shall hold again."""

    def __init__(self, session: Session, metric: Metric, standard: Standard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standard = standard
        self.taken_back = False
        draft = session.draft
        own = own_value(draft, metric, standard) or StandardOverride()
        self.setWindowTitle("另定标准")
        self.setMinimumWidth(_WIDTH)
        name = QLabel(standard.name)
        name.setWordWrap(True)
        set_role(name, "heading")
        printed = print_threshold(draft, metric, library_threshold(draft, metric, standard))
        doubt = "" if standard.verified else f"（{UNVERIFIED}）"
        source = wrapped(f"原标准：{printed}{doubt}　依据：{standard.policy or '未注明'} {standard.clause}".rstrip())
        note = wrapped("另定的数只在本稿有效，随附表上报并注明理由；不改动指标体系。")
        for label in (source, note):
            label.setWordWrap(True)
        unit = standard.unit or metric.unit
        self.value = QLineEdit(own.value)
        self.value.setAccessibleName("数值")
        self.value.setPlaceholderText("例如：1:19" if unit == "比" else f"例如：90（{unit}）" if unit else "例如：90")
        self.reason = QPlainTextEdit(own.reason)
        self.reason.setAccessibleName("理由")
        self.reason.setPlaceholderText("写明依据的文件和文号，例如：省政府办公厅2024年实施意见规定为90%。")
        self.reason.setFixedHeight(_REASON_HEIGHT)
        self.reason.setTabChangesFocus(True)
        self.said = wrapped()
        buttons = self._add_buttons(own)
        self.value.textChanged.connect(self._enable)
        self.reason.textChanged.connect(self._enable)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        heading = QLabel(f"数值（{unit}）" if unit else "数值")
        for widget in (
            name,
            source,
            note,
            heading,
            self.value,
            QLabel("理由（必填）"),
            self.reason,
            self.said,
            buttons,
        ):
            layout.addWidget(widget)
        self._enable()
        self.value.setFocus()

    def _add_buttons(self, own: StandardOverride) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.take = buttons.addButton("另定", QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore = buttons.addButton("恢复原标准", QDialogButtonBox.ButtonRole.ResetRole)
        self.restore.setVisible(bool(own.value))
        self.restore.clicked.connect(self._take_back)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.take.setDefault(True)
        return buttons

    def _take_back(self) -> None:
        self.taken_back = True
        self.accept()

    def _enable(self) -> None:
        """Only a value that can be read, with a reason, can be taken."""
        text = self.value.text().strip()
        read = read_value(text, self._standard) is not None
        self.take.setEnabled(read and bool(self.reason.toPlainText().strip()))
        wrong = bool(text) and not read
        self.said.setText("✕ 数值读不成数，请填 90、90% 或 1:19 这样的数" if wrong else "")
        set_role(self.said, "error" if wrong else "muted")

    def record(self) -> StandardOverride:
        """What was entered; an empty record for the standard's own value."""
        if self.taken_back:
            return StandardOverride()
        return StandardOverride(self.value.text().strip(), self.reason.toPlainText().strip())


def offers_override(session: Session, metric: Metric) -> bool:
    """Whether a metric's standard has a value that a draft can set for itself."""
    standard = standard_of(session.draft.framework, metric)
    return standard is not None and is_overridable(standard)


def ask_override(session: Session, metric: Metric, parent: QWidget) -> StandardDialog | None:
    """Open the dialog for a metric's standard; what it comes to is one undoable step."""
    standard = standard_of(session.draft.framework, metric)
    if standard is None or not is_overridable(standard):
        return None
    session.seal()
    dialog = StandardDialog(session, metric, standard, parent)
    dialog.setModal(True)
    dialog.accepted.connect(lambda: override(session, metric, standard, dialog.record()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def override(session: Session, metric: Metric, standard: Standard, record: StandardOverride) -> None:
    """Put the draft's own value in place; an empty record takes back whichever holds for the metric."""
    key = override_key(metric, standard)
    if record.value:
        edits: list[Edit] = [(key, record)]
    else:
        keys = dict.fromkeys((key, Key("standards", standard.id)))
        edits = [(one, None) for one in keys if session.record(one) is not None]
    session.edit(edits, label=f"{'另定' if record.value else '恢复'}标准“{standard.name}”")

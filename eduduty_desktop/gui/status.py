"""The bottom line: when it was saved, the score, what is wrong, how far the draft is."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from eduduty_desktop.draft.assessment import Completeness, Score
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.findings_model import Counts
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import Mark, paint_mark

MESSAGE_MILLISECONDS = 8000


class StatusLine(QStatusBar):
    """Saved at, messages, score, findings, progress."""

    findings_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._saved = QLabel()
        self._saved.setAccessibleName("保存情况")
        self._message = QLabel()
        self._message.setProperty("role", "muted")
        self._score = QLabel()
        self._score.setAccessibleName("自评得分")
        self._findings = QPushButton()
        self._findings.setProperty("role", "link")
        self._findings.setToolTip("在右侧列出全部核验发现（F8 逐条查看）")
        self._findings.clicked.connect(self.findings_asked)
        self._done = QLabel()
        self._done.setAccessibleName("完成情况")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(96)
        self._bar.setAccessibleName("完成比例")
        self._shape = MarkLabel(look, Mark.CHECKED)
        self.addWidget(Spacer(8))
        self.addWidget(self._shape)
        self.addWidget(self._saved)
        self.addWidget(self._message, 1)
        for widget in (self._score, self._findings, self._done, self._bar, Spacer(8)):
            self.addPermanentWidget(widget)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self._message.clear)
        self._saved.setText("尚无改动")

    @property
    def words(self) -> str:
        """The whole line as text."""
        parts = [self._saved.text(), self._score.text(), self._findings.text(), self._done.text()]
        return " · ".join(part for part in parts if part)

    def show_saved(self, moment: datetime) -> None:
        """Say when the last write reached the file."""
        self._shape.show_mark(Mark.CHECKED)
        self._saved.setText(f"已保存 {moment.astimezone():%H:%M:%S}")

    def show_failed(self) -> None:
        """Say that the last write did not reach the file."""
        self._shape.show_mark(Mark.ERROR)
        self._saved.setText("未能保存")

    def show_note(self, text: str) -> None:
        """A short word that goes away by itself."""
        self._message.setText(text)
        self._fade.start(MESSAGE_MILLISECONDS)

    def show_score(self, score: Score) -> None:
        """`自评得分 87.5／100`; a dash while points are open or the framework does not score."""
        if score.full is None and score.self is None:
            self._score.setText("自评得分 —")
            self._score.setToolTip("本指标体系不计分")
            return
        own = "—" if score.self is None else f"{score.self.normalize():f}"
        full = "" if score.full is None else f"／{score.full.normalize():f}"
        self._score.setText(f"自评得分 {own}{full}")
        self._score.setToolTip("各测评点都有得分后显示合计" if score.self is None else "")

    def show_counts(self, counts: Counts) -> None:
        self._findings.setText(f"✕ 错误 {counts.errors}　! 警告 {counts.warnings}　· 提示 {counts.hints}")
        self._findings.setAccessibleName(
            f"核验发现：错误{counts.errors}处，警告{counts.warnings}处，提示{counts.hints}处"
        )

    def show_completeness(self, done: Completeness) -> None:
        percent = done.assessed * 100 // done.points if done.points else 0
        self._done.setText(f"完成 {done.assessed}/{done.points}　{percent}%")
        self._done.setToolTip(f"已核、已定稿或说明了理由的不适用项；必填数据还缺{done.required_missing}个")
        self._bar.setMaximum(max(1, done.points))
        self._bar.setValue(done.assessed)


class SaveFailure(QFrame):
    """The band that stays as long as something has not reached the file."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saveFailure")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(MarkLabel(look, Mark.ERROR))
        layout.addWidget(self._label, 1)
        self.hide()

    @property
    def words(self) -> str:
        return self._label.text()

    def show_failure(self, error: BaseException) -> None:
        """Say plainly what has not been written, why, and what to do."""
        reason = error.one_line() if isinstance(error, UserError) else str(error) or type(error).__name__
        advice = "" if isinstance(error, UserError) and error.what_to_do else _ADVICE
        self._label.setText(f"有改动没有写入文件：{reason.rstrip('。')}。{advice}")
        self.show()


_ADVICE = "请检查磁盘是否已满、U 盘是否已拔出；改动还在窗口里，先不要关闭程序。"


class MarkLabel(QWidget):
    """A mark of 16 px as a widget."""

    def __init__(self, look: Look, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._mark = mark
        self.setFixedSize(16, 16)
        self.setAccessibleName(mark.value)

    def show_mark(self, mark: Mark) -> None:
        if mark is not self._mark:
            self._mark = mark
            self.setAccessibleName(mark.value)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._mark, self._look.colours)
        painter.end()


class Spacer(QWidget):
    """Room of a fixed width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setFixedWidth(width)

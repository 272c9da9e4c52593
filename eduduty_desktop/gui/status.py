"""The bottom line: when it was saved, the score, what is wrong, how far the draft is."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from eduduty_desktop.draft.assessment import Completeness
from eduduty_desktop.draft.score_total import Score
from eduduty_desktop.gui.findings_model import Counts
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import Mark, paint_mark

if TYPE_CHECKING:
    from eduduty_desktop.store import SaveState
    from eduduty_desktop.workspace.staleness import Stale

MESSAGE_MILLISECONDS = 8000


class StatusLine(QStatusBar):
    """Saved at, messages, score, findings, progress."""

    findings_asked = Signal()
    stale_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._saved = QLabel()
        self._saved.setAccessibleName("保存情况")
        self._message = Elided()
        self._message.setProperty("role", "muted")
        self._score = QLabel()
        self._score.setAccessibleName("自评得分")
        self._findings = QPushButton()
        self._findings.setProperty("role", "link")
        self._findings.setToolTip("在右侧列出全部核验发现（F8 逐条查看）")
        self._findings.clicked.connect(self.findings_asked)
        self.stale = QPushButton()
        self.stale.setProperty("role", "link")
        self.stale.clicked.connect(self.stale_asked)
        self.stale.hide()
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
        for widget in (self.stale, self._score, self._findings, self._done, self._bar, Spacer(8)):
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

    def show_read_only(self) -> None:
        """Say that nothing is saved here."""
        self._saved.setText("只读")

    def show_note(self, text: str) -> None:
        """A short word that goes away by itself."""
        self._message.setText(text)
        self._fade.start(MESSAGE_MILLISECONDS)

    def show_score(self, score: Score) -> None:
        """`自评得分 87.5／100 良好`; a dash while points are open or the framework does not score."""
        if score.full is None and score.self is None:
            self._score.setText("自评得分 —")
            self._score.setToolTip("还没有自评得分，或者本指标体系不计分")
            return
        own = "—" if score.self is None else f"{score.self.normalize():f}"
        full = "" if score.full is None else f"／{score.full.normalize():f}"
        grade = f" {score.grade}" if score.grade else ""
        self._score.setText(f"自评得分 {own}{full}{grade}")
        open_points = f"有 {len(score.undecided)} 个测评点按约数判定不了得分" if score.undecided else ""
        waiting = open_points or "各测评点都有得分后显示合计"
        self._score.setToolTip(waiting if score.self is None else score.working)

    def show_counts(self, counts: Counts) -> None:
        self._findings.setText(f"✕ 错误 {counts.errors}　! 警告 {counts.warnings}　· 提示 {counts.hints}")
        self._findings.setAccessibleName(
            f"核验发现：错误{counts.errors}处，警告{counts.warnings}处，提示{counts.hints}处"
        )

    def show_stale(self, found: "Sequence[Stale]") -> None:
        """`! 报送稿已不一致：3处`; nothing while all files match."""
        words = "、".join(one.edition.label for one in found)
        count = sum(len(one.differences) for one in found)
        self.stale.setText(f"! {words}已不一致" + (f"：{count}处" if count else ""))
        told = "；".join(one.words for one in found)
        self.stale.setToolTip(f"{told}。点击看在哪里")
        self.stale.setAccessibleName(told)
        self.stale.setVisible(bool(found))

    def show_completeness(self, done: Completeness) -> None:
        percent = done.assessed * 100 // done.points if done.points else 0
        self._done.setText(f"完成 {done.assessed}/{done.points}　{percent}%")
        self._done.setToolTip(f"已核、已定稿或说明了理由的不适用项；必填数据还缺{done.required_missing}个")
        self._bar.setMaximum(max(1, done.points))
        self._bar.setValue(done.assessed)


class Elided(QLabel):
    """A line that ends in dots where it has no room, and never asks for more."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value
        painter = QPainter(self)
        self.style().drawItemText(painter, self.rect(), flags, self.palette(), True, text, self.foregroundRole())
        painter.end()


class SaveFailure(QFrame):
    """The strip that stays as long as something has not reached the file, with the two ways on."""

    retry_asked = Signal()
    elsewhere_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saveFailure")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.retry = _button("再试", "马上再写一次")
        self.elsewhere = _button("另存到…", "把这里的全部内容存成另一个位置的新文件，然后在那里继续")
        self.retry.clicked.connect(self.retry_asked)
        self.elsewhere.clicked.connect(self.elsewhere_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(MarkLabel(look, Mark.ERROR))
        layout.addWidget(self._label, 1)
        layout.addWidget(self.retry)
        layout.addWidget(self.elsewhere)
        self.hide()

    @property
    def words(self) -> str:
        return self._label.text()

    def show_state(self, state: "SaveState") -> None:
        """Say plainly since when something has not been written, why, and what to do."""
        since = f"{state.failing_since.astimezone():%H:%M} 起" if state.failing_since else ""
        reason, advice = ("", "") if state.reason is None else (state.reason.message, state.reason.what_to_do)
        text = f"{since}没有存进文件：{reason.rstrip('。') or '原因不明'}。{advice or _ADVICE}"
        if text != self._label.text():
            self._label.setText(text)
            self.setAccessibleDescription(text)
        self.retry.setVisible(not state.must_move)
        self.show()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


_ADVICE = "请检查磁盘是否已满、U盘是否已拔出；内容还在窗口里，先不要关闭程序。"


class ReadOnlyStrip(QFrame):
    """The strip that says that this window only shows the draft, and why."""

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readOnly")
        self.label = QLabel(f"只读：{reason}。可以查看、核验和导出，不能修改。要修改，请等没有别人打开它时再打开。")
        self.label.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self.label)


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

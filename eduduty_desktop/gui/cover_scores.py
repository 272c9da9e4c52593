"""自评总分 and 自评等级 on the cover: what is stated, beside what the points come to."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.score_total import Score, full_of, grade_at, score, stated_grade, stated_total
from eduduty_desktop.draft.scoring import plain
from eduduty_desktop.framework import VetoEffect
from eduduty_desktop.gui.labels import set_role

SCORE_FIELDS = ("score_total", "grade")
EFFECT_WORDS = {
    VetoEffect.FAIL: "一票否决：定为最低等次",
    VetoEffect.DOWNGRADE: "降低一个等次",
    VetoEffect.NOT_BEST: "不得评为最高等次",
}


class ComputedRow(QWidget):
    """A line of the cover with what the program computes under it; one press states that."""

    def __init__(
        self, field: QLineEdit, name: str, tell: Callable[[], tuple[str, str, bool]], choose: Callable[[str], None]
    ) -> None:
        """`tell` gives the words, the text to adopt (empty for none) and whether the stated one differs from it."""
        super().__init__()
        self._field = field
        self._tell = tell
        self._value = ""
        self.adopt = QPushButton("一键采用")
        self.adopt.setAutoDefault(False)
        self.adopt.setAccessibleName(f"采用算出的{name}")
        self.adopt.setToolTip(f"把算出的{name}填进来；不填时报告也用算出的")
        self.adopt.clicked.connect(lambda: choose(self._value))
        self.words = QLabel()
        self.words.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(field, 1)
        line.addWidget(self.adopt)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.words)
        self.refresh()

    def refresh(self) -> None:
        """Show what the draft comes to now."""
        words, self._value, differs = self._tell()
        self.words.setText(words)
        set_role(self.words, "warning" if differs else "muted")
        self.adopt.setEnabled(bool(self._value) and (differs or not self._field.text().strip()))


def total_told(reader: Reader) -> tuple[str, str, bool]:
    """Words on the computed total, the total as text, and whether the cover states another."""
    found, stated = score(reader), stated_total(reader)
    if found.computed is None:
        return _why_open(reader, found), "", False
    full = full_of(reader.framework)
    of = "" if full is None else f"（满分 {plain(full)} 分）"
    differs = stated is not None and stated != found.computed
    mark = "! 与填的不同，算出的是" if differs else "算出"
    return f"{mark} {plain(found.computed)} 分{of}：{found.working}。", plain(found.computed), differs


def _why_open(reader: Reader, found: Score) -> str:
    if found.undecided:
        return f"还有 {len(found.undecided)} 个测评点按约数无法判定得分，总分算不出。"
    if not reader.framework.owed_points:
        lost = f"已登记扣分 {plain(found.lost)} 分；" if found.lost else ""
        return f"{lost}各测评点分值不知道，总分请直接填。"
    return "各测评点都有得分后，这里显示算出的总分。"


def grade_told(reader: Reader) -> tuple[str, str, bool]:
    """Words on the computed grade, the grade, and whether the cover states another."""
    framework, found = reader.framework, score(reader)
    if not framework.grades:
        return "指标体系没有写明等次的分数线，等级请直接填。", "", False
    lines = "，".join(f"{grade.name} ≥{plain(grade.at_least)}" for grade in framework.grades)
    if found.computed_grade is None:
        return f"分数线：{lines}。", "", False
    stated = stated_grade(reader)
    differs = bool(stated) and stated != found.computed_grade
    known = "" if not stated or grade_at(framework, stated) is not None else "（不在指标体系的等次里）"
    mark = f"! 与填的不同{known}，应为" if differs else "按总分和否决事项为"
    return f"{mark}“{found.computed_grade}”。分数线：{lines}。", found.computed_grade, differs

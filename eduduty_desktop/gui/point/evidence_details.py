"""The fields of one document of 佐证材料, the points that it proves, and its file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from eduduty_desktop.document.attachments import ATTACHMENTS, attached_rows, text_of
from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.dates import read_day
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.evidence_choice import ChoicePopup, point_options
from eduduty_desktop.gui.point.evidence_files import EvidenceFiles
from eduduty_desktop.gui.point.evidence_list import state_words
from eduduty_desktop.gui.point.fields import Binding, BoundChoice, BoundLine
from eduduty_desktop.gui.point.header_block import title_of
from eduduty_desktop.workspace.evidence import FileState, refusal
from eduduty_desktop.workspace.session import Session

LEVELS = [("不涉密", ""), ("公开", "公开"), ("内部资料", "内部资料"), ("工作秘密", "工作秘密")]
# What a double click may open; anything else (a program above all) is only shown in its folder.
READABLE = re.compile(
    r"\.(pdf|ofd|docx?|wps|xlsx?|et|csv|pptx?|dps|txt|rtf|odt|ods|jpe?g|png|gif|bmp|tiff?|mp[34])", re.IGNORECASE
)
_LINES = (
    ("title", "材料名称", "写全称，如：关于调整县委教育工作领导小组的通知", 1, 1, 5),
    ("document_number", "文号", "如：某政发〔2021〕28号", 2, 1, 1),
    ("date", "日期", "如 2021-06-30", 2, 3, 1),
    ("issuer", "形成单位", "印发或出具的单位", 2, 5, 1),
    ("pages", "页码", "如 1—12", 3, 1, 1),
    ("provider", "提供人", "谁交来的", 3, 3, 1),
)


class EvidenceDetails(QFrame):
    """Bound to one document; made anew for another."""

    said = Signal(str)

    def __init__(
        self, session: Session, files: EvidenceFiles, point: str, row: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._files = files
        self._point = point
        self.row = row
        self.key = Key("evidence", row)
        self._linked: tuple[str, ...] | None = None
        self.setProperty("role", "details")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self.lines = {one[0]: self._line(*one) for one in _LINES}
        self._build_marks()
        self._points = QHBoxLayout()
        self._points.setSpacing(GRID // 2)
        self._grid.addWidget(QLabel("证明"), 5, 0)
        self._grid.addLayout(self._points, 5, 1, 1, 5)
        self._build_file()
        self.warning = wrapped()
        set_role(self.warning, "error")
        self.lines["date"].editingFinished.connect(self._show_warning)
        self._grid.addWidget(self.warning, 7, 1, 1, 5)
        for column, stretch in ((1, 4), (3, 3), (5, 3)):
            self._grid.setColumnStretch(column, stretch)
        self._show()
        self.setEnabled(not session.read_only)

    def evidence(self) -> Evidence:
        found: Evidence | None = self._session.record(self.key)
        return found or Evidence()

    # building --------------------------------------------------------------------------------------------

    def _line(self, field: str, name: str, placeholder: str, row: int, column: int, span: int) -> BoundLine:
        line = BoundLine(self._binding(field, f"填写佐证材料的{name}"), f"佐证材料的{name}", placeholder)
        label = QLabel(name)
        label.setBuddy(line)
        self._grid.addWidget(label, row, column - 1)
        self._grid.addWidget(line, row, column, 1, span)
        return line

    def _binding(self, field: str, label: str) -> Binding:
        return Binding(
            self._session,
            self.key,
            lambda record: getattr(record, field) if record else "",
            lambda record, text: msgspec.structs.replace(record or Evidence(), **{field: text}),
            label,
        )

    def _build_marks(self) -> None:
        self.original = BoundChoice(
            Binding(
                self._session,
                self.key,
                lambda record: "" if record is None or record.original else "copy",
                lambda record, text: msgspec.structs.replace(record or Evidence(), original=not text),
                "佐证材料是原件还是复印件",
            ),
            "原件或复印件",
            [("原件", ""), ("复印件", "copy")],
        )
        self.level = BoundChoice(self._binding("confidentiality", "填写佐证材料的密级"), "密级", LEVELS)
        self.sealed = QCheckBox("盖章")
        self.sealed.clicked.connect(self._seal)
        self.attached = QCheckBox("随文附件（列入附件说明，随报告报送）")
        self.attached.setAccessibleName("随文附件，列入附件说明，随报告报送")
        self.attached.setToolTip("勾上后列在报告的附件说明里，报送时文件排在数据附表后面；次序按勾选的先后")
        self.attached.clicked.connect(self._attach)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.renew = QCheckBox("待更新")
        self.renew.setAccessibleName("待更新：上年的材料，要换成今年的")
        self.renew.setToolTip("从上年自评稿带来的；换成今年的材料，或者确认仍然有效以后，去掉勾选")
        self.renew.clicked.connect(self._renew)
        for widget in (self.original, self.sealed, self.renew, self.attached):
            line.addWidget(widget)
        line.addStretch(1)
        self._grid.addWidget(QLabel("密级"), 3, 4)
        self._grid.addWidget(self.level, 3, 5)
        self._grid.addWidget(QLabel("形式"), 4, 0)
        self._grid.addLayout(line, 4, 1, 1, 5)

    def _build_file(self) -> None:
        self.file = QLabel()
        self.file.setTextFormat(Qt.TextFormat.PlainText)
        self.file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.open_button = self._button("打开", self.open, "用电脑里的程序打开文件")
        self.check_button = self._button("核对", self._check, "读一遍文件，看是不是登记时的那一份")
        self.accept_button = self._button("按现在的文件登记", self._accept, "文件是有意改的，以现在的内容为准")
        self.relocate_button = self._button("重新定位…", self._choose_file, "文件移动、改名了，或要换一个文件")
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(self.file, 1)
        for button in (self.open_button, self.check_button, self.accept_button, self.relocate_button):
            line.addWidget(button)
        self._grid.addWidget(QLabel("文件"), 6, 0)
        self._grid.addLayout(line, 6, 1, 1, 5)

    def _button(self, text: str, run: Callable[[], object], tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "choice")
        button.setToolTip(tip)
        button.setAccessibleName(f"{text.rstrip('…')}佐证文件" if len(text) < 6 else text)
        button.clicked.connect(lambda: run())
        return button

    # showing ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        one = self.evidence()
        self.sealed.setChecked(one.sealed)
        self.renew.setChecked(one.renew)
        self.renew.setVisible(one.renew)
        self.attached.setChecked(self.row in attached_rows(self._session.draft))
        self._show_points(one.points)
        self.show_file()
        if not self.lines["date"].hasFocus():  # nothing moves while it is being typed
            self._show_warning()

    def _show_warning(self) -> None:
        date = self.evidence().date.strip()
        wrong = bool(date) and read_day(date) is None
        self.warning.setText(f"✕ 日期“{date}”读不成日期，宜写成 2021-06-30 或 2021年6月。" if wrong else "")
        self.warning.setVisible(wrong)

    def show_file(self) -> None:
        """Say where the file is and how; offer what helps."""
        one, seen = self.evidence(), self._files.seen(self.row)
        state = seen.state if seen is not None else FileState.UNCHECKED
        wrong = state in (FileState.MISSING, FileState.UNREADABLE, FileState.CHANGED)
        if not one.file:
            words = "没有文件"
        elif seen is not None and wrong and state is not FileState.CHANGED:
            words = f"✕ {refusal(seen, one.file).message}"
        elif state is FileState.CHANGED:
            words = "! 文件在登记以后改动过"
        else:
            words = state_words(seen)
        metrics = self.file.fontMetrics()
        self.file.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, 40 * metrics.averageCharWidth()))
        self.file.setToolTip("\n".join(part for part in (words, one.file, seen.reason if seen else "") if part))
        set_role(self.file, "error" if wrong else "muted")
        self.open_button.setVisible(bool(one.file) and state not in (FileState.MISSING, FileState.UNREADABLE))
        self.check_button.setVisible(self.open_button.isVisibleTo(self))
        self.accept_button.setVisible(state is FileState.CHANGED)
        self.relocate_button.setText("重新定位…" if one.file else "选择文件…")

    def _show_points(self, points: tuple[str, ...]) -> None:
        if points == self._linked:
            return
        self._linked = points
        while (item := self._points.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        framework = self._session.draft.framework
        for point in points:
            place = place_of(framework, point) or point
            button = QPushButton(f"{place} ✕")
            button.setProperty("role", "choice")
            button.setToolTip(f"不再证明“{title_of(framework, point)[1] if point in framework.nodes else point}”")
            button.setAccessibleName(f"不再证明{place}")
            button.setEnabled(len(points) > 1)
            button.clicked.connect(lambda _=False, point=point: self._unlink(point))
            self._points.addWidget(button)
        add = QPushButton("也证明…")
        add.setProperty("role", "choice")
        add.setAccessibleName("也证明另一个测评点")
        add.clicked.connect(lambda: self._choose_point(add))
        self._points.addWidget(add)
        self._points.addStretch(1)

    def refresh(self, keys: frozenset[Key]) -> None:
        if not keys & {self.key, ATTACHMENTS}:
            return
        for line in self.lines.values():
            line.refresh(keys)
        for choice in (self.original, self.level):
            choice.refresh(keys)
        self._show()

    # doing -----------------------------------------------------------------------------------------------

    def _edit(self, label: str, **fields: Any) -> None:
        self._session.edit([(self.key, msgspec.structs.replace(self.evidence(), **fields))], label=label)

    def _seal(self, sealed: bool) -> None:
        self._edit("佐证材料已盖章" if sealed else "佐证材料未盖章", sealed=sealed)

    def _renew(self, renew: bool) -> None:
        self._edit("佐证材料待更新" if renew else "佐证材料已更新", renew=renew)

    def _attach(self, attached: bool) -> None:
        """Put the document behind those that go upward with the report, or take it out."""
        others = [row for row in attached_rows(self._session.draft) if row != self.row]
        rows = (*others, self.row) if attached else tuple(others)
        label = "佐证材料列为随文附件" if attached else "佐证材料不再是随文附件"
        self._session.edit([(ATTACHMENTS, text_of(rows) if rows else None)], label=label)

    def link(self, point: str) -> None:
        """Let the document prove another point too."""
        if point not in self.evidence().points:
            place = place_of(self._session.draft.framework, point)
            self._edit(f"关联佐证材料到{place}", points=(*self.evidence().points, point))

    def _unlink(self, point: str) -> None:
        left = tuple(each for each in self.evidence().points if each != point)
        if left:
            self._edit("取消佐证材料的关联", points=left)

    def _choose_point(self, button: QPushButton) -> None:
        options = point_options(self._session.draft.framework, self.evidence().points)
        popup = ChoicePopup(options, "测评点", "没有相符的测评点，请换几个字。", self)
        popup.chosen.connect(self.link)
        popup.open_below(button)

    def open(self) -> None:
        """Open the file with the program of the desktop; what is no document is shown in its folder."""
        path = self._files.path(self.row)
        if path is not None:
            target = path if READABLE.fullmatch(path.suffix) else path.parent
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
                self.said.emit(f"打不开“{path.name}”，请到文件夹里打开。")

    def _check(self) -> None:
        self._files.check(self.row)

    def _accept(self) -> None:
        self._files.accept(self.row)

    def _choose_file(self) -> None:
        known = self._files.path(self.row)
        folder = str(known.parent) if known is not None and known.parent.is_dir() else ""
        chosen, _ = QFileDialog.getOpenFileName(self, "选择佐证文件", folder)
        if chosen:
            self._files.relocate(self.row, Path(chosen))

"""The head of a page: number and title, full score, departments, status, requirement, printed heading."""

import re

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.records import Assignment, PointState, Status, Text
from eduduty_desktop.framework import Framework, Point, Section
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID, Block
from eduduty_desktop.gui.point.fields import Binding, BoundChoice, BoundLine
from eduduty_desktop.workspace.session import Session

_SPLIT = re.compile(r"[、，,；;\s]+")


def title_of(framework: Framework, node: str) -> tuple[str, str]:
    """The official number and title of a node."""
    if node not in framework.nodes:
        return "", "基本情况"
    return full_width(framework.number_path(node)), full_width(framework.nodes[node].title)


class HeaderBlock(Block):
    """Head of a point, of a section (no status) or of 基本情况 (title only)."""

    def __init__(self, session: Session, node: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._node = node
        self._fields: list[BoundLine | BoundChoice] = []
        self.column.setSpacing(GRID)
        definition = session.draft.framework.nodes.get(node)
        self.title = self._build_title(definition)
        self.heading: BoundLine | None = None
        self.status: BoundChoice | None = None
        self.reason: BoundLine | None = None
        if isinstance(definition, Point):
            self._build_requirement(definition)
        if definition is not None:
            self._build_form(definition)

    def _build_title(self, definition: Point | Section | None) -> QLabel:
        number, title = title_of(self._session.draft.framework, self._node)
        label = QLabel(f"{number}　{title}" if number else title)
        label.setProperty("role", "title")
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setTextFormat(Qt.TextFormat.PlainText)
        font = label.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() + 1.5)
        label.setFont(font)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(label, 1)
        if definition is not None and definition.full_score is not None:
            word = "加分最多" if isinstance(definition, Point) and definition.bonus else "满分"
            score = QLabel(f"{word} {definition.full_score:f}")
            score.setProperty("role", "score")
            line.addWidget(score, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        return label

    def _build_requirement(self, point: Point) -> None:
        if not point.requirement:
            return
        fold = QToolButton()
        fold.setText("评价标准")
        fold.setAccessibleName("评价标准")
        fold.setToolTip("展开或收起评价标准")
        fold.setProperty("role", "fold")
        fold.setAutoRaise(True)
        fold.setCheckable(True)
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setArrowType(Qt.ArrowType.RightArrow)
        text = wrapped(point.requirement)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setContentsMargins(2 * GRID, 0, 0, 0)
        text.hide()

        def toggle(shown: bool) -> None:
            fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
            text.setVisible(shown)

        fold.toggled.connect(toggle)
        self.column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(text)

    def _build_form(self, definition: Point | Section) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(GRID)
        form.setVerticalSpacing(GRID)
        self.heading = BoundLine(
            Binding(
                self._session,
                Key("headings", self._node),
                lambda record: record.text if record else "",
                lambda _record, text: Text(text),
                f"修改“{definition.title}”的正文标题",
            ),
            "正文标题",
            definition.title,
        )
        self.heading.setToolTip("报告正文里印的标题；不填就用指标名称")
        self._fields.append(self.heading)
        row = 0
        if isinstance(definition, Point):
            self._add_status(form, definition)
            row = 1
        form.addWidget(_label("正文标题", self.heading), row, 0)
        form.addWidget(self.heading, row, 1, 1, 4)
        form.setColumnStretch(1, 3)
        form.setColumnStretch(4, 2)
        self.column.addLayout(form)

    def _add_status(self, form: QGridLayout, point: Point) -> None:
        departments = BoundLine(
            Binding(
                self._session,
                Key("assignments", point.id),
                self._read_departments,
                self._write_departments,
                f"修改“{point.title}”的责任单位",
            ),
            "责任单位",
            "牵头单位在前，用顿号分开",
        )
        tip = "牵头单位在前，用顿号分开"
        departments.setToolTip(f"{tip}\n依据：{point.departments_basis}" if point.departments_basis else tip)
        self.status = BoundChoice(
            Binding(
                self._session,
                Key("states", point.id),
                lambda record: (record or PointState()).status.value,
                lambda record, text: msgspec.structs.replace(record or PointState(), status=Status(text)),
                f"“{point.title}”的状态",
            ),
            "状态",
            [(status.value, status.value) for status in Status],
        )
        self.reason = BoundLine(
            Binding(
                self._session,
                Key("states", point.id),
                lambda record: record.reason if record else "",
                lambda record, text: msgspec.structs.replace(record or PointState(), reason=text),
                f"“{point.title}”不适用的理由",
            ),
            "不适用的理由",
            "请写不适用的理由",
        )
        form.addWidget(_label("责任单位", departments), 0, 0)
        form.addWidget(departments, 0, 1)
        form.addWidget(_label("状态", self.status), 0, 2)
        form.addWidget(self.status, 0, 3)
        form.addWidget(self.reason, 0, 4)
        policy = self.reason.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reason.setSizePolicy(policy)
        self._fields += [departments, self.status, self.reason]
        self._show_reason()

    def _show_reason(self) -> None:
        state: PointState = self._session.record(Key("states", self._node)) or PointState()
        assert self.reason is not None
        self.reason.setVisible(state.status is Status.NOT_APPLICABLE)

    def _usual_departments(self) -> tuple[str, ...]:
        definition = self._session.draft.framework.nodes[self._node]
        return definition.departments if isinstance(definition, Point) else ()

    def _read_departments(self, record: Assignment | None) -> str:
        said = (record.lead, *record.assisting) if record else ()
        return "、".join(filter(None, said) if any(said) else self._usual_departments())

    def _write_departments(self, record: Assignment | None, text: str) -> Assignment | None:
        names = tuple(name for name in _SPLIT.split(text) if name)
        deadline = record.deadline if record is not None else ""
        if not names or names == self._usual_departments():
            return Assignment(deadline=deadline) if deadline else None
        return Assignment(names[0], names[1:], deadline)

    def refresh(self, keys: frozenset[Key]) -> None:
        for field in self._fields:
            field.refresh(keys)
        if self.reason is not None and Key("states", self._node) in keys:
            self._show_reason()

    def reveal(self, place: Place) -> QWidget | None:
        field: QLineEdit | BoundChoice | None = None
        if place.table == "headings":
            field = self.heading
        elif place.table == "states" and self.reason is not None:
            field = self.status if self.reason.isHidden() else self.reason
        elif place.table == "assignments" and self._fields:
            field = next((f for f in self._fields if f.binding.key.table == "assignments"), None)
        if field is not None:
            field.setFocus()
        if place.start >= 0 and isinstance(field, BoundLine):
            field.setSelection(place.start, place.end - place.start)
        return field


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "label")
    label.setBuddy(buddy)
    return label

"""Editing fields of one framework: of a node, of the framework itself, and the list of a point's figures."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft.scoring import plain
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Point, Scoring
from eduduty_desktop.framework.editing import change, change_whole, total
from eduduty_desktop.gui.frameworks.edits import (
    departments_of,
    score_of,
    vetoes_of,
    vetoes_text,
    word_limit_of,
    year_of,
)
from eduduty_desktop.gui.frameworks.fields import GRID, Line, Lines, button, choice, choose, form_of, row_of, told
from eduduty_desktop.gui.frameworks.words import LEVELS, PROFILE, WHOLE, metric_line

Edit = Callable[[Framework], Framework]
Fields = Sequence[tuple[Line | Lines, str, str]]
TITLE, NAME = "修改标题", "修改名称"
_METRIC = Qt.ItemDataRole.UserRole


class NodeForm(QScrollArea):
    """The fields of a section or point; each is applied when it is left, refused ones stay as typed."""

    edit_asked = Signal(str, object)  # label of the step, Edit
    refused = Signal(object)  # UserError

    def __init__(self) -> None:
        super().__init__()
        self._node = ""
        self._shown: Framework | None = None
        self._given: dict[Line | Lines, str] = {}  # what each field was given to show
        self.number = Line("序号", "照通知写")
        self.title_field = Lines("标题", height=48)
        self.title_field.setMaximumHeight(64)
        self.score = Line("满分", "通知没有写的空着，不要写 0")
        self.bonus = QCheckBox("加分项，不计入总分")
        self.departments = Line("责任单位", "牵头单位写在最前，用顿号隔开")
        self.word_limit = Line("字数上限", "正文最多多少字，通知没有限定的空着")
        self.requirement = Lines("评价要求")
        self.rule = Lines("评分标准")
        self._rule_note = told("")
        self._fields: tuple[tuple[Line | Lines, str, str], ...] = (
            (self.number, "number", "修改序号"),
            (self.title_field, "title", TITLE),
            (self.score, "full_score", "修改满分"),
            (self.departments, "departments", "修改责任单位"),
            (self.word_limit, "word_limit", "修改字数上限"),
            (self.requirement, "requirement", "修改评价要求"),
            (self.rule, "scoring", "修改评分标准"),
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        self._form = form_of(
            (
                ("序号", self.number),
                ("标题", self.title_field),
                ("满分", self.score),
                ("", self.bonus),
                ("责任单位", self.departments),
                ("字数上限", self.word_limit),
                ("评价要求", self.requirement),
                ("评分标准", self.rule),
                ("", self._rule_note),
            )
        )
        column.addLayout(self._form)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        for field, name, label in self._fields:
            field.left.connect(lambda field=field, name=name, label=label: self._apply(((field, name, label),)))
        self.bonus.clicked.connect(self._apply_bonus)

    def show_node(self, framework: Framework, node: str) -> None:
        """Show a node's fields; nobody is told."""
        same = node == self._node
        self._node, self._shown = node, framework
        found = framework.nodes[node]
        for field, name, _ in self._fields:
            _show_text(field, _text_of(found, name), self._given, same=same)
        is_point = isinstance(found, Point)
        for row in (self.bonus, self.departments, self.word_limit, self.requirement, self.rule, self._rule_note):
            self._form.setRowVisible(row, is_point)
        if isinstance(found, Point):
            self.bonus.setChecked(found.bonus)
            method = found.scoring.method if found.scoring is not None else None
            self._rule_note.setText("改这里的文字不影响程序据以计分的条款（见“说明”）。" if method is not None else "")
            self._form.setRowVisible(self._rule_note, method is not None)

    def seal(self) -> None:
        """Apply what is typed and not yet left; what is refused is told last."""
        self._apply(self._fields)

    def _apply(self, fields: Fields) -> None:
        """Apply fields; all are read before the first edit, which may show another node in them."""
        framework, node = self._shown, self._node
        if framework is None or node not in framework.nodes:
            return
        found = framework.nodes[node]
        edits: list[tuple[str, Edit]] = []
        refused: UserError | None = None
        for field, name, label in fields:
            if field.isHidden() or not hasattr(found, name) or field.said == _text_of(found, name).strip():
                continue
            try:
                edits.append((label, _node_edit(node, name, _value_of(found, name, field.said))))
            except UserError as error:
                refused = error
        for label, edit in sorted(edits, key=lambda one: one[0] == TITLE):  # an empty one is refused: told last
            self.edit_asked.emit(label, edit)
        if refused is not None:
            self.refused.emit(refused)

    def _apply_bonus(self, on: bool) -> None:
        node = self._node
        self.edit_asked.emit("修改加分项", lambda now: change(now, node, bonus=on))


def _show_text(field: Line | Lines, text: str, given: dict[Line | Lines, str], *, same: bool) -> None:
    """Show a text; what was typed and refused stays as long as neither the node nor its own text is another."""
    refused = same and field in given and field.said != given[field].strip()
    if not (refused and given[field] == text) and (field.said != text.strip() or not same):
        field.show_text(text)
    given[field] = text


def _text_of(node: Any, name: str) -> str:
    value = getattr(node, name, None)
    if value is None:
        return ""
    if isinstance(value, Scoring):
        return value.text
    if isinstance(value, tuple):
        return "、".join(value)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else plain(value)


def _node_edit(node: str, name: str, value: object) -> Edit:
    return lambda now: change(now, node, **{name: value})


def _value_of(node: Any, name: str, said: str) -> Any:
    """What a field's text means.  Raises FrameworkEditError."""
    if name == "full_score":
        return score_of(said, "满分")
    if name == "word_limit":
        return word_limit_of(said)
    if name == "departments":
        return departments_of(said)
    if name == "scoring":
        before = node.scoring
        if before is not None and (said or before.method is not None):
            return msgspec.structs.replace(before, text=said)
        return Scoring(said) if said else None
    return said


class WholeForm(QScrollArea):
    """The fields of the framework itself."""

    edit_asked = Signal(str, object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: Framework | None = None
        self._given: dict[Line | Lines, str] = {}  # what each field was given to show
        self.title_field = Lines("名称", height=48)
        self.title_field.setMaximumHeight(64)
        self.year = Line("年度", "例如 2024")
        self.region = Line("地区", "例如 湖南省")
        self.level = choice("层级", [(value, word) for value, word in LEVELS.items() if value])
        self.total = Line("总分", "通知写明的总分，没有写的空着")
        self.bonus = Line("加分上限", "没有加分的空着")
        self.word_limit = Line("全文字数上限", "通知限定了报告篇幅的才填，例如 5000")
        self.basis = Line("依据", "通知的名称和文号")
        self.vetoes = Lines(
            "一票否决、降等事项", "每行一项；降等的在前面写【降等】，不得评优的写【不得评优】", height=120
        )
        self._fields: tuple[tuple[Line | Lines, str, str], ...] = (
            (self.title_field, "title", NAME),
            (self.year, "year", "修改年度"),
            (self.region, "region", "修改地区"),
            (self.total, "total", "修改总分"),
            (self.bonus, "bonus", "修改加分上限"),
            (self.word_limit, "word_limit", "修改全文字数上限"),
            (self.basis, "basis", "修改依据"),
            (self.vetoes, "vetoes", "修改一票否决事项"),
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        rows: list[tuple[str, QWidget]] = [
            ("名称", self.title_field),
            ("年度", self.year),
            ("地区", self.region),
            ("层级", self.level),
            ("总分", self.total),
            ("加分上限", self.bonus),
            ("字数上限", self.word_limit),
            ("依据", self.basis),
            ("一票否决", self.vetoes),
        ]
        column.addLayout(form_of(rows))
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        for field, name, label in self._fields:
            field.left.connect(lambda field=field, name=name, label=label: self._apply(((field, name, label),)))
        self.level.activated.connect(self._apply_level)

    def show_framework(self, framework: Framework) -> None:
        """Show the framework's own fields; nobody is told."""
        same = self._shown is not None and self._shown.id == framework.id
        self._shown = framework
        for field, name, _ in self._fields:
            _show_text(field, _whole_text(framework, name), self._given, same=same)
        choose(self.level, framework.level)

    def seal(self) -> None:
        """Apply what is typed and not yet left; what is refused is told last."""
        self._apply(self._fields)

    def _apply(self, fields: Fields) -> None:
        framework = self._shown
        if framework is None:
            return
        edits: list[tuple[str, Edit]] = []
        refused: UserError | None = None
        for field, name, label in fields:
            if field.said == _whole_text(framework, name).strip():
                continue
            try:
                edits.append((label, _whole_edit(framework, name, field.said)))
            except UserError as error:
                refused = error
        for label, edit in sorted(edits, key=lambda one: one[0] == NAME):
            self.edit_asked.emit(label, edit)
        if refused is not None:
            self.refused.emit(refused)

    def _apply_level(self, _place: int) -> None:
        level = self.level.currentData()
        self.edit_asked.emit("修改层级", lambda now: change_whole(now, level=level))


def _whole_text(framework: Framework, name: str) -> str:
    value = getattr(framework, name)
    if name == "vetoes":
        return vetoes_text(value)
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else plain(value)


def _whole_edit(framework: Framework, name: str, said: str) -> Edit:
    """The edit that a field's text asks for.  Raises FrameworkEditError."""
    if name == "total":
        score = score_of(said, "总分")
        return lambda now: total(now, score)
    value: Any = said
    if name == "year":
        value = year_of(said)
    elif name == "bonus":
        value = score_of(said, "加分上限")
    elif name == "word_limit":
        value = word_limit_of(said)
    elif name == "vetoes":
        value = vetoes_of(said, framework.vetoes)
    return lambda now: change_whole(now, **{name: value})


class MetricList(QWidget):
    """A point's figures, or those of 基本情况, and what can be done with them."""

    add_asked = Signal()
    change_asked = Signal(str)
    move_asked = Signal(str, str)  # metric, place
    remove_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._node = ""
        self.list = QListWidget()
        self.list.setAccessibleName("指标数据")
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self._empty = QLabel("这一项还没有指标数据。按“添加…”自己写，或从相近的指标里选。")
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self.place: QComboBox = choice("移到哪个测评点", [])
        self.add = button("添加…", "添加一项数据（Insert）", self.add_asked.emit)
        self.change = button("修改…", "修改选中的数据（Enter）", self._change)
        self.remove = button("删除", "删除选中的数据（Delete）", self._remove)
        self.move_button = button("移过去", "把选中的数据移到上面选的测评点", self._move)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addLayout(row_of(self.add, self.change, self.remove))
        move = row_of(QLabel("移到"), self.place, self.move_button, stretch=False)
        move.setStretch(1, 1)
        column.addLayout(move)
        self.place.setMinimumWidth(120)
        self.list.itemActivated.connect(lambda _: self._change())
        self.list.currentItemChanged.connect(lambda *_: self._enable())

    @property
    def chosen(self) -> str:
        """The figure that is marked; empty if none."""
        item: QListWidgetItem | None = self.list.currentItem()
        return item.data(_METRIC) if item is not None else ""

    def show_node(self, framework: Framework, node: str) -> None:
        """Show the figures of a point or of 基本情况."""
        marked = self.chosen
        self._node = node
        self.list.clear()
        for metric in metrics_at(framework, node):
            item = QListWidgetItem(metric_line(framework, framework.metrics[metric]))
            item.setData(_METRIC, metric)
            self.list.addItem(item)
            if metric == marked:
                self.list.setCurrentItem(item)
        self._offer_places(framework)
        self._empty.setVisible(self.list.count() == 0)
        self._enable()

    def _offer_places(self, framework: Framework) -> None:
        words: Mapping[str, str] = {PROFILE: "基本情况"} | {
            point.id: f"{framework.number_path(point.id)} {point.title}".strip() for point in framework.points
        }
        chosen = self.place.currentData()
        self.place.clear()
        for place, word in words.items():
            if place != self._node:
                self.place.addItem(word, place)
        self.place.setCurrentIndex(max(0, self.place.findData(chosen)))

    def _enable(self) -> None:
        for each in (self.change, self.remove, self.move_button):
            each.setEnabled(bool(self.chosen))

    def _change(self) -> None:
        if self.chosen:
            self.change_asked.emit(self.chosen)

    def _remove(self) -> None:
        if self.chosen:
            self.remove_asked.emit(self.chosen)

    def _move(self) -> None:
        if self.chosen and self.place.currentData():
            self.move_asked.emit(self.chosen, self.place.currentData())


def metrics_at(framework: Framework, node: str) -> Sequence[str]:
    """Ids of the figures that are entered at a place."""
    if node == PROFILE:
        return framework.profile.metrics
    found = framework.nodes.get(node) if node != WHOLE else None
    return found.metrics if isinstance(found, Point) else ()

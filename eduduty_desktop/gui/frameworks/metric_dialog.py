"""The dialog 指标数据: one figure's label, unit, kind, standard, bounds, formula; or one suggested by a known framework."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import STAGE_LABELS, Bounds, Framework, Kind, Metric, Standard
from eduduty_desktop.framework.captions import WORDS
from eduduty_desktop.framework.editing import FrameworkEditError
from eduduty_desktop.framework.suggestions import Suggestion
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.edits import borrowed, number_of
from eduduty_desktop.gui.frameworks.fields import AskingDialog, Line, choice, choose, form_of
from eduduty_desktop.gui.frameworks.words import formula_words
from eduduty_desktop.gui.labels import wrapped

_SUGGESTION = Qt.ItemDataRole.UserRole
Try = Callable[[Metric], object]


class MetricDialog(AskingDialog):
    """Edits one figure; `attempt` is asked whether the rules allow it before the dialog closes."""

    def __init__(
        self,
        framework: Framework,
        metric: Metric,
        attempt: Try,
        standards: Mapping[str, Standard],
        suggestions: Sequence[Suggestion] = (),
        parent: QWidget | None = None,
        *,
        new: bool = False,
    ) -> None:
        super().__init__("添加指标数据" if new else "修改指标数据", "添加" if new else "保存", parent, size=(560, 400))
        self._framework, self._metric, self._attempt = framework, metric, attempt
        self._standards = {**standards, **framework.standards}
        self.suggestions = QListWidget()
        self.suggestions.setAccessibleName("建议的数据")
        self.suggestions.setMaximumHeight(132)
        for one in suggestions:
            words = (
                f"{one.metric.printed_label}（{one.metric.unit}）　{one.because}"
                if one.metric.unit
                else one.metric.label
            )
            item = QListWidgetItem(full_width(words))
            item.setData(_SUGGESTION, one)
            self.suggestions.addItem(item)
        self.label = Line("名称", "例如：小学生均公用经费")
        self.unit = Line("单位", "万元、人、所、%…")
        self.kind = choice("类型", [(kind, word) for kind, word in WORDS[Kind].items()])
        self.stage = choice("学段", [("", "（不分）"), *((stage, word) for stage, word in STAGE_LABELS.items())])
        self.standard = choice(
            "标准", [("", "（没有）"), *((key, full_width(s.name)) for key, s in sorted(self._standards.items()))]
        )
        self.low, self.high = Line("不小于"), Line("不大于")
        self.formula = Line("公式", "由别的数据算出时才写，例如 a.b / a.c * 100")
        self.scope = Line("口径")
        self.department = Line("责任单位")
        if suggestions:
            self.body.addWidget(wrapped("已知的指标体系里，与这一项相近的有下列数据；按 Enter 照它填写："))
            self.body.addWidget(self.suggestions)
        rows: list[tuple[str, QWidget]] = [
            ("名称", self.label),
            ("单位", self.unit),
            ("类型", self.kind),
            ("学段", self.stage),
            ("标准", self.standard),
            ("不小于", self.low),
            ("不大于", self.high),
            ("公式", self.formula),
            ("口径", self.scope),
            ("责任单位", self.department),
        ]
        self.body.addLayout(form_of(rows))
        if metric.formula:
            self.body.addWidget(wrapped(f"算法：{formula_words(framework, metric)}"))
        self.body.addStretch(1)
        self._show(metric)
        self.suggestions.itemActivated.connect(self._take)
        self.label.setFocus()

    @property
    def figure(self) -> Metric:
        """The figure as typed.  Raises FrameworkEditError for a bound that is no number."""
        low, high = number_of(self.low.said, "不小于"), number_of(self.high.said, "不大于")
        because = self._metric.bounds.because if self._metric.bounds is not None else "合理范围"
        return msgspec.structs.replace(
            self._metric,
            label=self.label.said,
            unit=self.unit.said,
            kind=Kind(self.kind.currentData()),
            stage=self.stage.currentData() or None,
            standard=self.standard.currentData() or "",
            formula=self.formula.said,
            scope=self.scope.said,
            department=self.department.said,
            bounds=Bounds(because, low, high) if low is not None or high is not None else None,
        )

    def accept(self) -> None:
        """Close if the rules allow the figure; else say what is wrong and stay."""
        try:
            if not self.label.said:
                raise FrameworkEditError("数据的名称不能空着", what_to_do="请写上名称。")
            self._attempt(self.figure)
        except UserError as error:
            self.wrong.setText(error.one_line())
            return
        super().accept()

    def _take(self, item: QListWidgetItem) -> None:
        found: Suggestion = item.data(_SUGGESTION)
        taken = borrowed(self._framework, found.metric, self._standards)
        self._metric = msgspec.structs.replace(taken, id=self._metric.id)
        self._show(self._metric)
        self.label.setFocus()

    def _show(self, metric: Metric) -> None:
        low, high = (metric.bounds.min, metric.bounds.max) if metric.bounds is not None else (None, None)
        for field, text in (
            (self.label, metric.label),
            (self.unit, metric.unit),
            (self.low, "" if low is None else f"{low:f}"),
            (self.high, "" if high is None else f"{high:f}"),
            (self.formula, metric.formula),
            (self.scope, metric.scope),
            (self.department, metric.department),
        ):
            field.show_text(text)
        choose(self.kind, metric.kind)
        choose(self.stage, metric.stage or "")
        choose(self.standard, metric.standard)

"""The list from which the clerk names the figure that a row of a returned file is about."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from eduduty_desktop.gui.point.evidence_choice import ChoicePopup, Option


class MetricChoicePopup(ChoicePopup):
    """Place, name, unit and department of every figure; what it is likely to be comes first."""

    WIDTH = 620

    def __init__(self, options: Sequence[Option], parent: QWidget) -> None:
        super().__init__(options, "指标数据", "没有相符的指标数据，请换几个字，或按单位名称筛选。", parent)

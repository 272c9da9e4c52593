"""另定标准: reached by keyboard, only with a readable value and a reason, one undoable step, and back again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import StandardOverride
from eduduty_desktop.gui.point.cell_text import Tone, show
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.figure_details import FigureDetails
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind, grids_of
from eduduty_desktop.gui.point.standard_override import StandardDialog, offers_override
from eduduty_desktop.gui.point.standard_text import explain, marked_text
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import POINT_METRICS, session

HALF = Key("standards", "half")
RATE = Cell(CellKind.STANDARD, "rate.degree")


@pytest.fixture
def opened() -> Session:
    return session(rate_degree="49.9", ratio_staff="1:18")


@pytest.fixture
def block(qtbot: QtBot, opened: Session) -> FigureBlock:
    made = FigureBlock(opened, grids_of(opened.draft.framework, POINT_METRICS)[0])
    qtbot.addWidget(made)
    opened.subscribe(lambda applied: made.refresh(applied.keys))
    made.show()
    qtbot.waitExposed(made)
    return made


def buttons(details: FigureDetails) -> list[QPushButton]:
    return [b for b in details.findChildren(QPushButton) if b.text() == "另定标准…" and b.isVisibleTo(details)]


def open_dialog(qtbot: QtBot, block: FigureBlock, metric: str) -> StandardDialog:
    """The way by keyboard: F4 unfolds the details, Tab reaches the button, the space bar presses it."""
    at = block.model.grid.find(metric, CellKind.FIGURE, CURRENT)
    assert at is not None
    block.table.select(*at)
    block.footer.details.setChecked(True)
    (button,) = buttons(block.details)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    dialog = block.details.dialog
    assert dialog is not None
    return dialog


def test_a_value_needs_a_reason(qtbot: QtBot, block: FigureBlock, opened: Session) -> None:
    dialog = open_dialog(qtbot, block, "rate.degree")
    assert not dialog.take.isEnabled()
    qtbot.keyClicks(dialog.value, "45%")
    assert not dialog.take.isEnabled()
    dialog.reason.insertPlainText("省里的通知")
    assert dialog.take.isEnabled()
    qtbot.keyClick(dialog.value, Qt.Key.Key_Return)
    assert opened.record(HALF) == StandardOverride("45%", "省里的通知")
    assert marked_text(opened.draft, opened.draft.framework.metrics["rate.degree"]) == "≥45%† ✓"


def test_what_cannot_be_read_is_said_and_not_taken(qtbot: QtBot, block: FigureBlock, opened: Session) -> None:
    dialog = open_dialog(qtbot, block, "rate.degree")
    dialog.value.insert("过半")
    dialog.reason.insertPlainText("省里的通知")
    assert not dialog.take.isEnabled()
    assert "读不成数" in dialog.said.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert opened.record(HALF) is None


def test_the_own_value_is_taken_back_and_undone(qtbot: QtBot, block: FigureBlock, opened: Session) -> None:
    own = StandardOverride("45", "省里的通知")
    opened.edit([(HALF, own)], label="另定")
    dialog = open_dialog(qtbot, block, "rate.degree")
    assert (dialog.value.text(), dialog.reason.toPlainText()) == ("45", "省里的通知")
    dialog.restore.click()
    assert opened.record(HALF) is None
    opened.undo()
    assert opened.record(HALF) == own


def test_a_stage_has_its_own_value(qtbot: QtBot, block: FigureBlock, opened: Session) -> None:
    dialog = open_dialog(qtbot, block, "ratio.staff")
    dialog.value.insert("1：17")
    dialog.reason.insertPlainText("省定")
    dialog.take.click()
    assert opened.record(Key("standards", "staffing", "primary")) == StandardOverride("1：17", "省定")
    shown = show(opened.draft, Cell(CellKind.STANDARD, "ratio.staff"))
    assert (shown.text, shown.tone) == ("≥1:17† ✕", Tone.BAD), "1:18 is at least 17.5 pupils each"


def test_only_a_standard_with_a_value_can_be_overridden(opened: Session) -> None:
    metrics = opened.draft.framework.metrics
    offered = {name for name in metrics if offers_override(opened, metrics[name])}
    assert offered == {"rate.degree", "ratio.staff", "salary.teacher"}


def test_the_tooltip_says_where_it_is_from_and_how_sure_it_is(opened: Session) -> None:
    text = explain(opened.draft, opened.draft.framework.metrics["fund.total"])
    assert "依据：某文件" in text
    assert "待核实" in text
    missed = show(opened.draft, RATE)
    assert missed.text == "≥50% ✕", "verified: no mark of doubt"
    assert missed.tone is Tone.BAD
    assert "差额 -0.1" in missed.tip


def test_by_keyboard_the_line_under_the_table_tells_the_same(block: FigureBlock) -> None:
    at = block.model.grid.find("fund.total", CellKind.STANDARD, CURRENT)
    assert at is not None
    block.table.select(*at)
    assert block.footer.text.text() == "— 不判定：还没有填数　依据：某文件（待核实）"

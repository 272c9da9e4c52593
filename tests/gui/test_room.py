"""Everything fits a screen of 1366 × 768 at 125 and 150 %: dialogs, the window, and the page in it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop.checks.registry import Registry
from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import Deduction, Problem, Remedy
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.library import Library
from eduduty_desktop.gui.cover_fields import CalendarDialog
from eduduty_desktop.gui.find_replace import FindReplace
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.manual import ManualDialog
from eduduty_desktop.gui.narrow import NARROW
from eduduty_desktop.gui.new_draft import NewDraftDialog
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.history_dialog import HistoryDialog
from eduduty_desktop.gui.point.score_block import ScoreBlock
from eduduty_desktop.gui.problems_page import ProblemsPage
from eduduty_desktop.gui.restore_dialog import RestoreDialog
from eduduty_desktop.gui.room import FRAME, SMALLEST_SCREEN, resize_within
from eduduty_desktop.gui.salvage_dialog import SalvageDialog
from eduduty_desktop.gui.waiving import WaiverDialog
from eduduty_desktop.workspace.session import Session
from tests.draft.scored import BANDS, SCORED, with_points
from tests.draft.small import draft_of
from tests.gui.point.example import session
from tests.gui.settling import settle

ROOM = SMALLEST_SCREEN - FRAME
BANDED = with_points(SCORED, s1__p1={"scoring": BANDS})
OUTLINE = 224  # beside the page, with the findings folded
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> object:
    """The style sheet's paddings count."""
    before = (qapp.font(), qapp.palette(), qapp.styleSheet())
    Look.named("light").apply(qapp)
    yield
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    qapp.setStyleSheet(before[2])


def fits(dialog: QWidget) -> bool:
    dialog.ensurePolished()
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    return least.width() <= ROOM.width() and least.height() <= ROOM.height()


def test_every_dialog_fits_the_smallest_screen(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    export = window.exports.make_dialog()
    export.final.click()
    finding = window.panel.model.rows[0].finding
    dialogs: list[QDialog] = [
        export,
        NewDraftDialog(Library.shipped().all(), tmp_path, "某县"),
        ManualDialog(Path("resources/manual"), window),
        RestoreDialog(tmp_path / "稿.eduduty", [], None, lambda *_: [], window),
        SalvageDialog(["已抢救。"], window),
        WaiverDialog(finding, window),
        CalendarDialog(None, window),
        FindReplace(window.session, window),
        HistoryDialog(window.session, Key("cover", "date"), "成文日期", [], window),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        assert fits(dialog), f"{type(dialog).__name__}: {dialog.minimumSizeHint()}"


def test_a_dialog_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    room = dialog.screen().availableGeometry().size()
    resize_within(dialog, 10_000, 200)
    assert dialog.size() == QSize(room.width() - FRAME.width(), 200)


def test_the_window_fits_and_lets_the_findings_stand_aside(window: MainWindow, qtbot: QtBot) -> None:
    assert window.panel.isVisible()
    window.resize(SMALLEST_SCREEN)
    assert window.size() == SMALLEST_SCREEN
    assert not window.panel.isVisible()
    window.status.show_note("粘贴：" + "已填 3 格，" * 60)
    settle()
    assert window.width() == SMALLEST_SCREEN.width()
    window.actions_by_name["next_finding"].trigger()
    assert window.panel.isVisible()
    window.panel.fold.click()
    assert not window.panel.isVisible()
    window.status.findings_asked.emit()
    assert window.panel.isVisible()
    window.panel.fold.click()
    window.resize(NARROW, 600)
    assert window.panel.isVisible()
    assert not window.panel.fold.isVisible()


@pytest.mark.parametrize("node", ["s1.p1", "s1.p2", "s1"])
def test_a_page_needs_no_more_width_than_there_is(qtbot: QtBot, node: str) -> None:
    opened = session(staff_total="3137", fund_total="57926.18")
    points = ("s1.p1", "s1.p2")
    remedies = (Remedy("建立台账", "教育局、财政局", "张某某", "2022-06", "已建账"),)
    opened.edit(
        [
            (Key("problems", "p"), Problem(1, "津贴发放滞后。", "自查", points, ("staff.total",), remedies)),
            (Key("deductions", "d"), Deduction("s1.p1", 1, "津贴未按月发放", Decimal(2), Decimal("0.3"), "8月")),
        ],
        label="示例",
    )
    page = PointPage(opened)
    qtbot.addWidget(page)
    page.resize(SMALLEST_SCREEN.width() - OUTLINE, SMALLEST_SCREEN.height())
    page.show_node(node)
    with qtbot.waitExposed(page):
        page.show()
    settle()
    for block in page.blocks:
        if (details := getattr(block, "footer", None)) is not None:
            block.table.setFocus()  # type: ignore[attr-defined]
            details.details.click()
        if hasattr(block, "add_blank"):
            block.add_blank()
    settle()
    assert page.area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("framework", "node"), [(SCORED, "s1.p1"), (SCORED, "s1.p2"), (SCORED, "s2.p2"), (BANDED, "s1.p1")]
)
def test_a_scored_page_needs_no_more_width_than_there_is(qtbot: QtBot, framework: Framework, node: str) -> None:
    deductions = {
        Key("deductions", str(number)): Deduction(node, number, clause, Decimal(2), Decimal("0.5"), "未按月发放")
        for number, clause in enumerate(("few", "late", "kept", "条款以外的情形"))
    }
    opened = Session(draft_of(deductions, framework), None, registry=Registry())
    page = PointPage(opened)
    qtbot.addWidget(page)
    page.resize(SMALLEST_SCREEN.width() - OUTLINE, SMALLEST_SCREEN.height())
    page.show_node(node)
    with qtbot.waitExposed(page):
        page.show()
    assert any(isinstance(block, ScoreBlock) and len(block.rows) == 4 for block in page.blocks)
    settle()
    assert page.area.horizontalScrollBar().maximum() == 0


def test_the_ledger_of_problems_is_as_wide_as_its_page(qtbot: QtBot) -> None:
    opened = session()
    opened.edit([(Key("problems", "p"), Problem(1, "津贴发放滞后。" * 9, "自查", ("s1.p1",)))], label="示例")
    page = ProblemsPage(opened)
    qtbot.addWidget(page)
    for width in (420, 700, 1200):
        page.resize(width, 400)
        with qtbot.waitExposed(page):
            page.show()
        settle()
        widths = [page.table.columnWidth(column) for column in range(page.model.columnCount())]
        assert sum(widths) == page.table.viewport().width()
        assert max(widths) == widths[0]


def test_times_in_a_history_are_not_cut_off(qtbot: QtBot, window: MainWindow) -> None:
    from datetime import UTC, datetime

    class Line(msgspec.Struct):
        at: datetime = datetime(2022, 3, 1, 12, tzinfo=UTC)
        who: str = "张三"
        label: str = "填写"
        cause: str = "create"
        old: object = None
        new: object = None

    dialog = HistoryDialog(window.session, Key("figures", "x", CURRENT), "示例", [Line()], window)
    qtbot.addWidget(dialog)
    dialog.show()
    row = dialog.list.topLevelItem(0)
    assert row is not None
    assert dialog.list.columnWidth(0) >= dialog.list.fontMetrics().horizontalAdvance(row.text(0))
    assert row.text(2) == "新建自评稿"


def test_before_a_hit_the_nearest_words_are_kept(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QStyleOptionViewItem

    opened = session()
    dialog = FindReplace(opened)
    qtbot.addWidget(dialog)
    tree = dialog.findChild(QTreeWidget)
    assert tree is not None
    option = QStyleOptionViewItem()
    delegate = tree.itemDelegateForColumn(1)
    delegate.initStyleOption(option, tree.model().index(0, 1))  # type: ignore[attr-defined]
    assert option.textElideMode is Qt.TextElideMode.ElideLeft  # type: ignore[attr-defined]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hints_in_empty_fields_can_be_read(make_line: Callable[[], QLineEdit], qapp: QApplication, theme: str) -> None:
    look = Look.named(theme)
    look.apply(qapp)
    line = make_line()
    line.ensurePolished()
    assert line.palette().placeholderText().color().name() == look.colours.muted


@pytest.fixture
def make_line(qtbot: QtBot) -> Callable[[], QLineEdit]:
    def make() -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText("例如：张三")
        qtbot.addWidget(line)
        return line

    return make


def test_the_line_at_the_bottom_never_widens_the_window(window: MainWindow) -> None:
    window.status.show_note("长" * 900)
    label = next(label for label in window.status.findChildren(QLabel) if label.text().startswith("长"))
    assert label.minimumSizeHint().width() < 100 or label.sizePolicy().horizontalPolicy().name == "Ignored"
    assert label.toolTip() == label.text()

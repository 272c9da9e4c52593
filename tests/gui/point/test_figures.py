"""Tables of figures: typing, saying, asking, refusing, pasting, moving, computed values."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Place
from eduduty_desktop.draft.records import Entry, Growth, Period
from eduduty_desktop.framework import PeriodKind
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.figure_grid import CellKind
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import entry


def tables(page: PointPage) -> list[FigureBlock]:
    return [block for block in page.blocks if isinstance(block, FigureBlock)]


def go(page: PointPage, metric: str, slot: str = CURRENT, table: str = "figures") -> FigureBlock:
    page.reveal(Place(page.node_id, metric, slot, table))
    return next(block for block in tables(page) if metric in block.model.grid.metrics)


def type_in(page: PointPage, metric: str, text: str, slot: str = CURRENT, table: str = "figures") -> FigureBlock:
    """Type into a cell as a person does: open it, put the text in (also Chinese), Enter."""
    block = go(page, metric, slot, table)
    block.table.edit(block.table.currentIndex())
    editor = block.table.delegate.editor
    assert editor is not None
    editor.selectAll()
    editor.insert(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QCoreApplication.processEvents()  # the delegate commits on Enter by a queued call
    return block


def shown(block: FigureBlock, metric: str, kind: CellKind = CellKind.FIGURE, slot: str = CURRENT) -> str:
    at = block.model.grid.find(metric, kind, slot)
    assert at is not None
    return block.model.index(*at).data()


def test_a_plain_number_is_stored_and_the_cell_below_is_next(page: PointPage, opened: Session) -> None:
    block = type_in(page, "staff.total", "3137")
    assert entry(opened, "staff.total") == Entry(Decimal(3137))
    assert shown(block, "staff.total") == "3\u2009137"
    assert opened.undo_label == "填写教职工总数"
    cell = block.table.current_cell()
    assert cell is not None
    assert (cell.metric, cell.slot) == ("staff.women", CURRENT)


def test_typing_a_digit_opens_the_cell(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    block = go(page, "staff.total")
    qtbot.waitUntil(block.table.hasFocus)
    QTest.keyClicks(block.table, "7")
    editor = block.table.delegate.editor
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry(opened, "staff.total") == Entry(Decimal(75)))


def test_what_was_read_is_said_under_the_table(page: PointPage, opened: Session) -> None:
    block = type_in(page, "staff.total", "1,052")
    assert entry(opened, "staff.total").amount == 1052
    assert "已去掉千分位" in block.footer.text.text()
    at = block.model.grid.find("staff.total", CellKind.FIGURE, CURRENT)
    assert at is not None
    assert "已去掉千分位" in block.model.index(*at).data(Qt.ItemDataRole.ToolTipRole)


def test_what_could_mean_two_things_is_asked_and_filled(page: PointPage, opened: Session) -> None:
    block = type_in(page, "fund.total", "3.2万")
    assert entry(opened, "fund.total") == Entry(typed="3.2万")
    assert shown(block, "fund.total") == "？ 3.2万"
    assert [b.text() for b in block.footer.buttons] == ["按 3.2万元 填入(&1)", "不填(&0)"]
    block.footer.buttons[0].click()
    assert entry(opened, "fund.total") == Entry(Decimal("3.2"))
    assert not block.footer.asks


def test_not_filling_puts_back_what_was_there(page: PointPage, opened: Session) -> None:
    type_in(page, "fund.total", "8")
    type_in(page, "fund.total", "3.2万")
    block = type_in(page, "fund.total", "3.3万")
    block.footer.buttons[-1].click()
    assert entry(opened, "fund.total") == Entry(Decimal(8))
    opened.undo()
    assert entry(opened, "fund.total") == Entry(typed="3.3万")


def test_a_question_is_there_again_after_leaving_the_page(page: PointPage) -> None:
    type_in(page, "fund.total", "3.2万")
    page.show_node("s1.p2")
    page.show_node("s1.p1")
    block = go(page, "fund.total")
    assert block.footer.asks


def test_a_question_waits_while_the_next_cells_are_filled(page: PointPage) -> None:
    block = type_in(page, "fund.total", "3.2万")
    go(page, "staff.total")
    go(page, "staff.women")
    assert block.footer.asks
    type_in(page, "staff.total", "??个")
    assert not block.footer.asks
    go(page, "staff.women")
    go(page, "staff.men")
    assert "✕" not in block.footer.text.text()


def test_what_cannot_be_read_is_kept_and_explained(page: PointPage, opened: Session) -> None:
    block = type_in(page, "staff.total", "??个")
    assert entry(opened, "staff.total") == Entry(typed="??个")
    assert shown(block, "staff.total") == "✕ ??个"
    assert block.footer.text.text().startswith("✕ 教职工总数（本年）：")
    type_in(page, "staff.total", "")
    assert entry(opened, "staff.total") == Entry()


def test_a_computed_value_appears_and_follows(page: PointPage) -> None:
    block = type_in(page, "staff.total", "12")
    type_in(page, "staff.women", "5")
    assert shown(block, "staff.men") == "7"
    type_in(page, "staff.women", "4")
    assert shown(block, "staff.men") == "8"


def test_growth_is_computed_or_stated(page: PointPage, opened: Session) -> None:
    block = type_in(page, "fund.total", "1.42", table="growths")
    assert opened.record(Key("growths", "fund.total")) == Growth(Decimal("1.42"), "%")
    assert shown(block, "fund.total", CellKind.GROWTH) == "1.42%\u2009◇"
    type_in(page, "fund.total", "", table="growths")
    type_in(page, "fund.total", "100", slot=PREVIOUS)
    type_in(page, "fund.total", "103")
    assert shown(block, "fund.total", CellKind.GROWTH) == "3.00%"


def test_a_block_from_excel_is_one_step(page: PointPage, opened: Session) -> None:
    block = go(page, "staff.total", PREVIOUS)
    QGuiApplication.clipboard().setText("100\t110\r\n40\t50\r\n")
    QTest.keyClick(block.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [entry(opened, "staff.total", s).amount for s in (PREVIOUS, CURRENT)] == [100, 110]
    assert entry(opened, "staff.women").amount == 50
    assert "已填 4 格" in block.footer.text.text()
    opened.undo()
    assert dict(opened.draft.tables) == {}


def test_a_block_goes_into_a_matrix_and_out_again(page: PointPage, opened: Session) -> None:
    block = go(page, "pupil.primary", PREVIOUS)
    assert block.model.grid.columns == ("小学", "初中")
    QGuiApplication.clipboard().setText("9000\t10000\n9900\t11000")
    block.table.paste()
    assert entry(opened, "pupil.junior").amount == 11000
    assert shown(block, "pupil.primary", CellKind.GROWTH) == "10.00%"
    block.table.selectAll()
    block.table.copy()
    assert QGuiApplication.clipboard().text() == "9000\t10000\n9900\t11000\n10.00%\t10.00%\n"


def test_delete_clears_the_selected_cells(page: PointPage, opened: Session) -> None:
    type_in(page, "staff.total", "5")
    block = go(page, "staff.total")
    QTest.keyClick(block.table, Qt.Key.Key_Delete)
    assert entry(opened, "staff.total") == Entry()
    assert opened.undo_label == "清除教职工总数"


def test_tab_goes_through_the_cells_and_out(page: PointPage, qtbot: QtBot) -> None:
    block = go(page, "staff.total", PREVIOUS)
    qtbot.waitUntil(block.table.hasFocus)
    seen = []
    while block.table.hasFocus() and len(seen) < 60:
        cell = block.table.current_cell()
        assert cell is not None
        seen.append((cell.metric, cell.kind, cell.slot))
        QTest.keyClick(block.table, Qt.Key.Key_Tab)
    assert seen[:3] == [
        ("staff.total", CellKind.FIGURE, PREVIOUS),
        ("staff.total", CellKind.FIGURE, CURRENT),
        ("staff.total", CellKind.GROWTH, CURRENT),
    ]
    assert len(seen) == 24
    assert block.footer.details.hasFocus()


def test_a_cell_being_typed_in_is_left_alone(page: PointPage, opened: Session) -> None:
    block = go(page, "staff.total")
    block.table.edit(block.table.currentIndex())
    editor = block.table.delegate.editor
    assert editor is not None
    editor.setText("12")
    opened.edit([(Key("figures", "staff.total", CURRENT), Entry(Decimal(9)))], label="合并")
    assert block.table.delegate.editor is editor
    assert editor.text() == "12"
    page.seal()
    assert entry(opened, "staff.total") == Entry(Decimal(12))


def test_only_cells_that_read_a_change_are_repainted(page: PointPage, opened: Session) -> None:
    block = tables(page)[0]
    changed: list[tuple[str, str]] = []
    block.model.dataChanged.connect(
        lambda i, _j: changed.append((block.model.cell(i).metric, block.model.cell(i).kind))
    )
    opened.edit([(Key("figures", "staff.women", CURRENT), Entry(Decimal(9)))], label="合并")
    assert set(changed) == {
        ("staff.women", CellKind.FIGURE),
        ("staff.women", CellKind.GROWTH),
        ("staff.women", CellKind.SOURCE),
        ("staff.men", CellKind.FIGURE),
        ("staff.men", CellKind.GROWTH),
    }


def test_period_scope_and_source_of_the_current_value(page: PointPage, opened: Session) -> None:
    type_in(page, "fund.total", "8")
    block = go(page, "fund.total")
    block.footer.details.click()
    kind, period, source, approximation, _scope, note = block.details.fields
    assert kind.currentText() == "财政年度"
    QTest.keyClicks(period, "2021")
    QTest.keyClicks(source, "CZJ")
    note.setFocus()
    note.insert("决算口径")
    note.textEdited.emit(note.text())
    approximation.setCurrentIndex(1)
    approximation.activated.emit(1)
    assert entry(opened, "fund.total") == Entry(
        Decimal(8), "约", "", Period(PeriodKind.FISCAL, "2021"), "", "CZJ", "决算口径"
    )
    go(page, "staff.total")
    assert block.details.fields[1].text() == ""


def test_reveal_leads_to_the_growth(page: PointPage, qtbot: QtBot) -> None:
    block = go(page, "pupil.junior", "growth", "")
    qtbot.waitUntil(block.table.hasFocus)
    cell = block.table.current_cell()
    assert cell is not None
    assert (cell.metric, cell.kind) == ("pupil.junior", CellKind.GROWTH)


def test_the_profile_has_its_own_page(page: PointPage, opened: Session) -> None:
    page.show_node("profile")
    assert [block.model.grid.metrics for block in tables(page)] == [("county.schools",)]
    type_in(page, "county.schools", "45")
    assert entry(opened, "county.schools").amount == 45

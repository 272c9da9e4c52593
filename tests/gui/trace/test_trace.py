"""The panel 追溯: F9 on a table's figure, on a linked figure, on a row of the overview; from there on, and back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key
from eduduty_desktop.draft.records import Entry, Evidence
from eduduty_desktop.figures import parse_amount
from eduduty_desktop.gui.charts import ChartList
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.point.figure_grid import CellKind
from eduduty_desktop.gui.point.figure_view import FigureView
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.gui.point.narrative_chip import token_of
from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
from eduduty_desktop.gui.point.narrative_menu import TRACE
from eduduty_desktop.gui.trace import access
from eduduty_desktop.gui.trace.access import NO_FIGURE, key_at
from eduduty_desktop.gui.trace.panel import NO_PROOF, TracePanel
from eduduty_desktop.gui.trace.printing import page_of, printer_of
from tests.gui.conftest import NotingPresenter

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NODE, FUND = "s3.p1", "fund.public_budget_total"


@pytest.fixture
def window(sample_window: MainWindow) -> MainWindow:
    """In front: what is traced is what has the focus."""
    sample_window.activateWindow()
    return sample_window


def table(window: MainWindow, metric: str, slot: str = CURRENT) -> FigureView:
    """The table of a figure with its cell current and the focus."""
    window.show_node(window.session.draft.framework.place_of_metric[metric])
    for view in window.page.findChildren(FigureView):  # type: ignore[attr-defined]
        at = view.figures.grid.find(metric, CellKind.FIGURE, slot)
        if at is not None:
            view.setFocus()
            view.select(*at)
            return view  # type: ignore[no-any-return]
    raise AssertionError(metric)


def press(qtbot: QtBot, window: MainWindow) -> TracePanel:
    qtbot.keyClick(window, Qt.Key.Key_F9)
    panel = window.tracing.panel
    assert panel is not None
    return panel


def lines(panel: TracePanel) -> dict[str, list[tuple[str, str]]]:
    """What the panel shows, by group."""
    found: dict[str, list[tuple[str, str]]] = {}
    for n in range(panel.tree.topLevelItemCount()):
        head = panel.tree.topLevelItem(n)
        assert head is not None
        rows = [head.child(row) for row in range(head.childCount())]
        found[head.text(0)] = [(row.text(0), row.text(1)) for row in rows]
    return found


def item(panel: TracePanel, group: str, at: int = 0) -> QTreeWidgetItem:
    heads = [panel.tree.topLevelItem(n) for n in range(panel.tree.topLevelItemCount())]
    head = next(one for one in heads if one is not None and one.text(0) == group)
    panel.tree.setCurrentItem(head.child(at))
    return head.child(at)


def test_f9_traces_the_figure_of_a_table(qtbot: QtBot, window: MainWindow) -> None:
    table(window, FUND, PREVIOUS)
    panel = press(qtbot, window)
    assert panel.isVisible()
    assert panel.title.text() == "一般公共预算教育经费（上年）"
    assert panel.value.text() == "57314.66万元"
    shown = lines(panel)
    assert ("来源", "财政局") in shown["来历"]
    assert any("新建自评稿" in text for _, text in shown["填报经过"])
    assert any(where.startswith("附表 数据表") for where, _ in shown["印在哪里"])
    assert shown["佐证材料"] == [("", NO_PROOF)]


def test_the_menu_of_a_table_offers_it(window: MainWindow) -> None:
    view = table(window, FUND)
    offered = [action for action in view.actions() if action.text() == "追溯…"]
    assert len(offered) == 1, "once, however often the page was built"
    offered[0].trigger()
    assert window.tracing.panel is not None
    assert window.tracing.panel.title.text() == "一般公共预算教育经费（本年）"


def test_f9_traces_a_linked_figure_of_the_text(qtbot: QtBot, window: MainWindow) -> None:
    window.show_node(NODE)
    editor = window.page.findChild(NarrativeEdit)  # type: ignore[attr-defined]
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    while key_at(editor) is None:
        assert cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        editor.setTextCursor(cursor)
    expected = key_at(editor)
    panel = press(qtbot, window)
    assert panel.found is not None
    assert panel.found.key == expected
    assert any(one.node == NODE for one in panel.found.printed)


def test_the_menu_of_a_linked_figure_offers_it(window: MainWindow) -> None:
    window.show_node(NODE)
    block = window.page.findChild(NarrativeBlock)  # type: ignore[attr-defined]
    menu, editor = block.assist.menu, block.editor
    at = next(n for n in range(editor.document().characterCount()) if token_of(editor.document(), n))
    menu._open(at, editor.mapToGlobal(editor.rect().topLeft()), chip_only=True)
    next(action for action in menu.menu.actions() if action.text() == TRACE).trigger()
    menu.menu.close()
    assert window.tracing.panel is not None
    assert window.tracing.panel.isVisible()


def test_a_row_of_the_overview_is_a_figure_too(qtbot: QtBot, window: MainWindow) -> None:
    window.show_node("overview")
    chart = next(
        chart
        for chart in window.pages.currentWidget().findChildren(ChartList)
        if "上年与本年" in chart.accessibleName()
    )
    chart.setFocus()
    panel = press(qtbot, window)
    assert panel.found is not None
    assert panel.found.key.table == "figures"


def test_without_a_figure_it_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    window.outline.tree.setFocus()
    said: list[str] = []
    window.tracing.said.connect(said.append)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert said == [NO_FIGURE]
    assert window.tracing.panel is None


def test_an_operand_is_traced_on_and_back_by_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    metric = next(m for m in window.session.draft.framework.metrics.values() if m.formula)
    table(window, metric.id)
    panel = press(qtbot, window)
    assert not panel.back.isEnabled()
    first = panel.title.text()
    item(panel, "由什么算出", 1)
    assert panel.lead.text() == "追溯这个数"
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert panel.title.text() != first
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert panel.title.text() == first


def test_a_sentence_leads_to_its_page(qtbot: QtBot, window: MainWindow) -> None:
    table(window, FUND)
    panel = press(qtbot, window)
    window.show_node("cover")
    item(panel, "印在哪里")
    assert panel.lead.text() == "转到"
    panel.lead.click()
    assert window.node == NODE


def test_evidence_is_opened_or_said_to_be_gone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, presenter: NotingPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(access.QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    file, program = tmp_path / "决算.pdf", tmp_path / "看图.exe"
    for each in (file, program):
        each.write_bytes(b"x")
    window.session.edit(
        [
            (Key("evidence", "a"), Evidence((NODE,), 1, "决算报表", pages="12—15", file=str(file))),
            (Key("evidence", "b"), Evidence((NODE,), 2, "程序", file=str(program))),
        ],
        label="登记",
    )
    table(window, FUND)
    panel = press(qtbot, window)
    number, words = lines(panel)["佐证材料"][0]
    assert number == "三（一）-1"
    assert "页码 12—15" in words
    item(panel, "佐证材料")
    panel.lead.click()
    assert [Path(url.toLocalFile()) for url in opened] == [file]
    item(panel, "佐证材料", 1)
    panel.lead.click()
    assert Path(opened[-1].toLocalFile()) == tmp_path, "a program is shown in its folder, never run"
    file.unlink()
    item(panel, "佐证材料")
    panel.lead.click()
    assert "找不到文件“决算.pdf”" in presenter.errors[-1].message


def test_the_panel_follows_the_draft(qtbot: QtBot, window: MainWindow) -> None:
    table(window, FUND)
    panel = press(qtbot, window)
    window.session.edit([(Key("figures", FUND, CURRENT), Entry(parse_amount("60000")))], label="填写", cause="typed")
    assert panel.value.text() == "60000万元"
    newest = panel.found.history[0] if panel.found is not None else None
    assert newest is not None
    assert newest.how == "手工填写"


def test_it_is_copied_as_text_and_fits_on_one_page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    table(window, FUND)
    panel = press(qtbot, window)
    panel.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("一般公共预算教育经费（本年）：57926.181万元\n")
    printer = printer_of("来历")
    printer.setOutputFileName(str(tmp_path / "来历.pdf"))
    page = page_of("来历", text)
    page.print_(printer)
    assert (tmp_path / "来历.pdf").read_bytes().startswith(b"%PDF")
    page.setPageSize(printer.pageLayout().paintRectPoints().size().toSizeF())
    assert page.pageCount() == 1


def test_everything_in_it_has_a_name_and_is_reached_by_tab(qtbot: QtBot, window: MainWindow) -> None:
    from tests.gui.test_accessibility import complaints

    table(window, FUND)
    panel = press(qtbot, window)
    qtbot.waitExposed(panel)
    panel.activateWindow()
    QCoreApplication.processEvents()
    assert complaints(panel) == []

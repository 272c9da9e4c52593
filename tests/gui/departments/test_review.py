"""收回填报表: proposals wait for the clerk, contradictions stand side by side, one undo takes an import back."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import Entry, Returned, Text
from eduduty_desktop.draft.values import figure_key
from eduduty_desktop.gui.departments import page as page_module
from eduduty_desktop.gui.departments.choices import OWN, PENDING
from eduduty_desktop.gui.departments.files import READ, WHO
from eduduty_desktop.gui.departments.page import STOPPED, DepartmentsPage
from eduduty_desktop.gui.departments.review_table import TICK
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.point.figure_details import FigureDetails
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal, ProposalKind
from eduduty_desktop.workspace.tracing import trace
from tests.gui.conftest import NotingPresenter
from tests.gui.departments.conftest import Run, own_table, typed_into, workbook_of
from tests.gui.test_accessibility import complaints

FINANCE, STAFF = "财政局", "人社局"


@pytest.fixture
def money(window: MainWindow, page: DepartmentsPage) -> list[str]:
    """Three figures of the finance department in whole money, emptied in the draft."""
    draft = window.session.draft
    task = next(one.task for one in page.rounds if one.department == FINANCE)
    chosen = [id for id in task.metrics if draft.framework.metrics[id].unit == "万元"][:3]
    assert len(chosen) == 3
    window.session.edit([(figure_key(id), None) for id in chosen], label="清空")
    return chosen


@pytest.fixture
def read(
    window: MainWindow, page: DepartmentsPage, money: list[str], handed: Path, run: Run, tmp_path: Path
) -> Callable[[], None]:
    """Two departments' files, which contradict each other in the first figure, read."""
    back = tmp_path / "交回"
    first, second, third = money
    typed_into(workbook_of(handed, FINANCE), back / "财政局.xlsx", {first: 1200.5, second: 88, third: "见附件"})
    metric = window.session.draft.framework.metrics[first]
    own_table(back / "人社局自己的表.xlsx", STAFF, [(metric.label, "万元", 1300)])
    return lambda: run(lambda: page.collect([back]))


def proposals(page: DepartmentsPage, status: Status) -> list[Proposal]:
    assert page.collected is not None
    return [one for one in page.collected.proposals if one.status is status]


def test_nothing_changes_before_it_is_taken_over(
    window: MainWindow, page: DepartmentsPage, read: Callable[[], None], money: list[str]
) -> None:
    before = window.session.draft
    read()
    assert page.is_reviewing
    assert window.session.draft is before
    review = page.review
    assert review.choices is not None
    assert review.filter == PENDING
    assert all(one.status is not Status.AGREES for one in review.table.rows.rows)
    ticked = {one.target for one in proposals(page, Status.NEW) if review.choices.is_ticked(one)}
    assert money[1] in ticked
    assert not any(review.choices.is_ticked(one) for one in proposals(page, Status.CONFLICT))
    assert review.apply.text() == f"采用所选 {len(review.choices.chosen)} 项"


def test_a_contradiction_stands_side_by_side_and_only_one_side_is_taken(
    qtbot: QtBot, window: MainWindow, page: DepartmentsPage, read: Callable[[], None], money: list[str]
) -> None:
    read()
    review = page.review
    qtbot.mouseClick(review.filters[Status.CONFLICT], Qt.MouseButton.LeftButton)
    assert {one.department for one in review.table.rows.rows} == {FINANCE, STAFF}
    one = review.table.current
    assert one is not None
    assert review.choices is not None
    own, mine, theirs = review.choices.sides(one)
    assert (own.who, own.printed) == (OWN, "（空）")
    assert {mine.who, theirs.who} == {FINANCE, STAFF}
    assert "C3" in mine.place + theirs.place
    assert review.sides.buttons[""].isChecked()
    review.sides.buttons[mine.proposal].click()
    assert review.choices.chosen.count(mine.proposal) == 1
    review.sides.buttons[theirs.proposal].click()
    assert mine.proposal not in review.choices.chosen
    assert theirs.proposal in review.choices.chosen
    assert review.sides.buttons[theirs.proposal].isChecked()
    review.apply.click()
    taken = window.session.draft.record(figure_key(money[0]), Entry)
    assert taken.amount == {STAFF: Decimal(1300), FINANCE: Decimal("1200.5")}[theirs.who]
    assert taken.source == theirs.who


def test_a_whole_import_is_one_step_with_a_cause_for_each_value(
    window: MainWindow, page: DepartmentsPage, read: Callable[[], None], money: list[str]
) -> None:
    before = window.session.draft
    read()
    page.review.apply.click()
    assert not page.is_reviewing
    assert window.session.draft.record(figure_key(money[1]), Entry).amount == Decimal(88)
    files = [one for one in window.session.draft.rows("returned").values() if isinstance(one, Returned)]
    assert {one.file for one in files} >= {"财政局.xlsx"}
    assert "Ctrl+Z" in page.view.outcome.words.text()
    assert "已采用 1 项数据" in page.view.outcome.words.text()
    window.session.undo()
    assert window.session.draft.tables == before.tables


def test_space_ticks_marked_rows_and_takes_the_ticks_away(
    qtbot: QtBot, page: DepartmentsPage, read: Callable[[], None]
) -> None:
    read()
    review = page.review
    assert review.choices is not None
    review.tick("")
    assert review.choices.chosen == ()
    assert review.apply.text() == "只登记收到"
    review.filters[Status.NEW].click()
    review.table.selectAll()
    qtbot.keyClick(review.table, Qt.Key.Key_Space)
    assert set(review.choices.chosen) == {one.id for one in proposals(page, Status.NEW)}
    assert review.table.rows.index(0, TICK).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    qtbot.keyClick(review.table, Qt.Key.Key_Space)
    assert review.choices.chosen == ()
    review.ticks.menu().actions()[0].trigger()
    assert set(review.choices.chosen) == {one.id for one in proposals(page, Status.NEW)}


def test_what_was_not_read_is_explained_and_cannot_be_ticked(
    qtbot: QtBot, window: MainWindow, page: DepartmentsPage, read: Callable[[], None], money: list[str]
) -> None:
    read()
    review = page.review
    review.filters[Status.UNREAD].click()
    one = review.table.current
    assert one is not None
    assert (one.target, one.typed) == (money[2], "见附件")
    assert "手工填写" in review.flags.text()
    assert review.table.rows.index(0, TICK).data(Qt.ItemDataRole.CheckStateRole) is None
    qtbot.keyClick(review.table, Qt.Key.Key_Space)
    assert review.choices is not None
    assert one.id not in review.choices.chosen
    review.actions_of_row.go.click()
    assert window.node == window.session.draft.framework.place_of_metric[money[2]]


def test_one_file_at_a_time_can_be_looked_at(page: DepartmentsPage, read: Callable[[], None]) -> None:
    read()
    review = page.review
    assert review.files.topLevelItemCount() == 3
    for at in (1, 2):
        item = review.files.topLevelItem(at)
        assert item is not None
        review.files.setCurrentItem(item)
        assert {one.department for one in review.table.rows.rows} == {item.text(WHO)}


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(
    page: DepartmentsPage, run: Run, handed: Path, money: list[str], tmp_path: Path
) -> None:
    back = tmp_path / "交回"
    typed_into(workbook_of(handed, FINANCE), back / "财政局.xlsx", {money[0]: 5})
    (back / "坏的.xlsx").write_bytes(b"PK\x03\x04 broken")
    run(lambda: page.collect([back]))
    items = [page.review.files.topLevelItem(at) for at in range(3)]
    broken = next(item for item in items if item is not None and item.text(0) == "坏的.xlsx")
    assert broken.text(READ) == "读不了"
    assert broken.toolTip(3)
    page.review.apply.click()
    assert [one.file for one in page._session.draft.rows("returned").values()] == ["财政局.xlsx"]


def test_a_sender_that_the_file_does_not_name_is_named_by_the_clerk(
    qtbot: QtBot, window: MainWindow, page: DepartmentsPage, run: Run, money: list[str], tmp_path: Path
) -> None:
    metric = window.session.draft.framework.metrics[money[0]]
    path = own_table(tmp_path / "无名" / "表.xlsx", "", [(metric.label, "万元", 7)])
    run(lambda: page.collect([path]))
    files = page.review.files
    item = files.topLevelItem(0)
    assert item is not None
    files.editItem(item, WHO)
    box = files.viewport().findChild(QComboBox)
    assert isinstance(box, QComboBox)
    line = box.lineEdit()
    assert line is not None
    line.setText(STAFF)
    run(lambda: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert page.is_reviewing
    assert page.collected is not None
    assert {one.department for one in page.collected.proposals} == {STAFF}


def test_a_value_that_was_changed_meanwhile_is_not_overwritten(
    window: MainWindow,
    page: DepartmentsPage,
    read: Callable[[], None],
    run: Run,
    money: list[str],
    presenter: NotingPresenter,
) -> None:
    read()
    window.session.edit([(figure_key(money[1]), Entry(Decimal(80)))], label="手工填")
    page.review.apply.click()
    (error,) = presenter.errors
    assert "又在自评稿里改过" in error.message
    assert page.is_reviewing
    run(page.review.again.click)
    assert {one.target for one in proposals(page, Status.CHANGED)} == {money[1]}


def test_nothing_is_taken_into_a_draft_that_cannot_be_changed(
    window: MainWindow, page: DepartmentsPage, read: Callable[[], None]
) -> None:
    window.session.decide([(Key("cover", "signed.on"), Text("2022年3月1日"))], label="定稿", cause="定稿")
    before = window.session.draft
    read()
    assert not page.review.apply.isEnabled()
    assert "定稿" in page.review.apply.toolTip()
    page.review.back.click()
    assert not page.is_reviewing
    assert window.session.draft is before


def test_files_are_dropped_on_the_page(
    qtbot: QtBot, page: DepartmentsPage, read: Callable[[], None], tmp_path: Path
) -> None:
    del read
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "交回" / "财政局.xlsx"))])
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(50, 50), *arguments)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.work_ended, timeout=60_000):
        page.dropEvent(QDropEvent(QPointF(50, 50), *arguments))
    assert page.is_reviewing


def test_reading_can_be_stopped(page: DepartmentsPage, handed: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real, gate = page_module.collecting.collect, Event()

    def waiting(*arguments: object, **options: object) -> object:
        assert gate.wait(30)
        return real(*arguments, **options)  # type: ignore[arg-type]

    def begin_and_stop() -> None:
        page.collect([handed])
        page.running.stop.click()
        gate.set()

    monkeypatch.setattr(page_module.collecting, "collect", waiting)
    said: list[str] = []
    page.status_message.connect(said.append)
    run(begin_and_stop)
    assert said == [STOPPED]
    assert not page.is_reviewing


def test_the_history_of_a_value_names_file_sheet_and_cell(
    window: MainWindow, page: DepartmentsPage, read: Callable[[], None], money: list[str]
) -> None:
    read()
    page.review.apply.click()
    history = window._opened.history(Key("figures", money[1], CURRENT))
    assert history[0].cause.startswith("财政局.xlsx·")


def test_trace_and_details_say_what_was_reported_where(
    qtbot: QtBot, window: MainWindow, page: DepartmentsPage, read: Callable[[], None], money: list[str]
) -> None:
    read()
    page.review.apply.click()
    found = trace(window.session.draft, figure_key(money[0]))
    said = next(fact.text for fact in found.facts if fact.label == "部门报数")
    assert "财政局 1200.5万元（财政局.xlsx·数据·" in said
    assert "人社局 1300万元（人社局自己的表.xlsx·" in said
    details = FigureDetails(window.session)
    qtbot.addWidget(details)
    details.show_cell(Cell(CellKind.FIGURE, money[0], CURRENT))
    assert any("人社局 1300万元" in label.text() for label in details.findChildren(QLabel))


def test_the_review_is_named_and_reached_by_tab_as_it_is_read(
    window: MainWindow, page: DepartmentsPage, read: Callable[[], None]
) -> None:
    read()
    review = page.review
    assert not complaints(window)
    order: list[object] = []
    widget = review.files.nextInFocusChain()
    while widget is not review.files:
        order.append(widget)
        widget = widget.nextInFocusChain()
    review.filters[Status.CONFLICT].click()
    one = review.table.current
    assert one is not None
    wanted = [review.filters[PENDING], review.ticks, review.table, review.actions_of_row.go, review.apply, review.back]
    assert [at for at in order if at in wanted] == wanted


def test_texts_stand_side_by_side_as_they_print(
    window: MainWindow, page: DepartmentsPage, run: Run, handed: Path, tmp_path: Path
) -> None:
    book = load_workbook(workbook_of(handed, FINANCE))
    sheet = book["文字材料"]
    row = next(row for row in sheet.iter_rows() if str(row[0].value or "").startswith("text/"))
    node = str(row[0].value).removeprefix("text/")
    row[2].value = "全年足额安排。\n第二段。"
    book.save(tmp_path / "文字.xlsx")
    run(lambda: page.collect([tmp_path / "文字.xlsx"]))
    choices = page.review.choices
    assert choices is not None
    one = next(one for one in choices.collected.proposals if one.kind is ProposalKind.TEXT)
    assert one.target == node
    assert window.session.draft.framework.nodes[node].title in choices.label(one)
    own, mine = choices.sides(one)
    assert "{{" in one.before
    assert "{{" not in own.printed
    assert mine.printed == "全年足额安排。\n第二段。"
    page.apply([one.id])
    assert window.session.draft.text("narratives", node) == "全年足额安排。\n第二段。"


def test_what_is_not_known_has_no_side_of_the_draft(page: DepartmentsPage, run: Run, tmp_path: Path) -> None:
    run(lambda: page.collect([own_table(tmp_path / "怪.xlsx", FINANCE, [("没有这一项的数据名", "个", 3)])]))
    choices = page.review.choices
    assert choices is not None
    (one,) = choices.collected.proposals
    assert one.status is Status.UNKNOWN
    (side,) = choices.sides(one)
    assert (side.who, side.typed) == (FINANCE, "3")
    assert choices.chosen == ()
    assert page.review.sides.buttons == {}

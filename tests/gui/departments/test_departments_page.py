"""责任单位: states, cards, duties; 填报表 handed out; one undo takes a step back; nothing is noted in a frozen draft."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.records import Assignment, DepartmentCard, Duty, Entry, Issued, Reported, Text
from eduduty_desktop.draft.round import Standing
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.departments import page as page_module
from eduduty_desktop.gui.departments.issue_dialog import IssueDialog, IssueOrder
from eduduty_desktop.gui.departments.listing import ROUND
from eduduty_desktop.gui.departments.owed import DUE, ITEM, ROW, WHO, OwedTree
from eduduty_desktop.gui.departments.page import DepartmentsPage, Desk
from eduduty_desktop.gui.departments.slip_dialog import SlipDialog
from eduduty_desktop.gui.departments.words import FIGURE, OwedRow, count_words, headline, standing_words
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import DEPARTMENTS
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.workspace.session import Session
from tests.document.task_example import HOSTILE, task_draft
from tests.gui.conftest import NOON, NotingPresenter
from tests.gui.departments.conftest import Run, workbook_of


def items(tree: OwedTree, kind: str) -> list[QTreeWidgetItem]:
    groups = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    group = next(one for one in groups if one is not None and one.data(ITEM, ROW) == kind)
    return [group.child(at) for at in range(group.childCount())]


def row_of(item: QTreeWidgetItem) -> OwedRow:
    found = item.data(ITEM, ROW)
    assert isinstance(found, OwedRow)
    return found


def standing(page: DepartmentsPage, department: str) -> Standing:
    page.refresh()
    return next(one.standing for one in page.rounds if one.department == department)


def test_the_page_lists_every_department_with_its_state(window: MainWindow, page: DepartmentsPage) -> None:
    assert window.node == DEPARTMENTS
    names = [page.view.list.rows.index(at, 0).data(ROUND).department for at in range(page.view.list.rows.rowCount())]
    assert {"财政局", "人社局", "编办"} <= set(names)
    assert page.view.headline.text() == headline(page.rounds)
    finance = next(one for one in page.rounds if one.department == "财政局")
    assert standing_words(finance) == "未下发"
    assert count_words(finance).startswith(f"数据 {len(finance.arrived)}/{len(finance.task.metrics)}")


def test_the_card_is_edited_and_undone(qtbot: QtBot, window: MainWindow, page: DepartmentsPage) -> None:
    page.view.list.choose("财政局")
    card = page.view.card
    assert card is not None
    card.fields["contact"].setFocus()
    qtbot.keyClicks(card.fields["contact"], "Zhao")
    card.deadline.setFocus()
    qtbot.keyClicks(card.deadline, "2026-3-10")
    card.fields["phone"].setFocus()
    key = Key("departments", "财政局")
    assert window.session.draft.get(key) == DepartmentCard("Zhao", deadline="2026-03-10")
    assert card.deadline.text() == "2026年3月10日"
    window.session.undo()
    assert window.session.draft.get(key).deadline == ""
    assert card.deadline.text() == ""


def test_the_state_follows_the_deadline(window: MainWindow, page: DepartmentsPage) -> None:
    growths = window.session.draft.rows("growths")
    task = next(one for one in page.rounds if one.department == "财政局").task
    metric = next(id for id in task.metrics if (id, "") not in growths)
    past = str(date.today() - timedelta(days=4))
    window.session.edit(
        [(Key("departments", "财政局"), DepartmentCard(deadline=past)), (Key("figures", metric, CURRENT), None)],
        label="改",
    )
    assert standing(page, "财政局") is Standing.OVERDUE
    page.view.list.choose("财政局")
    assert page.view.state.text().startswith("已超期 4 天")
    late = [row_of(item) for item in items(page.view.owed, FIGURE) if row_of(item).late]
    assert metric in {row.target for row in late}
    assert all(row.state == "超期 4 天" for row in late)


def test_a_figure_is_given_to_another_department_in_place(
    qtbot: QtBot, window: MainWindow, page: DepartmentsPage
) -> None:
    page.view.list.choose("财政局")
    tree = page.view.owed
    item = items(tree, FIGURE)[0]
    metric = row_of(item).target
    tree.setCurrentItem(item, WHO)
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    box = tree.viewport().findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert "人社局" in [box.itemText(at) for at in range(box.count())]
    line = box.lineEdit()
    assert line is not None
    line.setText("审计局")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.draft.get(Key("duties", metric)) == Duty("审计局"))
    assert metric not in {row_of(one).target for one in items(tree, FIGURE)}
    assert any(one.department == "审计局" for one in page.rounds)
    window.session.undo()
    assert window.session.draft.get(Key("duties", metric)) is None
    assert metric in {row_of(one).target for one in items(tree, FIGURE)}


def test_marked_rows_change_together_and_back_to_the_usual_leaves_no_record(
    window: MainWindow, page: DepartmentsPage
) -> None:
    page.view.list.choose("财政局")
    rows = [row_of(item) for item in items(page.view.owed, FIGURE)[:3]]
    page.give(rows, "审计局")
    assert [window.session.draft.get(Key("duties", row.target)) for row in rows] == [Duty("审计局")] * 3
    page.give(rows, "财政局")
    assert all(window.session.draft.get(Key("duties", row.target)) is None for row in rows)


def test_the_lead_of_a_point_is_given_and_keeps_who_assists(window: MainWindow, page: DepartmentsPage) -> None:
    page.view.list.choose("财政局")
    row = row_of(items(page.view.owed, "lead")[0])
    page.give([row], "审计局")
    given = window.session.draft.get(Key("assignments", row.target))
    assert isinstance(given, Assignment)
    assert given.lead == "审计局"
    assert "审计局" not in given.assisting


def test_a_deadline_of_its_own_is_typed_into_the_table(qtbot: QtBot, window: MainWindow, page: DepartmentsPage) -> None:
    window.resize(1500, 800)
    page.view.list.choose("财政局")
    tree = page.view.owed
    qtbot.waitUntil(lambda: not tree.isColumnHidden(DUE))
    item = items(tree, FIGURE)[0]
    metric = row_of(item).target
    tree.setCurrentItem(item, DUE)
    tree.editItem(item, DUE)
    line = tree.viewport().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("2026.3.1")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.draft.get(Key("duties", metric)) == Duty("", "2026-03-01"))
    assert row_of(items(tree, FIGURE)[0]).deadline == "2026年3月1日"


def test_enter_leads_to_the_field(qtbot: QtBot, window: MainWindow, page: DepartmentsPage) -> None:
    page.view.list.choose("财政局")
    tree = page.view.owed
    item = items(tree, FIGURE)[0]
    node = row_of(item).node
    tree.setCurrentItem(item, ITEM)
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert window.node == node


def test_workbooks_are_made_and_noted(window: MainWindow, page: DepartmentsPage, handed: Path) -> None:
    issued = window.session.draft.get(Key("issued", "财政局"))
    assert isinstance(issued, Issued)
    assert issued.round == 1
    assert workbook_of(handed, "财政局").is_file()
    assert standing(page, "财政局") is Standing.WAITING
    assert page.view.outcome.isVisibleTo(page)
    assert "份填报表" in page.view.outcome.words.text()
    assert page.view.outcome.open_folder.isVisibleTo(page)
    window.session.undo()
    assert window.session.draft.get(Key("issued", "财政局")) is None
    assert standing(page, "财政局") is Standing.READY


def test_the_dialog_offers_what_changed_and_says_what_is_missing(
    window: MainWindow, page: DepartmentsPage, handed: Path, presenter: NotingPresenter
) -> None:
    first = IssueDialog(window.session.draft, "财政局", handed, presenter)
    assert first.changed.isChecked()
    assert not first.make.isEnabled()
    assert "没有要生成的" in first.note.text()
    first.one.click()
    assert first.make.isEnabled()
    assert "没有截止日期：财政局" in first.warning.text()
    assert first.order == IssueOrder(handed, ("财政局",), changed=False, letters=True)
    first.folder.clear()
    assert not first.make.isEnabled()
    metric = next(one for one in page.rounds if one.department == "财政局").task.metrics[0]
    window.session.edit([(Key("duties", metric), Duty("人社局"))], label="改")
    second = IssueDialog(window.session.draft, "财政局", handed, presenter)
    assert "财政局" in second.note.text()
    assert "人社局" in second.note.text()


def test_asking_remembers_the_folder(
    page: DepartmentsPage, run: Run, presenter: NotingPresenter, tmp_path: Path
) -> None:
    page.view.list.choose("编办")
    chosen = tmp_path / "另一处"

    def answer(dialog: IssueDialog) -> bool:
        dialog.one.setChecked(True)
        dialog.folder.setText(str(chosen))
        dialog.letters.setChecked(False)
        return True

    presenter.answer_dialog = answer
    run(page.ask_issue)
    assert [path.suffix for path in chosen.iterdir()] == [".xlsx"]
    presenter.answer_dialog = lambda dialog: bool(shown.append(dialog.folder.text()))
    shown: list[str] = []
    page.ask_issue()
    assert shown == [str(chosen)]


def test_a_folder_that_cannot_be_made_is_said(
    page: DepartmentsPage, run: Run, presenter: NotingPresenter, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    run(lambda: page.issue(IssueOrder(tmp_path / "文件" / "里", None, changed=False, letters=False)))
    (error,) = presenter.errors
    assert isinstance(error, UserError)
    assert page.isEnabled()
    assert page.view.issue.isEnabled()


def test_making_can_be_stopped(
    page: DepartmentsPage, run: Run, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, gate = page_module.tasks.issue, Event()

    def waiting(*arguments: object, **options: object) -> object:
        assert gate.wait(30)
        return real(*arguments, **options)  # type: ignore[arg-type]

    def begin_and_stop() -> None:
        page.issue(IssueOrder(tmp_path / "停", None, changed=False, letters=False))
        page.running.stop.click()
        gate.set()

    monkeypatch.setattr(page_module.tasks, "issue", waiting)
    said: list[str] = []
    page.status_message.connect(said.append)
    run(begin_and_stop)
    assert said == [page_module.STOPPED]
    assert list((tmp_path / "停").iterdir()) == []
    assert window.session.draft.get(Key("issued", "财政局")) is None


def test_a_frozen_draft_makes_workbooks_without_noting_it(
    window: MainWindow, page: DepartmentsPage, run: Run, tmp_path: Path
) -> None:
    window.session.decide([(Key("cover", "signed.on"), Text("2022年3月1日"))], label="定稿", cause="定稿")
    run(lambda: page.issue(IssueOrder(tmp_path / "定稿后", ("财政局",), changed=False, letters=False)))
    assert len(list((tmp_path / "定稿后").iterdir())) == 1
    assert window.session.draft.get(Key("issued", "财政局")) is None
    assert "没有记入自评稿" in page.view.outcome.warnings.text()


def clash(window: MainWindow, page: DepartmentsPage) -> str:
    """The finance department and the education department state a figure differently; its metric."""
    metric = next(
        id
        for one in page.rounds
        if one.department == "财政局"
        for id in one.task.metrics
        if isinstance(amount := window.session.draft.record(Key("figures", id, CURRENT), Entry).amount, Decimal)
        and amount > 100
    )
    unit = window.session.draft.framework.metrics[metric].unit
    window.session.edit(
        [(Key("reported", metric, f"{CURRENT}/教育局"), Reported("7", Decimal(7), unit=unit))], label="收回"
    )
    return metric


def test_what_contradicts_is_said_and_settled_by_one_step(window: MainWindow, page: DepartmentsPage) -> None:
    metric = clash(window, page)
    page.view.list.choose("教育局")
    assert standing(page, "教育局") is Standing.CONFLICT
    assert window.session.draft.framework.metrics[metric].printed_label in page.view.clashes.text()
    assert page.view.settle.isVisibleTo(page)
    page.view.settle.click()
    assert standing(page, "教育局") is not Standing.CONFLICT
    assert not page.view.settle.isVisibleTo(page)
    record = window.session.draft.get(Key("reported", metric, f"{CURRENT}/教育局"))
    assert "原报“7”" in record.note
    window.session.undo()
    assert standing(page, "教育局") is Standing.CONFLICT


def test_settling_says_what_is_in_the_way(window: MainWindow, page: DepartmentsPage) -> None:
    metric = clash(window, page)
    label = window.session.draft.framework.metrics[metric].printed_label
    unit = window.session.draft.framework.metrics[metric].unit
    amount = window.session.draft.record(Key("figures", metric, CURRENT), Entry).amount
    same = Reported(str(amount), amount, unit=unit)
    window.session.edit([(Key("reported", metric, f"{CURRENT}/财政局"), same)], label="收回")
    said: list[str] = []
    page.status_message.connect(said.append)
    page.settle("财政局")
    assert said == ["财政局报的与自评稿一致，请与报得不一样的单位对数"]
    window.session.edit([(Key("figures", metric, CURRENT), None)], label="清空")
    page.settle("财政局")
    assert said[-1] == f"自评稿里还没有确认的数，先填：{label}"


def test_slips_are_shown_and_written(
    window: MainWindow, page: DepartmentsPage, presenter: NotingPresenter, tmp_path: Path
) -> None:
    said: list[str] = []
    page.status_message.connect(said.append)
    page.show_slips(None, reminder=True)
    assert said == ["没有超期的单位，不用催办"]
    assert presenter.dialogs == []
    metric = clash(window, page)
    presenter.folders = [tmp_path / "对数"]
    seen: list[str] = []

    def answer(dialog: SlipDialog) -> bool:
        seen.append(dialog.browser.toPlainText())
        dialog.save.click()
        seen.append(dialog.said.text())
        return False

    presenter.answer_dialog = answer
    page.show_slips(["教育局"])
    assert window.session.draft.framework.metrics[metric].printed_label in seen[0]
    assert seen[1].startswith("✓ 已存到")
    assert [path.name for path in (tmp_path / "对数").iterdir()] == ["洪江市2021年度数据对数单（教育局）.xlsx"]


def test_what_nobody_owes_is_given_from_its_own_row(
    qtbot: QtBot, look: Look, settings: Settings, presenter: NotingPresenter, tmp_path: Path
) -> None:
    session = Session(task_draft(), None)
    desk = Desk(lambda: NOON, settings, presenter, lambda _path: None)
    page = DepartmentsPage(session, look, desk, tmp_path)
    qtbot.addWidget(page)
    page.show()
    page.view.list.choose("")
    assert page.view.name.text() == "未指定"
    assert "没有指定由谁填" in page.view.state.text()
    assert page.view.card is None
    people = [row_of(item) for item in items(page.view.owed, FIGURE)]
    points = [row_of(item) for item in items(page.view.owed, "lead")]
    assert [row.target for row in people] == ["county.people"]
    page.view.owed.take(people[0], WHO, "统计局")
    page.view.owed.take(points[0], WHO, "统计局")
    qtbot.waitUntil(lambda: not any(one.department == "" for one in page.rounds))
    added = next(one for one in page.rounds if one.department == "统计局")
    assert (added.task.metrics, added.task.leads) == (("county.people",), (points[0].target,))
    page.view.list.choose(HOSTILE)
    assert page.view.name.text() == HOSTILE


def test_a_framework_without_departments_says_where_to_begin(
    qtbot: QtBot, look: Look, settings: Settings, presenter: NotingPresenter, tmp_path: Path
) -> None:
    bare = Framework("bare", "没有单位", "县", "某省", "测试", ())
    page = DepartmentsPage(
        Session(Draft("d", bare), None), look, Desk(lambda: NOON, settings, presenter, print), tmp_path
    )
    qtbot.addWidget(page)
    page.show()
    assert page.rounds == ()
    assert "还没有责任单位" in " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))
    assert not page.view.issue.isEnabled()

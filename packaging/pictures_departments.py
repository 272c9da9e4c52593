"""Pictures of 责任单位: a round in which some departments were asked, some answered, and two disagree."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Protocol

from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.duties import tasks_of
from eduduty_desktop.draft.records import DepartmentCard, Entry
from eduduty_desktop.draft.values import figure_key
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.departments.issue_dialog import IssueDialog, IssueOrder
from eduduty_desktop.gui.departments.page import DepartmentsPage
from eduduty_desktop.gui.departments.review_table import LABEL
from eduduty_desktop.gui.departments.slip_dialog import SlipDialog
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import DEPARTMENTS
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.intake import Status

CARDS = {
    "教育局": DepartmentCard("王敏", "0745-7630001", "jyj@hongjiang.example", "2022-03-10"),
    "财政局": DepartmentCard("赵建国", "0745-7630002", "czj@hongjiang.example", "2022-03-05", "先送预算股审核"),
    "人社局": DepartmentCard("陈芳", "0745-7630003", "", "2022-03-10"),
    "编办": DepartmentCard("周强", "0745-7630004", "bb@hongjiang.example", "2022-03-10"),
    "公安局": DepartmentCard("刘洋", "", "", "2022-03-10"),
}
KEEP = 3
"""Figures of a department that the draft keeps; the others are what it is asked for."""


class Camera(Protocol):
    """Takes pictures of widgets."""

    def take(self, widget: QWidget, name: str) -> None: ...
    def take_dialog(self, dialog: QWidget, name: str) -> None: ...


def take_departments(window: MainWindow, camera: Camera, folder: Path) -> None:
    """The page before, while and after; the table of proposals, a conflict, 对数单 and 催办单."""
    session = window.session
    before = session.draft
    asked = _begin_round(window)
    window.show_node(DEPARTMENTS)
    page = window.pages.currentWidget()
    assert isinstance(page, DepartmentsPage)
    page.view.list.choose("财政局")
    camera.take(window, "departments-before")
    dialog = IssueDialog(session.draft, "财政局", Path("D:/教育履职自评/填报表"), Presenter(), window)
    camera.take_dialog(dialog, "departments-issue")
    out = folder / "填报表"
    wait_for(page, lambda: page.issue(IssueOrder(out, None, changed=False, letters=False)))
    camera.take(window, "departments-issued")
    page.view.outcome.hide()
    _answer(before, asked, out, folder / "交回")
    wait_for(page, lambda: page.collect([folder / "交回"]))
    _take_review(window, page, camera)
    page.view.list.choose("财政局")
    camera.take(window, "departments-after")
    page.view.outcome.hide()
    page.view.list.choose("编办")
    camera.take(window, "departments-late")
    for name, is_reminder in (("departments-slips", False), ("departments-reminder", True)):
        desk = page.desk
        camera.take_dialog(SlipDialog(session.draft, None, desk, folder, page, reminder=is_reminder), name)
    while session.draft.tables != before.tables and session.undo() is not None:
        continue


def _begin_round(window: MainWindow) -> list[str]:
    """Cards with deadlines, and three departments whose figures the draft has not; the ids of those figures."""
    session, today = window.session, date.today()
    tasks = {task.department: task for task in tasks_of(session.draft)}
    asked = [id for name in ("财政局", "人社局", "编办") for id in tasks[name].metrics[KEEP:]]
    cards = [(Key("departments", name), _due(card, today)) for name, card in CARDS.items()]
    session.edit([*cards, *((Key("figures", id, CURRENT), None) for id in asked)], label="分工")
    return asked


def _answer(draft: Draft, asked: Sequence[str], out: Path, back: Path) -> None:
    """Two departments fill in their workbooks; a third sends a table of its own that says something else."""
    back.mkdir()
    said = {id: draft.record(figure_key(id), Entry).amount for id in asked}
    typed = {id: amount for id, amount in said.items() if isinstance(amount, Decimal)}
    _fill(out, back, "财政局", typed, lambda at, value: f"约{value}" if at == 2 else value)
    _fill(out, back, "人社局", typed, lambda at, value: "见附件" if at == 1 else value)
    finance = next(task for task in tasks_of(draft) if task.department == "财政局")
    others = {id: typed[id] * Decimal("1.1") for id in finance.metrics if id in typed}
    first = dict(list(others.items())[:2])
    _retyped(back / "教育局经费（重新填的）.xlsx", draft.framework, first)
    _own_words(back / "人社局补充.xlsx")


def _take_review(window: MainWindow, page: DepartmentsPage, camera: Camera) -> None:
    """The table of proposals and its filters; then everything is taken over, in conflicts what 财政局 says."""
    review, collected = page.review, page.collected
    assert collected is not None
    assert review.choices is not None
    camera.take(window, "departments-review")
    for status, name in ((Status.CONFLICT, "conflict"), (Status.UNREAD, "unread")):
        review.filters[status].click()
        camera.take(window, f"departments-{name}")
    _take_naming(window, page, camera)
    clashes = [one for one in review.collected.proposals if one.status is Status.CONFLICT] if review.collected else []
    page.apply([*review.choices.chosen, *(one.id for one in clashes if one.department == "财政局")])


def _take_naming(window: MainWindow, page: DepartmentsPage, camera: Camera) -> None:
    """A row that was not understood, the list to name it from, and what it becomes; a guess beside it."""
    table = page.review.table
    at = next(at for at, one in enumerate(table.rows.rows) if one.target is None)
    table.setCurrentIndex(table.rows.index(at, LABEL))
    camera.take(window, "departments-unknown")
    popup = page.review.ask_metric()
    assert popup is not None
    camera.take(popup, "departments-naming")
    popup.filter.setText("本科 招聘")
    camera.take(popup, "departments-naming-filtered")
    popup.close()
    popup.chosen.emit(popup.list.topLevelItem(0).data(0, Qt.ItemDataRole.UserRole))  # type: ignore[union-attr]
    camera.take(window, "departments-named")
    at = next(at for at, one in enumerate(table.rows.rows) if one.is_guess)
    table.setCurrentIndex(table.rows.index(at, LABEL))
    camera.take(window, "departments-guess")


def wait_for(page: DepartmentsPage, begin: Callable[[], None]) -> None:
    """Until a piece of work has ended.  Raises TimeoutError after a minute."""
    ended: list[bool] = []
    connection = page.work_ended.connect(lambda: ended.append(True))
    begin()
    until = monotonic() + 60
    while not ended:
        QCoreApplication.processEvents()
        if monotonic() > until:
            raise TimeoutError("the work did not end within a minute")
    page.work_ended.disconnect(connection)


def _due(card: DepartmentCard, today: date) -> DepartmentCard:
    """The deadline as far before or after today as the scene wants it."""
    days = -3 if card.contact in ("赵建国", "周强") else 6
    return DepartmentCard(card.contact, card.phone, card.email, str(today + timedelta(days=days)), card.note)


def _fill(
    source: Path, target: Path, department: str, typed: Mapping[str, object], write: Callable[[int, object], object]
) -> None:
    """Type figures into a department's workbook, as its office program would."""
    file = next(path for path in source.glob("*.xlsx") if f"（{department}）" in path.name)
    book = load_workbook(file)
    at = 0
    for sheet in book.worksheets:
        column = next((c.column for row in sheet.iter_rows(max_row=8) for c in row if c.value == "本年"), None)
        for row in sheet.iter_rows():
            id = str(row[0].value or "").removeprefix("figures/")
            if column is None or id not in typed:
                continue
            value = write(at, typed[id])
            row[column - 1].value = float(value) if isinstance(value, Decimal) else str(value)
            at += 1
    book.save(target / file.name)


def _retyped(path: Path, framework: Framework, values: Mapping[str, Decimal]) -> None:
    """A table of a department's own making, without ids."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "经费"
    sheet.append(["指标数据", "单位", "本年", "备注"])
    for id, value in values.items():
        metric = framework.metrics[id]
        sheet.append([metric.label, metric.unit, float(round(value, 2)), ""])
    sheet["A20"] = "填报单位：教育局"
    book.save(path)


def _own_words(path: Path) -> None:
    """A table that names its figures as nobody else does."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("人社局2021年教师队伍情况", None, None),
        ("项目", "2020年", "2021年"),
        ("新进人员里大学毕业的", 61, 72),
        ("引进硕士研究生", 3, 5),
        ("外县市调入", 18, 21),
    ):
        sheet.append(row)
    book.save(path)

"""导入上级通知: reading off the window's thread, source beside tree, corrections, and creating whole or not at all."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import thread_time

import msgspec
import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.notice import Role, Source
from eduduty_desktop.gui.frameworks.import_dialog import CHOOSE, DISCARD, DONE, GO_ON, READING, REVIEW, ImportDialog
from eduduty_desktop.gui.frameworks.import_result import DOUBTS, SUGGESTED
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.services import Services, Shelf
from eduduty_desktop.gui.settings import Settings

LONGEST_GAP = 0.1  # seconds


@pytest.fixture
def make_dialog(
    qtbot: QtBot, services: Services, settings: Settings, presenter, look: Look
) -> Iterator[Callable[..., ImportDialog]]:
    made: list[ImportDialog] = []

    def make(shelf: Shelf | None = None) -> ImportDialog:
        use = services if shelf is None else replace(services, shelf=shelf)
        dialog = ImportDialog(use, settings, presenter, look)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        made.append(dialog)
        return dialog

    yield make
    presenter.answers[:] = [DISCARD] * len(made)
    for dialog in made:
        dialog.close()


def settle(qtbot: QtBot, dialog: ImportDialog) -> ImportDialog:
    """Until nothing is read or looked for any more."""
    qtbot.waitUntil(
        lambda: not (dialog.reading.is_running or dialog.searching.is_running or dialog._soon.isActive()),
        timeout=30_000,
    )
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot, make_dialog: Callable[..., ImportDialog], notice: Path) -> ImportDialog:
    """The dialog with the notice read."""
    dialog = make_dialog()
    dialog.read(notice)
    return settle(qtbot, dialog)


def points(dialog: ImportDialog) -> list[tuple]:
    framework = dialog._framework
    assert framework is not None
    return [(point.title, point.full_score) for point in framework.points]


def row_of(dialog: ImportDialog, text: str) -> int:
    rows = dialog.review.source.views[0].sheet.rows
    return next(at for at, row in enumerate(rows) if any(text in cell for cell in row))


def test_a_notice_is_shown_beside_what_it_was_read_as(dialog: ImportDialog) -> None:
    assert dialog.page == REVIEW
    assert points(dialog)[0] == ("领导机制", 10)
    assert len(points(dialog)) == 6
    view = dialog.review.source.views[0]
    assert view.roles.boxes[1].currentText() == "测评点"
    assert view.table.columnSpan(0, 0) == 5
    assert view.model.headerData(1, Qt.Orientation.Vertical) == "2 表头"
    assert dialog.review.result.name.text() == "甲县2024年履行教育职责评价指标体系"
    assert dialog.review.result.year.text() == "2024"


def test_what_is_uncertain_is_listed_marked_and_led_to(dialog: ImportDialog) -> None:
    result, view = dialog.review.result, dialog.review.source.views[0]
    count = result.doubts.count()
    assert count >= 1
    assert result.tabs.tabText(DOUBTS) == f"! 存疑 {count}"
    seen = set()
    for _ in range(count):
        dialog.review.step(1)
        index = view.table.currentIndex()
        assert index.data().startswith("! ")
        assert "存疑" in index.data(Qt.ItemDataRole.AccessibleTextRole)
        seen.add(result.said.text())
    assert seen == {f"! {result.doubts.item(at).text().removeprefix('! ')}" for at in range(count)}
    row = row_of(dialog, "校园安全")
    assert view.model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole).startswith("! ")


def test_a_node_marks_its_cell_and_a_cell_its_node(dialog: ImportDialog) -> None:
    view, tree = dialog.review.source.views[0], dialog.review.result.tree
    framework = dialog._framework
    wages = next(point.id for point in framework.points if "工资" in point.title)
    tree.choose(wages)
    assert view.table.currentIndex().row() == row_of(dialog, "教师平均工资")
    view.table.setCurrentIndex(view.model.index(row_of(dialog, "联系学校"), 3))
    assert framework.nodes[tree.node].title == "联系学校"
    dialog.show_place(Source(0, row_of(dialog, "教育保障"), 0))
    assert framework.nodes[tree.node].title == "教育保障"


def test_a_column_that_was_read_wrongly_is_corrected(qtbot: QtBot, dialog: ImportDialog) -> None:
    box = dialog.review.source.views[0].roles.boxes[4]
    box.setCurrentIndex(box.findData(Role.NOTE))
    box.activated.emit(box.currentIndex())
    settle(qtbot, dialog)
    assert all(not point.departments for point in dialog._framework.points)
    assert len(points(dialog)) == 6


def test_rows_that_are_no_indicators_are_left_out_and_taken_back(qtbot: QtBot, dialog: ImportDialog) -> None:
    view, row = dialog.review.source.views[0], row_of(dialog, "3.编制")
    view.table.setCurrentIndex(view.model.index(row, 1))
    view.leave.click()
    settle(qtbot, dialog)
    assert "编制" not in [title for title, _ in points(dialog)]
    assert len(points(dialog)) == 5
    assert view.model.headerData(row, Qt.Orientation.Vertical) == f"{row + 1} 不读"
    view.take.click()
    settle(qtbot, dialog)
    assert len(points(dialog)) == 6


def test_a_header_that_was_missed_is_marked(qtbot: QtBot, dialog: ImportDialog) -> None:
    view = dialog.review.source.views[0]
    view.table.setCurrentIndex(view.model.index(1, 0))
    view.header.click()
    settle(qtbot, dialog)
    assert len(points(dialog)) == 6
    assert dialog._state.choices[0].header_rows == {1}


def test_without_any_table_left_there_is_one_sentence_and_nothing_to_create(qtbot: QtBot, dialog: ImportDialog) -> None:
    view = dialog.review.source.views[0]
    view.taken.click()
    settle(qtbot, dialog)
    assert not dialog.review.create_button.isEnabled()
    assert dialog.review.said.startswith("✕")
    view.taken.click()
    settle(qtbot, dialog)
    assert dialog.review.create_button.isEnabled()
    assert len(points(dialog)) == 6


def test_typed_words_stand_through_a_correction_and_are_created(
    qtbot: QtBot, dialog: ImportDialog, shelf: Shelf
) -> None:
    result = dialog.review.result
    for field, said in (
        (result.name, "本县2025年指标体系"),
        (result.year, "2025"),
        (result.region, "湖南省"),
        (result.total, "120"),
    ):
        field.setText(said)
        field.textEdited.emit(said)
    dialog.set_role(0, 4, Role.NOTE)
    settle(qtbot, dialog)
    assert result.name.text() == "本县2025年指标体系"
    dialog.review.create_button.click()
    settle(qtbot, dialog)
    made = shelf.library().load(dialog.made.created)
    assert (made.title, made.year, made.region, made.total) == ("本县2025年指标体系", 2025, "湖南省", Decimal(120))


def test_a_year_that_is_none_is_refused_in_one_sentence(qtbot: QtBot, dialog: ImportDialog) -> None:
    year = dialog.review.result.year
    year.setText("去年")
    year.textEdited.emit("去年")
    settle(qtbot, dialog)
    assert "年度" in dialog.review.said
    assert not dialog.review.create_button.isEnabled()


def test_suggested_figures_are_taken_only_when_ticked(qtbot: QtBot, dialog: ImportDialog, shelf: Shelf) -> None:
    result = dialog.review.result
    assert result.suggested.topLevelItemCount() > 0
    assert result.taken == []
    wanted = result.suggested.topLevelItem(0).child(0)
    wanted.setCheckState(0, Qt.CheckState.Checked)
    label = wanted.text(0)
    assert "已勾 1" in result.tabs.tabText(SUGGESTED)
    dialog.set_role(0, 4, Role.NOTE)
    settle(qtbot, dialog)
    assert [one.metric.printed_label for one in result.taken] == [label]
    dialog.create_framework()
    made = shelf.library().load(dialog.made.created)
    assert [metric.printed_label for metric in made.metrics.values()] == [label]


def test_nothing_ticked_is_nothing_taken(qtbot: QtBot, dialog: ImportDialog, shelf: Shelf) -> None:
    dialog.create_framework()
    assert dialog.page == DONE
    made = shelf.library().load(dialog.made.created)
    assert made.metrics == {}
    assert made.sections == dialog._framework.sections
    dialog.done_page.new_draft.click()
    assert dialog.made.new_draft


def test_a_failure_to_keep_creates_nothing(
    qtbot: QtBot, make_dialog: Callable[..., ImportDialog], shelf: Shelf, notice: Path, presenter
) -> None:
    def full(_framework, *, replace: bool = False):
        raise UserError("磁盘空间不足")

    dialog = make_dialog(replace(shelf, keep=full))
    dialog.read(notice)
    settle(qtbot, dialog)
    dialog.create_framework()
    assert dialog.page == REVIEW
    assert dialog.made.created == ""
    assert [error.message for error in presenter.errors] == ["磁盘空间不足"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken"])
def test_a_file_that_is_no_notice_is_refused_in_one_sentence(
    qtbot: QtBot, make_dialog: Callable[..., ImportDialog], shelf: Shelf, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "坏的.xlsx"
    file.write_bytes(content)
    dialog = make_dialog()
    dialog.read(file)
    settle(qtbot, dialog)
    assert dialog.page == CHOOSE
    assert dialog.choose_page.said.startswith("✕")
    assert "\n" not in dialog.choose_page.said
    assert shelf.library().own_ids == []


def test_reading_can_be_cancelled_and_its_late_result_is_left(
    qtbot: QtBot, make_dialog: Callable[..., ImportDialog], shelf: Shelf, notice: Path
) -> None:
    gate, ended = threading.Event(), threading.Event()

    def slow(path: Path):
        gate.wait(20)
        brought = shelf.bring(path)
        ended.set()
        return brought

    dialog = make_dialog(replace(shelf, bring=slow))
    dialog.read(notice)
    assert dialog.page == READING
    dialog.reject()
    assert dialog.page == CHOOSE
    assert "已取消" in dialog.choose_page.said
    gate.set()
    qtbot.waitUntil(ended.is_set)
    dialog.read(notice)
    settle(qtbot, dialog)
    assert dialog.page == REVIEW


def test_a_file_is_dropped(qtbot: QtBot, make_dialog: Callable[..., ImportDialog], notice: Path) -> None:
    dialog = make_dialog()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(notice))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dialog.dropEvent(QDropEvent(QPointF(9, 9), action, data, button, key))
    settle(qtbot, dialog)
    assert dialog.page == REVIEW


def test_corrections_are_given_up_only_when_asked(dialog: ImportDialog, presenter) -> None:
    dialog.review.result.typed.add("title")
    presenter.answers[:] = [GO_ON]
    dialog.reject()
    assert dialog.isVisible()
    presenter.answers[:] = [DISCARD]
    dialog.reject()
    assert not dialog.isVisible()


def test_an_exported_framework_needs_no_review_of_a_source(
    qtbot: QtBot, make_dialog: Callable[..., ImportDialog], shelf: Shelf, tmp_path: Path
) -> None:
    original = shelf.library().load("zj-2020-jinyun")
    shelf.write(original, tmp_path / "别的县.xlsx")
    dialog = make_dialog()
    dialog.read(tmp_path / "别的县.xlsx")
    settle(qtbot, dialog)
    assert dialog.page == REVIEW
    assert not dialog.review.source.isVisible()
    dialog.create_framework()
    made = shelf.library().load(dialog.made.created)
    assert msgspec.structs.replace(made, id=original.id) == original


def test_the_window_answers_all_the_while(
    qtbot: QtBot, make_dialog: Callable[..., ImportDialog], make_notice: Callable[..., Path]
) -> None:
    """300 points: no event waits for longer than a tenth of a second of the window's own work, neither while reading nor while correcting."""
    words = ("教师平均工资收入水平", "一般公共预算教育支出", "生均公用经费", "义务教育大班额", "校园安全", "控辍保学")
    rows: list[tuple] = []
    for section in range(10):
        for at in range(30):
            head = f"{section + 1}.一级指标" if at == 0 else None
            rows.append(
                (
                    head,
                    f"{at + 1}.{words[at % 6]}（第{len(rows) + 1}项）",
                    1,
                    "每少1项扣0.5分，扣完为止",
                    "教育局、财政局",
                )
            )
    file = make_notice(rows)
    dialog = make_dialog()
    gaps, last = [], [thread_time()]

    def tick() -> None:
        now = thread_time()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(tick)
    timer.start()
    dialog.read(file)
    settle(qtbot, dialog)
    assert len(points(dialog)) == 300
    dialog.set_role(0, 4, Role.NOTE)
    settle(qtbot, dialog)
    timer.stop()
    assert sorted(gaps)[-1] <= LONGEST_GAP, f"{[round(gap * 1000) for gap in sorted(gaps)[-4:]]} ms"


def test_a_table_that_was_left_is_taken_when_ticked(
    qtbot: QtBot, make_dialog: Callable[..., ImportDialog], tmp_path: Path
) -> None:
    book = Workbook()
    for at, name in enumerate(("一、党的领导", "二、经费投入")):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = name
        for row in (
            ("二级指标", "测评点", "分值"),
            *((f"{name}机制", f"{k}.{name}第{k}项", 10) for k in range(1, 6 - at)),
        ):
            sheet.append(row)
    book.save(tmp_path / "两张表.xlsx")
    dialog = make_dialog()
    dialog.read(tmp_path / "两张表.xlsx")
    settle(qtbot, dialog)
    views = dialog.review.source.views
    for view in views:
        if not view.taken.isChecked():
            view.taken.click()
            settle(qtbot, dialog)
    assert len(points(dialog)) == 9
    views[0].taken.click()
    settle(qtbot, dialog)
    assert len(points(dialog)) == 4
    assert views[1].taken.isChecked()

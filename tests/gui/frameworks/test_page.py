"""The framework page: looking, searching, comparing, editing an own framework, and what is never lost."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Section
from eduduty_desktop.framework.editing import change
from eduduty_desktop.gui.frameworks.compare_dialog import CompareDialog
from eduduty_desktop.gui.frameworks.details import EDIT, FIGURES, READ
from eduduty_desktop.gui.frameworks.files import DELETE, KEEP, file_name
from eduduty_desktop.gui.frameworks.metric_dialog import MetricDialog
from eduduty_desktop.gui.frameworks.page import AGAIN, GIVE_UP, STAY, FrameworkWindow
from eduduty_desktop.gui.frameworks.small_dialogs import AddDialog, MoveDialog, SplitDialog
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.services import Services, Shelf


def kept(shelf: Shelf, name: str = "own-small") -> Framework:
    return shelf.library().load(name)


def tabs(page: FrameworkWindow) -> list[str]:
    return [page.details.tabText(at) for at in range(page.details.count())]


def state(page: FrameworkWindow) -> str:
    return page._state.text()


def note(page: FrameworkWindow) -> str:
    return page._note.text()


# looking --------------------------------------------------------------------------------------------------


def test_own_frameworks_stand_first_and_shipped_ones_say_what_they_are(page: FrameworkWindow) -> None:
    model = page.list.model()
    words = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "本机导入" in words[0]
    assert len(words) == 11
    assert all("自带" in line and "非官方原件" in line for line in words[1:])


def test_a_shipped_framework_is_only_read(page: FrameworkWindow) -> None:
    page.list.choose("hn-2021-hongjiang")
    page.show_node("s3.p2")
    assert tabs(page) == [READ]
    assert not page.editor.bar.isVisible()
    assert "指标数据" in page.details.browser.toPlainText()
    assert "另存为本县的" in state(page)


@pytest.mark.parametrize(
    ("words", "node"),
    [
        ("述职", "s1.p2"),
        ("教师平均工资", "s2.p1"),
        ("人社局", "s2.p1"),
        ("（一） 领导", "s1.p1"),
        ("工资 待遇", "s2.p1"),
    ],
)
def test_search_finds_titles_figures_and_departments(page: FrameworkWindow, words: str, node: str) -> None:
    page.search.setText(words)
    assert [shown for shown in page.tree.nodes_shown() if "." in shown] == [node]
    page.search.clear()
    assert len(page.tree.nodes_shown()) == 8


def test_a_search_for_nothing_says_so(page: FrameworkWindow) -> None:
    page.search.setText("没有这个词")
    assert page._nothing.isVisible()


def test_scores_that_do_not_add_up_are_marked_with_words(page: FrameworkWindow) -> None:
    page.editor.do("改", lambda now: scored(now, stated=10), node="s1")
    item = page.tree._items["s1"]
    assert "写明 10 分，下面各项合计 8 分" in item.toolTip(0)
    assert "存疑" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert state(page).startswith("! 分值有 1 处对不上")
    assert page.grab().width() > 0


def scored(framework: Framework, *, stated: int) -> Framework:
    first = framework.sections[0]
    children = tuple(msgspec.structs.replace(child, full_score=Decimal(4)) for child in first.children)
    section = Section(first.id, first.number, first.title, children, Decimal(stated))
    return msgspec.structs.replace(framework, sections=(section, *framework.sections[1:]))


# editing --------------------------------------------------------------------------------------------------


def test_a_field_is_applied_when_it_is_left_and_saved_by_itself(
    qtbot: QtBot, page: FrameworkWindow, shelf: Shelf
) -> None:
    page.show_node("s1.p2")
    page.details.setCurrentIndex(tabs(page).index(EDIT))
    form = page.details.node_form
    form.departments.setText("组织部、教育局")
    with qtbot.waitSignal(page.keeper.saved):
        form.departments.editingFinished.emit()
    assert kept(shelf).nodes["s1.p2"].departments == ("组织部", "教育局")
    assert "已保存" in state(page)
    page.editor.undo()
    assert form.departments.text() == "组织部"
    page.editor.redo()
    assert page.framework.nodes["s1.p2"].departments == ("组织部", "教育局")


def test_what_is_typed_is_not_lost_by_going_to_another_node(page: FrameworkWindow, shelf: Shelf) -> None:
    page.show_node("s1.p1")
    page.details.node_form.requirement.setPlainText("每年至少两次")
    page.details.node_form.score.setText("3.5")
    page.tree.choose("s2")
    assert page.framework.nodes["s1.p1"].requirement == "每年至少两次"
    assert page.leave()
    assert kept(shelf).nodes["s1.p1"].full_score == Decimal("3.5")


def test_what_is_typed_is_not_lost_by_closing(page: FrameworkWindow, shelf: Shelf) -> None:
    page.show_node("s1.p1")
    page.details.node_form.rule.setPlainText("每少一次扣1分")
    page.close()
    assert kept(shelf).nodes["s1.p1"].scoring.text == "每少一次扣1分"


def test_a_refused_field_changes_nothing_and_stays_as_typed(page: FrameworkWindow) -> None:
    page.show_node("s1.p1")
    before = page.framework
    form = page.details.node_form
    form.title_field.setPlainText("  ")
    form.score.setText("许多")
    form.seal()
    assert page.framework is before
    assert note(page).startswith("✕")
    assert form.score.text() == "许多"
    form.number.setText("（1）")
    form.number.editingFinished.emit()
    assert page.framework.nodes["s1.p1"].number == "（1）"
    assert form.score.text() == "许多"


def test_the_framework_itself_is_edited(page: FrameworkWindow) -> None:
    page.show_node("")
    form = page.details.whole_form
    form.year.setText("2025")
    form.total.setText("100")
    form.vetoes.setPlainText("重大事故\n【降等】拖欠工资")
    form.seal()
    framework = page.framework
    assert (framework.year, framework.total, len(framework.vetoes)) == (2025, Decimal(100), 2)
    form.title_field.setPlainText("")
    form.seal()
    assert page.framework.title == "本县的指标体系"
    assert "名称不能空着" in note(page)


def test_nodes_are_moved_by_keys_and_the_tree_follows(page: FrameworkWindow) -> None:
    page.show_node("s1.p2")
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [child.id for child in page.framework.sections[0].children] == ["s1.p2", "s1.p1"]
    assert page.tree.node == "s1.p2"
    page.editor.undo()
    assert [child.id for child in page.framework.sections[0].children] == ["s1.p1", "s1.p2"]


def test_letting_go_of_a_node_means_a_place(page: FrameworkWindow) -> None:
    dropped, position = page.tree._dropped, page.tree.DropIndicatorPosition
    framework = page.framework
    assert dropped(framework, "s1.p1", "s2", position.OnItem) == ("s2", 2)
    assert dropped(framework, "s1.p1", "s1.p2", position.BelowItem) == ("s1", 1)
    assert dropped(framework, "s2.p1", "s1.p1", position.AboveItem) == ("s1", 0)
    assert dropped(framework, "s1.p1", "s1.p1", position.OnItem) is None
    page.tree.move_asked.emit("s1.p1", "s2", 2)
    assert page.framework.parents["s1.p1"] == "s2"


def test_a_move_that_breaks_a_rule_is_refused_in_the_status_line(page: FrameworkWindow) -> None:
    before = page.framework
    page.editor.move_to("s1.p1", "", 0)
    assert page.framework is before
    assert "不能放在第一层" in note(page)


def test_points_and_sections_are_added_and_split(page: FrameworkWindow, presenter) -> None:
    def answer(dialog) -> bool:
        if isinstance(dialog, AddDialog):
            dialog.number.setText("（三）")
            dialog.name.setText("新的一项")
            dialog.first.setText("它的测评点")
        elif isinstance(dialog, SplitDialog):
            dialog.titles.setPlainText("甲\n\n乙\n")
        elif isinstance(dialog, MoveDialog):
            dialog.list.setCurrentRow(1)
        return dialog.ok.isEnabled()

    presenter.answer_dialog = answer
    page.show_node("s1")
    page.editor.add_point()
    added = page.framework.sections[0].children[-1]
    assert (added.number, added.title) == ("（三）", "新的一项")
    assert page.tree.node == added.id
    page.editor.split()
    assert [child.title for child in page.framework.sections[0].children[-2:]] == ["甲", "乙"]
    page.show_node("s1")
    page.editor.add_section()
    assert [section.title for section in page.framework.sections] == ["党的领导", "新的一项", "教育投入"]
    page.show_node("s1.p1")
    page.editor.move()
    assert page.framework.parents["s1.p1"] == page.framework.sections[1].id


def test_removing_is_asked_for_and_can_be_taken_back(page: FrameworkWindow, presenter) -> None:
    page.show_node("s2")
    page.editor.remove()
    assert "s2" in page.framework.nodes
    presenter.answers.append("删除")
    page.editor.remove()
    assert "s2" not in page.framework.nodes
    assert "salary.teacher" not in page.framework.metrics
    assert "2 个测评点、2 项指标数据" in presenter.questions[-1][0]
    page.editor.undo()
    assert page.framework.nodes["s2"].title == "教育投入"


def test_renumbering_goes_through_the_section(page: FrameworkWindow) -> None:
    page.editor.do("改序号", lambda now: change(now, "s2.p2", number="(九)"), node="s2.p2")
    page.show_node("s2.p2")
    page.editor.renumber()
    assert [child.number for child in page.framework.nodes["s2"].children] == ["(一)", "(二)"]
    assert "重新编号" in note(page)


def test_figures_are_added_changed_moved_and_removed(page: FrameworkWindow, presenter) -> None:
    def answer(dialog: MetricDialog) -> bool:
        dialog.label.setText("新的数据")
        dialog.unit.setText("人")
        dialog.low.setText("0")
        dialog.accept()
        return dialog.wrong.text() == ""

    presenter.answer_dialog = answer
    page.show_node("s1.p2")
    page.details.setCurrentIndex(tabs(page).index(FIGURES))
    page.details.metrics.add.click()
    (added,) = page.framework.nodes["s1.p2"].metrics
    assert page.framework.metrics[added].label == "新的数据"
    page.details.metrics.list.setCurrentRow(0)
    place = page.details.metrics.place
    place.setCurrentIndex(place.findData("s2.p2"))
    page.details.metrics.move_button.click()
    assert page.framework.place_of_metric[added] == "s2.p2"
    page.show_node("s2.p2")
    page.details.metrics.list.setCurrentRow(0)
    page.details.metrics.remove.click()
    assert added not in page.framework.metrics


def test_a_figure_that_breaks_a_rule_keeps_its_dialog_open(qtbot: QtBot, page: FrameworkWindow) -> None:
    def refuse(_metric) -> None:
        raise UserError("公式里的数据没有定义")

    metric = page.framework.metrics["salary.teacher"]
    dialog = MetricDialog(page.framework, metric, refuse, {}, (), page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert "没有定义" in dialog.wrong.text()
    dialog.low.setText("x")
    dialog.accept()
    assert "不小于" in dialog.wrong.text()
    dialog.reject()


def test_a_shipped_framework_becomes_editable_as_a_copy(page: FrameworkWindow, shelf: Shelf) -> None:
    page.list.choose("zj-2020-jinyun")
    made = page.files.copy_own()
    assert made.id in shelf.library().own_ids
    assert page.framework.id == made.id
    assert page.editable
    assert page.framework.metrics == shelf.library().load("zj-2020-jinyun").metrics


def test_a_save_that_fails_is_told_and_nothing_is_left_without_asking(
    page: FrameworkWindow, services: Services, presenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_framework, *, replace: bool = False):
        raise UserError("磁盘空间不足", what_to_do="请腾出空间。")

    monkeypatch.setattr(page.keeper, "_shelf", replace(services.shelf, keep=full))
    page.show_node("s1.p1")
    page.details.node_form.number.setText("甲")
    presenter.answers[:] = [AGAIN, STAY]
    page.list.choose("zj-2020-jinyun")
    assert page.framework.id == "own-small"
    assert page.framework.nodes["s1.p1"].number == "甲"
    assert page.list.chosen == "own-small"
    assert "磁盘空间不足" in note(page)
    assert len(presenter.questions) == 2
    presenter.answers[:] = [GIVE_UP]
    page.list.choose("zj-2020-jinyun")
    assert page.framework.id == "zj-2020-jinyun"


def test_an_own_file_that_somebody_broke_is_listed_with_its_reason(page: FrameworkWindow, tmp_path: Path) -> None:
    (tmp_path / "data" / "frameworks" / "broken.yaml").write_text("title: [", encoding="utf-8")
    page.refresh("broken")
    assert page.framework is None
    assert note(page).startswith("✕")
    assert "broken" in note(page)


# files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".xlsx", ".yaml"])
def test_an_exported_framework_comes_back_equal(
    page: FrameworkWindow, shelf: Shelf, tmp_path: Path, suffix: str
) -> None:
    page.files.write(tmp_path / "导出", suffix)
    assert shelf.bring(tmp_path / f"导出{suffix}").framework == page.framework
    assert "已导出到" in note(page)


def test_an_own_framework_is_deleted_when_confirmed(page: FrameworkWindow, shelf: Shelf, presenter) -> None:
    presenter.answers.append(KEEP)
    page.files.delete()
    assert "own-small" in shelf.library().own_ids
    presenter.answers.append(DELETE)
    page.files.delete()
    assert shelf.library().own_ids == []
    assert page.framework.id in shelf.library().shipped_ids
    assert not page.actions_by_name["delete"].isEnabled()


def test_file_names_hold_no_forbidden_characters(framework: Framework) -> None:
    assert file_name(msgspec.structs.replace(framework, title='甲/乙:"丙" ')) == "甲_乙_丙"


def test_a_new_draft_is_asked_for_with_the_framework_shown(qtbot: QtBot, page: FrameworkWindow) -> None:
    with qtbot.waitSignal(page.new_draft_asked) as asked:
        page.actions_by_name["new_draft"].trigger()
    assert asked.args == ["own-small"]


# comparing ------------------------------------------------------------------------------------------------


def test_differences_are_grouped_and_lead_to_their_nodes(
    qtbot: QtBot, page: FrameworkWindow, framework: Framework, look: Look
) -> None:
    second = framework.sections[1]
    renamed = msgspec.structs.replace(second.children[0], departments=("财政局",))
    changed = msgspec.structs.replace(second, children=(renamed,))
    newer = msgspec.structs.replace(framework, id="own-small", sections=(framework.sections[0], changed))
    dialog = CompareDialog([framework, newer], newer, look, page)
    qtbot.addWidget(dialog)
    dialog.show()
    groups = [dialog.tree.topLevelItem(at) for at in range(dialog.tree.topLevelItemCount())]
    assert [group.text(0) for group in groups] == ["－ 删除 1", "≠ 修改 1"]
    assert [groups[1].child(0).text(column) for column in range(1, 4)] == ["责任单位", "人社局", "财政局"]
    dialog.tree.setCurrentItem(groups[1].child(0))
    with qtbot.waitSignal(dialog.place_chosen) as chosen:
        dialog.go.click()
    assert chosen.args == ["own-small", "s2.p1"]
    page.lead_to(*chosen.args)
    assert page.tree.node == "s2.p1"


def test_a_framework_compared_with_itself_is_equal(qtbot: QtBot, framework: Framework, look: Look) -> None:
    dialog = CompareDialog([framework], framework, look)
    qtbot.addWidget(dialog)
    assert "完全相同" in dialog.said.text()
    assert not dialog.go.isEnabled()


# a draft's own --------------------------------------------------------------------------------------------


def test_the_framework_of_a_draft_is_only_read(
    qtbot: QtBot, services: Services, settings, presenter, look: Look, framework: Framework
) -> None:
    window = FrameworkWindow(services, settings, presenter, look, snapshot=framework)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.show_node("s2.p1")
    assert tabs(window) == [READ]
    assert not window.list.isVisible()
    assert not window.editable
    assert "教师平均工资" in window.details.browser.toPlainText()
    window.close()

"""改一处，全文改: what hangs on a figure is shown while it is typed, applied by Enter, left by Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from eduduty_desktop.checks.foresight import ChangeChecks, brought_and_ended
from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.impact import impact
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.change_text import around
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.figure_grid import CellKind
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import entry, session
from tests.sample.example import findings_of, sample_draft
from tests.sample.test_impact import put


@pytest.fixture
def opened() -> Session:
    made = session(staff_total="12", staff_women="5")
    made.edit([(Key("narratives", "s1.p1"), Narrative("共{{staff.total}}，男{{staff.men}}。"))], label="示例")
    return made


@pytest.fixture
def block(qtbot: QtBot, opened: Session) -> FigureBlock:
    page = PointPage(opened)
    qtbot.addWidget(page)
    page.resize(760, 900)
    page.show_node("s1.p1")
    with qtbot.waitExposed(page):
        page.show()
    return next(block for block in page.blocks if isinstance(block, FigureBlock))


def edit(block: FigureBlock, metric: str, qtbot: QtBot) -> QLineEdit:
    at = block.model.grid.find(metric, CellKind.FIGURE, CURRENT)
    assert at is not None
    block.table.setFocus()
    qtbot.waitUntil(block.table.hasFocus)
    block.table.select(*at)
    QTest.keyClick(block.table, Qt.Key.Key_F2)
    editor = block.table.delegate.editor
    assert editor is not None
    return editor


def test_one_look_before_all_changes(block: FigureBlock, opened: Session, qtbot: QtBot) -> None:
    height = block.height()
    editor = edit(block, "staff.total", qtbot)
    qtbot.waitUntil(block.preview.isVisible)
    assert block.preview.words.text() == "改这个数会影响：正文 1 句、附表 2 格、由公式算出的 1 项"
    assert block.footer.isHidden()
    assert block.height() == height
    editor.setText("15")
    qtbot.waitUntil(
        lambda: block.preview.words.text().startswith("改动将影响：正文 1 句、附表 2 格、由公式算出的 1 项")
    )
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    tree = block.preview.list
    assert tree.isVisible()
    lines = [[tree.topLevelItem(n).text(c) for c in range(3)] for n in range(tree.topLevelItemCount())]  # type: ignore[union-attr]
    assert ["正文 一（一）", "共12人，男7人。", "共15人，男10人。"] in lines
    assert ["由公式算出 · 男教职工数", "7人", "10人"] in lines
    assert editor.hasFocus()
    with qtbot.waitSignal(block.status_message) as said:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert said.args == ["已一并改好：正文 1 句、附表 2 格、由公式算出的 1 项"]
    qtbot.waitUntil(lambda: not block.preview.isVisible())
    assert block.footer.isVisible()
    assert str(entry(opened, "staff.total").amount) == "15"
    shown = block.model.grid.find("staff.men", CellKind.FIGURE, CURRENT)
    assert shown is not None
    assert block.model.shown(*shown).text == "10"


def test_esc_leaves_everything_as_it_was(block: FigureBlock, opened: Session, qtbot: QtBot) -> None:
    before = opened.draft
    editor = edit(block, "staff.total", qtbot)
    editor.setText("99")
    qtbot.waitUntil(lambda: "改动将影响" in block.preview.words.text())
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not block.preview.isVisible())
    assert opened.draft == before


def test_a_figure_that_nothing_hangs_on_shows_nothing(block: FigureBlock, qtbot: QtBot) -> None:
    editor = edit(block, "rate.degree", qtbot)
    editor.setText("50")
    with qtbot.assertNotEmitted(block.preview.shown_changed, wait=150):
        pass
    assert block.footer.isVisible()


def test_a_text_that_cannot_be_read_is_told_as_what_it_does(block: FigureBlock, qtbot: QtBot) -> None:
    editor = edit(block, "staff.total", qtbot)
    editor.setText("十来个")
    qtbot.waitUntil(lambda: "新增核验发现" in block.preview.words.text())


def test_findings_told_beforehand_are_those_of_a_full_run() -> None:
    draft = sample_draft()
    checks = ChangeChecks(draft)
    for metric, amount in (("staff.total", 3122), ("teacher.urban.bachelor", 1300), ("five.problems_pending", 20)):
        key = Key("figures", metric, CURRENT)
        after = put(draft, key, amount=draft.get(key).amount.__class__(amount))
        brought, ended = brought_and_ended(draft, after, checks.readers(draft, key))
        old, new = ({f.identity for f in findings_of(d)} for d in (draft, after))
        assert {f.identity for f in brought} == new - old
        assert {f.identity for f in ended} == old - new
        assert impact(draft, key).items


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("共12人。", "共15人。", ("共12人。", "共15人。")),
        ("前" * 30 + "共12人" + "后" * 30, "前" * 30 + "共112人" + "后" * 30, None),
        ("比1:19低", "比1:13.5低", ("比1:19低", "比1:13.5低")),
    ],
)
def test_the_words_around_a_change_hold_whole_numbers(old: str, new: str, shown: tuple[str, str] | None) -> None:
    before, after = around(old, new)
    if shown:
        assert (before, after) == shown
    else:
        assert "共12人" in before
        assert "共112人" in after
        assert before.startswith("…前")
        assert before.endswith("后…")

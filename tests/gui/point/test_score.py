"""Several deductions, 不涉及, and typed text that cannot be read."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Deduction, Evidence, SelfScore
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.score_block import ScoreBlock
from eduduty_desktop.workspace.drafts import OpenDraft, create_draft, open_draft
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import framework

SCORE = Key("scores", "s1.p1")


@pytest.fixture
def page(qtbot: QtBot, opened: Session) -> PointPage:
    shown = PointPage(opened)
    qtbot.addWidget(shown)
    shown.show_node("s1.p1")
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def block_of(page: PointPage) -> ScoreBlock:
    return next(block for block in page.blocks if isinstance(block, ScoreBlock))


def leave(block: ScoreBlock, text: str) -> None:
    block.score.setText(text)
    QTest.keyClick(block.score, Qt.Key.Key_Return)


def test_several_deductions_add_up(page: PointPage, opened: Session) -> None:
    block = block_of(page)
    for times, points in (("2", "0.5"), ("1", "1分")):
        block.add_button.click()
        row = list(block.rows.values())[-1]
        for line, text in ((row.times, times), (row.points, points)):
            line.setText(text)
            line.commit()
    assert [row.product.text() for row in block.rows.values()] == ["1 分", "1 分"]
    assert block.total.text() == "满分 5 − 扣分 2 = 3"
    assert block.score.placeholderText() in ("3", "3.0")
    block.score.setText("4")
    block.seal()
    assert "与填的得分 4 不同" in block.total.text()
    first = next(iter(block.rows.values()))
    first.remove.click()
    assert len(block.rows) == 1
    opened.undo()
    assert len(block.rows) == 2


def test_a_deduction_rests_on_evidence(page: PointPage, opened: Session) -> None:
    opened.edit([(Key("evidence", "e"), Evidence(("s1.p1",), 1, "记录"))], label="示例")
    block = block_of(page)
    block.add_button.click()
    ((row, fields),) = block.rows.items()
    fields.rest_on("e", chosen=True)
    assert opened.record(Key("deductions", row)).evidence == ("e",)
    assert fields.evidence.text() == "1 份 ▾"
    opened.edit([(Key("evidence", "e"), None)], label="移除")
    assert fields.evidence.text() == "选依据 ▾"
    opened.undo()
    fields.rest_on("e", chosen=False)
    assert opened.record(Key("deductions", row)).evidence == ()


def test_not_concerned_counts_full_and_says_so(page: PointPage, opened: Session) -> None:
    block = block_of(page)
    block.not_concerned.click()
    assert opened.record(SCORE) == SelfScore(not_concerned=True)
    assert block.total.text() == "不涉及：按满分 5 分计。"
    assert block.score.placeholderText() == "5"


def test_what_cannot_be_read_survives_a_change_of_page(page: PointPage, opened: Session) -> None:
    block = block_of(page)
    leave(block, "很好")
    assert "很好" in block.message.text()
    assert block.message.isVisible()
    QTest.keyClicks(block.reason, "x")
    assert block.score.text() == "很好", "the reason is of the same record"
    page.show_node("s1.p2")
    page.show_node("s1.p1")
    block = block_of(page)
    assert block.score.text() == "很好"
    assert "很好" in block.message.text()
    leave(block, "4.5")
    assert opened.record(SCORE).score == Decimal("4.5")
    assert not block.message.isVisible()
    page.show_node("s1.p2")
    page.show_node("s1.p1")
    assert block_of(page).score.text() == "4.5"


def test_what_was_typed_before_the_page_was_left_is_kept_too(page: PointPage) -> None:
    block_of(page).score.setText("四分半")
    page.show_node("s1.p2")
    page.show_node("s1.p1")
    assert block_of(page).score.text() == "四分半"


def test_a_number_from_elsewhere_puts_an_unread_text_out_of_date(page: PointPage, opened: Session) -> None:
    block = block_of(page)
    leave(block, "很好")
    opened.edit([(SCORE, SelfScore(Decimal(3)))], label="导入")
    assert block.score.text() == "3"
    assert not block.message.isVisible()


def test_adding_a_deduction_keeps_an_unread_number_of_another(page: PointPage, opened: Session) -> None:
    opened.edit([(Key("deductions", "d"), Deduction("s1.p1", 1))], label="示例")
    block = block_of(page)
    block.rows["d"].points.setText("半分多")
    block.rows["d"].points.commit()
    block.add_button.click()
    assert block.rows["d"].points.text() == "半分多"
    assert "半分多" in block.message.text()


def test_what_cannot_be_read_survives_closing(qtbot: QtBot, tmp_path: Path) -> None:
    path, data = tmp_path / "甲县.eduduty", tmp_path / "data"

    def shown(opened: OpenDraft) -> PointPage:
        page = PointPage(opened.session)
        qtbot.addWidget(page)
        page.show_node("s1.p1")
        with qtbot.waitExposed(page):
            page.show()
        return page

    opened = create_draft(path, framework(), county="甲县", year=2021, data=data)
    opened.session.edit([(SCORE, SelfScore(Decimal(4)))], label="示例")
    page = shown(opened)
    block = block_of(page)
    block.add_button.click()
    (row,) = block.rows.values()
    for line, text in ((row.points, "半分多"), (row.times, "几次"), (block.score, "很好")):
        line.selectAll()
        line.insert(text)
    page.seal()  # as the window does before it closes the draft, wherever the cursor stands
    page.close()
    opened.close()

    opened = open_draft(path, data=data)
    page = shown(opened)
    block = block_of(page)
    (row,) = block.rows.values()
    assert (block.score.text(), row.times.text(), row.points.text()) == ("很好", "几次", "半分多")
    qtbot.waitUntil(block.message.isVisible)
    assert [line.split("读不成")[0] for line in block.message.text().splitlines()] == [
        "✕ 自评得分：“很好”",
        "✕ 第 1 项扣分的次数：“几次”",
        "✕ 第 1 项每次扣分：“半分多”",
    ]
    said = {finding.message for finding in opened.session.findings() if finding.code == "score.unreadable"}
    assert len(said) == 3
    assert any("自评得分填的“很好”读不成数" in message for message in said)
    assert opened.history(SCORE)[0].old == SelfScore(Decimal(4)), "the number before is in the history"
    leave(block, "4.5")
    assert opened.session.record(SCORE) == SelfScore(Decimal("4.5"))
    opened.session.undo()
    assert block.score.text() == "很好"
    assert "很好" in block.message.text()
    opened.close()

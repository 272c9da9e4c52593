"""上年内容 on a page: greyed, taken over with living links, dealt with, undone."""

from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Place
from eduduty_desktop.draft.records import Entry, Evidence, LastYear, Narrative, Problem, Remedy
from eduduty_desktop.gui.cover_page import CoverPage
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.evidence_block import EvidenceBlock
from eduduty_desktop.gui.point.evidence_details import EvidenceDetails
from eduduty_desktop.gui.point.evidence_list import RENEW
from eduduty_desktop.gui.point.problem_block import ProblemBlock
from eduduty_desktop.gui.point.reference_block import DONE, NOT_DONE, ReferenceBlock
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import session

KEY, TEXT = Key("last_year", "s1.p1"), Key("narratives", "s1.p1")
REFERENCE = LastYear(False, "上年共{{staff.total|was=3137人}}。\n做法照旧。", "2020年度自评稿")


@pytest.fixture
def opened() -> Session:
    return session()


@pytest.fixture
def page(qtbot: QtBot, opened: Session) -> PointPage:
    shown = PointPage(opened)
    qtbot.addWidget(shown)
    shown.resize(760, 900)
    shown.show_node("s1.p1")
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def block_of(page: QWidget) -> ReferenceBlock:
    return next(block for block in page.findChildren(ReferenceBlock) if block.key == KEY)


def test_nothing_stands_there_until_something_was_brought_along(page: PointPage, opened: Session) -> None:
    block = block_of(page)
    assert not block.isVisible()
    opened.edit([(KEY, REFERENCE)], label="滚动")
    assert block.isVisible()
    assert block.text.toPlainText() == "上年共3137人。\n做法照旧。"
    assert block.text.isReadOnly()
    assert block.source.text() == "2020年度自评稿"
    assert block.text.isVisible()
    opened.undo()
    assert not block.isVisible()


def test_taking_it_over_prints_this_years_figures_and_is_one_step(page: PointPage, opened: Session) -> None:
    opened.edit([(KEY, REFERENCE), (Key("figures", "staff.total", CURRENT), Entry(Decimal(3200)))], label="滚动")
    block_of(page).take_button.click()
    assert opened.record(TEXT) == Narrative("上年共{{staff.total}}。\n做法照旧。")
    assert opened.record(KEY).confirmed
    assert not block_of(page).text.isVisible(), "what was dealt with is folded"
    opened.undo()
    assert opened.record(TEXT) is None
    assert not opened.record(KEY).confirmed


def test_what_was_written_already_stays_above(page: PointPage, opened: Session) -> None:
    opened.edit([(KEY, REFERENCE), (TEXT, Narrative("今年新写的。\n", ("s1.p2",)))], label="滚动")
    block_of(page).take()
    assert opened.record(TEXT) == Narrative("今年新写的。\n上年共{{staff.total}}。\n做法照旧。", ("s1.p2",))


def test_dealt_with_and_back_again(page: PointPage, opened: Session) -> None:
    opened.edit([(KEY, REFERENCE)], label="滚动")
    block = block_of(page)
    assert block.done.text() == DONE
    block.done.click()
    assert opened.record(KEY).confirmed
    assert block.done.text() == NOT_DONE
    block.done.click()
    assert not opened.record(KEY).confirmed
    assert block.text.isVisible()


def test_a_finding_leads_to_it_even_when_folded(page: PointPage, opened: Session) -> None:
    opened.edit([(KEY, LastYear(True, "上年的话。"))], label="滚动")
    assert not block_of(page).text.isVisible()
    page.reveal(Place("s1.p1", table="last_year", row="s1.p1"))
    assert block_of(page).text.isVisible()


def test_it_says_how_the_figures_changed(page: PointPage, opened: Session) -> None:
    metric = next(iter(block_of(page)._metrics))
    values = {Key("figures", metric, PREVIOUS): Entry(Decimal(4)), Key("figures", metric, CURRENT): Entry(Decimal(5))}
    opened.edit([(KEY, REFERENCE)], label="滚动")
    assert not block_of(page).changes.isVisible()
    opened.edit(values.items(), label="填数")
    assert "增长25.00%" in block_of(page).changes.text()


def test_the_cover_has_those_of_the_lead(qtbot: QtBot, opened: Session) -> None:
    page = CoverPage(opened)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    opened.edit([(Key("last_year", "lead"), LastYear(text="上年的导语。"))], label="滚动")
    block = next(block for block in page.findChildren(ReferenceBlock) if block.isVisible())
    assert block.text.toPlainText() == "上年的导语。"
    block.take()
    assert opened.draft.text("narratives", "lead") == "上年的导语。"


def test_a_remedy_is_closed_with_its_day_and_its_proof(page: PointPage, opened: Session) -> None:
    key = Key("problems", "p")
    problem = Problem(1, "缺编", "上年反馈", ("s1.p1",), remedies=(Remedy("招聘"),), feedback="函1", since="2020")
    opened.edit([(key, problem), (Key("evidence", "e"), Evidence(("s1.p1",), 1, "录用名单"))], label="登记")
    block = next(block for block in page.blocks if isinstance(block, ProblemBlock))
    card = block.cards["p"]
    assert not card.origin.isHidden()
    assert (card.feedback.text(), card.since.text()) == ("函1", "2020")
    row = card.rows[0]
    row.closed.click()
    row.prove("e")
    remedy = opened.record(key).remedies[0]
    assert remedy.closed
    assert len(remedy.closed_on) == len("2024-01-01")
    assert remedy.evidence == ("e",)
    assert row.closed.text() == f"已销号 {remedy.closed_on}"
    row.closed.click()
    assert opened.record(key).remedies[0] == Remedy("招聘", evidence=("e",))
    row._drop_proof("e")
    assert opened.record(key).remedies[0] == Remedy("招聘")


def test_last_years_evidence_is_marked_until_it_was_renewed(page: PointPage, opened: Session) -> None:
    key = Key("evidence", "e")
    opened.edit([(key, Evidence(("s1.p1",), 1, "决算表", renew=True))], label="滚动")
    block = next(block for block in page.blocks if isinstance(block, EvidenceBlock))
    item = block.list.topLevelItem(0)
    assert item is not None
    assert item.text(4) == RENEW
    block.list.go_to("e")
    details = page.findChild(EvidenceDetails)
    assert isinstance(details, EvidenceDetails)
    assert details.renew.isChecked()
    details.renew.click()
    assert opened.record(key).renew is False
    assert details.renew.isHidden()
    assert item.text(4) != RENEW

"""是/否, words and targets on the point page: typed, toggled, pasted, cleared, linked, in the history."""

from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key, Place
from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.draft.records import Entry, Growth, Narrative
from eduduty_desktop.figures import ReadingStatus
from eduduty_desktop.framework import Kind, Metric, Target
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.block_paste import paste_block
from eduduty_desktop.gui.point.cell_text import ANSWERS, Tone, copy_text, pending, read_typed, show
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind, matrix_grid, scalar_grid
from eduduty_desktop.gui.point.growth_text import read_growth
from eduduty_desktop.gui.point.history_dialog import change_words, value_words
from eduduty_desktop.gui.point.link_choice import link_choices
from eduduty_desktop.gui.point.link_forms import alternatives, forms_of
from eduduty_desktop.gui.point.link_offers import Offers
from eduduty_desktop.workspace.differences import differences
from eduduty_desktop.workspace.session import Session
from tests.draft.small import draft_of, entry, fig
from tests.draft.worded import FALLING, GOAL, POINTS, TEXT, WORDED, YES
from tests.gui.point.test_history import Line

M = WORDED.metrics
POINT = {YES: "profile", TEXT: "s2.p2", GOAL: "s1.p2"}


def cell(metric: str, kind: CellKind = CellKind.FIGURE, slot: str = CURRENT) -> Cell:
    return next(c for c in scalar_grid([M[metric]]).cells[0] if c.kind is kind and c.slot == slot)


@pytest.fixture
def session() -> Session:
    return Session(Draft("worded", WORDED), None)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> PointPage:
    found = PointPage(session)
    qtbot.addWidget(found)
    found.resize(760, 900)
    with qtbot.waitExposed(found):
        found.show()
    return found


def go(page: PointPage, metric: str, slot: str = CURRENT) -> FigureBlock:
    page.show_node(POINT[metric])
    page.reveal(Place(POINT[metric], metric, slot, "figures"))
    return next(b for b in page.blocks if isinstance(b, FigureBlock) and metric in b.model.grid.metrics)


def stated(session: Session, metric: str) -> Entry:
    return session.record(fig(metric)) or Entry()


# --- pure ----------------------------------------------------------------------------------------------------------


def test_cells_show_answers_and_words() -> None:
    draft = draft_of({fig(YES): entry("0"), fig(TEXT): Entry(typed="1234人/5678人强")}, WORDED)
    assert show(draft, cell(YES)).text == "否"
    assert show(draft, cell(TEXT)).text == copy_text(draft, cell(TEXT)) == "1234人/5678人强", "no thousands in words"
    assert show(draft, cell(TEXT)).tone is Tone.PLAIN
    assert pending(draft, cell(TEXT)) is None


@pytest.mark.parametrize(("metric", "typed"), [(YES, "大概"), (TEXT, "长" * 61)])
def test_what_cannot_be_taken_stays_marked(metric: str, typed: str) -> None:
    draft = draft_of({}, WORDED)
    reading = read_typed(draft, cell(metric), typed)
    assert reading.status is ReadingStatus.REFUSED
    assert reading.record == Entry(typed=typed)
    kept = draft_of({fig(metric): reading.record}, WORDED)
    assert show(kept, cell(metric)).text == f"✕ {typed}"
    assert pending(kept, cell(metric)) == reading


def test_what_is_said_in_words_has_no_growth_to_fill() -> None:
    assert not cell(YES, CellKind.GROWTH).editable
    assert not cell(TEXT, CellKind.GROWTH).editable
    assert cell(POINTS, CellKind.GROWTH).editable
    assert show(draft_of({}, WORDED), cell(YES, CellKind.GROWTH)).text == ""
    rows = matrix_grid("两项", [M[YES], M[TEXT]]).rows
    assert rows == ("上年", "本年")


def test_pasting_a_row_fills_the_answer_and_skips_its_growth() -> None:
    draft = draft_of({}, WORDED)
    pasted = paste_block(draft, scalar_grid([M[YES], M[TEXT]]), 0, 2, [["否", "TRUE", "5%"], ["", "不足百人", ""]])
    assert dict(pasted.edits) == {
        fig(YES, PREVIOUS): Entry(Decimal(0)),
        fig(YES): Entry(Decimal(1)),
        fig(TEXT): Entry(typed="不足百人"),
    }
    assert "1 格由程序计算或不可填" in pasted.message


def test_points_are_said_to_grow_by_points_only() -> None:
    assert read_growth("下降0.2个百分点", M[POINTS]).growth == Growth(Decimal("-0.2"), "百分点")
    assert read_growth("0.2", M[POINTS]).growth.unit == "百分点"
    assert "不用%" in read_growth("0.2%", M[POINTS]).message


@pytest.mark.parametrize(
    ("value", "text", "tone"),
    [
        ("3", "目标≥3次 ✓，2024年底前", Tone.GOOD),
        ("2", "目标≥3次 ✕，2024年底前", Tone.BAD),
        ("", "目标≥3次 —，2024年底前", Tone.MUTED),
    ],
)
def test_a_target_stands_where_a_standard_would(value: str, text: str, tone: Tone) -> None:
    draft = draft_of({fig(GOAL): entry(value)} if value else {}, WORDED)
    shown = show(draft, cell(GOAL, CellKind.STANDARD))
    assert (shown.text, shown.tone) == (text, tone)
    assert "目标6—8次，2025年底前" in shown.tip
    assert cell(GOAL, CellKind.STANDARD).reads(WORDED) >= {fig(GOAL), Key("cover", "year")}


def test_a_missed_target_goes_before_a_standard_that_is_met() -> None:
    """A framework with both: the standard is shown unless only the target is missed."""
    both = Metric("health.myopia_rate", "近视率", "%", Kind.PERCENT, standard="myopia", targets=M[FALLING].targets)
    framework = msgspec.structs.replace(WORDED, metrics=M | {FALLING: both})
    for before, text in (("51", "低于上年※ ✓"), ("49", "低于上年※ ✕")):
        draft = draft_of({fig(FALLING): entry("50"), fig(FALLING, PREVIOUS): entry(before)}, framework)
        assert show(draft, Cell(CellKind.STANDARD, FALLING)).text == text
    missed = msgspec.structs.replace(both, targets=(Target("<=", "2024-12-31", "45"),))
    framework = msgspec.structs.replace(WORDED, metrics=M | {FALLING: missed})
    draft = draft_of({fig(FALLING): entry("50"), fig(FALLING, PREVIOUS): entry("51")}, framework)
    shown = show(draft, Cell(CellKind.STANDARD, FALLING))
    assert shown.text == "目标≤45% ✕，2024年底前"
    assert "✓ 达标" in shown.tip


def test_links_offer_only_forms_that_mean_something() -> None:
    draft = draft_of({fig(YES): entry("1"), fig(TEXT): Entry(typed="不足百人")}, WORDED)
    assert [form.word for form in forms_of(draft, M[YES])] == ["本年", "上年"]
    assert [form.printed for form in forms_of(draft, M[TEXT])] == ["不足百人", "〔待填〕"]
    assert [form.word for form in alternatives(draft, Link(YES))] == ["改为上年数"]
    growing = {choice.link.metric for choice in link_choices(draft, "s2.p2", ("growth",))}
    assert not {YES, TEXT} & growing
    (choice,) = link_choices(draft, "s2.p2", (), "校医")
    assert (choice.printed, choice.near) == ("不足百人", True)
    assert YES in {c.link.metric for c in link_choices(draft, "s2.p2", ("previous",))}


def test_a_one_in_the_text_is_not_offered_as_a_yes() -> None:
    draft = draft_of({fig(YES): entry("1")}, WORDED)
    assert Offers(draft, "profile").offers_in("教职工编制配齐1。") == ()


def test_points_in_the_text_are_offered_with_their_unit() -> None:
    draft = draft_of({fig(POINTS): entry("1.25")}, WORDED)
    (offer,) = Offers(draft, "s1.p1").offers_in("与省均值的差距1.25个百分点。")
    assert (offer.source, offer.printed) == ("{{fund.capital}}", "1.25个百分点")


def test_history_and_comparison_speak_the_words() -> None:
    no, words = Entry(Decimal(0)), Entry(typed="不足百人", source="卫健委")
    assert value_words(no, "", M[YES]) == "否"
    assert value_words(words, "", M[TEXT]) == "数值：不足百人；来源：卫健委"
    assert change_words(Line(no, Entry(Decimal(1), note="据文件")), "", M[YES]) == ("否", "数值：是；口径说明：据文件")
    assert value_words(Entry(typed="大概"), "", M[YES]) == "原样：大概"
    old, new = (
        draft_of({fig(YES): no}, WORDED),
        draft_of({fig(YES): entry("1"), fig(TEXT): Entry(typed="近百人")}, WORDED),
    )
    assert {(d.old, d.new) for d in differences(old, new)} == {("否", "是"), ("", "近百人")}


# --- in the window --------------------------------------------------------------------------------------------------


def type_in(block: FigureBlock, text: str) -> None:
    block.table.edit(block.table.currentIndex())
    editor = block.table.delegate.editor
    assert editor is not None
    editor.selectAll()
    editor.insert(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_an_answer_is_typed(page: PointPage, session: Session, qtbot: QtBot) -> None:
    type_in(go(page, YES), "√")
    qtbot.waitUntil(lambda: stated(session, YES) == Entry(Decimal(1)))
    block = go(page, YES)
    assert "记为“是”" in block.footer.text.text() or "记为“是”" in block.model.index(
        *block.model.grid.find(YES, CellKind.FIGURE, CURRENT)  # type: ignore[misc]
    ).data(Qt.ItemDataRole.ToolTipRole)


def test_the_editor_says_what_it_takes(page: PointPage) -> None:
    block = go(page, YES)
    block.table.edit(block.table.currentIndex())
    assert block.table.delegate.editor is not None
    assert block.table.delegate.editor.placeholderText() == "是或否"


def test_space_turns_an_answer_and_delete_clears_it(page: PointPage, session: Session) -> None:
    block = go(page, YES)
    QTest.keyClick(block.table, Qt.Key.Key_Space)
    assert stated(session, YES).amount == 1
    QTest.keyClick(block.table, Qt.Key.Key_Space)
    assert stated(session, YES).amount == 0
    assert block.table.delegate.editor is None
    QTest.keyClick(block.table, Qt.Key.Key_Delete)
    assert stated(session, YES) == Entry()
    session.undo()
    assert stated(session, YES).amount == 0


def test_the_menu_answers_too_and_only_where_there_is_a_question(page: PointPage, session: Session) -> None:
    block = go(page, YES)
    answers = [a for a in block.table.actions() if a.text() in {f"填“{word}”" for word in ANSWERS}]
    assert [a.isVisible() for a in answers] == [True, True]
    answers[1].trigger()
    assert stated(session, YES).amount == 0
    block.table.select(0, 3)
    assert [a.isVisible() for a in answers] == [False, False]


def test_words_are_typed_linked_and_followed(page: PointPage, session: Session, qtbot: QtBot) -> None:
    key = Key("narratives", "s2.p2")
    session.edit([(key, Narrative("校医{{school.area}}。"))], label="写")
    type_in(go(page, TEXT), "不足百人")
    qtbot.waitUntil(lambda: stated(session, TEXT) == Entry(typed="不足百人"))
    block = go(page, TEXT)
    assert not block.footer.asks
    assert "✕" not in block.footer.text.text()
    block.table.edit(block.table.currentIndex())
    editor = block.table.delegate.editor
    assert editor is not None
    assert editor.text() == "不足百人"
    editor.setText("近百人")
    qtbot.waitUntil(lambda: "正文 1 句" in block.preview.words.text())


def test_details_ask_for_no_approximation_of_words(page: PointPage) -> None:
    def labels(metric: str) -> set[str]:
        block = go(page, metric)
        block.footer.details.setChecked(True)
        return {label.text() for label in block.details.findChildren(QLabel) if not label.isHidden()}

    assert "约数" in labels(GOAL)
    assert "约数" not in labels(YES)
    assert "约数" not in labels(TEXT)


def test_the_line_under_the_table_explains_a_target(page: PointPage, session: Session) -> None:
    session.edit([(fig(GOAL), Entry(Decimal(2)))], label="填")
    block = go(page, GOAL)
    at = block.model.grid.find(GOAL, CellKind.STANDARD, CURRENT)
    assert at is not None
    block.table.select(*at)
    assert block.footer.text.text() == "目标≥3次，2024年底前；目标6—8次，2025年底前；未达到（2024年底前）"

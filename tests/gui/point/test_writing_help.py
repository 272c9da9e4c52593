"""What helps while writing: completion by a metric's name, the chips' menu, offered links."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import Entry, Narrative
from eduduty_desktop.figures import parse_amount
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.narrative_assist import NarrativeAssist
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock, count_text
from eduduty_desktop.gui.point.narrative_chip import span_rect
from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
from eduduty_desktop.gui.point.narrative_menu import UNLINK
from eduduty_desktop.gui.point.quiet_list import QuietList
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import session

KEY = Key("narratives", "s1.p1")
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened() -> Session:
    return session(
        staff_total="3137", staff_total_previous="3100", fund_total="57926.18", fund_total_previous="57000",
        rate_degree="58.15", salary_teacher="77938",
    )  # fmt: skip


@pytest.fixture
def block(qtbot: QtBot, opened: Session) -> NarrativeBlock:
    page = PointPage(opened)
    qtbot.addWidget(page)
    page.resize(760, 900)
    page.show_node("s1.p1")
    with qtbot.waitExposed(page):
        page.show()
    found = next(block for block in page.blocks if isinstance(block, NarrativeBlock))
    found.editor.setFocus()
    qtbot.waitUntil(found.editor.hasFocus)
    return found


@pytest.fixture
def editor(block: NarrativeBlock) -> NarrativeEdit:
    return block.editor


@pytest.fixture
def assist(block: NarrativeBlock) -> NarrativeAssist:
    return block.assist


@pytest.fixture
def shown(assist: NarrativeAssist) -> QuietList:
    return assist.completer.list


def text(opened: Session) -> str:
    return opened.draft.text("narratives", "s1.p1")


def commit(editor: NarrativeEdit, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QGuiApplication.sendEvent(editor, event)


def write(opened: Session, editor: NarrativeEdit, words: str, at: int = 0) -> None:
    opened.edit([(KEY, Narrative(words))], label="示例")
    cursor = editor.textCursor()
    cursor.setPosition(at)
    editor.setTextCursor(cursor)


# completion -------------------------------------------------------------------------------------------------


def test_a_name_that_is_typed_keeps_its_words_and_gets_its_figure(
    editor: NarrativeEdit, shown: QuietList, opened: Session, qtbot: QtBot
) -> None:
    commit(editor, "全县教职工总数")
    qtbot.waitUntil(shown.isVisible)
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert not shown.isVisible()
    assert text(opened) == "全县教职工总数{{staff.total}}"
    assert editor.hasFocus()
    opened.undo()
    assert text(opened) == "全县教职工总数"


def test_a_part_of_a_name_is_completed(editor: NarrativeEdit, shown: QuietList, opened: Session, qtbot: QtBot) -> None:
    commit(editor, "本科以")
    qtbot.waitUntil(shown.isVisible)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text(opened) == "本科以上占比{{rate.degree}}"
    commit(editor, "，女教职工")
    qtbot.waitUntil(shown.isVisible)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text(opened) == "本科以上占比{{rate.degree}}，女教职工{{staff.women}}"


def test_arrows_choose_the_metric_and_alt_digits_the_form(
    editor: NarrativeEdit, shown: QuietList, opened: Session, qtbot: QtBot
) -> None:
    commit(editor, "教职工")
    qtbot.waitUntil(shown.isVisible)
    labels = [shown.rows.topLevelItem(row).text(0) for row in range(shown.rows.topLevelItemCount())]  # type: ignore[union-attr]
    assert labels == ["教职工总数", "女教职工数", "男教职工数"]
    QTest.keyClick(editor, Qt.Key.Key_Down)
    QTest.keyClick(editor, Qt.Key.Key_2, ALT)
    assert shown.isVisible()
    assert shown.current == 1
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert shown.rows.topLevelItem(0).text(1) == "3100人"  # type: ignore[union-attr]
    QTest.keyClick(editor, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert text(opened) == "教职工总数{{staff.total|previous}}"


def test_every_form_can_be_had(editor: NarrativeEdit, shown: QuietList, opened: Session, qtbot: QtBot) -> None:
    commit(editor, "教育经费")
    qtbot.waitUntil(shown.isVisible)
    assert [button.text() for button in shown.forms] == ["本年", "上年", "增幅", "增减", "只要数字", "用亿元"]
    QTest.mouseClick(shown.forms[5], Qt.MouseButton.LeftButton)
    assert shown.rows.topLevelItem(0).text(1) == "5.792618亿元"  # type: ignore[union-attr]
    shown.rows.itemClicked.emit(shown.rows.topLevelItem(0), 0)
    assert text(opened) == "教育经费{{fund.total|unit=亿元}}"
    assert editor.hasFocus()


def test_esc_closes_and_it_stays_away_until_other_words_come(
    editor: NarrativeEdit, shown: QuietList, opened: Session, qtbot: QtBot
) -> None:
    commit(editor, "教职工")
    qtbot.waitUntil(shown.isVisible)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    commit(editor, "总")
    with qtbot.waitSignal(editor.document().documentLayout().documentSizeChanged, raising=False, timeout=250):
        pass
    assert not shown.isVisible()
    commit(editor, "，教育经费")
    qtbot.waitUntil(shown.isVisible)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert not shown.isVisible()
    assert text(opened) == "教职工总，教育经费"


def test_nothing_is_offered_while_an_input_method_composes(
    editor: NarrativeEdit, shown: QuietList, qtbot: QtBot
) -> None:
    commit(editor, "教职工")
    qtbot.waitUntil(shown.isVisible)
    QGuiApplication.sendEvent(editor, QInputMethodEvent("zong", []))
    assert not shown.isVisible()
    commit(editor, "总数")
    qtbot.waitUntil(shown.isVisible)


def test_the_list_goes_when_the_editor_is_left(editor: NarrativeEdit, shown: QuietList, qtbot: QtBot) -> None:
    commit(editor, "教职工")
    qtbot.waitUntil(shown.isVisible)
    editor.clearFocus()
    qtbot.waitUntil(lambda: not shown.isVisible())


# the chips' menu --------------------------------------------------------------------------------------------


def choose(assist: NarrativeAssist, words: str) -> None:
    menu = assist.menu.menu
    assert menu is not None
    action = next(action for action in menu.actions() if action.text().startswith(words))
    menu.close()
    action.trigger()


def test_a_chip_is_changed_by_keyboard(editor: NarrativeEdit, assist: NarrativeAssist, opened: Session) -> None:
    write(opened, editor, "经费{{fund.total}}。", 3)
    for words, expected in (
        ("改用亿元", "{{fund.total|unit=亿元}}"),
        ("只要数字", "{{fund.total|unit=亿元|bare}}"),
        ("改为上年数", "{{fund.total|previous|unit=亿元|bare}}"),
        ("带上单位", "{{fund.total|previous|unit=亿元}}"),
        ("改用万元", "{{fund.total|previous}}"),
        ("改为增幅", "{{fund.total|growth}}"),
        ("改为增减", "{{fund.total|diff}}"),
        ("改为本年数", "{{fund.total}}"),
    ):
        QTest.keyClick(editor, Qt.Key.Key_Down, ALT)
        choose(assist, words)
        assert text(opened) == f"经费{expected}。"
    QTest.keyClick(editor, Qt.Key.Key_Down, ALT)
    choose(assist, UNLINK)
    assert text(opened) == "经费57926.18万元。"
    opened.undo()
    assert text(opened) == "经费{{fund.total}}。"


def test_the_mouse_menu_has_the_usual_commands_too(
    editor: NarrativeEdit, assist: NarrativeAssist, opened: Session
) -> None:
    write(opened, editor, "经费{{fund.total}}。")
    where = span_rect(editor, 2, 3).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, editor.viewport().mapToGlobal(where))
    editor.contextMenuEvent(event)
    menu = assist.menu.menu
    assert menu is not None
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words[0] == "改为上年数"
    assert words[-5:] == ["剪切", "复制", "粘贴", "全选", "插入数据…"]
    menu.close()


def test_a_screen_reader_is_told_what_a_chip_is(
    editor: NarrativeEdit, assist: NarrativeAssist, opened: Session
) -> None:
    write(opened, editor, "经费{{fund.total}}。", 3)
    assert assist.beside_cursor().startswith("关联数据，教育经费（本年）：57926.18万元")
    write(opened, editor, "经费{{fund.total}}。", 1)
    assert assist.beside_cursor() == ""
    assert editor.accessibleDescription()


# offered links ----------------------------------------------------------------------------------------------


def offered(assist: NarrativeAssist, editor: NarrativeEdit) -> list[str]:
    plain = editor.document().toRawText()
    return [plain[placed.start : placed.end] for placed in assist.offers.placed()]


def test_typed_numbers_that_equal_a_metric_are_underlined_and_linked(
    editor: NarrativeEdit, assist: NarrativeAssist, opened: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(assist.offers.settled):
        write(opened, editor, "全县教职工3137名，教育经费57926.18万元，占58.15%。\n上年教职工3100人。")
    assert offered(assist, editor) == ["3137", "57926.18万元", "58.15%", "3100人"]
    assert len(editor.extraSelections()) == 4
    QTest.keyClick(editor, Qt.Key.Key_Period, CTRL)
    assert assist.offers.list.isVisible()
    with qtbot.waitSignal(assist.offers.settled):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text(opened).startswith("全县教职工{{staff.total|bare}}名，教育经费57926.18万元")
    QTest.keyClick(editor, Qt.Key.Key_Period, CTRL)
    QTest.keyClick(editor, Qt.Key.Key_Down)
    with qtbot.waitSignal(assist.offers.settled):
        QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert text(opened) == (
        "全县教职工{{staff.total|bare}}名，教育经费{{fund.total}}，占{{rate.degree}}。\n上年教职工3100人。"
    )
    assert offered(assist, editor) == ["3100人"]
    opened.undo()
    assert text(opened).endswith("教育经费57926.18万元，占58.15%。\n上年教职工3100人。")


def test_a_click_shows_the_offer_and_leaves_the_keys_to_the_text(
    editor: NarrativeEdit, assist: NarrativeAssist, opened: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(assist.offers.settled):
        write(opened, editor, "共有教职工3137人。")
    where = span_rect(editor, 5, 9).center()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
    assert assist.offers.list.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert not assist.offers.list.isVisible()
    assert "\n" in text(opened)
    assert "{{" not in text(opened)


def test_offers_follow_the_figures(
    editor: NarrativeEdit, assist: NarrativeAssist, opened: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(assist.offers.settled):
        write(opened, editor, "共有教职工3138人。")
    assert offered(assist, editor) == []
    with qtbot.waitSignal(assist.offers.settled):
        opened.edit([(Key("figures", "staff.total", CURRENT), Entry(parse_amount("3138")))], label="示例")
    assert offered(assist, editor) == ["3138人"]


def test_the_line_that_is_written_stays_in_sight(
    editor: NarrativeEdit, block: NarrativeBlock, opened: Session, qtbot: QtBot
) -> None:
    page = block.window()
    assert isinstance(page, PointPage)
    page.resize(760, 420)
    write(opened, editor, "段\n" * 14)
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() - 1)
    editor.setTextCursor(cursor)

    def in_sight() -> bool:
        rect = editor.cursorRect()
        top = editor.viewport().mapTo(page, rect.topLeft()).y()
        return top >= 0 and top + rect.height() <= page.height()

    qtbot.waitUntil(in_sight)


def test_words_are_counted_with_paragraphs_and_against_a_limit() -> None:
    assert count_text("一二 三", 0) == "字数\u20093"
    assert count_text("一\n\n二", 2) == "字数\u20092，2 段，关联数据 2 处"
    assert count_text("一二三", 0, limit=2) == "字数\u20093（限 2 字，超出 1 字）"
    assert count_text("一", 0, limit=2) == "字数\u20091（限 2 字）"

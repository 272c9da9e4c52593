"""The narrative editor: exact source, atomic chips, clean pastes, input methods, undo by the session."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, Finding, Key, Place
from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.draft.records import Entry, Narrative
from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.link_popup import LinkPopup
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.gui.point.narrative_chip import chip_at, token_of
from eduduty_desktop.gui.point.narrative_document import OBJECT
from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
from eduduty_desktop.gui.point.narrative_source import LONGEST
from eduduty_desktop.workspace.session import Applied, Session
from tests.gui.point.example import session
from tests.gui.point.sources import normalise_source

KEY = Key("narratives", "s1.p1")
TOKEN = "{{staff.total}}"


@pytest.fixture
def opened() -> Session:
    made = session(staff_total="12")
    made.edit([(KEY, Narrative(f"共有{TOKEN}。"))], label="示例")
    return made


@pytest.fixture
def block(page: PointPage) -> NarrativeBlock:
    return next(block for block in page.blocks if isinstance(block, NarrativeBlock))


@pytest.fixture
def editor(block: NarrativeBlock, qtbot: QtBot) -> NarrativeEdit:
    block.editor.setFocus()
    qtbot.waitUntil(block.editor.hasFocus)
    return block.editor


def text(opened: Session) -> str:
    return opened.draft.text("narratives", "s1.p1")


def move(editor: NarrativeEdit, position: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def commit(editor: NarrativeEdit, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QGuiApplication.sendEvent(editor, event)


def paste(editor: NarrativeEdit, words: str) -> None:
    data = QMimeData()
    data.setText(words)
    editor.insertFromMimeData(data)


def bare_editor(qtbot: QtBot) -> NarrativeEdit:
    editor = NarrativeEdit(lambda link: f"<{link.metric}>", lambda _link: "", lambda source: source)
    qtbot.addWidget(editor)
    return editor


SOURCES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            [TOKEN, "{{a.b|growth|bare}}", "{{", "}}", "\\", "\n", "\r\n", OBJECT, "𠮷", "长" * 2100, "句。" * 900]
        ),
    ),
    max_size=8,
).map("".join)


def test_any_source_reads_back_normalised(qtbot: QtBot) -> None:
    editor = bare_editor(qtbot)

    @given(SOURCES)
    def check(source: str) -> None:
        editor.set_source(source)
        assert editor.source == normalise_source(source)
        whole = editor.textCursor()
        whole.select(QTextCursor.SelectionType.Document)
        editor.setTextCursor(whole)
        data = editor.createMimeDataFromSelection()
        assert bytes(data.data("application/x-eduduty-narrative").data()).decode() == editor.source

    check()


def test_any_edit_keeps_the_mirror_exact(qtbot: QtBot) -> None:
    editor = bare_editor(qtbot)
    keys = st.sampled_from([Qt.Key.Key_Return, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_A])
    steps = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.one_of(keys, SOURCES)), max_size=6)

    @given(SOURCES, steps)
    def check(source: str, edits: list[tuple[float, float, Qt.Key | str]]) -> None:
        editor.set_source(source)
        for start, end, step in edits:
            last = editor.document().characterCount() - 1
            cursor = editor.textCursor()
            cursor.setPosition(round(start * last))
            cursor.setPosition(round(end * last), QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
            if isinstance(step, str):
                paste(editor, step)
            else:
                QTest.keyClick(editor, step)
            shown = editor.source
            again = editor.textCursor()
            again.select(QTextCursor.SelectionType.Document)
            editor.setTextCursor(again)
            data = editor.createMimeDataFromSelection().data("application/x-eduduty-narrative")
            assert bytes(data.data()).decode() == shown == normalise_source(shown)

    check()


def test_a_chip_is_one_step_for_the_cursor_and_one_backspace(editor: NarrativeEdit, opened: Session) -> None:
    move(editor, 2)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.textCursor().position() == 3
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert text(opened) == "共有。"
    opened.undo()
    assert text(opened) == f"共有{TOKEN}。"
    assert editor.source == text(opened)


def test_typing_beside_a_chip_stays_text(editor: NarrativeEdit, opened: Session) -> None:
    move(editor, 3)
    QTest.keyClicks(editor, "x")
    commit(editor, "名")
    assert text(opened) == f"共有{TOKEN}x名。"
    assert opened.undo_label == "编写“教师队伍”正文"


def test_typing_is_one_step_until_the_field_is_left(editor: NarrativeEdit, opened: Session, page: PointPage) -> None:
    move(editor, 0)
    QTest.keyClicks(editor, "ab")
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text(opened) == f"共有{TOKEN}。"
    assert editor.source == text(opened)
    QTest.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert text(opened) == f"ab共有{TOKEN}。"
    assert editor.textCursor().position() == 2
    QTest.keyClicks(editor, "c")
    page.seal()
    QTest.keyClicks(editor, "d")
    opened.undo()
    assert text(opened) == f"abc共有{TOKEN}。"


def test_braces_that_are_typed_or_pasted_stay_braces(editor: NarrativeEdit, opened: Session) -> None:
    move(editor, 0)
    QTest.keyClicks(editor, "{{")
    paste(editor, "staff.total}}\\")
    assert text(opened) == r"\{\{staff.total}}" + "\\\\" + f"共有{TOKEN}。"
    assert editor.toPlainText().startswith("{{staff.total}}\\")


def test_a_chip_survives_copy_and_paste_and_is_text_outside(editor: NarrativeEdit, opened: Session) -> None:
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == "共有12人。"
    move(editor, 4)
    editor.paste()
    assert text(opened) == f"共有{TOKEN}。共有{TOKEN}。"


def test_word_residue_becomes_clean_paragraphs(editor: NarrativeEdit, opened: Session) -> None:
    editor.selectAll()
    data = QMimeData()
    data.setHtml("<p><b>一</b></p>")
    data.setText("　　第一段\u00a0完。\r\n\r\n第\u00ad二\ufffc段。\x07\r\n")
    editor.insertFromMimeData(data)
    assert text(opened) == "第一段 完。\n第二段。"
    assert not editor.document().firstBlock().charFormat().fontWeight() > 400


def test_two_hundred_thousand_characters_are_pasted_in_short_blocks(editor: NarrativeEdit, opened: Session) -> None:
    words = "经费逐年增加，条件继续改善。" * 14286
    editor.selectAll()
    paste(editor, words)
    assert text(opened) == words
    document = editor.document()
    assert max(document.findBlockByNumber(n).length() for n in range(document.blockCount())) <= LONGEST
    move(editor, document.characterCount() // 2)
    at = editor.textCursor().position()
    QTest.keyClicks(editor, "x")
    assert len(text(opened)) == len(words) + 1
    assert editor.textCursor().position() == at + 1


def test_the_seam_of_a_long_paragraph_is_not_there_for_the_keys(editor: NarrativeEdit, opened: Session) -> None:
    words = "句" * 2500
    editor.selectAll()
    paste(editor, words)
    second = editor.document().findBlockByNumber(1)
    move(editor, second.position())
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert text(opened) == words[2:]
    move(editor, editor.document().findBlockByNumber(1).position())
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert text(opened).count("\n") == 1


def test_composing_changes_nothing_until_it_is_committed(editor: NarrativeEdit, opened: Session) -> None:
    seen: list[Applied] = []
    opened.subscribe(seen.append)
    editor.selectAll()
    for preedit in ("j", "jy", "教育"):
        QGuiApplication.sendEvent(editor, QInputMethodEvent(preedit, []))
    assert seen == []
    commit(editor, "教育")
    assert text(opened) == "教育"
    assert len(seen) == 1


def test_chips_follow_their_figure_without_moving_the_cursor(editor: NarrativeEdit, opened: Session) -> None:
    move(editor, 4)
    opened.edit([(Key("figures", "staff.total", CURRENT), Entry(Decimal(3456)))], label="合并")
    editor.selectAll()
    editor.copy()
    chip = editor.document().findBlock(0).begin()
    chip += 1
    assert chip.fragment().charFormat().property(0x100002) == "3456人"
    assert editor.source == f"共有{TOKEN}。"


def test_the_cursor_stays_where_it_is_when_another_paragraph_changes(editor: NarrativeEdit, opened: Session) -> None:
    opened.edit([(KEY, Narrative("第一段\n第二段"))], label="合并")
    editor.clearFocus()
    move(editor, 1)
    opened.edit([(KEY, Narrative("第一段\n第二段改了"))], label="合并")
    assert editor.textCursor().position() == 1
    assert editor.toPlainText() == "第一段\n第二段改了"


def test_nothing_is_written_back_when_a_text_is_only_shown(page: PointPage, opened: Session) -> None:
    before = opened.draft
    opened.edit([(KEY, Narrative("{未转义}\r\n\u00a0"))], label="合并")
    page.show_node("s1.p2")
    page.show_node("s1.p1")
    page.seal()
    assert text(opened) == "{未转义}\r\n\u00a0"
    opened.undo()
    assert opened.draft == before


def test_reveal_selects_the_range_of_the_source(page: PointPage, editor: NarrativeEdit, opened: Session) -> None:
    source = f"𠮷{TOKEN}甲\n乙丙丁"
    opened.edit([(KEY, Narrative(source))], label="示例")
    start = source.index("丙")
    page.reveal(Place("s1.p1", table="narratives", start=start, end=start + 1))
    assert editor.hasFocus()
    assert editor.textCursor().selectedText() == "丙"


def test_findings_are_underlined_and_move_with_the_text(
    page: PointPage, editor: NarrativeEdit, opened: Session
) -> None:
    place = Place("s1.p1", table="narratives", start=0, end=2)
    page.mark_findings(
        [Finding("x", Severity.ERROR, place, "", ""), Finding("y", Severity.ERROR, Place("s1.p1"), "", "")]
    )
    move(editor, 0)
    QTest.keyClicks(editor, "ab")
    (mark,) = editor.extraSelections()
    assert mark.cursor.selectedText() == "共有"  # type: ignore[attr-defined]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_figure_is_chosen_by_its_name(block: NarrativeBlock, editor: NarrativeEdit, opened: Session) -> None:
    move(editor, 0)
    QTest.keyClick(editor, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    popup = block.findChild(LinkPopup)
    assert popup is not None
    popup.filter.setText("女 教职工")
    popup.forms.button(1).click()
    QTest.keyClick(popup.filter, Qt.Key.Key_Return)
    assert text(opened) == "{{staff.women|previous}}" + f"共有{TOKEN}。"


def test_words_are_counted_as_they_are_printed(block: NarrativeBlock, opened: Session, qtbot: QtBot) -> None:
    assert block.count.text() == "字数\u20096，关联数据 1 处"
    block.editor.insert_link(Link("staff.women"))
    qtbot.waitUntil(lambda: "关联数据 2 处" in block.count.text())


def test_a_chip_is_found_under_the_mouse(editor: NarrativeEdit) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(2)
    middle = QPointF(editor.cursorRect(cursor).center()) + QPointF(8, 0)
    assert token_of(editor.document(), chip_at(editor, middle)) == TOKEN
    assert chip_at(editor, QPointF(editor.cursorRect(cursor).center()) - QPointF(10, 0)) == -1

"""The history of a value: lines, words, putting back; from a table and from a narrative."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import Entry, Narrative
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.history_dialog import HistoryDialog, change_words, readable
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.workspace.causes import cause_words
from eduduty_desktop.workspace.drafts import start
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import session

NOON = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)
TOTAL = Key("figures", "staff.total", CURRENT)


@dataclass(frozen=True)
class Line:
    old: Any
    new: Any
    cause: str = "typed"
    label: str = "填写教职工总数"
    who: str = "张三"
    at: datetime = NOON


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line(None, None), "手工填写"),
        (Line(None, None, "pasted"), "粘贴"),
        (Line(None, None, "财政局.xlsx"), "财政局.xlsx"),
        (Line(None, None, "", "标为不涉及"), "标为不涉及"),
        (Line(None, None, "typed", "撤销填写教职工总数"), "撤销填写教职工总数"),
    ],
)
def test_where_a_change_came_from(line: Line, words: str) -> None:
    assert cause_words(line) == words


def test_old_and_new_in_words() -> None:
    old, new = Entry(Decimal(12)), Entry(Decimal(13), source="编办")
    assert change_words(Line(None, old), "人") == ("（空）", "12 人")
    assert change_words(Line(old, new), "人") == ("12 人", "数值：13；来源：编办")
    long = "全县教育" * 40
    assert change_words(Line(Narrative(long + "一" + long), Narrative(long + "二" + long))) == ("…一…", "…二…")
    assert change_words(Line(Narrative(long), Narrative(long + "增补")))[1] == "…增补"


def test_tokens_are_shown_by_their_names() -> None:
    text = "共{{staff.total}}人，增{{staff.total|growth}}，{{no.such}}。"
    assert readable(text, session().draft.framework) == "共［教职工总数］人，增［教职工总数］，［no.such］。"


def shown(qtbot: QtBot, opened: Session, changes: list[Line]) -> HistoryDialog:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = HistoryDialog(opened, TOTAL, "教职工总数（本年）", changes, parent, "人")
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.keep = parent  # type: ignore[attr-defined]
    return dialog


def test_a_value_is_put_back(qtbot: QtBot) -> None:
    opened = session(staff_total="14")
    values = [Entry(Decimal(n)) for n in (12, 13, 14)]
    dialog = shown(qtbot, opened, [Line(values[1], values[2]), Line(values[0], values[1])])
    assert [dialog.list.topLevelItem(at).text(4) for at in range(3)] == ["14 人", "13 人", "12 人"]  # type: ignore[union-attr]
    assert dialog.list.topLevelItem(2).text(0) == "最初"  # type: ignore[union-attr]
    assert not dialog.restore_button.isEnabled(), "it is this value now"
    dialog.list.setCurrentItem(dialog.list.topLevelItem(2))  # type: ignore[arg-type]
    assert dialog.text.toPlainText() == "12 人"
    dialog.restore_button.click()
    assert opened.record(TOTAL) == values[0]
    assert opened.undo_label == "恢复教职工总数（本年）的旧值"
    opened.undo()
    assert opened.record(TOTAL) == values[2]


def test_a_value_without_history_says_so(qtbot: QtBot) -> None:
    dialog = shown(qtbot, session(), [])
    assert "还没有改动记录" in dialog.nothing.text()
    assert not dialog.restore_button.isEnabled()


@pytest.fixture
def asked() -> list[Key]:
    return []


@pytest.fixture
def page(qtbot: QtBot, asked: list[Key]) -> PointPage:
    def history(key: Key) -> list[Line]:
        asked.append(key)
        return [Line(None, Entry(Decimal(14)))] if key.table == "figures" else []

    made = PointPage(session(staff_total="14"), history=history)
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show_node("s1.p1")
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_table_leads_to_the_history(page: PointPage, asked: list[Key]) -> None:
    block = next(block for block in page.blocks if isinstance(block, FigureBlock))
    action = next(action for action in block.table.actions() if action.text() == "填报历史…")
    action.trigger()
    assert asked == [], "no cell is current"
    columns = [block.model.cell(block.model.index(0, c)).kind.name for c in range(block.model.columnCount())]
    block.table.select(0, next(c for c, kind in enumerate(columns) if kind == "FIGURE" and _is_current(block, c)))
    action.trigger()
    assert page.history is not None
    assert page.history.dialog is not None
    assert page.history.dialog.windowTitle() == "填报历史：教职工总数（本年）"
    page.history.dialog.reject()
    block.footer.details.toggle()
    button = next(b for b in block.details.findChildren(QPushButton) if b.text() == "填报历史…")
    button.click()
    block.table.select(0, columns.index("GROWTH"))
    action.trigger()
    block.table.select(0, columns.index("UNIT"))
    action.trigger()
    assert asked == [TOTAL, TOTAL, Key("growths", "staff.total")]


def _is_current(block: FigureBlock, column: int) -> bool:
    return block.model.cell(block.model.index(0, column)).slot == CURRENT


def test_the_narrative_leads_to_its_history(page: PointPage, asked: list[Key]) -> None:
    block = next(block for block in page.blocks if isinstance(block, NarrativeBlock))
    next(b for b in block.findChildren(QPushButton) if b.text() == "修改历史…").click()
    assert asked == [Key("narratives", "s1.p1")]


def test_a_history_that_cannot_be_read_is_said(qtbot: QtBot) -> None:
    def fail(_key: Key) -> list[Line]:
        raise UserError("文件读不了", what_to_do="请重试。")

    page = PointPage(session(), history=fail)
    qtbot.addWidget(page)
    assert page.history is not None
    with qtbot.waitSignal(page.status_message) as said:
        page.history.show(TOTAL, "教职工总数")
    assert said.args == ["文件读不了。请重试。"]


def test_the_log_of_a_real_file_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    draft = session().draft
    opened = start(tmp_path / "a.eduduty", draft, data=tmp_path / "data")
    page = PointPage(opened.session, history=opened.history, folder=lambda: opened.path.parent)
    qtbot.addWidget(page)
    page.show_node("s1.p1")
    opened.session.edit([(TOTAL, Entry(Decimal(12)))], label="填写教职工总数", cause="typed")
    opened.session.type(TOTAL, msgspec.structs.replace(Entry(Decimal(12)), source="编办"), label="填写来源")
    assert page.history is not None
    page.history.show(TOTAL, "教职工总数（本年）", "人")
    dialog = page.history.dialog
    assert dialog is not None
    lines = [[dialog.list.topLevelItem(at).text(c) for c in (2, 3, 4)] for at in range(2)]  # type: ignore[union-attr]
    assert lines == [["手工填写", "12 人", "数值：12；来源：编办"], ["手工填写", "（空）", "12 人"]]
    dialog.reject()
    opened.close()

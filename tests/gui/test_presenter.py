"""The presenter: what a message box says, and which button is safe."""

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.presenter import error_box, question_box


def words(box: QMessageBox) -> list[str]:
    return [button.text() for button in box.buttons()]


def test_an_error_says_what_where_and_what_to_do(qtbot: QtBot) -> None:
    error = UserError("第5行的单位“千克”不认识", what_to_do="请改成“万元”", place="财政局.xlsx:5")
    box = error_box(None, error)
    qtbot.addWidget(box)
    assert box.text() == "第5行的单位“千克”不认识。"
    assert box.informativeText() == "位置：财政局.xlsx:5\n怎么办：请改成“万元”。"
    assert words(box) == ["知道了"]


def test_a_bare_error_has_no_empty_lines(qtbot: QtBot) -> None:
    box = error_box(None, UserError("文件已损坏。"))
    qtbot.addWidget(box)
    assert (box.text(), box.informativeText()) == ("文件已损坏。", "")


def test_a_question_names_its_buttons_and_is_safe_by_default(qtbot: QtBot) -> None:
    box, buttons = question_box(None, "覆盖", "已有文件。\n\n不能恢复。", ["覆盖", "取消"], safe="取消")
    qtbot.addWidget(box)
    assert sorted(words(box)) == ["取消", "覆盖"]
    assert box.text() == "已有文件。"
    assert box.informativeText() == "不能恢复。"
    assert box.defaultButton() is buttons["取消"]
    assert box.escapeButton() is buttons["取消"]

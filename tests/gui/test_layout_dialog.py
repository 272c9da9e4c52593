"""版式: what is chosen is kept with the draft as one step, and a template that cannot be used is told at once."""

from pathlib import Path

import docx
import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from eduduty_desktop.checks import Registry
from eduduty_desktop.document.layout import FontSet, Layout
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.cover_page import CoverPage
from eduduty_desktop.gui.layout_dialog import LayoutDialog
from eduduty_desktop.workspace.layouts import layout_of
from eduduty_desktop.workspace.session import Session


@pytest.fixture
def dialog(qtbot: QtBot, framework: Framework) -> LayoutDialog:
    dialog = LayoutDialog(Draft("d", framework))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_nothing_chosen_is_the_standard(dialog: LayoutDialog) -> None:
    assert dialog.layout_chosen == Layout()
    assert set(dialog.headings.values()) == {""}
    assert dialog.advice.isHidden()
    fields = [*dialog.findChildren(QLineEdit), *dialog.findChildren(QCheckBox)]
    assert fields
    assert all(field.accessibleName() for field in fields)


def test_the_choices_become_one_step_of_the_draft(
    qtbot: QtBot, framework: Framework, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(Draft("d", framework), None, registry=Registry())
    page = CoverPage(session)
    qtbot.addWidget(page)

    def choose(dialog: LayoutDialog) -> int:
        dialog.switches["letterhead"].setChecked(True)
        dialog.texts["copies"].setText(" 甲局，乙局 ")
        dialog.fonts.setCurrentIndex(dialog.fonts.findData("common"))
        dialog.titles["problems"].setText("存在的短板")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(LayoutDialog, "exec", choose)
    page.ask_layout()
    assert layout_of(session.draft) == Layout(letterhead=True, copies="甲局，乙局", fonts=FontSet.COMMON)
    assert session.draft.text("headings", "problems") == "存在的短板"
    before = session.draft
    page.ask_layout()
    assert session.draft is before
    session.undo()
    assert session.draft.tables == {}


def test_a_template_that_cannot_be_used_keeps_the_page_open(dialog: LayoutDialog, tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "红头.docx"))
    dialog.template.setText(str(tmp_path / "红头.docx"))
    dialog.accept()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert "没有占位符“{{正文}}”" in dialog.trouble.text()
    assert dialog.trouble.isVisible()
    document = docx.Document()
    document.add_paragraph("{{正文}}")
    document.save(str(tmp_path / "红头.docx"))
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_fonts_that_this_computer_lacks_are_told(dialog: LayoutDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    have = ["华文中宋", "仿宋", "楷体", "黑体", "宋体"]
    monkeypatch.setattr(QFontDatabase, "families", lambda: have)
    dialog.fonts.setCurrentIndex(dialog.fonts.findData("common"))
    assert dialog.missing.text() == "这些字体这台电脑都装了。"
    dialog.fonts.setCurrentIndex(dialog.fonts.findData("standard"))
    assert dialog.missing.text().startswith("这台电脑没有装：方正小标宋简体、仿宋_GB2312、楷体_GB2312。")


def test_a_title_of_80_characters_is_told(qtbot: QtBot, framework: Framework) -> None:
    draft = Draft("d", framework, {"cover": {("title", ""): Text("关于" + "教育职责履行" * 13)}})
    dialog = LayoutDialog(draft)
    qtbot.addWidget(dialog)
    assert "标题有 80 个字" in dialog.advice.text()
    assert "58 个字以内" in dialog.advice.text()
    assert draft.get(Key("cover", "title")) is not None

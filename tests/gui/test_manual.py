"""The manual: every link leads somewhere, every check is listed, words are found; pictures stay small."""

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from eduduty_desktop import assets
from eduduty_desktop.checks import shipped_checks
from eduduty_desktop.gui.manual import ManualDialog
from eduduty_desktop.gui.manual_pages import CHECKS, INDEX, ManualPages

FOLDER = assets.path("resources", "manual")
LINK = re.compile(r"\]\(([^)]+)\)")
MOST_PICTURES, MOST_BYTES = 6, 150_000


@pytest.fixture
def pages() -> ManualPages:
    return ManualPages(FOLDER)


def test_every_link_leads_to_a_page_or_picture(pages: ManualPages) -> None:
    known = {*pages.names(), CHECKS, INDEX}
    for name in known:
        for target in LINK.findall(pages.text(name)):
            if target.endswith(".md"):
                assert Path(target).stem in known, f"{name}: {target}"
            else:
                assert (FOLDER / target).is_file(), f"{name}: {target}"


def test_every_check_is_listed_and_has_its_page(pages: ManualPages) -> None:
    listed = pages.text(CHECKS)
    for code in shipped_checks().checks:
        assert f"({code}.md)" in listed, code
        assert "还没有这一页" not in pages.text(code), code


def test_every_page_is_reached_from_the_contents(pages: ManualPages) -> None:
    linked = {Path(target).stem for target in LINK.findall(pages.text(INDEX)) if target.endswith(".md")}
    files = {file.stem for file in FOLDER.glob("*.md")} - {INDEX}
    assert files <= linked


def test_pages_that_the_contents_forget_are_added(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# 目录\n\n- [甲](a.md)", encoding="utf-8")
    (tmp_path / "a.md").write_text("# 甲", encoding="utf-8")
    (tmp_path / "b.md").write_text("# 乙", encoding="utf-8")
    text = ManualPages(tmp_path).text("")
    assert "[乙](b.md)" in text
    assert text.count("a.md") == 1


def test_a_page_outside_the_manual_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# 秘密", encoding="utf-8")
    (tmp_path / "manual").mkdir()
    assert "还没有这一页" in ManualPages(tmp_path / "manual").text("../secret")


def test_pictures_are_few_and_small() -> None:
    pictures = list((FOLDER / "pictures").glob("*"))
    assert len(pictures) <= MOST_PICTURES
    assert all(picture.stat().st_size <= MOST_BYTES for picture in pictures)


def test_words_are_found_and_one_can_go_back(qtbot: QtBot) -> None:
    dialog = ManualDialog(FOLDER)
    qtbot.addWidget(dialog)
    dialog.show_page("")
    assert not dialog.back.isEnabled()
    dialog.search.setText("扣分 满分")
    dialog.search.returnPressed.emit()
    assert "得分与扣分对不上" in dialog.browser.toPlainText()
    dialog.search.setText("没有这个词的")
    dialog.search.returnPressed.emit()
    assert "没有找到" in dialog.browser.toPlainText()
    dialog.show_page("keys")
    dialog.go_back()
    assert "键盘快捷键" in dialog.browser.toPlainText()  # named in the contents, the last page with a name
    assert dialog.browser.toPlainText().startswith("使用说明")

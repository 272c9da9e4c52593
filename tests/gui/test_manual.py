"""The manual: every link leads somewhere, every check is listed, words are found; pictures stay small."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pytestqt.qtbot import QtBot

from eduduty_desktop import assets
from eduduty_desktop.checks import shipped_checks
from eduduty_desktop.cli.main import command_group
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.commands import COMMANDS
from eduduty_desktop.gui.frameworks.actions import COMMANDS as FRAMEWORK_COMMANDS
from eduduty_desktop.gui.manual import BOOK, ManualDialog
from eduduty_desktop.gui.manual_pages import CHECKS, INDEX, ManualPages
from eduduty_desktop.gui.manual_paper import for_paper, write_pdf
from eduduty_desktop.gui.proofing.actions import COMMANDS as PROOFING_COMMANDS

CHECKOUT = Path(__file__).resolve().parents[2]
TITLE = re.compile(r'setWindowTitle\("([^"]+)"\)')
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
            file, _, section = target.partition("#")
            if file.endswith(".md"):
                assert Path(file).stem in known, f"{name}: {target}"
                assert not section or section in pages.sections(Path(file).stem), f"{name}: {target}"
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


def test_every_command_of_the_windows_is_described(pages: ManualPages) -> None:
    keys = pages.text("keys")
    for command in (*COMMANDS, *FRAMEWORK_COMMANDS, *PROOFING_COMMANDS):
        words = "、".join(command.keys) or "—"
        assert f"| {command.text.rstrip('…')} | {command.tip} | {words} |" in keys, command.name


def test_every_command_of_the_command_line_is_described(pages: ManualPages) -> None:
    text = pages.text("commands")
    wanted = dict(walk(command_group(), "eduduty"))
    assert len(wanted) > 12
    for path, options in wanted.items():
        line = next((line for line in text.splitlines() if f"`{path} " in line or f"`{path}`" in line), "")
        assert line, path
        assert [option for option in options if option not in line] == [], path
    for number in range(4):
        assert f"| {number} |" in text


def walk(group: click.Group, path: str) -> Iterator[tuple[str, list[str]]]:
    """Every command with the options that people see."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from walk(command, f"{path} {name}")
        else:
            options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
            yield f"{path} {name}", [p.opts[0] for p in options if p.name != "help"]


def test_every_dialog_is_described_somewhere(pages: ManualPages) -> None:
    text = "".join(pages.text(name) for name in pages.names())
    files = (CHECKOUT / "eduduty_desktop" / "gui").rglob("*.py")
    titles = {t for file in files for t in TITLE.findall(file.read_text(encoding="utf-8"))}
    assert len(titles) > 12
    assert {title for title in titles if title.rstrip("…") not in text} == set()


def test_the_whole_manual_goes_on_paper_with_its_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ManualDialog(FOLDER)
    qtbot.addWidget(dialog)
    dialog.show_page("saving")
    leaf, book = tmp_path / "一页.pdf", tmp_path / "全 部.pdf"
    write_pdf(dialog.leaf(), leaf, dialog.title)
    write_pdf(dialog.book(), book, BOOK)
    for file in (leaf, book):
        content = file.read_bytes()
        assert content.startswith(b"%PDF-")
        assert content.rstrip().endswith(b"%%EOF")
        assert b"/Subtype /Image" in content
    assert leaf.read_bytes().count(b"/Type /Page\n") < book.read_bytes().count(b"/Type /Page\n")
    text = dialog.book().toPlainText()
    for name in ManualPages(FOLDER).names():
        assert text.count(f"{ManualPages(FOLDER).title(name)}\n") >= 1, name


def test_paper_that_cannot_be_written_is_explained(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="不能写入"):
        write_pdf(for_paper("# 甲", FOLDER), tmp_path / "file" / "a.pdf", "甲")


def test_what_was_found_can_be_printed_too(qtbot: QtBot) -> None:
    dialog = ManualDialog(FOLDER)
    qtbot.addWidget(dialog)
    dialog.search.setText("扣分 满分")
    dialog.search.returnPressed.emit()
    assert "得分与扣分对不上" in dialog.leaf().toPlainText()
    assert dialog.title == "查找“扣分 满分”"


@pytest.mark.parametrize("name", [*ManualPages(FOLDER).names(), CHECKS])
def test_no_mark_of_markdown_is_left_on_a_page(qtbot: QtBot, pages: ManualPages, name: str) -> None:
    """Bold that ends in a bracket needs a sign after it (CommonMark 6.2), else its asterisks are printed."""
    text = for_paper(pages.text(name), FOLDER).toPlainText()
    assert [line for line in text.splitlines() if "**" in line or "](" in line] == []

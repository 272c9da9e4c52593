"""Start page, new draft, and the shell that goes between the start page and a draft."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.new_draft import NewDraft, NewDraftDialog
from eduduty_desktop.gui.new_drafts import AFRESH, GO_ON
from eduduty_desktop.gui.opening import CANCEL
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import MOST_RECENT, Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.gui.start_page import RECENT, StartPage, name_of


def remember(settings: Settings, path: Path, now, *, county: str = "洪江市", exists: bool = True) -> None:
    if exists:
        path.write_text("draft", encoding="utf-8")
    settings.remember(path, county=county, year="2021", opened=now)


@pytest.fixture
def now(services: Services):
    return services.now()


@pytest.fixture
def shell(qtbot: QtBot, services: Services, settings: Settings, presenter, look: Look, make_page) -> Iterator[Shell]:
    shell = Shell(services, settings, presenter, look, make_page)
    yield shell
    for window in (shell.window, shell.start_page):
        if window is not None:
            window.close()


# start page -----------------------------------------------------------------------------------------------


def test_an_empty_start_page_says_what_comes_here(qtbot: QtBot, settings: Settings, look: Look) -> None:
    page = StartPage(settings, look)
    qtbot.addWidget(page)
    page.show()
    assert page._empty.isVisible()
    assert not page.list.isVisible()
    assert not page.remove.isVisible()


@pytest.mark.parametrize(
    ("button", "signal"), [("newDraft", "new_asked"), ("openDraft", "open_asked"), ("openSample", "sample_asked")]
)
def test_the_three_ways_to_begin(qtbot: QtBot, settings: Settings, look: Look, button: str, signal: str) -> None:
    page = StartPage(settings, look)
    qtbot.addWidget(page)
    found = page.findChild(QPushButton, button)
    assert isinstance(found, QPushButton)
    with qtbot.waitSignal(getattr(page, signal)):
        found.click()


def test_the_newest_draft_stands_first_and_opens(
    qtbot: QtBot, settings: Settings, look: Look, tmp_path: Path, now
) -> None:
    remember(settings, tmp_path / "a.eduduty", now, county="甲县")
    remember(settings, tmp_path / "b.eduduty", now, county="乙县")
    page = StartPage(settings, look)
    qtbot.addWidget(page)
    names = [name_of(page.model.item(row).data(RECENT)) for row in range(page.model.rowCount())]
    assert names == ["乙县 2021年度", "甲县 2021年度"]
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        page.open_recent.click()
    assert chosen.args == [tmp_path / "b.eduduty"]
    assert page.grab().width() > 0


def test_a_draft_that_is_gone_can_only_be_removed(
    qtbot: QtBot, settings: Settings, look: Look, tmp_path: Path, now
) -> None:
    remember(settings, tmp_path / "gone.eduduty", now, exists=False)
    page = StartPage(settings, look)
    qtbot.addWidget(page)
    assert not page.open_recent.isEnabled()
    assert "不在" in page.model.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    with qtbot.assertNotEmitted(page.recent_chosen):
        page.list.activated.emit(page.model.index(0, 0))
    page.remove.click()
    assert settings.recents() == []
    assert page.model.rowCount() == 0


def test_the_list_of_recent_drafts_is_short_and_without_repeats(settings: Settings, tmp_path: Path, now) -> None:
    for number in range(MOST_RECENT + 3):
        remember(settings, tmp_path / f"{number}.eduduty", now)
    remember(settings, tmp_path / "5.eduduty", now)
    recents = settings.recents()
    assert len(recents) == MOST_RECENT
    assert Path(recents[0].path).name == "5.eduduty"
    assert len({recent.path for recent in recents}) == MOST_RECENT


# new draft ------------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot, framework: Framework, tmp_path: Path) -> NewDraftDialog:
    dialog = NewDraftDialog([framework], tmp_path)
    qtbot.addWidget(dialog)
    return dialog


def test_a_new_draft_needs_a_county(dialog: NewDraftDialog, tmp_path: Path) -> None:
    assert not dialog.create_button.isEnabled()
    dialog.county.setText("洪江市")
    assert dialog.create_button.isEnabled()
    assert dialog.choice.path == tmp_path / "洪江市2021年度自评.eduduty"
    assert dialog.choice.year == 2021
    dialog.year.setValue(2024)
    assert dialog.choice.path.name == "洪江市2024年度自评.eduduty"


def test_a_restored_framework_says_so(dialog: NewDraftDialog) -> None:
    assert dialog._basis.text().startswith("据公开报告还原，非官方原件")
    assert dialog.framework.currentText() == "示例指标体系（试行）"


def test_an_existing_file_is_never_taken(dialog: NewDraftDialog, tmp_path: Path) -> None:
    (tmp_path / "洪江市2021年度自评.eduduty").write_text("", encoding="utf-8")
    dialog.county.setText("洪江市")
    assert not dialog.create_button.isEnabled()
    assert "已有" in dialog._hint.text()


def test_signs_that_no_file_may_have_are_replaced(dialog: NewDraftDialog) -> None:
    dialog.county.setText("甲/乙:县")
    assert dialog.choice.path.name == "甲_乙_县2021年度自评.eduduty"


# shell ----------------------------------------------------------------------------------------------------


def test_without_a_draft_the_start_page_comes(shell: Shell) -> None:
    shell.begin(None)
    assert shell.start_page is not None
    assert shell.start_page.isVisible()
    assert shell.window is None


def test_a_draft_opens_and_is_remembered(shell: Shell, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "a.eduduty"
    path.write_text("draft", encoding="utf-8")
    shell.begin(path)
    assert shell.window is not None
    assert shell.window.isVisible()
    assert settings.recents()[0].path == str(path)
    assert settings.folder("draft", Path()) == tmp_path


def test_a_draft_that_cannot_be_opened_is_explained(shell: Shell, presenter, tmp_path: Path) -> None:
    shell.begin(tmp_path / "gone.eduduty")
    assert presenter.errors[0].message == "没有文件“gone.eduduty”"
    assert shell.window is None
    assert shell.start_page is not None
    assert shell.start_page.isVisible()


def test_a_new_draft_is_created_and_opened(shell: Shell, framework: Framework, tmp_path: Path) -> None:
    shell.show_start()
    path = tmp_path / "新" / "甲县2021年度自评.eduduty"
    assert shell.new_drafts.create(NewDraft(framework, "甲县", 2021, path))
    assert path.exists()
    assert shell.window is not None
    assert shell.window.windowTitle().startswith("甲县 2021 年度自评")
    assert shell.start_page is not None
    assert not shell.start_page.isVisible()


def test_a_folder_that_cannot_be_made_is_explained(shell: Shell, framework: Framework, presenter, tmp_path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not shell.new_drafts.create(NewDraft(framework, "甲县", 2021, tmp_path / "file" / "x" / "a.eduduty"))
    assert isinstance(presenter.errors[0], UserError)
    assert "不能建立文件夹" in presenter.errors[0].message


def test_the_sample_goes_on_or_begins_afresh(qtbot: QtBot, shell: Shell, services: Services, presenter) -> None:
    def leave() -> None:
        assert shell.window is not None
        shell.window.close()

    shell.show_start()
    shell.new_drafts.open_sample()
    assert shell.window is not None
    first = shell.window.draft_path
    assert first.parent == services.documents_folder
    leave()
    presenter.answers = [GO_ON, AFRESH, CANCEL]
    shell.new_drafts.open_sample()
    assert shell.window.draft_path == first
    leave()
    shell.new_drafts.open_sample()
    assert shell.window.draft_path.name == "洪江市2021示例（2）.eduduty"
    leave()
    shell.new_drafts.open_sample()
    assert shell.window is None


def test_home_closes_the_draft_and_shows_the_start_page(qtbot: QtBot, shell: Shell, services: Services) -> None:
    shell.new_drafts.open_sample()
    window = shell.window
    assert window is not None
    with qtbot.waitSignal(window.closed):
        window.actions_by_name["home"].trigger()
    assert shell.window is None
    assert shell.start_page is not None
    assert shell.start_page.isVisible()
    assert shell.start_page.model.rowCount() == 1


def test_a_sample_without_a_writable_home_goes_into_another_folder(
    shell: Shell, services: Services, presenter, tmp_path: Path
) -> None:
    services.documents_folder.parent.mkdir(parents=True, exist_ok=True)
    services.documents_folder.write_text("在文件夹的位置上", encoding="utf-8")
    shell.show_start()
    shell.new_drafts.open_sample()
    assert shell.window is None, "nothing was chosen"
    other = tmp_path / "U 盘"
    other.mkdir()
    presenter.folders = [other]
    shell.new_drafts.open_sample()
    assert shell.window is not None
    assert shell.window.draft_path.parent == other
    assert [error.message[:13] for error in presenter.errors] == ["不能建立存放自评稿的文件夹"] * 2
    shell.window.close()
    shell.new_drafts.open_sample()
    assert shell.window is not None
    assert shell.window.draft_path.parent == other, "it goes on there"
    assert len(presenter.errors) == 2


def test_a_new_draft_that_finds_no_folder_keeps_what_was_typed(shell: Shell, presenter, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folders = [tmp_path / "file" / "x", tmp_path / "好的"]
    typed: list[str] = []

    def answer(dialog: NewDraftDialog) -> bool:
        typed.append(dialog.county.text())
        dialog.county.setText("甲县")
        dialog.folder.setText(str(folders[len(typed) - 1]))
        return True

    presenter.answer_dialog = answer
    shell.show_start()
    shell.new_drafts.ask()
    assert typed == ["", "甲县"]
    assert len(presenter.errors) == 1
    assert shell.window is not None
    assert shell.window.draft_path.parent == tmp_path / "好的"


def test_no_folder_is_made_before_it_is_needed(shell: Shell, services: Services) -> None:
    shell.show_start()
    assert not services.documents_folder.exists()
    shell.new_drafts.open_sample()
    assert services.documents_folder.is_dir()

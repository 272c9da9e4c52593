"""从上年自评稿滚动 in the window: asked from 新建自评稿, shown before it is done, opened afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry, Narrative
from eduduty_desktop.gui.last_year.roll_dialog import RollDialog
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.new_draft import NewDraftDialog
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.store import DraftFile
from eduduty_desktop.workspace.drafts import now, open_draft, read_draft
from tests.document.task_example import task_draft


@pytest.fixture
def old(draft: Draft) -> Draft:
    figure = Entry(Decimal(12))
    return draft.apply(
        [
            draft.change(Key("figures", "meeting.count", CURRENT), figure),
            draft.change(Key("narratives", "s1.p1"), Narrative("开了{{meeting.count}}。")),
        ]
    )


@pytest.fixture
def file(old: Draft, tmp_path: Path) -> Path:
    path = tmp_path / "上年.eduduty"
    DraftFile.create(path, old, who="测试", clock=now).close()
    return path


@pytest.fixture
def shell(
    qtbot: QtBot, services: Services, settings: Settings, presenter, look: Look, make_page, tmp_path: Path
) -> Iterator[Shell]:
    real = replace(
        services,
        rescue=replace(services.rescue, read_draft=read_draft),
        open_draft=lambda path, **_options: open_draft(path, data=tmp_path / "data"),
    )
    shell = Shell(real, settings, presenter, look, make_page)
    yield shell
    for window in (shell.window, shell.start_page):
        if window is not None:
            window.close()


def names(dialog: RollDialog) -> dict[str, list[str]]:
    found = {}
    for at in range(dialog.tree.topLevelItemCount()):
        group = dialog.tree.topLevelItem(at)
        found[group.text(0)] = [group.child(row).text(0) for row in range(group.childCount())]
    return found


def test_it_shows_what_comes_along(qtbot: QtBot, old: Draft, tmp_path: Path) -> None:
    dialog = RollDialog(old, tmp_path / "上年.eduduty", [], tmp_path)
    qtbot.addWidget(dialog)
    shown = names(dialog)
    assert "2021年的数据，作为上年数" in shown["带过来"]
    assert "正文，作为灰色的上年内容" in shown["带过来"]
    assert dialog.year.value() == 2022
    assert dialog.path == tmp_path / "洪江市2022年度自评.eduduty"
    assert dialog.create_button.isEnabled()


def test_another_framework_shows_what_has_no_place(qtbot: QtBot, old: Draft, tmp_path: Path) -> None:
    dialog = RollDialog(old, tmp_path / "上年.eduduty", [task_draft().framework], tmp_path)
    qtbot.addWidget(dialog)
    dialog.framework.setCurrentIndex(1)
    assert "数据" in names(dialog)["没有对应项"]
    assert dialog.choice.framework is not None


@pytest.mark.parametrize(("year", "said"), [(2021, "不能是2021年度"), (2019, "请把年度改为2022")])
def test_an_impossible_year_cannot_be_created(qtbot: QtBot, old: Draft, tmp_path: Path, year: int, said: str) -> None:
    dialog = RollDialog(old, tmp_path / "上年.eduduty", [], tmp_path)
    qtbot.addWidget(dialog)
    dialog.year.setValue(year)
    assert said in dialog.told.text()
    assert not dialog.create_button.isEnabled()
    dialog.year.setValue(2022)
    assert dialog.create_button.isEnabled()


def test_a_name_that_is_taken_is_told(qtbot: QtBot, old: Draft, tmp_path: Path) -> None:
    (tmp_path / "洪江市2022年度自评.eduduty").write_text("x", encoding="utf-8")
    dialog = RollDialog(old, tmp_path / "上年.eduduty", [], tmp_path)
    qtbot.addWidget(dialog)
    assert "已有“洪江市2022年度自评.eduduty”" in dialog.told.text()
    assert not dialog.create_button.isEnabled()


def test_the_shell_makes_it_and_opens_it(shell: Shell, presenter, file: Path, tmp_path: Path) -> None:
    presenter.answer_dialog = lambda dialog: isinstance(dialog, RollDialog)
    shell.new_drafts.roll(file)
    assert presenter.errors == []
    assert shell.window is not None
    assert shell.window.draft_path.name == "洪江市2022年度自评.eduduty"
    made = shell.window.session.draft
    assert made.text("cover", "year") == "2022"
    assert made.record(Key("figures", "meeting.count", PREVIOUS), Entry).amount == 12
    assert read_draft(file).text("cover", "year") == "2021"


def test_a_damaged_old_draft_is_told(shell: Shell, presenter, tmp_path: Path) -> None:
    path = tmp_path / "坏.eduduty"
    path.write_bytes(b"nothing")
    shell.new_drafts.roll(path)
    assert len(presenter.errors) == 1
    assert shell.window is None


def test_the_new_draft_dialog_leads_there(qtbot: QtBot, framework, tmp_path: Path) -> None:
    dialog = NewDraftDialog([framework], tmp_path)
    qtbot.addWidget(dialog)
    button = dialog.findChild(QPushButton, "roll")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(dialog.roll_asked):
        button.click()


def test_asking_for_a_roll_leaves_the_new_draft_dialog(
    shell: Shell, presenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(shell.new_drafts, "ask_roll", lambda: asked.append(True))

    def press(dialog: NewDraftDialog) -> bool:
        dialog.findChild(QPushButton, "roll").click()
        return False

    presenter.answer_dialog = press
    shell.new_drafts.ask()
    assert asked == [True]
    assert shell.window is None

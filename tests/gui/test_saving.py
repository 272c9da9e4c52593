"""Saving as the window shows it, and what the window remembers."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PROFILE, Key
from eduduty_desktop.draft.records import Entry, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui import safety
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.store import SaveState

NOON = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)
MakeWindow = Callable[[], MainWindow]


def fill(qtbot: QtBot, window: MainWindow, metric: str, amount: int) -> None:
    with qtbot.waitSignal(window.checks.settled):
        entry = Entry(Decimal(amount))
        window.session.edit([(Key("figures", metric, CURRENT), entry)], label=f"填写{metric}")


# saving ---------------------------------------------------------------------------------------------------


def failing(reason: UserError, *, must_move: bool = False) -> SaveState:
    return SaveState(failing_since=NOON, reason=reason, must_move=must_move)


FULL = UserError("自评稿“甲.eduduty”：磁盘空间不足，修改没有存上", what_to_do="请在该磁盘上腾出空间。")


def test_the_status_line_says_when_it_was_saved(qtbot: QtBot, window: MainWindow, opened) -> None:
    assert window.status.words.startswith("尚无改动")
    moment = datetime(2022, 3, 1, 6, 2, 33, tzinfo=UTC)
    with qtbot.waitSignal(window.safety.saved):
        opened.tell(SaveState(saved_at=moment))
    assert window.status.words.startswith(f"已保存 {moment.astimezone():%H:%M:%S}")


def test_a_failed_save_is_shown_until_it_is_in_the_file(qtbot: QtBot, window: MainWindow, opened) -> None:
    with qtbot.waitSignal(window.safety.failing):
        opened.tell(failing(FULL))
    strip = window.safety.strip
    assert strip.isVisible()
    assert "没有存进文件：自评稿“甲.eduduty”：磁盘空间不足，修改没有存上。请在该磁盘上腾出空间。" in strip.words
    assert window.status.words.startswith("未能保存")
    strip.retry.click()
    assert opened.retried == 1
    with qtbot.waitSignal(window.safety.saved):
        opened.tell(SaveState(saved_at=NOON))
    assert not strip.isVisible()


def test_being_taken_over_leaves_only_another_file(qtbot: QtBot, window: MainWindow, opened) -> None:
    with qtbot.waitSignal(window.safety.failing):
        opened.tell(failing(UserError("已由“李四”接管", what_to_do="请用“另存”。"), must_move=True))
    assert not window.safety.strip.retry.isVisible()
    assert window.safety.strip.elsewhere.isVisible()


def test_saving_elsewhere_goes_on_there(
    qtbot: QtBot, window: MainWindow, opened, presenter, settings: Settings, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.safety.failing):
        opened.tell(failing(FULL))
    window.safety.strip.elsewhere.click()  # the person thinks better of it
    assert window.safety.strip.isVisible()
    presenter.new_files = [tmp_path / "U盘" / "另存.eduduty"]
    window.safety.strip.elsewhere.click()
    assert window.draft_path == tmp_path / "U盘" / "另存.eduduty"
    assert not window.safety.strip.isVisible()
    assert settings.recents()[0].path == str(window.draft_path)
    opened.error = UserError("同名文件已经存在")
    presenter.new_files = [tmp_path / "又.eduduty"]
    window.actions_by_name["save_elsewhere"].trigger()
    assert presenter.errors[-1].message == "同名文件已经存在"


def test_closing_with_something_unsaved_asks(qtbot: QtBot, window: MainWindow, opened, presenter, tmp_path) -> None:
    with qtbot.waitSignal(window.safety.failing):
        opened.tell(failing(FULL))
    assert not window.close()
    text, choices = presenter.questions[-1]
    assert choices == ["另存到…", "不再存，关闭", "留在窗口"]
    assert "磁盘空间不足" in text
    presenter.answers = ["另存到…"]
    presenter.new_files = [tmp_path / "另存.eduduty"]
    assert window.close()
    assert opened.closed == 1


def test_backups_are_made_after_the_first_paint_and_on_demand(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, make_window: MakeWindow, opened
) -> None:
    monkeypatch.setattr(safety, "AFTER_FIRST_PAINT", 0)
    monkeypatch.setattr(safety, "LOOK_EVERY", 1)
    window = make_window()
    qtbot.waitUntil(lambda: opened.backups[:2] == ["opened", "regular"])
    window.actions_by_name["back_up"].trigger()
    qtbot.waitUntil(lambda: "已备份" in window.status._message.text())
    opened.error = UserError("备份盘已满")
    qtbot.waitUntil(lambda: "没有备份成：备份盘已满" in window.status._message.text())


def test_no_backup_is_made_while_somebody_types(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, opened
) -> None:
    monkeypatch.setattr(safety, "QUIET_SECONDS", 3600.0)
    window.session.type(Key("cover", "title"), Text("一"), label="填写标题")
    opened.backups.clear()
    window.safety._back_up_if_due()
    assert opened.backups == []
    window.safety._postponed = safety.MOST_POSTPONED
    window.safety._back_up_if_due()
    assert opened.backups == ["regular"]


def test_the_open_edit_is_journalled_without_a_pause(qtbot: QtBot, window: MainWindow, storage) -> None:
    window.session.type(Key("cover", "title"), Text("一"), label="填写标题")
    first = storage.journalled
    window.session.type(Key("cover", "title"), Text("一二"), label="填写标题")
    qtbot.waitUntil(lambda: storage.journalled > first)


def test_ctrl_s_seals_and_reassures(window: MainWindow, storage) -> None:
    window.session.type(Key("cover", "title"), Text("标题"), label="填写标题")
    before = len(storage.futures)
    window.actions_by_name["save"].trigger()
    assert len(storage.futures) == before + 1
    assert "自动保存" in window.status._message.text()


def test_what_was_recovered_is_said(qtbot: QtBot, opened, make_window: MakeWindow) -> None:
    opened.recovered = 3
    window = make_window()
    qtbot.waitUntil(lambda: "已恢复 3 处改动" in window.status._message.text())


# remembering ----------------------------------------------------------------------------------------------


def test_size_splitter_and_page_are_remembered(
    qtbot: QtBot, make_window: MakeWindow, settings: Settings, opened
) -> None:
    window = make_window()
    window.resize(780, 640)
    window._splitter.setSizes([160, 400, 200])
    sizes = window._splitter.sizes()
    window.show_node("s2.p1")
    window.panel.only_page.click()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert opened.closed == 1
    again = make_window()
    assert (again.width(), again.height()) == (780, 640)
    assert again._splitter.sizes()[0] == sizes[0] == 160  # the findings stand aside in so narrow a window
    assert again.node == "s2.p1"
    assert again.panel.only_page.isChecked()


def test_a_damaged_memory_does_no_harm(settings: Settings, make_window: MakeWindow) -> None:
    settings.set_text("window/geometry", "rubbish")
    settings.set_last_node("draft-1", "gone")
    settings.set_text("recent", json.dumps([{"path": 3}]))
    assert make_window().node == PROFILE
    assert settings.recents() == []


def test_a_failure_to_close_is_presented(window: MainWindow, opened, presenter, monkeypatch) -> None:
    def fail() -> None:
        raise UserError("最后的改动没有写入", what_to_do="请另存。")

    monkeypatch.setattr(opened, "close", fail)
    assert window.close()
    assert presenter.errors[0].message == "最后的改动没有写入"

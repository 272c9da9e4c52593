"""Saving as the window shows it, and what the window remembers."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PROFILE, Key
from eduduty_desktop.draft.records import Entry, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.settings import Settings

MakeWindow = Callable[[], MainWindow]


def fill(qtbot: QtBot, window: MainWindow, metric: str, amount: int) -> None:
    with qtbot.waitSignal(window.checks.settled):
        entry = Entry(Decimal(amount))
        window.session.edit([(Key("figures", metric, CURRENT), entry)], label=f"填写{metric}")


# saving ---------------------------------------------------------------------------------------------------


def test_the_status_line_says_when_it_was_saved(qtbot: QtBot, window: MainWindow, storage) -> None:
    assert window.status.words.startswith("尚无改动")
    fill(qtbot, window, "meeting.count", 4)
    moment = datetime(2022, 3, 1, 6, 2, 33, tzinfo=UTC)
    with qtbot.waitSignal(window.saving.saved):
        storage.futures[-1].set_result(moment)
    assert window.status.words.startswith(f"已保存 {moment.astimezone():%H:%M:%S}")


def test_a_failed_save_is_shown_until_the_end(qtbot: QtBot, window: MainWindow, storage, presenter) -> None:
    fill(qtbot, window, "meeting.count", 4)
    with qtbot.waitSignal(window.saving.failed):
        storage.futures[-1].set_exception(UserError("磁盘已满", what_to_do="请清理磁盘。"))
    assert window.save_failure.isVisible()
    assert "磁盘已满。请清理磁盘。" in window.save_failure.words
    assert window.status.words.startswith("未能保存")
    fill(qtbot, window, "meeting.count", 5)
    with qtbot.waitSignal(window.saving.saved):
        storage.futures[-1].set_result(datetime(2022, 3, 1, tzinfo=UTC))
    assert window.save_failure.isVisible()  # the change that failed is still missing in the file
    assert not window.close()
    assert presenter.questions[-1][1] == ["留在窗口", "仍然关闭"]
    assert "磁盘已满" in presenter.questions[-1][0]


def test_an_unknown_failure_is_shown_too(qtbot: QtBot, window: MainWindow, storage) -> None:
    fill(qtbot, window, "meeting.count", 4)
    with qtbot.waitSignal(window.saving.failed):
        storage.futures[-1].set_exception(OSError("device gone"))
    assert "device gone" in window.save_failure.words
    assert "先不要关闭程序" in window.save_failure.words


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
    assert again._splitter.sizes() == sizes
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

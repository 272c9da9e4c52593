"""One running window, with real processes: a second start hands its file over; dead, hung and foreign ones do not bind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from eduduty_desktop import app
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.framework.library import Library
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.second_start import SecondStart
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.store import holder_of
from eduduty_desktop.workspace import drafts, inbox

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds; for a machine with much to do
FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"it never came to this: {what}"
        QTest.qWait(5)  # the other process goes on meanwhile


class Machine:
    """A home of its own, and the processes that were started in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "DISPLAY": ":1",
            "WAYLAND_DISPLAY": "",
            "HOME": str(home),
        }
        self.env |= {name: str(home / name) for name in FOLDERS}
        self.running: list[subprocess.Popen[str]] = []

    @property
    def data(self) -> Path:
        return self.home / "XDG_DATA_HOME" / "eduduty"

    @property
    def log(self) -> str:
        files = (self.home / "XDG_STATE_HOME").rglob("eduduty.log")
        return "".join(file.read_text(encoding="utf-8") for file in files)

    def draft(self, name: str) -> Path:
        path = self.home / "文档 资料" / name
        path.parent.mkdir(exist_ok=True)
        framework = Library.shipped().load("hn-2021-hongjiang")
        drafts.create_draft(path, framework, county="洪江市", year=2021, data=self.data).close()
        return path

    def command(self, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "eduduty_desktop", *map(str, arguments)],
            cwd=CHECKOUT,
            env=self.env | environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=PATIENCE,
        )

    def window(self, draft: Path, **environment: str) -> "subprocess.Popen[str]":
        """A window that has opened its draft."""
        process = subprocess.Popen(
            [sys.executable, "-m", "eduduty_desktop", "open", str(draft)],
            cwd=CHECKOUT,
            env=self.env | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        self.running.append(process)
        until(lambda: process.poll() is not None or self.holder(draft) == process.pid, "the draft is open")
        assert process.poll() is None
        return process

    def holder(self, draft: Path) -> int:
        holder = holder_of(draft)
        return 0 if holder is None else holder.pid

    def inbox(self) -> Path:
        (folder,) = (self.data / inbox.FOLDER).iterdir()
        return folder


@pytest.fixture
def machine(tmp_path: Path, qapp: QApplication) -> Iterator[Machine]:
    machine = Machine(tmp_path)
    yield machine
    for process in machine.running:
        process.kill()
        process.wait(PATIENCE)


def test_a_second_start_opens_its_draft_in_the_same_window(machine: Machine) -> None:
    first, second = machine.draft("洪江市 2021.eduduty"), machine.draft("辰溪县（第二稿） 2021.eduduty")
    window = machine.window(first)
    done = machine.command("open", second)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "程序已经打开，在那个窗口里打开“辰溪县（第二稿） 2021.eduduty”。\n"
    until(lambda: machine.holder(second) == window.pid, "the running window has the second draft")
    assert machine.holder(first) == 0, "the first draft is closed"
    assert window.poll() is None

    done = machine.command("open", second)  # the same one again: nothing is asked, nothing changes
    assert done.returncode == 0
    done = machine.command()
    assert (done.returncode, done.stdout) == (0, "程序已经打开，已切换到那个窗口。\n")
    assert machine.holder(second) == window.pid
    assert not list(machine.inbox().glob(f"*{inbox.SUFFIX}"))
    assert window.poll() is None


def test_a_relative_path_is_that_of_the_second_start(machine: Machine) -> None:
    first, second = machine.draft("甲.eduduty"), machine.draft("乙 稿.eduduty")
    window = machine.window(first)
    relative = os.path.relpath(second, CHECKOUT)
    assert machine.command("open", relative).returncode == 0
    until(lambda: machine.holder(second) == window.pid, "the running window has the second draft")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")
def test_a_killed_window_does_not_bind_the_next_start(machine: Machine) -> None:
    first, second = machine.draft("甲.eduduty"), machine.draft("乙.eduduty")
    killed = machine.window(first)
    killed.kill()
    killed.wait(PATIENCE)
    assert list(machine.inbox().iterdir()), "its lock lies there"
    window = machine.window(second)
    assert machine.command("open", first).returncode == 0
    until(lambda: machine.holder(first) == window.pid, "the new window takes requests")


def test_damaged_requests_are_left_alone_with_a_line_in_the_log(machine: Machine) -> None:
    first, second = machine.draft("甲.eduduty"), machine.draft("乙.eduduty")
    window = machine.window(first)
    stamp = f"{time.time_ns():020d}"
    for number, content in enumerate((b"", b"\xff\xfe\x00rubbish", inbox.request(second)[:-4], inbox.HEAD + b"a\0")):
        damaged = machine.inbox() / f"{stamp}-{number}.tmp"
        damaged.write_bytes(content)
        damaged.rename(damaged.with_suffix(inbox.SUFFIX))
    old = machine.inbox() / f"00000000000000000001-1{inbox.SUFFIX}"
    (machine.inbox() / "old.tmp").write_bytes(inbox.request(second))
    (machine.inbox() / "old.tmp").rename(old)
    until(lambda: machine.log.count("没有理会") == 5, "each has its line in the log")
    assert not list(machine.inbox().glob(f"*{inbox.SUFFIX}"))
    assert (machine.holder(first), machine.holder(second)) == (window.pid, 0)
    assert window.poll() is None


def test_two_desktop_sessions_on_one_home_do_not_meet(machine: Machine) -> None:
    first, second = machine.draft("甲.eduduty"), machine.draft("乙.eduduty")
    one = machine.window(first)
    other = machine.window(second, DISPLAY=":2")
    assert (machine.holder(first), machine.holder(second)) == (one.pid, other.pid)


def test_commands_do_their_work_themselves(machine: Machine) -> None:
    first, second = machine.draft("甲.eduduty"), machine.draft("乙.eduduty")
    window = machine.window(first)
    done = machine.command("check", second, "--json")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith('{"draft"')
    assert (machine.holder(first), machine.holder(second)) == (window.pid, 0)


def test_a_home_that_cannot_be_written_stops_nobody(machine: Machine) -> None:
    draft = machine.draft("甲.eduduty")
    wall = machine.home / "wall"
    wall.write_text("", encoding="utf-8")
    window = machine.window(draft, **{name: str(wall / name) for name in FOLDERS})
    assert window.poll() is None


# in one process -------------------------------------------------------------------------------------------


def test_users_and_computers_have_folders_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from eduduty_desktop.store import machine

    mine = inbox.folder_of(tmp_path, "张三", ":0")
    assert mine == inbox.folder_of(tmp_path, "张三", ":0")
    others = {inbox.folder_of(tmp_path, "李四", ":0"), inbox.folder_of(tmp_path, "张三", ":1")}
    monkeypatch.setattr(machine, "here", lambda: "另一台电脑")
    others.add(inbox.folder_of(tmp_path, "张三", ":0"))
    assert len(others | {mine}) == 4


def test_a_window_that_does_not_answer_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    busy = inbox.enter(None, data=tmp_path, session="a")
    assert busy.inbox is not None
    entry = inbox.enter(tmp_path / "甲.eduduty", data=tmp_path, session="a", patience=0.05)
    assert (entry.handed_over, entry.inbox) == (False, None)
    assert busy.inbox.take() == [], "what nobody took is withdrawn"
    busy.inbox.close()
    again = inbox.enter(None, data=tmp_path, session="a")
    assert again.inbox is not None
    again.inbox.close()


def test_a_folder_that_cannot_be_made_leaves_the_window_without_an_inbox(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert inbox.enter(None, data=tmp_path / "file", session="a") == inbox.Entry()


def test_a_damaged_lock_binds_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = inbox.enter(None, data=tmp_path, session="a")
    assert first.inbox is not None
    (lock,) = first.inbox.folder.iterdir()
    lock.write_bytes(b"\0\0")
    second = inbox.enter(None, data=tmp_path, session="a")
    assert second.inbox is not None
    assert "已损坏" in caplog.text
    second.inbox.close()


def test_the_inbox_is_there_again_after_a_clean_up(tmp_path: Path) -> None:
    entry = inbox.enter(None, data=tmp_path, session="a")
    assert entry.inbox is not None
    for file in entry.inbox.folder.iterdir():
        file.unlink()
    entry.inbox.folder.rmdir()
    assert entry.inbox.take() == []
    assert list(entry.inbox.folder.iterdir()), "and its lock"
    entry.inbox.close()


@pytest.fixture
def shell(tmp_path: Path, settings: Settings, presenter, look: Look) -> Iterator[Shell]:
    services = app.make_services(tmp_path / "文档", tmp_path / "data")
    shell = Shell(services, settings, presenter, look, app.make_page)
    yield shell
    presenter.answers[:] = ["不再存，关闭"]
    for window in (shell.window, shell.start_page):
        if window is not None:
            window.close()


def test_what_is_being_typed_is_in_the_draft_that_is_left(
    qtbot: QtBot, shell: Shell, presenter, tmp_path: Path
) -> None:
    machine = Machine(tmp_path)
    first, second = machine.draft("甲.eduduty"), machine.draft("乙 稿.eduduty")
    shell.open(first)
    assert shell.window is not None
    node = shell.window.session.draft.framework.points[0].id
    shell.window.session.type(Key("narratives", node), Narrative("正在写的半句"), label="正文")
    shell.welcome(second)
    assert shell.window is not None
    assert shell.window.draft_path == second
    assert shell.window.isVisible()
    assert drafts.read_draft(first).text("narratives", node) == "正在写的半句"
    assert (presenter.questions, presenter.errors) == ([], [])


def test_a_missing_or_foreign_file_leaves_the_open_draft_open(
    qtbot: QtBot, shell: Shell, presenter, tmp_path: Path
) -> None:
    first = Machine(tmp_path).draft("甲.eduduty")
    shell.open(first)
    shell.welcome(tmp_path / "没有.eduduty")
    foreign = tmp_path / "报告.eduduty"
    foreign.write_bytes(b"PK" + bytes(200))
    shell.welcome(foreign)
    assert [error.message for error in presenter.errors] == [
        "没有文件“没有.eduduty”",
        "文件“报告.eduduty”是Word、Excel、WPS 文件（.docx、.xlsx）或压缩包，不是自评稿",
    ]
    assert shell.window is not None
    assert shell.window.draft_path == first


def test_a_wish_waits_for_the_answer_to_an_open_dialog(qtbot: QtBot, tmp_path: Path) -> None:
    wishes: list[list[Path | None]] = [[tmp_path / "甲.eduduty"]]
    welcomed: list[Path | None] = []
    fronts: list[bool] = []
    second = SecondStart(tmp_path, lambda: wishes.pop() if wishes else [], welcomed.append, lambda: fronts.append(True))
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    second.look()
    assert (welcomed, fronts) == ([], [True])
    dialog.reject()
    qtbot.waitUntil(lambda: welcomed == [tmp_path / "甲.eduduty"])


def test_files_are_noticed_as_they_come(qtbot: QtBot, tmp_path: Path) -> None:
    entry = inbox.enter(None, data=tmp_path, session="a")
    assert entry.inbox is not None
    welcomed: list[Path | None] = []
    second = SecondStart(entry.inbox.folder, entry.inbox.take, welcomed.append, lambda: None)
    second._timer.stop()  # the watcher alone
    file = entry.inbox.folder / f"{time.time_ns():020d}-1.tmp"
    file.write_bytes(inbox.request(tmp_path / "甲 乙.eduduty"))
    file.rename(file.with_suffix(inbox.SUFFIX))
    qtbot.waitUntil(lambda: welcomed == [tmp_path / "甲 乙.eduduty"])
    second._watcher.removePath(second._folder)  # as on a home that tells nothing
    second._timer.start(10)
    later = entry.inbox.folder / f"{time.time_ns():020d}-2{inbox.SUFFIX}"
    later.with_suffix(".tmp").write_bytes(inbox.request(None))
    later.with_suffix(".tmp").rename(later)
    qtbot.waitUntil(lambda: welcomed[1:] == [None])
    entry.inbox.close()

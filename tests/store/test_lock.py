"""Who has a draft open is told; who has died is not waited for."""

import os
import platform
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.store import DraftFile, Holder, LockedError, read_draft
from eduduty_desktop.store.lock import Lock, lock_path
from eduduty_desktop.store.processes import started
from tests.store.samples import WHO, killed_at, process, ticking

Clock = Callable[[], datetime]

HOLD = """
import sys
from pathlib import Path
from eduduty_desktop.store import DraftFile
from tests.store.samples import ticking
file = DraftFile.open(Path(sys.argv[1]), who="李四", clock=ticking())
print("open", flush=True)
sys.stdin.read()
file.close()
"""


def written(closed: Path, holder: Holder) -> Path:
    lock = lock_path(closed)
    lock.write_bytes(msgspec.json.encode(holder))
    return lock


def test_the_lock_lies_beside_the_draft_while_it_is_open(draft_file: DraftFile) -> None:
    lock = lock_path(draft_file.path)
    assert lock.name == f".~lock.{draft_file.path.name}#"
    holder = msgspec.json.decode(lock.read_bytes(), type=Holder)
    assert (holder.computer, holder.user, holder.pid) == (platform.node(), WHO, os.getpid())
    assert holder.time == "2024-11-22T08:00:00+08:00"
    draft_file.close()
    assert not lock.exists()


def test_another_ending_of_the_name() -> None:
    assert lock_path(Path("a.bak")).name == ".~lock.a.bak.eduduty#"


def test_the_same_draft_twice_in_one_program(draft_file: DraftFile, clock: Clock) -> None:
    with pytest.raises(LockedError, match=r"张三.*本机打开") as refused:
        DraftFile.open(draft_file.path, who="李四", clock=clock)
    assert "切换到已经打开的窗口" in refused.value.what_to_do
    assert read_draft(draft_file.path) == draft_file.draft


def test_another_living_process_keeps_it_until_it_closes(closed: Path, clock: Clock) -> None:
    with process(HOLD, closed) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LockedError) as refused:
            DraftFile.open(closed, who=WHO, clock=clock)
        assert refused.value.holder is not None
        assert (refused.value.holder.user, refused.value.holder.pid) == ("李四", other.pid)
        other.communicate()
    assert other.returncode == 0
    DraftFile.open(closed, who=WHO, clock=clock).close()


def test_a_killed_process_is_not_waited_for(closed: Path, clock: Clock) -> None:
    killed_at("open", HOLD, closed)
    assert lock_path(closed).exists()
    DraftFile.open(closed, who=WHO, clock=clock).close()
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_of_two_who_find_a_dead_lock_one_gets_it(closed: Path) -> None:
    with process("") as dead:
        dead.communicate()
    together = threading.Barrier(2)

    def acquire(who: str) -> Lock | None:
        together.wait()
        try:
            return Lock.acquire(closed, who=who, clock=ticking())
        except LockedError:
            return None

    with ThreadPoolExecutor(2) as pool:
        for _ in range(50):
            written(closed, Holder(platform.node(), "李四", dead.pid, "2024-11-01T08:00:00+08:00"))
            (lock,) = (got for got in pool.map(acquire, ["甲", "乙"]) if got is not None)
            lock.release()
            assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_a_process_that_got_the_number_of_a_dead_one_is_not_it(closed: Path, clock: Clock) -> None:
    mark = started(os.getpid())
    if not mark:
        pytest.skip("this system does not tell when a process began")
    written(closed, Holder(platform.node(), "李四", os.getpid(), "2024-11-01T08:00:00+08:00", mark + "0"))
    DraftFile.open(closed, who=WHO, clock=clock).close()


def test_another_computers_lock_is_kept_whatever_its_process(closed: Path, clock: Clock) -> None:
    lock = written(closed, Holder("财务室", "王五", 999_999_999, "2024-11-01T08:15:00+08:00"))
    with pytest.raises(LockedError, match="“王五”于 2024-11-01 08:15 在计算机“财务室”上打开") as refused:
        DraftFile.open(closed, who=WHO, clock=clock)
    assert lock.name in refused.value.what_to_do
    assert lock.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[]"])
def test_a_lock_that_names_nobody_is_kept(content: bytes, closed: Path, clock: Clock) -> None:
    lock = lock_path(closed)
    lock.write_bytes(content)
    with pytest.raises(LockedError, match="读不出是谁") as refused:
        DraftFile.open(closed, who=WHO, clock=clock)
    assert refused.value.holder is None
    assert lock.read_bytes() == content


def test_a_lock_that_was_taken_over_is_not_removed(closed: Path, clock: Clock) -> None:
    lock = Lock.acquire(closed, who=WHO, clock=clock)
    file = written(closed, Holder("财务室", "王五", 7))
    lock.release()
    assert file.exists()


def test_a_second_release_does_nothing(closed: Path, clock: Clock) -> None:
    lock = Lock.acquire(closed, who=WHO, clock=clock)
    lock.release()
    other = Lock.acquire(closed, who=WHO, clock=clock)
    lock.release()
    assert lock_path(closed).exists()
    other.release()


def test_a_link_to_a_draft_has_the_same_lock(draft_file: DraftFile, tmp_path: Path) -> None:
    link = tmp_path / "link.eduduty"
    try:
        link.symlink_to(draft_file.path)
    except OSError:
        pytest.skip("this user may not make links")
    with pytest.raises(LockedError):
        DraftFile.open(link, who=WHO, clock=ticking())


def test_whether_a_process_lives() -> None:
    assert started(os.getpid()) == started(os.getpid()) is not None
    with process("") as other:
        other.communicate()
    assert started(other.pid) is None

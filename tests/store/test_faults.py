"""Each fault of a disk, really produced: by a preloaded shim, by a small file system, by other programs."""

import importlib.util
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from eduduty_desktop.draft import Draft, Key, canonical
from eduduty_desktop.draft.records import Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import DraftFile, Phase, connection, read_draft
from tests.disks import small_disk
from tests.store import faulty
from tests.store.samples import CHECKOUT, LONG, WHO, edit

Clock = Callable[[], datetime]
NOTE = Key("notes", "p2")


def load(name: str) -> ModuleType:
    """A module of the folder of benchmarks, which is no package."""
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


disk = load("disk")
needs_shim = pytest.mark.skipif(not disk.available(), reason="the shim needs Linux and gcc")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library: Path = disk.build(tmp_path_factory.mktemp("shim"))
    return library


@needs_shim
@pytest.mark.parametrize("case", faulty.CASES)
def test_a_disk_that_fails(case: str, shim: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.store.faulty", case, tmp_path],
        cwd=CHECKOUT,
        env={**os.environ, **disk.environment(shim, tmp_path / "disk", fault=tmp_path / "fault")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


# --- a real small file system ------------------------------------------------------------------------------------


@pytest.fixture
def usb_stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 KiB, pulled out at the end if the test has not."""
    with small_disk(tmp_path / "U盘", "512k") as folder:
        yield folder


def test_a_small_file_system_runs_full(usb_stick: Path, draft: Draft, clock: Clock) -> None:
    with DraftFile.create(usb_stick / "县.eduduty", draft, who=WHO, clock=clock) as file:
        ballast = usb_stick / "照片.jpg"
        ballast.write_bytes(bytes(200 << 10))
        now, error, n = draft, None, 0
        while error is None:
            changes = [now.change(Key("notes", f"n{n}"), Text(LONG + str(n)))]
            now = now.apply(changes)
            error = file.commit(changes, label="写").exception()
            n += 1
        assert n > 2
        assert isinstance(error, UserError)
        assert "磁盘空间不足" in error.message
        assert file.state.phase is Phase.FAILING
        assert len(read_draft(file.path).rows("notes")) == n  # all acknowledged ones, and 待补
        ballast.unlink()
        file.flush().result()
        assert canonical(read_draft(file.path)) == canonical(now)


def test_a_drive_is_pulled_out_and_the_work_saved_elsewhere(
    usb_stick: Path, draft: Draft, clock: Clock, tmp_path: Path
) -> None:
    file = DraftFile.create(usb_stick / "县.eduduty", draft, who=WHO, clock=clock)
    file.commit([edit(draft, "一")], label="写").result()
    now = draft.apply([edit(draft, "一")])
    subprocess.run(["umount", "-l", usb_stick], check=True)
    error = file.commit([now.change(NOTE, Text("二"))], label="记").exception()
    assert isinstance(error, UserError)
    assert "另存" in error.what_to_do
    now = now.apply([now.change(NOTE, Text("二"))])
    assert file.flush().exception() is not None
    file.save_elsewhere(tmp_path / "别处.eduduty", now)
    file.close()
    assert canonical(read_draft(tmp_path / "别处.eduduty")) == canonical(now)


# --- other programs ------------------------------------------------------------------------------------------------


def test_a_scanner_holds_the_file_for_a_while(
    closed: Path, draft: Draft, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PRAGMAS", ("PRAGMA busy_timeout = 0", *connection.PRAGMAS))
    with DraftFile.open(closed, who=WHO, clock=clock) as file:
        with closing(sqlite3.connect(closed, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            error = file.commit([edit(draft, "一")], label="写").exception()
            assert isinstance(error, UserError)
            assert "其他程序占用" in error.message
            assert not file.state.must_move
        file.flush().result()
        assert file.state.phase is Phase.SAVED
    assert read_draft(closed).text("narratives", "p1") == "一"

"""Folders as wholes: put in place at one stroke, or not at all; what a person put there stays."""

import os
from pathlib import Path

import pytest

from eduduty_desktop.errors import UserError
from eduduty_desktop.office import ExportCancelledError
from eduduty_desktop.office.folders import copy_file, replacing_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_stands_there_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "包"
    with replacing_folder(target) as room:
        (room / "a").write_text("1")
        assert not target.exists()
    assert names(tmp_path) == ["包"]
    assert names(target) == ["a"]


def test_an_earlier_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "包"
    (target / "01").mkdir(parents=True)
    (target / "01" / "旧.pdf").write_text("old")
    (target / "Thumbs.db").write_text("litter of Windows")
    with replacing_folder(target, frozenset({"01/旧.pdf"})) as room:
        (room / "新.pdf").write_text("new")
        assert (target / "01" / "旧.pdf").exists()
    assert names(target) == ["新.pdf"]
    assert names(tmp_path) == ["包"]


def test_what_a_person_put_there_is_never_deleted(tmp_path: Path) -> None:
    target = tmp_path / "包"
    (target / "01").mkdir(parents=True)
    (target / "01" / "盖章扫描件.pdf").write_text("mine")
    with pytest.raises(UserError, match="01/盖章扫描件"), replacing_folder(target, frozenset({"01/旧.pdf"})):
        pytest.fail("nothing may be begun")
    assert (target / "01" / "盖章扫描件.pdf").read_text() == "mine"
    assert names(tmp_path) == ["包"]


def test_a_file_of_that_name_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "包").write_text("a file")
    with pytest.raises(UserError, match="同名的文件"), replacing_folder(tmp_path / "包"):
        pytest.fail("nothing may be begun")


def test_a_failure_leaves_nothing_and_the_earlier_one_untouched(tmp_path: Path) -> None:
    target = tmp_path / "包"
    target.mkdir()
    (target / "a").write_text("old")

    def stop(room: Path) -> None:
        (room / "b").write_text("half")
        raise ExportCancelledError

    with pytest.raises(ExportCancelledError), replacing_folder(target, frozenset({"a"})) as room:
        stop(room)
    with (
        pytest.raises(UserError, match="磁盘空间不足"),
        replacing_folder(target, frozenset({"a"})) as room,
    ):
        raise OSError(28, "No space left on device")
    assert names(tmp_path) == ["包"]
    assert names(target) == ["a"]


def test_a_folder_that_cannot_be_moved_away_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows while a file in it is open."""
    target = tmp_path / "包"
    target.mkdir()
    (target / "a").write_text("old")
    rename = Path.rename

    def busy(self: Path, other: Path) -> Path:
        if self == target:
            raise PermissionError(13, "used by another program")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(UserError, match="正被其他程序使用"), replacing_folder(target, frozenset({"a"})) as room:
        (room / "a").write_text("new")
    assert (target / "a").read_text() == "old"
    assert names(tmp_path) == ["包"]


def test_the_old_one_comes_back_when_the_new_one_cannot_be_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "包"
    target.mkdir()
    (target / "a").write_text("old")
    rename = Path.rename

    def refused(self: Path, other: Path) -> Path:
        if other == target and self.suffix == ".tmp":
            raise OSError(5, "Input/output error")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(UserError), replacing_folder(target, frozenset({"a"})) as room:
        (room / "a").write_text("new")
    assert (target / "a").read_text() == "old"
    assert names(tmp_path) == ["包"]


def test_a_copy_tells_its_hash_and_keeps_the_time(tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.write_bytes(b"x" * (3 << 20))
    os.utime(source, (1_600_000_000, 1_600_000_000))
    steps: list[int] = []
    size, digest = copy_file(source, tmp_path / "b", progress=steps.append)
    assert (size, sum(steps), len(steps)) == (3 << 20, 3 << 20, 3)
    assert len(digest) == 64
    assert (tmp_path / "b").stat().st_mtime == 1_600_000_000
    with pytest.raises(FileNotFoundError):
        copy_file(tmp_path / "没有", tmp_path / "c")
    with pytest.raises(UserError):
        copy_file(source, tmp_path / "没有" / "c")
    with pytest.raises(ExportCancelledError):
        copy_file(source, tmp_path / "d", cancelled=lambda: True)

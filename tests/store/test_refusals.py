"""Files that are no sound draft are named for what they are, and stay untouched."""

import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from eduduty_desktop import __version__
from eduduty_desktop.draft import Draft, canonical
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import DamagedError, DraftFile, read_draft
from eduduty_desktop.store.header import APPLICATION_ID
from eduduty_desktop.store.lock import lock_path
from eduduty_desktop.store.schema import newest
from tests.store.samples import WHO

Clock = Callable[[], datetime]


def refusal(path: Path, clock: Clock) -> UserError:
    """Why a file is not opened; both ways of opening agree, leave it as it was, and leave no lock."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(UserError) as reading:
        read_draft(path)
    with pytest.raises(UserError) as opening:
        DraftFile.open(path, who=WHO, clock=clock)
    assert str(reading.value) == str(opening.value)
    assert opening.value.what_to_do
    assert (path.read_bytes() if path.is_file() else b"") == before
    if path.parent.is_dir():
        assert not lock_path(path).exists()
    return opening.value


def test_a_missing_file(path: Path, clock: Clock) -> None:
    assert "不存在" in refusal(path, clock).message
    assert list(path.parent.iterdir()) == []


def test_a_folder_in_its_place(path: Path, clock: Clock) -> None:
    path.mkdir()
    assert "文件夹" in refusal(path, clock).message


def test_a_file_in_place_of_the_folder(path: Path, draft: Draft, clock: Clock) -> None:
    path.write_bytes(b"x")
    assert "不存在" in refusal(path / "x.eduduty", clock).message
    with pytest.raises(UserError, match=r"不是文件夹|不存在"):
        DraftFile.create(path / "x.eduduty", draft, who=WHO, clock=clock)


def test_no_folder_to_create_in(path: Path, draft: Draft, clock: Clock) -> None:
    with pytest.raises(UserError, match="不存在"):
        DraftFile.create(path / "x.eduduty", draft, who=WHO, clock=clock)


def test_a_word_file(path: Path, clock: Clock) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>" * 100)
    assert "Word、Excel" in refusal(path, clock).message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空的"),
        (b"\xff\xd8\xff\xe0" + bytes(500), "图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "旧版 Word"),
        (b"%PDF-1.7\n", "PDF"),
        ("指标，本年，上年\n".encode(), "不是自评稿"),
        (bytes(4096), "不是自评稿"),
        (b"S", "不完整"),
    ],
)
def test_another_kind_of_file(content: bytes, words: str, path: Path, clock: Clock) -> None:
    path.write_bytes(content)
    assert words in refusal(path, clock).message


@pytest.mark.parametrize("length", [1, 15, 16, 60, 99, 100, 512, 4095, 4096, 8192, -4096, -1])
def test_a_truncated_file(length: int, closed: Path, clock: Clock) -> None:
    closed.write_bytes(closed.read_bytes()[:length])
    error = refusal(closed, clock)
    assert isinstance(error, DamagedError)
    assert "不完整" in error.message


def with_bytes(path: Path, at: int, content: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[at : at + len(content)] = content
    path.write_bytes(whole)


def test_another_programs_id(closed: Path, clock: Clock) -> None:
    with_bytes(closed, 68, (APPLICATION_ID ^ 1).to_bytes(4, "big"))
    assert "其他程序" in refusal(closed, clock).message


def test_a_database_of_another_program(path: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
    assert "其他程序" in refusal(path, clock).message


def test_a_newer_version(closed: Path, clock: Clock) -> None:
    with_bytes(closed, 60, (99).to_bytes(4, "big"))
    error = refusal(closed, clock)
    assert "由新版程序创建" in error.message
    assert f"格式是第 99 版，本程序 {__version__} 认得到第 {newest()} 版" in error.what_to_do
    assert "请安装新版程序" in error.what_to_do


@pytest.mark.parametrize("version", [b"\0\0\0\0", b"\xff\xff\xff\xff"])
def test_a_version_that_never_was(version: bytes, closed: Path, clock: Clock) -> None:
    with_bytes(closed, 60, version)
    assert isinstance(refusal(closed, clock), DamagedError)


@pytest.mark.parametrize("page_size", [b"\0\0", b"\x10\x01"])
def test_a_page_size_that_cannot_be(page_size: bytes, closed: Path, clock: Clock) -> None:
    with_bytes(closed, 16, page_size)
    assert isinstance(refusal(closed, clock), DamagedError)


def test_every_damaged_page_is_noticed(closed: Path, clock: Clock) -> None:
    sound = closed.read_bytes()
    for at in range(0, len(sound), 4096):
        with_bytes(closed, max(at, 100), b"\xa5" * 64)
        if not is_free(sound, at // 4096):
            with pytest.raises(UserError):
                read_draft(closed)
        closed.write_bytes(sound)


def is_free(content: bytes, page: int) -> bool:
    """Overflow pages hold text only: damage there changes words, which no structure can show."""
    return content[page * 4096] not in (2, 5, 10, 13) and page > 0


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER evil AFTER UPDATE ON notes BEGIN DELETE FROM narratives; END",
        "CREATE VIEW evil AS SELECT * FROM notes",
        "CREATE TABLE evil (x)",
        "CREATE VIRTUAL TABLE evil USING fts4(x)",
        "CREATE INDEX evil ON notes (abs(text))",
        "DROP TABLE notes; CREATE VIEW notes AS SELECT 1 AS x",
        "DROP TABLE notes",
        "ALTER TABLE notes RENAME COLUMN text TO evil",
        "DELETE FROM meta",
        "UPDATE framework SET snapshot = '{}'",
        "UPDATE figures SET amount = 'viel'",
        "UPDATE figures SET period = '某年 2024'",
        "UPDATE deductions SET evidence = '[3]'",
        "INSERT INTO open_edit VALUES ('notes', 'p1', '', '', '', '', '', '', NULL, '{\"text\":3}')",
        "INSERT INTO open_edit VALUES ('evil', 'p1', '', '', '', '', '', '', NULL, '{}')",
    ],
)
def test_what_strangers_put_into_a_file(sql: str, closed: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        connection.executescript(sql)
    refusal(closed, clock)


def test_a_file_that_may_only_be_read(closed: Path, draft: Draft, clock: Clock) -> None:
    if os.name == "posix" and os.geteuid() == 0:
        pytest.skip("root may write everything")
    closed.chmod(0o444)
    with pytest.raises(UserError, match="只读"):
        DraftFile.open(closed, who=WHO, clock=clock)
    assert canonical(read_draft(closed)) == canonical(draft)


def test_a_folder_that_may_only_be_read(closed: Path, draft: Draft, clock: Clock) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("root may write everything, and Windows has no read-only folders")
    closed.parent.chmod(0o555)
    try:
        with pytest.raises(UserError, match="权限"):
            DraftFile.open(closed, who=WHO, clock=clock)
        with pytest.raises(UserError, match="权限"):
            DraftFile.create(closed.with_name("y.eduduty"), draft, who=WHO, clock=clock)
        assert canonical(read_draft(closed)) == canonical(draft)
    finally:
        closed.parent.chmod(0o755)


def test_a_lock_that_cannot_be_written(closed: Path, draft: Draft, clock: Clock) -> None:
    lock_path(closed).mkdir()  # stands in for a folder without rights, for root too
    with pytest.raises(UserError) as refused:
        DraftFile.open(closed, who=WHO, clock=clock)
    assert refused.value.what_to_do
    assert canonical(read_draft(closed)) == canonical(draft)

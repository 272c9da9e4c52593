"""Files of 佐证材料: references, states, registration, order and numbers."""

import hashlib
import os
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.document import build_appendix
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.workspace.evidence import (
    CancelledError,
    Candidate,
    FileState,
    Watch,
    evidence_numbers,
    evidence_of,
    examined,
    file_name_of,
    fingerprint,
    is_elsewhere,
    linkable,
    moved,
    path_of,
    reference_of,
    registration,
    size_in_words,
    unlinked,
)
from tests.draft.small import draft_of

GIGABYTE = 1024**3


def applied(draft: Draft, edits: object) -> Draft:
    return draft.apply([draft.change(key, record) for key, record in edits])  # type: ignore[attr-defined]


def three() -> Draft:
    return draft_of(
        {
            Key("evidence", "a"): Evidence(("s1.p2",), 1, "甲"),
            Key("evidence", "b"): Evidence(("s1.p2", "s1.p1"), 2, "乙"),
            Key("evidence", "c"): Evidence(("s1.p2",), 3, "丙"),
            Key("evidence", "d"): Evidence(("s1.p2", "s2.p2"), 4, "丁"),
        }
    )


# references -----------------------------------------------------------------------------------------------


def test_a_file_below_the_draft_is_named_relative_to_it(tmp_path: Path) -> None:
    inside, outside = tmp_path / "draft" / "佐证" / "一.pdf", tmp_path / "other" / "二.pdf"
    assert reference_of(inside, tmp_path / "draft") == "佐证/一.pdf"
    assert reference_of(outside, tmp_path / "draft") == str(outside)
    assert reference_of(inside, None) == str(inside)
    for path in (inside, outside):
        assert path_of(reference_of(path, tmp_path / "draft"), tmp_path / "draft") == path


def test_a_moved_draft_finds_what_moved_with_it(tmp_path: Path) -> None:
    assert path_of("佐证/一.pdf", tmp_path / "usb") == tmp_path / "usb" / "佐证" / "一.pdf"


@pytest.mark.parametrize(
    ("reference", "name"),
    [("佐证/一.pdf", "一.pdf"), ("D:\\佐证\\一.pdf", "一.pdf"), ("/a/b/c.docx", "c.docx"), ("", "")],
)
def test_the_name_of_a_file_of_any_system(reference: str, name: str) -> None:
    assert file_name_of(reference) == name


# states ---------------------------------------------------------------------------------------------------


def registered(path: Path) -> Evidence:
    return Evidence(("s1.p1",), file=str(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def test_the_states_of_a_file(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.pdf", Watch()
    path.write_bytes(b"one")
    one = registered(path)
    assert watch.look(one, None).state is FileState.SAME
    path.write_bytes(b"two!")
    assert watch.look(one, None).state is FileState.CHANGED
    path.rename(tmp_path / "b.pdf")
    assert watch.look(one, None).state is FileState.MISSING
    assert watch.look(Evidence(title="奖牌"), None).state is FileState.NONE
    assert watch.look(msgspec.structs.replace(one, file=str(tmp_path)), None).state is FileState.UNREADABLE
    assert watch.look(msgspec.structs.replace(one, file=str(tmp_path / "b.pdf"), sha256=""), None).state == "未核对"


def test_a_file_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    path, watch = tmp_path / "a.pdf", Watch()
    path.write_bytes(b"one")
    one = registered(path)
    watch.look(one, None)
    status = path.stat()
    path.write_bytes(b"two")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert watch.look(one, None).state is FileState.SAME, "size and time are as they were"
    watch.read(path)
    assert watch.look(one, None).state is FileState.CHANGED, "asked for, it was read"


def test_a_large_file_is_left_until_it_is_asked_for(tmp_path: Path) -> None:
    path, watch = tmp_path / "big.mp4", Watch(at_once=4)
    path.write_bytes(b"12345")
    one = registered(path)
    assert watch.look(one, None).state is FileState.UNCHECKED
    watch.read(path)
    assert watch.look(one, None).state is FileState.SAME


def test_another_computer_is_not_called_unasked() -> None:
    assert is_elsewhere("\\\\server\\share\\a.pdf")
    assert Watch().look(Evidence(file="//server/share/a.pdf", sha256="ab"), None).state is FileState.UNCHECKED


def test_a_fingerprint_tells_progress_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "big.bin"
    with path.open("wb") as file:
        file.truncate(5 * GIGABYTE)
    told: list[tuple[int, int]] = []
    with pytest.raises(CancelledError):
        fingerprint(path, lambda done, of: told.append((done, of)), lambda: len(told) == 3)
    assert told[-1] == (3 * 1024 * 1024, 5 * GIGABYTE)


def test_no_pipe_holds_up_the_reading(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="不是普通文件"):
        fingerprint(pipe)


def test_the_fingerprint_is_the_sha256(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"x" * 3_000_000)
    found = fingerprint(path)
    assert (found.size, found.sha256) == (3_000_000, hashlib.sha256(b"x" * 3_000_000).hexdigest())


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 B"), (312, "312 B"), (4096, "4.0 KB"), (5 * GIGABYTE, "5.0 GB"), (1024**5, "1024.0 TB")]
)
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words


# registering ----------------------------------------------------------------------------------------------


def test_files_are_registered_once(tmp_path: Path) -> None:
    first, twin, empty = tmp_path / "某政发〔2024〕3号 通知.pdf", tmp_path / "副本.pdf", tmp_path / "空.txt"
    first.write_bytes(b"one")
    twin.write_bytes(b"one")
    empty.touch()
    candidates = examined([first, twin, empty, tmp_path, tmp_path / "gone.pdf"], Watch())
    made = registration(draft_of(), "s1.p1", candidates, tmp_path)
    records = dict(made.edits)
    assert [record.file for record in records.values()] == [first.name, "空.txt"]  # type: ignore[union-attr]
    one = next(iter(records.values()))
    assert (one.title, one.document_number, one.points, one.order) == (  # type: ignore[union-attr]
        "某政发〔2024〕3号 通知",
        "某政发〔2024〕3号",
        ("s1.p1",),
        1,
    )
    for words in ("已登记 2 份", "“副本.pdf”已经登记过", "“空.txt”是空文件", "是文件夹", "“gone.pdf”没有登记：找不到"):
        assert words in made.message
    assert made.unread == ()


def test_a_file_of_another_point_is_linked(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"one")
    candidates = examined([path], Watch())
    draft = applied(draft_of(), registration(draft_of(), "s1.p1", candidates, None).edits)
    made = registration(draft, "s1.p2", candidates, None)
    ((key, record),) = made.edits
    assert record.points == ("s1.p1", "s1.p2")  # type: ignore[union-attr]
    assert "一（一）-1" in made.message
    draft = applied(draft, made.edits)
    assert registration(draft, "s1.p2", candidates, None).edits == ()
    assert made.rows == (key.row,)


def test_a_changed_file_at_the_same_place_is_a_new_document() -> None:
    one = Evidence(("s1.p1",), 1, "旧", file="/x/a.pdf", sha256="ab")
    draft = draft_of({Key("evidence", "1"): one})
    made = registration(draft, "s1.p1", [Candidate(Path("/x/a.pdf"), 3, "cd")], None)
    assert len(made.edits) == 1
    assert registration(draft, "s1.p1", [Candidate(Path("/x/a.pdf"), GIGABYTE)], None).edits == ()


def test_a_large_file_is_registered_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.mp4"
    path.write_bytes(b"12345")
    made = registration(draft_of(), "s1.p1", examined([path], Watch(), at_once=4), tmp_path)
    assert made.unread == made.rows
    ((_, record),) = made.edits
    assert record.sha256 == ""  # type: ignore[union-attr]


# order and numbers ----------------------------------------------------------------------------------------


def test_numbers_are_those_of_the_appendix() -> None:
    draft = three()
    numbers = evidence_numbers(draft)
    assert numbers == {"b": "一（一）-1", "a": "一（二）-1", "c": "一（二）-2", "d": "一（二）-3"}
    sheet = next(sheet for sheet in build_appendix(draft) if sheet.name == "佐证目录")
    assert [row[2].value for row in sheet.rows[1:]] == list(numbers.values())
    assert evidence_numbers(draft_of()) == {}


def test_the_documents_of_a_point_come_in_the_order_of_their_numbers() -> None:
    assert [(row, number) for row, number, _ in evidence_of(three(), "s1.p2")] == [
        ("b", "一（一）-1"),
        ("a", "一（二）-1"),
        ("c", "一（二）-2"),
        ("d", "一（二）-3"),
    ]
    assert [row for row, _, _ in linkable(three(), "s2.p2")] == ["b", "a", "c"]


def test_moving_renumbers() -> None:
    draft = applied(three(), moved(three(), "s1.p2", "d", 0))
    assert {row: number for row, number, _ in evidence_of(draft, "s1.p2")} == {
        "b": "一（一）-1",
        "d": "一（二）-1",
        "a": "一（二）-2",
        "c": "一（二）-3",
    }
    assert moved(draft, "s1.p2", "b", 1) == [], "numbered under another point"
    assert moved(draft, "s1.p2", "d", -1) == []


def test_taking_away_leaves_what_other_points_need() -> None:
    draft = three()
    edit = unlinked(draft, "b", "s1.p2")
    assert edit is not None
    assert edit[1].points == ("s1.p1",)  # type: ignore[union-attr]
    assert unlinked(draft, "a", "s1.p2") == (Key("evidence", "a"), None)
    assert unlinked(draft, "a", "s1.p1") is None

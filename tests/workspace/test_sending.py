"""报送: folder, archive and letter hold the same files and nothing that stays in the house."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.document.attachments import ATTACHMENTS, text_of
from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import Draft, Finding, Key, Place
from eduduty_desktop.draft.records import Evidence, Text, Waiver
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity
from eduduty_desktop.office import ExportCancelledError, read_grids
from eduduty_desktop.office.archive import MANIFEST, named_in
from eduduty_desktop.workspace import sending
from eduduty_desktop.workspace.sending import DATA, Form, Order, Sent, names_of, planned, send
from tests.document import example

NOON = datetime(2025, 3, 1, 12, 0, 0, tzinfo=UTC)
SECRET = "只给自己看的备忘"
HINT = Finding("demo.hint", Severity.HINT, Place(node="s1.p1"), "核验里的一句话", "不上报")
PASSWORD = "Edu-2024#0915"


@pytest.fixture
def draft() -> Draft:
    full = example.draft()
    return full.apply(
        [
            full.change(Key("notes", "s1.p1"), Text(SECRET)),
            full.change(Key("waivers", "w"), Waiver("demo/x", reason=SECRET, person="张三丰")),
        ]
    )


def made(draft: Draft, folder: Path, **order: object) -> Sent:
    return send(draft, [HINT], folder, Order(Edition.REVIEW, **order), now=NOON)  # type: ignore[arg-type]


def attached(path: Path) -> dict[str, bytes]:
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}


def test_the_three_forms_hold_the_same_files(draft: Draft, tmp_path: Path) -> None:
    order = Order(Edition.REVIEW, to="dd@example.gov.cn")
    sent = send(draft, [HINT], tmp_path, order, now=NOON)
    paths = planned(draft, tmp_path, order)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in paths.values()}
    names = list(names_of(draft, order))
    assert [name[:3] for name in names] == ["01 ", "02 ", "03 "]
    assert names[0].endswith("的自评报告（送审稿）.docx")
    assert sorted(path.name for path in paths[Form.FOLDER].iterdir()) == names
    files = {name: (paths[Form.FOLDER] / name).read_bytes() for name in names}
    assert attached(paths[Form.LETTER]) == files
    with zipfile.ZipFile(paths[Form.ARCHIVE]) as archive:
        assert archive.namelist() == [*names, DATA, MANIFEST]
        assert {name: archive.read(name) for name in names} == files
        assert named_in(archive.read(MANIFEST)) == [*names, DATA]
    for one in sent.files:
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
    assert [one.kind for one in sent.files] == ["report", "appendix", "evidence_list", "archive", "letter"]
    assert sent.warnings == ()


def test_the_internal_list_and_the_notes_stay_at_home(draft: Draft, tmp_path: Path) -> None:
    made(draft, tmp_path)
    paths = planned(draft, tmp_path, Order(Edition.REVIEW))
    with zipfile.ZipFile(paths[Form.ARCHIVE]) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    names = {path.name for path in tmp_path.rglob("*")} | set(packed) | set(attached(paths[Form.LETTER]))
    assert not [name for name in names if "内部" in name or "核验单" in name]
    contents = [*packed.values(), *attached(paths[Form.LETTER]).values()]
    contents += [path.read_bytes() for path in paths[Form.FOLDER].iterdir()]
    for content in contents:
        parts = [content]
        if content.startswith(b"PK"):
            (tmp_path / "one.zip").write_bytes(content)
            with zipfile.ZipFile(tmp_path / "one.zip") as inner:
                parts = [inner.read(name) for name in inner.namelist()]
        for part in parts:
            for words in (SECRET, "张三丰", HINT.message, str(tmp_path)):
                assert words.encode() not in part
    assert SECRET not in message_from_bytes(paths[Form.LETTER].read_bytes(), policy=default).as_string()


def test_the_data_say_what_the_report_says(draft: Draft, tmp_path: Path) -> None:
    made(draft, tmp_path)
    path = planned(draft, tmp_path, Order(Edition.REVIEW))[Form.ARCHIVE]
    with zipfile.ZipFile(path) as archive:
        data = json.loads(archive.read(DATA))
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        hashes = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in sizes}
    assert (data["schema"], data["version"], data["edition"]) == ("eduduty.submission", 1, "review")
    assert data["framework"]["id"] == draft.framework.id
    assert len(data["figures"]) == len(draft.framework.metrics)
    assert len(data["points"]) == len(draft.framework.points)
    assert all(one["sha256"] == hashes[one["name"]] and one["bytes"] == sizes[one["name"]] for one in data["files"])
    figures = {one["id"]: one for one in data["figures"]}
    for (metric, slot), entry in draft.rows("figures").items():
        said = figures[metric][slot]
        if entry.amount is not None and not said["words"]:
            number = entry.amount.quotient() if hasattr(entry.amount, "quotient") else entry.amount
            assert said["value"] == pytest.approx(float(number))
            assert said["text"]
    assert figures["boarding.beds"]["previous"] is None


def test_a_password_hides_the_files_and_the_letter_carries_the_archive(draft: Draft, tmp_path: Path) -> None:
    made(draft, tmp_path, password=PASSWORD, forms=frozenset({Form.LETTER}))
    (letter,) = tmp_path.iterdir()
    found = attached(letter)
    assert [name.endswith(".zip") for name in found] == [True]
    (tmp_path / "x.zip").write_bytes(*found.values())
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert all(info.flag_bits & 1 for info in archive.infolist())
    body = message_from_bytes(letter.read_bytes(), policy=default).get_body().get_content()  # type: ignore[union-attr]
    assert "密码另行告知" in body
    assert PASSWORD not in body


def test_the_evidence_list_is_a_workbook_of_its_own(draft: Draft, tmp_path: Path) -> None:
    made(draft, tmp_path, forms=frozenset({Form.FOLDER}))
    folder = planned(draft, tmp_path, Order(Edition.REVIEW))[Form.FOLDER]
    (grid,) = read_grids(next(folder.glob("03 *.xlsx")))
    titles = [one.title for one in draft.rows("evidence").values()]
    assert all(any(title in row for row in grid.rows) for title in titles)


def with_attachment(draft: Draft, base: Path, *, title: str = "盖章扫描件") -> Draft:
    path = base / "扫描.pdf"
    path.write_bytes(b"%PDF-1.4 sealed")
    one = Evidence(("s1.p1",), 90, title, file=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    paper = Evidence(("s1.p1",), 91, "纸质原件")
    return draft.apply(
        [
            draft.change(Key("evidence", "scan"), one),
            draft.change(Key("evidence", "paper"), paper),
            draft.change(ATTACHMENTS, text_of(("scan", "paper"))),
        ]
    )


def test_further_attachments_go_as_later_numbers(draft: Draft, tmp_path: Path) -> None:
    base, out = tmp_path / "稿", tmp_path / "出"
    base.mkdir()
    extra = tmp_path / "附件:会签单.pdf"
    extra.write_bytes(b"countersigned")
    full = with_attachment(draft, base)
    order = Order(Edition.REVIEW, further=(extra,), base=base)
    sent = send(full, [], out, order, now=NOON)
    names = sorted(path.name for path in planned(full, out, order)[Form.FOLDER].iterdir())
    assert names[3:] == ["04 盖章扫描件.pdf", "05 附件：会签单.pdf"]
    assert sent.warnings == ("附件《纸质原件》没有电子文件，请另送纸质件。",)


def test_an_attachment_that_changed_or_vanished_stops_it(draft: Draft, tmp_path: Path) -> None:
    full = with_attachment(draft, tmp_path)
    (tmp_path / "扫描.pdf").write_bytes(b"another")
    with pytest.raises(UserError, match="与登记时不同"):
        send(full, [], tmp_path / "出", Order(Edition.REVIEW, base=tmp_path), now=NOON)
    (tmp_path / "扫描.pdf").unlink()
    with pytest.raises(UserError, match=r"扫描.pdf.*读不出来"):
        send(full, [], tmp_path / "出", Order(Edition.REVIEW, base=tmp_path), now=NOON)
    assert list((tmp_path / "出").iterdir()) == []


def test_errors_block_the_final_edition_alone(draft: Draft, tmp_path: Path) -> None:
    error = msgspec.structs.replace(HINT, severity=Severity.ERROR)
    with pytest.raises(UserError, match="不能导出报送稿"):
        send(draft, [error], tmp_path, Order(Edition.FINAL), now=NOON)
    assert list(tmp_path.iterdir()) == []
    assert send(draft, [error], tmp_path, Order(Edition.REVIEW), now=NOON).files


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Order(to="没有地址"), "电子邮箱"),
        (Order(password="短"), "太短"),
        (Order(forms=frozenset()), "没有选择报送方式"),
        (Order(further=(Path("没有.pdf"),)), "找不到附件"),
    ],
)
def test_what_does_not_do_is_told_before_anything_is_written(
    draft: Draft, tmp_path: Path, order: Order, words: str
) -> None:
    out = tmp_path / "出"
    with pytest.raises(UserError, match=words) as caught:
        send(draft, [], out, order, now=NOON)
    assert caught.value.what_to_do
    assert not out.exists()


def test_a_large_letter_is_warned_about(draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sending.LARGEST_LETTER == 20 * 1024 * 1024
    extra = tmp_path / "录像.mp4"
    extra.write_bytes(b"\0" * (16 << 20))  # 21 MB in base64
    (warning,) = made(draft, tmp_path / "出", further=(extra,)).warnings
    assert "超过 20 MB" in warning


def test_a_second_run_replaces_the_first_as_a_whole(draft: Draft, tmp_path: Path) -> None:
    made(draft, tmp_path)
    folder = planned(draft, tmp_path, Order(Edition.REVIEW))[Form.FOLDER]
    before = {path.name for path in folder.iterdir()}
    made(draft, tmp_path)
    assert {path.name for path in folder.iterdir()} == before
    (folder / "04 领导手写意见.pdf").write_text("kept")
    with pytest.raises(UserError, match="领导手写意见"):
        made(draft, tmp_path)
    assert (folder / "04 领导手写意见.pdf").read_text() == "kept"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".~")]


def snapshot(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_cancelled_run_leaves_what_was_there(draft: Draft, tmp_path: Path) -> None:
    made(draft, tmp_path)
    before = snapshot(tmp_path)
    steps: list[str] = []
    with pytest.raises(ExportCancelledError):
        send(
            draft,
            [],
            tmp_path,
            Order(Edition.REVIEW),
            now=NOON,
            progress=lambda _done, _all, step: steps.append(step),
            cancelled=lambda: "正在写邮件" in steps,
        )
    assert snapshot(tmp_path) == before


def failure_of(draft: Draft, disk: Path) -> UserError | None:
    try:
        made(draft, disk)
    except UserError as error:
        return error
    return None


# python-docx forgets its open archive when a write fails, which then complains that its file is closed.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_disk_that_runs_full_leaves_what_was_there(draft: Draft, tmp_path: Path) -> None:
    disk = tmp_path / "U盘"
    disk.mkdir()
    mounted = (
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True, text=True, check=False
        )
        if sys.platform == "linux"
        else None
    )
    if mounted is None or mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip() if mounted else sys.platform}")
    try:
        made(draft, disk)
        before = snapshot(disk)
        failures = []
        for room in range(24, 1024, 24):  # KiB, a little more each time: it fails at another step
            used = sum(path.stat().st_size for path in disk.rglob("*") if path.is_file())
            (disk / "照片.jpg").write_bytes(bytes((1 << 20) - used - (room << 10)))
            failure = failure_of(draft, disk)
            (disk / "照片.jpg").unlink()
            if failure is None:
                break
            failures.append(failure)
            assert snapshot(disk) == before
        assert len(failures) > 3
        assert all("磁盘空间不足" in one.message and "清理磁盘" in one.what_to_do for one in failures)
    finally:
        subprocess.run(["umount", "-l", disk], capture_output=True, check=False)

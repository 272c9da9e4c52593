"""Archives: names that every program shows, a manifest that sha256sum takes, AES that 7-Zip opens."""

import shutil
import struct
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pyzipper

from eduduty_desktop.errors import UserError
from eduduty_desktop.office import ExportCancelledError
from eduduty_desktop.office.archive import MANIFEST, manifest, named_in, write_zip

NOON = datetime(2025, 3, 1, 12, 0, 0, tzinfo=UTC)
NAME = "01 某县人民政府自评报告（报送稿）𬭚䶮.docx"
PASSWORD = "Edu-2024#0915"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "r.docx"
    path.write_bytes(bytes(range(256)) * 300)
    return path


def write(report: Path, target: Path, password: str = "", **options: object) -> Path:
    entries = [(NAME, report), ("data.json", b'{"a": 1}\n' * 500)]
    write_zip(entries, target, now=NOON, password=password, **options)  # type: ignore[arg-type]
    return target


def test_chinese_names_carry_the_utf8_flag(report: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(write(report, tmp_path / "a.zip")) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [NAME, "data.json", MANIFEST]
        assert archive.infolist()[0].flag_bits & 0x800
        assert archive.read(NAME) == report.read_bytes()
        assert [info.compress_type for info in archive.infolist()] == [zipfile.ZIP_STORED, 8, 8]
    raw = (tmp_path / "a.zip").read_bytes()
    (flags,) = struct.unpack_from("<H", raw, 6)  # the local header too: some programs read only that one
    assert flags & 0x800
    assert raw[30 : 30 + len(NAME.encode())] == NAME.encode()


def test_the_manifest_checks_with_sha256sum(report: Path, tmp_path: Path) -> None:
    if shutil.which("sha256sum") is None or shutil.which("unzip") is None:
        pytest.skip("needs sha256sum and unzip")
    write(report, tmp_path / "a.zip")
    room = tmp_path / "x"
    subprocess.run(["unzip", "-q", tmp_path / "a.zip", "-d", room], check=True, env={"LC_ALL": "C.UTF-8"})
    assert (room / NAME).read_bytes() == report.read_bytes()
    subprocess.run(["sha256sum", "-c", "--strict", MANIFEST], cwd=room, check=True, capture_output=True)
    (room / "data.json").write_text("changed")
    assert subprocess.run(["sha256sum", "-c", MANIFEST], cwd=room, check=False, capture_output=True).returncode == 1


def test_a_manifest_is_read_back() -> None:
    content = manifest([("a/一.pdf", "0" * 64), ("b", "1" * 64)])
    assert content == b"0" * 64 + b" *a/\xe4\xb8\x80.pdf\n" + b"1" * 64 + b" *b\n"
    assert named_in(content) == ["a/一.pdf", "b"]
    with pytest.raises(ValueError, match="something else"):
        named_in(b"something else")


def test_an_encrypted_archive_opens_with_its_password_alone(report: Path, tmp_path: Path) -> None:
    path = write(report, tmp_path / "a.zip", PASSWORD)
    assert b'{"a": 1}' not in path.read_bytes()
    with pyzipper.AESZipFile(path) as archive:
        assert all(info.is_encrypted and info.wz_aes_strength == 3 for info in archive.infolist()), "AES-256"
        with pytest.raises(RuntimeError):
            archive.read("data.json", pwd=b"wrong-password")
        assert archive.read(NAME, pwd=PASSWORD.encode()) == report.read_bytes()


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_seven_zip_opens_both(report: Path, tmp_path: Path, password: str) -> None:
    program = shutil.which("7z") or shutil.which("7zz")
    if program is None:
        pytest.skip("needs 7z: apt-get install p7zip-full")
    path = write(report, tmp_path / "a.zip", password)
    done = subprocess.run(
        [program, "x", f"-p{password}", f"-o{tmp_path / 'out'}", path], capture_output=True, check=True
    )
    assert b"Everything is Ok" in done.stdout
    assert (tmp_path / "out" / NAME).read_bytes() == report.read_bytes()
    if password:
        wrong = subprocess.run([program, "t", "-pwrong-password", path], capture_output=True, check=False)
        assert wrong.returncode != 0


@pytest.mark.parametrize(
    ("password", "words"), [("short", "太短"), ("密码密码密码密码密码", "汉字"), ("tab\tinside!", "不能显示")]
)
def test_a_password_that_does_not_do_is_refused(report: Path, tmp_path: Path, password: str, words: str) -> None:
    with pytest.raises(UserError, match=words) as caught:
        write(report, tmp_path / "a.zip", password)
    assert caught.value.what_to_do
    assert password not in str(caught.value)
    assert not (tmp_path / "a.zip").exists()


def test_a_cancelled_archive_leaves_the_earlier_one(report: Path, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"earlier")
    told: list[tuple[int, int]] = []
    with pytest.raises(ExportCancelledError):
        write(report, tmp_path / "a.zip", progress=lambda *at: told.append(at), cancelled=lambda: bool(told))
    assert told
    assert (tmp_path / "a.zip").read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "r.docx"]

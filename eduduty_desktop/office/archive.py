"""Writes .zip archives, plain or encrypted, with the list of their SHA-256.

Chinese names are written in UTF-8 with the flag that says so (APPNOTE.TXT 6.3.10, 4.4.4 bit 11), which zipfile sets:
Explorer, 7-Zip and WinRAR then show them on a system of any language.  Encryption is WinZip's AES-256
(www.winzip.com/aes_info.htm), which 7-Zip and WinRAR open; Explorer does not.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.files import replacing, report_progress, stop_if

MANIFEST = "manifest-sha256.txt"
SHORTEST_PASSWORD = 8
_CHUNK = 1 << 20
_FILE = 0o100644 << 16
_PACKED = frozenset({".docx", ".xlsx", ".pptx", ".zip", ".7z", ".rar", ".jpg", ".jpeg", ".png", ".mp4", ".mp3"})

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Entry = tuple[str, Path | bytes]
"""A name with `/` between folders, and the file or the bytes that stand under it."""


def manifest(digests: Iterable[tuple[str, str]]) -> bytes:
    """What `sha256sum -c` reads: a line a file, the hex digest and the name, binary mode.

    A name that holds a line feed or a backslash is escaped as coreutils does; file names of ours hold neither.
    """
    lines = []
    for name, digest in digests:
        plain = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        lines.append(f"{'' if plain == name else chr(92)}{digest} *{plain}\n")
    return "".join(lines).encode()


def named_in(content: bytes) -> list[str]:
    """The names that a manifest lists.  Raises ValueError for what is none."""
    names = []
    for line in content.decode().splitlines():
        digest, separator, name = line.removeprefix("\\").partition(" *")
        if len(digest) != 64 or not separator:
            raise ValueError(line)
        names.append(name)
    return names


def digest_of(source: Path | bytes) -> str:
    """SHA-256 in hex.  Raises OSError."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_password(password: str) -> None:
    """Raises UserError for a password that protects nothing, or that another system would type differently."""
    if len(password) < SHORTEST_PASSWORD:
        raise UserError(
            f"压缩包密码太短（{len(password)} 个字符）", what_to_do=f"请设 {SHORTEST_PASSWORD} 个字符以上的密码。"
        )
    if not (password.isascii() and password.isprintable()):
        raise UserError(
            "压缩包密码里有汉字或不能显示的字符，对方的解压软件可能打不开",
            what_to_do="请只用英文字母、数字和符号，例如 Edu-2024#0915。",
        )


def write_zip(
    entries: Sequence[Entry],
    path: Path,
    *,
    now: datetime,
    password: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Write an archive of files and bytes, with the list of their SHA-256 as its last entry.

    Every entry carries the time `now`.  `progress` is told bytes written and bytes in all.  Raises UserError (a
    password that does not do, what cannot be read or written) and ExportCancelledError; what stood at `path` is
    untouched then.
    """
    if password:
        check_password(password)
    sizes = [len(source) if isinstance(source, bytes) else source.stat().st_size for _, source in entries]
    done, total, digests = 0, sum(sizes), []

    def told(count: int) -> None:
        nonlocal done
        done += count
        report_progress(done, total, progress)
        stop_if(cancelled)

    with replacing(path) as stream, _opened(stream, password) as archive:
        for name, source in entries:
            with archive.open(_info(archive, name, now), "w", force_zip64=_is_large(source)) as target:
                digests.append((name, _pour(source, target, told)))
        archive.writestr(_info(archive, MANIFEST, now), manifest(digests))


def _opened(stream: BinaryIO, password: str) -> zipfile.ZipFile:
    """An archive to write into; the encrypting one behaves the same."""
    if not password:
        return zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
    import pyzipper

    archive = pyzipper.AESZipFile(stream, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES)
    archive.setpassword(password.encode("ascii"))
    return cast(zipfile.ZipFile, archive)


def _info(archive: zipfile.ZipFile, name: str, now: datetime) -> zipfile.ZipInfo:
    """An entry that is a plain file with a UTF-8 name; the archive's own type of it."""
    kind: Any = getattr(archive, "zipinfo_cls", zipfile.ZipInfo)
    local = now.astimezone() if now.tzinfo else now
    info = kind(name, date_time=local.timetuple()[:6])
    info.compress_type = zipfile.ZIP_STORED if Path(name).suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
    info.external_attr, info.create_system = _FILE, 3
    return cast(zipfile.ZipInfo, info)


def _is_large(source: Path | bytes) -> bool:
    return isinstance(source, Path) and source.stat().st_size >= 1 << 31


def _pour(source: Path | bytes, target: IO[bytes], told: Callable[[int], None]) -> str:
    if isinstance(source, bytes):
        target.write(source)
        told(len(source))
        return digest_of(source)
    digest = hashlib.sha256()
    with source.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            target.write(chunk)
            digest.update(chunk)
            told(len(chunk))
    return digest.hexdigest()

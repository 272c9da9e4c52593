"""Writes a letter with attachments as .eml that opens as a draft, ready to be sent.

`X-Unsent: 1` makes Outlook open it for writing.  A Chinese file name is given twice, as mail programs read one or the
other: `filename*` by RFC 2231 in Content-Disposition (on one line: Outlook does not put continued ones together) and
`name` as encoded words by RFC 2047 in Content-Type, against the letter of that standard (section 5) but as Outlook
itself writes it.  No sender, no name of the computer: the mail program fills them in.
"""

import base64
import mimetypes
import re
from collections.abc import Sequence
from datetime import datetime
from email.generator import BytesGenerator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.files import replacing

_POLICY = SMTP.clone(refold_source="none")  # what is set raw stays on its lines
_BYTES_OF_A_WORD = 42  # 56 characters of base64, 68 with the frame: an encoded word has at most 75
_SEPARATORS = re.compile(r"[;；,，、\r\n]+")
_ADDRESS = re.compile(r"(?P<name>[^<>]*)<(?P<inside>[^<>\s]+)>|(?P<bare>[^<>\s]+)")
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".pdf": "application/pdf",
}


class Letter(msgspec.Struct, frozen=True):
    """A letter: `to` is what a person typed, addresses separated by commas or semicolons, or nothing yet."""

    subject: str
    body: str
    to: str = ""
    attachments: Sequence[tuple[str, Path]] = ()


def write_letter(letter: Letter, path: Path, *, now: datetime) -> None:
    """Write a letter; its lines end in CR LF, its text and attachments are base64.

    Raises UserError for an address that is none, an attachment that cannot be read, a place that cannot be written;
    what stood at `path` is then untouched.
    """
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = " ".join(letter.subject.split())
    to = addresses(letter.to)
    if to:
        message["To"] = to
    message["Date"] = format_datetime(now.astimezone() if now.tzinfo else now)
    message["X-Unsent"] = "1"
    message.set_content(letter.body, cte="base64")
    for name, file in letter.attachments:
        _attach(message, name, _bytes_of(file))
    with replacing(path) as stream:
        BytesGenerator(stream, policy=_POLICY).flatten(message)


def addresses(text: str) -> tuple[Address, ...]:
    """The addresses of a line, `督导室 <dd@example.gov.cn>；jy@example.gov.cn`.  Raises UserError."""
    return tuple(_address(part.strip()) for part in _SEPARATORS.split(text) if part.strip())


def _address(text: str) -> Address:
    match = _ADDRESS.fullmatch(text)
    where = (match["inside"] or match["bare"]) if match else ""
    user, _, domain = where.rpartition("@")
    if match is None or not user or "." not in domain.strip(".") or not where.isascii() or not where.isprintable():
        raise UserError(
            f"收件人“{text}”不是电子邮箱地址", what_to_do="请写成 dd@example.gov.cn，几个地址之间用分号隔开。"
        )
    try:
        return Address((match["name"] or "").strip().strip('"“”'), username=user, domain=domain)
    except (ValueError, IndexError) as error:  # what the header's grammar does not allow
        raise UserError(f"收件人“{text}”不是电子邮箱地址", what_to_do="请核对地址里的符号。") from error


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UserError(
            f"附件读不出来（{error.strerror or error}）", what_to_do="请重新生成报送材料。", place=str(file)
        ) from error


def _attach(message: EmailMessage, name: str, content: bytes) -> None:
    ending = Path(name).suffix.lower()
    kind = _TYPES.get(ending) or mimetypes.guess_type(f"x{ending}")[0] or "application/octet-stream"
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename="x")
    *_, part = message.iter_attachments()
    assert isinstance(part, EmailMessage)
    del part["Content-Type"], part["Content-Disposition"]
    part.set_raw("Content-Type", f'{kind};\r\n name="{_encoded_words(name)}"')
    part.set_raw("Content-Disposition", f"attachment;\r\n {_extended('filename', name)}")


def _encoded_words(text: str) -> str:
    """RFC 2047: base64 words of whole characters, a line each; plain ASCII stays as it is."""
    if text.isascii():
        return _quoted(text)
    words: list[bytes] = [b""]
    for character in text:
        coded = character.encode()
        if len(words[-1]) + len(coded) > _BYTES_OF_A_WORD:
            words.append(b"")
        words[-1] += coded
    return "\r\n ".join(f"=?UTF-8?B?{base64.b64encode(word).decode()}?=" for word in words)


def _extended(parameter: str, text: str) -> str:
    """RFC 2231, section 4: percent-encoded UTF-8 on one line; plain ASCII as a quoted string."""
    return f'{parameter}="{_quoted(text)}"' if text.isascii() else f"{parameter}*=UTF-8''{quote(text, safe='')}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')

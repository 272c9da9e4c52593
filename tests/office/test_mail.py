"""Letters: what mail programs read back, for names in Chinese above all."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from pathlib import Path

import pytest

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.mail import Letter, addresses, write_letter

NOON = datetime(2025, 3, 1, 12, 0, 0, tzinfo=UTC)
REPORT = "01 洪江市人民政府关于2024年度履行教育职责情况的自评报告（报送稿）.docx"
APPENDIX = "02 洪江市2024年度履行教育职责数据附表𬭚䶮.xlsx"
PLAIN = 'plain "quoted".zip'
SUBJECT = "洪江市人民政府关于2024年度履行教育职责情况的自评报告（报送稿）"
BODY = "怀化市人民政府：\n\n　　现报送有关材料，请查收。\n.\nFrom 开头的行\n"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    files = []
    for number, name in enumerate((REPORT, APPENDIX, PLAIN)):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(bytes([number]) * 5000 + b"\r\n\x00\xff.\r\nFrom ")
        files.append((name, path))
    to = "市督导室 <dd@example.gov.cn>；jy@example.gov.cn"
    write_letter(Letter(SUBJECT, BODY, to, files), tmp_path / "a.eml", now=NOON)
    return tmp_path / "a.eml"


def parsed(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_letter_is_parsed_back_whole(letter: Path, tmp_path: Path) -> None:
    message = parsed(letter)
    assert message["Subject"] == SUBJECT
    assert message["X-Unsent"] == "1"
    assert [str(address) for address in message["To"].addresses] == [
        "市督导室 <dd@example.gov.cn>",
        "jy@example.gov.cn",
    ]
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == BODY
    attached = list(message.iter_attachments())
    assert [part.get_filename() for part in attached] == [REPORT, APPENDIX, PLAIN]
    for number, part in enumerate(attached):
        assert part.get_content() == (tmp_path / f"{number}.bin").read_bytes()
        assert not part.defects
    assert attached[0].get_content_type().endswith("wordprocessingml.document")


def test_names_stand_in_both_forms(letter: Path) -> None:
    """RFC 2231 in Content-Disposition on one line, RFC 2047 in Content-Type in words of at most 75 characters."""
    part = list(message_from_bytes(letter.read_bytes(), policy=compat32).walk())[2]
    raw = part["Content-Disposition"]
    assert re.search(r"filename\*=UTF-8''01%20%E6%B4%AA\S+\.docx$", raw), raw
    assert "filename*0" not in raw
    name = part.get_param("name")
    assert isinstance(name, str)
    assert str(make_header(decode_header(name))) == REPORT
    assert all(len(word) <= 75 for word in name.split())


def test_lines_end_in_crlf_and_are_ascii(letter: Path) -> None:
    raw = letter.read_bytes()
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998, "RFC 5322, 2.1.1"


def test_nothing_of_the_machine_is_told(letter: Path) -> None:
    message = parsed(letter)
    assert {key.lower() for key in message} == {"subject", "to", "date", "x-unsent", "mime-version", "content-type"}


@pytest.mark.parametrize(
    "text", ["没有地址", "a@", "@b.cn", "a@b", "a b@c.cn", "a@b.cn\nBcc: x@y.cn z", "<a@b.cn", "á@b.cn"]
)
def test_what_is_no_address_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不是电子邮箱地址"):
        write_letter(Letter("x", "x", text), tmp_path / "a.eml", now=NOON)
    assert list(tmp_path.iterdir()) == []


def test_no_address_is_no_mistake(tmp_path: Path) -> None:
    assert addresses(" ；, ") == ()
    write_letter(Letter("两\n行", "x"), tmp_path / "a.eml", now=NOON)
    assert parsed(tmp_path / "a.eml")["To"] is None
    assert parsed(tmp_path / "a.eml")["Subject"] == "两 行"


def test_an_attachment_that_vanished_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="附件读不出来"):
        write_letter(Letter("x", "x", "", [("a", tmp_path / "没有")]), tmp_path / "a.eml", now=NOON)
    assert list(tmp_path.iterdir()) == []

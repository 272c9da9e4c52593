"""The text of a report from outside: how a .txt is coded, what identifies the file, which files are refused and why."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.texts import GB_18030, UTF_8, UTF_16, WORD, read_source, read_text

PROSE = "2021年，全县共有各级各类学校56所，其中幼儿园20所，小学24所，初中12所。\r\n教师编制2342名，占比74.8%。"
RARE = "①②—…·Ａ％㎡〔2021〕"


def made(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "text", "coding"),
    [
        (PROSE.encode(), PROSE, UTF_8),
        (PROSE.encode("utf-8-sig"), "\ufeff" + PROSE, UTF_8),
        (PROSE.encode("gb18030"), PROSE, GB_18030),
        ((PROSE + RARE).encode("gb18030"), PROSE + RARE, GB_18030),
        (PROSE.encode("gbk") + b"\xff", PROSE + "\ufffd", GB_18030),
        (b"\xff\xfe" + PROSE.encode("utf-16-le"), PROSE, UTF_16),
        (b"\xfe\xff" + PROSE.encode("utf-16-be"), PROSE, UTF_16),
        (b"", "", UTF_8),
        (b"\xff\xfe", "\ufffd\ufffd", UTF_8),
        (b"caf\xe9 2021", "caf\ufffd 2021", UTF_8),
    ],
)
def test_a_plain_text_is_read_in_its_coding(tmp_path: Path, data: bytes, text: str, coding: str) -> None:
    source = read_source(made(tmp_path / "a.txt", data))
    assert (source.text, source.coding) == (text, coding)
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@given(st.text("共有学校所其中小学初中教师名占比，。0123456789%\n", min_size=1), st.binary(min_size=1, max_size=4))
def test_broken_utf_8_stays_utf_8(tmp_path_factory: pytest.TempPathFactory, text: str, broken: bytes) -> None:
    """Bytes that belong to nothing do not turn a Chinese text in UTF-8 into one of another coding."""
    data = ("全县共有学校56所。" * 8 + text).encode() + broken + "其中小学24所。".encode()
    path = made(tmp_path_factory.getbasetemp() / "broken.txt", data)
    assert read_text(path) == data.decode("utf-8", errors="replace")


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_every_utf_8_text_is_read_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    data = ("文" + text).encode()
    assert read_text(made(tmp_path_factory.getbasetemp() / "any.txt", data)) == "文" + text


def test_a_word_file_says_that_it_is_one(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("共有学校56所。")
    document.save(str(tmp_path / "a.docx"))
    source = read_source(tmp_path / "a.docx")
    assert (source.text, source.coding) == ("共有学校56所。", WORD)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("报告.doc", b"", "另存为 .docx"),
        ("报告.wps", b"", "另存为 .docx"),
        ("报告.pdf", b"%PDF-1.7", "原来的 Word 文件"),
        ("报告.txt", b"%PDF-1.7 ...", "改了扩展名"),
        ("报告.txt", b"PK\x03\x04...", "改了扩展名"),
        ("报告.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "改了扩展名"),
        ("报告.docx", PROSE.encode(), "改了扩展名"),
        ("报告.docx", b"PK\x03\x04...", "损坏"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(UserError) as caught:
        read_text(made(tmp_path / name, data))
    assert said in caught.value.one_line()
    assert caught.value.what_to_do

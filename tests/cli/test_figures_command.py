"""`eduduty figures`: the objects it prints, the order of a Word file's text, and the files it refuses."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.errors import UserError
from eduduty_desktop.office import package, texts
from eduduty_desktop.office.texts import read_text

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_, **__: 0)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in runs) + "</w:p>"


def word(path: Path, body: str, head: str = "", **parts: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def test_one_object_a_file_on_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    first.write_text("投入3.2万元，按1:19配备，\n缺口x人。", encoding="utf-8")
    second.write_text("没有数量。", encoding="utf-8")
    assert run("figures", first, second, "--json") == 0
    one, other = printed(capsys)
    assert one == {
        "file": str(first),
        "figures": [
            {"start": 2, "end": 7, "text": "3.2万元", "value": 32000, "unit": "元", "kind": "money"},
            {"start": 9, "end": 13, "text": "1:19", "value": [1, 19], "unit": "", "kind": "ratio"},
            {"start": 19, "end": 21, "text": "x人", "value": None, "unit": "人", "kind": "masked"},
        ],
    }
    assert other == {"file": str(second), "figures": []}


def test_a_list_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("概况\n新建36所幼儿园，投入3.2万元，约增长5.1%，配备1至2名，按1:19，缺x人。", encoding="utf-8")
    assert run("figures", path) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head == f"{path}：6 个数量"
    assert lines[0] == "  第2行  36所  读作 36所（计数）  幼儿园"
    assert "32,000元（金额）" in lines[1]
    assert "5.1%（约）" in lines[2]
    assert "1—2名" in lines[3]
    assert "1：19（比）" in lines[4]
    assert "（未填）" in lines[5]


def test_offsets_count_characters_that_are_no_utf_8_as_one_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "坏.txt"
    path.write_bytes("共".encode() + b"\xff\xfe" + "36所".encode())
    assert run("figures", path, "--json") == 0
    (figure,) = printed(capsys)[0]["figures"]
    assert (figure["start"], figure["end"]) == (3, 6)


def test_the_text_of_a_word_file_in_its_order(tmp_path: Path) -> None:
    box = "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    body = (
        paragraph("第一", "段")
        + f"<w:p><w:r><w:t>前</w:t></w:r>{box.format(paragraph('框中'))}<w:r><w:tab/><w:t>后</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('格一')}</w:tc><w:tc>{paragraph('格二')}</w:tc></w:tr></w:tbl>"
        + "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>"
        + f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
        + "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{paragraph("—")}</w:footnote><w:footnote w:id="1">{paragraph("脚注")}</w:footnote></w:footnotes>'
    path = word(tmp_path / "a.docx", body, footnotes=notes)
    assert read_text(path).split("\n") == ["第一段", "前\t后", "格一", "格二", "增", "控件", "", "脚注", "框中"]


def test_figures_of_a_word_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = word(tmp_path / "a.docx", paragraph("新建幼儿园3", "6所。"))
    assert run("figures", path, "--json") == 0
    (figure,) = printed(capsys)[0]["figures"]
    assert (figure["text"], figure["start"], figure["value"]) == ("36所", 5, 36)


@pytest.mark.parametrize("suffix", [".doc", ".pdf", ".wps", ".xlsx", ""])
def test_other_formats_are_refused_with_what_to_do(
    tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    assert run("figures", path) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "另存为 .docx" in line


@pytest.mark.parametrize(
    ("content", "word_of_it"),
    [
        (b"", "改了扩展名"),
        (b"hello", "改了扩展名"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "改了扩展名"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"PK\x03\x04 and nothing more", "损坏"),
    ],
)
def test_what_only_calls_itself_a_word_file(tmp_path: Path, content: bytes, word_of_it: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=word_of_it):
        read_text(path)


def test_damaged_or_hostile_word_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "empty.docx", "w") as archive:
        archive.writestr("other.xml", "<a/>")
    broken = word(tmp_path / "broken.docx", "<w:p>")
    entity = word(tmp_path / "entity.docx", paragraph("&a;"), '<!DOCTYPE x [<!ENTITY a "36所"><!ENTITY b "&a;&a;">]>')
    deep = word(tmp_path / "deep.docx", "<w:p>" * 5000 + "</w:p>" * 5000)
    for path in (tmp_path / "empty.docx", broken, entity, deep):
        with pytest.raises(UserError, match="损坏"):
            read_text(path)
    monkeypatch.setattr(package, "MOST_UNPACKED", 1000)
    with pytest.raises(UserError, match="展开后太大"):
        read_text(word(tmp_path / "bomb.docx", paragraph(" " * 100_000)))


def test_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("字" * 100, encoding="utf-8")
    monkeypatch.setattr(texts, "MOST_CHARACTERS", 99)
    with pytest.raises(UserError, match="100 字"):
        read_text(path)
    monkeypatch.setattr(texts, "MOST_BYTES", 10)
    with pytest.raises(UserError, match="文件太大"):
        read_text(path)


def test_a_bad_file_does_not_keep_the_others_from_being_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "好.txt"
    good.write_text("36所。", encoding="utf-8")
    assert run("figures", tmp_path / "无.txt", good, tmp_path, "--json") == 2
    output = capsys.readouterr()
    assert [figure["text"] for figure in json.loads(output.out)["figures"]] == ["36所"]
    (line,) = output.err.splitlines()
    assert "文件不存在" in line
    assert "另有 1 个文件" in line


def test_files_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures") == 2
    assert "缺少参数" in capsys.readouterr().err

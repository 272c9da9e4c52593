"""`eduduty proof`: the objects it prints, what people read, exit status, several files, refused files."""

import hashlib
import json
from pathlib import Path
from typing import Any

import docx
import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.proof import Proof, prove
from eduduty_desktop.workspace import proofing
from tests.workspace.proofs import ARITHMETIC, TEXT, example


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_, **__: 0)


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


class Hand:
    """Proves by hand what the relations need not know."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof

    def prove(self, _text: str, _tell: object = None) -> Proof:
        return self.proof


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(proofing, "Reader", lambda: Hand(example()))
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_one_object_a_file_on_one_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("proof", file, "--json") == 1
    (found,) = printed(capsys)
    assert list(found) == ["file", "sha256", "length", "figures", "claims", "residue"]
    assert found["file"] == str(file)
    assert found["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert found["length"] == len(TEXT)
    assert [figure["text"] for figure in found["figures"]][:3] == ["3137人", "2342人", "780人"]
    claim = found["claims"][0]
    assert claim == {
        "start": TEXT.index("3137人"),
        "end": TEXT.index("780人") + 4,
        "type": "sum",
        "verdict": "inconsistent",
        "operands": [
            {"start": TEXT.index(word), "end": TEXT.index(word) + len(word), "text": word}
            for word in ("3137人", "2342人", "780人")
        ],
        "stated": "3137人",
        "expected": "3122人",
        "message": ARITHMETIC,
    }
    assert [claim["verdict"] for claim in found["claims"]].count("uncheckable") == 2
    blank = found["residue"][1]
    at = TEXT.index("xx")
    assert blank == {"start": at, "end": at + 2, "kind": "placeholder", "message": "“xx”没有填完。"}


def test_what_people_read(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("proof", file) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{file}：有 1 处数字相互矛盾、1 处必须改正的残留")
    assert lines[1:4] == [
        "相互矛盾：",
        f"  ✕ 第2行  {ARITHMETIC}也许漏了一项。",
        "      全县教职工3137人，其中义务教育2342人，其他780人。",
    ]
    assert lines[4:8] == [
        "残留与文字：",
        "  ✕ 第2行  “xx”没有填完。请补上。",
        "  ! 第4行  “教师”不规范。请改。",
        "  · 第1行  标题短。请看一看。",
    ]
    assert "相符 1 处，无法复算 2 处" in lines[8]
    assert len(lines) == 9


def test_nothing_grave_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("工作正常开展。", encoding="utf-8")
    assert run("proof", path) == 0
    assert "没有发现相互矛盾的数字" in capsys.readouterr().out


def test_the_offsets_are_those_of_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Broken UTF-8 counts as the contract says; a Word file is proved as its text, a line a paragraph or cell."""
    broken, word = tmp_path / "坏.txt", tmp_path / "表.docx"
    broken.write_bytes("共".encode() + b"\xff\xfe" + "36所。".encode())
    document = docx.Document()
    document.add_paragraph("全县学校36所。")
    document.add_table(1, 2).rows[0].cells[1].text = "小学24所"
    document.add_paragraph("初中12所。")
    document.save(str(word))
    run("proof", broken, word, "--json")
    first, second = printed(capsys)
    assert (first["length"], first["figures"][0]["start"]) == (7, 3)
    text = "全县学校36所。\n\n小学24所\n初中12所。"
    assert second["length"] == len(text)
    assert [text[figure["start"] : figure["end"]] for figure in second["figures"]] == ["36所", "24所", "12所"]
    assert second["sha256"] == hashlib.sha256(word.read_bytes()).hexdigest()
    assert len(second["claims"]) == len(prove(text).claims)


def test_gb18030_is_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("全县共有学校36所，其中小学24所，初中12所。".encode("gb18030"))
    run("proof", path, "--json")
    assert [figure["text"] for figure in printed(capsys)[0]["figures"]] == ["36所", "24所", "12所"]


def test_a_refused_file_does_not_keep_the_others_from_being_proved(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "旧.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert run("proof", old, file, tmp_path / "无.txt", file, "--json") == 2
    output = capsys.readouterr()
    assert len(output.out.splitlines()) == 2
    (line,) = output.err.splitlines()
    assert "另存为 .docx" in line
    assert "另有 1 个文件" in line


def test_files_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("proof") == 2
    assert "缺少参数" in capsys.readouterr().err

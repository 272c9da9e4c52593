"""`collect`: reports only, unless told to apply; JSON as in design.md §5; files that cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from eduduty_desktop.cli import main
from eduduty_desktop.draft import Key
from eduduty_desktop.store import DraftFile
from eduduty_desktop.workspace.drafts import now, read_draft
from tests.workspace.returned_files import asking_draft

FUND = Key("figures", "supervision.fund", "current")
IT = Key("figures", "it.fund", "current")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "稿.eduduty"
    DraftFile.create(path, asking_draft(), who="测试", clock=now).close()
    return path


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    path = tmp_path / "财政局.xlsx"
    workbook = Workbook()
    for row in (
        ("指标数据", "单位", "上年", "本年"),
        ("教育督导经费", "元", None, 325000),
        ("教育信息化投入", "万元", None, "45万"),
        ("从没有过的数据", "个", None, 5),
    ):
        workbook.active.append(row)
    workbook.save(path)
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_arguments, **_options: 0)


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    (line,) = capsys.readouterr().out.splitlines()
    return json.loads(line)


def test_it_only_reports(file: Path, returned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert run("collect", file, returned, "--json") == 0
    (one,) = said(capsys)["files"]
    assert (one["file"], one["department"]) == ("财政局.xlsx", "财政局")
    fund, it, unknown = one["rows"]
    assert {
        name: fund[name] for name in ("sheet", "row", "label", "metric", "unit", "current", "previous", "status")
    } == {
        "sheet": "Sheet",
        "row": 2,
        "label": "教育督导经费",
        "metric": "supervision.fund",
        "unit": "万元",
        "current": 32.5,
        "previous": None,
        "status": "new",
    }
    assert any("换算" in flag for flag in fund["notes"])
    assert (it["status"], it["current"]) == ("unread", 45)
    assert (unknown["status"], unknown["metric"], unknown["current"]) == ("unknown", None, None)
    assert file.read_bytes() == before


def test_applying_takes_only_what_nobody_doubts(file: Path, returned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("collect", file, returned, "--apply", "all", "--json") == 0
    assert said(capsys)["applied"] == {"figures": 1, "texts": 0, "evidence": 0}
    draft = read_draft(file)
    assert draft.get(FUND).amount * 10 == 325
    assert draft.get(IT) is None


def test_words_for_people(file: Path, returned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("collect", file, returned, "--apply", "new") == 0
    out = capsys.readouterr().out
    assert "新增 Sheet·D2 教育督导经费 32.5万元" in out
    assert "待确认 Sheet·D3" in out
    assert "没读懂 Sheet·D4" in out
    assert "已采用：数据 1 个" in out


def test_a_file_that_cannot_be_read_is_named(file: Path, returned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = returned.with_name("坏的.xlsx")
    broken.write_bytes(b"PK\x03\x04 nothing")
    assert run("collect", file, broken, returned, "--json") == 0
    captured = capsys.readouterr()
    assert "坏的.xlsx" in captured.err
    assert [bool(one["rows"]) for one in json.loads(captured.out)["files"]] == [False, True]
    assert run("collect", file, broken, "--apply", "new") == 2
    assert "坏的.xlsx" in capsys.readouterr().err
    assert read_draft(file).get(FUND) is None

"""`tasks`: one workbook a department from the command line, again only where something changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Duty, Issued
from eduduty_desktop.store import DraftFile
from eduduty_desktop.workspace.drafts import now, open_draft, read_draft
from tests.document.task_example import FINANCE, HOSTILE, STAFF, task_draft


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "稿.eduduty"
    DraftFile.create(path, task_draft(), who="测试", clock=now).close()
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_arguments, **_options: 0)


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    (line,) = capsys.readouterr().out.splitlines()
    return json.loads(line)


def test_it_writes_workbooks_and_notes_them_in_the_draft(file: Path, tmp_path: Path, capsys) -> None:
    assert run("tasks", file, "-o", tmp_path / "出", "--json") == 0
    outcome = said(capsys)
    assert [one["kind"] for one in outcome["files"]] == ["task", "task", "task", "plan"]
    assert all(Path(one["path"]).is_file() for one in outcome["files"])
    assert [one["department"] for one in outcome["departments"]] == [FINANCE, STAFF, HOSTILE]
    first = outcome["departments"][0]
    assert (first["round"], first["metrics"], first["deadline"], first["changes"]) == (1, 7, "2026-03-10", [])
    assert outcome["unassigned"] == {"points": ["p3"], "metrics": ["county.people"]}
    assert outcome["recorded"] is True
    assert read_draft(file).record(Key("issued", FINANCE), Issued).sha256 == outcome["files"][0]["sha256"]


def test_only_changed_departments_with_letters(file: Path, tmp_path: Path, capsys) -> None:
    assert run("tasks", file, "-o", tmp_path / "出") == 0
    assert "财政局（第1次）：数据 7 项，牵头 1 项，配合 0 项。" in capsys.readouterr().out
    opened = open_draft(file)
    opened.session.edit([(Key("duties", "fund.words"), Duty(STAFF))], label="x")
    opened.close()
    assert run("tasks", file, "-o", tmp_path / "出", "--changed", "--department", STAFF, "--eml", "--json") == 0
    outcome = said(capsys)
    assert [one["kind"] for one in outcome["files"]] == ["task", "letter"]
    (changed,) = outcome["departments"]
    assert changed["round"] == 2
    assert changed["changes"] == [
        {"kind": "新增", "thing": "figures/fund.words", "name": "欠拨情况（说明）", "detail": ""}
    ]
    assert run("tasks", file, "-o", tmp_path / "出", "--changed", "--department", STAFF) == 0
    assert "没有变化，没有重发：人社局" in capsys.readouterr().out


def test_an_unknown_department_is_refused_in_one_line(file: Path, tmp_path: Path, capsys) -> None:
    assert run("tasks", file, "-o", tmp_path / "出", "--department", "财政所") == 2
    error = capsys.readouterr().err
    assert "没有“财政所”要填的内容" in error
    assert FINANCE in error
    assert not (tmp_path / "出").exists()


def test_a_draft_open_elsewhere_gives_files_and_says_that_nothing_is_noted(file: Path, tmp_path: Path, capsys) -> None:
    opened = open_draft(file)
    try:
        assert run("tasks", file, "-o", tmp_path / "出", "--json") == 0
    finally:
        opened.close()
    outcome = said(capsys)
    assert outcome["recorded"] is False
    assert "没有记入自评稿" in outcome["warnings"][0]
    assert len(outcome["files"]) == 4

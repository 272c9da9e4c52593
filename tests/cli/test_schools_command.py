"""`schools`: a base table from the command line, only looked at or taken over."""

import json
from pathlib import Path

import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.workspace.drafts import read_draft
from tests.workspace.test_schools import ROWS, workbook


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_arguments, **_options: 0)


@pytest.fixture
def draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "稿.eduduty"
    assert run("new", path, "--framework", "zj-2020-jinyun", "--county", "某县", "--year", 2020) == 0
    capsys.readouterr()
    return path


def test_it_computes_and_takes_over(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = workbook(tmp_path / "基表.xlsx")
    assert run("schools", draft, table, "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["schools"], found["method"], found["applied"], found["verified"]) == (3, "weighted", True, False)
    primary = found["stages"][0]
    assert (primary["stage"], primary["schools"], primary["met"], primary["missed"]) == ("primary", 2, 1, 1)
    assert primary["indicators"][3]["id"] == "bal7.L4"
    assert primary["indicators"][3]["missed"] == ["第二小学"]
    assert {one["metric"] for one in found["metrics"]} == {"balance.cv.unmet_item", "balance.cv.item"}
    stored = read_draft(draft)
    assert len(stored.rows("schools")) == 3
    assert any(key[0] == "balance.cv.item" for key in stored.rows("figures"))


def test_looking_changes_nothing(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = workbook(tmp_path / "基表.xlsx", (*ROWS, ("第四小学", "04", "小学", "约300", *ROWS[0][4:])))
    assert run("schools", draft, table, "--look", "--method", "plain") == 0
    out = capsys.readouterr().out
    assert "! 第5行 第四小学（在校学生数）：“约300”读作300人" in out
    assert "读到 4 所学校，差异系数不加权（每校相同），没有写入自评稿。" in out
    assert not read_draft(draft).rows("schools")


def test_a_file_that_is_none_is_refused(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.csv").write_text("甲,乙\n", encoding="utf-8")
    assert run("schools", draft, tmp_path / "x.csv") == 2
    assert "没有找到学校基表" in capsys.readouterr().err

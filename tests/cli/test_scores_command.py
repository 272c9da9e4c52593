"""Scores by the command line: filled from a table, summed, graded, checked."""

import json
from pathlib import Path

import pytest

from eduduty_desktop import assets
from eduduty_desktop.cli import main


def run(*arguments: object) -> int:
    def no_window(*_: object, **__: object) -> int:
        raise AssertionError("no window was asked for")

    return main([str(argument) for argument in arguments], no_window)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("school-health-20", {"self": 62, "full": None, "grade": None}),
        ("zj-2020-jinyun", {"self": 95.8, "full": None, "grade": "A"}),
    ],
)
def test_published_scores_are_filled_and_come_to_the_published_total(
    name: str, expected: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, table = tmp_path / "某县.eduduty", assets.path("resources", "samples", name, "scores.csv")
    assert run("new", draft, "--framework", name, "--county", "某县", "--year", 2020) == 0
    capsys.readouterr()
    assert run("fill", draft, table, "--json") == 0
    filled = json.loads(capsys.readouterr().out)
    assert filled["applied"] == len(filled["rows"])
    keys = {"sheet", "row", "label", "metric", "unit", "current", "previous", "status", "flags"}
    assert filled["rows"][0].keys() == keys
    run("check", draft, "--json")
    checked = json.loads(capsys.readouterr().out)
    assert checked["score"] == expected
    assert not [one for one in checked["findings"] if one["code"].startswith("score.")]
    assert run("fill", draft, table, "--json") == 0
    assert json.loads(capsys.readouterr().out)["applied"] == 0


def test_the_appendix_of_the_program_is_read_back_without_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, table = tmp_path / "某校.eduduty", assets.path("resources", "samples", "school-health-20", "scores.csv")
    assert run("new", draft, "--framework", "school-health-20", "--county", "某县", "--year", 2020) == 0
    assert run("fill", draft, table) == 0
    assert run("export", draft, "-o", tmp_path / "out") == 0
    (appendix,) = (tmp_path / "out").glob("02*.xlsx")
    capsys.readouterr()
    assert run("fill", draft, appendix, "--json") == 0
    filled = json.loads(capsys.readouterr().out)
    assert filled["applied"] == 0
    assert [row["current"] for row in filled["rows"] if row["sheet"] == "自评打分表"][-1] == 62


def test_a_file_with_neither_table_says_what_both_look_like(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, table = tmp_path / "某校.eduduty", tmp_path / "随便.csv"
    table.write_text("姓名,电话\n张三,1\n", encoding="utf-8")
    assert run("new", draft, "--framework", "school-health-20", "--county", "某县", "--year", 2020) == 0
    capsys.readouterr()
    assert run("fill", draft, table) == 2
    assert "自评得分" in capsys.readouterr().err

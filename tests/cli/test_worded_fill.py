"""`fill --json` with 是/否 and words, and the program's own appendix filled in again, on published figures."""

import json
from pathlib import Path

import pytest

from eduduty_desktop import assets
from eduduty_desktop.cli import main
from eduduty_desktop.cli.main import OpenWindow


def run(*arguments: object) -> int:
    def window(draft: Path | None, *, smoke: bool = False) -> int:
        raise AssertionError(f"no window for {draft} {smoke}")

    opener: OpenWindow = window
    return main([str(argument) for argument in arguments], opener)


@pytest.mark.parametrize(
    ("framework", "year", "rows", "worded"),
    [
        (
            "hb-2021-wuhan",
            2021,
            46,
            {
                "fund.recurrent_per_pupil_not_decrease": 0,
                "teacher.salary.not_lower_than_civil_servant": 1,
                "health.school_doctors": "不足百人",
                "lang.teacher_all_qualified": 1,
                "sd.afterschool_full": 1,
            },
        ),
        ("sc-2021-huidong", 2021, 33, {"teacher.salary.not_lower_than_civil_servant": 1}),
        ("zj-2020-jinyun", 2020, 95, {"exam.college_share": "1/3强"}),
        ("ha-2019-xuchang-plan", 2019, 2, {"project.not_started": 23, "project.in_progress": 50}),
    ],
)
def test_published_figures_go_in_completely_and_come_back(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    framework: str,
    year: int,
    rows: int,
    worded: dict[str, object],
) -> None:
    draft = tmp_path / "d.eduduty"
    figures = assets.path("resources", "samples", framework, "figures.csv")
    assert run("new", draft, "--framework", framework, "--county", "某县", "--year", year) == 0
    capsys.readouterr()
    assert run("fill", draft, figures, "--json") == 0
    filled = json.loads(capsys.readouterr().out)
    assert (len(filled["rows"]), filled["applied"]) == (rows, rows)
    assert {row["metric"]: row["current"] for row in filled["rows"] if row["metric"] in worded} == worded
    assert run("export", draft, "-o", tmp_path / "out", "--json") == 0
    files = json.loads(capsys.readouterr().out)["files"]
    (appendix,) = [file["path"] for file in files if file["kind"] == "appendix"]
    assert run("fill", draft, appendix, "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert again["applied"] == 0
    assert {row["status"] for row in again["rows"]} == {"agrees"}
    assert {row["metric"]: row["current"] for row in again["rows"] if row["metric"] in worded} == worded

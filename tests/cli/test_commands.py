"""The command line's contract (design.md §5): words, JSON shapes, exit statuses, bad input."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.store import DraftFile, read_exports
from eduduty_desktop.workspace.drafts import now, open_draft, read_draft
from eduduty_desktop.workspace.samples import sample_draft


class Window:
    """Stands for the window: remembers what it was asked to open."""

    def __init__(self) -> None:
        self.opened: list[tuple[Path | None, bool]] = []

    def __call__(self, draft: Path | None, *, smoke: bool = False) -> int:
        self.opened.append((draft, smoke))
        return 0


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "样例.eduduty"
    DraftFile.create(path, sample_draft(), who="测试", clock=now).close()
    return path


def run(window: Window, *arguments: object) -> int:
    return main([str(argument) for argument in arguments], window)


def test_without_a_command_the_window_opens(window: Window) -> None:
    assert run(window) == 0
    assert run(window, "--smoke") == 0
    assert window.opened == [(None, False), (None, True)]


def test_open_passes_the_draft_on(window: Window) -> None:
    assert run(window, "open", "a b/某县.eduduty") == 0
    assert window.opened == [(Path("a b/某县.eduduty"), False)]


def test_framework_list_and_show(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(window, "framework", "list", "--json") == 0
    frameworks = json.loads(capsys.readouterr().out)["frameworks"]
    assert len(frameworks) == 10
    listed = next(one for one in frameworks if one["id"] == "hn-2021-hongjiang")
    assert listed == {
        "id": "hn-2021-hongjiang",
        "title": "县级人民政府履行教育职责评价(湖南怀化 2021)",
        "year": 2021,
        "level": "county",
        "region": listed["region"],
    }
    assert run(window, "framework", "show", listed["id"], "--json") == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    shown = json.loads(out)
    assert len(shown["sections"]) == 11
    assert shown["total"] is None
    assert shown["sections"][1]["sections"][0]["points"][0]["id"] == "s2.p1.1"
    assert shown["sections"][1]["points"][0]["order"] == 2
    assert shown["profile"][0]["id"] == "school.public.total"
    assert run(window, "framework", "show", listed["id"]) == 0
    assert "据公开报告还原" in capsys.readouterr().out


NOTICE = Path(__file__).parents[1] / "notices" / "bracket_scores.docx"


def test_a_notice_becomes_a_file_that_show_reads(
    window: Window, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, sheet = tmp_path / "own.yaml", tmp_path / "own.xlsx"
    options = ("--title", "某县指标", "--year", "2024", "--region", "某省某县")
    assert run(window, "framework", "import", NOTICE, "-o", own, *options, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert run(window, "framework", "show", own, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown == answer["framework"]
    assert (shown["title"], shown["year"], shown["region"]) == ("某县指标", 2024, "某省某县")
    assert shown["sections"]
    assert run(window, "framework", "export", own, "-o", sheet) == 0
    assert run(window, "framework", "import", sheet, "-o", tmp_path / "again.yaml") == 0
    assert (tmp_path / "again.yaml").read_bytes() == own.read_bytes()


def test_what_is_no_notice_writes_nothing(window: Window, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "roster.csv"
    letter.write_text("姓名,性别,学历\n甲,女,本科\n", "utf-8")
    assert run(window, "framework", "import", letter, "-o", tmp_path / "own.yaml") == 2
    assert "姓名" in capsys.readouterr().err
    assert run(window, "framework", "import", NOTICE, "-o", tmp_path / "own.txt") == 2
    assert "后缀" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["roster.csv"]


def test_show_names_the_closest_framework(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(window, "framework", "show", "hn-2021-hongjang") == 2
    error = capsys.readouterr().err
    assert "hn-2021-hongjiang" in error
    assert error.count("\n") == 1


def test_new_fill_check_export(window: Window, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, book = tmp_path / "某县.eduduty", tmp_path / "财政局.csv"
    assert run(window, "new", draft, "--framework", "hn-2021-hongjiang", "--county", "某县", "--year", 2024) == 0
    assert read_draft(draft).text("cover", "issuer") == "某县人民政府"
    book.write_text(
        "名称,单位,本年,上年\n一般公共预算教育经费,亿元,5.7926181,5.731466\n教职工总数,人,约300,\n不存在的数据,人,5,\n",
        encoding="gb18030",
    )
    capsys.readouterr()
    assert run(window, "fill", draft, book, "--json") == 0
    filled = json.loads(capsys.readouterr().out)
    assert [row["status"] for row in filled["rows"]] == ["new", "new", "unknown"]
    assert filled["applied"] == 2
    assert filled["rows"][0]["current"] == 57926.181
    assert filled["rows"][1]["flags"] == ["“约”记为约数：约300"]
    assert run(window, "check", draft, "--json") == 1
    checked = json.loads(capsys.readouterr().out)
    assert checked["completeness"]["points"] == 45
    assert checked["completeness"]["assessed"] == 0
    assert {"code", "severity", "point", "metric", "message", "waived"} == checked["findings"][0].keys()
    assert run(window, "export", draft, "-o", tmp_path / "out", "--json") == 0
    exported = json.loads(capsys.readouterr().out)
    assert exported["edition"] == "review"
    assert [file["kind"] for file in exported["files"]] == ["report", "appendix", "review"]
    assert all(Path(file["path"]).is_file() and len(file["sha256"]) == 64 for file in exported["files"])


def exported(path: Path) -> list[tuple[str, str, str]]:
    """What a draft remembers of its exports, the first one first."""
    return [(line.export.edition, line.export.file_name, line.export.sha256) for line in reversed(read_exports(path))]


def test_an_export_is_noted_in_the_draft_once(window: Window, sample: Path, tmp_path: Path, capsys) -> None:
    before = read_draft(sample)
    assert run(window, "export", sample, "-o", tmp_path / "out", "--json") == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert exported(sample) == [("review", Path(file["path"]).name, file["sha256"]) for file in files]
    assert read_draft(sample) == before
    assert run(window, "export", sample, "-o", tmp_path / "out", "--edition", "final") == 2
    assert len(exported(sample)) == len(files), "what was not written is not noted"


def test_a_draft_that_a_window_has_open_is_exported_but_not_written(
    window: Window, sample: Path, tmp_path: Path, capsys
) -> None:
    with closing(open_draft(sample)) as held:
        assert run(window, "export", sample, "-o", tmp_path / "out") == 0
        said = capsys.readouterr()
        assert said.out.count("已导出") == 3
        assert "这次导出不会记入自评稿" in said.err
        assert said.err.count("\n") == 1
        assert held.exports() == []


def test_the_appendix_can_be_filled_back(window: Window, sample: Path, tmp_path: Path, capsys) -> None:
    assert run(window, "export", sample, "-o", tmp_path / "out", "--json") == 0
    files = {f["kind"]: f["path"] for f in json.loads(capsys.readouterr().out)["files"]}
    before = read_draft(sample)
    assert run(window, "fill", sample, files["appendix"], "--json") == 0
    filled = json.loads(capsys.readouterr().out)
    assert len(filled["rows"]) == 178
    assert {row["status"] for row in filled["rows"]} == {"agrees"}
    assert read_draft(sample) == before


def test_check_says_what_the_published_report_has(window: Window, sample: Path, capsys) -> None:
    assert run(window, "check", sample) == 1
    out = capsys.readouterr().out
    assert "2342+780=3122" in out
    assert "错误 3，警告 2，提示 7" in out


def test_a_final_edition_is_blocked_by_errors(window: Window, sample: Path, tmp_path: Path, capsys) -> None:
    assert run(window, "export", sample, "-o", tmp_path / "out", "--edition", "final") == 2
    assert "还有 3 处错误，不能导出报送稿" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_demo_leaves_the_draft_and_keeps_an_edited_one(window: Window, tmp_path: Path, capsys) -> None:
    out = tmp_path / "演示"
    assert run(window, "demo", "-o", out, "--no-window") == 0
    assert window.opened == []
    assert sorted(p.suffix for p in out.iterdir()) == [".docx", ".eduduty", ".eml", ".xlsx", ".xlsx"]
    assert run(window, "demo", "-o", out, "--no-window") == 0
    assert len(list(out.glob("*.eduduty"))) == 1
    (draft,) = out.glob("*.eduduty")
    files = [path.name for path in out.iterdir() if path.suffix != ".eduduty"]
    assert sorted(name for _, name, _ in exported(draft)) == sorted(files)
    book = tmp_path / "改.csv"
    book.write_text("指标,本年\nstaff.total,4000\n", encoding="utf-8")
    assert run(window, "fill", draft, book) == 0
    capsys.readouterr()
    assert run(window, "demo", "-o", out, "--no-window") == 0
    assert "已另存为" in capsys.readouterr().out
    assert len(list(out.glob("*.eduduty"))) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "没有.eduduty"), "没有"),
        (("check",), "缺少参数"),
        (("chek", "x"), "没有这个命令"),
        (("export", "x.eduduty"), "缺少选项"),
        (("new", "x", "--framework", "hn-2021-hongjiang", "--county", "", "--year", "2024"), "县"),
        (("new", "x", "--framework", "hn-2021-hongjiang", "--county", "某县", "--year", "24"), "四位年份"),
        (("new", "x", "--framework", "hn-2021-hongjiang", "--county", "某县", "--year", "去年"), "不是整数"),
        (("new", "x", "--framework", "没有.yaml", "--county", "某县", "--year", "2024"), "读不到文件"),
    ],
)
def test_bad_input_is_one_chinese_line_and_status_2(
    window: Window, tmp_path: Path, monkeypatch, capsys, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(window, *arguments) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"\0\1\2"])
def test_fill_refuses_what_is_no_table(window: Window, sample: Path, tmp_path: Path, capsys, content: bytes) -> None:
    before = read_draft(sample)
    for name in ("坏.xlsx", "坏.xls", "坏.csv"):
        book = tmp_path / name
        book.write_bytes(content)
        assert run(window, "fill", sample, book) == 2, name
        assert capsys.readouterr().err.count("\n") == 1
    assert read_draft(sample) == before


def test_an_existing_draft_is_never_overwritten(window: Window, sample: Path, capsys) -> None:
    before = sample.read_bytes()
    status = run(window, "new", sample, "--framework", "hn-2021-hongjiang", "--county", "某县", "--year", "2024")
    assert status == 2
    assert sample.read_bytes() == before


def test_a_bug_is_status_3(window: Window, capsys) -> None:
    def broken(draft: Path | None, *, smoke: bool = False) -> int:
        raise RuntimeError("boom")

    assert main(["open"], broken) == 3
    assert "程序内部出错" in capsys.readouterr().err

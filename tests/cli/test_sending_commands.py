"""The commands that make what leaves the house, and the one that tells of a figure."""

import json
import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.store import DraftFile, read_exports
from eduduty_desktop.workspace.drafts import now, read_draft
from eduduty_desktop.workspace.readiness import baseline_of
from eduduty_desktop.workspace.samples import sample_draft


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "稿" / "样例.eduduty"
    path.parent.mkdir()
    (path.parent / "纪要.pdf").write_bytes(b"%PDF-1.4")
    draft = sample_draft()
    point = draft.framework.points[0].id
    here, gone = Evidence((point,), 1, "纪要", file="纪要.pdf"), Evidence((point,), 2, "决算", file="没有.pdf")
    draft = draft.apply([draft.change(Key("evidence", "a"), here), draft.change(Key("evidence", "b"), gone)])
    DraftFile.create(path, draft, who="测试", clock=now).close()
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_arguments, **_options: 0)


def test_send_makes_all_forms_and_says_what_is_missing(sample: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "出"
    assert run("send", sample, "-o", out, "--edition", "review", "--to", "a@example.cn", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["edition"] == "review"
    assert [one["kind"] for one in said["files"]] == ["report", "appendix", "evidence_list", "archive", "letter"]
    assert any("没有核定" in line for line in said["missing"])
    assert sorted(path.suffix for path in out.iterdir() if path.is_file()) == [".eml", ".zip"]
    assert not list(out.rglob("*核验单*"))
    recorded = {one.export.file_name: one.export.baseline for one in read_exports(sample)}
    assert {Path(one["path"]).name for one in said["files"]} == set(recorded)
    assert {one for one in recorded.values() if one} == {baseline_of(read_draft(sample))}
    assert run("send", sample, "-o", out, "--edition", "review", "--form", "zip") == 0
    assert "已生成" in capsys.readouterr().out


def test_a_final_edition_with_errors_is_refused(sample: Path, tmp_path: Path, capsys) -> None:
    assert run("send", sample, "-o", tmp_path / "出") == 2
    assert "不能导出报送稿" in capsys.readouterr().err


def test_a_password_is_typed_not_written_on_the_command_line(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    monkeypatch.setattr("click.prompt", lambda *_arguments, **options: "Edu-2024#0915" if options["hide_input"] else "")
    out = tmp_path / "出"
    assert run("send", sample, "-o", out, "--edition", "review", "--form", "zip", "--encrypt") == 0
    (path,) = out.iterdir()
    with zipfile.ZipFile(path) as archive:
        assert all(info.flag_bits & 1 for info in archive.infolist())


def test_pack_names_the_gaps_and_packs_when_they_are_accepted(sample: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "出"
    assert run("pack", sample, "-o", out) == 2
    captured = capsys.readouterr()
    assert "《决算》找不到文件“没有.pdf”" in captured.out
    assert "--accept-gaps" in captured.err
    assert captured.err.count("\n") == 1
    assert run("pack", sample, "-o", out, "--accept-gaps", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["files"], [gap["title"] for gap in said["gaps"]]) == (1, ["决算"])
    assert Path(said["folder"]).is_dir()


def test_trace_tells_of_a_figure_by_id_or_label(sample: Path, capsys) -> None:
    assert run("trace", sample, "staff.total") == 0
    by_id = capsys.readouterr().out
    assert "教职工总数（本年）：3137人" in by_id
    assert "新建自评稿" in by_id
    assert run("trace", sample, "教职工总数", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["title"], said["value"]) == ("教职工总数（本年）", "3137人")
    assert run("trace", sample, "没有这个数") == 2
    assert "没有数据" in capsys.readouterr().err


def test_demo_leaves_a_letter_with_both_files(tmp_path: Path, capsys) -> None:
    out = tmp_path / "演示"
    assert run("demo", "-o", out, "--no-window") == 0
    (letter,) = out.glob("*.eml")
    message = message_from_bytes(letter.read_bytes(), policy=default)
    attached = {part.get_filename(): part.get_content() for part in message.iter_attachments()}  # type: ignore[attr-defined]
    upward = {path.name: path.read_bytes() for path in out.iterdir() if path.name[:2].isdigit()}
    assert len(upward) == 2
    assert attached == upward

"""`export --edition public`: what is withheld stays out, what gives it away is named on stderr, frozen drafts export."""

import json
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from eduduty_desktop.cli import main
from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.finding import waiver_for
from eduduty_desktop.draft.sign_off import SignOff
from eduduty_desktop.draft.withholding import Choice, texts_of
from eduduty_desktop.framework import Severity
from eduduty_desktop.store import DraftFile, read_exports
from eduduty_desktop.workspace.drafts import now, open_draft
from eduduty_desktop.workspace.samples import sample_draft
from eduduty_desktop.workspace.session import FrozenError
from eduduty_desktop.workspace.signing import sign
from eduduty_desktop.workspace.staleness import stale


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """The sample with a reason for every error, and a derived figure withheld whose parts are not."""
    path = tmp_path / "样例.eduduty"
    DraftFile.create(path, sample_draft(), who="测试", clock=now).close()
    with closing(open_draft(path)) as opened:
        session = opened.session
        errors = [one for one in session.findings() if one.severity is Severity.ERROR]
        session.edit(
            [(Key("waivers", str(at)), waiver_for(one, "已核对", "")) for at, one in enumerate(errors)], label="保留"
        )
        derived = next(iter(session.draft.framework.expressions))
        session.edit(texts_of(Choice((derived,))).items(), label="不公开")
    return path


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments], lambda *_args, **_more: 0)


def test_a_public_edition_has_two_files_and_a_warning(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", sound, "-o", tmp_path / "out", "--edition", "public", "--json") == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["edition"] == "public"
    assert [file["kind"] for file in found["files"]] == ["report", "appendix"]
    assert "算出来" in said.err
    with zipfile.ZipFile(found["files"][0]["path"]) as archive:
        assert b"_ed_" not in archive.read("word/document.xml")
    assert {one.export.edition for one in read_exports(sound)} == {"public"}


def test_a_signed_draft_is_exported_and_takes_no_figures(sound: Path, tmp_path: Path, capsys) -> None:
    with closing(open_draft(sound)) as opened:
        sign(opened.session, opened.session.findings(), SignOff(issuer="周五", on="2022年3月1日"))
    assert run("export", sound, "-o", tmp_path / "out", "--edition", "final") == 0
    book = tmp_path / "x.csv"
    book.write_text("名称,单位,本年\n教职工总数,人,5\n", encoding="utf-8")
    capsys.readouterr()
    assert run("fill", sound, book) == 2
    assert "已经定稿" in capsys.readouterr().err
    with closing(open_draft(sound)) as opened:
        assert stale(opened.session.draft, Edition.FINAL, opened.exports()) is None
        with pytest.raises(FrozenError):
            opened.session.undo()

"""What a draft still lacks before it is sent."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import Draft, Finding, Key, Place
from eduduty_desktop.draft.finding import waiver_for
from eduduty_desktop.draft.records import Narrative, PointState, Status, Text, VetoAnswer
from eduduty_desktop.framework import Severity
from eduduty_desktop.store import Export, LoggedExport
from eduduty_desktop.workspace.exporting import ExportedFile
from eduduty_desktop.workspace.readiness import Lack, baseline_of, fingerprint_of, lacks, worth_recording
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

NOON = datetime(2025, 3, 1, 12, 0, 0, tzinfo=UTC)
ERROR = Finding("demo.error", Severity.ERROR, Place(node="s1.p1"), "合计不对", "请核对", ((fig("fund.total"), "1"),))
COVER = ("signatory", "date", "recipient", "document_number")


@pytest.fixture
def whole() -> Draft:
    """A draft that lacks nothing."""
    records = {Key("cover", field): Text("有") for field in COVER}
    states = {Key("states", point.id): PointState(Status.CHECKED) for point in FRAMEWORK.points}
    figures = {fig(metric.id): entry("1") for metric in FRAMEWORK.metrics.values() if metric.required}
    return draft_of({**records, **states, **figures, Key("vetoes", "v1"): VetoAnswer(occurred=False)})


def found(draft: Draft, findings: tuple[Finding, ...] = (), edition: Edition = Edition.FINAL) -> tuple[Lack, ...]:
    return lacks(draft, findings, [], None, edition)


def without(draft: Draft, *keys: Key) -> Draft:
    return draft.apply([draft.change(key, None) for key in keys])


def test_a_whole_draft_lacks_nothing(whole: Draft) -> None:
    assert found(whole) == ()


def test_errors_block_until_they_are_waived(whole: Draft) -> None:
    (lack,) = found(whole, (ERROR,))
    assert (lack.is_blocking, lack.message, lack.node, lack.finding) == (True, "合计不对", "s1.p1", ERROR)
    assert found(whole, (replace_severity(Severity.WARNING),)) == ()
    waived = whole.apply([whole.change(Key("waivers", "w"), waiver_for(ERROR, "属实", "张三"))])
    assert found(waived, (ERROR,)) == ()


def replace_severity(severity: Severity) -> Finding:
    return msgspec.structs.replace(ERROR, severity=severity)


def test_a_veto_without_an_answer_is_told_once(whole: Draft) -> None:
    open_veto = without(whole, Key("vetoes", "v1"))
    (lack,) = found(open_veto)
    assert "发生重大安全责任事故" in lack.message
    assert lack.node == "cover"
    told = Finding(
        "completeness.veto", Severity.ERROR, Place(table="vetoes", row="v1", node="cover"), "没有回答", "请选"
    )
    assert [lack.message for lack in found(open_veto, (told,))] == ["没有回答"]


def test_what_is_unfinished_is_counted(whole: Draft) -> None:
    unfinished = without(whole, fig("meeting.count"), Key("states", "s1.p1"), Key("states", "s1.p2"))
    assert [(lack.message, lack.node) for lack in found(unfinished)] == [
        ("必填数据还缺 1 项", "overview"),
        (f"{len(FRAMEWORK.points)} 个测评点中有 2 个还没有核定", "overview"),
    ]


def test_only_a_final_edition_must_be_signed(whole: Draft) -> None:
    unsigned = without(whole, Key("cover", "signatory"), Key("cover", "document_number"))
    final, number = found(unsigned)
    assert "还没有签发" in final.message
    assert "“签发人”" in final.message
    assert (number.is_doubt, number.is_blocking) == (True, False)
    assert "“发文字号”" in number.message
    assert [lack.is_doubt for lack in found(unsigned, edition=Edition.REVIEW)] == [True]


# files older than the draft -------------------------------------------------------------------------------


def logged(draft: Draft, *, sha256: str = "0" * 64, edition: str = "final", at: datetime = NOON) -> LoggedExport:
    return LoggedExport(at, Export(edition, "report", "01 报告.docx", sha256, baseline_of(draft)))


def test_files_older_than_the_draft_are_told(whole: Draft) -> None:
    assert lacks(whole, (), [logged(whole)], None, Edition.FINAL) == ()
    later = whole.apply([whole.change(Key("narratives", "s1.p1"), Narrative("改了"))])
    lack, where = lacks(later, (), [logged(whole)], None, Edition.FINAL)
    assert "与自评稿不一致：1处" in lack.message
    assert "报送稿" in lack.message
    assert (where.node, where.is_doubt) == ("s1.p1", True)
    assert "现在“改了”" in where.what_to_do
    assert lacks(later, (), [logged(whole)], None, Edition.REVIEW) == (), "only the same edition counts"
    again = [logged(later, at=NOON + timedelta(days=1)), logged(whole)]
    assert lacks(later, (), again, None, Edition.FINAL) == (), "the last one counts"


def test_notes_to_self_make_nothing_old(whole: Draft) -> None:
    noted = whole.apply([whole.change(Key("notes", "s1.p1"), Text("记得问财政局"))])
    assert fingerprint_of(noted) == fingerprint_of(whole)
    assert lacks(noted, (), [logged(whole)], None, Edition.FINAL) == ()


def test_a_record_of_another_kind_says_nothing(whole: Draft) -> None:
    for baseline in ("", "[]", '{"other": 1}', "not json"):
        one = LoggedExport(NOON, Export("final", "report", "01 报告.docx", "0" * 64, baseline))
        assert lacks(whole, (), [one], None, Edition.FINAL) == ()


def test_a_file_that_was_changed_afterwards_is_told(whole: Draft, tmp_path: Path) -> None:
    room = tmp_path / "某县自评材料（报送稿）"
    room.mkdir()
    file = room / "01 报告.docx"
    file.write_bytes(b"as made")
    record = logged(whole, sha256=hashlib.sha256(b"as made").hexdigest())
    assert lacks(whole, (), [record], tmp_path, Edition.FINAL) == ()
    file.write_bytes(b"edited by hand")
    (lack,) = lacks(whole, (), [record], tmp_path, Edition.FINAL)
    assert "“01 报告.docx”后来被改动过" in lack.message
    file.unlink()
    assert lacks(whole, (), [record], tmp_path, Edition.FINAL) == ()


def test_a_file_of_one_name_is_recorded_once(tmp_path: Path) -> None:
    first, second = (ExportedFile("report", tmp_path / folder / "x", "1") for folder in "ab")
    other = ExportedFile("appendix", tmp_path / "y", "2")
    assert worth_recording([first, second, other]) == (second, other)

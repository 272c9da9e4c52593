"""下发: one workbook and letter a department, whole or not at all; what was asked is remembered, only changes go out again."""

import hashlib
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import DepartmentCard, Duty, Issued, PointState, Status, Text
from eduduty_desktop.draft.sign_off import SignOff, texts_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.office import ExportCancelledError, read_grids
from eduduty_desktop.workspace.session import Session
from eduduty_desktop.workspace.tasks import CAUSE, LETTER, PLAN, WORKBOOK, issue, plans_of, record, unassigned_of
from tests.disks import small_disk
from tests.document.task_example import FINANCE, HOSTILE, STAFF, task_draft

NOON = datetime(2026, 2, 1, 12, 0, 0, tzinfo=UTC)
LATER = datetime(2026, 2, 20, 12, 0, 0, tzinfo=UTC)
ALL = [FINANCE, STAFF, HOSTILE]


@pytest.fixture
def session() -> Session:
    return Session(task_draft(), None)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def issued(session: Session, department: str) -> Issued:
    return session.draft.record(Key("issued", department), Issued)


def letter(folder: Path, department: str) -> EmailMessage:
    path = next(path for path in folder.glob("*.eml") if department in path.name)
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage) -> str:
    part = message.get_body()
    assert part is not None
    return str(part.get_content())


def test_every_department_gets_a_workbook_and_a_letter_and_the_office_a_plan(session: Session, tmp_path: Path) -> None:
    outcome = issue(session, tmp_path / "下发", now=NOON)
    assert [one.department for one in outcome.handed] == ALL
    assert [(one.kind, one.department) for one in outcome.files] == [
        *((kind, department) for department in ALL for kind in (WORKBOOK, LETTER)),
        (PLAN, ""),
    ]
    assert snapshot(tmp_path / "下发").keys() == {one.path.name for one in outcome.files}
    for one in outcome.files:
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
    grids = {grid.name: grid for grid in read_grids(outcome.files[0].path)}
    assert grids["封面"].cell(2, 0) == "eduduty/1/0123abcd/财政局/1/2025"


def test_what_was_asked_is_noted_as_one_step(session: Session, tmp_path: Path) -> None:
    outcome = issue(session, tmp_path, now=NOON)
    assert outcome.recorded
    found = issued(session, FINANCE)
    book = outcome.files[0]
    assert (found.round, found.file, found.sha256) == (1, book.path.name, book.sha256)
    assert found.at == "2026-02-01T12:00:00+00:00"
    assert {"figures/fund.total", "text/p1", "evidence/p1", "cover"} < dict(found.asked).keys()
    assert session.undo_label == CAUSE
    session.undo()
    assert not session.draft.rows("issued")


def test_nothing_that_nobody_owes_is_lost(session: Session, tmp_path: Path) -> None:
    outcome = issue(session, tmp_path, now=NOON)
    assert outcome.unassigned.points == ("p3",)
    assert outcome.unassigned.metrics == ("county.people",)
    (said,) = [line for line in outcome.warnings if "没有责任单位" in line]
    assert "没有人管的事" in said
    assert "常住人口" in said
    given = session.draft.apply(
        [
            session.draft.change(Key("duties", "county.people"), Duty(STAFF)),
            session.draft.change(Key("states", "p3"), PointState(Status.NOT_APPLICABLE, "没有")),
        ]
    )
    assert unassigned_of(given).is_empty


def test_a_framework_without_departments_gives_a_plan_and_says_so(tmp_path: Path) -> None:
    draft = task_draft()
    cleared = draft.apply(
        [draft.change(Key("assignments", "p1"), None), draft.change(Key("duties", "staff.total"), None)]
    )
    bare = msgspec.structs.replace(cleared, framework=without_departments(draft.framework))
    outcome = issue(bare, tmp_path, now=NOON)
    assert [one.kind for one in outcome.files] == [PLAN]
    assert not outcome.handed
    assert len(outcome.unassigned.points) == 4


def without_departments(framework: Framework) -> Framework:
    section = framework.sections[0]
    points = tuple(msgspec.structs.replace(point, departments=()) for point in section.children)  # type: ignore[call-arg]
    return msgspec.structs.replace(framework, sections=(msgspec.structs.replace(section, children=points),))


def test_the_letter_says_what_is_wanted_by_when_and_carries_the_table(session: Session, tmp_path: Path) -> None:
    outcome = issue(session, tmp_path, now=NOON)
    message = letter(tmp_path, FINANCE)
    assert message["Subject"] == "关于填报《某县2025年度履行教育职责自评填报表》的通知（财政局）"
    assert message["To"] == "cz@example.invalid"
    text = body(message)
    for words in (
        "财政局：",
        "（某教督〔2026〕1号）",
        "数据7项",
        "2026年3月10日前",
        "王老师 0000-1234567",
        "2026年2月1日",
    ):
        assert words in text
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == outcome.files[0].path.name
    assert attached.get_content() == outcome.files[0].path.read_bytes()


def test_a_bad_address_is_said_and_stops_nobody(session: Session, tmp_path: Path) -> None:
    outcome = issue(session, tmp_path, now=NOON)
    assert any(line.startswith("人社局：") and "不是电子邮箱地址" in line for line in outcome.warnings)
    assert letter(tmp_path, STAFF)["To"] is None


def test_without_letters_there_are_none(session: Session, tmp_path: Path) -> None:
    issue(session, tmp_path, now=NOON, letters=False)
    assert not list(tmp_path.glob("*.eml"))


def test_some_departments_only(session: Session, tmp_path: Path) -> None:
    outcome = issue(session, tmp_path, [STAFF], now=NOON)
    assert [one.department for one in outcome.handed] == [STAFF]
    assert PLAN not in {one.kind for one in outcome.files}
    assert [row for row, _ in session.draft.rows("issued")] == [STAFF]


@pytest.mark.parametrize(("name", "words"), [("财政所", "没有“财政所”要填的内容"), ("未指定", "未指定责任单位")])
def test_an_unknown_department_is_refused_before_anything_is_written(
    session: Session, tmp_path: Path, name: str, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        issue(session, tmp_path / "下发", [FINANCE, name], now=NOON)
    assert not (tmp_path / "下发").exists()


# --- again --------------------------------------------------------------------------------------------------


def moved(session: Session) -> None:
    """A figure goes from one department to another."""
    session.edit([(Key("duties", "fund.words"), Duty(STAFF))], label="调整")


def test_only_what_changed_goes_out_again(session: Session, tmp_path: Path) -> None:
    issue(session, tmp_path, now=NOON)
    assert not issue(session, tmp_path / "无", now=LATER, changed=True).files
    moved(session)
    outcome = issue(session, tmp_path, now=LATER, changed=True)
    assert [(one.department, one.round) for one in outcome.handed] == [(FINANCE, 2), (STAFF, 2)]
    assert outcome.unchanged == (HOSTILE,)
    assert [(change.kind, change.name) for change in outcome.handed[0].changes] == [("取消", "欠拨情况（说明）")]
    assert outcome.handed[1].changes[0].kind == "新增"
    assert outcome.files[0].path.name.endswith("（财政局，第2次）.xlsx")
    assert "本次变化" in [grid.name for grid in read_grids(outcome.files[0].path)]
    assert "取消数据：欠拨情况（说明）" in body(letter_of(outcome.files[1].path))
    assert (issued(session, FINANCE).round, issued(session, HOSTILE).round) == (2, 1)
    session.undo()
    assert issued(session, FINANCE).round == 1


def letter_of(path: Path) -> EmailMessage:
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_the_same_table_again_is_no_new_round_and_takes_its_old_place(session: Session, tmp_path: Path) -> None:
    first = issue(session, tmp_path, now=NOON)
    again = issue(session, tmp_path, now=LATER)
    assert [one.path for one in again.files] == [one.path for one in first.files]
    assert {one.round for one in again.handed} == {1}
    assert issued(session, FINANCE).at == "2026-02-20T12:00:00+00:00"


def test_a_returned_table_in_the_folder_is_not_written_over(session: Session, tmp_path: Path) -> None:
    path = issue(session, tmp_path, now=NOON).files[0].path
    path.write_bytes(b"filled in by the department")
    outcome = issue(session, tmp_path, now=LATER)
    assert path.read_bytes() == b"filled in by the department"
    assert outcome.files[0].path.name.endswith("（财政局）（2）.xlsx")
    assert any("没有覆盖" in line for line in outcome.warnings)
    attached = next(letter_of(outcome.files[1].path).iter_attachments())
    assert attached.get_filename() == outcome.files[0].path.name


def test_a_department_that_owes_nothing_any_more_is_told_once(session: Session, tmp_path: Path) -> None:
    issue(session, tmp_path, now=NOON)
    session.edit([(Key("states", "p4"), PointState(Status.NOT_APPLICABLE, "没有"))], label="x")
    outcome = issue(session, tmp_path, now=LATER, changed=True)
    (told,) = outcome.handed
    assert (told.department, told.round) == (HOSTILE, 2)
    assert {change.kind for change in told.changes} == {"取消"}
    text = body(letter_of(outcome.files[1].path))
    assert "不必再填报" in text
    assert "据实填报" not in text
    assert HOSTILE not in {plan.task.department for plan in plans_of(session.draft)}


def test_a_new_deadline_goes_out_to_its_department_only(session: Session, tmp_path: Path) -> None:
    issue(session, tmp_path, now=NOON)
    session.edit([(Key("departments", FINANCE), DepartmentCard(deadline="2026-04-01"))], label="x")
    outcome = issue(session, tmp_path, now=LATER, changed=True)
    assert [one.department for one in outcome.handed] == [FINANCE]
    assert "报送截止：2026-03-10 → 2026-04-01" in body(letter_of(outcome.files[1].path))


# --- where nothing can be noted -----------------------------------------------------------------------------


def test_a_draft_that_is_only_looked_at_or_signed_off_gives_files_and_no_record(tmp_path: Path) -> None:
    signed = task_draft(*texts_of(SignOff(issuer="县长", on="2026年3月1日")).items())
    for at, session in enumerate((Session(task_draft(), None, read_only="按只读方式打开"), Session(signed, None))):
        outcome = issue(session, tmp_path / str(at), now=NOON)
        assert len(outcome.files) == 7
        assert not outcome.recorded
        assert "没有记入自评稿" in outcome.warnings[0]
        assert session.read_only in outcome.warnings[0]
        assert not session.draft.rows("issued")


def test_what_was_issued_elsewhere_is_noted_afterwards(session: Session, tmp_path: Path) -> None:
    outcome = issue(session.draft, tmp_path, now=NOON)
    assert not outcome.recorded
    noted = record(session, outcome)
    assert noted.recorded
    assert issued(session, FINANCE).sha256 == outcome.files[0].sha256
    assert record(session, noted) is noted


# --- whole or not at all ------------------------------------------------------------------------------------


def test_stopping_leaves_the_folder_as_it_was(session: Session, tmp_path: Path) -> None:
    issue(session, tmp_path, now=NOON)
    before, steps = snapshot(tmp_path), iter([False] * 5 + [True] * 99)
    moved(session)
    with pytest.raises(ExportCancelledError):
        issue(session, tmp_path, now=LATER, cancelled=lambda: next(steps))
    assert snapshot(tmp_path) == before
    assert issued(session, FINANCE).round == 1


def test_progress_ends_at_its_total(session: Session, tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    issue(session, tmp_path, now=NOON, progress=lambda *step: heard.append(step))
    assert [done for done, _, _ in heard] == [0, 1, 2, 3, 4]
    assert {total for _, total, _ in heard} == {4}
    assert heard[0][2] == "正在生成财政局的填报表"


def test_a_full_disk_leaves_what_was_there(session: Session, tmp_path: Path) -> None:
    with small_disk(tmp_path / "U盘", "200k") as disk:
        issue(session, disk, now=NOON)
        before = snapshot(disk)
        used = sum(len(content) for content in before.values())
        (disk / "照片.jpg").write_bytes(bytes(200 * 1024 - used - 40 * 1024))
        moved(session)
        with pytest.raises(UserError, match="磁盘空间不足"):
            issue(session, disk, now=LATER)
        (disk / "照片.jpg").unlink()
        assert snapshot(disk) == before
        assert issued(session, FINANCE).round == 1


def test_a_folder_that_is_a_file_is_refused(session: Session, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(UserError):
        issue(session, tmp_path / "x", now=NOON)
    assert not session.draft.rows("issued")


def test_departments_whose_names_fold_into_one_file_name_get_two_files(tmp_path: Path) -> None:
    draft: Draft = task_draft(
        (Key("duties", "fund.words"), Duty("甲/乙")), (Key("duties", "fund.paid"), Duty("甲／乙"))
    )
    outcome = issue(draft, tmp_path, ["甲/乙", "甲／乙"], now=NOON)
    names = [one.path.name for one in outcome.files]
    assert len(set(names)) == 4
    assert all(one.path.is_file() for one in outcome.files)


def test_a_missing_cover_is_shown_not_guessed(tmp_path: Path) -> None:
    draft = task_draft((Key("cover", "county"), Text()), (Key("cover", "year"), Text()))
    outcome = issue(draft, tmp_path, [FINANCE], now=NOON)
    assert outcome.files[0].path.name == "〔待填〕〔待填〕年度履行教育职责自评填报表（财政局）.xlsx"

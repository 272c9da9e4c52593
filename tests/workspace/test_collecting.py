"""Returned files: proposed, compared, taken over in one step, taken back in one."""

import shutil
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.assessment import state_of
from eduduty_desktop.draft.records import Entry, Evidence, Issued, Narrative, Reported, Returned, Status, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.intake import Status as Found
from eduduty_desktop.intake.returned import Proposal
from eduduty_desktop.workspace.collecting import Collected, apply, collect, returned_id
from eduduty_desktop.workspace.session import Session
from tests.workspace.returned_files import NOW, asking_draft, handed_out, metrics_in, typed_into

TOTAL, FUND, GUARDS = "fund.public_budget_total", "supervision.fund", "safety.guards"


@pytest.fixture
def session() -> Session:
    return Session(asking_draft(), None)


def clock() -> datetime:
    return NOW


def of(found: Collected, target: str, slot: str = "current") -> list[Proposal]:
    return [one for one in found.proposals if one.target == target and one.slot == slot]


def retyped(path: Path, *rows: tuple[object, ...]) -> Path:
    """A workbook without ids."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def test_what_was_typed_arrives_and_one_undo_takes_it_back(session: Session, tmp_path: Path) -> None:
    path = typed_into(handed_out(session, tmp_path, "财政局")["财政局"], {TOTAL: 57926.181, FUND: "约32.5万元"})
    before = session.draft
    found = collect(session.draft, [path])
    assert [(p.printed, p.status) for p in of(found, TOTAL)] == [("57926.181万元", Found.NEW)]
    (fund,) = of(found, FUND)
    assert (fund.value, fund.status) == (Decimal("32.5"), Found.NEW)
    assert any("约数" in flag for flag in fund.flags)
    taken = apply(session, found, found.chosen_by_default(), clock=clock)
    assert taken.figures == 2
    entry = session.draft.get(Key("figures", TOTAL, "current"))
    assert (entry.amount, entry.source) == (Decimal("57926.181"), "财政局")
    causes = {change.key: change.cause for change in taken.applied.changes}
    assert causes[Key("figures", TOTAL, "current")] == f"{path.name}·{of(found, TOTAL)[0].place}"
    session.undo()
    assert session.draft == before


def test_provenance_is_kept_of_everything_that_was_said(session: Session, tmp_path: Path) -> None:
    path = typed_into(handed_out(session, tmp_path, "财政局")["财政局"], {TOTAL: 57926.181})
    found = collect(session.draft, [path])
    apply(session, found, (), clock=clock)
    file = found.files[0]
    returned: Returned = session.draft.get(Key("returned", returned_id(file.sha256)))
    assert (returned.department, returned.file, returned.sha256) == ("财政局", path.name, file.sha256)
    assert returned.at == NOW.isoformat(timespec="seconds")
    said: Reported = session.draft.get(Key("reported", TOTAL, "current/财政局"))
    assert (said.amount, said.returned) == (Decimal("57926.181"), returned_id(file.sha256))
    assert f"{said.sheet}·{said.cell}" == of(found, TOTAL)[0].place
    assert session.draft.get(Key("figures", TOTAL, "current")) is None


def test_two_departments_that_disagree_stand_side_by_side(session: Session, tmp_path: Path) -> None:
    one = typed_into(handed_out(session, tmp_path, "财政局")["财政局"], {FUND: 32.5})
    other = retyped(
        tmp_path / "督导室.xlsx", ("指标", "单位", "本年"), ("教育督导经费", "元", 310000), ("总督学人数", "人", 1)
    )
    found = collect(session.draft, [one, other])
    proposals = of(found, FUND)
    assert {p.status for p in proposals} == {Found.CONFLICT}
    assert [[(r.department, r.printed) for r in p.rivals] for p in proposals] == [
        [("督导室", "31万元")],
        [("财政局", "32.5万元")],
    ]
    assert not {p.id for p in proposals} & {*found.clear(), *found.chosen_by_default()}
    with pytest.raises(UserError, match=r"教育督导经费.*不能同时采用"):
        apply(session, found, [p.id for p in proposals])
    assert session.undo_label != "收回填报表（2个文件）"
    apply(session, found, [proposals[0].id])
    assert session.draft.get(Key("figures", FUND, "current")).amount == Decimal("32.5")


def test_a_department_contradicts_what_another_reported_before(session: Session, tmp_path: Path) -> None:
    one = retyped(
        tmp_path / "财政局1.xlsx",
        ("指标", "单位", "本年"),
        ("教育督导经费", "万元", 32.5),
        ("教育信息化投入", "万元", 335),
    )
    apply(session, found := collect(session.draft, [one]), found.chosen_by_default())
    later = retyped(
        tmp_path / "督导室.xlsx", ("指标", "单位", "本年"), ("教育督导经费", "万元", 31), ("总督学人数", "人", 1)
    )
    (fund,) = of(collect(session.draft, [later]), FUND)
    assert fund.status is Found.CONFLICT
    assert [(r.department, r.file, r.printed) for r in fund.rivals] == [("财政局", "财政局1.xlsx", "32.5万元")]


def test_rounding_is_no_conflict_but_is_said(session: Session, tmp_path: Path) -> None:
    one = retyped(tmp_path / "财政局.xlsx", ("指标", "单位", "本年"), ("一般公共预算教育经费", "元", 579261810))
    other = retyped(
        tmp_path / "教育局.xlsx",
        ("指标", "单位", "本年"),
        ("一般公共预算教育经费", "亿元", 5.79),
        ("教职工总数", "人", 3137),
    )
    proposals = of(collect(session.draft, [one, other]), TOTAL)
    assert {p.status for p in proposals} == {Found.NEW}
    assert all(any("只差舍入" in flag for flag in p.flags) for p in proposals)
    third = retyped(tmp_path / "审计局.xlsx", ("指标", "单位", "本年"), ("一般公共预算教育经费", "亿元", 5.9))
    assert {p.status for p in of(collect(session.draft, [one, third]), TOTAL)} == {Found.CONFLICT}


def test_the_same_department_may_correct_itself(session: Session, tmp_path: Path) -> None:
    one = retyped(tmp_path / "财政局.xlsx", ("指标", "单位", "本年"), ("教育督导经费", "万元", 32.5))
    apply(session, found := collect(session.draft, [one]), found.chosen_by_default())
    again = retyped(tmp_path / "财政局（更正）.xlsx", ("指标", "单位", "本年"), ("教育督导经费", "万元", 33))
    (fund,) = of(found := collect(session.draft, [again]), FUND)
    assert (fund.status, fund.before) == (Found.CHANGED, "32.5万元")
    assert fund.id not in found.chosen_by_default()
    apply(session, found, found.clear())
    assert session.draft.get(Key("figures", FUND, "current")).amount == 33


def test_the_same_file_again_and_an_old_round_are_said(session: Session, tmp_path: Path) -> None:
    path = typed_into(handed_out(session, tmp_path, "财政局")["财政局"], {FUND: 32.5})
    twin = Path(shutil.copy(path, tmp_path / "副本.xlsx"))
    found = collect(session.draft, [path, twin])
    assert "内容完全相同" in found.files[1].messages[0]
    apply(session, found, [of(found, FUND)[0].id])
    (again,) = collect(session.draft, [path]).files
    assert "已经收过" in again.messages[0]
    issued: Issued = session.draft.get(Key("issued", "财政局"))
    session.edit([(Key("issued", "财政局"), Issued(2, issued.at, issued.file, "x", issued.asked))], label="再下发")
    typed_into(path, {FUND: 34})
    (old,) = collect(session.draft, [path]).files
    assert any("第1次下发的旧表" in message for message in old.messages)


@pytest.mark.parametrize(
    ("field", "value", "words"), [("year", "2022", "年度的填报表"), ("county", "中方县", "不是从这份自评稿下发")]
)
def test_another_year_or_draft_is_taken_only_when_asked(tmp_path: Path, field: str, value: str, words: str) -> None:
    theirs = Session(asking_draft(), None)
    path = typed_into(handed_out(theirs, tmp_path, "财政局")["财政局"], {FUND: 32.5})
    draft = Draft("another", theirs.draft.framework, theirs.draft.tables)
    draft = draft.apply([draft.change(Key("cover", field), Text(value))])
    found = collect(draft, [path])
    assert any(words in doubt for doubt in found.files[0].returned.doubts)
    assert {p.status for p in of(found, FUND)} == {Found.UNREAD}
    assert not found.clear()
    taken = apply(Session(draft, None), found, ())
    assert not taken.applied.changes


def test_texts_fill_what_is_empty_and_else_stand_beside_it(session: Session, tmp_path: Path) -> None:
    path = typed_into(handed_out(session, tmp_path, "财政局")["财政局"], {"s3.p1": "一是保障投入。\n二是规范{管理}。"})
    found = collect(session.draft, [path])
    (text,) = of(found, "s3.p1", "")
    assert text.status is Found.NEW
    apply(session, found, [text.id])
    assert session.draft.get(Key("narratives", "s3.p1")).text == "一是保障投入。\n二是规范\\{管理}。"
    (again,) = of(collect(session.draft, [path]), "s3.p1", "")
    assert again.status is Found.AGREES
    session.edit([(Key("narratives", "s3.p1"), Narrative("县里自己写的。"))], label="改")
    (other,) = of(collect(session.draft, [path]), "s3.p1", "")
    assert other.status is Found.CONFLICT
    assert (other.before, other.rivals[0].printed) == ("县里自己写的。", "县里自己写的。")


def test_evidence_lists_are_read_once(session: Session, tmp_path: Path) -> None:
    path = handed_out(session, tmp_path, "财政局")["财政局"]
    workbook = load_workbook(path)
    sheet = workbook["佐证材料"]
    row = next(r for r in range(4, sheet.max_row + 1) if sheet.cell(r, 1).value == "evidence/s3.p1")
    for column, value in (
        (4, "《2021年部门决算》"),
        (5, "洪财〔2022〕3号"),
        (6, "2022-01-20"),
        (7, "12"),
        (8, "复印件"),
        (9, "是"),
    ):
        sheet.cell(row, column, value)
    sheet.cell(row + 1, 4, "《2021年部门决算》")
    workbook.save(path)
    found = collect(session.draft, [path])
    one, same = [p for p in found.proposals if p.kind.value == "佐证"]
    assert (one.status, same.status) == (Found.NEW, Found.NEW)
    apply(session, found, [one.id])
    (record,) = session.draft.rows("evidence").values()
    assert record == Evidence(
        ("s3.p1",),
        1,
        "2021年部门决算",
        "洪财〔2022〕3号",
        "2022-01-20",
        pages="12",
        original=False,
        sealed=True,
        provider="财政局",
    )
    assert {p.status for p in collect(session.draft, [path]).proposals if p.kind.value == "佐证"} == {Found.AGREES}


def test_points_whose_figures_have_all_arrived_are_marked(session: Session, tmp_path: Path) -> None:
    path = handed_out(session, tmp_path, "公安局")["公安局"]
    point = next(p for p in session.draft.framework.points if p.id == "s8.p3")
    owed = [m for m in metrics_in(path) if m in point.metrics]
    assert owed
    typed_into(path, {owed[0]: 4})
    apply(session, found := collect(session.draft, [path]), found.clear())
    assert state_of(session.draft, "s8.p3").status is Status.EMPTY
    typed_into(path, dict.fromkeys(owed, 4))
    taken = apply(session, found := collect(session.draft, [path]), found.clear())
    assert taken.points == ("s8.p3",)
    assert state_of(session.draft, "s8.p3").status is Status.REPORTED


def test_a_draft_that_was_changed_meanwhile_is_not_overwritten(session: Session, tmp_path: Path) -> None:
    path = typed_into(handed_out(session, tmp_path, "财政局")["财政局"], {FUND: 32.5})
    found = collect(session.draft, [path])
    session.edit([(Key("figures", FUND, "current"), Entry(Decimal(40)))], label="改")
    with pytest.raises(UserError, match="读取之后又在自评稿里改过"):
        apply(session, found, found.clear())
    assert session.draft.get(Key("figures", FUND, "current")).amount == 40


def test_files_that_cannot_be_read_do_not_stop_the_others(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "收回"
    folder.mkdir()
    good = typed_into(handed_out(session, tmp_path, "财政局")["财政局"], {FUND: 32.5})
    shutil.copy(good, folder / "财政局.xlsx")
    (folder / "坏的.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (folder / "空.csv").write_bytes(b"")
    (folder / "旧.docx").write_bytes(b"\xd0\xcf\x11\xe0 nothing")
    (folder / "~$财政局.xlsx").write_bytes(b"lock")
    found = collect(session.draft, [folder])
    assert [(file.name, bool(file.refusal)) for file in found.files] == [
        ("坏的.xlsx", True),
        ("旧.docx", True),
        ("空.csv", True),
        ("财政局.xlsx", False),
    ]
    assert all("。" in file.refusal for file in found.files if file.refusal)
    assert of(found, FUND)[0].status is Found.NEW
    with pytest.raises(UserError, match="找不到"):
        collect(session.draft, [tmp_path / "没有.xlsx"])
    empty = tmp_path / "空文件夹"
    empty.mkdir()
    with pytest.raises(UserError, match="没有找到可以读的文件"):
        collect(session.draft, [empty])


def test_a_csv_of_chinese_windows_keeps_rare_characters(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "财政局.csv"
    lines = "填报人：㙍䶮\n指标,单位,本年,备注\n教育督导经费,万元,32.5,𠮷镇\n教育信息化投入,元,3350000,=1+1\n"
    path.write_bytes(lines.encode("gb18030"))
    found = collect(session.draft, [path])
    (fund,), (it,) = of(found, FUND), of(found, "it.fund")
    assert (fund.value, it.value) == (Decimal("32.5"), Decimal(335))
    assert "备注：𠮷镇" in fund.flags
    assert "备注：=1+1" in it.flags
    assert found.files[0].returned.filled_by == "㙍䶮"

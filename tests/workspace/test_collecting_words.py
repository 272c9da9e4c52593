"""Texts and evidence that come back in Word, in boxes without ids, in lists of their own; locked and foreign files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from eduduty_desktop.document.places import place_of
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal, ProposalKind
from eduduty_desktop.workspace.collecting import apply, collect
from eduduty_desktop.workspace.session import Session
from tests.office import hostile
from tests.workspace.returned_files import asking_draft

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HOSTILE: tuple[Callable[[Path], Path], ...] = (
    hostile.bomb_of_cells,
    hostile.far_cell,
    hostile.many_merges,
    hostile.truncated,
    hostile.noise,
    hostile.old_noise,
    hostile.circles,
    hostile.ods_repeated,
    hostile.wide_csv,
)


@pytest.fixture
def session() -> Session:
    return Session(asking_draft(), None)


def title_of(session: Session, point: str) -> str:
    return session.draft.framework.nodes[point].title


def texts(found: tuple[Proposal, ...]) -> dict[str | None, tuple[str, Status]]:
    return {p.target: (p.typed, p.status) for p in found if p.kind is ProposalKind.TEXT}


def test_a_word_document_gives_texts_under_the_titles_of_points(session: Session, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("洪江市财政局2021年度履行教育职责情况")
    document.add_paragraph(f"{place_of(session.draft.framework, 's3.p1')} {title_of(session, 's3.p1')}（牵头）")
    document.add_paragraph("一是足额安排教育经费。")
    document.add_paragraph("二是严格预算执行。")
    document.add_paragraph(title_of(session, "s3.p2"))
    document.add_paragraph("教师工资按月足额发放。")
    table = document.add_table(rows=2, cols=3)
    for at, row in enumerate((("指标数据", "单位", "本年"), ("教育督导经费", "元", "325000"))):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    path = tmp_path / "财政局材料.docx"
    document.save(path)
    found = collect(session.draft, [path])
    assert texts(found.proposals) == {
        "s3.p1": ("一是足额安排教育经费。\n二是严格预算执行。", Status.NEW),
        "s3.p2": ("教师工资按月足额发放。", Status.NEW),
    }
    (fund,) = [p for p in found.proposals if p.kind is ProposalKind.FIGURE]
    assert (fund.target, fund.printed, fund.department) == ("supervision.fund", "32.5万元", "财政局")
    assert apply(session, found, found.clear()).texts == 2


def test_boxes_without_ids_are_found_by_their_titles(session: Session, tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "文字材料"
    for row in (
        ("填报单位：公安局",),
        (f"（三）{title_of(session, 's8.p3')}（牵头）",),
        ("要求", "说明校园周边治理情况，不少于200字。"),
        ("填写", "开展集中整治行动4次，参加450人次；校园周边秩序良好。"),
        ("从没有过的测评点",),
        ("填写", "这一段不知道放在哪里，应当留给人来判断。"),
    ):
        sheet.append(row)
    path = tmp_path / "公安局.xlsx"
    workbook.save(path)
    read = texts(collect(session.draft, [path]).proposals)
    assert read["s8.p3"][0].startswith("开展集中整治行动4次")
    assert "不少于200字" not in read["s8.p3"][0]


def test_a_list_of_evidence_of_the_departments_own(session: Session, tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (
        ("洪江市财政局佐证材料清单",),
        ("序号", "测评点", "材料名称", "文号", "日期", "原件/复印件", "是否盖章"),
        (1, title_of(session, "s3.p1"), "关于下达教育经费的通知", "洪财教〔2021〕8号", "2021-03-05", "原件", "√"),
        (2, "同上", "2021年决算报表", None, None, "复印件", "否"),
        (3, "没有的测评点", "某某材料", "无", None, None, None),
        (None, "合计3份", None, None, None, None, None),
    ):
        workbook.active.append(row)
    path = tmp_path / "清单.xlsx"
    workbook.save(path)
    found = [p for p in collect(session.draft, [path]).proposals if p.kind is ProposalKind.EVIDENCE]
    assert [(p.target, p.typed, p.status) for p in found] == [
        ("s3.p1", "关于下达教育经费的通知", Status.NEW),
        ("s3.p1", "2021年决算报表", Status.NEW),
        (None, "某某材料", Status.UNKNOWN),
    ]
    assert found[0].record is not None
    assert (found[0].record.sealed, found[1].record.original) == (True, False)
    assert not found[2].can_be_applied
    assert any("没有读懂" in flag for flag in found[2].flags)


def test_a_locked_workbook_says_what_to_do(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "财政局.xlsx"
    path.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    (file,) = collect(session.draft, [path]).files
    assert "密码" in file.refusal
    assert file.refusal.endswith("。")


def test_a_file_without_anything_to_take_says_so(session: Session, tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_sheet("通讯录").append(["姓名", "电话"])
    path = tmp_path / "通讯录.xlsx"
    workbook.save(path)
    found = collect(session.draft, [path])
    assert not found.proposals
    assert any("没有找到可以收回的" in message for message in found.files[0].messages)


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_what_was_made_to_harm_is_refused_or_says_nothing(
    session: Session, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    suffix = {"ods_repeated": ".ods", "wide_csv": ".csv", "old_noise": ".xls"}.get(make.__name__, ".xlsx")
    path = make(tmp_path / f"文件{suffix}")
    found = collect(session.draft, [path])
    assert found.files[0].refusal or not found.clear()

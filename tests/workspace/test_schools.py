"""学校基表 from a file into the draft, as one step with its metrics; formats, hostile files, a whole county."""

import csv
import os
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.draft.resources import Method, Verdict, method_of, resources_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Kind, Metric, Point, Profile, Section, Stage
from eduduty_desktop.grid import Grid
from eduduty_desktop.office import read_grids
from eduduty_desktop.workspace.schools import (
    compute,
    export_name,
    export_schools,
    open_school_file,
    read_school_file,
    remove_schools,
    set_method,
    take_over,
)
from eduduty_desktop.workspace.session import Session

HEADER = (
    "学校名称",
    "学校标识码",
    "办学类型",
    "在校学生数",
    "高于规定学历教师数",
    "骨干教师",
    "体育、艺术教师",
    "教学及辅助用房面积（㎡）",
    "室内体育用房面积",
    "体育运动场馆面积",
    "教学仪器设备值（万元）",
    "网络多媒体教室",
)
ROWS = (
    ("第一小学", "01", "小学", 1000, 60, 12, 11, 5000, 200, 8000, 250, 25),
    ("第二小学", "02", "小学", 500, 20, 3, 3, 2000, 0, 3000, 80, 12),
    ("第三中学", "03", "初级中学", 800, 60, 9, 8, 5200, 0, 9000, 210, 22),
)
METRICS = (
    Metric("rooms", "小学生均教学及辅助用房面积", "平方米", Kind.NUMBER),
    Metric("cv", "未达标差异系数", "项", Kind.COUNT, stage=Stage.COMPULSORY),
)


@pytest.fixture
def session() -> Session:
    point = Point("p1", "(一)", "测评点", metrics=tuple(metric.id for metric in METRICS))
    sections = (Section("s1", "一", "指标", (point,)),)
    framework = Framework("f", "t", "county", "r", "b", sections, 2021, {m.id: m for m in METRICS}, profile=Profile())
    return Session(Draft("d", framework), None)


def workbook(path: Path, rows: tuple[tuple[object, ...], ...] = ROWS, **sheets: tuple[tuple[object, ...], ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADER, *rows):
        sheet.append(row)
    for name, more in sheets.items():
        other = book.create_sheet(name)
        for row in (HEADER, *more):
            other.append(row)
    book.save(path)
    return path


def imported(session: Session, path: Path) -> None:
    take_over(session, read_school_file(open_school_file(path)), path.name)


def test_one_step_with_provenance_and_one_step_back(session: Session, tmp_path: Path) -> None:
    path = workbook(tmp_path / "基表.xlsx")
    applied = take_over(session, read_school_file(open_school_file(path)), path.name)
    assert len(session.draft.rows("schools")) == 3
    entry = session.draft.record(Key("figures", "rooms", CURRENT), Entry)
    assert (entry.amount, entry.source) == (Decimal("4.53"), "学校基表（基表.xlsx）")  # 6800 ÷ 1500
    causes = {change.key: change.cause for change in applied.changes}
    assert causes[Key("schools", "01/primary")] == "基表.xlsx·Sheet·第2行"
    assert causes[Key("figures", "rooms", CURRENT)] == "基表.xlsx·学校基表"
    session.undo()
    assert not session.draft.rows("schools")
    assert session.draft.get(Key("figures", "rooms", CURRENT)) is None


def test_a_second_import_replaces_the_first(session: Session, tmp_path: Path) -> None:
    imported(session, workbook(tmp_path / "a.xlsx"))
    imported(session, workbook(tmp_path / "b.xlsx", ROWS[1:2]))
    assert [row for row, _ in session.draft.rows("schools")] == ["02/primary"]
    session.undo()
    assert len(session.draft.rows("schools")) == 3


def test_the_method_and_what_came_of_it_change_together(session: Session, tmp_path: Path) -> None:
    imported(session, workbook(tmp_path / "a.xlsx"))
    before = resources_of(session.draft)
    set_method(session, Method.PLAIN)
    after = resources_of(session.draft)
    assert before is not None
    assert after is not None
    assert method_of(session.draft) is Method.PLAIN
    assert after.stages[0].indicators[3].value == Decimal("4.4")  # (4.8 + 4) ÷ 2
    assert session.draft.record(Key("figures", "rooms", CURRENT), Entry).amount == Decimal("4.40")
    session.undo()
    assert session.draft.record(Key("figures", "rooms", CURRENT), Entry).amount == Decimal("4.53")


def test_what_a_person_typed_since_is_not_touched_by_the_method(session: Session, tmp_path: Path) -> None:
    imported(session, workbook(tmp_path / "a.xlsx"))
    session.edit([(Key("figures", "rooms", CURRENT), Entry(Decimal(5), source="教育局"))], label="x")
    set_method(session, Method.PLAIN)
    assert session.draft.record(Key("figures", "rooms", CURRENT), Entry).amount == Decimal(5)


def test_figures_may_be_left_alone_and_the_table_be_removed(session: Session, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    take_over(session, read_school_file(open_school_file(path)), path.name, with_metrics=False)
    assert not session.draft.rows("figures")
    remove_schools(session)
    assert not session.draft.rows("schools")


def test_every_format_says_the_same(session: Session, tmp_path: Path) -> None:
    expected = [(id, dict(school.figures)) for id, school in read(workbook(tmp_path / "a.xlsx"))]
    for name, encoding in (("a.csv", "utf-8-sig"), ("b.csv", "gb18030")):
        with (tmp_path / name).open("w", newline="", encoding=encoding) as stream:
            csv.writer(stream).writerows((HEADER, *ROWS))
        assert [(id, dict(school.figures)) for id, school in read(tmp_path / name)] == expected


def read(path: Path):  # type: ignore[no-untyped-def]
    return read_school_file(open_school_file(path)).schools


def test_several_sheets_and_schools_that_stand_twice(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ROWS[:1], 初中=ROWS[2:], 重复=ROWS[:1])
    reading = read_school_file(open_school_file(path))
    assert [id for id, _ in reading.schools] == ["01/primary", "03/junior"]
    assert [school.order for _, school in reading.schools] == [0, 1]
    assert any("与前面的工作表重复" in one.message for one in reading.remarks)
    assert len(read_school_file(open_school_file(path), sheets=["初中"]).schools) == 1


def test_a_file_without_such_a_table_and_one_without_students(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("指标,本年\n在校生,1\n", encoding="utf-8")
    with pytest.raises(UserError, match="没有找到学校基表"):
        open_school_file(path)
    path.write_text("学校名称,骨干教师,网络多媒体教室\n一小,1,2\n", encoding="utf-8")
    with pytest.raises(UserError, match="在校学生数"):
        read_school_file(open_school_file(path))
    path.write_text("学校名称,在校学生数,骨干教师\n合计,1,2\n", encoding="utf-8")
    with pytest.raises(UserError, match="没有读到任何学校"):
        imported(session, path)


def test_broken_and_empty_files_are_refused_in_words(tmp_path: Path) -> None:
    sound = workbook(tmp_path / "a.xlsx").read_bytes()
    cases = {
        "截断.xlsx": sound[: len(sound) // 2],
        "空.xlsx": b"",
        "乱.xlsx": os.urandom(500),
        "图.xls": b"\x89PNG" * 50,
    }
    for name, data in cases.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UserError) as refusal:
            open_school_file(tmp_path / name)
        assert refusal.value.what_to_do


def test_injection_strings_come_out_as_texts(session: Session, tmp_path: Path) -> None:
    evil = "=cmd|'/c calc'!A1"
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows((HEADER, (evil, "+1", *ROWS[1][2:]), ROWS[0]))
    imported(session, tmp_path / "a.csv")
    target = tmp_path / export_name(session.draft)
    export_schools(session.draft, target)
    cells = [cell for sheet in openpyxl.load_workbook(target) for row in sheet.iter_rows() for cell in row]
    assert evil in [cell.value for cell in cells]
    assert all(cell.data_type != "f" for cell in cells if isinstance(cell.value, str) and "cmd" in cell.value)


def test_the_export_lists_every_school(session: Session, tmp_path: Path) -> None:
    imported(session, workbook(tmp_path / "a.xlsx"))
    target = tmp_path / "出.xlsx"
    export_schools(session.draft, target)
    grids = {grid.name: grid for grid in read_grids(target)}
    assert list(grids) == ["学校资源配置表", "学校明细（小学）", "学校明细（初中）"]
    listed = text_of(grids["学校明细（小学）"])
    assert "第二小学" in listed
    assert "未达标" in listed
    with pytest.raises(UserError, match="还没有学校基表"):
        export_schools(Session(Draft("e", session.draft.framework), None).draft, target)


def text_of(grid: Grid) -> str:
    return "\n".join("|".join(row) for row in grid.rows)


def test_a_county_of_1200_schools(session: Session, tmp_path: Path) -> None:
    rows = tuple((f"第{at}小学", f"{at:010d}", *ROWS[at % 2][2:]) for at in range(1200))
    reading = read_school_file(open_school_file(workbook(tmp_path / "a.xlsx", rows)))
    resources = compute(session.draft, reading).resources
    assert len(resources.stages[0].schools) == 1200
    assert resources.stages[0].count(Verdict.MISSED) == 600
    assert resources.stages[0].students == 600 * 1000 + 600 * 500

"""填报表 and 任务分工 as sheets: who is asked what, in which cells, and what differs from the last time."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.document.names import task_name, task_plan_name
from eduduty_desktop.document.sheets import Cell, InputRule, Row, Sheet, Takes
from eduduty_desktop.document.task_changes import ChangeKind, asked_of, changes_between
from eduduty_desktop.document.task_figures import rule_of
from eduduty_desktop.document.task_plan import plan_sheets
from eduduty_desktop.document.task_sheets import cover_id, task_sheets
from eduduty_desktop.document.task_texts import LONGEST_TEXT
from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.duties import Task, tasks_of
from eduduty_desktop.draft.records import Assignment, DepartmentCard, Duty, Entry, PointState, Reported, Status
from eduduty_desktop.framework import Bounds, Kind, Metric
from eduduty_desktop.office.excel_styles import LOOKS
from tests.document.task_example import FINANCE, FRAMEWORK, HOSTILE, LONG, REPORTED, STAFF, task_draft


def task(draft: Draft, department: str = FINANCE) -> Task:
    return next(one for one in tasks_of(draft) if one.department == department)


def book(draft: Draft, department: str = FINANCE, **more: Any) -> dict[str, Sheet]:
    sheets = task_sheets(draft, task(draft, department), more.pop("round", 1), **more)
    return {sheet.name: sheet for sheet in sheets}


def by_id(sheet: Sheet) -> dict[str, Row]:
    return {str(row[0].value): row for row in sheet.rows if row[0].value}


def column(sheet: Sheet, heading: str) -> int:
    return [cell.value for cell in sheet.rows[0]].index(heading)


def test_a_workbook_has_a_sheet_for_each_part_of_the_task() -> None:
    assert list(book(task_draft())) == ["封面", "数据", "分学段数据", "文字材料", "佐证材料"]
    assert list(book(task_draft(), HOSTILE)) == ["封面", "文字材料", "佐证材料"]


def test_every_figure_owed_has_one_row_and_what_is_computed_has_none() -> None:
    draft = task_draft()
    for department in (FINANCE, STAFF):
        sheets = book(draft, department)
        ids = [id for name in ("数据", "分学段数据") if name in sheets for id in by_id(sheets[name])]
        wanted = ["编号", *(f"figures/{metric}" for metric in task(draft, department).metrics)]
        assert sorted(set(ids)) == sorted(wanted)
        assert "figures/fund.sum" not in ids


def test_every_id_is_hidden_and_locked_and_every_input_open() -> None:
    for sheet in book(task_draft(*REPORTED)).values():
        assert sheet.protected
        assert sheet.hidden == (0,)
        assert all(not LOOKS[row[0].style].open for row in sheet.rows if row)
        assert not any(LOOKS[cell.style].open for row in sheet.rows for cell in row if cell.style in ("text", "center"))
    row = by_id(book(task_draft())["数据"])["figures/fund.total"]
    sheet = book(task_draft())["数据"]
    for heading in ("上年", "本年", "备注"):
        assert LOOKS[row[column(sheet, heading)].style].open
    for heading in ("指标数据", "单位", "口径", "序号"):
        assert not LOOKS[row[column(sheet, heading)].style].open


def test_a_row_says_unit_period_scope_and_last_years_value() -> None:
    sheet = book(task_draft())["数据"]
    row = by_id(sheet)["figures/fund.total"]
    words = {str(head.value): cell for head, cell in zip(sheet.rows[0], row, strict=True)}
    shown = [words[name].value for name in ("指标号", "指标数据", "单位", "期间", "口径")]
    assert shown == ["一（一）", "一般公共预算教育支出", "万元", "财政年度 2025", "决算"]
    assert words["上年"].value == Decimal("57926.50")
    assert words["上年"].style == "previous"
    assert not words["上年"].name
    assert words["本年"].value is None
    assert by_id(sheet)["figures/fund.paid"][column(sheet, "上年")].value == "是"
    assert by_id(sheet)["figures/fund.rate"][column(sheet, "期间")].value == "期间 2025-01/2025-12"


def test_a_period_that_is_not_certain_is_asked_for() -> None:
    sheet = book(task_draft(), STAFF)["数据"]
    cell = by_id(sheet)["figures/staff.total"][column(sheet, "期间")]
    assert (cell.value, cell.style) == ("截至", "input_center")
    assert cell.rule is not None
    assert "截至 2025-12-31" in cell.rule.hint


def test_deadlines_stand_on_the_cover_and_where_they_differ_in_the_row() -> None:
    sheets = book(task_draft(), STAFF)
    assert "2026年3月12日" in [cell.value for row in sheets["封面"].rows for cell in row]
    sheet = sheets["数据"]
    days = {id: row[column(sheet, "时限")].value for id, row in by_id(sheet).items()}
    assert days["figures/staff.total"] == "2026年3月1日"
    assert days["figures/staff.wan"] is None
    assert "时限" not in [cell.value for cell in book(task_draft())["数据"].rows[0]]


def test_a_matrix_is_a_band_with_a_row_a_stage() -> None:
    sheet = book(task_draft())["分学段数据"]
    band, *rows = sheet.rows[1:]
    assert band[1].value == "生均支出（单位：元）"
    assert band[0].value is None
    assert [row[0].value for row in rows] == ["figures/pupil.primary", "figures/pupil.junior"]
    assert [row[3].value for row in rows] == ["生均支出（小学）", "生均支出（初中）"]
    assert [cell.value for cell in sheet.rows[0]] == [cell.value for cell in book(task_draft())["数据"].rows[0]]


def test_each_point_has_a_box_under_its_requirement() -> None:
    sheet = book(task_draft())["文字材料"]
    (at,) = [at for at, row in enumerate(sheet.rows) if row[0].value == "text/p1"]
    assert "一（一）　教育投入（两个只增不减）（牵头，2026年3月5日前）" in [row[1].value for row in sheet.rows[:at]]
    assert sheet.rows[at - 1][2].value == LONG
    (box,) = [merge for merge in sheet.merges if (merge.top, merge.left) == (at, 2)]
    assert box.bottom - box.top >= 5
    assert all(LOOKS[row[2].style].open for row in sheet.rows[box.top : box.bottom + 1])
    assert [row[0].value for row in book(task_draft(), STAFF)["文字材料"].rows if row[0].value] == [
        "text/p2",
        "text/p1",
    ]


def test_evidence_rows_are_numbered_under_their_point() -> None:
    sheet = book(task_draft())["佐证材料"]
    rows = sheet.rows[1:]
    assert {row[0].value for row in rows} == {"evidence/p1"}
    assert [row[1].value for row in rows] == ["一（一）-1", "一（一）-2", "一（一）-3"]
    assert "决算表是凭据" in str(rows[0][2].value)
    assert "上年材料《2024年决算表》须更新" in str(rows[0][2].value)
    headings = [cell.value for cell in sheet.rows[0]]
    assert headings[3:9] == ["材料名称", "文号", "日期", "页数", "原件/复印件", "盖章"]


def test_the_cover_names_notice_deadline_and_fields_to_sign() -> None:
    sheet = book(task_draft())["封面"]
    texts = [str(cell.value) for row in sheet.rows for cell in row if cell.value]
    assert sheet.title == "某县2025年度履行教育职责自评填报表"
    assert "《关于开展自评工作的通知》（某教督〔2026〕1号）" in texts
    for word in (
        "2026年3月10日",
        "填报人",
        "审核人",
        "联系电话",
        "填报日期",
        "单位意见\n（盖章）",
        "王老师 0000-1234567",
    ):
        assert word in texts
    ids = by_id(sheet)
    assert next(iter(ids)) == "eduduty/1/0123abcd/财政局/1/2025"
    assert {"cover/filled_by", "cover/reviewed_by", "cover/seal"} < ids.keys()
    for id in ("cover/filled_by", "cover/reviewed_by"):
        assert [LOOKS[ids[id][at].style].open for at in range(5)] == [False, False, True, False, True]


def test_the_covers_id_can_be_taken_apart_whatever_the_department_is_called() -> None:
    said = cover_id(task_draft(), "a/b/1", 3)
    program, version, draft, rest = said.split("/", 3)
    assert (program, version, draft, *rest.rsplit("/", 2)) == ("eduduty", "1", "0123abcd", "a/b/1", "3", "2025")


@pytest.mark.parametrize(
    ("metric", "takes", "least", "most", "word"),
    [
        ("fund.total", Takes.DECIMAL, Decimal(0), None, "单位是万元"),
        ("fund.rate", Takes.DECIMAL, Decimal(0), Decimal("100.5"), "占比是部分与总数的比"),
        ("fund.change", Takes.DECIMAL, None, None, "填数"),
        ("fund.paid", Takes.CHOICE, None, None, "“是”或“否”"),
        ("staff.total", Takes.WHOLE, Decimal(0), None, "整数"),
        ("staff.wan", Takes.DECIMAL, Decimal(0), None, "万人次"),
    ],
)
def test_a_cell_asks_for_what_its_metric_is(
    metric: str, takes: Takes, least: Decimal | None, most: Decimal | None, word: str
) -> None:
    rule = rule_of(FRAMEWORK.metrics[metric])
    assert rule is not None
    assert (rule.takes, rule.least, rule.most) == (takes, least, most)
    assert word in rule.reason


def test_words_and_ratios_are_free_and_kept_as_text() -> None:
    for id, department in (("fund.words", FINANCE), ("staff.ratio", STAFF), ("fund.paid", FINANCE)):
        sheet = book(task_draft(), department)["数据"]
        cell = by_id(sheet)[f"figures/{id}"][column(sheet, "本年")]
        assert cell.number_format == "@"
    free = [rule_of(FRAMEWORK.metrics[id]) for id in ("fund.words", "staff.ratio")]
    assert [rule.takes for rule in free if rule is not None] == [Takes.ANY, Takes.ANY]


def test_bounds_of_the_framework_go_before_the_kinds_own() -> None:
    negative = Metric("x", "减少", "人", Kind.COUNT, bounds=Bounds("允许为负。", min=Decimal(-9)))
    rule = rule_of(negative)
    assert isinstance(rule, InputRule)
    assert (rule.least, rule.most) == (Decimal(-9), None)
    assert "允许为负。" in rule.reason
    assert "。。" not in rule.reason


def test_what_was_reported_before_stands_there_again() -> None:
    sheets = book(task_draft(*REPORTED))
    rows, at = by_id(sheets["数据"]), column(sheets["数据"], "本年")
    assert rows["figures/fund.total"][at].value == Decimal("60000.10")
    assert rows["figures/fund.rate"][at].value == "约18"
    assert rows["figures/fund.change"][at].value is None  # stated in a unit that is no longer asked for
    assert by_id(sheets["文字材料"])["text/p1"][2].value == "=第一段\n第二段"


def test_a_text_too_long_for_a_cell_is_not_cut() -> None:
    said = (Key("reported", "p1", f"text/{FINANCE}"), Reported("长" * (LONGEST_TEXT + 1)))
    assert by_id(book(task_draft(said))["文字材料"])["text/p1"][2].value is None


# --- what differs -------------------------------------------------------------------------------------------


def changes(before: Draft, after: Draft, department: str = FINANCE) -> list[tuple[str, ChangeKind, str]]:
    found = changes_between(asked_of(before, task(before, department)), asked_of(after, task(after, department)))
    return [(one.thing, one.kind, one.detail) for one in found]


def with_metric(draft: Draft, id: str, **fields: Any) -> Draft:
    metrics = {**draft.framework.metrics, id: msgspec.structs.replace(draft.framework.metrics[id], **fields)}
    return msgspec.structs.replace(draft, framework=msgspec.structs.replace(draft.framework, metrics=metrics))


def test_the_same_task_differs_in_nothing_whatever_was_filled_in() -> None:
    filled = ((Key("figures", "fund.total", PREVIOUS), Entry(Decimal(1))), *REPORTED)
    assert changes(task_draft(), task_draft(*filled)) == []


def test_what_is_new_changed_and_dropped_is_named() -> None:
    draft = task_draft()
    given = draft.apply(
        [
            draft.change(Key("duties", "staff.wan"), Duty(FINANCE)),
            draft.change(Key("duties", "fund.words"), Duty(STAFF)),
        ]
    )
    after = with_metric(given, "fund.total", unit="亿元")
    assert changes(draft, after) == [
        ("figures/fund.total", ChangeKind.CHANGED, "单位：万元 → 亿元"),
        ("figures/staff.wan", ChangeKind.NEW, ""),
        ("figures/fund.words", ChangeKind.DROPPED, "不必再填"),
    ]


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Bounds("x", Decimal("0.5"), Decimal(9)), "0.5至9"),
        (Bounds("x", min=Decimal(0)), "不小于0"),
        (Bounds("x", max=Decimal(9)), "不大于9"),
    ],
)
def test_other_bounds_are_a_change_in_words(bounds: Bounds, words: str) -> None:
    after = with_metric(task_draft(), "fund.total", bounds=bounds)
    assert changes(task_draft(), after) == [("figures/fund.total", ChangeKind.CHANGED, f"合理范围：（空） → {words}")]


def test_a_deadline_and_a_requirement_are_changes() -> None:
    draft = task_draft()
    later = draft.apply([draft.change(Key("departments", FINANCE), DepartmentCard(deadline="2026-04-01"))])
    assert changes(draft, later) == [("cover", ChangeKind.CHANGED, "报送截止：2026-03-10 → 2026-04-01")]
    sooner = draft.apply([draft.change(Key("assignments", "p1"), Assignment(FINANCE, (STAFF,), ""))])
    assert ("text/p1", ChangeKind.CHANGED, "时限：2026-03-05 → （空）") in changes(draft, sooner)
    section = FRAMEWORK.sections[0]
    point = msgspec.structs.replace(section.children[0], requirement=LONG + "。")
    sections = (msgspec.structs.replace(section, children=(point, *section.children[1:])),)
    reworded = msgspec.structs.replace(draft, framework=msgspec.structs.replace(FRAMEWORK, sections=sections))
    assert ("text/p1", ChangeKind.CHANGED, "要求有修改") in changes(draft, reworded)


def test_a_record_of_another_program_reads_as_changed_not_as_damage() -> None:
    (first, *_) = changes_between((("figures/x", "d1"),), (("figures/x", '{"名称":"某数"}'),))
    assert (first.kind, first.name, first.group) == (ChangeKind.CHANGED, "某数", "数据")


HOWS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(['{"单位":"元"}', '{"单位":"人"}', "d1", "", "[1"]))


@given(HOWS, HOWS)
def test_every_thing_that_differs_is_named_once_and_no_other(before: dict[str, str], after: dict[str, str]) -> None:
    found = changes_between(tuple(before.items()), tuple(after.items()))
    named = {change.thing: change.kind for change in found}
    assert len(named) == len(found)
    assert {thing for thing, kind in named.items() if kind is ChangeKind.NEW} == after.keys() - before.keys()
    assert {thing for thing, kind in named.items() if kind is ChangeKind.DROPPED} == before.keys() - after.keys()
    both = {thing for thing in before.keys() & after.keys() if before[thing] != after[thing]}
    assert {thing for thing, kind in named.items() if kind is ChangeKind.CHANGED} == both


def test_a_reissue_lists_the_changes_and_marks_their_rows() -> None:
    draft = task_draft(*REPORTED)
    after = with_metric(draft, "fund.total", unit="亿元")
    found = changes_between(asked_of(draft, task(draft)), asked_of(after, task(after)))
    sheets = book(after, round=2, changes=found)
    assert list(sheets)[:2] == ["封面", "本次变化"]
    assert [cell.value for cell in sheets["本次变化"].rows[1]][1:] == [
        1,
        "数据",
        "修改",
        "一般公共预算教育支出",
        "单位：万元 → 亿元",
    ]
    label = column(sheets["数据"], "指标数据")
    styles = {id: row[label].style for id, row in by_id(sheets["数据"]).items() if id != "编号"}
    assert [id for id, style in styles.items() if style == "new"] == ["figures/fund.total"]
    said = [str(cell.value) for row in sheets["封面"].rows for cell in row]
    assert any("第2次下发，1处与上次不同" in text and "上次报的内容已带入" in text for text in said)


# --- 任务分工 -----------------------------------------------------------------------------------------------


def test_the_plan_has_every_point_figure_and_department_and_says_what_nobody_owes() -> None:
    draft = task_draft((Key("states", "p4"), PointState(Status.NOT_APPLICABLE, "没有")))
    points, metrics, departments = plan_sheets(draft)
    assert [row[1].value for row in points.rows[1:]] == ["一（一）", "一（二）", "一（三）"]
    first, _, third = points.rows[1:]
    assert [cell.value for cell in first[3:5]] == [FINANCE, STAFF]
    assert [cell.value for cell in first[7:]] == ["2026年3月5日", "赵某", "0000-1"]
    assert third[3] == Cell("未指定", "warning")
    owned = {row[2].value: row[6].value for row in metrics.rows[1:]}
    assert len(owned) == len(FRAMEWORK.metrics) - 1
    assert (owned["常住人口"], owned["教职工数"]) == ("未指定", STAFF)
    assert [row[1].value for row in departments.rows[1:]] == [FINANCE, STAFF, "未指定"]


def test_names_are_official_and_legal() -> None:
    draft = task_draft()
    assert task_name(draft, FINANCE, 1) == "某县2025年度履行教育职责自评填报表（财政局）.xlsx"
    assert task_name(draft, FINANCE, 2) == "某县2025年度履行教育职责自评填报表（财政局，第2次）.xlsx"
    assert task_name(draft, HOSTILE, 1) == "某县2025年度履行教育职责自评填报表（=HYPERLINK(”x”)／编办）.xlsx"
    assert len(task_name(draft, "长" * 300, 12).encode()) < 255
    assert task_plan_name(draft) == "某县2025年度履行教育职责自评任务分工.xlsx"

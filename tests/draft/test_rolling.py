"""`roll`: what comes along into next year's draft and what does not, field by field over all tables."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given

from eduduty_desktop.draft import CURRENT, PREVIOUS, TABLES, Draft, Key
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.cover_fields import COVER_FIELDS, EDITION_FIELDS, LAYOUT_FIELDS
from eduduty_desktop.draft.last_year import as_narrative, remembered, shown
from eduduty_desktop.draft.narrative import render
from eduduty_desktop.draft.records import (
    Assignment,
    Entry,
    Evidence,
    LastYear,
    Narrative,
    Period,
    Problem,
    Remedy,
    Text,
)
from eduduty_desktop.draft.rolled import Fate
from eduduty_desktop.draft.rolling import Roll, item_words, roll
from eduduty_desktop.draft.rolling_rules import COVER_CLEARED, RULES
from eduduty_desktop.framework import Framework, Kind, Metric, PeriodKind, Point, Section, Stage
from eduduty_desktop.framework.editing import change
from tests.checks.edits import drafts
from tests.draft.small import draft_of, fig
from tests.store.samples import LONG, RECORDS, small_draft

YEAR = 2025

# What `roll` keeps of a draft with one record in every table: field by field, "=" as it was, "" cleared, else the new value.
KEPT: dict[str, dict[str, Any] | None] = {
    "cover": {"text": "="},
    "figures": dict.fromkeys(Entry.__struct_fields__, "="),
    "growths": None,
    "narratives": {"text": "", "serves": "="},
    "headings": {"text": "="},
    "states": None,
    "scores": None,
    "deductions": None,
    "evidence": dict.fromkeys(Evidence.__struct_fields__, "=") | {"file": "", "sha256": "", "renew": True},
    "problems": dict.fromkeys(Problem.__struct_fields__, "=") | {"since": "2024"},
    "waivers": None,
    "vetoes": None,
    "assignments": {"lead": "=", "assisting": "=", "deadline": ""},
    "standards": {"value": "=", "reason": "="},
    "notes": {"text": "（2024年度）待补"},
    "duties": {"department": "=", "deadline": "", "note": "="},
    "departments": {"contact": "=", "phone": "=", "email": "=", "deadline": "", "note": "="},
    "issued": None,
    "returned": None,
    "reported": None,
    "last_year": None,
    "schools": None,
}


def rolled(draft: Draft, framework: Framework | None = None, year: int = YEAR) -> tuple[Draft, Roll]:
    done = roll(draft, year, framework)
    new = Draft("new", done.framework)
    return new.apply(new.change(key, record) for key, record in done.edits), done


def finished() -> Draft:
    """One record in every table, its problem open, its last year's text another one."""
    draft = small_draft()
    open_problem = Problem(
        1, "缺编", "上年反馈", ("p1",), ("teachers",), (Remedy("招聘", "编办", progress="过半"),), "函1"
    )
    older = msgspec.structs.replace(RECORDS[Key("last_year", "p1")], text="前年的话")
    evidence = msgspec.structs.replace(RECORDS[Key("evidence", "e1")], file="a.pdf", sha256="ab", renew=False)
    dated = Assignment("编办", ("人社局",), "2024-03-01")
    edits = {
        Key("problems", "q1"): open_problem,
        Key("last_year", "p1"): older,
        Key("evidence", "e1"): evidence,
        Key("assignments", "p1"): dated,
    }
    return draft.apply([draft.change(key, record) for key, record in edits.items()])


def test_every_table_and_every_field_has_its_rule() -> None:
    assert RULES.keys() == TABLES.keys() == KEPT.keys()
    for table, fields in KEPT.items():
        assert fields is None or fields.keys() == set(TABLES[table].__struct_fields__), table


@pytest.mark.parametrize("table", [name for name in TABLES if name not in {"last_year", "cover"}])
def test_a_finished_draft_keeps_exactly_that(table: str) -> None:
    old = finished()
    new, _ = rolled(old)
    fields = KEPT[table]
    if fields is None:
        assert not new.rows(table)
        return
    kept = {key: record for key, record in old.rows(table).items() if key[1] != PREVIOUS}
    assert len(new.rows(table)) == len(kept)
    for (row, slot), record in kept.items():
        found = new.get(Key(table, row, PREVIOUS if slot == CURRENT else slot))
        for name, rule in fields.items():
            was = getattr(record, name)
            wanted = was if rule == "=" else type(was)() if rule == "" else rule
            assert getattr(found, name) == wanted, (table, name)


def test_the_text_is_a_reference_and_older_ones_are_gone() -> None:
    new, _ = rolled(finished())
    assert dict(new.rows("last_year")) == {("p1", ""): LastYear(False, LONG, "2024年度自评稿")}
    assert not new.text("narratives", "p1")


def test_the_cover_is_next_years() -> None:
    fields = {*COVER_FIELDS, *LAYOUT_FIELDS, *EDITION_FIELDS}
    old = draft_of(
        {Key("cover", field): Text("某2024年度2024") for field in fields} | {Key("cover", "year"): Text("2024")}
    )
    new, _ = rolled(old)
    assert new.text("cover", "year") == "2025"
    assert new.text("cover", "title") == "某2025年度2025"
    assert {row for row, _ in new.rows("cover")} == fields - COVER_CLEARED - {"withheld.metrics"}
    assert all(
        new.text("cover", field) == "某2024年度2024"
        for field in fields - COVER_CLEARED - {"year", "title", "withheld.metrics"}
    )


def test_what_is_withheld_stays_withheld() -> None:
    new, _ = rolled(draft_of({Key("cover", "withheld.metrics"): Text("staff.total\ngone\nfund.total")}))
    assert new.text("cover", "withheld.metrics") == "staff.total\nfund.total"


def test_a_closed_problem_is_told_and_left() -> None:
    closed = Problem(2, "已办结", remedies=(Remedy("建", closed=True), Remedy("修", closed=True)))
    half = Problem(3, "办了一半", since="2022", remedies=(Remedy("建", closed=True), Remedy("修")))
    none = Problem(4, "没有措施")
    old = draft_of({Key("problems", str(n)): one for n, one in enumerate((closed, half, none))})
    new, done = rolled(old)
    assert {one.text: one.since for one in new.rows("problems").values()} == {"办了一半": "2022", "没有措施": "2024"}
    (told,) = [item for item in done.items if item.what == "已经销号的问题"]
    assert (told.fate, told.names) == (Fate.CLEARED, ("已办结",))
    assert item_words(told) == "已经销号的问题 1 项；已办结"


def test_a_year_left_out_makes_references_not_last_years_values() -> None:
    figure = Entry(Decimal("57926.5"), period=Period(PeriodKind.FISCAL, "2024"), note="快报")
    new, done = rolled(draft_of({fig("fund.current"): figure}), year=2026)
    assert not new.rows("figures")
    reference = new.record(Key("last_year", "s1.p1"), LastYear).text
    assert shown(reference) == "上年数据“教育事业费”（财政年度 2024）：57926.5万元；快报"
    assert any(item.fate is Fate.LOST and "不是2025年的数" in item.note for item in done.items)


@pytest.mark.parametrize("year", [2024, 2023])
def test_it_goes_forward_only(year: int) -> None:
    with pytest.raises(ValueError, match=f"2024 → {year}"):
        roll(draft_of(), year)


# another framework ----------------------------------------------------------------------------------------


def other_framework(*metrics: Metric, title: str = "经费投入情况") -> Framework:
    point = Point("n1", "(一)", title, metrics=tuple(metric.id for metric in metrics))
    sections = (Section("n", "一", "经费和教师", (point,)),)
    return Framework("new", "新体系", "county", "某省", "测试", sections, 2025, {one.id: one for one in metrics})


def test_figures_find_their_heirs_by_name_and_unit_or_are_named() -> None:
    heirs = (
        Metric("a", "一般公共预算教育支出", "亿元", Kind.MONEY),
        Metric("fund.capital", "研究生人数", "万元", Kind.MONEY),  # an id that means something else now
        Metric("b", "生均支出", "元", Kind.MONEY, stage=Stage.JUNIOR),
    )
    old = draft_of(
        {
            fig("fund.total"): Entry(Decimal("57926.1"), "余", period=Period(PeriodKind.FISCAL, "2024")),
            fig("fund.capital"): Entry(Decimal(3)),
            fig("fund.pupil.primary"): Entry(Decimal(1)),
            fig("fund.pupil.junior"): Entry(Decimal(2)),
        }
    )
    new, done = rolled(old, other_framework(*heirs))
    assert {row: entry.amount for (row, _), entry in new.rows("figures").items()} == {"a": Decimal("5.79261"), "b": 2}
    assert all(slot == PREVIOUS for _, slot in new.rows("figures"))
    by_what = {item.what: item.names for item in done.items if item.fate is Fate.LOST}
    assert by_what["数据"] == ("基建经费", "生均支出")
    (text,) = [one.text for one in new.rows("last_year").values()]
    assert shown(text).split("\n") == ["上年数据“基建经费”（2024年）：3万元", "上年数据“生均支出”（2024年）：1元"]


def test_labels_that_differ_in_a_telling_word_are_two_figures() -> None:
    names = (("本级一等奖获奖学生人数", "本级二等奖获奖学生人数"), ("农村小学大班额数量情况", "农村初中大班额数量情况"))
    for before, now in names:
        old_framework = other_framework(Metric("m", before, "人", Kind.COUNT))
        old = Draft("d", msgspec.structs.replace(old_framework, year=2024))
        old = old.apply([old.change(fig("m"), Entry(Decimal(5)))])
        new, done = rolled(old, other_framework(Metric("x", now, "人", Kind.COUNT)))
        assert not new.rows("figures")
        assert [item.names for item in done.items if item.fate is Fate.LOST] == [(before,)]


def test_records_of_a_point_without_an_heir_are_named() -> None:
    points = {Key(table, "s2.p2"): record for table, record in (("headings", Text("校舍")), ("notes", Text("记")))}
    texts = {
        Key("narratives", "s2.p2"): Narrative("新建{{school.area}}。"),
        Key("narratives", "s1.p1"): Narrative("投入。"),
    }
    evidence = {
        Key("evidence", "1"): Evidence(("s2.p2",), title="校舍报表"),
        Key("evidence", "2"): Evidence(("s1.p1",), title="决算"),
    }
    problem = {Key("problems", "1"): Problem(text="校舍旧", points=("s2.p2",), remedies=(Remedy("建"),))}
    old = draft_of(points | texts | evidence | problem | {fig("school.area"): Entry(Decimal("1000.5"))})
    new, done = rolled(old, change(other_framework(), "n1", title="经费投入"))
    lost = {item.what: item.names for item in done.items if item.fate is Fate.LOST}
    here = ("二(二)校舍",)
    assert (lost["改过的正文标题"], lost["内部备注"], lost["正文"]) == (here, here, here)
    assert lost["佐证材料"] == ("校舍报表",)
    assert lost["没有销号的问题所在的测评点"] == ("校舍旧",)
    assert [one.title for one in new.rows("evidence").values()] == ["决算"]
    assert [one.points for one in new.rows("problems").values()] == [()]
    references = {row: shown(one.text) for (row, _), one in new.rows("last_year").items()}
    assert references == {"profile": "新建1000.5平方米。\n上年数据“校舍面积”（2024年）：1000.5平方米", "n1": "投入。"}


# references -----------------------------------------------------------------------------------------------


def test_a_reference_says_last_years_figures_and_links_this_years() -> None:
    old = draft_of({fig("staff.total"): Entry(Decimal(3137))})
    reference = remembered(
        old, "共{{staff.total}}，另{{staff.other|previous}}。\\{\\{x}}", {"staff.total": "staff.total"}
    )
    assert shown(reference) == "共3137人，另〔待填〕。{{x}}"
    new = draft_of({fig("staff.total"): Entry(Decimal(3200))})
    assert render(new, as_narrative(reference)).text == "共3200人，另〔待填〕。{{x}}"


@given(drafts())
def test_references_show_what_was_printed(draft: Draft) -> None:
    for narrative in draft.rows("narratives").values():
        heirs = {metric: metric for metric in draft.framework.metrics}
        printed = render(draft, narrative.text).text
        if not any(mark in printed for mark in "{}|\\"):
            assert shown(remembered(draft, narrative.text, heirs)) == printed
        assert shown(remembered(draft, narrative.text, {})) == printed


@given(drafts())
def test_of_the_same_framework_every_figure_becomes_last_years(draft: Draft) -> None:
    year = year_of(draft)
    if year is None:
        return
    new, _ = rolled(draft, year=year + 1)
    was = {row: entry for (row, slot), entry in draft.rows("figures").items() if slot == CURRENT}
    assert {row: entry for (row, slot), entry in new.rows("figures").items() if slot == PREVIOUS} == was
    assert len(new.rows("figures")) == len(was)
    assert new.tables.keys() <= {table for table, fields in KEPT.items() if fields is not None} | {"last_year"}

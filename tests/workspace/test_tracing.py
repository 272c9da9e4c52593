"""One figure traced: where it comes from, what it rests on, where it is printed, what proves it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from eduduty_desktop.document.appendix import build_tables
from eduduty_desktop.document.sheets import FIRST_ROW
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.draft.records import Assignment, Entry, Evidence, Narrative, Period
from eduduty_desktop.figures import parse_amount
from eduduty_desktop.framework import PeriodKind
from eduduty_desktop.workspace.samples import sample_draft
from eduduty_desktop.workspace.tracing import (
    Trace,
    column_letters,
    in_text,
    is_traceable,
    key_of_link,
    title_of,
    trace,
)
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

NOON = datetime(2025, 3, 1, 12, 0, 0, tzinfo=UTC)
TOTAL, CURRENT_FUND = fig("fund.total"), fig("fund.current")


@dataclass(frozen=True)
class Change:
    at: datetime
    who: str
    label: str
    cause: str
    old: Any
    new: Any


@pytest.fixture
def draft() -> Draft:
    said = Entry(
        parse_amount("700.5"),
        period=Period(PeriodKind.FISCAL, "2024"),
        scope="决算",
        source="财政局",
        note="含上级专款",
    )
    return draft_of(
        {
            CURRENT_FUND: said,
            fig("fund.current", PREVIOUS): entry("650"),
            fig("fund.capital"): entry("300"),
            Key("narratives", "s1.p1"): Narrative(
                "教育事业费{{fund.current}}，比上年{{fund.current|growth}}。总计{{fund.total}}。上年{{fund.current|previous}}。"
            ),
            Key("assignments", "s1.p1"): Assignment("财政局", ("教育局",)),
            Key("evidence", "a"): Evidence(
                ("s1.p1",),
                1,
                "决算报表",
                document_number="财〔2025〕1号",
                pages="12—15",
                sealed=True,
                file="C:\\张三\\决算.pdf",
            ),
            Key("evidence", "b"): Evidence(("s1.p1", "s1.p2"), 2, "奖牌", original=False),
        }
    )


def facts(found: Trace) -> dict[str, str]:
    return {fact.label: fact.text for fact in found.facts}


def test_a_stated_figure_says_where_it_comes_from(draft: Draft) -> None:
    found = trace(draft, CURRENT_FUND)
    assert (found.title, found.value, found.node) == ("教育事业费（本年）", "700.5万元", "s1.p1")
    assert facts(found) == {
        "指标": "一（一） 经费投入",
        "来历": "填报",
        "期间": "财政年度 2024",
        "口径": "决算",
        "来源": "财政局",
        "责任单位": "财政局（牵头）、教育局",
        "口径说明": "含上级专款",
    }
    assert (found.formula, found.parts) == ("", ())


def test_its_history_is_told_in_words(draft: Draft) -> None:
    history = [
        Change(NOON, "张三", "填写教育事业费", "typed", entry("700"), draft.get(CURRENT_FUND)),
        Change(NOON, "李四", "填入", "财政局返回表.xlsx", None, entry("700")),
    ]
    newest, oldest = trace(draft, CURRENT_FUND, history).history
    assert newest.at == f"{NOON.astimezone():%Y-%m-%d %H:%M}"
    assert (newest.who, newest.how, newest.old) == ("张三", "手工填写", "700")
    assert "700.5" in newest.new
    assert (oldest.how, oldest.old, oldest.new) == ("财政局返回表.xlsx", "（空）", "700")


def test_a_computed_figure_names_its_operands(draft: Draft) -> None:
    found = trace(draft, TOTAL)
    assert found.value == "1000.5万元" or found.value == "1001万元"
    assert facts(found)["来历"] == "按公式算出"
    assert found.formula == "教育事业费+基建经费"
    assert [(part.title, part.value, part.key) for part in found.parts] == [
        ("教育事业费（本年）", "700.5万元", CURRENT_FUND),
        ("基建经费（本年）", "300万元", fig("fund.capital")),
    ]
    before = trace(draft, fig("fund.total", PREVIOUS))
    assert before.formula == "教育事业费（上年）+基建经费（上年）"
    assert [part.key.slot for part in before.parts] == [PREVIOUS, PREVIOUS]
    assert facts(before)["来历"] == "还没有填"


def test_a_growth_rests_on_both_years(draft: Draft) -> None:
    found = trace(draft, Key("growths", "fund.current"))
    assert found.title == "教育事业费（增幅）"
    assert found.value == "增长7.77%"
    assert [part.value for part in found.parts] == ["700.5万元", "650万元"]
    assert facts(found)["来历"] == "按公式算出"


def test_its_standard_and_the_verdict_are_told(draft: Draft) -> None:
    said = {fact.label: fact.text for fact in trace(draft, CURRENT_FUND).standard}
    assert said["标准"].startswith("不低于上年")
    assert "达标" in said["结论"]
    assert trace(draft, fig("fund.current", PREVIOUS)).standard == (), "last year's value is not judged"


def test_sentences_and_cells_are_found(draft: Draft) -> None:
    found = trace(draft, CURRENT_FUND)
    sentences = [(one.text, one.is_derived) for one in found.printed if one.node]
    assert sentences == [
        ("教育事业费700.5万元，比上年增长7.77%。", False),
        ("总计1000.5万元。", True),
    ] or sentences == [
        ("教育事业费700.5万元，比上年增长7.77%。", False),
        ("总计1001万元。", True),
    ]
    assert all(one.where.startswith("正文 一（一）") for one in found.printed if one.node)
    before = [
        one.text for one in trace(draft, fig("fund.current", PREVIOUS)).printed if one.node and not one.is_derived
    ]
    assert before == ["上年650万元。"]


def test_an_address_leads_to_the_very_cell(draft: Draft) -> None:
    sheets = {sheet.name: sheet for sheet in build_tables(draft)}
    for key in (CURRENT_FUND, fig("fund.current", PREVIOUS), Key("growths", "fund.current")):
        where = next(one.where for one in trace(draft, key).printed if one.where.startswith("附表 数据表"))
        letters = where.rpartition(" ")[2]
        column, row = letters.rstrip("0123456789"), int(letters.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        at = next(n for n in range(1, 100) if column_letters(n) == column)
        assert sheets["数据表"].rows[row - FIRST_ROW][at - 1].trace == key


def test_what_proves_it_is_listed_without_anybodys_folders(draft: Draft) -> None:
    paper, plaque = trace(draft, CURRENT_FUND).proofs
    assert (paper.number, paper.title, paper.pages, paper.file) == ("一（一）-1", "决算报表", "12—15", "决算.pdf")
    assert paper.remark == "财〔2025〕1号，原件，已盖章"
    assert (plaque.file, plaque.remark) == ("", "复印件")
    assert trace(draft, fig("staff.total")).proofs == (), "基本情况 has no evidence of its own"


def test_a_figure_that_could_not_be_read_says_so() -> None:
    found = trace(draft_of({TOTAL: Entry(typed="三百来万")}), TOTAL)
    assert found.value == "〔待填〕"
    assert facts(found)["来历"] == "填的“三百来万”还没有读成数"


def test_the_text_holds_everything(draft: Draft) -> None:
    history = [Change(NOON, "李四", "填入", "财政局返回表.xlsx", None, entry("700"))]
    text = in_text(trace(draft, CURRENT_FUND, history))
    for words in (
        "教育事业费（本年）：700.5万元",
        "口径：决算",
        "财政局返回表.xlsx",
        "附表 数据表",
        "《决算报表》，页码 12—15",
    ):
        assert words in text
    assert "张三" not in text, "a folder's name is nobody's business"
    assert "佐证材料：没有" in in_text(trace(draft, fig("staff.total")))


@pytest.mark.parametrize(
    ("link", "key"),
    [
        (Link("a.b"), Key("figures", "a.b", CURRENT)),
        (Link("a.b", ("previous", "unit=万元")), Key("figures", "a.b", PREVIOUS)),
        (Link("a.b", ("growth",)), Key("growths", "a.b")),
        (Link("a.b", ("diff",)), Key("figures", "a.b", CURRENT)),
    ],
)
def test_a_link_leads_to_its_record(link: Link, key: Key) -> None:
    assert key_of_link(link) == key


def test_only_figures_are_traced(draft: Draft) -> None:
    assert is_traceable(FRAMEWORK, TOTAL)
    assert not is_traceable(FRAMEWORK, fig("gone"))
    assert not is_traceable(FRAMEWORK, Key("narratives", "s1.p1"))
    with pytest.raises(KeyError):
        trace(draft, Key("narratives", "s1.p1"))
    with pytest.raises(KeyError):
        trace(draft, fig("gone"))


def test_columns_are_named_as_workbooks_do() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


def test_every_figure_of_the_sample_can_be_traced() -> None:
    draft = sample_draft()
    for key in (Key("figures", row, slot) for row, slot in draft.rows("figures")):
        found = trace(draft, key)
        assert found.title == title_of(draft.framework.metrics[key.row], key)
        assert any(one.where.startswith("附表 数据表") for one in found.printed), key
        assert found.value in in_text(found)

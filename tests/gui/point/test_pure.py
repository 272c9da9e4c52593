"""The parts without Qt: growth texts, TSV, pasted text, standards, cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key
from eduduty_desktop.draft.records import Entry, Growth
from eduduty_desktop.figures import Ratio, ReadingStatus
from eduduty_desktop.gui.point.block_paste import paste_block
from eduduty_desktop.gui.point.cell_text import Tone, copy_text, edit_text, read_typed, show, spaced
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind, grids_of
from eduduty_desktop.gui.point.growth_text import read_growth
from eduduty_desktop.gui.point.link_choice import link_choices
from eduduty_desktop.gui.point.pasted import clean_paste, source_of_paste
from eduduty_desktop.gui.point.standard_text import explain, judge, short_text
from eduduty_desktop.gui.point.tsv import format_tsv, parse_tsv
from tests.gui.point.example import POINT_METRICS, framework, session
from tests.gui.point.sources import normalise_source

MONEY = framework().metrics["fund.total"]
PERCENT = framework().metrics["rate.degree"]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("1.42%", "1.42", "%"),
        ("1.42", "1.42", "%"),
        ("-1", "-1", "%"),
        ("增长1.42%", "1.42", "%"),
        ("同比下降 2.5 %", "-2.5", "%"),
        ("１．４２％", "1.42", "%"),
        ("负增长3%", "-3", "%"),
        ("持平", "0", "%"),
    ],
)
def test_a_growth_of_money_is_read(text: str, amount: str, unit: str) -> None:
    assert read_growth(text, MONEY).growth == Growth(Decimal(amount), unit)


@pytest.mark.parametrize("text", ["下降1个百分点", "-1", "降低1百分点", "下降1"])
def test_a_growth_of_a_percentage_is_in_points(text: str) -> None:
    assert read_growth(text, PERCENT).growth == Growth(Decimal(-1), "百分点")


def test_per_cent_of_a_percentage_is_asked() -> None:
    reading = read_growth("下降1%", PERCENT)
    assert reading.status is ReadingStatus.ASK
    assert reading.choices == (Growth(Decimal(-1), "百分点"), Growth(Decimal(-1), "%"))


@pytest.mark.parametrize("text", ["下降-1%", "很多", "1个百分点", "1～2%"])
def test_what_cannot_be_a_growth_of_money_is_refused(text: str) -> None:
    reading = read_growth(text, MONEY)
    assert reading.status is ReadingStatus.REFUSED
    assert reading.message


def test_tsv_keeps_quoted_breaks_and_drops_excels_last_line() -> None:
    assert parse_tsv('1\t"a\nb"\r\n2\t\r\n') == [["1", "a\nb"], ["2", ""]]
    assert parse_tsv("") == []
    assert parse_tsv('说"好"\t"坏') == [['说"好"', '"坏']]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), min_size=1)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1))
def test_tsv_round_trip(rows: list[list[str]]) -> None:
    assert parse_tsv(format_tsv(rows)) == rows


def test_a_paste_becomes_clean_paragraphs() -> None:
    word = "\ufeff　　第一段\u00a0完。\r\n\r\n　　第二\u00ad段\ufffc\x07。\x0b第三段 \r\n"
    assert clean_paste(word) == "第一段 完。\n第二段。\n第三段"
    assert clean_paste(" 一 ") == " 一 "
    assert source_of_paste("{{staff.total}}") == r"\{\{staff.total}}"


@given(st.text())
def test_normalising_a_source_twice_changes_nothing_more(source: str) -> None:
    once = normalise_source(source)
    assert normalise_source(once) == once


def test_thousands_are_set_apart() -> None:
    assert spaced("57926.18123") == "57\u2009926.18123"
    assert spaced("约1052") == "约1\u2009052"
    assert spaced("1:13.5") == "1:13.5"


def test_standards_are_short_and_judged() -> None:
    opened = session(
        fund_total="10", fund_total_previous="9", rate_degree="49.9", ratio_staff="1:18", salary_teacher="8"
    )
    draft, metrics = opened.draft, opened.draft.framework.metrics
    words = {name: (short_text(draft, m), judge(draft, m)) for name, m in metrics.items() if m.standard}
    assert words == {
        "fund.total": ("不低于上年", True),
        "rate.degree": ("≥50%", False),
        "ratio.staff": ("≥1:19", True),
        "salary.teacher": ("≥公务员", None),
    }
    assert "待核实" in explain(draft, metrics["fund.total"])
    assert "待核实" not in explain(draft, metrics["rate.degree"])


def test_a_stated_growth_judges_not_less_than_last_year() -> None:
    opened = session()
    opened.edit([(Key("growths", "fund.total"), Growth(Decimal(-1)))], label="示例")
    assert judge(opened.draft, MONEY) is False
    shown = show(opened.draft, Cell(CellKind.GROWTH, "fund.total"))
    assert shown.text == "-1%\u2009◇"
    assert "无法复算" in shown.tip


def test_a_formula_shows_its_value_and_its_words() -> None:
    opened = session(staff_total="12", staff_women="5")
    shown = show(opened.draft, Cell(CellKind.FIGURE, "staff.men"))
    assert (shown.text, shown.tone) == ("7", Tone.COMPUTED)
    assert shown.tip == "由公式算出：教职工总数-女教职工数"
    assert edit_text(opened.draft, Cell(CellKind.FIGURE, "staff.men")) == ""
    assert copy_text(opened.draft, Cell(CellKind.FIGURE, "staff.men")) == "7"


def test_typing_keeps_what_else_was_said_of_a_value() -> None:
    opened = session()
    opened.edit(
        [(Key("figures", "staff.total", CURRENT), Entry(Decimal(1), source="人社局", note="含代课"))], label="x"
    )
    typed = read_typed(opened.draft, Cell(CellKind.FIGURE, "staff.total"), "约300")
    assert typed.record == Entry(Decimal(300), "约", source="人社局", note="含代课")
    assert typed.status is ReadingStatus.SAID


def test_a_pasted_block_says_what_became_of_every_cell() -> None:
    opened = session()
    grid = grids_of(opened.draft.framework, POINT_METRICS)[0]
    block = [["11", "12"], ["", "3.5"], ["x", "1,234"], ["1", "2", "5%"], ["1"], ["1:19"], ["超出"]]
    pasted = paste_block(opened.draft, grid, 0, 2, block)
    edits = dict(pasted.edits)
    assert edits[Key("figures", "staff.total", PREVIOUS)] == Entry(Decimal(11))
    assert edits[Key("figures", "staff.women", CURRENT)] == Entry(typed="3.5")
    assert edits[Key("figures", "staff.men", PREVIOUS)] == Entry(typed="x")
    assert edits[Key("figures", "staff.men", CURRENT)] == Entry(Decimal(1234))
    assert edits[Key("figures", "ratio.staff", PREVIOUS)] == Entry(Ratio(Decimal(1), Decimal(19)))
    assert Key("growths", "fund.total") not in edits
    assert pasted.message == (
        "粘贴：已填 7 格，1 格要确认（？），1 格读不出来（✕），空白 1 格未改动，1 格由程序计算或不可填，已跳过，"
        "1 格超出表格，没有填入。"
    )


def test_figures_to_link_begin_with_the_points_own() -> None:
    opened = session(salary_teacher="8")
    choices = link_choices(opened.draft, "s1.p2", ())
    assert [choice.link.metric for choice in choices[:2]] == ["salary.teacher", "salary.servant"]
    assert [c.link.metric for c in link_choices(opened.draft, "s1.p2", ("growth",), "小学 生均")] == ["pupil.primary"]
    assert choices[0].printed == "8元"

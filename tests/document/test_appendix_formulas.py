"""Formulas, names, charts, index and attachments of the appendix as neutral sheets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from eduduty_desktop.document import Cell, Sheet, attachments_of, build_appendix, build_report
from eduduty_desktop.document.attachments import ATTACHMENTS, text_of
from eduduty_desktop.document.blocks import AttachmentNote, Heading, Paragraph, Run, TableBlock
from eduduty_desktop.document.formulas import NoFormulaError, expression_term, rounded, value_term
from eduduty_desktop.document.range_names import LONGEST, figure_name, name_of
from eduduty_desktop.document.sheets import LONGEST_FORMULA, live
from eduduty_desktop.document.trace_sheet import report_places
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Deduction, Entry, Growth, SelfScore
from eduduty_desktop.framework import Framework, Kind, Metric, ScoreStyle
from tests.document.example import draft
from tests.draft.scored import SCORED
from tests.draft.small import draft_of, entry, fig
from tests.office.formula_drafts import framework_of, left_to_formulas
from tests.sample.example import sample_draft


def named(sheets: tuple[Sheet, ...]) -> dict[str, Cell]:
    return {cell.name: cell for sheet in sheets for row in sheet.rows for cell in row if cell.name}


def only(metrics: tuple[Metric, ...], figures: dict[tuple[str, str], Entry]) -> dict[str, Cell]:
    return named(build_appendix(Draft("x", framework_of(metrics), {"figures": figures})))


NUMBERS = tuple(Metric(id, f"数{id}", "人", Kind.NUMBER) for id in "abc")


def formula_of(expression: str, a: str = "7", b: str = "4", c: str = "2", *, decimals: int = 2) -> Cell:
    metrics = (*NUMBERS, Metric("x", "得数", "人", Kind.NUMBER, decimals=decimals, formula=expression))
    values = {(id, CURRENT): Entry(Decimal(text)) for id, text in zip("abc", (a, b, c), strict=True) if text}
    return only(metrics, values)[figure_name("x")]


@pytest.mark.parametrize(
    ("expression", "formula", "value"),
    [
        ("a + b", "ROUND(本年_a+本年_b,2)", "11.00"),
        ("a / b * 100", "ROUND(本年_a/本年_b*100,2)", "175.00"),
        ("a - (b - c)", "ROUND(本年_a-(本年_b-本年_c),2)", "5.00"),
        ("a / (b * c)", "ROUND(本年_a/(本年_b*本年_c),2)", "0.88"),
        ("(a + b) * (b - c)", "ROUND((本年_a+本年_b)*(本年_b-本年_c),2)", "22.00"),
    ],
)
def test_a_metrics_expression_is_its_cells_formula(expression: str, formula: str, value: str) -> None:
    cell = formula_of(expression)
    assert (cell.formula, str(cell.value)) == (formula, value)


@pytest.mark.parametrize("missing", [{"b": ""}, {"b": "0"}])
def test_without_an_operand_there_is_neither_value_nor_formula(missing: dict[str, str]) -> None:
    cell = formula_of("a / b", **missing)
    assert (cell.value, cell.formula) == (None, "")


def test_a_stated_value_is_live_only_where_its_formula_confirms_its_digits() -> None:
    metrics = (*NUMBERS, Metric("x", "得数", "人", Kind.NUMBER, decimals=2, formula="a / c"))
    base = {("a", CURRENT): Entry(Decimal(7)), ("c", CURRENT): Entry(Decimal(3))}
    found = {
        stated: only(metrics, base | {("x", CURRENT): Entry(Decimal(stated))})[figure_name("x")].formula
        for stated in ("2.33", "2.3", "2.333", "2.34", "2.4")
    }
    assert found == {
        "2.33": "ROUND(本年_a/本年_c,2)",
        "2.3": "ROUND(本年_a/本年_c,1)",
        "2.333": "ROUND(本年_a/本年_c,3)",
        "2.34": "",
        "2.4": "",
    }


def test_a_stated_growth_is_live_only_where_both_years_confirm_it() -> None:
    both = {("a", CURRENT): Entry(Decimal(110)), ("a", PREVIOUS): Entry(Decimal(103))}
    for stated, formula in (("6.8", "ROUND((E4-F4)/F4*100,1)"), ("6.7", ""), (None, "ROUND((E4-F4)/F4*100,2)")):
        growths = {("a", ""): Growth(Decimal(stated))} if stated else {}
        value = Draft("x", framework_of(NUMBERS), {"figures": both, "growths": growths})
        assert named(build_appendix(value))["增幅_a"].formula == formula


def test_a_number_that_stands_as_text_has_no_formula_over_it() -> None:
    figures = {("a", CURRENT): Entry(Decimal("12345678901234567.89")), ("a", PREVIOUS): Entry(Decimal(1))}
    value = Draft("x", framework_of(NUMBERS), {"figures": figures})
    (row,) = [row for row in build_appendix(value)[1].rows if any(cell.name == "本年_a" for cell in row)]
    assert isinstance(row[4].value, str)
    assert [cell.formula for cell in row[4:8]] == ["", "", "", ""]
    with pytest.raises(NoFormulaError):
        value_term(value, "a")
    with pytest.raises(NoFormulaError):
        expression_term(value, "a")


def test_a_formula_longer_than_a_workbook_takes_stays_a_number() -> None:
    cell = Cell(Decimal(1), "number")
    assert live(cell, "1" * LONGEST_FORMULA).formula
    assert not live(cell, "1" * (LONGEST_FORMULA + 1)).formula
    assert not live(Cell(None), "A1").formula
    assert rounded("1/3", 2) == "ROUND(1/3,2)"


def test_names_are_legal_and_never_collide() -> None:
    ids = ["a.b", "a_b", "a.b_c", "A.B", "a b", "a-b", "甲", "", "x" * 300, "x" * 301, "r1c1", "a1", "true", "=1"]
    names = [name_of("本年", id) for id in ids]
    assert len({name.casefold() for name in names}) == len(ids)
    for name in names:
        assert name.startswith("本年_")
        assert len(name) <= LONGEST + 20
        assert all(part.isalnum() or part in "._" for part in name)


class Without:
    """A reader that leaves records out, as a 公示版 does."""

    def __init__(self, source: Draft, hidden: frozenset[Key]) -> None:
        self.source, self.hidden = source, hidden

    @property
    def framework(self) -> Framework:
        return self.source.framework

    def get(self, key: Key) -> Any:
        return None if key in self.hidden else self.source.get(key)

    def rows(self, table: str) -> Mapping[tuple[str, str], Any]:
        rows = self.source.rows(table)
        return {row: one for row, one in rows.items() if Key(table, *row) not in self.hidden}


def test_what_the_reader_leaves_out_stands_nowhere() -> None:
    """One place is enough: neither a value nor what is computed from it, in any sheet, formula or chart."""
    odd, again = Decimal("8191.37"), Decimal("7919.53")
    value = draft()
    keys = [Key("figures", "fund.pupil.primary", slot) for slot in (CURRENT, PREVIOUS)]
    value = value.apply(value.change(key, Entry(one)) for key, one in zip(keys, (odd, again), strict=True))
    shown, hidden = ("".join(_everything(build_appendix(one))) for one in (value, Without(value, frozenset(keys))))
    for secret in ("8191.37", "7919.53", "271.84", "3.43"):
        assert secret in shown
        assert secret not in hidden


def _everything(sheets: tuple[Sheet, ...]) -> list[str]:
    return [f"{cell.value}|{cell.formula}\n" for sheet in sheets for row in sheet.rows for cell in row]


def test_every_formula_names_cells_that_are_there() -> None:
    from openpyxl.formula import Tokenizer

    for value in (sample_draft(), left_to_formulas(sample_draft()), draft(ScoreStyle.APPENDIX)):
        sheets = build_appendix(value)
        names, pages = named(sheets), {sheet.name for sheet in sheets}
        for sheet in sheets:
            for cell in (cell for row in sheet.rows for cell in row if cell.formula):
                for token in Tokenizer(f"={cell.formula}").items:
                    if token.type == "OPERAND" and token.subtype == "RANGE":
                        page, _, _ = token.value.rpartition("!")
                        assert page in pages or token.value in names or token.value.replace(":", "").isalnum(), cell


# --- deductions, charts, index ----------------------------------------------------------------------------------


def test_deductions_stand_in_a_table_and_cost_what_the_rule_says() -> None:
    found = draft_of(
        {
            Key("deductions", "1"): Deduction("s1.p1", 1, "few", Decimal(9), Decimal("0.5"), "常务会议少开九次"),
            Key("deductions", "2"): Deduction("s1.p1", 2, "其他", Decimal(1), Decimal("0.3"), "材料迟交", ("e9",)),
        },
        msgspec.structs.replace(SCORED, score_style=ScoreStyle.APPENDIX),
    )
    sheets = {sheet.name: sheet for sheet in build_appendix(found)}
    rows = [[cell.value for cell in row[1:7]] for row in sheets["扣分明细"].rows[1:]]
    assert rows == [
        ["（一）经费投入", "会议少于规定次数", 9, Decimal("0.5"), Decimal("4.5"), "常务会议少开九次"],
        ["（一）经费投入", "其他", 1, Decimal("0.3"), Decimal("0.3"), "材料迟交"],
    ]
    assert [row[5].formula for row in sheets["扣分明细"].rows[1:]] == ["D4*E4", "D5*E5"]
    cells = named(tuple(sheets.values()))
    assert cells["扣分_s1.p1"].formula == "MIN(D4,MIN(扣分明细!F4,2)+扣分明细!F5)"
    assert (cells["扣分_s1.p1"].value, cells["得分_s1.p1"].value) == (Decimal("2.3"), Decimal("7.7"))
    assert cells["得分_s1.p1"].formula == "分值_s1.p1-扣分_s1.p1"


def test_a_score_by_rule_is_computed_from_the_metrics_cell() -> None:
    values = {fig("meeting.count"): entry("3"), fig("health.good_rate"): entry("79.9")}
    taken = {Key("deductions", "1"): Deduction("s1.p2", 1, "其他", Decimal(1), Decimal("0.5"), "迟交")}
    found = draft_of(values | taken, msgspec.structs.replace(SCORED, score_style=ScoreStyle.APPENDIX))
    cells = named(build_appendix(found))
    steps, ramp = cells["得分_s1.p2"], cells["得分_s2.a.p1"]
    count = "本年_meeting.count"
    assert steps.formula == f"MAX(0,IF({count}>=4,5,IF({count}>=2,3,0))-扣分_s1.p2)"
    full, rate = "分值_s2.a.p1", "本年_health.good_rate"
    begun = f"ROUNDUP(ROUND((90-({rate}))/5,9),0)"
    assert ramp.formula == f"IF({rate}>=90,{full},MAX(0,{full}-{begun}*0.1))"
    assert (steps.value, ramp.value) == (Decimal("2.5"), Decimal("4.7"))
    own = found.apply([found.change(Key("scores", "s1.p2"), SelfScore(Decimal("2.4")))])
    assert named(build_appendix(own))["得分_s1.p2"].formula == ""


def test_charts_are_made_only_of_what_is_there() -> None:
    empty = Draft("x", sample_draft().framework)
    assert "图表" not in {sheet.name for sheet in build_appendix(empty)}
    sheet = next(sheet for sheet in build_appendix(sample_draft()) if sheet.name == "图表")
    for chart in sheet.charts:
        rows = sheet.rows[chart.first : chart.last + 1]
        assert len(rows) >= 2
        assert all(isinstance(row[series.column].value, Decimal) for row in rows for series in chart.series)
        assert all(row[series.column].formula for row in rows for series in chart.series)
        assert not any(sheet.rows[chart.at : chart.at + chart.height])
    assert [chart.title for chart in sheet.charts] == ["主要数据比上年增幅", "实际值与标准对照"]


def test_places_in_the_report() -> None:
    figure, grown = Key("figures", "a", CURRENT), Key("growths", "b")
    blocks = (
        Paragraph((Run("1", figure),)),
        Heading(1, "二、", "教育投入"),
        Paragraph((Run("文"),)),
        Paragraph((Run("1", figure), Run("2", grown), Run("1", figure))),
        Heading(2, "（一）", "预算"),
        Paragraph((Run("文", Key("cover", "year")), Run("1", figure))),
        TableBlock((), (), (), (), (figure,)),
        Heading(1, "", "基本情况"),
        Paragraph((Run("2", grown),)),
    )
    assert report_places(blocks) == {
        "a": ("导语第1段", "二、教育投入第2段", "二（一）第1段", "二（一）所附数据表"),
        "b": ("二、教育投入第2段", "基本情况第1段"),
    }


def test_the_index_leads_from_a_metric_to_everything() -> None:
    sheets = {sheet.name: sheet for sheet in build_appendix(draft())}
    rows = {row[2].value: row for row in sheets["追溯索引"].rows[1:]}
    assert len(rows) == len(draft().framework.metrics)
    money = rows["一般公共预算教育经费"]
    assert [cell.value for cell in money[1:]] == [
        "二（一）1.（1）",
        "一般公共预算教育经费",
        Decimal("57926.181"),
        "万元",
        "数据表!E8",
        "本年_fund.total",
        "二（一）1.（1）第1段",
        "不低于上年（待核实）",
        None,
        "一（一）-2",
        None,
    ]
    assert (money[3].formula, money[5].link, money[10].link) == ("本年_fund.total", "本年_fund.total", "佐证_e2")
    assert rows["生均支出（初中）"][5].value == "数据表!H10"
    assert sheets["数据表"].rows[5][4].name == "本年_fund.total"


# --- attachments ------------------------------------------------------------------------------------------------


def attached(*rows: str) -> Draft:
    value = draft()
    return value.apply([value.change(ATTACHMENTS, text_of(rows))])


def test_the_appendix_is_the_only_attachment_until_documents_go_along() -> None:
    assert [one.title for one in attachments_of(draft())] == ["溪口市2021年度履行教育职责数据附表"]
    found = attachments_of(attached("e2", "e1", "gone", "e2"))
    assert [(one.title, one.evidence) for one in found[1:]] == [
        ('=HYPERLINK("x")', "e2"),
        ("市委教育工作领导小组会议纪要", "e1"),
    ]
    assert attached().get(ATTACHMENTS) is None


def test_documents_that_go_along_are_named_in_the_report_and_number_the_appendix() -> None:
    value = attached("e1")
    (note,) = [block for block in build_report(value) if isinstance(block, AttachmentNote)]
    assert note.names == ("溪口市2021年度履行教育职责数据附表", "市委教育工作领导小组会议纪要")
    assert {sheet.mark for sheet in build_appendix(value)} == {"附件1"}
    assert {sheet.mark for sheet in build_appendix(draft())} == {"附件"}

"""Formulas and cached values of the appendix, against LibreOffice's own calculation, openpyxl and calamine."""

import io
import os
import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from eduduty_desktop.document import Cell, Sheet, build_appendix
from eduduty_desktop.document.frame import shown
from eduduty_desktop.document.range_names import OUTCOME_WORD, REACHED_WORD, figure_name, growth_name, name_of
from eduduty_desktop.document.sheets import FIRST_ROW, live
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft
from eduduty_desktop.draft.standards import verdict
from eduduty_desktop.draft.targets import TargetOutcome, judge_target
from eduduty_desktop.draft.values import figure, growth, print_figure, print_growth
from eduduty_desktop.draft.verdict import Outcome
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Kind
from eduduty_desktop.intake import Status, propose, propose_scores
from eduduty_desktop.office import read_grids, write_workbook
from eduduty_desktop.office.formula_cache import UnfilledError, fill
from tests.office.formula_cells import agree, formulas, stripped, values
from tests.office.formula_drafts import drafts
from tests.office.pages import convert

NOW = datetime(2026, 1, 5, tzinfo=UTC)
DRAFTS = drafts()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    for name, draft in DRAFTS.items():
        write_workbook(build_appendix(draft), folder / f"{name}.xlsx", now=NOW)
    return folder


@pytest.fixture(scope="module")
def calculated(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What LibreOffice saves after calculating every formula on its own."""
    bare = tmp_path_factory.mktemp("bare")
    files = [stripped(file, bare / file.name) for file in sorted(written.iterdir())]
    return convert(files, tmp_path_factory.mktemp("calculated"), tmp_path_factory.mktemp("profile"), "xlsx")


@pytest.mark.office
@pytest.mark.parametrize("name", DRAFTS)
def test_cached_values_are_what_libreoffice_calculates(written: Path, calculated: Path, name: str) -> None:
    file = written / f"{name}.xlsx"
    cached, found = values(file), values(calculated / file.name)
    wrong = {
        cell: (formula, cached[cell], found[cell])
        for cell, formula in formulas(file).items()
        if not agree(cached[cell], found[cell])
    }
    assert wrong == {}
    assert None not in {cached[cell] for cell in formulas(file)}


def test_enough_of_every_sort_is_live(written: Path) -> None:
    counts: dict[str, int] = {}
    for file in written.iterdir():
        for sheet, _ in formulas(file):
            counts[sheet] = counts.get(sheet, 0) + 1
    assert counts.keys() >= {
        "数据表",
        "学段表",
        "达标对照表",
        "目标对照表",
        "自评打分表",
        "扣分明细",
        "图表",
        "追溯索引",
    }
    assert sum(counts.values()) > 1500


@pytest.mark.parametrize("name", DRAFTS)
def test_derived_cells_are_formulas_that_round_to_what_is_shown(written: Path, name: str) -> None:
    """Growth, difference and every value that only a formula gives; the digits are those that the report prints."""
    draft = DRAFTS[name]
    live_cells = formulas(written / f"{name}.xlsx")
    book = openpyxl.load_workbook(written / f"{name}.xlsx")
    for metric in draft.framework.metrics.values():
        found = growth(draft, metric.id)
        if found is not None and found.origin == "computed" and _is_short(draft, metric.id):
            assert live_cells[_place(book, growth_name(metric.id))].startswith("=ROUND("), metric.id
        value = figure(draft, metric.id)
        if value.origin == "computed":
            formula = live_cells[_place(book, figure_name(metric.id))]
            decimals = -int(value.amount.as_tuple().exponent) if isinstance(value.amount, Decimal) else 2
            assert re.search(rf"ROUND\(.*,{decimals}\)", formula), metric.id


def _is_short(draft: Draft, metric: str) -> bool:
    both = (figure(draft, metric, slot).amount for slot in (CURRENT, PREVIOUS))
    return all(isinstance(amount, Decimal) and len(amount.as_tuple().digits) <= 15 for amount in both)


@pytest.mark.parametrize("name", DRAFTS)
def test_every_verdict_is_a_formula(written: Path, name: str) -> None:
    """达标 and 未达标, 已达到 and 未达到 with their differences; what people must look at stays words."""
    draft, file = DRAFTS[name], written / f"{name}.xlsx"
    book, live_cells = openpyxl.load_workbook(file), formulas(file)
    for metric in draft.framework.metrics.values():
        found = verdict(draft, metric)
        if found.threshold is not None:
            is_live = _place(book, name_of(OUTCOME_WORD, metric.id)) in live_cells
            assert is_live == (found.outcome in (Outcome.MET, Outcome.MISSED)), (metric.id, found)
            gap = _place(book, name_of("差额", metric.id))
            assert (gap in live_cells) == (found.gap is not None), (metric.id, found)
        for at, target in enumerate(metric.targets, 1):
            reached = judge_target(draft, metric, target).outcome
            is_live = _place(book, name_of(REACHED_WORD, f"{metric.id}.{at}")) in live_cells
            assert is_live == (reached in (TargetOutcome.REACHED, TargetOutcome.MISSED)), (metric.id, target)


def _place(book: Any, name: str) -> tuple[str, str]:
    sheet, _, cell = book.defined_names[name].attr_text.replace("$", "").replace("'", "").partition("!")
    return sheet, cell


@pytest.mark.parametrize("name", DRAFTS)
def test_report_and_cell_show_the_same_digits(name: str) -> None:
    draft = DRAFTS[name]
    data = next(sheet for sheet in build_appendix(draft) if sheet.name == "数据表")
    cells = {cell.name: shown(cell) for row in data.rows for cell in row if cell.name}
    for metric in draft.framework.metrics.values():
        for slot in (CURRENT, PREVIOUS):
            found = figure(draft, metric.id, slot)
            printed = "" if found.is_missing else print_figure(metric, found, bare=True)
            assert cells[figure_name(metric.id, slot)].replace("%", "") == printed.replace("%", ""), metric.id
        grown = growth(draft, metric.id)
        assert cells[growth_name(metric.id)] == ("" if grown is None else print_growth(grown, bare=True)), metric.id


@pytest.mark.parametrize("name", DRAFTS)
def test_every_value_is_found_through_its_name(written: Path, name: str) -> None:
    draft, file = DRAFTS[name], written / f"{name}.xlsx"
    book, found = openpyxl.load_workbook(file), values(file)
    for metric in draft.framework.metrics:
        for slot in (CURRENT, PREVIOUS):
            address = book.defined_names[figure_name(metric, slot)].attr_text
            assert address.startswith("'数据表'!$")
            amount = figure(draft, metric, slot).amount
            value = found["数据表", address.partition("!")[2].replace("$", "")]
            if isinstance(amount, Decimal) and draft.framework.metrics[metric].kind is not Kind.YESNO:
                assert Decimal(str(value)) == amount, metric
            elif isinstance(amount, Ratio):
                assert str(amount) in str(value), metric
    assert all(len(each) <= 255 and re.fullmatch(r"[^\W\d][\w.]*", each) for each in book.defined_names)
    assert len({each.casefold() for each in book.defined_names}) == len(book.defined_names)


@pytest.mark.parametrize("name", DRAFTS)
def test_calamine_reads_the_same_numbers(written: Path, name: str) -> None:
    file = written / f"{name}.xlsx"
    book = CalamineWorkbook.from_path(file)
    grids = {sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in book.sheet_names}
    cached = values(file)
    for sheet, cell in formulas(file):
        column, row = re.fullmatch(r"([A-Z])(\d+)", cell).groups()  # type: ignore[union-attr]
        assert agree(cached[sheet, cell], grids[sheet][int(row) - 1][ord(column) - 65]), (sheet, cell)


@pytest.mark.parametrize("name", DRAFTS)
def test_reading_it_back_changes_nothing(written: Path, name: str) -> None:
    draft = DRAFTS[name]
    assert _changes(draft, written / f"{name}.xlsx") == []


@pytest.mark.office
@pytest.mark.parametrize("name", DRAFTS)
def test_reading_it_back_changes_nothing_after_libreoffice_saved_it(calculated: Path, name: str) -> None:
    draft = DRAFTS[name]
    assert _changes(draft, calculated / f"{name}.xlsx") == []


def _changes(draft: Draft, file: Path) -> list[object]:
    grids = read_grids(file)
    rows = (*propose(draft, grids), *propose_scores(draft, grids))
    assert len(rows) >= len(draft.framework.metrics)
    return [row for row in rows if row.status is not Status.AGREES or row.edits]


def test_nothing_leads_out_of_the_workbook(written: Path) -> None:
    for file in written.iterdir():
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            assert not [name for name in names if "external" in name.lower() or name.endswith(".bin")]
            relations = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
            assert b'TargetMode="External"' not in relations
            properties = archive.read("docProps/core.xml") + archive.read("docProps/app.xml")
            assert not re.search(rb"lastModifiedBy|creator>[^<]|Company>[^<]|Manager|/home/|/tmp/|[A-Z]:\\", properties)


def test_links_lead_to_cells_that_are_there(written: Path) -> None:
    book = openpyxl.load_workbook(written / "example.xlsx")
    cells = [cell for row in book["追溯索引"].iter_rows() for cell in row if cell.hyperlink is not None]
    found = [(cell.hyperlink.location, str(cell.value)) for cell in cells]
    places = [location.replace("'", "") for location, _ in found]
    data = [text for _, text in found if text.startswith("数据表!")]
    assert data == [place for place in places if place.startswith("数据表")]
    assert len(data) == 14
    numbers = {cell.value for cell in book["佐证目录"]["D"]}
    first = next(location for location, text in found if text.startswith("一（一）-1"))
    assert book["佐证目录"][first.partition("!")[2]].value in numbers - {None}


def test_a_reviewer_types_into_his_own_column_only(written: Path) -> None:
    for sheet in openpyxl.load_workbook(written / "example.xlsx"):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        open_cells = {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        opinions = {cell.column for row in sheet.iter_rows() for cell in row if cell.value == "核查意见"}
        assert open_cells == opinions or sheet.max_row <= FIRST_ROW + 1, sheet.title
    assert openpyxl.load_workbook(written / "sample.xlsx")["数据表"]["E4"].protection.locked


def test_charts_keep_their_values_and_name_chinese_fonts(written: Path) -> None:
    with zipfile.ZipFile(written / "sample.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) >= 2
    for chart in charts:
        assert "宋体" in chart or "&#23435;&#20307;" in chart
        assert chart.count("numCache>") == 2 * chart.count("<ser>") > 0
        assert re.search(r"<(?:c:)?v>[\d.-]+</", chart)


SCHEMAS = {"xl/worksheets/": "sml.xsd", "xl/workbook": "sml.xsd", "xl/styles": "sml.xsd", "xl/charts/": "dml-chart.xsd"}


@pytest.mark.parametrize("name", ["sample", "example", "zj-2020-jinyun"])
def test_the_parts_follow_the_schemas(written: Path, name: str) -> None:
    """ISO/IEC 29500-4; see tests/office/schemas.py for where to get them."""
    folder = Path(os.environ.get("EDUDUTY_OOXML_XSD", ""))
    if not (folder / "sml.xsd").is_file():
        pytest.skip("the schemas of ECMA-376 are not at hand: see tests/office/schemas.py")
    schemas = {file: etree.XMLSchema(etree.parse(folder / file)) for file in set(SCHEMAS.values())}
    wrong = []
    with zipfile.ZipFile(written / f"{name}.xlsx") as archive:
        for part in (part for part in archive.namelist() if part.endswith(".xml")):
            file = next((file for start, file in SCHEMAS.items() if part.startswith(start)), None)
            if file and not schemas[file].validate(etree.fromstring(archive.read(part))):
                wrong.append((part, str(schemas[file].error_log)))
    assert wrong == []


# --- the filling itself -----------------------------------------------------------------------------------------

XML = (
    b'<sheetData><row r="1"><c r="A1" s="3"><f>1+2</f><v></v></c><c r="B1"><f>"a"&amp;"b"</f><v/></c></row></sheetData>'
)


def run(values: dict[str, Any], xml: bytes = XML) -> bytes:
    target = io.BytesIO()
    fill(io.BytesIO(xml), target, values)
    return target.getvalue()


def test_only_the_empty_values_are_filled() -> None:
    found = run({"A1": Decimal("3.0"), "B1": "a<b\n二"})
    assert b'<c r="A1" s="3"><f>1+2</f><v>3.0</v></c>' in found
    assert b'<c r="B1" t="str"><f>"a"&amp;"b"</f><v>a&lt;b\n&#20108;</v></c>' in found
    assert re.sub(rb"<v>[^<]*</v>|<v></v>|<v/>", b"", found).replace(b' t="str"', b"") == re.sub(
        rb"<v></v>|<v/>", b"", XML
    )


@pytest.mark.parametrize("wanted", [{"A1": 3}, {"A1": 3, "B1": "x", "C1": 1}, {"A1": 3, "C1": "x"}])
def test_a_formula_without_value_or_a_value_without_formula_is_a_bug(wanted: dict[str, Any]) -> None:
    with pytest.raises(UnfilledError):
        run(wanted)


def test_filling_streams_over_cells_of_any_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eduduty_desktop.office.formula_cache._CHUNK", 7)
    rows = b"".join(b'<c r="A%d" s="1"><f>B%d*2</f><v></v></c><c r="C%d" s="1" />' % (n, n, n) for n in range(1, 300))
    whole = b"<sheetData>" + rows + b"</sheetData><tail/>"
    found = run({f"A{n}": n for n in range(1, 300)}, whole)
    assert re.sub(rb"<v>\d+</v>", b"<v></v>", found) == whole
    assert found.count(b"<v>17</v>") == 1


def test_a_text_that_looks_like_a_formula_stays_text_beside_real_ones(tmp_path: Path) -> None:
    texts = ("=1+1", "+A1", "-2", "@SUM(A1)", "\t=1", "\r=1", "<f>1</f><v></v>")
    rows = tuple((Cell(text), live(Cell(Decimal(at), "number", "0"), f"{at}+0")) for at, text in enumerate(texts))
    write_workbook([Sheet("表", "题", "", (9.0, 9.0), rows, 0)], tmp_path / "x.xlsx", now=NOW)
    assert set(formulas(tmp_path / "x.xlsx")) == {("表", f"B{FIRST_ROW + at}") for at in range(len(texts))}
    found = values(tmp_path / "x.xlsx")
    assert [found["表", f"A{FIRST_ROW + at}"] for at in range(5)] == list(texts[:5])
    assert [found["表", f"B{FIRST_ROW + at}"] for at in range(len(texts))] == list(range(len(texts)))

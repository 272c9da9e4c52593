"""A whole round with LibreOffice as the departments' office program: handed out, typed into, sorted, saved, taken in."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.framework import Framework, Kind
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import ProposalKind
from eduduty_desktop.workspace.collecting import Collected, apply, collect
from eduduty_desktop.workspace.session import Session
from tests.office.office_program import Job, work_through
from tests.workspace.returned_files import asking_draft, column_of, handed_out, rows_of

FORMATS = {"财政局": ".xls", "编办": ".ods", "人社局": ".xlsx", "公安局": ".ods", "督导室": ".xls", "教育局": ".xlsx"}
Key = dict[tuple[str, str], Amount]
pytestmark = pytest.mark.office


def figure_for(framework: Framework, metric: str, at: int) -> tuple[str, Amount]:
    """What a department types for a metric, and what it means."""
    kind = framework.metrics[metric].kind
    if kind is Kind.RATIO:
        return f"1:{at % 9 + 11}", Ratio(Decimal(1), Decimal(at % 9 + 11))
    if kind is Kind.PERCENT:
        return f"{at % 40 + 55}.5", Decimal(at % 40 + 55) + Decimal("0.5")
    if kind is Kind.MONEY:
        return f"{1200 + at}.25", Decimal(1200 + at) + Decimal("0.25")
    return str(at % 20 + 3), Decimal(at % 20 + 3)


def filled_in(
    framework: Framework, department: str, source: Path, target: Path, key: Key, *, moved: bool = True
) -> Job:
    """Type into every cell of the tables; then perhaps sort the rows and insert a column, as somebody would."""
    job = Job(source, target)
    workbook = load_workbook(source)
    for sheet in workbook:
        figures = {row: id.partition("/")[2] for id, row in rows_of(sheet).items() if id.startswith("figures/")}
        if not figures:
            continue
        job.open(sheet.title)
        current = column_of(sheet, "本年")
        for at, (row, metric) in enumerate(sorted(figures.items())):
            typed, meant = figure_for(framework, metric, at + len(department))
            job.type(f"{get_column_letter(current)}{row}", typed)
            key[metric, department] = meant
        if sheet.title == "数据" and moved:
            last = get_column_letter(sheet.max_column)
            job.sort(f"A{min(figures)}:{last}{max(figures)}", column_of(sheet, "指标数据") - 1)
            job.insert_column(current - 1, "科室核对", 2)
    return job


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> tuple[Session, Key, Path]:
    """Everything that was typed, by metric and department, and the folder with what came back."""
    folder = tmp_path_factory.mktemp("round")
    session = Session(asking_draft(), None)
    books = handed_out(session, folder / "out")
    back = folder / "back"
    back.mkdir()
    key: Key = {}
    framework = session.draft.framework
    jobs = [
        filled_in(framework, name, books[name], back / f"{books[name].stem}{suffix}", key)
        for name, suffix in FORMATS.items()
    ]
    # 交通局 sends its table as .csv, without the ids; 审计局 contradicts 财政局 in a table of its own.
    csv = filled_in(framework, "交通局", books["交通局"], back / "交通局.csv", key, moved=False)
    jobs.append(csv.delete_column(0))
    sheets = load_workbook(books["交通局"]).sheetnames
    csv.csv_sheet = sheets.index("数据") + 1
    own = Workbook()
    for line in (("洪江市审计局2021年度数据",), ("指标", "单位", "本年"), ("教育督导经费", "万元")):
        own.active.append(line)
    own.save(folder / "审计局.xlsx")
    contradicting = Job(folder / "审计局.xlsx", back / "审计局.xls").open("Sheet").type("C3", "999.5")
    jobs.append(contradicting)
    work_through(jobs, folder)
    key["supervision.fund", "审计局"] = Decimal("999.5")
    return session, key, back


@pytest.fixture(scope="module")
def found(round_: tuple[Session, Key, Path]) -> Collected:
    session, _, back = round_
    return collect(session.draft, [back])


def test_every_typed_value_arrives_and_none_is_invented(round_: tuple[Session, Key, Path], found: Collected) -> None:
    _, key, _ = round_
    assert not [file.refusal for file in found.files if file.refusal]
    read = {
        (p.target, p.department): p.value
        for p in found.proposals
        if p.kind is ProposalKind.FIGURE and p.value is not None and p.slot == "current"
    }
    assert len(key) > 120
    assert {name: read.get(name) for name in key} == key
    assert set(read) == set(key)
    assert not [p for p in found.proposals if p.slot == "previous" and p.value is not None]


def test_each_conflict_is_shown_and_nothing_else_is_one(found: Collected) -> None:
    fighting = [(p.target, p.department) for p in found.proposals if p.status is Status.CONFLICT]
    assert sorted(fighting) == [("supervision.fund", "审计局"), ("supervision.fund", "财政局")]


def test_all_of_it_is_one_step(round_: tuple[Session, Key, Path], found: Collected) -> None:
    session, key, _ = round_
    before = session.draft
    taken = apply(session, found, found.clear())
    sure = [p for p in found.proposals if p.kind is ProposalKind.FIGURE and p.status is Status.NEW]
    assert taken.figures == len(sure) > 0.9 * len(key)
    assert len(taken.points) > 10
    again = collect(session.draft, [round_[2]])
    assert not again.clear()
    session.undo()
    assert session.draft == before

"""The feedback's list from a file into the draft in one step, and the ledger out again as .xlsx and .docx."""

from pathlib import Path

import pytest

from eduduty_desktop.document.sheets import Cell, Sheet
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Problem, Remedy, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.feedback import Standing
from eduduty_desktop.office import read_grids, read_notice, write_workbook
from eduduty_desktop.workspace.rectification import apply_list, read_list, write_ledger
from eduduty_desktop.workspace.session import Session
from tests.draft.small import draft_of

ROWS = (("序号", "指标", "存在的问题", "整改措施", "是否销号"), ("1", "研究教育", "=会议偏少", "定期开会", "否"))


@pytest.fixture
def session() -> Session:
    held = {Key("cover", "year"): Text("2024"), Key("problems", "1"): Problem(4, "缺编", remedies=(Remedy("招聘"),))}
    return Session(draft_of(held), None)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "某教督函〔2024〕3号.xlsx"
    rows = tuple(tuple(Cell(text) for text in row) for row in ROWS)
    write_workbook((Sheet("清单", "问题清单", "", (8.0,) * 5, rows),), path)
    return path


def test_a_list_is_one_step_with_its_cells_as_cause(session: Session, listed: Path) -> None:
    before = session.draft
    rows = read_list(session.draft, listed)
    applied = apply_list(session, rows, listed.name)
    (change,) = applied.changes
    assert change.new == Problem(
        order=5,
        text="=会议偏少",
        source="上年反馈",
        points=("s1.p2",),
        remedies=(Remedy("定期开会"),),
        feedback="某教督函〔2024〕3号 第1条",
        since="2023",
    )
    assert change.cause == "某教督函〔2024〕3号.xlsx·清单·第4行"
    assert [row.standing for row in read_list(session.draft, listed)] == [Standing.KNOWN]
    session.undo()
    assert session.draft == before


def test_a_file_without_such_a_table_is_refused(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "别的.csv"
    path.write_text("指标,本年\na,1\n", encoding="utf-8")
    with pytest.raises(UserError, match="没有找到问题清单"):
        read_list(session.draft, path)


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_the_ledger_is_written_and_read_back_as_a_list(session: Session, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"台账{ending}"
    write_ledger(session.draft, path)
    grids = read_grids(path) if ending == ".xlsx" else [part for part in read_notice(path) if isinstance(part, Grid)]
    assert any("招聘" in cell for grid in grids for row in grid.rows for cell in row)
    (row,) = read_list(session.draft, path)
    assert (row.problem.text, row.standing) == ("缺编", Standing.KNOWN)


def test_another_ending_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"不能写成“\.pdf”文件"):
        write_ledger(session.draft, tmp_path / "台账.pdf")
    assert not list(tmp_path.iterdir())

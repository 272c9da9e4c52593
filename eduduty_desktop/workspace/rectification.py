"""问题整改: the feedback's list taken in as problems, and the 销号台账 written out."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.feedback import FeedbackRow, read_feedback
from eduduty_desktop.workspace.session import Applied, Session


def read_list(draft: Draft, path: Path) -> tuple[FeedbackRow, ...]:
    """The problems of a feedback list (.xlsx .xls .csv .docx).  Raises UserError if it holds none or cannot be read."""
    from eduduty_desktop.office import read_notice

    grids = [part for part in read_notice(path) if isinstance(part, Grid)]
    rows = read_feedback(draft, grids, path.stem)
    if not rows:
        raise UserError(
            "没有找到问题清单",
            what_to_do="表头要有“问题”一列，最好还有“指标”“整改措施”“责任单位”“时限”等列。请整理成表格后再导入。",
            place=path.name,
        )
    return rows


def apply_list(session: Session, rows: Sequence[FeedbackRow], file: str) -> Applied:
    """Put the chosen rows into the draft as problems, in one step, behind those that are there."""
    draft = session.draft
    order = max((problem.order for problem in draft.rows("problems").values()), default=0)
    year = year_of(draft)
    since = str(year - 1) if year is not None else ""
    edits: list[tuple[Key, msgspec.Struct | None]] = []
    causes: dict[Key, str] = {}
    for at, row in enumerate(rows, 1):
        key = Key("problems", uuid.uuid4().hex)
        problem = msgspec.structs.replace(row.problem, order=order + at, since=row.problem.since or since)
        edits.append((key, problem))
        causes[key] = f"{file}·{row.sheet}·第{row.row}行"
    return session.edit(edits, label=f"导入反馈问题{file}", cause=file, causes=causes)


def write_ledger(draft: Draft, path: Path, *, now: datetime | None = None) -> None:
    """Write the 销号台账 as a workbook (.xlsx) or as a Word document (.docx).  Raises UserError; nothing is left half done."""
    from eduduty_desktop.document.rectification import rectification_blocks, rectification_sheet
    from eduduty_desktop.office import write_report, write_workbook

    if path.suffix.lower() == ".xlsx":
        write_workbook((rectification_sheet(draft),), path, now=now)
    elif path.suffix.lower() == ".docx":
        write_report(rectification_blocks(draft), path, now=now)
    else:
        raise UserError(f"不能写成“{path.suffix or path.name}”文件", what_to_do="请用 .xlsx 或 .docx 作后缀。")

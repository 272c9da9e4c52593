"""Filling a draft from a workbook of figures, of self-scores, or of both."""

from pathlib import Path

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.intake import Proposal, Status, edits_of, propose, propose_scores
from eduduty_desktop.workspace.session import Session


class Filled(msgspec.Struct, frozen=True):
    """What a workbook came to: its rows and how many of them were applied."""

    rows: tuple[Proposal, ...]
    applied: int


def fill(session: Session, workbook: Path) -> Filled:
    """Apply every readable row of a workbook as one undoable step.

    Rows that are unknown or would need a question are reported, not applied.  Raises UserError for a file
    that cannot be read or holds neither a table of figures nor one of scores.
    """
    from eduduty_desktop.office import read_grids

    grids = tuple(read_grids(workbook))
    proposals = (*propose(session.draft, grids), *propose_scores(session.draft, grids))
    if not proposals:
        raise UserError(
            f"“{workbook.name}”里没有找到数据表",
            what_to_do="数据表的表头要有“指标”或“名称”一列，以及“本年”或“上年”一列；打分表要有“测评点”一列，以及“自评得分”或“扣分”一列。请检查后重试。",
        )
    session.edit(edits_of(proposals), label=f"导入{workbook.name}", cause=workbook.name)
    changed = (Status.NEW, Status.CHANGED)
    return Filled(proposals, sum(p.status in changed for p in proposals))

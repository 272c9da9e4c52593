"""What the clerk says that rows of returned files are about; a new reading of the files is told it again.  No widgets."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.duties import owner_of
from eduduty_desktop.gui.departments.choices import GUESSED
from eduduty_desktop.gui.point.evidence_choice import Option
from eduduty_desktop.gui.point.link_choice import place_name
from eduduty_desktop.intake.returned import Proposal, ProposalKind, row_of
from eduduty_desktop.workspace import collecting
from eduduty_desktop.workspace.collecting import Collected, file_of

LIKELY = "可能是"


class Spot(NamedTuple):
    """Where a row stands, whatever the rows before it are read as."""

    path: Path
    sheet: str
    cell: str


class Assigning:
    """Files as they were read, and with what was said about their rows."""

    def __init__(self, as_read: Collected, said: Mapping[Spot, str] | None = None) -> None:
        """`said` are metrics by their rows' places, of an earlier reading; what there is no more is left out."""
        self._as_read = as_read
        self.collected = as_read
        self.said: dict[Spot, str] = {}
        if said:
            rows = {_spot(as_read, one): one.id for one in as_read.proposals if can_be_assigned(one)}
            known = as_read.draft.framework.metrics
            self.said = {spot: metric for spot, metric in said.items() if spot in rows and metric in known}
            self.collected = collecting.assign_all(as_read, {rows[spot]: self.said[spot] for spot in self.said})

    def is_assigned(self, one: Proposal) -> bool:
        """Whether the clerk said what a proposal's row is about."""
        return can_be_assigned(one) and _spot(self.collected, one) in self.said

    def assign(self, proposal: str, metric: str) -> None:
        """The row of a proposal is about a metric."""
        self.collected = collecting.assign(self.collected, proposal, metric)
        self.said[self._spot_of(proposal)] = metric

    def cancel(self, proposal: str) -> None:
        """The row of a proposal is what it was read as."""
        self.collected = collecting.unassign(self.collected, self._as_read, proposal)
        self.said.pop(self._spot_of(proposal), None)

    def beside(self, proposal: str) -> tuple[str, ...]:
        """Ids of all that the row of a proposal says: of this year and of the last."""
        row = proposal.rpartition(".")[0]
        return tuple(one.id for one in self.collected.proposals if one.id.rpartition(".")[0] == row)

    def _spot_of(self, proposal: str) -> Spot:
        return _spot(self.collected, next(one for one in self.collected.proposals if one.id == proposal))


def can_be_assigned(one: Proposal) -> bool:
    """Whether a person may say what it is about: only of figures."""
    return one.kind is ProposalKind.FIGURE


def metric_options(draft: Draft, one: Proposal) -> list[Option]:
    """All metrics to name for a row: those it may be about, those of its department, then the others."""
    metrics = draft.framework.metrics
    owners = {id: owner_of(draft, metric) for id, metric in metrics.items()}
    guessed = one.target if one.is_guess else None
    own = (id for id in metrics if owners[id] and owners[id] == one.department)
    found = []
    for id in dict.fromkeys((guessed, *one.candidates, *own, *metrics)):
        if id is None or id not in metrics:
            continue
        remark = GUESSED if id == guessed else LIKELY if id in one.candidates else owners[id]
        found.append(Option(id, (place_name(draft, id), metrics[id].printed_label, metrics[id].unit, remark)))
    return found


def _spot(collected: Collected, one: Proposal) -> Spot:
    file = collected.files[file_of(one)]
    row = file.returned.rows[row_of(one)]
    first = row.current or row.previous
    return Spot(file.path, row.sheet, first.cell if first is not None else "")

"""What was read in a returned file, cell by cell, and what it proposes to a draft."""

from enum import StrEnum

import msgspec

from eduduty_desktop.draft.records import Entry, Evidence, Key, Narrative, Period, Reported
from eduduty_desktop.figures import Amount
from eduduty_desktop.grid import Shown
from eduduty_desktop.intake.workbook import Status


class Around(msgspec.Struct, frozen=True):
    """What stands around a cell, whatever it is about.

    `near` are the units that hold for it (of its row, its label, its column; the nearest first), `table` those of its
    table; `reference` is the other year's amount; `shown` is what the office program makes of the number.
    """

    near: tuple[str, ...] = ()
    table: tuple[str, ...] = ()
    reference: Amount | None = None
    note: str = ""
    is_hidden: bool = False
    is_uncomputed: bool = False
    is_struck: bool = False
    doubt: str = ""
    shown: Shown | None = None


class CellReading(msgspec.Struct, frozen=True):
    """One cell read as one value: `amount` in the metric's unit, `words` of a metric that is a text.

    `cell` is its address (`I12`), `typed` its words as the office program shows them, `unit` the unit in which they
    were read, `stated` the amount in that unit.  A `doubtful` one must be confirmed by a person; nothing was read where
    both `amount` and `words` are missing.  `flags` are words for people, `notes` those that need nobody's attention
    (a thousands separator was taken out, 元 were made 万元); `around` is kept to read the cell again for another metric.
    """

    cell: str
    typed: str
    amount: Amount | None = None
    words: str = ""
    approximation: str = ""
    unit: str = ""
    stated: Amount | None = None
    doubtful: bool = False
    flags: tuple[str, ...] = ()
    around: Around = Around()
    notes: tuple[str, ...] = ()

    @property
    def value(self) -> Amount | str | None:
        """The amount, or the words; None where nothing was read."""
        return self.words or self.amount


class Row(msgspec.Struct, frozen=True):
    """One row of figures, or one cell of a matrix: which metric it is about, and what it says of it.

    `row` counts from 1.  Without a metric `candidates` are those that it may be about, the likeliest first.  A row that
    `is_guess` is only likely to be about its metric: a person must say so.
    """

    sheet: str
    row: int
    label: str
    metric: str | None
    unit: str = ""
    current: CellReading | None = None
    previous: CellReading | None = None
    period: Period | None = None
    scope: str = ""
    remark: str = ""
    candidates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    is_guess: bool = False


class TextRow(msgspec.Struct, frozen=True):
    """A text that was written for a point or section; without a `node` the `candidates` may be meant."""

    sheet: str
    row: int
    cell: str
    label: str
    node: str | None
    text: str
    candidates: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class EvidenceRow(msgspec.Struct, frozen=True):
    """One document of an evidence list; `record` names its point unless that was not understood."""

    sheet: str
    row: int
    cell: str
    label: str
    point: str | None
    record: Evidence
    flags: tuple[str, ...] = ()


class Return(msgspec.Struct, frozen=True):
    """Everything that was read in one file.

    `round` is 0 and `draft_id` and `year` are empty where the file does not say them.  `doubts` are reasons to believe
    that it is not meant for this draft (another county, another year): then nothing is taken over without being asked.
    `messages` are for people, the gravest first; they include the doubts.
    """

    file: str
    department: str = ""
    round: int = 0
    draft_id: str = ""
    year: str = ""
    filled_by: str = ""
    reviewed_by: str = ""
    rows: tuple[Row, ...] = ()
    texts: tuple[TextRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    messages: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was found that could go into a draft."""
        return not (self.rows or self.texts or self.evidence)


class ProposalKind(StrEnum):
    """What is proposed; the values are the words people see."""

    FIGURE = "数据"
    TEXT = "文字"
    EVIDENCE = "佐证"


class Rival(msgspec.Struct, frozen=True):
    """What another department, or another place, says about the same value: `printed` in the metric's unit."""

    department: str
    file: str
    place: str
    typed: str
    printed: str


class Proposal(msgspec.Struct, frozen=True):
    """What one cell would put into the draft.

    `id` is unique among the proposals that were made together.  `flags` warn, `notes` only say how the value was read.  `target` is the id of a metric or node, None where it is
    not known; `printed` is the value in the metric's unit as people see it, `before` what the draft has.  `record` goes
    under `key` once a person has chosen it: a proposal without one cannot be chosen, one with the status UNREAD or CONFLICT
    only by name.  `reported` is what the department is remembered to have said, under `reported_key`; what `is_guess` is
    remembered only if it is chosen.
    """

    id: str
    kind: ProposalKind
    file: str
    department: str
    sheet: str
    row: int
    cell: str
    label: str
    target: str | None
    slot: str
    unit: str
    typed: str
    printed: str
    before: str
    status: Status
    value: Amount | str | None = None
    flags: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    key: Key | None = None
    record: Entry | Narrative | Evidence | None = None
    reported_key: Key | None = None
    reported: Reported | None = None
    is_guess: bool = False
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """`数据·I12`."""
        return f"{self.sheet}·{self.cell}"

    @property
    def can_be_applied(self) -> bool:
        """Whether choosing it changes the draft."""
        return self.record is not None and self.key is not None and self.status is not Status.AGREES

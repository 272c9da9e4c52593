"""What a draft is made of: one frozen record type a table, and the key under which a record stands.

A new table is one struct here plus one migration in `db/migrations`; a test compares the two field by field.
Every field has a default, so that a record in which nothing was said equals the type's empty value; such
a record is the same as no record.
"""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import msgspec

from eduduty_desktop.figures import Amount
from eduduty_desktop.framework import PERIOD_WORDS, PeriodKind

CURRENT, PREVIOUS = "current", "previous"
PROFILE = "profile"


class Key(NamedTuple):
    """Where a record stands: table, row and, where a row has several records, slot."""

    table: str
    row: str
    slot: str = ""


class Period(msgspec.Struct, frozen=True):
    """期间 of a value: a kind and its text, `2021`, `2021-12`, `2021-01/2021-06`, `2021秋`."""

    kind: PeriodKind
    text: str

    def __str__(self) -> str:
        return f"{PERIOD_WORDS[self.kind]} {self.text}"

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The inverse of `str`; raises ValueError naming the words that are known."""
        word, _, rest = text.strip().partition(" ")
        for kind, known in PERIOD_WORDS.items():
            if word == known and rest.strip():
                return cls(kind, rest.strip())
        raise ValueError(f"期间“{text}”应写成“{'/'.join(PERIOD_WORDS.values())} 年份”，例如“自然年 2021”")


class Text(msgspec.Struct, frozen=True):
    """A plain text: cover field, edited heading, note to self."""

    text: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One stated figure of one year, in the metric's unit; 1 or 0 where the metric takes 是 or 否.

    `typed` keeps what a person typed that could not be read (then `amount` is None): nothing typed is lost.  Of a
    metric that is a text it is the value itself.
    `approximation` is 余 多 近 约 以上; `source` the department or file it came from; `note` the 口径说明.
    """

    amount: Amount | None = None
    approximation: str = ""
    typed: str = ""
    period: Period | None = None
    scope: str = ""
    source: str = ""
    note: str = ""


class Growth(msgspec.Struct, frozen=True):
    """A growth as stated, in `unit` % or 百分点; without the two amounts it is 无法复算."""

    amount: Decimal | None = None
    unit: str = "%"
    typed: str = ""


class Narrative(msgspec.Struct, frozen=True):
    """正文: paragraphs separated by line feeds, with `{{metric}}` tokens; `serves` further points it stands for."""

    text: str = ""
    serves: tuple[str, ...] = ()


class Status(StrEnum):
    """How far a point is; set by people, never computed."""

    EMPTY = "未填"
    REPORTED = "部门已报"
    CHECKED = "已核"
    LACKING = "需补"
    FINAL = "已定稿"
    NOT_APPLICABLE = "不适用"


class PointState(msgspec.Struct, frozen=True):
    """State of a point with the reason that 不适用 needs."""

    status: Status = Status.EMPTY
    reason: str = ""


class SelfScore(msgspec.Struct, frozen=True):
    """自评得分 of a point; `not_concerned` is 不涉及 (full or converted, by framework).

    `typed` keeps what could not be read (then `score` is None), as in an Entry.  `elements` are the ids of the elements
    met (要素制), `band` that of the band reached (档次).
    """

    score: Decimal | None = None
    reason: str = ""
    not_concerned: bool = False
    typed: str = ""
    elements: tuple[str, ...] = ()
    band: str = ""


class Deduction(msgspec.Struct, frozen=True):
    """One 扣分: clause, how often, points each, why, with which evidence.

    `clause` is the id of one of the point's clauses where the framework has them, else words.  `typed_times` and
    `typed_points` keep what could not be read (then the number is the usual one).
    """

    point: str = ""
    order: int = 0
    clause: str = ""
    times: Decimal = Decimal(1)
    points: Decimal = Decimal(0)
    reason: str = ""
    evidence: tuple[str, ...] = ()
    typed_times: str = ""
    typed_points: str = ""


class Evidence(msgspec.Struct, frozen=True):
    """佐证材料: its marks, and the points that it proves; `renew` says that last year's must be replaced."""

    points: tuple[str, ...] = ()
    order: int = 0
    title: str = ""
    document_number: str = ""
    date: str = ""
    issuer: str = ""
    pages: str = ""
    original: bool = True
    sealed: bool = False
    confidentiality: str = ""
    provider: str = ""
    file: str = ""
    sha256: str = ""
    renew: bool = False


class Remedy(msgspec.Struct, frozen=True):
    """整改措施 of a problem; `evidence` are the ids of what proves that it was done, `closed_on` is the day of 销号."""

    text: str = ""
    owner: str = ""
    person: str = ""
    deadline: str = ""
    progress: str = ""
    closed: bool = False
    evidence: tuple[str, ...] = ()
    closed_on: str = ""


class Problem(msgspec.Struct, frozen=True):
    """存在问题 with its source (上年反馈, 自查, 实地), what it touches and its remedies.

    `feedback` is the document that named it (`×教督函〔2025〕3号 第2条`), `since` the first year in which it stood.
    """

    order: int = 0
    text: str = ""
    source: str = ""
    points: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    feedback: str = ""
    since: str = ""


class Waiver(msgspec.Struct, frozen=True):
    """内部保留意见: lets one finding stand, for as long as the operands keep the texts they had."""

    finding: str = ""
    operands: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    person: str = ""


class VetoAnswer(msgspec.Struct, frozen=True):
    """The answer to one 一票否决 question; unanswered is None."""

    occurred: bool | None = None
    explanation: str = ""


class Assignment(msgspec.Struct, frozen=True):
    """责任单位 of a point where it differs from the framework's default; `deadline` is a day, `2026-03-10`."""

    lead: str = ""
    assisting: tuple[str, ...] = ()
    deadline: str = ""


class StandardOverride(msgspec.Struct, frozen=True):
    """A threshold that this draft uses instead of the framework's, with the reason."""

    value: str = ""
    reason: str = ""


class Duty(msgspec.Struct, frozen=True):
    """Who owes one figure, and by when, where it differs from the point's lead."""

    department: str = ""
    deadline: str = ""
    note: str = ""


class DepartmentCard(msgspec.Struct, frozen=True):
    """A department: whom to ask there, and by when it is to return what it owes."""

    contact: str = ""
    phone: str = ""
    email: str = ""
    deadline: str = ""
    note: str = ""


class Issued(msgspec.Struct, frozen=True):
    """The last 填报表 that a department was given.

    `asked` are the things it asks for, each with a digest of how: what differs later is what a reissue is about.
    """

    round: int = 0
    at: str = ""
    file: str = ""
    sha256: str = ""
    asked: tuple[tuple[str, str], ...] = ()


class Returned(msgspec.Struct, frozen=True):
    """A file that a department sent back and that was taken in: whose, which, when and by whom."""

    department: str = ""
    file: str = ""
    sha256: str = ""
    at: str = ""
    who: str = ""
    filled_by: str = ""
    reviewed_by: str = ""


class Reported(msgspec.Struct, frozen=True):
    """What one department says one value is, as it stands in its file, whether or not the draft took it over.

    `typed` are the cell's words, `amount` what was read in the metric's unit (None where it could not be read), `returned`
    the id of the file, `note` what the reader had to say.
    """

    typed: str = ""
    amount: Amount | None = None
    approximation: str = ""
    unit: str = ""
    returned: str = ""
    sheet: str = ""
    cell: str = ""
    note: str = ""


class LastYear(msgspec.Struct, frozen=True):
    """What last year's report says at a place: a reference to write from, until somebody has confirmed it was dealt with."""

    confirmed: bool = False
    text: str = ""
    source: str = ""


class School(msgspec.Struct, frozen=True, gc=False):
    """One row of the 学校基表: a school, or one stage of a school with several.

    `figures` are the stated amounts by name (`resources.QUANTITIES`), `source` is file, sheet and row.
    """

    order: int = 0
    name: str = ""
    code: str = ""
    kind: str = ""
    stage: str = ""
    area: str = ""
    figures: tuple[tuple[str, Decimal], ...] = ()
    source: str = ""


Record = (
    Text
    | Entry
    | Growth
    | Narrative
    | PointState
    | SelfScore
    | Deduction
    | Evidence
    | Problem
    | Waiver
    | VetoAnswer
    | Assignment
    | StandardOverride
    | Duty
    | DepartmentCard
    | Issued
    | Returned
    | Reported
    | LastYear
    | School
)

TABLES: dict[str, type[msgspec.Struct]] = {
    "cover": Text,  # row: field of the cover page
    "figures": Entry,  # row: metric, slot: current | previous
    "growths": Growth,  # row: metric
    "narratives": Narrative,  # row: point, or profile, lead, organisation, next_steps
    "headings": Text,  # row: node
    "states": PointState,  # row: point
    "scores": SelfScore,  # row: point
    "deductions": Deduction,  # row: its own id, as for the next four
    "evidence": Evidence,
    "problems": Problem,
    "waivers": Waiver,
    "vetoes": VetoAnswer,  # row: veto
    "assignments": Assignment,  # row: point
    "standards": StandardOverride,  # row: standard, slot: stage where the standard differs by stage
    "notes": Text,  # row: node; never leaves the house
    "duties": Duty,  # row: metric
    "departments": DepartmentCard,  # row: department
    "issued": Issued,  # row: department
    "returned": Returned,  # row: its own id
    "reported": Reported,  # row: metric or node; slot: current/department, previous/department, text/department
    "last_year": LastYear,  # row: node, or a metric for a value that is only proposed
    "schools": School,  # row: its own id
}

OF_THE_ROUND = ("duties", "departments", "issued", "returned", "reported", "last_year")
"""Tables of the round with the departments and of last year: they never leave the house."""


def is_blank(record: msgspec.Struct) -> bool:
    """Whether a record says nothing at all."""
    return record == type(record)()

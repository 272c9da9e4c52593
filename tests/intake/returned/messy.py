"""A maker of messy workbooks, and the key that says cell by cell what a reader may make of them.

A book is real .xlsx: number formats, comments, merges, hidden rows and error cells are those of an office program.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.framework.library import Library
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal, ProposalKind, Return, propose_returns, read_return
from eduduty_desktop.office import read_grids

HONGJIANG, ZHANGYE, WUHAN, BANAN, JINYUN, HUIDONG = (
    "hn-2021-hongjiang",
    "gs-2023-zhangye",
    "hb-2021-wuhan",
    "cq-2018-banan",
    "zj-2020-jinyun",
    "sc-2021-huidong",
)
ROUNDS = {
    HONGJIANG: ("洪江市", 2021),
    ZHANGYE: ("张掖市", 2023),
    WUHAN: ("武汉市", 2021),
    BANAN: ("巴南区", 2018),
    JINYUN: ("缙云县", 2020),
    HUIDONG: ("会东县", 2021),
}
"""By framework the county and the year of the drafts."""


@dataclass(frozen=True)
class F:
    """A value with a number format."""

    value: Any
    format: str


@dataclass(frozen=True)
class N:
    """A value with a comment."""

    value: Any
    note: str


@dataclass
class Page:
    """One sheet: rows of values, merges as `A1:C1`, hidden rows and columns."""

    name: str
    rows: list[list[Any]]
    merges: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Say:
    """What the key expects: `value` read plainly, or read with a flag; None: nothing may be read.

    `flag` demands a flag; with `may_refuse` a reader may also leave the value to a person.
    """

    value: Amount | str | None
    flag: bool = False
    may_refuse: bool = False
    any_value: bool = False


@dataclass
class Book:
    """A workbook as a department sends it; `key` by `metric` (this year) or `metric@previous`."""

    name: str
    framework: str
    pages: list[Page]
    key: dict[str, Say]


def one_page(name: str, framework: str, sheet: str, rows: list[list[Any]], key: dict[str, Say], **shape: Any) -> Book:
    """A workbook of one sheet; `shape` are its merges and what is hidden."""
    return Book(name, framework, [Page(sheet, rows, **shape)], key)


def v(value: str | int) -> Say:
    """Read plainly."""
    return Say(amount(str(value)))


def said(value: str | int) -> Say:
    """Read, and something said about it."""
    return Say(amount(str(value)), flag=True)


def asked(value: str | int | None = None) -> Say:
    """Left to a person, with or without a proposal, or read with a flag."""
    return Say(None if value is None else amount(str(value)), flag=True, may_refuse=True)


def maybe(value: str | int) -> Say:
    """Read plainly, or with a word, or left to a person with the value proposed."""
    return Say(amount(str(value)), may_refuse=True)


NOTHING = Say(None)
DOUBTED = Say(None, flag=True, any_value=True)
"""Two readings are possible: nothing may be taken, whatever is proposed."""

REFUSED = Say(None, flag=True)


def amount(text: str) -> Amount | str:
    left, colon, right = text.partition(":")
    if colon:
        return Ratio(Decimal(left), Decimal(right))
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


def draft_for(framework: str) -> Draft:
    """An empty draft of a framework's county and year."""
    draft = Draft(f"draft-{framework}", Library.shipped().load(framework))
    county, year = ROUNDS[framework]
    cover = {"county": county, "year": str(year)}
    return draft.apply([draft.change(Key("cover", name), Text(text)) for name, text in cover.items()])


def write(book: Book, folder: Path) -> Path:
    """The book as a file."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for page in book.pages:
        sheet = workbook.create_sheet(page.name)
        for row, cells in enumerate(page.rows, 1):
            for column, value in enumerate(cells, 1):
                put(sheet, row, column, value)
        for merge in page.merges:
            sheet.merge_cells(merge)
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[column].hidden = True
        if page.hidden:
            sheet.sheet_state = "hidden"
    path = folder / f"{book.name}.xlsx"
    workbook.save(path)
    return path


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """A cell with its format or comment; texts that begin with = stay formulas, errors become errors."""
    note = ""
    if isinstance(value, N):
        value, note = value.value, value.note
    cell = sheet.cell(row, column)
    if isinstance(value, F):
        cell.value, cell.number_format = value.value, value.format
    elif value is not None:
        cell.value = value
        if isinstance(value, time | timedelta):
            cell.number_format = "h:mm"
        elif isinstance(value, date | datetime):
            cell.number_format = 'm"月"d"日"'
    if note:
        cell.comment = Comment(note, "填表人")


@dataclass
class Score:
    """How many cells of the key were read right; what was misread without a word, and what was merely missed."""

    right: int = 0
    cells: int = 0
    silent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        self.right += other.right
        self.cells += other.cells
        self.silent += other.silent
        self.wrong += other.wrong


def read_book(book: Book, path: Path) -> tuple[Draft, Return]:
    draft = draft_for(book.framework)
    return draft, read_return(draft, read_grids(path), path.name)


def score(book: Book, path: Path) -> Score:
    """The book's reading against its key; a value for a metric that the key does not know is invented."""
    draft, found = read_book(book, path)
    proposals = [p for p in propose_returns(draft, [found]) if p.kind is ProposalKind.FIGURE]
    result = Score()
    seen: set[str] = set()
    for name, expected in book.key.items():
        metric, _, slot = name.partition("@")
        assert metric in draft.framework.metrics, f"{book.name}: {metric}"
        mine = [p for p in proposals if p.target == metric and p.slot == (slot or CURRENT)]
        seen.add(name)
        result.cells += 1
        lost = [p for p in proposals if p.target is None and metric in p.candidates]
        problem = judge(expected, mine, found, lost)
        if not problem:
            result.right += 1
            continue
        what = f"{book.name} {name}: {problem} {[(p.typed, p.printed, p.status.value, p.flags) for p in mine]}"
        result.wrong.append(what)
        if problem == "silent":
            result.silent.append(what)
    for p in proposals:
        name = f"{p.target}@previous" if p.slot != CURRENT else p.target
        if p.target is not None and p.value is not None and name not in seen:
            what = f"{book.name} {name}: invented {p.typed} {p.printed} {p.flags}"
            result.cells += 1
            result.wrong.append(what)
            if not p.flags:
                result.silent.append(what)
    return result


def judge(expected: Say, mine: list[Proposal], found: Return, lost: list[Proposal]) -> str:
    """Empty if the reading is what the key allows; `lost` are cells of which the metric is a candidate."""
    if not mine and lost and (expected.may_refuse or expected.any_value):
        return ""
    said_something = bool(found.doubts) or any(p.flags or p.notes for p in mine)
    sure = (Status.NEW, Status.CHANGED, Status.AGREES)
    read = [p for p in mine if p.value is not None]
    values = {p.value for p in read}
    if expected.any_value:
        return "" if said_something and not any(p.status in sure for p in read) else "silent"
    if expected.value is None:
        taken = [p for p in read if p.status in sure]
        if taken and not all(p.flags for p in taken):
            return "silent"
        if taken and not expected.may_refuse:
            return "read"
        return "not flagged" if expected.flag and mine and not said_something else ""
    if any(p.value != expected.value and not p.flags and not found.doubts for p in read):
        return "silent"
    if expected.flag and not said_something:
        return "not flagged" if mine else "missed"
    if values == {expected.value}:
        certain = all(p.status in sure for p in read)
        return "" if certain or expected.may_refuse else "not taken"
    if expected.may_refuse and said_something and not values:
        return ""
    return "wrong" if read else "missed"

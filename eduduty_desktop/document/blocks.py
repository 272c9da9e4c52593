"""Neutral blocks of the report: what stands on the page, before any file format.

A block says what it is (a title, a second-level heading, a table), never how it looks; `office` renders
blocks, and an edited file finds its way back through their traces.
"""

from dataclasses import dataclass
from enum import StrEnum

from eduduty_desktop.draft import Key
from eduduty_desktop.grid import Merge


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a block's words come from: a record, and within its source text the range from `start` to `end`.

    Both are -1 when the block stands for the whole record (a heading, a signature).
    """

    key: Key
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph; `key` names the record a linked figure was printed from.

    `lead` marks the opening sentence of a run-in paragraph, which takes the look of a heading of the paragraph's level.
    """

    text: str
    key: Key | None = None
    lead: bool = False


class ParagraphKind(StrEnum):
    """How a paragraph begins: as plain text, or with its heading run in (`（一）师资不足。…`)."""

    BODY = "body"
    RUN_IN = "run_in"


class Align(StrEnum):
    """Where the text of a table column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Title:
    """标题, already cut into balanced lines (GB/T 9704-2012, 7.3.1)."""

    lines: tuple[str, ...]
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """主送机关 with its full-width colon (7.3.2)."""

    text: str
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; `number` as printed, `一、` `（一）` `1.` `（1）`, empty for 基本情况 (7.3.3)."""

    level: int
    number: str
    text: str
    trace: Trace | None = None

    @property
    def printed(self) -> str:
        return self.number + self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text; never empty.  `level` is the heading level that a run-in opening looks like."""

    runs: tuple[Run, ...]
    trace: Trace | None = None
    kind: ParagraphKind = ParagraphKind.BODY
    keep_with_next: bool = False
    level: int = 2

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: one header row, then rows of as many texts; `widths` are shares of the text width.

    `traces` holds one key a row: the metric that the row states.  `merges` are counted from 0 within `rows`; what a
    merge covers is not printed.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[Align, ...]
    widths: tuple[int, ...]
    traces: tuple[Key, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """附件说明 (7.3.4): numbered only when there are several."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """发文机关署名; `left` is how many characters of its line stay empty before it (7.3.5.1, 7.3.5.2).

    `gap` is how many lines stay empty above it: one, two where the seal needs the room.  If `centred`, its middle is what
    matters: the seal covers it and the date.
    """

    text: str
    left: float
    trace: Trace | None = None
    gap: int = 1
    centred: bool = False


@dataclass(frozen=True, slots=True)
class DateLine:
    """成文日期 in Arabic numerals; `left` and `centred` as for the signature (7.3.5.1, 7.3.5.2, 7.3.5.4)."""

    text: str
    left: float
    trace: Trace | None = None
    centred: bool = False
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class LetterHead:
    """版头 of an upward document (7.2), from 份号 to the red line; empty texts are not printed."""

    mark: str
    number: str = ""
    signatories: tuple[str, ...] = ()
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """附注 below the date, in brackets (7.3.6)."""

    text: str


@dataclass(frozen=True, slots=True)
class AttachmentHead:
    """The beginning of an attachment on a new page: its mark and its title in lines (7.3.7).

    Until the next one, or the imprint, pages are `landscape` if it says so.
    """

    mark: str
    lines: tuple[str, ...]
    landscape: bool = False


class ImprintPlace(StrEnum):
    """Where 版记 comes to stand: below the text, on the next page, or after a blank page (7.4, 7.5)."""

    SAME_PAGE = "same_page"
    NEXT_PAGE = "next_page"
    AFTER_BLANK = "after_blank"


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 at the foot of the last even page (7.4); empty texts have no line.

    `recipients` are 主送机关 too many for the first page (7.3.2, 7.4.2).
    """

    printer: str
    date: str
    copies: str = ""
    recipients: str = ""
    place: ImprintPlace = ImprintPlace.NEXT_PAGE


Block = (
    LetterHead
    | Title
    | Recipient
    | Heading
    | Paragraph
    | TableBlock
    | AttachmentNote
    | Signature
    | DateLine
    | Note
    | AttachmentHead
    | Imprint
)

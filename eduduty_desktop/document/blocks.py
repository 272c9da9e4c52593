"""Neutral blocks of the report: what stands on the page, before any file format.

A block says what it is (a title, a second-level heading, a table), never how it looks; `office` renders
blocks, and an edited file finds its way back through their traces.
"""

from dataclasses import dataclass
from enum import StrEnum

from eduduty_desktop.draft import Key


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

    `lead` marks the opening sentence of a run-in paragraph, which takes the look of a second-level heading.
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
    """A paragraph of body text; never empty."""

    runs: tuple[Run, ...]
    trace: Trace | None = None
    kind: ParagraphKind = ParagraphKind.BODY
    keep_with_next: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: one header row, then rows of as many texts; `widths` are shares of the text width.

    `traces` holds one key a row: the metric that the row states.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligns: tuple[Align, ...]
    widths: tuple[int, ...]
    traces: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """附件说明 (7.3.4): numbered only when there are several."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """发文机关署名 without seal; `left` is how many characters of its line stay empty before it (7.3.5.2)."""

    text: str
    left: float
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """成文日期 in Arabic numerals; `left` as for the signature (7.3.5.2, 7.3.5.4)."""

    text: str
    left: float
    trace: Trace | None = None


Block = Title | Recipient | Heading | Paragraph | TableBlock | AttachmentNote | Signature | DateLine

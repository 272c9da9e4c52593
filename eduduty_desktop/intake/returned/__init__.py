"""Returned files: what departments fill in and send back becomes proposals, by id where the ids survived, else by words.

Nothing is guessed silently: what was assumed is said with the value, what may mean two things waits for a person.
"""

from collections.abc import Sequence

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.grid import Grid, Paragraph
from eduduty_desktop.intake.returned.cover import doubts_about, lines_of, read_cover, sender
from eduduty_desktop.intake.returned.evidence import read_evidence
from eduduty_desktop.intake.returned.figures import read_figures
from eduduty_desktop.intake.returned.matching import Matcher
from eduduty_desktop.intake.returned.nodes import Nodes
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.proposing import propose_returns, row_of
from eduduty_desktop.intake.returned.result import (
    CellReading,
    EvidenceRow,
    Proposal,
    ProposalKind,
    Return,
    Rival,
    Row,
    TextRow,
)
from eduduty_desktop.intake.returned.said_lines import read_lines
from eduduty_desktop.intake.returned.settling import assigned, settled
from eduduty_desktop.intake.returned.texts import read_paragraphs, read_texts
from eduduty_desktop.intake.returned.unknown_tables import read_unknown

__all__ = [
    "CellReading",
    "EvidenceRow",
    "Matchers",
    "Proposal",
    "ProposalKind",
    "Return",
    "Rival",
    "Row",
    "TextRow",
    "assigned",
    "propose_returns",
    "read_return",
    "row_of",
]


PLAN_SHEETS = frozenset({"任务分工", "数据分工", "责任单位"})
"""Sheets of the plan that is written beside the 填报表."""


_MOST_LINES, _LONGEST_LINE = 4, 60


class Matchers:
    """What is computed from a draft once for many files."""

    def __init__(self, draft: Draft) -> None:
        self.figures = Matcher(draft)
        self.nodes = Nodes(draft)


def _read_otherwise(draft: Draft, page: Page, matcher: Matcher, department: str) -> tuple[list[Row], list[str]]:
    """A page without a known header, texts or evidence: lines that say one figure each, else its numbers as they stand."""
    owned = matcher.owned_by(department)
    lines = list(read_lines(draft, page, matcher, owned))
    return (lines, []) if lines else read_unknown(draft, page, matcher, owned, year_of(draft))


def _above(parts: Sequence[Grid | Paragraph], at: int) -> tuple[str, ...]:
    """Short lines of text right before a table, the nearest first."""
    found: list[str] = []
    for part in reversed(parts[max(0, at - _MOST_LINES) : at]):
        if not isinstance(part, Paragraph):
            break
        if part.text.strip() and len(part.text) <= _LONGEST_LINE:
            found.append(part.text.strip())
    return tuple(found)


def read_return(
    draft: Draft,
    parts: Sequence[Grid | Paragraph],
    file: str,
    *,
    department: str = "",
    matchers: Matchers | None = None,
) -> Return:
    """Read one returned file; `department` is its sender where a person has said so.

    Sheets that are not shown are left out, and said.  Never raises for what stands in the file.
    """
    if {part.name for part in parts if isinstance(part, Grid)} >= PLAN_SHEETS:
        return Return(file, messages=("这是本程序生成的任务分工表，不是填报表，没有读取",))
    known = matchers or Matchers(draft)
    grids = [part for part in parts if isinstance(part, Grid)]
    paragraphs = [part for part in parts if isinstance(part, Paragraph)]
    pages = [
        Page(part, _above(parts, at)) for at, part in enumerate(parts) if isinstance(part, Grid) and not part.hidden
    ]
    hidden = [Page(grid) for grid in grids if grid.hidden]
    cover = read_cover((*pages, *hidden))
    lines = lines_of([*(grid for grid in grids if not grid.hidden), *(part.text for part in paragraphs)], file)
    said = department or cover.department or sender(draft, lines, ())[0]
    evidence = [row for page in pages for row in read_evidence(draft, page, known.nodes)]
    rows, texts, messages = _read_pages(draft, pages, known, said, frozenset(row.sheet for row in evidence))
    if not said:
        said, how = sender(draft, lines, rows)
        messages += [how] if how and rows else []
    texts += read_paragraphs(paragraphs, file, known.nodes)
    messages += [f"工作表“{page.grid.name}”是隐藏的，没有读取" for page in hidden if page.height and not page.cover_id]
    doubts = doubts_about(draft, cover, lines, is_ours=_names_county(draft, pages))
    return Return(
        file,
        said,
        cover.round,
        cover.draft_id,
        cover.year,
        cover.filled_by,
        cover.reviewed_by,
        settled(rows),
        tuple(texts),
        tuple(evidence),
        (*doubts, *messages),
        tuple(doubts),
    )


def _read_pages(
    draft: Draft, pages: Sequence[Page], known: Matchers, said: str, of_evidence: frozenset[str]
) -> tuple[list[Row], list[TextRow], list[str]]:
    """The figures and texts of the pages of one sender, and what is to be said; `of_evidence` are sheets of 佐证材料."""
    rows: list[Row] = []
    texts: list[TextRow] = []
    messages: list[str] = []
    year = year_of(draft)
    for page in pages:
        is_evidence = page.grid.name in of_evidence
        prose = [] if page.ids or is_evidence else read_texts(draft, page, known.nodes)
        is_strange = not prose and not page.ids and not page.cover_id and not is_evidence
        found, words = read_figures(draft, page, known.figures, year, said, strange=is_strange)
        rows += found
        messages += words
        if found or is_evidence:
            continue
        prose = prose or read_texts(draft, page, known.nodes)
        texts += prose
        if not prose and not words and not page.ids and not page.cover_id:
            found, words = _read_otherwise(draft, page, known.figures, said)
            rows += found
            messages += words
    return rows, texts, messages


def _names_county(draft: Draft, pages: Sequence[Page]) -> bool:
    """Whether a row begins with the county's own name, alone in its cell."""
    county = draft.text("cover", "county").strip()
    return any(page.own(row, column) == county for page in pages for row in range(page.height) for column in (0, 1))

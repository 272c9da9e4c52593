"""The body of one read table: its columns by role, which column owns which, and what a row is by its cells.

Only looks; `tree.py` makes sections and points of it.
"""

from collections.abc import Sequence

from eduduty_desktop.framework.notice.column_content import is_body
from eduduty_desktop.framework.notice.columns import owner_of
from eduduty_desktop.framework.notice.extras import is_bonus_heading, is_veto_heading
from eduduty_desktop.framework.notice.marks import columns_headed, naked_titles
from eduduty_desktop.framework.notice.numbering import read_number, split_number
from eduduty_desktop.framework.notice.reading import LEVELS, Role, TableReading
from eduduty_desktop.framework.notice.scores import read_score
from eduduty_desktop.framework.notice.tables import View
from eduduty_desktop.framework.notice.texts import is_none, one_line
from eduduty_desktop.framework.notice.words import Meaning

DEPARTMENT_ROLES = {Role.LEAD: "lead", Role.ASSISTING: "assisting", Role.DEPARTMENTS: "plain"}


class TableBody:
    """A table below its headings."""

    def __init__(self, view: View, reading: TableReading, weights: frozenset[int]) -> None:
        self.view = view
        self.columns = {c: role for c, role in sorted(reading.columns.items()) if c < view.width}
        self.levels = sorted(
            (c for c, role in self.columns.items() if role in LEVELS), key=lambda c: LEVELS.index(self.columns[c])
        )
        self.points = [c for c, role in self.columns.items() if role is Role.POINT]
        self.titles = [*self.levels, *self.points[:1]]
        self.weights = weights
        self.naked = naked_titles(view, reading, self.titles)
        self.bands = columns_headed(view, reading, (Role.RULE,), Meaning.BAND)
        self.offices = columns_headed(view, reading, tuple(DEPARTMENT_ROLES), Meaning.NAMED_OFFICE)
        self.rows = [r for r in view.rows if r in reading.rows and r not in reading.header_rows]
        filled = [r for r in self.rows if is_body(view, r)]
        self.owners = {
            column: owner_of(self.columns, column, [(view, filled)])
            for column, role in self.columns.items()
            if role in (Role.NUMBER, Role.SCORE) and self.titles
        }
        self.carried = {
            c for c, role in self.columns.items() if role in DEPARTMENT_ROLES and self._same_as_above(c, filled)
        }

    def is_veto_row(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """Below the heading of vetoes every row without a score tells of one."""
        if Role.SCORE not in self.columns.values() and any(
            c in self.levels and self.view.own(row, c) for c, _ in cells
        ):
            return False
        return not any(self.is_score(c, t) for c, t in cells)

    def spans(self, column: int, row: int) -> bool:
        """Whether a cell spans the table, or stands at its left edge."""
        origin = self.view.origins[row][column]
        return column == self.view.columns[0] or all(self.view.origins[row][c] == origin for c in self.view.columns)

    def is_score(self, column: int, text: str) -> bool:
        """Whether a cell is a score by its column and its text."""
        return self.columns.get(column) is Role.SCORE and read_score(text).value is not None

    def is_heading(self, row: int, cells: list[tuple[int, str]], *, vetoes: bool) -> bool:
        """One cell across the titles (or in the number's column), with nothing beside it but perhaps its score.

        Among `vetoes` any lone cell is one.
        """
        column, text = cells[0]
        others = [
            (c, t) for c, t in cells[1:] if self.columns.get(c) not in (None, Role.IGNORED, Role.SELF_SCORE, Role.NOTE)
        ]
        beside = [
            c
            for c, t in others
            if not (self.columns[c] is Role.SCORE and read_score(t, weights=True).value is not None)
        ]
        if beside or self.columns.get(column) in (Role.SCORE, Role.RULE, *DEPARTMENT_ROLES):
            return False
        if is_none(text) or self.view.origins[row][column][0] != row:
            return False
        origin = self.view.origins[row][column]
        across = [c for c in self.view.columns if self.view.origins[row][c] == origin]
        if self.columns.get(column) is Role.NUMBER and len(across) == 1:
            return len(one_line(text)) > 6 and not read_number(text)
        if len(across) > 1:
            covered = [c for c in self.titles if c in across]
            return len(covered) == len(self.titles) or len(across) == len(self.view.columns)
        if vetoes:
            return not others
        return not self.levels and not others and _stands_above(text)

    def number_text(self, row: int, column: int) -> str:
        """The number that stands for a column of titles; empty if the table has none."""
        return next(
            (
                self.view.texts[row][c]
                for c, role in self.columns.items()
                if role is Role.NUMBER and self.owners.get(c) == column
            ),
            "",
        )

    def has_own(self, row: int) -> bool:
        """Whether a row that repeats the point's title is a point of its own: it has a score or number."""
        return any(
            role in (Role.SCORE, Role.NUMBER)
            and self.owners.get(c) in self.points[:1]
            and self.view.own(row, c)
            and not is_none(self.view.texts[row][c])
            for c, role in self.columns.items()
        )

    def _same_as_above(self, column: int, rows: Sequence[int]) -> bool:
        """Whether a column of departments is filled only where a section begins."""
        if not self.levels or not self.points:
            return False
        filled = [r for r in rows if self.view.texts[r][column] and self.view.own(r, column)]
        blank = [r for r in rows if not self.view.texts[r][column]]
        begins = any(
            {r for r in rows if self.view.texts[r][level] and self.view.own(r, level)} == set(filled)
            and any(not self.view.texts[r][level] for r in rows)
            for level in self.levels
        )
        return len(blank) > 2 and len(filled) > 1 and begins


def _stands_above(text: str) -> bool:
    number, _ = split_number(one_line(text))
    return (
        (number is not None and number.style in ("chinese", "chapter"))
        or is_bonus_heading(one_line(text))
        or (is_veto_heading(text) and len(text) <= 30)
    )

"""How a person wants a notice's tables read: which tables, header rows, what each column holds, rows left out.  No Qt."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from eduduty_desktop.framework.notice import Role, TableReading
from eduduty_desktop.grid import Grid, Paragraph

Parts = Sequence[Grid | Paragraph]
Readings = Callable[[Parts], tuple[TableReading, ...]]
UNIQUE = frozenset({Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.POINT, Role.LEAD, Role.ASSISTING})
"""Roles that one column has: giving one to another column takes it from the first."""


class PartChoice(msgspec.Struct, frozen=True):
    """One grid: the tables in it, rows that are no indicators, and whether it is read at all."""

    part: int
    tables: tuple[TableReading, ...] = ()
    left_out: frozenset[int] = frozenset()
    taken: bool = False

    @property
    def header_rows(self) -> frozenset[int]:
        return frozenset(row for table in self.tables for row in table.header_rows)

    def role(self, column: int) -> Role:
        """What a column holds in the first table that has it."""
        return next((table.columns[column] for table in self.tables if column in table.columns), Role.IGNORED)

    def is_body(self, row: int) -> bool:
        """Whether a row is read as indicators."""
        inside = any(row in table.rows for table in self.tables)
        return self.taken and inside and row not in self.header_rows and row not in self.left_out

    def readings(self) -> tuple[TableReading, ...]:
        """The tables with their rows cut at those left out; the pieces keep the header, so that its words still hold."""
        return tuple(
            msgspec.structs.replace(table, rows=piece)
            for table in self.tables
            for piece in _pieces(table.rows, self.left_out)
        )


def choices_of(parts: Parts, taken: Iterable[TableReading], known: Iterable[TableReading]) -> dict[int, PartChoice]:
    """A choice for every grid: the tables that were taken, else those that could be."""
    chosen: dict[int, list[TableReading]] = {}
    offered: dict[int, list[TableReading]] = {}
    for into, tables in ((chosen, taken), (offered, known)):
        for table in tables:
            into.setdefault(table.part, []).append(table)
    return {
        at: PartChoice(at, tuple(chosen[at] if at in chosen else offered.get(at, ())), frozenset(), at in chosen)
        for at, part in enumerate(parts)
        if isinstance(part, Grid)
    }


def tables_of(choices: Iterable[PartChoice]) -> tuple[TableReading, ...]:
    """Every table that is to be read, in the notice's order."""
    return tuple(table for one in sorted(choices, key=lambda c: c.part) if one.taken for table in one.readings())


def with_role(choice: PartChoice, column: int, role: Role) -> PartChoice:
    """A column given a role in all tables of the grid; a role that only one column can have leaves the other."""

    def changed(columns: dict[int, Role]) -> dict[int, Role]:
        freed = {c: Role.IGNORED if r is role and role in UNIQUE else r for c, r in columns.items()}
        return dict(sorted({**freed, column: role}.items()))

    tables = tuple(msgspec.structs.replace(table, columns=changed(table.columns)) for table in choice.tables)
    return msgspec.structs.replace(choice, tables=tables, taken=True)


def with_header(choice: PartChoice, grid: Grid, rows: frozenset[int], readings: Readings) -> PartChoice:
    """The marked rows as the header of one table that goes on to the grid's end.

    The columns are read anew by the header's words; where they say nothing, the columns stay as they were.
    """
    first, last = min(rows), max(rows)
    below = Grid(
        grid.name,
        tuple(row if at >= first else () for at, row in enumerate(grid.rows)),
        tuple(merge for merge in grid.merges if merge.top >= first),
        hidden_rows=grid.hidden_rows,
        hidden_columns=grid.hidden_columns,
    )
    found = next((table for table in readings((below,)) if rows & set(table.header_rows)), None)
    before = choice.tables[0].columns if choice.tables else {}
    columns = found.columns if found is not None else before
    table = TableReading(choice.part, tuple(range(first, last + 1)), columns, range(last + 1, len(grid.rows)))
    return msgspec.structs.replace(choice, tables=(table,), left_out=choice.left_out - rows, taken=True)


def with_rows(choice: PartChoice, grid: Grid, rows: frozenset[int], *, read: bool) -> PartChoice:
    """Rows left out, or read again; a header row that is to be read is none any more."""
    if not read:
        return msgspec.structs.replace(choice, left_out=choice.left_out | rows)
    tables = tuple(_reading(table, rows) for table in choice.tables)
    covered = {row for table in tables for row in table.rows}
    if tables and not rows <= covered:
        low, high = min(*rows, tables[0].rows.start), max(*rows, tables[-1].rows.stop - 1)
        tables = (
            msgspec.structs.replace(tables[0], rows=range(low, tables[0].rows.stop)),
            *tables[1:],
        )
        tables = (*tables[:-1], msgspec.structs.replace(tables[-1], rows=range(tables[-1].rows.start, high + 1)))
    elif not tables:
        tables = (TableReading(choice.part, (), {}, range(len(grid.rows))),)
    return msgspec.structs.replace(choice, tables=tables, left_out=choice.left_out - rows, taken=True)


def with_taken(choice: PartChoice, grid: Grid, *, taken: bool) -> PartChoice:
    """The grid read or not; one that nothing is known of is read whole, its columns are for the person to say."""
    tables = choice.tables or (TableReading(choice.part, (), {}, range(len(grid.rows))),)
    return msgspec.structs.replace(choice, tables=tables if taken else choice.tables, taken=taken)


def _reading(table: TableReading, rows: frozenset[int]) -> TableReading:
    return msgspec.structs.replace(table, header_rows=tuple(row for row in table.header_rows if row not in rows))


def _pieces(rows: range, left_out: frozenset[int]) -> list[range]:
    """A range cut at the rows left out."""
    pieces: list[range] = []
    start = rows.start
    for row in sorted(row for row in left_out if row in rows):
        if row > start:
            pieces.append(range(start, row))
        start = row + 1
    if start < rows.stop:
        pieces.append(range(start, rows.stop))
    return pieces

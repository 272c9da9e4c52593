"""扣分明细: a row for every deduction, clause × times × points each, and what of it counts.

The headings are none that the import of self-scores knows: read back, the sheet proposes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from eduduty_desktop.document.numbers import score_cell
from eduduty_desktop.document.places import named
from eduduty_desktop.document.sheets import (
    FIRST_ROW,
    OPINION,
    Column,
    Row,
    Sheet,
    center,
    ledger,
    live,
    opinion,
    text,
)
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import Deduction
from eduduty_desktop.draft.scoring import clause_of, clause_text, losses
from eduduty_desktop.framework import Point

SHEET_NAME = "扣分明细"
COLUMNS = (
    Column("序号", 5),
    Column("所属测评点", 30),
    Column("扣分依据", 38),
    Column("发生次数", 9),
    Column("一次扣", 8),
    Column("应扣分", 8),
    Column("事由", 38),
    Column("佐证材料编号", 20),
    Column(OPINION, 14),
)
_TAKEN = "F"


@dataclass(frozen=True, slots=True)
class Deductions:
    """The sheet, and by point the formula of what its deductions cost."""

    sheet: Sheet | None
    lost: dict[str, str]


def deduction_sheet(reader: Reader, subtitle: str, numbers: dict[str, str]) -> Deductions:
    """Every deduction in the order of the points; `numbers` are 材料编号 by document.  No sheet where there is none."""
    found = list(_in_order(reader))
    if not found:
        return Deductions(None, {})
    rows = tuple(_row(at, *one, numbers) for at, one in enumerate(found, 1))
    sheet = ledger(SHEET_NAME, "自评扣分明细表", subtitle, COLUMNS, rows, freeze_columns=2)
    places: dict[str, list[tuple[str, Deduction]]] = {}
    for at, (point, _, one) in enumerate(found, 1):
        places.setdefault(point.id, []).append((f"{SHEET_NAME}!{_TAKEN}{FIRST_ROW + at}", one))
    points = {point.id: point for point, _, _ in found}
    return Deductions(sheet, {id: _lost(points[id], mine) for id, mine in places.items()})


def _in_order(reader: Reader) -> Iterator[tuple[Point, str, Deduction]]:
    rows = [(row, one) for (row, _), one in reader.rows("deductions").items()]
    for point in reader.framework.points:
        mine = sorted(((row, one) for row, one in rows if one.point == point.id), key=lambda each: each[1].order)
        yield from ((point, row, one) for row, one in mine)


def _row(at: int, point: Point, row: str, one: Deduction, numbers: dict[str, str]) -> Row:
    place = FIRST_ROW + at
    taken = score_cell(one.times * one.points, Key("deductions", row))
    return (
        center(at),
        text(named(point)),
        text(clause_text(point, one.clause)),
        score_cell(one.times),
        score_cell(one.points),
        live(taken, f"D{place}*E{place}") if isinstance(taken.value, Decimal) else taken,
        text(one.reason),
        text("、".join(numbers[each] for each in one.evidence if each in numbers)),
        opinion(),
    )


def _lost(point: Point, mine: list[tuple[str, Deduction]]) -> str:
    """Each clause within its cap, all within the full score (扣完为止); empty where a clause takes everything."""
    parts = []
    for loss in losses(point, [one for _, one in mine]):
        if loss.counted is None:
            return ""
        if loss.clause is None:
            continue
        cells = "+".join(cell for cell, one in mine if clause_of(point, one.clause) is loss.clause)
        parts.append(cells if loss.clause.most is None else f"MIN({cells},{loss.clause.most:f})")
    parts += [cell for cell, one in mine if clause_of(point, one.clause) is None]
    return "+".join(parts)

"""The cells of a column of amounts: plain numbers at once, everything else as a person would be asked.

A missing figure is None and never 0; a cell that is not taken says why and is `LOST`, which no sum swallows.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from eduduty_desktop.figures import ReadingStatus, convert, factor_between, read_entry
from eduduty_desktop.figures.units import scale, scale_all
from eduduty_desktop.grid import Clock, Grid
from eduduty_desktop.intake.schools.columns import SchoolColumn

Place = tuple[int, int]
LOST = Decimal("NaN")
_PLAIN = re.compile(r"[0-9]{1,15}+(?:\.[0-9]{1,12}+)?+")
_ALL_PLAIN = re.compile(r"(?:[0-9]{1,15}+(?:\.[0-9]{1,12}+)?+)?+(?:\n(?:[0-9]{1,15}+(?:\.[0-9]{1,12}+)?+)?+)*+")
_MISSING = frozenset({"—", "-", "–", "－", "/", "——", "\\"})


def read_column(
    grid: Grid, column: SchoolColumn, texts: Sequence[str], first: int, remarks: dict[Place, str]
) -> list[Decimal | None]:
    """The amounts of a column from row `first` on, in the unit of its role; what a cell has to say goes into `remarks`."""
    odd = {row for row, at in grid.shown if at == column.index and _is_odd(grid, (row, at))} if grid.shown else set()
    odd |= {row for row, at in grid.uncomputed if at == column.index} if grid.uncomputed else set()
    joined = "\n".join(texts)
    factor = factor_between(column.factor_unit, column.role.unit) or Decimal(1)
    if not odd and _ALL_PLAIN.fullmatch(joined) and joined.count("\n") == len(texts) - 1:
        found = [Decimal(text) if text else None for text in texts]
        return found if factor == 1 else scale_all(found, factor)
    return [_cell(grid, column, text, first + at, remarks, factor) for at, text in enumerate(texts)]


def _is_odd(grid: Grid, place: Place) -> bool:
    shown = grid.shown[place]
    return shown.clock is not Clock.NONE or bool(shown.words) or shown.divisor != 1


def _cell(
    grid: Grid, column: SchoolColumn, raw: str, row: int, remarks: dict[Place, str], factor: Decimal
) -> Decimal | None:
    place, text = (row, column.index), raw.strip()
    if place in grid.uncomputed:
        remarks[place] = "公式还没有算出数，请用办公软件打开、保存后再导入"
        return LOST
    if not text or text in _MISSING:
        return None
    shown = grid.shown.get(place)
    if shown is not None and _is_odd(grid, place):
        remarks[place] = f"“{text}”在表里{_how_shown(grid, place)}，没有采用"
        return LOST
    if _PLAIN.fullmatch(text):
        return scale(Decimal(text), factor) if factor != 1 else Decimal(text)
    reading = read_entry(text, unit=column.factor_unit, kind="number")
    amount = reading.amount
    if reading.status in {ReadingStatus.ASK, ReadingStatus.REFUSED} or not isinstance(amount, Decimal):
        remarks[place] = f"{reading.message or f'“{text}”读不成数'}（没有采用）"
        return LOST
    if amount < 0:
        remarks[place] = f"“{text}”是负数，没有采用"
        return LOST
    if reading.message or reading.approximation:
        remarks[place] = f"“{text}”读作{amount:f}{column.factor_unit}"
    converted = convert(amount, column.factor_unit, column.role.unit)
    return converted if isinstance(converted, Decimal) else LOST


def _how_shown(grid: Grid, place: Place) -> str:
    shown = grid.shown[place]
    if shown.clock is not Clock.NONE:
        return "是日期或时间"
    return f"显示的单位是“{shown.words}”" if shown.words else "显示的数缩小了"

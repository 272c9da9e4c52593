"""Rows after the whole file was read: guesses that something surer contradicts, and what a person says about a row."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft
from eduduty_desktop.draft.values import figure
from eduduty_desktop.intake.returned.cells import read_cell
from eduduty_desktop.intake.returned.doubts import formula_words
from eduduty_desktop.intake.returned.result import CellReading, Row

_MOST_CANDIDATES = 5


def settled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Without guesses about a metric that another row of the file is surely about, or that two rows may be about."""
    sure = {(row.metric, slot) for row in rows if not row.is_guess for slot in _slots(row)}
    guessed = Counter((row.metric, slot) for row in rows if row.is_guess for slot in _slots(row))
    return tuple(
        forgotten(row)
        if row.is_guess and any((row.metric, slot) in sure or guessed[row.metric, slot] > 1 for slot in _slots(row))
        else row
        for row in rows
    )


def _slots(row: Row) -> list[str]:
    return [slot for slot, one in ((CURRENT, row.current), (PREVIOUS, row.previous)) if one is not None]


def forgotten(row: Row) -> Row:
    """The row as one that was not understood; what was guessed stays the first candidate."""
    assert row.metric is not None
    said = (flag for one in (row.current, row.previous) if one is not None for flag in one.flags)
    return msgspec.structs.replace(
        row,
        metric=None,
        current=_bare(row.current),
        previous=_bare(row.previous),
        candidates=(row.metric, *row.candidates)[:_MOST_CANDIDATES],
        flags=tuple(dict.fromkeys((*row.flags, *said))),
        is_guess=False,
    )


def _bare(reading: CellReading | None) -> CellReading | None:
    return None if reading is None else CellReading(reading.cell, reading.typed, around=reading.around)


def assigned(draft: Draft, row: Row, metric: str) -> Row:
    """The row read anew as what a person says it is about; only what the cells themselves leave open stays doubtful."""
    wanted = draft.framework.metrics[metric]
    readings: dict[str, CellReading | None] = {}
    for slot, other, reading in ((PREVIOUS, CURRENT, row.previous), (CURRENT, PREVIOUS, row.current)):
        if reading is None:
            readings[slot] = None
            continue
        near = readings.get(PREVIOUS)
        reference = near.amount if near is not None and not near.doubtful and near.amount is not None else None
        around = msgspec.structs.replace(reading.around, reference=reference or figure(draft, metric, other).amount)
        readings[slot] = read_cell(wanted, reading.cell, reading.typed, around)
    said = f"“{row.label}”由人指定为“{wanted.printed_label}”"
    return msgspec.structs.replace(
        row,
        metric=metric,
        unit=wanted.unit,
        current=readings[CURRENT],
        previous=readings[PREVIOUS],
        candidates=(),
        flags=(said, *formula_words(wanted)),
        is_guess=False,
    )

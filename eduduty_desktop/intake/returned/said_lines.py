"""Lines that say one figure each: `公开招聘教师数：85人`, without any table."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.draft import CURRENT, Draft
from eduduty_desktop.draft.values import figure
from eduduty_desktop.intake.returned.cells import read_cell
from eduduty_desktop.intake.returned.matching import Matcher, Query
from eduduty_desktop.intake.returned.page import Page, address
from eduduty_desktop.intake.returned.result import Around, CellReading, Row
from eduduty_desktop.intake.returned.tables import is_footnote
from eduduty_desktop.intake.returned.words import label_of, stage_of, unit_behind

_BETWEEN = re.compile(r"[:：]\s?|[为共](?=[约近]?[0-9])")
_SAYS = re.compile(r"([约近]?[0-9][^:：;；。，、]{0,24})[;；。]?")
_SHORTEST, _LONGEST = 3, 90
_DOUBT = "没有表格，从这一行字里读取，请核对"


def read_lines(draft: Draft, page: Page, matcher: Matcher, owned: frozenset[str]) -> Iterator[Row]:
    """A row for every cell that is a name with a number behind it; none of them is taken without being asked."""
    for at in range(page.height):
        for column, text in page.cells(at):
            line = " ".join(text.split()) if len(text) <= _LONGEST else ""
            between = _BETWEEN.search(line)
            value = _SAYS.fullmatch(line, between.end()) if between is not None else None
            if between is None or value is None or is_footnote(text):
                continue
            label = line[: between.start()]
            if len(label) < _SHORTEST:
                continue
            row = _row(draft, page, matcher, owned, (at, column), label, value[1])
            if row.metric is not None or row.candidates:
                yield row


def _row(
    draft: Draft,
    page: Page,
    matcher: Matcher,
    owned: frozenset[str],
    place: tuple[int, int],
    label: str,
    typed: str,
) -> Row:
    unit = label_of(label).unit
    found = matcher.find(Query(label, stage_of(label), unit=unit or unit_behind(typed)), owned)
    around = Around((unit,) if unit else (), doubt=_DOUBT, is_hidden=page.is_hidden(*place))
    cell = address(*place)
    if found.metric is None:
        reading: CellReading | None = CellReading(cell, typed, around=around)
    else:
        metric = draft.framework.metrics[found.metric]
        around = msgspec.structs.replace(around, reference=figure(draft, metric.id, CURRENT).amount)
        reading = read_cell(metric, cell, typed, around)
    return Row(
        page.grid.name,
        place[0] + 1,
        label,
        found.metric,
        draft.framework.metrics[found.metric].unit if found.metric else unit,
        reading,
        candidates=found.candidates,
        flags=found.flags,
        is_guess=found.is_guess,
    )

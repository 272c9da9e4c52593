"""What the columns of one table show besides their role: weights, bands, ticks, scores in bare brackets."""

import re
from collections.abc import Sequence

from eduduty_desktop.framework.notice.column_content import is_body
from eduduty_desktop.framework.notice.reading import Role, TableReading
from eduduty_desktop.framework.notice.tables import View
from eduduty_desktop.framework.notice.texts import one_line
from eduduty_desktop.framework.notice.words import Meaning, is_percent_header, meaning_of

_BARE = re.compile(r"[(（]\s*(?!20[0-9]{2}\b)[0-9]{1,3}(?:\.[0-9]{1,2})?\s*[)）]$")
_SCORED_HEAD = re.compile("分值|权重|赋分")


def naked_titles(view: View, reading: TableReading, titles: Sequence[int]) -> frozenset[int]:
    """Title columns whose header says, or whose entries all show, that their score stands in brackets: 规划（10）."""
    return frozenset(c for c in titles if _all_bare(view, reading, c) or _head_says(view, reading, c))


def _head_says(view: View, reading: TableReading, column: int) -> bool:
    return any(_SCORED_HEAD.search(view.texts[r][column]) for r in reading.header_rows if r < len(view.texts))


def _all_bare(view: View, reading: TableReading, column: int) -> bool:
    rows = [r for r in reading.rows if r < len(view.texts) and r not in reading.header_rows]
    texts = {view.texts[r][column] for r in rows if view.own(r, column) and is_body(view, r)} - {""}
    return len(texts) > 1 and all(_BARE.search(one_line(text)) for text in texts)


def columns_headed(view: View, reading: TableReading, roles: Sequence[Role], meaning: Meaning) -> dict[int, str]:
    """Columns of these roles with such a heading, and the heading: 优秀 over a band, 财政局 over ticks."""
    last = [r for r in reading.header_rows[-1:] if r < len(view.texts)]
    return {
        c: one_line(view.texts[r][c])
        for r in last
        for c, role in sorted(reading.columns.items())
        if c < view.width and role in roles and meaning_of(view.texts[r][c]) is meaning
    }


def weight_columns(view: View, reading: TableReading) -> list[int]:
    """Columns whose header speaks of weights."""
    return [
        c
        for c, role in reading.columns.items()
        if role is Role.SCORE and any(is_percent_header(view.texts[r][c]) for r in reading.header_rows)
    ]

"""对数单 and 催办单 as neutral sheets: what a department is to confirm with its signature, and what is overdue.

对数单: one sheet a department, a row for each party to a figure; the figure's own cells are merged over them, 确认数 is
empty.  催办单: one sheet, a row a department.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import msgspec

from eduduty_desktop.document import cover
from eduduty_desktop.document.names import legal, unique
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, header, ledger, text
from eduduty_desktop.draft import CURRENT, Draft
from eduduty_desktop.draft.duties import NOBODY, card_of, deadline_of
from eduduty_desktop.draft.records import Reported
from eduduty_desktop.draft.round import (
    DepartmentRound,
    Side,
    days_late,
    place_of_said,
    round_of,
    said_of,
)
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.grid import Merge

CLASHES, MISSING, UNREAD = "对不上", "没有报", "没读懂"
OWN = "自评稿"
SLIP_COLUMNS = (
    Column("序号", 7),
    Column("指标数据", 24),
    Column("单位", 8),
    Column("年", 7),
    Column("情况", 8),
    Column("谁报的", 12),
    Column("数", 13),
    Column("表中原文", 13),
    Column("出处", 24),
    Column("确认数", 14),
    Column("说明", 12),
)
REMINDER_COLUMNS = (
    Column("序号", 7),
    Column("单位", 16),
    Column("联系人", 9),
    Column("电话", 17),
    Column("截止日期", 19),
    Column("超期天数", 12),
    Column("还缺", 14),
    Column("缺的内容", 38),
    Column("催办情况", 18),
)
ROW_HEIGHT = 27.0
"""Points: room to write by hand."""

_SIGNATURES = ("经办人：", "审核人：", "单位（盖章）：", "日期：　　　年　　月　　日")
_SIGNED_AT = ((0, 2), (3, 5), (6, 8), (9, 10))
_NAMED_AT_MOST = 12
_YEARS = {CURRENT: "本年"}
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_SHEET_NAME_LONGEST = 31


class SlipLine(msgspec.Struct, frozen=True):
    """One figure to be confirmed: what is the matter, and who says what of it."""

    metric: str
    slot: str
    matter: str
    sides: tuple[Side, ...]


def lines_of(draft: Draft, one: DepartmentRound) -> tuple[SlipLine, ...]:
    """What a department is to confirm: contradictions it is a party to, then what it owes and has not said."""
    found = [SlipLine(each.metric, each.slot, CLASHES, each.sides) for each in one.disagreements]
    for metric in one.missing:
        said: Reported | None = said_of(draft, metric).get(one.department)
        if metric in one.unread and said is not None:
            side = Side(one.department, "", said.typed, place_of_said(draft, said))
            found.append(SlipLine(metric, CURRENT, UNREAD, (side,)))
        else:
            found.append(SlipLine(metric, CURRENT, MISSING, (Side(one.department, ""),)))
    return tuple(found)


def slip_sheets(draft: Draft, today: date, departments: Sequence[str] | None = None) -> tuple[Sheet, ...]:
    """对数单 of these departments, of all for None; those that have nothing to confirm are left out."""
    taken: set[str] = set()
    found = []
    for one in round_of(draft, today):
        if one.department == NOBODY or (departments is not None and one.department not in departments):
            continue
        lines = lines_of(draft, one)
        if lines and (departments is not None or one.disagreements or one.is_back):
            found.append(_slip(draft, one.department, lines, _sheet_name(one.department, taken)))
    return tuple(found)


def _slip(draft: Draft, department: str, lines: Sequence[SlipLine], name: str) -> Sheet:
    rows: list[Row] = [header(SLIP_COLUMNS)]
    merges: list[Merge] = []
    for at, line in enumerate(lines, 1):
        first = len(rows)
        rows += _rows(draft, at, line)
        last = len(rows) - 1
        if last > first:
            merges += [Merge(first, column, last, column) for column in (0, 1, 2, 3, 4, 9, 10)]
    rows.append(tuple(Cell(None, "note") for _ in SLIP_COLUMNS))
    signed = [Cell(None, "note") for _ in SLIP_COLUMNS]
    for words, (left, right) in zip(_SIGNATURES, _SIGNED_AT, strict=True):
        signed[left] = Cell(words, "note")
        merges.append(Merge(len(rows), left, len(rows), right))
    rows.append(tuple(signed))
    year = cover.field_text(draft, "year")
    subtitle = f"{department}：下列数据请核对，把确认的数填在“确认数”一栏，签字盖章后交回。"
    title = f"{cover.field_text(draft, 'county')}{year}年度履行教育职责数据对数单"
    widths = tuple(column.width for column in SLIP_COLUMNS)
    return Sheet(
        name, title, subtitle, widths, tuple(rows), merges=tuple(merges), foot=department, row_height=ROW_HEIGHT
    )


def _rows(draft: Draft, at: int, line: SlipLine) -> Iterator[Row]:
    metric = draft.framework.metrics[line.metric]
    node = draft.framework.place_of_metric[line.metric]
    label = f"{place_of(draft.framework, node)} {metric.printed_label}"
    for number, side in enumerate(line.sides):
        is_first = number == 0
        yield (
            center(at if is_first else ""),
            text(label if is_first else ""),
            center(metric.unit if is_first else ""),
            center(_YEARS.get(line.slot, "上年") if is_first else ""),
            center(line.matter if is_first else ""),
            text(side.department or OWN),
            Cell(side.bare or None, "number_text"),
            Cell(side.typed or None, "number_text"),
            text(side.place),
            Cell(None, "input"),
            Cell(None, "input"),
        )


# 催办单 -----------------------------------------------------------------------------------------------------


class Overdue(msgspec.Struct, frozen=True):
    """What one department is late with: `names` of figures and points, in words."""

    department: str
    days: int
    deadline: str
    figures: int
    texts: int
    names: tuple[str, ...]


def overdue_of(draft: Draft, today: date) -> tuple[Overdue, ...]:
    """Every department that is late, the latest first."""
    found = [_overdue(draft, one, today) for one in round_of(draft, today) if one.days_late and one.department]
    return tuple(sorted(found, key=lambda one: -one.days))


def _overdue(draft: Draft, one: DepartmentRound, today: date) -> Overdue:
    framework, name = draft.framework, one.department
    figures = [id for id in one.missing if days_late(deadline_of(draft, name, metric=id), today)]
    asked = one.texts_missing if one.issued is not None else ()
    texts = [id for id in asked if days_late(deadline_of(draft, name, point=id), today)]
    deadlines = [*(deadline_of(draft, name, metric=id) for id in figures), one.deadline]
    deadlines += [deadline_of(draft, name, point=id) for id in texts]
    latest = max((day for day in deadlines if days_late(day, today)), key=lambda day: days_late(day, today), default="")
    return Overdue(
        name,
        one.days_late,
        latest,
        len(figures),
        len(texts),
        (
            *(framework.metrics[id].printed_label for id in figures),
            *(f"{place_of(framework, id)} {full_width(framework.nodes[id].title)}（文字）" for id in texts),
        ),
    )


def reminder_sheet(draft: Draft, today: date) -> Sheet | None:
    """催办单 as of a day; None if nobody is late."""
    late = overdue_of(draft, today)
    if not late:
        return None
    title = f"{cover.field_text(draft, 'county')}{cover.field_text(draft, 'year')}年度自评填报催办单"
    subtitle = f"截至{cover.printed_date(today.isoformat())}，{len(late)} 个单位超期。"
    sheet = ledger("催办单", title, subtitle, REMINDER_COLUMNS, tuple(_reminders(draft, late)))
    return replace(sheet, row_height=ROW_HEIGHT)


def _reminders(draft: Draft, late: Iterable[Overdue]) -> Iterator[Row]:
    for at, one in enumerate(late, 1):
        card = card_of(draft, one.department)
        parts = ((one.figures, "项数据"), (one.texts, "段文字"))
        lacking = "、".join(f"{count}{word}" for count, word in parts if count) or "填报表没有交回"
        names = "；".join(one.names[:_NAMED_AT_MOST])
        rest = f"……等 {len(one.names)} 项" if len(one.names) > _NAMED_AT_MOST else ""
        yield (
            center(at),
            text(one.department),
            center(card.contact),
            center(card.phone),
            center(cover.printed_date(one.deadline)),
            center(one.days),
            text(lacking),
            text(f"{names}{rest}"),
            Cell(None, "input"),
        )


def slip_name(draft: Draft, departments: Sequence[str] | None) -> str:
    """`××县2021年度数据对数单（财政局）.xlsx`, without the department for several."""
    one = departments[0] if departments is not None and len(departments) == 1 else ""
    tail = f"（{legal(one, longest=24, most_bytes=72)}）.xlsx" if one else ".xlsx"
    return legal(f"{_place_and_year(draft)}数据对数单", tail=tail)


def reminder_name(draft: Draft) -> str:
    """`××县2021年度填报催办单.xlsx`."""
    return legal(f"{_place_and_year(draft)}填报催办单", tail=".xlsx")


def _place_and_year(draft: Draft) -> str:
    return f"{cover.field_text(draft, 'county')}{cover.field_text(draft, 'year')}年度"


def _sheet_name(department: str, taken: set[str]) -> str:
    """A department's name as office programs allow a sheet to be called, each once."""
    plain = _SHEET_NAME.sub("-", legal(department, longest=_SHEET_NAME_LONGEST - 5))
    return unique(plain, taken)

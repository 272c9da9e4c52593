"""学校资源配置表: the seven indicators × stages on one page, then who misses them, on at most one more.

County value, 差异系数, limit and outcome; the value and the outcome are formulas over the cells beside them.  The list
of every school (`school_list_sheets`) is a workbook of its own that stays in the house.
"""

from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.document.numbers import amount_cell
from eduduty_desktop.document.sheets import FIRST_ROW, Cell, Column, Row, Sheet, center, header, ledger, live, text
from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.resource_values import VALUE_DECIMALS, indicator_words
from eduduty_desktop.draft.resources import (
    COEFFICIENT_DECIMALS,
    FEWEST_MET,
    INDICATORS,
    METHOD_NOTES,
    IndicatorResult,
    Method,
    Resources,
    SchoolResult,
    StageResult,
    Verdict,
    resources_of,
)
from eduduty_desktop.draft.thresholds import UNVERIFIED
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import STAGE_LABELS
from eduduty_desktop.grid import Merge

SHEET_NAME = "学校资源配置表"
LIST_NAME = "学校明细"
COLUMNS = (
    Column("学段", 8),
    Column("指标", 40),
    Column("单位", 8),
    Column("资源总量", 14),
    Column("学生数", 11),
    Column("全县值", 11),
    Column("每校标准", 10),
    Column("未达到的学校", 10),
    Column("差异系数", 10),
    Column("上限", 8),
    Column("是否达到", 10),
)
LINES_OF_NAMES = 17
"""Lines that the names of schools may take: what one page has left."""

_ON_A_LINE = 62
_TOTAL, _STUDENTS, _VALUE, _LEAST, _COEFFICIENT, _LIMIT = "DEFGIJ"
_YES, _NO, _OPEN = "是", "否", "算不出"


def school_sheet(reader: Reader, subtitle: str) -> Sheet | None:
    """The sheet over the draft's 学校基表; None if it has none, or none that is judged."""
    found = resources_of(reader)
    stages = [one for one in found.stages if one.schools] if found is not None else []
    if found is None or not stages:
        return None
    rows: list[Row] = [header(COLUMNS)]
    merges: list[Merge] = []
    for stage in stages:
        merges.append(Merge(len(rows), 0, len(rows) + len(INDICATORS) - 1, 0))
        for at in range(len(INDICATORS)):
            rows.append(_row(found, stage, at, FIRST_ROW + len(rows)))
    for words in (*map(_summary, stages), *_notes(found)):
        merges.append(_across(len(rows)))
        rows.append(_wide(words))
    breaks = len(rows)
    names = list(_names(stages))
    for words, style in names:
        merges.append(_across(len(rows)))
        rows.append(_wide(words, style))
    widths = tuple(column.width for column in COLUMNS)
    title = "义务教育学校资源配置七项指标情况表"
    return Sheet(
        SHEET_NAME,
        title,
        subtitle,
        widths,
        tuple(rows),
        freeze_columns=2,
        merges=tuple(merges),
        breaks=(breaks,) if names else (),
    )


def _across(row: int) -> Merge:
    return Merge(row, 0, row, len(COLUMNS) - 1)


def _wide(words: str, style: str = "text") -> Row:
    return (Cell(words, style), *(Cell(None, style) for _ in COLUMNS[1:]))


def _row(found: Resources, stage: StageResult, at: int, place: int) -> Row:
    indicator, result = INDICATORS[at], stage.indicators[at]
    return (
        center(STAGE_LABELS[stage.stage]) if at == 0 else center(""),
        text(indicator.label),
        center(indicator.unit),
        amount_cell(_plain(result.resources)) if result.counted else Cell(None, "number"),
        amount_cell(_plain(result.students)) if result.counted else Cell(None, "number"),
        _value(found.method, indicator.times, result, place),
        amount_cell(found.rules.least[at, stage.stage]),
        center(result.missed),
        _coefficient(result),
        amount_cell(found.rules.coefficient[stage.stage]),
        _outcome(found, stage, result, place),
    )


def _plain(amount: Decimal) -> Decimal:
    whole = amount.to_integral_value()
    return whole if whole == amount else quantise(amount, VALUE_DECIMALS)


def _value(method: Method, times: int, result: IndicatorResult, place: int) -> Cell:
    if result.value is None:
        return center(_OPEN)
    cell = amount_cell(quantise(result.value, VALUE_DECIMALS))
    if method is not Method.WEIGHTED or _plain(result.resources) != result.resources:
        return cell
    by_hundred = f"*{times}" if times != 1 else ""
    return live(cell, f"ROUND({_TOTAL}{place}/{_STUDENTS}{place}{by_hundred},{VALUE_DECIMALS})")


def _coefficient(result: IndicatorResult) -> Cell:
    if result.coefficient is None:
        return center(_OPEN)
    return amount_cell(quantise(result.coefficient, COEFFICIENT_DECIMALS))


def _outcome(found: Resources, stage: StageResult, result: IndicatorResult, place: int) -> Cell:
    if result.coefficient is None:
        return center(_OPEN)
    word = _YES if result.coefficient <= found.rules.coefficient[stage.stage] else _NO
    return live(center(word), f'IF({_COEFFICIENT}{place}<={_LIMIT}{place},"{_YES}","{_NO}")')


def _summary(stage: StageResult) -> str:
    met, missed, open_ = (stage.count(one) for one in (Verdict.MET, Verdict.MISSED, Verdict.UNKNOWN))
    lacking = f"，{open_}所缺数据" if open_ else ""
    return (
        f"{STAGE_LABELS[stage.stage]}{len(stage.schools)}所（含一贯制学校的相应学段），学生{_plain(stage.students):f}人："
        f"{met}所达到要求，{missed}所未达到{lacking}。"
    )


def _notes(found: Resources) -> Iterator[str]:
    yield (
        f"注：差异系数＝标准差÷平均值，{METHOD_NOTES[found.method]}，保留四位小数。"
        f"每校七项中至少{FEWEST_MET}项达到标准、其余不低于标准的85%为达到要求。"
    )
    if not found.rules.verified:
        yield f"标准据公开资料整理，未核对教督〔2017〕6号原文，{UNVERIFIED}。"
    if found.left_out:
        reasons: dict[str, int] = {}
        for one in found.left_out:
            reasons[one.reason] = reasons.get(one.reason, 0) + 1
        yield "未计入：" + "；".join(f"{reason}，{count}所" for reason, count in reasons.items()) + "。"


def _names(stages: list[StageResult]) -> Iterator[tuple[str, str]]:
    """Who misses what, an indicator after the other, within the lines of a page; the rest is counted."""
    missing = [
        (stage, at, [one.school.name for one in stage.schools if at in one.missed])
        for stage in stages
        for at in range(len(INDICATORS))
    ]
    missing = [one for one in missing if one[2]]
    if not missing:
        return
    yield "未达到标准的学校", "group"
    lines = max(LINES_OF_NAMES // len(missing), 1)
    for stage, at, names in missing:
        lead = f"{STAGE_LABELS[stage.stage]}{INDICATORS[at].short}（{len(names)}所）："
        yield lead + _clipped(names, lines * _ON_A_LINE - len(lead)), "text"


def _clipped(names: list[str], room: int) -> str:
    """As many names as there is room for, and how many more there are."""
    taken: list[str] = []
    used = 0
    for name in names:
        short = name if len(name) <= 20 else name[:19] + "…"
        rest = len(names) - len(taken)
        if used + len(short) + 1 > room - (0 if rest == 1 else len(f"等{len(names)}所")):
            return "、".join(taken) + f"等{len(names)}所" if taken else f"共{len(names)}所"
        taken.append(short)
        used += len(short) + 1
    return "、".join(taken)


# --- every school: stays in the house ------------------------------------------------------------------------

_FIXED = (
    Column("序号", 6),
    Column("学校", 26),
    Column("标识码", 14),
    Column("办学类型", 14),
    Column("城乡", 8),
    Column("学生数", 9),
)


def school_list_sheets(found: Resources, subtitle: str) -> tuple[Sheet, ...]:
    """A sheet a stage with every school, its seven values, what it misses and what it comes to."""
    return tuple(_list(stage, subtitle) for stage in found.stages if stage.schools)


def _list(stage: StageResult, subtitle: str) -> Sheet:
    word = STAGE_LABELS[stage.stage]
    columns = (
        *_FIXED,
        *(Column(one.short, 11) for one in INDICATORS),
        Column("达标项数", 9),
        Column("未达标的指标", 24),
        Column("结论", 9),
    )
    rows = tuple(_school_row(at, one) for at, one in enumerate(stage.schools, 1))
    return ledger(
        f"{LIST_NAME}（{word}）", f"{word}资源配置七项指标分校情况", subtitle, columns, rows, freeze_columns=2
    )


def _school_row(at: int, one: SchoolResult) -> Row:
    school = one.school
    return (
        center(at),
        text(school.name),
        *(center(word) for word in (school.code, school.kind, school.area)),
        amount_cell(_plain(dict(school.figures)["students"])),
        *(_school_value(one, place) for place in range(len(INDICATORS))),
        center(one.met),
        text(indicator_words(one.missed)),
        center(one.verdict.value),
    )


def _school_value(one: SchoolResult, place: int) -> Cell:
    value = one.values[place]
    if value is None:
        return Cell(None, "number")
    cell = amount_cell(quantise(value, VALUE_DECIMALS))
    return Cell(cell.value, "miss", cell.number_format) if place in one.missed else cell

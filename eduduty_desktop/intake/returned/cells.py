"""One cell → one value: what office programs make of what people type, and what people write around a number.

Whatever is assumed is said; what may mean two things becomes a doubtful reading that a person confirms.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

import msgspec

from eduduty_desktop.figures import (
    Amount,
    Reading,
    ReadingStatus,
    convert,
    factor_between,
    format_amount,
    read_entry,
)
from eduduty_desktop.figures.amount import digits_after_point, quantise
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.grid import Clock, Shown
from eduduty_desktop.intake.returned.cell_units import unit_around, unit_to_read_in
from eduduty_desktop.intake.returned.clocks import DATES, LONG_CLOCK, read_clock, read_date, read_ratio, short
from eduduty_desktop.intake.returned.phrases import plainer_of
from eduduty_desktop.intake.returned.plausible import implausible
from eduduty_desktop.intake.returned.result import Around, CellReading
from eduduty_desktop.intake.returned.words import narrow, unit_behind, unit_in

ERRORS = re.compile(
    r"#(?:REF|DIV/0|VALUE|NAME|N/A|NUM|NULL|SPILL|CALC|GETTING_DATA)[!?]?|Err:[0-9]{3}|#+", re.IGNORECASE
)
MISSING = frozenset(
    {
        "—",
        "——",
        "———",
        "————",
        "-",
        "--",
        "---",
        "–",
        "―",
        "－",
        "－－",
        "/",
        "//",
        "／",
        "\\",
        "…",
        "……",
        "N/A",
        "n/a",
        "NA",
        "空",
        "空白",
    }
)
NOTHING_SAID = frozenset(
    {
        "无",
        "没有",
        "暂无",
        "无此项",
        "不涉及",
        "不详",
        "待定",
        "无数据",
        "未统计",
        "待统计",
        "待核",
        "待填",
        "不适用",
        "暂缺",
        "缺",
        "未知",
        "待报",
        "零星",
        "若干",
        "同上",
        "同左",
        "见附件",
        "详见附件",
        "不清楚",
        "未开展",
        "已完成",
        "完成",
        "达标",
        "有",
    }
)
_MOST_DECIMALS = 6
_LONGEST_NUMBER = 40
_WIDE = Context(prec=60)
_CORRECTS = re.compile(
    r"应为|应填|应是|应报|更正|改为|修改|修正|实为|为准|误填|填错|有误|多填|少填|漏填|漏报|调整为|核实为"
)
_REMARK = re.compile(r"^([^()]{1,40})\(([^()]{1,60})\)$")
_YUAN = re.compile(r"[¥￥] ?([0-9][0-9,.]{0,30}) ?元?")
_TOLD = "(?:已按半角读取|已去掉千分位逗号|已由[^；：]{1,8}换算为[^；：]{1,8})"
_ROUTINE = re.compile(rf"{_TOLD}(?:；{_TOLD}){{0,3}}：-?[0-9.:]{{1,40}}")
"""What every office program writes its own way: nothing that a person must look at."""
_MARKS = re.compile(r"[①-⑳⑴-⒇※†‡*＊#↑↓▲△★☆√]+$")


def read_cell(metric: Metric, cell: str, text: str, around: Around) -> CellReading | None:
    """The reading of one cell for a metric; None if nothing stands in it."""
    found = _read_cell(metric, cell, text, around)
    return None if found is None else msgspec.structs.replace(found, around=around)


def _read_cell(metric: Metric, cell: str, text: str, around: Around) -> CellReading | None:
    typed = text.strip()
    if not typed:
        if around.is_uncomputed:
            return CellReading(cell, "", doubtful=True, flags=("公式没有算出的值，请对方打开另存后重发，或直接填数",))
        return None if not around.note else CellReading(cell, "", flags=(f"批注：{around.note}",))
    found = _read(metric, cell, typed, around)
    flags = list(found.flags)
    doubtful = found.doubtful
    if isinstance(found.amount, Decimal):
        for words, is_doubt in implausible(metric, found.amount, around.reference):
            flags.append(words)
            doubtful |= is_doubt
    if around.doubt:
        flags.append(around.doubt)
        doubtful = doubtful or found.value is not None
    if around.note:
        flags.append(f"批注：{around.note}")
        doubtful |= corrects(around.note)
    if around.is_struck:
        flags.append("这一格（或其中的字）加了删除线，请核对")
        doubtful = True
    if around.is_hidden:
        flags.append("在隐藏的行或列里")
    return msgspec.structs.replace(found, doubtful=doubtful, flags=tuple(dict.fromkeys(flags)))


def corrects(words: str) -> bool:
    """Whether a remark says that the value beside it is another one."""
    return _CORRECTS.search(words) is not None and re.search(r"[0-9一二三四五六七八九十]", words) is not None


def _read(metric: Metric, cell: str, typed: str, around: Around) -> CellReading:
    shown = around.shown
    if ERRORS.fullmatch(typed):
        return CellReading(cell, typed, doubtful=True, flags=(f"“{typed}”是公式错误，没有读取",))
    if typed in MISSING or not typed.strip("-—–―－/ "):
        return CellReading(cell, typed, flags=(f"“{typed}”按没有数据处理",))
    if metric.kind in {Kind.TEXT, Kind.YESNO}:
        return _worded(metric, cell, typed, shown)
    if narrow(typed).strip("()。.") in NOTHING_SAID:
        return CellReading(cell, typed, doubtful=True, flags=(f"“{typed}”不当作 0；确实为零请填 0，没有数据请留空",))
    if shown is not None and shown.clock is not Clock.NONE:
        return read_clock(metric, cell, typed, shown)
    if metric.kind is Kind.RATIO:
        return read_ratio(metric, cell, typed)
    if DATES.fullmatch(narrow(typed)):
        return read_date(cell, typed, typed)
    if LONG_CLOCK.fullmatch(typed):
        return CellReading(cell, typed, doubtful=True, flags=(f"“{typed}”是时间或比，本项要填一个数，没有读取",))
    return _number(metric, cell, typed, around)


# words ---------------------------------------------------------------------------------------------------


def _worded(metric: Metric, cell: str, typed: str, shown: Shown | None) -> CellReading:
    said = {"TRUE": "是", "FALSE": "否"}.get(typed, typed) if metric.kind is Kind.YESNO else typed
    reading = read_entry(said, unit="", kind=metric.kind)
    flags = [reading.message] if reading.message else []
    if shown is not None and shown.clock is not Clock.NONE:
        flags.append(f"表格程序把它记成了日期或时间“{typed}”，请核对原文")
    if reading.amount is None and not reading.words:
        return CellReading(cell, typed, doubtful=True, flags=tuple(flags))
    return CellReading(
        cell,
        typed,
        reading.amount,
        reading.words,
        stated=reading.amount,
        doubtful=bool(shown and shown.clock),
        flags=tuple(flags),
    )


# numbers -------------------------------------------------------------------------------------------------


def _number(metric: Metric, cell: str, typed: str, around: Around) -> CellReading:
    flags: list[str] = []
    notes: list[str] = []
    said, is_stated, problem = unit_around(metric, around)
    doubtful = bool(problem)
    flags += [problem] if problem else []
    text = _without_marks(typed, flags)
    if metric.kind is Kind.MONEY and (dollar := _YUAN.fullmatch(narrow(text))):
        text = f"{dollar[1]}元"
    unit, problem = _unit(metric, text, said, flags)
    if problem:
        return CellReading(cell, typed, unit=said, doubtful=True, flags=(*flags, problem))
    text, unit, unsure = _as_shown(metric, text, unit, around.shown, flags)
    doubtful |= unsure
    text = _shortened(metric, text, around.shown, flags)
    reading, unsure = _worked_out(metric, text, unit, flags)
    doubtful |= unsure or reading.status is ReadingStatus.ASK
    if reading.message:
        (notes if _is_routine(reading) else flags).append(reading.message)
    if reading.amount is None:
        return CellReading(cell, typed, unit=unit, doubtful=True, flags=tuple(flags or [f"“{typed}”读不成一个数"]))
    amount, stated = _converted(metric, reading.amount, unit, notes), reading.amount
    if isinstance(amount, Decimal) and metric.kind is Kind.PERCENT and unit == "%":
        amount, stated, unsure = _percent(typed, amount, around, flags)
        doubtful |= unsure
    if metric.kind is Kind.MONEY and not is_stated and not _says_unit(typed):
        flags.append(f"表中没有写单位，按{metric.unit}读取")
    return CellReading(
        cell,
        typed,
        amount,
        approximation=reading.approximation,
        unit=unit,
        stated=stated,
        doubtful=doubtful,
        flags=tuple(flags),
        notes=tuple(notes),
    )


def _unit(metric: Metric, text: str, said: str, flags: list[str]) -> tuple[str, str]:
    """The unit to read a text in, or the problem with what is said around it; the metric's own counts behind a number."""
    unit, problem = unit_to_read_in(metric, said, flags)
    own = plain_unit(metric.unit)
    if problem and unit_behind(text) == own:
        flags.append(f"表中单位是“{said}”，格内写的是“{metric.unit}”，按格内的读取")
        return own, ""
    return unit, problem


def _worked_out(metric: Metric, text: str, unit: str, flags: list[str]) -> tuple[Reading, bool]:
    """The text's reading, at need without the remark or the words around the number; whether it is doubtful for that."""
    reading = _entry(metric, text, unit)
    if reading.amount is None and (match := _REMARK.match(narrow(text))):
        inside = unit_in(match[2])
        again = _entry(metric, match[1] + inside, unit)
        if again.amount is not None:
            reading = again
            if not inside:
                flags.append(f"括号里的“{match[2]}”没有采用")
    if reading.amount is None and (plainer := plainer_of(metric, narrow(text), unit)) is not None:
        again = _entry(metric, plainer.text, unit)
        if again.amount is not None:
            flags += plainer.flags
            return again, plainer.doubtful
    return reading, False


def _is_routine(reading: Reading) -> bool:
    """Whether what was assumed is what every office program writes its own way."""
    is_said = reading.amount is not None and reading.status is ReadingStatus.SAID
    return is_said and _ROUTINE.fullmatch(reading.message) is not None


def _converted(metric: Metric, stated: Amount, unit: str, notes: list[str]) -> Amount:
    """A stated amount in the metric's unit."""
    if not isinstance(stated, Decimal) or unit == plain_unit(metric.unit):
        return stated
    amount = convert(stated, unit, metric.unit)
    amount = short(amount) if isinstance(amount, Decimal) else amount
    notes.append(f"{format_amount(stated)}{unit}换算为{format_amount(amount)}{metric.unit}")
    return amount


def _entry(metric: Metric, text: str, unit: str) -> Reading:
    """The text's reading in the unit of its table; whole things may come in a unit that counts many at once."""
    return read_entry(text, unit=unit, kind=metric.kind)


def _without_marks(typed: str, flags: list[str]) -> str:
    """Without footnote marks behind a number, and without what makes a text of it (`'300`, `300。`)."""
    text = typed.strip("'‘’“”\"").rstrip("。．;；，,、")
    bare = _MARKS.sub("", text).rstrip()
    if bare != text and bare:
        flags.append(f"“{typed}”后面的标记没有采用")
    return bare or typed


def _as_shown(metric: Metric, text: str, unit: str, shown: Shown | None, flags: list[str]) -> tuple[str, str, bool]:
    """What the cell's format adds: 12.3万元 may be shown for 123456, which then is in 元."""
    if shown is None or shown.clock is not Clock.NONE or not (shown.words or shown.divisor != 1):
        return text, unit, False
    if shown.divisor == 0:
        flags.append("单元格格式会改变显示的数，请核对")
        return text, unit, True
    word = unit_in(shown.words)
    displayed = format_amount(short(Decimal(shown.value) / shown.divisor)) + shown.words
    if not word and shown.divisor == 1:
        flags.append(f"单元格显示为“{displayed}”")
        return text, unit, False
    value = short(Decimal(shown.value) / shown.divisor)
    if word in {"万", "亿", "千", "百"}:
        base = plain_unit(metric.unit).lstrip("千万亿")
        word = word + base if factor_between(word + base, metric.unit) is not None else ""
    if word and factor_between(word, metric.unit) is not None:
        flags.append(f"单元格显示为“{displayed}”，按显示的读取")
        return format_amount(value), word, bool(shown.divisor != 1 and word != unit and unit != plain_unit(metric.unit))
    if word and shown.divisor == 1:
        flags.append(f"单元格显示为“{displayed}”，与本项单位不符")
        return text, unit, True
    flags.append(f"单元格里是 {shown.value}，显示为 {displayed}，按显示的读取，请核对")
    return format_amount(value), unit, True


def _shortened(metric: Metric, text: str, shown: Shown | None, flags: list[str]) -> str:
    """A computed number with a long tail, rounded to what the cell shows or to what such a figure has."""
    sign = "%" if text.endswith("%") else ""
    body = text.removesuffix("%")
    if len(body) > _LONGEST_NUMBER or not re.fullmatch(r"-?[0-9]+\.[0-9]+", body):
        return text
    value = Decimal(body)
    if digits_after_point(value) <= _MOST_DECIMALS:
        return text
    decimals = shown.decimals if shown is not None and shown.decimals is not None else max(metric.decimals, 2)
    if metric.kind is Kind.COUNT:
        decimals = min(decimals, 4)
    rounded = quantise(value, decimals)
    flags.append(f"单元格里是 {body[:18]}{sign}，按{format_amount(rounded)}{sign}读取")
    return f"{format_amount(rounded)}{sign}"


def _percent(typed: str, amount: Decimal, around: Around, flags: list[str]) -> tuple[Decimal, Decimal, bool]:
    """0.952 under % is 95.2% or 0.952%: which one is asked, the likelier one proposed."""
    plain = narrow(typed)
    if "%" in plain or "百分之" in plain or not 0 < abs(amount) <= 1:
        return amount, amount, False
    times = short(
        (amount * 100).quantize(Decimal(1).scaleb(-max(0, digits_after_point(amount) - 2)), ROUND_HALF_UP, _WIDE)
    )
    small = isinstance(around.reference, Decimal) and 0 < around.reference <= 5
    first, second = (amount, times) if small else (times, amount)
    flags.append(f"“{typed}”可能是 {format_amount(first)}%，也可能是 {format_amount(second)}%，请确认")
    return first, first, True


def _says_unit(typed: str) -> bool:
    return re.search(r"[元万亿]", typed) is not None

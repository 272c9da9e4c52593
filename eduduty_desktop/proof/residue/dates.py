"""日期: days that no calendar has, spans that run backward, hours beyond the day."""

import re
from calendar import isleap
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import holds_any, residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(r"(\d{1,4})月(?:(\d{1,2})[日号])?(?![大份]?龄)")
_YEAR_BEFORE = re.compile(r"(\d{4})年$")
_CLOCK = re.compile(r"(?<=[日午晨晚上])(\d{1,2})[:：时点](\d{2})?(?![\d:：])")
_SPAN = re.compile(r"([12](?<!\d[12])(?:9(?<=19)|0(?<=20))\d\d)年?(?:[-—–~～至]|——|－)((?:19|20)\d\d)(?=年|学年)")
DATE_GATE = patterns(
    r"月(?<=\d月)(?:(?<!\D[1-9]月)(?<!\D1[0-2]月)|(?=(?:00?|29|[3-9]\d)[日号]))",
    *each(":：时点", r"(?:(?<=[日午晨晚上]\d.)|(?<=[日午晨晚上]\d\d.))"),
    r"19(?<=[-—–~～至－]..)\d\d[年学]",
    r"20(?<=[-—–~～至－]..)\d\d[年学]",
    r"2(?=[1-9]\d\d年)",
)
"""A month or a day that may not be, a clock, a span of years, a year far off."""

_FAR_YEAR = re.compile(r"2(?<![\d.]2)[1-9]\d\d年(?=\d|[底初末度]|[上下]半年)")


def impossible_dates(line: str) -> Iterator[Residue]:
    """Dates and spans of years that cannot be."""
    for match in _DATE.finditer(line) if "月" in line else ():
        year = _YEAR_BEFORE.search(line, max(0, match.start() - 5), match.start())
        if line[match.start() - 1 : match.start()] != "." and (why := _wrong_day(year and year[1], *match.groups())):
            yield _residue(line, match, why)
    for match in _CLOCK.finditer(line) if holds_any(line, ":：时点") else ():
        hours, minutes = int(match[1]), int(match[2] or 0)
        if hours > 24 or minutes > 59:
            yield _residue(line, match, "一天没有这个时刻")
    if "年" not in line:
        return
    for match in _SPAN.finditer(line):
        if int(match[1]) > int(match[2]):
            yield _residue(line, match, "起止年份颠倒")
    for match in _FAR_YEAR.finditer(line):
        yield _residue(line, match, "年份不合情理")


def _wrong_day(year: str | None, month: str, day: str | None) -> str:
    if len(month) > 2:
        return ""
    number = int(month)
    if not 1 <= number <= 12:
        return "没有这个月份" if year or day else ""
    if day is None:
        return ""
    last = _DAYS[number - 1]
    if year and number == 2 and not isleap(int(year)):
        last = 28
    return "" if 1 <= int(day) <= last else f"{number}月没有这一天"


def _residue(line: str, match: re.Match[str], why: str) -> Residue:
    message = f"日期{shown(match[0])}有误：{why}。"
    return residue(line, match.start(), match.end(), Kind.DATE, message, "请核对后改正。")

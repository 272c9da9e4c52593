"""单位前后不一、年份过期: what two places of a text say of one quantity or year, where one of them must be wrong."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.residue.finding import residue, shown, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_FAMILIES = ({"元", "万元", "亿元"}, {"人", "万人"}, {"亩", "万亩"}, {"平方米", "万平方米"})
_FAMILY = {unit: number for number, units in enumerate(_FAMILIES) for unit in units}
_QUANTITY = re.compile(
    r"([0-9０-９](?<=[\u4e00-\u9fff].)(?<=[\u4e00-\u9fff]{5}.)\d{0,8}(?:\.\d{1,6})?)(万元|亿元|元|万人|人(?!次)|万亩|亩|万平方米|平方米)"
)
_LABEL = 5
_FEWEST_DIGITS = 3
_TITLE_YEAR = re.compile(r"(20[0-4]\d)年(?:度|上半年)?[^。，]{0,40}(?:报告|总结|汇报|情况)\s*$")
_THIS_YEAR = re.compile(r"(今年|本年度|去年|上年度?)[（(](20[0-4]\d)年[)）]|截[至止](20[0-4]\d)年")
_TITLE_LINES = 12


def changing_units(lines: Sequence[str]) -> Iterator[Residue]:
    """One quantity with the same digits and another unit: 生均经费1200元 and, elsewhere, 生均经费1200万元."""
    units: dict[str, str] = {}
    if all(units.setdefault(digits, unit) == unit for digits, unit in _QUANTITY.findall("\n".join(lines))):
        return  # none has another unit
    seen: dict[tuple[str, str, int], str] = {}
    for at, line in starts(lines):
        for start, end, label, digits, unit in _quantities(line):
            key = label, digits, _FAMILY[unit]
            before = seen.setdefault(key, unit)
            if before != unit:
                message = f"{shown(label + digits + unit)}与前文“{digits}{before}”数字相同、单位不同。"
                yield residue(line, start, end, Kind.UNIT_CHANGE, message, "请核对两处的单位。").moved(at)


@lru_cache(maxsize=4096)
def _quantities(line: str) -> tuple[tuple[int, int, str, str, str], ...]:
    found = []
    end = 0
    for match in _QUANTITY.finditer(line):
        start = match.start() - _LABEL
        if start >= end:  # the label does not hold the unit of another figure
            end = match.end()
            digits = match[1].strip("0")
            if len(digits) - digits.count(".") >= _FEWEST_DIGITS:
                found.append((start, end, line[start : match.start()], match[1], match[2]))
    return tuple(found)


def stale_years(lines: Sequence[str]) -> Iterator[Residue]:
    """今年（…年）, 去年（…年） and 截至…年 that contradict the year in the text's title."""
    year = next(
        (int(match[1]) for line in lines[:_TITLE_LINES] if len(line) <= 60 and (match := _TITLE_YEAR.search(line))), 0
    )
    if not year:
        return
    for at, line in starts(lines):
        for start, end, word, stated in _years(line):
            # written in the year itself or in the next one
            low, high = {"今": (year, year + 1), "本": (year, year + 1), "截": (2000, year + 1)}.get(
                word[0], (year - 1, year)
            )
            if not low <= stated <= high:
                message = f"题目写的是{year}年，这里写“{line[start:end]}”。"
                yield residue(
                    line, start, end, Kind.STALE_YEAR, message, "请核对年份，是否沿用了别的年度的文字。"
                ).moved(at)


@lru_cache(maxsize=4096)
def _years(line: str) -> tuple[tuple[int, int, str, int], ...]:
    return tuple(
        (match.start(), match.end(), match[1] or "截至", int(match[2] or match[3]))
        for match in _THIS_YEAR.finditer(line)
    )

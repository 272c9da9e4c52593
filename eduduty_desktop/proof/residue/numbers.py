"""残缺的数字: numbers that lost a dash, a character of a date, a digit of a group, or their unit."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_UNIT = "(?:[万亿]?元|万|亿|人|名|[%％])"
_MUTILATED = re.compile(
    r"(?P<years>(?<![\d.])(?:19|20)\d\d(?:19|20)\d\d(?=年|学年|[)）》]))"
    r"|(?P<date>(?<![\d.\-])20[0-4]\d[01]?\d[0-3]?\d日|(?<![\d.\-])20[0-4]\d年[01]?\d[0-3]\d日|(?<![\d.\-])20[0-4]\d\d{1,2}月)"
    rf"|(?P<points>(?<![\d.])\d{{1,6}}\.\d{{1,6}}\.\d{{1,6}}{_UNIT})"
    rf"|(?P<twice>(?<![\d.])\d{{1,9}}\.[.。]\d{{1,6}}{_UNIT})"
    rf"|(?P<group>(?<![\d.,，])\d{{1,3}}(?:,\d{{3}}){{0,4}},(?:\d{{1,2}}|\d{{4,5}})(?:\.\d{{1,4}})?{_UNIT})"
    rf"|(?P<space>(?<![\d.,])\d{{1,3}}(?:,\d{{3}}){{1,4}}, \d{{3}}(?:\.\d{{1,4}})?{_UNIT})"
    r"|(?P<unit>\d(?:元元|万万|亿亿|所所|名名(?!列)|吨吨|亩亩|个个(?![案体人性别])|项项|家家))"
    r"|(?P<percent>\d[%％]{2,}|(?<![\d.])\d{1,9}\.[%％])"
)
_LOST = re.compile("(?:为|达到?)(?=[，。；])")
_NAMES = frozenset(("比例", "占比", "比重", "总额", "面积", "金额", "经费", "支出", "收入", "总数", "人数", "增幅"))
_NUMBER = re.compile(r"\d(?:[\d.,]| (?=\d{3}))*(?:年\d{3,4}(?=日))?")
_ODD = re.compile(r"[,年]|\..*\.|\.$")
_DOUBLED = re.compile(r"[%％]{2}|元元|万万|亿亿|所所|名名|吨吨|亩亩|个个(?![案体人性别])|项项|家家")
_DOUBLING = frozenset("%％元万亿所名吨亩个项家")
_WHY = {
    "years": "两个年份之间缺了连接号",
    "date": "日期里缺了“年”或“月”",
    "points": "一个数里有两个小数点",
    "twice": "小数点重复",
    "group": "千分位分隔后不是三位数字",
    "space": "千分位中间多了空格",
    "unit": "单位重复",
    "lost": "后面没有数字",
    "percent": "百分数写法残缺",
}
MUTILATED_GATE = patterns(
    *each("12", r"(?=\d{7}|0[0-4]\d(?:\d{1,5}[日月]|年\d{3,4}日))"),
    r"\.(?<=\d.)(?:\d{1,6}\.|[.。%％])",
    r",(?<=\d.)(?: \d|\d{1,2}(?!\d)|\d{4})",
    *(2 * unit for unit in "元万亿所名吨亩个项家%％"),
    *each("为到达", "(?=[，。；])"),
)
MISSING_UNIT_GATE = patterns(*each("，,；;。", r"(?<=\d.)"))
_BARE = re.compile(r"(\d(?<=[\u4e00-\u9fff]\d)\d{1,6})(?=[，,；;。])(?!,\d)")
_COUNTED = re.compile(r"([\u4e00-\u9fff]{3})(\d[\d.]{0,9})([人名所个班]|万?元)")


def mutilated_numbers(line: str) -> Iterator[Residue]:
    """Numbers that cannot have been meant as they stand."""
    for start, end, reason in _suspects(line):
        if reason == "group" and _is_list(line, start):
            continue
        message = f"数字{shown(line[start:end])}有误：{_WHY[reason]}。"
        yield residue(line, start, end, Kind.NUMBER, message, "请对照原始数据改正。")


def _suspects(line: str) -> Iterator[tuple[int, int, str]]:
    """Where a number is mutilated, and in which way."""
    ends = 0
    for number in _NUMBER.finditer(line):
        text, end = number[0], number.end()
        if (
            len(text) < 6
            and (text.isdigit() or not _ODD.search(text))
            and (line[end : end + 1] not in _DOUBLING or not _DOUBLED.match(line, end))
        ):
            continue
        match = _MUTILATED.match(line, number.start()) if number.start() >= ends else None
        if match is None and number.end() > ends:
            match = _MUTILATED.match(line, number.end() - 1)  # what follows the number: 3.3%%
        if match is not None:
            ends = match.end()
            yield match.start(), ends, match.lastgroup or ""
    for match in _LOST.finditer(line):
        at = match.start()
        name = line[max(0, at - 2) : at]
        if name in _NAMES or (len(name) == 2 and name[1] == "率" and name[0] != "效"):
            yield at - 2, match.end(), "lost"


def _is_list(line: str, start: int) -> bool:
    return "分别" in line[max(0, start - 20) : start] or line[start - 1 : start] in {"第", "至", "—", "-", "（", "("}


def missing_units(line: str) -> Iterator[Residue]:
    """A number without unit whose like has one in the same paragraph: 本科学历40人……本科学历23；."""
    units: dict[str, str] = {}
    bare = list(_BARE.finditer(line))
    if not bare:
        return
    for match in _COUNTED.finditer(line):
        units.setdefault(match[1], match[3])
    for match in bare:
        unit = units.get(line[match.start() - 3 : match.start()])
        if unit:
            start = match.start() - 3
            message = f"{shown(line[start : match.end()])}缺单位，同一段里写作“{unit}”。"
            yield residue(line, start, match.end(), Kind.MISSING_UNIT, message, f"请在“{match[1]}”后补上单位。")

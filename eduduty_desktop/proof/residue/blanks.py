"""空白: a gap that was left for a number or a day and never filled: 2023年 月 日, 比上年增长 %, 第 批, 9 .%, 3,,260."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_GAP = "[ \u3000]"
_DAY = re.compile(rf"年(?<=\d年){_GAP}{{1,6}}月(?:{_GAP}{{1,6}}日)?")
_PERCENT = re.compile(
    rf"(?:增长|下降|提高|降低|增加|减少|达到|[占为达约])(?:了|率)?{_GAP}{{1,4}}[%％](?=[，,。；;、）)\u4e00-\u9fff]|$)"
)
_ORDINAL = re.compile(rf"第{_GAP}{{1,4}}[批届期](?![ \u3000])")
_DIGITS = re.compile(r"\d{1,3} \.[%％]|\d{1,3},,\d{1,3}(?!\d)")
_BRACKET = re.compile(rf"（{_GAP}{{4,30}}）|\({_GAP}{{4,30}}\)")
BLANK_GATE = patterns(
    *each("年第", _GAP), *each(" \u3000", "[%％]"), r",,(?=\d)", r" \.(?=[%％])", *each("（(", f"{_GAP}{{4}}")
)


def blanks(line: str) -> Iterator[Residue]:
    """Gaps in a line where a number, a day or a word should stand."""
    for match in _DAY.finditer(line):
        yield _residue(line, match, Kind.EMPTY_FIELD, "日期没有填写", "请在印发前填上日期。")
    for match in (*_PERCENT.finditer(line), *_ORDINAL.finditer(line)):
        yield _residue(line, match, Kind.NUMBER, "缺数字", "请对照原始数据补上。")
    for match in _DIGITS.finditer(line):
        yield _residue(line, match, Kind.NUMBER, "数字残缺", "请对照原始数据改正。")
    for match in _BRACKET.finditer(line):
        yield _residue(line, match, Kind.EMPTY_FIELD, "括号里没有内容", "请补上内容，或删去括号。")


def _residue(line: str, match: re.Match[str], kind: Kind, why: str, advice: str) -> Residue:
    start, end = match.span()
    around = shown(line[max(0, start - 6) : end])
    return residue(line, start, end, kind, f"{around}处{why}。", advice)

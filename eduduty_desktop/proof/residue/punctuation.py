"""标点重叠: two marks where one belongs, such as ，、 or 。。 or ！！; …… and —— are sound."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_DOUBLED = re.compile(
    r"[，、；：。][ \u3000]{0,2}[，、；：。,;][，、；：。,;]{0,4}"
    r"|(?<=[\u4e00-\u9fff）》”\d%)\]])[,;:][，、；：。]{1,4}|(?<=[\u4e00-\u9fff）》”] )[,;:][，、；：。]{1,4}"
    r"|(?<=[\u4e00-\u9fff）》”])[,;:][,;:]{1,4}(?!/)"
    r"|！{2,9}|[，、；：。][.．](?![\dA-Za-z])|[，、；：][！？]|[！？][，、；：。]|(?<=[\u4e00-\u9fff）》”])[!?][，、；：。]|(?<=[\u4e00-\u9fff）》”%])[.．][，、；：。]"
)
_TWO_MARKS = re.compile(r"[，、；：。！？!?,;:.．] {0,2}[，、；：。！？,;:.．]")
DOUBLED_MARK_GATE = patterns(*each("，、；：。！？!?,;:.．", " {0,2}[，、；：。！？,;:.．]"), "、等")
_BEFORE_ETC = re.compile(r"、[等](?![待级次额效于距价同第离\d])|、等等(?=[，。；])")


def doubled_marks(line: str) -> Iterator[Residue]:
    """Marks that stand twice, and 、 before 等."""
    for match in _DOUBLED.finditer(line) if _TWO_MARKS.search(line) else ():
        message = f"{shown(_around(line, match))}处标点“{match[0]}”重叠。"
        yield residue(line, match.start(), match.end(), Kind.DOUBLED_MARK, message, "请只留一个标点。")
    for match in _BEFORE_ETC.finditer(line) if "、等" in line else ():
        message = f"{shown(_around(line, match))}处“等”前多了顿号。"
        yield residue(line, match.start(), match.end(), Kind.DOUBLED_MARK, message, "请删去“等”前的顿号。")


def _around(line: str, match: re.Match[str]) -> str:
    return line[max(0, match.start() - 5) : match.end() + 5]

"""识别错误、乱码: letters read for digits, characters lost in a wrong encoding."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.patterns import matches
from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_UNITS = "个名人所次元万亿年月日班校园项套台件篇亩吨册间场户家辆件分岁天处"
_LOST = re.compile(
    r"\ufffd+|(?:锟斤拷)+|(?:锟斤|斤拷)+|(?:烫烫)+烫?|(?:屯屯)+屯?|(?<=[\u4e00-\u9fff])[\ue000-\uf8ff]+(?=[\u4e00-\u9fff])"
    r"|(?:[\xc2-\xf4][\x80-\xbf]+){2,}|(?:[ÃÂ][\u20ac-\u2122\x80-\xbf])+|(?:â€[œ\x9d™˜“”])+|[囗]+"
)
_FALSE_PERCENT = re.compile(
    r"(?<![A-Za-z\d.+\-/])[IlOoC|][IlOoC|()\d.]{0,6}[%％]|(?<![A-Za-z\d.])\d{1,3}[IlOo|.][IlOo\d.]{0,5}[%％]"
)
_FALSE_DIGIT = re.compile(
    r"(?<![A-Za-z\d])\d{1,6}[OolI|]{1,4}\d{1,6}(?![A-Za-z\d])"
    rf"|(?<![A-Za-z\d.])\d{{1,6}}[OolI]{{1,4}}(?=[{_UNITS}余多]|[MG](?![A-Za-z]))|(?<![A-Za-z\d])[OoIl]\.\d{{1,4}}(?=[{_UNITS}余多%％])|(?<![A-Za-z\d])[Oo]\.\d{{2,4}}(?=[，,。；;）)、—－～~至到-])"
    rf"|(?<![A-Za-z\d])[lI|][\dOo]{{1,6}}(?=[{_UNITS}余多])"
    rf"|(?<![A-Za-z\d])[lI|]\d{{2,6}}(?![A-Za-z\d.])|(?<=[\u4e00-\u9fff，、：（])(?:[lI|]|ll)(?=[个名所人次项处])"
    r"|(?<![A-Za-z\d])[lI|]\d{0,2},\d{3}(?!\d)|(?<=[比为])[lI|](?=[:：∶]\d)|(?<=[年月])[lI|](?=[月日])"
    rf"|(?<![A-Za-z\d.])\d{{1,4}}(?:[OolI|]{{1,2}}\.\d{{1,3}}|\.\d{{0,3}}[OolI|]{{1,2}}\d{{0,3}})(?=[{_UNITS}])"
    r"|[二一][OoＯ〇○]{0,2}[OoＯ][OoＯ〇○一二三四五六七八九]{1,2}(?=年)|二[〇○零][OoＯ一二][一二三四五六七八九OoＯ](?=年)"
)
_SUSPECT = re.compile("[IlOoC|Ｏ\ufffd锟斤烫屯囗\ue000-\uf8ff\x80-\x9f\xc2-\xd6\xd8-\xf6]")
_LOST_BEGIN = re.compile("[\ufffd锟斤烫屯囗\ue000-\uf8ff\xc2-\xf4]")
_LETTER = re.compile("[IlOoC|Ｏ]")
_FALSE_PERCENT_BEGIN = re.compile(r"[IlOoC|\d]")
_FALSE_DIGIT_BEGIN = re.compile(
    r"[IlOo|\d二一](?:(?<=[IlOo|])(?=[\d.,:：∶Ool个名所人次项处月日])|(?<=\d)(?=\d{0,5}\.?\d{0,3}[IlOo|])|(?<=[二一])(?=[OoＯ〇○零]))"
)
_MIXED_WIDTH = re.compile("[０-９](?:(?<=[0-9].)|(?=[0-9]))")
_OF_ANY_WIDTH = re.compile("[0-9０-９]++")
_FALSE_PERMILLE = re.compile(r"[%％](?<=\d.)[oO](?![A-Za-z\d])")
_FALSE_ONE = re.compile(r"[ \t\u3000]{0,12}(?:[（(][—－\-丨][)）]|[—－丨]、)(?=[\u4e00-\u9fff])")
_AS_DIGITS = str.maketrans({"I": "1", "l": "1", "|": "1", "O": "0", "o": "0", "C": "0", "(": "", ")": ""})
MISREAD_GATE = patterns(
    "[\ufffd锟斤烫屯囗\ue000-\uf8ff\x80-\x9f\xc2-\xd6\xd8-\xf6]",
    *each("IlOoC|Ｏ", rf"(?:(?=[IlOoC|()\d.,]{{0,8}}[\d%％:：∶余多{_UNITS}])|(?<=[\d.%％二一〇○零].))"),
    *each("—-－丨", "(?=[)）、])"),
    "[０-９](?:(?<=[0-9].)|(?=[0-9]))",
)
_CHINESE_YEAR = frozenset("一二三四五六七八九〇○零")


def misread(line: str) -> Iterator[Residue]:
    """Characters that a scanner or an encoding put in place of the right ones."""
    if match := _FALSE_ONE.match(line):
        start = match.end() - len(match[0].lstrip())
        message = f"序号“{line[start : match.end()]}”里的横线似应为“一”。"
        yield residue(line, start, match.end(), Kind.OCR, message, "请改成“一”。")
    for match in _OF_ANY_WIDTH.finditer(line) if _MIXED_WIDTH.search(line) else ():
        if match[0].isascii() or not _MIXED_WIDTH.search(match[0]):
            continue
        message = f"“{match[0]}”里全角、半角的数字混在一起。"
        yield residue(line, match.start(), match.end(), Kind.OCR, message, "请对照原稿核对后统一改成半角。")
    if not _SUSPECT.search(line):
        return
    for match in matches(_LOST_BEGIN, _LOST, line):
        advice = "扫描件里的“口”或占位方框，请改正。" if match[0][0] == "囗" else "请对照原稿补上原字。"
        message = f"“{match[0][:6]}”是乱码或识别错误的字。"
        yield residue(line, match.start(), match.end(), Kind.OCR, message, advice)
    if not _LETTER.search(line):
        return
    for match in _FALSE_PERMILLE.finditer(line):
        message = f"{shown(line[max(0, match.start() - 8) : match.end()])}里的“{match[0]}”似应为“%”或“‰”。"
        yield residue(line, match.start(), match.end(), Kind.OCR, message, "请对照原始数据改正。")
    taken: set[int] = set()
    for match in matches(_FALSE_PERCENT_BEGIN, _FALSE_PERCENT, line) if "%" in line or "％" in line else ():
        text = match[0]
        number = text[:-1].translate(_AS_DIGITS)
        if not any(char in "IlOoC|" for char in text) or not re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", number):
            continue
        taken.update(range(*match.span()))
        yield _false_number(line, match.start(), match.end(), number + "%")
    for match in matches(_FALSE_DIGIT_BEGIN, _FALSE_DIGIT, line):
        if match.start() not in taken and (
            match[0][0] not in _CHINESE_YEAR or any(char in "OoＯ" for char in match[0])
        ):
            yield _false_number(line, match.start(), match.end(), match[0].translate(_AS_DIGITS).replace("Ｏ", "0"))


def _false_number(line: str, start: int, end: int, number: str) -> Residue:
    if line[start] in _CHINESE_YEAR:
        number = number.replace("0", "〇")
    message = f"数字{shown(line[start:end])}里混进了字母，似应为“{number}”。"
    return residue(line, start, end, Kind.OCR, message, "请核对后改成数字。")

"""断开的数字: numbers cut in two by a mark (136。66平方公里), run together, or lost before their unit (提高个百分点)."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.patterns import matches
from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_HAN = "\u4e00-\u9fff"
_MEASURE = "(?:平方公里|公里|千米|平方米|米|[万亿]|[%％]|倍|个百分点|亩|公顷|吨|元|岁)"
_COUNTED = "[万亿]?(?:元|人次|人|名|所|个|件|册|间|[%％])"
_NUMBER = re.compile(
    r"(?<![\d.,．])(?:(?P<joined>\d{1,4}(?:\.\d{2,6}){4,40})"
    rf"|(?P<extra>(?:\d{{1,6}}[.．]\d{{1,4}}|\d{{1,3}}(?:,\d{{3}}){{1,3}})[.．]{_MEASURE}"
    rf"|\d{{1,6}}(?:．\d{{1,4}}[.．]|\.\d{{1,4}}．)\d{{1,4}}{_MEASURE})"
    rf"|(?<=[{_HAN}])(?:(?P<stop>(?!(?:19|20)\d\d。)\d{{1,6}}。\d{{1,4}}{_MEASURE})"
    rf"|(?P<comma>(?<=[为约达到是近])\d{{1,3}}、\d{{1,2}}{_MEASURE})"
    rf"|(?P<gap>(?<=[为约达到是近])\d{{1,3}} \d{{1,2}}{_MEASURE}|(?<=[共有计])\d{{1,3}} \d{{1,2}}[人名所个]"
    rf"|\d{{1,4}}[.．] {{1,2}}\d{{1,3}}{_MEASURE}"
    rf"|(?<![表图注附件第])\d{{1,3}}(?:[.,]\d{{1,3}})? \d{{1,3}}(?:[.,]\d{{1,3}})?(?: \d{{1,3}})?{_COUNTED}"
    rf"|\d{{1,3}} [.,]\d{{1,3}}(?!\d)))"
    r"|(?P<year>20(?:\d{3}(?:学)?年(?!前|来|的历史)|[1-4]年(?=\d{1,2}月|度|底|秋|春)))"
    r"|(?P<huge>\d{4,7}[%％]))"
)
_BEGIN = re.compile(
    r"\d(?<![\d.,．]\d)(?=\d{0,5}[。、] {0,2}\d|\d{0,3}[ .．] {0,2}\d|\d{0,2}(?:[.,]\d{1,3})? [.,\d]|[\d,.．]{1,14}[.．][万亿元平公米倍%％]|\d{3,6}[%％]|0(?:\d{3}|\d)[学年])"
)
_WHY = {
    "joined": "几个数连在了一起",
    "extra": "多了一个小数点",
    "stop": "小数点写成了“。”",
    "comma": "小数点写成了“、”",
    "gap": "中间多了空格或少了小数点",
    "year": "年份不是四位数字",
    "huge": "占比大于1000%，多半少了小数点",
}
_SHARE = re.compile("占(?![地用])|(?<![长增])率")
_LOST = re.compile(
    rf"[.．](?<=[为约达到是近占].)\d{{1,3}}{_MEASURE}|[%％](?<=[为约达到占].)(?=[，。；、,;])"
    rf"|[个%％万亿](?<=[{_HAN}][长高降加升低出了].)(?:(?<=个)百分点|(?<=[%％])|(?<=[万亿])元)(?=[，。；,;])"
    r"|[名个所](?<=共有.|共计.|现有.|新增.|新建.|招聘.|选派.)(?=学校|学位|教师|学生|中小学|小学|幼儿园|班)"
)
_LOST_BEGIN = re.compile("[.．个%％万亿名所](?<=[为约达到是近占长高降加升低出了有计增建聘派].)")
SPLIT_NUMBER_GATE = patterns(
    *each("个万亿名所", "(?<=[为约达到是近占长高降加升低出了有计增建聘派].)"),
    *each("%％", r"(?:(?<=[为约达到是近占长高降加升低出了有计增建聘派].)|(?<=\d{4}[%％]))"),
    *each(
        ".．",
        r"(?:(?<=[为约达到是近占长高降加升低出了有计增建聘派].)"
        r"|(?<=\d[.．])(?:[万亿元平公千米倍%％个亩吨岁]| {1,2}\d|\d{1,6}．|\d{2,6}\.\d{2,6}\.))",
    ),
    *each("．", r"(?<=\d.)\d"),
    *each("。、", r"(?<=\d.)(?=\d)"),
    *each(" ", r"(?<=\d.)(?=\d|[.,]\d)"),
    r"20(?:\d{3}学?年|\d年)",
)


def split_numbers(line: str) -> Iterator[Residue]:
    """Numbers with a mark or a gap where their point was, with a point too many, and units without their number."""
    for match in matches(_BEGIN, _NUMBER, line):
        shape = match.lastgroup or ""
        if shape == "comma" and "分别" in line[max(0, match.start() - 15) : match.start()]:
            continue  # two numbers of one unit
        if shape == "huge" and not _SHARE.search(line, max(0, match.start() - 12), match.start()):
            continue  # growth may be as large
        yield _residue(line, match, _WHY[shape], "请对照原始数据改正。")
    for match in matches(_LOST_BEGIN, _LOST, line):
        yield _residue(line, match, "单位前面缺数字", "请对照原始数据补上。")


def _residue(line: str, match: re.Match[str], why: str, advice: str) -> Residue:
    start, end = match.span()
    around = shown(line[max(0, start - 6) : end])
    return residue(line, start, end, Kind.NUMBER, f"{around}处的数字有误：{why}。", advice)

"""占位: names and numbers that were never filled in, beyond the marks that a draft itself uses."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.residue.marks import find_marks
from eduduty_desktop.proof.residue.masks import find_masks
from eduduty_desktop.proof.residue.set_phrases import masked_phrase
from eduduty_desktop.proof.result import Residue

_HAN = "\u4e00-\u9fff"
_FURTHER = re.compile(
    # a letter that stands for a name: 某县x镇, 品牌x、x等; not X光, x轴, 长x宽
    rf"(?<=[{_HAN}、“《（(])(?<![长宽高轴])[xｘ](?=[{_HAN}、”》])(?!(?:[光射线轴型形值宽高乘代臂]|染色|数量|坐标))"
    rf"|(?<=[{_HAN}])(?<![长宽高])[Xｘ×](?=[省州镇乡村局校起家份项场期](?!数))|Ⅹ{{1,3}}(?=[省市县区州旗镇乡村局校])"
    rf"|(?<=[{_HAN}])[Xxｘ×](?=[%％])|(?<=[（(])[X×](?=[{_HAN}]{{1,6}}〔)"
    r"|(?<=\d)[xXｘ×]{1,3}(?=[年月日])"
    rf"|(?<![{_HAN}])某某(?=[省市县区州旗镇乡村局校])|(?<=[在由向和与])某某(?=[省市县区州旗镇乡村局校])"
    r"|(?<=\d)[_＿]{2}(?=[年月日])|(?<=[年月])[_＿]{2}(?=[月日])|^[_＿]{2}(?=[市县区镇乡村])|[■█]{2,40}"
    r"|年[ \u3000]{1,20}月[ \u3000]{0,20}(?:日|$)|(?<=\d)月[ \u3000]{1,20}日|〔[ \u3000]{0,20}〕|〔\d{4}〕[ \u3000]{0,20}号"
    rf"|(?<=[{_HAN}])[ \u3000]{{2,20}}(?=[万亿]元|万人|人次|万平方米|个百分点)"
    r"|(?<=[一二三四五六七]是)……|(?<=[，、])……(?=[ \u3000]{0,20}$)"
    rf"|(?<=[{_HAN}])[?？](?=[个名人所次元万亿%％项场期套间条]|平方米)|(?<=第)[?？](?=[项条款届期号])|(?<=〕)[?？](?=号)"
)
_BEGIN = re.compile("[xXｘ×Ⅹ某年〔月?？_＿■█ \u3000…](?:(?<![年月 \u3000_＿…])|(?=[ \u3000_＿…]))")
_TRIGGER = re.compile("[?？*＊xXｘ×Ⅹ_＿…□○■█略待某〔\u3000]|  ")
PLACEHOLDER_GATE = patterns(
    # not x, N or _ within a word or an address
    *each("?？*＊…□○■█某〇◯△▲◇◆●＃#@＠★☆_＿xXｘＸ×╳ⅩNＮ", r"(?![A-WYZa-wyz\d](?<=[_＿xXｘＸ×╳NＮ].))"),
    *each("O", "O"),
    *each("T", "(?:ODO|BD)"),
    *each("（(【[〔《“", r"(?=[ \u3000)）》”〕待数此请空暂缺插填略.\d])"),
    "待(?=补充|填写)",
    r"年(?=[月 \u3000])",
    r"月(?=[日 \u3000])",
    *each(" \u3000", "(?=[ \u3000])"),
    *each("习", r"[ \u3000]"),
)
"""What a line with a placeholder holds, whichever of the patterns finds it."""

_FEWEST_LEADERS = 9  # an ellipsis has two, a gap to be filled a few more
_LEADERS = re.compile(r"[. \u3000·…]{0,60}+[-—(（]?\d{1,4}[-—)）]?|[^。，；（(]{1,50}[（(]\d{1,4}[)）]")


def placeholders(line: str) -> Iterator[Residue]:
    """What stands for a name, a number or a date that is still missing."""
    if line.strip() in ("?", "？"):
        yield _residue(line, 0, len(line))
        return
    spans = list(find_masks(line))
    if not spans and not _TRIGGER.search(line):
        return
    ends = 0
    spans += [(start, end) for start, end, _ in find_marks(line)]
    spans += [match.span() for begin in _BEGIN.finditer(line) if (match := _FURTHER.match(line, begin.start()))]
    for start, end in sorted(spans):
        if start < ends:
            continue
        if end - start > 1 and line[start] in "*＊" and masked_phrase(line, start, end):
            continue  # told with the phrase that lost its words
        if line[start] == "…" and (
            (end - start >= _FEWEST_LEADERS and "。" not in line)
            or (len(line) - end <= 80 and _LEADERS.fullmatch(line.rstrip(), end))
        ):
            continue  # a table of contents
        ends = end
        yield _residue(line, start, end)


def _residue(line: str, start: int, end: int) -> Residue:
    around = line[max(0, start - 8) : end + 8].strip()
    return residue(
        line,
        start,
        end,
        Kind.PLACEHOLDER,
        f"{shown(around)}里的“{line[start:end].strip()}”是没填完的占位。",
        "请补上内容，或把这半句删去。",
    )

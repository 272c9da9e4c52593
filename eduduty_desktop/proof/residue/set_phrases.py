"""规范表述: official set phrases that lost or changed characters, found without listing each damage.

A phrase is damaged at one place if what stands before and behind the damage is still the phrase's; damage at two places
of one phrase is not looked for.
"""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.residue.finding import residue, shown
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

PHRASES = (
    "习近平新时代中国特色社会主义思想",
    "以习近平同志为核心的党中央",
    "习近平总书记关于教育的重要论述",
    "铸牢中华民族共同体意识",
    "人类命运共同体",
    "社会主义核心价值观",
    "中华民族伟大复兴",
    "中国特色社会主义",
    "中国共产党成立",
    "“三个代表”重要思想",
    "全面建设社会主义现代化国家",
    "德智体美劳全面发展",
    "社会主义建设者和接班人",
    "担当民族复兴大任的时代新人",
    "党委领导下的校长负责制",
    "党组织领导的校长负责制",
    "深化新时代教育评价改革总体方案",
    "深化新时代教育督导体制机制改革",
    "全面深化新时代教师队伍建设改革",
    "新时代中小学教师职业行为十项准则",
    "新时代幼儿园教师职业行为十项准则",
    "义务教育阶段学生作业负担和校外培训负担",
    "国家中长期教育改革和发展规划纲要",
    "中国教育现代化2035",
    "义务教育学校管理标准",
    "国家学生体质健康标准",
    "幼儿园保育教育质量评估指南",
    "家庭经济困难学生",
    "进城务工人员随迁子女",
    "农村义务教育学生营养改善计划",
    "国家通用语言文字",
    "巩固拓展脱贫攻坚成果同乡村振兴有效衔接",
    "国民经济和社会发展第十四个五年规划",
    "中央八项规定精神",
    "党风廉政建设责任制",
    "意识形态工作责任制",
    "不忘初心、牢记使命",
)
"""Phrases whose words nobody varies; each at least six characters long."""

VARIANTS = (
    "习近平新时代中国特色社会主义经济思想",
    "习近平新时代中国特色社会主义外交思想",
    "习近平新时代中国特色社会主义文化思想",
    "习近平新时代中国特色社会主义法治思想",
    "习近平总书记关于高等教育的重要论述",
    "习近平总书记关于职业教育的重要论述",
    "习近平总书记关于基础教育的重要论述",
    "习近平总书记关于体育的重要论述",
    "习近平总书记关于教师的重要论述",
    "中国共产党的成立",
    "党组织领导下的校长负责制",
    "党委领导的校长负责制",
    "国家学生体质健康测试标准",
    "全面建成社会主义现代化国家",
    "德智体美全面发展",
    "德智体美劳全面培养",
    "德智体美劳五育全面发展",
    "社会主义事业建设者和接班人",
    "社会主义合格建设者和接班人",
    "社会主义建设者和可靠接班人",
    "全面深化教师队伍建设改革",
    "全面深化新时代全省教师队伍建设改革",
    "全面深化新时代全市教师队伍建设改革",
    "新时代高校教师职业行为十项准则",
    "义务教育阶段学生过重作业负担和校外培训负担",
    "义务教育阶段学生作业负担、校外培训负担",
    "家庭经济特别困难学生",
    "家庭经济较困难学生",
    "家庭经济困难大学生",
    "家庭经济困难中小学生",
    "进城务工随迁子女",
    "进城务工农民随迁子女",
    "国家通用语言和文字",
    "国民经济和社会发展五年规划",
    "国民经济和社会发展第十二个五年规划",
    "国民经济和社会发展第十三个五年规划",
    "国民经济和社会发展第十五个五年规划",
    "中央八项规定及其实施细则精神",
    "意识形态责任制",
    "意识形态工作主体责任制",
)
"""Sound wordings that come close to a phrase."""

_NAME = "习近平"  # is struck out as a whole
_NAME_MASKED = re.compile("习(?<![学练复见实补自研修传预演温].)[*＊]{1,4}(总书记|同志|主席)")
_FEWEST_LEFT = 4  # characters of a phrase that must stand beside its mask
_MASK = frozenset("*＊")
_MOST_LOST, _MOST_ADDED = 2, 2  # what a piece that must stay whole allows for
_NO_DAMAGE = frozenset("，。、；：！？“”‘’《》〈〉（）()【】〔〕,;:!?\"' \u3000\xa0\t—-·和与及的地了之")
"""What authors put into a phrase without breaking it: marks, and small words."""


class _Phrase:
    """A phrase with the pieces one of which stays whole if at most `_MOST_LOST` characters are damaged."""

    def __init__(self, text: str) -> None:
        self.text = text
        half = (len(text) - _MOST_LOST + 1) // 2
        self.head, self.tail = text[:half], text[len(text) - half :]
        self.lost = len(_NAME) if _NAME in text else 1


_TABLE = tuple(_Phrase(phrase) for phrase in PHRASES)
_BEGINNING_WITH = {
    piece: (
        tuple(phrase for phrase in _TABLE if piece.startswith(phrase.head)),
        tuple(phrase for phrase in _TABLE if piece.startswith(phrase.tail)),
    )
    for phrase in _TABLE
    for piece in (phrase.head, phrase.tail)
}
"""The phrases whose head, and those whose tail, stands where a piece stands."""

_BY_FIRST_THREE = {
    first: tuple(
        (piece, *_BEGINNING_WITH[piece])
        for piece in sorted(_BEGINNING_WITH, key=len, reverse=True)
        if piece.startswith(first)
    )
    for first in {piece[:3] for piece in _BEGINNING_WITH}
}
"""The pieces by their first three characters, the longest first, with the phrases that begin and end with each."""

_FIRST, _SECOND, _THIRD = ("".join(sorted(set(characters))) for characters in zip(*_BY_FIRST_THREE, strict=True))
_BEGIN = re.compile(f"[{_FIRST}](?=[{_SECOND}][{_THIRD}])")


_BEGIN_MASKED = re.compile("[*＊](?<=[习*＊].)")


def damaged_phrase_places(text: str) -> Iterator[int]:
    """Where phrases are damaged or masked; what stands in two lines is none, but is told by asking the line."""
    if "*" in text or "＊" in text:
        yield from (match.start() for match in _BEGIN_MASKED.finditer(text))
    yield from (start for start, _, _ in _damaged(text))


_KNOWN = (*PHRASES, *VARIANTS)


def damaged_phrases(line: str) -> Iterator[Residue]:
    """Set phrases that lost, changed or were stripped of characters, masked ones among them."""
    ends = 0
    places = {*_damaged(line), *_masked(line)}
    for start, end, phrase in sorted(places, key=lambda found: (found[0], -found[1])) if places else ():
        if start < ends:
            continue
        ends = end
        yield residue(
            line,
            start,
            end,
            Kind.CENSORED,
            f"{shown(line[start:end])}应为“{phrase}”，有字被删、被改或被遮住。",
            "请按规范表述补全。",
        )


def masked_phrase(line: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The place and full wording of the phrase part of which is masked by `line[start:end]`, None if there is none."""
    best: tuple[int, int, str] | None = None
    most = _FEWEST_LEFT - 1
    for phrase in PHRASES:
        length = len(phrase)
        before = _shared_end(line, start, phrase)
        behind = _shared_start(line, end, phrase)
        if most < before + behind < length and (before < length and behind < length):
            most = before + behind
            best = start - before, end + behind, phrase
    if best is None:
        for left, right, phrase in (("中国", "成立", "中国共产党成立"), ("", "总书记", "习近平总书记")):
            if line.startswith(right, end) and line.endswith(left, 0, start):
                best = start - len(left), end + len(right), phrase
    return best


def _shared_end(line: str, at: int, phrase: str) -> int:
    """How long a beginning of the phrase ends at `at`."""
    for length in range(min(len(phrase) - 1, at), 1, -1):
        if line.startswith(phrase[:length], at - length):
            return length
    return 0


def _shared_start(line: str, at: int, phrase: str) -> int:
    """How long an end of the phrase begins at `at`."""
    for length in range(len(phrase) - 1, 1, -1):
        if line.startswith(phrase[-length:], at):
            return length
    return 0


def _masked(line: str) -> Iterator[tuple[int, int, str]]:
    for match in _NAME_MASKED.finditer(line) if "习*" in line or "习＊" in line else ():
        yield match.start(), match.end(), _NAME + match[1]
    at = line.find("**")
    if at < 0:
        at = line.find("＊＊")
    while at >= 0:
        end = at
        while end < len(line) and line[end] in _MASK:
            end += 1
        if found := masked_phrase(line, at, end):
            yield found
        following = [place for place in (line.find("**", end), line.find("＊＊", end)) if place >= 0]
        at = min(following, default=-1)


def _damaged(line: str) -> Iterator[tuple[int, int, str]]:
    for first in _BEGIN.finditer(line):
        start = first.start()
        for piece, heads, tails in _BY_FIRST_THREE.get(line[start : start + 3], ()):
            if not line.startswith(piece, start):
                continue
            for phrase in heads:
                if not line.startswith(phrase.text, start) and (found := _from_head(line, start, phrase)):
                    yield found
            for phrase in tails:
                end = start + len(phrase.tail)
                if not line.endswith(phrase.text, 0, end) and (found := _from_tail(line, end, phrase)):
                    yield found
            break


def _from_head(line: str, start: int, phrase: _Phrase) -> tuple[int, int, str] | None:
    whole = phrase.text
    same = len(phrase.head)
    while same < len(whole) and line.startswith(whole[same], start + same):
        same += 1
    for lost in range(phrase.lost + 1):
        rest = whole[same + lost :]
        if len(rest) < 2:  # a phrase that only breaks off is another phrase more often than a damaged one
            break
        for added in range(_MOST_ADDED + 1):
            if (lost or added) and line.startswith(rest, start + same + added):
                end = start + same + added + len(rest)
                return _unless_sound(
                    line, start, end, whole, line[start + same : start + same + added], whole[same : same + lost]
                )
    return None


def _from_tail(line: str, end: int, phrase: _Phrase) -> tuple[int, int, str] | None:
    whole = phrase.text
    same = len(phrase.tail)
    while same < len(whole) and end - same > 0 and line[end - same - 1] == whole[-same - 1]:
        same += 1
    for lost in range(phrase.lost + 1):
        rest = whole[: len(whole) - same - lost]
        if not rest:
            break
        for added in range(_MOST_ADDED + 1):
            start = end - same - added - len(rest)
            if (lost or added) and start >= 0 and line.startswith(rest, start):
                put_in = line[start + len(rest) : start + len(rest) + added]
                return _unless_sound(line, start, end, whole, put_in, whole[len(rest) : len(rest) + lost])
    return None


def _unless_sound(line: str, start: int, end: int, whole: str, added: str, lost: str) -> tuple[int, int, str] | None:
    """The damaged phrase at `line[start:end]`, None if it is sound as it stands."""
    if all(char in _NO_DAMAGE for char in added + (lost if not added else "")):
        return None
    if added and not lost and added not in whole and all("\u4e00" <= char <= "\u9fff" for char in added):
        return None  # a word of the author's own
    window = line[max(0, start - 2) : end + 2]
    if any(known in window for known in _KNOWN if known not in whole or known == whole):
        return None
    return start, end, whole

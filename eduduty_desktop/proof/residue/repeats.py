"""重复: words typed twice in a row, and sentences or paragraphs that stand in the text twice."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from eduduty_desktop.proof.residue.finding import residue, shown, starts
from eduduty_desktop.proof.residue.gates import each, patterns
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_HAN = "\u4e00-\u9fff"
_ANY_SINGLE = re.compile("的的|了了|是是|和和|及及|被被|于于|也也|伍伍|们们")
_SINGLE = re.compile(
    r"(?<!目)(?<!有)的的(?!确|士)|了了(?!解|结|望|然|事)|(?<![是求])是是(?!非)|(?<!和)和和(?!睦|气|美|平|谐)|及及(?!时)|被被|于于|也也|伍伍|们们"
)
_TWICE = re.compile(rf"([{_HAN}]{{2,6}}?)\1")
_NEVER_TWICE = re.compile(
    "争取|部门|推进|加强|提高|全面|进行|实施|开展|达到|增长|下降|提升|已经|我县|我市|我区|全县|全市|全区|以及|通过|"
    "教师|学校|资金|经费|政策|质量|各级|各类|根据|按照|截至|共计|其中|累计|投入|确保|坚持|深入|积极|认真|严格|情况|有关|相关|每年|目前|今年|去年|不断|切实|扎实"
)
"""Words of two characters that begin no longer word which might follow them."""

_SAID_AGAIN = re.compile(
    "(?:检查(?![组员站])|排查|督查(?![组员室])|整治|举办|召开|招聘(?!会)|新建|改建|补充|拨付|下达|印发|制定|出台|建立|健全|推动|"
    "促进(?!会)|改善|减少|解决|组建|选派|获得|取得|争创|部署|安排|组织(?![部者])|强化|优化|巩固|拓展|深化|整合|调配)"
)
"""Verbs that a report, unlike a conversation, does not double before their object: 检查检查牌匾."""

_QUOTED = re.compile(rf"[“《]([{_HAN}\d]{{3,20}})[”》]\1|[“《][{_HAN}\d]{{1,12}}?([{_HAN}]{{3,12}})[”》]\2")
QUOTED_GATE = patterns(*each("”》", rf"(?=[{_HAN}\d]{{3}})"))
_BENEFITED = re.compile(
    r"(?:惠及|资助|补助|救助|帮扶|覆盖)(幼儿|学生|儿童|教师|群众|家庭|居民|农户)(?!及|和)"
    rf"[{_HAN}]{{2,6}}\1[\d一二三四五六七八九十]"
)
_SOUND_TWICE = re.compile(
    "[一二三四五六七八九十百千万〇零○每逐个].?|研究|讨论|考虑|检查|商量|锻炼|学习|交流|了解|参观|体验|尝试|非常|很多|许多|"
    "常常|往往|渐渐|层层|处处|时时|事事|人人|家家|户户|天天|年年|月月|步步|比[一]?|哈哈|嘻嘻|点点|多多|早早|好好|慢慢|轰隆|"
    "高高|大大|小小|红红|绿绿|"
    "你好|加油|千万|宝宝|贝贝|太阳|月亮|分享|调整|活动|放松|运动|表扬|支持|收拾"
)
_AFTER_A_WORD = frozenset("的和与及地得了等守")  # 付出了艰辛艰辛的努力
_SENTENCE = re.compile("[^。！？!?；;]*+[。！？!?；;]?")
_SHORTEST_SENTENCE = 37  # with its mark
_REASON = re.compile("主要[是为]|主要原因|[原究]因|其中|具体")
_SHORTEST_PARAGRAPH = 40


_WORD_LENGTHS = range(2, 7)  # as in _TWICE
_SHORT_TWICE = re.compile(  # every alternative begins with a character of its own, so that it is fast
    "|".join(
        (
            _ANY_SINGLE.pattern,
            *(
                f"{verb}(?=幼儿|学生|儿童|教师|群众|家庭|居民|农户)"
                for verb in ("惠及", "资助", "补助", "救助", "帮扶", "覆盖")
            ),
        )
    )
)


def doubled_word_places(text: str) -> Iterator[int]:
    """Where words may stand twice, found by laying the text over itself, moved by the length of a word.

    Equal characters cancel each other out in the XOR of the text, as one number of their lowest bytes, with the moved one.
    """
    yield from (match.start() for match in _SHORT_TWICE.finditer(text))
    lowest = text.encode("utf-32-le", "surrogatepass")[::4]
    number = int.from_bytes(lowest, "little")
    for length in _WORD_LENGTHS:
        difference = (number ^ (number >> 8 * length)).to_bytes(len(lowest), "little")
        nothing = bytes(length)
        at = difference.find(nothing)
        while at >= 0:
            if "\u4e00" <= text[at] <= "\u9fff" and text.startswith(text[at : at + length], at + length):
                yield at
                at = text.find("\n", at)  # one place of a line is enough
                if at < 0:
                    break
            at = difference.find(nothing, at + 1)


def doubled_words(line: str) -> Iterator[Residue]:
    """Words that stand twice in a row."""
    for match in _SINGLE.finditer(line) if _ANY_SINGLE.search(line) else ():
        yield _double(line, match.start(), match.end())
    for match in _BENEFITED.finditer(line):
        yield _double(line, match.start(1), match.end())
    for match in _TWICE.finditer(line):
        word = match[1]
        if len(word) == 2 and word[0] == word[1]:
            continue
        sound = _SOUND_TWICE.match(word) and (len(word) == 2 or word[0] != word[1])  # but 慢慢填平慢慢填平
        if _said_again(line, match) or (not sound and _stands_alone(line, match)):
            yield _double(line, match.start(), match.end())


def quoted_twice(line: str) -> Iterator[Residue]:
    """What is quoted and said again behind the quotation mark: “五育并举”五育并举."""
    for match in _QUOTED.finditer(line):
        yield _double(line, match.start(match.lastindex or 0) - (match.lastindex == 1), match.end())


def _said_again(line: str, match: re.Match[str]) -> bool:
    """Whether a verb of administration stands twice at the beginning of its clause, its object behind it."""
    at = match.start()
    return (
        len(match[1]) == 2
        and (at == 0 or line[at - 1] in "，。；、：,;:了并年月县市区局校已均")
        and _SAID_AGAIN.match(line, at + 2) is not None
        and "\u4e00" <= line[match.end() : match.end() + 1] <= "\u9fff"
    )


def _stands_alone(line: str, match: re.Match[str]) -> bool:
    """Whether the second copy begins no longer word: two copies of a word of two characters often do."""
    return (
        len(match[1]) > 2
        or _NEVER_TWICE.fullmatch(match[1]) is not None
        or match.end() == len(line)
        or line[match.end()] in _AFTER_A_WORD
        or not "\u4e00" <= line[match.end()] <= "\u9fff"
    )


def _double(line: str, start: int, end: int) -> Residue:
    message = f"{shown(line[start:end])}有词语重复。"
    return residue(line, start, end, Kind.DUPLICATE, message, "请删去多写的一处。")


def repeated_sentences(lines: Sequence[str]) -> Iterator[Residue]:
    """Sentences of thirty characters and more, and paragraphs, that stand in the text a second time."""
    seen: set[str] = set()
    for at, line in starts(lines):
        if len(line) < 30 or "。" not in line:  # titles and tables are printed again on purpose
            continue
        whole = line.strip()
        if len(whole) >= _SHORTEST_PARAGRAPH and whole in seen:
            start = at + line.index(whole)
            yield _repeated(whole, start, "段")
            continue
        seen.add(whole)
        for number, sentence in enumerate(_sentences(line)):
            if sentence == whole:
                continue
            if sentence in seen and _is_prose(sentence):
                yield _repeated(sentence, at + _begin(line, number), "句")
            else:
                seen.add(sentence)


@lru_cache(maxsize=4096)
def _sentences(line: str) -> tuple[str, ...]:
    """The long sentences of a line."""
    return tuple([sentence.strip() for sentence in _SENTENCE.findall(line) if len(sentence) >= _SHORTEST_SENTENCE])


def _begin(line: str, number: int) -> int:
    """Where a long sentence of a line begins."""
    long = (match for match in _SENTENCE.finditer(line) if len(match[0]) >= _SHORTEST_SENTENCE)
    match = next(islice(long, number, None))
    return match.end() - len(match[0].lstrip())


def _is_prose(sentence: str) -> bool:
    if _REASON.search(sentence, 0, 12):  # two items may well have one reason
        return False
    letters = sum("\u4e00" <= char <= "\u9fff" for char in sentence)
    return letters >= 30 and letters * 10 >= len(sentence) * 7


def _repeated(text: str, start: int, unit: str) -> Residue:
    message = f"{shown(text)}这一{unit}前文已经写过。"
    found = residue(text, 0, len(text), Kind.DUPLICATE, message, "请核对是否重复粘贴，只留一处。")
    return found.moved(start)

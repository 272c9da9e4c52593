"""What a notice says about the whole: the total, the grades, vetoes, bonus, its title and year."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from eduduty_desktop.framework.model import Grade, Veto, VetoEffect
from eduduty_desktop.framework.notice.numbering import split_number
from eduduty_desktop.framework.notice.scores import split_score, tidy
from eduduty_desktop.framework.notice.texts import one_line

_NAMES = "优秀|优良|优|良好|良|较好|基本合格|基本达标|合格|不合格|不达标|达标|一般|较差|差|中等|中|[A-DＡ-Ｄ](?:等|级|档)?|[一二三四](?:等|级|档)"
_N = r"([0-9]{2,4}(?:\.[0-9]{1,2})?)"
_RANGE = rf"{_N}\s*分?\s*(?:\(含[^)]{{0,8}}\))?\s*(?:[-—–~～至到]+\s*(?:[0-9]{{2,4}}(?:\.[0-9]+)?)\s*分?(?:\([^)]{{0,10}}\))?|(?:\(含\))?\s*(?:及|或|\(含\))?\s*(?:以上|以下))"
_FRONT = re.compile(
    rf"(?P<range>{_RANGE})[^,。;、0-9]{{0,14}}?(?:为|是|评为|定为|确定为|评定为|属|:)\s*[“\"']?(?P<name>{_NAMES})"
)
_BACK = re.compile(
    rf"[“\"']?(?P<name>{_NAMES})[”\"']?\s*(?:等次|等级|等|级)?\s*(?:\(|:|为|是|≥|>=|,)*\s*(?:总分|得分|评价得分|分数)?(?:在|为|达到)?\s*(?:≥|>=)?\s*(?P<range>{_RANGE}|{_N}\s*分?(?=[,。;、)]|$)|{_N}\s*分?\s*[≤<])"
)
_TOTAL = re.compile(r"(?:总分|满分|总分值|分值|共计|合计|总计)(?:值|为|共|计|设|是|:)*\s*([0-9]{2,4}(?:\.[0-9])?)\s*分")
_OWN = re.compile(r"\s*(?:分值|赋分|标准分)\s*[:：]")  # the score of one indicator
_HUNDRED = re.compile("实行百分制|百分制(?:计分|考核|评分)")
_YEAR = re.compile(r"(20[0-9]{2})\s*(?:年|-|—)")
_TITLE = re.compile(
    r"(?:指标体系|评价指标|指标|评价表|评分表|考核表|评估表|测评表|评价标准|评估标准|评分标准|考核标准|细则|体系|考核办法|方案|自评表|一览表|任务清单|清单|框架|分解表?|分工表?|责任分工|内容|(?:考核|考评|评价|评估|评分|督导|测评)[^，。：]{0,6}(?:项目|事项|要点))(?:[(（][^()（）]{0,16}[)）])?$"
)
_LONGEST_TITLE = 200  # characters, with the score behind it
_ATTACHMENT = re.compile(
    r"(?:附\s*)?表\s*[0-9一二三四五六七八九十]{1,2}[-0-9]{0,3}\s*[:：.、]?\s*|附\s*件\s*[0-9一二三四五六七八九十]{0,2}\s*[:：.、-]?\s*"
)
_VETO = re.compile(
    "一票否决|否决项|否决事项|否决指标|有下列情形之一|有下列情况之一|有以下情形之一|有以下情况之一|降等|降级|降档|限制性|负面清单"
)
_BONUS = re.compile("加分|附加分|附加指标|附加项|奖励分|奖励项|奖励加分")
_NOT_BEST = re.compile("不得评为|不得评定为|不能评为|不评为|取消评优|不得评优|不得定为|不得确定为")
_DOWN = re.compile("降(?:低)?(?:一|1|二|两|2)?(?:个)?(?:等|级|档)|降等")
_FAIL = re.compile("一票否决|不合格|否决")


def is_veto_heading(text: str) -> bool:
    return len(text) <= 80 and bool(_VETO.search(text))


def is_bonus_heading(text: str) -> bool:
    """加分项, 附加分（5分） as a heading, not a sentence that happens to speak of it."""
    bare = split_number(text)[1]
    return len(bare) <= 24 and bool(_BONUS.search(bare)) and not re.search("[。；;]|扣", bare)


def veto_effect(text: str, heading: str = "") -> VetoEffect:
    """What an event costs, by its own words first, then by those of its heading."""
    for words in (text, heading):
        if _NOT_BEST.search(words):
            return VetoEffect.NOT_BEST
        if _DOWN.search(words):
            return VetoEffect.DOWNGRADE
        if _FAIL.search(words):
            return VetoEffect.FAIL
    return VetoEffect.FAIL


def vetoes_of(texts: Iterable[tuple[str, str]]) -> tuple[Veto, ...]:
    """Vetoes from (text, heading) pairs, each once."""
    found: dict[str, VetoEffect] = {}
    for text, heading in texts:
        text = one_line(text).strip(" ；;。")
        if text:
            found.setdefault(text, veto_effect(text, heading))
    return tuple(Veto(f"v{i}", text, effect) for i, (text, effect) in enumerate(found.items(), 1))


def split_veto_sentence(text: str) -> tuple[str, list[str]]:
    """`有下列情形之一的，一票否决：1.…；2.…` as its heading and its events."""
    head, colon, rest = text.partition("：") if "：" in text else text.partition(":")
    if not colon or not rest.strip():
        return text, []
    parts = [
        part for part in re.split(r"[；;。\n]|(?<=[^0-9（(])(?=[1-9][0-9]?[.、．](?![0-9]))", rest) if part.strip()
    ]
    return head, [split_number(part)[1].strip(" ，,。；;") for part in parts]


def grades_of(texts: Iterable[str]) -> tuple[Grade, ...]:
    """等次 that the texts define, from high to low; empty unless there are at least two of them."""
    found: dict[str, Decimal] = {}
    for text in texts:
        plain = unicodedata.normalize("NFKC", text)
        if len(plain) > 3000 or not re.search(r"优|合格|良|[A-D](?:等|级|档)|[一二三]等|达标", plain):
            continue
        for pattern in (_FRONT, _BACK):
            read = {m["name"]: _at_least(m["range"]) for m in pattern.finditer(plain)}
            if len(read) >= 2:
                found = found or read
    grades = sorted(found.items(), key=lambda item: -item[1])
    distinct = len({score for _, score in grades}) == len(grades)
    return tuple(Grade(name, score) for name, score in grades) if len(grades) >= 2 and distinct else ()


def _at_least(said: str) -> Decimal:
    if said.endswith("以下"):
        return Decimal(0)
    numbers = [Decimal(n) for n in re.findall(r"[0-9]{2,4}(?:\.[0-9]+)?", re.sub(r"\([^)]*\)", "", said))]
    return tidy(min(numbers))


def total_of_text(text: str) -> Decimal | None:
    """总分100分, 满分为 120 分, 实行百分制."""
    if _OWN.match(text):
        return None
    if match := _TOTAL.search(unicodedata.normalize("NFKC", text)):
        return tidy(Decimal(match[1]))
    return Decimal(100) if _HUNDRED.search(text) else None


def year_of(texts: Iterable[str]) -> int | None:
    for text in texts:
        if match := _YEAR.search(unicodedata.normalize("NFKC", text)):
            return int(match[1])
    return None


def looks_like_title(text: str) -> bool:
    """Whether a line names an indicator system: ends in 指标体系, 评分表 …"""
    if len(text) > _LONGEST_TITLE:
        return False
    text = split_score(one_line(text))[0].strip(" 。《》")
    return 6 <= len(text) <= 60 and bool(_TITLE.search(text)) and "，" not in text


def plain_title(text: str) -> str:
    """A title line without 附件1 and the brackets of a book."""
    return split_score(_ATTACHMENT.sub("", one_line(text[:_LONGEST_TITLE]), count=1))[0].strip(" 《》")

"""The numbers before titles: `一、` `（一）` `1.` `1.1` `1-1-1` `A1` `①` – taken off, classed and counted.

A number is kept as the shipped frameworks write it: 一 (without its 、), (一), `1.`, `1、`, `1.1`, A1, ①.
"""

import re
import unicodedata

import msgspec

from eduduty_desktop.figures.numerals import read_numeral

_CHINESE = "零〇一二三四五六七八九十百"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_UNITS = "万亿%％‰个倍元岁"  # behind digits they make a quantity of them; 1.1学前教育 stays a number
_END = rf"(?=[\s\D]|$)(?![{_UNITS}])"

# style → its form at the start of a text; the inner part is group 1
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"(第[{_CHINESE}0-9]{{1,4}}(?:部分|板块|单元|[章节部条篇项]|(?:类|大项|方面)(?=[ \t\u3000、.．:：])))[ \t\u3000、.．:：]*")),
    ("chinese", re.compile(rf"([{_CHINESE}]{{1,4}})[ \t\u3000]*[、.．,，:：]\s*")),
    ("bracketed", re.compile(rf"[(（【〔]\s*([{_CHINESE}]{{1,4}})\s*[)）】〕][、.．]?\s*")),
    ("chinese_closed", re.compile(rf"([{_CHINESE}]{{1,4}})[)）]\s*")),
    ("lettered", re.compile(r"([A-Za-zＡ-Ｚ][ ]?[0-9]{1,3}(?:[-.—–．][0-9]{1,3}){0,3})(?![0-9%％A-Za-z万亿个倍岁])[ \t\u3000]*[、.．:：]?\s*")),
    ("lettered", re.compile(r"([A-ZＡ-Ｚ](?:[-—–－.．][0-9]{1,3}){1,4})(?![0-9%％A-Za-z万亿个倍岁])[ \t\u3000]*[、:：]?\s*")),
    ("named", re.compile(rf"((?:指标|测评点|观测点|评价点|考核点|要点|任务)[ ]? ?(?:[0-9]{{1,3}}(?:[.．-][0-9]{{1,3}}){{0,3}}|[{_CHINESE}]{{1,3}}))[ \t\u3000]*[、.．:：]\s*")),
    ("lettered", re.compile(r"([A-Za-z][0-9]{1,2}?)(?=[0-9]{1,3}[%％万亿个倍岁])")),  # C3 before 2个…
    ("dashed", re.compile(r"([0-9]{1,3}(?:[-—–－][0-9]{1,3}){1,3})(?![0-9%％])[ \t\u3000]*[、.．:：]?\s*(?![%％个岁月])")),
    ("dotted", re.compile(rf"([0-9]{{1,2}}(?:[.．][0-9]{{1,3}}){{1,4}})(?!年(?![度终级底初龄检]))(?![-—~～至][0-9]{{1,2}}[岁个年级])(?:[.．、:：]\s*|[ \t\u3000]+|{_END})\s*")),
    ("arabic", re.compile(r"([0-9]{1,3})[ \t\u3000]*(?:[、．]|\.(?![0-9])|\.(?=[0-9]{1,3}[个岁年]|[1-9][0-9]?0[%％万亿]|[0-9]{1,2}[-—~～至][0-9]{1,2}[岁个年级]|20[0-9]{2}年)|[,，](?![0-9]))\s*")),
    ("dotted", re.compile(r"([(（]\s*[0-9]{1,3}(?:[-—–－][0-9]{1,3}){1,3}\s*[)）])\s*")),
    ("arabic_bracketed", re.compile(r"[(（]\s*([0-9]{1,3})\s*[)）][、.．]?\s*")),
    ("arabic_closed", re.compile(r"([0-9]{1,3})[)）]\s*")),
    ("circled", re.compile(rf"([{CIRCLED}])[、.．]?\s*")),
    ("roman", re.compile(rf"([{_ROMAN}]|[IVX]{{1,4}}(?=[、.．]))[、.．]?\s*")),
    ("letter", re.compile(r"([A-Z])[、.．]\s*(?![A-Za-z0-9])")),
    ("spaced", re.compile(rf"([0-9]{{1,3}})[ \t\u3000]+(?=[\u4e00-\u9fff“《])(?![{_UNITS}])")),
    ("chinese_spaced", re.compile(rf"([{_CHINESE}]{{1,3}})[ \t\u3000]+(?=[\u4e00-\u9fff“《])")),
)  # fmt: skip
_FRONT = 12  # characters that a number may take
_HALF = {ord("０") + i: str(i) for i in range(10)}
_WHOLE = re.compile(
    rf"(?:第?[{_CHINESE}]{{1,4}}(?:部分|[章节条、.．])?|[(（【〔]\s*(?:[{_CHINESE}]{{1,4}}|[0-9]{{1,3}})\s*[)）】〕]|[{CIRCLED}]|[{_ROMAN}]"
    r"|[A-Za-z]?[ ]?[0-9]{1,3}(?:[-.．—–－][0-9]{1,3}){0,4}[、.．)）]?|[A-Z][、.．]?|[IVX]{1,4})"
)


class Number(msgspec.Struct, frozen=True):
    """A printed number: its `style`, and its counters (`1.2.3` has three, `（四）` one)."""

    text: str
    style: str
    counters: tuple[int, ...]

    @property
    def depth(self) -> int:
        return len(self.counters)


def split_number(text: str) -> tuple[Number | None, str]:
    """The number in front of a title and the rest; (None, text) where it bears none."""
    text = text.strip()
    text = text[:_FRONT].translate(_HALF) + text[_FRONT:]
    for style, form in _FORMS:
        match = form.match(text)
        if match and match.end() < len(text):
            return _number(style, match[1], match[0]), text[match.end() :].strip()
    return None, text


def read_number(text: str) -> Number | None:
    """A cell that holds nothing but a number."""
    text = "".join(text.split())
    if not text or len(text) > 14 or not _WHOLE.fullmatch(text):
        return None
    number, rest = split_number(text + " 甲")
    return number if number and rest == "甲" else _number("arabic", text, text)


def _number(style: str, inner: str, whole: str) -> Number:
    whole, inner = "".join(whole.split()), "".join(inner.split())
    if style in ("circled", "roman"):
        counter = (CIRCLED if inner in CIRCLED else _ROMAN).find(inner) + 1
        return Number(inner, style, (counter,))
    kept = (
        unicodedata.normalize("NFKC", whole).replace("〔", "(").replace("〕", ")").replace("【", "(").replace("】", ")")
    )
    if style in ("chinese", "chapter", "lettered", "dashed", "dotted", "letter", "chinese_spaced", "named"):
        kept = unicodedata.normalize("NFKC", inner).replace("—", "-").replace("–", "-")
    elif kept[-1:] in ",:":
        kept = kept[:-1] + "、"
    elif style in ("bracketed", "arabic_bracketed"):
        kept = kept.rstrip("、.")
    return Number(kept, _family(style, kept), _counters(kept))


def _family(style: str, kept: str) -> str:
    """Forms that notices mix for one level count as one style; letters keep their own (A1, B1)."""
    if style == "lettered":
        return f"lettered{kept[0].upper()}"
    if style == "chapter" and kept.endswith("条"):
        return "article"
    return {"spaced": "arabic", "chinese_spaced": "chinese", "chinese_closed": "bracketed", "dashed": "dotted"}.get(
        style, style
    )


def _counters(kept: str) -> tuple[int, ...]:
    if digits := re.findall(r"[0-9]+", kept):
        return tuple(int(digit) for digit in digits)
    if len(kept) == 1 and "A" <= kept <= "Z":
        return (ord(kept) - ord("A") + 1,)
    found = read_numeral("".join(c for c in kept if c in _CHINESE))
    return (int(found.low),) if found else ()

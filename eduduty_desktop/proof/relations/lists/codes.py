"""Codes whose digits are counts: “1358”体系 with 1套…3种…5条…8项 behind it, A、B、C等“1+3”方案."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.lists.count import Count, counts, value_of
from eduduty_desktop.proof.relations.lists.listing import listing_before
from eduduty_desktop.proof.result import Relation, Span

_CODE = re.compile('[“"](?P<code>[1-9]{3,6}|[1-9](?:[+＋][1-9N]){1,4})(?:[\u4e00-\u9fff]{0,6})[”"]')
_SAID = re.compile(
    "[\u4e00-\u9fff]{0,10}(?:(?P<surely>[，,]?(?:即|也就是|就是)[：:]?|[：:])|[，,])(?:聚焦|围绕|打造|构建|建立|建设|明确|坚持|突出|紧扣)?"
)
_YEARS = re.compile("(?<![0-9〇零一二三四五六七八九十第近前后每])[1-9一二两三四五六七八九]年(?![级内来前后度以])")
_SENTENCE = re.compile("[。；;\n]")
_APART = re.compile("[^、，,0-9（）()]{1,16}[、，,][\u4e00-\u9fff]{0,4}")
_AHEAD, _NEAR, _AT_END = 400, 90, 40
ADVICE = "请核对代号的各位数字与后文逐项展开的个数。"


def codes(text: str, found: Sequence[Count]) -> Iterator[Reading]:
    """Readings of the codes of a paragraph, given its counts in order."""
    at = 0
    codes = list(_CODE.finditer(text))
    if codes:
        found = sorted([*found, *_years(text)], key=lambda count: count.start)
    for match in codes:
        digits = [int(digit) for digit in re.findall("[1-9]", match["code"])]
        stated = Span(match.start("code"), match.end("code"), match["code"])
        while at < len(found) and found[at].start < match.end():
            at += 1
        ahead = [count for count in found[at : at + 40] if count.end <= match.end() + _AHEAD]
        if ahead and ahead[0].start > match.end() + _NEAR:
            ahead = []
        spelled = _spelled_out(digits, ahead)
        if spelled:
            yield _reading(stated, spelled, 0.7)
        elif off := _spelled_otherwise(text, match, digits, ahead):
            yield msgspec.structs.replace(_reading(stated, off, ACCUSE), holds=False)
        if match["code"][1] in "+＋" and match["code"][-1] != "N":
            yield from _last_part(text, match.start(), stated, digits[-1])


def codes_over(passages: Sequence[Passage], starts: Sequence[int], index: int) -> Iterator[Reading]:
    """Readings of a code near the end of a paragraph that no stop ends, spelled out in the next one."""
    text = passages[index].text
    code = _code_at_end(text) if "”" in text[-_AT_END:] else None
    if code is None or index + 1 >= len(passages):
        return
    digits = [int(digit) for digit in re.findall("[1-9]", code.text)]
    stated = code.moved(starts[index])
    following = passages[index + 1].text[:_AHEAD]
    parts = _spelled_out(digits, counts(following))
    if parts:
        moved = [
            msgspec.structs.replace(part, start=part.start + starts[index + 1], end=part.end + starts[index + 1])
            for part in parts
        ]
        yield _reading(stated, moved, 0.7)


@lru_cache(maxsize=4096)
def _code_at_end(text: str) -> Span | None:
    match = _CODE.search(text, max(0, len(text) - _AT_END))
    if match is None or re.search("[。；]", text[match.end() :]):
        return None
    return Span(match.start("code"), match.end("code"), match["code"])


def _spelled_out(digits: list[int], ahead: Sequence[Count]) -> list[Count]:
    """The counts that spell the digits out in their order, each once (2115: 2, 1 and 15); empty if they do not."""
    parts: list[Count] = []
    rest = "".join(map(str, digits))
    reach = 0
    for count in ahead:
        if not rest:
            break
        if parts and count.start > reach:
            return []
        if count.unit and rest.startswith(str(count.number)):
            parts.append(count)
            rest = rest.removeprefix(str(count.number))
            reach = count.end + _NEAR
    return [] if rest else parts


def _years(text: str) -> Iterator[Count]:
    """Spans of years, which count no list but may spell a code out: 一年打基础，三年上台阶."""
    for match in _YEARS.finditer(text):
        numeral = match[0][0]
        name = match[0]
        yield Count(match.start(), match.end(), name, value_of(numeral), "年", "", name, numeral.isdigit(), False)


def _spelled_otherwise(text: str, match: re.Match[str], digits: list[int], ahead: Sequence[Count]) -> list[Count]:
    """The counts of 即1个…、3项…、5大…、8项… behind a code of as many digits, one of which is another; else empty."""
    said = _SAID.match(text, match.end())
    if said is None:
        return []
    stop = _SENTENCE.search(text, said.end(), said.end() + _AHEAD)
    end = stop.start() if stop else said.end() + _AHEAD
    parts = [count for count in ahead if said.end() <= count.start < end and count.unit]
    quoted = [count for count in parts if count.quoted]
    if len(quoted) == len(digits) >= 3 and said["surely"] and all(part.number <= 9 for part in quoted):
        # 聚焦甲、乙“两个目标”，推进…“六项行动”
        off = sum(part.number != digit for part, digit in zip(quoted, digits, strict=True))
        return quoted if off == 1 else []
    if len(parts) != len(digits) or len(digits) < 3 or not parts[0].start <= said.end() + 4:
        return []
    if any(part.number > 9 for part in parts) or (len(digits) == 3 and not said["surely"]):
        return []
    apart = all(_APART.fullmatch(text, one.end, other.start) for one, other in pairwise(parts))
    wrong = sum(part.number != digit for part, digit in zip(parts, digits, strict=True))
    return parts if apart and wrong == 1 else []


def _reading(stated: Span, parts: list[Count], likelihood: float) -> Reading:
    named = "、".join(part.text for part in parts)
    return Reading(
        Relation.LIST,
        stated,
        (stated, *(part.span for part in parts)),
        None,
        None,
        likelihood,
        arithmetic=f"“{stated.text}”逐位展开为{named}",
        shown="".join(str(part.number) for part in parts),
        why=ADVICE,
        holds=True,
    )


def _last_part(text: str, quote: int, stated: Span, number: int) -> Iterator[Reading]:
    """甲、乙、丙等“1+3”方案: the list in front names what the last number counts."""
    end = quote - 1 if text[quote - 1 : quote] in {"等", "的"} else quote
    if "、" not in text[max(0, end - 60) : end]:
        return
    listing = listing_before(text, end)
    if listing is None or listing.main < 2 or not listing.least <= number <= listing.most:
        return
    yield Reading(
        Relation.LIST,
        stated,
        (listing.items[0].span(12, tail=True), stated),
        Interval.exact(Decimal(number)),
        Interval(Decimal(listing.least), Decimal(listing.most)),
        0.6,
        arithmetic=f"前面列出的{listing.named()}（{listing.main}项）",
        shown=str(listing.main),
        why=ADVICE,
    )

"""What people write around a number: `共召开3次`, `10元/生`, `14个部门` → the number with its unit, and what was left out."""

import re

import msgspec

from eduduty_desktop.figures import factor_between
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.intake.returned.cell_units import COUNTED, are_counted_alike
from eduduty_desktop.intake.returned.words import folded

_LEAD = re.compile(
    r"(?:(?:全年|一年|共计?|合计|总计|累计|总共|达到?了?|约?[为占]|有|已|均为?|全部|实际|召开了?|开展了?|举办了?|组织了?|举行了?|进行了?|发放|完成|其中)){1,4}"
)
_UNSURE = re.compile(r"累计|均|已|总计|其中")
_EACH = re.compile(r"每(?:生|人)")
_START = re.compile(r"[约近]?[0-9零〇一二三四五六七八九十百]|百分之")
_BODY = re.compile(r"([约近]?-?[0-9][0-9,]{0,20}(?:\.[0-9]{1,12})?[余多]?[百千万亿]?[余多]?)(.{0,16})")
_PER = re.compile(r"([^/每]{1,4})(?:/|每)(生|人|年|学年|月|学期|校|班|次|天|所)(?:[.·]?年)?")
_COUNTED_THING = re.compile(r"(人次|场次|[个所人名位次项件份台辆场家间套条处座例天门篇期批班户瓶册本起])(.{1,8})")
_LONGEST = 40


class Plainer(msgspec.Struct, frozen=True):
    """What is left of a text: a number with a unit; `flags` say what was left out, `doubtful` that it may matter."""

    text: str
    flags: tuple[str, ...]
    doubtful: bool = False


def plainer_of(metric: Metric, text: str, unit: str) -> Plainer | None:
    """The number that a text of at most 40 characters is about, if it holds one number only; None else.

    `text` is in half width; words before the number may be left out if they only say that something was counted, or if the
    metric's name has them; those behind it if they are its unit in other words.
    """
    if len(text) > _LONGEST:
        return None
    text = text.replace(" ", "").replace("百分之百", "100%")
    said = folded(metric.label) + folded(metric.scope)
    flags: list[str] = []
    doubtful = False
    start = _START.search(text)
    if start is None:
        return None
    if text == "100%":
        flags.append("“百分之百”读作 100%")
    if start.start():
        lead = text[: start.start()].rstrip(":")
        if _LEAD.fullmatch(lead):
            doubtful |= _UNSURE.search(lead) is not None
        elif not (_EACH.fullmatch(lead) and "均" in said) and (len(lead) < 2 or folded(lead) not in said):
            return None
        flags.append(f"前面的“{lead}”没有采用")
        text = ("约" if "约" in lead else "") + text[start.start() :]
    body = _BODY.fullmatch(text)
    if body is None:
        return Plainer(text, tuple(flags), doubtful) if flags else None
    tail = body[2].strip("()")
    found = _unit_of(metric, tail, unit, said, flags)
    if found is None:
        return Plainer(text, tuple(flags), doubtful) if flags else None
    word, unsure = found
    return Plainer(f"{body[1]}{word}", tuple(flags), doubtful or unsure)


def _unit_of(metric: Metric, tail: str, unit: str, said: str, flags: list[str]) -> tuple[str, bool] | None:
    """The unit that the words behind a number are, and whether they may mean something else; None if they are none."""
    per = _PER.fullmatch(tail)
    if per is not None and factor_between(per[1], unit) is not None:
        flags.append(f"单位写的是“{tail}”，按{per[1]}读取")
        sure = per[2] in {"年", "学年"} or f"每{per[2]}" in said or (per[2] in {"生", "人"} and "均" in said)
        return per[1], not sure
    own = plain_unit(unit)
    thing = _COUNTED_THING.fullmatch(tail)
    if thing is not None and folded(thing[2]) in said:
        flags.append(f"“{thing[2]}”没有采用")
        tail = thing[1]
    word = plain_unit(tail)
    if word == own or factor_between(word, own) is not None:
        return word, False
    if metric.kind is Kind.COUNT and word in COUNTED and are_counted_alike(word, own):
        flags.append(f"单位写的是“{word}”，按“{own}”读取")
        return own, False
    return None

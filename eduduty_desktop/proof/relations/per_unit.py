"""Per unit: 人均, 生均, 校均 = total over count, where all three stand near each other."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import addable, measures_in
from eduduty_desktop.proof.digits import digits_in, nearly
from eduduty_desktop.proof.lexicon import same_measure, span_of, spans_of, unit_of, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.result import Relation

_AVERAGE = re.compile(
    "(?:(?P<of>[人生校班户师园村])均|平均每(?P<unit>[家件亩台套场期批辆份条处]|平方米|公里)|平均每(?:[个名])?(?P<each>[人生名位校所班户园村])|每(?P<bare>[人生名位校所班户园村])(?:平均)?"
    "|平均(?P<size>班)额|平均每[个所名](?P<thing>[\u4e00-\u9fff]{2,6}))[^0-9，。；]{0,8}$"
)
_UNITS = {
    **dict.fromkeys("人生名位师", frozenset({"人", "人次"})),
    **dict.fromkeys("校所园", frozenset({"所", "个", "校", "园"})),
    "班": frozenset({"个", "班"}),
    "户": frozenset({"户"}),
    "村": frozenset({"个", "村"}),
}
_PERSON = re.compile("教师|学生|幼儿|校长|干部|党员|督学|儿童|干警|医生|志愿者")
_ITEMS = (
    "学前",
    "学前教育",
    "幼儿园",
    "小学",
    "初中",
    "义务教育",
    "普通高中",
    "高中",
    "中职",
    "特教",
    "特殊教育",
    "高校",
)
_TELLING, _FEWEST_DIGITS, _MOST_PAIRS, _SHORTEST, _SLIP = 3, 2, 6, 2, 0.82
_THINGS = frozenset({"个", "所", "间", "项"})
_KINDS = frozenset({Kind.MONEY, Kind.AREA, Kind.COUNT})
_SUM = re.compile("(?:共|合计|总计|累计)[资补发培奖享]?[助放贴训励受]?$")
_PAID = re.compile(
    "(?:共|合计|总计|累计)[^，]{0,5}$|"
    "^，?(?:全年|当年|本年度?|每年)?(?:需|支出|发放|兑现|支付|拨付|投入|落实)(?:公用|生活|教育|培训|财政)?(?:助学金|资金|补助|补贴|经费|奖金|金额)?$"
)
_LAST_YEAR = re.compile("去年|上年|前年|上学年|同期")
_PERIOD = re.compile("每(?:个?月|学期|天|日|次|季|课时|节)")
_REACH = 6
_SEEN = 24
_CLOSE = 32
_SHORT = 3
_MOST_OFF, _MOST_OFF_AT_ONCE = 2, 11


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of every 人均 and its like with the totals and counts of its sentence; `stated` is the average."""
    if "均" not in passage.text and "每" not in passage.text:
        return
    for mention in passage.mentions:
        match = _AVERAGE.search(mention.lead[-20:])
        if match is None or mention.quantity.kind not in _KINDS or mention.quantity.per:
            continue
        thing = match["thing"]
        behind = _PERSON.match(match.string, match.end("each")) if match["each"] else None
        if behind is not None and unit_of(mention.quantity) in _UNITS["人"]:
            thing = behind[0]
        person = bool(thing) and _PERSON.match(thing) is not None
        one = match["of"] or match["each"] or match["bare"] or match["size"] or "人"
        units = frozenset({match["unit"]}) if match["unit"] else _THINGS if thing and not person else _UNITS[one]
        if unit_of(mention.quantity) in units and not person:
            continue
        if (item := _of_item(passage, mention, mention.lead[-20:][: match.start()], units)) is not None:
            yield from item
            continue
        measures = measures_in(passage)
        near = [m for m in _near(passage, mention) if measures[m.index] is not None]
        totals = [m for m in near if same_measure(m.quantity, mention.quantity)]
        counts = [m for m in near if unit_of(m.quantity) in units]
        if thing:  # 名师工作室19个，平均每个工作室13人; 参与教师846人，平均每名教师帮扶3人
            counts = [m for m in counts if m.lead.endswith(thing) or m.tail.startswith(thing)]
            totals = [m for m in totals if m not in counts]
        bracket = _in_bracket(passage, mention, totals, counts)
        if bracket is not None and (reading := _reading(mention, *bracket, sure=True)) is not None:
            yield reading
            continue
        totals = _of_noun(mention, totals)
        counts = [m for m in counts if m.clause.part == mention.clause.part] or counts
        counts = [m for m in counts if _SUM.search(m.lead)] or counts
        totals = [m for m in totals if m.clause.part == mention.clause.part] or totals
        closest = next((m for m in reversed(totals) if m.index < mention.index), None)
        if closest is None and len(totals) == 1 and len(totals[0].lead) <= _SHORT:  # 人均400元，支出94万元
            closest = totals[0]
        found = []
        for total in totals:
            told = mention.tail.startswith(("的标准", "标准")) or bool(_PAID.search(total.lead))
            told = told and not _PERIOD.search(mention.lead)
            alone = told and len(totals) == 1
            explicit = alone if match["bare"] else total is closest or (closest is None and alone)
            sure = explicit and len(counts) == 1 and total.clause.part == mention.clause.part
            for count in counts:
                if (reading := _reading(mention, total, count, sure=sure)) is not None:
                    found.append(reading)
        yield from found
        yield from _slipped(mention, found)


def _slipped(average: Mention, found: list[Reading]) -> Iterator[Reading]:
    """The one pair of which one digit of the average alone is wrong, where no other gives it."""
    digits = digits_in(average.text)
    if any(r.agrees or r.likelihood >= ACCUSE for r in found):
        return
    slips = [r for r in found if (without_slip(average.quantity, r.expected) or 0) > 0]
    if len(digits) < _TELLING or len(digits.strip("0")) < _FEWEST_DIGITS:
        slips = [r for r in slips if _is_at_once(average, r)]
    if len(slips) == 1 and len(found) <= _MOST_PAIRS and not average.quantity.approximation:
        yield msgspec.structs.replace(slips[0], likelihood=_SLIP)


def _is_at_once(average: Mention, found: Reading) -> bool:
    """Whether nothing stands between the three, and words tie them: 订单班31个，学生1302人，班均42人; 300户，每户奖励500元，计15万元."""
    before = [operand for operand in found.operands if operand.end <= average.start]
    first, last = found.operands[0].start, found.operands[-1].end
    if last - first > _CLOSE:
        return False
    lone = _AVERAGE.search(average.lead[-20:])
    return len(before) == len(found.operands) - 1 or bool(lone and lone["bare"])


def _of_item(passage: Passage, average: Mention, name: str, units: frozenset[str]) -> Iterator[Reading] | None:
    """学前312.50万元、6250人次；普通高中…。学前人均500元: the item of the sentence before that bears the name; None without one."""
    name = name.strip("，,、；;。 ")
    if len(name) < _SHORTEST or not name.endswith(_ITEMS):
        return None
    sentence, part = average.clause.sentence, average.clause.part
    before = [
        m
        for m in passage.mentions[max(0, average.index - 2 * _REACH) : average.index]
        if sentence - m.clause.sentence <= 1 and m.clause.part < part
    ]
    own = {m.clause.part for m in before if name in m.lead}
    if len(own) != 1:
        return None
    inside = [m for m in before if m.clause.part in own and addable(m)]
    totals = [m for m in inside if same_measure(m.quantity, average.quantity)]
    counts = [m for m in inside if unit_of(m.quantity) in units]
    if len(totals) != 1 or len(counts) != 1:
        return None
    reading = _reading(average, totals[0], counts[0], sure=True)
    return iter(() if reading is None else (reading,))


def _near(passage: Passage, mention: Mention) -> list[Mention]:
    """The other figures of the sentence, a few on either side."""
    around = passage.mentions[max(0, mention.index - _REACH) : mention.index + _REACH]
    near = [m for m in around if m is not mention and m.clause.sentence == mention.clause.sentence]
    if _LAST_YEAR.search(mention.lead):
        return near
    return [m for m in near if not _LAST_YEAR.search(passage.text, max(m.clause.start, m.start - _SEEN), m.start)]


def _in_bracket(
    passage: Passage, average: Mention, totals: list[Mention], counts: list[Mention]
) -> tuple[Mention, Mention] | None:
    """平均班额58人（172个班、9976人）: total and count, if the bracket behind the average holds one of each."""
    opens = passage.text[average.end : average.end + 2].lstrip()[:1]
    inside = [m for m in (*totals, *counts) if m.index > average.index and m.depth == average.depth + 1]
    if opens not in {"（", "("} or len(inside) != 2 or inside[0].clause.part != average.clause.part:
        return None
    if {m.index for m in inside} != {average.index + 1, average.index + 2}:
        return None
    total, count = inside
    return (total, count) if total in totals and count in counts and total is not count else None


def _of_noun(average: Mention, totals: list[Mention]) -> list[Mention]:
    """Of several totals the one that counts what the average does: 学生2455人,教职工198人,平均每个班61名学生."""
    noun = average.quantity.counted[:2] or average.tail[:2]
    if len(noun) < 2 or len(totals) < 2:
        return totals
    named = [m for m in totals if noun in m.lead or m.tail.startswith(noun) or m.quantity.counted.startswith(noun)]
    return named if len(named) == 1 else totals


def rounded(average: Mention) -> Interval | None:
    """What an average may be: a whole number of it was rounded or cut off too."""
    interval, number, step = average.quantity.interval, average.quantity.number, average.quantity.step
    if interval is None or number is None or interval.low != interval.high:
        return interval
    return Interval(number - step / 2, number + step)


def _reading(average: Mention, total: Mention, count: Mention, *, sure: bool) -> Reading | None:
    stated, whole, number = rounded(average), total.quantity.interval, count.quantity.interval
    if stated is None or whole is None or number is None or number.low <= 0 or not average.quantity.number:
        return None
    expected: Interval = whole / number
    agrees = stated.meets(expected)
    quotient = (expected.low + expected.high) / 2 / average.quantity.number
    at_once = max(average.index, total.index, count.index) - min(average.index, total.index, count.index) == 2
    most = _MOST_OFF_AT_ONCE if at_once else _MOST_OFF
    shown = written(expected, average.quantity)
    near = (quotient * most > 1 and quotient < most) or nearly(digits_in(shown), digits_in(average.text))
    likelihood = 0.8 if sure and (agrees or near) else 0.6 if agrees else 0.4
    return Reading(
        Relation.PER_UNIT,
        span_of(average),
        spans_of((average, total, count)),
        stated,
        expected,
        likelihood,
        f"{total.text}÷{count.text}",
        shown,
        "" if agrees else "可能人数或金额的口径不同；请核对总数、数量和平均数。",
    )

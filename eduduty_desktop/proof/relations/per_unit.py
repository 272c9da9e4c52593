"""Per unit: 人均, 生均, 校均 = total over count, where all three stand near each other."""

import re
from collections.abc import Iterator

from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import addable
from eduduty_desktop.proof.digits import nearly
from eduduty_desktop.proof.lexicon import same_measure, span_of, spans_of, unit_of, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation

_AVERAGE = re.compile(
    "(?:(?P<of>[人生校班户师园村])均|平均每(?:[个名])?(?P<each>[人生名位校所班户园村])|每(?P<bare>[人生名位校所班户园村])(?:平均)?"
    "|平均(?P<size>班)额|平均每[个所名](?P<thing>[\u4e00-\u9fff]{2,6}))[^0-9，。；]{0,8}$"
)
_UNITS = {
    **dict.fromkeys("人生名位师", frozenset({"人", "人次"})),
    **dict.fromkeys("校所园", frozenset({"所", "个", "校", "园"})),
    "班": frozenset({"个", "班"}),
    "户": frozenset({"户"}),
    "村": frozenset({"个", "村"}),
}
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
_SHORT = 3
_MOST_OFF, _MOST_OFF_AT_ONCE = 2, 11


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of every 人均 and its like with the totals and counts of its sentence; `stated` is the average."""
    for mention in passage.mentions:
        match = _AVERAGE.search(mention.lead[-20:])
        if match is None or mention.quantity.kind not in _KINDS or mention.quantity.per:
            continue
        thing = match["thing"]
        units = _THINGS if thing else _UNITS[match["of"] or match["each"] or match["bare"] or match["size"]]
        if unit_of(mention.quantity) in units:
            continue
        near = _near(passage, mention)
        totals = [m for m in near if same_measure(m.quantity, mention.quantity) and addable(m)]
        counts = [m for m in near if unit_of(m.quantity) in units and addable(m)]
        if thing:  # 名师工作室19个，平均每个工作室13人
            counts = [m for m in counts if m.lead.endswith(thing) or m.tail.startswith(thing)]
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
        for total in totals:
            told = mention.tail.startswith(("的标准", "标准")) or bool(_PAID.search(total.lead))
            told = told and not _PERIOD.search(mention.lead)
            alone = told and len(totals) == 1
            explicit = alone if match["bare"] else total is closest or (closest is None and alone)
            sure = explicit and len(counts) == 1 and total.clause.part == mention.clause.part
            for count in counts:
                if (reading := _reading(mention, total, count, sure=sure)) is not None:
                    yield reading


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
    near = (quotient * most > 1 and quotient < most) or nearly(_digits(shown), _digits(average.text))
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


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())

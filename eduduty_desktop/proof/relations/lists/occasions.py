"""Months and how many times: 分别于6月、9月对全市学校组织了2次督查."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import ADVICE
from eduduty_desktop.proof.relations.lists.count import value_of
from eduduty_desktop.proof.result import Relation, Span

_MONTH = "(?:20[0-9]{2}年)?[0-9]{1,2}月(?:份|底|初|中旬|上旬|下旬|[0-9]{1,2}日)?"
_REST = "月?(?:[0-9]{1,2}日|份|底|初|[上中下]旬)?(?:、|和|及|以及|与)"
_MONTHS = re.compile(  # begins with one set of characters, so that it is fast
    f"[0-9](?<![0-9].)(?<![0-9]、.)(?:(?<=2)0[0-9]{{2}}年[0-9]{{1,2}}|[0-9]?){_REST}(?:(?:20[0-9]{{2}}年)?[0-9]{{1,2}}{_REST}){{0,10}}{_MONTH}"
)
_TIMES = re.compile(
    "[^。；;！!？?：:、\n]{0,40}?(?<![第0-9.．])(?P<count>(?P<number>[1-9][0-9]?|[一二两三四五六七八九十])[ ]?[次轮场期批])(?![的之]一)"
)
_SURELY = re.compile("(?:分别|先后|已|共)(?:于|在)?$")
_EACH = re.compile("[每均]|各(?![校地县镇乡级类部所园中小单])|分[批期]|多次")


def occasions(text: str) -> Iterator[Reading]:
    """Readings of how many times something was done in the months that are named before it."""
    for months in _MONTHS.finditer(text):
        found = _TIMES.match(text, months.end())
        if found is None or found["number"] == "一":
            continue
        between = text[months.end() : found.start("count")]
        named = re.split("、|以及|[和及与]", months[0])
        number, listed = value_of(found["number"]), len(named)
        stated = Span(found.start("count"), found.end("count"), found["count"])
        first = Span(months.start(), months.start() + len(named[0]), named[0])
        likelihood = 0.85 if _SURELY.search(text, max(0, months.start() - 4), months.start()) else 0.6
        if _EACH.search(between) or (number % listed == 0 and number > listed):
            likelihood = min(likelihood, 0.6)
        yield Reading(
            Relation.LIST,
            stated,
            (first, stated),
            Interval.exact(Decimal(number)),
            Interval.exact(Decimal(listed)),
            likelihood,
            arithmetic=f"前面列出的{months[0]}（{listed}个时间）",
            shown=f"{listed}{found['count'].lstrip('0123456789一二两三四五六七八九十 ')}",
            why=ADVICE,
        )

"""Years and how many they are: 2020年、2021年、2022年三年, 2019—2021年3年."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import ADVICE
from eduduty_desktop.proof.relations.lists.count import spelled, value_of
from eduduty_desktop.proof.result import Relation, Span

_YEAR = "20[0-9]{2}年?度?"
_YEARS = re.compile(
    f"(?P<years>(?P<first>2(?<![0-9]2)0[0-9]{{2}})年?度?(?:(?P<range>—|-|–|－|~|～|至|到|——)(?P<last>20[0-9]{{2}})年?度?|"
    f"(?:[、和及]{_YEAR}){{1,9}}))(?:[，,]?(?:[这近]|连续))?(?P<count>(?P<number>[两二三四五六七八九十]|[2-9])个?年)"
    "(?![级内前后以之来度间]|[制期]|[\u4e00-\u9fff]{0,2}(?:行动|计划|规划|攻坚|方案))"
)
_SURE, _MAY_BE, _EXCUSE = 0.82, 0.6, 0.3


def years(text: str) -> Iterator[Reading]:
    """Readings of how many years are named, one by one or as from … to."""
    for match in _YEARS.finditer(text):
        number = value_of(match["number"])
        if match["range"]:
            listed = int(match["last"]) - int(match["first"]) + 1
        else:
            listed = len(re.findall("20[0-9]{2}", match["years"]))
        if listed < 2:
            continue
        stated = Span(match.start("count"), match.end("count"), match["count"])
        low = max(match.start("years"), match.end("years") - 24)
        span = Span(low, match.end("years"), text[low : match.end("years")])
        shown = f"{listed if match['number'].isdigit() else spelled(listed)}{match['count'][1:]}"

        def reading(value: int, likelihood: float, span: Span = span, stated: Span = stated, shown: str = shown,
                    number: int = number, listed: str = match["years"]) -> Reading:  # fmt: skip
            return Reading(
                Relation.LIST,
                stated,
                (span, stated),
                Interval.exact(Decimal(number)),
                Interval.exact(Decimal(value)),
                likelihood,
                arithmetic=f"前面写的{listed}",
                shown=shown,
                why=ADVICE,
            )

        yield reading(listed, _SURE if abs(number - listed) == 1 else _MAY_BE)
        if match["range"]:  # from the end of one year to the end of another: one fewer
            yield reading(listed - 1, _EXCUSE)

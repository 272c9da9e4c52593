"""Score sheets: a total of points over items that each carry theirs in brackets, （5分）, line by line."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.lexicon import bare, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation, Span

_FEWEST, _MOST, _MOST_TOTALS = 3, 400, 60
_ENOUGH = 5
_LINE_START = 16
_TOTAL = re.compile(
    "(?:总分值?|总体分值|总体得分|总得分|满分|合计|共计|总计|累计得分|自评得分|自评总分|自评分|最后得分|综合得分|共)[^0-9，。；]{0,6}$"
)
_GOT = re.compile("得|自评|实得")
_FULL = re.compile("分值|满分|总分(?!.*得)|应得")
_OTHER = re.compile("扣|加|减|每|少|达|级|以上|以下")
_DEDUCTED = re.compile("扣|加分|减|每|达到")
_MARKER = re.compile(
    r"(?:(?P<a>[一二三四五六七八九十]{1,3}、)|(?P<b>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<c>[0-9]{1,3}[、.．])|(?P<d>[（(][0-9]{1,3}[）)])|(?P<e>[①-⑳]))"
)


class _Score(msgspec.Struct, frozen=True):
    """A score with where it stands: `style` is the marker's of its line, `got` whether it was scored (None: unsaid)."""

    start: int
    quantity: Quantity
    style: str
    got: bool | None

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.quantity.text), self.quantity.text)


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Each total with the items before it (since the last total) or behind it, all together or of one numbering."""
    items: list[_Score] = []
    totals: list[tuple[_Score, int]] = []
    for passage, start in zip(passages, starts, strict=True):
        if not passage.quantities or "分" not in passage.text or not _has_scores(passage):
            continue
        marker = _MARKER.match(passage.text[:_LINE_START].lstrip())
        style = (marker.lastgroup if marker else None) or ""
        for mention in passage.mentions:
            if mention.quantity.kind is not Kind.SCORE or mention.quantity.number is None:
                continue
            score = _Score(start + mention.start, mention.quantity, style, _is_got(mention))
            if _TOTAL.search(mention.lead[-16:]) and not _DEDUCTED.search(mention.lead[-6:]):
                totals.append((score, len(items)))
            elif mention.depth and len(items) < _MOST and _stands_alone(mention):
                items.append(score)
    stated = {total.quantity.number for total, _ in totals}
    for number, (total, before) in enumerate(totals[:_MOST_TOTALS]):
        first = totals[number - 1][1] if number else 0
        last = totals[number + 1][1] if number + 1 < len(totals) else len(items)
        yield from _readings_of(total, items[first:before] or items[:before], items[before:last], stated)


@lru_cache(maxsize=4096)
def _has_scores(passage: Passage) -> bool:
    return any(quantity.kind is Kind.SCORE for quantity in passage.quantities)


def _stands_alone(mention: Mention) -> bool:
    """（5分） and （分值5分，得分4分）, not （每少一项扣5分）."""
    clause = mention.clause
    return clause.end - clause.start <= 14 and not _OTHER.search(mention.lead) and not mention.tail.strip()


def _is_got(mention: Mention) -> bool | None:
    lead = bare(mention.lead)
    return True if _GOT.search(lead) else False if _FULL.search(lead) else None


def _readings_of(
    total: _Score, before: Sequence[_Score], behind: Sequence[_Score], totals: Collection[Decimal | None]
) -> Iterator[Reading]:
    options = [option for group in (before, behind) for option in _options(group, total.got)]
    held = next((option for option in options if _sum(option) == total.quantity.number), None)
    if held is not None:
        yield _reading(total, held, 0.9)
        return
    chosen = [item for item in (before or behind) if total.got is None or item.got in {None, total.got}]
    plain = len({item.style for item in chosen}) == 1 and len({item.got for item in chosen}) == 1
    if len(chosen) < _ENOUGH or not plain or _sum(chosen) in totals:
        return
    near = abs(_sum(chosen) - (total.quantity.number or Decimal(0))) * 5 <= (total.quantity.number or Decimal(0))
    yield _reading(total, chosen, 0.85 if near else 0.4)


def _options(items: Sequence[_Score], got: bool | None) -> list[Sequence[_Score]]:
    fitting = [item for item in items if got is None or item.got in {None, got}]
    kinds = [fitting]
    kinds += [[item for item in fitting if item.got is sort] for sort in (True, False)]
    kinds += [
        [item for item in fitting if item.style == style] for style in dict.fromkeys(item.style for item in fitting)
    ]
    return [kind for kind in kinds if len(kind) >= _FEWEST]


def _sum(items: Iterable[_Score]) -> Decimal:
    return sum((item.quantity.number or Decimal(0) for item in items), Decimal(0))


def _reading(total: _Score, items: Sequence[_Score], likelihood: float) -> Reading:
    value = _sum(items)
    stated = total.quantity.number or Decimal(0)
    return Reading(
        Relation.SUM,
        total.span,
        (total.span, *(item.span for item in items)),
        Interval.exact(stated),
        Interval.exact(value),
        likelihood,
        "＋".join(item.quantity.text for item in items),
        written(value, total.quantity),
        "" if stated == value else "请逐项核对得分，改正总分或漏记、重记的一项。",
        gap="" if stated == value else written(abs(stated - value), total.quantity),
    )

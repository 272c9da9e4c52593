"""Budget reports across paragraphs: 为预算的97.23%, 安排N,增长7.3%, 占一般公共预算支出的74.9%, 税收 and 非税 of an income.

The other amount is that of the same fund, region and item of the ledger.  It confirms as in one paragraph; it accuses
only if one digit alone would make it right.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.ledger import Entry, Scope, entries, item_of, scope_of, scopes
from eduduty_desktop.proof.lexicon import moved, span_of, spans_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, CONFIRM, Reading
from eduduty_desktop.proof.relations import growths, shares
from eduduty_desktop.proof.relations.shares.naming import named_whole
from eduduty_desktop.proof.relations.shares.plans import OF_PLAN
from eduduty_desktop.proof.relations.shares.result import HUNDRED, at_least
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.relations.sums import readings_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, alike, countable, figures_of

MOST = 4
"""So many amounts of one item are tried; of more it is not told which is meant."""

_OWN, _SLIPPED, _OPEN = 0.85, 0.82, 0.4
_AHEAD = 4
_WIDEST = 6
_OTHER_BASE = re.compile("可比|同口径|剔除|扣除|还原|[0-9]年?平均|年均")
_OF_PLAN_GROWTH = re.compile("预算|计划")
_ADJUSTED = re.compile("调整|变动|追加|调[增减为]")
_FISCAL = re.compile("^(?:地方)?财政(?:预算)?(?=[收支][入出]$)")
_TAX, _OTHER_INCOME, _INCOME = "税收收入", "非税收入", "收入"


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of the rates and growths of budget reports; offsets are the text's."""
    if not any("预算" in passage.text for passage in passages):
        return
    above = scopes(passages)
    ledger = list(entries(passages, above))
    if len(ledger) < 2:
        return
    items: dict[str, list[Entry]] = {}
    for entry in ledger:
        items.setdefault(entry.item, []).append(entry)
    for entry in ledger:
        yield from _of_entry(passages[entry.place], entry, items[entry.item], starts)
    for place, passage in enumerate(passages):
        if "占" in passage.text:
            yield from _of_shares(passage, place, above[place], items, starts)
    yield from _of_taxes(items, starts)


def _of_entry(passage: Passage, entry: Entry, alike_: list[Entry], starts: Sequence[int]) -> Iterator[Reading]:
    """The rate of its plan and the growth that are said of an amount, by the figures right behind it."""
    figures = figures_of(passage)
    sentence = entry.figure.mention.clause.sentence
    for figure in figures[entry.figure.index + 1 : entry.figure.index + _AHEAD]:
        if figure.mention.depth or figure.row > 1:
            continue
        if figure.mention.clause.sentence != sentence or figure.role in {Role.LEVEL, Role.TO, Role.FROM}:
            break
        if figure.role is Role.RATE and OF_PLAN.search(figure.lead):
            relation = Relation.SHARE
            years, stage = {entry.year, 0} if entry.year else {e.year for e in alike_}, "done"
        elif figure.role is Role.GROWTH and entry.year and not _OTHER_BASE.search(figure.lead):
            relation = Relation.GROWTH
            years, stage = {entry.year - 1}, "done" if _OF_PLAN_GROWTH.search(figure.lead) else "plan"
        else:
            continue
        bases = [e for e in alike_ if e.stage != stage and e.year in years and _before(e, entry) and _same(e, entry)]
        if relation is Relation.SHARE and _ADJUSTED.search(figure.lead):
            bases = [e for e in bases if _ADJUSTED.search(e.figure.head)]
        if bases and not _told(passage, figure, relation):
            yield from _best(figure, entry, bases, relation, starts)


def _before(one: Entry, other: Entry) -> bool:
    return (one.place, one.figure.index) < (other.place, other.figure.index)


def _same(one: Entry, other: Entry) -> bool:
    return (
        one.fund == other.fund != ""
        and one.region == other.region
        and alike(one.figure.quantity, other.figure.quantity)
    )


def _told(passage: Passage, figure: Figure, relation: Relation) -> bool:
    """Whether the paragraph itself says what the figure is computed from."""
    return figure.mention.start in (_shares_told(passage) if relation is Relation.SHARE else _growths_told(passage))


@lru_cache(maxsize=4096)
def _shares_told(passage: Passage) -> frozenset[int]:
    return _decided(shares.readings(passage))


@lru_cache(maxsize=4096)
def _growths_told(passage: Passage) -> frozenset[int]:
    return _decided(growths.readings(passage))


def _decided(found: Iterable[Reading]) -> frozenset[int]:
    """Where figures stand that readings confirm or contradict."""
    return frozenset(
        reading.stated.start
        for reading in found
        if reading.agrees is not None and reading.likelihood >= (CONFIRM if reading.agrees else ACCUSE)
    )


def _best(
    figure: Figure, entry: Entry, bases: list[Entry], relation: Relation, starts: Sequence[int]
) -> Iterator[Reading]:
    """The base that gives the figure, else the one of which it is a digit off."""
    distinct = {base.figure.quantity.number: base for base in bases}
    if not distinct or len(distinct) > MOST:
        return
    tried = [_reading(figure, entry, base, relation, starts) for base in reversed(distinct.values())]
    found = [reading for reading in tried if reading is not None]
    held = [reading for reading in found if reading.agrees]
    if held:
        yield msgspec.structs.replace(held[0], likelihood=_OWN)
        return
    righted = [
        without_slip(figure.quantity, reading.expected) if _is_fine(figure, reading) else None for reading in found
    ]
    if len(set(righted) - {None}) == 1 and not figure.quantity.approximation:
        slipped = next(reading for reading, right in zip(found, righted, strict=True) if right is not None)
        yield msgspec.structs.replace(slipped, likelihood=_SLIPPED)


def _is_fine(figure: Figure, reading: Reading) -> bool:
    """Whether the amounts are fine enough, beside the figure, to tell a slip from chance."""
    expected = reading.expected
    return expected is not None and expected.high - expected.low <= _WIDEST * figure.quantity.step


def _reading(figure: Figure, entry: Entry, base: Entry, relation: Relation, starts: Sequence[int]) -> Reading | None:
    new, old, stated = entry.figure.quantity, base.figure.quantity, figure.quantity
    expected = quotient(new.interval, old.interval, 100)
    if expected is None or stated.interval is None:
        return None
    arithmetic = f"{new.text}÷{old.text}"
    if relation is Relation.GROWTH:
        expected = HUNDRED - expected if figure.down else expected - HUNDRED
        arithmetic = f"（{new.text}－{old.text}）÷{old.text}"
    mentions = (moved(entry.figure.mention, starts[entry.place]), moved(base.figure.mention, starts[base.place]))
    own = moved(figure.mention, starts[entry.place])
    shown = written(expected, stated)
    why = "" if stated.interval.meets(expected) else "可能只错了一个数字。请核对后改正。"
    return Reading(
        relation, span_of(own), spans_of([*mentions, own]), stated.interval, expected, _OPEN, arithmetic, shown, why
    )


def _of_shares(
    passage: Passage, place: int, above: Scope, items: dict[str, list[Entry]], starts: Sequence[int]
) -> Iterator[Reading]:
    """民生支出514.19亿元,占一般公共预算支出的74.9%: the whole by fund and item, done or untold."""
    figures = figures_of(passage)
    for share in figures:
        if share.role is not Role.SHARE or share.row > 1 or not share.index or "占" not in share.lead:
            continue
        if "同期" in share.lead:
            continue
        called = named_whole(share.lead)
        scope, item = scope_of(called), item_of(_FISCAL.sub("", called))
        fund = scope.fund or ("一般公共预算" if _FISCAL.search(called) else "")
        if not fund or item not in items or _told(passage, share, Relation.SHARE):
            continue
        part = _part(figures, share)
        if part is None:
            continue
        said = scope_of(passage.text[max(0, share.mention.start - 120) : share.mention.start])
        scope = scope.over(said).over(above)
        wholes = [e for e in items[item] if e.fund == fund and e.stage != "plan"]
        wholes = [
            e for e in wholes if alike(e.figure.quantity, part.quantity) and at_least(e.figure.quantity, part.quantity)
        ]
        wholes = [e for e in wholes if not scope.region or not e.region or e.region == scope.region]
        wholes = [e for e in wholes if not scope.year or not e.year or e.year == scope.year]
        if any(e.region == scope.region for e in wholes):
            wholes = [e for e in wholes if e.region == scope.region]
        own = Entry(place, part, item, fund, scope.region, scope.year, "")
        yield from _best(share, own, wholes, Relation.SHARE, starts)


def _part(figures: Sequence[Figure], share: Figure) -> Figure | None:
    """The amount of which the share is said: the nearest of its sentence."""
    for figure in reversed(figures[max(0, share.index - 3) : share.index]):
        if figure.mention.clause.sentence != share.mention.clause.sentence:
            return None
        if figure.role in {Role.LEVEL, Role.TO} and countable(figure.quantity):
            return figure if figure.row == 1 else None
    return None


def _of_taxes(items: dict[str, list[Entry]], starts: Sequence[int]) -> Iterator[Reading]:
    """收入完成A。… 税收收入完成B…; 非税收入完成C, in paragraphs of their own."""
    for tax in items.get(_TAX, ()):
        others = [e for e in items.get(_OTHER_INCOME, ()) if _before(tax, e) and _alike(tax, e)]
        wholes = [e for e in items.get(_INCOME, ()) if _before(e, tax) and _alike(tax, e)]
        if not others or not wholes or others[0].place == wholes[-1].place:
            continue
        whole, parts = wholes[-1], (tax, others[0])
        division = Division(
            Form.FAR,
            moved(whole.figure.mention, starts[whole.place]),
            tuple(moved(part.figure.mention, starts[part.place]) for part in parts),
            True,
        )
        yield from readings_of([division], ())


def _alike(one: Entry, other: Entry) -> bool:
    return _same(one, other) and one.stage == other.stage and one.year == other.year

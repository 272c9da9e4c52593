"""Typed numbers that equal a metric's figure to the printed digit, each with the link that could stand for it.  No Qt.

An offer is quiet and may be wrong only where a person would hesitate too: same digits, same unit, growth where the
words speak of growth, last year where they speak of last year, and one metric only.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Reader
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.narrative import Link, print_link, render
from eduduty_desktop.draft.values import WORDED, difference, figure, growth, unit_of_change
from eduduty_desktop.figures import Ratio, convert, format_amount
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework import Metric
from eduduty_desktop.gui.point.link_completion import name_of
from eduduty_desktop.gui.point.link_forms import other_units

_NUMBER = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?(?:[:：∶]\d+(?:\.\d+)?)?)(?P<inside>[余多])?(?P<unit>.*)", re.DOTALL
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_GROWING = re.compile(r"(?:增长|下降|提高|上升|减少|降低|增加|上涨|增幅|降幅|升幅|减)(?:了|为|达|约)?$")
_PREVIOUS = re.compile("上年|去年|上一年|上年度")
_CLAUSE = re.compile("[，。；、：！？\n]")
_CONTEXT = 30
_FEW_DIGITS, _MANY_DIGITS = 2, 4


class LinkOffer(msgspec.Struct, frozen=True):
    """A range of a paragraph's source and the source that would link it; `near` for a metric of the same node."""

    start: int
    end: int
    source: str
    metric: str
    printed: str
    near: bool


class _Candidate(msgspec.Struct, frozen=True):
    metric: str
    options: tuple[str, ...]
    unit: str
    approximation: str = ""


class WrittenFigures:
    """The figures of one draft by how they are written."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.values: dict[tuple[str, str], list[_Candidate]] = {}
        self.changes: dict[tuple[str, str], list[_Candidate]] = {}
        for metric in reader.framework.metrics.values():
            if metric.kind not in WORDED:  # a 1 in the text is no 是
                self._add_values(metric)
                self._add_changes(metric)

    def _add_values(self, metric: Metric) -> None:
        for slot, options in ((CURRENT, ()), (PREVIOUS, ("previous",))):
            found = figure(self._reader, metric.id, slot)
            if found.amount is None:
                continue
            if isinstance(found.amount, Ratio):
                self._add(self.values, str(found.amount), "", _Candidate(metric.id, options, ""))
                continue
            for unit in ("", *other_units(self._reader, metric)):
                amount = convert(found.amount, metric.unit, unit) if unit else found.amount
                chosen = (*options, f"unit={unit}") if unit else options
                candidate = _Candidate(metric.id, chosen, unit or metric.unit, found.approximation)
                self._add(self.values, format_amount(amount), unit or metric.unit, candidate)

    def _add_changes(self, metric: Metric) -> None:
        rate = growth(self._reader, metric.id)
        if rate is not None and rate.amount:
            unit = "百分点" if rate.unit == "百分点" else "%"
            self._add(self.changes, f"{abs(rate.amount):f}", unit, _Candidate(metric.id, ("growth",), unit))
        amount = difference(self._reader, metric.id)
        if amount:
            unit = unit_of_change(metric)
            self._add(self.changes, f"{abs(amount):f}", unit, _Candidate(metric.id, ("diff",), unit))

    @staticmethod
    def _add(index: dict[tuple[str, str], list[_Candidate]], number: str, unit: str, found: _Candidate) -> None:
        index.setdefault((number, plain_unit(unit)), []).append(found)


class LatestFigures:
    """The written figures of a draft as it is now: one index for all texts of a window, until a figure changes."""

    def __init__(self, draft: Callable[[], Draft]) -> None:
        self._draft = draft
        self._tables: tuple[Mapping[Any, Any], ...] = ()
        self._written: WrittenFigures | None = None

    def now(self) -> WrittenFigures:
        draft = self._draft()
        tables = draft.rows("figures"), draft.rows("growths")  # a draft shares what an edit did not touch
        if self._written is None or any(new is not old for new, old in zip(tables, self._tables, strict=True)):
            self._tables, self._written = tables, WrittenFigures(draft)
        return self._written


class Offers:
    """The offers for paragraphs of one node."""

    def __init__(self, reader: Reader, node: str, written: WrittenFigures | None = None) -> None:
        self._reader = reader
        self._node = node
        self._written = written or WrittenFigures(reader)
        year = year_of(reader)
        self._previous = re.compile(f"{_PREVIOUS.pattern}|{year - 1}年") if year else _PREVIOUS

    def offers_in(self, source: str) -> tuple[LinkOffer, ...]:
        """The offers for one paragraph's source, in order."""
        from eduduty_desktop.figures.lexer import lex  # 29 ms of patterns, not before the first paint

        if not any(character.isdecimal() for character in source):
            return ()
        rendered = render(self._reader, source)
        linked = [(span.text_start, span.text_end) for span in rendered.spans if span.link]
        found = []
        for quantity in lex(rendered.text):
            if any(start < quantity.end and quantity.start < end for start, end in linked):
                continue
            offer = self._offer(rendered.text, quantity)
            if offer is not None:
                start, end = rendered.to_source(offer.start), rendered.to_source(offer.end)
                found.append(msgspec.structs.replace(offer, start=start, end=end))
        return tuple(found)

    def _offer(self, text: str, quantity: Quantity) -> LinkOffer | None:
        match = _NUMBER.fullmatch(quantity.text.translate(_NARROW))
        if match is None:
            return None
        number = match["number"].replace(",", "").replace("∶", ":")
        unit = _plain_word(match["unit"])
        before = text[max(0, quantity.start - _CONTEXT) : quantity.start]
        clause = _CLAUSE.split(before)[-1]
        growing = _GROWING.search(clause)
        index = self._written.changes if growing else self._written.values
        candidates = [c for c in index.get((number, unit), ()) if self._fits(c, quantity, clause, bool(growing))]
        context = clause + text[quantity.start : quantity.end + 8]
        metric = self._only(candidates, context, number)
        if metric is None:
            return None
        chosen = next(c for c in candidates if c.metric == metric)
        return self._change(text, quantity, chosen) if growing else self._value(text, quantity, match, chosen)

    def _fits(self, candidate: _Candidate, quantity: Quantity, clause: str, growing: bool) -> bool:
        if candidate.approximation != quantity.approximation:
            return False
        said_previous = bool(self._previous.search(clause))
        return growing or ("previous" in candidate.options) == said_previous

    def _only(self, candidates: list[_Candidate], context: str, number: str) -> str | None:
        """The one metric that is meant; None if it could be several, or if nothing but a small number speaks for it."""
        places = self._reader.framework.place_of_metric
        near = {c.metric for c in candidates if places.get(c.metric) == self._node}
        chosen = near or {c.metric for c in candidates}
        if len(chosen) > 1:
            named = {metric for metric in chosen if self._shared(metric, context) >= 4}
            chosen = named or chosen
        if len(chosen) != 1:
            return None
        (metric,) = chosen
        digits = sum(character.isdigit() for character in number)
        shared = self._shared(metric, context)
        sure = digits >= _FEW_DIGITS or shared >= 2 if near else digits >= _MANY_DIGITS or shared >= 4
        return metric if sure else None

    def _shared(self, metric: str, context: str) -> int:
        """The length of the longest part of a metric's name that stands in a context."""
        name = name_of(self._reader.framework.metrics[metric].label)
        longest = 0
        for start in range(len(name)):
            while start + longest < len(name) and name[start : start + longest + 1] in context:
                longest += 1
        return longest

    def _value(self, text: str, quantity: Quantity, match: re.Match[str], chosen: _Candidate) -> LinkOffer | None:
        link = Link(chosen.metric, chosen.options)
        printed = print_link(self._reader, link)
        start = quantity.start - (1 if chosen.approximation in {"约", "近"} else 0)
        end = quantity.end + (2 if chosen.approximation == "以上" and not quantity.text.endswith("以上") else 0)
        if _plain_text(text[start:end]) == printed:
            return self._linked(start, end, link, printed)
        bare = Link(chosen.metric, (*chosen.options, "bare"))
        printed = print_link(self._reader, bare)
        end = quantity.start + match.end("inside" if match["inside"] else "number")
        return self._linked(start, end, bare, printed) if _plain_text(text[start:end]) == printed else None

    def _change(self, text: str, quantity: Quantity, chosen: _Candidate) -> LinkOffer | None:
        link = Link(chosen.metric, chosen.options)
        printed = print_link(self._reader, link)
        start = quantity.end - len(printed)
        if start >= 0 and text[start : quantity.end] == printed:
            return self._linked(start, quantity.end, link, printed)
        bare = Link(chosen.metric, (*chosen.options, "bare"))
        printed = print_link(self._reader, bare)
        if "growth" in chosen.options and text[quantity.start : quantity.end] == printed:
            return self._linked(quantity.start, quantity.end, bare, printed)
        return None

    def _linked(self, start: int, end: int, link: Link, printed: str) -> LinkOffer:
        near = self._reader.framework.place_of_metric.get(link.metric) == self._node
        return LinkOffer(start, end, link.source(), link.metric, printed, near)


def applied(source: str, offers: Iterator[LinkOffer] | tuple[LinkOffer, ...]) -> str:
    """A paragraph's source with offers taken."""
    for offer in sorted(offers, key=lambda o: o.start, reverse=True):
        source = source[: offer.start] + offer.source + source[offer.end :]
    return source


def _plain_text(text: str) -> str:
    """A written figure in the digits and marks that a link prints."""
    return text.translate(_NARROW).replace(",", "").replace("∶", ":")


def _plain_word(unit: str) -> str:
    """A written unit under its usual word, 万 and 亿 kept: `万名` is `万人`."""
    scale = unit[:1] if unit[:1] in "万亿" and len(unit) > 1 else ""
    return plain_unit(scale + plain_unit(unit[len(scale) :]))

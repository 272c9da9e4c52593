"""公示版: what a county does not publish, and the draft without it.

`withhold` gives a draft in which the withheld values do not exist, so that whatever is built from it – text, tables,
formulas, charts, file names, properties – cannot hold them:

- a withheld metric says （不公开） in place of its values, has no growth, no formula, no standard, no target;
- everything computed from it (totals, shares, averages) is withheld with it (`equations.with_derived`);
- the same value typed by hand anywhere is masked, and so are telephone and identity numbers and chosen words;
- contacts, persons in charge, internal notes and documents with a 密级 are left out.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from eduduty_desktop.draft.cover_fields import EDITION_FIELDS
from eduduty_desktop.draft.equations import with_derived
from eduduty_desktop.draft.masking import WITHHELD, Mask, Value
from eduduty_desktop.draft.records import (
    CURRENT,
    OF_THE_ROUND,
    PREVIOUS,
    Entry,
    Evidence,
    Key,
    Narrative,
    Problem,
    SelfScore,
    Text,
)
from eduduty_desktop.draft.scoring import point_score
from eduduty_desktop.draft.value import Draft, Reader, Row
from eduduty_desktop.draft.values import IN_POINTS, POINTS, difference, figure, growth
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Framework, Kind, Metric, Node, Section

METRICS, WORDS = Key("cover", "withheld.metrics"), Key("cover", "withheld.words")
INTERNAL = ("waivers", "notes", "schools", *OF_THE_ROUND)
"""Tables that never leave the house."""

OPEN_WORDS = frozenset({"", "无", "公开", "不涉密", "非密", "—", "-"})
"""What stands under 密级 where there is none."""

_CONTACTS = frozenset({"contact"})
_AS_THEY_ARE = frozenset({"county", "year", "self_name", "date", "attachments", "layout.template", "word_limit"})
_IDS = frozenset({"point", "points", "metrics", "elements", "band", "serves", "sha256", "unit"})
_LEAST_WORDS = 3
_SECRET_WORDS = ("密", "内部", "不公开", "身份证", "电话", "姓名", "住址")


class Choice(msgspec.Struct, frozen=True):
    """What people chose to withhold: metrics by id, and words that are masked wherever they stand."""

    metrics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def choice_of(reader: Reader) -> Choice:
    """What a draft says; nothing chosen is nothing withheld but contacts and personal numbers."""
    metrics, words = _lines(reader.get(METRICS)), _lines(reader.get(WORDS))
    return Choice(metrics, words)


def texts_of(choice: Choice) -> dict[Key, Text]:
    """The records that keep a choice."""
    return {
        METRICS: Text("\n".join(dict.fromkeys(choice.metrics))),
        WORDS: Text("\n".join(dict.fromkeys(choice.words))),
    }


def _lines(record: Text | None) -> tuple[str, ...]:
    stated = record.text.splitlines() if record is not None else ()
    return tuple(dict.fromkeys(line.strip() for line in stated if line.strip()))


def withheld_metrics(reader: Reader, choice: Choice | None = None) -> frozenset[str]:
    """The chosen metrics that the framework still has, and everything computed from them."""
    return with_derived(reader.framework, (choice or choice_of(reader)).metrics)


def suggested(reader: Reader) -> dict[str, str]:
    """Metrics that are likely not to be published, with the reason: their words, or a document with a 密级 behind them."""
    secret = {
        point: one.confidentiality.strip()
        for one in reader.rows("evidence").values()
        if is_confidential(one)
        for point in one.points
    }
    found: dict[str, str] = {}
    for metric in reader.framework.metrics.values():
        place = reader.framework.place_of_metric.get(metric.id, "")
        entry: Entry = reader.get(Key("figures", metric.id, CURRENT)) or Entry()
        said = f"{metric.label}{metric.scope}{entry.scope}{entry.note}"
        if place in secret:
            found[metric.id] = f"佐证材料标有密级“{secret[place]}”"
        elif word := next((word for word in _SECRET_WORDS if word in said), ""):
            found[metric.id] = f"名称或口径里有“{word}”"
    return found


def is_confidential(evidence: Evidence) -> bool:
    """Whether a document has a 密级."""
    return evidence.confidentiality.strip() not in OPEN_WORDS


def withhold(draft: Draft, choice: Choice | None = None) -> Draft:
    """The draft as it may be published; what the draft itself has chosen unless a choice is given."""
    return Withholding(draft, choice or choice_of(draft)).draft


class Withholding:
    """One pass: the `draft` that may be published, the `hidden` metrics, and how often a text was `masked`."""

    def __init__(self, draft: Draft, choice: Choice) -> None:
        self._source = draft
        self.hidden = withheld_metrics(draft, choice)
        values, ratios, words = _said(draft, self.hidden)
        self._mask = Mask(values, ratios, (*choice.words, *words))
        tables = {name: self._rows(name) for name in draft.tables}
        for name, further in (("figures", self._placeholders()), ("scores", self._scores())):
            tables[name] = {**tables.get(name, {}), **dict(further)}
        self.draft = msgspec.structs.replace(
            draft,
            framework=_framework_without(draft.framework, self.hidden),
            tables={name: rows for name, rows in tables.items() if rows},
        )
        self.masked = self._mask.count

    def _rows(self, table: str) -> Mapping[Row, Any]:
        if table in INTERNAL:
            return {}
        rows = self._source.rows(table).items()
        found = ((row, self._record(table, row[0], record)) for row, record in rows)
        return {row: record for row, record in found if record is not None}

    def _record(self, table: str, row: str, record: Any) -> Any:
        """What may be published of a record; None for nothing."""
        if table in {"figures", "growths"} and row in self.hidden:
            return None
        if table == "cover":
            if row in EDITION_FIELDS or row in _CONTACTS:
                return None
            if row in _AS_THEY_ARE:
                return record
        if isinstance(record, Narrative):
            return msgspec.structs.replace(record, text=self._mask.narrative(record.text, self.hidden))
        if isinstance(record, Evidence):
            if is_confidential(record):
                return None
            record = msgspec.structs.replace(record, provider="")
        if isinstance(record, Problem):
            nobody = (msgspec.structs.replace(remedy, person="") for remedy in record.remedies)
            record = msgspec.structs.replace(record, remedies=tuple(nobody))
        return self._masked(record)

    def _masked(self, record: msgspec.Struct) -> msgspec.Struct:
        """A record with every text in it masked, but what names something else."""
        changed: dict[str, Any] = {}
        for name in record.__struct_fields__:
            value = getattr(record, name)
            if name in _IDS:
                continue
            if type(value) is str and value:
                changed[name] = self._mask.text(value)
            elif isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
                changed[name] = tuple(self._masked(one) for one in value)
        return msgspec.structs.replace(record, **changed)

    def _placeholders(self) -> Iterator[tuple[Row, Entry]]:
        """（不公开） where a value was said, stated or computed."""
        draft = self._source
        for metric in sorted(self.hidden):
            before = not figure(draft, metric, PREVIOUS).is_missing
            if before:
                yield (metric, PREVIOUS), Entry(typed=WITHHELD)
            if before or not figure(draft, metric).is_missing or growth(draft, metric) is not None:
                yield (metric, CURRENT), Entry(typed=WITHHELD)

    def _scores(self) -> Iterator[tuple[Row, SelfScore]]:
        """The scores that a rule gives over a hidden value, now stated: the rule cannot give them any more."""
        draft = self._source
        for point in draft.framework.points:
            if point.scoring is not None and point.scoring.metric in self.hidden:
                stated: SelfScore = draft.get(Key("scores", point.id)) or SelfScore()
                found = msgspec.structs.replace(stated, score=point_score(draft, point))
                yield (point.id, ""), msgspec.structs.replace(found, reason=self._mask.text(found.reason), typed="")


def _said(draft: Draft, hidden: frozenset[str]) -> tuple[list[Value], list[Ratio], list[str]]:
    """Everything that the hidden metrics say or come to: numbers, ratios, words."""
    values: list[Value] = []
    ratios: list[Ratio] = []
    words: list[str] = []
    for id in sorted(hidden):
        metric = draft.framework.metrics[id]
        for slot in (CURRENT, PREVIOUS):
            found = figure(draft, id, slot)
            if isinstance(found.amount, Ratio):
                ratios.append(found.amount)
            elif found.amount is not None and metric.kind is not Kind.YESNO:
                values.append(_value(metric, found.amount))
            elif len(found.words) >= _LEAST_WORDS:
                words.append(found.words)
        if (apart := difference(draft, id)) is not None:
            values.append(_value(metric, apart))
        if (grown := growth(draft, id)) is not None:
            values.append(Value(grown.amount, grown.unit, is_rate=True))
    return values, ratios, words


def _value(metric: Metric, number: Decimal) -> Value:
    return Value(number, POINTS if metric.kind is Kind.PERCENT_POINTS else metric.unit, metric.kind in IN_POINTS)


def _framework_without(framework: Framework, hidden: frozenset[str]) -> Framework:
    """The framework in which hidden metrics are words without formula, standard and target, and score nothing."""
    if not hidden:
        return framework
    bare = {"kind": Kind.TEXT, "decimals": 0, "formula": "", "standard": "", "targets": (), "bounds": None}
    metrics = {
        id: msgspec.structs.replace(metric, **bare) if id in hidden else metric
        for id, metric in framework.metrics.items()
    }
    relations = tuple(
        relation
        for relation in framework.relations
        if not hidden.intersection(one.metric for one in framework.comparisons[relation.id].operands())
    )
    sections = tuple(section for one in framework.sections if isinstance(section := _scoreless(one, hidden), Section))
    return msgspec.structs.replace(framework, metrics=metrics, relations=relations, sections=sections)


def _scoreless(node: Node, hidden: frozenset[str]) -> Node:
    """A node whose points are scored by no hidden metric."""
    if isinstance(node, Section):
        return msgspec.structs.replace(node, children=tuple(_scoreless(child, hidden) for child in node.children))
    if node.scoring is None or node.scoring.metric not in hidden:
        return node
    plain = msgspec.structs.replace(node.scoring, method=None, metric="", steps=(), ramp=None)
    return msgspec.structs.replace(node, scoring=plain)

"""data.json of a submission: the figures, scores and framework of a draft for whoever adds up the counties' reports.

Schema `eduduty.submission`, version 1 (told to people in resources/manual/sending.md); new fields may be added, known
ones keep their meaning.  `null` is what was not given.

    schema, version, program        "eduduty.submission", 1, the program's version
    made_at, edition                ISO 8601 with offset; review, final or public
    county, issuer, year            the cover's texts; year is a number, null where the cover says none
    framework                       {id, title, year, level, region, basis}
    score                           {self, full, bonus, grade}
    completeness                    {points, assessed, required_missing}
    figures                         [{id, label, unit, kind, stage, point, department, current, previous, growth, standard}]
      current, previous             {value, text, words, approximation, origin, period, scope, source, note} or null
      growth                        {value, unit, origin} or null
      standard                      {standard, actual, outcome, gap} or null
    points                          [{id, number, title, state, full_score, self_score, not_concerned, deductions}]
      deductions                    [{clause, times, points, reason}]
    vetoes                          [{id, text, occurred, explanation}]
    evidence                        [{number, title, document_number, date, issuer, pages, original, sealed, points, sha256}]
    files                           [{name, sha256, bytes}], those of the archive

`value` is a number in `unit` (是 1, 否 0; a ratio 1:19 is its right term for one of the left), `text` as the report prints
it, with all its digits.  `origin` is stated or computed.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from eduduty_desktop import __version__
from eduduty_desktop.document import cover
from eduduty_desktop.document.names import Edition
from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Reader
from eduduty_desktop.draft.assessment import completeness, entry_of, state_of, year_of
from eduduty_desktop.draft.comparison import comparison_of
from eduduty_desktop.draft.duties import departments_of
from eduduty_desktop.draft.records import Evidence, SelfScore, VetoAnswer
from eduduty_desktop.draft.score_total import score
from eduduty_desktop.draft.scoring import clause_text, deductions_of, point_score
from eduduty_desktop.draft.values import figure, growth, print_figure
from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.framework import Metric, Point
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.workspace.evidence import evidence_numbers

SCHEMA, VERSION = "eduduty.submission", 1


class SentFile(msgspec.Struct, frozen=True):
    """A file of an archive."""

    name: str
    sha256: str
    bytes: int


def submission_data(reader: Reader, edition: Edition, files: Sequence[SentFile], *, now: datetime) -> bytes:
    """The whole of data.json, UTF-8, indented for people.  Nothing internal is in it: no notes, waivers, paths, persons."""
    framework, done, total = reader.framework, completeness(reader), score(reader)
    value = {
        "schema": SCHEMA,
        "version": VERSION,
        "program": __version__,
        "made_at": now.isoformat(timespec="seconds"),
        "edition": edition.value,
        "county": cover.given(reader, "county"),
        "issuer": cover.issuer(reader),
        "year": year_of(reader),
        "framework": {
            "id": framework.id,
            "title": framework.title,
            "year": framework.year,
            "level": framework.level,
            "region": framework.region,
            "basis": framework.basis,
        },
        "score": {
            "self": _number(total.self),
            "full": _number(total.full),
            "bonus": _number(total.bonus),
            "grade": total.grade,
        },
        "completeness": done,
        "figures": [_figure(reader, metric) for metric in framework.metrics.values()],
        "points": [_point(reader, point) for point in framework.points],
        "vetoes": [_veto(reader, veto.id, veto.text) for veto in framework.vetoes],
        "evidence": [_evidence(reader, row, number) for row, number in evidence_numbers(reader).items()],
        "files": list(files),
    }
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _figure(reader: Reader, metric: Metric) -> dict[str, Any]:
    change, against = growth(reader, metric.id), comparison_of(reader, metric)
    place = reader.framework.place_of_metric.get(metric.id, "")
    point = reader.framework.nodes.get(place)
    lead = departments_of(reader, point)[:1] if isinstance(point, Point) else ()
    return {
        "id": metric.id,
        "label": metric.printed_label,
        "unit": metric.unit,
        "kind": metric.kind,
        "stage": metric.stage,
        "point": place,
        "department": metric.department or "".join(lead),
        "current": _said(reader, metric, CURRENT),
        "previous": _said(reader, metric, PREVIOUS),
        "growth": None
        if change is None
        else {"value": _number(change.amount), "unit": change.unit, "origin": change.origin},
        "standard": None
        if not against.standard
        else {
            "standard": against.standard,
            "actual": against.actual,
            "outcome": against.outcome.lstrip("✓✕— "),
            "gap": against.gap,
        },
    }


def _said(reader: Reader, metric: Metric, slot: str) -> dict[str, Any] | None:
    found = figure(reader, metric.id, slot)
    if found.is_missing:
        return None
    entry = entry_of(reader, metric.id, slot)
    return {
        "value": _number(found.amount),
        "text": print_figure(metric, found),
        "words": found.words,
        "approximation": found.approximation,
        "origin": found.origin,
        "period": str(entry.period or ""),
        "scope": entry.scope or metric.scope,
        "source": entry.source,
        "note": entry.note,
    }


def _point(reader: Reader, point: Point) -> dict[str, Any]:
    said: SelfScore = reader.get(Key("scores", point.id)) or SelfScore()
    return {
        "id": point.id,
        "number": place_of(reader.framework, point.id),
        "title": full_width(point.title),
        "state": state_of(reader, point.id).status,
        "full_score": _number(point.full_score),
        "self_score": _number(point_score(reader, point)),
        "not_concerned": said.not_concerned,
        "deductions": [
            {
                "clause": clause_text(point, one.clause),
                "times": _number(one.times),
                "points": _number(one.points),
                "reason": one.reason,
            }
            for one in deductions_of(reader, point.id)
        ],
    }


def _veto(reader: Reader, veto: str, text: str) -> dict[str, Any]:
    answer: VetoAnswer = reader.get(Key("vetoes", veto)) or VetoAnswer()
    return {"id": veto, "text": text, "occurred": answer.occurred, "explanation": answer.explanation}


def _evidence(reader: Reader, row: str, number: str) -> dict[str, Any]:
    one: Evidence = reader.get(Key("evidence", row))
    return {
        "number": number,
        "title": one.title,
        "document_number": one.document_number,
        "date": one.date,
        "issuer": one.issuer,
        "pages": one.pages,
        "original": one.original,
        "sealed": one.sealed,
        "points": list(one.points),
        "sha256": one.sha256,
    }


def _number(amount: Amount | None) -> int | float | None:
    """A number as JSON has it."""
    if amount is None:
        return None
    plain = amount.quotient() if isinstance(amount, Ratio) else Decimal(amount)
    return int(plain) if plain == plain.to_integral_value() else float(plain)

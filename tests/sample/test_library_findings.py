"""What the check finds in the published figures of each shipped framework, every finding judged by hand.

The judgements stand in `judged/<framework>.csv` with the columns of `judged_findings.csv` and `count`: a row with
node `*` judges all findings of its code and severity that no row names, and says how many there are.  After a check
or a framework changed, the failing test prints the rows that are missing, ready to be judged and pasted in, and those
that nothing answers to any more:

    pytest tests/sample/test_library_findings.py

Verdicts: `right`; `pending`, wrong until the standard says from which year it holds (UNDATED).
"""

import csv
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import Draft, Finding, Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.framework.library import Library
from eduduty_desktop.workspace.drafts import default_cover
from eduduty_desktop.workspace.filling import fill
from eduduty_desktop.workspace.session import Session
from tests.sample.library import fill_file

LIBRARY = Library.shipped()
TABLES = Path(__file__).with_name("judged")
VERDICTS = {"right", "pending"}
UNDATED: set[tuple[str, str]] = set()
COLUMNS = ("code", "severity", "node", "metric", "subject", "count", "verdict", "because")


class Row(NamedTuple):
    """What a judgement is about; a wildcard has the node `*` and nothing after it."""

    code: str
    severity: str
    node: str
    metric: str = ""
    subject: str = ""


@cache
def findings(name: str) -> tuple[Finding, ...]:
    """New draft, fill file in, check: as `new`, `fill` and `check` do it, without a file."""
    framework = LIBRARY.load(name)
    cover = default_cover("某县", framework.year or 2023)
    draft = Draft(name, framework)
    edits = [draft.change(Key("cover", k), Text(v), group="new", cause="new") for k, v in cover.items()]
    session = Session(draft.apply(edits), None)
    fill(session, fill_file(name))
    return Runner(shipped_checks(), session.draft).findings()


def judged(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames or ()) == COLUMNS
        return list(reader)


def row_of(finding: Finding) -> Row:
    place = finding.place
    return Row(finding.code, str(finding.severity), place.node, place.metric or place.row, finding.subject)


def expected(table: list[dict[str, str]]) -> Counter[Row]:
    return Counter({Row(r["code"], r["severity"], r["node"], r["metric"], r["subject"]): _count(r) for r in table})


def _count(row: dict[str, str]) -> int:
    return int(row["count"] or 1)


def summed(name: str, table: Counter[Row]) -> Counter[Row]:
    """The findings as the table counts them: each by itself if it is named there, else under its code's wildcard."""
    rows = Counter(row_of(f) for f in findings(name))
    found: Counter[Row] = Counter()
    for row, count in rows.items():
        wildcard = Row(row.code, row.severity, "*")
        found[row if row in table or wildcard not in table else wildcard] += count
    return found


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_every_finding_is_judged_and_every_judged_one_is_found(name: str) -> None:
    table = expected(judged(name))
    found = summed(name, table)
    messages = {row_of(f): f.message for f in findings(name)}
    missing = [
        f"{','.join(row)},{n if n > 1 else ''},right,  # {messages.get(row, '')}" for row, n in (found - table).items()
    ]
    vanished = [f"{','.join(row)},{n}" for row, n in (table - found).items()]
    assert not [*missing, *vanished], "\n".join(["not judged:", *missing, "no longer found:", *vanished])


@pytest.mark.parametrize("name", LIBRARY.ids())
def test_every_judgement_has_its_reason(name: str) -> None:
    rows = judged(name)
    assert [row for row in rows if row["verdict"] not in VERDICTS or not row["because"].strip()] == []
    assert len(expected(rows)) == len(rows)


def test_a_pending_judgement_waits_for_something_known() -> None:
    pending = {(name, r["metric"]) for name in LIBRARY.ids() for r in judged(name) if r["verdict"] == "pending"}
    assert pending == UNDATED


def test_the_contradictions_of_the_published_figures_are_found() -> None:
    """The arithmetic that a reader can do on the published figures by hand."""
    broken = {f.subject: f.message for name in LIBRARY.ids() for f in findings(name) if f.code == "relation.broken"}
    assert "2342+780=3122" in broken["staff.parts"]
    assert "3931÷5468" in broken["senior.ratio_by_enrolment"]

"""What the check finds in the published figures, each finding judged by hand in `judged_findings.csv`."""

import csv
from collections import Counter
from pathlib import Path

from tests.sample.example import findings_of, sample_draft

TABLE = Path(__file__).with_name("judged_findings.csv")


def judged() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_finding_is_judged_and_every_judged_one_is_found() -> None:
    found = Counter(
        (f.code, str(f.severity), f.place.node, f.place.metric or f.place.row, f.subject)
        for f in findings_of(sample_draft())
    )
    table = Counter((r["code"], r["severity"], r["node"], r["metric"], r["subject"]) for r in judged())
    assert found == table


def test_no_finding_is_judged_wrong() -> None:
    assert [row for row in judged() if row["verdict"] != "right"] == []


def test_the_published_contradictions_are_named_with_their_arithmetic() -> None:
    messages = {f.subject: f.message for f in findings_of(sample_draft()) if f.code == "relation.broken"}
    assert "2342+780=3122" in messages["staff.parts"]
    assert "3137" in messages["staff.parts"]
    assert "15" in messages["staff.parts"]
    assert "1252+1207=2459" in messages["staff.full_time_within_compulsory"]
    assert "2342" in messages["staff.full_time_within_compulsory"]
    assert "55+3+33+51+9=151" in messages["teacher.recruit.parts"]
    assert "134" in messages["teacher.recruit.parts"]


def test_stated_values_stay_as_published() -> None:
    draft = sample_draft()
    findings_of(draft)
    stated = {row: str(entry.amount) for (row, slot), entry in draft.rows("figures").items() if slot == "current"}
    assert stated["staff.total"] == "3137"
    assert stated["staff.compulsory"] == "2342"
    assert stated["staff.non_compulsory"] == "780"
    assert stated["teacher.recruit.total"] == "134"
    assert stated["teacher.bachelor_ratio_urban_rural"] == "1:0.98"
    assert "supervision.problems_found" not in stated

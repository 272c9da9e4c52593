"""核验发现 keep their name while only wording and offsets change; a waiver ends when an operand's text does."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.finding import is_waived, sort_key, waiver_for
from eduduty_desktop.framework import Severity
from tests.draft.small import fig

OPERANDS = ((fig("staff.total"), "3137人"), (fig("staff.other"), "780人"))
FOUND = Finding(
    "relation.broken",
    Severity.ERROR,
    Place("profile", "staff.total", "current", start=3, end=9),
    "对不上",
    "请核对",
    OPERANDS,
    "staff.parts",
)


@given(st.text(), st.text(), st.integers(-1, 99), st.sampled_from(Severity))
def test_wording_offsets_and_gravity_leave_the_identity(
    message: str, advice: str, start: int, severity: Severity
) -> None:
    place = msgspec.structs.replace(FOUND.place, start=start, end=start + 1)
    other = msgspec.structs.replace(FOUND, message=message, advice=advice, place=place, severity=severity)
    assert other.identity == FOUND.identity


def test_code_place_and_subject_make_the_identity() -> None:
    others = [
        msgspec.structs.replace(FOUND, code="bounds.range"),
        msgspec.structs.replace(FOUND, subject="other"),
        *(
            msgspec.structs.replace(FOUND, place=msgspec.structs.replace(FOUND.place, **{name: "x"}))
            for name in ("node", "metric", "slot", "table", "row")
        ),
    ]
    assert len({found.identity for found in (FOUND, *others)}) == 8


def test_a_waiver_covers_the_finding_as_it_stands() -> None:
    waiver = waiver_for(FOUND, "口径不同", "李某")
    assert (waiver.reason, waiver.person) == ("口径不同", "李某")
    assert is_waived(FOUND, [waiver])
    assert is_waived(msgspec.structs.replace(FOUND, message="换了说法"), [waiver])
    assert not is_waived(FOUND, [])


def test_a_waiver_lapses_with_an_operands_text() -> None:
    waiver = waiver_for(FOUND, "口径不同", "李某")
    for operands in (
        ((OPERANDS[0][0], "3138人"), OPERANDS[1]),
        OPERANDS[:1],
        ((fig("staff.total", "previous"), "3137人"), OPERANDS[1]),
    ):
        assert not is_waived(msgspec.structs.replace(FOUND, operands=operands), [waiver])
    assert not is_waived(msgspec.structs.replace(FOUND, subject="other"), [waiver])
    assert is_waived(FOUND, [msgspec.structs.replace(waiver, finding="x"), waiver])


def test_the_metrics_among_the_operands_are_named() -> None:
    operands = (*OPERANDS, (Key("growths", "fund.total"), "1%"), (Key("cover", "county"), ""))
    found = msgspec.structs.replace(FOUND, operands=operands)
    assert found.operand_metrics == {"staff.total", "staff.other", "fund.total"}


def test_grave_findings_come_first() -> None:
    found = [
        msgspec.structs.replace(FOUND, severity=severity, subject=subject)
        for severity in Severity
        for subject in ("b", "a")
    ]
    ordered = sorted(found, key=sort_key)
    assert [f.severity for f in ordered] == [s for s in Severity for _ in range(2)]
    assert [f.subject for f in ordered] == ["a", "b"] * 3

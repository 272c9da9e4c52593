"""Documents registered twice, and documents of another year: where the line runs."""

import msgspec
import pytest

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import Finding, Key
from eduduty_desktop.draft.records import Evidence, Text
from eduduty_desktop.framework import Severity
from tests.draft.small import draft_of


def found(code: str, *documents: Evidence, **cover: str) -> list[Finding]:
    records: dict[Key, msgspec.Struct] = {Key("evidence", str(at)): one for at, one in enumerate(documents)}
    records |= {Key("cover", field): Text(text) for field, text in cover.items()}
    return [f for f in Runner(shipped_checks(), draft_of(records)).findings() if f.code == code]


def document(number: str = "", date: str = "", title: str = "通知", **more: object) -> Evidence:
    return Evidence(("s1.p2",), title=title, document_number=number, date=date, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "severity"),
    [
        (document("某政发〔2024〕1号"), None),
        (document("某政发〔2023〕1号"), None),
        (document("某政发〔2022〕1号"), Severity.WARNING),
        (document("某政发〔2025〕1号"), Severity.HINT),
        (document("某政发〔2026〕1号"), Severity.WARNING),
        (document("某政发〔2019〕1号", "2024-03"), Severity.WARNING),
        (document("", "2019年6月"), Severity.WARNING),
        (document("某政发1号", "2025-02-10"), Severity.HINT),
        (document("", "六月"), None),
        (document("〔2019〕1号、〔2024〕2号"), None),
    ],
)
def test_the_year_of_a_document(one: Evidence, severity: Severity | None) -> None:
    assert [f.severity for f in found("evidence.year", one)] == ([severity] if severity else [])


@pytest.mark.parametrize(("year", "times"), [("2019", 0), ("２０１９年", 0), ("2020", 0), ("待定", 1), ("", 1)])
def test_the_year_is_the_covers_or_else_the_frameworks(year: str, times: int) -> None:
    assert len(found("evidence.year", document("某政发〔2019〕1号"), year=year)) == times


@pytest.mark.parametrize(
    ("documents", "times"),
    [
        ((document("某政发〔2024〕1号"), document("某政发[2024]1号", title="通 知")), 1),
        ((document("某政发〔2024〕1号"), document("某政发〔2024〕1号", title="别的")), 0),
        ((document(), document()), 0),
        ((document(sha256="ab"), document(sha256="ab"), document(sha256="ab")), 2),
        ((document(sha256="ab"), document(sha256="cd")), 0),
        ((document(sha256="ab"), Evidence(title="没有测评点的", sha256="ab")), 0),
    ],
)
def test_what_counts_as_the_same_document(documents: tuple[Evidence, ...], times: int) -> None:
    assert len(found("evidence.duplicate", *documents)) == times


def test_a_finding_leads_to_the_point_under_which_the_document_is_numbered() -> None:
    one = Evidence(("s2.p2", "s1.p2"), title="年报", date="2001")
    (finding,) = found("evidence.year", one)
    assert (finding.place.node, finding.place.table, finding.place.row) == ("s1.p2", "evidence", "0")
    assert "“年报”的日期是2001年的，自评年度是2024年" in finding.message

"""Checks against last year at their edges: what counts as the same words, which years are stale, what a power of ten is."""

from decimal import Decimal

import pytest

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.checks.last_year import LEAST, _stale_in
from eduduty_desktop.checks.years import power_between
from eduduty_desktop.draft import Draft, Finding, Key
from eduduty_desktop.draft.records import Evidence, LastYear, Narrative, Problem, Remedy, Text
from eduduty_desktop.framework import Severity
from tests.draft.small import draft_of
from tests.runaway import no_runaway

WORDS = (
    "县委教育工作领导小组定期听取汇报，研究解决学校布局、教师补充和经费保障中的困难，明确责任单位、完成时限和督办办法，"
)
YEAR = Key("cover", "year")


def found(draft: Draft, code: str) -> list[Finding]:
    return [finding for finding in Runner(shipped_checks(), draft).findings() if finding.code == code]


def unchanged(now: str, before: str) -> list[Finding]:
    records = {Key("narratives", "s1.p2"): Narrative(now), Key("last_year", "s1.p2"): LastYear(True, before)}
    return found(draft_of(records), "last_year.unchanged")


# the same words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (f"{WORDS}全年开会5次。", f"{WORDS}全年开会4次。"),
        (f"{WORDS}全年开会{{{{meeting.count}}}}。", f"{WORDS}全年开会{{{{meeting.count|was=4次}}}}。"),
        (f"{WORDS}全年开会。", f"别的一段。\n{WORDS}全年，开会。"),
    ],
)
def test_only_other_figures_and_marks_are_the_same_words(now: str, before: str) -> None:
    (finding,) = unchanged(now, before)
    assert finding.severity is Severity.HINT
    assert "相似度100%" in finding.message
    assert (finding.place.table, finding.place.start) == ("narratives", 0)
    assert 0 < finding.place.end <= 8


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (WORDS[: LEAST - 10], WORDS[: LEAST - 10]),
        (WORDS, ""),
        ("", WORDS),
        (f"{WORDS[:30]}把大班额化解列为民生实事，逐校制定方案，按月通报，年底全部完成，群众反映很好。", WORDS),
    ],
)
def test_short_or_rewritten_paragraphs_are_not(now: str, before: str) -> None:
    assert unchanged(now, before) == []


def test_each_paragraph_is_told_by_itself_at_its_place() -> None:
    second = (
        "学校食堂全部实行自主经营，食材统一招标、统一配送、统一结算，膳食委员会每月公布账目，家长随时可以到校陪餐监督。"
    )
    first, last = unchanged(f"{WORDS}\n新写的。\n{second}", f"{second}\n{WORDS}")
    assert {first.place.start, last.place.start} == {0, len(WORDS) + len("\n新写的。\n")}
    assert first.identity != last.identity


def test_ten_thousand_characters_are_compared_within_a_keystroke() -> None:
    paragraphs = [f"{WORDS}{'第' * (at % 7)}{chr(0x4E00 + at)}项工作已经完成。" for at in range(150)]
    records = {
        Key("narratives", "s1.p2"): Narrative("\n".join(paragraphs)),
        Key("last_year", "s1.p2"): LastYear(True, "\n".join(reversed(paragraphs))),
    }
    draft = draft_of(records)
    check = shipped_checks().checks["last_year.unchanged"]
    (case,) = [case for case in check.cases(draft.framework) if case.subject == "s1.p2"]
    from eduduty_desktop.checks import View

    list(check.run(View(draft, case, check.code), case.subject))
    with no_runaway(0.1):
        assert len(list(check.run(View(draft, case, check.code), case.subject))) == 150


# years ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("今年（2023年）新建学校。", ["今年（2023年"]),
        ("2023年（今年）新建学校。", ["2023年（今年）"]),
        ("本年度，2022年完成。", ["本年度，2022年"]),
        ("截至2023年底，有学校45所。", ["截至2023年"]),
        ("截止到2022年12月，有学校45所。", ["截止到2022年"]),
        ("2023年度履行教育职责情况如下。", ["2023年度履行教育职责"]),
    ],
)
def test_an_earlier_year_spoken_of_as_the_present_one(text: str, words: list[str]) -> None:
    assert [said for _, _, said, _, _ in _stale_in(text, 2024)] == words


@pytest.mark.parametrize(
    "text",
    [
        "今年（2024年）新建学校。",
        "截至2024年底，有学校45所。",
        "截至2023年底有45所，2024年新增2所。",
        "截至2023年底的数比上年多。",
        "2023年度履行教育职责反馈的问题已整改。",
        "2023年，全县有学校45所。",
        "今年新建20所，投入2023万元。",
    ],
)
def test_other_years_are_no_business_of_it(text: str) -> None:
    assert list(_stale_in(text, 2024)) == []


def test_a_sentence_of_last_years_text_with_its_year_is_stale() -> None:
    before = "2023年，领导小组先后开会{{meeting.count|was=4次}}，研究学校布局。其他的话。"
    now = "2023年，领导小组先后开会{{meeting.count}}，研究学校布局。2023年新写的一句话不算在内。"
    records = {
        YEAR: Text("2024"),
        Key("narratives", "s1.p2"): Narrative(now),
        Key("last_year", "s1.p2"): LastYear(True, before),
    }
    (finding,) = found(draft_of(records), "year.stale")
    assert (finding.place.start, finding.place.end, finding.severity) == (0, 5, Severity.HINT)
    assert "“2023年”" in finding.message


@pytest.mark.parametrize(
    ("field", "text", "severity"),
    [
        ("title", "某县人民政府关于2023年度履行教育职责情况的自评报告", Severity.WARNING),
        ("notice_title", "关于做好2023年评价工作的通知", Severity.HINT),
        ("notice_number", "某教督函〔2023〕3号", Severity.HINT),
    ],
)
def test_the_cover_of_last_year(field: str, text: str, severity: Severity) -> None:
    (finding,) = found(draft_of({YEAR: Text("2024"), Key("cover", field): Text(text)}), "year.stale")
    assert (finding.severity, finding.place.row) == (severity, field)
    assert found(draft_of({YEAR: Text("2023"), Key("cover", field): Text(text)}), "year.stale") == []
    assert (
        found(draft_of({YEAR: Text("2024"), Key("cover", field): Text(text.replace("2023", "2025"))}), "year.stale")
        == []
    )


def test_years_in_a_long_text_take_no_time() -> None:
    text = "今年（截至20" * 8_000 + "2023年（" * 6_000
    with no_runaway(0.5):
        list(_stale_in(text, 2024))


# powers of ten --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "power"),
    [
        ("579261810", "57314.66", 10_000),
        ("57314.66", "579261810", 10_000),
        ("1000", "100", 10),
        ("1150", "100", 10),
        ("1160", "100", None),
        ("100", "10", None),
        ("100", "1", 100),
        ("0", "100", None),
        ("-100", "10", None),
        ("300", "100", None),
    ],
)
def test_powers_of_ten(now: str, before: str, power: int | None) -> None:
    assert power_between(Decimal(now), Decimal(before)) == power


# problems -------------------------------------------------------------------------------------------------


def test_what_was_closed_without_proof_is_graver_for_last_years_feedback() -> None:
    closed = (Remedy("建", closed=True), Remedy("修"))
    own = draft_of({YEAR: Text("2024"), Key("problems", "1"): Problem(text="旧", remedies=closed)})
    fed = draft_of({YEAR: Text("2024"), Key("problems", "1"): Problem(text="旧", source="上年反馈", remedies=closed)})
    assert [finding.severity for finding in found(own, "problem.unproved")] == [Severity.HINT]
    assert [finding.severity for finding in found(fed, "problem.unproved")] == [Severity.WARNING]


def test_proof_that_is_no_longer_registered_is_none() -> None:
    problem = Problem(text="旧", remedies=(Remedy("建", closed=True, evidence=("e",)),))
    proved = draft_of({Key("problems", "1"): problem, Key("evidence", "e"): Evidence(("s1.p2",), title="验收报告")})
    assert found(proved, "problem.unproved") == []
    assert len(found(draft_of({Key("problems", "1"): problem}), "problem.unproved")) == 1


def test_feedback_without_progress_is_told_even_without_a_year() -> None:
    problem = Problem(text="旧", source="上年反馈", points=("s1.p2",))
    (finding,) = found(draft_of({Key("problems", "1"): problem}), "problem.stalled")
    assert finding.message == "上年反馈的问题“旧”没有销号，也没有写整改进展。"
    assert finding.place.node == "s1.p2"

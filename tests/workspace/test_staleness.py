"""Whether an exported file still matches the draft: what counts, what does not, and what is named."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import CURRENT, Draft, Key, canonical
from eduduty_desktop.draft.records import Entry, Narrative, PointState, Problem, Status, Text
from eduduty_desktop.draft.sign_off import SignOff
from eduduty_desktop.draft.sign_off import texts_of as signed
from eduduty_desktop.draft.withholding import Choice, texts_of
from eduduty_desktop.store.exports import Export, LoggedExport
from eduduty_desktop.workspace.baseline import baseline_of, content_of, draft_of, read_baseline, unpacked
from eduduty_desktop.workspace.differences import Difference
from eduduty_desktop.workspace.staleness import all_stale, page_of, said_differently, stale
from tests.document import example
from tests.runaway import no_runaway

NOON = datetime(2022, 11, 22, 6, 3, tzinfo=UTC)
FUND = Key("figures", "fund.total", CURRENT)


def logged(draft: Draft, edition: Edition = Edition.FINAL, at: datetime = NOON) -> list[LoggedExport]:
    """As an export is recorded: its baseline stands with one of its files."""
    files = (("appendix", ""), ("report", baseline_of(draft, edition)))
    return [LoggedExport(at, Export(edition, kind, f"{kind}.x", "0" * 64, baseline)) for kind, baseline in files]


def changed(draft: Draft, key: Key, record: msgspec.Struct | None) -> Draft:
    return draft.apply([draft.change(key, record)])


@pytest.fixture
def draft() -> Draft:
    return example.draft()


def test_what_was_exported_and_not_changed_matches(draft: Draft) -> None:
    for edition in Edition:
        assert stale(draft, edition, logged(draft, edition)) is None
        assert stale(changed(draft, FUND, None), edition, []) is None, "nothing was exported"


def test_every_place_that_differs_is_named_with_both_sides(draft: Draft) -> None:
    later = changed(draft, FUND, Entry(Decimal("57926.2")))
    later = changed(later, Key("problems", "q2"), None)
    found = stale(later, Edition.FINAL, logged(draft))
    assert found is not None
    assert [(one.key, one.table) for one in found.differences] == [
        (FUND, "指标数据"),
        (Key("problems", "q2"), "存在问题"),
    ]
    assert "57926.181" in found.differences[0].old
    assert "57926.2" in found.differences[0].new
    assert found.words.startswith("已导出的报送稿（11月22日 ")
    assert found.words.endswith("与自评稿不一致：2处")
    assert [page_of(later.framework, one.key) for one in found.differences] == ["s2.1.1.1", "problems"]


def test_editions_are_told_apart_and_the_last_export_counts(draft: Draft) -> None:
    later = changed(draft, FUND, Entry(Decimal(1)))
    both = [*logged(later, at=NOON + timedelta(hours=1)), *logged(draft)]
    assert stale(later, Edition.FINAL, both) is None
    assert stale(draft, Edition.FINAL, both) is not None
    assert [one.edition for one in all_stale(later, [*both, *logged(draft, Edition.REVIEW)])] == [Edition.REVIEW]


@pytest.mark.parametrize(
    ("key", "record"),
    [
        (Key("notes", "s1.p1"), Text("备忘")),
        (Key("states", "s1.p1"), PointState(Status.FINAL)),
        (Key("cover", "word_limit"), Text("5000")),
        *signed(SignOff(issuer="周五", on="2022年3月1日")).items(),
    ],
)
def test_what_no_file_shows_makes_none_old(draft: Draft, key: Key, record: msgspec.Struct) -> None:
    assert stale(changed(draft, key, record), Edition.FINAL, logged(draft)) is None


def test_a_public_edition_is_old_when_what_is_withheld_changes_and_only_then(draft: Draft) -> None:
    chosen = draft.apply([draft.change(key, text) for key, text in texts_of(Choice(("fund.total",))).items()])
    exports = logged(chosen, Edition.PUBLIC)
    assert stale(changed(chosen, FUND, Entry(Decimal("57926.2"))), Edition.PUBLIC, exports) is None
    assert stale(draft, Edition.PUBLIC, exports) is not None
    assert b"57926" not in msgspec.json.encode(unpacked(read_baseline(baseline_of(chosen, Edition.PUBLIC))))


def test_what_went_out_can_be_read_back_whole(draft: Draft) -> None:
    kept = unpacked(read_baseline(baseline_of(draft)))
    assert kept is not None
    found = draft_of(kept, draft)
    assert found is not None
    assert canonical(found) == canonical(content_of(draft))


def test_a_baseline_without_its_records_still_tells_that_it_differs(draft: Draft) -> None:
    bare = msgspec.json.encode({"draft": "0" * 64}).decode()
    damaged = msgspec.json.encode({"draft": "0" * 64, "kept": "nonsense"}).decode()
    for baseline in (bare, damaged):
        one = LoggedExport(NOON, Export("final", "report", "x", "0" * 64, baseline))
        found = stale(draft, Edition.FINAL, [one])
        assert found is not None
        assert found.differences == ()
        assert found.words.endswith("不一致")
    for nothing in ("", "[]", "not json"):
        assert (
            stale(draft, Edition.FINAL, [LoggedExport(NOON, Export("final", "report", "x", "0" * 64, nothing))]) is None
        )


def test_a_long_text_is_quoted_from_where_it_parts() -> None:
    old, new = "甲" * 300 + "共4次。" + "乙" * 50, "甲" * 300 + "共5次。" + "乙" * 50
    words = said_differently(Difference(Key("narratives", "x"), "正文", "", old, new))
    assert "共4次" in words
    assert "共5次" in words
    assert len(words) < 120
    assert said_differently(Difference(FUND, "", "", "", "5")) == "导出时没有，现在“5”。"


def test_comparing_is_cheap(draft: Draft) -> None:
    exports = logged(draft)
    later = changed(draft, Key("narratives", "s1.p1"), Narrative("改"))
    stale(later, Edition.FINAL, exports)
    with no_runaway(5 * 0.1):
        for _ in range(5):
            stale(later, Edition.FINAL, exports)


def test_problems_lead_to_their_page_and_texts_to_their_node(draft: Draft) -> None:
    framework = draft.framework
    assert page_of(framework, Key("narratives", "s1.p1")) == "s1.p1"
    assert page_of(framework, Key("narratives", "lead")) == "cover"
    assert page_of(framework, Key("cover", "title")) == "cover"
    assert page_of(framework, Key("evidence", "e1")) == ""
    assert isinstance(example.PROBLEMS["q1"], Problem)

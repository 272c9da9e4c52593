"""An open draft: edits are steps, typing is one step and one journal row, and the file hears of everything."""

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime

import msgspec
import pytest

from eduduty_desktop.draft import Change, Draft, Key, canonical
from eduduty_desktop.draft.finding import waiver_for
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.workspace.session import JOURNAL_SECONDS, Applied, Session
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

TEXT, OTHER = Key("narratives", "s1.p1"), Key("narratives", "s1.p2")
NOTE = Key("notes", "s1")


class Recorder:
    """A storage that remembers what it was handed and has always finished already."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Change, ...], str]] = []

    def _done(self, name: str, changes: Sequence[Change], label: str) -> "Future[datetime]":
        self.calls.append((name, tuple(changes), label))
        future: Future[datetime] = Future()
        future.set_result(datetime(2024, 5, 1, tzinfo=UTC))
        return future

    def commit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        return self._done("commit", changes, label)

    def save_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        return self._done("journal", changes, label)

    def seal_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        return self._done("seal", changes, label)

    @property
    def names(self) -> list[str]:
        return [name for name, _, _ in self.calls]


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A session with its recorder, its clock and what its listeners heard."""

    def __init__(self, draft: Draft | None = None) -> None:
        self.storage, self.clock = Recorder(), Clock()
        self.session = Session(draft or draft_of(), self.storage, seconds=self.clock)
        self.heard: list[Applied] = []
        self.session.subscribe(self.heard.append)

    def type(self, text: str, key: Key = TEXT) -> Applied:
        return self.session.type(key, Narrative(text), label="打字")

    def text(self, key: Key = TEXT) -> str:
        return self.session.draft.text(key.table, key.row)


@pytest.fixture
def desk() -> Desk:
    return Desk()


# edits ----------------------------------------------------------------------------------------------------


def test_an_edit_is_applied_committed_once_and_heard(desk: Desk) -> None:
    applied = desk.session.edit([(NOTE, Text("甲")), (fig("staff.total"), entry("3"))], label="填写", cause="pasted")
    assert desk.session.record(NOTE) == Text("甲")
    assert desk.storage.calls == [("commit", applied.changes, "填写")]
    assert desk.heard == [applied]
    assert applied.keys == {NOTE, fig("staff.total")}
    assert applied.source == "edit"
    assert {c.cause for c in applied.changes} == {"pasted"}
    assert len({c.group for c in applied.changes}) == 1


def test_an_edit_that_changes_nothing_is_nothing(desk: Desk) -> None:
    desk.session.edit([(NOTE, Text("甲"))], label="填写")
    before = desk.session.draft
    for record in (Text("甲"),):
        assert desk.session.edit([(NOTE, record)], label="填写").changes == ()
    assert desk.session.edit([(OTHER, None), (TEXT, Narrative())], label="清空").changes == ()
    assert desk.session.edit([], label="无").changes == ()
    assert desk.session.draft is before
    assert desk.storage.names == ["commit"]
    assert len(desk.heard) == 1


def test_only_the_records_that_change_are_committed(desk: Desk) -> None:
    desk.session.edit([(NOTE, Text("甲"))], label="填写")
    applied = desk.session.edit([(NOTE, Text("甲")), (TEXT, Narrative("文"))], label="粘贴")
    assert [c.key for c in applied.changes] == [TEXT]


def test_a_change_of_digits_is_a_change(desk: Desk) -> None:
    desk.session.edit([(fig("fund.current"), entry("50.1"))], label="填写")
    assert desk.session.edit([(fig("fund.current"), entry("50.10"))], label="填写").changes
    assert str(desk.session.record(fig("fund.current")).amount) == "50.10"


def test_a_wrong_record_changes_nothing(desk: Desk) -> None:
    before = desk.session.draft
    with pytest.raises(TypeError):
        desk.session.edit([(NOTE, Text("甲")), (TEXT, Text("错"))], label="填写")
    assert desk.session.draft is before
    assert desk.storage.calls == []
    assert desk.session.undo() is None


# undo and redo --------------------------------------------------------------------------------------------


def test_undo_and_redo_are_committed_and_heard(desk: Desk) -> None:
    desk.session.edit([(NOTE, Text("甲"))], label="填写")
    undone = desk.session.undo()
    assert undone is not None
    assert (undone.source, undone.label) == ("undo", "撤销填写")
    assert desk.session.record(NOTE) is None
    redone = desk.session.redo()
    assert redone is not None
    assert (redone.source, redone.label) == ("redo", "重做填写")
    assert desk.session.record(NOTE) == Text("甲")
    assert desk.storage.names == ["commit"] * 3
    assert desk.storage.calls[1] == ("commit", undone.changes, "撤销填写")
    assert [applied.source for applied in desk.heard] == ["edit", "undo", "redo"]


def test_there_is_nothing_to_undo_at_first(desk: Desk) -> None:
    assert desk.session.undo() is desk.session.redo() is None
    assert (desk.session.undo_label, desk.session.redo_label) == ("", "")
    assert desk.storage.calls == []


def test_a_new_edit_forgets_what_was_undone(desk: Desk) -> None:
    desk.session.edit([(NOTE, Text("甲"))], label="填写")
    desk.session.undo()
    assert desk.session.redo_label == "填写"
    desk.session.edit([(TEXT, Narrative("文"))], label="另填")
    assert desk.session.redo_label == ""
    assert desk.session.redo() is None
    assert desk.session.undo_label == "另填"


def test_typing_forgets_what_was_undone(desk: Desk) -> None:
    desk.session.edit([(NOTE, Text("甲"))], label="填写")
    desk.session.undo()
    desk.type("a")
    assert desk.session.redo() is None


# typing ---------------------------------------------------------------------------------------------------


def test_typing_is_one_step_and_one_row(desk: Desk) -> None:
    for text in ("我", "我市", "我市教"):
        desk.type(text)
    assert [applied.source for applied in desk.heard] == ["type"] * 3
    assert "commit" not in desk.storage.names
    desk.session.seal()
    name, changes, label = desk.storage.calls[-1]
    assert (name, label) == ("seal", "打字")
    assert [(c.old, c.new) for c in changes] == [(None, Narrative("我市教"))]
    assert desk.session.undo() is not None
    assert desk.text() == ""
    assert desk.session.undo() is None
    assert desk.session.redo() is not None
    assert desk.text() == "我市教"


def test_undo_in_the_middle_of_typing_takes_all_typing_of_the_field_back(desk: Desk) -> None:
    desk.session.edit([(TEXT, Narrative("原文"))], label="导入")
    for text in ("原文。", "原文。补", "原文。补充"):
        desk.type(text)
    desk.session.undo()
    assert desk.text() == "原文"
    assert desk.storage.names[-2:] == ["seal", "commit"]
    desk.type("原文！")
    desk.session.undo()
    assert desk.text() == "原文"


def test_leaving_a_field_seals_it(desk: Desk) -> None:
    desk.type("甲")
    desk.type("乙", OTHER)
    assert desk.storage.names.count("seal") == 1
    assert desk.storage.calls[-1][0] in {"seal", "journal"}
    desk.session.undo()
    assert (desk.text(), desk.text(OTHER)) == ("甲", "")
    desk.session.undo()
    assert desk.text() == ""


def test_an_edit_elsewhere_seals_the_typing_first(desk: Desk) -> None:
    desk.type("甲")
    desk.session.edit([(NOTE, Text("x"))], label="填写")
    assert desk.storage.names[-2:] == ["seal", "commit"]
    desk.session.undo()
    assert desk.text() == "甲"


def test_sealing_twice_writes_once(desk: Desk) -> None:
    desk.type("甲")
    desk.session.seal()
    desk.session.seal()
    assert desk.storage.names.count("seal") == 1
    desk.type("甲乙")
    desk.session.undo()
    assert desk.text() == "甲", "a sealed step is not joined"


def test_typing_nothing_new_is_nothing(desk: Desk) -> None:
    desk.session.edit([(TEXT, Narrative("甲"))], label="填写")
    calls = list(desk.storage.calls)
    assert desk.type("甲").changes == ()
    desk.session.seal()
    assert desk.storage.calls == calls
    assert len(desk.heard) == 1


def test_typing_that_ends_as_it_began_leaves_no_step_and_clears_the_journal(desk: Desk) -> None:
    desk.type("甲")
    desk.session.journal()
    desk.type("")
    desk.session.seal()
    assert desk.storage.calls[-1] == ("seal", (), "打字")
    assert desk.session.undo() is None


# the journal ----------------------------------------------------------------------------------------------


def test_typing_without_a_pause_is_journalled_all_the_same(desk: Desk) -> None:
    for i in range(200):
        desk.clock.now += 0.05
        desk.type("字" * (i + 1))
    journals = [call for call in desk.storage.calls if call[0] == "journal"]
    assert len(journals) >= 10 / (JOURNAL_SECONDS + 0.05)
    lengths = [len(changes[0].new.text) for _, changes, _ in journals]
    gaps = [after - before for before, after in zip([0, *lengths], lengths, strict=False)]
    assert max(gaps) * 0.05 <= JOURNAL_SECONDS + 0.05 + 1e-9, "no more than a second of typing is ever at risk"
    assert all(changes[0].old is None for _, changes, _ in journals), "one row, always from the field's beginning"


def test_the_journal_is_written_when_a_window_asks_and_only_if_it_changed(desk: Desk) -> None:
    desk.type("甲")
    desk.session.journal()
    before = len(desk.storage.calls)
    desk.session.journal()
    assert len(desk.storage.calls) == before
    desk.clock.now += 0.1
    desk.type("甲乙")
    desk.session.journal()
    assert desk.storage.calls[-1][0] == "journal"
    assert desk.storage.calls[-1][1][0].new == Narrative("甲乙")
    desk.session.seal()
    desk.session.journal()
    assert desk.storage.names[-1] == "seal"


# listeners and findings -----------------------------------------------------------------------------------


def test_a_listener_may_leave_even_while_it_is_called(desk: Desk) -> None:
    heard: list[str] = []

    def once(applied: Applied) -> None:
        heard.append(applied.source)
        leave()

    leave = desk.session.subscribe(once)
    desk.session.edit([(NOTE, Text("甲"))], label="填写")
    desk.session.undo()
    assert heard == ["edit"]
    assert len(desk.heard) == 2


def test_a_listener_sees_the_new_draft_and_its_findings(desk: Desk) -> None:
    seen: list[tuple[str, int]] = []
    desk.session.subscribe(
        lambda _: seen.append((desk.text(), sum(f.code == "text.placeholder" for f in desk.session.findings())))
    )
    desk.session.edit([(TEXT, Narrative("建成??个。"))], label="填写")
    desk.session.undo()
    assert seen == [("建成??个。", 1), ("", 0)]


def test_every_write_is_reported(desk: Desk) -> None:
    futures: list[Future[datetime]] = []
    desk.session.on_saving(futures.append)
    desk.type("甲")
    desk.session.edit([(NOTE, Text("x"))], label="填写")
    desk.session.undo()
    assert len(futures) == len(desk.storage.calls) == 4
    assert all(future.result() for future in futures)


def test_a_session_works_without_a_file() -> None:
    session = Session(draft_of(), None)
    session.type(TEXT, Narrative("甲"), label="打字")
    session.journal()
    session.seal()
    session.edit([(NOTE, Text("x"))], label="填写")
    session.undo()
    session.undo()
    assert canonical(session.draft) == canonical(draft_of())


def test_a_waiver_in_the_draft_covers_its_finding(desk: Desk) -> None:
    desk.session.edit([(fig("meeting.count"), entry("54"))], label="填写")
    found = next(f for f in desk.session.findings() if f.code == "bounds.range")
    assert not desk.session.waived(found)
    desk.session.edit([(Key("waivers", "1"), waiver_for(found, "属实", "李某"))], label="保留")
    assert desk.session.waived(found)
    desk.session.edit([(fig("meeting.count"), entry("60"))], label="填写")
    changed = next(f for f in desk.session.findings() if f.code == "bounds.range")
    assert not desk.session.waived(changed)
    assert desk.session.draft.framework is FRAMEWORK
    assert msgspec.structs.asdict(changed.place) == msgspec.structs.asdict(found.place)

"""Undo and redo: any editing can be taken back and done again; long texts are logged as splices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, Draft, Group, Key, UndoStack, canonical
from eduduty_desktop.draft.history import Splice, splice, unsplice
from eduduty_desktop.draft.records import Narrative, Text
from tests.draft.small import FRAMEWORK, draft_of, entry, fig
from tests.draft.strategies import RECORDS, Edit, edits

TYPED = Key("narratives", "s1.p1")


class Desk:
    """A draft with its undo stack, used as the session uses them, and every sealed state on the way."""

    def __init__(self) -> None:
        self.draft = Draft("d", FRAMEWORK)
        self.stack = UndoStack()
        self.count = 0

    def edit(self, steps: list[Edit]) -> None:
        self.stack.seal()
        changes = [change for step in steps if not (change := self.draft.change(*step)).is_idle]
        if changes:
            self.count += 1
            self.stack.push(Group(str(self.count), "编辑", tuple(changes)))
            self.draft = self.draft.apply(changes)

    def type(self, texts: list[str]) -> None:
        self.stack.seal()
        self.count += 1
        for text in texts:
            change = self.draft.change(TYPED, Narrative(text))
            if not change.is_idle:
                self.stack.push(Group(str(self.count), "打字", (change,)), still_open=True)
                self.draft = self.draft.apply([change])

    def undo(self) -> bool:
        return self._move(self.stack.undo())

    def redo(self) -> bool:
        return self._move(self.stack.redo())

    def _move(self, group: Group | None) -> bool:
        if group is not None:
            self.draft = self.draft.apply(group.changes)
        return group is not None


actions = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.lists(edits(), max_size=3, unique_by=lambda step: step[0])),
        st.tuples(st.just("type"), st.lists(st.text(max_size=3), min_size=1, max_size=5)),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("redo"), st.none()),
    ),
    max_size=14,
)


def play(desk: Desk, steps: list[tuple[str, object]]) -> None:
    for name, argument in steps:
        method = getattr(desk, name)
        method() if argument is None else method(argument)


@given(actions)
def test_everything_can_be_taken_back_and_done_again(steps: list[tuple[str, object]]) -> None:
    desk = Desk()
    play(desk, steps)
    while desk.redo():
        pass
    end = canonical(desk.draft)
    states = [end]
    while desk.undo():
        states.append(canonical(desk.draft))
    assert states[-1] == canonical(Draft("d", FRAMEWORK))
    for expected in reversed(states[:-1]):
        assert desk.redo()
        assert canonical(desk.draft) == expected
    assert not desk.redo()


@given(actions, st.lists(st.text(max_size=4), min_size=1, max_size=6))
def test_typing_in_one_field_is_one_step(steps: list[tuple[str, object]], texts: list[str]) -> None:
    desk = Desk()
    play(desk, steps)
    before = canonical(desk.draft)
    desk.type(texts)
    if canonical(desk.draft) != before:
        desk.undo()
        assert canonical(desk.draft) == before


def test_typing_that_ends_as_it_began_leaves_no_step() -> None:
    desk = Desk()
    desk.type(["a", "ab", "a", ""])
    assert desk.stack.undo_label == ""
    assert not desk.undo()


def test_typing_goes_on_after_ending_as_it_began() -> None:
    desk = Desk()
    desk.type(["a", "", "b", "bc"])
    assert desk.undo()
    assert canonical(desk.draft) == canonical(draft_of())
    assert not desk.undo()


def test_a_sealed_group_is_not_joined() -> None:
    desk = Desk()
    desk.type(["a"])
    desk.type(["b"])
    desk.undo()
    assert desk.draft.text(*TYPED[:2]) == "a"


def test_a_new_edit_forgets_what_was_undone() -> None:
    desk = Desk()
    desk.edit([(Key("notes", "s1"), Text("一"))])
    desk.undo()
    assert desk.stack.redo_label == "编辑"
    desk.edit([(Key("notes", "s1"), Text("二"))])
    assert desk.stack.redo_label == ""
    assert not desk.redo()


def test_joining_keeps_a_change_of_digits_alone() -> None:
    draft = draft_of({fig("fund.capital"): entry("50.1")})
    one = draft.change(fig("fund.capital"), entry("50.12"))
    other = draft.apply([one]).change(fig("fund.capital"), entry("50.10"))
    joined = Group("g", "a", (one,)).joined(Group("g", "b", (other,)))
    assert joined.label == "b"
    assert [(str(c.old.amount), str(c.new.amount)) for c in joined.changes] == [("50.1", "50.10")]


@given(st.lists(edits(), max_size=5), st.lists(edits(), max_size=5))
def test_a_joined_group_does_what_both_did(first: list[Edit], second: list[Edit]) -> None:
    draft, groups = Draft("d", FRAMEWORK), []
    for steps in (first, second):
        changes = []
        for key, record in steps:
            changes.append(draft.change(key, record))
            draft = draft.apply([changes[-1]])
        groups.append(Group("g", "", tuple(changes)))
    joined = groups[0].joined(groups[1])
    assert canonical(Draft("d", FRAMEWORK).apply(joined.changes)) == canonical(draft)
    assert len({change.key for change in joined.changes}) == len(joined.changes)
    assert canonical(draft.apply(joined.inverse().changes)) == canonical(Draft("d", FRAMEWORK))


# splices --------------------------------------------------------------------------------------------------

letters = st.text(alphabet="ab甲𠀀", max_size=20)


@given(letters | st.text(max_size=30), letters | st.text(max_size=30))
def test_a_splice_leads_both_ways(old: str, new: str) -> None:
    change = splice(old, new)
    assert unsplice(new, change) == old
    assert old[: change.at] + change.inserted + old[change.at + len(change.removed) :] == new


@given(letters, letters)
def test_a_splice_is_as_short_as_can_be(old: str, new: str) -> None:
    change = splice(old, new)
    if change.removed and change.inserted:
        assert change.removed[0] != change.inserted[0]
        assert change.removed[-1] != change.inserted[-1]
    if old == new:
        assert (change.removed, change.inserted) == ("", "")


def test_one_letter_in_a_long_text_is_a_short_splice() -> None:
    text = "教" * 50_000
    assert splice(text, text[:20_000] + "x" + text[20_000:]) == Splice(20_000, "", "x")
    assert splice(text, text[:-1]) == Splice(49_999, "教", "")


def test_a_splice_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="does not belong"):
        unsplice("甲乙丙", Splice(1, "x", "丁"))
    with pytest.raises(ValueError, match="does not belong"):
        unsplice("甲", Splice(5, "", "乙"))


@given(RECORDS["figures"])
def test_a_group_names_what_it_did(record: object) -> None:
    stack = UndoStack()
    change = draft_of().change(Key("figures", "a", CURRENT), record)  # type: ignore[arg-type]
    stack.push(Group("1", "填写教职工总数", (change,)))
    assert (stack.undo_label, stack.redo_label) == ("填写教职工总数", "")
    undone = stack.undo()
    assert undone is not None
    assert undone.changes == (change.inverse(),)
    assert (stack.undo_label, stack.redo_label) == ("", "填写教职工总数")
    assert stack.redo() == Group("1", "填写教职工总数", (change,))

"""The law of the session: its draft is what replaying its steps gives, and its findings are those of a full run."""

from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import Draft, Key, canonical
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.workspace.session import Applied, Session
from tests.checks.edits import edits, sources
from tests.draft.small import FRAMEWORK

fields = st.sampled_from([Key("narratives", "s1.p1"), Key("narratives", "s1.p2")])
actions = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.lists(edits(), max_size=3, unique_by=lambda step: step[0])),
        st.tuples(st.just("type"), st.tuples(fields, sources())),
        st.tuples(st.just("type"), st.tuples(fields, sources())),
        st.tuples(st.sampled_from(["seal", "undo", "undo", "redo", "findings"]), st.none()),
    ),
    max_size=15,
)


class Model:
    """The naive session: a list of whole drafts, and where one stands in it."""

    def __init__(self) -> None:
        self.states = [Draft("d", FRAMEWORK)]
        self.at = 0
        self.typing: Key | None = None

    @property
    def draft(self) -> Draft:
        return self.states[self.at]

    def edit(self, steps: list) -> None:  # type: ignore[type-arg]
        self.typing = None
        self._put(steps, self.at)

    def type(self, argument: tuple[Key, str]) -> None:
        key, text = argument
        goes_on = self.typing == key
        if not goes_on:
            self.base = self.draft
        self._put([(key, Narrative(text))], self.at, join=goes_on)
        self.typing = key

    def _put(self, steps: list, at: int, *, join: bool = False) -> None:  # type: ignore[type-arg]
        draft = self.draft
        for key, record in steps:
            draft = draft.apply([draft.change(key, record)])
        if canonical(draft) == canonical(self.draft):
            return
        begun = join and canonical(self.draft) != canonical(self.base)
        del self.states[at + (0 if begun else 1) :]
        if canonical(self.states[-1]) != canonical(draft):
            self.states.append(draft)
        self.at = len(self.states) - 1

    def seal(self) -> None:
        self.typing = None

    def undo(self) -> None:
        self.typing = None
        self.at = max(0, self.at - 1)

    def redo(self) -> None:
        self.typing = None
        self.at = min(len(self.states) - 1, self.at + 1)


def play(session: Session, name: str, argument: object) -> None:
    if name == "edit":
        session.edit(argument, label="编辑")  # type: ignore[arg-type]
    elif name == "type":
        key, text = argument  # type: ignore[misc]
        session.type(key, Narrative(text), label="打字")
    else:
        getattr(session, name)()


@given(actions)
def test_a_session_is_what_its_steps_make_it(steps: list[tuple[str, object]]) -> None:
    session, model = Session(Draft("d", FRAMEWORK), None), Model()
    heard: list[Applied] = []
    session.subscribe(heard.append)
    for name, argument in steps:
        play(session, name, argument)
        if name != "findings":
            method = getattr(model, name)
            method() if argument is None else method(argument)
        assert canonical(session.draft) == canonical(model.draft), name
    replayed = Draft("d", FRAMEWORK)
    for applied in heard:
        replayed = replayed.apply(applied.changes)
    assert canonical(replayed) == canonical(session.draft)
    assert session.findings() == Runner(shipped_checks(), session.draft).findings()


@given(actions)
def test_everything_can_be_taken_back_and_done_again(steps: list[tuple[str, object]]) -> None:
    session = Session(Draft("d", FRAMEWORK), None)
    for name, argument in steps:
        play(session, name, argument)
    while session.redo():
        pass
    end = canonical(session.draft)
    while session.undo():
        pass
    assert canonical(session.draft) == canonical(Draft("d", FRAMEWORK))
    while session.redo():
        pass
    assert canonical(session.draft) == end
    assert session.findings() == Runner(shipped_checks(), session.draft).findings()

"""定稿: who may sign off what, that the draft then stands still, and how it is lifted."""

import pytest

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.draft.sign_off import SignOff, sign_off_of, texts_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.session import FrozenError, Session
from eduduty_desktop.workspace.signing import lift, sign
from tests.document import example
from tests.draft.small import draft_of, entry, fig
from tests.workspace.test_session import Recorder

NAMES = SignOff("赵一", "钱二", "孙三、李四", "周五", "2022年3月1日")


@pytest.fixture
def storage() -> Recorder:
    return Recorder()


@pytest.fixture
def session(storage: Recorder) -> Session:
    return Session(draft_of(), storage)


def test_a_signed_draft_stands_still_but_for_notes_and_what_is_withheld(session: Session) -> None:
    session.edit([(fig("staff.total"), entry("3"))], label="改数")
    sign(session, (), NAMES)
    assert sign_off_of(session.draft) == NAMES
    assert session.frozen == session.read_only == "2022年3月1日定稿，周五签发"
    assert not session.only_looked_at
    before = session.draft
    for change in (
        lambda: session.edit([(fig("staff.total"), entry("4"))], label="改数"),
        lambda: session.edit([(Key("notes", "s1"), Text("x")), (fig("staff.total"), entry("4"))], label="改数"),
        lambda: session.type(fig("staff.total"), entry("4"), label="改数"),
        lambda: session.edit([(key, text) for key, text in texts_of(None).items()], label="偷改"),
        session.undo,
        session.redo,
    ):
        with pytest.raises(FrozenError, match="已经定稿（2022年3月1日定稿，周五签发）"):
            change()
    assert session.draft is before
    session.edit([(Key("notes", "s1"), Text("备忘"))], label="备忘")
    session.edit([(Key("cover", "withheld.metrics"), Text("staff.total"))], label="不公开")
    assert session.draft.text("notes", "s1") == "备忘"


def test_lifting_wants_a_reason_which_the_log_keeps(session: Session, storage: Recorder) -> None:
    session.edit([(fig("staff.total"), entry("3"))], label="改数")
    with pytest.raises(UserError, match="没有定稿"):
        lift(session, "要改")
    sign(session, (), NAMES)
    with pytest.raises(UserError, match="没有写解除定稿的原因"):
        lift(session, "  ")
    lift(session, "市里退回，改第三项")
    _, changes, label = storage.calls[-1]
    assert label == "解除定稿"
    assert {change.cause for change in changes} == {"解除定稿：市里退回，改第三项"}
    assert sign_off_of(session.draft) is None
    assert session.read_only == ""
    session.undo()
    assert session.draft.get(fig("staff.total")) is None, "undo takes back the edit before, never the sign-off"


def test_an_unwaived_error_a_missing_name_and_a_second_sign_off_are_refused() -> None:
    session = Session(example.draft(), Recorder())
    with pytest.raises(UserError, match="还有 1 处错误，不能定稿"):
        sign(session, example.findings(), NAMES)
    with pytest.raises(UserError, match="没有写签发人"):
        sign(session, (), SignOff(on="2022年3月1日"))
    with pytest.raises(UserError, match="没有写定稿日期"):
        sign(session, (), SignOff(issuer="周五"))
    assert session.frozen == ""
    sign(session, (), NAMES)
    with pytest.raises(UserError, match="已经定稿"):
        sign(session, (), NAMES)


def test_a_draft_that_is_only_looked_at_is_not_signed() -> None:
    session = Session(draft_of(), None, read_only="别人正在改")
    with pytest.raises(UserError, match="只读"):
        sign(session, (), NAMES)

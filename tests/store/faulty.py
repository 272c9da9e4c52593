"""What happens to an open draft when its disk fails: run in a process of its own whose disk fails on demand.

`python -m tests.store.faulty NAME FOLDER` with the shim of `benchmarks/disk_shim.c` preloaded: everything below
`FOLDER/disk` is on that disk, the file `FOLDER/fault` says what is wrong with it at the moment.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from eduduty_desktop.draft import Key, canonical
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import Phase, Reason, connection, read_draft
from eduduty_desktop.workspace.drafts import OpenDraft, open_draft, start
from tests.store.samples import KEY, LONG, small_draft

NOTE = Key("notes", "p2")


class Desk:
    """A draft on a disk that can fail, and a sound one beside it."""

    def __init__(self, folder: Path) -> None:
        self.fault = folder / "fault"
        self.elsewhere = folder / "另一个盘"
        self.path = folder / "disk" / "县.eduduty"
        for each in (self.elsewhere, self.path.parent):
            each.mkdir(exist_ok=True)
        self.opened = start(self.path, small_draft(), data=folder / "data")
        self.path = self.opened.path

    @contextmanager
    def failing(self, fault: str) -> Iterator[None]:
        self.fault.write_text(fault)
        try:
            yield
        finally:
            self.fault.unlink()

    def write(self, text: str) -> BaseException | None:
        """Edit a note; why it was not acknowledged."""
        self.opened.session.edit([(NOTE, Text(text))], label="记")
        return self.opened.retry().exception()


def reason(opened: OpenDraft) -> str:
    assert opened.state.phase is Phase.FAILING
    assert opened.state.reason is not None
    assert opened.state.reason.what_to_do
    return opened.state.reason.message


def goes_on_and_catches_up(desk: Desk, fault: str, words: str) -> None:
    """While the disk fails, work goes on in memory, the file stays sound; afterwards all of it is there."""
    opened, session = desk.opened, desk.opened.session
    before = desk.path.read_bytes()
    with desk.failing(fault):
        assert isinstance(desk.write("存不上"), UserError)
        assert words in reason(opened), reason(opened)
        session.type(KEY, Narrative(LONG + "打到一半"), label="填写正文")
        session.journal()
        assert opened.retry().exception() is not None
        assert session.draft.text("notes", "p2") == "存不上"
        assert opened.state.saved_at is None or opened.state.failing_since is not None
    assert desk.path.read_bytes() == before
    opened.retry().result()
    assert opened.state.phase is Phase.SAVED
    now = read_draft(desk.path)
    assert (now.text("notes", "p2"), now.text(*KEY[:2])) == ("存不上", LONG + "打到一半")
    assert [line.label for line in opened.history(NOTE)] == ["记"]
    opened.close()


def full(desk: Desk) -> None:
    goes_on_and_catches_up(desk, "ENOSPC", "磁盘空间不足")


def pulled(desk: Desk) -> None:
    goes_on_and_catches_up(desk, "GONE", "可能已断开")


def read_only_folder(desk: Desk) -> None:
    goes_on_and_catches_up(desk, "EACCES", "只读的")


def read_only_disk(desk: Desk) -> None:
    goes_on_and_catches_up(desk, "EROFS", "所在磁盘是只读的")


def scanner(desk: Desk) -> None:
    goes_on_and_catches_up(desk, "EBUSY", "其他程序占用")


def bad_sector(desk: Desk) -> None:
    goes_on_and_catches_up(desk, "EIO", "读写磁盘出错")


def pulled_for_good(desk: Desk) -> None:
    """The drive does not come back: everything goes to another one, and the work goes on there."""
    opened, session = desk.opened, desk.opened.session
    assert desk.write("一") is None
    opened.back_up().result()
    assert desk.write("二") is None
    with desk.failing("GONE"):
        assert desk.write("三") is not None
        session.type(KEY, Narrative("正在打"), label="填写正文")
        opened.save_elsewhere(desk.elsewhere / "县.eduduty")
        assert opened.state.phase is Phase.SAVED
        assert opened.path == (desk.elsewhere / "县.eduduty").resolve()
        assert canonical(read_draft(opened.path)) == canonical(session.draft)
        assert [line.new.text for line in opened.history(NOTE)] == ["三", "二", "一"]
        assert opened.history(KEY)[-1].label == "新建自评稿"
        assert desk.write("四") is None
        opened.close()
    assert read_draft(desk.elsewhere / "县.eduduty").text("notes", "p2") == "四"
    assert read_draft(desk.path).text("notes", "p2") == "二"


def closed_while_full(desk: Desk) -> None:
    """What could not be written when the window was closed is in a backup, and the person is told so."""
    with desk.failing("ENOSPC"):
        assert desk.write("存不上") is not None
        try:
            desk.opened.close()
        except UserError as error:
            told = error
    assert "已经放进备份" in told.message
    assert "存不上时" in told.what_to_do
    (made,) = (desk.elsewhere.parent / "data" / "backups").rglob("*-failing-*.eduduty")
    assert read_draft(made).text("notes", "p2") == "存不上"
    assert read_draft(desk.path).text("notes", "p2") == ""


def backup_disk_full(desk: Desk) -> None:
    """A backup that cannot be written is told; the draft is not touched by it."""
    opened = open_draft(start(desk.elsewhere / "b.eduduty", small_draft(), data=desk.path.parent).path, read_only=True)
    assert opened.read_only
    draft = start(desk.elsewhere / "c.eduduty", small_draft(), data=desk.path.parent)
    with desk.failing("ENOSPC"):
        error = draft.back_up(Reason.IMPORT).exception()
        assert isinstance(error, UserError)
        assert "磁盘空间不足" in error.message
        draft.session.edit([(NOTE, Text("照写"))], label="记")
        draft.retry().result()
    assert draft.back_up(Reason.IMPORT).result().reason is Reason.IMPORT
    draft.close()


def nothing_new_on_a_full_disk(desk: Desk) -> None:
    with desk.failing("ENOSPC"):
        try:
            desk.opened.save_elsewhere(desk.path.with_name("y.eduduty"))
        except UserError as error:
            told = error
    assert "磁盘空间不足" in told.message
    assert {file.name for file in desk.path.parent.iterdir() if not file.name.startswith(".~lock")} == {desk.path.name}
    assert desk.write("原处还能写") is None
    desk.opened.close()


CASES: dict[str, Callable[[Desk], None]] = {
    case.__name__: case
    for case in (
        full,
        pulled,
        read_only_folder,
        read_only_disk,
        scanner,
        bad_sector,
        pulled_for_good,
        closed_while_full,
        backup_disk_full,
        nothing_new_on_a_full_disk,
    )
}

if __name__ == "__main__":
    connection.PRAGMAS = ("PRAGMA busy_timeout = 0", *connection.PRAGMAS)
    CASES[sys.argv[1]](Desk(Path(sys.argv[2]).resolve()))

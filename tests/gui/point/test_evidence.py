"""佐证材料 on the point page: dropping, naming, ordering, linking, and what becomes of the files."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop.document.attachments import ATTACHMENTS, further_attachments
from eduduty_desktop.draft import Key, Place
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.evidence_block import EvidenceBlock
from eduduty_desktop.workspace.evidence import FileState
from eduduty_desktop.workspace.session import Session

PATIENCE = 30_000  # ms: a deadline, for machines with other work to do
GIGABYTE = 1024**3


@pytest.fixture
def page(qtbot: QtBot, opened: Session, tmp_path: Path) -> PointPage:
    shown = PointPage(opened, folder=lambda: tmp_path)
    qtbot.addWidget(shown)
    shown.resize(760, 1200)
    shown.show_node("s1.p1")
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def block_of(page: PointPage) -> EvidenceBlock:
    return next(block for block in page.blocks if isinstance(block, EvidenceBlock))


def documents(opened: Session) -> list[Evidence]:
    return sorted(opened.draft.rows("evidence").values(), key=lambda one: one.order)


def made(folder: Path, name: str, content: bytes = b"content") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def drop(target: QWidget, *paths: Path, at: QPoint | None = None) -> bool:
    """Drop files as a file manager does; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    point = at or target.rect().center()
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, action, data, buttons, keys)
    enter.ignore()
    target.dragEnterEvent(enter)
    if enter.isAccepted():
        target.dropEvent(QDropEvent(QPointF(point), action, data, buttons, keys))
    return enter.isAccepted()


def states(block: EvidenceBlock) -> list[str]:
    items = [block.list.topLevelItem(at) for at in range(block.list.topLevelItemCount())]
    return [item.text(4).split()[1] for item in items if item is not None and " " in item.text(4)]


def add(page: PointPage, qtbot: QtBot, *paths: Path) -> EvidenceBlock:
    block = block_of(page)
    with qtbot.waitSignal(page.files.registered):
        assert drop(block, *paths)
    return block


def test_files_are_dropped_and_numbered(page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path) -> None:
    block = block_of(page)
    assert block.nothing.isVisible()
    add(page, qtbot, made(tmp_path, "佐证/通知.pdf", b"1"), made(tmp_path, "佐证/批复.pdf", b"2"))
    assert [(one.title, one.file, one.points) for one in documents(opened)] == [
        ("通知", "佐证/通知.pdf", ("s1.p1",)),
        ("批复", "佐证/批复.pdf", ("s1.p1",)),
    ]
    assert [block.list.topLevelItem(at).text(0) for at in range(2)] == ["一（一）-1", "一（一）-2"]  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: states(block) == ["完好", "完好"])
    assert not block.nothing.isVisible()
    opened.undo()
    assert documents(opened) == []
    assert block.nothing.isVisible()
    opened.redo()
    assert len(documents(opened)) == 2


def test_a_drop_on_the_list_counts_too(page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path) -> None:
    block = add(page, qtbot, made(tmp_path, "a.pdf", b"1"))
    with qtbot.waitSignal(page.files.registered):
        assert drop(block.list, made(tmp_path, "b.pdf", b"2"))
    assert [one.title for one in documents(opened)] == ["a", "b"]


def test_what_is_no_file_of_this_computer_is_not_taken(page: PointPage, opened: Session) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a.pdf")])
    args = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *args)
    enter.ignore()
    block_of(page).dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_a_second_drop_of_the_same_file_is_told(page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = made(tmp_path, "a.pdf")
    block = add(page, qtbot, path)
    add(page, qtbot, path)
    assert len(documents(opened)) == 1
    assert "已经登记过（一（一）-1），没有重复登记" in block.hint.text()
    page.show_node("s1.p2")
    other = add(page, qtbot, path)
    assert documents(opened)[0].points == ("s1.p1", "s1.p2")
    assert "已关联到本项" in other.hint.text()


def test_a_folder_and_a_vanished_file_are_refused(
    page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    block = add(page, qtbot, tmp_path, tmp_path / "gone.pdf")
    assert documents(opened) == []
    assert block.nothing.isVisible()


def test_a_file_of_five_gigabytes_holds_up_nothing(
    page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "录像.mp4"
    with path.open("wb") as file:
        file.truncate(5 * GIGABYTE)
    beats: list[float] = []
    heart = QTimer(page)
    heart.timeout.connect(lambda: beats.append(time.thread_time()))
    heart.start(5)
    block = add(page, qtbot, path)
    assert [one.sha256 for one in documents(opened)] == [""], "registered before it is read"
    qtbot.waitUntil(lambda: any(job.progress[0] > GIGABYTE // 4 for job in page.files.jobs))
    assert [job.progress[1] for job in page.files.jobs] == [5 * GIGABYTE]
    assert max(after - before for before, after in pairwise(beats)) < 0.25, "the window was held up"
    page.show_node("s1.p2")
    assert page.files.jobs, "another point is shown, the reading goes on"
    page.show_node("s1.p1")
    block = block_of(page)
    stop = next(button for button in block.findChildren(QPushButton) if button.text() == "取消")
    assert "录像.mp4" in stop.accessibleName()
    stop.click()
    qtbot.waitUntil(lambda: not page.files.jobs)
    assert [one.sha256 for one in documents(opened)] == [""]
    qtbot.waitUntil(lambda: states(block) == ["未核对"])


def test_a_large_file_that_vanishes_while_it_waits_to_be_read_is_told(
    page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [tmp_path / "录像.mp4", tmp_path / "扫描件.pdf"]
    for path in paths:
        with path.open("wb") as file:
            file.truncate(5 * GIGABYTE)
    block = add(page, qtbot, *paths)
    qtbot.waitUntil(lambda: len(page.files.thorough.jobs) == 2, timeout=PATIENCE)
    for path in paths:
        path.unlink()
    page.files.thorough.jobs[0].cancel()
    qtbot.waitUntil(lambda: not page.files.jobs, timeout=PATIENCE)
    block.look()
    qtbot.waitUntil(lambda: states(block) == ["找不到", "找不到"], timeout=PATIENCE)
    assert [one.sha256 for one in documents(opened)] == ["", ""]
    assert [one.title for one in documents(opened)] == ["录像", "扫描件"], "what was registered stays"


def test_a_large_file_gets_its_hash_afterwards(page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "扫描件.pdf"
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    block = add(page, qtbot, path)
    qtbot.waitUntil(lambda: bool(documents(opened)[0].sha256))
    qtbot.waitUntil(lambda: states(block) == ["完好"])
    assert opened.undo_label == "记下“扫描件”的校验值"


def test_a_changed_file_is_noticed_and_can_be_taken(
    page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(tmp_path, "a.pdf")
    block = add(page, qtbot, path)
    assert block.details is not None
    path.write_bytes(b"changed content")
    block.look()
    qtbot.waitUntil(lambda: states(block) == ["已改动"])
    assert "改动过" in block.details.file.text()
    block.details.accept_button.click()
    qtbot.waitUntil(lambda: states(block) == ["完好"])
    assert opened.undo_label == "按现在的文件登记“a”"
    opened.undo()
    qtbot.waitUntil(lambda: states(block) == ["已改动"])


def test_a_vanished_file_is_found_again(page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = made(tmp_path, "a.pdf")
    block = add(page, qtbot, path)
    path.rename(tmp_path / "b.pdf")
    block.look()
    qtbot.waitUntil(lambda: states(block) == ["找不到"])
    assert block.details is not None
    assert not block.details.open_button.isVisible()
    assert block.details.relocate_button.isVisible()
    with qtbot.waitSignal(page.files.said) as said:
        page.files.relocate(block.list.current_row, tmp_path / "b.pdf")
    assert said.args == ["已找到“b.pdf”。"]
    assert documents(opened)[0].file == "b.pdf"
    assert states(block) == ["完好"]
    with qtbot.waitSignal(page.files.said) as said:
        page.files.relocate(block.list.current_row, made(tmp_path, "c.pdf", b"else"))
    assert "内容不同" in said.args[0]
    with qtbot.waitSignal(page.files.said) as said:
        page.files.relocate(block.list.current_row, tmp_path / "gone.pdf")
    assert "没有改动" in said.args[0]


def test_a_file_that_came_back_is_seen_when_the_page_is_shown_again(
    page: PointPage, opened: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(tmp_path, "a.pdf")
    block = add(page, qtbot, path)
    path.rename(tmp_path / "away.pdf")
    page.show_node("s1.p2")
    page.show_node("s1.p1")
    block = block_of(page)
    qtbot.waitUntil(lambda: states(block) == ["找不到"])


def test_a_document_without_a_file_is_named_by_keyboard(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    block = block_of(page)
    block.blank_button.click()
    assert block.details is not None
    title = block.details.lines["title"]
    qtbot.waitUntil(title.hasFocus)
    QTest.keyClicks(title, "medal")
    QTest.keyClicks(block.details.lines["document_number"], "No.3")
    QTest.keyClicks(block.details.lines["date"], "2021-13")
    block.details.lines["date"].clearFocus()
    block.details.original.setCurrentIndex(1)
    block.details.original.activated.emit(1)
    block.details.sealed.click()
    (one,) = documents(opened)
    assert (one.title, one.document_number, one.original, one.sealed, one.file) == ("medal", "No.3", False, True, "")
    assert "2021-13" in block.details.warning.text()
    assert states(block) == ["无文件"]


def three(page: PointPage, opened: Session) -> EvidenceBlock:
    records = [(Key("evidence", row), Evidence(("s1.p1",), at, row)) for at, row in enumerate("abc", 1)]
    opened.edit(records, label="示例")
    return block_of(page)


def titles(block: EvidenceBlock) -> list[tuple[str, str]]:
    items = [block.list.topLevelItem(at) for at in range(block.list.topLevelItemCount())]
    return [(item.text(0), item.text(1)) for item in items if item is not None]


def test_order_is_changed_by_keys_and_by_dragging(page: PointPage, opened: Session) -> None:
    block = three(page, opened)
    block.list.go_to("a")
    QTest.keyClick(block.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [title for _, title in titles(block)] == ["b", "a", "c"]
    assert titles(block)[0] == ("一（一）-1", "b"), "numbers follow the order"
    assert block.list.current_row == "a"
    block.list.row_moved.emit("a", 2)
    assert [title for _, title in titles(block)] == ["b", "c", "a"]
    opened.undo()
    block.up.click()
    assert [title for _, title in titles(block)] == ["a", "b", "c"]


def test_a_row_dragged_below_another_goes_there(
    page: PointPage, opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = three(page, opened)
    block.list.go_to("a")
    last = block.list.visualItemRect(block.list.topLevelItem(2)).center()  # type: ignore[arg-type]
    monkeypatch.setattr(QDropEvent, "source", lambda _event: block.list)
    either = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    args = (either, QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDropEvent(QPointF(last.x(), last.y() + 4), *args)
    block.list.dropEvent(event)
    assert [title for _, title in titles(block)] == ["b", "c", "a"]
    assert event.dropAction() is Qt.DropAction.CopyAction, "Qt must not take the row out"


def test_removing_asks_nothing_and_can_be_undone(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    block = three(page, opened)
    block.list.go_to("b")
    with qtbot.waitSignal(page.status_message) as said:
        QTest.keyClick(block.list, Qt.Key.Key_Delete)
    assert "Ctrl+Z" in said.args[0]
    assert titles(block) == [("一（一）-1", "a"), ("一（一）-2", "c")]
    opened.undo()
    assert [title for _, title in titles(block)] == ["a", "b", "c"]


def test_a_document_is_sent_along_with_the_report(page: PointPage, opened: Session) -> None:
    block = three(page, opened)

    def tick(row: str) -> None:
        block.list.go_to(row)
        assert block.details is not None
        block.details.attached.click()

    tick("c")
    tick("a")
    assert [one.evidence for one in further_attachments(opened.draft)] == ["c", "a"], "in the order of ticking"
    opened.undo()
    assert [one.evidence for one in further_attachments(opened.draft)] == ["c"]
    assert block.details is not None
    assert not block.details.attached.isChecked(), "the box follows undo"
    opened.redo()
    assert block.details.attached.isChecked()
    assert "附件说明" in block.details.attached.accessibleName()
    tick("c")
    tick("a")
    assert further_attachments(opened.draft) == ()
    assert opened.record(ATTACHMENTS) is None


def test_a_document_proves_several_points(page: PointPage, opened: Session) -> None:
    block = three(page, opened)
    page.show_node("s1.p2")
    other = block_of(page)
    other.link("b")
    assert titles(other) == [("一（一）-2", "b")], "numbered under its first point"
    assert not other.up.isEnabled()
    assert other.details is not None
    other.details.link("s1.p3")
    assert opened.record(Key("evidence", "b")).points == ("s1.p1", "s1.p2", "s1.p3")
    other.remove()
    assert opened.record(Key("evidence", "b")).points == ("s1.p1", "s1.p3")
    page.show_node("s1.p1")
    block = block_of(page)
    block.list.go_to("b")
    chips = {button.accessibleName(): button for button in block.details.findChildren(QPushButton)}  # type: ignore[union-attr]
    chips["不再证明一（三）"].click()
    assert opened.record(Key("evidence", "b")).points == ("s1.p1",)


def test_documents_of_other_points_are_offered(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    three(page, opened)
    page.show_node("s1.p2")
    popup = block_of(page).choice()
    popup.filter.setText("c")
    assert popup.list.topLevelItemCount() == 1
    QTest.keyClick(popup.filter, Qt.Key.Key_Return)
    assert opened.record(Key("evidence", "c")).points == ("s1.p1", "s1.p2")


def test_a_finding_leads_to_the_document(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    block = three(page, opened)
    page.reveal(Place("s1.p1", table="evidence", row="c"))
    assert block.list.current_row == "c"
    qtbot.waitUntil(block.list.hasFocus)
    page.reveal(Place("s1.p1", table="evidence"))
    qtbot.waitUntil(block.add_button.hasFocus)


def test_nothing_is_read_unasked_from_another_computer(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    one = Evidence(("s1.p1",), 1, "远", file="\\\\server\\share\\a.pdf", sha256="ab")
    opened.edit([(Key("evidence", "r"), one)], label="示例")
    qtbot.waitUntil(lambda: states(block_of(page)) == [FileState.UNCHECKED.value])


def test_a_draft_for_reading_only_takes_no_files(qtbot: QtBot, opened: Session, tmp_path: Path) -> None:
    opened.edit([(Key("evidence", "a"), Evidence(("s1.p1",), 1, "甲"))], label="示例")
    page = PointPage(Session(opened.draft, None, registry=None, read_only="别人打开着"))
    qtbot.addWidget(page)
    page.show_node("s1.p1")
    block = block_of(page)
    assert not block.acceptDrops()
    assert not block.add_button.isEnabled()
    block.add([made(tmp_path, "a.pdf")])
    block.remove()
    block.step(1)
    assert page.files.jobs == []

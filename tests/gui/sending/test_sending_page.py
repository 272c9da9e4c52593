"""The page 报送: what is missing leads there; folder, archive, letter and package are made off the window's thread."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Evidence, Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import SENDING
from eduduty_desktop.gui.sending import page as page_module
from eduduty_desktop.gui.sending.page import CANCEL, ELSEWHERE, OVERWRITE, PACK_ANYWAY, SendingPage
from eduduty_desktop.workspace.sending import Form, Sent
from tests.gui.conftest import NotingPresenter


@pytest.fixture
def window(sample_window: MainWindow) -> MainWindow:
    return sample_window


@pytest.fixture
def page(window: MainWindow, tmp_path: Path) -> SendingPage:
    window.actions_by_name["sending"].trigger()
    page = window.pages.currentWidget()
    assert isinstance(page, SendingPage)
    page.form.folder.setText(str(tmp_path / "出"))
    return page


def run(qtbot: QtBot, page: SendingPage, begin: Callable[[], None]) -> None:
    with qtbot.waitSignal(page.work_ended, timeout=60_000):
        begin()


def messages(page: SendingPage) -> list[str]:
    rows = [page.lacks.topLevelItem(n) for n in range(page.lacks.topLevelItemCount())]
    return [row.text(0) for row in rows if row is not None]


def test_the_page_says_what_is_missing_and_leads_there(qtbot: QtBot, window: MainWindow, page: SendingPage) -> None:
    assert window.node == SENDING
    assert [row[0] for row in messages(page)] == ["✕", "✕", "✕", "!", "!", "·"]
    page.lacks.setFocus()
    page.lacks.setCurrentItem(page.lacks.topLevelItem(2))
    qtbot.keyClick(page.lacks, Qt.Key.Key_Return)
    assert window.node == "s7.p1.3"
    window.show_node(SENDING)
    page.lacks.itemActivated.emit(page.lacks.topLevelItem(4), 0)
    assert window.node == "overview"


def test_the_list_follows_the_draft(window: MainWindow, page: SendingPage) -> None:
    before = len(messages(page))
    window.session.edit([(Key("cover", "date"), Text("2022-03-01"))], label="填写")
    assert len(messages(page)) == before - 1


def test_a_final_edition_is_blocked_by_errors(page: SendingPage) -> None:
    assert page.start.isEnabled()
    page.form.editions[Edition.FINAL].click()
    assert not page.start.isEnabled()
    assert "不能生成报送稿" in page.names.text()
    assert any("还没有签发" in message for message in messages(page))
    page.form.editions[Edition.REVIEW].click()
    assert page.start.isEnabled()


def test_folder_archive_and_letter_are_made_and_recorded(
    qtbot: QtBot, window: MainWindow, page: SendingPage, tmp_path: Path
) -> None:
    page.form.to.setText("dd@example.gov.cn")
    run(qtbot, page, page.start.click)
    out = tmp_path / "出"
    assert sorted(path.suffix for path in out.iterdir()) == ["", ".eml", ".zip"]
    assert not list(out.rglob("*核验单*"))
    assert page.done.open_folder.isVisible()
    assert page.done.files.count() == 5
    recorded = {one.export.kind: one.export for one in window._opened.exports()}
    assert set(recorded) == {"report", "appendix", "evidence_list", "archive", "letter"}
    assert not [row for row in messages(page) if "不一致" in row]
    window.session.edit([(Key("narratives", "s1.p1"), Narrative("改过的正文。"))], label="改")
    assert [row for row in messages(page) if "与自评稿不一致" in row]


@pytest.mark.parametrize(("answer", "folders"), [(CANCEL, []), (OVERWRITE, ["出"]), (ELSEWHERE, ["报送（2）"])])
def test_what_is_there_already_is_asked_about(
    qtbot: QtBot, page: SendingPage, presenter: NotingPresenter, tmp_path: Path, answer: str, folders: list[str]
) -> None:
    for form in (Form.FOLDER, Form.LETTER):
        page.form.forms[form].click()
    run(qtbot, page, page.start.click)
    presenter.answers = [answer]
    if answer == CANCEL:
        page.start.click()
        assert not page.work.is_running
    else:
        run(qtbot, page, page.start.click)
        assert [page.form.chosen_folder.name] == folders
        assert len(list(page.form.chosen_folder.glob("*.zip"))) == 1
    assert ".zip" in presenter.questions[0][0]


def test_a_bad_address_is_told_and_nothing_written(
    qtbot: QtBot, page: SendingPage, presenter: NotingPresenter, tmp_path: Path
) -> None:
    page.form.to.setText("没有地址")
    run(qtbot, page, page.start.click)
    assert "不是电子邮箱地址" in presenter.errors[0].message
    assert not (tmp_path / "出").exists()
    assert page.start.isEnabled()


def test_no_form_no_start(page: SendingPage) -> None:
    for box in page.form.forms.values():
        box.click()
    assert not page.start.isEnabled()
    assert not page.form.password.isEnabled()
    assert "至少选一种" in page.names.text()


def test_further_files_are_listed_once_and_taken_off(page: SendingPage, tmp_path: Path) -> None:
    page.form.add_files([tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "a.pdf"])
    assert page.form.order.further == (tmp_path / "a.pdf", tmp_path / "b.pdf")
    page.form.further.setCurrentRow(0)
    page.form.remove.click()
    assert page.form.order.further == (tmp_path / "b.pdf",)


def test_a_password_is_hidden_until_asked_for(page: SendingPage) -> None:
    line = page.form.password
    assert line.echoMode() is line.EchoMode.Password
    page.form.shown.click()
    assert line.echoMode() is line.EchoMode.Normal


def test_work_is_stopped_by_its_button(qtbot: QtBot, page: SendingPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(
        *_arguments: object, progress: Callable[[int, int, str], None], cancelled: Callable[[], bool], **_o: object
    ) -> Sent:
        progress(1, 2, "正在打压缩包")
        while not cancelled():
            pass
        raise InterruptedError

    monkeypatch.setattr(page_module, "send", endless)
    page.start.click()
    qtbot.waitUntil(lambda: page.running.step.text() == "正在打压缩包")
    assert page.running.bar.value() == 500
    assert not page.start.isEnabled()
    assert not page.pack.isEnabled()
    with qtbot.waitSignal(page.work_ended):
        page.running.stop.click()
    assert page.start.isEnabled()


def test_the_window_waits_for_the_thread(qtbot: QtBot, window: MainWindow, page: SendingPage, monkeypatch) -> None:
    def endless(*_arguments: object, cancelled: Callable[[], bool], **_options: object) -> Sent:
        while not cancelled():
            pass
        raise InterruptedError

    monkeypatch.setattr(page_module, "send", endless)
    page.start.click()
    assert page.work.is_running
    window.close()
    assert not page.work.is_running


def test_a_bug_is_a_bug(qtbot: QtBot, page: SendingPage, presenter: NotingPresenter, monkeypatch) -> None:
    def broken(*_arguments: object, **_options: object) -> Sent:
        raise ZeroDivisionError("bug")

    monkeypatch.setattr(page_module, "send", broken)
    with capture_exceptions() as caught:
        page.start.click()
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert presenter.errors == []


# the evidence package -------------------------------------------------------------------------------------


def register(window: MainWindow, tmp_path: Path) -> None:
    here = tmp_path / "纪要.pdf"
    here.write_bytes(b"%PDF-1.4")
    window.session.edit(
        [
            (Key("evidence", "a"), Evidence(("s3.p1",), 1, "纪要", file=str(here))),
            (Key("evidence", "b"), Evidence(("s3.p1",), 2, "决算", file=str(tmp_path / "没有.pdf"))),
        ],
        label="登记",
    )


def test_without_evidence_there_is_nothing_to_pack(page: SendingPage) -> None:
    assert not page.pack.isEnabled()
    assert "还没有登记" in page.package_note.text()


def test_gaps_are_listed_and_asked_about(
    qtbot: QtBot, window: MainWindow, page: SendingPage, presenter: NotingPresenter, tmp_path: Path
) -> None:
    register(window, tmp_path)
    run(qtbot, page, page.pack.click)
    text, choices = presenter.questions[0]
    assert "《决算》找不到文件" in text
    assert "重新定位" in text
    assert PACK_ANYWAY in choices
    assert page.package is None
    assert list((tmp_path / "出").iterdir()) == []

    presenter.answers = [PACK_ANYWAY]
    run(qtbot, page, page.pack.click)
    assert page.package is not None
    assert page.package.files == 1
    assert "缺 1 份" in page.done.warnings.text()
    assert page.done.warnings.isVisible()


def test_an_earlier_package_is_asked_about(
    qtbot: QtBot, window: MainWindow, page: SendingPage, presenter: NotingPresenter, tmp_path: Path
) -> None:
    register(window, tmp_path)
    (tmp_path / "没有.pdf").write_bytes(b"found again")
    run(qtbot, page, page.pack.click)
    assert page.package is not None
    mine = page.package.folder / "自己的.txt"
    mine.write_text("kept")
    page.pack.click()
    assert not page.work.is_running, "the safe answer is not to"
    presenter.answers = [OVERWRITE]
    run(qtbot, page, page.pack.click)
    assert isinstance(presenter.errors[-1], UserError)
    assert "自己的.txt" in presenter.errors[-1].message
    assert mine.exists()

"""Editions in the window: sign-off freezes every field, what is withheld is chosen, files out of date are told."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from eduduty_desktop import app
from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import Entry, Text
from eduduty_desktop.gui.editions.sign_off_dialog import LiftDialog, SignOffDialog
from eduduty_desktop.gui.editions.stale_dialog import UNKNOWN, StaleDialog
from eduduty_desktop.gui.editions.withheld_dialog import WithheldDialog
from eduduty_desktop.gui.export_dialog import DONE, ExportDialog
from eduduty_desktop.gui.forms import part
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import SENDING
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell

METRIC = "party.leading_group_meetings"
SIGNED = {"issuer": "周五", "checker": "钱二", "on": "2022年3月1日"}


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path, presenter: Any) -> Iterator[Shell]:
    """The program over real drafts in a temporary folder."""
    services = app.make_services(tmp_path / "文档", tmp_path / "data")
    shell = Shell(services, Settings(tmp_path / "window.ini"), presenter, Look.of_system(qapp), app.make_page)
    with qtbot.waitSignal(shell.draft_ready):
        shell.new_drafts.open_sample()
    yield shell
    if shell.window is not None:
        shell.window.close()


def window_of(shell: Shell) -> MainWindow:
    assert shell.window is not None
    return shell.window


def free_of_errors(window: MainWindow) -> None:
    """Let every error stand: how they are put right is told elsewhere."""
    from eduduty_desktop.framework import Severity
    from eduduty_desktop.gui.waiving import waive

    for finding in window.checks.finish():
        if finding.severity is Severity.ERROR and not window.session.waived(finding):
            waive(window.session, finding, "已核对", "张三")
    window.checks.finish()


def sign(dialog: QDialog) -> bool:
    assert isinstance(dialog, SignOffDialog)
    for name, text in SIGNED.items():
        dialog.fields[name].setText(text)
    assert dialog.sign.isEnabled()
    return True


def signed(qtbot: QtBot, shell: Shell, presenter: Any) -> MainWindow:
    free_of_errors(window_of(shell))
    presenter.answer_dialog = sign
    with qtbot.waitSignal(shell.draft_ready):
        window_of(shell).actions_by_name["sign_off"].trigger()
    assert presenter.errors == []
    return window_of(shell)


def test_signing_off_freezes_every_field_and_says_so(qtbot: QtBot, shell: Shell, presenter: Any) -> None:
    window = signed(qtbot, shell, presenter)
    assert window.frozen is not None
    assert window.frozen.isVisible()
    assert "2022年3月1日定稿，周五签发" in window.frozen.label.text()
    window.show_node("cover")
    fields = [field for field in window.pages.currentWidget().findChildren(QLineEdit) if field.isVisible()]
    assert fields
    assert all(field.isReadOnly() for field in fields)
    assert not window.actions_by_name["sign_off"].isEnabled()
    assert not window.actions_by_name["undo"].isEnabled()
    window.show_node(SENDING)
    page = window.pages.currentWidget()
    assert page.start.isVisible()
    assert all(button.isEnabled() for button in page.form.editions.values()), "a signed draft is sent all the same"


def test_lifting_wants_a_reason_and_gives_the_fields_back(qtbot: QtBot, shell: Shell, presenter: Any) -> None:
    window = signed(qtbot, shell, presenter)

    def lift(dialog: QDialog) -> bool:
        assert isinstance(dialog, LiftDialog)
        assert not dialog.lift.isEnabled()
        dialog.reason.setPlainText("市里退回")
        return dialog.lift.isEnabled()

    presenter.answer_dialog = lift
    with qtbot.waitSignal(shell.draft_ready):
        assert window.frozen is not None
        window.frozen.lift.click()
    window = window_of(shell)
    assert window.session.read_only == ""
    assert window.frozen is None
    log = window._opened.history(Key("cover", "signed.on"))
    assert "解除定稿：市里退回" in str(log[0])
    window.session.edit([(Key("notes", "x"), Text("可以改"))], label="备忘")


def test_an_error_keeps_the_sign_off_away(qtbot: QtBot) -> None:
    dialog = SignOffDialog(_proposed(), 2, 0)
    assert not dialog.sign.isEnabled()
    assert "还有 2 处错误" in dialog.told.text()


def _proposed() -> Any:
    from eduduty_desktop.draft.sign_off import SignOff

    return SignOff(issuer="周五", on="2022年3月1日")


def test_what_is_withheld_is_chosen_by_tick_and_follows(shell: Shell, presenter: Any) -> None:
    window = window_of(shell)
    framework = window.session.draft.framework
    derived = next(id for id in framework.expressions)
    source = framework.expressions[derived].operands()[0].metric

    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, WithheldDialog)
        dialog.tick([source])
        item = dialog._items[derived]
        assert item.checkState(0) == Qt.CheckState.Unchecked
        assert "由不公开的数据算出" in item.text(2)
        assert "由它们算出" in dialog.told.text()
        dialog.words.setPlainText("李某\n\n 王某 ")
        return True

    presenter.answer_dialog = choose
    window.actions_by_name["withhold"].trigger()
    assert window.session.draft.text("cover", "withheld.metrics") == source
    assert window.session.draft.text("cover", "withheld.words") == "李某\n王某"


def test_a_total_that_its_parts_give_away_is_warned_of(shell: Shell) -> None:
    draft = window_of(shell).session.draft
    dialog = WithheldDialog(draft)
    derived = next(id for id in draft.framework.expressions)
    dialog.tick([derived])
    assert "! “" in dialog.told.text()
    assert "算出来" in dialog.told.text()
    assert dialog.told.property("role") == "warning"
    dialog.search.setText("不存在的名称")
    assert all(item.isHidden() for item in dialog._items.values())
    dialog.search.clear()
    dialog.only_chosen.setChecked(True)
    assert [id for id, item in dialog._items.items() if not item.isHidden()] == [derived]
    assert dialog.choice.metrics == (derived,), "what is out of sight stays ticked"


def exported(qtbot: QtBot, window: MainWindow, edition: str, folder: Path) -> ExportDialog:
    dialog = window.exports.make_dialog()
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(folder))
    getattr(dialog, edition).setChecked(True)
    with qtbot.waitSignal(dialog.export_ended, timeout=60_000):
        dialog.start.click()
    assert dialog.page == DONE
    return dialog


def test_files_that_are_out_of_date_are_told_where(qtbot: QtBot, shell: Shell, presenter: Any, tmp_path: Path) -> None:
    window = window_of(shell)
    exported(qtbot, window, "review", tmp_path / "出").close()
    window.editions.look()
    assert not window.status.stale.isVisible()
    key = Key("figures", next(iter(window.session.draft.framework.metrics)), CURRENT)
    before = window.session.draft.get(key) or Entry()
    with qtbot.waitSignal(window.editions.stale_changed, timeout=20_000):
        window.session.edit([(key, Entry(typed="改过的数", note=before.note))], label="改数")
    assert window.status.stale.isVisible()
    assert window.status.stale.text() == "! 送审稿已不一致：1处"
    assert "与自评稿不一致：1处" in part(_export(qtbot, window).form, QLabel, "stale").text()

    def go(dialog: QDialog) -> bool:
        assert isinstance(dialog, StaleDialog)
        assert "改过的数" in dialog.tree.currentItem().text(2)
        dialog.go.click()
        return True

    presenter.answer_dialog = go
    window.show_node("cover")
    window.status.stale.click()
    assert window.node == window.session.draft.framework.place_of_metric[key.row]


def _export(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    dialog = window.exports.make_dialog()
    qtbot.addWidget(dialog)
    return dialog


def test_nothing_out_of_date_is_said_too(shell: Shell) -> None:
    window = window_of(shell)
    window.editions.show_stale()
    assert "一致" in window.status._message.text()


def test_a_difference_without_places_is_still_listed(shell: Shell) -> None:
    from datetime import UTC, datetime

    from eduduty_desktop.document.names import Edition
    from eduduty_desktop.workspace.staleness import Stale

    framework = window_of(shell).session.draft.framework
    dialog = StaleDialog(framework, [Stale(Edition.FINAL, datetime(2022, 1, 1, tzinfo=UTC))])
    head = dialog.tree.topLevelItem(0)
    assert head is not None
    assert head.child(0).text(0) == UNKNOWN
    assert not dialog.go.isEnabled()


def test_the_public_edition_says_what_it_leaves_out_and_writes_two_files(
    qtbot: QtBot, shell: Shell, presenter: Any, tmp_path: Path
) -> None:
    window = window_of(shell)
    free_of_errors(window)
    dialog = _export(qtbot, window)
    assert "还没有选不公开的数据" in part(dialog.form, QLabel, "publicNote").text()

    def choose(shown: QDialog) -> bool:
        assert isinstance(shown, WithheldDialog)
        shown.tick([METRIC if METRIC in shown._items else next(iter(shown._items))])
        return True

    presenter.answer_dialog = choose
    dialog.withheld.click()
    assert dialog.public.isChecked()
    assert dialog.start.text() == "导出公示版"
    assert "现在不公开" in part(dialog.form, QLabel, "publicNote").text()
    dialog.folder.setText(str(tmp_path / "公示"))
    with qtbot.waitSignal(dialog.export_ended, timeout=60_000):
        dialog.start.click()
    assert [file.kind for file in dialog.written] == ["report", "appendix"]

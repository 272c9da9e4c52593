"""The preview beside the page: it follows typing, leads from a line to its field, prints and saves the same pages."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from eduduty_desktop.document import Layout, Trace
from eduduty_desktop.document.layout import layout_key
from eduduty_desktop.draft import CURRENT, PROFILE, Draft, Key, Place
from eduduty_desktop.draft.records import Entry, Narrative, Problem, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import COVER
from eduduty_desktop.gui.preview.fonts import Fonts
from eduduty_desktop.gui.preview.output import Output
from eduduty_desktop.gui.preview.page_view import LARGEST, SMALLEST, PageView
from eduduty_desktop.gui.preview.painting import PagePainter
from eduduty_desktop.gui.preview.panel import PreviewPanel
from eduduty_desktop.gui.preview.places import followed, leading_to
from eduduty_desktop.gui.preview.printing import print_pages, write_pdf
from eduduty_desktop.gui.settings import Settings
from tests.gui.conftest import FakePage, NotingPresenter

HAN = "坚持把教育摆在优先发展的战略位置落实立德树人根本任务推动义务教育优质均衡发展"


def on(_done: int, _of: int) -> bool:
    return True


@pytest.fixture
def panel(window: MainWindow) -> PreviewPanel:
    write(window, HAN * 40)
    return window.preview.open()


def write(window: MainWindow, text: str) -> None:
    window.session.edit([(Key("narratives", PROFILE), Narrative(text))], label="写正文")


def text_of(panel: PreviewPanel) -> str:
    return "".join(placed.strip.text for page in panel.pages.pages for placed in page.placed)


# --- opening and closing --------------------------------------------------------------------------------


def test_it_takes_the_place_of_the_findings_and_gives_it_back(window: MainWindow) -> None:
    before = window._splitter.sizes()
    action = window.actions_by_name["preview"]
    action.trigger()
    assert window.preview.is_open
    assert action.isChecked()
    assert window.panel.isHidden()
    action.trigger()
    assert not window.preview.is_open
    assert not action.isChecked()
    assert not window.panel.isHidden()
    assert window._splitter.sizes()[:3] == before


@pytest.mark.parametrize("name", ["check", "next_finding"])
def test_asking_for_findings_brings_them_back(window: MainWindow, name: str) -> None:
    window.preview.open()
    window.actions_by_name[name].trigger()
    assert not window.preview.is_open
    assert window.panel.isVisible()


def test_escape_closes_it_and_f6_steps_into_it(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.preview.open()
    panel.view.setFocus()
    window.actions_by_name["previous_part"].trigger()
    assert window.preview.is_open
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert not window.preview.is_open


def test_a_closed_window_leaves_no_preview_behind(window: MainWindow) -> None:
    window.preview.open()
    window.close()
    assert window.preview.panel is None
    assert window._splitter.count() == 3


def test_in_a_narrow_window_the_findings_stay_aside(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(900, 700)
    qtbot.waitUntil(window.panel.isHidden)
    window.preview.open()
    window.preview.close()
    assert window.panel.isHidden()
    window.preview.open()
    window.resize(1300, 700)
    qtbot.waitUntil(lambda: window.width() == 1300)
    window.preview.close()
    assert window.panel.isVisible()


def test_nothing_of_it_is_loaded_before_it_is_opened() -> None:
    code = (
        "import sys; import eduduty_desktop.gui.main_window;"
        "loaded = [m for m in sys.modules if 'gui.preview.' in m or 'document.pagination' in m or 'PrintSupport' in m];"
        "assert loaded == ['eduduty_desktop.gui.preview.access'], loaded"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


# --- following ------------------------------------------------------------------------------------------


def test_typing_shows_on_the_page_and_is_marked(qtbot: QtBot, window: MainWindow, panel: PreviewPanel) -> None:
    with qtbot.waitSignal(panel.source.pages_changed, timeout=1000) as told:
        window.session.type(Key("narratives", PROFILE), Narrative(HAN * 40 + "新写的一句。"), label="写正文")
    assert "新写的一句" in text_of(panel)
    assert told.args == [(Key("narratives", PROFILE), len(HAN) * 40)]
    assert panel.view._marked == panel.pages.spots_of_block(panel.pages.block_of(Key("narratives", PROFILE), 5))
    assert "新写的一句" in panel.view.accessibleDescription()


def test_many_keystrokes_are_one_new_page(qtbot: QtBot, window: MainWindow, panel: PreviewPanel) -> None:
    seen: list[object] = []
    panel.source.pages_changed.connect(seen.append)
    with qtbot.waitSignal(panel.source.pages_changed):
        for count in range(1, 20):
            window.session.type(Key("narratives", PROFILE), Narrative(HAN * 40 + "字" * count), label="写正文")
    assert len(seen) == 1
    assert panel.source._paginator.set_again == 1


def test_a_hidden_preview_computes_nothing_and_is_right_when_shown_again(
    window: MainWindow, panel: PreviewPanel
) -> None:
    window.preview.close()
    write(window, "改过的正文。")
    assert not panel.source._timer.isActive()
    assert "改过的正文" not in text_of(panel)
    window.preview.open()
    assert "改过的正文" in text_of(panel)


def test_it_opens_where_the_page_is_printed(qtbot: QtBot, window: MainWindow) -> None:
    last = window.session.draft.framework.points[-1].id
    window.show_node(last)
    panel = window.preview.open()
    marked = panel.pages.block_of(Key("headings", last))
    assert marked >= 0
    qtbot.waitUntil(lambda: panel._marked == marked)
    window.preview.close()
    first = window.session.draft.framework.points[0].id
    window.show_node(first)
    window.preview.open()
    qtbot.waitUntil(lambda: panel._marked == panel.pages.block_of(Key("headings", first)))


def test_another_page_of_the_window_turns_the_preview(window: MainWindow, panel: PreviewPanel) -> None:
    point = window.session.draft.framework.points[-1].id
    panel.view.go_to(0)
    window.show_node(point)
    spots = panel.pages.spots_of_block(panel.pages.block_of(Key("headings", point)))
    assert panel.view._marked == spots
    assert spots[0].page > 0


def test_the_edited_line_is_brought_into_sight(qtbot: QtBot, window: MainWindow, panel: PreviewPanel) -> None:
    qtbot.waitExposed(window)
    end = len(HAN) * 40 - 2
    panel.follow(Key("narratives", PROFILE), end)
    line = panel.pages.line_of(Key("narratives", PROFILE), end)
    assert line is not None
    rect = panel.view._page_rect(line.page)
    y = rect.top() + line.top * panel.view._scale - panel.view.verticalScrollBar().value()
    assert 0 <= y <= panel.view.viewport().height()


def test_a_layout_chosen_in_the_draft_is_shown(window: MainWindow, panel: PreviewPanel) -> None:
    window.session.edit([(layout_key("letterhead"), Text("是"))], label="版式")
    panel.source.refresh()
    assert "签发人" in text_of(panel)


# --- from a line to its field ---------------------------------------------------------------------------


def test_a_click_leads_to_the_text_it_was_printed_from(window: MainWindow, panel: PreviewPanel) -> None:
    page = window.page
    assert isinstance(page, FakePage)
    spot = panel.pages.spots_of_block(panel.pages.block_of(Key("narratives", PROFILE)))[0]
    window.show_node(COVER)
    panel.view.pointed.emit(spot.page, 3000.0, spot.top + 1500.0)
    assert window.node == PROFILE
    place = page.places[-1]
    assert (place.node, place.table) == (PROFILE, "narratives")
    assert 0 < place.start <= len(HAN) * 40


def test_the_mouse_points_at_paper_and_not_beside_it(qtbot: QtBot, panel: PreviewPanel) -> None:
    view = panel.view
    view.go_to(0)
    told: list[tuple[int, float, float]] = []
    view.pointed.connect(lambda *point: told.append(point))
    rect = view._page_rect(0)
    at = rect.topLeft() + QPoint(round(2000 * view._scale), round(3000 * view._scale))
    at.setY(at.y() - view.verticalScrollBar().value())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert len(told) == 1
    assert told[0][0] == 0
    assert told[0][1] == pytest.approx(2000, abs=60)


def test_arrows_mark_paragraphs_and_enter_leads_there(qtbot: QtBot, window: MainWindow, panel: PreviewPanel) -> None:
    view = panel.view
    view.go_to(0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    marked = panel._marked
    assert panel.pages.trace_of(marked) is not None
    with qtbot.waitSignal(panel.line_chosen) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [panel.pages.trace_of(marked)]
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert panel._marked < marked


@pytest.mark.parametrize(
    ("trace", "place"),
    [
        (Trace(Key("cover", "title")), Place(table="cover", row="title")),
        (Trace(Key("narratives", "lead"), 3, 9), Place("lead", table="narratives", row="lead", start=3, end=3)),
        (Trace(Key("figures", "school.total", CURRENT)), Place(PROFILE, "school.total", CURRENT, "figures")),
        (Trace(Key("headings", "problems")), Place(table="problems", row="problems")),
        (Trace(Key("headings", "organisation")), Place(table="cover", row="organisation")),
        (Trace(Key("problems", "q9")), Place(table="problems", row="q9")),
    ],
)
def test_every_record_has_its_place(draft: Draft, trace: Trace, place: Place) -> None:
    found = leading_to(draft, trace)
    assert found is not None
    assert found.place == place


def test_a_problem_leads_to_the_point_it_is_about(draft: Draft) -> None:
    point = draft.framework.points[0].id
    draft = draft.apply([draft.change(Key("problems", "q1"), Problem(text="缺教师", points=(point,)))])
    found = leading_to(draft, Trace(Key("problems", "q1")))
    assert found is not None
    assert found.place.node == point


def test_what_is_followed_is_where_a_text_was_changed(draft: Draft) -> None:
    key = Key("narratives", PROFILE)
    before = draft.apply([draft.change(key, Narrative("一二三四五"))])
    assert followed([before.change(key, Narrative("一二三新四五"))]) == (key, 3)
    assert followed([before.change(key, Narrative("一二"))]) == (key, 2)
    entry = before.change(Key("figures", "school.total", CURRENT), Entry())
    assert followed([entry]) == (Key("figures", "school.total", CURRENT), -1)
    assert followed([]) is None


# --- size -----------------------------------------------------------------------------------------------


def test_zoom_keeps_within_its_bounds_and_fits_the_width(qtbot: QtBot, panel: PreviewPanel) -> None:
    view = panel.view
    assert view.fits_width
    for _ in range(40):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == LARGEST
    assert view.horizontalScrollBar().maximum() > 0
    for _ in range(60):
        qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == SMALLEST
    panel.fit_button.click()
    assert view.fits_width
    assert panel.fit_button.isChecked()
    assert view._page_rect(0).width() <= view.viewport().width()
    assert panel.zoom_label.text() == f"{view.zoom:.0%}"


def test_page_keys_turn_pages_and_the_label_says_which(qtbot: QtBot, panel: PreviewPanel) -> None:
    view, count = panel.view, len(panel.pages.pages)
    assert count >= 3
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert panel.page_label.text() == f"第 1 页，共 {count} 页"
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert panel.page_label.text() == f"第 2 页，共 {count} 页"
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert panel.page_label.text() == f"第 {count} 页，共 {count} 页"
    assert panel.page_label.text() in view.accessibleName()


def test_pages_are_painted_once_and_again_only_where_they_changed(window: MainWindow, panel: PreviewPanel) -> None:
    view = panel.view
    view.go_to(0)
    view.grab()
    first = view._painted[0][1].cacheKey()
    window.session.edit([(Key("narratives", "next_steps"), Narrative("写在最后的打算。"))], label="写正文")
    panel.source.refresh()
    view.go_to(0)
    view.grab()
    assert view._painted[0][1].cacheKey() == first
    write(window, "第一页就变了。")
    panel.source.refresh()
    view.grab()
    view.go_to(0)
    view.grab()
    assert view._painted[0][1].cacheKey() != first


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_paper_is_white_and_ink_black_in_every_theme(qtbot: QtBot, panel: PreviewPanel, theme: str) -> None:
    view = PageView(Look.named(theme).colours)
    qtbot.addWidget(view)
    view.resize(QSize(500, 700))
    view.show_pages(panel.pages, panel.fonts, centred=False)
    view.show()
    image = view.grab().toImage()
    rect = view._page_rect(0)
    paper = image.pixelColor(round(rect.left()) + 6, round(rect.top()) + 6)
    assert paper.name() == "#ffffff"
    darkest = min(
        image.pixelColor(x, y).lightness()
        for x in range(round(rect.left()) + 60, round(rect.right()) - 60, 2)
        for y in range(round(rect.top()) + 60, round(rect.top()) + 300, 2)
    )
    assert darkest < 100


def test_every_button_has_words_for_those_who_hear_the_screen(panel: PreviewPanel) -> None:
    from PySide6.QtWidgets import QPushButton

    buttons = panel.findChildren(QPushButton)
    assert len(buttons) == 7
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


# --- painting, printing ---------------------------------------------------------------------------------


def test_what_is_painted_ends_where_the_paginator_says(panel: PreviewPanel) -> None:
    """A full line's ink reaches from margin to margin, whatever font stands in."""
    page = panel.pages.pages[1]
    scale = 96 / 1440
    image = QImage(round(page.sheet.width * scale), round(page.sheet.height * scale), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    PagePainter(panel.fonts, scale).paint(painter, page)
    painter.end()
    placed = page.placed[3]
    assert len(placed.strip.text) == 28
    rows = range(round(placed.top * scale) + 4, round(placed.bottom * scale) - 4)
    inked = [x for x in range(image.width()) for y in rows if image.pixelColor(x, y).value() < 128]
    assert min(inked) == pytest.approx(page.sheet.left * scale, abs=7)
    assert max(inked) == pytest.approx((page.sheet.left + page.sheet.text_width) * scale, abs=7)


def test_a_pdf_has_the_pages_and_takes_the_place_of_an_earlier_one(panel: PreviewPanel, tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"earlier")
    assert write_pdf(panel.pages, panel.fonts, path, "报告", on)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == len(panel.pages.pages)
    assert b"FontFile" in content


def test_a_cancelled_pdf_leaves_the_earlier_one_alone(panel: PreviewPanel, tmp_path: Path) -> None:
    (tmp_path / "存放").mkdir()
    path = tmp_path / "存放" / "报告.pdf"
    path.write_bytes(b"earlier")
    assert not write_pdf(panel.pages, panel.fonts, path, "报告", lambda done, _of: done < 1)
    assert path.read_bytes() == b"earlier"
    assert list(path.parent.iterdir()) == [path]


def test_a_pdf_that_cannot_be_written_says_so(panel: PreviewPanel, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不能写入“报告") as error:
        write_pdf(panel.pages, panel.fonts, tmp_path / "没有" / "报告.pdf", "报告", on)
    assert error.value.what_to_do


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.mark.parametrize(("chosen", "pages"), [((0, 0), None), ((2, 3), 2)])
def test_a_printer_gets_the_pages_that_were_chosen(
    panel: PreviewPanel, tmp_path: Path, chosen: tuple[int, int], pages: int | None
) -> None:
    printer = printer_to(tmp_path / "打印.pdf")
    printer.setFromTo(*chosen)
    assert print_pages(panel.pages, panel.fonts, printer, on)
    content = (tmp_path / "打印.pdf").read_bytes()
    assert content.count(b"/Type /Page\n") == (pages or len(panel.pages.pages))


def test_a_range_without_pages_is_refused(panel: PreviewPanel, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "打印.pdf")
    printer.setFromTo(900, 901)
    with pytest.raises(UserError, match="没有可以打印的页"):
        print_pages(panel.pages, panel.fonts, printer, on)


@pytest.fixture
def output(panel: PreviewPanel, presenter: NotingPresenter, settings: Settings) -> tuple[Output, list[str]]:
    said: list[str] = []
    return Output(panel, presenter, settings, said.append), said


def test_saving_asks_for_a_file_and_says_what_came_out(
    output: tuple[Output, list[str]], draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, proposed: str, _filter: str) -> tuple[str, str]:
        asked.append(proposed)
        return str(tmp_path / "存好"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    writer, said = output
    writer.save_pdf(draft, tmp_path)
    assert Path(asked[0]).suffix == ".pdf"
    assert "自评报告" in asked[0]
    assert (tmp_path / "存好.pdf").read_bytes().startswith(b"%PDF")
    assert said[-1].startswith("已存为“存好.pdf”，共 ")


def test_a_failure_to_save_is_shown(
    output: tuple[Output, list[str]], presenter: NotingPresenter, tmp_path: Path
) -> None:
    writer, said = output
    writer.write(tmp_path / "没有这个文件夹" / "报告.pdf")
    assert "不能写入" in presenter.errors[0].message
    assert said == []


def test_printing_asks_for_a_printer_and_stops_if_there_is_none(
    window: MainWindow, panel: PreviewPanel, presenter: NotingPresenter
) -> None:
    window.actions_by_name["print"].trigger()
    assert [type(dialog).__name__ for dialog in presenter.dialogs] == ["QPrintDialog"]


def test_fonts_that_are_not_here_are_named(panel: PreviewPanel) -> None:
    missing = Fonts(Layout()).missing
    assert all(name in panel._missing.text() for name in missing)
    assert panel._missing.isHidden() == (not missing)

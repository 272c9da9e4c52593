"""Pictures of a window in which somebody is at work: popups, previews, files, scores, histories, boxes.

`screenshots.py` takes them with its other pictures.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from eduduty_desktop.draft import CURRENT, Key, Place
from eduduty_desktop.draft.records import Deduction, Problem, Remedy, SelfScore, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Point, ScoreStyle, Section
from eduduty_desktop.gui.find_replace import FindReplace
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.opening import CANCEL, NOT_NOW, SALVAGE, TAKE_OVER_NOW, risk_text
from eduduty_desktop.gui.point.evidence_block import EvidenceBlock
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.gui.point.notes_block import NotesBlock
from eduduty_desktop.gui.point.problem_block import ProblemBlock
from eduduty_desktop.gui.point.score_block import ScoreBlock
from eduduty_desktop.gui.presenter import error_box, question_box
from eduduty_desktop.store import Holder, LockedError

PATIENCE_MS = 5000


class Camera(Protocol):
    """What takes the pictures."""

    def take(self, widget: QWidget, name: str) -> None: ...
    def take_screen(self, name: str) -> None: ...
    def take_dialog(self, dialog: QWidget, name: str) -> None: ...


def take_at_work(window: MainWindow, camera: Camera, folder: Path) -> None:
    """Everything that shows only while somebody works on the sample."""
    take_figures(window, camera)
    take_narrative(window, camera)
    take_evidence(window, camera, folder)
    take_problems(window, camera)
    take_finder(window, camera)
    take_boxes(window, camera)


def block_of(window: MainWindow, node: str, kind: type[Any], number: int = 0) -> Any:
    """A block of a page, scrolled to."""
    window.show_node(node)
    page: Any = window.page
    wait_for(lambda: len([block for block in page.blocks if isinstance(block, kind)]) > number)
    QTest.qWait(100)
    block = [block for block in page.blocks if isinstance(block, kind)][number]
    page.area.verticalScrollBar().setValue(block.y() - 16)
    return block


def take_figures(window: MainWindow, camera: Camera) -> None:
    """A matrix, 期间与口径, the change's preview, a paste that is refused, the history of a figure."""
    block_of(window, "s3.p1", FigureBlock, 1)
    camera.take(window, "work-matrix")
    block = block_of(window, "s3.p2", FigureBlock)
    block.table.setFocus()
    block.table.select(0, 3)
    block.footer.details.click()
    camera.take(window, "work-period")
    block.footer.details.click()
    block.table.setFocus()
    QTest.keyClick(block.table, Qt.Key.Key_F2)
    wait_for(block.preview.isVisible)
    block.table.delegate.editor.setText("60000")
    QTest.qWait(200)
    camera.take(window, "work-change")
    block.preview.expand.click()
    camera.take(window, "work-change-list")
    QTest.keyClick(block.table.delegate.editor, Qt.Key.Key_Return)
    camera.take(window, "work-changed")
    window.actions_by_name["undo"].trigger()
    block = block_of(window, "profile", FigureBlock)
    block.table.setFocus()
    block.table.select(1, 0)
    block.table.paste_requested.emit("3所\t约五\t六六\tx\t1,2\n1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12")
    camera.take(window, "work-paste")
    window.actions_by_name["undo"].trigger()
    block = block_of(window, "s3.p2", FigureBlock)
    block.table.select(0, 3)
    page: Any = window.page
    page.history.show_cell(block.table.current_cell())
    camera.take_dialog(page.history.dialog, "history-figure")


def take_narrative(window: MainWindow, camera: Camera) -> None:
    """Completion, the list of figures, an offered link, a chip's menu, the history of a text."""
    block: NarrativeBlock = block_of(window, "s3.p2", NarrativeBlock)
    editor, page = block.editor, window.page
    window.activateWindow()
    editor.setFocus()
    wait_for(editor.hasFocus)
    camera.take(window, "work-narrative")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    for words in ("全市", "教师平均"):
        commit(editor, words)
    wait_for(block.assist.completer.list.isVisible)
    camera.take(window, "work-completion")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    commit(editor, "，另据统计，教师年平均工资77938元。")
    QTest.qWait(800)
    block.assist.offers.open_next()
    camera.take(window, "work-offer")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    block.choose_link()
    camera.take_screen("work-link-popup")
    close_popup()
    chip = editor.toPlainText().find("\ufffc")
    cursor = editor.textCursor()
    cursor.setPosition(chip + 1)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    camera.take_screen("work-chip-menu")
    close_popup()
    block.seal()
    window.session.seal()
    page.history.show(block.key, block.editor.accessibleName())  # type: ignore[attr-defined]
    camera.take_dialog(page.history.dialog, "history-text")  # type: ignore[attr-defined]


def wait_for(seen: Callable[[], bool]) -> None:
    """Let the program run until something is seen.  Raises TimeoutError."""
    for _ in range(PATIENCE_MS // 20):
        if seen():
            return
        QTest.qWait(20)
    raise TimeoutError


def commit(editor: QWidget, words: str) -> None:
    """Words as they come from an input method."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QGuiApplication.sendEvent(editor, event)


def close_popup() -> None:
    from PySide6.QtWidgets import QApplication

    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        QTest.qWait(20)


def take_evidence(window: MainWindow, camera: Camera, folder: Path) -> None:
    """Documents with files that are there, changed and gone; the choice of points; notes."""
    block: EvidenceBlock = block_of(window, "s3.p2", EvidenceBlock)
    camera.take(window, "work-evidence-none")
    names = (
        "关于调整洪江市义务教育学校教师绩效工资总量的通知.pdf",
        "2021年教师工资发放明细表.xlsx",
        "乡镇工作补贴发放花名册.xlsx",
        "关于进一步落实义务教育教师平均工资收入水平不低于当地公务员平均工资收入水平长效机制的实施意见（征求意见稿）.docx",
    )
    files = [folder / name for name in names]
    for number, file in enumerate(files):
        file.write_bytes(b"%PDF" + bytes(number * 300_000 + 20_000))
    block.add(files)
    wait_for(lambda: block.list.topLevelItemCount() == len(files))
    QTest.qWait(300)
    block.add_blank()
    files[1].write_bytes(b"other")
    files[2].unlink()
    block.look()
    for row in list(window.session.draft.rows("evidence")):
        window.page.files.check(row[0])  # type: ignore[attr-defined]
    QTest.qWait(500)
    block.list.setCurrentItem(block.list.topLevelItem(0))  # type: ignore[arg-type]
    again(window, block)
    camera.take(window, "work-evidence")
    block.list.setCurrentItem(block.list.topLevelItem(2))  # type: ignore[arg-type]
    again(window, block)
    camera.take(window, "work-evidence-gone")
    assert block.details is not None
    buttons = block.details.findChildren(QPushButton)
    next(button for button in buttons if button.text() == "也证明…").click()
    camera.take_screen("work-evidence-points")
    close_popup()
    notes: NotesBlock = block_of(window, "s3.p2", NotesBlock)
    notes.fold.click()
    notes.text.setPlainText("乡村教师人才津贴等财政局复核后再填，3月10日前问李科长。")
    again(window, notes)
    camera.take(window, "work-notes")


def again(window: MainWindow, block: QWidget) -> None:
    """Scroll to a block that has grown."""
    QTest.qWait(50)
    area: Any = window.page.area  # type: ignore[attr-defined]
    area.verticalScrollBar().setValue(block.y() - 16)


def take_problems(window: MainWindow, camera: Camera) -> None:
    """A problem with two remedies on the point's page, and the list of all."""
    known = window.session.draft.framework.metrics
    problems = [
        Problem(
            1,
            "部分乡村学校教师人才津贴发放滞后，截至2021年8月仍有个别学校没有足额发放到位。",
            "自查",
            ("s3.p2", "s4.p1"),
            tuple(known)[60:62],
            (
                Remedy("会同财政局建立津贴按月发放台账", "教育局、财政局", "张某某", "2022-06", "已建账", closed=True),
                Remedy("把津贴列入年初预算，不留缺口", "财政局", "", "2020-12"),
            ),
        ),
        Problem(2, "城区学校大班额化解任务重。", "上年反馈", ("s5.p4",)),
    ]
    edits = [(Key("problems", f"p{number}"), problem) for number, problem in enumerate(problems)]
    window.session.edit(edits, label="填写问题")
    block_of(window, "s3.p2", ProblemBlock)
    camera.take(window, "work-problem")
    window.show_node("problems")
    camera.take(window, "work-problems")


def take_finder(window: MainWindow, camera: Camera) -> None:
    window.show_node("s3.p2")
    window.actions_by_name["replace"].trigger()
    finder = window.findChild(FindReplace)
    assert isinstance(finder, FindReplace)
    finder.wanted.setText("教师")
    finder.by.setText("教职工")
    finder.search()
    camera.take(finder, "find")
    camera.take_screen("find-over-window")
    finder.wanted.setText("没有的词")
    finder.search()
    camera.take(finder, "find-none")
    finder.close()


def take_boxes(window: MainWindow, camera: Camera) -> None:
    """One of each kind of message."""
    at = (datetime.now().astimezone() - timedelta(hours=2)).isoformat()
    held = LockedError(window.draft_path, window.draft_path, Holder("JIAOYU-03", "李四", at), Holder(computer="here"))
    for name, title, text, words, safe in (
        ("box-take-over", "接管自评稿", risk_text(held), [TAKE_OVER_NOW, NOT_NOW], NOT_NOW),
        (
            "box-damaged",
            "自评稿已损坏",
            "“洪江市2021年度自评.eduduty”读不完整，文件第 3 页已损坏。\n\n"
            "抢救会把读得出的内容存成一个新文件，并列出没有找回的；原来的文件不动。有备份的，也可以恢复备份。",
            [SALVAGE, "从备份恢复…", CANCEL],
            CANCEL,
        ),
    ):
        box, _ = question_box(window, title, text, words, safe=safe)
        camera.take_dialog(box, name)
    error = UserError(
        "“洪江市2021年度自评.eduduty”不能打开，文件不是自评稿",
        place="D:/教育履职自评/洪江市2021年度自评.eduduty",
        what_to_do="请选扩展名为 .eduduty 的文件；部门交来的 Excel、Word 用“导入”读入",
    )
    camera.take_dialog(error_box(window, error), "box-error")


def scored(framework: Framework) -> Framework:
    """A framework whose points have full scores, as most counties' have."""

    def with_scores(node: Section | Point) -> Section | Point:
        if isinstance(node, Point):
            return msgspec.structs.replace(node, full_score=Decimal(4))
        return msgspec.structs.replace(node, children=tuple(with_scores(child) for child in node.children))

    sections = tuple(with_scores(section) for section in framework.sections)
    return msgspec.structs.replace(framework, sections=sections, score_style=ScoreStyle.APPENDIX)


def take_scores(window: MainWindow, camera: Camera) -> None:
    """Scores with deductions, and a score that cannot be read."""
    window.session.edit(
        [
            (Key("scores", "s3.p2"), SelfScore(Decimal("3.2"), "津贴发放滞后，按细则扣分")),
            (Key("deductions", "d1"), Deduction("s3.p2", 1, "津贴未按月发放", Decimal(2), Decimal("0.3"), "8月、9月")),
            (Key("deductions", "d2"), Deduction("s3.p2", 2, "台账不全", Decimal(1), Decimal("0.2"), "缺两个乡镇")),
            (Key("cover", "date"), Text("2022年3月15日")),
            (Key("figures", "salary.teacher_avg", CURRENT), None),
        ],
        label="填写得分",
    )
    block: ScoreBlock = block_of(window, "s3.p2", ScoreBlock)
    block.rows["d2"].times.setFocus()
    camera.take(window, "work-score")
    window.activateWindow()
    times = block.rows["d2"].times
    times.setFocus()
    wait_for(times.hasFocus)
    QTest.keyClicks(times, "x")
    block.score.setFocus()
    camera.take(window, "work-score-unread")
    window.show_node("overview")
    camera.take(window, "work-score-overview")
    window.page.reveal(Place())

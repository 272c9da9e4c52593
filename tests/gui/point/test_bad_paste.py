"""What should not have been copied: a whole sheet, and blocks of another shape than the table."""

import tracemalloc
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Place, canonical
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import entry
from tests.runaway import no_runaway

ROWS = 1_000_000


def go(page: PointPage, metric: str, slot: str = PREVIOUS) -> FigureBlock:
    page.reveal(Place(page.node_id, metric, slot, "figures"))
    return next(b for b in page.blocks if isinstance(b, FigureBlock) and metric in b.model.grid.metrics)


def paste(widget: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def sheet() -> str:
    """A million rows as Excel copies them."""
    return "".join(f"{row}\t{row + 1}\r\n" for row in range(ROWS))


def pasted_twice(widget: QWidget, text: str) -> int:
    """The most memory that Python needs for the second of two pastes."""
    with no_runaway(5):
        paste(widget, text)
    tracemalloc.start()
    try:
        paste(widget, text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_million_rows_are_refused_in_one_sentence(page: PointPage, opened: Session, sheet: str) -> None:
    opened.edit([(Key("figures", "staff.total", CURRENT), Entry(Decimal(7)))], label="示例")
    before, undo = canonical(opened.draft), opened.undo_label
    said: list[str] = []
    block = go(page, "staff.total")
    page.status_message.connect(said.append)
    memory = pasted_twice(block.table, sheet)
    assert memory < 4 * len(sheet), "the text and little else"
    assert (
        said
        == [
            "剪贴板里有 1\u2009000\u2009000 行，这张表只有 6 行：没有粘贴，表里没有改动。请只复制要填的那几格，再粘贴一次。"
        ]
        * 2
    ), "one sentence a paste"
    assert block.footer.text.text() == said[0]
    assert (canonical(opened.draft), opened.undo_label) == (before, undo)


def test_a_million_rows_are_no_narrative(page: PointPage, opened: Session, sheet: str) -> None:
    before = canonical(opened.draft)
    said: list[str] = []
    block = next(b for b in page.blocks if isinstance(b, NarrativeBlock))
    page.status_message.connect(said.append)
    memory = pasted_twice(block.editor, sheet)
    page.seal()
    assert memory < 4 * len(sheet)
    assert len(said) == 2
    assert "没有粘贴，正文没有改动" in said[0]
    assert block.editor.toPlainText() == ""
    assert canonical(opened.draft) == before


def matrix(opened: Session) -> list[list[object]]:
    return [
        [entry(opened, f"pupil.{stage}", slot).amount for stage in ("primary", "junior")]
        for slot in (PREVIOUS, CURRENT)
    ]


@pytest.mark.parametrize(
    ("text", "amounts", "message"),
    [
        ("1\t2\t3\n4\t5\t6\n", [[1, 2], [4, 5]], "粘贴：已填 4 格，2 格超出表格，没有填入。"),
        ("1\n4\n", [[1, None], [4, None]], "粘贴：已填 2 格。"),
        ("1\t2\n4\n", [[1, 2], [4, None]], "粘贴：已填 3 格。"),
        ("小学\t初中\n1\t2\n", [[None, None], [1, 2]], "粘贴：已填 2 格，2 格读不出来（✕）。"),
        ("\t\t1\n\t\t4\n", [[None, None], [None, None]], "粘贴：已填 0 格，空白 4 格未改动，2 格超出表格，没有填入。"),
    ],
    ids=["too wide", "one column", "ragged", "with its heading", "all beside it"],
)
def test_a_matrix_of_another_shape(
    page: PointPage, opened: Session, text: str, amounts: list[list[int | None]], message: str
) -> None:
    """What fits is filled in and the rest is said; one undo takes all of it back."""
    block = go(page, "pupil.primary")
    before = canonical(opened.draft)
    paste(block.table, text)
    assert matrix(opened) == amounts
    assert block.footer.text.text() == message
    if opened.undo_label:
        opened.undo()
    assert canonical(opened.draft) == before


def test_a_matrix_that_is_too_high_leaves_computed_cells_alone(page: PointPage, opened: Session) -> None:
    block = go(page, "pupil.primary")
    paste(block.table, "1\t2\n4\t5\n7\t8\n9\t9\n9\t9\n9\t9\n")
    assert matrix(opened) == [[1, 2], [4, 5]]
    assert opened.record(Key("growths", "pupil.primary")) is None
    assert "由程序计算或不可填" in block.footer.text.text()
    assert "超出表格，没有填入" in block.footer.text.text()

"""The editor of one narrative: plain paragraphs with linked figures as chips.

It knows a source text and how links print; it does not know the session.  `source_changed` follows each
change by a person, never one by `set_source`, and not while an input method is composing.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from eduduty_desktop.draft.history import splice
from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.gui.clipboard import NARRATIVE_MIME
from eduduty_desktop.gui.point import narrative_document as nd
from eduduty_desktop.gui.point.fields import UndoToSession, is_undo
from eduduty_desktop.gui.point.narrative_chip import ChipPainter, chip_at, reading_font, token_of
from eduduty_desktop.gui.point.narrative_marks import Marks
from eduduty_desktop.gui.point.narrative_source import cut_at, segments
from eduduty_desktop.gui.point.pasted import source_of_paste

MOST_PASTED = 400_000  # characters; a whole report has a tenth of that
_LINE_PER_CENT = 150


class NarrativeEdit(UndoToSession, QTextEdit):
    """正文 with chips.  Its own undo is off: the session has one for everything."""

    source_changed = Signal(str)
    left = Signal()
    insert_requested = Signal()
    paste_refused = Signal(str)
    menu_requested = Signal(object)  # QContextMenuEvent
    trace_requested = Signal(object)  # Link

    def __init__(
        self,
        printer: nd.Printer,
        explain: Callable[[Link], str],
        render: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._explain = explain
        self._render = render
        self._loading = self._composing = False
        self._source = ""
        self.tell_at: Callable[[int], str] = lambda _position: ""
        self._touched: tuple[int, int] | None = None
        font = reading_font()
        document = self.document()
        document.setDefaultFont(font)
        self.setFont(font)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(8)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("role", "narrative")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._style = QTextBlockFormat()
        self._style.setTextIndent(2 * QFontMetricsF(font).horizontalAdvance("字"))
        self._style.setLineHeight(_LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._painter_object = ChipPainter(self)
        document.documentLayout().registerHandler(nd.CHIP, self._painter_object)
        self._mirror = nd.Mirror()
        self.marks = Marks(self)
        self._format_empty()
        document.contentsChange.connect(self._contents_changed)
        self.textChanged.connect(self._after_change)

    # source ----------------------------------------------------------------------------------------------

    @property
    def source(self) -> str:
        """The source of what the editor shows."""
        return self._mirror.source()

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The source of every block, and whether it continues the one before."""
        return self._mirror.parts

    def _format_empty(self) -> None:
        self._loading = True
        QTextCursor(self.document()).setBlockFormat(self._style)
        self._loading = False

    def set_source(self, source: str) -> None:
        """Show a source; only the blocks that differ are replaced, the cursor goes to the change if it has focus."""
        fresh = segments(source)
        old, new = self._mirror.parts, [(part.source(), part.continues) for part in fresh]
        if old == new:
            self._source = self.source
            return
        before = self.source
        head, tail = _common(old, new)
        cursor = QTextCursor(self.document())
        self._loading = True
        try:
            cursor.beginEditBlock()
            cursor.setPosition(self.document().findBlockByNumber(head).position())
            last = self.document().findBlockByNumber(len(old) - tail - 1)
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            nd.insert_segments(cursor, fresh[head : len(new) - tail], self._style, self._printer, into=False)
            cursor.endEditBlock()
        finally:
            self._loading = False
        self._mirror.reset(fresh)
        self._source = self.source
        if self.hasFocus():
            change = splice(before, self._source)
            self._place_cursor(change.at + len(change.inserted))

    def _place_cursor(self, offset: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(nd.position_of(self.document(), self._mirror, self._source, offset))
        self.setTextCursor(cursor)

    def select_source(self, start: int, end: int, source: str) -> None:
        """Select a range given in offsets of the stored source."""
        cursor = self.textCursor()
        at = self.positions_of((start, end), source)
        cursor.setPosition(at[start])
        cursor.setPosition(at[end], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def mark_ranges(self, ranges: list[tuple[int, int, bool]], source: str) -> None:
        """Underline ranges given in offsets of the stored source; grave ones (True) in the colour of errors."""
        at = self.positions_of((offset for start, end, _ in ranges for offset in (start, end)), source)
        self.marks.show_findings([(at[start], at[end], grave) for start, end, grave in ranges])

    def positions_of(self, offsets: Iterable[int], source: str) -> dict[int, int]:
        """The document's positions of offsets in a source, the stored one or the editor's own."""
        return nd.positions_of(self.document(), self._mirror, source, offsets)

    def replace(self, start: int, end: int, source: str) -> None:
        """Put a source in the place of a document range, as if typed."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._insert(source)

    def insert_link(self, link: Link) -> None:
        """Put a linked figure at the cursor, in place of the selection."""
        self._insert(link.source())

    def refresh_chips(self, tokens: frozenset[str]) -> None:
        """Print the chips of these tokens again, in place."""
        self._loading = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for position, token, printed in list(nd.chips(self.document(), tokens)):
            link = nd.link_of(token)
            fresh = self._printer(link)
            if fresh != printed:
                cursor.setPosition(position)
                cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(nd.chip_format(link, fresh))
        cursor.endEditBlock()
        self._loading = False

    # following the document ------------------------------------------------------------------------------

    def _contents_changed(self, position: int, _removed: int, added: int) -> None:
        if self._loading:
            return
        self._mirror.changed(self.document(), position, added)
        first, last = self.document().findBlock(position), self.document().findBlock(position + added)
        self._touched = (first.blockNumber(), max(first.blockNumber(), last.blockNumber()))

    def _after_change(self) -> None:
        if self._loading:
            return
        self._tidy()
        self._tell()

    def _tidy(self) -> None:
        """Keep the blocks' forms as the mirror has them, and cut what grew too long to type in."""
        touched, self._touched = self._touched, None
        if touched is None:
            return
        self._loading = True
        first = self.document().findBlockByNumber(touched[0])
        continues = self._mirror.parts[touched[0]][1]
        if bool(first.blockFormat().property(nd.CONTINUES)) != continues:
            QTextCursor(first).setBlockFormat(nd.block_format(self._style, continues))
        for block in list(nd.long_blocks(self.document(), touched[0], touched[1])):
            text = block.text()
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + nd.units(text[: cut_at(text, len(text) // 2 + 200)]))
            cursor.insertBlock(nd.block_format(self._style, True))
            self._mirror.changed(self.document(), block.position(), block.length() + 1)
        self._loading = False

    def _tell(self) -> None:
        if self._composing or self.source == self._source:
            return
        self._source = self.source
        self.source_changed.emit(self._source)

    # pasting, copying ------------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        source = nd.range_source(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        data = QMimeData()
        data.setData(NARRATIVE_MIME, source.encode())
        data.setText(self._render(source))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(NARRATIVE_MIME) or (source.hasText() and not source.hasUrls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(NARRATIVE_MIME):
            self._insert(bytes(source.data(NARRATIVE_MIME).data()).decode(errors="replace"))
        elif source.hasText():
            text = source.text()
            if len(text) > MOST_PASTED:
                self.paste_refused.emit(
                    f"剪贴板里有 {len(text) / 10_000:.0f} 万字，没有粘贴，正文没有改动。请只复制本项要写的部分，再粘贴一次。"
                )
            else:
                self._insert(source_of_paste(text))

    def _insert(self, source: str) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        nd.insert_segments(cursor, segments(source), self._style, self._printer, into=True)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # keys and input methods ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) or event.matches(
            QKeySequence.StandardKey.InsertLineSeparator
        ):
            cursor = self.textCursor()
            cursor.insertBlock(nd.block_format(self._style, False), QTextCharFormat())
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        elif event.key() == Qt.Key.Key_J and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.insert_requested.emit()
        elif not self._over_seam(event):
            super().keyPressEvent(event)

    def _over_seam(self, event: QKeyEvent) -> bool:
        """Backspace and Delete where a long paragraph is shown split: the break is not there, take the character."""
        cursor = self.textCursor()
        block = cursor.block()
        if cursor.hasSelection():
            return False
        if event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart() and _continues(block.blockFormat()):
            cursor.setPosition(cursor.position() - 1)
            cursor.deletePreviousChar()
            return True
        after = block.next()
        if event.key() == Qt.Key.Key_Delete and cursor.atBlockEnd() and after.isValid():
            if not _continues(after.blockFormat()):
                return False
            cursor.setPosition(after.position())
            cursor.deleteChar()
            return True
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish()

    def finish(self) -> None:
        """Tell what is typed by now, and that the field is left."""
        self._composing = False
        self._tell()
        self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls its own text only while it is being worked on; else the page scrolls."""
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            token = token_of(self.document(), chip_at(self, QPointF(event.pos())))
            linked = self._explain(nd.link_of(token)) if token else ""
            told = self.tell_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), "\n".join(filter(None, (linked, told))), self)
            return True
        return super().viewportEvent(event)


def _continues(style: QTextBlockFormat) -> bool:
    return bool(style.property(nd.CONTINUES))


def _common(old: list[tuple[str, bool]], new: list[tuple[str, bool]]) -> tuple[int, int]:
    """How many blocks are the same at the head and at the tail; at least one of each side lies between."""
    least = min(len(old), len(new)) - 1
    head = 0
    while head < least and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail

"""The menu of a narrative: what can be done with the linked figure under the mouse or beside the cursor.

Alt+Down opens it from the keyboard.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QTextEdit

from eduduty_desktop.draft.narrative import Link, escape
from eduduty_desktop.gui.point import narrative_document as nd
from eduduty_desktop.gui.point.link_forms import Form
from eduduty_desktop.gui.point.narrative_chip import chip_at, chip_beside, chip_rect, printed_of, token_of

UNLINK = "取消关联（变成普通文字）"
TRACE = "追溯…\tF9"


class NarrativeMenu(QObject):
    """Makes the menu; `changed` tells what to put in a chip's place: position, source."""

    changed = Signal(int, str)
    insert_requested = Signal()
    trace_requested = Signal(object)  # Link

    def __init__(
        self,
        editor: QTextEdit,
        alternatives: Callable[[Link], Sequence[Form]],
        more: Callable[[int], Sequence[QAction]],
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._alternatives = alternatives
        self._more = more
        self.menu: QMenu | None = None
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            position = chip_beside(self._editor.textCursor())
            if position >= 0 and event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if position >= 0 and event.type() is QEvent.Type.KeyPress:
                self._open(position, self._below(position), chip_only=True)
                return True
        return super().eventFilter(watched, event)

    def open_for(self, event: QContextMenuEvent) -> None:
        """Open at the mouse, or at the cursor where the menu key was pressed."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            position = chip_beside(self._editor.textCursor())
            corner = self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft())
            self._open(position, corner)
            return
        position = chip_at(self._editor, QPointF(event.pos()))
        cursor = self._editor.textCursor()
        at = self._editor.cursorForPosition(event.pos())
        if not cursor.selectionStart() <= at.position() <= cursor.selectionEnd():
            self._editor.setTextCursor(at)
        self._open(position, event.globalPos())

    def _below(self, position: int) -> QPoint:
        return self._editor.viewport().mapToGlobal(chip_rect(self._editor, position).bottomLeft())

    def _open(self, position: int, corner: QPoint, *, chip_only: bool = False) -> None:
        menu = QMenu(self._editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if position >= 0:
            self._add_chip(menu, position)
        offers = self._more(self._editor.textCursor().position()) if position < 0 else ()
        for action in offers:
            action.setParent(menu)
            menu.addAction(action)
        if not chip_only:
            if menu.actions():
                menu.addSeparator()
            self._add_usual(menu)
        self.menu = menu
        menu.destroyed.connect(self._forget)
        menu.popup(corner)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def _forget(self) -> None:
        self.menu = None

    def _add_chip(self, menu: QMenu, position: int) -> None:
        link = nd.link_of(token_of(self._editor.document(), position))
        for form in self._alternatives(link):
            menu.addAction(f"{form.word}\t{form.printed}", self._changer(position, form.link.source()))
        printed = escape(printed_of(self._editor.document(), position))
        menu.addAction(UNLINK, self._changer(position, printed))
        menu.addAction(TRACE, partial(self.trace_requested.emit, link))

    def _changer(self, position: int, source: str) -> Callable[[], None]:
        return lambda: self.changed.emit(position, source)

    def _add_usual(self, menu: QMenu) -> None:
        chosen = self._editor.textCursor().hasSelection()
        usual: tuple[tuple[str, str, Callable[[], object], bool], ...] = (
            ("剪切", "Ctrl+X", self._editor.cut, chosen),
            ("复制", "Ctrl+C", self._editor.copy, chosen),
            ("粘贴", "Ctrl+V", self._editor.paste, self._editor.canPaste()),
            ("全选", "Ctrl+A", self._editor.selectAll, True),
            ("插入数据…", "Ctrl+J", self.insert_requested.emit, True),
        )
        for word, key, run, possible in usual:
            menu.addAction(f"{word}\t{key}", run).setEnabled(possible)

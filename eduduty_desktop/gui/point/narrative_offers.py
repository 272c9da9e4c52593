"""Offered links: typed numbers that equal a metric, quietly underlined; a click or Ctrl+. offers to link them.

Only paragraphs that changed are looked at again, in slices after the typing has paused.
"""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QMouseEvent
from shiboken6 import isValid

from eduduty_desktop.gui.point import narrative_document as nd
from eduduty_desktop.gui.point.link_offers import LinkOffer
from eduduty_desktop.gui.point.narrative_chip import span_rect
from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
from eduduty_desktop.gui.point.quiet_list import MODIFIERS, Offer, QuietList

AFTER_MS = 300
SLICE_SECONDS = 0.005
_REMEMBERED = 2000
_KEY = Qt.Key.Key_Period


class Placed(NamedTuple):
    """An offer where it stands in the document now."""

    start: int
    end: int
    block: int
    offer: LinkOffer


class NarrativeOffers(QObject):
    """Watches one editor; `accepted` tells what to put in place of which ranges of the document."""

    accepted = Signal(list)  # of Placed
    settled = Signal()

    def __init__(
        self,
        editor: NarrativeEdit,
        offers_in: Callable[[str], Sequence[LinkOffer]],
        name_of: Callable[[LinkOffer], tuple[str, str]],
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._offers_in = offers_in
        self._name_of = name_of
        self._known: dict[str, Sequence[LinkOffer]] = {}
        self._keyboard = False
        self._shown: list[list[Placed]] = []
        self.list = QuietList("可关联的数据")
        self.list.chosen.connect(lambda row: self.accepted.emit(self._shown[row]))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        editor.source_changed.connect(self._wait)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self.list.hide)
        editor.destroyed.connect(self.list.deleteLater)
        self._timer.start(0)

    def forget(self) -> None:
        """Figures have changed: every paragraph is looked at again, soon."""
        self._known.clear()
        self._wait()

    def look_again(self) -> None:
        """The text has changed from elsewhere."""
        self._wait()

    def _wait(self) -> None:
        self.list.hide()
        self._timer.start(AFTER_MS)

    def _step(self) -> None:
        """Look at the paragraphs that are not known yet, for a few milliseconds at a time."""
        end = time.perf_counter() + SLICE_SECONDS
        parts = self._editor.parts
        for part, _ in parts:
            if part not in self._known:
                if time.perf_counter() > end:
                    self._timer.start(0)
                    return
                self._known[part] = self._offers_in(part)
        if len(self._known) > _REMEMBERED:
            current = {part for part, _ in parts}
            self._known = {part: offers for part, offers in self._known.items() if part in current}
        self._editor.marks.show_offers([(placed.start, placed.end) for placed in self.placed()])
        self.settled.emit()

    def placed(self, block: int | None = None) -> list[Placed]:
        """The offers of one block, or of all, at their places in the document."""
        found = []
        at = self._editor.document().begin()
        for number, (part, _) in enumerate(self._editor.parts):
            if block is None or number == block:
                for offer in self._known.get(part, ()):
                    start = at.position() + nd.position_in_part(part, offer.start)
                    found.append(Placed(start, at.position() + nd.position_in_part(part, offer.end), number, offer))
            at = at.next()
        return found

    def at(self, position: int) -> Placed | None:
        """The offer at a position of the document."""
        block = self._editor.document().findBlock(position).blockNumber()
        return next((p for p in self.placed(block) if p.start <= position <= p.end), None)

    def actions(self, position: int) -> list[QAction]:
        """What a menu offers at a position."""
        found = self.at(position)
        if found is None:
            return []
        result = []
        for offer, taken in self._choices(found):
            action = QAction(f"{offer.text}\t{offer.printed}" if offer.printed else offer.text)
            action.triggered.connect(lambda _=False, taken=taken: self.accepted.emit(taken))
            result.append(action)
        return result

    def _choices(self, found: Placed) -> list[tuple[Offer, list[Placed]]]:
        label, where = self._name_of(found.offer)
        same = self.placed(found.block)
        choices = [(Offer(f"关联为“{label}”", found.offer.printed, where), [found])]
        if len(same) > 1:
            choices.append((Offer("本段全部关联", f"{len(same)} 处"), same))
        return choices

    def open(self, found: Placed, *, keyboard: bool) -> None:
        """Show what can be done with a number; by keyboard the keys are the list's until it is gone."""
        self._keyboard = keyboard
        choices = self._choices(found)
        self._shown = [taken for _, taken in choices]
        self.list.show_rows([offer for offer, _ in choices])
        self.list.show_forms((), 0, "Tab 或 Enter 关联，Esc 不用" if keyboard else "点一下即关联；Ctrl+. 用键盘选")
        rect = span_rect(self._editor, found.start, found.end)
        rect.moveTo(self._editor.viewport().mapToGlobal(rect.topLeft()))
        self.list.place(self._editor.window(), rect)

    def open_next(self) -> bool:
        """Ctrl+.: the offer at the cursor, else the next one behind it, else the first; False if there is none."""
        position = self._editor.textCursor().position()
        everything = self.placed()
        found = next((p for p in everything if position <= p.end), everything[0] if everything else None)
        if found is None:
            return False
        cursor = self._editor.textCursor()
        cursor.setPosition(found.end)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        self.open(found, keyboard=True)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self.list):  # the program ends, and Qt takes its objects away in any order
            return False
        kind = event.type()
        if watched is self._editor and isinstance(event, QKeyEvent):
            if kind is QEvent.Type.ShortcutOverride and self._wants(event):
                event.accept()
                return True
            if kind is QEvent.Type.KeyPress:
                return self._key(event)
        elif kind is QEvent.Type.FocusOut or isinstance(event, QInputMethodEvent):
            self.list.hide()
        elif watched is not self._editor and isinstance(event, QMouseEvent):
            self._mouse(event)
        return False

    def _wants(self, event: QKeyEvent) -> bool:
        return _is_asking(event) or (self._keyboard and self.list.takes(event)) or self._closes(event)

    def _closes(self, event: QKeyEvent) -> bool:
        return self.list.isVisible() and event.key() == Qt.Key.Key_Escape

    def _key(self, event: QKeyEvent) -> bool:
        if _is_asking(event):
            return self.open_next()
        if self._closes(event) or (self._keyboard and self.list.handle(event)):
            if self._closes(event):
                self.list.hide()
            return True
        if event.key() not in MODIFIERS:
            self.list.hide()
        return False

    def _mouse(self, event: QMouseEvent) -> None:
        if event.type() is QEvent.Type.MouseButtonPress:
            self.list.hide()
        elif event.type() is QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            if self._editor.textCursor().hasSelection():
                return
            found = self.under(event.position().toPoint())
            if found is not None:
                self.open(found, keyboard=False)

    def under(self, point: QPoint) -> Placed | None:
        """The offer under a point of the viewport."""
        found = self.at(self._editor.cursorForPosition(point).position())
        if found is None or not span_rect(self._editor, found.start, found.end).contains(point):
            return None
        return found


def _is_asking(event: QKeyEvent) -> bool:
    return event.key() == _KEY and event.modifiers() == Qt.KeyboardModifier.ControlModifier

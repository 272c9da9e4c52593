"""Completion by typing: the name of a metric, typed in part, offers its figure.

Follows the editor's keys from outside.  What it offers never takes the focus, never comes while an input method
is composing, and after Esc stays away until other words are typed.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QTextEdit
from shiboken6 import isValid

from eduduty_desktop.draft.narrative import escape
from eduduty_desktop.gui.point import narrative_document as nd
from eduduty_desktop.gui.point.link_completion import Completion
from eduduty_desktop.gui.point.link_forms import Form
from eduduty_desktop.gui.point.narrative_chip import span_rect
from eduduty_desktop.gui.point.quiet_list import MODIFIERS, Offer, QuietList

AFTER_MS = 90
_HINT = "Tab 或 Enter 填入，Esc 不用"


class NarrativeCompleter(QObject):
    """Watches one editor; `accepted` tells what to put where: range of the document, source."""

    accepted = Signal(int, int, str)

    def __init__(
        self,
        editor: QTextEdit,
        complete: Callable[[str], Sequence[Completion]],
        forms: Callable[[str], Sequence[Form]],
        where: Callable[[str], str],
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._complete = complete
        self._forms = forms
        self._where = where
        self._found: Sequence[Completion] = ()
        self._form = ""
        self._dismissed = -1
        self.list = QuietList("可填入的数据")
        self.list.chosen.connect(self._accept)
        self.list.form_chosen.connect(self._choose_form)
        self.list.moved.connect(self._show_forms)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._consider)
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.verticalScrollBar().valueChanged.connect(self.list.hide)
        editor.destroyed.connect(self.list.deleteLater)

    def close(self) -> None:
        """Take the offer away."""
        self._timer.stop()
        self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self.list):  # the program ends, and Qt takes its objects away in any order
            return False
        kind = event.type()
        if isinstance(event, QKeyEvent) and watched is self._editor:
            if kind is QEvent.Type.ShortcutOverride and self.list.takes(event):
                event.accept()
                return True
            if kind is QEvent.Type.KeyPress:
                return self._key(event)
        elif isinstance(event, QInputMethodEvent) and watched is self._editor:
            self.close()
            if event.commitString() and not event.preeditString():
                self._timer.start()
        elif kind is QEvent.Type.Resize:  # the editor grows with what is typed: the words are elsewhere now
            self.list.hide()
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.MouseButtonPress):
            self.close()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.list.isVisible():
            self._dismissed = self._start()
        if self.list.handle(event):
            return True
        if event.text().isprintable() and event.text():
            self._timer.start()
        elif event.key() not in MODIFIERS:
            self.close()
        return False

    def _start(self) -> int:
        typed = self._found[0].typed if self._found else 0
        return self._editor.textCursor().position() - typed

    def _consider(self) -> None:
        cursor = self._editor.textCursor()
        followed = self._editor.document().characterAt(cursor.position()) == nd.OBJECT
        if cursor.hasSelection() or followed or not self._editor.hasFocus():
            self.list.hide()
            return
        self._found = self._complete(nd.text_before(cursor))
        if not self._found or self._start() == self._dismissed:
            self.list.hide()
            return
        self._dismissed, self._form = -1, ""
        self._show_rows()
        at = cursor.position()
        words = span_rect(self._editor, self._start(), at)
        if words.top() != self._editor.cursorRect().top():  # the words stand on two lines
            words = self._editor.cursorRect()
        words.moveTo(self._editor.viewport().mapToGlobal(words.topLeft()))
        self.list.place(self._editor.window(), words)

    def _show_rows(self, *, keep: bool = False) -> None:
        offers = []
        for found in self._found:
            form = self._chosen_form(found.metric)
            offers.append(Offer(found.label, form.printed, "本项" if found.near else self._where(found.metric)))
        self.list.show_rows(offers, keep=keep)
        self._show_forms()

    def _chosen_form(self, metric: str) -> Form:
        forms = self._forms(metric)
        return next((form for form in forms if form.word == self._form), forms[0])

    def _show_forms(self) -> None:
        if not 0 <= self.list.current < len(self._found):
            return
        forms = self._forms(self._found[self.list.current].metric)
        words = [form.word for form in forms]
        chosen = words.index(self._form) if self._form in words else 0
        self.list.show_forms(words, chosen, f"{_HINT}，Alt+2 起换写法" if len(words) > 1 else _HINT)

    def _choose_form(self, number: int) -> None:
        forms = self._forms(self._found[self.list.current].metric)
        self._form = forms[number].word
        self._show_rows(keep=True)

    def _accept(self, row: int) -> None:
        found = self._found[row]
        at = self._editor.textCursor().position()
        self.accepted.emit(at, at, escape(found.rest) + self._chosen_form(found.metric).link.source())

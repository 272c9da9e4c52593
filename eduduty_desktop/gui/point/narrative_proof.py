"""校核 while writing: figures that agree are quietly marked, and each that was checked says how in its tooltip.

Only paragraphs that changed are read again, after the typing has paused; contradictions are findings and have their
wavy line from there.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from eduduty_desktop.draft.narrative import Rendered
from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
from eduduty_desktop.proof import Claim, Reader, Verdict

AFTER_MS = 250


class NarrativeProof(QObject):
    """Proves the text of one editor as it is printed; `printed` renders a source."""

    settled = Signal()

    def __init__(self, editor: NarrativeEdit, printed: Callable[[str], Rendered]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._printed = printed
        self._reader = Reader(remembered=256)
        self._told: list[tuple[QTextCursor, str]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._prove)
        editor.source_changed.connect(lambda _source: self._timer.start())
        editor.tell_at = self.words_at
        self._timer.start()

    def look_again(self) -> None:
        """The text has changed from elsewhere, or figures that it links."""
        self._timer.start()

    def words_at(self, position: int) -> str:
        """What was made of the figures at a document position; empty where there is none."""
        found = [words for cursor, words in self._told if cursor.selectionStart() <= position <= cursor.selectionEnd()]
        return "\n".join(dict.fromkeys(found))

    def _prove(self) -> None:
        source = self._editor.source
        rendered = self._printed(source)
        figures = [
            (claim, rendered.to_source(operand.start), rendered.to_source(operand.end))
            for claim in self._reader.claims(rendered.text)
            for operand in claim.operands
        ]
        at = self._editor.positions_of((offset for _, start, end in figures for offset in (start, end)), source)
        placed = [(claim, self._over(at[start], at[end])) for claim, start, end in figures]
        self._told = [(cursor, _words(claim)) for claim, cursor in placed]
        self._editor.marks.show_sound([cursor for claim, cursor in placed if claim.verdict is Verdict.CONSISTENT])
        self.settled.emit()

    def _over(self, start: int, end: int) -> QTextCursor:
        """A cursor over a figure; it moves with the text."""
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _words(claim: Claim) -> str:
    return (
        claim.message if not claim.advice or claim.verdict is Verdict.CONSISTENT else f"{claim.message}\n{claim.advice}"
    )

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
_MARKED = frozenset({Verdict.CONSISTENT})


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
        placed = [(claim, self._figures(claim, rendered, source)) for claim in self._reader.claims(rendered.text)]
        self._told = [(cursor, _words(claim)) for claim, cursors in placed for cursor in cursors]
        self._editor.marks.show_sound(
            [cursor for claim, cursors in placed if claim.verdict in _MARKED for cursor in cursors]
        )
        self.settled.emit()

    def _figures(self, claim: Claim, rendered: Rendered, source: str) -> list[QTextCursor]:
        """A cursor over each figure of a claim; it moves with the text."""
        cursors = []
        for operand in claim.operands:
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(self._editor.position_of(rendered.to_source(operand.start), source))
            end = self._editor.position_of(rendered.to_source(operand.end), source)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursors.append(cursor)
        return cursors


def _words(claim: Claim) -> str:
    return (
        claim.message if not claim.advice or claim.verdict is Verdict.CONSISTENT else f"{claim.message}\n{claim.advice}"
    )

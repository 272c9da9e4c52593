"""正文 of a node: the editor, the button that puts figures in, and the word count."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from eduduty_desktop.draft import Finding, Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.length import point_limit, report_length, report_limit
from eduduty_desktop.draft.narrative import Link, distinct_links, link_keys, links, print_link, render
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID, Block, caption
from eduduty_desktop.gui.point.cell_text import THIN, spaced
from eduduty_desktop.gui.point.link_choice import explain_link
from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
from eduduty_desktop.workspace.session import Session

if TYPE_CHECKING:  # loaded after the first paint
    from eduduty_desktop.gui.point.link_offers import LatestFigures
    from eduduty_desktop.gui.point.narrative_assist import NarrativeAssist

_SPACE = re.compile(r"\s+")
_LEAST_LINES, _MOST_LINES = 5, 18
_COUNT_AFTER_MS = 150
_FOLLOW_AFTER_MS = 60


def count_text(printed: str, linked: int, limit: int | None = None) -> str:
    """Words, paragraphs and linked figures of a text as it is printed.

    `limit` is the most characters that a notice allows.
    """
    words = len(_SPACE.sub("", printed))
    paragraphs = sum(bool(line.strip()) for line in printed.split("\n"))
    parts = [f"字数{THIN}{spaced(str(words))}"]
    if limit is not None:
        over = words - limit
        parts[0] += f"（限 {spaced(str(limit))} 字{f'，超出 {over} 字' if over > 0 else ''}）"
    if paragraphs > 1:
        parts.append(f"{paragraphs} 段")
    if linked:
        parts.append(f"关联数据 {linked} 处")
    return "，".join(parts)


def whole_text(length: int, limit: int) -> str:
    """`全文约 4 812 字（限 5 000 字）`."""
    over = f"，超出 {length - limit} 字" if length > limit else ""
    return f"全文约 {spaced(str(length))} 字（限 {spaced(str(limit))} 字{over}）"


class NarrativeBlock(Block):
    """The narrative of a point, a section or 基本情况."""

    cursor_moved = Signal(QPoint)  # where in the block the writing goes on

    def __init__(
        self,
        session: Session,
        node: str,
        title: str,
        placeholder: str,
        parent: QWidget | None = None,
        *,
        figures: "Callable[[], LatestFigures]",
    ) -> None:
        """`figures` gives the index that the texts of a window share."""
        super().__init__(parent)
        self._session = session
        self._node = node
        self._title = title
        self._figures = figures
        self._typing = self._grown = False
        self.key = Key("narratives", node)
        self._keys_of = lru_cache(maxsize=None)(self._link_keys)
        self.editor = NarrativeEdit(self._print, self._explain, self._render, self)
        self.editor.setAccessibleName(f"{title}的正文")
        self.editor.setPlaceholderText(placeholder)
        self.insert = QPushButton("插入数据 ▾")
        self.insert.setProperty("role", "choice")
        self.insert.setToolTip("把指标数据以色块放进正文，数据改了正文跟着改（Ctrl+J）")
        self.insert.setAccessibleName("插入数据")
        self.insert.clicked.connect(self.choose_link)
        line = QHBoxLayout()
        line.addWidget(caption("正文"))
        line.addStretch(1)
        line.addWidget(self.insert)
        self.count = wrapped()
        self.column.addLayout(line)
        self.column.addWidget(self.editor)
        self.column.addWidget(self.count)
        self._counter = QTimer(self)
        self._counter.setSingleShot(True)
        self._counter.setInterval(_COUNT_AFTER_MS)
        self._counter.timeout.connect(self._show_count)
        self.editor.set_source(self._stored())
        self.editor.source_changed.connect(self._typed)
        self.editor.left.connect(session.seal)
        self.editor.paste_refused.connect(self.status_message)
        self.editor.insert_requested.connect(self.choose_link)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._follower = QTimer(self)
        self._follower.setSingleShot(True)
        self._follower.setInterval(_FOLLOW_AFTER_MS)
        self._follower.timeout.connect(self._tell_cursor)
        self.editor.cursorPositionChanged.connect(self._follow_soon)
        self._fit()
        self._show_count()
        self._helper = QTimer(self)
        self._helper.setSingleShot(True)
        self._helper.timeout.connect(lambda: self.assist)
        self._helper.start(0)

    @cached_property
    def assist(self) -> "NarrativeAssist":
        """What helps while the text is written: not needed to show it, so made after the first paint."""
        from eduduty_desktop.gui.point.narrative_assist import NarrativeAssist

        assist = NarrativeAssist(self._session, self._node, self.editor, self._figures())
        assist.insert_requested.connect(self.choose_link)
        return assist

    def follow_growth(self) -> None:
        """The page has made room for an editor that grew: the line that is written may be out of sight."""
        if self._grown:
            self._grown = False
            self._follow_soon()

    def _follow_soon(self) -> None:
        """Not at every keystroke: where the cursor stands costs the layout of the text."""
        if not self._follower.isActive():
            self._follower.start()

    def _tell_cursor(self) -> None:
        if self.editor.hasFocus():
            bottom = self.editor.viewport().mapTo(self, self.editor.cursorRect().bottomLeft())
            self.cursor_moved.emit(bottom)

    def _stored(self) -> str:
        return self._session.draft.text("narratives", self._node)

    def _print(self, link: Link) -> str:
        return print_link(self._session.draft, link)

    def _explain(self, link: Link) -> str:
        return explain_link(self._session.draft, link)

    def _render(self, source: str) -> str:
        return render(self._session.draft, source).text

    def _link_keys(self, link: Link) -> frozenset[Key]:
        return link_keys(self._session.draft.framework, link)

    def _typed(self, source: str) -> None:
        record: Narrative = self._session.record(self.key) or Narrative()
        self._typing = True
        try:
            self._session.type(self.key, msgspec.structs.replace(record, text=source), label=f"编写“{self._title}”正文")
        finally:
            self._typing = False
        self._counter.start()

    def _fit(self) -> None:
        """As high as the text, between five lines and eighteen."""
        line = QFontMetrics(self.editor.font()).lineSpacing() * 3 // 2
        wanted = round(self.editor.document().size().height())
        height = max(_LEAST_LINES * line, min(wanted, _MOST_LINES * line)) + 2 * self.editor.frameWidth() + GRID
        if height != self.editor.height():
            self.editor.setFixedHeight(height)
            self._grown = True

    def _show_count(self) -> None:
        draft = self._session.draft
        limit = point_limit(draft, self._node)
        text = count_text(self._render(self.editor.source), len(links(self.editor.source)), limit)
        whole = report_limit(draft)
        if whole is not None:
            text += f"；{whole_text(report_length(draft), whole)}"
        self.count.setText(text)

    def choose_link(self) -> None:
        """Open the list of figures at the cursor, or at the button that was pressed."""
        from eduduty_desktop.gui.point.link_popup import LinkPopup

        popup = LinkPopup(self._session, self._node, self)
        popup.chosen.connect(self._insert)
        if self.editor.hasFocus():
            corner = self.editor.viewport().mapToGlobal(self.editor.cursorRect().bottomLeft())
        else:
            corner = self.insert.mapToGlobal(self.insert.rect().bottomLeft())
        popup.open_at(corner)

    def _insert(self, link: Link) -> None:
        self.editor.setFocus()
        self.editor.insert_link(link)

    def refresh(self, keys: frozenset[Key]) -> None:
        self.assist.refresh(keys, typing=self._typing)
        if self.key in keys and not self._typing:
            self.editor.set_source(self._stored())
            self._counter.start()
        if not all(key.table == "narratives" for key in keys):
            stale = {link.source() for link in distinct_links(self.editor.source) if self._keys_of(link) & keys}
            if stale:
                self.editor.refresh_chips(frozenset(stale))
                self._counter.start()

    def mark_findings(self, findings: Sequence[Finding]) -> None:
        """Underline the ranges that findings are about; fewer or more of them move nothing."""
        ranges = [
            (finding.place.start, finding.place.end, finding.severity is Severity.ERROR)
            for finding in findings
            if finding.place.node == self._node
            and finding.place.table in ("narratives", "")
            and finding.place.start >= 0
        ]
        self.editor.mark_ranges(ranges, self._stored())

    def seal(self) -> None:
        self.editor.finish()

    def reveal(self, place: Place) -> QWidget | None:
        if place.table not in ("narratives", "") or (not place.table and place.start < 0):
            return None
        if place.start >= 0:
            self.editor.select_source(place.start, max(place.start, place.end), self._stored())
        self.editor.setFocus()
        return self.editor

"""导入上级通知: choose a file, see it beside what was understood, correct, and create the framework – or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.notice import Doubt, Role, Source
from eduduty_desktop.grid import Grid
from eduduty_desktop.gui.frameworks.fields import shortcut, show_help
from eduduty_desktop.gui.frameworks.import_pages import ChoosePage, DonePage, ReadingPage, ReviewPage
from eduduty_desktop.gui.frameworks.import_state import (
    About,
    Corrected,
    Suggesting,
    begun,
    described,
    node_at,
    with_suggestions,
)
from eduduty_desktop.gui.frameworks.jobs import Latest, Slices
from eduduty_desktop.gui.frameworks.readings import PartChoice, with_header, with_role, with_rows, with_taken
from eduduty_desktop.gui.frameworks.source_model import sheets_of
from eduduty_desktop.gui.help_places import help_place
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from eduduty_desktop.workspace.frameworks import Brought

CHOOSE, READING, REVIEW, DONE = range(4)
FILTER = "上级通知、指标体系 (*.xlsx *.xlsm *.xls *.docx *.docm *.ods *.csv *.yaml *.yml);;所有文件 (*)"
SOON_MS = 300
DISCARD, GO_ON = "放弃", "继续核对"


class Made(msgspec.Struct, frozen=True):
    """What the dialog came to: the created framework's id (empty for none), and whether to begin a draft with it."""

    created: str = ""
    new_draft: bool = False


def run_import(
    services: Services, settings: Settings, presenter: Presenter, look: Look, parent: QWidget | None
) -> Made:
    """Show the dialog until it is closed."""
    dialog = ImportDialog(services, settings, presenter, look, parent)
    presenter.run(dialog)
    made = dialog.made
    dialog.deleteLater()
    return made


class ImportDialog(QDialog):
    """Reading, understanding and looking for figures run off this thread; a cancelled result is left."""

    def __init__(
        self, services: Services, settings: Settings, presenter: Presenter, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入上级通知")
        self.setAcceptDrops(True)
        self._shelf, self._services, self._settings, self._presenter = services.shelf, services, settings, presenter
        self.made = Made()
        self._state: Corrected | None = None
        self._framework: Framework | None = None
        self._suggesting = Suggesting()
        self._creating = False
        self.reading, self.searching = Latest(self), Slices(self)
        self.choose_page, self.reading_page = ChoosePage(), ReadingPage()
        self.review, self.done_page = ReviewPage(look), DonePage()
        self.pages = QStackedWidget()
        for page in (self.choose_page, self.reading_page, self.review, self.done_page):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._understand)
        self._connect()
        self.resize(self._size())

    @property
    def page(self) -> int:
        """CHOOSE, READING, REVIEW or DONE."""
        return self.pages.currentIndex()

    # reading ---------------------------------------------------------------------------------------------

    def read(self, path: Path) -> None:
        """Read a file; what is wrong with it is shown, and another can be chosen."""
        self._settings.set_folder("notice", path.parent)
        self.reading_page.begin(path.name)
        self.review.source_name = path.name
        self.pages.setCurrentIndex(READING)
        self.reading_page.cancel.setFocus()
        shelf = self._shelf

        def work() -> "tuple[Brought, Corrected]":
            brought = shelf.bring(path)
            return brought, begun(brought, shelf.readings)

        self._state = self._framework = None
        self.reading.begin(work)

    def cancel_reading(self) -> None:
        """Leave what is being read."""
        self.reading.cancel()
        self.pages.setCurrentIndex(CHOOSE)
        self.choose_page.say("已取消，没有导入任何内容。", wrong=False)
        self.choose_page.choose.setFocus()

    def _read_done(self, result: "tuple[Brought, Corrected] | Brought") -> None:
        if isinstance(result, tuple):
            brought, self._state = result
            self.review.show_notice(sheets_of(brought.parts), is_notice=brought.understood is not None)
            self.pages.setCurrentIndex(REVIEW)
            self._show(brought)
            if brought.understood is not None and brought.understood.tables:
                self.review.source.show_part(brought.understood.tables[0].part)
            self.review.result.tree.setFocus()
        else:
            self._show(result)

    def _read_failed(self, error: Exception) -> None:
        self._creating = False
        if not isinstance(error, UserError):
            self.pages.setCurrentIndex(CHOOSE if self.page == READING else self.page)
            raise error
        if self.page == READING:
            self.pages.setCurrentIndex(CHOOSE)
            self.choose_page.say(error.one_line(), wrong=True)
            self.choose_page.choose.setFocus()
            return
        self._framework = None
        if self._state is not None:
            self.review.source.show_choices(self._state.choices)
        self.review.refuse(error.one_line())

    # understanding ---------------------------------------------------------------------------------------

    def _show(self, brought: "Brought") -> None:
        state = self._state
        if state is None:
            return
        self._state = msgspec.structs.replace(state, brought=brought)
        doubts = brought.understood.doubts if brought.understood is not None else ()
        try:
            self._framework = described(brought.framework, self._about())
        except UserError as error:
            self._framework = None
            self.review.refuse(error.one_line())
            return
        self.review.source.show_choices(self._state.choices)
        if brought.understood is not None:
            self.review.source.show_understood(brought.understood)
        self.review.result.show_framework(self._framework, doubts, self.review.result.tree.node)
        self.review.allow(brought.understood is not None)
        self._suggest()
        if self._creating:
            self.create_framework()

    def _correct(self, choice: PartChoice) -> None:
        if self._state is not None:
            self._state = self._state.with_choice(choice)
            self._understand()

    def _understand(self) -> None:
        """Understand the notice again with every correction, off this thread."""
        self._soon.stop()
        state = self._state
        if state is None:
            return
        if state.brought.understood is None:
            self._show(state.brought)
            return
        self.searching.cancel()
        brought, choices, shelf = state.brought, state.choices_for(self._about()), self._shelf
        self.review.working()
        self.reading.begin(lambda: shelf.understand_again(brought, choices))

    def _about(self) -> About:
        result = self.review.result
        said = {
            "title": result.name.said,
            "year": result.year.said,
            "region": result.region.said,
            "level": result.level.currentData(),
            "total": result.total.said,
        }
        return About(**{name: text for name, text in said.items() if name in result.typed})

    # suggestions -----------------------------------------------------------------------------------------

    def _suggest(self) -> None:
        if self._framework is not None:
            self.review.result.searching()
            self.searching.begin(self._suggesting.pieces(self._framework, self._shelf.library))

    def _suggested(self) -> None:
        if self._framework is not None:
            self.review.result.show_suggestions(self._framework, self._suggesting.found)

    def _suggest_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.review.result.suggestions_note.setText(error.one_line())

    # corrections -----------------------------------------------------------------------------------------

    def set_role(self, part: int, column: int, role: Role) -> None:
        """A column holds something else."""
        if (found := self._part(part)) is not None:
            self._correct(with_role(found[0], column, role))

    def set_header(self, part: int, rows: frozenset[int]) -> None:
        """The marked rows are the header."""
        if (found := self._part(part)) is not None:
            self._correct(with_header(*found, rows, self._shelf.readings))

    def set_rows(self, part: int, rows: frozenset[int], read: bool) -> None:
        """The marked rows are no indicators, or are."""
        if (found := self._part(part)) is not None:
            self._correct(with_rows(*found, rows, read=read))

    def set_taken(self, part: int, taken: bool) -> None:
        """A table is read, or not."""
        if (found := self._part(part)) is not None:
            self._correct(with_taken(*found, taken=taken))

    def _part(self, part: int) -> tuple[PartChoice, Grid] | None:
        state = self._state
        grid = state.brought.parts[part] if state is not None else None
        return (state.choices[part], grid) if state is not None and isinstance(grid, Grid) else None

    # places ----------------------------------------------------------------------------------------------

    def show_node(self, node: str) -> None:
        """Mark where a node stands in the notice."""
        understood = self._state.brought.understood if self._state is not None else None
        if understood is not None and node in understood.sources:
            self.review.source.show_place(understood.sources[node])

    def show_place(self, place: Source) -> None:
        """Mark the node that a place of the notice was read as."""
        understood = self._state.brought.understood if self._state is not None else None
        if understood is not None:
            tree = self.review.result.tree
            tree.blockSignals(True)
            tree.choose(node_at(understood, place))
            tree.blockSignals(False)

    def show_doubt(self, doubt: Doubt) -> None:
        """Mark the place of a doubt."""
        self.review.source.show_place(Source(doubt.part, doubt.row, doubt.column))

    # creating --------------------------------------------------------------------------------------------

    def create_framework(self) -> None:
        """Put what was understood among the own frameworks, whole or not at all."""
        if self._soon.isActive():
            self._understand()
        if self.reading.is_running:
            self._creating = True
            self.review.working()
            return
        self._creating = False
        if self._framework is None:
            return
        framework, refused = with_suggestions(self._framework, self.review.result.taken, self._suggesting.standards)
        try:
            kept = self._shelf.keep(framework)
        except UserError as error:
            self._presenter.show_error(self, error)
            return
        self.made = Made(kept.id)
        self.searching.cancel()
        self.done_page.show_created(kept, refused)
        self.pages.setCurrentIndex(DONE)
        self.done_page.new_draft.setFocus()

    def begin_draft(self) -> None:
        """Close, and begin a draft with what was created."""
        self.made = msgspec.structs.replace(self.made, new_draft=True)
        self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page == REVIEW and not self._may_discard():
            event.ignore()
            return
        self._stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc and 取消: end the reading first; corrections are given up only when asked."""
        if self.page == READING:
            self.cancel_reading()
        elif self.page == DONE:
            self.accept()
        elif self.page != REVIEW or self._may_discard():
            self._stop()
            super().reject()

    def _may_discard(self) -> bool:
        result = self.review.result
        if not (result.typed or result.taken or (self._state is not None and self._state.touched)):
            return True
        text = "放弃这次导入？\n\n改过的栏目、名称和勾选的数据都不保留，通知文件本身不受影响。"
        return self._presenter.ask(self, "导入上级通知", text, [DISCARD, GO_ON], safe=GO_ON) == DISCARD

    def _stop(self) -> None:
        self._soon.stop()
        self.reading.cancel()
        self.searching.cancel()

    # files -----------------------------------------------------------------------------------------------

    def browse(self) -> None:
        """Ask for a file and read it."""
        folder = self._settings.folder("notice", self._services.documents_folder)
        chosen, _ = QFileDialog.getOpenFileName(self, "选上级通知所附的指标表", str(folder), FILTER)
        if chosen:
            self.read(Path(chosen))

    def choose_another(self) -> None:
        """Back to the choice of a file."""
        if self._may_discard():
            self._stop()
            self.review.result.forget()
            self._state = self._framework = None
            self.pages.setCurrentIndex(CHOOSE)
            self.choose_page.say("", wrong=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page == CHOOSE and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if self.page == CHOOSE and path is not None:
            event.acceptProposedAction()
            self.read(path)

    def _size(self) -> QSize:
        """Nearly the whole of a common office screen, never more than there is."""
        available = self.screen().availableSize()
        return QSize(1300, 690).boundedTo(QSize(available.width() - 24, available.height() - 40))

    def _connect(self) -> None:
        self.reading.done.connect(self._read_done)
        self.reading.failed.connect(self._read_failed)
        self.searching.finished.connect(self._suggested)
        self.searching.failed.connect(self._suggest_failed)
        self.choose_page.choose.clicked.connect(self.browse)
        self.choose_page.cancel.clicked.connect(self.reject)
        self.reading_page.cancel.clicked.connect(self.cancel_reading)
        source, result = self.review.source, self.review.result
        source.cell_chosen.connect(self.show_place)
        source.role_chosen.connect(self.set_role)
        source.header_asked.connect(self.set_header)
        source.rows_asked.connect(self.set_rows)
        source.taken_asked.connect(self.set_taken)
        result.node_chosen.connect(self.show_node)
        result.doubt_chosen.connect(self.show_doubt)
        result.about_changed.connect(self._soon.start)
        self.review.create_button.clicked.connect(self.create_framework)
        self.review.another.clicked.connect(self.choose_another)
        self.review.cancel.clicked.connect(self.reject)
        self.done_page.new_draft.clicked.connect(self.begin_draft)
        self.done_page.look_at.clicked.connect(self.accept)
        shortcut("F1", self, lambda: show_help(self, self._services, help_place(self.focusWidget()) or "notices"))
        shortcut("F8", self, lambda: self.review.step(1))
        shortcut("Shift+F8", self, lambda: self.review.step(-1))
        shortcut("F6", self, self.review.other_side)


def dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is dragged; None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None

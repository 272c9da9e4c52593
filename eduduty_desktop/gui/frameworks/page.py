"""指标体系: the window in which frameworks are looked at, searched, compared and, if they are the county's own, edited."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QSplitter, QVBoxLayout, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Standard
from eduduty_desktop.gui.commands import connect_actions
from eduduty_desktop.gui.frameworks.actions import actions_of, make_bar
from eduduty_desktop.gui.frameworks.details import Details
from eduduty_desktop.gui.frameworks.editor import Editor
from eduduty_desktop.gui.frameworks.fields import GRID, show_help
from eduduty_desktop.gui.frameworks.files import Files
from eduduty_desktop.gui.frameworks.keeper import Keeper
from eduduty_desktop.gui.frameworks.shelf_list import ShelfList
from eduduty_desktop.gui.frameworks.tree import FrameworkTree
from eduduty_desktop.gui.frameworks.words import WHOLE, gaps_of
from eduduty_desktop.gui.help_places import help_place
from eduduty_desktop.gui.keyboard import first_field, step_part
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.opening import busy
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.window_shape import OFFICE_SCREEN, remember_shape, restore_shape

AGAIN, GIVE_UP, STAY = "再存一次", "不保存，关闭", "不关闭"
NOTE_MS = 8000
EMPTY = "没有找到。可以按标题、评价要求、数据名称或责任单位搜索。"


class FrameworkWindow(QMainWindow):
    """Lists and shows frameworks; `snapshot` is the one of an open draft, shown alone and only to read."""

    new_draft_asked = Signal(str)  # framework id
    closed = Signal()

    def __init__(
        self,
        services: Services,
        settings: Settings,
        presenter: Presenter,
        look: Look,
        *,
        snapshot: Framework | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._settings, self.presenter, self._look = services, settings, presenter, look
        self._snapshot = snapshot
        self._frameworks: dict[str, Framework] = {}
        self._own: set[str] = set()
        self._shown = ""
        self.standards: dict[str, Standard] = {}
        self.keeper = Keeper(services.shelf, self)
        self.list = ShelfList(look)
        self.search = QLineEdit()
        self.tree = FrameworkTree(look, "指标")
        self.details = Details(look)
        self.editor = Editor(self)
        self.files = Files(self, services, settings)
        self._nothing = wrapped(EMPTY)
        self._note, self._state = QLabel(), QLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTE_MS)
        self._timer.timeout.connect(self._note.clear)
        self.actions_by_name = actions_of(self, look)
        self._arrange()
        self._connect()
        self.setWindowTitle("查看本稿指标体系" if snapshot is not None else "指标体系")
        self.refresh()

    # what is shown ---------------------------------------------------------------------------------------

    @property
    def framework(self) -> Framework | None:
        """The framework that is shown, as it is edited."""
        if self.keeper.edits is not None:
            return self.keeper.edits.framework
        return self._frameworks.get(self._shown)

    @property
    def editable(self) -> bool:
        """Whether the framework shown is the county's own."""
        return self.keeper.edits is not None

    @property
    def frameworks(self) -> list[Framework]:
        """All that are listed, the one shown as it is edited."""
        shown = self.framework
        return [shown if shown is not None and one.id == shown.id else one for one in self._frameworks.values()]

    @property
    def widget(self) -> QWidget:
        return self

    @property
    def look(self) -> Look:
        return self._look

    @property
    def chosen(self) -> str:
        """The id of the framework that is marked in the list, also of one that cannot be read."""
        return self._shown

    @property
    def is_snapshot(self) -> bool:
        """Whether the window shows an open draft's own framework, to read only."""
        return self._snapshot is not None

    def lead_to(self, framework: str, node: str) -> None:
        """Show a node of a framework that is listed; a snapshot's window shows only its own."""
        if self._snapshot is None:
            self.list.choose(framework)
        if framework == self._shown:
            self.show_node(node)

    def is_own(self, framework: str) -> bool:
        """Whether a framework was imported or made on this machine."""
        return framework in self._own

    def refresh(self, choose: str = "") -> None:
        """Read the frameworks anew and show one of them: the one asked for, else the one shown before, else the first."""
        if self._snapshot is not None:
            self._frameworks = {self._snapshot.id: self._snapshot}
            self.show_framework(self._snapshot.id)
            return
        wanted = choose or self._shown or self._settings.text("frameworks/shown")
        try:
            with busy():
                library = self._services.shelf.library()
                known, own = library.all(), library.own_ids
                self.standards = library.standards()
        except UserError as error:
            self.presenter.show_error(self, error)
            return
        self._frameworks = {one.id: one for one in known}
        self._own = set(own)
        self._shown = ""
        self.list.show_frameworks(known, self._own, [name for name in own if name not in self._frameworks])
        if not self.list.choose(wanted) and known:
            self.list.choose(known[0].id)

    def show_framework(self, framework: str, node: str = WHOLE) -> None:
        """Show a framework by its id; edits of the one before are saved first."""
        if framework == self._shown:
            self.show_node(node)
            return
        if not self.leave():
            self.list.choose(self._shown)
            return
        self._shown = framework
        found = self._frameworks.get(framework)
        self.keeper.begin(found if framework in self._own else None)
        self.tree.let_drag(self.editable)
        self.search.clear()
        self._note.clear()
        if found is None:
            self._tell_broken(framework)
        self._show(node)

    def show_node(self, node: str) -> None:
        """Show a node of the framework."""
        self.details.seal()
        self.tree.choose(node)
        self._show_details()

    def shown_again(self, node: str = WHOLE) -> None:
        """An edit was made, taken back or made again: show what came of it, with a node marked."""
        framework = self.framework
        if framework is None:
            return
        self._frameworks[framework.id] = framework
        self.list.retitle(framework)
        self.keeper.touched()
        self._state.setText("正在保存…")
        self._show(node)

    def leave(self) -> bool:
        """Save what is typed and edited; where that fails a person decides.  Whether the framework may be left."""
        self.details.seal()
        while not self.keeper.save():
            text = "刚才的修改没有存上。\n\n可以腾出磁盘空间后再存一次；不保存就关闭的，这些修改会丢失。"
            answer = self.presenter.ask(self, "没有存上", text, [AGAIN, GIVE_UP, STAY], safe=STAY)
            if answer != AGAIN:
                return answer == GIVE_UP
        return True

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Say something in the status line; what is wrong stays until something else is said."""
        self._note.setText(f"✕ {text}" if wrong else text)
        set_role(self._note, "error" if wrong else "")
        self._note.setToolTip(text)
        self._timer.stop()
        if not wrong:
            self._timer.start()

    def refuse(self, error: UserError) -> None:
        """Say why an edit was not made; nothing has changed."""
        self.say(error.one_line(), wrong=True)

    # commands --------------------------------------------------------------------------------------------

    def save_now(self) -> None:
        """Ctrl+S: everything saves itself; do it once more and say so."""
        if not self.editable:
            self.say("自带的指标体系不能改；要改请“另存为本县的”")
        elif self.leave():
            self.say("修改自动保存，不需要手动存盘")

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.leave():
            event.ignore()
            return
        if self._snapshot is None:
            self._settings.set_text("frameworks/shown", self._shown)
        remember_shape(self, self._splitter, self._settings, name=self._kind)
        super().closeEvent(event)
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside ----------------------------------------------------------------------------------------------

    def _show(self, node: str) -> None:
        framework = self.framework
        if framework is None:
            self.tree.clear()
            self.details.browser.clear()
        else:
            self.tree.show_framework(framework, node=node)
            self._show_details()
        self._enable()
        self._show_state()

    def _show_details(self) -> None:
        framework = self.framework
        if framework is not None:
            own = self.editable or self.is_own(framework.id)
            self.details.show_node(framework, self.tree.node, own=own, editable=self.editable)
            self.editor.enable()

    def _choose_node(self, _node: str) -> None:
        self.details.seal()
        self._show_details()

    def _show_state(self) -> None:
        framework = self.framework
        if framework is None:
            self._state.clear()
            return
        if self._snapshot is not None:
            said = "本稿自己的一份，只供查看"
        elif not self.editable:
            said = "自带的指标体系，据公开报告还原，非官方原件；要改请“另存为本县的”"
        else:
            edits = self.keeper.edits
            said = "已保存" if edits is not None and edits.is_saved else "正在保存…"
        gaps = len(gaps_of(framework))
        self._state.setText(f"! 分值有 {gaps} 处对不上　{said}" if gaps else said)

    def _enable(self) -> None:
        framework, edits = self.framework, self.keeper.edits
        actions = self.actions_by_name
        for name in ("copy", "export", "new_draft"):
            actions[name].setEnabled(framework is not None)
        actions["delete"].setEnabled(self._shown in self._own)
        actions["undo"].setEnabled(edits is not None and bool(edits.undo_label))
        actions["redo"].setEnabled(edits is not None and bool(edits.redo_label))
        for name, label in (("undo", edits.undo_label if edits else ""), ("redo", edits.redo_label if edits else "")):
            word = actions[name].text()
            actions[name].setToolTip(f"{word}：{label}" if label else f"没有可以{word}的")

    def _tell_broken(self, framework: str) -> None:
        try:
            self._services.shelf.library().load(framework)
        except UserError as error:
            self.say(error.one_line(), wrong=True)

    def _search(self, words: str) -> None:
        found = self.tree.search(words)
        self._nothing.setVisible(bool(words.strip()) and not found)
        if words.strip() and found:
            self.say(f"找到 {found} 处")

    def _search_done(self) -> None:
        framework = self.framework
        matches = [node for node in self.tree.nodes_shown() if framework is not None and node in framework.nodes]
        if matches:
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _step_part(self, by: int) -> None:
        parts: list[tuple[QWidget, QWidget | None]] = [] if self._snapshot is not None else [(self.list, self.list)]
        parts += [(self._middle, self.tree), (self.details, first_field(self.details.currentWidget()))]
        step_part(self.focusWidget(), parts, by)

    @property
    def _kind(self) -> str:
        """Under which name the window's size is remembered."""
        return "frameworks/snapshot_" if self._snapshot is not None else "frameworks/"

    def _columns(self, width: int) -> list[int]:
        """The list of frameworks where there is one, the tree, the details."""
        left = [] if self._snapshot is not None else [max(208, width // 5)]
        rest = width - sum(left)
        return [*left, rest * 45 // 100, rest * 55 // 100]

    def _arrange(self) -> None:
        self.addToolBar(make_bar(self.actions_by_name, reading=self._snapshot is not None))
        self.search.setPlaceholderText("搜索标题、评价要求、数据、责任单位（Ctrl+F）")
        self.search.setAccessibleName("搜索指标")
        self.search.setClearButtonEnabled(True)
        self._nothing.setContentsMargins(GRID, 0, GRID, 0)
        self._nothing.hide()
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.tree, 1)
        if self._snapshot is None:
            column.addWidget(self.editor.bar)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        parts = [self._middle, self.details] if self._snapshot is not None else [self.list, self._middle, self.details]
        for part in parts:
            self._splitter.addWidget(part)
        self._splitter.setChildrenCollapsible(False)
        self.setCentralWidget(self._splitter)
        self.statusBar().addWidget(self._note, 1)
        self.statusBar().addPermanentWidget(self._state)
        self.statusBar().setSizeGripEnabled(False)
        self._note.setMinimumWidth(1)
        self._note.setContentsMargins(GRID, 0, GRID, 0)
        self._state.setContentsMargins(GRID, 0, GRID, 0)
        for action in self.actions_by_name.values():
            self.addAction(action)
        width = OFFICE_SCREEN if self._snapshot is None else 1000
        restore_shape(self, self._splitter, self._settings, self._columns, name=self._kind, width=width)

    def _connect(self) -> None:
        handlers: dict[str, Callable[[], object]] = {
            "import": self.files.import_notice,
            "copy": self.files.copy_own,
            "compare": self.files.compare,
            "export": self.files.export,
            "delete": self.files.delete,
            "new_draft": self.files.new_draft,
            "undo": self.editor.undo,
            "redo": self.editor.redo,
            "save": self.save_now,
            "search": self._go_search,
            "next_part": lambda: self._step_part(1),
            "previous_part": lambda: self._step_part(-1),
            "manual": lambda: show_help(self, self._services, help_place(self.focusWidget()) or "frameworks"),
            "close": self.close,
        }
        connect_actions(self.actions_by_name, handlers)
        self.list.framework_chosen.connect(self.show_framework)
        self.tree.node_chosen.connect(self._choose_node)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._search_done)
        self.details.refused.connect(self.refuse)
        self.keeper.saved.connect(self._show_state)
        self.keeper.failed.connect(self.refuse)
        self.editor.connect_to(self)

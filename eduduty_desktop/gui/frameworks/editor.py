"""The edits of the tree and of figures: the bar below the tree, its keys, and what each of them asks and does."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Metric, Point, Section
from eduduty_desktop.framework import editing as edits_of
from eduduty_desktop.framework.suggestions import Suggestion
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.edits import (
    blank_metric,
    new_nodes,
    place_of,
    siblings_of,
    suggestions_at,
    with_metric,
)
from eduduty_desktop.gui.frameworks.fields import button
from eduduty_desktop.gui.frameworks.host import Host
from eduduty_desktop.gui.frameworks.words import WHOLE

Edit = Callable[[Framework], Framework]
REMOVE, KEEP = "删除", "取消"
_COLUMNS = 5


class Editor(QObject):
    """Does edits for the window; every one obeys the same rules as a file, or is refused and changes nothing."""

    def __init__(self, window: Host) -> None:
        super().__init__(window.widget)
        self._window = window
        self.bar = QWidget()
        grid = QGridLayout(self.bar)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self.buttons: dict[str, QPushButton] = {}
        for at, (name, text, tip, keys, do) in enumerate(
            (
                (
                    "add_point",
                    "添加测评点…",
                    "在选中的指标下面、或选中的测评点后面添加（Insert）",
                    "Insert",
                    self.add_point,
                ),
                (
                    "add_section",
                    "添加指标…",
                    "在选中的那一项后面添加一个指标（Shift+Insert）",
                    "Shift+Insert",
                    self.add_section,
                ),
                ("up", "上移", "在同一个指标里往上（Alt+上箭头）", "Alt+Up", lambda: self.shift(-1)),
                ("down", "下移", "在同一个指标里往下（Alt+下箭头）", "Alt+Down", lambda: self.shift(1)),
                ("move", "移到…", "移到别的指标下面；也可以用鼠标拖", "", self.move),
                ("split", "拆分…", "把一个测评点拆成几个", "", self.split),
                ("renumber", "重新编号", "照第一项的样式，把选中指标下面的各项重新编号", "", self.renumber),
                ("remove", "删除…", "删除选中的一项和它下面的内容（Delete）", "Delete", self.remove),
            )
        ):
            made = button(text, tip, do)
            made.setProperty("role", "choice")
            self.buttons[name] = made
            grid.addWidget(made, at // _COLUMNS, at % _COLUMNS)
            if keys:
                key = QShortcut(QKeySequence(keys), window.tree, lambda name=name, do=do: self._press(name, do))
                key.setContext(Qt.ShortcutContext.WidgetShortcut)

    def connect_to(self, window: Host) -> None:
        """Hear of what the window's parts are asked for."""
        window.tree.move_asked.connect(self.move_to)
        window.details.edit_asked.connect(lambda label, edit: self.do(label, edit, stay=True))
        metrics = window.details.metrics
        metrics.add_asked.connect(self.add_metric)
        metrics.change_asked.connect(self.change_metric)
        metrics.move_asked.connect(self.move_metric)
        metrics.remove_asked.connect(self.remove_metric)
        for keys, press in (("Insert", metrics.add.click), ("Delete", metrics.remove.click)):
            key = QShortcut(QKeySequence(keys), metrics.list, press)
            key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.enable()

    def enable(self) -> None:
        """Offer what the marked node allows; nothing for a framework that is not the county's own."""
        framework, node = self._window.framework, self._window.tree.node
        self.bar.setVisible(self._window.editable)
        if framework is None or not self._window.editable:
            return
        found = framework.nodes.get(node)
        self.buttons["add_point"].setEnabled(found is not None)
        for name in ("move", "remove"):
            self.buttons[name].setEnabled(found is not None)
        self.buttons["split"].setEnabled(isinstance(found, Point))
        self.buttons["renumber"].setEnabled(found is not None)
        at, count = 0, 0
        if found is not None:
            parent, at = place_of(framework, node)
            count = len(siblings_of(framework, parent))
        self.buttons["up"].setEnabled(at > 0)
        self.buttons["down"].setEnabled(at + 1 < count)

    # the one door ----------------------------------------------------------------------------------------

    def do(self, label: str, edit: Edit, *, node: str | None = None, stay: bool = False) -> bool:
        """Apply an edit of a node and show it; a refusal is told in the status line.  Whether something changed.

        With `stay` the node that is marked by now stays so: a field is left on the way to another node.
        """
        window, edits = self._window, self._window.keeper.edits
        if edits is None:
            return False
        marked = window.details.node if node is None else node
        try:
            changed = edits.do(label, edit, marked)
        except UserError as error:
            window.refuse(error)
            return False
        if changed:
            window.shown_again(window.tree.node if stay else marked)
            window.say(f"已{label}")
        return changed

    def undo(self) -> None:
        """Take the last edit back; what is being typed counts as one."""
        self._window.details.seal()
        edits = self._window.keeper.edits
        step = edits.undo() if edits is not None else None
        if step is not None:
            self._window.shown_again(step.node)
            self._window.say(f"已撤销：{step.label}")

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        edits = self._window.keeper.edits
        step = edits.redo() if edits is not None else None
        if step is not None:
            self._window.shown_again(step.node)
            self._window.say(f"已重做：{step.label}")

    # the tree --------------------------------------------------------------------------------------------

    def add_point(self) -> None:
        """A new point: last in the marked section, or right after the marked point."""
        framework, node = self._framework, self._window.tree.node
        found = framework.nodes.get(node)
        if found is None:
            self._window.say("请先选一个指标，再添加测评点", wrong=True)
            return
        parent, at = (node, len(found.children)) if isinstance(found, Section) else place_of(framework, node)
        at += isinstance(found, Point)
        from eduduty_desktop.gui.frameworks.small_dialogs import AddDialog

        dialog = AddDialog(
            "测评点",
            f"放在“{_short(framework, parent)}”下面，第 {at + 1} 项。",
            section=False,
            parent=self._window.widget,
        )
        if self._run(dialog):
            title, number = dialog.name.said, dialog.number.said
            self._do_new("添加测评点", lambda now: edits_of.add_point(now, parent, at, title=title, number=number))
        dialog.deleteLater()

    def add_section(self) -> None:
        """A new section with its first point: after the marked section, in place of depth; else on the first level."""
        framework, node = self._framework, self._window.tree.node
        parent, at = "", len(framework.sections)
        if node in framework.nodes:
            parent, at = place_of(framework, node)
            at += 1
        where = (
            f"放在“{_short(framework, parent)}”下面，第 {at + 1} 项。" if parent else f"放在第一层，第 {at + 1} 项。"
        )
        from eduduty_desktop.gui.frameworks.small_dialogs import AddDialog

        dialog = AddDialog("指标", where, section=True, parent=self._window.widget)
        if self._run(dialog):
            title, number, first = dialog.name.said, dialog.number.said, dialog.first.said
            self._do_new(
                "添加指标",
                lambda now: edits_of.add_section(now, parent, at, title=title, point_title=first, number=number),
            )
        dialog.deleteLater()

    def shift(self, by: int) -> None:
        """A node up or down among its siblings."""
        framework, node = self._framework, self._window.tree.node
        if node not in framework.nodes:
            return
        parent, at = place_of(framework, node)
        if 0 <= at + by < len(siblings_of(framework, parent)):
            self.move_to(node, parent, at + by, label="上移" if by < 0 else "下移")

    def move(self) -> None:
        """移到…"""
        framework, node = self._framework, self._window.tree.node
        if node not in framework.nodes:
            return
        from eduduty_desktop.gui.frameworks.small_dialogs import MoveDialog

        dialog = MoveDialog(framework, node, self._window.widget)
        if self._run(dialog):
            self.move_to(node, *dialog.place)
        dialog.deleteLater()

    def move_to(self, node: str, parent: str, at: int, *, label: str = "移动") -> None:
        """A node to a place; `at` counts without the node itself."""
        self.do(
            f"{label}“{_short(self._framework, node)}”", lambda now: edits_of.move(now, node, parent, at), node=node
        )

    def split(self) -> None:
        """拆分…"""
        framework, node = self._framework, self._window.tree.node
        found = framework.nodes.get(node)
        if not isinstance(found, Point):
            return
        from eduduty_desktop.gui.frameworks.small_dialogs import SplitDialog

        dialog = SplitDialog(found, self._window.widget)
        if self._run(dialog):
            titles = dialog.lines
            self.do(f"拆分“{_short(framework, node)}”", lambda now: edits_of.split(now, node, titles), node=node)
        dialog.deleteLater()

    def renumber(self) -> None:
        """The children of the marked section numbered through; of a point its section's."""
        framework, node = self._framework, self._window.tree.node
        section = node if isinstance(framework.nodes.get(node), Section) else framework.parents.get(node, "")
        if section:
            label = f"重新编号“{_short(framework, section)}”下的各项"
            self.do(label, lambda now: edits_of.renumbered(now, section), node=node)

    def remove(self) -> None:
        """A node with everything below it, after a question."""
        framework, node = self._framework, self._window.tree.node
        found = framework.nodes.get(node)
        if found is None:
            return
        points = [p for p in framework.points if node in {one.id for one in framework.path_of(p.id)}]
        metrics = sum(len(point.metrics) for point in points)
        inside = f"下面 {len(points)} 个测评点、" if isinstance(found, Section) else ""
        text = f"删除“{_short(framework, node)}”？\n\n{inside}{metrics} 项指标数据一起删除。可以用“撤销”找回。"
        if self._window.presenter.ask(self._window.widget, "删除指标", text, [REMOVE, KEEP], safe=KEEP) == REMOVE:
            parent = framework.parents.get(node, WHOLE)
            self.do(f"删除“{_short(framework, node)}”", lambda now: edits_of.remove(now, node), node=parent)

    # figures ---------------------------------------------------------------------------------------------

    def add_metric(self) -> None:
        """添加指标数据, with what known frameworks ask for at a like place."""
        framework, node = self._framework, self._window.tree.node
        known = [one for one in self._window.frameworks if one.id != framework.id]
        suggestions = suggestions_at(framework, node, known)
        self._metric_dialog(blank_metric(framework, node), node, suggestions, new=True)

    def change_metric(self, metric: str) -> None:
        """修改指标数据."""
        self._metric_dialog(self._framework.metrics[metric], self._window.tree.node, (), new=False)

    def move_metric(self, metric: str, place: str) -> None:
        """A figure to another point."""
        label = f"移动数据“{self._framework.metrics[metric].printed_label}”"
        self.do(label, lambda now: edits_of.move_metric(now, metric, place))

    def remove_metric(self, metric: str) -> None:
        """A figure taken out; refused while something computes with it."""
        label = f"删除数据“{self._framework.metrics[metric].printed_label}”"
        self.do(label, lambda now: edits_of.remove_metric(now, metric))

    def _metric_dialog(self, metric: Metric, node: str, suggestions: Sequence[Suggestion], *, new: bool) -> None:
        from eduduty_desktop.gui.frameworks.metric_dialog import MetricDialog

        standards = self._window.standards

        def attempt(wanted: Metric) -> None:
            with_metric(self._framework, node, wanted, standards)

        dialog = MetricDialog(self._framework, metric, attempt, standards, suggestions, self._window.widget, new=new)
        if self._run(dialog):
            made = dialog.figure
            label = f"{'添加' if new else '修改'}数据“{made.printed_label}”"
            self.do(label, lambda now: with_metric(now, node, made, standards))
        dialog.deleteLater()

    # inside ----------------------------------------------------------------------------------------------

    @property
    def _framework(self) -> Framework:
        framework = self._window.framework
        assert framework is not None
        return framework

    def _press(self, name: str, do: Callable[[], object]) -> None:
        if self._window.editable and self.buttons[name].isEnabled():
            do()

    def _run(self, dialog: QDialog) -> bool:
        self._window.details.seal()
        return self._window.presenter.run(dialog)

    def _do_new(self, label: str, edit: Edit) -> None:
        before = self._framework
        if self.do(label, edit):
            made = new_nodes(before, self._framework)
            if made:
                self._window.show_node(made[0])


def _short(framework: Framework, node: str) -> str:
    if node not in framework.nodes:
        return ""
    title = full_width(framework.nodes[node].title)
    return title if len(title) <= 20 else f"{title[:20]}…"

"""The right side: what stands in a node in words, and for an own framework the tabs in which it is edited."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from eduduty_desktop.framework import Framework, Point
from eduduty_desktop.gui.frameworks.node_form import MetricList, NodeForm, WholeForm
from eduduty_desktop.gui.frameworks.words import PROFILE, page_of
from eduduty_desktop.gui.look import Look

READ, EDIT, FIGURES = "说明", "修改", "指标数据"
Edit = Callable[[Framework], Framework]


class Details(QTabWidget):
    """Shows one node; tabs come and go with what there is to edit."""

    edit_asked = Signal(str, object)
    refused = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = look.colours
        self._node = ""
        self._wanted = EDIT
        self._filling = False
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("指标说明")
        self.browser.setOpenLinks(False)
        self.browser.document().setDocumentMargin(12)
        self.node_form = NodeForm()
        self.whole_form = WholeForm()
        self._editing = QWidget()
        column = QVBoxLayout(self._editing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.node_form)
        column.addWidget(self.whole_form)
        self.metrics = MetricList()
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName("说明、修改、指标数据")
        for form in (self.node_form, self.whole_form):
            form.edit_asked.connect(self.edit_asked)
            form.refused.connect(self.refused)
        self.currentChanged.connect(self._remember)

    @property
    def node(self) -> str:
        """The node that is shown."""
        return self._node

    def show_node(self, framework: Framework, node: str, *, own: bool, editable: bool) -> None:
        """Show a node; the tab that was last chosen stays, where the node has it."""
        moved = node != self._node
        self._node = node
        at = self.browser.verticalScrollBar().value()
        colours = self._colours
        self.browser.setHtml(page_of(framework, node, own=own, muted=colours.muted, warning=colours.warning))
        self.browser.verticalScrollBar().setValue(0 if moved else at)
        is_node = node in framework.nodes
        has_figures = node == PROFILE or (is_node and isinstance(framework.nodes[node], Point))
        self._arrange(editable and node != PROFILE, editable and has_figures)
        if not editable:
            return
        self.node_form.setVisible(is_node)
        self.whole_form.setVisible(not is_node)
        if is_node:
            self.node_form.show_node(framework, node)
        elif node != PROFILE:
            self.whole_form.show_framework(framework)
        if has_figures:
            self.metrics.show_node(framework, node)

    def seal(self) -> None:
        """Apply what is typed and not yet left."""
        if self.indexOf(self._editing) < 0:
            return
        form = self.node_form if not self.node_form.isHidden() else self.whole_form
        form.seal()

    def _arrange(self, fields: bool, figures: bool) -> None:
        wanted: list[tuple[QWidget, str]] = [(self.browser, READ)]
        wanted += [(self._editing, EDIT)] if fields else []
        wanted += [(self.metrics, FIGURES)] if figures else []
        if [self.widget(at) for at in range(self.count())] == [widget for widget, _ in wanted]:
            return
        self._filling = True
        self.clear()
        for widget, word in wanted:
            self.addTab(widget, word)
        words = [word for _, word in wanted]
        self.setCurrentIndex(words.index(self._wanted) if self._wanted in words else 0)
        self._filling = False

    def _remember(self, at: int) -> None:
        if not self._filling and at >= 0:
            self._wanted = self.tabText(at)

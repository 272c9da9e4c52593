"""The four pages of the import dialog: choose, wait, review, done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QSplitter, QVBoxLayout, QWidget

from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.fields import GRID, button, row_of
from eduduty_desktop.gui.frameworks.import_result import ImportResult
from eduduty_desktop.gui.frameworks.source_model import Sheet
from eduduty_desktop.gui.frameworks.source_view import SheetView, SourceView
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.look import Look

ABOUT = (
    "选上级通知所附的指标体系表（Excel 或 Word），也可以把文件拖到这里。程序读出层次、分值、评分标准和责任单位，"
    "左边照原样显示通知，右边显示读出的指标；没有把握的地方会标出来，由您核对、改正后再创建。"
)
KINDS = "可以导入：.xlsx　.xls　.docx　.ods　.csv，以及本程序导出的 .xlsx、.yaml。扫描件、PDF 和加密的文件不能导入。"


class ChoosePage(QWidget):
    """Says what can be imported, and why the last file could not."""

    def __init__(self) -> None:
        super().__init__()
        title = QLabel("导入上级通知")
        title.setProperty("role", "title")
        self.choose = QPushButton("选择文件…")
        self.choose.setToolTip("选上级通知所附的指标表")
        self.choose.setDefault(True)
        self.cancel = button("取消", "关闭（Esc）", lambda: None)
        self._said = wrapped("", "error")
        card = QFrame()
        card.setObjectName("startCard")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(32, 32, 32, 32)
        inner.setSpacing(2 * GRID)
        for widget in (title, wrapped(ABOUT, ""), wrapped(KINDS)):
            inner.addWidget(widget)
        inner.addLayout(row_of(self.choose, self.cancel))
        inner.addWidget(self._said)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addWidget(card, 1)

    @property
    def said(self) -> str:
        """What is said of the last file."""
        return self._said.text()

    def say(self, text: str, *, wrong: bool) -> None:
        """Say what became of the last file."""
        self._said.setText(f"✕ {text}" if wrong and text else text)
        set_role(self._said, "error" if wrong else "muted")


class ReadingPage(QWidget):
    """Says that a file is being read, and lets it be left."""

    def __init__(self) -> None:
        super().__init__()
        self._said = wrapped("", "heading")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName("正在读取")
        self.cancel = button("取消", "不再读这个文件（Esc）", lambda: None)
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 64, 64, 64)
        column.setSpacing(2 * GRID)
        column.addStretch(1)
        column.addWidget(self._said)
        column.addWidget(bar)
        column.addLayout(row_of(self.cancel))
        column.addStretch(2)

    def begin(self, name: str) -> None:
        """Say which file."""
        self._said.setText(f"正在读取“{name}”，并按表头、层次、分值理解…")


class ReviewPage(QWidget):
    """The notice left, what was understood right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.source_name = ""
        self.source, self.result = SourceView(look), ImportResult(look)
        self._hint = wrapped(
            "单击一格，右边显示它读成了哪一项。栏目读错的，在列标下面改；不是指标的行，选中后按“不是指标”。"
        )
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(4)
        left.addWidget(self.source, 1)
        left.addWidget(self._hint)
        self._whole = wrapped("", "muted")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(5)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._left)
        self.splitter.addWidget(self.result)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.create_button = QPushButton("创建")
        self.create_button.setToolTip("放进本县的指标体系；之后还可以修改")
        self.create_button.setAutoDefault(False)
        self.create_button.setProperty("role", "main")
        self.another = button("换一个文件…", "回到选文件", lambda: None)
        self.next_doubt = button("下一处存疑", "到下一处存疑的地方（F8）", lambda: self.step(1))
        self.cancel = button("取消", "不导入（Esc）", lambda: None)
        self._state = wrapped("", "error")
        foot = row_of(self.another, self.next_doubt, stretch=False)
        foot.addWidget(self._state, 1)
        foot.addWidget(self.create_button)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._whole)
        column.addWidget(self.splitter, 1)
        column.addLayout(foot)

    @property
    def said(self) -> str:
        """What is said beside the buttons."""
        return self._state.text()

    def show_notice(self, sheets: tuple[Sheet, ...], *, is_notice: bool) -> None:
        """Show a notice's tabs; a framework that the program exported has none."""
        self.source.show_sheets(sheets if is_notice else ())
        self._left.setVisible(is_notice)
        self._whole.setVisible(not is_notice)
        self._whole.setText(f"“{self.source_name}”是本程序导出的指标体系，直接读取，没有需要核对的原文。")

    def allow(self, is_notice: bool) -> None:
        """Everything is understood: it may be created."""
        self.create_button.setEnabled(True)
        self.next_doubt.setEnabled(is_notice and self.result.doubts.count() > 0)
        self._state.clear()

    def working(self) -> None:
        """It is being understood again."""
        set_role(self._state, "muted")
        self._state.setText("正在按您的改动重新读…")

    def refuse(self, reason: str) -> None:
        """It cannot be created as it stands."""
        set_role(self._state, "error")
        self._state.setText(f"✕ {reason}")
        self.create_button.setEnabled(False)

    def step(self, by: int) -> None:
        """Lead to the next doubt."""
        if self.isVisible() and not self.result.step_doubt(by):
            set_role(self._state, "muted")
            self._state.setText("没有存疑的地方")

    def other_side(self) -> None:
        """F6: from the notice to the tree and back."""
        focused: QWidget | None = self.window().focusWidget()
        right = focused is not None and self.result.isAncestorOf(focused)
        view: QWidget | None = self.source.currentWidget()
        if right and isinstance(view, SheetView):
            view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.result.tabs.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)


class DonePage(QWidget):
    """Says what was created, and offers the next step."""

    def __init__(self) -> None:
        super().__init__()
        self._said = wrapped("", "title")
        self._rest = wrapped("", "")
        self.new_draft = QPushButton("用它新建自评稿…")
        self.new_draft.setDefault(True)
        self.look_at = QPushButton("看一看、再修改")
        self.look_at.setToolTip("关闭，在指标体系页里显示它（Esc）")
        self.look_at.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 64, 64, 64)
        column.setSpacing(2 * GRID)
        column.addWidget(self._said)
        column.addWidget(self._rest)
        column.addLayout(row_of(self.new_draft, self.look_at))
        column.addStretch(1)

    def show_created(self, framework: Framework, refused: list[str]) -> None:
        """Say what came of it."""
        self._said.setText("✓ 已创建，放在本县的指标体系里")
        lines = [full_width(framework.title)]
        lines.append(
            f"{len(framework.points)} 个测评点，{len(framework.metrics)} 项指标数据，{len(framework.vetoes)} 项一票否决、降等事项"
        )
        if refused:
            lines.append(f"这些数据没有加进去，请在指标体系页里添加：{'、'.join(refused)}")
        self._rest.setText("\n".join(lines))

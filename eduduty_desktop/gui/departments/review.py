"""收回填报表: what the files say against what the draft says, row by row; nothing is taken over before it is asked for."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.duties import NOBODY, tasks_of
from eduduty_desktop.gui.departments.assigning import Assigning, can_be_assigned, metric_options
from eduduty_desktop.gui.departments.choices import GUESSED, PENDING, WORDS, Choices, year_word
from eduduty_desktop.gui.departments.files import MOST_ROWS, FileList
from eduduty_desktop.gui.departments.metric_choice import MetricChoicePopup
from eduduty_desktop.gui.departments.review_table import ReviewTable
from eduduty_desktop.gui.departments.row_actions import Handlers, RowActions
from eduduty_desktop.gui.departments.sides import SidesView
from eduduty_desktop.gui.keyboard import order_tabs
from eduduty_desktop.gui.labels import set_role, title, wrapped
from eduduty_desktop.gui.look import Look
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal
from eduduty_desktop.workspace.collecting import Collected

FILTERS = (
    (PENDING, "待处理"),
    (Status.CONFLICT, "冲突"),
    (Status.CHANGED, "改动"),
    (Status.NEW, "新增"),
    (Status.UNREAD, "待确认、没读懂"),
    (Status.AGREES, "一致"),
)
NOTHING = "这里没有要处理的。一致的不用采用，点“一致”可以查看。"
LOW = 560
"""Height in pixels: with less the page does without its title, its hint and some of its air."""

HINT = "空格勾选，F2 指定指标。采用以后才写进自评稿，一次 Ctrl+Z 全部撤回。"


class ReviewPage(QWidget):
    """The proposals of one import, the panel of one value, and the buttons that end it."""

    apply_asked = Signal(tuple)  # ids of proposals
    back_asked = Signal()
    again_asked = Signal()
    sender_named = Signal(object, str)  # Path, department
    place_asked = Signal(str, str)  # node, metric

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: Choices | None = None
        self._assigning: Assigning | None = None
        self._held: frozenset[str] = frozenset()  # spoken of: in sight until another filter is chosen
        self._read_only = ""
        self._draft: Draft | None = None
        self.title = title("收回填报表")
        self.files = FileList(look)
        self.hint = wrapped(HINT)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.said = wrapped()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.filters: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.table = ReviewTable(look)
        self.nothing = wrapped(NOTHING)
        self.about = QLabel()
        self.about.setProperty("role", "heading")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sides = SidesView()
        self.flags = wrapped(role="warning")
        self.flags.setTextFormat(Qt.TextFormat.PlainText)
        self.flags.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.actions_of_row = RowActions(self.table)
        self.ticks = QPushButton("勾选")
        self.ticks.setProperty("role", "menu")
        self.ticks.setMenu(self._make_ticks())
        self.apply = QPushButton("采用所选")
        self.apply.setProperty("role", "primary")
        self.again = QPushButton("重新读取")
        self.again.setToolTip("文件或自评稿改过以后，再读一遍")
        self.back = QPushButton("返回，不采用")
        self._arrange()
        self._connect()

    def show_collected(self, collected: Collected, *, read_only: str = "", keep: bool = False) -> None:
        """Show what was read; `keep` leaves the ticks that still can be."""
        before, said = self.choices, self._assigning.said if keep and self._assigning is not None else {}
        self._assigning = Assigning(collected, said)
        self.choices = Choices(self._assigning.collected)
        if keep and before is not None:
            self.choices.carry(before)
        self._held = frozenset()
        self._draft, self._read_only = collected.draft, read_only
        self.table.rows.read_only = bool(read_only)
        self.filters[PENDING].setChecked(True)
        counts = self._count()
        if sum(counts.values()) == counts[Status.AGREES]:
            self.filters[Status.AGREES].setChecked(True)
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def collected(self) -> Collected | None:
        """What was read, with what was said about it; None after it was left."""
        return self.choices.collected if self.choices is not None else None

    def leave(self) -> None:
        """Forget what was read."""
        self.choices = self._assigning = None

    def fit(self, height: int) -> None:
        """Make do with so much height; the table keeps its size whatever is said of a row."""
        low = height < LOW
        self.title.setVisible(not low)
        self.hint.setVisible(not low)
        self.files.fit(MOST_ROWS - low)
        self.sides.fit(low=low)
        self.flags.ensurePolished()
        self.flags.setFixedHeight(2 * self.flags.fontMetrics().lineSpacing())

    @property
    def filter(self) -> str:
        """The filter that is pressed."""
        return next((status for status, button in self.filters.items() if button.isChecked()), PENDING)

    # showing ---------------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the rows of filter and file."""
        if self.choices is None:
            return
        rows = self.choices.shown(self.filter, self.files.current, self._held)
        self.table.show(self.choices, rows)
        self.nothing.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._show_file()
        self._show_ticks()
        if not rows:
            self._show_row(None)

    def _show_file(self) -> None:
        assert self.choices is not None
        at = self.files.current
        files = self.choices.collected.files
        messages = files[at].messages if at is not None else ()
        if len(files) == 1:
            messages = files[0].messages
        self.said.setText("\n".join(f"! {line}" for line in messages[:4]))
        self.said.setToolTip("\n".join(messages))
        self.said.setVisible(bool(messages))
        set_role(self.said, "warning")

    def _show_anew(self) -> None:
        """Another filter or file was chosen."""
        self._held = frozenset()
        self._show()

    def _count(self) -> Counter[Status]:
        """Show the files, and how much there is of every kind."""
        assert self.choices is not None
        collected = self.choices.collected
        names = [task.department for task in tasks_of(collected.draft) if task.department != NOBODY]
        self.files.show_files(collected, names)
        counts = Counter(one.status for one in collected.proposals)
        for status, word in FILTERS:
            if status == PENDING:
                count = sum(counts.values()) - counts[Status.AGREES]
            elif status == Status.UNREAD:
                count = counts[Status.UNREAD] + counts[Status.UNKNOWN]
            else:
                count = counts[Status(status)]
            button = self.filters[status]
            button.setText(f"{word} {count}")
            button.setEnabled(bool(count) or status == PENDING or button.isChecked())
        return counts

    def _show_ticks(self) -> None:
        assert self.choices is not None
        count = len(self.choices.chosen)
        self.apply.setText(f"采用所选 {count} 项" if count else "只登记收到")
        self.apply.setToolTip(
            (self._read_only and f"不能修改：{self._read_only}")
            or ("写进自评稿，一次撤销可以全部撤回" if count else "不采用任何数，只记下哪些单位报了什么")
        )
        files = self.choices.collected.files
        self.apply.setEnabled(not self._read_only and any(not file.refusal for file in files))
        self.ticks.setEnabled(not self._read_only)
        self._show_row(self.table.current)

    def _show_row(self, one: Proposal | None) -> None:
        """The panel below: who says what of the current row."""
        if one is None or self.choices is None:
            self.about.setText("")
            self.flags.setText("")
            self.sides.show_sides((), (), may_choose=False)
            self.actions_of_row.show(None)
            return
        said = GUESSED if one.is_guess else "已指定" if self._is_assigned(one) else ""
        self.about.setText("　".join((f"{self.choices.label(one)}（{year_word(one)}）", WORDS[one.status], said)))
        flags = list(one.flags)
        likely = [label for label in map(self._label, one.candidates) if not any(label in flag for flag in flags)]
        if likely:
            flags.append(f"可能是：{'、'.join(likely)}")
        if one.is_guess:
            flags.append("是就勾选，不是就指定指标")
        elif one.target is None and can_be_assigned(one):
            flags.append("不知道是哪一项，请指定指标，或对照原表手工填写。")
        elif not one.can_be_applied and one.status is not Status.AGREES:
            flags.append("这一项不能直接采用，请对照原表手工填写。")
        flags += one.notes
        self.flags.setText("；".join(flags))
        self.flags.setToolTip("\n".join(flags))
        ticked = self.choices.chosen
        may_choose = one.can_be_applied and not self._read_only
        self.sides.show_sides(self.choices.sides(one), ticked, may_choose=may_choose)
        self.actions_of_row.show(one, is_assigned=self._is_assigned(one), read_only=bool(self._read_only))
        order_tabs(self)

    def _is_assigned(self, one: Proposal) -> bool:
        return self._assigning is not None and self._assigning.is_assigned(one)

    def _label(self, id: str) -> str:
        assert self._draft is not None
        framework = self._draft.framework
        if id in framework.metrics:
            return framework.metrics[id].printed_label
        return framework.nodes[id].title if id in framework.nodes else id

    # saying what a row is about --------------------------------------------------------------------------

    def ask_metric(self) -> MetricChoicePopup | None:
        """Let the clerk choose what the current row is about; None where nothing can be said."""
        one = self.table.current
        if one is None or self._draft is None or self._read_only or not can_be_assigned(one):
            return None
        popup = MetricChoicePopup(metric_options(self._draft, one), self)
        popup.chosen.connect(lambda metric, id=one.id: self._say(id, metric))
        popup.open_at(self.table.spot, popup.WIDTH)
        return popup

    def _say(self, proposal: str, metric: str) -> None:
        """The row of a proposal is about a metric; without one it is again what it was read as."""
        if self._assigning is None or self.choices is None:
            return
        if metric:
            self._assigning.assign(proposal, metric)
        else:
            self._assigning.cancel(proposal)
        before, self.choices = self.choices, Choices(self._assigning.collected)
        self.choices.carry(before)
        self._held |= frozenset(self._assigning.beside(proposal))
        self._count()
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel_assigning(self) -> None:
        one = self.table.current
        if one is not None and self._is_assigned(one):
            self._say(one.id, "")

    # choosing --------------------------------------------------------------------------------------------

    def _take(self, id: str) -> None:
        """A side was chosen; without one the draft's own stays."""
        one = self.table.current
        if self.choices is None or one is None:
            return
        if id:
            self.choices.tick([id])
        else:
            self.choices.untick([side.proposal for side in self.choices.sides(one) if side.proposal])
        self.table.rows.show_ticks()
        button = self.sides.buttons.get(id)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self, which: str) -> None:
        """Tick anew: `new` what fills an empty place, `clear` all that nobody contradicts, nothing for an empty word."""
        if self.choices is None:
            return
        self.choices.clear()
        collected = self.choices.collected
        if which:
            self.choices.tick(collected.chosen_by_default() if which == "new" else collected.clear())
        self.table.rows.show_ticks()

    def _ask_apply(self) -> None:
        if self.choices is not None:
            self.apply_asked.emit(self.choices.chosen)

    def _ask_place(self) -> None:
        one = self.table.current
        target = one.target or next(iter(one.candidates), "") if one is not None else ""
        if self._draft is None or not target:
            return
        framework = self._draft.framework
        if target in framework.metrics:
            self.place_asked.emit(framework.place_of_metric[target], target)
        else:
            self.place_asked.emit(target, "")

    # building --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.files.file_chosen.connect(lambda _: self._show_anew())
        self.files.sender_named.connect(self.sender_named)
        self._group.buttonClicked.connect(lambda _: self._show_anew())
        self.table.row_moved.connect(self._show_row)
        self.table.rows.ticks_changed.connect(self._show_ticks)
        self.table.assign_asked.connect(self.ask_metric)
        self.actions_of_row.connect(Handlers(self.ask_metric, self._cancel_assigning, self._ask_place))
        self.sides.chosen.connect(self._take)
        self.apply.clicked.connect(self._ask_apply)
        self.again.clicked.connect(self.again_asked)
        self.back.clicked.connect(self.back_asked)

    def _make_ticks(self) -> QMenu:
        menu = QMenu(self)
        for word, tip, which in (
            ("新增的", "填空白、没有疑问的", "new"),
            ("新增的和改动的", "读懂了、没有人说得不一样的", "clear"),
            ("全不选", "去掉全部勾选", ""),
        ):
            action = menu.addAction(word)
            action.setToolTip(tip)
            action.triggered.connect(lambda _=False, which=which: self.tick(which))
        return menu

    def _arrange(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for status, word in FILTERS:
            button = QPushButton(word)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._group.addButton(button)
            self.filters[status] = button
            chips.addWidget(button)
        chips.addStretch(1)
        chips.addWidget(self.ticks)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.apply, self.again, self.back):
            foot.addWidget(button)
        foot.addWidget(self.hint, 1)
        foot.addStretch(0)  # where the hint is hidden the buttons keep their size
        about = QHBoxLayout()
        about.addWidget(self.about, 1)
        self.actions_of_row.add_to(about)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.files)
        column.addWidget(self.said)
        column.addLayout(chips)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addLayout(about)
        column.addWidget(self.sides)
        column.addWidget(self.flags)
        column.addLayout(foot)

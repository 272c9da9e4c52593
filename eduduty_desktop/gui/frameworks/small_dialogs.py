"""What an edit of the tree asks for: where to move a node to, the titles of a split, the title of something new."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from eduduty_desktop.framework import Framework, Point, Section
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.edits import siblings_of
from eduduty_desktop.gui.frameworks.fields import AskingDialog, Line, Lines, form_of
from eduduty_desktop.gui.labels import wrapped

_PLACE = Qt.ItemDataRole.UserRole


class MoveDialog(AskingDialog):
    """移到…: every section that the node may go under, as its last child; the first level for a section."""

    def __init__(self, framework: Framework, node: str, parent: QWidget | None = None) -> None:
        super().__init__(f"移动“{_short(framework, node)}”", "移到这里", parent, size=(520, 420))
        self.body.addWidget(wrapped("选移到哪个指标下面；放在那里的最后，再用“上移”“下移”调整。"))
        self.list = QListWidget()
        self.list.setAccessibleName("移到哪里")
        self.body.addWidget(self.list, 1)
        own = {one.id for one in _below(framework.nodes[node])}
        if isinstance(framework.nodes[node], Section):
            self._offer("（第一层）", "")
        for key, found in framework.nodes.items():
            if isinstance(found, Section) and key not in own:
                depth = len(framework.path_of(key)) - 1
                self._offer("　" * depth + full_width(f"{found.number} {found.title}".strip()), key)
        self.list.itemActivated.connect(lambda _: self.accept())
        self.list.setCurrentRow(0)
        self.say("" if self.list.count() else "没有别的指标可以放。")
        self._framework, self._node = framework, node

    @property
    def place(self) -> tuple[str, int]:
        """The section and the place among its children without the node itself."""
        parent = self.list.currentItem().data(_PLACE)
        return parent, sum(one.id != self._node for one in siblings_of(self._framework, parent))

    def _offer(self, words: str, section: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_PLACE, section)
        self.list.addItem(item)


class SplitDialog(AskingDialog):
    """拆分…: one title a line, at least two."""

    def __init__(self, point: Point, parent: QWidget | None = None) -> None:
        super().__init__("拆分测评点", "拆分", parent, size=(520, 300))
        self.body.addWidget(
            wrapped(
                "每行写一个标题。第一项保留原来的编号、分值、数据和评分标准，其余各项只带责任单位，分值请另行填写。"
            )
        )
        self.titles = Lines("各项的标题，每行一个", height=120)
        self.titles.setPlainText(f"{point.title}\n")
        self.titles.textChanged.connect(self._check)
        self.body.addWidget(self.titles, 1)
        self._check()

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.titles.toPlainText().splitlines() if line.strip())

    def _check(self) -> None:
        self.say("" if len(self.lines) > 1 else "请写两个以上的标题，每行一个。")


class AddDialog(AskingDialog):
    """The number and title of a new point, and for a section also the title of its first point."""

    def __init__(self, kind: str, where: str, *, section: bool, parent: QWidget | None = None) -> None:
        super().__init__(f"添加{kind}", "添加", parent)
        self.number = Line("序号", "照通知写，例如（三）；可以空着")
        self.name = Line("标题", "照通知写")
        self.first = Line("第一个测评点的标题", "指标下面至少有一个测评点")
        self._section = section
        rows: list[tuple[str, QWidget]] = [("序号", self.number), ("标题", self.name)]
        if section:
            rows.append(("第一个测评点", self.first))
        self.body.addWidget(wrapped(where))
        self.body.addLayout(form_of(rows))
        self.body.addStretch(1)
        for field in (self.name, self.first):
            field.textChanged.connect(self._check)
        self._check()
        self.name.setFocus()

    def _check(self) -> None:
        wanted = (self.name, self.first) if self._section else (self.name,)
        self.ok.setEnabled(all(field.said for field in wanted))


def _below(node: Section | Point) -> list[Section | Point]:
    inner = [one for child in node.children for one in _below(child)] if isinstance(node, Section) else []
    return [node, *inner]


def _short(framework: Framework, node: str) -> str:
    title = full_width(framework.nodes[node].title)
    return title if len(title) <= 20 else f"{title[:20]}…"

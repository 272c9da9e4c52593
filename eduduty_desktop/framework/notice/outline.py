"""Indicators as plain numbered paragraphs, without any table."""

import re
from collections.abc import Callable, Sequence

from eduduty_desktop.framework.notice.departments import read_departments, split_departments
from eduduty_desktop.framework.notice.extras import (
    is_bonus_heading,
    is_veto_heading,
    looks_like_title,
    split_veto_sentence,
)
from eduduty_desktop.framework.notice.nesting import Nest
from eduduty_desktop.framework.notice.numbering import split_number
from eduduty_desktop.framework.notice.reading import Source
from eduduty_desktop.framework.notice.scores import read_score, split_score
from eduduty_desktop.framework.notice.sprouts import Grown, Sprout
from eduduty_desktop.framework.notice.tables import View
from eduduty_desktop.framework.notice.texts import clean, one_line
from eduduty_desktop.grid import Grid, Paragraph

_OFFICES = re.compile(
    r"^(?:[(（【\[])?\s*(?P<mark>牵头|责任|配合|协办|主责|主办|负责|参与|落实|主管)(?:责任)?(?:单位|部门|主体|科室)\s*[:：]\s*(?P<names>.+?)(?:[)）】\]])?[。；;]?$",
    re.S,
)
_INSIDE = re.compile(r"[。；;，,\s]((?:责任|牵头|主责|配合|落实)(?:单位|部门|主体)[:：].+)$", re.S)
_RULE = re.compile(r"^(?:评分|评价|赋分|计分|扣分|考核|打分|得分)(?:标准|细则|办法|方法|说明|规则)\s*[:：]\s*")
_ASKED = re.compile(
    r"^(?:评价|测评|考核|评估)?(?:要点|内容|要求|指标内涵|指标说明|主要观测点|观测点|测评点)\s*[:：]\s*"
)
_EVIDENCE = re.compile(
    r"^(?:佐证材料|证明材料|备查材料|支撑材料|数据来源|查阅资料|评价方式|考核方式|评估方法|材料清单)\s*[:：]\s*"
)
_SCORE_LINE = re.compile(r"^(?:分值|赋分|满分|标准分|权重)\s*[:：]\s*([^，。；]{1,12})[。；]?$")
_NOTE = re.compile(r"^(?:备?注|说明|备注)\s*[:：]")
_ROLES = {"牵头": "lead", "主责": "lead", "主办": "lead", "配合": "assisting", "协办": "assisting", "参与": "assisting"}
_LEAST_POINTS = 3
_SHORT_TITLE = 30


def read_outline(parts: Sequence[Grid | Paragraph]) -> Grown | None:
    """The tree of numbered paragraphs; None where they do not speak of indicators.

    Asked for: three scored leaves, or three with departments, or a title such as 评价指标体系 over three leaves.
    """
    grown = Grown()
    reader = _Reader(grown)
    for i, part in enumerate(parts):
        for row, column, text in _lines_of(i, part):
            for line in clean(text).split("\n"):
                reader.line(line, Source(i, row, column))
    return grown if _keep_indicators(grown, reader.titled) else None


def _lines_of(at: int, part: Grid | Paragraph) -> list[tuple[int, int, str]]:
    """A paragraph, or the rows of a sheet in which every row is one cell."""
    if isinstance(part, Paragraph):
        return [(0, 0, part.text)]
    view = View(at, part)
    rows = [(row, cells) for row in view.rows if (cells := view.cells(row))]
    return [(row, *cells[0]) for row, cells in rows] if all(len(cells) == 1 for _, cells in rows) else []


class _Reader:
    def __init__(self, grown: Grown) -> None:
        self.grown = grown
        self.nest = Nest(grown.roots)
        self.leaf: Sprout | None = None
        self.veto = ""
        self.titled = False
        self.veto_style = ""

    def line(self, text: str, source: Source) -> None:
        if not text:
            return
        if _NOTE.match(text):
            self.grown.texts.append(text)
            return
        number, rest = split_number(one_line(text))
        if number is None or (number.style == "article" and split_score(rest)[1] is None):
            self._unnumbered(text)
            return
        if is_veto_heading(rest) and not is_bonus_heading(rest):
            head, events = split_veto_sentence(rest)
            self.veto, self.leaf = head, None
            self.veto_style = number.style
            self.grown.vetoes += [(event, head) for event in events]
            return
        if self.veto and number.style not in (self.veto_style, "chinese"):
            self.grown.vetoes.append((rest, self.veto))
            return
        self.veto = ""
        self._numbered(text, source)

    def _numbered(self, text: str, source: Source) -> None:
        names, text = split_departments(text)
        offices = None if names else _INSIDE.search(text)
        if offices:
            text = text[: offices.start()]
        node = Sprout.titled(text, source, bare=True)
        node.raw = node.title
        if node.score is None:
            self._score_inside(node)
        head, stop, rest = node.title.partition("。")
        if stop and rest.strip() and 2 <= len(head) <= _SHORT_TITLE:
            node.title = head
            node.requirement.append(rest.strip())
        node.title = node.title.rstrip("。；;，, ")
        if names:
            node.add_departments(read_departments(names))
        self.nest.add(node)
        self.leaf = node
        if offices:
            self._unnumbered(offices[1])

    @staticmethod
    def _score_inside(node: Sprout) -> None:
        """A score behind the first sentence: `1.建立机制（3分）。县委……`."""
        for mark in "。：；":
            head, stop, rest = node.title.partition(mark)
            first = Sprout.titled(head, node.source)
            if stop and rest.strip() and first.score is not None:
                node.title, node.score, node.bonus = first.title, first.score, first.bonus
                node.requirement.append(rest.strip())
                return

    def _unnumbered(self, text: str) -> None:
        if looks_like_title(text):
            self.titled = self.titled or "指标" in text or "评" in text
            self.grown.texts.append(text)
            return
        if is_veto_heading(text) and len(text) <= 80:
            self.veto, events = split_veto_sentence(text)
            self.veto_style = ""
            self.grown.vetoes += [(event, self.veto) for event in events]
            return
        leaf = self.leaf
        if leaf is None:
            self.grown.texts.append(text)
        elif match := _OFFICES.match(text):
            names = match["names"]
            closed = names.count("（") + names.count("(") <= names.count("）") + names.count(")")
            names += "" if closed else "）"  # 各乡镇（街道） at the end, not the bracket around the whole
            leaf.add_departments(read_departments(names), _ROLES.get(match["mark"], "plain"))
            self._more_offices(leaf, text)
        elif leaf.score is None and (match := _SCORE_LINE.match(text)):
            leaf.score = read_score(match[1]).value
        elif match := _RULE.match(text):
            leaf.rule.append(text[match.end() :])
        elif match := _EVIDENCE.match(text):
            leaf.evidence.append(text[match.end() :])
        elif match := _ASKED.match(text):
            leaf.requirement.append(text[match.end() :])
        elif "总分" in text or "分以上" in text or "分及以上" in text:
            self.grown.texts.append(text)
        else:
            leaf.requirement.append(text)

    @staticmethod
    def _more_offices(leaf: Sprout, text: str) -> None:
        """A line that names lead and assisting offices is read again as a whole."""
        if len(re.findall(r"(?:单位|部门)\s*[:：]", text)) > 1:
            leaf.lead.clear()
            leaf.plain.clear()
            leaf.assisting.clear()
            leaf.add_departments(read_departments(text.strip("()（）【】[]")))


def _keep_indicators(grown: Grown, titled: bool) -> bool:
    """Cuts the sections of a letter around the indicators; whether anything is left."""
    leaves = [leaf for root in grown.roots for leaf in root.leaves()]
    marks: tuple[Callable[[Sprout], bool], ...] = (lambda n: n.score is not None, lambda n: bool(n.departments))
    for told in marks:
        marked = [leaf for leaf in leaves if told(leaf)]
        if len(marked) < _LEAST_POINTS:
            continue
        kept = [root for root in grown.roots if _mostly(root, told)]
        if kept:
            for root in grown.roots:
                if root not in kept:
                    grown.doubts.append((f"“{root.title[:20]}”一段没有分值和责任单位，没有作为指标", root.source))
            grown.roots[:] = kept
            return True
    return titled and len(leaves) >= _LEAST_POINTS and any(root.children for root in grown.roots)


def _mostly(root: Sprout, told: Callable[[Sprout], bool]) -> bool:
    leaves = list(root.leaves())
    return sum(bool(told(leaf)) for leaf in leaves) >= 0.5 * len(leaves) or is_bonus_heading(root.title)

"""The rows of read tables → the tree of sections and points.

A blank title cell means the same as above; a merged cell holds for all its rows; a row of one cell across is a
heading, a note, or the start of the bonus points or vetoes.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from eduduty_desktop.framework.notice.columns import is_body, owner_of
from eduduty_desktop.framework.notice.departments import read_departments, split_departments
from eduduty_desktop.framework.notice.extras import (
    is_bonus_heading,
    is_veto_heading,
    looks_like_title,
    split_veto_sentence,
)
from eduduty_desktop.framework.notice.items import scored_items
from eduduty_desktop.framework.notice.marks import columns_headed, naked_titles
from eduduty_desktop.framework.notice.nesting import Nest
from eduduty_desktop.framework.notice.numbering import read_number, split_number
from eduduty_desktop.framework.notice.reading import LEVELS, Role, Source, TableReading
from eduduty_desktop.framework.notice.rows import is_footnote, is_form_line, is_note, is_total
from eduduty_desktop.framework.notice.scores import Score, read_score, split_score
from eduduty_desktop.framework.notice.sprouts import Grown, Sprout
from eduduty_desktop.framework.notice.tables import View, qualifies
from eduduty_desktop.framework.notice.texts import is_none, one_line
from eduduty_desktop.framework.notice.words import Meaning

_OFFICES_INSIDE = re.compile("[(（【](?:责任|牵头|主责|负责|配合)(?:单位|部门)")
_WHOLE = re.compile(r"^([0-9]{1,3})\.0$")  # a count that a program wrote as a fraction
_GOING_ON = re.compile(r"[(（](?:续|续上|接上页)[)）]$")
_LEAD_TICKS = frozenset("★●▲◆主") | {"牵头", "主责", "主办"}
_NO_EVENT = (Role.LEAD, Role.ASSISTING, Role.DEPARTMENTS, Role.RULE, Role.EVIDENCE, Role.NOTE)
_DEPARTMENT_ROLES = {Role.LEAD: "lead", Role.ASSISTING: "assisting", Role.DEPARTMENTS: "plain"}


class TreeBuilder:
    """Takes tables one after the other; `grown` is what they came to."""

    def __init__(self) -> None:
        self.grown = Grown()
        self._nest = Nest(self.grown.roots)  # headings above the levels
        self._open: dict[int, Sprout] = {}  # open section of each level
        self._leaf: Sprout | None = None
        self._veto_heading = ""
        self._noting = False

    def heading(self, text: str, source: Source, *, outer: bool = False) -> None:
        """A heading above the table's own levels: a lone row, a paragraph, a sheet's name."""
        self._veto_heading = ""
        self._close()
        if is_veto_heading(text):
            head, events = split_veto_sentence(text)
            self._veto_heading = head
            self.grown.vetoes += [(event, head) for event in events]
            return
        node = Sprout.titled(text, source, bare=True)
        node.bonus = False
        self._nest.add(node, outermost=outer)

    def table(self, view: View, reading: TableReading, weights: Sequence[int] = ()) -> None:
        """The body rows of one table."""
        worker = _Table(self, view, reading, frozenset(weights))
        if worker.titles:
            worker.run()

    def _close(self) -> None:
        self._open.clear()
        self._leaf = None


class _Table:
    def __init__(self, builder: TreeBuilder, view: View, reading: TableReading, weights: frozenset[int]) -> None:
        self.builder, self.view, self.reading = builder, view, reading
        self.columns = {c: role for c, role in sorted(reading.columns.items()) if c < view.width}
        self.levels = sorted((c for c, role in self.columns.items() if role in LEVELS), key=self._rank)
        self.points = [c for c, role in self.columns.items() if role is Role.POINT]
        self.titles = [*self.levels, *self.points[:1]]
        self.weights = weights
        self.naked = naked_titles(view, reading, self.titles)
        self.bands = columns_headed(view, reading, (Role.RULE,), Meaning.BAND)
        self.offices = columns_headed(view, reading, tuple(_DEPARTMENT_ROLES), Meaning.NAMED_OFFICE)
        self.rows = [r for r in view.rows if r in reading.rows and r not in reading.header_rows]
        self.owners: dict[int, int] = {}
        self.shared: dict[tuple[int, int], list[Sprout]] = {}
        self.split: list[Sprout] = []  # the points of one cell, and their row
        self.split_row = -1
        self.carried: set[int] = set()

    def _rank(self, column: int) -> int:
        return LEVELS.index(self.columns[column])

    # -- rows ---------------------------------------------------------------------------------------------

    def run(self) -> None:
        body = [(self.view, [r for r in self.rows if is_body(self.view, r)])]
        for column, role in self.columns.items():
            if role in (Role.NUMBER, Role.SCORE):
                self.owners[column] = owner_of(self.columns, column, body)
        self.carried = {
            c for c, role in self.columns.items() if role in _DEPARTMENT_ROLES and self._same_as_above(c, body[0][1])
        }
        for row in self.rows:
            self._row(row)
        self._settle_shared()

    def _row(self, row: int) -> None:
        cells = self.view.cells(row)
        if not cells:
            return
        texts = [one_line(text) for _, text in cells]
        begun = [(c, one_line(text)) for c, text in cells if self.view.own(row, c)] or list(
            zip([c for c, _ in cells], texts, strict=True)
        )
        if len(cells) > 1 and qualifies(cells) and not any(any(ch.isdigit() for ch in t) for t in texts):
            return
        if self._is_total([text for _, text in begun]):
            self._take_total(row, begun)
        elif self._is_note(row, cells, texts):
            self.builder.grown.texts.append(cells[0][1] if len(cells) == 1 else "".join(texts))
        elif self._is_heading(row, cells):
            self._heading(row, cells[0])
        elif self.builder._veto_heading and self._is_veto_row(row, cells):
            event = max((one_line(t) for c, t in cells if self.columns.get(c) not in _NO_EVENT), key=len, default="")
            self.builder.grown.vetoes.append((split_number(event)[1], self.builder._veto_heading))
        else:
            self._entry(row)

    @staticmethod
    def _is_total(texts: list[str]) -> bool:
        first = [t for t in texts if read_number(t) is None][:1] or texts[:1]
        return bool(first) and is_total(first[0])

    def _take_total(self, row: int, begun: list[tuple[int, str]]) -> None:
        at, word = next((c, t) for c, t in begun if is_total(t))
        values = [s.value for s in (split_score(t, bare=True)[1] for _, t in begun) if s and s.value is not None]
        for column, role in self.columns.items():
            if role is Role.SCORE and self.view.texts[row][column]:
                value = read_score(self.view.texts[row][column], weights=True).value
                values = [value, *values] if value is not None else values
        if not values and (found := re.search(r"[0-9]+(?:\.[0-9]+)?", unicodedata.normalize("NFKC", word))):
            values = [Decimal(found[0])]
        if not values:
            return
        section = self._summed(row, at, word)
        if section is None:
            self.builder.grown.total = values[0]
            self.builder.grown.total_source = Source(self.view.part, row, 0)
        elif section.score is None:
            section.score = values[0]
        elif section.score != values[0]:
            section.doubts.append(f"“{section.title[:20]}”写明 {section.score} 分，小计是 {values[0]} 分")

    def _summed(self, row: int, column: int, word: str) -> Sprout | None:
        """The section whose sum a total row gives: 小计, or 合计 beside a section that goes on; None for the whole."""
        beside = [d for d, c in enumerate(self.levels) if c < column and self.view.texts[row][c]]
        if beside:
            return self.builder._open.get(beside[-1])
        if not word.startswith("小计"):
            return None
        above = [d for d, c in enumerate(self.levels) if c < column]
        return self.builder._open.get(above[-1] if above else 0) or self.builder._nest.current

    def _is_note(self, row: int, cells: list[tuple[int, str]], texts: list[str]) -> bool:
        noted = is_note(texts[0], len(cells))
        starred = len(cells) == 1 and is_footnote(texts[0]) and self._across(cells[0][0], row)
        formal = is_form_line(texts[0]) and not any(self._score_text(c, t) for c, t in cells)
        listed = self.builder._noting and len(cells) == 1 and bool(re.match(r"\s*[0-9(（]", texts[0]))
        self.builder._noting = noted or listed
        return noted or formal or listed or starred

    def _is_veto_row(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """Below the heading of vetoes every row without a score tells of one."""
        if Role.SCORE not in self.columns.values() and any(
            c in self.levels and self.view.own(row, c) for c, _ in cells
        ):
            return False
        return not any(self._score_text(c, t) for c, t in cells)

    def _across(self, column: int, row: int) -> bool:
        """Whether a cell spans the table, or stands at its left edge."""
        origin = self.view.origins[row][column]
        return column == self.view.columns[0] or all(self.view.origins[row][c] == origin for c in self.view.columns)

    def _score_text(self, column: int, text: str) -> bool:
        return self.columns.get(column) is Role.SCORE and read_score(text).value is not None

    def _is_heading(self, row: int, cells: list[tuple[int, str]]) -> bool:
        """One cell across the titles (or in the number's column), with nothing beside it but perhaps its score."""
        column, text = cells[0]
        others = [
            (c, t) for c, t in cells[1:] if self.columns.get(c) not in (None, Role.IGNORED, Role.SELF_SCORE, Role.NOTE)
        ]
        beside = [
            c
            for c, t in others
            if not (self.columns[c] is Role.SCORE and read_score(t, weights=True).value is not None)
        ]
        if beside or self.columns.get(column) in (Role.SCORE, Role.RULE, *_DEPARTMENT_ROLES):
            return False
        if is_none(text) or self.view.origins[row][column][0] != row:
            return False
        origin = self.view.origins[row][column]
        across = [c for c in self.view.columns if self.view.origins[row][c] == origin]
        if self.columns.get(column) is Role.NUMBER and len(across) == 1:
            return len(one_line(text)) > 6 and not read_number(text)
        if len(across) > 1:
            covered = [c for c in self.titles if c in across]
            return len(covered) == len(self.titles) or len(across) == len(self.view.columns)
        if self.builder._veto_heading:
            return not others
        return not self.levels and not others and self._stands_above(text)

    def _stands_above(self, text: str) -> bool:
        number, _ = split_number(one_line(text))
        return (
            (number is not None and number.style in ("chinese", "chapter"))
            or is_bonus_heading(one_line(text))
            or (is_veto_heading(text) and len(text) <= 30)
        )

    def _heading(self, row: int, cell: tuple[int, str]) -> None:
        column, text = cell
        source = Source(self.view.part, row, column)
        line = one_line(text)
        if self.builder._veto_heading and not is_bonus_heading(line) and not is_veto_heading(line):
            self.builder.grown.vetoes.append((split_number(line)[1], self.builder._veto_heading))
            return
        number, _ = split_number(line)
        _, score = split_score(line, bare=True)
        if looks_like_title(line) and number is None and score is None:
            self.builder.grown.texts.append(line)
            return
        if number is None and score is None and len(line) > 60:
            self.builder.grown.texts.append(line)
            return
        self.builder.heading(line, source)
        node = self.builder._nest.current
        if node is not None and node.score is None:
            for c, role in self.columns.items():
                if (
                    role is Role.SCORE
                    and (value := read_score(self.view.texts[row][c], weights=c in self.weights).value) is not None
                ):
                    node.score = value

    # -- entries ------------------------------------------------------------------------------------------

    def _entry(self, row: int) -> None:
        opened: dict[int, Sprout] = {}
        previous: tuple[int, int] | None = None
        for depth, column in enumerate(self.levels):
            text, origin = _GOING_ON.sub("", self.view.texts[row][column]), self.view.origins[row][column]
            if not text or origin == previous or is_none(text):
                continue
            previous = origin
            current = self.builder._open.get(depth)
            if self.view.own(row, column) and not (current and current.raw == text and not opened):
                opened[column] = self._open_section(depth, row, column, text)
        leaf = self._point(row, previous, opened)
        if leaf is None:
            return
        new = leaf is not self.builder._leaf
        self.builder._leaf = leaf
        for column, role in self.columns.items():
            text = self.view.texts[row][column]
            if text:
                self._fill(leaf, new, opened, row, column, role)
        if new and self.carried and not leaf.departments and not opened:
            self._carry(leaf, row)

    def _open_section(self, depth: int, row: int, column: int, text: str) -> Sprout:
        node = Sprout.titled(
            text,
            Source(self.view.part, row, column),
            weights=column in self.weights,
            bare=True,
            naked=column in self.naked,
        )
        node.bonus = False
        builder = self.builder
        for deeper in [d for d in builder._open if d >= depth]:
            del builder._open[deeper]
        above = [builder._open[d] for d in sorted(builder._open) if d < depth]
        (above[-1].children if above else builder._nest.place()).append(node)
        builder._open[depth] = node
        builder._leaf = None
        return node

    def _point(self, row: int, previous: tuple[int, int] | None, opened: dict[int, Sprout]) -> Sprout | None:
        """The point of this row: a new one, the one above, or a section that has no points of its own."""
        builder = self.builder
        column = self.points[0] if self.points else self.levels[-1]
        text, origin = self.view.texts[row][column], self.view.origins[row][column]
        deepest = builder._open[max(builder._open)] if builder._open else None
        if not self.points or is_none(text) or origin == previous:
            if opened:
                return list(opened.values())[-1]
            return builder._leaf or (deepest if deepest is not None and not deepest.children else None)
        same = builder._leaf is not None and builder._leaf.raw == text and not self._has_own(row)
        if builder._leaf is not None and not opened and (same or not self.view.own(row, column)):
            return builder._leaf
        return self._new_point(row, column, text, deepest)

    def _new_point(self, row: int, column: int, text: str, deepest: Sprout | None) -> Sprout:
        names, text = split_departments(text) if _OFFICES_INSIDE.search(text) else ("", text)
        source = Source(self.view.part, row, column)
        siblings = deepest.children if deepest is not None else None
        scores = [c for c, role in self.columns.items() if role is Role.SCORE and self.owners.get(c) == column]
        cell = self.view.texts[row][scores[0]] if scores and self.view.own(row, scores[0]) else ""
        nodes = []
        if items := scored_items(text, cell):
            for item in items:
                node = Sprout.titled(item.text, source, point=True)
                node.score = item.score
                node.title = node.title.rstrip("；;。 ")
                nodes.append(node)
            self.split_row = row
        else:
            nodes.append(Sprout.titled(text, source, point=True, naked=column in self.naked))
            nodes[0].raw = self.view.texts[row][column]
        for node in nodes if names else ():
            node.add_departments(read_departments(names))
        for node in nodes:
            if siblings is not None:
                siblings.append(node)
            elif self.levels:
                self.builder._nest.place().append(node)
            else:
                self.builder._nest.add_entry(node, self._number_text(row, column))
        self.split = nodes if len(nodes) > 1 else []
        return nodes[-1]

    def _number_text(self, row: int, column: int) -> str:
        return next(
            (
                self.view.texts[row][c]
                for c, role in self.columns.items()
                if role is Role.NUMBER and self.owners.get(c) == column
            ),
            "",
        )

    def _has_own(self, row: int) -> bool:
        """Whether a row that repeats the point's title is a point of its own: it has a score or number."""
        return any(
            role in (Role.SCORE, Role.NUMBER)
            and self.owners.get(c) in self.points[:1]
            and self.view.own(row, c)
            and not is_none(self.view.texts[row][c])
            for c, role in self.columns.items()
        )

    def _fill(self, leaf: Sprout, new: bool, opened: dict[int, Sprout], row: int, column: int, role: Role) -> None:
        text, own = self.view.texts[row][column], self.view.own(row, column)
        if role is Role.SCORE:
            self._score(leaf, new, opened, row, column)
        elif role is Role.NUMBER:
            owner = self.owners[column]
            node = opened.get(owner) or (leaf if new and (owner not in self.levels or not leaf.point) else None)
            if node is not None and own and node.number is None and (number := read_number(_WHOLE.sub(r"\1", text))):
                node.number = number
        elif own or new:
            if column in self.offices:
                self._tick(leaf, row, self.offices[column], text)
                return
            said = f"{self.bands[column]}：{text}" if column in self.bands else text
            for node in self._sharing(leaf, row):
                self._describe(node, role, said)

    def _tick(self, leaf: Sprout, row: int, office: str, mark: str) -> None:
        if is_none(mark):
            return
        leads = mark in _LEAD_TICKS
        for node in self._sharing(leaf, row):
            names = node.lead if leads else node.plain
            if office not in names:
                names.append(office)

    def _sharing(self, leaf: Sprout, row: int) -> list[Sprout]:
        return self.split if self.split_row == row and self.split else [leaf]

    def _describe(self, leaf: Sprout, role: Role, text: str) -> None:
        if role in _DEPARTMENT_ROLES:
            leaf.add_departments(read_departments(text), _DEPARTMENT_ROLES[role])
            return
        kept = {Role.REQUIREMENT: leaf.requirement, Role.RULE: leaf.rule, Role.EVIDENCE: leaf.evidence}.get(role)
        if kept is not None and not is_none(text) and text not in kept:
            kept.append(text)

    def _score(self, leaf: Sprout, new: bool, opened: dict[int, Sprout], row: int, column: int) -> None:
        text, own = self.view.texts[row][column], self.view.own(row, column)
        owner = self.owners[column]
        node: Sprout | None = leaf
        if owner in self.levels:
            depth = self.levels.index(owner)
            node = opened.get(owner) or (self.builder._open.get(depth) if own else None)
        origin = self.view.origins[row][column]
        if node is None:
            return
        if not own:
            if new and node is leaf and origin in self.shared:
                self.shared[origin].append(node)
            return
        if self.split_row == row and self.split and node is leaf:
            return
        if len(text) <= 10 and is_veto_heading(text):
            node.veto = True
            return
        score = read_score(text, weights=column in self.weights)
        self._set_score(node, score, text, new or node is not leaf)
        if node is leaf and new:
            self.shared[origin] = [node]

    def _set_score(self, node: Sprout, score: Score, text: str, new: bool) -> None:
        if score.doubtful:
            node.doubts.append(f"分值“{one_line(text)[:20]}”读不出来，请填写")
            return
        if score.value is None:
            return
        if score.percent and self._is_relative(node, score.value):
            return
        if node.score is not None and not new:
            node.doubts.append(f"“{node.title[:20]}”有不止一个分值，已相加，请核对")
            node.score += score.value
            return
        if node.score is not None and node.score != score.value:
            node.doubts.append(f"标题里的分值是 {node.score}，分值栏是 {score.value}，以分值栏为准")
        node.score = score.value
        node.bonus = node.bonus or score.extra

    def _is_relative(self, node: Sprout, value: Decimal) -> bool:
        """Whether a weight is a share of the level above (100 % of 40): no score of its own."""
        above = [s.score for s in self.builder._open.values() if node in s.children and s.score is not None]
        return bool(above) and value > above[0]

    def _settle_shared(self) -> None:
        """A score merged over several points is their section's."""
        parents = {
            id(child): node for root in self.builder.grown.roots for node in root.walk() for child in node.children
        }
        for points in self.shared.values():
            if len(points) < 2:
                continue
            score, parent = points[0].score, parents.get(id(points[0]))
            points[0].score = None
            if (
                parent is not None
                and [id(p) for p in parent.children] == [id(p) for p in points]
                and parent.score in (None, score)
            ):
                parent.score = score
                continue
            for point in points:
                point.doubts.append(f"{len(points)} 个测评点合用一个分值 {score}，请分开填写")

    def _same_as_above(self, column: int, rows: Sequence[int]) -> bool:
        """Whether a column of departments is filled only where a section begins."""
        if not self.levels or not self.points:
            return False
        filled = [r for r in rows if self.view.texts[r][column] and self.view.own(r, column)]
        blank = [r for r in rows if not self.view.texts[r][column]]
        begins = any(
            {r for r in rows if self.view.texts[r][level] and self.view.own(r, level)} == set(filled)
            and any(not self.view.texts[r][level] for r in rows)
            for level in self.levels
        )
        return len(blank) > 2 and len(filled) > 1 and begins

    def _carry(self, leaf: Sprout, row: int) -> None:
        for above in reversed([r for r in self.rows if r < row]):
            texts = {c: text for c in self.carried if (text := self.view.texts[above][c])}
            for column, text in texts.items():
                leaf.add_departments(read_departments(text), _DEPARTMENT_ROLES[self.columns[column]])
            if texts:
                return

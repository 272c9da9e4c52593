"""A grown tree → the framework, its sources and its doubts."""

import re
import zlib
from collections import Counter
from decimal import Decimal
from typing import NoReturn

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.choices import ScoreStyle
from eduduty_desktop.framework.model import Framework, Grade, Point, Section, Veto
from eduduty_desktop.framework.notice.extras import is_bonus_heading, is_veto_heading, split_veto_sentence, vetoes_of
from eduduty_desktop.framework.notice.items import numbered_lines
from eduduty_desktop.framework.notice.neighbours import number_by_neighbours
from eduduty_desktop.framework.notice.numbering import split_number
from eduduty_desktop.framework.notice.reading import Doubt, Source
from eduduty_desktop.framework.notice.rules import read_rule
from eduduty_desktop.framework.notice.sprouts import Grown, Sprout
from eduduty_desktop.framework.notice.texts import clean
from eduduty_desktop.framework.scores import score_gaps, sum_of
from eduduty_desktop.framework.validation import MAX_SECTION_DEPTH, validate

NAMELESS = "评价指标"
_LEAST_WEIGHTS = 3  # points
_PART_OF = re.compile(r"其中\s*[:：,，]?")


class Heading(msgspec.Struct, frozen=True):
    """What stands over the whole framework."""

    title: str
    year: int | None
    region: str
    level: str
    grades: tuple[Grade, ...] = ()
    bonus: Decimal | None = None


class Finished(msgspec.Struct, frozen=True):
    framework: Framework
    sources: dict[str, Source]
    doubts: tuple[Doubt, ...]


def finish(grown: Grown, heading: Heading) -> Finished:
    """The validated framework; raises UserError where the tree breaks a rule of frameworks."""
    return _Finisher(grown, heading).run()


class _Finisher:
    def __init__(self, grown: Grown, heading: Heading) -> None:
        self.grown, self.heading = grown, heading
        self.sources: dict[str, Source] = {}
        self.doubts: list[Doubt] = [Doubt(m, s.part, s.row, s.column) for m, s in grown.doubts]
        self.vetoes: list[tuple[str, str]] = list(grown.vetoes)
        self.bonus = heading.bonus

    def run(self) -> Finished:
        roots = [kept for root in self.grown.roots if (kept := self._without_vetoes(root))]
        for root in roots:
            for node in [one for one in root.walk() if one.children]:
                node.children = _parts_under(node.children)
        roots = _parts_under(roots)
        for root in roots:
            _inherit(root)
        number_by_neighbours(roots)
        roots = self._all_sections(self._flattened(roots))
        sections = tuple(self._section(root, f"s{i}", False) for i, root in enumerate(roots, 1))
        total = self.grown.total
        if total is None:
            total = sum_of(section for section in sections if not re.match("[扣减倒]分|倒扣", section.title))
        if self.bonus is None:
            self.bonus = _sum_of_bonus(sections)
        framework = Framework(
            id=self._id(),
            title=self.heading.title or NAMELESS,
            level=self.heading.level,
            region=self.heading.region,
            basis=f"据通知《{self.heading.title}》导入" if self.heading.title else "据通知导入",
            sections=sections,
            year=self.heading.year,
            vetoes=self._vetoes(),
            score_style=ScoreStyle.APPENDIX if any(_scored(root) for root in roots) else ScoreStyle.NONE,
            total=total,
            bonus=self.bonus,
            grades=self.heading.grades,
        )
        validate(framework, {}, _refuse)
        self._doubt_numbers(roots)
        self._doubt_scores(framework)
        return Finished(framework, self.sources, tuple(self.doubts))

    # -- shape --------------------------------------------------------------------------------------------

    def _without_vetoes(self, node: Sprout) -> Sprout | None:
        """The node without the branches that list vetoes; those are kept apart."""
        if _is_veto(node):
            self._take_vetoes(node)
            return None
        had_children = bool(node.children)
        node.children = [kept for child in node.children if (kept := self._without_vetoes(child))]
        if not node.title and not node.children:
            return None
        return None if had_children and not node.children and not node.point else node

    def _take_vetoes(self, node: Sprout) -> None:
        if node.veto:
            self.vetoes.append((node.title, "一票否决"))
            return
        for leaf in node.leaves():
            texts = [leaf.title] if leaf is not node else []
            if not texts or (is_veto_heading(leaf.title) and leaf.has_content):
                texts = leaf.requirement or leaf.rule or [leaf.title]
            for text in texts:
                head, events = split_veto_sentence(text)
                lines = numbered_lines(text)
                self.vetoes += [(event, f"{node.title}{head}") for event in events or _bare_lines(lines) or [text]]

    def _flattened(self, roots: list[Sprout]) -> list[Sprout]:
        """Deeper than three sections is not allowed: the fourth level's points hang on the third."""

        def visit(node: Sprout, depth: int) -> None:
            if depth >= MAX_SECTION_DEPTH and any(child.children for child in node.children):
                self.doubts.append(
                    Doubt(
                        f"“{node.title[:20]}”下的层次超过三级，已并入第三级",
                        node.source.part,
                        node.source.row,
                        node.source.column,
                    )
                )
                node.children = [leaf for child in node.children for leaf in child.leaves()]
            for child in node.children:
                visit(child, depth + 1)

        for root in roots:
            visit(root, 1)
        return roots

    def _all_sections(self, roots: list[Sprout]) -> list[Sprout]:
        """Points without a section get one for all that follow each other; a level without points is its own point."""
        sections: list[Sprout] = []
        gathering: Sprout | None = None
        for root in roots:
            if root.children:
                gathering = None
                sections.append(root)
            elif root.point:
                if gathering is None:
                    gathering = Sprout(root.source)
                    gathering.title = NAMELESS if sections or not self.heading.title else self.heading.title
                    sections.append(gathering)
                gathering.children.append(root)
            else:
                gathering = None
                whole = Sprout(root.source, raw=root.raw)
                whole.number, whole.title, whole.score, whole.bonus = root.number, root.title, root.score, root.bonus
                root.number = None
                whole.children = [root]
                sections.append(whole)
        return sections

    # -- nodes --------------------------------------------------------------------------------------------

    def _section(self, node: Sprout, key: str, bonus: bool) -> Section:
        bonus = bonus or node.bonus or is_bonus_heading(node.title)
        if is_bonus_heading(node.title) and node.score is not None and self.bonus is None:
            self.bonus = node.score
        self._note(node, key)
        children: list[Section | Point] = []
        counts: Counter[str] = Counter()
        for child in node.children:
            letter = "s" if child.children else "p"
            counts[letter] += 1
            child_key = f"{key}.{letter}{counts[letter]}"
            made = (
                self._section(child, child_key, bonus) if child.children else self._point(child, child_key, bonus, node)
            )
            children.append(made)
        return Section(key, node.number.text if node.number else "", node.title, tuple(children), node.score)

    def _point(self, node: Sprout, key: str, bonus: bool, parent: Sprout) -> Point:
        title, requirement = node.title, list(node.requirement)
        if lines := numbered_lines(node.raw):
            requirement = ["\n".join(lines), *requirement]
            only = len(parent.children) == 1 and parent.title
            title = parent.title if only else "".join(clean(node.raw).split("\n"))
            node.number = None if node.number and node.raw.strip().startswith(node.number.text[:1]) else node.number
            node.title = title
        bonus = bonus or node.bonus or is_bonus_heading(title)
        if bonus and node.score is None:
            node.score = _stated_bonus(node.title)
        self._note(node, key)
        scoring = read_rule("\n".join(node.rule), node.score)
        return Point(
            id=key,
            number=node.number.text if node.number else "",
            title=title,
            full_score=node.score,
            bonus=bonus,
            requirement="\n".join(text for text in requirement if text != title),
            scoring=scoring,
            departments=node.departments,
            departments_basis="据通知" if node.departments else "",
            evidence_required=f"通知要求：{''.join(node.evidence)}" if node.evidence else "",
        )

    def _note(self, node: Sprout, key: str) -> None:
        self.sources[key] = node.source
        node.key = key
        for message in node.doubts:
            self._doubt(message, node)

    def _doubt(self, message: str, node: Sprout) -> None:
        self.doubts.append(Doubt(message, node.source.part, node.source.row, node.source.column, node.key))

    # -- doubts -------------------------------------------------------------------------------------------

    def _doubt_numbers(self, roots: list[Sprout]) -> None:
        last: dict[tuple[int, str], int] = {}

        def visit(nodes: list[Sprout], depth: int) -> None:
            self._siblings(nodes, depth, last)
            for node in nodes:
                visit(node.children, depth + 1)

        visit(roots, 1)

    def _siblings(self, nodes: list[Sprout], depth: int, last: dict[tuple[int, str], int]) -> None:
        """Numbers among siblings: each once, none left out; the first is 1 or counts on from the section before."""
        seen: set[tuple[str, tuple[int, ...]]] = set()
        before: Sprout | None = None
        for node in nodes:
            number = node.number
            if number is None or not number.counters:
                continue
            mark = (number.style, number.counters)
            count = number.counters[-1]
            if mark in seen:
                self._doubt(f"编号“{number.text}”重复", node)
            elif before is not None and before.number is not None and before.number.style == number.style:
                if before.number.counters[:-1] == number.counters[:-1] and count != before.number.counters[-1] + 1:
                    self._doubt(f"编号从“{before.number.text}”跳到“{number.text}”，请核对是否缺项", node)
            elif before is None and count not in (1, last.get((depth, number.style), 0) + 1):
                self._doubt(f"第一个编号是“{number.text}”，请核对是否缺项", node)
            seen.add(mark)
            last[depth, number.style] = count
            before = node

    def _doubt_scores(self, framework: Framework) -> None:
        scores = [point.full_score for point in framework.points if point.full_score]
        if len(scores) >= _LEAST_WEIGHTS and sum(scores) == 1:
            self.doubts.append(Doubt("各项分值合计为 1，像是权重，请核对要不要按满分换算成分值"))
        for gap in score_gaps(framework):
            source = self.sources.get(gap.node, self.grown.total_source)
            if gap.node:
                node = framework.nodes[gap.node]
                message = f"“{node.title[:20]}”写明 {gap.stated} 分，下面各项合计 {gap.parts} 分"
            else:
                message = f"通知写明总分 {gap.stated} 分，各项合计 {gap.parts} 分"
            self.doubts.append(Doubt(message, source.part, source.row, source.column, gap.node))
        if framework.score_style is not ScoreStyle.NONE:
            for point in framework.points:
                if (
                    point.full_score is None
                    and not any(d.node == point.id for d in self.doubts)
                    and self._owes_score(framework, point)
                ):
                    source = self.sources[point.id]
                    self.doubts.append(
                        Doubt(f"“{point.title[:20]}”没有分值", source.part, source.row, source.column, point.id)
                    )

    @staticmethod
    def _owes_score(framework: Framework, point: Point) -> bool:
        """A point without a score is uncertain only where most have one."""
        scored = sum(p.full_score is not None for p in framework.points)
        return not point.bonus and scored >= 0.7 * len(framework.points)

    def _vetoes(self) -> tuple[Veto, ...]:
        return vetoes_of((text, heading) for text, heading in self.vetoes)

    def _id(self) -> str:
        titles = "\n".join(node.title for root in self.grown.roots for node in root.walk())
        stamp = zlib.crc32(f"{self.heading.title}\n{titles}".encode())
        return f"notice-{self.heading.year or 'undated'}-{stamp:08x}"


def _inherit(node: Sprout) -> None:
    """Offices named for a section are those of its points that name none."""
    for child in node.children:
        if not child.departments:
            child.lead, child.plain, child.assisting = [*node.lead], [*node.plain], [*node.assisting]
        _inherit(child)


def _sum_of_bonus(sections: tuple[Section, ...]) -> Decimal | None:
    """Where no heading states it, the scores of all bonus points, if every one has a score."""
    points = [point for section in sections for point in _points_of(section) if point.bonus]
    scores = [point.full_score for point in points if point.full_score is not None]
    return sum(scores, Decimal(0)) if scores and len(scores) == len(points) else None


def _points_of(section: Section) -> list[Point]:
    found: list[Point] = []
    for child in section.children:
        found += _points_of(child) if isinstance(child, Section) else [child]
    return found


def _parts_under(nodes: list[Sprout]) -> list[Sprout]:
    """`其中：小学` and the unnumbered ones after it hang under the point before them, whose offices they inherit."""
    kept: list[Sprout] = []
    parent: Sprout | None = None
    for node in nodes:
        begins = bool(_PART_OF.match(node.title)) and bool(kept)
        goes_on = parent is not None and node.number is None and parent.number is not None and not node.children
        if begins and parent is None:
            parent = kept[-1]
            if parent.children:
                parent = None
        elif not (begins or goes_on):
            parent = None
        if parent is None:
            kept.append(node)
            continue
        parent.children.append(node)
        if not node.departments:
            node.lead, node.plain, node.assisting = [*parent.lead], [*parent.plain], [*parent.assisting]
    return kept


def _is_veto(node: Sprout) -> bool:
    return node.veto or (len(node.title) <= 30 and is_veto_heading(node.title) and node.score is None)


def _stated_bonus(title: str) -> Decimal | None:
    """`获国家级表彰的加5分`, where a title names one score only."""
    found = re.findall(r"加\s*([0-9]{1,2}(?:\.[0-9])?)\s*分", title)
    return Decimal(found[0]) if len(found) == 1 and "每" not in title else None


def _bare_lines(lines: list[str]) -> list[str]:
    return [split_number(line)[1] for line in lines]


def _scored(root: Sprout) -> bool:
    return any(node.score is not None for node in root.walk())


def _refuse(path: tuple[str, ...], message: str) -> NoReturn:
    raise UserError(
        f"通知里的指标不能组成指标体系：{message}", what_to_do="请在导入窗口里改正各栏的含义。", place="/".join(path)
    )

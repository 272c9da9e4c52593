"""A tree while it grows: nodes that can still be changed, shared by tables and outlines."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Self

from eduduty_desktop.framework.notice.departments import Departments
from eduduty_desktop.framework.notice.numbering import Number, split_number
from eduduty_desktop.framework.notice.reading import Source
from eduduty_desktop.framework.notice.scores import split_score
from eduduty_desktop.framework.notice.texts import one_line


class Sprout:
    """A section or point in the making; it is a point when it was found as one or has no children at the end."""

    def __init__(self, source: Source, *, raw: str = "", point: bool = False) -> None:
        self.source = source
        self.raw = raw
        self.key = ""  # the id, once it has one
        self.point = point
        self.veto = False
        self.number: Number | None = None
        self.title = ""
        self.score: Decimal | None = None
        self.bonus = False
        self.requirement: list[str] = []
        self.rule: list[str] = []
        self.evidence: list[str] = []
        self.lead: list[str] = []
        self.plain: list[str] = []
        self.assisting: list[str] = []
        self.children: list[Sprout] = []
        self.doubts: list[str] = []

    @classmethod
    def titled(
        cls,
        raw: str,
        source: Source,
        *,
        point: bool = False,
        weights: bool = False,
        bare: bool = False,
        naked: bool = False,
    ) -> Self:
        """A node from its cell: number in front, score in brackets behind (`split_score`), the title between."""
        node = cls(source, raw=raw, point=point)
        node.number, rest = split_number(one_line(raw))
        node.title, score = split_score(rest, weights=weights, bare=bare, naked=naked)
        if score is not None:
            node.score, node.bonus = score.value, score.extra
        if not node.title:
            node.title = rest or one_line(raw)
        return node

    def add_departments(self, found: Departments, role: str = "plain") -> None:
        """Names of a column; in a column of one kind the unmarked are of that kind."""
        for kind, names in (("lead", found.lead), (role, found.plain), ("assisting", found.assisting)):
            own: list[str] = getattr(self, kind)
            own.extend(name for name in names if name not in own)

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.lead, *self.plain, *self.assisting)))

    @property
    def has_content(self) -> bool:
        return bool(self.rule or self.departments or self.requirement)

    def walk(self) -> Iterator["Sprout"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator["Sprout"]:
        return (node for node in self.walk() if not node.children)


class Grown:
    """What one notice's tables or paragraphs came to, before it is a framework."""

    def __init__(self) -> None:
        self.roots: list[Sprout] = []
        self.total: Decimal | None = None
        self.total_source = Source(0, 0, 0)
        self.vetoes: list[tuple[str, str]] = []
        self.texts: list[str] = []  # notes and other words about the whole
        self.doubts: list[tuple[str, Source]] = []

    def points(self) -> int:
        return sum(1 for root in self.roots for _ in root.leaves())

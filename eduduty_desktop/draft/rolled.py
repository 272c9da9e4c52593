"""What the rules of `rolling_rules` share: the old draft, the new framework, and what has come of it so far."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import msgspec

from eduduty_desktop.draft.records import Key, LastYear
from eduduty_desktop.draft.succession import BLOCKS, succession
from eduduty_desktop.draft.value import Draft, Row
from eduduty_desktop.framework import Framework

Edit = tuple[Key, msgspec.Struct]
_BLOCK_WORDS = dict(zip(BLOCKS, ("基本情况", "导语", "自评组织情况", "下一步工作打算"), strict=True))


class Fate(StrEnum):
    """What becomes of something of last year's draft."""

    KEPT = "kept"
    CLEARED = "cleared"
    LOST = "lost"  # no successor: named, and kept as a reference where it says something


FATE_WORDS = {Fate.KEPT: "带过来", Fate.CLEARED: "不带", Fate.LOST: "没有对应项"}


class Item(msgspec.Struct, frozen=True):
    """One line of the summary: what, how many, which of them by name, and what was done with them."""

    fate: Fate
    what: str
    count: int
    names: tuple[str, ...] = ()
    note: str = ""


class Rolling:
    """Takes the records of the new draft and the lines of the summary; `before` is the old draft's year."""

    def __init__(self, old: Draft, new: Framework, before: int, year: int, source: str) -> None:
        self.old = old
        self.new = new
        self.before = before
        self.year = year
        self.source = source
        self.heirs = succession(old.framework, new)
        self.edits: list[Edit] = []
        self.items: list[Item] = []
        self._texts: dict[str, list[str]] = {}

    @property
    def is_next(self) -> bool:
        """Whether last year's draft is really last year's."""
        return self.year == self.before + 1

    def rows(self, table: str) -> dict[Row, Any]:
        """The old draft's records of a table, those of nodes and metrics in the framework's order."""
        framework = self.old.framework
        places = {name: at for at, name in enumerate((*BLOCKS, *framework.nodes, *framework.metrics))}
        rows = self.old.rows(table)
        return {row: rows[row] for row in sorted(rows, key=lambda row: (places.get(row[0], len(places)), row))}

    def put(self, table: str, row: str, record: msgspec.Struct, slot: str = "") -> None:
        """A record of the new draft."""
        self.edits.append((Key(table, row, slot), record))

    def tell(self, fate: Fate, what: str, names: Iterable[str], note: str = "") -> None:
        """A line of the summary; none for nothing."""
        found = tuple(names)
        if found:
            self.items.append(Item(fate, what, len(found), found, note))

    def refer(self, node: str, text: str, *, first: bool = False) -> None:
        """Put a paragraph into the reference of the place that answers last year's node."""
        texts = self._texts.setdefault(self.heirs.place(self.old.framework, node), [])
        texts.insert(0 if first else len(texts), text)

    def put_references(self) -> None:
        """The references as records, once everything was said."""
        for node, texts in self._texts.items():
            self.put("last_year", node, LastYear(False, "\n".join(texts), self.source))

    def heir_of(self, row: str) -> str | None:
        """This year's row of a table whose rows are nodes or blocks of the report."""
        return row if row in BLOCKS else self.heirs.nodes.get(row)

    def points(self, points: tuple[str, ...]) -> tuple[str, ...]:
        """This year's points for last year's."""
        return tuple(dict.fromkeys(self.heirs.nodes[one] for one in points if one in self.heirs.nodes))

    def metrics(self, metrics: Iterable[str]) -> tuple[str, ...]:
        """This year's metrics for last year's."""
        return tuple(dict.fromkeys(self.heirs.metrics[one] for one in metrics if one in self.heirs.metrics))

    def name(self, node: str) -> str:
        """A node of last year's framework as people cite it."""
        known = self.old.framework.nodes.get(node)
        return _BLOCK_WORDS.get(node, node) if known is None else f"{self.old.framework.number_path(node)}{known.title}"

    def label(self, metric: str) -> str:
        """A metric of last year's framework as people cite it."""
        known = self.old.framework.metrics.get(metric)
        return metric if known is None else known.printed_label.removeprefix("其中：")

"""滚动: next year's draft from last year's – what comes along, what is cleared, and what has no successor.

The old draft is only read.
"""

import msgspec

from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.rolled import FATE_WORDS, Edit, Fate, Item, Rolling
from eduduty_desktop.draft.rolling_rules import RULES
from eduduty_desktop.draft.value import Draft
from eduduty_desktop.framework import Framework

__all__ = ["FATE_WORDS", "Fate", "Item", "Roll", "item_words", "roll"]

_MOST_NAMES = 6


class Roll(msgspec.Struct, frozen=True):
    """Next year's draft as the records to put into an empty one of `framework`, and what to tell about it."""

    framework: Framework
    edits: tuple[Edit, ...]
    items: tuple[Item, ...]


def roll(old: Draft, year: int, framework: Framework | None = None, *, source: str = "") -> Roll:
    """What next year's draft takes over; `framework` is the new notice's where it changed, `source` names the old draft.

    Last year's figures become 上年 only if `year` is the very next one; else they are kept as references.  Raises
    ValueError if the old draft's year is not known or not before `year`.
    """
    before = year_of(old)
    if before is None or before >= year:
        raise ValueError(f"{before} → {year}")
    rolling = Rolling(old, framework or old.framework, before, year, source or f"{before}年度自评稿")
    for table, rule in RULES.items():
        if old.rows(table):
            rule(rolling, table)
    rolling.put_references()
    return Roll(rolling.new, tuple(rolling.edits), tuple(rolling.items))


def item_words(item: Item) -> str:
    """A line of the summary in words, with the first few names."""
    names = "、".join(item.names[:_MOST_NAMES])
    names += f"等{item.count}项" if item.count > _MOST_NAMES and names else ""
    head = f"{item.what} {item.count} 项"
    return "；".join(part for part in (f"{head}（{item.note}）" if item.note else head, names) if part)

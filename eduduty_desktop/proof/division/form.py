"""A whole with its parts, and by what it is known to have them."""

import re
from enum import StrEnum

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.division.total import total_of
from eduduty_desktop.proof.lazy import lazy
from eduduty_desktop.proof.passage import Mention

MOST_PREFIXES = 9
"""So many beginnings of a list are tried as the parts of a whole."""

NEAR = 90
"""Characters between a word that opens a list and its first figure, at most."""

OPENING = frozenset("（(")
HEDGE = re.compile("等|主要(?!用于|投向|支持)|部分|其余|剩余|余下|之一|尤其|特别是|重点|仅")
"""A word that leaves the list open."""


class Form(StrEnum):
    """By what a division is known, from a mere hint to an equation in words."""

    AMONG = "其中"
    LISTED = "："
    ADDED = "加上"
    SUMMED = "合计"
    SPLIT = "分…看"
    PAIR = "已…未…"
    RUN = "、"
    MAINLY = "主要是"
    BESIDE = "（）"
    FAR = "前文"
    PLAIN = "，"


class Division(msgspec.Struct, frozen=True, dict=True):
    """A whole and its parts.  `likely`: the sentence's form says so; `hedged`: more parts are hinted at (等, 主要).

    `followed`: behind the parts the sentence goes on with other figures than shares and changes.  `leading`: the first
    part is the first figure behind the word that opens the list.  `closed`: the form leaves no room for other parts.
    """

    form: Form
    whole: Mention
    parts: tuple[Mention, ...]
    likely: bool
    hedged: bool = False
    followed: bool = False
    leading: bool = False
    closed: bool = False

    @lazy
    def total(self) -> Interval | None:
        """What the parts give together; None if one of them is masked."""
        return total_of(self.whole.quantity, [part.quantity for part in self.parts])


Alternatives = tuple[Division, ...]

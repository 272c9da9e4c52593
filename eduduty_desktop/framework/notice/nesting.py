"""Numbered headings and entries → a tree by the style of their numbers: 一、 above （一） above 1. above (1).

The order in which styles first appear is their order of depth; `1.1` hangs under `1` by its counters, B1 under A1.
"""

from eduduty_desktop.framework.notice.numbering import Number, read_number
from eduduty_desktop.framework.notice.sprouts import Sprout

MAX_DEPTH = 3
_RANK = {
    "chapter": 0,
    "article": 1,
    "chinese": 1,
    "roman": 1,
    "letter": 1,
    "bracketed": 2,
    "arabic": 3,
    "named": 3,
    "arabic_bracketed": 4,
    "arabic_closed": 5,
    "circled": 6,
}


class Nest:
    """Places nodes below the last one of a shallower style."""

    def __init__(self, roots: list[Sprout]) -> None:
        self._roots = roots
        self._stack: list[tuple[str, int, Sprout]] = []
        self._entry_place: list[Sprout] | None = None  # beside the last entry
        self._outer = 0  # how many of the stack are sheets or paragraphs, above everything in the table

    @property
    def current(self) -> Sprout | None:
        return self._stack[-1][2] if self._stack else None

    def place(self) -> list[Sprout]:
        """Where the next node without a style of its own goes."""
        return self._stack[-1][2].children if self._stack else self._roots

    def add(self, node: Sprout, *, outermost: bool = False) -> None:
        """A heading."""
        self._entry_place = None
        style, depth = _key(node.number)
        if outermost:
            self._stack.clear()
            self._outer = 0
        else:
            self._pop(style, depth)
        self.place().append(node)
        self._stack.append((style, depth, node))
        if outermost:
            self._outer = 1

    def add_entry(self, node: Sprout, number_text: str = "") -> None:
        """A row of a table without levels, which may itself be a heading by its number."""
        number = node.number or (read_number(number_text) if number_text else None)
        if number is None:
            (self.place() if self._entry_place is None else self._entry_place).append(node)
            return
        style, depth = _key(number)
        self._pop(style, depth)
        self._entry_place = self.place()
        self._entry_place.append(node)
        if node.number is None:
            node.number = number
        self._stack.append((style, depth, node))

    def reset(self) -> None:
        self._stack.clear()
        self._outer = 0

    def _pop(self, style: str, depth: int) -> None:
        """Back to the place of a style: the same one, or one that stands above it."""
        for i in range(self._outer, len(self._stack)):
            known, known_depth, _ = self._stack[i]
            if (known == style and known_depth >= depth) or _above(style, known):
                del self._stack[i:]
                return
        if not style:
            del self._stack[self._outer :]


def _key(number: Number | None) -> tuple[str, int]:
    if number is None:
        return "", 0
    if number.style in ("dotted", "arabic"):
        return ("dotted" if number.style == "dotted" else "arabic"), number.depth
    return number.style, number.depth


def _above(style: str, known: str) -> bool:
    """Whether a style stands above a known one by custom, so that it cannot hang below it."""
    if style.startswith("lettered") and known.startswith("lettered"):
        return style < known
    return _RANK.get(style, 9) < _RANK.get(known, -1)

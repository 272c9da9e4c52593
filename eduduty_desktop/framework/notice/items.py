"""One cell with several numbered lines → its items, where each line has a score of its own."""

import re
from decimal import Decimal

import msgspec

from eduduty_desktop.framework.notice.numbering import CIRCLED, split_number
from eduduty_desktop.framework.notice.scores import read_score, split_score
from eduduty_desktop.framework.notice.texts import clean

_STARTS = re.compile(
    rf"(?:^|(?<=[\n；;。）)]))[ \t\u3000]*(?=(?:[1-9][0-9]?\s*[.、．](?![0-9])|[（(][1-9][0-9]?[)）]|[{CIRCLED}]|[一二三四五六七八九十]{{1,2}}、))"
)
_LONGEST = 5000  # characters; longer cells are no lists of points


class Item(msgspec.Struct, frozen=True):
    """A line of a cell that is a point of its own."""

    text: str
    score: Decimal | None


def numbered_lines(text: str, *, first: int | None = 1) -> list[str]:
    """The numbered lines of a cell, counting on from `first` (None: any) in one style; empty where it is no such list."""
    if len(text) > _LONGEST:
        return []
    text = clean(text)
    cuts = [match.end() for match in _STARTS.finditer(text)]
    if len(cuts) < 2 or text[: cuts[0]].strip():
        return []
    pieces = [text[a:b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    lines = [piece for piece in pieces if piece]
    numbers = [split_number(line)[0] for line in lines]
    kept: list[str] = []
    style = numbers[0].style if numbers[0] else ""
    if first is None:
        first = numbers[0].counters[-1] if numbers[0] and numbers[0].counters else 1
    for line, number in zip(lines, numbers, strict=True):
        if number and number.style == style and number.counters[-1:] == (len(kept) + first,):
            kept.append(line)
        elif kept:
            kept[-1] += f"\n{line}"
        else:
            return []
    return kept if len(kept) >= 2 else []


def scored_items(text: str, score_cell: str) -> list[Item]:
    """Several points in one cell: each line has its score in brackets, or the score cell has one line for each."""
    lines = numbered_lines(text, first=None)
    if not lines:
        return []
    own = [split_score(line)[1] for line in lines]
    if all(score is not None and score.value is not None for score in own):
        cell = read_score(score_cell).value if score_cell else None
        scores = [score.value for score in own if score and score.value is not None]
        if cell is None or sum(scores, Decimal(0)) == cell or "\n" in clean(score_cell):
            return [Item(line, score) for line, score in zip(lines, scores, strict=True)]
    values = [read_score(part).value for part in clean(score_cell).split("\n")] if score_cell else []
    if len(values) == len(lines) and None not in values:
        return [Item(line, value) for line, value in zip(lines, values, strict=True)]
    return []

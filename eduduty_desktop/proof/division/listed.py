"""Parts behind a colon, in brackets, behind 主要是, and in brackets beside the parts of another whole."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import Book, name_of
from eduduty_desktop.proof.division.form import HEDGE, OPENING, Alternatives, Division, Form
from eduduty_desktop.proof.division.grouping import groupings
from eduduty_desktop.proof.lexicon import are_complements, is_change
from eduduty_desktop.proof.passage import Mention

_NO_LIST = re.compile("(?:其中|不?含|不?包括|包含|占|比|同比|增|减|下降|上年|折合|约合|下同|即|原|去年|年初)")
_BRACKET = re.compile("[\u4e00-\u9fff]{0,10}[（(]")
_OUT_OF = re.compile("[^，,。；;：:、0-9（）()]{0,12}(?<![初高完集])中[，,：:]")
_COUNTED_OF = re.compile("^(?:已|共|仅|只)?有")
_MAINLY = re.compile("[，,（(]主要(?:是|为|用于|有|包括|安排)[：:，,]?")


def listed(book: Book) -> Iterator[Alternatives]:
    """45所：A…、B… and 45所（A…、B…）."""
    text = book.text
    for whole in book.mentions:
        key = book.keys[whole.index]
        if key is None:
            continue
        colon = whole.clause.stop in {":", "："} and text.find("、", whole.end, whole.clause.end) < 0
        bracket = _BRACKET.match(text, whole.end)
        at = whole.clause.end + 1 if colon else bracket.end() if bracket else 0
        if not (colon or bracket) or _NO_LIST.match(text, at):
            continue
        index = book.first_from(at)
        if index >= len(book.mentions) or index != whole.index + 1:
            continue
        depth = whole.depth + (1 if bracket and not colon else 0)
        if book.mentions[index].depth != depth or book.mentions[index].clause.sentence != whole.clause.sentence:
            continue
        parts = [part for part in book.forward(index, depth) if book.keys[part.index] == key]
        if not parts and bracket and not colon:
            parts = _bare(book, whole, index)
        if len(parts) < 2:
            continue
        hedged = bool(HEDGE.search(text, at, min(parts[-1].end + 8, len(text))))
        yield tuple(
            Division(Form.LISTED, whole, tuple(some), likely, hedged, book.goes_on(some))
            for likely, some in groupings(book, at, parts, whole)
        )


def _bare(book: Book, whole: Mention, index: int) -> list[Mention]:
    """The figures without a unit that fill a bracket: 4360人次（春季2103、秋季2257）."""
    parts = []
    for mention in book.mentions[index : index + 12]:
        if mention.depth <= whole.depth or mention.clause.sentence != whole.clause.sentence:
            break
        if mention.quantity.kind is not Kind.NUMBER or mention.quantity.is_range or not mention.lead.strip("、，"):
            return []
        parts.append(mention)
    return parts


def mainly(book: Book) -> Iterator[Alternatives]:
    """收入1.35亿元，主要是A…、B…: the list is open, but what it names is no more than the whole."""
    for cue in _MAINLY.finditer(book.text):
        index = book.first_from(cue.end())
        if not 0 < index < len(book.mentions):
            continue
        key = book.keys[index]
        whole = _whole_before(book, cue.start(), index, key) if key is not None else None
        first = book.mentions[index]
        if whole is None or first.clause.start > cue.end() or first.clause.sentence != whole.clause.sentence:
            continue
        parts = [part for part in book.forward(index, first.depth) if book.keys[part.index] == key]
        row = [part for part in parts if part.clause == first.clause]
        options = [Division(Form.MAINLY, whole, tuple(row), True, True)] if len(row) > 1 else []
        options += [
            Division(Form.MAINLY, whole, tuple(some), False, True)
            for _, some in groupings(book, cue.end(), parts, whole)
            if len(some) > 1
        ]
        if options:
            yield tuple(options)


def out_of(book: Book) -> Iterator[Alternatives]:
    """现有专任教师2146名中，35岁以下812名，36至50岁927名，51岁以上407名; 2146名教师中."""
    for key, whole in book.wholes:
        match = _OUT_OF.match(book.text, whole.end)
        if match is None:
            continue
        index = book.first_from(match.end())
        if index >= len(book.mentions) or book.mentions[index].depth != whole.depth:
            continue
        parts = [part for part in book.forward(index, whole.depth) if book.keys[part.index] == key]
        if len(parts) < 2 or parts[0].clause.sentence != whole.clause.sentence or _COUNTED_OF.search(parts[0].lead):
            continue
        hedged = bool(HEDGE.search(book.text, match.end(), parts[-1].end + 5)) or (
            len(parts) == 2 and not are_complements(*map(name_of, parts))
        )
        options = groupings(book, match.end(), parts, whole)
        yield tuple(
            Division(Form.AMONG, whole, tuple(some), likely, hedged, book.goes_on(some)) for likely, some in options
        )


def _whole_before(book: Book, cue: int, index: int, key: str) -> Mention | None:
    """The amount in front of 主要是; none where a change stands in between, which the list may explain."""
    for mention in reversed(book.mentions[max(0, index - 3) : index]):
        if mention.end > cue or is_change(mention):
            return None
        if book.keys[mention.index] is not None:
            return mention if book.keys[mention.index] == key else None
    return None


def beside(book: Book, found: Sequence[Alternatives]) -> Iterator[Alternatives]:
    """投入1.36亿元建园14所，其中新建8所（投资1.04亿元），改扩建6所（投资0.32亿元）: what stands in brackets beside all parts."""
    for alternatives in found:
        for division in alternatives:
            if (
                division.form is not Form.AMONG
                or len(division.parts) < 2
                or not book.may_give(division.parts, division.whole)
            ):
                continue
            inside = [_in_bracket(book, part) for part in division.parts]
            parts = [part for part in inside if part is not None]
            if len(parts) < len(inside) or len({book.keys[part.index] for part in parts}) > 1:
                continue
            key = book.keys[parts[0].index] or ""
            whole = next(book.back(division.parts[0].index, key, division.whole.depth, 0), None)
            if whole is not None and whole.index < division.parts[0].index:
                yield (Division(Form.BESIDE, whole, tuple(parts), True, closed=True),)
            break


def _in_bracket(book: Book, part: Mention) -> Mention | None:
    """The only amount of the bracket that opens behind a part."""
    following = book.mentions[part.index + 1 : part.index + 3]
    if not following or following[0].depth != part.depth + 1 or book.text[part.end : part.end + 1] not in OPENING:
        return None
    alone = len(following) == 1 or following[1].depth <= part.depth
    return following[0] if alone and book.keys[following[0].index] is not None else None

"""Several wholes of one sentence, each divided by the items of the next: 毕业生…，招生…。其中，甲类毕业生…，招生…；乙类毕业生…."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.addends import Book
from eduduty_desktop.proof.division.form import Alternatives, Division, Form
from eduduty_desktop.proof.lexicon import bare
from eduduty_desktop.proof.passage import Mention

_CUE = re.compile("[。；，]其中[，,：:]")
_NAME = re.compile("(?:共有|共|现有|有|为|达到?)$")
_SHORTEST, _LONGEST = 2, 6
_MOST_FIGURES, _MOST_WHOLES, _FEWEST = 60, 6, 2


def columns(book: Book) -> Iterator[Alternatives]:
    """The wholes in front of 其中 that bear a short name, with the one figure of that name in every item behind it."""
    for cue in _CUE.finditer(book.text):
        index = book.first_from(cue.end())
        items = _items(book, index)
        wholes = _wholes(book, index, cue.start())
        if len(items) < _FEWEST or len(wholes) < _FEWEST:
            continue
        for whole, name in wholes:
            key = book.keys[whole.index]
            found = [[m for m in item if book.keys[m.index] == key and bare(m.lead).endswith(name)] for item in items]
            having = [alike for alike in found if alike]
            if len(having) >= max(_FEWEST, len(items) - 1) and all(len(alike) == 1 for alike in having):
                parts = tuple(alike[0] for alike in having)
                yield (Division(Form.AMONG, whole, parts, True),)


def _items(book: Book, index: int) -> list[list[Mention]]:
    """The figures behind a cue up to the sentence's end, by what stands between semicolons."""
    items: list[list[Mention]] = []
    for mention in book.mentions[index : index + _MOST_FIGURES]:
        if mention.clause.sentence != book.mentions[index].clause.sentence:
            break
        if not items or mention.clause.part != items[-1][-1].clause.part:
            items.append([])
        items[-1].append(mention)
    return items


def _wholes(book: Book, index: int, cue: int) -> Sequence[tuple[Mention, str]]:
    """The amounts right before a cue with their names, those of one sentence and each name once."""
    before = [m for m in book.mentions[max(0, index - _MOST_WHOLES) : index] if m.end <= cue and not m.depth]
    named = [(m, _NAME.sub("", bare(m.lead))) for m in before if book.keys[m.index] is not None]
    named = [
        (m, name)
        for m, name in named
        if _SHORTEST <= len(name) <= _LONGEST and m.clause.sentence == before[-1].clause.sentence
    ]
    names = [name for _, name in named]
    return [(m, name) for m, name in named if names.count(name) == 1]

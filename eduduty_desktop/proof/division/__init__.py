"""How a paragraph divides wholes into parts: 其中, lists behind a colon or in brackets, 加上…总计, ，合计, 已 and 未.

Finds who may be the parts of what, by the form of the sentence alone; whether they add up is for the relations.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.addends import Book, changes_in, shares_in
from eduduty_desktop.proof.division.among import among
from eduduty_desktop.proof.division.columns import columns
from eduduty_desktop.proof.division.form import Alternatives, Division, Form
from eduduty_desktop.proof.division.listed import beside, listed, mainly, out_of
from eduduty_desktop.proof.division.plain import plain
from eduduty_desktop.proof.division.summed import composed, equations, shares_summed, summed, things
from eduduty_desktop.proof.division.unmarked import heads, sexes, told, unmarked
from eduduty_desktop.proof.passage import Passage

__all__ = ["Alternatives", "Division", "Form", "divisions"]


@lru_cache(maxsize=2)
def divisions(passage: Passage) -> tuple[Alternatives, ...]:
    """All divisions of a paragraph; each is given in its alternatives, the likely one first."""
    found: list[Alternatives] = []
    book = Book(passage)
    if len(book.keys) > 1 and book.keys.count(None) < len(book.keys):
        found.extend(among(book))
        if book.wholes and "；" in book.text and "其中" in book.text:
            found.extend(columns(book))
        if found and ("（" in book.text or "(" in book.text):
            found.extend(beside(book, found.copy()))
        found.extend(listed(book))
        if book.wholes:
            found.extend(_called(book))
        if "组成" in book.text or "构成" in book.text:
            found.extend(composed(book))
        if book.wholes:
            found.extend(_unmarked(book, found))
    if (shares := shares_in(passage)) is not None:
        found.extend(shares_summed(shares))
    if (changes := changes_in(passage, book)) is not None:
        found.extend(a for a in among(changes) if changes.one_way(a[0].whole, a[0].parts[-1]))
    return tuple(found)


def _called(book: Book) -> Iterator[Alternatives]:
    """The divisions of wholes of several that words tell."""
    text = book.text
    if "主要" in text:
        yield from mainly(book)
    if "中，" in text or "中," in text or "中：" in text:
        yield from out_of(book)
    yield from summed(book)
    if "总" in text:
        yield from things(book)
    if "预算" in text or "结转" in text:
        yield from equations(book)


def _unmarked(book: Book, found: Sequence[Alternatives]) -> Iterator[Alternatives]:
    """The divisions of wholes of several without a word for them, given what is found by words."""
    text = book.text
    known = list(found)
    if "女" in text:
        known += (more := list(sexes(book)))
        yield from more
    taken = {part.index for alternatives in known for division in alternatives[:1] for part in division.parts}
    yield from told(book)
    if "其他" in text or "其它" in text:
        yield from heads(book)
    yield from unmarked(book, taken)
    yield from plain(book, taken)

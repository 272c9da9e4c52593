"""How a paragraph divides wholes into parts: 其中, lists behind a colon or in brackets, 加上…总计, ，合计, 已 and 未.

Finds who may be the parts of what, by the form of the sentence alone; whether they add up is for the relations.
"""

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
    if len(book.keys) > 1 and any(key is not None for key in book.keys):
        found.extend(among(book))
        found.extend(columns(book) if "；" in book.text and "其中" in book.text else ())
        found.extend(beside(book, found.copy()))
        found.extend(listed(book))
        found.extend(mainly(book))
        found.extend(out_of(book) if "中，" in book.text or "中," in book.text or "中：" in book.text else ())
        found.extend(summed(book))
        found.extend(things(book) if "总" in book.text else ())
        found.extend(equations(book) if "预算" in book.text or "结转" in book.text else ())
        found.extend(composed(book))
        found.extend(sexes(book) if "女" in book.text else ())
        taken = {part.index for alternatives in found for division in alternatives[:1] for part in division.parts}
        found.extend(told(book))
        found.extend(heads(book) if "其他" in book.text or "其它" in book.text else ())
        found.extend(unmarked(book, taken))
        found.extend(plain(book, taken))
    if (shares := shares_in(passage)) is not None:
        found.extend(shares_summed(shares))
    if (changes := changes_in(passage, book)) is not None:
        found.extend(a for a in among(changes) if changes.one_way(a[0].whole, a[0].parts[-1]))
    return tuple(found)

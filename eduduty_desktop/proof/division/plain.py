"""A total with the plain list of its parts behind it: 97所，食堂供餐92所，企业配餐5所; 23所，即新建9所、改建14所."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import Book, name_of
from eduduty_desktop.proof.division.form import HEDGE, Alternatives, Division, Form
from eduduty_desktop.proof.kinds import one_dimension
from eduduty_desktop.proof.lexicon import bare
from eduduty_desktop.proof.passage import Mention

_FEWEST, _MOST = 2, 12
_LONGEST_NAME = 8
_OPENED = re.compile("^(?:即|分别是|分别为|具体是|具体为|里头|里面)")
_BESIDES = re.compile("外加|另[外有设加]?|此外|不含|还有")
_EACH = re.compile("分别[为是有]?$")
_NO_PART = re.compile(
    "其中|另外|合计|共|总|比|增|减|提高|下降|上年|去年|同期|累计|目前|年底|每|平均|人均|生均|约|完成|投入|投资|新增|需|缺口|超"
)
_NO_NAME = re.compile("^[和与及、的，, 0-9.]*$")
_DONE = re.compile("已|办结|完成|改完|销号|通过|过了|实测|实到|合格|解决|整改|化解|到位|劝返|返校|安置|整治|拆除|清退")
_LEFT = re.compile("(?:另有|还有|尚有|余下|剩余?|剩下|下余|缺|没|未|其余)的?[^|]{0,6}\\||\\|(?:还|正|尚|仍|未|没|停)")
_STEP = re.compile("回收|收回|有效|实[有际到测收]|完成|核定|录取|到位")
_TAIL_ENDS = re.compile("[、（(]")
_NO_WHOLE = re.compile("[比由从每]$|平均|均$|占|其中|同比|增|减")


def plain(book: Book, taken: set[int]) -> Iterator[Alternatives]:
    """`taken` are the figures that are parts of something already."""
    taken = set(taken)
    for key, whole in book.wholes:
        if whole.index in taken or _NO_WHOLE.search(whole.lead[-10:]):
            continue
        parts = _run(book, whole, key)
        if _is_stage(whole, parts):
            whole, parts = parts[0], parts[1:]
        if _FEWEST <= len(parts) <= _MOST and not HEDGE.search(book.text, whole.end, parts[-1].end + 6):
            taken.update(part.index for part in parts)
            closed = _OPENED.match(parts[0].lead.strip()) is not None
            goes_on = _goes_on(book, parts[-1])
            beside = len(parts) > _FEWEST and _BESIDES.match(parts[-1].lead.strip(" \u3000、，"))
            yield tuple(  # 外加教学点2个: counted or not
                Division(Form.PLAIN, whole, tuple(some), True, followed=goes_on, closed=closed)
                for some in ([parts, parts[:-1]] if beside else [parts])
            )
    yield from _next_sentence(book)
    yield from _columns(book)
    yield from _left(book)


def _is_stage(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the first of a list is what the others are of: 发放问卷3250份，回收3094份，家长2100份，学生994份."""
    if len(parts) <= _FEWEST or not _STEP.search(parts[0].lead):
        return False
    numbers = [part.quantity.number for part in (whole, *parts)]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return False
    return 2 * sum(known[2:]) >= known[1] and 5 * sum(known[2:]) <= 8 * known[1] and 5 * sum(known[1:]) > 8 * known[0]


def _run(book: Book, whole: Mention, key: str) -> list[Mention]:
    """The figures of its measure right behind a whole, each with a short name, if they fill the rest of its part."""
    parts: list[Mention] = []
    row = False  # 分别为96名、75名和40名
    for mention in book.mentions[whole.index + 1 : whole.index + 2 + 2 * _MOST]:
        if mention.depth < whole.depth or mention.clause.part != whole.clause.part:
            break
        if mention.depth > whole.depth:
            continue
        if parts and mention.quantity.kind is Kind.PERCENT:
            continue
        if book.keys[mention.index] != key:
            return parts
        bare_row = _EACH.search(mention.lead[-6:]) if not parts else row and _NO_NAME.match(mention.lead)
        row = bool(bare_row)
        if not row and not _is_part(mention, first=not parts):
            return []
        parts.append(mention)
    return parts


def _next_sentence(book: Book) -> Iterator[Alternatives]:
    """学校94所。小学41所；中学19所，里头…；幼儿园33所: a sentence that ends with the total, one that lists all its kinds."""
    for (key, whole), (measure, first) in pairwise(book.wholes):
        ends = book.text[whole.end : whole.end + 1] == "。" and first.clause.sentence == whole.clause.sentence + 1
        next_to_it = ends and first.index == whole.index + 1 and key == measure
        if not next_to_it or whole.depth or _NO_WHOLE.search(whole.lead[-10:]):
            continue
        heads: list[Mention] = []
        for mention in book.mentions[first.index : first.index + 2 * _MOST]:
            if mention.clause.sentence != first.clause.sentence:
                break
            if not heads or mention.clause.part != heads[-1].clause.part:
                heads.append(mention)
        names = [name_of(head) for head in heads]
        if len(heads) > _FEWEST and all(book.keys[head.index] == key for head in heads) and one_dimension(names):
            goes_on = bool(HEDGE.search(book.text, first.clause.start, heads[-1].end + 6))
            yield (Division(Form.PLAIN, whole, tuple(heads), True, followed=goes_on),)


def _columns(book: Book) -> Iterator[Alternatives]:
    """23所，投入18.6亿元，即新建9所11.4亿元、改建14所7.2亿元: two figures an item, and a total of each before them."""
    at = 1
    while at + 3 < len(book.mentions):
        rows = _rows(book, at)
        if len(rows) < _FEWEST:
            at += 1
            continue
        for place in (0, 1):
            key = book.keys[rows[0][place].index]
            wholes = [m for m in book.mentions[max(0, at - 2) : at] if book.keys[m.index] == key]
            if wholes and wholes[-1].clause.part == rows[0][0].clause.part and wholes[-1].depth == rows[0][0].depth:
                yield (Division(Form.PLAIN, wholes[-1], tuple(row[place] for row in rows), True, closed=True),)
        at += 2 * len(rows)


def _rows(book: Book, at: int) -> list[tuple[Mention, Mention]]:
    """The items of two figures each from a place on: the first named, the second right behind it."""
    rows: list[tuple[Mention, Mention]] = []
    for index in range(at, min(at + 2 * _MOST, len(book.mentions) - 1), 2):
        one, other = book.mentions[index], book.mentions[index + 1]
        kinds = book.keys[index], book.keys[index + 1]
        if None in kinds or kinds[0] == kinds[1] or other.lead.strip() or other.clause != one.clause:
            break
        if rows and (kinds != (book.keys[at], book.keys[at + 1]) or one.clause.part != rows[0][0].clause.part):
            break
        if not _is_part(one, first=not rows) or one.quantity.unit == other.quantity.unit:
            break
        rows.append((one, other))
    return rows


def _left(book: Book) -> Iterator[Alternatives]:
    """收到线索57份，已销号51份，另有6份…: what was done of a whole, and what is left."""
    amounts = [mention for mention in book.mentions if mention.quantity.kind is not Kind.PERCENT]
    for before, one, other in zip(amounts, amounts[1:], amounts[2:], strict=False):
        key = book.keys[other.index]
        if key is None or key != book.keys[one.index] or key != book.keys[before.index]:
            continue
        if not _LEFT.search(other.lead[-12:] + "|" + other.tail[:8]) or not _DONE.search(one.lead[-10:]):
            continue
        if before.clause.sentence != other.clause.sentence:
            continue
        if before.depth == one.depth == other.depth and before.clause.part == other.clause.part:
            yield (Division(Form.PLAIN, before, (one, other), True, closed=True),)


def _goes_on(book: Book, last: Mention) -> bool:
    """Whether an amount of the same clause follows the last part."""
    following = book.mentions[last.index + 1 : last.index + 2]
    return any(m.clause == last.clause and m.depth == last.depth and not m.lead.strip() for m in following)


def _is_part(mention: Mention, *, first: bool) -> bool:
    words = mention.lead.strip(" \u3000、，")
    name = bare(_OPENED.sub("", words) if first else words)
    return (
        len(name) <= _LONGEST_NAME
        and not _NO_NAME.match(words)
        and not _NO_PART.search(words)
        and mention.quantity.number is not None
        and not mention.quantity.approximation
        and len(_TAIL_ENDS.split(mention.tail, maxsplit=1)[0]) <= _LONGEST_NAME
    )

"""A run of named things: items joined by 、和及, “quoted”“ones”, 《titles》, or the contents of one quotation.

How many there are is often open (A和B的C、D), so that a listing has a least and a greatest number of items.
"""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.proof.lazy import lazy
from eduduty_desktop.proof.result import Span

WINDOW = 240
"""How far a listing may reach, in characters."""

_MANY = 48
_ATOM = (  # behind its opening mark
    '(?<=“)[^“”\n]*”|(?<=")[^"\n]*"|(?<=《)[^《》\n]*(?:《[^《》\n]*》[^《》\n]*){0,3}》|(?<=[（(])[^（）()\n]*[）)]'
)
_PIECE = re.compile(  # begins with one set of characters, so that it is fast
    f'[、，,。；;：:！!？?\n“”"《》（）()【】](?:(?:{_ATOM})(?P<atom>)|(?<=、)(?P<joint>)|(?P<stop>))'
)
_JOINER = re.compile(
    "以及|和(?<![共温饱缓总中附柔亲谦呼]和)(?![谐平睦善蔼解])|与(?<![参给]与)(?![时会否])|及(?<![普涉以危触顾]及)(?![时其格早])|并(?<=[^兼并]并)(?=重)"
)
_LINK = re.compile("[—–－→+＋~～-]+")
_OPENING = frozenset("“《（(【")
_INSIDE = re.compile("(?<![参给])与(?![时会否])|(?<![普涉以危触顾])及(?![时其格早])")
_QUOTED = frozenset('“"')
_BRACKET = re.compile("[（(][^（）()]*[）)]$")
_LEADING_JOINER = re.compile("以及|[和与及、或]")
_OUTER_MARKS = '“”"《》 '


_SCHOOLS = re.compile("(?:[全我本各][县市区州旗])?(?:各级各类|所有|各)?(?:中小学校?|小学|学校)")
_KINDERGARTENS, _WITH_SUBJECT = "幼儿园", 3


class Item(msgspec.Struct, frozen=True, dict=True):
    """One thing of the list, `text[start:end]`; `inner` counts the joining words in it that may divide it."""

    start: int
    end: int
    text: str
    inner: int
    atoms: tuple[tuple[int, int], ...]

    def span(self, longest: int = 24, *, tail: bool = False) -> Span:
        """Where it stands, cut to `longest` characters from its head, or from its tail."""
        start, end = self.start, self.end
        if end - start > longest:
            start, end = (end - longest, end) if tail else (start, start + longest)
        return Span(start, end, self.text[start - self.start : end - self.start])

    @lazy
    def plain(self) -> str:
        """The text without the joining word in front and the marks around it."""
        return _unjoined(self.text).strip(_OUTER_MARKS)


class Listing(msgspec.Struct, frozen=True, dict=True):
    """Items in the order of the text; `form` is quoted, titled, inside or chained (one quotation holds all) or plain.

    `main` is the number that a reader counts first; it is never below `least` and above `most`.
    """

    items: tuple[Item, ...]
    form: str
    least: int
    main: int
    most: int

    @property
    def start(self) -> int:
        return self.items[0].start

    @property
    def end(self) -> int:
        return self.items[-1].end

    @lazy
    def names(self) -> list[str]:
        """The items' names, the last one divided at its joining word (甲、乙和丙: three)."""
        names = [item.plain for item in self.items]
        if any(name.endswith(("）", ")")) for name in names):
            names = [_BRACKET.sub("", name) or name for name in names]
        if self.form == "plain" and self.items[-1].inner:
            names[-1:] = [part for part in _JOINER.split(names[-1], maxsplit=1) if part]
        return names

    def named(self, longest: int = 60) -> str:
        """The items as a message names them."""
        shown = "、".join(item.plain for item in self.items)
        return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def listing_before(text: str, end: int) -> Listing | None:
    """The listing that ends where `end` is, as far back as its clause; it may have one item only."""
    low = max(0, end - WINDOW)
    low = max(low, text.rfind("。", low, end), text.rfind("；", low, end))
    begin = low
    cuts: list[int] = []
    atoms: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text, low, end):
        kind = match.lastgroup
        if kind == "stop":
            begin, cuts, atoms = match.end(), [], []
        elif kind == "joint":
            cuts.append(match.start())
        else:
            atoms.append(match.span())
    if len(cuts) > _MANY:
        return None
    if begin == low and low > 0:  # cut off in the middle: what stands there is unknown
        if not cuts:
            return None
        begin = cuts[0] + 1
        cuts, atoms = cuts[1:], [atom for atom in atoms if atom[0] >= begin]
    return _listing(text, begin, end, cuts, atoms)


def listing_from(text: str, start: int) -> Listing | None:
    """The listing that begins at `start`, up to the next mark; None where none comes within the window."""
    high = min(len(text), start + WINDOW)
    end = high if high == len(text) else -1
    cuts: list[int] = []
    atoms: list[tuple[int, int]] = []
    for match in _PIECE.finditer(text, start, high):
        kind = match.lastgroup
        if kind == "stop" and match[0] not in _OPENING:
            end = match.start()
            break
        if kind == "joint":
            cuts.append(match.start())
        elif kind == "atom":
            atoms.append(match.span())
    return _listing(text, start, end, cuts, atoms) if end > start else None


def listing_within(text: str, start: int, end: int) -> Listing | None:
    """The listing that fills the range, such as the contents of a bracket or a quotation.

    Where it has commas too (甲、乙，丙、丁), the parts between commas may be what is counted.
    """
    cuts, atoms = [], []
    parts = 1
    for match in _PIECE.finditer(text, start, min(end, start + WINDOW)):
        if match.lastgroup == "joint":
            cuts.append(match.start())
        elif match.lastgroup == "atom":
            atoms.append(match.span())
        elif match[0] in "，,；;":
            parts += 1
    listing = _listing(text, start, end, cuts, atoms)
    if listing is None or parts == 1:
        return listing
    numbers = (parts, listing.least + parts - 1, listing.most + parts - 1, listing.least)
    return msgspec.structs.replace(listing, least=min(numbers), main=max(parts, 2), most=max(numbers))


def inner_joiners(text: str) -> int:
    """How many joining words the text holds that may divide it in two."""
    return len(_JOINER.findall(text))


def _unjoined(text: str) -> str:
    """The text without the joining word in front."""
    joiner = _LEADING_JOINER.match(text)
    return text[joiner.end() :] if joiner else text


def _listing(text: str, start: int, end: int, cuts: list[int], atoms: list[tuple[int, int]]) -> Listing | None:
    items = _without_subject(list(_items(text, start, end, cuts, atoms)))
    if not items or "、" in text[items[-1].end : end] or (not start and _LEADING_JOINER.match(text)):
        return None
    named = [atom for item in items for atom in item.atoms if text[atom[0]] in '“"《']
    if len(items) == 1 and len(named) == 1 and text[named[0][0]] in _QUOTED and named[0][1] == end:
        inside = listing_within(text, named[0][0] + 1, named[0][1] - 1)
        if inside and inside.main >= 2:
            return msgspec.structs.replace(inside, form="inside")
        chain = tuple(_links(text, named[0][0] + 1, named[0][1] - 1))
        if len(chain) >= 2:
            return Listing(chain, "chained", len(chain), len(chain), len(chain))
    if named and len(named) >= 2 and all(item.atoms and item.atoms[-1][1] == item.end for item in items):
        marks = {text[atom[0]] for atom in named}
        form = "titled" if marks == {"《"} else "quoted" if not marks & {"《"} else "plain"
        if form != "plain":
            split = tuple(_by_atom(text, items, named))
            return Listing(split, form, len(split), len(split), len(split))
    inner = sum(item.inner for item in items)
    if len(items) > 2:  # 资产评估与管理 in the middle is one thing: only the last two are joined by 与, 及
        inner -= sum(len(_INSIDE.findall(item.text)) for item in items[1:-1] if item.inner)
    least = len(items)
    main = least + (1 if items[-1].inner else 0)
    most = least + inner
    return Listing(tuple(items), "plain", least + _surely_two(items), main, most)


def _without_subject(items: list[Item]) -> list[Item]:
    """The items but 中小学 of 全县中小学、幼儿园封闭化管理、保安配备…, which names with 幼儿园 whose they are."""
    if len(items) < _WITH_SUBJECT or not _SCHOOLS.fullmatch(items[0].text):
        return items
    owned = items[1].text.startswith(_KINDERGARTENS) and len(items[1].text) > len(_KINDERGARTENS) + 1
    return items[1:] if owned else items


def _surely_two(items: list[Item]) -> bool:
    """Whether the last piece is two items beyond doubt: 甲镇、乙镇和丙镇, not 教育局、人力资源和社会保障局."""
    if len(items) < 2 or not items[-1].inner:
        return False
    last = items[-1].plain
    joiner = _JOINER.search(last)
    if joiner is None or items[-1].inner > 1 or joiner[0] in {"与", "并"}:
        return False
    if joiner[0] == "以及":
        return True
    others = [item.plain for item in items[1:-1] if not item.inner] or [items[0].plain]
    halves = last[: joiner.start()], last[joiner.end() :]
    alike = {name[-1:] for name in others}
    if len(others) > 1 and len(alike) == 1 and not alike >= {half[-1:] for half in halves}:
        return False
    shortest, longest = min(map(len, others)), max(map(len, others))
    if all(shortest <= len(half) <= longest for half in halves):
        return True
    return (
        min(map(len, halves)) >= 2 and len({name[-1:] for name in (*others, *halves)}) == 1 and len(last) > longest + 2
    )


def _items(text: str, start: int, end: int, cuts: list[int], atoms: list[tuple[int, int]]) -> Iterator[Item]:
    bounds = [start, *(cut + 1 for cut in cuts)]
    for begin, stop in zip(bounds, [*cuts, end], strict=True):
        while begin < stop and text[begin] in " \t　":
            begin += 1
        while stop > begin and text[stop - 1] in " \t　":
            stop -= 1
        if begin >= stop:
            continue
        piece = bare = text[begin:stop]
        own = tuple([atom for atom in atoms if begin <= atom[0] and atom[1] <= stop]) if atoms else ()
        if own:
            bare, at = "", begin
            for low, high in own:
                bare, at = bare + text[at:low] + "□", high
            bare += text[at:stop]
        yield Item(begin, stop, piece, inner_joiners(_unjoined(bare)), own)


def _links(text: str, start: int, end: int) -> Iterator[Item]:
    """The items of a chain in one quotation: 预习—探究—检测, 学校+家庭+社区."""
    if end - start > 60:
        return
    at = start
    for match in (*_LINK.finditer(text, start, end), None):
        stop = match.start() if match else end
        if stop > at:
            yield Item(at, stop, text[at:stop], 0, ())
        at = match.end() if match else end


def _by_atom(text: str, items: list[Item], named: list[tuple[int, int]]) -> Iterator[Item]:
    """One item for each quotation or title: what stands before it in its own piece belongs to it."""
    at = items[0].start
    for low, high in named:
        begin = max((item.start for item in items if item.start <= low), default=low)
        begin = max(begin, at)
        yield Item(begin, high, text[begin:high], 0, ((low, high),))
        at = high

"""Parts that are called a sum behind them: 合计, 共, 加上…总计, 年初预算…追加…全年预算, 由…组成."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, takewhile

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import NESTED, Book, thing_of
from eduduty_desktop.proof.division.form import HEDGE, MOST_PREFIXES, NEAR, Alternatives, Division, Form
from eduduty_desktop.proof.lexicon import bare
from eduduty_desktop.proof.passage import Mention
from eduduty_desktop.proof.slips import gap_is_one_digit

_MOST_SUMMED = 14
_ADDED = re.compile(
    "(?<![，,、]再)加上|(?<=[。；，,;])[ \u3000]?加(?=[^，。；0-9]{0,16}(?:收入|支出|资金|结转|结余|补助)[^，。；0-9]{0,6}[0-9])"
)
_LESS = re.compile("减去|扣除|减掉|抵减|剔除")
_NAMED_BASE = re.compile("([\u4e00-\u9fff]{2,16})加上?$")
_BASE = re.compile("(?:收入|支出)(?:预计|预期|实际|累计)?(?:完成|执行|安排|实现)?数?(?:为|达到?)?$")
_SUM_WORD = re.compile(
    "(?:总计|共计|合计|总共|一共|累计|总[量额数]|[合加]起来|(?<!公)共|总[收支][入出])[^，,；;。、]{0,6}$|^[合计]$"
)
_SCORE_WORD = re.compile(
    "(?:总|综合|自评|最终|最后|合计|考核|考评|评价|绩效|共计|总计)(?:得?分|评分|得)[^，,；;。、0-9]{0,4}$"
)
_COMPARED = re.compile("[较比]|上年|去年")
_NO_PART = re.compile("满分|分值|权重|得分|自评|评分|总分|扣|加|第|线")
_PLAIN_SUM = re.compile(
    "^(?:[、，三两二四五六七八九十3-9近前这上述项者年以各收入支出资金投入总面积人数学校位教师类]{0,8})"
    "(?:总计|共计|合计|总共|一共|[合加]起来|年累计|总量|共|总[收支][入出])[^，,；;。、0-9]{0,4}$|^[合计]$"
)
_TOTAL_OF = re.compile("总(?:人?数|量)?[为是有达共]{0,2}$|(?:共|合计|总计|共计)[为是有达]{0,2}$")
_SENTENCES = 3
_TOWNS = "乡镇"
_BARE_SUMS = frozenset({"合", "合计", "共计", "小计", "总计"})
_BARE_COMMON = frozenset({"共", "合计", "共计", "总计", "一共"})
_SHARE_SUM = re.compile("(?:合计|共计|总计|两者共|[二两三]项共)[^，,；;。、0-9]{0,14}$")
_ITS_OWN_SUM = re.compile("(?:共|合计|总计|总[收支][入出])(?:为|达)?$")
_COUNTED_SUM = re.compile("[二三四五六七八九](?=[项者类年])")
_TELLING, _LAST = 5, 10
_NUMERALS = "零一二三四五六七八九"
_ENUMERATED = re.compile("、[^，,；;。、：:0-9（）()]{1,16}")
_COMPOSED = re.compile("组成|构成")
_EQUATIONS = tuple(
    tuple(re.compile(f"(?:{words})[^，,；;。、0-9]{{0,6}}$") for words in terms)
    for terms in (
        (
            "年初预算数?|期初预算数?",
            "追加预算数?|追加|预算追加|调增预算",
            "全年预算数?|调整后?预算数?|预算总额|预算合计",
        ),
        (
            "年初结转(?:结余)?|上年结转(?:结余)?",
            "本年(?:预算)?收入|当年(?:预算)?收入",
            "(?:收入|资金)?总[计额量]|可用(?:资金|财力)",
        ),
    )
)
"""Two kinds of amounts with the one that they give, each by its name."""


def summed(book: Book) -> Iterator[Alternatives]:
    """A…，B…，合计…; A…。加上B…，收入总计为…."""
    for key, whole in book.wholes:
        lead = whole.lead[-20:].rstrip()
        score = whole.quantity.kind is Kind.SCORE
        if not lead or not (_SCORE_WORD if score else _SUM_WORD).search(lead):
            continue
        back = islice(book.back(whole.index, key, whole.depth, 1), _MOST_SUMMED)
        before = list(takewhile(lambda m: not _ITS_OWN_SUM.search(m.lead[-8:]), back))
        before.reverse()
        parts = [m for m in before if m.clause.sentence == whole.clause.sentence]
        if parts and (added := _added(before, parts, whole, book.text)):
            yield added
            continue
        if not parts and (
            told := _COUNTED_SUM.search(_words_before(book, whole, 0))
        ):  # 两项共计: of the sentence before
            parts = before[-_NUMERALS.index(told[0]) :]
        if parts and (found := _before(book, parts, whole, score)):
            yield found


def _before(book: Book, parts: list[Mention], whole: Mention, score: bool) -> Alternatives:
    """The figures in front of a sum, those behind the last word that opens a list most likely."""
    opened = NESTED.finditer(book.text, max(parts[0].clause.start, parts[0].start - NEAR), whole.start)
    cue = max((match.end() for match in opened), default=0)
    if score:  # 质量提升24.5分 is no change
        parts = [m for m in book.mentions[parts[0].index : whole.index] if _is_item(m, whole)]
    inner = [m for m in parts if m.start >= cue]
    earlier = next(book.back(parts[0].index, book.keys[whole.index] or "", whole.depth, 0), parts[0])
    if not score and (base := _base_before(book, parts[0], whole)) is not None:
        for some in (inner, parts):
            if book.may_give((base, *some), whole):
                return (Division(Form.SUMMED, whole, (base, *some), False),)
    divided = (
        earlier.end <= cue and whole.lead.strip() not in _BARE_SUMS
    )  # 收入总计…，其中A、B，支出总计…: they are parts of another total already
    words = _words_before(book, whole, parts[-1].end)
    if (told := _COUNTED_SUM.search(words)) and 1 < _NUMERALS.index(told[0][0]) <= len(parts):
        inner, divided = parts[-_NUMERALS.index(told[0][0]) :], False
    plain = _are_scored(inner) if score else bool(_PLAIN_SUM.match(words))
    too_few = told is not None and len(inner) < _NUMERALS.index(told[0][0])  # 三年合计 behind two of the years
    found = []
    row = not too_few and not divided and len(inner) > 1 and _one_side(inner, whole) and _in_a_row(book, inner, whole)
    if row and (plain or (not score and _slipped(inner, whole))):
        found.append(Division(Form.SUMMED, whole, tuple(inner), True))
        if score:  # of points, no item is left out
            return tuple(found)
        run = _joined(inner, book.text)
        if 1 < len(run) < len(inner) and whole.lead.strip("，, ") in _BARE_COMMON:
            found.append(Division(Form.SUMMED, whole, tuple(run), True))  # 毕业80人，升入甲30人、乙40人，共70人
    found += [
        Division(Form.SUMMED, whole, tuple(parts[-count:]), False)
        for count in range(min(len(parts), MOST_PREFIXES), 1, -1)
        if book.may_give(parts[-count:], whole)
    ]
    return tuple(found)


def _slipped(parts: Sequence[Mention], whole: Mention) -> bool:
    """Whether one digit of two or more keeps a row from the total behind it; 累计 may count more than this year's."""
    if "累计" in whole.lead or gap_is_one_digit(whole, parts) < 2:
        return False
    total, stated = sum((part.quantity.number or Decimal(0) for part in parts), Decimal(0)), whole.quantity.number
    return stated is not None and total <= 2 * stated <= 4 * total


def _base_before(book: Book, first: Mention, whole: Mention) -> Mention | None:
    """支出安排59.81亿元。一般债券转贷支出5.60亿元，…，支出总计…: what the sentence before ends with, of the same side."""
    side = next((side for side in ("支出", "收入") if side in whole.lead[-_LAST:]), "")
    base = next(book.back(first.index, book.keys[whole.index] or "", whole.depth, 1), None)
    return base if base is not None and side and side in base.lead and _BASE.search(base.lead) else None


def things(book: Book) -> Iterator[Alternatives]:
    """普高在校生1145人，教职工82人；小学在校生5279人，教职工268人。学生总数6424人，教职工总数350人: those of one sort."""
    for key, whole in book.wholes:
        if not _TOTAL_OF.search(whole.lead[-_LAST:]) or not (thing := thing_of(whole)):
            continue
        before = list(islice(book.back(whole.index, key, whole.depth, _SENTENCES), _MOST_SUMMED))[::-1]
        sorts = [thing_of(mention) for mention in before]
        parts = [mention for mention, sort in zip(before, sorts, strict=True) if sort == thing]
        if len(parts) > 2 and len(parts) < len(before) and all(sorts):
            yield tuple(
                Division(Form.FAR, whole, tuple(parts[-count:]), count == len(parts), closed=True)
                for count in range(len(parts), 1, -1)
                if count == len(parts) or book.may_give(parts[-count:], whole)
            )


def _is_item(mention: Mention, whole: Mention) -> bool:
    """Whether it is what one item of several scored."""
    return mention.quantity.kind is Kind.SCORE and mention.depth == whole.depth and not _COMPARED.search(mention.lead)


def _one_side(parts: Sequence[Mention], whole: Mention) -> bool:
    """Whether income is not summed up as spending."""
    sides = ("收入", "支出") if "支出" in whole.lead[-_LAST:] else ("支出", "收入")
    return sides[1] not in whole.lead[-_LAST:] or not any(
        sides[0] in part.lead and sides[1] not in part.lead for part in parts
    )


def _are_scored(parts: Sequence[Mention]) -> bool:
    """Whether they are points that were scored, not those that could be: the latter are multiples of five."""
    numbers = [part.quantity.number for part in parts]
    scored = any(number is None or number % 5 for number in numbers)
    return scored and not any(_NO_PART.search(part.lead) for part in parts)


def _words_before(book: Book, whole: Mention, least: int) -> str:
    """The words of the clause in front of a figure, also those that were read as a figure (两项合计)."""
    begin = max(whole.clause.start, least, whole.start - NEAR)
    return book.text[begin : whole.start].strip().replace("两", "二")


def _added(before: Sequence[Mention], parts: Sequence[Mention], whole: Mention, text: str) -> Alternatives:
    """支出65.7亿元。加上A…、B…，支出总计…: what 加上 adds to is an amount before it, sure only if there is one alone."""
    last = next((m.end for m in reversed(parts) if _SUM_WORD.search(m.lead[-20:].rstrip())), 0)  # of another total
    cue = next(_ADDED.finditer(text, max(last, parts[0].start - 40), whole.start), None)
    if cue is None or _LESS.search(text, cue.end(), whole.start):
        return ()
    added = [m for m in parts if m.start >= cue.end()]
    bases = [m for m in before if last < m.end <= cue.start()]
    if added and bases:
        if own := _NAMED_BASE.search(text, max(0, cue.start() - 18), cue.end()):  # 地方收入加上上划中央收入
            bases = [base for base in bases if bare(base.lead).startswith(own[1][:4])]
            return tuple(Division(Form.ADDED, whole, (base, *added), False) for base in bases)
        sentence = bases[-1].clause.sentence
        bases = [base for base in reversed(bases) if base.clause.sentence == sentence]
        named = [base for base in bases if _BASE.search(base.lead)]
        sure = bases if len(bases) == 1 else named if len(named) == 1 and named[0] is bases[-1] else []
        if len(bases) > 2 and _BASE.search(bases[-1].lead) and _is_sum(bases[-1], bases[:-1]):
            sure = bases[-1:]  # 收入56亿元，其中税收28亿元、非税28亿元。加上…
        bases = [*sure, *(base for base in bases if base not in sure)]
        return tuple(Division(Form.ADDED, whole, (base, *added), base in sure) for base in bases[:6])
    return ()


def _is_sum(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the parts give the whole but for the rounding of each."""
    numbers = [part.quantity.number for part in parts]
    stated = whole.quantity.number
    if stated is None or None in numbers:
        return False
    room = sum((mention.quantity.step for mention in (whole, *parts)), Decimal(0)) / 2
    return abs(stated - sum((number for number in numbers if number is not None), Decimal(0))) <= room


def _joined(parts: Sequence[Mention], text: str) -> list[Mention]:
    """The last of the parts, as far back as nothing but a 、 with a name stands between one and the next."""
    run = list(parts[-1:])
    for part in reversed(parts[:-1]):
        if not _ENUMERATED.fullmatch(text, part.end, run[0].start):
            break
        run.insert(0, part)
    return run


def _in_a_row(book: Book, parts: Sequence[Mention], whole: Mention) -> bool:
    """Whether the figures before a sum are a list: nothing but they, their shares and changes stand in between."""
    if not parts:
        return False
    chosen = {part.index for part in parts}
    between = [m for m in book.mentions[parts[0].index : whole.index] if m.index not in chosen]
    return all(
        m.depth > whole.depth
        or book.keys[m.index] is None
        or (book.keys[whole.index] == _TOWNS and book.keys[m.index] == "个")  # 1个开发区 among towns
        or (m.start > parts[-1].end and m.clause is whole.clause)
        for m in between  # the last: 两项合计
    )


def shares_summed(book: Book) -> Iterator[Alternatives]:
    """占54.52%；…占38.55%；合计…占93.07%, of a book of shares."""
    for key, whole in book.wholes:
        if not _SHARE_SUM.search(whole.lead):
            continue
        parts = list(islice(book.back(whole.index, key, whole.depth, 0), MOST_PREFIXES))[::-1]
        alike = [part for part in parts if part.lead[-_TELLING:] == parts[-1].lead[-_TELLING:]]
        if len(parts) < 2:
            continue
        alike = parts if len(parts) == 2 else alike
        sure = len(alike) > 1 and alike[0] is parts[-len(alike)]
        yield (
            Division(Form.FAR, whole, tuple(alike if sure else parts), sure),
            *(
                Division(Form.FAR, whole, tuple(parts[-count:]), False)
                for count in range(len(parts), 1, -1)
                if book.may_give(parts[-count:], whole)
            ),
        )


def equations(book: Book) -> Iterator[Alternatives]:
    """年初预算…，追加预算…，全年预算…; the result stands last."""
    for one, other, whole in zip(book.mentions, book.mentions[1:], book.mentions[2:], strict=False):
        mentions = (one, other, whole)
        key = book.keys[whole.index]
        if key is None or any(
            book.keys[m.index] != key or m.clause.sentence != whole.clause.sentence for m in mentions
        ):
            continue
        if any(all(name.search(m.lead) for name, m in zip(terms, mentions, strict=True)) for terms in _EQUATIONS):
            yield (Division(Form.ADDED, whole, (one, other), True),)


def composed(book: Book) -> Iterator[Alternatives]:
    """共25名成员，由15名行政人员和10名督学组成; 由…组成，共25人."""
    for end in _COMPOSED.finditer(book.text):
        by = book.text.rfind("由", max(0, end.start() - NEAR), end.start())
        if by < 0 or any(mark in book.text[by : end.start()] for mark in "，,。；;"):
            continue
        index, behind = book.first_from(by), book.first_from(end.start())
        if behind - index < 2:
            continue
        key = book.composed_key(index)
        parts = [m for m in book.mentions[index:behind] if book.composed_key(m.index) == key]
        if key is None or len(parts) < behind - index:
            continue
        wholes = [*islice(book.back(index, key, parts[0].depth, 0), 1)]
        if (
            behind < len(book.mentions)
            and book.keys[behind] == key
            and _ITS_OWN_SUM.search(book.mentions[behind].lead[-4:])
        ):
            wholes.append(book.mentions[behind])
        hedged = bool(HEDGE.search(book.text, by, end.start()))
        for whole in wholes:
            if whole.clause.sentence == parts[0].clause.sentence:
                yield (Division(Form.SUMMED, whole, tuple(parts), True, hedged, closed=True),)

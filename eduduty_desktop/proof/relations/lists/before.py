"""A list and behind it how many it names: 课程、文化、活动3个途径, “甲”“乙”两项行动, 教育局、财政局等2个部门."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.lists.count import LARGEST, Count
from eduduty_desktop.proof.relations.lists.listing import WINDOW, Item, Listing, listing_before
from eduduty_desktop.proof.relations.lists.nouns import counts_each, echoes, is_abstract, shares_key
from eduduty_desktop.proof.result import Relation

ADVICE = "请核对所列各项与数字：列举不全的补全或写“等”，数字有误的改正数字。"

_EXCUSE = 0.3
_MAY_BE, _SURE = 0.6, 0.82
_SHORT_NAME = 8
_COMMAS = frozenset("，,")
_LINK = re.compile(
    '(?P<open>等(?:文件|制度|方案|办法|意见|通知|政策|规定|措施)?)?(?P<link>(?:这|共计|合计|总计|一共|共|以上|上述|为|是|的)?)[ ]?[“"]?$'
)
MARKS = re.compile("[、”》和与及]")
"""One of these stands in every list."""

_NOT_AN_ITEM = re.compile(
    "(?:第|近|超|逾|每|各|再|另|有|增|获|被|将|由|在|把|从|达|到|了|过|均|仅|只|不|按|含|开展|举办|召开|评为|设立|成立|"
    "新增|建成|开设|新建|改建|扩建|修建|在建|(?<![创革更])新|(?<!学)前|(?<![节集])约|(?<![方导意志取走定])向|(?<!建)设|(?<![初高、一二三四五六七八九十职市县区附])中)$"
)
_COUNTED_ITEM = re.compile(
    "[0-9两三四五六七八九十](?:(?<=[0-9])[余多]?[个所人名项次万元亿%％台套间处座家位栋幢门种类册本份场期辆㎡平公斤吨亩条批支轮件级节对岁届]|"
    "(?<![第初高].)(?<![0-9])[余多]?[个所名位项次家种类条批支大](?![一二两三四五六七八九十]))"  # not 三支一扶
)
_GOES_ON = re.compile("(?:和|与|及|、|或|以|等(?![级次同于])[^、]{1,12})$")
_BEFORE_A_SLOGAN = re.compile(
    "(?:推动|推进|落实|实施|开展|兜牢|支持|坚持|保障|围绕|聚焦|实行|执行|强化|深化|健全|完善|建立|打造|构建|用好|抓好|做好|农村|基层|残疾人|管好)$"
)
_NEXT_QUOTE = frozenset("”》、")
_QUOTE_ENDS = frozenset('”"》等')
_MARKED = frozenset('“”"《》（）()')
_PAIRED = ("零", "达标", "过半", "提升", "下降", "促进", "丰收", "覆盖")
_NUMBERING = re.compile("[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]?")
_BUILT = re.compile("(?:[新改扩迁重续筹翻修]建|改扩建|维修|修缮|改造|撤并|整合)$")
_BUILDS = re.compile("[新改扩迁重续筹翻修]建|改扩建|维修|修缮|改造|撤并|整合")
_STATED = re.compile("[0-9两三四五六七八九十][ ]?[个大项种类所名次整]|[0-9]{2}")
_ANNOUNCES = re.compile("内设|下设|设有|下辖|辖有|现有|包括|包含|分为|涵盖")
_HEAVY = 9


def listed_before(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a count whose list ends right in front of it."""
    if not (2 if not count.digits else 1) <= count.number <= LARGEST:
        return
    if text[count.start - 1 : count.start] in _COMMAS:
        yield from _taken_up(text, count)
    low = max(0, count.start - 40)
    if not MARKS.search(text, low, count.start):
        return
    if text[count.start - 1 : count.start] not in _QUOTE_ENDS:
        stop = max([text.rfind(mark, low, count.start) for mark in "，,。"])
        if stop >= 0 and not MARKS.search(text, stop, count.start):
            return
    link = _LINK.search(text, max(0, count.start - 8), count.start)
    if link is None or (link["link"] == "的" and not _may_follow_of(text, link.start("link"), count)):
        return
    end = link.start("open") if link["open"] else link.start("link")
    counted = _counted_in_the_clause(text, end)
    if counted and not count.quoted:
        return
    listing = listing_before(text, end)
    if listing is None:
        return
    listing = _behind_the_counted(listing) if counted else _without_numbering(listing)
    if listing is None or listing.main < (2 if count.number > 1 else 3) or not _is_list(listing):
        return
    if (
        text[count.start] == "双"
        and not count.quoted
        and not link["link"]
        and count.unit != "重"
        and not count.noun.startswith(_PAIRED)
    ):  # 线上和线下双向
        return
    if count.noun.startswith("字"):  # “严、实、细、新”四个字
        return
    if count.quoted and (text[count.start - 2 : count.start - 1] in _NEXT_QUOTE or link["link"] == "是"):
        return
    if count.quoted and _BEFORE_A_SLOGAN.search(listing.items[-1].text):
        return
    if not count.unit and shares_key(count, listing.names):  # 四强工程: 四强
        count = msgspec.structs.replace(count, name=count.text + count.noun[:1])
    whole = listing
    if (later := _behind_the_verb(listing)) is not None:
        listing = later
        yield reading_of(count, whole, whole.least, whole.most, _EXCUSE)
    linked = bool(link["link"]) and link["link"] != "的"
    weak = counted or (link["link"] == "的" and not count.quoted and not _parallel(listing, count))
    yield from _readings(text, count, listing, bool(link["open"]), linked=linked, weak=weak)


def _taken_up(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a count that takes a list up by the character its items end with: 甲关、乙关、丙关，三关同抓."""
    if count.quoted or count.digits or len(count.unit) != 1 or text[count.start - 2] != count.unit:
        return
    listing = listing_before(text, count.start - 1)
    if listing is not None and len(listing.names) > 2 and all(name.endswith(count.unit) for name in listing.names):
        even = all(len(name) <= _SHORT_NAME for name in listing.names[1:])
        yield reading_of(count, listing, listing.least, listing.most, _SURE if even else _MAY_BE)


def _readings(
    text: str, count: Count, listing: Listing, is_open: bool, *, linked: bool, weak: bool
) -> Iterator[Reading]:
    echoing = echoes(count, listing.names)
    likelihood = counts_each(count, listing, echoing=echoing)
    if not likelihood:
        return
    if is_open and count.number > listing.most:
        return
    longest = 12 if echoing else 8
    if count.number < listing.least and listing.form == "plain" and not _even(listing, longest):
        likelihood = min(likelihood, ACCUSE - 0.1)
    alone = len(listing.items) == 1 and listing.form == "plain"
    if alone and any(len(name) > 7 for name in listing.names) and not echoing:
        likelihood = min(likelihood, _MAY_BE)
    if weak or (linked and likelihood < ACCUSE):
        likelihood = _MAY_BE
    least = len(listing.names) if echoing else listing.least  # 甲镇、乙乡和丙镇: three for sure
    yield reading_of(count, listing, least, max(least, listing.most), likelihood)
    if least <= count.number <= max(least, listing.most):  # what holds needs no excuse
        return
    for number in _other_lengths(text, listing):
        if number == count.number:
            yield reading_of(count, listing, number, number, _EXCUSE)
            return


def reading_of(
    count: Count, listing: Listing, least: int, most: int, likelihood: float, *, behind: bool = False
) -> Reading:
    """The reading that the list has from `least` to `most` items; `behind`: the list follows the count."""
    edge = listing.items[-1].span() if behind else listing.items[0].span(12, tail=True)
    number = (
        min(max(count.number, least), most) if least <= count.number <= most else min(max(listing.main, least), most)
    )
    place = "后面" if behind else "前面"
    return Reading(
        Relation.LIST,
        count.span,
        (edge, count.span),
        Interval.exact(Decimal(count.number)),
        Interval(Decimal(least), Decimal(most)),
        likelihood,
        arithmetic=f"{place}列出的{listing.named()}（{number}项）",
        shown=count.written(number),
        why=ADVICE,
    )


def _without_numbering(listing: Listing) -> Listing | None:
    """The listing without a paragraph's number or a verb alone in front: 3、推进甲、乙两项, 新建、改建甲校、乙校两所."""
    first = listing.items[0]
    if len(listing.items) < 2 or not (_NUMBERING.fullmatch(first.text) or _are_verbs(listing.items)):
        return listing
    rest = listing.items[1:]
    if len(rest) < 2 and listing.form == "plain" and not rest[0].inner:
        return None
    return Listing(rest, listing.form, listing.least - 1, listing.main - 1, listing.most - 1)


def _are_verbs(items: Sequence[Item]) -> bool:
    """Whether the list begins with what is done to the others: 新建、改建甲校、乙校两所, but not 新建、改建、扩建三类."""
    built = [_BUILT.search(item.text) is not None for item in items]
    return built[0] and _BUILDS.match(items[1].text) is not None and not all(built)


def _may_follow_of(text: str, at: int, count: Count) -> bool:
    """Whether 的 may join a list to its count: “甲、乙、丙”的三级体系, 甲、乙的双重任务."""
    return count.quoted or text[at - 1 : at] in {"”", '"'} or count.unit in {"重", "方", "级", "位"}


def _parallel(listing: Listing, count: Count) -> bool:
    """Whether one quotation holds three or more phrases of one length, each a demand: “一校一案、一生一策、一月一报”的3项要求."""
    lengths = {len(name) for name in listing.names}
    return listing.form == "inside" and len(listing.items) >= 3 and len(lengths) == 1 and is_abstract(count)


def _behind_the_counted(listing: Listing) -> Listing | None:
    """The listing without a counted subject in front: 全县20所学校、幼儿园甲、乙、丙“三个100%”."""
    first, *rest = listing.items
    if len(rest) < 3 or not _COUNTED_ITEM.search(_bare(first)):
        return None
    return Listing(tuple(rest), listing.form, listing.least - 1, listing.main - 1, listing.most - 1)


def _behind_the_verb(listing: Listing) -> Listing | None:
    """The listing from the item on in which it is announced: 甲校、乙校内设教务处、总务处2个科室."""
    if listing.form != "plain":
        return None
    for index in range(len(listing.items) - 2, 0, -1):
        if _ANNOUNCES.search(listing.items[index].text, 2):
            rest = listing.items[index:]
            return Listing(rest, listing.form, listing.least - index, listing.main - index, listing.most - index)
    return None


def _counted_in_the_clause(text: str, end: int) -> bool:
    """Whether something in a plain clause is counted already: 新建小学3所、初中 2所."""
    low = max(0, end - WINDOW)
    if _COUNTED_ITEM.search(text, low, end) is None:
        return False
    low = max(low, *[text.rfind(mark, low, end) for mark in '，,。；;：:“”"《》（）()'])
    return text[low : low + 1] not in _MARKED and bool(_COUNTED_ITEM.search(text, low, end))


def _is_list(listing: Listing) -> bool:
    """Whether these are names: not counted themselves, and nothing that goes on into the count."""
    last = listing.items[-1]
    if listing.form == "plain" and (_GOES_ON.search(_bare(last)) or _NOT_AN_ITEM.search(last.text)):
        return False
    return not any(_COUNTED_ITEM.search(_bare(item)) for item in listing.items)


def _bare(item: Item) -> str:
    if not item.atoms:
        return item.text
    text, at = "", 0
    for low, high in item.atoms:
        text, at = text + item.text[at : low - item.start], high - item.start
    return text + item.text[at:]


def _even(listing: Listing, longest: int) -> bool:
    """Whether all items are short alike, so that none of them can belong to something else in front."""
    first, *others = listing.names
    return len(first) <= 18 and all(len(name) <= longest for name in others)


def _other_lengths(text: str, listing: Listing) -> Iterator[int]:
    """How many there are if the list begins later (制定《甲》、印发《乙》《丙》) or a comma earlier."""
    items = listing.items
    for index in range(1, len(items)):
        item = items[index]
        if listing.form in {"quoted", "titled"}:
            starts_anew = item.atoms and len(item.text[: item.atoms[0][0] - item.start].strip("、和与及以 ")) >= 2
        else:
            starts_anew = len(item.plain) >= _HEAVY and not (item.inner and item is items[-1])
        if starts_anew:
            yield listing.most - index
    number, start = listing.most, listing.start
    while text[start - 1 : start] in {"，", ","} and start > listing.start - 120:
        earlier = listing_before(text, start - 1)
        if earlier is None or not _goes_on_from(earlier, listing):
            return
        if _STATED.search(text, earlier.start, start - 1):
            return
        number += earlier.most
        yield number
        start = earlier.start


def _goes_on_from(earlier: Listing, listing: Listing) -> bool:
    """Whether what stands before the comma may be items too: as short as those behind it, and listed or alike."""
    names = [item.plain for item in listing.items]
    longest = max(map(len, names)) + 4
    if any(len(item.plain) > longest for item in earlier.items):
        return False
    alone = earlier.items[0].plain
    return len(earlier.items) > 1 or all(alone[:1] == name[:1] or alone[-1:] == name[-1:] for name in names)

"""How sure it is that a whole which its parts do not give is wrong.

A total is accused only where the parts clearly are all there are: two halves of one thing, kinds that exclude each
other and exceed it, a list that is called the sum, or a gap that is a slip of one digit.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import name_of, thing_of
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.kinds import one_dimension, overlapping
from eduduty_desktop.proof.lexicon import are_complements, bare, is_each, stage_of, unit_of
from eduduty_desktop.proof.relations.sums.completeness import (
    all_levels,
    all_stages,
    all_there_is,
    ends_with_others,
    exhaustive,
    of_the_other_half,
)
from eduduty_desktop.proof.relations.sums.names import (
    are_parallel,
    bear_the_name,
    in_one_clause,
    of_one_deed,
    of_one_make,
    share_the_noun,
    without_brackets,
)
from eduduty_desktop.proof.relations.sums.totals import digits_of, is_slip
from eduduty_desktop.proof.slips import gap_is_one_digit

_CLASS = re.compile("类 ")
_RATING = re.compile("优秀|优良|良好|合格|达标|[一二三]等")
_REST = re.compile("其[它他余]|往年|以前")
_BALANCE = re.compile("预算总计|总收入|总支出|收入总[计量]|支出总[计量]|[收支][入出]合计|总来源|总投资")
_SPENT = re.compile("[^，。；、]{0,4}(?:用于|用来|用作|投向)")
_THINGS = frozenset({"所", "个", "处", "家", "座", "项"})
_SCALE, _FEWEST_SCALED = re.compile("[万亿]"), 3
_ONE_IN_ANOTHER = re.compile("[，,]?已")
"""矿种58种，已查明34种，已开发26种: each of those before it."""
_AMONG_THEM = re.compile("[\u4e00-\u9fff]{0,8}?[中里]")
_MOST_CHOSEN, _TELLING = 8, 50
_LONG_SLIP = 5
"""A gap of so many digits of which all but the first are noughts is hardly ever chance."""
_THING = 4  # characters: 专任教师
_BARE_HALF = 3  # 幼儿园188所，公办101所，民办87所: nothing else is meant
_STRICT_HALF = re.compile("男|[校县市区省国编]内|线上|住校|寄宿|税收")


def confirming(division: Division) -> float:
    """How sure it is that parts which give the whole are meant to."""
    if division.likely:
        return 0.95
    total = division.total
    vague = total is None or (total.high - total.low) * 20 > max(total.high, Decimal(1))
    telling = len(digits_of(division.whole.quantity)) >= 2
    return 0.7 if telling and not vague and _one_thing(division) else 0.4


def accusing(division: Division) -> float:
    """How sure it is that a whole that its parts do not give is wrong."""
    total, whole = division.total, division.whole.quantity.number
    names = [name_of(part) for part in division.parts]
    if total is None or not whole or of_the_other_half(division, names):
        return 0.3
    if not (division.closed or _one_thing(division) or all_there_is(names) or ends_with_others(division)):
        return 0.3
    if division.form is not Form.SUMMED and any(bare(part.lead).startswith("另") for part in division.parts):
        return 0.3  # 核编5930人，在编5716人，另聘编外教师688人
    if any(map(is_each, division.parts)) or _passes_on(division) or _says_again(division):
        return 0.3
    if lacks_its_scale(division):
        return 0.84
    if _within_rounding(division):
        return 0.5
    ratio = (total.low + total.high) / 2 / whole
    slip = gap_is_one_digit(division.whole, division.parts)
    match division.form:
        case Form.MAINLY:
            return 0.84 if _overfull(division, total) and (slip >= 3 or ratio <= Decimal("1.5")) else 0.3
        case Form.FAR:
            if division.closed and _REST.match(names[-1]) and _between("0.98", ratio, "1.02"):
                return 0.84
            if division.closed and len(names) > 2 and is_slip(division) and _between("0.5", ratio, "1.7"):
                return 0.84
            halves = len(names) == 2 and are_complements(*names) and slip == 2 and _between("0.8", ratio, "1.25")
            return 0.84 if halves or (slip >= 3 and _between("0.5", ratio, "1.6")) else 0.3
        case Form.ADDED:
            return 0.9 if _between("0.5", ratio, "1.5") or slip >= 3 else 0.5
        case Form.SUMMED if not division.closed:
            at_once = in_one_clause(division) and division.whole.index == division.parts[-1].index + 1
            if _BALANCE.search(division.whole.lead[-12:]):  # what it is added to may stand elsewhere
                near = ("0.5", "1.8") if slip >= _LONG_SLIP else ("0.75", "1.6")
                return 0.88 if _between(near[0], ratio, near[1]) else 0.5
            bare_sum = division.whole.lead.rstrip().endswith("共")
            return 0.88 if at_once or _between(*(("0.5", ratio, "2") if bare_sum else ("0.1", ratio, "10"))) else 0.5
        case Form.PLAIN:
            return 0.82 if _slipped(division, names, ratio, slip) else 0.3
        case Form.PAIR:
            likely = _between("0.9", ratio, "1.6") or (
                (slip >= 2 or of_one_deed(names)) and _between("0.4", ratio, "2.5")
            )
            return 0.86 if likely else 0.5
    if all_levels(division.whole.lead, names) and not division.hedged:
        return 0.86
    if (division.closed or exhaustive(division, names)) and (slip >= 3 or _between("0.5", ratio, "1.6")):
        return 0.5 if division.hedged else 0.92
    if slip >= 2 and not division.hedged and all_stages(division, names) and _between("0.5", ratio, "1.6"):
        return 0.86
    if len(names) > 2 and slip >= 2 and all(_CLASS.search(name) for name in names) and _between("0.5", ratio, "1.6"):
        return 0.5 if division.hedged else 0.84
    if division.form is Form.SPLIT:
        exceeds = slip and one_dimension(names) and 1 < ratio <= Decimal("1.3")
        return 0.86 if exceeds or (slip >= 3 and _between("0.7", ratio, "1.4")) else 0.4
    if _runs_on(division, names, slip) or _overlap(division, names, slip):
        return 0.3
    if division.form is Form.LISTED and (slip >= 3 or _between("0.75", ratio, "1.3")):
        return 0.6 if division.hedged else 0.86
    if ratio <= 1:
        return _short(division, ratio, slip)
    limit = division.whole.quantity.interval
    surely = total.low / limit.high if limit is not None and limit.high > 0 else ratio  # 700余 are less than 800
    return _exceeding(division, names, surely, slip)


def _slipped(division: Division, names: Sequence[str], ratio: Decimal, slip: int) -> bool:
    """Whether one digit alone keeps a plain list from its total: three digits deep, or kinds which exceed it."""
    own = f"{division.whole.lead[-16:]} {name_of(division.whole)}"
    graded = all(_RATING.search(name) for name in names)
    if not slip or (not graded and any(map(overlapping, names))) or one_dimension([own, *names]):
        return False
    if all(map(_ONE_IN_ANOTHER.match, names)) or any(
        part.quantity.number == division.whole.quantity.number for part in division.parts
    ):
        return False
    if slip >= 3:
        return _between("0.5", ratio, "2")
    if len(names) == 2 and are_complements(*names) and not division.followed:
        if all(len(bare(part.lead)) <= _BARE_HALF for part in division.parts):
            return slip >= 2 or ratio > 1
        strict = slip >= 2 or any(map(_STRICT_HALF.search, names))
        return 1 < ratio <= Decimal("1.6") or (strict and Decimal("0.9") <= ratio <= 1)
    if division.closed and not division.followed:
        return _between("0.9", ratio, "1.3")
    if graded and len(names) > 2:
        return 1 < ratio <= Decimal("1.6")
    labels = [bare(part.lead) for part in division.parts]
    sibling = without_brackets(division.whole.lead)[-1:] in {label[-1:] for label in labels}  # 图书馆4个，博物馆2个，…
    if slip == 2 and 1 < ratio <= Decimal("1.2") and unit_of(division.whole.quantity) != "人":
        return not sibling or share_the_noun(division)
    kinds = (
        share_the_noun(division)
        or one_dimension(names)
        or all_there_is(names)
        or any(_REST.search(name) for name in names)
    )
    return 1 < ratio <= Decimal("1.6") and not division.followed and (kinds or (not sibling and are_parallel(labels)))


def _says_again(division: Division) -> bool:
    """Whether the first of the parts is the whole once more: 招聘203名，其中…；203名新教师中本科及以上学历193名."""
    first, whole = division.parts[0], division.whole
    return first.quantity.number == whole.quantity.number and _AMONG_THEM.match(first.tail) is not None


def _passes_on(division: Division) -> bool:
    """Whether a part is what the whole is, of another stage: 小学专任教师1602人，其中本科1186人；初中专任教师946人."""
    whole = bare(division.whole.lead)
    stage = stage_of(whole)
    if not stage:
        return False
    others = [label for part in division.parts if (label := bare(part.lead))[-_THING:] == whole[-_THING:]]
    return any(stage_of(label) not in {"", stage} for label in others if len(label) > _THING)


def _overfull(division: Division, total: Interval) -> bool:
    limit = division.whole.quantity.interval
    return limit is not None and total.low > limit.high


def _between(low: str, ratio: Decimal, high: str) -> bool:
    return Decimal(low) <= ratio <= Decimal(high)


def _exceeding(division: Division, names: Sequence[str], ratio: Decimal, slip: int) -> float:
    """Parts that exclude each other cannot be more than the whole."""
    kinds, row = one_dimension(names), in_one_clause(division)
    if slip >= 3:
        most = "12" if kinds else "2.2"
    elif kinds or (row and unit_of(division.whole.quantity) != "人"):
        most = "2" if kinds else "1.6"
    elif not slip and not row:  # 其中 with what is no part of it: 粮食面积, 其中油料
        things = len(names) >= 4 and unit_of(division.whole.quantity) in _THINGS
        spent = all(_SPENT.match(part.tail) for part in division.parts)
        most = "2" if bear_the_name(division) else "1.3" if things or spent else "0"
    elif slip == 2:
        most = "1.6"
    else:
        most = "1.3" if len(names) >= 4 else "1.05"
    return 0.85 if ratio <= Decimal(most) and not _some_give(division) else 0.5


def _within_rounding(division: Division) -> bool:
    """Whether the parts may give the whole if each is rounded as it is written, 9.1 too among figures like 36.21."""
    total, whole = division.total, division.whole.quantity.interval
    steps = [part.quantity.step for part in division.parts if unit_of(part.quantity) != "人"]
    if total is None or whole is None or len(steps) < len(division.parts):
        return False
    room = max(steps) / 2  # of one part: the noughts behind a point are left out more often
    return max(steps) > min(steps) and Interval(total.low - room, total.high + room).meets(whole)


def lacks_its_scale(division: Division) -> bool:
    """Whether the one part without the 万 or 亿 of all others would give the whole with it: 31万吨、2万吨和8吨 of 41万吨."""
    scales = [_SCALE.search(mention.text) for mention in (division.whole, *division.parts)]
    words = {scale[0] for scale in scales if scale}
    missing = [part for part, scale in zip(division.parts, scales[1:], strict=True) if scale is None]
    total, whole = division.total, division.whole.quantity.interval
    if scales[0] is None or len(words) > 1 or len(missing) != 1 or len(division.parts) < _FEWEST_SCALED:
        return False
    quantity = missing[0].quantity
    if total is None or whole is None or quantity.number is None or len(digits_of(quantity)) < 2:
        return False
    times = Decimal(10_000 if scales[0][0] == "万" else 100_000_000)
    low, high = (quantity.number - quantity.step / 2) * times, (quantity.number + quantity.step / 2) * times
    return (total + Interval(low - quantity.number, high - quantity.number)).meets(whole)


def _some_give(division: Division) -> bool:
    """Whether some of the parts give the whole: the others are parts of these (寿险, of which 健康险 and 意外险)."""
    count, number = len(division.parts), division.whole.quantity.number
    telling = int(digits_of(division.whole.quantity) or 0)
    if not 2 < count <= _MOST_CHOSEN or telling < _TELLING * 2**count:
        return False  # chance finds one among so many
    known = [part.quantity.number or Decimal(0) for part in division.parts]
    return any(sum(some) == number for size in range(2, count) for some in combinations(known, size))


def _short(division: Division, ratio: Decimal, slip: int) -> float:
    """Parts that are less may be only some: a slip of one digit, or next to nothing missing from a long list."""
    if division.hedged or division.whole.quantity.number is None:
        return 0.4
    balance = bool(_BALANCE.search(division.whole.lead[-12:])) and len(division.parts) > 2
    kinds = one_dimension([name_of(part) for part in division.parts])
    told = in_one_clause(division) or balance or kinds
    if ratio >= Decimal("0.5") and slip >= (3 if told else 4):  # what an open list leaves out may look like a slip
        return 0.84
    if (
        kinds
        and in_one_clause(division)
        and len(division.parts) > 2
        and ratio >= Decimal("0.95")
        and not division.followed
    ):
        return 0.82
    if balance and ratio >= Decimal("0.9") and not division.followed:
        return 0.82
    if division.form is Form.RUN and ratio >= Decimal("0.95"):
        return 0.82
    gap = division.whole.quantity.number * (1 - ratio)
    little = slip == 2 or (len(division.parts) >= 5 and gap <= 2 * division.whole.quantity.step)
    all_but = len(division.parts) > 2 and ratio >= Decimal("0.98")  # a row of kinds leaves next to nothing out
    return 0.82 if in_one_clause(division) and ((little and ratio >= Decimal("0.97")) or all_but) else 0.5


def _runs_on(division: Division, names: Sequence[str], slip: int) -> bool:
    """Whether the list may have passed into another one, or ended before: other amounts follow, a part is the whole."""
    whole = division.whole.quantity.number
    most = division.whole.quantity.interval
    exceeds = most is not None and sum(part.quantity.number or Decimal(0) for part in division.parts) > most.high
    row = in_one_clause(division) and (len(names) > 2 or (exceeds and slip > 1))
    closed = not division.followed or row or one_dimension(names)
    return slip < 3 and (not closed or any(part.quantity.number == whole for part in division.parts[1:]))


def _one_thing(division: Division) -> bool:
    """Whether whole and parts can be of one sort: pupils are no part of the teachers."""
    things = {thing_of(mention) for mention in (division.whole, *division.parts)} - {""}
    return len(things) <= 1


def _overlap(division: Division, names: Sequence[str], slip: int) -> bool:
    """Persons may be women, party members and masters at once."""
    if one_dimension(names) or division.whole.quantity.kind is Kind.MONEY:
        return False
    if (slip >= 3 and len(names) >= 4) or bear_the_name(division) or of_one_make(division):
        return False
    if slip and in_one_clause(division) and len(names) >= 4 and sum(map(overlapping, names)) == 1:
        return False  # 特岗60名、公费师范生32名、县级招聘45名、引进研究生6名
    pair = len(names) < 3 and division.form is not Form.LISTED and not (slip and in_one_clause(division))
    unsure = unit_of(division.whole.quantity) == "人" and pair
    return any(map(overlapping, names)) or (unsure and slip < 3)

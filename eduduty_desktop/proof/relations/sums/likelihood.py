"""How sure it is that a whole which its parts do not give is wrong.

A total is accused only where the parts clearly are all there are: two halves of one thing, kinds that exclude each
other and exceed it, a list that is called the sum, or a gap that is a slip of one digit.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.addends import name_of, thing_of
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import are_complements, bare, unit_of
from eduduty_desktop.proof.relations.sums.totals import digits_of, sum_of
from eduduty_desktop.proof.slips import gap_is_one_digit

_DIMENSIONS = tuple(
    re.compile(words)
    for words in (
        "男|女",
        "博士|硕士|研究生|本科|大专|专科|专升本|中专|大学",
        "正高|副高|高级|中级|初级|员级",
        "小学|初中|高中|幼儿园|学前|中职|高职|职高|特教|特殊教育|义务教育|职业|九年一贯|九年制|完中|完全中学|中学|普高|教学点",
        "公办|民办",
        "城区|乡镇|农村|城市|县城|乡村|镇区|城镇",
        "(?:19|20)[0-9]{2}年",
        "[一二三四五六七八九]年级|[初高][一二三](?!中)",
        "公务员|管理岗|管理人员|专业技术|专技|工勤",
        "(?<!副)教授|副教授|讲师|助教|工程师|研究员",
        "国家级|省级|市级|县级|国培|省培|市培|县培|市县级|校级|部级|区级",
        "第一产业|第二产业|第三产业",
        "公路|铁路|水[路运]|航空|民航|管道",
        "[1-5]A|[一二三四五]星|[一二三]级医院",
        "第[一二三四]季度",
        "在编|编外|专职|兼职",
        "公开招聘|公招|特岗|定向|公费|引进|调入|选调|招考|人才",
        "中央|省级|市级|市本级|县级|区级|县区|(?<=.)[市县区镇乡州](?: |$)",
    )
)
_CLASS = re.compile("类 ")
_GRADES = "一二三四五六七八九"
_GRADE = re.compile("([一二三四五六七八九])年级")
_ALL_THERE_IS = tuple(
    tuple(re.compile(kind) for kind in kinds)
    for kinds in (
        ("随班就读", "特校|特殊教育|特教", "送教"),
        ("第一产业", "第二产业", "第三产业"),
        ("优秀|良好", "(?<!不)合格", "不合格"),
        ("公务员|管理", "专业技术|专技", "工勤"),
    )
)
"""Kinds that together are all there is."""
_OWN_LEVEL = re.compile("^(?:市本级|市级|市直|市区|县本级|县级|县直|区级|区本级|省级|省本级|本级|城区)")
_PLACE = re.compile("[市县区镇乡州旗](?:） ?| |$)")
_RATING = re.compile("优秀|优良|良好|合格|达标|[一二三]等")
_REST = re.compile("其[它他余]|往年|以前")
_LONGEST_LABEL = 5
_BALANCE = re.compile("总收入|总支出|收入总[计量]|支出总[计量]|[收支][入出]合计|总来源|总投资")
_DEED = re.compile("(?:已经?|尚?未|正在|待)([\u4e00-\u9fff]{2})")
_YEARS = re.compile("(?:19|20)[0-9]{2}")
_SPAN_OF_YEARS = re.compile("[三两二四五3-5]年|(?:19|20)[0-9]{2}年?(?:[-—－–~～至到]|——)(?:19|20)?[0-9]{2}")
_OVERLAPPING = re.compile(
    "女|党员|团员|硕士|博士|研究生|骨干|名师|带头人|高级|少数民族|留守|困难|残疾|随迁|寄宿|住校|低保|优秀|私人|示范|普惠|特色|标准化|达标|优质|文明|星级|重点"
)


def confirming(division: Division) -> float:
    """How sure it is that parts which give the whole are meant to."""
    if division.likely:
        return 0.95
    total = sum_of(division)
    vague = total is None or (total.high - total.low) * 20 > max(total.high, Decimal(1))
    telling = len(digits_of(division.whole.quantity)) >= 2
    return 0.7 if telling and not vague and _one_thing(division) else 0.4


def accusing(division: Division) -> float:
    """How sure it is that a whole that its parts do not give is wrong."""
    total, whole = sum_of(division), division.whole.quantity.number
    names = [name_of(part) for part in division.parts]
    if total is None or not whole or not (division.closed or _one_thing(division) or _all_there_is(names)):
        return 0.3
    ratio = (total.low + total.high) / 2 / whole
    slip = gap_is_one_digit(division.whole, division.parts)
    match division.form:
        case Form.MAINLY:
            return 0.84 if _overfull(division, total) and (slip >= 3 or ratio <= Decimal("1.5")) else 0.3
        case Form.FAR:
            halves = len(names) == 2 and are_complements(*names) and slip == 2 and _between("0.8", ratio, "1.25")
            return 0.84 if halves or (slip >= 3 and _between("0.5", ratio, "1.6")) else 0.3
        case Form.ADDED:
            return 0.9 if _between("0.5", ratio, "1.5") or slip >= 3 else 0.5
        case Form.SUMMED if not division.closed:
            at_once = _row(division) and division.whole.index == division.parts[-1].index + 1
            bare_sum = division.whole.lead.rstrip().endswith("共")
            return 0.88 if at_once or _between(*(("0.5", ratio, "2") if bare_sum else ("0.1", ratio, "10"))) else 0.5
        case Form.PLAIN:
            return 0.82 if _slipped(division, names, ratio, slip) else 0.3
        case Form.PAIR:
            likely = _between("0.9", ratio, "1.6") or (
                (slip >= 2 or _one_deed(names)) and _between("0.4", ratio, "2.5")
            )
            return 0.86 if likely else 0.5
    if (division.closed or exhaustive(division, names)) and (slip >= 3 or _between("0.5", ratio, "1.6")):
        return 0.5 if division.hedged else 0.92
    if len(names) > 2 and slip >= 2 and all(_CLASS.search(name) for name in names) and _between("0.5", ratio, "1.6"):
        return 0.5 if division.hedged else 0.84
    if division.form is Form.SPLIT:
        exceeds = slip and one_dimension(names) and 1 < ratio <= Decimal("1.3")
        return 0.84 if exceeds or (slip >= 3 and _between("0.7", ratio, "1.4")) else 0.4
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
    own = name_of(division.whole)
    graded = all(_RATING.search(name) for name in names)
    if not slip or (not graded and any(map(overlapping, names))) or one_dimension([own, *names]):
        return False
    if slip >= 3:
        return _between("0.5", ratio, "2")
    if division.closed and not division.followed:
        return _between("0.9", ratio, "1.3")
    if graded and len(names) > 2:
        return 1 < ratio <= Decimal("1.6")
    if slip == 2 and 1 < ratio <= Decimal("1.2") and unit_of(division.whole.quantity) != "人":
        return True
    kinds = one_dimension(names) or _all_there_is(names) or any(_REST.search(name) for name in names)
    labels = [bare(part.lead) for part in division.parts]
    return 1 < ratio <= Decimal("1.6") and not division.followed and (kinds or _parallel(labels))


def _parallel(labels: Sequence[str]) -> bool:
    """Whether the labels of a list are of one make: 公安, 检察, 法院; 食堂供餐, 企业配餐."""
    if not all(2 <= len(label) <= _LONGEST_LABEL for label in labels):
        return False
    ends = len({label[-1] for label in labels}) == 1 or len({label[0] for label in labels}) == 1
    return ends or (len(labels) > 2 and max(map(len, labels)) - min(map(len, labels)) <= 1)


def _one_deed(names: Sequence[str]) -> bool:
    """Whether both halves are of one deed: 已整改 and 正在整改, 已完工 and 未完工."""
    deeds = [_DEED.search(name) for name in names]
    return all(deeds) and len({deed[1] for deed in deeds if deed}) == 1


def _overfull(division: Division, total: Interval) -> bool:
    limit = division.whole.quantity.interval
    return limit is not None and total.low > limit.high


def _between(low: str, ratio: Decimal, high: str) -> bool:
    return Decimal(low) <= ratio <= Decimal(high)


def _row(division: Division) -> bool:
    """Whether the parts stand in one clause, joined by 、."""
    return all(part.clause == division.parts[0].clause for part in division.parts)


def exhaustive(division: Division, names: Sequence[str]) -> bool:
    """Whether the parts are all kinds that there are: 公办 and 民办, the three industries, each of the years."""
    if len(names) == 2 and are_complements(*names):
        return True
    if _all_there_is(names) or _all_named(division) or _in_order(names):
        return True
    if _OWN_LEVEL.search(names[0]) and all(_PLACE.search(name) for name in names[1:]):
        return True
    years = [match[0] for name in names if (match := _YEARS.search(name))]
    return (
        len(years) == len(names) >= 2
        and len(set(years)) == len(years)
        and bool(_SPAN_OF_YEARS.search(division.whole.lead))
    )


def _all_there_is(names: Sequence[str]) -> bool:
    return any(len(kinds) == len(names) and all(any(map(k.search, names)) for k in kinds) for kinds in _ALL_THERE_IS)


def _all_named(division: Division) -> bool:
    """Whether the whole names all its parts: 开展演练、培训和宣讲共612场次，其中演练…，培训…，宣讲…."""
    labels = [bare(part.lead) for part in division.parts]
    return len(labels) > 1 and all(len(label) > 1 and label in division.whole.lead for label in labels)


def _in_order(names: Sequence[str]) -> bool:
    """Whether the parts are the grades of a school from its first on: 一年级 to 六年级."""
    grades = [_GRADES.find(match[1]) if (match := _GRADE.search(name)) else -1 for name in names]
    return len(grades) > 2 and grades[0] in {0, 6} and grades == list(range(grades[0], grades[0] + len(grades)))


def _exceeding(division: Division, names: Sequence[str], ratio: Decimal, slip: int) -> float:
    """Parts that exclude each other cannot be more than the whole."""
    most = "1.05"
    if slip >= 3:
        most = "12" if one_dimension(names) else "2.2"
    elif one_dimension(names) or (_row(division) and unit_of(division.whole.quantity) != "人"):
        most = "2" if one_dimension(names) else "1.6"
    elif slip == 2:
        most = "1.5"
    elif len(names) >= 4:
        most = "1.3"
    return 0.85 if ratio <= Decimal(most) else 0.5


def _short(division: Division, ratio: Decimal, slip: int) -> float:
    """Parts that are less may be only some: a slip of one digit, or next to nothing missing from a long list."""
    if division.hedged or division.whole.quantity.number is None:
        return 0.4
    if slip >= 3 and ratio >= Decimal("0.5"):
        return 0.84
    if (
        _BALANCE.search(division.whole.lead[-12:])
        and len(division.parts) >= 3
        and ratio >= Decimal("0.9")
        and not division.followed
    ):
        return 0.82
    if division.form is Form.RUN and ratio >= Decimal("0.95"):
        return 0.82
    gap = division.whole.quantity.number * (1 - ratio)
    little = slip == 2 or (len(division.parts) >= 5 and gap <= 2 * division.whole.quantity.step)
    return 0.82 if _row(division) and little and ratio >= Decimal("0.97") else 0.5


def _runs_on(division: Division, names: Sequence[str], slip: int) -> bool:
    """Whether the list may have passed into another one, or ended before: other amounts follow, a part is the whole."""
    whole = division.whole.quantity.number
    closed = not division.followed or (_row(division) and len(names) > 2) or one_dimension(names)
    return slip < 3 and (not closed or any(part.quantity.number == whole for part in division.parts[1:]))


def _one_thing(division: Division) -> bool:
    """Whether whole and parts can be of one sort: pupils are no part of the teachers."""
    things = {thing_of(mention) for mention in (division.whole, *division.parts)} - {""}
    return len(things) <= 1


def one_dimension(names: Sequence[str]) -> bool:
    """Whether all names are kinds of one division: stages, degrees, grades, levels of government."""
    return any(all(words.search(name) for name in names) for words in _DIMENSIONS)


def overlapping(name: str) -> bool:
    """Whether what is called so may be counted among others too: women, party members, boarders."""
    return _OVERLAPPING.search(name) is not None


def _overlap(division: Division, names: Sequence[str], slip: int) -> bool:
    """Persons may be women, party members and masters at once."""
    if one_dimension(names):
        return False
    if slip >= 3 and len(names) >= 4:
        return False
    unsure = unit_of(division.whole.quantity) == "人" and len(names) < 3 and division.form is not Form.LISTED
    return any(_OVERLAPPING.search(name) for name in names) or (unsure and slip < 3)

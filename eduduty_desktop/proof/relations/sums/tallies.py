"""Totals of counts by words: 甲站5个，乙厂4家，共计9个; 项目23个，已完工9个、在建14个; 收入15亿元，加上A，减去B，可用财力C."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lexicon import is_change, labelled, span_of, spans_of, unit_of, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.slips import gap_is_one_digit

_THINGS = frozenset("个家所处座栋项件场镇乡街站园村社区点")
_GENERAL = frozenset("个家所处座项件")
_TOTAL = re.compile(
    "^[，,； ]*(?:[两三四五六七八九]项|全部|以上)?(?:共有?|共计|合计|总计|一共|总共)(?:建成|建设|实施|建有|有|达)?$"
)
_OF_ANYTHING = re.compile(
    "$|[。；;，,]|项目|工程|[^，。；、0-9]{0,8}(?:单位|机构|网点|站点)|点位?(?!名|评)|场所|主体|乡镇|问题|任务|企业|阵地"
)
_JOINT = re.compile("[，,、和及与 ；;]{0,2}[^，,、；;。：:（）()0-9]{0,16}")
_DONE = re.compile(
    "(?:完工|竣工|完成|建成|投用|投入使用|交付|整改到位|整改|办结|销号|解决|开通)(?:的|项目|工程|问题|任务)?[有为]?$|^(?:已经?)?(?:完工|竣工|建成|完成|投用|投入使用|整改到位|办结)"
)
_GOING = re.compile(
    "(?:在建|续建|正在(?:建设|施工|整改|推进|办理)|建设中|整改中|施工中|未完工|未完成|推进中)(?:的|项目|工程|问题|任务)?[有为]?$|^(?:正在|在建|建设中|施工中|尚未完)"
)
_BEFORE = re.compile(
    "(?:前期|未开工|待建|筹建|拟建|未启动|待开工|长期坚持|长期整改)(?:的|阶段|工作|项目|工程|问题|任务)*[有为]?$|^(?:未开工|处于前期|正在开展前期|长期坚持)"
)
_NO_PLAN = re.compile("计划|拟|预计|力争|目标|应")
_WORK = re.compile("项目|工程|问题|任务|事项|意见")
_PLUS, _MINUS = (
    re.compile("^[，,；、 ]*(?:再?加上?|另加)(?!大|快|强|入|班|工)"),
    re.compile("^[，,；、 ]*(?:再?减去?|扣除|减掉|减：)(?!少|轻|免|税|负|排|幅)"),
)
_REST = re.compile(
    "^[，,；。 ]*(?:收入|支出|预计|全[市县区]|当年|年度)*(?:可用财力|可用资金|总财力|财力|可供?安排(?:的)?(?:支出|资金|财力)?|总计|合计|共计|总量)(?:总计|合计|共计)?[为达约共是]{0,2}$"
)
_OTHERS = re.compile("其余|其他|其它|余下|剩余|另有|还有")
_UNDER_WAY = re.compile("在建|续建|正在|建设中|整改中|施工中|推进中|未完|前期|未开工|待建|筹建|拟建|未启动|待开工|长期")
_FEWEST, _MOST, _BACK = 3, 12, 14
_ALL_STATES, _NEAR = 3, 24
_HOLDS, _ACCUSED, _MAY_BE = 0.85, 0.84, 0.5


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of the totals that one paragraph tells in these ways; `stated` is the total."""
    mentions = passage.mentions
    if len(mentions) < _FEWEST:
        return
    text = passage.text
    money = "加" in text and ("减" in text or "扣除" in text)
    counted = "共" in text or "计" in text
    for total in mentions[_FEWEST - 1 :] if money or counted else ():
        if total.quantity.number is None:
            continue
        if counted and total.quantity.kind is Kind.COUNT:
            yield from _of_measures(text, mentions, total)
        elif money and total.quantity.kind is Kind.MONEY and _REST.search(total.lead):
            yield from _of_ledger(mentions, total)
    if _UNDER_WAY.search(text):
        yield from _of_states(text, mentions)


def _of_measures(text: str, mentions: Sequence[Mention], total: Mention) -> Iterator[Reading]:
    """10镇7乡1场,共18个乡级单位: parts with measure words of their own right before a total that is called so."""
    if total.quantity.unit not in _GENERAL or not _TOTAL.search(total.lead) or total.quantity.approximation:
        return
    parts: list[Mention] = []
    behind = total
    for part in reversed(mentions[max(0, total.index - _MOST) : total.index]):
        if not _is_thing(part) or part.depth != total.depth or part.clause.sentence != total.clause.sentence:
            break
        if behind is not total and not _JOINT.fullmatch(text, part.end, behind.start):
            break
        parts.insert(0, part)
        behind = part
    if len(parts) < 2 or {part.quantity.unit for part in parts} == {total.quantity.unit}:
        return
    if not _JOINT.fullmatch(text, parts[-1].end, total.start):
        return
    for first in range(len(parts) - 1):  # 学校3所（…），新建站点…: a count before the list may be none of its parts
        some = parts[first:]
        if sum((part.quantity.number or Decimal(0) for part in some), Decimal(0)) == total.quantity.number:
            yield _reading(total, some, _HOLDS)
            return
    sure = _OF_ANYTHING.match(text, total.end) and gap_is_one_digit(total, parts)
    yield _reading(total, parts, _ACCUSED if sure and _in_proportion(total, parts) else 0.3)


def _of_states(text: str, mentions: Sequence[Mention]) -> Iterator[Reading]:
    """实施项目12个，…，已完工9个，在建3个: what is done, going on and not begun of one number of projects."""
    at = 0
    while at < len(mentions) - 1:
        run = _states(text, mentions, at)
        if len(run) < 2:
            at += 1
            continue
        at = run[-1].index + 1
        wholes = [
            whole
            for whole in reversed(mentions[max(0, run[0].index - _BACK) : run[0].index])
            if _is_thing(whole)
            and unit_of(whole.quantity) == unit_of(run[0].quantity)
            and run[0].clause.sentence - whole.clause.sentence <= 1
        ]
        number = sum((part.quantity.number or Decimal(0) for part in run), Decimal(0))
        holding = next((whole for whole in wholes if whole.quantity.number == number), None)
        if holding is not None:
            yield _reading(holding, run, _HOLDS)
            continue
        named = [
            whole for whole in wholes if _WORK.search(f"{whole.lead[-8:]}{whole.tail[:4]}") and not is_change(whole)
        ]
        named = [whole for whole in named if not any(state.search(whole.lead) for state in (_DONE, _GOING, _BEFORE))]
        if len(named) == 1 and gap_is_one_digit(named[0], run) and _in_proportion(named[0], run):
            planned = _NO_PLAN.search(named[0].lead) or any(_NO_PLAN.search(part.lead) for part in run)
            fewer = number < (named[0].quantity.number or 0)  # some of them may go untold
            untold = (fewer and len(run) < _ALL_STATES) or _OTHERS.search(text, run[-1].end, run[-1].end + _NEAR)
            yield _reading(named[0], run, _MAY_BE if planned or untold else _ACCUSED)


def _states(text: str, mentions: Sequence[Mention], at: int) -> list[Mention]:
    """The run of counts of one unit from one on, each in a state of its own, one of them done and one not."""
    run: list[Mention] = []
    kinds: list[int] = []
    for mention in mentions[at : at + 4]:
        kind = next((k for k, state in enumerate((_GOING, _BEFORE, _DONE)) if _says(state, mention)), None)
        if kind is None or kind in kinds or not _is_thing(mention):
            break
        if run and (
            unit_of(mention.quantity) != unit_of(run[0].quantity)
            or mention.clause.sentence != run[0].clause.sentence
            or not _JOINT.fullmatch(text, run[-1].end, mention.start)
        ):
            break
        run.append(mention)
        kinds.append(kind)
    return run if len(set(kinds)) > 1 and 2 in kinds else []


def _says(state: re.Pattern[str], mention: Mention) -> bool:
    return state.search(mention.lead.strip("，,、； ")[-12:]) is not None


def _of_ledger(mentions: Sequence[Mention], total: Mention) -> Iterator[Reading]:
    """收入15.2亿元，加提前下达0.3亿元、上年结转9.5亿元，减调出0.1亿元，可用财力25亿元."""
    signs: list[tuple[int, Mention]] = []
    sign = 0
    turned = False
    sentence = [
        m
        for m in mentions[max(0, total.index - _MOST) : total.index]
        if m.clause.sentence == total.clause.sentence and m.depth == total.depth and m.quantity.kind is Kind.MONEY
    ]
    for mention in sentence:
        if is_change(mention) and not (_PLUS.match(mention.lead) or _MINUS.match(mention.lead)):
            return
        if _PLUS.match(mention.lead):
            sign = 1
        elif _MINUS.match(mention.lead):
            sign, turned = -1, True
        signs.append((sign or 1, mention))
    first = next((i for i, (_, m) in enumerate(signs) if _PLUS.match(m.lead) or _MINUS.match(m.lead)), 0)
    if first != 1 or len(signs) < 3 or not turned:
        return
    values = [mention.quantity.interval for _, mention in signs]
    expected = Interval.exact(Decimal(0))
    for (way, _), value in zip(signs, values, strict=True):
        if value is None:
            return
        expected = expected + value if way > 0 else expected - value
    stated = total.quantity.interval
    if stated is None:
        return
    holds = stated.meets(expected)
    middle = sum((way * (m.quantity.number or Decimal(0)) for way, m in signs), Decimal(0))
    spelled = "".join(f"{('－' if way < 0 else '＋') if i else ''}{labelled(m)}" for i, (way, m) in enumerate(signs))
    rough = any(m.quantity.approximation for m in (total, *sentence))
    yield Reading(
        Relation.SUM,
        span_of(total),
        spans_of((*(mention for _, mention in signs), total)),
        stated,
        expected,
        _MAY_BE if rough else _HOLDS,
        spelled,
        total.text if holds else written(middle, total.quantity),
        "" if holds else "请核对加减各项与得数，改正后再报。",
    )


def _is_thing(mention: Mention) -> bool:
    quantity = mention.quantity
    plain = quantity.kind is Kind.COUNT and quantity.number is not None and not quantity.approximation
    return plain and quantity.unit[-1:] in _THINGS and not quantity.per


def _in_proportion(total: Mention, parts: Sequence[Mention]) -> bool:
    number = sum((part.quantity.number or Decimal(0) for part in parts), Decimal(0))
    whole = total.quantity.number or Decimal(0)
    return whole < 2 * number and number < 2 * whole


def _reading(total: Mention, parts: Sequence[Mention], likelihood: float) -> Reading:
    number = sum((part.quantity.number or Decimal(0) for part in parts), Decimal(0))
    stated = total.quantity.number or Decimal(0)
    holds = number == stated
    return Reading(
        Relation.SUM,
        span_of(total),
        spans_of(sorted((total, *parts), key=lambda mention: mention.start)),
        total.quantity.interval,
        Interval.exact(number),
        likelihood,
        "＋".join(labelled(part) for part in parts),
        total.text if holds else written(number, total.quantity),
        "" if holds else "请核对各分项与总数，改正后再报。",
        holds,
        "" if holds else written(abs(stated - number), total.quantity),
        parts[0].start,
    )

"""What is left: 编制64名,实有58人,空编6名; 收入A,支出B,当年结余C; 收入总量A。…支出总量B。收支相抵,结转下年C."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lexicon import unit_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.plans import is_plan
from eduduty_desktop.proof.relations.subtraction import difference_of
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, countable, figures_of

_LEFT = re.compile(
    "(?:还?留[有了]|还[能可](?:以|再)?(?:招收?|开设?|容纳|接收)|请假|缺席|缺考|缺的|未到|(?<![\u4e00-\u9fff])[缺差]|剩余|剩下|还剩|余下|尚余|尚有|还有|缺口|还差|相差|尚缺|还缺|缺编|空编|空缺|缺额|短缺|超编|差额|欠[拨付缴发]|少拨|多拨|未完成|未使用|结余|结存|节余|节约)"
    "(?:资金|金额|数)?(?:为|达|是|了|约|的)?$"
)
_LEFT_ENDS = frozenset("有了招收开设容纳假席考的到缺差余下剩口编空额短欠拨付缴发成用存约金数为达是")
_SOFT = re.compile("(?:还有|尚有|请假|缺席|缺考|缺的|未到|(?<![\u4e00-\u9fff])[缺差])$")
_ROOM = re.compile("(?:还?留[有了]|还[能可].{0,4})$")
_DESIGNED = re.compile("设计|规模|容量|容纳|核定|计划")
_USED_AS = re.compile("作为|用作|用于|用来")
_WANTED = re.compile("应|计划|核定|需|编制|设计|共|总|要求|任务|发现|反馈|问题|报名|目标")
_THERE = re.compile("实|已|现|目前|到|参|完成|建成|整改|在岗|在编|销号")
_KEPT = re.compile("滚存|累计|历年|上年|以前|往年|年末|净结余")
_OF_YEAR = re.compile("(?:(?:当年|当期|本年度?|本期|年度|全年)(?:预算)?(?:收支)?|收支)(?:结余|缺口|赤字|差额)")
_LEFT_OF_YEAR = re.compile("结余|缺口|赤字|差额")
_OF_THE_YEAR = re.compile("(?:当年|当期|本年度?)(?:预算)?(?:收支)?结余")
_MORE_SPENT = re.compile("缺口|赤字")
_SIDE = re.compile("收入|支出")
_POSTS = re.compile("[空缺超]编|空缺|缺额")
_SURPLUS = re.compile("(?:结余|结存|节余)(?:资金|金额|数)?(?:为|达|是|了|约|的)?$")
_GIVEN = re.compile("下达|到位|安排|预算|拨入|拨付|总投资|收入|筹集|计划|争取|收到")
_SPENT = re.compile("支出|使用|支付|花费|发放|已拨|执行")
_INCOME, _EXPENSE = re.compile("收入"), re.compile("支出")
_OTHER_SOURCES = re.compile("一般公共预算|上级补助|税收|转移")
_TOTAL_INCOME = re.compile("(?:收入(?:总量|总计|合计|总额)|总收入)(?:合计)?[为达约是：:]{0,2}$")
_TOTAL_EXPENSE = re.compile("(?:支出(?:总量|总计|合计|总额)|总支出)(?:合计)?[为达约是：:]{0,2}$")
_SET_OFF = re.compile("收支(?:相抵|轧抵|抵消|相减)(?:后|，|,)?[^。；]{0,6}$")
_CARRIED = re.compile("(?:结转下年(?:支出|使用)?|结余|结转)(?:资金)?(?:为|达|约)?$")
_BIRTHS, _DEATHS = re.compile("出生率[为是达约]{0,2}$"), re.compile("死亡率[为是达约]{0,2}$")
_NATURAL = re.compile("自然增长率[为是达约]{0,2}$")
_MINUS = re.compile("[^，。；]{0,6}(?:减去?|扣除|－|-|—)[^，。；]{0,10}")
_PARTIAL = re.compile("其中|补贴|补助|利息|[内其]?含|上年|滚存|结余|结转")
_HELD = re.compile("在编|实有|在岗|现有")
_CUMULATED = re.compile("总[计量额]|合计|累计")
_DONE = re.compile("完成|执行|实现|实际")
_LISTING = re.compile("其中|(?<!不)包括|主要(?:是|为|有|包括)|包含")
_BRACKETS = re.compile("[（(][^（）()]{0,80}[）)]")
_TOTAL_SIDE = re.compile("(?:预算|基金)(?:收入|支出)")
_OPENING = frozenset("（(")
_LONGEST_SENTENCE, _SIDES = 240, 3
BACK = 8
TOTALS_BACK = 24


def readings(passage: Passage) -> Iterator[Reading]:
    """All readings of what one paragraph says is left."""
    figures = figures_of(passage)
    natural = "自然增长率" in passage.text
    of_year = _LEFT_OF_YEAR.search(passage.text) is not None and _OF_YEAR.search(passage.text) is not None
    level = Role.LEVEL
    for figure in figures:
        if natural and _NATURAL.search(figure.lead):
            yield from _natural_growth(figures, figure)
        if figure.role is not level:
            continue
        lead = figure.lead[-16:]
        if (
            "结" in lead
            and _CARRIED.search(lead)
            and not _OF_THE_YEAR.search(lead)
            and _SET_OFF.search(_before(passage, figure))
        ):
            yield from _set_off(figures, figure)
        elif lead[-1:] in _LEFT_ENDS and _LEFT.search(lead):
            yield from _of_rest(figures, figure)
            yield from _of_staff(figures, figure)
        if of_year and _OF_YEAR.search(lead) and not _KEPT.search(lead):
            yield from _of_year(passage, figures, figure)
        if passage.text[figure.mention.end : figure.mention.end + 1] in _OPENING:
            yield from _spelt(passage, figures, figure)


def _before(passage: Passage, figure: Figure) -> str:
    """The words from the last sentence's end to where the figure's own word of rest begins."""
    words = passage.text[max(0, figure.mention.start - 30) : figure.mention.start].rpartition("。")[2]
    return re.sub("(?:年[末终])?(?:累计|滚存)?(?:结转下年|结余|结转).{0,6}$", "", words)


def _of_rest(figures: tuple[Figure, ...], rest: Figure) -> Iterator[Reading]:
    """编制2902名,实有2872人,空编30个: what is left of the whole."""
    sentence = rest.mention.clause.sentence
    near = [
        figure
        for figure in reversed(figures[max(0, rest.index - BACK) : rest.index])
        if figure.mention.clause.sentence == sentence
        and figure.role is Role.LEVEL
        and figure.mention.depth <= rest.mention.depth
        and countable(figure.quantity)
        and (alike(figure.quantity, rest.quantity) or {figure.quantity.kind, rest.quantity.kind} == {Kind.COUNT})
    ]
    part = [figure for figure in near if figure.mention.clause.part == rest.mention.clause.part]
    if len(part) == 2:  # 应配119间,实际121间;应配119间,实际117间,缺口2间
        near = part
    if len(near) < 2:
        return
    for likelihood, one, other in _pairs(near, rest):
        if one.quantity.interval is None or other.quantity.interval is None:
            continue
        whole, done = (one, other) if one.quantity.interval.low >= other.quantity.interval.low else (other, one)
        if _SURPLUS.search(rest.lead):
            likelihood = min(likelihood, _surplus(rest, whole, done))
        if not _may_be_left(rest, whole, done):
            likelihood = min(likelihood, 0.6)
        if (reading := difference_of(rest, whole, done, likelihood)) is not None:
            yield reading
    biggest = max(near, key=lambda figure: figure.quantity.number or Decimal(0))
    others = [figure for figure in near if figure is not biggest]
    if len(others) > 1 and (reading := difference_of(rest, biggest, others, 0.5)) is not None:
        yield reading


def _may_be_left(rest: Figure, whole: Figure, done: Figure) -> bool:
    """Whether a rest that many words may call so is that of these two: 计划120名,到岗113名,缺7名."""
    around = f"{whole.lead[-16:]}{whole.mention.tail[:8]}"
    if _ROOM.search(rest.lead):
        return bool(_DESIGNED.search(around)) and not _USED_AS.search(rest.mention.tail[:6])
    if _SOFT.search(rest.lead):
        return bool(_WANTED.search(around) and _THERE.search(f"{done.lead[-16:]}{done.mention.tail[:4]}"))
    return True


def _of_year(passage: Passage, figures: tuple[Figure, ...], rest: Figure) -> Iterator[Reading]:
    """收入预算a,实际完成A,其中…。支出预算b,实际完成B,其中…。当年收支结余C: the income and expense, no plans, not their parts.

    Accusing with the last of each side that are called no total; any other two may be meant.
    """
    sides: dict[str, list[Figure]] = {"收入": [], "支出": []}
    side = ""
    for figure in figures[max(0, rest.index - TOTALS_BACK) : rest.index]:
        if figure.role is not Role.LEVEL or not alike(figure.quantity, rest.quantity):
            continue
        if figure.mention.depth > rest.mention.depth or _is_among(passage, figure):
            continue
        said = _SIDE.findall(figure.lead)
        side = said[-1] if said else side
        if side and figure.year != PREVIOUS:
            sides[side].append(figure)
    taken = {name: _of_side(name, found) for name, found in sides.items()}
    for income in sides["收入"][-_SIDES:]:
        for expense in sides["支出"][-_SIDES:]:
            likely = income is taken["收入"] and expense is taken["支出"]
            one, other = (expense, income) if _MORE_SPENT.search(rest.lead) else (income, expense)
            if (reading := difference_of(rest, one, other, 0.85 if likely else 0.3)) is not None and (
                likely or reading.agrees
            ):
                yield reading


def _of_side(side: str, figures: list[Figure]) -> Figure | None:
    """The last amount of a side that is neither planned nor a total with what was carried over."""
    plain = [f for f in figures if not (is_plan(f) or _PARTIAL.search(f.lead) or _CUMULATED.search(f.lead))]
    named = [f for f in plain if side in f.lead or _DONE.search(f.lead)]
    return named[-1] if named else None


def _is_among(passage: Passage, figure: Figure) -> bool:
    """Whether a word of its sentence, outside brackets, opened a list that it stands in."""
    text, end = passage.text, figure.mention.start
    begin = max(text.rfind("。", 0, end), text.rfind("\n", 0, end), end - _LONGEST_SENTENCE) + 1
    part = max(begin, text.rfind("；", 0, end) + 1)
    words = _BRACKETS.sub("", text[begin:end])
    cue = next((match for match in _LISTING.finditer(words)), None)
    if cue is None:
        return False
    new_item = part > begin and _SIDE.search(text, part, end) is not None and not _LISTING.search(text, part, end)
    return not (new_item and _TOTAL_SIDE.search(figure.lead))


def _of_staff(figures: tuple[Figure, ...], rest: Figure) -> Iterator[Reading]:
    """核定编制3765名,较原核定的3548名增加217名。在编3621人,空编144名: the posts of the sentence before."""
    done = figures[rest.index - 1] if rest.index else rest
    sentence = rest.mention.clause.sentence
    if not _POSTS.search(rest.lead) or not _HELD.search(done.lead) or done.mention.clause.sentence != sentence:
        return
    before = [f for f in figures[max(0, done.index - BACK) : done.index] if f.role in {Role.LEVEL, Role.TO}]
    before = [f for f in before if f.mention.clause.sentence == sentence - 1 and alike(f.quantity, rest.quantity)]
    posts = [f for f in before if "编制" in f.lead and f.year != PREVIOUS]
    if len(posts) == 1 and alike(done.quantity, rest.quantity):
        over = "超编" in rest.lead
        one, other = (done, posts[0]) if over else (posts[0], done)
        if (reading := difference_of(rest, one, other, 0.84)) is not None:
            yield reading


def _surplus(rest: Figure, whole: Figure, done: Figure) -> float:
    """How likely a surplus is the income less the expense stated: there may be other incomes, and earlier years'."""
    if _KEPT.search(rest.lead) or any(_OTHER_SOURCES.search(f.lead) for f in (whole, done)):
        return 0.6
    if _INCOME.search(whole.lead) and _EXPENSE.search(done.lead):
        return 0.85 if _OF_YEAR.search(rest.lead) else 0.6
    return 0.82 if _GIVEN.search(whole.lead) and _SPENT.search(done.lead) else 0.6


def _pairs(near: list[Figure], rest: Figure) -> Iterator[tuple[float, Figure, Figure]]:
    """Two amounts of which one may be the whole and the other what is done; the two right before it first."""
    units = {unit_of(figure.quantity) for figure in (near[0], near[1], rest)}
    close = rest.index - near[1].index <= 3  # 下达5130万元,支出4986万元,执行率97.2%,结余
    for i, one in enumerate(near):
        for other in near[i + 1 :]:
            first = i == 0 and other is near[1]
            plain = first and close and len(units) == 1 and len(near) == 2
            yield (0.85 if plain else 0.5 if first else 0.3), one, other


def _set_off(figures: tuple[Figure, ...], rest: Figure) -> Iterator[Reading]:
    """收入总量A。…支出总量B。收支相抵,结转下年C: the nearest totals of the paragraph before it."""
    before = list(reversed(figures[max(0, rest.index - TOTALS_BACK) : rest.index]))
    before = [f for f in before if f.role is Role.LEVEL and alike(f.quantity, rest.quantity) and f.year != PREVIOUS]
    income = next((f for f in before if _TOTAL_INCOME.search(f.lead)), None)
    expense = next((f for f in before if _TOTAL_EXPENSE.search(f.lead)), None)
    if income is None or expense is None:
        return
    behind = figures[rest.index + 1] if rest.index + 1 < len(figures) else None
    divided = (
        behind is not None
        and behind.mention.clause.sentence == rest.mention.clause.sentence
        and alike(behind.quantity, rest.quantity)
        and not _KEPT.search(behind.lead)
    )
    if (reading := difference_of(rest, income, expense, 0.5 if divided else 0.88)) is not None:
        yield reading


def _natural_growth(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """出生率6.20‰,死亡率7.47‰,自然增长率-1.27‰."""
    before = [
        f for f in reversed(figures[max(0, growth.index - BACK) : growth.index]) if f.quantity.kind is Kind.PERMILLE
    ]
    births = next((f for f in before if _BIRTHS.search(f.lead)), None)
    deaths = next((f for f in before if _DEATHS.search(f.lead)), None)
    if births is None or deaths is None or growth.quantity.kind is not Kind.PERMILLE:
        return
    if births.mention.clause.sentence != deaths.mention.clause.sentence:
        return
    if (reading := difference_of(growth, births, deaths, 0.9)) is not None:
        yield reading


def _spelt(passage: Passage, figures: tuple[Figure, ...], rest: Figure) -> Iterator[Reading]:
    """结余143.6万元（下达5130万元减去支出4986.4万元）: the bracket behind the figure spells it out."""
    if rest.index + 2 >= len(figures):
        return
    one, other = figures[rest.index + 1], figures[rest.index + 2]
    if one.mention.clause is not other.mention.clause or one.mention.depth != rest.mention.depth + 1:
        return
    between = passage.text[one.mention.end : other.mention.start]
    if not _MINUS.fullmatch(between) or not all(alike(figure.quantity, rest.quantity) for figure in (one, other)):
        return
    if (reading := difference_of(rest, one, other, 0.9)) is not None:
        yield reading

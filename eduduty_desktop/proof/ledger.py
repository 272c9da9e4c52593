"""Income and expenditure of a budget report: which fund, region, year and item an amount is of, plan or result.

What a sentence leaves out (支出完成686.5亿元 under 1.一般公共预算) is told by its paragraph and the headings above it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, figures_of
from eduduty_desktop.proof.setting import headings_over

_NEAR, _SHORT = 40, 16
_FUNDS = "一般公共预算|公共财政预算|政府性基金|国有资本经营|社会保险基金|社保基金"
_FUND = re.compile(_FUNDS)
_REGION = re.compile("全[市县区州省]|[市县区州省](?:本级|级)(?![以及])|[市县区]直|(?:中心)?城区|本级")
_PLACED = re.compile(f"{_FUNDS}|{_REGION.pattern}")
_YEAR = re.compile("(?<![比较与于同])((?:19|20)[0-9]{2})年(?![底末初]|以来)")
_SAME_FUND = {"公共财政预算": "一般公共预算", "社保基金": "社会保险基金"}
_DONE = re.compile("完成|执行|实际|实现|入库|组织")
_PLAN = re.compile("预算|计划|安排|目标|拟|预期|调整|变动")
_IDLE = re.compile(
    f"{_FUNDS}|全[市县区州省]|[市县区州省](?:本级|级)|[市县区]直|中心城区|城区|本级|[0-9]{1, 4}年度?|预算|实际|完成|执行|安排|合计|"
    "累计|共计|年初|年底|调整|变动|预计|实现|组织|达到?|为|由|从|至|到|数|当年|全年|去年|上年|总(?=[收支][入出])|其中|[约共计]"
)
_ITEM = re.compile("[\u4e00-\u9fff]{0,6}(?:收入|支出)")
_HAN = re.compile("[\u4e00-\u9fff]+")
_LEVELS = frozenset({Role.LEVEL, Role.TO, Role.FROM})


class Entry(msgspec.Struct, frozen=True):
    """An amount of money with what it is of; `place` numbers its paragraph, `stage` is done, plan or empty where untold.

    Fund, region and year are empty (0) where neither the text before it nor the headings name them.
    """

    place: int
    figure: Figure
    item: str
    fund: str
    region: str
    year: int
    stage: str


class Scope(msgspec.Struct, frozen=True):
    """The fund, region and year that a text names last; empty or 0 where none."""

    fund: str = ""
    region: str = ""
    year: int = 0

    def over(self, other: "Scope") -> "Scope":
        """This one, with what it leaves open taken from the other."""
        return Scope(self.fund or other.fund, self.region or other.region, self.year or other.year)


def scope_of(text: str) -> Scope:
    funds, regions, years = _FUND.findall(text), _REGION.findall(text), _YEAR.findall(text)
    fund = funds[-1] if funds else ""
    return Scope(_SAME_FUND.get(fund, fund), regions[-1] if regions else "", int(years[-1]) if years else 0)


def scopes(passages: Sequence[Passage]) -> list[Scope]:
    """What the headings over each paragraph say, the innermost first."""
    return [_scope_under(under) for under in headings_over(tuple(passages))]


@lru_cache(maxsize=1024)
def _scope_under(headings: tuple[str, ...]) -> Scope:
    scope = Scope()
    for heading in headings:
        scope = scope_of(heading).over(scope)
    return scope


def entries(passages: Sequence[Passage], above: Sequence[Scope]) -> Iterator[Entry]:
    """The incomes and expenditures of a document, in order."""
    for place, passage in enumerate(passages):
        if "收入" in passage.text or "支出" in passage.text:
            for figure, item, scope, stage in _named(passage):
                full = scope.over(above[place])
                yield Entry(place, figure, item, full.fund, full.region, full.year, stage)


@lru_cache(maxsize=4096)
def _named(passage: Passage) -> tuple[tuple[Figure, str, Scope, str], ...]:
    """The amounts of a paragraph that are an income or expenditure, with what the paragraph says of them."""
    found = []
    scope = Scope()
    at, item, sentence = 0, "", -1
    figures = figures_of(passage)
    for figure in figures:
        mention = figure.mention
        if figure.quantity.kind is not Kind.MONEY or figure.role not in _LEVELS or mention.depth or figure.row > 1:
            continue
        scope = scope_of(passage.text[max(at, mention.start - 6 * _NEAR) : mention.start]).over(scope)
        at = mention.end
        said = item_of(figure.lead)
        if said or mention.clause.sentence != sentence:
            item, sentence = said, mention.clause.sentence
        only_done = (
            not said and bool(item) and len(figure.lead) < _SHORT and not _HAN.search(_IDLE.sub("", figure.lead))
        )
        if item and (said or only_done) and figure.year != PREVIOUS:
            found.append((figure, item, scope, "done" if _is_rated(figures, figure) else stage_of(figure)))
    return tuple(found)


def _is_rated(figures: Sequence[Figure], figure: Figure) -> bool:
    """Whether a rate is said of it right behind: 收入13.17亿元,为预算的93.9%."""
    if figure.index + 1 >= len(figures):
        return False
    behind = figures[figure.index + 1]
    return behind.role is Role.RATE and behind.mention.clause.part == figure.mention.clause.part


def item_of(lead: str) -> str:
    """收入 of 2018年全市一般公共预算收入完成, 税收收入 of 税收收入安排; empty for what is neither income nor expenditure."""
    lead = lead[-_NEAR:]
    if "收" not in lead and "支" not in lead:
        return ""
    last = max((match.end() for match in _PLACED.finditer(lead)), default=0)
    words = "".join(_HAN.findall(_IDLE.sub("", lead[last:])))
    return words if _ITEM.fullmatch(words) else ""


def stage_of(figure: Figure) -> str:
    lead = _FUND.sub("", figure.lead[-_NEAR:])
    if _DONE.search(lead):
        return "done"
    return "plan" if _PLAN.search(lead) or figure.role is not Role.LEVEL else ""

"""Two sides of a budget: 收入总计464261万元 and, in the same paragraph, 支出总计464261万元, which balance.

They accuse each other only of a slip of one digit, and not where a figure of the paragraph is what is left over.
"""

import re
from collections.abc import Iterator

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly
from eduduty_desktop.proof.lexicon import span_of
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.repeats.kinship import LEAST_NEAR, LIKELY, SURE
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.told import Told, told_in

_LINK = "(?:预计|安排|完成|实现|为|达到?|共|计|是|：|:){0,3}$"
_INCOME = re.compile(f"(?:总收入|收入(?:总计|合计|总量|总额|共计)){_LINK}")
_EXPENSE = re.compile(f"(?:总支出|支出(?:总计|合计|总量|总额|共计)|支出(?:也|亦)?(?:相应|同步)?安排){_LINK}")
_REGION = re.compile("全[市县区州省]|[市县区州省](?:本级|级)|本级")
_LEFT = re.compile("收支相抵|结余|赤字|缺口|净增|超支")
_BACK, _BEHIND = 12, 30


def readings(passage: Passage) -> Iterator[Reading]:
    """Each total of expenditure with the total of income before it."""
    if "收入" not in passage.text or "支出" not in passage.text:
        return
    told = told_in(passage)
    for at, expense in enumerate(told):
        if expense.figure.quantity.kind is Kind.MONEY and _EXPENSE.search(expense.figure.lead):
            income = next((one for one in reversed(told[max(0, at - _BACK) : at]) if _is_income(one)), None)
            if income is not None and income.unit == expense.unit and income.place == expense.place:
                yield from _balance(passage.text, income, expense, told)


def _is_income(told: Told) -> bool:
    return told.figure.quantity.kind is Kind.MONEY and _INCOME.search(told.figure.lead) is not None


def _balance(text: str, income: Told, expense: Told, told: tuple[Told, ...]) -> Iterator[Reading]:
    one, other = income.figure.mention, expense.figure.mention
    if income.digits == expense.digits:
        yield _reading(one, other, LIKELY)
        return
    if not nearly(income.digits, expense.digits) or min(income.telling, expense.telling) < LEAST_NEAR:
        return
    first, second = one.quantity.number, other.quantity.number
    if first is None or second is None or any(each.figure.quantity.number == abs(first - second) for each in told):
        return
    between = text[one.end : other.start]
    places = _REGION.findall(between)
    if not (places and places[-1] not in text[: one.start]) and not _LEFT.search(text, other.end, other.end + _BEHIND):
        yield _reading(one, other, SURE)


def _reading(income: Mention, expense: Mention, likelihood: float) -> Reading:
    return Reading(
        Relation.REPEAT,
        span_of(expense),
        (span_of(income), span_of(expense)),
        expense.quantity.interval,
        income.quantity.interval,
        likelihood,
        f"收支平衡，收入合计{income.text}",
        income.text,
        "收入合计与支出合计应当相等：请核对两数，确有结余的写明结余。",
    )

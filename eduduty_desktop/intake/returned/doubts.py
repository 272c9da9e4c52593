"""Why the values of a table, a column or a row may not be what is asked for: plans, months, parts of the county."""

import re
from collections.abc import Sequence

from eduduty_desktop.framework import Metric
from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.header_rows import Column
from eduduty_desktop.intake.returned.headings import NOT_WHOLE, Role
from eduduty_desktop.intake.returned.matching import Matcher
from eduduty_desktop.intake.returned.tables import Table
from eduduty_desktop.intake.returned.words import STAGE_WORDS, folded, label_of, narrow, stage_of

PARTS = (
    "公办",
    "民办",
    "城区",
    "城镇",
    "城市",
    "农村",
    "乡镇",
    "乡村",
    "县城",
    "镇区",
    "寄宿",
    "新增",
    "普惠",
    "女",
    "非在编",
    "临聘",
)
_PART = re.compile("|".join((*PARTS, "专任", "在编", "男", "骨干", "寄宿制", "留守", "随迁", "贫困", "困难")))
PLANNED = re.compile("预算|计划|目标|预计|拟|规划")
"""Words of a row's name that make it no actual number, unless the metric has them too."""
_PLANS = re.compile(r"计划表|预算表|预算草案|目标任务|任务分解|样表|示例|样例|模板|参考格式|填写示范|预测")


_DAY = re.compile(r"20[0-9]{2} ?(?:年|[.-]) ?(1[0-2]|0?[1-9])(?: ?月|[.-]|$)")
EARLIER = "较早的数，没有采用"


def leave_earlier(columns: list[Column]) -> list[Column]:
    """Without columns as of an earlier day of the same year: 截至6月30日 beside 截至12月31日."""
    days = {column.at: (column.slot, _day_of(column)) for column in columns}
    last: dict[Role | None, int] = {}
    for slot, day in days.values():
        last[slot] = max(last.get(slot, 0), day)
    kept = [column for column in columns if not 0 < days[column.at][1] < last[days[column.at][0]]]
    for column in columns:
        if column not in kept:
            column.role, column.doubt = Role.IGNORED, EARLIER
        elif 0 < days[column.at][1] < _AUTUMN:
            column.doubt = column.doubt or f"栏目“{''.join(column.headings)}”是年中的数，请核对"
    return kept


_AUTUMN = 8


def _day_of(column: Column) -> int:
    """The month that a heading is as of; 0 if it names none."""
    found = [int(match[1]) for text in column.headings if (match := _DAY.search(narrow(text)))]
    return found[-1] if found else 0


def whole_years(columns: list[Column]) -> list[Column]:
    """Without columns of some months where there is one of the whole year."""
    whole = {column.role for column in columns if NOT_WHOLE not in column.doubt}
    return [column for column in columns if NOT_WHOLE not in column.doubt or column.role not in whole]


def unknown_headings(columns: list[Column], matcher: Matcher) -> dict[int, str]:
    """Why columns are doubtful that stand under different unknown headings: 城区 and 乡镇 are parts of the county."""
    said = {column.at: column.quantity for column in columns}
    if len(set(said.values())) < 2:
        return {}
    return {
        at: f"在“{text}”栏目下，可能只是一部分"
        for at, text in said.items()
        if text and not matcher.names.is_metric(text)
    }


def part_of(column: Column, metric: Metric) -> str:
    """The heading of a column that is about a part only (其中：民办), while the metric is about all of them; else empty."""
    for text in column.headings:
        narrowing = [word for word in _PART.findall(text) if word not in metric.label and word not in metric.scope]
        is_other = folded(label_of(text).plain) not in folded(metric.label) or metric.stage is Stage.ALL
        if narrowing or (label_of(text).is_part and is_other):
            return text
    return ""


_OF_PART = re.compile("民办|公办|城区|农村|乡村|县城|镇区|临聘|代课|非在编")
_PAIRS = (
    frozenset({"公办", "民办"}),
    frozenset({"城区", "农村"}),
    frozenset({"城区", "乡村"}),
    frozenset({"县城", "农村"}),
)


def title_of_part(lines: Sequence[str], metric: Metric) -> str:
    """Why a table whose title names a part only (民办教育情况, 小学教职工情况) may not say what a metric of all asks."""
    said = metric.label + metric.scope
    for line in lines:
        words = set(_OF_PART.findall(line))
        if any(pair <= words for pair in _PAIRS) or not words:
            words = set()
        word = next((word for word in sorted(words) if word not in said), "")
        stages = {
            stage for stage, names in STAGE_WORDS.items() if stage is not Stage.ALL and any(n in line for n in names)
        }
        if not word and metric.stage is Stage.ALL and len(stages) == 1:
            word = next(name for name in STAGE_WORDS[next(iter(stages))] if name in line)
        if word:
            return f"表名“{line[:20]}”里有“{word}”，可能只是{word}的数"
    return ""


def is_narrowing(text: str) -> bool:
    """Whether words in brackets make a figure one of a part: 在园幼儿数（公办）, 近视率（小学）."""
    return stage_of(text) is not None or _PART.search(text) is not None


def plan_words(table: Table, name: str) -> str:
    """Why a whole table is doubtful: it says that it is a plan, or a pattern to follow."""
    found = next((text for text in (*reversed(table.title), name) if _PLANS.search(text)), "")
    return f"表名“{found[:30]}”像是计划、预算或示例，请核对是不是实际数" if found else ""


def formula_words(metric: Metric) -> list[str]:
    """Words about a value that the program computes by itself."""
    return ["本项由程序按公式算出，直接填了数就以填的为准"] if metric.formula else []

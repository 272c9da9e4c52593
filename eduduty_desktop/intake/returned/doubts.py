"""Why the values of a table, a column or a row may not be what is asked for: plans, months, parts of the county."""

import re

from eduduty_desktop.framework import Metric
from eduduty_desktop.intake.returned.headings import NOT_WHOLE
from eduduty_desktop.intake.returned.matching import Matcher
from eduduty_desktop.intake.returned.tables import Column, Table

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
_PLANS = re.compile(r"计划表|预算表|预算草案|目标任务|任务分解|样表|示例|样例|模板|参考格式|填写示范|预测")


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
        at: f"在“{text}”栏目下，可能只是一部分" for at, text in said.items() if text and not matcher.is_metric(text)
    }


def plan_words(table: Table, name: str) -> str:
    """Why a whole table is doubtful: it says that it is a plan, or a pattern to follow."""
    found = next((text for text in (*reversed(table.title), name) if _PLANS.search(text)), "")
    return f"表名“{found[:30]}”像是计划、预算或示例，请核对是不是实际数" if found else ""


def formula_words(metric: Metric) -> list[str]:
    """Words about a value that the program computes by itself."""
    return ["本项由程序按公式算出，直接填了数就以填的为准"] if metric.formula else []

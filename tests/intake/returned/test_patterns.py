"""No pattern of the reader is slow on anything, and no cell makes it fail."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake import returned
from eduduty_desktop.intake.returned import propose_returns, read_return
from eduduty_desktop.intake.returned.cells import read_cell
from eduduty_desktop.intake.returned.result import Around
from tests.figures.adversarial import TEXTS
from tests.intake.returned.messy import HONGJIANG, draft_for
from tests.runaway import is_within, milliseconds

MOST_MILLISECONDS = 50
HOSTILE = (
    "(" * 100_000,
    "单位：" * 30_000,
    "1:" * 50_000,
    "填报单位 :" * 15_000,
    "县" * 100_000,
    "2021年" * 20_000,
    "#" * 100_000,
)
DRAFT = draft_for(HONGJIANG)
CELLS = st.one_of(
    st.sampled_from(
        (
            "指标",
            "本年",
            "上年",
            "单位",
            "小学",
            "合计",
            "教职工总数",
            "2021年",
            "万元",
            "—",
            "无",
            "95.2%",
            "1:14",
            "figures/staff.total",
            "text/s1.p1",
            "",
        )
    ),
    st.text(max_size=12),
    st.integers().map(str),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for info in pkgutil.iter_modules(returned.__path__):
        module = importlib.import_module(f"{returned.__name__}.{info.name}")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield f"{info.name}.{name}", value


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in patterns()])
def test_no_pattern_is_slow(pattern: re.Pattern[str]) -> None:
    for text in (*TEXTS, *HOSTILE):
        long = (text * (100_000 // len(text) + 1))[:100_000]
        taken = milliseconds(
            lambda sought=long: (pattern.search(sought), pattern.fullmatch(sought)), MOST_MILLISECONDS, 3
        )  # type: ignore[misc]
        assert is_within(taken, MOST_MILLISECONDS), text[:20]


@given(st.lists(st.lists(CELLS, max_size=7), max_size=9))
def test_whatever_stands_in_a_sheet_it_is_read_or_left(rows: list[list[str]]) -> None:
    grid = Grid("表", tuple(map(tuple, rows)))
    found = read_return(DRAFT, [grid], "甲.xlsx")
    for proposal in propose_returns(DRAFT, [found]):
        assert proposal.typed in {text.strip() for row in rows for text in row} or proposal.kind.value == "文字"


FIGURES = st.text("0123456789.,:%-+万亿千元人次()（）约近余—/ ①年月日比无#'", max_size=45)


@given(
    st.one_of(st.text(max_size=30), FIGURES),
    st.sampled_from(list(Kind)),
    st.sampled_from(("", "万元", "元", "%", "人", "万")),
)
@settings(max_examples=600)
def test_any_text_in_any_cell_comes_to_a_reading(text: str, kind: Kind, unit: str) -> None:
    metric = Metric("m", "数", {Kind.PERCENT: "%", Kind.MONEY: "万元", Kind.RATIO: "比"}.get(kind, "人"), kind)
    found = read_cell(metric, "A1", text, Around((unit,) if unit else ()))
    assert found is None if not text.strip() else found is not None
    if found is not None and kind is Kind.RATIO and found.amount is not None:
        assert isinstance(found.amount, Ratio)

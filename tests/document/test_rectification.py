"""销号台账: a row a remedy, feedback first, with what proves it; where a problem stands."""

import pytest

from eduduty_desktop.document.blocks import TableBlock
from eduduty_desktop.document.rectification import (
    COLUMNS,
    ledger_name,
    rectification_blocks,
    rectification_sheet,
    source_words,
    summary,
)
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Evidence, Problem, Remedy, Text
from eduduty_desktop.draft.rectification import Standing, is_closed, is_earlier, standing_of
from eduduty_desktop.grid import Merge
from tests.draft.small import draft_of

DONE = Remedy(
    "新建", "教育局", "李某", "2024-08", "已交付", closed=True, evidence=("e", "gone"), closed_on="2024-09-01"
)
OPEN = Remedy("招聘", "人社局", deadline="2024-12")


@pytest.fixture
def draft() -> Draft:
    return draft_of(
        {
            Key("cover", "county"): Text("某县"),
            Key("cover", "year"): Text("2024"),
            Key("evidence", "e"): Evidence(("s1.p2",), 1, "验收报告"),
            Key("problems", "own"): Problem(1, "缺编", "自查", ("s1.p1",), remedies=(OPEN,)),
            Key("problems", "fed"): Problem(
                2, "大班额", "上年反馈", ("s1.p2",), remedies=(DONE, OPEN), feedback="函〔2024〕3号 第2条", since="2023"
            ),
            Key("problems", "none"): Problem(3, "没有措施"),
        }
    )


def cells(draft: Draft) -> list[list[object]]:
    return [[cell.value for cell in row] for row in rectification_sheet(draft).rows]


def test_the_chain_stands_in_a_row(draft: Draft) -> None:
    header, first, second, *_ = cells(draft)
    assert header == [column.heading for column in COLUMNS]
    source = "上年反馈；函〔2024〕3号 第2条；2023年起"
    assert first == [
        *("1", "大班额", source, "一（二）", "新建", "教育局 李某", "2024-08", "已交付"),
        *("一（二）-1 验收报告", "已销号 2024-09-01"),
    ]
    assert second == ["1", "大班额", source, "一（二）", "招聘", "人社局", "2024-12", None, None, "未销号"]


def test_feedback_comes_first_and_a_problem_without_a_remedy_has_its_row(draft: Draft) -> None:
    assert [row[:2] for row in cells(draft)[1:]] == [["1", "大班额"], ["1", "大班额"], ["2", "缺编"], ["3", "没有措施"]]
    assert cells(draft)[4][4:] == [None, None, None, None, None, "未销号"]
    assert summary(draft) == "共3个问题：部分销号1个，未整改2个"
    assert "共3个问题" in rectification_sheet(draft).subtitle


def test_the_word_table_joins_what_is_one_problem(draft: Draft) -> None:
    table = next(block for block in rectification_blocks(draft) if isinstance(block, TableBlock))
    assert table.merges == tuple(Merge(0, column, 1, column) for column in range(3))
    assert [row[1] for row in table.rows] == ["大班额", "大班额", "缺编", "没有措施"]
    assert len(table.header) == len(table.widths) == len(table.aligns) == len(table.rows[0])


def test_an_empty_ledger_says_so() -> None:
    assert cells(draft_of())[1][0] == "暂无"
    table = next(block for block in rectification_blocks(draft_of()) if isinstance(block, TableBlock))
    assert table.rows[0][0] == "暂无"
    assert summary(draft_of()) == "共0个问题"


def test_names(draft: Draft) -> None:
    assert ledger_name(draft) == "某县2024年度履行教育职责问题整改销号台账.xlsx"
    assert source_words(Problem(source="自查")) == "自查"


@pytest.mark.parametrize(
    ("remedies", "standing"),
    [
        ((), Standing.UNTOUCHED),
        ((OPEN,), Standing.UNTOUCHED),
        ((Remedy("招聘", progress="已发公告"),), Standing.UNDER_WAY),
        ((DONE, OPEN), Standing.PARTLY),
        ((DONE, DONE), Standing.CLOSED),
    ],
)
def test_where_a_problem_stands(remedies: tuple[Remedy, ...], standing: Standing) -> None:
    assert standing_of(Problem(remedies=remedies)) is standing
    assert is_closed(Problem(remedies=remedies)) is (standing is Standing.CLOSED)


@pytest.mark.parametrize(
    ("problem", "earlier"),
    [
        (Problem(since="2023"), True),
        (Problem(since="2023年"), True),
        (Problem(since="2024"), False),
        (Problem(since="去年"), False),
        (Problem(source="上年反馈"), True),
        (Problem(source="自查"), False),
    ],
)
def test_which_problems_are_of_earlier_years(problem: Problem, earlier: bool) -> None:
    assert is_earlier(problem, 2024) is earlier

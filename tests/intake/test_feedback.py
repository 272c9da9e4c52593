"""The list of problems that came back from above: which table it is, what its cells say, and what they do not."""

import pytest

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Problem, Remedy
from eduduty_desktop.grid import Grid, Merge
from eduduty_desktop.intake.feedback import FeedbackRow, Standing, point_named, read_feedback
from tests.draft.small import FRAMEWORK, draft_of

HEADER = ("序号", "所属指标", "反馈问题", "整改措施", "责任单位", "责任人", "整改时限", "进展情况", "是否销号")


def read(
    *rows: tuple[str, ...], header: tuple[str, ...] = HEADER, draft: Draft | None = None
) -> tuple[FeedbackRow, ...]:
    grid = Grid("清单", (("某县反馈问题清单",), (), header, *rows))
    return read_feedback(draft or draft_of(), [grid], "某教督函〔2024〕3号")


def test_a_row_becomes_a_problem_of_last_years_feedback() -> None:
    (row,) = read(("1", "研究教育", "会议偏少", "定期开会", "县府办", "李某", "2024-06", "已开两次", "否"))
    remedy = Remedy("定期开会", "县府办", "李某", "2024-06", "已开两次")
    assert row.problem == Problem(
        text="会议偏少", source="上年反馈", points=("s1.p2",), remedies=(remedy,), feedback="某教督函〔2024〕3号 第1条"
    )
    assert (row.sheet, row.row, row.standing, row.flags) == ("清单", 4, Standing.NEW, ())


def test_merged_indicators_hold_for_the_rows_below_and_unknown_ones_are_named() -> None:
    rows = read(("1", "一(一)", "欠拨"), ("2", "", "滞后"), ("3", "食堂管理", "卫生差"))
    assert [row.problem.points for row in rows] == [("s1.p1",), ("s1.p1",), ()]
    assert rows[2].flags == ("没有认出指标“食堂管理”",)
    assert all(not row.problem.remedies for row in rows)


def test_an_empty_indicator_that_is_not_merged_is_said() -> None:
    rows = (("某县反馈问题清单",), (), HEADER, ("1", "一(一)", "欠拨"), ("2", "", "滞后"), ("3", "", "缺编"))
    found = read_feedback(draft_of(), [Grid("清单", rows, merges=(Merge(3, 1, 4, 1),))], "甲")
    assert [row.problem.points for row in found] == [("s1.p1",)] * 3
    assert [bool(row.flags) for row in found] == [False, False, True]


@pytest.mark.parametrize(
    ("said", "closed", "flagged"),
    [
        ("是", True, False),
        ("已完成", True, False),
        ("√", True, False),
        ("", False, False),
        ("整改中", False, False),
        ("基本", False, True),
    ],
)
def test_what_is_closed(said: str, closed: bool, flagged: bool) -> None:
    (row,) = read(("1", "", "欠拨", "补拨", "", "", "", "", said))
    assert row.problem.remedies[0].closed is closed
    assert row.flags == ((f"“{said}”看不出是否销号，按未销号",) if flagged else ())


def test_the_same_problem_is_not_registered_twice() -> None:
    held = draft_of({Key("problems", "1"): Problem(text="生均公用经费没有及时足额拨付到学校。")})
    rows = read(("1", "", "生均公用经费没有及时、足额拨付到学校"), ("2", "", "缺编"), ("3", "", "缺编"), draft=held)
    assert [row.standing for row in rows] == [Standing.KNOWN, Standing.NEW, Standing.KNOWN]
    assert rows[0].flags == ("与已有的问题相同",)


def test_a_table_without_a_column_of_problems_is_none() -> None:
    assert read(("1", "x"), header=("序号", "指标", "本年")) == ()
    assert read(("只有一列",), header=("问题",)) == ()


def test_a_repeated_header_and_empty_rows_are_no_problems() -> None:
    assert [row.problem.text for row in read((), HEADER, ("1", "", "缺编"), ("", "", "  "))] == ["缺编"]


def test_injection_is_kept_as_text() -> None:
    (row,) = read(("1", "", '=HYPERLINK("http://x")', "+cmd|' /C calc'!A0"))
    assert row.problem.text == '=HYPERLINK("http://x")'
    assert row.problem.remedies[0].text == "+cmd|' /C calc'!A0"


@pytest.mark.parametrize(
    ("words", "point"), [("一(二)", "s1.p2"), ("体质健康情况", "s2.a.p1"), ("学生", None), ("", None)]
)
def test_a_point_is_named_by_number_or_title(words: str, point: str | None) -> None:
    found = point_named(FRAMEWORK, words)
    assert (found.id if found else None) == point

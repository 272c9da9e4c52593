"""导入往年报告: our own report of the sample read as a stranger's, and texts that try to mislead."""

from decimal import Decimal
from pathlib import Path

import pytest

from eduduty_desktop.document.report import build_report
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry, LastYear, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.library import Library
from eduduty_desktop.intake.last_report import HIGH, read_last_report
from eduduty_desktop.office import write_report
from eduduty_desktop.workspace.last_report import Import, Standing, apply, read_report, year_of_report
from eduduty_desktop.workspace.samples import sample_draft
from eduduty_desktop.workspace.session import Session
from tests.draft.small import draft_of, fig
from tests.runaway import no_runaway

REPORT = """某县人民政府关于2023年度履行教育职责情况的自评报告
一、经费与教师队伍建设
（一）加大教育经费投入力度
2023年，一般公共预算教育支出9.06亿元，其中教育事业费60402万元，比上年增长3.1%。2022年基建经费302万元。
（二）定期研究教育工作
县委常委会全年研究教育21次。
二、学生与学校发展
（一）学生体质持续增强
1.体质健康管理规范有序。全县在校学生数11000人，体质优良人数5500人，近视率51.2%，计划降到50%。
三、存在的问题
（一）校舍紧张。校舍面积只有1万平方米。
"""


def year(draft: Draft, number: int = 2024) -> Draft:
    return draft.apply([draft.change(Key("cover", "year"), Text(str(number)))])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2023年报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def done(file: Path) -> Import:
    return read_report(year(draft_of()), file)


def test_headings_find_their_points(done: Import) -> None:
    assert done.year == 2023
    assert {line.node: (line.heading, line.ticked) for line in done.places} == {
        "s1.p1": ("（一）加大教育经费投入力度".replace("（", "(").replace("）", ")"), True),
        "s1.p2": ("(二)定期研究教育工作", True),
        "s2.a.p1": ("1.体质健康管理规范有序", True),
    }
    assert done.unmatched == ("三、存在的问题", "(一)校舍紧张")


def test_figures_are_in_the_metrics_unit_and_only_the_sure_ones_ticked(done: Import) -> None:
    found = {line.metric: line for line in done.figures}
    assert {name: line.entry.amount for name, line in found.items()} == {
        "fund.total": Decimal("90600"),
        "fund.current": Decimal("60402"),
        "fund.capital": Decimal("302"),
        "meeting.count": Decimal("21"),
        "pupil.total": Decimal("11000"),
        "health.good": Decimal("5500"),
        "health.myopia_rate": Decimal("51.2"),
    }
    assert not found["fund.capital"].ticked
    assert found["fund.capital"].flags == ("句子里说的是2022年的数",)
    assert {name for name, line in found.items() if line.ticked} >= {"fund.total", "fund.current", "health.myopia_rate"}
    assert str(found["fund.total"].entry.period) == "自然年 2023"
    assert "school.area" not in found, "stands where no point is"


def test_one_step_takes_it_all_back_and_says_where_it_is_from(done: Import) -> None:
    session = Session(year(draft_of()), None)
    before = session.draft
    applied = apply(session, done, frozenset({"s1.p1"}), frozenset({"fund.total"}))
    assert session.draft.record(fig("fund.total", PREVIOUS), Entry).source == "往年报告 2023年报告.txt"
    assert session.draft.record(Key("last_year", "s1.p1"), LastYear).text.startswith(
        "2023年，一般公共预算教育支出9.06亿元"
    )
    causes = {change.key: change.cause for change in applied.changes}
    assert causes[fig("fund.total", PREVIOUS)].startswith("2023年报告.txt·2023年，一般公共预算教育支出9.06亿元")
    assert causes[Key("last_year", "s1.p1")] == "2023年报告.txt·(一)加大教育经费投入力度"
    assert len(applied.changes) == 2
    session.undo()
    assert session.draft == before


def test_what_is_there_is_not_overwritten_unasked(file: Path) -> None:
    held = year(
        draft_of(
            {
                fig("fund.total", PREVIOUS): Entry(Decimal("90601")),
                fig("fund.current", PREVIOUS): Entry(Decimal("60402")),
                Key("last_year", "s1.p2"): LastYear(text="已有的话。", source="2023年度自评稿"),
            }
        )
    )
    done = read_report(held, file)
    lines = {line.metric: line for line in done.figures}
    assert (lines["fund.total"].standing, lines["fund.total"].ticked) == (Standing.CHANGED, False)
    assert (lines["fund.total"].stood, lines["fund.total"].flags) == ("90601万元", ("上年栏已经有数，与报告不同",))
    assert (lines["fund.current"].standing, lines["fund.current"].ticked) == (Standing.AGREES, False)
    session = Session(held, None)
    apply(session, done, frozenset({"s1.p2"}), frozenset())
    kept = session.draft.record(Key("last_year", "s1.p2"), LastYear)
    assert kept.text == "已有的话。\n县委常委会全年研究教育21次。"
    assert kept.source == "2023年度自评稿、2023年报告.txt"
    again = {line.node: line.standing for line in read_report(session.draft, file).places}
    assert again["s1.p2"] is Standing.AGREES


@pytest.mark.parametrize(("about", "now"), [(2023, 2025), (2023, 2023)])
def test_a_report_of_another_year_ticks_no_figure(file: Path, about: int, now: int) -> None:
    done = read_report(year(draft_of(), now), file)
    assert done.year == about
    assert not any(line.ticked for line in done.figures)
    assert all(any("上年应是" in flag for flag in line.flags) for line in done.figures)


def test_a_person_may_say_which_year_it_is_about(file: Path) -> None:
    done = read_report(year(draft_of()), file, year=2022)
    assert not any(line.ticked for line in done.figures)


def test_a_text_that_is_no_such_report_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "别的.txt"
    path.write_text("今天天气很好。\n我们去公园。\n" * 20, encoding="utf-8")
    with pytest.raises(UserError, match="没有找到与本指标体系相符的标题"):
        read_report(draft_of(), path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021年度履行教育职责自评报告\n2020年2020年2020年", 2021),
        ("2019年的事，2019年和2020年", 2019),
        ("没有年份", None),
    ],
)
def test_the_year_of_a_report(text: str, found: int | None) -> None:
    assert year_of_report(text) == found


def test_our_own_report_of_the_sample_is_read_back(tmp_path: Path) -> None:
    sample = sample_draft()
    path = tmp_path / "样例.docx"
    write_report(build_report(sample), path)
    fresh = year(Draft("d", Library.shipped().load("hn-2021-hongjiang")), 2022)
    done = read_report(fresh, path)
    assert done.year == 2021
    wanted = {row for row, _ in sample.rows("narratives")} & {point.id for point in sample.framework.points}
    assert len(wanted & {line.node for line in done.places}) >= 0.9 * len(wanted)
    right = [
        line for line in done.figures if sample.get(Key("figures", line.metric, CURRENT)).amount == line.entry.amount
    ]
    ticked = [line for line in done.figures if line.ticked]
    sure = [line for line in ticked if line in right]
    assert len(sure) >= 0.95 * len(ticked), [line.metric for line in ticked if line not in right]
    stated = sum(entry.amount is not None for (_, slot), entry in sample.rows("figures").items() if slot == CURRENT)
    assert len(ticked) >= 0.3 * stated, "what is sure must be worth the while"
    assert all(line.confidence >= HIGH for line in ticked)


def test_a_long_text_without_sense_is_read_quickly_and_finds_nothing() -> None:
    report = read_last_report(draft_of().framework, "（一）一、1.（（一）" * 12_000 + "\n" + "一、\n" * 10_000)
    assert report.figures == ()


@pytest.mark.parametrize(
    "text",
    [
        "（一）研究教育\n" + "会议5次，文件3个，投入2万元。" * 15_000,
        "\n".join(f"（{'一二三四五六七八九'[at % 9]}）体质健康{at}" for at in range(15_000)),
        "\n".join(f"经费投入{at}项" for at in range(20_000)),
        "（一）研究教育\n" + "会议，" * 60_000 + "《" * 60_000 + "5次",
    ],
)
def test_texts_of_a_kind_are_read_in_time(text: str) -> None:
    with no_runaway(10):
        read_last_report(draft_of().framework, text, 2023)


def test_a_text_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "长.txt"
    path.write_text(REPORT + "长" * 300_000, encoding="utf-8")
    with pytest.raises(UserError, match="不像一份报告"):
        read_report(draft_of(), path)


def test_of_two_years_in_a_sentence_the_reports_own_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "两年.txt"
    text = "某县2023年度自评报告\n（一）经费投入\n全县一般公共预算教育支出2022年为90000万元，2023年为90600万元，增长0.67%。\n"
    path.write_text(text, encoding="utf-8")
    (line,) = [line for line in read_report(year(draft_of()), path).figures if line.metric == "fund.total"]
    assert (line.entry.amount, line.ticked) == (Decimal("90600"), True)


def test_a_number_that_is_only_some_of_them_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "部分.txt"
    path.write_text("某县2023年度自评报告\n1.体质健康\n对检查的300名体质优良人数作了通报。\n", encoding="utf-8")
    lines = read_report(year(draft_of()), path).figures
    assert not any(line.ticked for line in lines)


def test_what_the_report_says_twice_and_differently_is_offered_to_choose_one(tmp_path: Path) -> None:
    path = tmp_path / "前后不一.txt"
    text = "某县2023年度自评报告\n（二）定期研究教育工作\n全年研究教育21次。年末统计，全年研究教育23次。\n"
    path.write_text(text, encoding="utf-8")
    done = read_report(year(draft_of()), path)
    (line,) = [line for line in done.figures if line.metric == "meeting.count"]
    (other,) = line.others
    assert {line.entry.amount, other.entry.amount} == {Decimal(21), Decimal(23)}
    assert not line.ticked
    assert not other.ticked
    assert other.said in line.flags[0]
    assert line.said in other.flags[0]
    session = Session(year(draft_of()), None)
    before = session.draft
    with pytest.raises(UserError, match="选了2个数"):
        apply(session, done, frozenset(), frozenset({line.id, other.id}))
    assert session.draft is before
    applied = apply(session, done, frozenset(), frozenset({other.id}))
    assert session.draft.record(fig("meeting.count", PREVIOUS), Entry).amount == other.entry.amount
    assert applied.changes[0].cause.endswith(other.sentence)

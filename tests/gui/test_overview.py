"""总览: what is computed, what is drawn, and where a click leads."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Deduction, Entry, Growth, PointState, Status
from eduduty_desktop.framework import Framework, Kind, Metric, Point, ScoreStyle, Section, Standard
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import OVERVIEW
from eduduty_desktop.gui.overview import Overview, overview_of
from eduduty_desktop.gui.overview_page import NO_STANDARDS, NO_YEARS, OverviewPage
from eduduty_desktop.workspace.session import Session


def scored_framework() -> Framework:
    metrics = (
        Metric("fund", "教育经费", "万元", Kind.MONEY, standard="no_less", required="须有"),
        Metric("rate", "巩固率", "%", Kind.PERCENT, standard="half"),
        Metric("count", "次数", "次", Kind.COUNT, required="须有"),
    )
    points = (
        Point("p1", "(一)", "投入", Decimal(6), departments=("财政局", "教育局"), metrics=("fund", "rate")),
        Point("p2", "(二)", "会议", Decimal(4), departments=("教育局",), metrics=("count",)),
    )
    standards = {
        "no_less": Standard("no_less", "只增不减", "", "yoy_not_decrease"),
        "half": Standard("half", "过半", "%", ">=", value="50"),
    }
    return Framework(
        "scored",
        "计分体系",
        "county",
        "示例",
        "",
        (Section("s1", "一", "投入", points),),
        year=2021,
        metrics={metric.id: metric for metric in metrics},
        standards=standards,
        score_style=ScoreStyle.HEADING,
        total=Decimal(10),
    )


def filled(**figures: tuple[str | None, str | None]) -> Draft:
    """A draft with last year's and this year's figures."""
    draft = Draft("d", scored_framework())
    changes = []
    for metric, years in figures.items():
        for slot, amount in zip((PREVIOUS, CURRENT), years, strict=True):
            if amount is not None:
                changes.append(draft.change(Key("figures", metric, slot), Entry(Decimal(amount))))
    return draft.apply(changes)


def shown(draft: Draft) -> Overview:
    return overview_of(draft)


def test_progress_is_counted_by_section_and_by_leading_department() -> None:
    draft = filled(fund=("90", "100"))
    draft = draft.apply([draft.change(Key("states", "p1"), PointState(Status.CHECKED))])
    found = shown(draft)
    assert [bar.words for bar in found.sections] == ["一 投入：完成 1/2，还缺 3 项"]
    bars = {bar.title: (bar.done, bar.all, bar.missing, bar.node) for bar in found.departments}
    assert bars == {"财政局": (1, 1, 1, "p1"), "教育局": (0, 1, 2, "p2")}


def test_what_is_missing_leads_to_its_field() -> None:
    found = shown(filled())
    figures = [(one.department, one.what, one.node, one.metric) for one in found.missing if one.kind == "数据"]
    assert figures == [("财政局", "教育经费（万元）", "p1", "fund"), ("教育局", "次数（次）", "p2", "count")]
    assert {one.node for one in found.missing if one.kind == "正文"} == {"p1", "p2"}


def test_the_score_so_far_counts_what_is_scored() -> None:
    draft = filled()
    draft = draft.apply([draft.change(Key("deductions", "a"), Deduction("p1", 1, "超标", Decimal(2), Decimal("0.5")))])
    assert shown(draft).headline[-1] == ("5／10", "自评得分（1/2 个测评点已打分）")
    assert shown(Draft("d", scored_framework())).headline[-1][0] == "0／10"


def test_both_years_are_drawn_to_the_greater_one() -> None:
    (fund, rate) = shown(filled(fund=("100", "80"), rate=("50", "60"))).years
    assert (fund.before, fund.now, fund.falls) == (1.0, 0.8, True)
    assert fund.words == "一（一） 教育经费：上年 100万元，本年 80万元，下降20.00%"
    assert rate.growth_text == "提高10个百分点"
    assert not rate.falls


def test_a_growth_without_last_year_is_still_shown() -> None:
    draft = filled(fund=(None, "80"))
    assert shown(draft).years == ()
    assert shown(draft).without_years == 2
    draft = draft.apply([draft.change(Key("growths", "fund"), Growth(Decimal("1.5")))])
    (fund,) = shown(draft).years
    assert (fund.before, fund.before_text, fund.growth_text) == (None, "未填", "增长1.5%")


def test_values_stand_against_their_standards() -> None:
    fund, rate = shown(filled(fund=("100", "80"), rate=(None, "60"))).standards
    assert (fund.met, fund.limit_text) == (False, "不低于上年※（100万元）")
    assert fund.limit is not None
    assert fund.value < fund.limit
    assert (rate.met, rate.limit_text, rate.value_text) == (True, "≥50%※", "60%")
    assert rate.words.endswith("达到")


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> OverviewPage:
    session = Session(filled(fund=("100", "80"), rate=("50", "60")), None)
    page = OverviewPage(session, look)
    qtbot.addWidget(page)
    page.resize(760, 640)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_pictures_have_words_for_those_who_hear_them(page: OverviewPage) -> None:
    assert "教育经费：上年 100万元，本年 80万元" in page.years.accessibleDescription()
    index = page.years.rows.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) in index.data(Qt.ItemDataRole.ToolTipRole)
    assert page.sections.accessibleName() == "各部分进度"


def test_enter_on_a_bar_leads_to_its_figure(qtbot: QtBot, page: OverviewPage) -> None:
    page.standards.setFocus()
    with qtbot.waitSignal(page.figure_requested) as asked:
        qtbot.keyClick(page.standards, Qt.Key.Key_Return)
    assert asked.args == ["p1", "fund"]
    with qtbot.waitSignal(page.node_requested) as asked:
        qtbot.mouseClick(page.sections.viewport(), Qt.MouseButton.LeftButton, pos=page.sections.rect().center())
    assert asked.args == ["p1"]


def test_the_page_follows_the_draft_while_it_is_shown(qtbot: QtBot, page: OverviewPage) -> None:
    before = page.years.grab().toImage()
    page._session.edit([(Key("figures", "fund", CURRENT), Entry(Decimal(120)))], label="改数")
    qtbot.waitUntil(lambda: "本年 120万元" in page.years.accessibleDescription())
    assert page.years.grab().toImage() != before


def test_departments_open_and_lead_to_what_is_missing(qtbot: QtBot, page: OverviewPage) -> None:
    group = page.missing.topLevelItem(0)
    page.missing.itemActivated.emit(group, 0)
    assert group.isExpanded()
    with qtbot.waitSignal(page.node_requested):
        page.missing.itemActivated.emit(group.child(0), 0)


def test_an_empty_draft_says_what_will_stand_here(qtbot: QtBot, look: Look, framework: Framework) -> None:
    page = OverviewPage(Session(Draft("d", framework), None), look)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    assert page._years_note.text() == NO_YEARS
    assert page._standards_note.text() == NO_STANDARDS


def test_the_overview_is_a_page_of_the_window(window: MainWindow) -> None:
    window.actions_by_name["overview"].trigger()
    assert window.node == OVERVIEW
    page = window.pages.currentWidget()
    assert isinstance(page, OverviewPage)
    page.figure_requested.emit("s2.p1", "salary.teacher")
    assert window.node == "s2.p1"
    assert window.page.places[-1].metric == "salary.teacher"
    window.show_node(OVERVIEW)
    window.actions_by_name["next"].trigger()
    assert window.node == "profile"

"""Tables of figures become proposals: found by id or label, converted exactly, never guessed."""

from decimal import Decimal

import pytest

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Entry, Growth, Period
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Framework, Kind, Metric, PeriodKind, Point, Profile, Section
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake import Proposal, Status, edits_of, propose

METRICS = (
    Metric("staff.total", "教职工总数", "人", Kind.COUNT),
    Metric("staff.special", "其中:特岗教师", "人", Kind.COUNT),
    Metric("fund.total", "一般公共预算教育经费", "万元", Kind.MONEY),
    Metric("rate.share", "公办园在园幼儿占比", "%", Kind.PERCENT),
    Metric("ratio.norm", "师生比", "比", Kind.RATIO),
    Metric("twice.a", "重名数据", "个", Kind.COUNT),
    Metric("twice.b", "重名数据", "个", Kind.COUNT),
)


@pytest.fixture
def draft() -> Draft:
    point = Point("p1", "(一)", "测评点", metrics=tuple(metric.id for metric in METRICS))
    sections = (Section("s1", "一", "指标", (point,)),)
    metrics = {metric.id: metric for metric in METRICS}
    return Draft("d", Framework("f", "t", "county", "r", "b", sections, 2021, metrics, profile=Profile()))


def rows(draft: Draft, header: str, *lines: str) -> tuple[Proposal, ...]:
    cells = [tuple(line.split("|")) for line in (header, *lines)]
    return propose(draft, [Grid("表一", tuple(cells))])


def test_by_id_and_by_label_with_periods(draft: Draft) -> None:
    by_id, by_label = rows(
        draft,
        "指标|名称|单位|本年|本年期间|上年",
        "staff.total||人|3137|截至 2021-12|3,100",
        "|特岗教师|人|48||",
    )
    assert (by_id.metric, by_id.current, by_id.previous, by_id.status) == (
        "staff.total",
        Decimal(3137),
        Decimal(3100),
        Status.NEW,
    )
    assert dict(by_id.edits)[Key("figures", "staff.total", "current")] == Entry(
        Decimal(3137), period=Period(PeriodKind.AS_OF, "2021-12")
    )
    assert (by_label.metric, by_label.current) == ("staff.special", Decimal(48))


def test_units_convert_exactly_and_say_so(draft: Draft) -> None:
    (proposal,) = rows(draft, "指标|单位|本年", "fund.total|元|579261810")
    assert proposal.current == Decimal("57926.181")
    assert any("换算" in flag for flag in proposal.flags)


@pytest.mark.parametrize(
    "line",
    ["staff.total|万元|3", "staff.total|人|约略", "fund.total|万元|3.2万", "staff.total|人|1:19", "ratio.norm|比|19"],
)
def test_what_would_need_a_question_is_flagged_and_not_applied(draft: Draft, line: str) -> None:
    (proposal,) = rows(draft, "指标|单位|本年", line)
    assert proposal.status is Status.UNREAD
    assert proposal.flags
    assert not proposal.edits


def test_a_ratio_and_a_percentage(draft: Draft) -> None:
    ratio, share = rows(draft, "指标|单位|本年", "ratio.norm|比|1:13.5", "rate.share|%|50.1%")
    assert ratio.current == Ratio(Decimal(1), Decimal("13.5"))
    assert share.current == Decimal("50.1")


def test_unknown_labels_and_shared_labels_are_never_guessed(draft: Draft) -> None:
    unknown, shared = rows(draft, "名称|本年", "从未见过的数据|5", "重名数据|6")
    assert unknown.status is shared.status is Status.UNKNOWN
    assert unknown.metric is shared.metric is None
    assert not unknown.edits
    assert not shared.edits


def test_empty_cells_never_clear_a_value(draft: Draft) -> None:
    key = Key("figures", "staff.total", "current")
    filled = draft.apply([draft.change(key, Entry(Decimal(5)))])
    (proposal,) = rows(filled, "指标|单位|本年|上年", "staff.total|人||")
    assert proposal.status is Status.AGREES
    assert not proposal.edits


def test_agrees_changed_and_notes_survive(draft: Draft) -> None:
    key = Key("figures", "staff.total", "current")
    filled = draft.apply([draft.change(key, Entry(Decimal(5), note="快报数"))])
    (same,) = rows(filled, "指标|单位|本年", "staff.total|人|5")
    (other,) = rows(filled, "指标|单位|本年", "staff.total|人|6")
    assert (same.status, same.edits) == (Status.AGREES, ())
    assert other.status is Status.CHANGED
    assert dict(other.edits)[key] == Entry(Decimal(6), note="快报数")


def test_a_stated_growth_needs_its_unit_column(draft: Draft) -> None:
    (stated,) = rows(draft, "指标|单位|本年|增幅|增幅单位", "fund.total|万元||-1.5|%")
    (computed,) = rows(draft, "指标|单位|本年|增幅", "fund.total|万元||1.5")
    assert dict(stated.edits)[Key("growths", "fund.total")] == Growth(Decimal("-1.5"), "%")
    assert not computed.edits


def test_sheets_without_a_table_of_figures_give_nothing(draft: Draft) -> None:
    assert propose(draft, [Grid("说明", (("填报说明",), ("请认真填写",))), Grid("空", ())]) == ()


def test_of_two_rows_for_one_metric_the_later_counts(draft: Draft) -> None:
    proposals = rows(draft, "指标|单位|本年", "staff.total|人|5", "staff.total|人|6")
    assert dict(edits_of(proposals))[Key("figures", "staff.total", "current")].amount == Decimal(6)

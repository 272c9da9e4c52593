"""是 and 否, figures in words and percentage points: given, printed as they stand, and not computed with."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.assessment import completeness, is_given
from eduduty_desktop.draft.impact import impact
from eduduty_desktop.draft.narrative import Link, print_link, problem_of_link, render
from eduduty_desktop.draft.records import Entry, Growth, Narrative
from eduduty_desktop.draft.values import (
    MISSING_TEXT,
    Figure,
    GrowthFigure,
    Origin,
    computed_growth,
    difference,
    figure,
    growth,
    interval,
    print_difference,
    print_figure,
)
from eduduty_desktop.figures import Interval
from eduduty_desktop.framework import Kind
from eduduty_desktop.framework.expression import Operand
from tests.draft.small import draft_of, entry, fig
from tests.draft.worded import POINTS, TEXT, WORDED, YES

METRICS = WORDED.metrics


def draft(**records: Entry) -> Draft:
    return draft_of({fig(name.replace("__", ".")): record for name, record in records.items()}, WORDED)


def test_a_text_is_given_and_no_number() -> None:
    found = draft(school__area=Entry(typed="不足百人"))
    assert figure(found, TEXT) == Figure(None, "", Origin.STATED, "不足百人")
    assert not figure(found, TEXT).is_missing
    assert is_given(found, METRICS[TEXT])
    assert interval(found, Operand(TEXT)) is None
    assert print_figure(METRICS[TEXT], figure(found, TEXT)) == "不足百人"


def test_digits_typed_into_a_text_get_their_unit_in_the_report() -> None:
    found = figure(draft(school__area=Entry(typed="86")), TEXT)
    assert print_figure(METRICS[TEXT], found) == "86人"
    assert print_figure(METRICS[TEXT], found, bare=True) == "86"


def test_a_required_text_counts_as_given() -> None:
    metrics = METRICS | {TEXT: msgspec.structs.replace(METRICS[TEXT], required="必须回答。")}
    framework = msgspec.structs.replace(WORDED, metrics=metrics)
    missing = [
        completeness(draft_of(r, framework)).required_missing for r in ({}, {fig(TEXT): Entry(typed="不足百人")})
    ]
    assert missing[0] - missing[1] == 1


@pytest.mark.parametrize("typed", ["—", "长" * 61, "\n"])
def test_a_text_that_cannot_be_one_is_missing(typed: str) -> None:
    found = figure(draft(school__area=Entry(typed=typed)), TEXT)
    assert found.is_missing
    assert print_figure(METRICS[TEXT], found) == MISSING_TEXT


def test_what_was_typed_into_a_number_is_no_value() -> None:
    assert figure(draft(staff__other=Entry(typed="三百")), "staff.other").is_missing


def test_yes_and_no_print_as_such_and_count_as_numbers() -> None:
    for amount, word in (("1", "是"), ("0", "否")):
        found = draft(staff__left=entry(amount))
        assert print_figure(METRICS[YES], figure(found, YES)) == word
        assert print_figure(METRICS[YES], figure(found, YES), bare=True) == word
        assert interval(found, Operand(YES)) == Interval.exact(Decimal(amount))


@pytest.mark.parametrize("name", [YES, TEXT])
def test_what_is_said_in_words_neither_grows_nor_differs(name: str) -> None:
    records = {fig(name): entry("1"), fig(name, PREVIOUS): entry("0"), Key("growths", name): Growth(Decimal(3))}
    found = draft_of(records, WORDED)
    assert growth(found, name) is computed_growth(found, name) is difference(found, name) is None
    with pytest.raises(ValueError, match=name):
        print_figure(METRICS[name], figure(found, name), unit="万人")


def test_links_print_the_words_and_refuse_a_growth() -> None:
    found = draft(school__area=Entry(typed="不足百人"), staff__left=entry("0"))
    assert render(found, "校医{{school.area}}，配齐：{{staff.left}}。").text == "校医不足百人，配齐：否。"
    assert print_link(found, Link(TEXT, ("previous",))) == MISSING_TEXT
    assert "没有增减" in problem_of_link(found, Link(YES, ("growth",)))
    assert "没有增减" in problem_of_link(found, Link(TEXT, ("diff",)))
    assert problem_of_link(found, Link(TEXT, ("previous",))) == ""
    assert "单位" in problem_of_link(found, Link(TEXT, ("unit=万人",)))


def test_the_preview_of_a_change_reads_words() -> None:
    before = draft_of(
        {fig(TEXT): Entry(typed="不足百人"), Key("narratives", "s2.p2"): Narrative("校医{{school.area}}。")}, WORDED
    )
    after = before.apply([before.change(fig(TEXT), Entry(typed="近百人"))])
    hanging = impact(before, fig(TEXT))
    assert [s.text(before) for s in hanging.sentences] == ["校医不足百人。"]
    assert {(c.text(before), c.text(after)) for c in hanging.cells if c.text(before)} == {("不足百人", "近百人")}


def test_percentage_points_change_by_points() -> None:
    found = draft_of({fig(POINTS): entry("1.5"), fig(POINTS, PREVIOUS): entry("1.1")}, WORDED)
    assert growth(found, POINTS) == GrowthFigure(Decimal("0.4"), "百分点", Origin.COMPUTED)
    assert print_figure(METRICS[POINTS], figure(found, POINTS, CURRENT)) == "1.5个百分点"
    assert print_figure(METRICS[POINTS], figure(found, POINTS), bare=True) == "1.5"
    assert print_difference(METRICS[POINTS], difference(found, POINTS)) == "增加0.4个百分点"
    assert METRICS[POINTS].kind is Kind.PERCENT_POINTS

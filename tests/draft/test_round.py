"""The round with the departments: where each stands on a day, what arrived, what contradicts, what was settled."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.duties import NOBODY
from eduduty_desktop.draft.records import (
    DepartmentCard,
    Duty,
    Entry,
    Issued,
    Narrative,
    Reported,
    Returned,
)
from eduduty_desktop.draft.round import (
    DepartmentRound,
    Standing,
    days_late,
    disagreements_of,
    last_day,
    place_of_said,
    reported_words,
    round_of,
    settled,
)
from tests.document.task_example import FINANCE, STAFF, task_draft

BEFORE, AFTER = date(2026, 2, 1), date(2026, 3, 20)
OUT = (Key("issued", FINANCE), Issued(1, "2026-02-01T09:00:00+08:00", "填报表.xlsx"))
BACK = (Key("returned", "r1"), Returned(FINANCE, "财政局.xlsx", "ab", "2026-02-05T09:00:00+08:00"))

WRITTEN = (Key("narratives", "p1"), Narrative("已经写好"))


def said(metric: str, department: str, amount: str, slot: str = CURRENT, **more: Any) -> tuple[Key, Reported]:
    unit = more.pop("unit", "万元")
    record = Reported(
        more.pop("typed", amount), Decimal(amount), unit=unit, returned="r1", sheet="数据", cell="I5", **more
    )
    return Key("reported", metric, f"{slot}/{department}"), record


def of(draft: Draft, department: str, today: date = BEFORE) -> DepartmentRound:
    return next(one for one in round_of(draft, today) if one.department == department)


def without(draft: Draft, *keys: Key) -> Draft:
    return draft.apply([draft.change(key, None) for key in keys])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-10", date(2026, 3, 10)),
        ("2026年3月10日", date(2026, 3, 10)),
        ("2026年2月", date(2026, 2, 28)),
        ("2026", date(2026, 12, 31)),
        ("2026-02-30", None),
        ("尽快", None),
        ("", None),
    ],
)
def test_a_deadline_ends_on_the_last_day_that_it_names(text: str, day: date | None) -> None:
    assert last_day(text) == day


def test_a_department_goes_from_unasked_to_done() -> None:
    draft = task_draft()
    assert of(draft, FINANCE).standing is Standing.READY
    asked = task_draft(OUT)
    assert of(asked, FINANCE).standing is Standing.WAITING
    assert of(asked, FINANCE).days_left == 37  # 10 March is named by its card
    partly = task_draft(OUT, BACK, said("fund.total", FINANCE, "60000"))
    assert of(partly, FINANCE).standing is Standing.PARTLY
    task = of(draft, FINANCE).task
    everything = [(Key("figures", id, CURRENT), Entry(Decimal(1), typed="有")) for id in task.metrics]
    done = task_draft(OUT, BACK, *everything)
    assert of(done, FINANCE).standing is Standing.DONE
    assert of(done, FINANCE).missing == ()


def test_what_arrived_is_what_it_said_or_the_draft_has() -> None:
    one = of(task_draft(said("fund.total", FINANCE, "60000")), FINANCE)
    assert {"fund.total", "fund.rate"} <= set(one.arrived)
    assert not set(one.arrived) & set(one.missing)
    assert {*one.arrived, *one.missing} == set(one.task.metrics)


def test_words_that_could_not_be_read_are_missing_and_known() -> None:
    words = (Key("reported", "fund.change", f"{CURRENT}/{FINANCE}"), Reported("见附件"))
    one = of(task_draft(words), FINANCE)
    assert "fund.change" in one.missing
    assert one.unread == ("fund.change",)


def test_a_file_from_before_the_reissue_does_not_answer_it() -> None:
    again = (OUT[0], Issued(2, "2026-02-10T09:00:00+08:00", "填报表.xlsx"))
    one = of(task_draft(again, BACK), FINANCE)
    assert one.standing is Standing.WAITING
    assert not one.is_back
    assert [file.file for file in one.returned] == ["财政局.xlsx"]


def test_late_counts_from_the_first_deadline_with_something_open() -> None:
    draft = task_draft(OUT, WRITTEN, (Key("duties", "fund.change"), Duty("", "2026-03-01")))
    one = of(draft, FINANCE, AFTER)
    assert one.standing is Standing.OVERDUE
    assert one.days_late == 19
    stated = draft.apply([draft.change(Key("figures", "fund.change", CURRENT), Entry(Decimal(1)))])
    assert of(stated, FINANCE, AFTER).days_late == 10
    assert days_late("2026-03-20", AFTER) == 0


def test_nobody_is_late_whom_no_day_was_named() -> None:
    draft = without(task_draft(OUT), Key("departments", FINANCE), Key("assignments", "p1"))
    assert of(draft, FINANCE, AFTER).days_late == 0
    card = (Key("departments", FINANCE), DepartmentCard(deadline="尽快"))
    assert of(task_draft(OUT, WRITTEN, card), FINANCE, AFTER).days_late == 0


def test_texts_are_owed_by_who_was_asked() -> None:
    assert of(task_draft(OUT, BACK), FINANCE, date(2026, 3, 6)).days_late == 1  # p1 has a day of its own
    assert of(task_draft(OUT, BACK, WRITTEN), FINANCE, date(2026, 3, 6)).days_late == 0
    assert of(task_draft(), FINANCE, date(2026, 3, 6)).days_late == 0


def test_nobodys_duties_stand_last_and_are_never_late() -> None:
    rounds = round_of(task_draft(), AFTER)
    assert rounds[-1].department == NOBODY
    assert "county.people" in rounds[-1].missing
    assert rounds[-1].days_late == 0


def test_a_department_that_only_answered_is_there() -> None:
    stranger = (Key("returned", "r9"), Returned("档案馆", "表.xlsx", "cd", "2026-02-05T09:00:00"))
    one = of(task_draft(stranger), "档案馆")
    assert one.standing is Standing.IDLE
    assert one.is_back


def test_texts_that_were_written_or_sent_are_not_missing() -> None:
    assert of(task_draft(), FINANCE).texts_missing == ("p1",)
    sent = (Key("reported", "p1", f"text/{FINANCE}"), Reported("第一段"))
    assert of(task_draft(sent), FINANCE).texts_missing == ()
    written = (Key("narratives", "p1"), Narrative("已经写好"))
    assert of(task_draft(written), FINANCE).texts_missing == ()


def test_two_departments_and_the_draft_contradict_each_other() -> None:
    draft = task_draft(
        BACK,
        said("fund.total", FINANCE, "60000"),
        said("fund.total", STAFF, "61000"),
        (Key("figures", "fund.total", CURRENT), Entry(Decimal("60000"), source="快报")),
    )
    (found,) = disagreements_of(draft)
    assert (found.metric, found.slot, found.departments) == ("fund.total", CURRENT, (FINANCE, STAFF))
    own, finance, _ = found.sides
    assert (own.department, own.printed, own.bare, own.place) == ("", "60000万元", "60000", "快报")
    assert finance.place == "财政局.xlsx·数据·I5"
    assert of(draft, STAFF).standing is Standing.CONFLICT
    assert of(draft, FINANCE).disagreements == (found,)


def test_rounding_is_no_contradiction_whatever_the_unit() -> None:
    stated = (Key("figures", "fund.total", CURRENT), Entry(Decimal("57926.50")))
    assert not disagreements_of(task_draft(stated, said("fund.total", FINANCE, "57900", unit="亿元", typed="5.79")))
    assert disagreements_of(task_draft(stated, said("fund.total", FINANCE, "57900", typed="57900")))
    people = (Key("figures", "staff.total", CURRENT), Entry(Decimal(3137)))
    assert disagreements_of(task_draft(people, said("staff.total", STAFF, "3138", unit="人")))
    assert not disagreements_of(task_draft(people, said("staff.total", STAFF, "3100", unit="人", approximation="多")))


def test_last_year_is_compared_with_last_year() -> None:
    draft = task_draft(said("fund.total", FINANCE, "50000", PREVIOUS))
    assert [found.slot for found in disagreements_of(draft)] == [PREVIOUS]


def test_words_contradict_when_they_differ() -> None:
    mine = (Key("figures", "fund.words", CURRENT), Entry(typed="没有欠拨"))
    theirs = Key("reported", "fund.words", f"{CURRENT}/{FINANCE}")
    assert not disagreements_of(task_draft(mine, (theirs, Reported("没有欠拨"))))
    assert len(disagreements_of(task_draft(mine, (theirs, Reported("欠拨12万元"))))) == 1


def test_what_was_settled_contradicts_no_more_and_keeps_what_was_said() -> None:
    draft = task_draft(
        BACK,
        said("fund.total", STAFF, "61000"),
        (Key("figures", "fund.total", CURRENT), Entry(Decimal("60000"))),
    )
    (found,) = disagreements_of(draft)
    assert settled(draft, found, FINANCE, AFTER) == []  # it said nothing
    edits = settled(draft, found, STAFF, AFTER)
    after = draft.apply([draft.change(key, record) for key, record in edits])
    assert disagreements_of(after) == ()
    ((_, record),) = edits
    assert record.note == "2026-03-20对数确认，原报“61000”"
    assert place_of_said(after, record) == "财政局.xlsx·数据·I5"


def test_what_was_reported_is_told_with_its_place_and_words() -> None:
    words = said("fund.total", FINANCE, "60000", typed="6亿", unit="亿元", note="表头单位是亿元")
    draft = task_draft(BACK, words, (Key("reported", "fund.total", f"{CURRENT}/{STAFF}"), Reported("见附件")))
    metric = draft.framework.metrics["fund.total"]
    assert reported_words(draft, metric) == [
        "财政局 60000万元（财政局.xlsx·数据·I5，原文“6亿”，表头单位是亿元）",
        "人社局 见附件",
    ]
    assert reported_words(draft, metric, PREVIOUS) == []


def test_nothing_is_settled_without_a_value_of_ones_own() -> None:
    draft = task_draft(said("fund.total", FINANCE, "60000"), said("fund.total", STAFF, "61000"))
    (found,) = disagreements_of(draft)
    assert settled(draft, found, FINANCE, AFTER) == []


def test_each_department_settles_for_itself() -> None:
    draft = task_draft(
        BACK,
        said("fund.total", FINANCE, "62000"),
        said("fund.total", STAFF, "61000"),
        (Key("figures", "fund.total", CURRENT), Entry(Decimal("60000"))),
    )
    (found,) = disagreements_of(draft)
    edits = settled(draft, found, FINANCE, AFTER)
    assert [key.slot for key, _ in edits] == [f"{CURRENT}/{FINANCE}"]
    after = draft.apply([draft.change(key, record) for key, record in edits])
    (left,) = disagreements_of(after)
    assert settled(after, left, FINANCE, AFTER) == []
    assert len(settled(after, left, STAFF, AFTER)) == 1

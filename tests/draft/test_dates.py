"""Dates as officials write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft.dates import Day, is_deadline, read_day, years_in_number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021", Day(2021)),
        ("2021年", Day(2021)),
        ("2021-06", Day(2021, 6)),
        ("2021.6.30", Day(2021, 6, 30)),
        ("２０２１年６月３０日", Day(2021, 6, 30)),
        ("2021 年 6 月", Day(2021, 6)),
        ("20210630", Day(2021, 6, 30)),
        ("2022年6月底前", Day(2022, 6)),
        ("2022年底", Day(2022)),
        ("2022年秋季学期", Day(2022)),
        ("2024-02-29", Day(2024, 2, 29)),
        ("2023-02-29", None),
        ("2021-13", None),
        ("2021-00", None),
        ("去年", None),
        ("6月", None),
        ("", None),
        ("12345", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_written(text: str, day: Day | None) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "fine"),
    [("2022年6月底", True), ("长期坚持", True), ("立行立改", True), ("尽快", False), ("2022-31", False)],
)
def test_a_deadline_is_a_date_or_goes_on(text: str, fine: bool) -> None:
    assert is_deadline(text) is fine


@pytest.mark.parametrize(
    ("number", "years"),
    [
        ("某政发〔2021〕28号", (2021,)),
        ("某政发[2021]28号", (2021,)),
        ("某政发（2021）28号", (2021,)),
        ("某政发【2021】28号", (2021,)),
        ("某政发2021年28号", ()),
        ("〔2021〕1号、〔2020〕3号", (2021, 2020)),
        ("", ()),
    ],
)
def test_the_year_of_a_number_stands_in_brackets(number: str, years: tuple[int, ...]) -> None:
    assert years_in_number(number) == years


@given(st.text(max_size=40))
def test_nothing_is_too_strange_to_read(text: str) -> None:
    read_day(text)
    years_in_number(text)
    is_deadline(text)

"""What a number format adds to a number, or takes from it: dates, times, words, divisors, digits."""

import pytest

from eduduty_desktop.grid import Clock, Shown
from eduduty_desktop.office.number_formats import Look, look_of, shape_of, shown, shown_of


@pytest.mark.parametrize(
    ("index", "code", "look"),
    [
        (0, None, Look()),
        (2, None, Look(decimals=2)),
        (10, None, Look(decimals=2)),
        (14, None, Look(Clock.DATE)),
        (20, None, Look(Clock.HOURS)),
        (47, None, Look(Clock.MINUTES)),
        (164, 'm"月"d"日"', Look(Clock.DATE)),
        (164, "h:mm", Look(Clock.HOURS)),
        (164, "[h]:mm:ss", Look(Clock.HOURS)),
        (164, "mm:ss.0", Look(Clock.MINUTES)),
        (164, '0.00"万元"', Look(words="万元", decimals=2)),
        (164, '0!.0,"万元"', Look(words="万元", divisor=10_000, decimals=1)),
        (164, "0!.0000", Look(divisor=10_000, decimals=4)),
        (164, '0"."0,', Look(divisor=10_000, decimals=1)),
        (164, "#,##0,", Look(divisor=1000, decimals=0)),
        (164, "#,##0.00_ ;[Red]-#,##0.00", Look(decimals=2)),
        (164, '"¥"#,##0', Look(decimals=0)),
        (164, '[>=10000]0!.0,"万";0', Look(words="万", divisor=0)),
        (164, "@", Look()),
    ],
)
def test_a_format_says_what_it_does(index: int, code: str | None, look: Look) -> None:
    assert look_of(index, code) == look


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (5.0, "0.00", None),
        (5.25, "0.00", None),
        (5.255, "0.00", Shown("5.255", decimals=2)),
        (0.952, "0.0%", None),
        (0.9523809, "0.0%", Shown("0.9523809", decimals=1)),
        (579261810.0, '0!.0,"万元"', Shown("579261810", words="万元", divisor=10_000, decimals=1)),
        (74 / 1440, "h:mm", Shown("4440", Clock.HOURS)),
        (73.5 / 86400, "mm:ss.0", Shown("73.5", Clock.MINUTES)),
        (44260.0, "yyyy-mm-dd", Shown("2021-03-05", Clock.DATE)),
        (float("inf"), "0.00", None),
    ],
)
def test_a_cell_says_what_it_shows_besides_its_text(value: float, code: str, expected: Shown | None) -> None:
    shape, decimals = shape_of(164, code)
    assert shown_of(value, look_of(164, code), shown(value, shape, decimals)) == expected

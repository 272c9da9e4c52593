"""Dates as officials write them (`2021-06`, `2021年6月30日`, `2022年6月底前`), and the years that a 文号 names."""

import re
import unicodedata
from calendar import monthrange
from typing import NamedTuple

_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[-./年](?:(?P<month>\d{1,2})(?:[-./月](?:(?P<day>\d{1,2})日?)?)?)?)?"
    r"(?:(?:春季|秋季)?(?:学期|学年)|[上下]半年|第?[一二三四1234]季度|[上中下]旬|[年月]?[底末初])?(?:以前|之前|前)?"
)
_RUN_TOGETHER = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_BRACKETED_YEAR = re.compile(r"[〔\[(【<](?P<year>(?:19|20)\d\d)(?:年)?[〕\])】>]")  # full-width forms are folded first
_STANDING = ("长期", "常态", "持续", "立行立改", "立即", "每年", "已完成")


class Day(NamedTuple):
    """A date as far as it was written; 0 for a month or day that was not."""

    year: int
    month: int = 0
    day: int = 0


def read_day(text: str) -> Day | None:
    """The date that a text is, None if it is none or does not exist (`2021-02-30`)."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    found = _RUN_TOGETHER.fullmatch(folded) or _DAY.fullmatch(folded)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.group("year", "month", "day"))
    if found["month"] and not 1 <= month <= 12:
        return None
    if found["day"] and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Day(year, month, day)


def is_deadline(text: str) -> bool:
    """Whether a text says until when: a date, or that it goes on (`长期坚持`, `立行立改`)."""
    return read_day(text) is not None or text.strip().startswith(_STANDING)


def years_in_number(document_number: str) -> tuple[int, ...]:
    """The years that a 文号 gives in brackets: 2021 of `某政发〔2021〕28号`, whatever the brackets."""
    folded = unicodedata.normalize("NFKC", document_number)
    return tuple(int(found["year"]) for found in _BRACKETED_YEAR.finditer(folded))

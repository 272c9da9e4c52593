"""Which backups to keep: all of the last day, then 12 daily, 10 weekly and 9 monthly ones.

Backups are numbered as they were written, and the numbers decide what is new: a clock that was set back (an
empty CMOS battery, a wrong hand) opens a new era instead of making good backups look superfluous.
"""

from collections.abc import Hashable, Iterable
from datetime import datetime

DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(written: Iterable[tuple[int, datetime]]) -> set[int]:
    """The numbers of the backups to keep; the newest of each day, week and month counts."""
    listed = sorted(written, reverse=True)
    days: dict[Hashable, int] = {}
    weeks: dict[Hashable, int] = {}
    months: dict[Hashable, int] = {}
    last_day: set[int] = set()
    era, later, first_day = 0, None, None
    for number, at in listed:
        if later is not None and at > later:
            era += 1  # written before its successor, yet dated after it
        later = at
        day = (era, at.date())
        first_day = first_day or day
        if day == first_day:
            last_day.add(number)
        for known, bucket, limit in (
            (days, day, DAILY),
            (weeks, (era, *at.isocalendar()[:2]), WEEKLY),
            (months, (era, at.year, at.month), MONTHLY),
        ):
            if bucket not in known and len(known) < limit:
                known[bucket] = number
    return last_day.union(days.values(), weeks.values(), months.values())

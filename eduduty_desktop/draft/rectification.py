"""上年反馈 → 今年整改 → 佐证: where a problem stands, computed from what people ticked."""

from enum import StrEnum

from eduduty_desktop.draft.records import Problem

FEEDBACK = "上年反馈"
"""The source of a problem that last year's inspection named."""


class Standing(StrEnum):
    """销号 state of a problem."""

    UNTOUCHED = "未整改"
    UNDER_WAY = "整改中"
    PARTLY = "部分销号"
    CLOSED = "已销号"


def is_closed(problem: Problem) -> bool:
    """Whether every remedy of a problem was 销号; one without a remedy is open."""
    return bool(problem.remedies) and all(remedy.closed for remedy in problem.remedies)


def standing_of(problem: Problem) -> Standing:
    """未整改 without remedy or progress, 整改中 with progress, 部分销号 and 已销号 by the remedies that were closed."""
    if is_closed(problem):
        return Standing.CLOSED
    if any(remedy.closed for remedy in problem.remedies):
        return Standing.PARTLY
    progress = any(remedy.progress.strip() for remedy in problem.remedies)
    return Standing.UNDER_WAY if progress else Standing.UNTOUCHED


def is_earlier(problem: Problem, year: int | None) -> bool:
    """Whether a problem stood before this year: named by last year's feedback, or since an earlier year."""
    since = problem.since.strip()[:4]
    before = year is not None and since.isascii() and since.isdigit() and int(since) < year
    return before or problem.source == FEEDBACK

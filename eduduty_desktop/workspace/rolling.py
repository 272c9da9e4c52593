"""从上年自评稿滚动: next year's draft file from last year's, which stays as it is."""

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.rolling import Roll, roll
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.workspace.drafts import CURRENT_CENTURY, now, read_draft, start


class Rolled(msgspec.Struct, frozen=True):
    """What came of it: where the new draft is, and what it took over."""

    path: Path
    year: int
    roll: Roll


def plan_roll(old: Draft, name: str, year: int, framework: Framework | None = None) -> Roll:
    """What a new draft for `year` would take over; `name` is the old draft's file.

    Raises UserError for an impossible year, and where the old draft does not say its own.
    """
    before = year_of(old)
    if year not in CURRENT_CENTURY:
        raise UserError(f"年度“{year}”不对", what_to_do="请写四位年份，例如 2024。")
    if before is None:
        raise UserError("上年自评稿没有写年度", what_to_do="请先打开它，在“封面信息”里填上年度，再滚动。", place=name)
    if year <= before:
        raise UserError(
            f"上年自评稿是{before}年度的，新的自评稿不能是{year}年度",
            what_to_do=f"请把年度改为{before + 1}；只想复制一份，请用“另存到”。",
            place=name,
        )
    return roll(old, year, framework, source=f"{before}年度自评稿（{name}）")


def roll_draft(
    old: Path,
    new: Path,
    *,
    year: int,
    framework: Framework | None = None,
    clock: Callable[[], datetime] = now,
    data: Path | None = None,
) -> Rolled:
    """Make next year's draft file from last year's; every value's history names the old file.

    Raises UserError where the old one cannot be read, the year is impossible, or the new file exists or cannot be written;
    nothing is left behind then.
    """
    planned = plan_roll(read_draft(old), old.name, year, framework)
    draft = Draft(uuid.uuid4().hex, planned.framework)
    opened = start(new, draft, clock=clock, data=data)
    try:
        try:
            opened.session.edit(planned.edits, label="从上年自评稿滚动", cause=f"上年自评稿 {old.name}")
        finally:
            opened.close()
    except Exception:
        opened.path.unlink(missing_ok=True)  # an empty draft under the new one's name would look like the new one
        raise
    return Rolled(opened.path, year, planned)

"""Creating and opening draft files."""

import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.workspace.backups import backups_of, machine_of
from eduduty_desktop.workspace.opened import OpenDraft
from eduduty_desktop.workspace.people import person
from eduduty_desktop.workspace.session import Session

__all__ = ["OpenDraft", "create_draft", "default_cover", "now", "open_draft", "read_draft", "start", "with_suffix"]

SUFFIX = ".eduduty"
CURRENT_CENTURY = range(2000, 2100)


def now() -> datetime:
    """The time with its offset."""
    return datetime.now().astimezone()


def default_cover(county: str, year: int) -> dict[str, str]:
    """Cover fields that follow from county and year; all can be edited."""
    own = "我市" if county.endswith("市") else "我区" if county.endswith("区") else "我县"
    issuer = f"{county}人民政府"
    return {
        "county": county,
        "year": str(year),
        "self_name": own,
        "issuer": issuer,
        "title": f"{issuer}关于{year}年度履行教育职责情况的自评报告",
    }


def create_draft(
    path: Path,
    framework: Framework,
    *,
    county: str,
    year: int,
    clock: Callable[[], datetime] = now,
    data: Path | None = None,
) -> OpenDraft:
    """A new draft file with the cover that county and year give.  `data` is as for `open_draft`.

    Raises UserError for an empty county, an impossible year, or a file that exists or cannot be written.
    """
    if not county.strip():
        raise UserError("没有写县（市、区）名", what_to_do="请写全称，例如“洪江市”。")
    if year not in CURRENT_CENTURY:
        raise UserError(f"年度“{year}”不对", what_to_do="请写四位年份，例如 2024。")
    cover = {("cover", field): text for field, text in default_cover(county.strip(), year).items()}
    draft = Draft(uuid.uuid4().hex, framework)
    draft = draft.apply(draft.change(Key(*key), Text(text), cause="新建") for key, text in cover.items())
    return start(path, draft, clock=clock, data=data)


def start(path: Path, draft: Draft, *, clock: Callable[[], datetime] = now, data: Path | None = None) -> OpenDraft:
    """A new file that holds a given draft.  Raises UserError if the file exists or cannot be written."""
    from eduduty_desktop.store import DraftFile

    backups, machine = backups_of(clock, data), machine_of(data)
    file = DraftFile.create(with_suffix(path), draft, who=person(), clock=clock, machine=machine, backups=backups)
    return OpenDraft(Session(file.draft, file), file, clock=clock, backups=backups)


def open_draft(
    path: Path,
    *,
    clock: Callable[[], datetime] = now,
    read_only: bool = False,
    take_over: bool = False,
    data: Path | None = None,
) -> OpenDraft:
    """An existing draft for editing; what a crash left in the journal is in it, and an old one is backed up first.

    `read_only` takes no lock and gives a session that refuses edits.  `take_over` takes the draft from the
    session that has it open: only after a person has said so.  `data` is the folder of the program's own data.
    Raises LockedError (with `holder`, `same_machine`) while another session has it, DamagedError where
    `rescue.salvage` may help, and UserError for a missing, foreign, newer or unwritable file.
    """
    if read_only:
        return _looked_at(path, clock)
    from eduduty_desktop.store import DraftFile

    backups, machine = backups_of(clock, data), machine_of(data)
    file = DraftFile.open(path, who=person(), clock=clock, machine=machine, backups=backups, take_over=take_over)
    return OpenDraft(Session(file.draft, file), file, clock=clock, backups=backups)


def _looked_at(path: Path, clock: Callable[[], datetime]) -> OpenDraft:
    from eduduty_desktop.store import holder_of

    draft = read_draft(path)
    holder = holder_of(path)
    reason = "按只读方式打开" if holder is None else f"“{holder.user}”在计算机“{holder.computer}”上打开着"
    return OpenDraft(Session(draft, None, read_only=reason), path.resolve(), clock=clock, backups=None)


def read_draft(path: Path) -> Draft:
    """A draft as it is in its file, for looking only.  Raises UserError as `open_draft` does."""
    from eduduty_desktop.store import read_draft as read

    return read(path)


def with_suffix(path: Path) -> Path:
    """The path with `.eduduty` where no such ending was given."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

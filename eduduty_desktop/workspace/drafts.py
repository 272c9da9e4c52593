"""Creating, opening and closing draft files."""

import getpass
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.workspace.session import Session

SUFFIX = ".eduduty"
CURRENT_CENTURY = range(2000, 2100)


def now() -> datetime:
    """The time with its offset."""
    return datetime.now().astimezone()


def person() -> str:
    """Who is at the keyboard, for the history of a value; `本机用户` where the system names nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "本机用户"


@dataclass
class OpenDraft:
    """A draft file with its session; `recovered` counts changes that a crash had left unsaved."""

    session: Session
    path: Path
    recovered: int
    _close: Callable[[], None]

    def close(self) -> None:
        """Seal what is being typed, wait until it is in the file, let go of the file."""
        self.session.seal()
        self._close()


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
    path: Path, framework: Framework, *, county: str, year: int, clock: Callable[[], datetime] = now
) -> OpenDraft:
    """A new draft file with the cover that county and year give.

    Raises UserError for an empty county, an impossible year, or a file that exists or cannot be written.
    """
    if not county.strip():
        raise UserError("没有写县（市、区）名", what_to_do="请写全称，例如“洪江市”。")
    if year not in CURRENT_CENTURY:
        raise UserError(f"年度“{year}”不对", what_to_do="请写四位年份，例如 2024。")
    cover = {("cover", field): text for field, text in default_cover(county.strip(), year).items()}
    draft = Draft(uuid.uuid4().hex, framework)
    draft = draft.apply(draft.change(Key(*key), Text(text), cause="新建") for key, text in cover.items())
    return start(path, draft, clock=clock)


def start(path: Path, draft: Draft, *, clock: Callable[[], datetime] = now) -> OpenDraft:
    """A new file that holds a given draft.  Raises UserError if the file exists or cannot be written."""
    from eduduty_desktop.store import DraftFile

    file = DraftFile.create(with_suffix(path), draft, who=person(), clock=clock)
    return OpenDraft(Session(file.draft, file), with_suffix(path), 0, file.close)


def open_draft(path: Path, *, clock: Callable[[], datetime] = now) -> OpenDraft:
    """An existing draft for editing; what a crash left in the journal is in it.

    Raises UserError for a missing, foreign, newer, damaged or locked file.
    """
    from eduduty_desktop.store import DraftFile

    file = DraftFile.open(path, who=person(), clock=clock)
    return OpenDraft(Session(file.draft, file), path, len(file.recovered), file.close)


def read_draft(path: Path) -> Draft:
    """A draft as it is in its file, for looking only.  Raises UserError as `open_draft` does."""
    from eduduty_desktop.store import read_draft as read

    return read(path)


def with_suffix(path: Path) -> Path:
    """The path with `.eduduty` where no such ending was given."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

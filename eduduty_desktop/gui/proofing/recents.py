"""The reports that were proved last, newest first."""

from pathlib import Path

import msgspec

from eduduty_desktop.gui.settings import Settings

MOST = 8
_KEY = "proofing/recent"


def recent_reports(settings: Settings) -> list[Path]:
    """The reports last proved; a damaged entry counts as none."""
    try:
        return [Path(name) for name in msgspec.json.decode(settings.text(_KEY, "[]"), type=list[str])]
    except msgspec.DecodeError:
        return []


def remember_report(settings: Settings, path: Path) -> None:
    """Put a report at the head of the list."""
    here = path.absolute()
    _keep(settings, [here, *(each for each in recent_reports(settings) if each != here)])


def forget_report(settings: Settings, path: Path) -> None:
    """Take a report off the list; the file stays where it is."""
    _keep(settings, [each for each in recent_reports(settings) if each != path])


def _keep(settings: Settings, paths: list[Path]) -> None:
    settings.set_text(_KEY, msgspec.json.encode([str(path) for path in paths[:MOST]]).decode())

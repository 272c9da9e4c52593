"""What the window remembers between two starts: an ini file in the folder of settings.

Nothing of a draft's content stands here, only where it lies and what to call it.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QSettings

MOST_RECENT = 12


class Recent(msgspec.Struct, frozen=True):
    """A draft that was opened: where it lies, what to call it, when."""

    path: str
    county: str = ""
    year: str = ""
    opened: str = ""

    @property
    def exists(self) -> bool:
        return Path(self.path).is_file()


class Settings:
    """The ini file."""

    def __init__(self, file: Path) -> None:
        with suppress(OSError):  # a home that cannot be written: remembered until the window closes
            file.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        self._store.setValue(key, value)

    def geometry(self, key: str) -> QByteArray:
        """A window's or splitter's own bytes; empty if none were kept."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_geometry(self, key: str, value: QByteArray) -> None:
        self._store.setValue(key, value)

    def last_node(self, draft_id: str) -> str:
        """The node that was shown when a draft was last closed."""
        return self.text(f"node/{draft_id}")

    def set_last_node(self, draft_id: str, node: str) -> None:
        self.set_text(f"node/{draft_id}", node)

    def folder(self, purpose: str, default: Path) -> Path:
        """The folder last used for a purpose (`draft`, `export`) if it is still there."""
        kept = self.text(f"folder/{purpose}")
        return Path(kept) if kept and Path(kept).is_dir() else default

    def set_folder(self, purpose: str, folder: Path) -> None:
        self.set_text(f"folder/{purpose}", str(folder))

    def recents(self) -> list[Recent]:
        """Drafts last opened, newest first; a damaged entry counts as none."""
        try:
            return msgspec.json.decode(self.text("recent", "[]"), type=list[Recent])
        except msgspec.DecodeError:
            return []

    def remember(self, path: Path, *, county: str, year: str, opened: datetime) -> None:
        """Put a draft at the head of the list."""
        entry = Recent(str(path.absolute()), county, year, f"{opened:%Y-%m-%d %H:%M}")
        others = [recent for recent in self.recents() if recent.path != entry.path]
        self._keep([entry, *others][:MOST_RECENT])

    def forget(self, path: str) -> None:
        """Take a draft off the list; its file stays where it is."""
        self._keep([recent for recent in self.recents() if recent.path != path])

    def flush(self) -> None:
        self._store.sync()

    def _keep(self, recents: list[Recent]) -> None:
        self._store.setValue("recent", msgspec.json.encode(recents).decode())

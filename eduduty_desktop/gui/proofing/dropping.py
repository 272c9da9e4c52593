"""A report dragged onto a window."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

SUFFIXES = (".docx", ".txt")


def dropped_report(event: QDropEvent) -> Path | None:
    """The one local file that is dragged, whatever its kind: what cannot be read is told of; None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def is_report(path: Path | None) -> bool:
    """Whether the name is that of a file that can be proved."""
    return path is not None and path.suffix.lower() in SUFFIXES

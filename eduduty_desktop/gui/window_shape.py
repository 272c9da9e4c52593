"""A window's size and columns, from one start to the next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from eduduty_desktop.gui.settings import Settings

OUTLINE_WIDTH, FINDINGS_WIDTH = 264, 296
COMFORTABLE_WIDTH = 1280
LEAST_PAGE_WIDTH = 400
OFFICE_SCREEN = 1366
MAIN = "window/"


def three_columns(width: int) -> Sequence[int]:
    """Outline, page and findings of the draft's window."""
    narrow = width < COMFORTABLE_WIDTH  # 1366 pixels at 125 % are 1093 of ours
    sides = (OUTLINE_WIDTH - 40, FINDINGS_WIDTH - 48) if narrow else (OUTLINE_WIDTH, FINDINGS_WIDTH)
    return sides[0], max(LEAST_PAGE_WIDTH, width - sum(sides)), sides[1]


def restore_shape(
    window: QMainWindow,
    splitter: QSplitter,
    settings: Settings,
    columns: Callable[[int], Sequence[int]] = three_columns,
    *,
    name: str = MAIN,
    width: int = OFFICE_SCREEN,
) -> None:
    """Size and columns as they were; else the whole of a common office screen, and `columns` of the window's width.

    `name` begins the names under which a kind of window is remembered.
    """
    geometry = settings.geometry(f"{name}geometry")
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(QSize(width, 728).boundedTo(window.screen().availableSize()))
    sizes = settings.geometry(f"{name}splitter")
    if sizes.isEmpty() or not splitter.restoreState(sizes):
        splitter.setSizes(list(columns(window.width())))


def remember_shape(window: QMainWindow, splitter: QSplitter, settings: Settings, *, name: str = MAIN) -> None:
    """Keep size and columns for the next start."""
    settings.set_geometry(f"{name}geometry", window.saveGeometry())
    settings.set_geometry(f"{name}splitter", splitter.saveState())

"""Which page comes next: pure functions over the outline's order."""

from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.assessment import is_assessed
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.outline_model import order_of, pages_of


def neighbour(framework: Framework, node: str, by: int) -> str:
    """The page before (-1) or after (1) one; the first or last page stays.

    From a section's page, the page after is its first point, the one before the last point above it.
    """
    pages = order_of(framework)
    if node in pages:
        return pages[min(max(pages.index(node) + by, 0), len(pages) - 1)]
    everything = pages_of(framework)
    if node not in everything:
        return pages[0]
    at = everything.index(node)
    ahead = everything[at + 1 :] if by > 0 else everything[:at][::-1]
    return next((name for name in ahead if name in pages), node)


def next_open(reader: Reader, node: str) -> str:
    """The next point that nobody has assessed yet, from a page on and round; empty if there is none."""
    framework = reader.framework
    points = [point.id for point in framework.points]
    everything = pages_of(framework)
    at = everything.index(node) if node in everything else 0
    round_trip = [name for name in (*everything[at + 1 :], *everything[: at + 1]) if name in points]
    return next((name for name in round_trip if not is_assessed(reader, name)), "")

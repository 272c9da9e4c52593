"""Going about the window by keyboard: from one part to the next, and from a field to its page of the manual."""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget

# The manual's page by the beginning of the class name of the widget that the field stands in.
HELP_PAGES = {
    "Figure": "figures",
    "Narrative": "narrative",
    "Header": "points",
    "Score": "scores",
    "Problem": "problems",
    "Evidence": "evidence",
    "Children": "points",
    "CoverPage": "cover",
    "OverviewPage": "overview",
    "Sending": "sending",
    "LacksList": "sending",
    "TracePanel": "tracing",
    "FindingsPanel": "findings",
    "FrameworkWindow": "frameworks",
    "ImportDialog": "notices",
    "PreviewPanel": "preview",
    "SaveFailure": "saving",
    "ReadOnlyStrip": "saving",
}


def help_page(widget: QWidget | None) -> str:
    """The page about the field that a widget is, or is part of; empty if there is none of its own."""
    while widget is not None:
        name = type(widget).__name__.lstrip("_")
        for beginning, page in HELP_PAGES.items():
            if name.startswith(beginning):
                return page
        widget = widget.parentWidget()
    return ""


def step_part(focused: QWidget | None, parts: Sequence[tuple[QWidget, QWidget | None]], by: int) -> None:
    """Put the focus into the next part of a window (F6); each comes with the widget in it that takes the focus."""
    inside = (n for n, (part, _) in enumerate(parts) if focused is not None and part.isAncestorOf(focused))
    here = next(inside, -1 if by > 0 else 0)
    for distance in range(1, len(parts) + 1):
        target = parts[(here + by * distance) % len(parts)][1]
        if target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def order_tabs(page: QWidget) -> None:
    """Let Tab go through a page as it is read: fields that were added later would else come last."""
    before: QWidget | None = None
    for widget in _as_read(page):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def _as_read(widget: QWidget) -> Iterator[QWidget]:
    """What takes the Tab key's focus in a widget, in the order of its layouts."""
    if isinstance(widget, QScrollArea):
        inner: QWidget | None = widget.widget()
        if inner is not None:
            yield from _as_read(inner)
        return
    layout: QLayout | None = widget.layout()
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: cast(tuple[int, ...], layout.getItemPosition(place))[:2])
    for place in places:
        item = layout.itemAt(place)
        assert item is not None
        widget: QWidget | None = item.widget()
        inner: QLayout | None = item.layout()
        if widget is not None:
            yield from _as_read(widget)
        elif inner is not None:
            yield from _in_layout(inner)


def first_field(page: QWidget | None) -> QWidget | None:
    """The first widget of a page that takes the Tab key's focus, in Tab order."""
    if page is None:
        return None
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes = widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and page.isAncestorOf(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None

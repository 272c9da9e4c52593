"""Loads the Designer forms of `ui/`."""

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eduduty_desktop import assets

W = TypeVar("W", bound=QObject)


def load_ui(name: str, parent: QWidget) -> QWidget:
    """Load `ui/<name>.ui` and let it fill the parent."""
    form = QUiLoader().load(str(assets.path("ui", f"{name}.ui")), parent)
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(form)
    return form


def part(form: QWidget, kind: type[W], name: str) -> W:
    """A form's child by object name.  Raises LookupError naming it when the form has none."""
    found = form.findChild(kind, name)
    if found is None:
        raise LookupError(f"{form.objectName()}: no {kind.__name__} {name}")
    return found

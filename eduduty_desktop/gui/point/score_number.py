"""A number of the score block: committed on leaving; a text that cannot be read is kept, and said, until it is put right."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtWidgets import QLineEdit

from eduduty_desktop.draft import Key
from eduduty_desktop.figures import format_amount, read_entry
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.fields import Binding, UndoToSession

Unread = dict[tuple[Key, str], tuple[str, str]]
"""By record and field label: the text that could not be read, and what stood in the record then."""


class NumberLine(UndoToSession, QLineEdit):
    """One number, in `unit` if one is typed."""

    def __init__(self, binding: Binding, name: str, unit: str, unread: Unread, said: Callable[[], None]) -> None:
        super().__init__(binding.text())
        self.binding = binding
        self._unit = unit
        self._unread = unread
        self._said = said
        self._place = (binding.key, unit)  # a record has one number of each unit
        self.complaint = ""
        self.setAccessibleName(name)
        self.setMaximumWidth(9 * GRID)
        self.editingFinished.connect(self.commit)
        if self._kept() is not None:
            self.setText(unread[self._place][0])
            self.complaint = self._why()

    def _kept(self) -> str | None:
        """The unread text, if the record still is as it was when that was typed."""
        text, base = self._unread.get(self._place, ("", ""))
        return text if text and base == self.binding.text() else None

    def _why(self) -> str:
        reading = read_entry(self.text(), unit=self._unit, kind="number")
        return "" if reading.amount is not None else f"✕ {self.accessibleName()}：{reading.message}"

    def commit(self) -> None:
        """Hand the number to the session; one that cannot be read stays in the field and is said."""
        typed = self.text().strip()
        if typed == self.binding.text():
            self._settle()
            return
        reading = read_entry(typed, unit=self._unit, kind="number")
        if typed and reading.amount is None:
            self._unread[self._place] = (typed, self.binding.text())
            self.complaint = self._why()
            self._said()
            return
        self._settle()
        self.binding.edit("" if reading.amount is None else format_amount(reading.amount))
        self.setText(self.binding.text())

    def _settle(self) -> None:
        self._unread.pop(self._place, None)
        if self.complaint:
            self.complaint = ""
            self._said()

    def give_up(self) -> None:
        """Forget what was typed and could not be read, or was not yet handed in: the record counts."""
        self._settle()
        self.setText(self.binding.text())

    def refresh(self, keys: frozenset[Key]) -> None:
        """Show the record, unless something else is being typed here or could not be read."""
        if self.binding.key not in keys or self._kept() is not None:
            return
        if self.complaint:  # the number was changed elsewhere: what could not be read is out of date
            self._unread.pop(self._place, None)
            self.complaint = ""
        elif self.hasFocus() and self.isModified():
            return
        self.setText(self.binding.text())


def number_of(field: str) -> Callable[[Any], str]:
    """Reads a number of a record as text."""

    def read(record: Any) -> str:
        value: Decimal | None = getattr(record, field) if record is not None else None
        return "" if value is None else format_amount(value)

    return read


def replace_number(field: str, kind: type[Any]) -> Callable[[Any, str], Any]:
    """Writes a number of a record; an empty text stands for the usual one."""

    def write(record: Any, text: str) -> Any:
        usual = getattr(kind(), field)
        return msgspec.structs.replace(record or kind(), **{field: Decimal(text) if text else usual})

    return write

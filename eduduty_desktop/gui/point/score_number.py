"""A number of the score block, committed on leaving.

What cannot be read goes into the record as it was typed, like an unread figure, and is said until it is put right.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtWidgets import QLineEdit

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Deduction, SelfScore
from eduduty_desktop.figures import format_amount, read_entry
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.fields import Binding, UndoToSession
from eduduty_desktop.workspace.session import Session


class NumberField(msgspec.Struct, frozen=True):
    """Where a number stands in a record of a kind: its field, the one of an unread text, and its unit."""

    kind: type[Any]
    number: str
    typed: str
    unit: str

    def binding(self, session: Session, key: Key, label: str) -> Binding:
        return Binding(session, key, self._read, self._write, label)

    def unread(self, record: Any) -> str:
        """What was typed and could not be read; empty if the number can be."""
        text: str = getattr(record, self.typed) if record is not None else ""
        return text

    def _read(self, record: Any) -> str:
        value: Decimal | None = getattr(record, self.number) if record is not None else None
        return self.unread(record) or ("" if value is None else format_amount(value))

    def _write(self, record: Any, text: str) -> Any:
        """An empty text, and one that cannot be read, leave the usual number."""
        usual = self.kind()
        amount = read_entry(text, unit=self.unit, kind="number").amount
        unread = text if text and not isinstance(amount, Decimal) else ""
        number = amount if isinstance(amount, Decimal) else getattr(usual, self.number)
        return msgspec.structs.replace(record or usual, **{self.number: number, self.typed: unread})


SCORE = NumberField(SelfScore, "score", "typed", "分")
TIMES = NumberField(Deduction, "times", "typed_times", "次")
POINTS = NumberField(Deduction, "points", "typed_points", "分")


class NumberLine(UndoToSession, QLineEdit):
    """One number, in its unit if one is typed."""

    def __init__(self, field: NumberField, binding: Binding, name: str, said: Callable[[], None]) -> None:
        super().__init__(binding.text())
        self.binding = binding
        self._field = field
        self._said = said
        self.setAccessibleName(name)
        self.setMaximumWidth(9 * GRID)
        self.editingFinished.connect(self.commit)

    @property
    def complaint(self) -> str:
        """Why what stands here could not be read; empty if it could."""
        unread = self._field.unread(self.binding.session.record(self.binding.key))
        if not unread:
            return ""
        reading = read_entry(unread, unit=self._field.unit, kind="number")
        return f"✕ {self.accessibleName()}：{reading.message}"

    def commit(self) -> None:
        """Hand the number, or the text that is none, to the session."""
        typed = self.text().strip()
        if typed == self.binding.text() or self.binding.session.read_only:
            self.setModified(False)
            return
        self.binding.edit(typed)
        self.setText(self.binding.text())
        self._said()

    def give_up(self) -> None:
        """Forget what was typed and not yet handed in: the record counts."""
        self.setText(self.binding.text())

    def refresh(self, keys: frozenset[Key]) -> None:
        """Show the record, unless something else is being typed here."""
        if self.binding.key in keys and not self.isModified():
            self.setText(self.binding.text())

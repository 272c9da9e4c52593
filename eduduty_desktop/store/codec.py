"""Records as columns and as JSON.

A field's type decides its column; a field of a new type is one entry in `_SINGLE`.  What is written is read
back equal, digits included.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from eduduty_desktop.draft import TABLES
from eduduty_desktop.draft.records import Period
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import PERIOD_WORDS

SqlValue = str | int | None
_PERIOD_KINDS = {word: kind for kind, word in PERIOD_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """One field as a column; `encode` and `decode` are not asked about None."""

    name: str
    sql_type: str
    nullable: bool
    encode: Callable[[Any], SqlValue]
    decode: Callable[[Any], Any]


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of a draft's table beside `row` and `slot`, in the order of the record's fields."""
    return tuple(_column(field.name, field.type) for field in msgspec.structs.fields(TABLES[table]))


def to_row(table: str, record: msgspec.Struct) -> tuple[SqlValue, ...]:
    """A record's values by column.

    Raises UnicodeEncodeError for text that is no Unicode text (half of a surrogate pair).
    """
    return tuple(
        None if (value := getattr(record, column.name)) is None else column.encode(value) for column in columns(table)
    )


def from_row(table: str, values: tuple[SqlValue, ...]) -> Any:
    """The record of a row's values.

    Raises ValueError, ArithmeticError or KeyError for values that `to_row` cannot have written.
    """
    return TABLES[table](
        *(None if value is None else column.decode(value) for column, value in zip(columns(table), values, strict=True))
    )


def to_json(record: msgspec.Struct | None) -> str | None:
    """A record as JSON text; None stays None."""
    return None if record is None else msgspec.json.encode(record).decode()


def from_json(table: str, text: str | None) -> Any:
    """The inverse of `to_json`; raises msgspec.DecodeError, a ValueError."""
    return None if text is None else msgspec.json.decode(text, type=TABLES[table])


def _column(name: str, annotation: Any) -> Column:
    options = set(get_args(annotation)) if get_origin(annotation) in {Union, UnionType} else {annotation}
    nullable = NoneType in options
    options.discard(NoneType)
    if options == {Decimal, Ratio}:
        return Column(name, "TEXT", nullable, _amount_text, _amount)
    (kind,) = options
    if kind in _SINGLE:
        sql_type, encode, decode = _SINGLE[kind]
        return Column(name, sql_type, nullable, encode, decode)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return Column(name, "TEXT", nullable, str, kind)
    if get_origin(kind) is tuple or (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        decoder = msgspec.json.Decoder(kind)
        return Column(name, "TEXT", nullable, lambda value: msgspec.json.encode(value).decode(), decoder.decode)
    raise TypeError(f"field {name}: the store has no column for {annotation}")


def _text(value: str) -> str:
    value.encode()  # refused here, before a transaction begins
    return value


def _decimal_text(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no figure")
    exponent = value.as_tuple().exponent
    plain = isinstance(exponent, int) and exponent <= 0
    return f"{value:f}" if plain else str(value)  # 2E+3 has one stated digit, 2000 four


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value


def _amount_text(value: Decimal | Ratio) -> str:
    if isinstance(value, Ratio):
        return f"{_decimal_text(value.left)}:{_decimal_text(value.right)}"
    return _decimal_text(value)


def _amount(text: str) -> Decimal | Ratio:
    left, colon, right = text.partition(":")
    return Ratio(_decimal(left), _decimal(right)) if colon else _decimal(text)


def _period(text: str) -> Period:
    word, _, rest = text.partition(" ")
    return Period(_PERIOD_KINDS[word], rest)


def _truth(value: int) -> bool:
    if value not in (0, 1):
        raise ValueError(value)
    return bool(value)


_SINGLE: dict[Any, tuple[str, Callable[[Any], SqlValue], Callable[[Any], Any]]] = {
    str: ("TEXT", _text, str),
    int: ("INTEGER", int, int),
    bool: ("INTEGER", int, _truth),
    Decimal: ("TEXT", _decimal_text, _decimal),
    Period: ("TEXT", lambda period: _text(str(period)), _period),
}

"""Cached values of formulas: openpyxl writes `<f>…</f><v></v>`, mail and phone previews then show an empty cell.

The written XML of a sheet is streamed through; only the empty `<v>` of a cell with a formula is filled (ECMA-376,
18.3.1.4 and 18.3.1.96), every other byte stays.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import BinaryIO

from eduduty_desktop.office.xml_text import allowed

Cached = str | int | Decimal
_CHUNK = 1 << 18
_CELL_END = b"</c>"
_EMPTY = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^<>]{0,60})>(<f>[^<>]{0,40000}</f>)<v(?: ?/>|></v>)</c>')


class UnfilledError(Exception):
    """A formula has no value, or a value no formula: a bug of the writer."""


def fill(source: BinaryIO, target: BinaryIO, values: Mapping[str, Cached]) -> None:
    """Copy a sheet's XML with the value of every formula, by cell (`G4`).

    Raises UnfilledError if the formulas and the values are not the same cells.
    """
    filled = 0

    def with_value(match: re.Match[bytes]) -> bytes:
        nonlocal filled
        reference = match[1].decode()
        if reference not in values:
            raise UnfilledError(reference)
        filled += 1
        return _cell(match, values[reference])

    rest = b""
    while chunk := source.read(_CHUNK):
        whole, end, rest = (rest + chunk).rpartition(_CELL_END)
        target.write(_EMPTY.sub(with_value, whole + end))
    target.write(rest)
    if filled != len(values):
        raise UnfilledError(f"{filled} of {len(values)}")


def _cell(match: re.Match[bytes], value: Cached) -> bytes:
    kind = b' t="str"' if isinstance(value, str) else b""
    text = _escaped(value) if isinstance(value, str) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    shown = text.encode("ascii", "xmlcharrefreplace")
    return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (match[1], match[2], kind, match[3], shown)


def _escaped(text: str) -> str:
    """The text with its line breaks, which `xml_text.escaped` would take out."""
    return allowed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")

"""Old binary workbooks (.xls, .et; BIFF8, [MS-XLS]): cells, merges, what is hidden, notes.

Read here in plain Python: the native reader tried before brought the whole program down on a damaged file.
"""

import struct
from collections.abc import Iterator

from eduduty_desktop.grid import Merge
from eduduty_desktop.office.cells import Limits, SheetCells, TooMuchError
from eduduty_desktop.office.number_formats import Look, Shape, look_of, shape_of, shown, shown_of
from eduduty_desktop.office.package import DamagedError

MOST_RECORDS = 3_000_000
_BIFF8, _GLOBALS, _WORKSHEET = 0x0600, 0x0005, 0x0010
_BOF, _EOF, _CONTINUE, _FILEPASS, _DATEMODE = 0x0809, 0x000A, 0x003C, 0x002F, 0x0022
_FORMAT, _XF, _BOUNDSHEET, _SST = 0x041E, 0x00E0, 0x0085, 0x00FC
_ROW, _COLINFO, _MERGEDCELLS, _NOTE, _OBJ, _TXO = 0x0208, 0x007D, 0x00E5, 0x001C, 0x005D, 0x01B6
_LABELSST, _NUMBER, _RK, _MULRK, _FORMULA, _STRING = 0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207
_BOOLERR, _LABEL, _RSTRING = 0x0205, 0x0204, 0x00D6
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_NUMBER_SHAPE = (Shape.NUMBER, 0)
_NO_LOOK = Look()

Record = tuple[int, list[bytes]]


class LockedError(Exception):
    """The workbook asks for a password."""


class OlderError(Exception):
    """The workbook is from before Excel 97."""


def read_xls(stream: bytes) -> list[SheetCells]:
    """Every worksheet of a Workbook stream, hidden ones too.

    Raises LockedError, OlderError, DamagedError, TooMuchError, struct.error.
    """
    return _Workbook(stream).sheets()


class _Workbook:
    """What the sheets share: strings, formats and the limits."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._records = MOST_RECORDS
        self._limits = Limits()
        self._strings: list[str] = []
        self._codes: dict[int, str] = {}
        self._formats: list[int] = []
        self._found: list[tuple[int, int, str]] = []
        self._from_1904 = False
        self._read_globals()
        self._shapes = [shape_of(index, self._codes.get(index)) for index in self._formats]
        self._looks = [look_of(index, self._codes.get(index)) for index in self._formats]

    def sheets(self) -> list[SheetCells]:
        sheets = []
        for position, state, name in self._found:
            cells = SheetCells(name, self._limits, visible=state & 3 == 0)
            _Sheet(self, cells).read(self._substream(position, _WORKSHEET))
            sheets.append(cells)
        if not sheets:
            raise DamagedError("no worksheet")
        return sheets

    def put_number(self, sheet: SheetCells, row: int, column: int, value: float, style: int) -> None:
        shape, decimals = self._shapes[style] if style < len(self._shapes) else _NUMBER_SHAPE
        text = shown(value, shape, decimals, from_1904=self._from_1904)
        sheet.put(row, column, text)
        more = shown_of(value, self._looks[style] if style < len(self._looks) else _NO_LOOK, text)
        if more is not None:
            sheet.shown[row, column] = more

    def string(self, index: int) -> str:
        if index >= len(self._strings):
            raise DamagedError("shared string")
        return self._strings[index]

    def _read_globals(self) -> None:
        for kind, chunks in self._substream(0, _GLOBALS):
            data = chunks[0]
            if kind == _FILEPASS:
                raise LockedError
            if kind == _SST:
                self._strings = _shared_strings(chunks)
            elif kind == _FORMAT:
                self._codes[_u16(data, 0)] = _Text([data[2:]]).string()
            elif kind == _XF:
                self._formats.append(_u16(data, 2))
            elif kind == _DATEMODE:
                self._from_1904 = _u16(data, 0) == 1
            elif kind == _BOUNDSHEET and data[5] == 0:
                position, state = struct.unpack_from("<IB", data)
                self._found.append((position, state, _Text([data[6:]]).string(short=True)))

    def _substream(self, position: int, wanted: int) -> Iterator[Record]:
        """Records from a BOF to its EOF, each with what continues it; charts embedded in between are left out."""
        depth = 0
        record: Record | None = None
        for kind, data in self._raw(position):
            if kind == _BOF:
                depth += 1
                if depth == 1:
                    self._check_start(data, wanted)
            elif depth == 0:
                raise DamagedError("no beginning")
            elif kind == _CONTINUE:
                if record is not None:
                    record[1].append(data)
                continue
            if record is not None:
                yield record
                record = None
            if kind == _EOF:
                depth -= 1
                if depth == 0:
                    return
            elif depth == 1:
                record = (kind, [data])
        raise DamagedError("no end")

    def _check_start(self, data: bytes, wanted: int) -> None:
        version, kind = struct.unpack_from("<2H", data)
        if version != _BIFF8:
            raise OlderError
        if kind != wanted:
            raise DamagedError("substream")

    def _raw(self, position: int) -> Iterator[tuple[int, bytes]]:
        stream, end = self._stream, len(self._stream)
        while position + 4 <= end:
            self._records -= 1
            if self._records < 0:
                raise TooMuchError("内容太多，不像一张表")
            kind, length = struct.unpack_from("<2H", stream, position)
            position += 4
            if position + length > end:
                raise DamagedError("record")
            yield kind, stream[position : position + length]
            position += length


class _Sheet:
    """Fills a sheet from its records."""

    def __init__(self, workbook: _Workbook, cells: SheetCells) -> None:
        self._workbook = workbook
        self._cells = cells
        self._formula: tuple[int, int] | None = None
        self._object = 0
        self._boxes: dict[int, str] = {}
        self._places: dict[int, tuple[int, int]] = {}

    def read(self, records: Iterator[Record]) -> None:
        for kind, chunks in records:
            data = chunks[0]
            if kind in _CELLS:
                row, column, style = struct.unpack_from("<3H", data)
                _CELLS[kind](self, row, column, style, chunks)
            elif kind == _STRING and self._formula is not None:
                self._cells.put(*self._formula, _broken(_Text(chunks).string()))
                self._formula = None
            elif kind == _ROW:
                if data[12] & 0x20:
                    self._cells.hidden_rows.append((_u16(data, 0),) * 2)
            elif kind == _COLINFO:
                first, last, width, _, flags = struct.unpack_from("<5H", data)
                if flags & 1 or width == 0:
                    self._cells.hidden_columns.append((first, min(last, 255)))
            elif kind == _MERGEDCELLS:
                for at in range(_u16(data, 0)):
                    top, bottom, left, right = struct.unpack_from("<4H", data, 2 + at * 8)
                    self._cells.merge(Merge(top, left, bottom, right))
            else:
                self._read_note(kind, chunks)
        for box, place in self._places.items():
            note = _broken(self._boxes.get(box, ""))
            if note:
                self._cells.limits.take(note)
                self._cells.notes[place] = note

    def _read_note(self, kind: int, chunks: list[bytes]) -> None:
        data = chunks[0]
        if kind == _OBJ and len(data) >= 8:
            self._object = _u16(data, 6)
        elif kind == _TXO and len(chunks) > 1:
            self._boxes[self._object] = _Text(chunks[1:]).characters(_u16(data, 10), wide=None)
        elif kind == _NOTE and len(data) >= 8:
            row, column, _, box = struct.unpack_from("<4H", data)
            self._places[box] = (row, column)

    def _shared(self, row: int, column: int, _style: int, chunks: list[bytes]) -> None:
        (index,) = struct.unpack_from("<I", chunks[0], 6)
        self._cells.put(row, column, _broken(self._workbook.string(index)))

    def _label(self, row: int, column: int, _style: int, chunks: list[bytes]) -> None:
        self._cells.put(row, column, _broken(_Text([chunks[0][6:], *chunks[1:]]).string()))

    def _number(self, row: int, column: int, style: int, chunks: list[bytes]) -> None:
        (value,) = struct.unpack_from("<d", chunks[0], 6)
        self._workbook.put_number(self._cells, row, column, value, style)

    def _packed(self, row: int, column: int, style: int, chunks: list[bytes]) -> None:
        self._workbook.put_number(self._cells, row, column, _packed_number(chunks[0], 6), style)

    def _many_packed(self, row: int, column: int, _style: int, chunks: list[bytes]) -> None:
        data = chunks[0]
        for at in range((len(data) - 6) // 6):
            style = _u16(data, 4 + at * 6)
            self._workbook.put_number(self._cells, row, column + at, _packed_number(data, 6 + at * 6), style)

    def _calculated(self, row: int, column: int, style: int, chunks: list[bytes]) -> None:
        data = chunks[0]
        self._formula = None
        if _u16(data, 12) != 0xFFFF:
            self._number(row, column, style, chunks)
        elif data[6] == 0:
            self._formula = (row, column)
        elif data[6] in (1, 2):
            self._cells.put(row, column, _fixed(data[8], is_error=data[6] == 2))

    def _fixed(self, row: int, column: int, _style: int, chunks: list[bytes]) -> None:
        data = chunks[0]
        self._cells.put(row, column, _fixed(data[6], is_error=data[7] == 1))


_CELLS = {
    _LABELSST: _Sheet._shared,
    _LABEL: _Sheet._label,
    _RSTRING: _Sheet._label,
    _NUMBER: _Sheet._number,
    _RK: _Sheet._packed,
    _MULRK: _Sheet._many_packed,
    _FORMULA: _Sheet._calculated,
    _BOOLERR: _Sheet._fixed,
}


class _Text:
    """Reads strings from a record and what continues it; a continued string repeats whether it is wide (2.5.293)."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks
        self._chunk = 0
        self._at = 0

    def string(self, *, short: bool = False) -> str:
        """A string with its length before it; formatting runs and the phonetic guide are passed over."""
        count = self._number(1 if short else 2)
        flags = self._number(1)
        runs = 0 if short or not flags & 8 else self._number(2) * 4
        guide = 0 if short or not flags & 4 else self._number(4)
        text = self.characters(count, wide=bool(flags & 1))
        self._bytes(runs + guide)
        return text

    def characters(self, count: int, *, wide: bool | None) -> str:
        """`count` characters; `wide` is None if a byte in front says it."""
        parts = []
        if wide is None:
            wide = bool(self._number(1) & 1)
        while count:
            chunk = self._chunks[self._chunk]
            size = 2 if wide else 1
            taken = min(count, (len(chunk) - self._at) // size)
            raw = chunk[self._at : self._at + taken * size]
            parts.append(raw.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += taken * size
            count -= taken
            if count:
                self._next()
                wide = bool(self._number(1) & 1)
        return "".join(parts)

    def _next(self) -> None:
        if self._chunk + 1 >= len(self._chunks):
            raise DamagedError("string")
        self._chunk, self._at = self._chunk + 1, 0

    def _bytes(self, count: int) -> bytes:
        parts = []
        while count:
            chunk = self._chunks[self._chunk]
            taken = chunk[self._at : self._at + count]
            parts.append(taken)
            self._at += len(taken)
            count -= len(taken)
            if count:
                self._next()
        return b"".join(parts)

    def _number(self, size: int) -> int:
        return int.from_bytes(self._bytes(size), "little")


def _shared_strings(chunks: list[bytes]) -> list[str]:
    (count,) = struct.unpack_from("<I", chunks[0], 4)
    if count > sum(map(len, chunks)) // 3:
        raise DamagedError("shared strings")
    text = _Text([chunks[0][8:], *chunks[1:]])
    return [text.string() for _ in range(count)]


def _packed_number(data: bytes, at: int) -> float:
    """An RK number: 30 bits of an integer or of a double's upper half, perhaps × 100 (2.5.217)."""
    (raw,) = struct.unpack_from("<i", data, at)
    if raw & 2:
        value = float(raw >> 2)
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))
    return value / 100 if raw & 1 else value


def _fixed(value: int, *, is_error: bool) -> str:
    if is_error:
        return _ERRORS.get(value, "#N/A")
    return "TRUE" if value else "FALSE"


def _broken(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _u16(data: bytes, at: int) -> int:
    (value,) = struct.unpack_from("<H", data, at)
    return int(value)

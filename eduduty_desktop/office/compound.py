"""The streams of a compound file (OLE2): the container of .xls, .doc and of files with a password ([MS-CFB])."""

import struct
import sys
from array import array

from eduduty_desktop.office.package import DamagedError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and above are marks, not sectors
_NONE = 0xFFFFFFFF
_HEADER = struct.Struct("<2H 6x 3I 4x 5I")  # from offset 30
_ENTRY = struct.Struct("<H B x 3I 36x I Q")  # from offset 64 of an entry
_STREAM, _ROOT = 2, 5
_SMALL = 4096  # a stream below this size stands in the mini stream; the only size allowed


class CompoundFile:
    """The streams that stand directly in the root, by name; embedded documents inside are not seen."""

    def __init__(self, data: bytes) -> None:
        """Raises DamagedError."""
        if len(data) < 512 or not data.startswith(OLE):
            raise DamagedError("header")
        self._data = data
        shift, mini_shift, _, _, directory, small, mini_start, _, more, _ = _HEADER.unpack_from(data, 30)
        if shift not in (9, 12) or mini_shift != 6 or small != _SMALL:
            raise DamagedError("sector size")
        self._size = 1 << shift
        self._count = len(data) // self._size + 1
        self._next = self._fat(more)
        entries = self._chain(directory)
        root = self._entry(entries, 0)
        if root.kind != _ROOT:
            raise DamagedError("root")
        self._mini = self._chain(root.start)
        self._mini_next = _numbers(self._chain(mini_start)) if mini_start < _END else _numbers(b"")
        self._streams = self._children(entries, root.child)

    def __contains__(self, name: str) -> bool:
        return name in self._streams

    def read(self, name: str) -> bytes:
        """A stream's bytes."""
        entry = self._streams[name]
        if entry.size >= _SMALL:
            return self._chain(entry.start)[: entry.size]
        sectors = _follow(self._mini_next, entry.start, _SMALL // 64) if entry.size else []
        return b"".join(self._mini[at * 64 : at * 64 + 64] for at in sectors)[: entry.size]

    def _fat(self, more: int) -> "array[int]":
        sectors = [at for at in struct.unpack_from("<109I", self._data, 76) if at < _END]
        seen: set[int] = set()
        while more < _END:
            if more in seen:
                raise DamagedError("loop")
            seen.add(more)
            *found, more = _numbers(self._sector(more))
            sectors += [at for at in found if at < _END]
        # A table larger than the file would be names of the same sectors again.
        if len(sectors) * self._size > len(self._data):
            raise DamagedError("table")
        return _numbers(b"".join(self._sector(at) for at in sectors))

    def _sector(self, at: int) -> bytes:
        start = (at + 1) * self._size
        found = self._data[start : start + self._size]
        if not found:
            raise DamagedError("sector")
        return found.ljust(self._size, b"\0")

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(at) for at in _follow(self._next, start, self._count))

    def _entry(self, entries: bytes, at: int) -> "_Entry":
        raw = entries[at * 128 : at * 128 + 128]
        if len(raw) < 128:
            raise DamagedError("directory")
        length, kind, left, right, child, start, size = _ENTRY.unpack_from(raw, 64)
        name = raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        # The upper half of the size is not set by old writers of small sectors.
        return _Entry(name, kind, left, right, child, start, size & 0xFFFFFFFF)

    def _children(self, entries: bytes, first: int) -> dict[str, "_Entry"]:
        found: dict[str, _Entry] = {}
        seen: set[int] = set()
        waiting = [first]
        while waiting:
            at = waiting.pop()
            if at == _NONE or at in seen:
                continue
            seen.add(at)
            entry = self._entry(entries, at)
            if entry.kind == _STREAM:
                found[entry.name] = entry
            waiting += [entry.left, entry.right]
        return found


class _Entry:
    """A line of the directory."""

    __slots__ = ("child", "kind", "left", "name", "right", "size", "start")

    def __init__(self, name: str, kind: int, left: int, right: int, child: int, start: int, size: int) -> None:
        self.name, self.kind, self.left, self.right = name, kind, left, right
        self.child, self.start, self.size = child, start, size


def _numbers(raw: bytes) -> "array[int]":
    found = array("I", raw[: len(raw) // 4 * 4])
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _follow(following: "array[int]", start: int, most: int) -> list[int]:
    """The sectors of a chain; one of more than `most` runs in a circle."""
    found: list[int] = []
    at = start
    while at < _END:
        if at >= len(following) or len(found) >= most:
            raise DamagedError("chain")
        found.append(at)
        at = following[at]
    return found

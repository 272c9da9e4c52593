"""A zipped office file (.docx .xlsx .ods) opened with distrust: nothing it says of itself is believed.

Bytes are counted while they are unpacked, over all parts together; what a part would become as a tree is estimated
before the tree is built; a document type (entities, external files) is refused before it is read.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeAlias
from xml.parsers import expat

from lxml import etree

from eduduty_desktop.errors import UserError

MOST_UNPACKED = 100 * 1024 * 1024  # of all parts read, in bytes
MOST_WEIGHT = 180 * 1024 * 1024  # of one tree in memory, in bytes
MOST_WORK = 700 * 1024 * 1024  # of all trees one after another, in bytes: what takes seconds
MOST_ENTRIES = 20_000
_FORGET = 4 * 1024 * 1024  # of a tree that may wait to be dropped, in bytes
ZIP = b"PK\x03\x04"
_CHUNK = 64 * 1024
_TAG_BYTES, _ATTRIBUTE_BYTES = 120, 220  # what libxml2 needs for an element and for an attribute
_LOCKED = 0x1
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    OSError,
    etree.XMLSyntaxError,
    expat.ExpatError,
    ValueError,  # LookupError, UnicodeError: numbers and encodings that are none
    LookupError,
)

Element: TypeAlias = etree._Element


class DamagedError(Exception):
    """The content contradicts its format; the reader of the whole file says so in words."""


class Package:
    """The parts of a zipped office file by name; close it, or use it as a context."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Raises UserError if it is a bomb or locked, DamagedError if it is no sound zip."""
        self._path = path
        self._left, self._work_left = MOST_UNPACKED, MOST_WORK
        with damage():
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        entries = self._archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise self.too_big()
        # Two parts of one name: programs disagree about which one counts.
        folded = {entry.filename.lower() for entry in entries}
        if len(folded) < len(entries):
            raise DamagedError("duplicate parts")
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise self.locked()
        self._names = {entry.filename.lower(): entry.filename for entry in entries}

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    def locked(self) -> UserError:
        """The refusal of a file that asks for a password."""
        return locked(self._path)

    def too_big(self) -> UserError:
        """The refusal of a file that unpacks to more than is sane."""
        return UserError(
            "文件展开后太大，可能不是正常的表格或文档",
            what_to_do="请向提供单位核实后重新取得；确实是这个文件的，请只把有用的表另存为一个新文件。",
            place=self._path.name,
        )

    def open(self, part: str) -> "PartStream":
        """A part as a stream whose bytes are counted.  Raises DamagedError if it is not there."""
        name = self._names.get(part.lower())
        if name is None:
            raise DamagedError(part)
        with damage():
            return PartStream(self, self._archive.open(name))

    def read(self, part: str) -> bytes:
        """All of a part."""
        with self.open(part) as stream, damage():
            return stream.read()

    def peek_whole(self, part: str, most: int) -> bytes | None:
        """All of a part that unpacks to no more than `most` bytes, not counted yet: see `count`; None for a larger one."""
        name = self._names.get(part.lower())
        if name is None or self._archive.getinfo(name).file_size > most:
            return None
        with damage(), self._archive.open(name) as stream:
            data = stream.read(most + 1)
        return data if len(data) <= min(most, self._left) else None

    def count(self, data: bytes) -> None:
        """Count bytes that were read without a tree.  Raises UserError beyond what a sane file unpacks to."""
        self._take(len(data), len(data))

    def xml(self, part: str) -> Element:
        """A part as a tree."""
        with self.open(part) as stream, damage():
            data = stream.read()
            stream.first_element(data[:_CHUNK])
            return etree.fromstring(data, xml_parser())

    def root_name(self, part: str) -> str:
        """The name of a part's outermost element, without its prefix."""
        with self.open(part) as stream, damage():
            return stream.first_element(stream.peek())

    def walk(self, part: str, *tags: str, events: tuple[str, ...] = ("end",)) -> Iterator[tuple[str, Element]]:
        """Elements of these local names as they are read; do not keep one, what was read is dropped now and then."""
        with self.open(part) as stream, damage():
            stream.first_element(stream.peek())
            wanted = tuple(f"{{*}}{tag}" for tag in tags)
            for event, element in etree.iterparse(
                stream, events=events, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False
            ):
                yield event, element
                if event == "end" and stream.weight > _FORGET:
                    forget(element)
                    stream.weight = 0

    def relations(self, part: str) -> list[tuple[str, str, str]]:
        """(id, last word of the type, target part) of what a part refers to inside the package; `""` for the whole."""
        folder, name = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{name}.rels")
        if links not in self:
            return []
        found = []
        for one in self.xml(links):
            if local_name(one) != "Relationship" or one.get("TargetMode") == "External":
                continue
            target = one.get("Target", "")
            inside = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found.append((one.get("Id", ""), one.get("Type", "").rpartition("/")[2], inside))
        return found

    def main_part(self) -> str:
        """The part that the package is about, empty if it names none that is there."""
        found = (part for _, kind, part in self.relations("") if kind == "officeDocument" and part in self)
        return next((part for part in found if not part.endswith(".bin")), "")

    def _take(self, count: int, weight: int) -> None:
        self._left -= count
        self._work_left -= weight
        if self._left < 0 or self._work_left < 0:
            raise self.too_big()


class PartStream:
    """A part while it is unpacked; `weight` estimates the tree built since it was last set to 0."""

    def __init__(self, package: Package, stream: IO[bytes]) -> None:
        self._package = package
        self._stream = stream
        self._peeked = b""
        self.weight = 0

    def __enter__(self) -> "PartStream":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all for -1.  Raises UserError beyond what a sane file unpacks to."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        data, self._peeked = self._peeked[:size], self._peeked[size:]
        return data or self._unpack(size)

    def peek(self) -> bytes:
        """The beginning, without taking it."""
        if not self._peeked:
            self._peeked = self._unpack(_CHUNK)
        return self._peeked

    def first_element(self, head: bytes) -> str:
        """The name of the first element.

        Raises DamagedError if there is a document type before it; no office program writes one.
        """
        parser = expat.ParserCreate()
        begun: list[str] = []
        parser.StartElementHandler = lambda name, _attributes: begun.append(name)

        def refuse(*_: object) -> None:
            raise DamagedError("document type")

        parser.StartDoctypeDeclHandler = refuse
        # In small bites, so that what stands after the first tag is not parsed twice.
        for at in range(0, len(head), 512):
            parser.Parse(head[at : at + 512], False)
            if begun:
                return begun[0].rpartition(":")[2]
        raise DamagedError("no element")

    def _unpack(self, size: int) -> bytes:
        data = self._stream.read(size)
        weight = len(data) + data.count(b"<") * _TAG_BYTES + data.count(b"=") * _ATTRIBUTE_BYTES
        self._package._take(len(data), weight)
        self.weight += weight
        if self.weight > MOST_WEIGHT:
            raise self._package.too_big()
        return data


class damage:  # noqa: N801 – a context, used like contextlib.suppress
    """Whatever unpacking and parsing raise about the bytes themselves, as DamagedError."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, _DAMAGE):
            raise DamagedError(str(error)) from error


def xml_parser() -> etree.XMLParser:
    """A parser that expands nothing and fetches nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def forget(element: Element) -> None:
    """Empty an element and drop all that stands before it, so that a long part does not pile up in memory."""
    element.clear()
    for one in (element, *element.iterancestors()):
        parent = one.getparent()
        if parent is not None:
            del parent[: parent.index(one)]


def local_name(element: Element) -> str:
    """The name without its namespace (transitional and strict differ); empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its local name."""
    for key, value in element.items():
        if key == name or key.endswith("}" + name):
            return str(value)
    return default


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a local name."""
    if element is not None:
        for one in element:
            if local_name(one) == name:
                return one
    return None


def locked(path: Path) -> UserError:
    """The refusal of a file that asks for a password."""
    return UserError(
        "文件有打开密码", what_to_do="请用 WPS 或 Office 去掉打开密码后另存，再导入一次。", place=path.name
    )

"""Where every document's file goes within the 佐证材料包: a folder of its indicator, numbered as in the 佐证目录."""

import msgspec

from eduduty_desktop.document.names import legal, split, unique
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.draft.references import file_name_of
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.workspace.evidence import evidence_numbers, home_of

WITHOUT_POINT = "其他"
SEE_ALSO = "另见.txt"
FOLDER_BYTES = 72
"""Bytes of a folder's name, 24 Chinese characters: four of them and a file's name stay within Windows' 260."""


class Planned(msgspec.Struct, frozen=True):
    """A document with its number and where its file goes, relative to the package with `/`; empty without a file.

    `references` are the folders of the other points that it proves.
    """

    row: str
    number: str
    evidence: Evidence
    path: str
    references: tuple[str, ...] = ()


def plan(reader: Reader) -> tuple[Planned, ...]:
    """Every document in the order of the 佐证目录, with the place of its file."""
    folders = _Folders(reader)
    taken: dict[str, set[str]] = {}
    found = []
    for row, number in evidence_numbers(reader).items():
        one: Evidence = reader.get(Key("evidence", row))
        home = home_of(reader, one)
        folder = folders.of(home)
        path = ""
        if one.file:
            stem, ending = split(file_name_of(one.file))
            name = legal(f"{number} {one.title.strip() or stem}", tail=legal(ending) if ending else "")
            path = f"{folder}/{unique(name, taken.setdefault(folder, {SEE_ALSO.casefold()}))}"
        others = tuple(folders.of(node) for node in reader.framework.nodes if node in one.points and node != home)
        found.append(Planned(row, number, one, path, others if path else ()))
    return tuple(found)


class _Folders:
    """Names of the folders of nodes, told apart among their siblings."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._names: dict[str, str] = {}

    def of(self, node: str) -> str:
        """The folder of a node, `01 一 党的领导/02（一）经费`; documents that prove nothing have their own."""
        if not node:
            return WITHOUT_POINT
        if node not in self._names:
            framework = self._reader.framework
            parent = framework.parents.get(node, "")
            siblings = [one for one in framework.nodes if framework.parents.get(one, "") == parent]
            number, title = (full_width(words) for words in (framework.nodes[node].number, framework.nodes[node].title))
            at = f"{siblings.index(node) + 1:02d}"
            between = "" if number.startswith("（") else " "
            name = legal(f"{at}{between}{number} {title}" if number else f"{at} {title}", most_bytes=FOLDER_BYTES)
            self._names[node] = f"{self.of(parent)}/{name}" if parent else name
        return self._names[node]

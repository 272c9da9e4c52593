"""What became of a document's file when it was packed, and the words for one that could not be."""

from collections.abc import Mapping, Sequence

import msgspec

from eduduty_desktop.draft.references import file_name_of
from eduduty_desktop.workspace.evidence import FileState
from eduduty_desktop.workspace.evidence_plan import Planned

_NEXT_STEPS = {
    FileState.MISSING: "文件可能移动、改名或删除了：在该测评点的佐证材料里点“重新定位…”选它。",
    FileState.CHANGED: "先核对内容：是有意改的，在佐证材料里点“按现在的文件登记”；不是，找回原来的文件。",
    FileState.UNREADABLE: "检查权限，或关闭占用它的程序后再试。",
}


class Gap(msgspec.Struct, frozen=True):
    """A document whose file cannot go into the package: why, in words, and what to do."""

    row: str
    number: str
    title: str
    state: FileState
    message: str
    what_to_do: str


class Stored(msgspec.Struct, frozen=True):
    """What became of a document's file: its state, and bytes and SHA-256 of what was copied."""

    state: FileState
    size: int = 0
    sha256: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether the file ought to have been there."""
        return self.state in _NEXT_STEPS


def gaps_of(documents: Sequence[Planned], stored: Mapping[str, Stored]) -> tuple[Gap, ...]:
    """The documents whose file is missing, in the package's order."""
    return tuple(_gap(one, stored[one.row]) for one in documents if stored[one.row].is_missing)


def _gap(one: Planned, found: Stored) -> Gap:
    title = one.evidence.title or file_name_of(one.evidence.file)
    words = {
        FileState.MISSING: f"找不到文件“{file_name_of(one.evidence.file)}”",
        FileState.CHANGED: f"文件“{file_name_of(one.evidence.file)}”与登记时不同",
    }
    why = words.get(found.state, f"文件“{file_name_of(one.evidence.file)}”读不了")
    return Gap(one.row, one.number, title, found.state, f"{one.number}《{title}》{why}", _NEXT_STEPS[found.state])

"""佐证材料包: every document's file in a folder of its indicator, numbered, with an index and SHA-256.

A file is copied once, under the first point that it proves; the folders of the other points say where it lies.  While
it is copied it is compared with the hash it was registered with: what vanished or changed is a gap, which stops the
package until a person has accepted it, and which the index names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.document.names import evidence_folder_name, evidence_list_name
from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.evidence import FileState, path_of, seen_failing
from eduduty_desktop.workspace.evidence_gaps import Gap, Stored, gaps_of
from eduduty_desktop.workspace.evidence_index import index_sheets
from eduduty_desktop.workspace.evidence_plan import SEE_ALSO, Planned, plan

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class Package(msgspec.Struct, frozen=True):
    """A finished package: where it is, how many files of evidence it holds, their bytes, and what is missing."""

    folder: Path
    files: int
    size: int
    gaps: tuple[Gap, ...]


class GapsFoundError(UserError):
    """Files vanished or changed, and nobody has accepted that; nothing was written."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        first = gaps[0]
        super().__init__(
            f"有 {len(gaps)} 份佐证材料的文件缺失或已改动；第一份：{first.message}",
            what_to_do=f"{first.what_to_do}也可以确认后仍然打包，缺的在目录里写明。",
        )
        self.gaps = tuple(gaps)


def package_path(draft: Draft, folder: Path) -> Path:
    """Where a package goes within a folder."""
    return folder / evidence_folder_name(draft)


def build_package(
    draft: Draft,
    base: Path | None,
    folder: Path,
    *,
    now: datetime,
    accepted: Iterable[str] = (),
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Package:
    """Make the package of a draft whose file lies in `base`, as a new folder within `folder`.

    `accepted` are the ids of the documents that may be missing.  `progress` gets bytes done, bytes in all and the name
    of the file.  An earlier package is replaced when the new one is whole, unless it holds files that no package put
    there.  Raises GapsFoundError, UserError (nothing to pack, a folder that cannot be written, a full disk) and
    office.ExportCancelledError; what was there before is then untouched.
    """
    from eduduty_desktop.office.archive import MANIFEST, digest_of, manifest
    from eduduty_desktop.office.folders import replacing_folder
    from eduduty_desktop.workspace.exporting import make_folder

    documents = plan(draft)
    if not documents:
        raise UserError("还没有登记佐证材料", what_to_do="请先在各测评点的佐证材料里登记，再打包。")
    make_folder(folder)
    target = package_path(draft, folder)
    _refuse_eating_itself(documents, base, target)
    with replacing_folder(target, _of_earlier(target)) as room:
        stored = _Copying(documents, base, room, progress, cancelled).run()
        gaps = gaps_of(documents, stored)
        if open_gaps := [gap for gap in gaps if gap.row not in set(accepted)]:
            raise GapsFoundError(open_gaps)
        index = evidence_list_name(draft)
        _write_rest(draft, documents, stored, room, index, now)
        digests = [(one.path, stored[one.row].sha256) for one in documents if stored[one.row].sha256]
        (room / MANIFEST).write_bytes(
            manifest([(index, digest_of(room / index)), *digests, *_see_also_digests(room, documents)])
        )
    sizes = [one.size for one in stored.values() if one.sha256]
    return Package(target, len(sizes), sum(sizes), gaps)


def _refuse_eating_itself(documents: Sequence[Planned], base: Path | None, target: Path) -> None:
    """Raises UserError where a registered file lies in the package that would be replaced."""
    inside = target.resolve()
    for one in documents:
        if one.path and path_of(one.evidence.file, base).resolve().is_relative_to(inside):
            raise UserError(
                f"{one.number}《{one.evidence.title}》登记的文件就在要替换的佐证材料包里",
                what_to_do="请换一个文件夹存放新的佐证材料包。",
                place=str(target),
            )


def _of_earlier(target: Path) -> frozenset[str]:
    """What an earlier package says it holds: that, and no more, may be replaced."""
    from eduduty_desktop.office.archive import MANIFEST, named_in

    try:
        known = named_in((target / MANIFEST).read_bytes())
    except (OSError, ValueError):  # not a package of ours, or no longer one
        return frozenset()
    return frozenset({MANIFEST, *known})


class _Copying:
    """Copies the files into the room, telling how far it is."""

    def __init__(
        self,
        documents: Sequence[Planned],
        base: Path | None,
        room: Path,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._documents = documents
        self._base = base
        self._room = room
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        self._all = sum(_size(path_of(one.evidence.file, base)) for one in documents if one.path)

    def run(self) -> dict[str, Stored]:
        """What became of every document, by its id."""
        return {one.row: self._copy(one) for one in self._documents}

    def _copy(self, one: Planned) -> Stored:
        from eduduty_desktop.office.folders import copy_file

        if not one.path:
            return Stored(FileState.NONE)
        name, target = one.path.rpartition("/")[2], self._room / one.path
        target.parent.mkdir(parents=True, exist_ok=True)

        def told(count: int) -> None:
            self._done += count
            self._tell(name)

        self._tell(name)
        try:
            size, digest = copy_file(
                path_of(one.evidence.file, self._base), target, progress=told, cancelled=self._cancelled
            )
        except OSError as error:  # of reading; one of writing comes as UserError
            target.unlink(missing_ok=True)
            return Stored(seen_failing(error).state)
        if one.evidence.sha256 and digest != one.evidence.sha256:
            target.unlink()
            return Stored(FileState.CHANGED)
        return Stored(FileState.SAME if one.evidence.sha256 else FileState.UNCHECKED, size, digest)

    def _tell(self, name: str) -> None:
        if self._progress is not None:
            self._progress(min(self._done, self._all), self._all, name)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # copying it will say so
        return 0


def _write_rest(
    draft: Draft, documents: Sequence[Planned], stored: dict[str, Stored], room: Path, index: str, now: datetime
) -> None:
    """The index, and in the folders of other points where their documents lie; folders without anything go."""
    from eduduty_desktop.office import write_workbook

    for folder, lines in _see_also(documents, stored).items():
        (room / folder).mkdir(parents=True, exist_ok=True)
        words = "\r\n".join(("本项还由下列材料证明，文件只存一份，在：", "", *lines, ""))
        (room / folder / SEE_ALSO).write_bytes(words.encode("utf-8-sig"))
    for empty in sorted((path for path in room.rglob("*") if path.is_dir()), reverse=True):
        if not any(empty.iterdir()):
            empty.rmdir()
    write_workbook(index_sheets(draft, documents, stored), room / index, now=now)


def _see_also(documents: Sequence[Planned], stored: dict[str, Stored]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in documents:
        if stored[one.row].sha256:
            for folder in one.references:
                found.setdefault(folder, []).append(one.path.replace("/", "\\"))
    return found


def _see_also_digests(room: Path, documents: Sequence[Planned]) -> Iterator[tuple[str, str]]:
    from eduduty_desktop.office.archive import digest_of

    folders = dict.fromkeys(folder for one in documents for folder in one.references)
    for name in (f"{folder}/{SEE_ALSO}" for folder in folders):
        if (room / name).exists():
            yield name, digest_of(room / name)

"""佐证材料包: every document's file in a folder of its indicator, numbered, with an index and SHA-256.

A file is copied once, under the first point that it proves; the folders of the other points say where it lies.  While
it is copied it is compared with the hash it was registered with: what vanished or changed is a gap, which stops the
package until a person has accepted it, and which the index names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.document import cover
from eduduty_desktop.document.appendix import subtitle_of
from eduduty_desktop.document.names import evidence_folder_name, evidence_list_name, legal, split, unique
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, ledger, text
from eduduty_desktop.draft import Draft, Key, Reader
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.draft.references import file_name_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.workspace.evidence import (
    FileState,
    evidence_numbers,
    home_of,
    path_of,
    seen_failing,
    size_in_words,
)

WITHOUT_POINT = "其他"
SEE_ALSO = "另见.txt"
FOLDER_BYTES = 72
"""Bytes of a folder's name, 24 Chinese characters: four of them and a file's name stay within Windows' 260."""

INDEX_COLUMNS = (
    Column("序号", 5),
    Column("指标号", 14),
    Column("材料编号", 15),
    Column("材料名称", 32),
    Column("文号", 18),
    Column("日期", 11),
    Column("形成单位", 14),
    Column("页码", 8),
    Column("原件/复印件", 10),
    Column("盖章", 6),
    Column("密级", 8),
    Column("说明", 26),
)
FILE_COLUMNS = (
    Column("材料编号", 15),
    Column("所在文件", 48),
    Column("大小", 10),
    Column("SHA-256", 66),
)
POINT_COLUMNS = (
    Column("指标号", 14),
    Column("指标", 30),
    Column("材料编号", 15),
    Column("材料名称", 32),
    Column("页码", 8),
    Column("所在文件", 48),
    Column("说明", 16),
)
_NEXT_STEPS = {
    FileState.MISSING: "文件可能移动、改名或删除了：在该测评点的佐证材料里点“重新定位…”选它。",
    FileState.CHANGED: "先核对内容：是有意改的，在佐证材料里点“按现在的文件登记”；不是，找回原来的文件。",
    FileState.UNREADABLE: "检查权限，或关闭占用它的程序后再试。",
}
_REMARKS = {
    FileState.MISSING: "缺：找不到文件",
    FileState.CHANGED: "缺：文件与登记时不同，未收入",
    FileState.UNREADABLE: "缺：文件读不了",
    FileState.NONE: "无电子文件，备查实物",
    FileState.UNCHECKED: "登记时未核对",
}

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class Planned(msgspec.Struct, frozen=True):
    """A document with its number and where its file goes, relative to the package with `/`; empty without a file.

    `references` are the folders of the other points that it proves.
    """

    row: str
    number: str
    evidence: Evidence
    path: str
    references: tuple[str, ...] = ()


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


# the plan -------------------------------------------------------------------------------------------------


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


# building -------------------------------------------------------------------------------------------------


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
        gaps = tuple(_gap(one, stored[one.row]) for one in documents if stored[one.row].state in _NEXT_STEPS)
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


def _gap(one: Planned, found: Stored) -> Gap:
    title = one.evidence.title or file_name_of(one.evidence.file)
    words = {
        FileState.MISSING: f"找不到文件“{file_name_of(one.evidence.file)}”",
        FileState.CHANGED: f"文件“{file_name_of(one.evidence.file)}”与登记时不同",
    }
    why = words.get(found.state, f"文件“{file_name_of(one.evidence.file)}”读不了")
    return Gap(one.row, one.number, title, found.state, f"{one.number}《{title}》{why}", _NEXT_STEPS[found.state])


# what goes with it ----------------------------------------------------------------------------------------


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


def index_sheets(reader: Reader, documents: Sequence[Planned], stored: dict[str, Stored]) -> tuple[Sheet, ...]:
    """佐证材料目录, its files with their hashes, 按指标查, and 缺件 where something is missing."""
    missing = sum(one.state in _NEXT_STEPS for one in stored.values())
    subtitle = subtitle_of(reader) + (f"　　缺 {missing} 份，见“缺件”" if missing else "")
    rows = tuple(_index_row(reader, at, one, stored[one.row]) for at, one in enumerate(documents, 1))
    title = f"{cover.field_text(reader, 'county')}佐证材料目录"
    sheets = [ledger("佐证材料目录", title, subtitle, INDEX_COLUMNS, rows, freeze_columns=4)]
    files = tuple(_file_row(one, stored[one.row]) for one in documents if stored[one.row].sha256)
    sheets.append(ledger("文件和校验值", "佐证材料文件和校验值", subtitle, FILE_COLUMNS, files, freeze_columns=1))
    by_point = tuple(_point_rows(reader, documents, stored))
    sheets.append(ledger("按指标查", "佐证材料按指标索引", subtitle, POINT_COLUMNS, by_point, freeze_columns=2))
    if missing:
        lacking = tuple(
            (center(at), center(gap.number), text(gap.title), text(_REMARKS[gap.state]), text(gap.message))
            for at, gap in enumerate(
                (_gap(one, stored[one.row]) for one in documents if stored[one.row].state in _NEXT_STEPS), 1
            )
        )
        columns = (
            Column("序号", 5),
            Column("材料编号", 15),
            Column("材料名称", 32),
            Column("缺什么", 28),
            Column("说明", 48),
        )
        sheets.append(ledger("缺件", "佐证材料缺件清单", subtitle, columns, lacking))
    return tuple(sheets)


def _index_row(reader: Reader, at: int, one: Planned, found: Stored) -> Row:
    evidence = one.evidence
    places = [place_of(reader.framework, node) for node in reader.framework.nodes if node in evidence.points]
    return (
        center(at),
        center("、".join(places)),
        center(one.number),
        Cell(evidence.title or None, trace=Key("evidence", one.row)),
        *(text(word) for word in (evidence.document_number, evidence.date, evidence.issuer, evidence.pages)),
        center("原件" if evidence.original else "复印件"),
        center("是" if evidence.sealed else "否"),
        text(evidence.confidentiality),
        text(_REMARKS.get(found.state, "")),
    )


def _file_row(one: Planned, found: Stored) -> Row:
    return (center(one.number), text(one.path), center(size_in_words(found.size)), text(found.sha256))


def _point_rows(reader: Reader, documents: Sequence[Planned], stored: dict[str, Stored]) -> Iterator[Row]:
    for point in reader.framework.points:
        mine = [one for one in documents if point.id in one.evidence.points]
        for one in mine:
            found = stored[one.row]
            home = home_of(reader, one.evidence)
            remark = _REMARKS.get(found.state, "") or (
                "" if home == point.id else f"引用，存于{place_of(reader.framework, home)}"
            )
            yield (
                center(place_of(reader.framework, point.id)),
                text(full_width(point.title)),
                center(one.number),
                text(one.evidence.title),
                text(one.evidence.pages),
                text(one.path if found.sha256 else ""),
                text(remark),
            )

"""收回填报表: read what departments sent back, propose, and take over what the clerk chose as one undoable step."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.draft import CURRENT, PROFILE, Draft, Key
from eduduty_desktop.draft.assessment import is_given, state_of
from eduduty_desktop.draft.records import Issued, PointState, Reported, Returned
from eduduty_desktop.draft.records import Status as PointStatus
from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid, Paragraph
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import (
    Matchers,
    Proposal,
    ProposalKind,
    Return,
    Row,
    assigned,
    propose_returns,
    read_return,
    row_of,
)
from eduduty_desktop.workspace.drafts import now as this_moment
from eduduty_desktop.workspace.people import person
from eduduty_desktop.workspace.session import Applied, Session

TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"})
TEXTS = frozenset({".docx", ".docm", ".txt"})
_TEMPORARY = ("~$", ".")

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class CollectedFile(msgspec.Struct, frozen=True):
    """One file: its hash, what was read in it, or why it could not be read (`refusal`, for people).

    `messages` are all that a person should know about the file, the gravest first.
    """

    path: Path
    sha256: str = ""
    returned: Return = Return("")
    refusal: str = ""
    messages: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.name


class Collected(msgspec.Struct, frozen=True):
    """What all files come to: `proposals` refer to `files` by the number before the point of their id.

    `draft` is the one that they were compared with.
    """

    draft: Draft
    files: tuple[CollectedFile, ...]
    proposals: tuple[Proposal, ...]

    def of_file(self, at: int) -> tuple[Proposal, ...]:
        """The proposals of one file."""
        return tuple(one for one in self.proposals if file_of(one) == at)

    def chosen_by_default(self) -> tuple[str, ...]:
        """Ids of what fills an empty place without a doubt."""
        return tuple(p.id for p in self.proposals if p.status is Status.NEW and p.can_be_applied)

    def clear(self) -> tuple[str, ...]:
        """Ids of all that was understood and that nobody contradicts: what is new and what is changed."""
        sure = (Status.NEW, Status.CHANGED)
        return tuple(p.id for p in self.proposals if p.status in sure and p.can_be_applied)


class Taken(msgspec.Struct, frozen=True):
    """What was taken over: counts, and the points that were marked 部门已报."""

    applied: Applied
    figures: int = 0
    texts: int = 0
    evidence: int = 0
    points: tuple[str, ...] = ()


def file_of(proposal: Proposal) -> int:
    """Which of the collected files it comes from, from 0."""
    return int(proposal.id.partition(".")[0])


def collect(
    draft: Draft,
    files: Iterable[Path],
    *,
    departments: Mapping[Path, str] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Collected:
    """Read files, and folders of files, and propose; nothing is changed.

    `departments` names the sender of files that do not tell.  A file that cannot be read is among the files with its
    refusal.  `progress` is told files done, files in all and the name of the next; once `cancelled` says so the rest is
    left out.  Raises UserError if a path does not exist or no file is found.
    """
    paths = found_in(files)
    given = departments or {}
    matchers = Matchers(draft)
    read: list[CollectedFile] = []
    for at, path in enumerate(paths):
        if cancelled is not None and cancelled():
            break
        if progress is not None:
            progress(at, len(paths), path.name)
        read.append(_read(draft, path, given.get(path, ""), read, matchers))
    return Collected(draft, tuple(read), propose_returns(draft, [one.returned for one in read]))


def found_in(paths: Iterable[Path]) -> list[Path]:
    """Files as given, folders as what they hold that can be read, by name; lock files of office programs are left out."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.suffix.lower() in TABLES | TEXTS and one.is_file())
            found += sorted(one for one in inside if not one.name.startswith(_TEMPORARY))
        elif path.exists():
            found.append(path)
        else:
            raise UserError(f"找不到“{path.name}”", what_to_do="请检查路径是否写对。")
    if not found:
        raise UserError("没有找到可以读的文件", what_to_do="请选择部门返回的 .xlsx、.xls、.ods、.csv 或 .docx 文件。")
    return list(dict.fromkeys(found))


def _read(
    draft: Draft, path: Path, department: str, before: Sequence[CollectedFile], matchers: Matchers
) -> CollectedFile:
    try:
        parts = _parts(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found = read_return(draft, parts, path.name, department=department, matchers=matchers)
    except UserError as error:
        return CollectedFile(path, returned=Return(path.name), refusal=error.one_line(), messages=(error.one_line(),))
    except OSError as error:
        line = f"{path.name}：读不了（{error.strerror or error}）。请检查文件是否被别的程序打开，或重新取得。"
        return CollectedFile(path, returned=Return(path.name), refusal=line, messages=(line,))
    said = [*_repeated(draft, digest, before), *_round_words(draft, found), *found.messages]
    if found.is_empty and not any("没有读取" in message for message in found.messages):
        said.insert(
            0, "没有找到可以收回的数据、文字或佐证材料。请确认发回的是填报表；表头要有“指标数据”和“本年”等栏目。"
        )
    return CollectedFile(path, digest, found, messages=tuple(said))


def _parts(path: Path) -> Sequence[Grid | Paragraph]:
    from eduduty_desktop.office import read_grids, read_notice
    from eduduty_desktop.office.texts import read_text

    kind = path.suffix.lower()
    if kind == ".txt":
        return [Paragraph(line) for line in read_text(path).splitlines()]
    return read_notice(path) if kind in TEXTS or kind in {".doc", ".wps"} else read_grids(path)


def _repeated(draft: Draft, digest: str, before: Sequence[CollectedFile]) -> list[str]:
    twin = next((one for one in before if one.sha256 == digest), None)
    if twin is not None:
        return [f"与“{twin.name}”内容完全相同，是同一个文件"]
    known: Returned | None = draft.get(Key("returned", returned_id(digest)))
    return [f"这个文件 {known.at[:16].replace('T', ' ')} 已经收过，内容没有变化"] if known is not None else []


def _round_words(draft: Draft, found: Return) -> list[str]:
    issued: Issued | None = draft.get(Key("issued", found.department)) if found.department else None
    if issued is None or not found.round or found.round == issued.round:
        return []
    if found.round < issued.round:
        return [
            f"填的是第{found.round}次下发的旧表，最近一次是第{issued.round}次；请核对有变化的内容，或请对方改填新表"
        ]
    return [f"填的是第{found.round}次下发的表，自评稿里只记到第{issued.round}次；请确认打开的是最新的自评稿"]


def returned_id(digest: str) -> str:
    """The row of a returned file: the same content is the same file."""
    return digest[:32]


# what a person says --------------------------------------------------------------------------------------


def assign(collected: Collected, proposal: str, metric: str) -> Collected:
    """The same with one row of figures read as what the clerk says it is about; both its years are read anew.

    Ids stay what they were; status, unit, conversions and rivals follow.  A row that was understood can be assigned anew.
    Raises UserError if there is no such row of figures, or the framework has no such metric.
    """
    return assign_all(collected, {proposal: metric})


def assign_all(collected: Collected, said: Mapping[str, str]) -> Collected:
    """The same as assigning rows one after the other: metrics by proposals.  Raises UserError as `assign` does."""
    rows: dict[tuple[int, int], Row] = {}
    for proposal, metric in said.items():
        at, index = _row_of(collected, proposal)
        if metric not in collected.draft.framework.metrics:
            raise UserError(f"本指标体系没有“{metric}”这项数据", what_to_do="请从列表里选择一项指标数据。")
        rows[at, index] = assigned(collected.draft, collected.files[at].returned.rows[index], metric)
    return _with_rows(collected, rows)


def unassign(collected: Collected, as_read: Collected, proposal: str) -> Collected:
    """The same with one row of figures as it was read at first, in `as_read`.

    Raises UserError if there is no such row of figures.
    """
    at, index = _row_of(collected, proposal)
    return _with_rows(collected, {(at, index): as_read.files[at].returned.rows[index]})


def _with_rows(collected: Collected, changed: Mapping[tuple[int, int], Row]) -> Collected:
    """The same with rows of figures (by file and place) replaced and all proposed anew: others may be their rivals."""
    files = list(collected.files)
    for (at, index), row in changed.items():
        rows = list(files[at].returned.rows)
        rows[index] = row
        returned = msgspec.structs.replace(files[at].returned, rows=tuple(rows))
        files[at] = msgspec.structs.replace(files[at], returned=returned)
    return Collected(collected.draft, tuple(files), propose_returns(collected.draft, [one.returned for one in files]))


def _row_of(collected: Collected, proposal: str) -> tuple[int, int]:
    """The file and the row of figures that a proposal comes from."""
    one = next((one for one in collected.proposals if one.id == proposal), None)
    if one is None or one.kind is not ProposalKind.FIGURE:
        raise UserError("只有数据行可以指定是哪一项指标数据", what_to_do="文字和佐证材料请在对应的测评点里录入。")
    return file_of(one), row_of(one)


# taking over ---------------------------------------------------------------------------------------------


def apply(
    session: Session,
    collected: Collected,
    chosen: Iterable[str],
    *,
    clock: Callable[[], datetime] = this_moment,
) -> Taken:
    """Take the chosen proposals over in one undoable step, and remember what every understood file says.

    Points of which all figures have arrived become 部门已报 where nothing was set.  Raises UserError, with nothing
    changed, if two chosen ones are about one value, one of them cannot be taken, or the draft was changed meanwhile.
    """
    wanted = _chosen(session.draft, collected, tuple(chosen))
    edits: dict[Key, msgspec.Struct | None] = {}
    causes: dict[Key, str] = {}
    for one in wanted:
        assert one.key is not None
        edits[one.key] = one.record
        causes[one.key] = f"{one.file}·{one.place}"
    with_choice = {file_of(one) for one in wanted}
    for at, file in enumerate(collected.files):
        if not file.refusal and (at in with_choice or _is_understood(file)):
            for key, record in _remembered(file, _said(collected.of_file(at), wanted), clock()).items():
                edits[key] = record
                causes.setdefault(key, file.name)
    points = _reported_points(session.draft, edits, wanted)
    for point in points:
        edits[Key("states", point)] = PointState(PointStatus.REPORTED)
    names = [file.name for file in collected.files]
    label = f"收回填报表（{names[0]}）" if len(names) == 1 else f"收回填报表（{len(names)}个文件）"
    applied = session.edit(edits.items(), label=label, cause="收回填报表", causes=causes)
    counts = {kind: sum(one.kind is kind for one in wanted) for kind in ProposalKind}
    return Taken(
        applied,
        counts[ProposalKind.FIGURE],
        counts[ProposalKind.TEXT],
        counts[ProposalKind.EVIDENCE],
        points,
    )


def _chosen(draft: Draft, collected: Collected, ids: tuple[str, ...]) -> list[Proposal]:
    by_id = {one.id: one for one in collected.proposals}
    wanted: dict[Key, Proposal] = {}
    for id in dict.fromkeys(ids):
        one = by_id[id]
        where = f"“{one.label}”（{one.file}·{one.place}）"
        if one.key is None or one.record is None:
            raise UserError(f"{where}没有读懂，不能采用", what_to_do="请先指定是哪一项指标数据，或对照原表手工填写。")
        other = wanted.get(one.key)
        if other is not None and other.record != one.record:
            raise UserError(
                f"{where}与{other.file}·{other.place}报的不一样，不能同时采用", what_to_do="请只选其中一个。"
            )
        if draft.get(one.key) != collected.draft.get(one.key):
            raise UserError(f"{where}读取之后又在自评稿里改过", what_to_do="请重新读取这些文件，再选择采用。")
        wanted[one.key] = one
    return [one for one in wanted.values() if one.status is not Status.AGREES]


def _said(proposals: Sequence[Proposal], wanted: Sequence[Proposal]) -> list[Proposal]:
    """Without what is only guessed, unless it was chosen."""
    chosen = {one.id for one in wanted}
    return [one for one in proposals if not one.is_guess or one.id in chosen]


def _is_understood(file: CollectedFile) -> bool:
    return bool(file.returned.department) and not file.returned.doubts and not file.returned.is_empty


def _remembered(file: CollectedFile, proposals: Sequence[Proposal], at: datetime) -> dict[Key, msgspec.Struct]:
    """The file, and what its department says of each value: of two places for one value the one that was read."""
    found, id = file.returned, returned_id(file.sha256)
    edits: dict[Key, msgspec.Struct] = {
        Key("returned", id): Returned(
            found.department,
            file.name,
            file.sha256,
            at.isoformat(timespec="seconds"),
            person(),
            found.filled_by,
            found.reviewed_by,
        )
    }
    for one in proposals if found.department else ():  # what nobody is known to have said is not remembered
        if one.reported is None or one.reported_key is None:
            continue
        known = edits.get(one.reported_key)
        if isinstance(known, Reported) and known.amount is not None and one.reported.amount is None:
            continue
        edits[one.reported_key] = msgspec.structs.replace(one.reported, returned=id)
    return edits


def _reported_points(
    draft: Draft, edits: Mapping[Key, msgspec.Struct | None], wanted: Sequence[Proposal]
) -> tuple[str, ...]:
    """Points still 未填 that these files touch and whose owed figures have all arrived, chosen or not."""
    touched = {key.row for key in edits if key.table in {"figures", "reported"}} | {
        one.target for one in wanted if one.target is not None
    }
    framework = draft.framework
    places = {framework.place_of_metric[row] for row in touched if row in framework.place_of_metric} - {PROFILE}
    after = draft.apply([draft.change(key, record) for key, record in edits.items()])
    arrived = {
        row
        for (row, slot), said in after.rows("reported").items()
        if slot.startswith(f"{CURRENT}/") and isinstance(said, Reported) and said.amount is not None
    }
    found = []
    for point in framework.points:
        if point.id not in places or state_of(draft, point.id).status is not PointStatus.EMPTY:
            continue
        owed = [framework.metrics[id] for id in point.metrics if not framework.metrics[id].formula]
        if owed and all(metric.id in arrived or is_given(after, metric) for metric in owed):
            found.append(point.id)
    return tuple(found)

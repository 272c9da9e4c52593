"""任务分工 and 填报表: one workbook a department, a letter for each, and the record of what was asked.

A draft that is only looked at, or that was signed off, takes no record: the files are written and the outcome says so.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.document.names import legal, split, task_name, task_plan_name, unique
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.task_changes import Asked, TaskChange, asked_of, changes_between
from eduduty_desktop.document.task_plan import UNASSIGNED, plan_sheets
from eduduty_desktop.document.task_sheets import notice_of, task_sheets
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.duties import NOBODY, Task, card_of, deadline_of, tasks_of
from eduduty_desktop.draft.records import Issued
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.workspace.exporting import make_folder
from eduduty_desktop.workspace.session import Session
from eduduty_desktop.workspace.task_letters import letter_words

WORKBOOK, LETTER, PLAN = "task", "letter", "plan"
CAUSE = "下发填报表"
_NAMED_AT_MOST = 10

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class IssuedFile(msgspec.Struct, frozen=True):
    """A file that was written: `kind` is task, letter or plan; `department` is empty for the plan."""

    kind: str
    department: str
    path: Path
    sha256: str


class Unassigned(msgspec.Struct, frozen=True):
    """What nobody was given: ids of points and of figures, and their names for people."""

    points: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.points or self.metrics)


class Handed(msgspec.Struct, frozen=True):
    """What one department was given: which round, what differs from the round before, and the record of it."""

    department: str
    round: int
    leads: int
    assists: int
    metrics: int
    deadline: str = ""
    changes: tuple[TaskChange, ...] = ()
    issued: Issued = Issued()


class Issue(msgspec.Struct, frozen=True):
    """The outcome: files with their hashes, what each department was given, who had nothing new, what nobody owes.

    `recorded` says whether the draft remembers it; `warnings` are for people.
    """

    files: tuple[IssuedFile, ...]
    handed: tuple[Handed, ...]
    unchanged: tuple[str, ...] = ()
    unassigned: Unassigned = Unassigned()
    recorded: bool = False
    warnings: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """What would be handed to one department now: the round it would be, and how it differs from what it has."""

    task: Task
    asked: Asked
    round: int
    is_new: bool
    changes: tuple[TaskChange, ...] = ()

    @property
    def owes(self) -> bool:
        """Whether there is anything to fill in."""
        return bool(self.task.leads or self.task.assists or self.task.metrics)

    @property
    def is_changed(self) -> bool:
        """Whether the department has no table yet, or one that asks for something else."""
        return self.is_new or bool(self.changes)


def plans_of(draft: Draft) -> tuple[Plan, ...]:
    """For every department what it would be handed now; nobody's task is not among them.

    A department that owes nothing any more is among them once, for the table that tells it so.
    """
    tasks = {task.department: task for task in tasks_of(draft) if task.department != NOBODY}
    gone = [Task(department) for department, _ in draft.rows("issued") if department not in tasks]
    plans = [_plan(draft, task) for task in (*tasks.values(), *gone)]
    return tuple(plan for plan in plans if plan.owes or (plan.changes and not plan.is_new))


def _plan(draft: Draft, task: Task) -> Plan:
    issued: Issued | None = draft.get(Key("issued", task.department))
    asked = asked_of(draft, task)
    if issued is None or not issued.round:
        return Plan(task, asked, 1, is_new=True)
    changes = changes_between(issued.asked, asked)
    return Plan(task, asked, issued.round + bool(changes), is_new=False, changes=changes)


def unassigned_of(draft: Draft) -> Unassigned:
    """Points and figures that have no department."""
    for task in tasks_of(draft):
        if task.department == NOBODY:
            points = [
                f"{place_of(draft.framework, id)} {full_width(draft.framework.nodes[id].title)}" for id in task.leads
            ]
            metrics = [draft.framework.metrics[id].printed_label for id in task.metrics]
            return Unassigned(task.leads, task.metrics, (*points, *metrics))
    return Unassigned()


def issue(
    source: Session | Draft,
    folder: Path,
    departments: Iterable[str] | None = None,
    *,
    now: datetime,
    changed: bool = False,
    letters: bool = True,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Issue:
    """Write one workbook a department into a folder, which is made if it is missing, with a letter for each.

    `departments` names some, None means all (and then 任务分工 is written too); `changed` leaves out those whose table
    would be the same as the one they have.  A table that differs is a new round, the same again is not.  All files are
    whole before the first is put in its place, each at one stroke; then a session notes it as one step that can be undone
    (who works on another thread gives a draft, and calls `record` with the outcome where the session is used).
    `progress` gets steps done, steps in all and the step's name.

    Raises UserError for an unknown department, a folder that cannot be written or a full disk, and
    office.ExportCancelledError; nothing is noted then.
    """
    draft = source.draft if isinstance(source, Session) else source
    plans, unchanged = _chosen(draft, departments, changed=changed)
    missing = unassigned_of(draft)
    make_folder(folder)
    try:
        staging = Path(tempfile.mkdtemp(prefix=".~填报表", dir=folder))
    except OSError as error:
        raise UserError(
            f"不能写入文件夹“{folder}”（{error.strerror}）", what_to_do="请换一个可以写入的文件夹。"
        ) from error
    try:
        run = _Issuing(draft, folder, staging, now, progress, cancelled)
        files, warnings = run.run(plans, with_plan=departments is None and bool(plans or not changed), letters=letters)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    books = {one.department: one for one in files if one.kind == WORKBOOK}
    handed = tuple(_handed(draft, plan, books[plan.task.department], now) for plan in plans)
    said = (*warnings, *_words_about_gaps(draft, handed), *_words_about(missing))
    outcome = Issue(files, handed, unchanged, missing, warnings=said)
    return record(source, outcome) if isinstance(source, Session) else outcome


def _chosen(
    draft: Draft, departments: Iterable[str] | None, *, changed: bool
) -> tuple[tuple[Plan, ...], tuple[str, ...]]:
    """The plans to carry out, and the departments that have nothing new."""
    plans = plans_of(draft)
    if departments is not None:
        wanted = list(dict.fromkeys(departments))
        known = {plan.task.department for plan in plans}
        for name in wanted:
            if name not in known:
                raise _unknown(name, sorted(known))
        plans = tuple(plan for plan in plans if plan.task.department in wanted)
    unchanged = tuple(plan.task.department for plan in plans if changed and not plan.is_changed)
    return tuple(plan for plan in plans if plan.task.department not in unchanged), unchanged


def _unknown(name: str, known: list[str]) -> UserError:
    if name in (NOBODY, UNASSIGNED):
        return UserError("未指定责任单位的内容不能下发", what_to_do="请先在“责任单位”页指定由哪个单位填报。")
    return UserError(f"没有“{name}”要填的内容", what_to_do=f"可以下发的单位：{'、'.join(known) or '还没有'}。")


def _handed(draft: Draft, plan: Plan, book: IssuedFile, now: datetime) -> Handed:
    task = plan.task
    counts = (len(task.leads), len(task.assists), len(task.metrics))
    issued = Issued(plan.round, now.isoformat(timespec="seconds"), book.path.name, book.sha256, plan.asked)
    return Handed(task.department, plan.round, *counts, deadline_of(draft, task.department), plan.changes, issued)


def _words_about_gaps(draft: Draft, handed: Sequence[Handed]) -> list[str]:
    """What a department will ask about: by which notice, and by when."""
    said = []
    if handed and not notice_of(draft):
        said.append("封面信息里没有通知名称和文号，填报表的“依据通知”是空的。")
    endless = [one.department for one in handed if not one.deadline]
    if endless:
        shown = "、".join(endless[:_NAMED_AT_MOST]) + ("等" if len(endless) > _NAMED_AT_MOST else "")
        said.append(
            f"{shown}（共 {len(endless)} 个单位）没有报送截止日期，填报表上写“另行通知”。请在“责任单位”页填写。"
        )
    return said


def _words_about(missing: Unassigned) -> list[str]:
    if missing.is_empty:
        return []
    shown = "；".join(missing.names[:_NAMED_AT_MOST]) + ("等" if len(missing.names) > _NAMED_AT_MOST else "")
    return [
        f"还有 {len(missing.points)} 个测评点、{len(missing.metrics)} 项数据没有责任单位，没有下发给任何人：{shown}。"
        "请在“责任单位”页指定。"
    ]


def record(session: Session, outcome: Issue) -> Issue:
    """Note who was given what as one step that can be undone, for what was issued from a draft on another thread.

    Of a draft that is only looked at or was signed off nothing is noted, and the outcome says why.
    """
    if not outcome.handed or outcome.recorded:
        return outcome
    if session.read_only:
        return _not_recorded(outcome, session.read_only)
    edits = [(Key("issued", one.department), one.issued) for one in outcome.handed]
    session.edit(edits, label=CAUSE, cause=CAUSE)
    return msgspec.structs.replace(outcome, recorded=True)


def _not_recorded(outcome: Issue, reason: str) -> Issue:
    said = f"填报表已生成，但没有记入自评稿（{reason}），下次仍按上次记录的轮次下发。"
    return msgspec.structs.replace(outcome, warnings=(said, *outcome.warnings))


class _Issuing:
    """One run of `issue`, in a staging folder of its own."""

    def __init__(
        self,
        draft: Draft,
        folder: Path,
        staging: Path,
        now: datetime,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._draft, self._folder, self._staging, self._now = draft, folder, staging, now
        self._progress, self._cancelled = progress, cancelled
        self._warnings: list[str] = []

    def run(self, plans: Sequence[Plan], *, with_plan: bool, letters: bool) -> tuple[tuple[IssuedFile, ...], list[str]]:
        """Make all, then put all in place."""
        from eduduty_desktop.office import write_workbook
        from eduduty_desktop.office.files import stop_if

        made: list[tuple[str, str, Path]] = []
        taken: set[str] = set()
        total = len(plans) + with_plan
        for at, plan in enumerate(plans):
            stop_if(self._cancelled)
            department = plan.task.department
            self._tell(at, total, f"正在生成{department}的填报表")
            path = self._staging / self._free_name(department, plan.round, taken)
            sheets = task_sheets(self._draft, plan.task, plan.round, plan.changes)
            write_workbook(sheets, path, now=self._now, cancelled=self._cancelled)
            made.append((WORKBOOK, department, path))
            if letters:
                made.append((LETTER, department, self._letter(plan, path, taken)))
        if with_plan:
            self._tell(len(plans), total, "正在生成任务分工")
            path = self._staging / unique(task_plan_name(self._draft), taken)
            write_workbook(plan_sheets(self._draft), path, now=self._now, cancelled=self._cancelled)
            made.append((PLAN, "", path))
        stop_if(self._cancelled)
        placed = tuple(self._placed(*one) for one in made)
        self._tell(total, total, "完成")
        return placed, self._warnings

    def _free_name(self, department: str, round: int, taken: set[str]) -> str:
        """The workbook's name; another one where the folder has a file of that name that this program did not write.

        Returned tables are put beside the ones handed out, under the same names.
        """
        usual = task_name(self._draft, department, round)
        issued: Issued | None = self._draft.get(Key("issued", department))
        name = unique(usual, taken)
        while (there := self._folder / name).exists() and (issued is None or _sha256(there) != issued.sha256):
            name = unique(usual, taken)
        if name != usual and (self._folder / usual).exists():
            self._warnings.append(f"文件夹里已有“{usual}”，可能是{department}填好交回的，没有覆盖，另存为“{name}”。")
        return name

    def _letter(self, plan: Plan, workbook: Path, taken: set[str]) -> Path:
        from eduduty_desktop.office.mail import Letter, addresses, write_letter

        department = plan.task.department
        to = card_of(self._draft, department).email.strip()
        try:
            addresses(to)
        except UserError as error:
            self._warnings.append(f"{department}：{error.message}，邮件没有写收件人。")
            to = ""
        path = self._staging / unique(legal(split(workbook.name)[0], tail=".eml"), taken)
        subject, body = letter_words(self._draft, plan.task, plan.round, plan.changes, workbook.name, self._now)
        write_letter(Letter(subject, body, to, [(workbook.name, workbook)]), path, now=self._now)
        return path

    def _placed(self, kind: str, department: str, path: Path) -> IssuedFile:
        sha256 = _sha256(path)
        target = self._folder / path.name
        try:
            path.replace(target)
        except OSError as error:
            raise UserError(
                f"不能写入“{target.name}”（{error.strerror}）",
                what_to_do="请关闭正在打开它的程序，再试一次。",
                place=str(self._folder),
            ) from error
        return IssuedFile(kind, department, target, sha256)

    def _tell(self, done: int, total: int, step: str) -> None:
        if self._progress is not None:
            self._progress(done, total, step)


def _sha256(path: Path) -> str:
    """Raises UserError for a file that cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UserError(
            f"不能读取“{path.name}”（{error.strerror or error}）",
            what_to_do="请关闭正在打开它的程序，或另选一个文件夹。",
            place=str(path.parent),
        ) from error

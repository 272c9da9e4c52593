"""报送: the numbered folder, the same as an archive, and a letter with the files, ready for the mail program.

What stays in the house (内部核验单) is written by `exporting` beside the others and goes nowhere from here: only kinds
named in UPWARD are taken.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from eduduty_desktop.document import cover
from eduduty_desktop.document.appendix import evidence_sheet, subtitle_of
from eduduty_desktop.document.attachments import Attachment, further_attachments
from eduduty_desktop.document.names import (
    Edition,
    appendix_name,
    evidence_list_name,
    legal,
    numbered,
    report_name,
    split,
    submission_name,
)
from eduduty_desktop.draft import Draft, Finding, Key
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.draft.references import file_name_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.evidence import path_of
from eduduty_desktop.workspace.exporting import ExportedFile, export, make_folder, public_warnings, shown_in

UPWARD = ("report", "appendix")
"""Kinds of exported files that leave the house, in their order."""

EVIDENCE_LIST, FURTHER, ARCHIVE, LETTER = "evidence_list", "further", "archive", "letter"
DATA = "data.json"
LARGEST_LETTER = 20 * 1024 * 1024
"""Bytes of a letter beyond which the mail servers of many offices refuse it."""

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class Form(StrEnum):
    """How the files leave."""

    FOLDER = "folder"
    ARCHIVE = "archive"
    LETTER = "letter"


ALL_FORMS: frozenset[Form] = frozenset(Form)


class Order(msgspec.Struct, frozen=True):
    """What is to be sent: as which edition, in which forms.

    `to` are the letter's addresses, as typed; `password` encrypts the archive, and the letter then carries the archive
    instead of the bare files.  `further` are files that no 附件说明 names, the last numbers; `base` is the folder of the
    draft's file, from which the files of its 附件 are found.
    """

    edition: Edition = Edition.FINAL
    forms: frozenset[Form] = ALL_FORMS
    to: str = ""
    password: str = ""
    further: tuple[Path, ...] = ()
    base: Path | None = None


class Sent(msgspec.Struct, frozen=True):
    """What was made: every file with its hash, and what a person should know."""

    files: tuple[ExportedFile, ...]
    warnings: tuple[str, ...] = ()


def names_of(draft: Draft, order: Order) -> tuple[str, ...]:
    """The numbered names of the files that go upward."""
    return _names(shown_in(draft, order.edition), order)


def _names(draft: Draft, order: Order) -> tuple[str, ...]:
    plain = [report_name(draft, order.edition), appendix_name(draft), evidence_list_name(draft)]
    plain += [_legal(one.title, split(file_name_of(one.file))[1]) for one in with_files(draft)]
    plain += [_legal(*split(path.name)) for path in order.further]
    return tuple(numbered(plain))


def with_files(draft: Draft) -> tuple[Attachment, ...]:
    """The 附件 besides the data appendix that are files; the others go on paper."""
    return tuple(one for one in further_attachments(draft) if one.file)


def _legal(stem: str, ending: str) -> str:
    return legal(stem, tail=legal(ending) if ending else "")


def planned(draft: Draft, folder: Path, order: Order) -> dict[Form, Path]:
    """What would be made in a folder, by form."""
    name = submission_name(shown_in(draft, order.edition), order.edition)
    paths = {
        Form.FOLDER: folder / name,
        Form.ARCHIVE: folder / f"{name}.zip",
        Form.LETTER: folder / f"{name}.eml",
    }
    return {form: path for form, path in paths.items() if form in order.forms}


def send(
    draft: Draft,
    findings: Sequence[Finding],
    folder: Path,
    order: Order,
    *,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Sent:
    """Make the forms of an order within a folder, which is made if it is missing.

    All of them are whole before the first is put in its place, each at one stroke.  `progress` gets steps done, steps in
    all and the step's name.  Raises UserError (what blocks a 报送稿, an address or a password that does not do, a place
    that cannot be written, a full disk) and office.ExportCancelledError; what stood there before is then untouched,
    unless its replacement was already whole.
    """
    _check(order)
    make_folder(folder)
    try:
        staging = Path(tempfile.mkdtemp(prefix=".~报送", dir=folder))
    except OSError as error:
        raise UserError(
            f"不能写入文件夹“{folder}”（{error.strerror}）", what_to_do="请换一个可以写入的文件夹。"
        ) from error
    try:
        return _Sending(draft, findings, folder, staging, order, now, progress, cancelled).run()
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _check(order: Order) -> None:
    """Raises UserError for what can be told before anything is written."""
    from eduduty_desktop.office.archive import check_password
    from eduduty_desktop.office.mail import addresses

    if not order.forms:
        raise UserError("没有选择报送方式", what_to_do="请至少选文件夹、压缩包、邮件中的一种。")
    if order.password:
        check_password(order.password)
    if Form.LETTER in order.forms:
        addresses(order.to)
    for path in order.further:
        if not path.is_file():
            raise UserError(f"找不到附件“{path.name}”", what_to_do="请重新选择，或去掉它。", place=str(path))


class _Sending:
    """One run of `send`, in a staging folder of its own."""

    def __init__(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        folder: Path,
        staging: Path,
        order: Order,
        now: datetime,
        progress: Progress | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._whole, self._draft = draft, shown_in(draft, order.edition)
        self._findings, self._order = findings, order
        self._folder, self._staging, self._now = folder, staging, now
        self._progress, self._cancelled = progress, cancelled
        self._steps = 4 + len(order.forms)
        self._done = 0

    def run(self) -> Sent:
        """Make all, then put all in place."""
        from eduduty_desktop.office.files import stop_if

        self._tell("正在生成报告和数据附表")
        files = self._documents()
        made: dict[Form, Path] = {}
        if Form.ARCHIVE in self._order.forms or (self._order.password and Form.LETTER in self._order.forms):
            self._tell("正在打压缩包")
            made[Form.ARCHIVE] = self._archive(files)
        warnings = [
            f"附件《{one.title}》没有电子文件，请另送纸质件。"
            for one in further_attachments(self._draft)
            if not one.file
        ]
        if self._order.edition is Edition.PUBLIC:
            warnings += public_warnings(self._whole)
            warnings += [
                f"附件《{one.title}》按原件收入，程序不能去掉其中不公开的内容，请先核对。"
                for one in with_files(self._draft)
            ]
        if Form.LETTER in self._order.forms:
            self._tell("正在写邮件")
            made[Form.LETTER] = self._letter(files, made.get(Form.ARCHIVE))
            warnings += _size_warnings(made[Form.LETTER])
        stop_if(self._cancelled)
        self._tell("正在存放")
        placed = self._place(files, made)
        if self._progress is not None:
            self._progress(self._steps, self._steps, "完成")
        return Sent(placed, tuple(warnings))

    def _documents(self) -> list[ExportedFile]:
        """The numbered files, in the staging folder."""
        exported = export(
            self._whole,
            self._findings,
            self._staging / "导出",
            edition=self._order.edition,
            now=self._now,
            cancelled=self._cancelled,
        )
        by_kind = {one.kind: one.path for one in exported}
        sources = [(kind, by_kind[kind]) for kind in UPWARD]
        self._tell("正在生成佐证材料目录")
        sources.append((EVIDENCE_LIST, self._evidence_list()))
        attached = with_files(self._draft)
        files = (self._whole.record(Key("evidence", one.evidence), Evidence).file for one in attached)
        sources += [(FURTHER, path_of(file, self._order.base)) for file in files]
        sources += [(FURTHER, path) for path in self._order.further]
        known = [*[""] * (len(UPWARD) + 1), *(one.sha256 for one in attached), *[""] * len(self._order.further)]
        room = self._staging / "报送"
        room.mkdir()
        found = []
        names = _names(self._draft, self._order)
        for (kind, source), name, sha256 in zip(sources, names, known, strict=True):
            target = room / name
            if kind == FURTHER:
                _refuse_another(_copy(source, target, self._cancelled), sha256, source)
            else:
                source.rename(target)
            found.append(_described(kind, target))
        return found

    def _evidence_list(self) -> Path:
        from eduduty_desktop.office import write_workbook

        path = self._staging / "目录.xlsx"
        sheet = evidence_sheet(self._draft, subtitle_of(self._draft))
        write_workbook([sheet], path, now=self._now, cancelled=self._cancelled)
        return path

    def _archive(self, files: Sequence[ExportedFile]) -> Path:
        from eduduty_desktop.office.archive import write_zip
        from eduduty_desktop.workspace.submission_data import SentFile, submission_data

        listed = [SentFile(one.path.name, one.sha256, one.path.stat().st_size) for one in files]
        data = submission_data(self._draft, self._order.edition, listed, now=self._now)
        path = self._staging / "报送.zip"
        write_zip(
            [*((one.path.name, one.path) for one in files), (DATA, data)],
            path,
            now=self._now,
            password=self._order.password,
            cancelled=self._cancelled,
        )
        return path

    def _letter(self, files: Sequence[ExportedFile], archive: Path | None) -> Path:
        from eduduty_desktop.office.mail import Letter, write_letter

        attached = [(one.path.name, one.path) for one in files]
        if self._order.password and archive is not None:
            attached = [(f"{submission_name(self._draft, self._order.edition)}.zip", archive)]
        path = self._staging / "报送.eml"
        subject, body = letter_words(self._draft, self._order, [name for name, _ in attached])
        write_letter(Letter(subject, body, self._order.to, attached), path, now=self._now)
        return path

    def _place(self, files: Sequence[ExportedFile], made: dict[Form, Path]) -> tuple[ExportedFile, ...]:
        targets = planned(self._draft, self._folder, self._order)
        placed: list[ExportedFile] = []
        if Form.FOLDER in targets:
            self._put_folder(files, targets[Form.FOLDER])
            placed += [ExportedFile(one.kind, targets[Form.FOLDER] / one.path.name, one.sha256) for one in files]
        for form, kind in ((Form.ARCHIVE, ARCHIVE), (Form.LETTER, LETTER)):
            if form in targets:
                placed.append(_put(kind, made[form], targets[form]))
        return tuple(placed)

    def _put_folder(self, files: Sequence[ExportedFile], target: Path) -> None:
        from eduduty_desktop.office.folders import replacing_folder

        ours = frozenset(name for edition in Edition for name in names_of(self._whole, self._with(edition)))
        with replacing_folder(target, ours) as room:
            for one in files:
                _copy(one.path, room / one.path.name, self._cancelled)

    def _with(self, edition: Edition) -> Order:
        return msgspec.structs.replace(self._order, edition=edition)

    def _tell(self, step: str) -> None:
        if self._progress is not None:
            self._progress(self._done, self._steps, step)
        self._done += 1


def _refuse_another(found: str, registered: str, source: Path) -> None:
    """Raises UserError where an attached document is not the one that was registered."""
    if registered and found != registered:
        raise UserError(
            f"附件“{source.name}”与登记时不同",
            what_to_do="请核对：是有意改的，在佐证材料里点“按现在的文件登记”；不是，找回原来的文件。",
            place=str(source),
        )


def _copy(source: Path, target: Path, cancelled: Cancelled | None) -> str:
    """Copy a file; its SHA-256."""
    from eduduty_desktop.office.folders import copy_file

    try:
        return copy_file(source, target, cancelled=cancelled)[1]
    except OSError as error:
        raise UserError(
            f"附件“{source.name}”读不出来（{error.strerror or error}）",
            what_to_do="文件可能移动、改名或被占用了，请在佐证材料里重新定位，或去掉这个附件。",
            place=str(source),
        ) from error


def _described(kind: str, path: Path) -> ExportedFile:
    with path.open("rb") as stream:
        return ExportedFile(kind, path, hashlib.file_digest(stream, "sha256").hexdigest())


def _put(kind: str, made: Path, target: Path) -> ExportedFile:
    found = _described(kind, made)
    try:
        made.replace(target)
    except OSError as error:
        raise UserError(
            f"不能写入“{target.name}”（{error.strerror}）",
            what_to_do="请关闭正在打开它的程序，再试一次。",
            place=str(target.parent),
        ) from error
    return ExportedFile(kind, target, found.sha256)


def _size_warnings(letter: Path) -> Iterable[str]:
    size = letter.stat().st_size
    if size > LARGEST_LETTER:
        yield (
            f"邮件有 {size / 1024 / 1024:.0f} MB，超过 {LARGEST_LETTER // 1024 // 1024} MB，许多单位的邮箱收不下；"
            "请改用压缩包拷贝，或减少附件。"
        )


def letter_with(
    draft: Draft, exported: Sequence[ExportedFile], folder: Path, edition: Edition, *, now: datetime, to: str = ""
) -> ExportedFile:
    """Write a letter beside files that were exported already, with those of them that go upward.

    Raises UserError where it cannot be written.
    """
    from eduduty_desktop.office.mail import Letter, write_letter

    attached = [(one.path.name, one.path) for one in exported if one.kind in UPWARD]
    order = Order(edition, frozenset({Form.LETTER}), to)
    subject, body = letter_words(draft, order, [name for name, _ in attached])
    target = planned(draft, folder, order)[Form.LETTER]
    write_letter(Letter(subject, body, to, attached), target, now=now)
    return _described(LETTER, target)


# words ----------------------------------------------------------------------------------------------------


def letter_words(draft: Draft, order: Order, names: Collection[str]) -> tuple[str, str]:
    """Subject and text of the letter, in our own standard wording."""
    subject = f"{cover.title(draft)}（{order.edition.label}）"
    recipient = cover.given(draft, "recipient").rstrip(":：")
    attached = "\n".join(names)
    secret = "附件是加密的压缩包，密码另行告知。\n\n" if order.password else ""
    asked = "请审阅并提出修改意见。" if order.edition is Edition.REVIEW else "请查收。"
    lines = [
        f"{recipient}：" if recipient else "",
        f"　　现报送《{cover.title(draft)}》（{order.edition.label}）及有关附件，{asked}",
        f"{secret}附件：\n{attached}",
        f"{cover.issuer(draft)}\n{cover.printed_date(cover.given(draft, 'date'))}".rstrip(),
    ]
    return subject, "\n\n".join(line for line in lines if line) + "\n"

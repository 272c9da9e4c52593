"""Exporting a draft: Word report, Excel appendix, and the internal list that stays in the house."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.document import (
    Edition,
    appendix_name,
    build_appendix,
    build_report,
    build_review,
    layout_of,
    numbered,
    report_name,
    review_name,
    settled,
)
from eduduty_desktop.draft import Draft, Finding
from eduduty_desktop.draft.equations import leaks
from eduduty_desktop.draft.finding import is_waived
from eduduty_desktop.draft.withholding import OPEN_WORDS, withheld_metrics, withhold
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity

EDITIONS: tuple[str, ...] = tuple(edition.value for edition in Edition)
Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


class ExportedFile(msgspec.Struct, frozen=True):
    """A written file: `kind` is report, appendix or review; `sha256` in hex."""

    kind: str
    path: Path
    sha256: str


def planned(draft: Draft, folder: Path, edition: str) -> dict[str, Path]:
    """What an export would write, by kind; beside a 公示版 lies nothing internal that could be published by mistake."""
    shown = shown_in(draft, edition)
    upward = numbered([report_name(shown, Edition(edition)), appendix_name(shown)])
    files = {"report": folder / upward[0], "appendix": folder / upward[1]}
    return files if edition == Edition.PUBLIC else {**files, "review": folder / review_name()}


def shown_in(draft: Draft, edition: str) -> Draft:
    """The draft that an edition is made from: of a 公示版 what may be published."""
    return withhold(draft) if edition == Edition.PUBLIC else draft


def blocking(draft: Draft, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors that no waiver covers: they block the 报送稿, nothing else."""
    waivers = list(draft.rows("waivers").values())
    return tuple(f for f in findings if f.severity is Severity.ERROR and not is_waived(f, waivers))


def public_warnings(draft: Draft) -> list[str]:
    """Withheld figures that can still be worked out from what a 公示版 shows."""
    metrics = draft.framework.metrics
    found = []
    for leak in leaks(draft.framework, withheld_metrics(draft)):
        sources = "、".join(f"“{metrics[one].printed_label}”" for one in leak.sources)
        found.append(
            f"不公开的“{metrics[leak.metric].printed_label}”可以由公开的{sources}算出来，请把其中一项也列为不公开。"
        )
    return found


def refuse(draft: Draft, findings: Iterable[Finding], edition: str) -> None:
    """Raises UserError for what keeps an edition from being made: 错误 a 报送稿 and a 公示版, a 密级 the latter."""
    if edition == Edition.REVIEW:
        return
    label = Edition(edition).label
    if errors := blocking(draft, findings):
        raise UserError(
            f"还有 {len(errors)} 处错误，不能导出{label}；第一处：{errors[0].message}",
            what_to_do="请改正后再导出，或先导出送审稿。",
        )
    if edition == Edition.PUBLIC and (secrecy := layout_of(draft).secrecy) not in OPEN_WORDS:
        raise UserError(
            f"这份报告标有密级“{secrecy}”，不能导出公示版",
            what_to_do="按规定不涉密、可以公开的，请先在版式里去掉密级。",
        )


def export(
    draft: Draft,
    findings: Sequence[Finding],
    folder: Path,
    *,
    edition: str,
    now: datetime,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[ExportedFile, ...]:
    """Write all files of an edition into a folder, which is made if it is missing.

    Everything is written beside its place first: until the last file is whole nothing of an earlier export is
    touched.  `progress` gets steps done, steps in all and the step's name.  Raises UserError (what blocks
    a 报送稿 or a 公示版, or a folder that cannot be written) and ExportCancelledError.
    """
    refuse(draft, findings, edition)
    make_folder(folder)
    targets = planned(draft, folder, edition)
    try:
        staging = Path(tempfile.mkdtemp(prefix=".~导出", dir=folder))
    except OSError as error:
        raise UserError(
            f"不能写入文件夹“{folder}”（{error.strerror}）", what_to_do="请换一个可以写入的文件夹。"
        ) from error
    try:
        written = _write_all(draft, findings, edition, staging, targets, now, progress, cancelled)
        return tuple(_put(kind, file, targets[kind]) for kind, file in written.items())
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_all(
    draft: Draft,
    findings: Sequence[Finding],
    edition: str,
    staging: Path,
    targets: dict[str, Path],
    now: datetime,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> dict[str, Path]:
    from eduduty_desktop.office import write_report, write_workbook

    shown = shown_in(draft, edition)
    layout = layout_of(shown)
    files = {kind: staging / target.name for kind, target in targets.items()}
    every: tuple[tuple[str, str, Callable[[], None]], ...] = (
        (
            "report",
            "正在生成 Word 报告",
            lambda: write_report(
                settled(build_report(shown), layout),
                files["report"],
                layout=layout,
                traces=edition == Edition.REVIEW,
                now=now,
                cancelled=cancelled,
            ),
        ),
        (
            "appendix",
            "正在生成数据附表",
            lambda: write_workbook(build_appendix(shown), files["appendix"], now=now, cancelled=cancelled),
        ),
        (
            "review",
            "正在生成内部核验单",
            lambda: write_workbook(build_review(draft, findings), files["review"], now=now, cancelled=cancelled),
        ),
    )
    steps = [(name, write) for kind, name, write in every if kind in files]
    for done, (name, write) in enumerate(steps):
        if progress is not None:
            progress(done, len(steps), name)
        write()
    if progress is not None:
        progress(len(steps), len(steps), "导出完成")
    return files


def _put(kind: str, file: Path, target: Path) -> ExportedFile:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    try:
        file.replace(target)
    except OSError as error:
        raise UserError(
            f"不能写入“{target.name}”（{error.strerror}）",
            what_to_do="请关闭正在打开它的 Word、WPS 或 Excel，再导出一次。",
            place=str(target.parent),
        ) from error
    return ExportedFile(kind, target, digest)


def make_folder(folder: Path) -> None:
    """Make an output folder.  Raises UserError where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> UserError:
    return UserError(f"不能在文件夹“{folder}”里写文件（{error.strerror}）", what_to_do="请换一个可以写入的文件夹。")

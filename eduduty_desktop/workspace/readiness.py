"""What a draft still lacks before it can be sent: errors, vetoes, signature, and files older than the draft.

Nothing here blocks a 送审稿; what is `blocking` blocks a 报送稿.
"""

import glob
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import Draft, Finding, Key, Reader
from eduduty_desktop.draft.assessment import completeness
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.draft.records import VetoAnswer
from eduduty_desktop.workspace.exporting import ExportedFile, blocking
from eduduty_desktop.workspace.staleness import page_of, said_differently, stale

if TYPE_CHECKING:  # the store loads what reads databases
    from eduduty_desktop.store import Export, LoggedExport

COVER_PAGE, OVERVIEW_PAGE = "cover", "overview"
SIGNED_BY = ("signatory", "date")
NUMBERED_BY = ("recipient", "document_number")
_ENOUGH = 3  # files named in one line
_MOST_DIFFERENCES = 8


class Lack(msgspec.Struct, frozen=True):
    """One thing that is missing: `node` is the page where it is put right, `finding` the finding that says it.

    `is_blocking` keeps a 报送稿 from going out; `is_doubt` is what may be so on purpose.
    """

    message: str
    what_to_do: str
    node: str = ""
    finding: Finding | None = None
    is_blocking: bool = False
    is_doubt: bool = False


def lacks(
    draft: Draft, findings: Sequence[Finding], exports: Sequence["LoggedExport"], folder: Path | None, edition: Edition
) -> tuple[Lack, ...]:
    """Everything that is missing, the gravest first; `folder` is where earlier files are looked for.

    `exports` are those recorded in the draft file, newest first.
    """
    return (
        *_errors(draft, findings),
        *_vetoes(draft, findings),
        *_unfinished(draft),
        *_unsigned(draft, edition),
        *_outdated(draft, exports, folder, edition),
    )


def _errors(draft: Draft, findings: Sequence[Finding]) -> Iterable[Lack]:
    for finding in blocking(draft, findings):
        yield Lack(finding.message, finding.advice, finding.place.node, finding, is_blocking=True)


def _vetoes(draft: Reader, findings: Sequence[Finding]) -> Iterable[Lack]:
    """Vetoes that nobody answered, unless a finding says so already."""
    told = {finding.place.row for finding in findings if finding.place.table == "vetoes"}
    for veto in draft.framework.vetoes:
        answer: VetoAnswer | None = draft.get(Key("vetoes", veto.id))
        if veto.id not in told and (answer is None or answer.occurred is None):
            yield Lack(f"一票否决事项没有回答：{veto.text}", "请在封面信息里选“有”或“没有”。", COVER_PAGE)


def _unfinished(draft: Reader) -> Iterable[Lack]:
    done = completeness(draft)
    if done.required_missing:
        yield Lack(f"必填数据还缺 {done.required_missing} 项", "总览里列出了缺哪些。", OVERVIEW_PAGE)
    if done.assessed < done.points:
        yield Lack(
            f"{done.points} 个测评点中有 {done.points - done.assessed} 个还没有核定",
            "核对后把状态改为“已核”或“已定稿”。",
            OVERVIEW_PAGE,
        )


def _unsigned(draft: Reader, edition: Edition) -> Iterable[Lack]:
    """What only a signed report has; a 送审稿 is not signed yet."""

    def empty(fields: Iterable[str]) -> str:
        said = ((field, draft.get(Key("cover", field))) for field in fields)
        return "、".join(f"“{COVER_FIELDS[field]}”" for field, text in said if text is None or not text.text.strip())

    if edition is not Edition.REVIEW and (names := empty(SIGNED_BY)):
        yield Lack(f"还没有签发：封面信息的{names}没有填", "领导签发后填上，再报送。", COVER_PAGE)
    if names := empty(NUMBERED_BY):
        yield Lack(f"封面信息的{names}没有填", "请在封面信息里填上；确实没有的可以不填。", COVER_PAGE, is_doubt=True)


def _outdated(draft: Draft, exports: Sequence["LoggedExport"], folder: Path | None, edition: Edition) -> Iterable[Lack]:
    """Whether the draft was changed after its files were made, or a file was changed afterwards."""
    mine = [one for one in exports if one.export.edition == edition.value]
    if not mine:
        return
    last = mine[0].at
    batch = [one.export for one in mine if one.at == last]
    when = f"{last.astimezone():%Y-%m-%d %H:%M}"
    if (old := stale(draft, edition, exports)) is not None:
        yield Lack(old.words, "请重新生成；已经报出的，补报时说明改动。")
        for one in old.differences[:_MOST_DIFFERENCES]:
            yield Lack(
                f"{one.table}“{one.place}”改过", said_differently(one), page_of(draft.framework, one.key), is_doubt=True
            )
    if folder is not None and (changed := [one.file_name for one in batch if _differs(one, folder)]):
        names = "、".join(f"“{name}”" for name in changed[:_ENOUGH])
        more = f"等 {len(changed)} 个文件" if len(changed) > _ENOUGH else ""
        yield Lack(
            f"{when} 生成的{names}{more}后来被改动过，与自评稿对不上了",
            "改动要留下的，请在自评稿里也改；不要的，重新生成。",
        )


def _differs(one: "Export", folder: Path) -> bool:
    """Whether a file of that name lies in the folder, or one below, and is not the one that was made."""
    places = (folder / one.file_name, *folder.glob(f"*/{glob.escape(one.file_name)}"))
    return any(path.is_file() and _digest(path) not in ("", one.sha256) for path in places)


def _digest(path: Path) -> str:
    """Empty for a file that cannot be read now: whoever has it open will close it."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def worth_recording(files: Sequence[ExportedFile]) -> tuple[ExportedFile, ...]:
    """Files of one edition with one record a name: the same file in several forms is recorded once."""
    return tuple({one.path.name: one for one in files}.values())

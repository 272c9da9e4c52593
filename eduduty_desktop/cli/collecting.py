"""The command `collect`: what departments sent back, against the draft and against each other.

What it uses is loaded when it runs: the window starts through this module too.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eduduty_desktop.cli.output import number, print_json
from eduduty_desktop.draft import CURRENT, PREVIOUS
from eduduty_desktop.errors import UserError
from eduduty_desktop.intake import Status
from eduduty_desktop.workspace.drafts import open_draft, read_draft

if TYPE_CHECKING:
    from eduduty_desktop.intake.returned import Proposal
    from eduduty_desktop.workspace.collecting import Collected, CollectedFile

PATH = click.Path(path_type=Path)
NEW, ALL = "new", "all"
_GRAVEST_FIRST = (Status.CONFLICT, Status.UNREAD, Status.UNKNOWN, Status.CHANGED, Status.NEW, Status.AGREES)
_WORDS = {
    Status.AGREES: "一致",
    Status.NEW: "新增",
    Status.CHANGED: "改动",
    Status.CONFLICT: "冲突",
    Status.UNREAD: "待确认",
    Status.UNKNOWN: "没读懂",
}
_YEARS = {CURRENT: "", PREVIOUS: "（上年）"}


def commands() -> tuple[click.Command, ...]:
    """All commands on returned files."""
    return (collect_command,)


@click.command(
    "collect", help="读部门返回的填报表（文件或文件夹），列出一致、新增、改动、冲突和没读懂的；默认只看不改。"
)
@click.argument("draft", type=PATH)
@click.argument("returned", type=PATH, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option(
    "--apply",
    "wanted",
    type=click.Choice((NEW, ALL)),
    help="采用：new 只填空着的，all 连同改动；冲突和待确认的不采用。",
)
def collect_command(draft: Path, returned: tuple[Path, ...], as_json: bool, wanted: str | None) -> None:
    from eduduty_desktop.workspace.collecting import apply, collect

    if wanted is None:
        found = collect(read_draft(draft), returned)
        taken = None
    else:
        opened = open_draft(draft)
        try:
            found = collect(opened.session.draft, returned)
            refuse_if_nothing(found)
            opened.back_up_before_import()
            taken = apply(opened.session, found, found.clear() if wanted == ALL else found.chosen_by_default())
        finally:
            opened.close()
    refuse_if_nothing(found)
    if as_json:
        answer: dict[str, Any] = {"files": [_file(found, at, file) for at, file in enumerate(found.files)]}
        if taken is not None:
            answer["applied"] = {"figures": taken.figures, "texts": taken.texts, "evidence": taken.evidence}
        print_json(answer)
    else:
        _print(found)
        if taken is not None:
            print(f"已采用：数据 {taken.figures} 个，文字 {taken.texts} 段，佐证材料 {taken.evidence} 份。")
    for file in found.files:
        if file.refusal:
            print(file.refusal, file=sys.stderr)


def refuse_if_nothing(found: "Collected") -> None:
    """Raises UserError if not one of the files could be read."""
    refused = [file.refusal for file in found.files if file.refusal]
    if refused and len(refused) == len(found.files):
        more = f"（另有 {len(refused) - 1} 个文件也读不了）" if len(refused) > 1 else ""
        raise UserError(f"{refused[0]}{more}")


def _file(found: "Collected", at: int, file: "CollectedFile") -> dict[str, Any]:
    from eduduty_desktop.intake.returned import ProposalKind

    proposals = found.of_file(at)
    return {
        "file": file.name,
        "department": file.returned.department,
        "sha256": file.sha256,
        "messages": list(file.messages),
        "rows": [_row(file, index, proposals, at) for index in range(len(file.returned.rows))],
        "texts": [_said(p) for p in proposals if p.kind is ProposalKind.TEXT],
        "evidence": [_said(p) for p in proposals if p.kind is ProposalKind.EVIDENCE],
    }


def _row(file: "CollectedFile", index: int, proposals: Sequence["Proposal"], at: int) -> dict[str, Any]:
    row = file.returned.rows[index]
    mine = {p.slot: p for p in proposals if p.id.startswith(f"{at}.r{index}.")}
    statuses = {p.status for p in mine.values()} or {Status.AGREES}
    flags = [f"{_YEARS[slot]}{flag}" for slot, p in mine.items() for flag in p.flags] or list(row.flags)
    return {
        "sheet": row.sheet,
        "row": row.row,
        "label": row.label,
        "metric": row.metric,
        "unit": row.unit,
        "current": number(mine[CURRENT].value) if CURRENT in mine else None,
        "previous": number(mine[PREVIOUS].value) if PREVIOUS in mine else None,
        "status": next(status for status in _GRAVEST_FIRST if status in statuses),
        "flags": flags,
        "notes": [f"{_YEARS[slot]}{note}" for slot, p in mine.items() for note in p.notes],
        "candidates": list(row.candidates),
    }


def _said(proposal: "Proposal") -> dict[str, Any]:
    return {
        "sheet": proposal.sheet,
        "row": proposal.row,
        "label": proposal.label,
        "point": proposal.target,
        "text": proposal.typed,
        "status": proposal.status,
        "flags": list(proposal.flags),
    }


def _print(found: "Collected") -> None:
    from eduduty_desktop.intake.returned import ProposalKind

    for at, file in enumerate(found.files):
        print(f"{file.name}　{file.returned.department or '单位不明'}")
        for message in file.messages:
            print(f"  ! {message}")
        for one in found.of_file(at):
            if one.status is not Status.AGREES or one.flags:
                value = one.printed if one.kind is ProposalKind.FIGURE else ""
                words = (*one.flags, *one.notes)
                said = f"：{'；'.join(words)}" if words else ""
                shown = " ".join(value.split()) or f"“{' '.join(one.typed.split())[:40]}”"
                print(f"  {_WORDS[one.status]} {one.place} {one.label}{_YEARS.get(one.slot, '')} {shown}{said}")
    counts = {status: sum(one.status is status for one in found.proposals) for status in Status}
    print("，".join(f"{_WORDS[status]} {count}" for status, count in counts.items()) + "。")

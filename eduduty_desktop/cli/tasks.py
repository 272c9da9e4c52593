"""The command that hands out work: `tasks`, one 填报表 a department.

What it uses is loaded when it runs: the window starts through this module too.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eduduty_desktop.cli.drafts import PATH, open_or_look
from eduduty_desktop.cli.output import print_json
from eduduty_desktop.workspace.drafts import now

if TYPE_CHECKING:
    from eduduty_desktop.workspace.tasks import Handed, Issue


def commands() -> tuple[click.Command, ...]:
    """All commands that hand out work."""
    return (tasks_command,)


@click.command("tasks", help="任务分工：每个责任单位生成一份填报表，另有一份任务分工总表。")
@click.argument("draft", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="输出文件夹。")
@click.option("--department", "departments", multiple=True, help="只给这个单位，可写几次；默认全部单位。")
@click.option("--changed", is_flag=True, help="只给内容与上次不同的单位，表中列出变化。")
@click.option("--eml", "letters", is_flag=True, help="每份填报表另写一封邮件草稿。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def tasks_command(
    draft: Path, output: Path, departments: tuple[str, ...], changed: bool, letters: bool, as_json: bool
) -> None:
    from eduduty_desktop.workspace.tasks import issue

    opened = open_or_look(draft)
    try:
        outcome = issue(opened.session, output, departments or None, now=now(), changed=changed, letters=letters)
    finally:
        opened.close()
    if as_json:
        print_json(_object(outcome))
    else:
        _print(outcome)


def _object(outcome: "Issue") -> dict[str, Any]:
    return {
        "files": [
            {"kind": one.kind, "department": one.department, "path": str(one.path), "sha256": one.sha256}
            for one in outcome.files
        ],
        "departments": [_department(one) for one in outcome.handed],
        "unchanged": list(outcome.unchanged),
        "unassigned": {"points": list(outcome.unassigned.points), "metrics": list(outcome.unassigned.metrics)},
        "recorded": outcome.recorded,
        "warnings": list(outcome.warnings),
    }


def _department(one: "Handed") -> dict[str, Any]:
    return {
        "department": one.department,
        "round": one.round,
        "leads": one.leads,
        "assists": one.assists,
        "metrics": one.metrics,
        "deadline": one.deadline,
        "changes": [
            {"kind": change.kind.value, "thing": change.thing, "name": change.name, "detail": change.detail}
            for change in one.changes
        ],
    }


def _print(outcome: "Issue") -> None:
    for warning in outcome.warnings:
        print(f"! {warning}")
    for one in outcome.handed:
        news = f"，与上次有 {len(one.changes)} 处不同" if one.changes else ""
        owed = f"数据 {one.metrics} 项，牵头 {one.leads} 项，配合 {one.assists} 项"
        print(f"{one.department}（第{one.round}次）：{owed}{news}。")
    if outcome.unchanged:
        print(f"内容没有变化，没有重发：{'、'.join(outcome.unchanged)}。")
    for file in outcome.files:
        print(f"已生成：{file.path}")

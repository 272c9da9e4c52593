"""Commands on drafts: `new`, `fill`, `check`, `export`, `demo`."""

import os
import sys
from itertools import count
from pathlib import Path
from typing import Any

import click

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.cli.output import check_object, number, open_errors, print_findings, print_json
from eduduty_desktop.document import Edition
from eduduty_desktop.draft import Draft, Finding, canonical
from eduduty_desktop.errors import UserError
from eduduty_desktop.intake import Proposal
from eduduty_desktop.workspace.baseline import baseline_of
from eduduty_desktop.workspace.drafts import OpenDraft, create_draft, now, open_draft, read_draft
from eduduty_desktop.workspace.exporting import EDITIONS, ExportedFile, export, make_folder, public_warnings
from eduduty_desktop.workspace.filling import fill
from eduduty_desktop.workspace.library import library
from eduduty_desktop.workspace.samples import create_sample, sample_draft

PATH = click.Path(path_type=Path)
DEMO_DRAFT = "洪江市2021年度自评（样例）.eduduty"


def commands() -> tuple[click.Command, ...]:
    """All commands on drafts."""
    return (new_command, fill_command, check_command, export_command, demo_command)


@click.command("new", help="新建一份自评稿。")
@click.argument("draft", type=PATH)
@click.option("--framework", "framework_name", required=True, help="指标体系编号，或 YAML 文件。")
@click.option("--county", required=True, help="县（市、区）名，如“洪江市”。")
@click.option("--year", required=True, type=int, help="年度，如 2024。")
def new_command(draft: Path, framework_name: str, county: str, year: int) -> None:
    opened = create_draft(draft, library().load(framework_name), county=county, year=year)
    opened.close()
    print(f"已新建：{opened.path}")


@click.command("fill", help="把数据表里的数填入自评稿（按指标号或名称；单位自动换算）。")
@click.argument("draft", type=PATH)
@click.argument("workbook", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def fill_command(draft: Path, workbook: Path, as_json: bool) -> None:
    opened = open_draft(draft)
    try:
        opened.back_up_before_import()
        result = fill(opened.session, workbook)
    finally:
        opened.close()
    if as_json:
        print_json({"rows": [_row(p) for p in result.rows], "applied": result.applied})
        return
    for row in result.rows:
        for flag in row.flags:
            print(f"! {row.sheet} 第{row.row}行 {row.label}：{flag}")
    print(f"读到 {len(result.rows)} 行，填入 {result.applied} 行。")


def _row(row: Proposal) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "label": row.label,
        "metric": row.metric,
        "unit": row.unit,
        "current": number(row.current),
        "previous": number(row.previous),
        "status": row.status,
        "flags": list(row.flags),
    }


@click.command("check", help="核验一份自评稿；有“错误”时退出码为 1。")
@click.argument("draft", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def check_command(draft: Path, as_json: bool) -> int:
    value = read_draft(draft)
    findings = find(value)
    if as_json:
        print_json(check_object(draft, value, findings))
    else:
        print_findings(value, findings)
    return 1 if open_errors(value, findings) else 0


@click.command("export", help="导出 Word 报告、Excel 数据附表和内部核验单。")
@click.argument("draft", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="输出文件夹。")
@click.option("--edition", type=click.Choice(EDITIONS), default="review", help="稿别，默认送审稿。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def export_command(draft: Path, output: Path, edition: str, as_json: bool) -> None:
    opened = open_or_look(draft)
    try:
        files = export(opened.session.draft, opened.session.findings(), output, edition=edition, now=now())
        if as_json:
            print_json({"edition": edition, "files": [_file(f) for f in files]})
        else:
            _print_files(files)
        if edition == Edition.PUBLIC:
            for warning in public_warnings(opened.session.draft):
                print(f"! {warning}", file=sys.stderr)
        if not opened.read_only:
            opened.record_export(edition, files, baseline=baseline_of(opened.session.draft, Edition(edition))).result()
    finally:
        opened.close()


@click.command("demo", help="用一个真实的县演示：填好样例、核验、导出，再打开窗口。")
@click.option("-o", "--output", required=True, type=PATH, help="输出文件夹。")
@click.option("--no-window", is_flag=True, help="不打开窗口。")
@click.pass_obj
def demo_command(open_window: Any, output: Path, no_window: bool) -> int:
    from eduduty_desktop.workspace.sending import letter_with

    make_folder(output)
    target = output / DEMO_DRAFT
    keep_earlier(target)
    opened = create_sample(target)
    try:
        draft, findings = opened.session.draft, opened.session.findings()
        print_findings(draft, findings)
        files = export(draft, findings, output, edition="review", now=now())
        letter = letter_with(draft, files, output, Edition.REVIEW, now=now())
        _print_files((*files, letter))
        opened.record_export("review", (*files, letter), baseline=baseline_of(draft)).result()
    finally:
        opened.close()
    print(f"样例自评稿：{opened.path}")
    has_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or os.name == "nt"
    if no_window or not has_screen:
        return 0
    status: int = open_window(opened.path)
    return status


def keep_earlier(target: Path) -> None:
    """Make room for a new demo draft: an earlier one goes if it is still the bare sample, else it is kept aside."""
    if not target.exists():
        return
    if canonical(read_draft(target)) == canonical(sample_draft()):
        target.unlink()
        return
    aside = next(p for n in count(1) if not (p := target.with_stem(f"{target.stem}-改动{n}")).exists())
    target.rename(aside)
    print(f"上次的样例改动过，已另存为：{aside}")


def open_or_look(draft: Path) -> OpenDraft:
    """A draft opened so that its exports can be noted in it; only looked at, and said so, where that cannot be."""
    try:
        return open_draft(draft)
    except UserError as error:
        opened = open_draft(draft, read_only=True)  # where it cannot be read either, this says why
        print(f"这次导出不会记入自评稿：{error.message}", file=sys.stderr)
        return opened


def find(draft: Draft) -> tuple[Finding, ...]:
    """All findings of a draft."""
    return Runner(shipped_checks(), draft).findings()


def _file(file: ExportedFile) -> dict[str, str]:
    return {"kind": file.kind, "path": str(file.path), "sha256": file.sha256}


def _print_files(files: tuple[ExportedFile, ...]) -> None:
    for file in files:
        print(f"已导出：{file.path}")

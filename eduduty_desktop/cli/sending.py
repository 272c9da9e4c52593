"""Commands that make what leaves the house: `send`, `pack`; and `trace`, which tells of one figure.

What they use is loaded when they run: the window starts through this module too.
"""

from pathlib import Path
from typing import Any

import click
import msgspec

from eduduty_desktop.cli.drafts import PATH, open_or_look
from eduduty_desktop.cli.output import print_json
from eduduty_desktop.document import Edition
from eduduty_desktop.draft import CURRENT, PREVIOUS, Key
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.drafts import now, open_draft
from eduduty_desktop.workspace.exporting import EDITIONS, ExportedFile

FORM_NAMES = {"folder": "folder", "zip": "archive", "eml": "letter"}
SLOTS = {"current": ("figures", CURRENT), "previous": ("figures", PREVIOUS), "growth": ("growths", "")}


def commands() -> tuple[click.Command, ...]:
    """All commands of sending and inspection."""
    return (send_command, pack_command, trace_command)


@click.command("send", help="生成报送材料：编号文件夹、压缩包（含 data.json 和校验清单）、邮件草稿。")
@click.argument("draft", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="输出文件夹。")
@click.option("--edition", type=click.Choice(EDITIONS), default="final", help="稿别，默认报送稿。")
@click.option("--form", "forms", type=click.Choice(tuple(FORM_NAMES)), multiple=True, help="只要其中几种，默认都要。")
@click.option("--to", default="", help="收件人，几个地址之间用分号隔开。")
@click.option("--further", type=PATH, multiple=True, help="随附文件，可写几次。")
@click.option("--encrypt", is_flag=True, help="给压缩包加密，密码从键盘输入。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def send_command(
    draft: Path,
    output: Path,
    edition: str,
    forms: tuple[str, ...],
    to: str,
    further: tuple[Path, ...],
    encrypt: bool,
    as_json: bool,
) -> None:
    from eduduty_desktop.workspace.readiness import baseline_of, lacks, worth_recording
    from eduduty_desktop.workspace.sending import ALL_FORMS, Form, Order, send

    password: str = click.prompt("压缩包密码", hide_input=True, err=True) if encrypt else ""
    opened = open_or_look(draft)
    try:
        value, findings = opened.session.draft, opened.session.findings()
        order = Order(
            Edition(edition),
            frozenset(Form(FORM_NAMES[form]) for form in forms) or ALL_FORMS,
            to,
            password,
            further,
            opened.path.parent,
        )
        missing = lacks(value, findings, opened.exports(), output, order.edition)
        sent = send(value, findings, output, order, now=now())
        if not opened.read_only:
            opened.record_export(
                edition, worth_recording(sent.files), baseline=baseline_of(value, order.edition)
            ).result()
    finally:
        opened.close()
    if as_json:
        said = [lack.message for lack in missing]
        files = [_file(one) for one in sent.files]
        print_json({"edition": edition, "files": files, "warnings": list(sent.warnings), "missing": said})
        return
    for lack in missing:
        print(f"! {lack.message.rstrip('。')}。{lack.what_to_do}")
    for warning in sent.warnings:
        print(f"! {warning}")
    for one in sent.files:
        print(f"已生成：{one.path}")


@click.command("pack", help="打包佐证材料：按指标分文件夹，附目录和校验清单。")
@click.argument("draft", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="输出文件夹。")
@click.option("--accept-gaps", is_flag=True, help="文件缺失或已改动也打包，缺的在目录里写明。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def pack_command(draft: Path, output: Path, accept_gaps: bool, as_json: bool) -> None:
    from eduduty_desktop.workspace.evidence_package import GapsFoundError, build_package

    opened = open_draft(draft, read_only=True)
    value, base = opened.session.draft, opened.path.parent
    everything = [row for row, _ in value.rows("evidence")]
    try:
        made = build_package(value, base, output, now=now(), accepted=everything if accept_gaps else ())
    except GapsFoundError as error:
        lines = "".join(f"\n· {gap.message}。{gap.what_to_do}" for gap in error.gaps)
        print(f"缺失或已改动的佐证材料：{lines}")
        raise UserError(error.message, what_to_do="补齐后再打包，或加 --accept-gaps 仍然打包。") from error
    if as_json:
        gaps = [{"number": gap.number, "title": gap.title, "state": gap.state} for gap in made.gaps]
        print_json({"folder": str(made.folder), "files": made.files, "bytes": made.size, "gaps": gaps})
        return
    for gap in made.gaps:
        print(f"! 缺：{gap.message}")
    print(f"已打包 {made.files} 个文件：{made.folder}")


@click.command("trace", help="追溯一个数：来历、填报经过、公式、标准、印在哪里、佐证材料。")
@click.argument("draft", type=PATH)
@click.argument("metric")
@click.option(
    "--value", "slot", type=click.Choice(tuple(SLOTS)), default="current", help="本年、上年还是增幅，默认本年。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def trace_command(draft: Path, metric: str, slot: str, as_json: bool) -> None:
    from eduduty_desktop.workspace.tracing import in_text, trace

    opened = open_draft(draft, read_only=True)
    framework = opened.session.draft.framework
    row = metric if metric in framework.metrics else _by_label(framework.metrics.values(), metric)
    table, year = SLOTS[slot]
    key = Key(table, row, year)
    found = trace(opened.session.draft, key, opened.history(key))
    if as_json:
        print_json(msgspec.to_builtins(found))
    else:
        print(in_text(found), end="")


def _by_label(metrics: Any, label: str) -> str:
    """The id of the one metric of that label.  Raises UserError."""
    found = [one.id for one in metrics if label in (one.label, one.printed_label)]
    if len(found) == 1:
        return str(found[0])
    if found:
        raise UserError(f"有 {len(found)} 项数据叫“{label}”", what_to_do=f"请写编号：{'、'.join(found)}。")
    raise UserError(f"没有数据“{label}”", what_to_do="请写数据的编号或名称，用 framework show 可以看到。")


def _file(file: ExportedFile) -> dict[str, str]:
    return {"kind": file.kind, "path": str(file.path), "sha256": file.sha256}

"""The command of the 学校基表: `schools`, what a file of schools comes to, put into the draft unless only asked about.

What it uses is loaded when it runs: the window starts through this module too.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eduduty_desktop.cli.drafts import PATH
from eduduty_desktop.cli.output import number, print_json

if TYPE_CHECKING:
    from eduduty_desktop.draft.resources import Resources, StageResult
    from eduduty_desktop.workspace.schools import Computed

METHODS = ("weighted", "plain")


def commands() -> tuple[click.Command, ...]:
    """All commands on schools."""
    return (schools_command,)


@click.command("schools", help="导入学校基表：七项指标、差异系数、哪些学校不达标。")
@click.argument("draft", type=PATH)
@click.argument("file", type=PATH)
@click.option("--method", type=click.Choice(METHODS), help="差异系数：weighted 按学生数加权，plain 不加权。")
@click.option("--hidden", "with_hidden", is_flag=True, help="隐藏的行也导入。")
@click.option("--look", is_flag=True, help="只看结果，不写入自评稿。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def schools_command(draft: Path, file: Path, method: str | None, with_hidden: bool, look: bool, as_json: bool) -> None:
    from eduduty_desktop.draft.resources import Method
    from eduduty_desktop.workspace.drafts import open_draft
    from eduduty_desktop.workspace.schools import compute, open_school_file, read_school_file, take_over

    reading = read_school_file(open_school_file(file), with_hidden=with_hidden)
    chosen = Method(method) if method else None
    opened = open_draft(draft, read_only=look)
    try:
        computed = compute(opened.session.draft, reading, chosen)
        if not look:
            opened.back_up_before_import()
            take_over(opened.session, reading, file.name, method=chosen)
    finally:
        opened.close()
    if as_json:
        print_json({"file": str(file), **_object(computed), "applied": not look})
    else:
        _print(computed, applied=not look)


def _object(computed: "Computed") -> dict[str, Any]:
    resources, reading = computed.resources, computed.reading
    return {
        "schools": reading.rows,
        "method": str(resources.method),
        "verified": resources.rules.verified,
        "stages": [_stage(resources, stage) for stage in resources.stages],
        "left_out": [
            {"school": one.school.name, "stage": one.school.stage, "reason": one.reason} for one in resources.left_out
        ],
        "metrics": [{"metric": one.metric, "current": number(one.amount)} for one in computed.metrics],
        "remarks": [
            {"row": one.row, "school": one.school, "column": one.column, "message": one.message, "lost": one.is_lost}
            for one in reading.remarks
        ],
    }


def _stage(resources: "Resources", stage: "StageResult") -> dict[str, Any]:
    from eduduty_desktop.draft.resources import INDICATORS, Verdict

    return {
        "stage": str(stage.stage),
        "schools": len(stage.schools),
        "students": number(stage.students),
        "met": stage.count(Verdict.MET),
        "missed": stage.count(Verdict.MISSED),
        "unknown": stage.count(Verdict.UNKNOWN),
        "indicators": [
            {
                "id": indicator.standard,
                "label": indicator.label,
                "unit": indicator.unit,
                "value": number(result.value),
                "standard": number(resources.rules.least[at, stage.stage]),
                "coefficient": number(result.coefficient),
                "limit": number(resources.rules.coefficient[stage.stage]),
                "missed": [one.school.name for one in stage.schools if at in one.missed],
            }
            for at, (indicator, result) in enumerate(zip(INDICATORS, stage.indicators, strict=True))
        ],
    }


def _print(computed: "Computed", *, applied: bool) -> None:
    from eduduty_desktop.draft.resources import INDICATORS, Verdict
    from eduduty_desktop.framework import STAGE_LABELS

    for remark in computed.reading.remarks:
        place = f"第{remark.row}行 " if remark.row else ""
        column = f"（{remark.column}）" if remark.column else ""
        print(f"! {place}{remark.school}{column}：{remark.message}")
    resources = computed.resources
    for stage in resources.stages:
        if not stage.schools:
            continue
        print(
            f"{STAGE_LABELS[stage.stage]} {len(stage.schools)} 所："
            f"{stage.count(Verdict.MET)} 所达到要求，{stage.count(Verdict.MISSED)} 所未达到，"
            f"{stage.count(Verdict.UNKNOWN)} 所缺数据。"
        )
        for indicator, result in zip(INDICATORS, stage.indicators, strict=True):
            coefficient = "算不出" if result.coefficient is None else f"{result.coefficient:f}"
            value = "算不出" if result.value is None else f"{result.value:.2f}{indicator.unit}"
            print(f"  {indicator.label}：{value}，差异系数 {coefficient}，{result.missed} 所未达标")
    done = "已写入自评稿" if applied else "没有写入自评稿"
    print(f"读到 {computed.reading.rows} 所学校，差异系数{resources.method.words}，{done}。")

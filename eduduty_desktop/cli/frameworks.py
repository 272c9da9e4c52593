"""`framework list`, `show`, `import` and `export`."""

from pathlib import Path
from typing import Any

import click

from eduduty_desktop.cli.output import plain_decimal, print_json
from eduduty_desktop.framework import Framework, Metric, Point, Section
from eduduty_desktop.framework.scores import total_of
from eduduty_desktop.workspace.library import library


@click.group("framework", help="查看、导入、导出指标体系。")
def framework() -> None:
    """The `framework` commands."""


@framework.command("list", help="列出自带的和本机导入的指标体系。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def _list(as_json: bool) -> None:
    found = library().all()
    if as_json:
        keys = ("id", "title", "year", "level", "region")
        print_json({"frameworks": [{key: getattr(f, key) for key in keys} for f in found]})
        return
    for one in found:
        print(f"{one.id}  {one.title}  {one.region}  {_year(one)}  {len(one.points)}个测评点（{one.basis}）")


@framework.command("show", help="显示一个指标体系：编号，或 YAML 文件。")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def _show(name: str, as_json: bool) -> None:
    found = library().load(name)
    if as_json:
        print_json(framework_object(found))
    else:
        _print_tree(found)


@framework.command("import", help="把上级通知里的指标表（.xlsx .xls .docx）变成指标体系文件。")
@click.argument("notice", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="写到哪里：.yaml 或 .xlsx。")
@click.option("--title", default="", help="指标体系名称，不写则取通知里的标题。")
@click.option("--year", type=int, help="年度，不写则取通知里写明的。")
@click.option("--region", default="", help="地区，如 某省某市。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def _import(notice: Path, output: Path, title: str, year: int | None, region: str, as_json: bool) -> None:
    from eduduty_desktop.workspace.frameworks import bring, write_framework

    brought = bring(notice, title=title, year=year, region=region)
    found = brought.framework
    doubts = [doubt.message for doubt in brought.understood.doubts] if brought.understood else []
    write_framework(found, output)
    if as_json:
        print_json({"file": str(output), "framework": framework_object(found), "doubts": doubts})
        return
    total = total_of(found)
    scored = f"，共{total:f}分" if total is not None else ""
    print(f"已写入“{output}”：{len(found.points)}个测评点{scored}。")
    for doubt in doubts:
        print(f"! {doubt}")


@framework.command("export", help="把一个指标体系写成 .xlsx（可修改后再导入）或 .yaml。")
@click.argument("name")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="写到哪里：.xlsx 或 .yaml。")
def _export(name: str, output: Path) -> None:
    from eduduty_desktop.workspace.frameworks import write_framework

    found = library().load(name)
    write_framework(found, output)
    print(f"已写入“{output}”：{len(found.points)}个测评点，{len(found.metrics)}项数据。")


def _year(framework: Framework) -> str:
    return f"{framework.year}年" if framework.year else "未注明年度"


def framework_object(framework: Framework) -> dict[str, Any]:
    """The object of `framework show --json` (design.md §5); a score that the notice does not give is null."""
    return {
        "id": framework.id,
        "title": framework.title,
        "year": framework.year,
        "level": framework.level,
        "region": framework.region,
        "score_style": framework.score_style,
        "total": plain_decimal(framework.total),
        "bonus": plain_decimal(framework.bonus),
        "vetoes": [veto.text for veto in framework.vetoes],
        "profile": [_metric(framework.metrics[m]) for m in framework.profile.metrics],
        "sections": [_section(framework, s, order) for order, s in enumerate(framework.sections, 1)],
    }


def _section(framework: Framework, section: Section, order: int) -> dict[str, Any]:
    children = list(enumerate(section.children, 1))
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "full_score": plain_decimal(section.full_score),
        "order": order,
        "sections": [_section(framework, c, i) for i, c in children if isinstance(c, Section)],
        "points": [_point(framework, c, i) for i, c in children if isinstance(c, Point)],
    }


def _point(framework: Framework, point: Point, order: int) -> dict[str, Any]:
    return {
        "id": point.id,
        "number": point.number,
        "title": point.title,
        "full_score": plain_decimal(point.full_score),
        "order": order,
        "departments": list(point.departments),
        "requirement": point.requirement,
        "metrics": [_metric(framework.metrics[m]) for m in point.metrics],
    }


def _metric(metric: Metric) -> dict[str, Any]:
    keys = ("id", "label", "unit", "kind", "stage", "standard")
    return {key: getattr(metric, key) or None for key in keys}


def _print_tree(framework: Framework) -> None:
    print(f"{framework.title}（{framework.region}，{_year(framework)}；{framework.basis}）")
    for node in framework.nodes.values():
        depth = len(framework.path_of(node.id)) - 1
        score = f"（{node.full_score:f}分）" if node.full_score is not None else ""
        count = f"  数据{len(node.metrics)}项" if isinstance(node, Point) and node.metrics else ""
        print(f"{'  ' * depth}{node.number}{node.title}{score}{count}")

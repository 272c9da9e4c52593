"""The commands about last year: `roll`, next year's draft.

What it uses is loaded when it runs: the window starts through this module too.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eduduty_desktop.cli.output import print_json

if TYPE_CHECKING:
    from eduduty_desktop.workspace.rolling import Rolled

PATH = click.Path(path_type=Path)


def commands() -> tuple[click.Command, ...]:
    """All commands about last year."""
    return (roll_command,)


@click.command("roll", help="从上年自评稿滚动：生成下一年度的新自评稿，上年的文件不动。")
@click.argument("draft", type=PATH)
@click.option("-o", "--output", required=True, type=PATH, help="新的自评稿。")
@click.option("--year", required=True, type=int, help="新的年度，如 2025。")
@click.option("--framework", "framework_name", help="通知换了指标体系时，写它的编号或 YAML 文件；默认沿用上年的。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def roll_command(draft: Path, output: Path, year: int, framework_name: str | None, as_json: bool) -> None:
    from eduduty_desktop.workspace.library import library
    from eduduty_desktop.workspace.rolling import roll_draft

    framework = library().load(framework_name) if framework_name else None
    rolled = roll_draft(draft, output, year=year, framework=framework)
    if as_json:
        print_json(_object(rolled))
    else:
        _print(rolled)


def _object(rolled: "Rolled") -> dict[str, Any]:
    return {
        "draft": str(rolled.path),
        "year": rolled.year,
        "framework": rolled.roll.framework.id,
        "items": [
            {"fate": one.fate.value, "what": one.what, "count": one.count, "names": list(one.names), "note": one.note}
            for one in rolled.roll.items
        ],
    }


def _print(rolled: "Rolled") -> None:
    from eduduty_desktop.draft.rolling import FATE_WORDS, Fate, item_words

    for fate in Fate:
        for item in (one for one in rolled.roll.items if one.fate is fate):
            print(f"{'!' if fate is Fate.LOST else '·'} {FATE_WORDS[fate]}：{item_words(item)}")
    print(f"已新建：{rolled.path}")

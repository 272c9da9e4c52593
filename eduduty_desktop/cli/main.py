"""Entry point: parse, run one command, turn the outcome into words and an exit status.

0 done, 1 findings of severity 错误 remain, 2 input or environment at fault (one Chinese line on stderr),
3 a bug.
"""

import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from eduduty_desktop import __version__
from eduduty_desktop.cli import collecting, drafts, frameworks, last_year, schools, sending, tasks, texts
from eduduty_desktop.errors import UserError

OpenWindow = Callable[..., int]

_CLICK_WORDS = {
    "No such option": "没有这个选项",
    "No such command": "没有这个命令",
    "Missing option": "缺少选项",
    "Missing argument": "缺少参数",
    "Missing parameter": "缺少参数",
    "Got unexpected extra argument": "多余的参数",
    "does not exist": "不存在",
    "Invalid value for": "填得不对：",
    "is not a valid integer": "不是整数",
    "is not one of": "不在可选范围内：",
    "requires an argument": "需要一个值",
}


def main(arguments: Sequence[str] | None, open_window: OpenWindow) -> int:
    """Run the command line and return the exit status."""
    _speak_utf8()
    try:
        result = command_group().main(
            args=None if arguments is None else list(arguments),
            prog_name="eduduty",
            standalone_mode=False,
            obj=open_window,
        )
    except UserError as error:
        return _refuse(error.one_line())
    except click.exceptions.Abort:
        return _refuse("已中断")
    except click.ClickException as error:
        return _refuse(f"命令写得不对：{_in_chinese(error.format_message())}。用 eduduty --help 看用法。")
    except Exception:
        traceback.print_exc()
        print("程序内部出错，请把上面的内容发给开发者。已保存的数据不受影响。", file=sys.stderr)
        return 3
    return result if isinstance(result, int) else 0


def command_group() -> click.Group:
    """All commands; made anew so that nothing global holds them."""

    @click.group(invoke_without_command=True, help="教育履职自评：编写、核验并导出人民政府履行教育职责自评报告。")
    @click.version_option(__version__, "--version", message="教育履职自评 %(version)s", help="显示版本号。")
    @click.option("--smoke", is_flag=True, hidden=True)
    @click.help_option("--help", help="显示用法。")
    @click.pass_context
    def group(context: click.Context, smoke: bool) -> int | None:
        if context.invoked_subcommand is None:
            return _open(context.obj, None, smoke)
        return None

    @group.command("open", help="打开窗口；可指定一份自评稿。")
    @click.argument("draft", required=False, type=click.Path(path_type=Path))
    @click.option("--smoke", is_flag=True, hidden=True)
    @click.pass_obj
    def open_command(open_window: OpenWindow, draft: Path | None, smoke: bool) -> int:
        return _open(open_window, draft, smoke)

    for command in (
        *drafts.commands(),
        *sending.commands(),
        *tasks.commands(),
        *last_year.commands(),
        *collecting.commands(),
        *schools.commands(),
        *texts.commands(),
        frameworks.framework,
    ):
        group.add_command(command)
    return group


def _open(open_window: OpenWindow, draft: Path | None, smoke: bool) -> int:
    return open_window(draft, smoke=smoke)


def _refuse(line: str) -> int:
    print(line, file=sys.stderr)
    return 2


def _in_chinese(text: str) -> str:
    for english, chinese in _CLICK_WORDS.items():
        text = text.replace(english, chinese)
    return text.rstrip(".")


def _speak_utf8() -> None:
    """Chinese must come out whole whatever the terminal's code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")

"""Commands on the text of any report: `figures`."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from eduduty_desktop.cli.output import plain_decimal, print_json
from eduduty_desktop.errors import UserError
from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Kind, Quantity, Value
from eduduty_desktop.office.texts import read_text

PATH = click.Path(path_type=Path)
KINDS = {
    Kind.COUNT: "计数",
    Kind.MONEY: "金额",
    Kind.PERCENT: "百分数",
    Kind.POINTS: "百分点",
    Kind.PERMILLE: "千分数",
    Kind.RATIO: "比",
    Kind.FRACTION: "分数",
    Kind.MULTIPLE: "倍数",
    Kind.SCORE: "得分",
    Kind.DURATION: "时长",
    Kind.AGE: "年龄",
    Kind.AREA: "面积",
    Kind.ZERO: "零",
    Kind.NUMBER: "无单位",
    Kind.MASKED: "未填",
}


def commands() -> tuple[click.Command, ...]:
    """All commands on texts."""
    return (figures_command,)


@click.command("figures", help="列出文稿（.docx、.txt）中的每一个数量：读作多少、什么单位、统计什么。")
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一个文件一行。")
def figures_command(files: Sequence[Path], as_json: bool) -> None:
    refused: list[UserError] = []
    for file in files:
        try:
            text = read_text(file)
        except UserError as error:
            refused.append(error)
            continue
        found = lex(text)
        if as_json:
            print_json({"file": str(file), "figures": [figure_object(quantity) for quantity in found]})
        else:
            _print_list(file, text, found)
    if len(refused) > 1:
        raise UserError(f"{refused[0].one_line()}（另有 {len(refused) - 1} 个文件也没有读成）")
    if refused:
        raise refused[0]


def figure_object(quantity: Quantity) -> dict[str, Any]:
    """One figure as `figures --json` and `proof --json` have it (design.md §5)."""
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "value": json_value(quantity.value),
        "unit": quantity.unit,
        "kind": quantity.kind.value,
    }


def json_value(value: Value | None) -> int | float | list[int | float | None] | None:
    """A number, a pair of numbers, or null where the digits are masked."""
    if isinstance(value, tuple):
        return [plain_decimal(number) for number in value]
    return plain_decimal(value)


def _print_list(file: Path, text: str, found: Sequence[Quantity]) -> None:
    print(f"{file}：{len(found)} 个数量")
    line, at = 1, 0
    for quantity in found:
        line, at = line + text.count("\n", at, quantity.start), quantity.start
        counted = f"  {quantity.counted}" if quantity.counted else ""
        one_line = " ".join(quantity.text.split())
        print(f"  第{line}行  {one_line}  读作 {_in_words(quantity)}（{KINDS[quantity.kind]}）{counted}")


def _in_words(quantity: Quantity) -> str:
    if quantity.value is None:
        return "（未填）"
    unit = f"{quantity.unit}/{quantity.per}" if quantity.per else quantity.unit
    if isinstance(quantity.value, tuple):
        sign = "：" if quantity.kind is Kind.RATIO else "—"
        return sign.join(_digits(number) for number in quantity.value) + unit
    return f"{_digits(quantity.value)}{unit}{quantity.approximation and f'（{quantity.approximation}）'}"


def _digits(number: Decimal) -> str:
    return f"{number:,f}" if number == number.to_integral_value() else f"{number.normalize():,f}"[:20]

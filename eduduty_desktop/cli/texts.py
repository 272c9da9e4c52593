"""Commands on the text of any report: `figures`, `proof`."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from eduduty_desktop.cli.output import MARKS, plain_decimal, print_json
from eduduty_desktop.errors import UserError
from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Kind, Quantity, Value
from eduduty_desktop.office.texts import read_text

if TYPE_CHECKING:
    from eduduty_desktop.proof import Claim, Residue, Span
    from eduduty_desktop.workspace.proofing import ProvenReport

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
    return (figures_command, proof_command)


@click.command("figures", help="列出文稿（.docx、.txt）中的每一个数量：读作多少、什么单位、统计什么。")
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一个文件一行。")
def figures_command(files: Sequence[Path], as_json: bool) -> None:
    def show(file: Path) -> None:
        text = read_text(file)
        found = lex(text)
        if as_json:
            print_json({"file": str(file), "figures": [figure_object(quantity) for quantity in found]})
        else:
            _print_list(file, text, found)

    _each(files, show)


@click.command("proof", help="校核文稿（.docx、.txt）：数字之间对不对得上，有没有占位、缺字等残留。")
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，一个文件一行。")
def proof_command(files: Sequence[Path], as_json: bool) -> int:
    from eduduty_desktop.workspace.proofing import prove_file

    errors = 0

    def show(file: Path) -> None:
        nonlocal errors
        report = prove_file(file)
        errors += report.counts.errors
        if as_json:
            print_json(proof_object(file, report))
        else:
            _print_proof(file, report)

    _each(files, show)
    return 1 if errors else 0


def _each(files: Sequence[Path], show: Callable[[Path], None]) -> None:
    """Every file in turn; those that are refused are told of when the others are done.  Raises UserError."""
    refused: list[UserError] = []
    for file in files:
        try:
            show(file)
        except UserError as error:
            refused.append(error)
    if len(refused) > 1:
        raise UserError(f"{refused[0].one_line()}（另有 {len(refused) - 1} 个文件也没有读成）")
    if refused:
        raise refused[0]


def proof_object(file: Path, report: "ProvenReport") -> dict[str, Any]:
    """The object of `proof --json` (design.md §5); `sha256` is that of the file, `length` that of its text."""
    proof = report.proof
    return {
        "file": str(file),
        "sha256": report.sha256,
        "length": len(proof.text),
        "figures": [figure_object(quantity) for quantity in proof.figures],
        "claims": [_claim_object(claim) for claim in proof.claims],
        "residue": [_residue_object(one) for one in proof.residue],
    }


def _claim_object(claim: "Claim") -> dict[str, Any]:
    return {
        "start": claim.start,
        "end": claim.end,
        "type": claim.relation.value,
        "verdict": claim.verdict.value,
        "operands": [_span_object(operand) for operand in claim.operands],
        "stated": claim.stated.text,
        "expected": claim.expected,
        "message": claim.message,
    }


def _span_object(span: "Span") -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _residue_object(one: "Residue") -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "kind": one.kind, "message": one.message}


def _print_proof(file: Path, report: "ProvenReport") -> None:
    from eduduty_desktop.workspace.proofing import Group, counts_line

    print(f"{file}：{report.verdict}")
    for group in (Group.CONTRADICTION, Group.RESIDUE):
        items = [item for item in report.items if item.group is group]
        if items:
            print(f"{group}：")
        for item in items:
            print(f"  {MARKS[item.severity]} {report.place(item)}  {item.message}{item.advice}")
            if item.word:  # residue is quoted in its message
                print(f"      {item.sentence}")
    print(counts_line(report.counts))


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

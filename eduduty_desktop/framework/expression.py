"""Formulas and relations over metric ids: parse once, evaluate as decimals or as intervals.

Grammar: `relation := sum (= | <= | >= | < | >) sum`, `sum := term ((+|-) term)*`, `term := factor ((*|/) factor)*`,
`factor := number | metric[@previous] | ( sum )`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol, Self, TypeVar

CURRENT, PREVIOUS = "current", "previous"
MAX_TOKENS, MAX_BRACKETS = 300, 30  # far beyond any notice; keeps the recursion within bounds
COMPARISONS = ("<=", ">=", "=", "<", ">")

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<metric>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*(?:@previous)?)"
    r"|(?P<sign><=|>=|[-+*/()=<>])|(?P<bad>\S))"
)


class ExpressionError(ValueError):
    """The text is no expression; the message says where, in Chinese."""


class Number(Protocol):
    """What an expression can be evaluated over: Decimal and Interval both do."""

    def __add__(self, other: Any, /) -> Any: ...
    def __sub__(self, other: Any, /) -> Any: ...
    def __mul__(self, other: Any, /) -> Any: ...
    def __truediv__(self, other: Any, /) -> Any: ...


N = TypeVar("N", bound=Number)


@dataclass(frozen=True, slots=True)
class Operand:
    """A metric's value of this year or the last."""

    metric: str
    slot: str = CURRENT

    def __str__(self) -> str:
        return self.metric if self.slot == CURRENT else f"{self.metric}@previous"


@dataclass(frozen=True, slots=True)
class _Constant:
    value: Decimal


@dataclass(frozen=True, slots=True)
class _Operation:
    sign: str
    left: "_Node"
    right: "_Node"


_Node = Operand | _Constant | _Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed arithmetic expression."""

    text: str
    root: _Node

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ExpressionError with the offending character's position."""
        parser = _Parser(text)
        root = parser.sum()
        parser.expect_end()
        return cls(text, root)

    def operands(self) -> tuple[Operand, ...]:
        """Every operand once, in the order of the text."""
        return tuple(dict.fromkeys(_operands(self.root)))

    def subtrahend(self) -> Operand | None:
        """What a difference takes away, `b` of `a - b`; None for anything else."""
        root = self.root
        if isinstance(root, _Operation) and root.sign == "-" and isinstance(root.right, Operand):
            return root.right
        return None

    def evaluate(self, value: Callable[[Operand], N], constant: Callable[[Decimal], N]) -> N:
        """Compute with `value` giving each operand; ZeroDivisionError passes through."""
        return _evaluate(self.root, value, constant)

    def render(self, name: Callable[[Operand], str]) -> str:
        """The expression with each operand replaced by `name` and signs as people write them."""
        return _render(self.root, name, 0)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation that checks stated values: `left sign right`."""

    text: str
    left: Expression
    sign: str
    right: Expression

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ExpressionError; exactly one comparison sign must stand outside all brackets."""
        parser = _Parser(text)
        left = parser.sum()
        sign = parser.take(*COMPARISONS)
        if not sign:
            raise ExpressionError(f"关系“{text}”缺少 = <= >= < > 中的一个")
        right = parser.sum()
        parser.expect_end()
        cut = text.index(sign)
        return cls(text, Expression(text[:cut].strip(), left), sign, Expression(text[cut + len(sign) :].strip(), right))

    def operands(self) -> tuple[Operand, ...]:
        return tuple(dict.fromkeys((*self.left.operands(), *self.right.operands())))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [m for m in _TOKEN.finditer(text) if m.lastgroup]
        self.at = 0
        self.brackets = 0
        if len(self.tokens) > MAX_TOKENS:
            raise ExpressionError(f"公式太长，最多 {MAX_TOKENS} 个指标、数和符号")
        for match in self.tokens:
            if match.lastgroup == "bad":
                raise ExpressionError(f"第 {match.start('bad') + 1} 个字符“{match['bad']}”不能出现在公式里")

    def take(self, *signs: str) -> str:
        if self.at < len(self.tokens) and self.tokens[self.at]["sign"] in signs:
            self.at += 1
            return self.tokens[self.at - 1]["sign"]
        return ""

    def expect_end(self) -> None:
        if self.at < len(self.tokens):
            match = self.tokens[self.at]
            start = _start(match)
            raise ExpressionError(f"第 {start + 1} 个字符起的“{self.text[start:].strip()}”是多余的")

    def sum(self) -> _Node:
        node = self.term()
        while sign := self.take("+", "-"):
            node = _Operation(sign, node, self.term())
        return node

    def term(self) -> _Node:
        node = self.factor()
        while sign := self.take("*", "/"):
            node = _Operation(sign, node, self.factor())
        return node

    def factor(self) -> _Node:
        if self.take("("):
            self.brackets += 1
            if self.brackets > MAX_BRACKETS:
                raise ExpressionError(f"括号嵌套太深，最多 {MAX_BRACKETS} 层")
            node = self.sum()
            if not self.take(")"):
                raise ExpressionError("缺少右括号“）”")
            self.brackets -= 1
            return node
        if self.at >= len(self.tokens) or self.tokens[self.at]["sign"]:
            where = f"第 {_start(self.tokens[self.at]) + 1} 个字符处" if self.at < len(self.tokens) else "末尾"
            raise ExpressionError(f"公式{where}缺少一个指标或数")
        match = self.tokens[self.at]
        self.at += 1
        if match["number"]:
            return _Constant(Decimal(match["number"]))
        name, _, slot = match["metric"].partition("@")
        return Operand(name, slot or CURRENT)


def _start(match: re.Match[str]) -> int:
    assert match.lastgroup is not None
    return match.start(match.lastgroup)


def _operands(node: _Node) -> list[Operand]:
    if isinstance(node, Operand):
        return [node]
    if isinstance(node, _Operation):
        return _operands(node.left) + _operands(node.right)
    return []


def _evaluate(node: _Node, value: Callable[[Operand], N], constant: Callable[[Decimal], N]) -> N:
    if isinstance(node, Operand):
        return value(node)
    if isinstance(node, _Constant):
        return constant(node.value)
    left, right = _evaluate(node.left, value, constant), _evaluate(node.right, value, constant)
    match node.sign:
        case "+":
            return left + right  # type: ignore[no-any-return]
        case "-":
            return left - right  # type: ignore[no-any-return]
        case "*":
            return left * right  # type: ignore[no-any-return]
        case _:
            return left / right  # type: ignore[no-any-return]


_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_PRINTED = {"+": "+", "-": "-", "*": "×", "/": "÷"}


def _render(node: _Node, name: Callable[[Operand], str], outer: int) -> str:
    if isinstance(node, Operand):
        return name(node)
    if isinstance(node, _Constant):
        return f"{node.value:f}"
    rank = _RANK[node.sign]
    tight_right = rank + 1 if node.sign in "-/" else rank
    text = f"{_render(node.left, name, rank)}{_PRINTED[node.sign]}{_render(node.right, name, tight_right)}"
    return f"({text})" if rank < outer else text

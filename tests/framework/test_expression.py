"""Formulas and relations: parsed once, rendered as people write them, computed as Python would."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.framework.expression import (
    COMPARISONS,
    MAX_BRACKETS,
    MAX_TOKENS,
    Comparison,
    Expression,
    ExpressionError,
    Operand,
)

VALUES = {"a": 7, "b.c": -3, "d_1": 12, "a@previous": 5}


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """A random expression over VALUES with as many brackets and spaces as it pleases."""
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from([*VALUES, "2", "0.5", "100"]))
    left, right = draw(expressions(depth=depth - 1)), draw(expressions(depth=depth - 1))
    space = draw(st.sampled_from(["", " "]))
    whole = f"{left}{space}{draw(st.sampled_from('+-*/'))}{space}{right}"
    return f"({whole})" if draw(st.booleans()) else whole


def names(operand: Operand) -> str:
    return str(operand)


def value(expression: Expression) -> Fraction | None:
    try:
        return expression.evaluate(lambda operand: Fraction(VALUES[str(operand)]), Fraction)
    except ZeroDivisionError:
        return None


def python_value(text: str) -> Fraction | None:
    """What Python makes of the text, the names replaced by exact numbers."""
    spaces = {"F": Fraction}
    code = text
    for name, number in sorted(VALUES.items(), key=lambda item: -len(item[0])):
        spaces[f"V{len(spaces)}"] = Fraction(number)  # type: ignore[assignment]
        code = code.replace(name, f"V{len(spaces) - 1}")
    code = " ".join(f"F('{word}')" if word[0].isdigit() else word for word in _words(code))
    try:
        return eval(code, spaces)  # type: ignore[no-any-return]
    except ZeroDivisionError:
        return None


def _words(code: str) -> list[str]:
    for sign in "+-*/()":
        code = code.replace(sign, f" {sign} ")
    return code.split()


@given(expressions())
def test_an_expression_means_what_python_makes_of_it(text: str) -> None:
    assert value(Expression.parse(text)) == python_value(text)


@given(expressions())
def test_a_rendered_expression_means_the_same(text: str) -> None:
    parsed = Expression.parse(text)
    rendered = parsed.render(names)
    again = Expression.parse(rendered.replace("×", "*").replace("÷", "/"))
    original, result = value(parsed), value(again)
    if original is not None:
        assert result == original
    assert set(again.operands()) == set(parsed.operands())
    assert again.render(names) == rendered


@given(expressions())
def test_decimals_give_the_same_value_up_to_rounding(text: str) -> None:
    parsed, exact = Expression.parse(text), python_value(text)
    if exact is None:
        return
    try:
        found = parsed.evaluate(lambda operand: Decimal(VALUES[str(operand)]), lambda constant: constant)
    except ArithmeticError:
        return  # a difference that is zero only after rounding
    assert abs(Fraction(found) - exact) <= Fraction(1, 10**15) * (1 + abs(exact))


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("a+b.c", "a+b.c"),
        ("a - (b.c - d_1)", "a-(b.c-d_1)"),
        ("(a - b.c) - d_1", "a-b.c-d_1"),
        ("a * (b.c + d_1) / 100", "a×(b.c+d_1)÷100"),
        ("a / (b.c * d_1)", "a÷(b.c×d_1)"),
        ("((a))", "a"),
        ("a@previous * 0.50", "a@previous×0.50"),
    ],
)
def test_brackets_stand_where_they_are_needed(text: str, rendered: str) -> None:
    assert Expression.parse(text).render(names) == rendered


def test_operands_come_once_in_the_order_of_the_text() -> None:
    found = Expression.parse("b.c + a * a@previous - b.c").operands()
    assert found == (Operand("b.c"), Operand("a"), Operand("a", "previous"))
    assert Expression.parse("2 * 3").operands() == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "末尾缺少"),
        ("a +", "末尾缺少"),
        ("a + * b", "第 5 个字符处缺少"),
        ("(a + b", "右括号"),
        ("a + b)", "第 6 个字符起的“)”是多余的"),
        ("a b", "第 3 个字符起的“b”是多余的"),
        ("a + 教", "第 5 个字符“教”"),
        ("A", "“A”"),
        ("a@prev", "“@”"),
        ("2a", "多余"),
        ("1.5.2", "“.”"),
        ("a..b", "“.”"),
        ("٣ + a", "“٣”"),
        ("-a", "缺少"),
        ("a = b", "多余"),
        ("a ^ 2", "“^”"),
        ("__import__('os')", "“_”"),
        ("(" * 5000 + "a" + ")" * 5000, "太长"),
        ("(" * (MAX_BRACKETS + 1) + "a", "嵌套太深"),
        ("a+" * MAX_TOKENS + "a", "太长"),
    ],
)
def test_what_is_wrong_with_a_formula_is_said(text: str, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        Expression.parse(text)
    assert words in str(caught.value)


def test_the_longest_allowed_formula_is_computed() -> None:
    terms = MAX_TOKENS // 2
    assert value(Expression.parse("+".join(["a"] * terms))) == 7 * terms
    nested = "(" * MAX_BRACKETS + "a" + ")" * MAX_BRACKETS
    assert value(Expression.parse(f"{nested} + {nested}")) == 14


@pytest.mark.parametrize("sign", COMPARISONS)
def test_a_relation_has_two_sides(sign: str) -> None:
    relation = Comparison.parse(f"a + b.c {sign} d_1 * 2")
    assert (relation.left.text, relation.sign, relation.right.text) == ("a + b.c", sign, "d_1 * 2")
    assert relation.operands() == (Operand("a"), Operand("b.c"), Operand("d_1"))


@pytest.mark.parametrize("text", ["a", "a + b", "a = b = c", "a =", "= a", "a == b", "(a = b)", "a =< b", "a != b"])
def test_a_relation_needs_exactly_one_sign(text: str) -> None:
    with pytest.raises(ExpressionError):
        Comparison.parse(text)

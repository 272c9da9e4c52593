"""How findings name places and figures; shared by all checks."""

from decimal import Decimal

from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Key, Place, Reader
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.draft.values import Figure, figure, figure_key, print_figure
from eduduty_desktop.figures import Ratio
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.expression import Expression, Operand
from eduduty_desktop.framework.wording import full_width

SLOT_WORDS = {CURRENT: "", PREVIOUS: "上年"}
_BLOCKS = {PROFILE: "基本情况", "lead": "导语", "organisation": "自评组织情况", "next_steps": "下一步工作打算"}
BLOCKS = tuple(_BLOCKS)


def node_name(framework: Framework, node: str) -> str:
    """A node as people cite it: `四（一）中小学编制管理与教师学历`."""
    if node in _BLOCKS:
        return _BLOCKS[node]
    return full_width(f"{framework.number_path(node)}{framework.nodes[node].title}")


def metric_name(framework: Framework, metric: str, slot: str = CURRENT) -> str:
    """A metric's label without 其中, with 上年 before it for last year's value."""
    label = framework.metrics[metric].printed_label.removeprefix("其中：")
    return f"{SLOT_WORDS[slot]}“{label}”"


def metric_place(framework: Framework, metric: str, slot: str = CURRENT) -> Place:
    """The field in which a metric is entered."""
    return Place(node=framework.place_of_metric[metric], metric=metric, slot=slot)


def cover_name(field: str) -> str:
    return COVER_FIELDS.get(field, field)


def printed(reader: Reader, operand: Operand) -> str:
    """An operand's figure as the report prints it."""
    return print_figure(reader.framework.metrics[operand.metric], figure(reader, operand.metric, operand.slot))


def operands_of(reader: Reader, *operands: Operand) -> tuple[tuple[Key, str], ...]:
    """The operands of a finding: keys and the texts that they have now, each once."""
    return tuple(dict.fromkeys((figure_key(o.metric, o.slot), printed(reader, o)) for o in operands))


def number_of(found: Figure) -> Decimal:
    """A figure as one number, a ratio as its right term over its left; the figure must be there."""
    assert found.amount is not None
    return found.amount.quotient() if isinstance(found.amount, Ratio) else found.amount


def spelled(reader: Reader, expression: Expression) -> tuple[str, str]:
    """An expression in labels and in figures: `义务+非义务`, `2342+780`."""

    def label(operand: Operand) -> str:
        return metric_name(reader.framework, operand.metric, operand.slot)

    def value(operand: Operand) -> str:
        return plain(number_of(figure(reader, operand.metric, operand.slot)))

    return expression.render(label), expression.render(value)


def plain(number: Decimal) -> str:
    """A number for a message: at most four decimals, no trailing zeros."""
    whole, point, decimals = f"{quantise(number, 4):f}".partition(".")
    text = (whole + point + decimals.rstrip("0")).rstrip(".")
    return "0" if text == "-0" else text

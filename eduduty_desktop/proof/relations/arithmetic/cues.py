"""Words that are a reason to take an equation as meant though it does not hold."""

import re

from eduduty_desktop.proof.relations.arithmetic.amounts import Amount

SUMMING_UP = re.compile(
    "(?:合计|共计|总计|总共|一共|[加合]起来|相加|两者|[两二三四五六各]项|总[收支][入出]|(?<![公医])共)[^，；;。]{0,8}$|[两三四五]年累计[^，；;。]{0,8}$"
)
"""The words before a figure that sums up those in front of it; a balance of several years is none of this one's."""

_STOCK = re.compile("余额|结余|累计")


def is_stock(stated: Amount) -> bool:
    """Whether what looks like a rest is called a stock: 贷款余额."""
    return not stated.change and _STOCK.search(stated.figure.lead[-12:]) is not None

"""Whether a share is called after one of the two figures it is computed from: 空编率 of 空编134名, 编制使用率 of 核定编制."""

import re
from collections.abc import Sequence

from eduduty_desktop.proof.relations.arithmetic.amounts import Amount

_SAYS_NOTHING = re.compile(
    "完成|支出|收入|预算|其中|人口|总数?|资金|达到?|[全我][市县区省]|年末|的?(?:比例|比重|比率|份额)|[率为约是有]"
)
_WHOLE_NAMED = re.compile("占(?!比).*$")
_OF_TWO = re.compile("([\u4e00-\u9fff])([\u4e00-\u9fff])率[约为达到是]{0,2}$")
_LEAST = 10


def stems_of(lead: str) -> frozenset[str]:
    """The pairs of letters that say of what a share is, without those that any share may have."""
    said = _SAYS_NOTHING.sub(" ", _WHOLE_NAMED.sub("", lead.replace("占比", " ").strip("，,、；;。 \u3000")))
    return frozenset(word[at : at + 2] for word in said.split() for at in range(len(word) - 1))


def is_named_after(lead: str, stems: frozenset[str], pair: Sequence[Amount]) -> bool:
    """Whether a figure of the pair is what the share's words name; single figures are named like anything."""
    if any(amount.value < _LEAST * amount.step for amount in pair) or pair[0].value == pair[1].value:
        return False
    leads = [amount.figure.lead for amount in pair]
    if any(stem in told for stem in stems for told in leads):
        return True
    two = _OF_TWO.search(lead)
    return two is not None and any(two[1] in told and two[2] in told for told in leads)

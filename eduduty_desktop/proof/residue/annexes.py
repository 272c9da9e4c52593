"""附件清单: the numbers of a list of annexes that skip or repeat one: 附件：1.得分表 and then 3.一览表."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.residue.finding import residue, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_FIRST = re.compile("[ \t\u3000]{0,12}附件[ \u3000]?[:：]?[ \u3000]{0,4}(1)[ ]?[.．、](?!\\d)")
_NEXT = re.compile("[ \t\u3000]{0,30}(\\d{1,2})[ ]?[.．、](?!\\d)")
_LONGEST = 60


def annex_numbers(lines: Sequence[str]) -> Iterator[Residue]:
    """Numbers of annexes that do not follow the one before, each on a line of its own."""
    last = 0
    for at, line in starts(lines):
        if last == 0:
            last = 1 if "附件" in line and _FIRST.match(line) else 0
            continue
        match = _NEXT.match(line) if len(line) <= _LONGEST else None
        if match is None:
            last = 0
            continue
        number = int(match[1])
        if number != last + 1:
            what = f"重复：前面已有“{number}.”" if number == last else f"不连续：前面是“{last}.”"
            message = f"附件序号“{number}.”{what}。"
            found = residue(
                line, match.start(1), len(line.rstrip()), Kind.NUMBERING, message, "请核对附件是否缺漏，顺次改正序号。"
            )
            yield found.moved(at)
        last = number

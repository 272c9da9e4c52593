"""多级序数: numbers of sections such as 1.1 or 2.3.1 that skip or repeat a number of their section."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.residue.finding import residue, starts
from eduduty_desktop.proof.residue.kinds import Kind
from eduduty_desktop.proof.result import Residue

_NUMBER = re.compile(
    r"[ \t\u3000]{0,12}+((?:[1-9]|1\d)(?:[.．](?:[1-9]|1\d)){1,3})(?![\d.．%％])"
    r"[ \u3000、]{0,2}(?![万亿元人名所个倍年月日班分秒亩吨米公平小时岁以至到和与及左上（(+])(?=[\u4e00-\u9fff“《])"
)
_FIRST_CHARACTERS = frozenset("123456789 \t\u3000")
_FEWEST = 3
_MOST_MISSING = 2


def decimal_numbers(lines: Sequence[str]) -> Iterator[Residue]:
    """Section numbers that do not follow the last one of their section."""
    found = [
        (at, line, read)
        for at, line in starts(lines)
        if line[:1] in _FIRST_CHARACTERS and ("." in line or "．" in line) and (read := _read(line))
    ]
    if len(found) < _FEWEST:
        return
    last: dict[tuple[int, ...], int] = {}
    for at, line, (start, end, numbers) in found:
        section, number = numbers[:-1], numbers[-1]
        before = last.get(section)
        last[section] = number
        name = line[start:end]
        if before is not None and number == before:
            wrong = Kind.NUMBERING, f"序号“{name}”重复。", "请顺次改正其后的序号。"
        elif before is not None and 1 < number - before <= 1 + _MOST_MISSING:
            missing = ".".join(map(str, (*section, before + 1)))
            wrong = Kind.MISSING_ITEM, f"“{name}”前面缺“{missing}”。", "请补上缺的一项，或顺次改正序号。"
        else:
            continue
        yield residue(line, start, end, *wrong).moved(at)


@lru_cache(maxsize=4096)
def _read(line: str) -> tuple[int, int, tuple[int, ...]] | None:
    """Where the section number of a line stands, and its parts."""
    match = _NUMBER.match(line)
    if match is None:
        return None
    return match.start(1), match.end(1), tuple(int(part) for part in re.split("[.．]", match[1]))

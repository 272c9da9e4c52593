"""What the names of the parts of a whole tell: whether they stand in one row, are of one make, or bear the whole's name."""

import re
from collections import Counter
from collections.abc import Sequence

from eduduty_desktop.proof.division import Division
from eduduty_desktop.proof.lexicon import CHANGE, bare

_LONGEST_LABEL = 5
_DEED = re.compile("(?:已经?|尚?未|正在|待)([\u4e00-\u9fff]{2})")
_BRACKET = re.compile("[（(][^（）()]{0,20}[）)]")
_HAVING = re.compile("[共现拥设建还]?[有成]|获得|共")


def in_one_clause(division: Division) -> bool:
    """Whether the parts stand in one clause, joined by 、."""
    return all(part.clause == division.parts[0].clause for part in division.parts)


def bear_the_name(division: Division) -> bool:
    """Whether all parts have one name, which is the whole's: 总出院人数, of which 出院人数 and 出院人数."""
    labels = {bare(part.lead) for part in division.parts}
    name = labels.pop()
    return not labels and len(name) > 1 and bare(division.whole.lead).endswith(name) and not CHANGE.search(name)


def share_the_noun(division: Division) -> bool:
    """Whether the parts bear the whole's noun: 体育场馆, of which 社区体育场馆 and 学校体育场馆."""
    own = _HAVING.split(without_brackets(division.whole.lead))[-1]
    labels = [bare(part.lead) for part in division.parts]
    return len(own) > 1 and all(len(label) > len(own) and label.endswith(own) for label in labels)


def of_one_make(division: Division) -> bool:
    """Whether three things or more are listed under one noun: 重点课题4项、一般课题14项、专项课题6项."""
    labels = [bare(part.lead) for part in division.parts]
    ends = {label[-2:] for label in labels}
    return in_one_clause(division) and len(labels) > 2 and len(ends) == 1 and all(len(label) > 2 for label in labels)


def are_parallel(labels: Sequence[str]) -> bool:
    """Whether the labels of a list are of one make: 公安, 检察, 法院; 食堂供餐, 企业配餐."""
    if not all(2 <= len(label) <= _LONGEST_LABEL for label in labels):
        return False
    ends = max(Counter(label[-1] for label in labels).values()), max(Counter(label[0] for label in labels).values())
    return (
        max(ends) == len(labels)
        or max(ends) * 3 >= len(labels) * 2 > 4
        or (len(labels) > 2 and max(map(len, labels)) - min(map(len, labels)) <= 1)
    )


def without_brackets(words: str) -> str:
    return bare(_BRACKET.sub("", words))


def of_one_deed(names: Sequence[str]) -> bool:
    """Whether both halves are of one deed: 已整改 and 正在整改, 已完工 and 未完工."""
    deeds = [_DEED.search(name) for name in names]
    return all(deeds) and len({deed[1] for deed in deeds if deed}) == 1

"""Names of cells in the appendix's workbook: `本年_fund.total`, `上年_fund.total`, `增幅_fund.total`, `得分_s1.p1`.

A name is a word, `_` and the id of the metric or point.  The word is Chinese, so that no name reads like a cell (A1,
R1C1) or like a word of the program; letters, digits, `.` and `_` may follow (ECMA-376, 18.2.5).  What an id holds
besides is written `_`, and the id's fingerprint is added, which keeps any two names apart.
"""

import hashlib
import re

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key

LONGEST = 120
"""Characters of a name; a workbook takes 255."""

CURRENT_WORD, PREVIOUS_WORD, GROWTH_WORD, SCORE_WORD = "本年", "上年", "增幅", "得分"
FULL_WORD, LOST_WORD = "分值", "扣分"
LIMIT_WORD, OUTCOME_WORD, GAP_WORD = "标准", "达标", "差额"
GOAL_WORD, REACHED_WORD = "目标", "达到"
EVIDENCE_WORD = "佐证"
TOTAL_NAME, GRADE_NAME = "自评总分", "自评等级"
_ILLEGAL = re.compile(r"[^a-z0-9._]")


def name_of(word: str, id: str) -> str:
    """The name of what `word` says of an id."""
    plain = _ILLEGAL.sub("_", id)
    if plain != id or len(plain) > LONGEST or not plain:
        plain = f"{plain[:LONGEST]}_{hashlib.sha256(id.encode()).hexdigest()[:12]}"
    return f"{word}_{plain}"


def figure_name(metric: str, slot: str = CURRENT) -> str:
    """The name of a metric's value of one year."""
    return name_of(PREVIOUS_WORD if slot == PREVIOUS else CURRENT_WORD, metric)


def growth_name(metric: str) -> str:
    """The name of a metric's growth."""
    return name_of(GROWTH_WORD, metric)


def name_of_key(key: Key) -> str:
    """The name of the cell that states a record of figures, growths, scores or evidence."""
    match key.table:
        case "figures":
            return figure_name(key.row, key.slot)
        case "growths":
            return growth_name(key.row)
        case "scores":
            return name_of(SCORE_WORD, key.row)
        case _:
            return name_of(EVIDENCE_WORD, key.row)

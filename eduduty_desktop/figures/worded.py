"""Answers in words: what counts as 是 or 否, and the text that a source gives instead of a number.

`不足百人` and `1/3强` are kept as they stand: nothing is computed from them.
"""

import re
import unicodedata
from decimal import Decimal

YES, NO = Decimal(1), Decimal(0)
MOST_WORDS = 60
"""Characters that a figure in words may have; longer ones belong into the text."""

_READ_AT_MOST = 1000
_YES_WORDS = frozenset({"是", "有", "√", "✓", "✔", "☑", "1", "y", "yes", "t", "true"})
_NO_WORDS = frozenset({"否", "无", "不是", "没有", "×", "✕", "✖", "✗", "✘", "☒", "0", "n", "no", "f", "false"})
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_PLAIN_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,12})?")


def read_answer(text: str) -> Decimal | None:
    """1 for what means 是, 0 for what means 否 (也认 有/无 √/× 1/0 yes/no TRUE/FALSE); None for anything else."""
    if len(text) > MOST_WORDS:
        return None
    word = text.translate(_NARROW).strip().rstrip("。.").casefold()
    return YES if word in _YES_WORDS else NO if word in _NO_WORDS else None


def answer_word(amount: Decimal) -> str:
    """`是` for 1, `否` for 0; any other number, which is a mistake, as it stands."""
    return "是" if amount == YES else "否" if amount == NO else f"{amount:f}"


def one_line(text: str) -> str:
    """A text without line breaks, characters that nobody sees, and blanks around it; runs of blanks become one."""
    lines = (line.strip() for line in text[:_READ_AT_MOST].splitlines())
    seen = "".join(c for line in lines for c in line if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join(seen.split())


def words_of(text: str) -> str:
    """A figure in words as it is printed; empty if the text is too long or says nothing (`—`, `/`, `??`)."""
    words = one_line(text)
    if len(text) > _READ_AT_MOST or len(words) > MOST_WORDS or not any(c.isalnum() for c in words):
        return ""
    return words


def is_plain_number(words: str) -> bool:
    """Whether a figure in words is digits alone after all, so that its unit is printed with it."""
    return bool(_PLAIN_NUMBER.fullmatch(words))

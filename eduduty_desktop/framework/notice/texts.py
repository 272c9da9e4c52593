"""Cell texts as people mean them: lines of a narrow cell joined, blanks between characters closed."""

import re

_CJK = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…"
_GAP = re.compile(rf"(?<=[{_CJK}])[ \t\u3000]+(?=[{_CJK}])")
_SINGLES = re.compile(r"(?:[\u4e00-\u9fff][ \t\u3000]+){2,}[\u4e00-\u9fff]|[\u4e00-\u9fff][ \t\u3000]+[\u4e00-\u9fff]")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
NONE = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "×", "x", "*", "／", "-—", "．", "。", "空", "略"})


def clean(text: str) -> str:
    """Text with single blanks and its own lines, without the invisible characters that office programs leave."""
    text = text.replace("\u200b", "").replace("\ufeff", "").replace("\xad", "").replace("\x07", "")
    return "\n".join(line for part in text.splitlines() if (line := _SPACES.sub(" ", part).strip()))


def one_line(text: str) -> str:
    """Lines joined as a narrow cell breaks them: without a blank between Chinese characters."""
    lines = clean(text).split("\n")
    joined = lines[0]
    for line in lines[1:]:
        tight = not (joined[-1:].isascii() and joined[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum())
        joined += line if tight else f" {line}"
    return close_up(joined)


def close_up(text: str) -> str:
    """`党 的 领 导` without its blanks; a blank between phrases stays."""
    return _GAP.sub("", text) if _SINGLES.fullmatch(text.strip()) else text


def is_none(text: str) -> bool:
    """Whether a cell says that there is nothing: empty, a dash, a slash, 无."""
    return "".join(text.split()) in NONE

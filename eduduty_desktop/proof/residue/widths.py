"""半角标点、多余空格: told once a text, and only where they are the exception; texts half-width throughout were made so."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.framework import Severity
from eduduty_desktop.proof.residue.finding import holds_any, residue, shown
from eduduty_desktop.proof.residue.kinds import Kind, severity_of
from eduduty_desktop.proof.result import Residue

_HAN = "\u4e00-\u9fff"
_HALF = re.compile(rf"[,;:](?<=[{_HAN}）》”].)(?=[{_HAN}（《“])")
_FULL = re.compile("[，；：]")
_SPACED = re.compile(
    rf"(?<=[{_HAN}])\d[\d.]{{0,12}} (?=[万亿元人名所个年月日%％‰周])|(?<=[{_HAN}]) (?=\d[\d.]{{0,12}}(?:[%％‰]|[万亿元人名所个年]))|(?<=[。，；：、]) (?=[{_HAN}\d])"
)
_JOINED = re.compile(rf"(?<=[{_HAN}])\d[\d.]{{0,12}}(?=[万亿元人名所个年月日%％‰])")
_WIDE = re.compile(r"\d{1,9}，\d{3}(?:\.\d{1,4})?(?:[万亿]?元|人|名)")
_WIDE_SIGN = re.compile(r"，(?=\d{3})(?<=\d，)")
_HALF_SIGN = re.compile(rf"[,;:](?=[{_HAN}（《“])")
_SPACE_SIGN = re.compile(" ")
_SHORTEST = 40  # of a line of prose: headings and tables are spaced by hand
_FEW = 5
_MANY_TIMES = 10  # how many sound places must stand against one


def half_width_marks(lines: Sequence[str]) -> Iterator[Residue]:
    """The first half-width mark of a text that is full-width otherwise, with how many there are."""
    yield from _exception(
        lines, _half, _HALF_SIGN, _FULL, Kind.HALF_WIDTH, "半角标点", "全文其余用全角，请改为全角标点。"
    )


def stray_spaces(lines: Sequence[str]) -> Iterator[Residue]:
    """The first space between a number and its neighbours in a text that sets none otherwise."""
    yield from _exception(lines, _spaced, _SPACE_SIGN, _JOINED, Kind.SPACE, "多余的空格", "请删去空格。")


def wide_groups(lines: Sequence[str]) -> Iterator[Residue]:
    """A full-width comma within a number, in a text that has only a few."""
    yield from _exception(lines, _wide, _WIDE_SIGN, None, Kind.NUMBER, "当千分位用的全角逗号", "请改为半角逗号或删去。")


Places = tuple[tuple[int, int], ...]


def _exception(
    lines: Sequence[str],
    odd_places: Callable[[str], Places],
    sign: re.Pattern[str],
    sound_places: re.Pattern[str] | None,
    kind: Kind,
    name: str,
    advice: str,
) -> Iterator[Residue]:
    odd: list[tuple[int, str, int, int]] = []
    for at, line in _lines_with(sign, "\n".join(lines)):
        if len(line) >= _SHORTEST and "。" in line:
            odd.extend((at, line, start, end) for start, end in odd_places(line))
            if len(odd) > _FEW:
                return
    if not odd or (sound_places and not _outnumbered(lines, sound_places, _MANY_TIMES * len(odd))):
        return
    at, line, start, end = odd[0]
    count = f"，全文共{len(odd)}处" if len(odd) > 1 else ""
    message = f"{shown(line[max(0, start - 6) : end + 6])}有{name}{count}。"
    severity = None if severity_of(kind) is Severity.HINT else Severity.WARNING
    yield residue(line, start, end, kind, message, advice, severity).moved(at)


def _lines_with(sign: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text in which a sign stands, each with where it begins."""
    match = sign.search(text)
    while match:
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        yield start, text[start : end if end >= 0 else len(text)]
        match = sign.search(text, end) if end >= 0 else None


def _outnumbered(lines: Sequence[str], sound_places: re.Pattern[str], least: int) -> bool:
    """Whether the sound places of the prose are so many."""
    found = 0
    for line in lines:
        if len(line) >= _SHORTEST:
            found += sum(1 for _ in sound_places.finditer(line))
            if found >= least:
                return True
    return False


@lru_cache(maxsize=4096)
def _half(line: str) -> Places:
    return tuple(match.span() for match in _HALF.finditer(line)) if holds_any(line, ",;:") else ()


@lru_cache(maxsize=4096)
def _spaced(line: str) -> Places:
    if " " not in line:
        return ()
    return tuple((match.end() - 1, match.end()) for match in _SPACED.finditer(line))


@lru_cache(maxsize=4096)
def _wide(line: str) -> Places:
    found = _WIDE.finditer(line) if _WIDE_SIGN.search(line) else ()
    return tuple(match.span() for match in found if match[0].index("，") <= 3)

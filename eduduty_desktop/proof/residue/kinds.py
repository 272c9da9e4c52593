"""Kinds of residue and how grave each is; the values are the `kind` of `proof --json`."""

from enum import StrEnum

from eduduty_desktop.framework import Severity


class Kind(StrEnum):
    """What is wrong with a piece of text."""

    PLACEHOLDER = "placeholder"
    OCR = "ocr"
    CENSORED = "censored-phrase"
    NUMBERING = "numbering"
    MISSING_ITEM = "missing-item"
    MISSING_HEADING = "missing-heading"
    QUOTE = "unbalanced-quote"
    BRACKET = "unbalanced-bracket"
    DOUBLED_MARK = "doubled-punctuation"
    HALF_WIDTH = "half-width-punctuation"
    SPACE = "stray-space"
    EMPTY_FIELD = "empty-field"
    NUMBER = "mutilated-number"
    MISSING_UNIT = "missing-unit"
    DUPLICATE = "duplicate-phrase"
    POINTS = "percent-for-points"
    UNIT_CHANGE = "unit-change"
    DATE = "impossible-date"
    STALE_YEAR = "stale-year"
    PERSONAL = "personal-data"
    TYPO = "typo"
    TRUNCATED = "truncated"
    MISSING_STOP = "missing-punctuation"
    LINE_BREAK = "stray-linebreak"
    CHROME = "chrome"


_ERRORS = {Kind.PLACEHOLDER, Kind.OCR, Kind.CENSORED, Kind.NUMBER, Kind.PERSONAL, Kind.DATE}
_HINTS = {Kind.HALF_WIDTH, Kind.SPACE, Kind.MISSING_STOP, Kind.CHROME}


def severity_of(kind: Kind) -> Severity:
    """错误 for what must not go upward, 提示 for what only looks untidy, 警告 for the rest."""
    if kind in _ERRORS:
        return Severity.ERROR
    return Severity.HINT if kind in _HINTS else Severity.WARNING

"""Chinese quantities: reading them from a field, comparing them as intervals, converting and printing them.

Knows nothing of indicators, drafts or files.
"""

from eduduty_desktop.figures.amount import Amount, Ratio, format_amount, parse_amount
from eduduty_desktop.figures.entry import Reading, ReadingStatus, read_entry
from eduduty_desktop.figures.interval import Interval, interval_of
from eduduty_desktop.figures.units import convert, factor_between
from eduduty_desktop.figures.worded import answer_word, words_of

__all__ = [
    "Amount",
    "Interval",
    "Ratio",
    "Reading",
    "ReadingStatus",
    "answer_word",
    "convert",
    "factor_between",
    "format_amount",
    "interval_of",
    "parse_amount",
    "read_entry",
    "words_of",
]

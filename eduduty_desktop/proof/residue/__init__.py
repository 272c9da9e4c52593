"""Residue and wording: what must not go upward as it stands, found by rules that each say one thing."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.residue.brackets import mixed_brackets, odd_quotes, unbalanced_marks
from eduduty_desktop.proof.residue.breaks import page_feet, page_numbers, stray_breaks
from eduduty_desktop.proof.residue.chrome import site_words, without_links
from eduduty_desktop.proof.residue.clauses import doubled_clauses
from eduduty_desktop.proof.residue.dates import impossible_dates
from eduduty_desktop.proof.residue.decimals import decimal_numbers
from eduduty_desktop.proof.residue.endings import endings
from eduduty_desktop.proof.residue.fields import empty_fields
from eduduty_desktop.proof.residue.finding import LineRule, Rule, starts
from eduduty_desktop.proof.residue.numbering import headless, numbering
from eduduty_desktop.proof.residue.numbers import missing_units, mutilated_numbers
from eduduty_desktop.proof.residue.ocr import misread
from eduduty_desktop.proof.residue.ordinals import counted_items
from eduduty_desktop.proof.residue.placeholder import placeholders
from eduduty_desktop.proof.residue.points import percent_for_points
from eduduty_desktop.proof.residue.privacy import personal_data
from eduduty_desktop.proof.residue.punctuation import doubled_marks
from eduduty_desktop.proof.residue.quantities import changing_units, stale_years
from eduduty_desktop.proof.residue.repeats import doubled_words, repeated_sentences
from eduduty_desktop.proof.residue.set_phrases import damaged_phrases
from eduduty_desktop.proof.residue.split_numbers import split_numbers
from eduduty_desktop.proof.residue.typos import typos
from eduduty_desktop.proof.residue.widths import half_width_marks, stray_spaces, wide_groups
from eduduty_desktop.proof.result import Residue

LINE_RULES: tuple[LineRule, ...] = (
    placeholders,
    misread,
    damaged_phrases,
    doubled_marks,
    mutilated_numbers,
    split_numbers,
    missing_units,
    doubled_words,
    doubled_clauses,
    percent_for_points,
    impossible_dates,
    personal_data,
    typos,
    mixed_brackets,
    odd_quotes,
    site_words,
    page_feet,
)
"""Rules of one line by itself; a line that did not change is not read again."""


def in_each_line(lines: Sequence[str]) -> Iterator[Residue]:
    """What the lines show one by one."""
    for at, line in starts(lines):
        for found in _in_line(line) if line else ():
            yield found.moved(at)


@lru_cache(maxsize=4096)
def _in_line(line: str) -> tuple[Residue, ...]:
    return tuple(found for rule in LINE_RULES for found in rule(line))


RULES: tuple[Rule, ...] = (
    in_each_line,
    unbalanced_marks,
    numbering,
    headless,
    decimal_numbers,
    counted_items,
    repeated_sentences,
    empty_fields,
    endings,
    stray_breaks,
    page_numbers,
    half_width_marks,
    stray_spaces,
    wide_groups,
    changing_units,
    stale_years,
)
"""Each rule is given all lines of a text; offsets are those of the whole text."""


def residue_of(lines: Sequence[str]) -> tuple[Residue, ...]:
    """All residue of a text given as its lines, in the order of the text; offsets in the lines joined by a line feed."""
    own = without_links(lines)
    found = (one for rule in RULES for one in rule(own))
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind)))

"""Residue and wording: what must not go upward as it stands, found by rules that each say one thing."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.residue.annexes import annex_numbers
from eduduty_desktop.proof.residue.blanks import BLANK_GATE, blanks
from eduduty_desktop.proof.residue.brackets import mixed_brackets, odd_quotes, unbalanced_marks
from eduduty_desktop.proof.residue.breaks import page_feet, page_numbers, stray_breaks
from eduduty_desktop.proof.residue.chrome import SITE_WORD_GATE, site_lines, site_words, without_links
from eduduty_desktop.proof.residue.clauses import doubled_clause_places, doubled_clauses
from eduduty_desktop.proof.residue.dates import DATE_GATE, impossible_dates
from eduduty_desktop.proof.residue.decimals import decimal_numbers
from eduduty_desktop.proof.residue.empty_items import EMPTY_ITEM_GATE, empty_items
from eduduty_desktop.proof.residue.endings import endings
from eduduty_desktop.proof.residue.fields import empty_fields
from eduduty_desktop.proof.residue.finding import Rule, starts
from eduduty_desktop.proof.residue.gates import GatedRule, LineReader, each, patterns
from eduduty_desktop.proof.residue.numbering import numbering
from eduduty_desktop.proof.residue.numbers import MISSING_UNIT_GATE, MUTILATED_GATE, missing_units, mutilated_numbers
from eduduty_desktop.proof.residue.ocr import MISREAD_GATE, misread
from eduduty_desktop.proof.residue.ordinals import counted_items
from eduduty_desktop.proof.residue.placeholder import PLACEHOLDER_GATE, placeholders
from eduduty_desktop.proof.residue.points import percent_for_points
from eduduty_desktop.proof.residue.privacy import PERSONAL_GATE, personal_data
from eduduty_desktop.proof.residue.punctuation import DOUBLED_MARK_GATE, doubled_marks
from eduduty_desktop.proof.residue.quantities import changing_units, stale_years
from eduduty_desktop.proof.residue.repeats import (
    QUOTED_GATE,
    doubled_word_places,
    doubled_words,
    quoted_twice,
    repeated_sentences,
)
from eduduty_desktop.proof.residue.set_phrases import damaged_phrase_places, damaged_phrases
from eduduty_desktop.proof.residue.split_numbers import SPLIT_NUMBER_GATE, split_numbers
from eduduty_desktop.proof.residue.typos import typo_places, typos
from eduduty_desktop.proof.residue.widths import half_width_marks, stray_spaces, wide_groups
from eduduty_desktop.proof.result import Residue

LINE_RULES: tuple[GatedRule, ...] = (
    GatedRule(placeholders, PLACEHOLDER_GATE),
    GatedRule(misread, MISREAD_GATE),
    GatedRule(damaged_phrases, damaged_phrase_places),
    GatedRule(doubled_marks, DOUBLED_MARK_GATE),
    GatedRule(mutilated_numbers, MUTILATED_GATE),
    GatedRule(split_numbers, SPLIT_NUMBER_GATE),
    GatedRule(missing_units, MISSING_UNIT_GATE),
    GatedRule(doubled_words, doubled_word_places),
    GatedRule(quoted_twice, QUOTED_GATE),
    GatedRule(doubled_clauses, doubled_clause_places),
    GatedRule(percent_for_points, patterns(*each("%％"))),
    GatedRule(impossible_dates, DATE_GATE),
    GatedRule(personal_data, PERSONAL_GATE),
    GatedRule(typos, typo_places),
    GatedRule(mixed_brackets, patterns(*each("()"))),
    GatedRule(odd_quotes, patterns(*each("〝〞"))),
    GatedRule(site_words, SITE_WORD_GATE),
    GatedRule(site_lines),
    GatedRule(page_feet),
    GatedRule(empty_items, EMPTY_ITEM_GATE),
    GatedRule(blanks, BLANK_GATE),
)
"""Rules of one line by itself; a line that did not change is not read again."""


@lru_cache(maxsize=1)
def _reader() -> LineReader:
    return LineReader(LINE_RULES)


def in_each_line(lines: Sequence[str]) -> Iterator[Residue]:
    """What the lines show one by one."""
    for (at, _), found in zip(starts(lines), _reader().read(lines), strict=True):
        for one in found:
            yield one.moved(at)


RULES: tuple[Rule, ...] = (
    in_each_line,
    unbalanced_marks,
    numbering,
    decimal_numbers,
    counted_items,
    repeated_sentences,
    empty_fields,
    annex_numbers,
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

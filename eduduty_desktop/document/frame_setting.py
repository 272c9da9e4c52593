"""版头 and 版记 as galleys (GB/T 9704-2012, 7.2 and 7.4); importing this module registers both kinds of block.

Sizes and places are those that `office.word_frame` writes into the Word file; lengths are twips.
"""

from dataclasses import replace

from eduduty_desktop.document.blocks import Imprint, ImprintPlace, LetterHead
from eduduty_desktop.document.galleys import EMPTY_KEPT, Galley, Part, Setting, galley, lines, set_block, text_lines
from eduduty_desktop.document.measure import char_width
from eduduty_desktop.document.paper import (
    BASELINE,
    CHARACTER,
    IMPRINT_CHARACTER,
    IMPRINT_LINE,
    LINE,
    PORTRAIT,
    Face,
    TextStyle,
)
from eduduty_desktop.document.typesetting import Justify, Measure, Piece, Rule, Span, Strip, set_text

MARK_TOP = 1984
"""35 mm from the type area's upper edge to the mark's (7.2.4)."""

_ABOVE = 3
_LARGEST_MARK, _SMALLEST_MARK, _ROOM = 62.0, 36.0, 430.0  # points
_LINE_TO_FONT, _GLYPH_TOP = 1.1, 0.055
_RED_SPACE, _RED_WEIGHT = 140, 30
_THICK, _THIN = 20, 15  # 7.4.1: 0.35 mm and 0.25 mm
_NAMES_A_LINE = 2
_SIGNATORY = "签发人："


@set_block.register
def _letter_head(block: LetterHead, setting: Setting) -> Galley:
    """From 份号 to the red line, and the two empty lines between it and the title (7.3.1)."""
    styles = setting.styles
    above = [(block.copy_number, styles.head_text), (block.secrecy, styles.head_hei), (block.urgency, styles.head_hei)]
    parts: list[Part] = []
    for words, style in above:
        parts += lines(text_lines(words, style, setting), keep=True)
    parts += [EMPTY_KEPT] * (_ABOVE - len(parts))
    parts += [(_mark(block.mark, setting), True), EMPTY_KEPT, EMPTY_KEPT]
    parts += [(strip, True) for strip in _number_lines(block, setting)]
    return galley([*parts, EMPTY_KEPT, EMPTY_KEPT])


def _mark(text: str, setting: Setting) -> Strip:
    """7.2.4: centred and red, as large as the line allows; a long name is drawn together rather than small."""
    width = max(1.0, char_width(text))
    size, scale = min(_LARGEST_MARK, int(_ROOM / width)), 1.0
    if size < _SMALLEST_MARK:
        size = min(_SMALLEST_MARK, int(_ROOM / width / 0.5))
        scale = max(0.5, int(_ROOM / (width * size) * 100) / 100)
    line = round(size * _LINE_TO_FONT * 20)
    before = MARK_TOP - _ABOVE * LINE - round(size * _GLYPH_TOP * 20)
    style = TextStyle(Face.TITLE, round(size * 20), 0, red=True, scale=scale)
    measure = Measure(round(setting.width / scale), justify=Justify.CENTER, baseline=before + line * BASELINE)
    strip = next(iter(set_text([Span(text, style)], measure)), Strip(0))
    pieces = tuple(replace(piece, x=piece.x * scale, width=piece.width * scale) for piece in strip.pieces)
    return replace(strip, height=before + line, pieces=pieces)


def _number_lines(block: LetterHead, setting: Setting) -> list[Strip]:
    """7.2.5 to 7.2.7: number and 签发人 in one line, names two a line, the red line below them."""
    names = [name if len(name) != 2 else f"{name[0]}　{name[1]}" for name in block.signatories]
    rows = ["　".join(names[at : at + _NAMES_A_LINE]) for at in range(0, len(names), _NAMES_A_LINE)] or [""]
    label = char_width(_SIGNATORY)
    left = setting.width - round((1 + label + max(map(char_width, rows))) * CHARACTER)
    styles, found = setting.styles, []
    for at, row in enumerate(rows):
        pieces = _from(row, styles.head_kai, left + round(label * CHARACTER))
        if at == 0:
            pieces = _from(_SIGNATORY, styles.head_text, left) + pieces
        if at == len(rows) - 1:
            y = LINE + _RED_SPACE + _RED_WEIGHT / 2
            rules = (Rule(0, y, setting.width, y, _RED_WEIGHT, red=True),)
            pieces = _from(block.number, styles.head_text, CHARACTER) + pieces
            found.append(Strip(LINE + _RED_SPACE + _RED_WEIGHT, pieces, rules))
        else:
            found.append(Strip(LINE, pieces))
    return found


def _from(text: str, style: TextStyle, left: int) -> tuple[Piece, ...]:
    """A text on one line from a place on."""
    measure = Measure(PORTRAIT.width + left, left, justify=Justify.LEFT)
    return tuple(piece for strip in set_text([Span(text, style)], measure) for piece in strip.pieces)


@set_block.register
def _imprint(block: Imprint, setting: Setting) -> Galley:
    """7.4: rules as broad as the type area, the last one on its lower edge; 4号, one character from both sides."""
    setting = replace(setting, sheet=PORTRAIT)
    rows = [_list_row(label, names, setting) for label, names in _lists(block) if names]
    rows.append(_office_row(block, setting, _THIN if rows else 0))
    width = setting.width
    rows[0] = replace(rows[0], rules=(*rows[0].rules, Rule(0, 0, width, 0, _THICK)))
    foot = rows[-1].height
    rows[-1] = replace(rows[-1], rules=(*rows[-1].rules, Rule(0, foot, width, foot, _THICK)))
    return Galley(
        tuple(rows),
        (True,) * len(rows),
        sheet=PORTRAIT,
        at_foot=True,
        on_even=block.place is not ImprintPlace.SAME_PAGE,
        numbered=block.place is not ImprintPlace.AFTER_BLANK,
    )


def _lists(block: Imprint) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("主送：", block.recipients), ("抄送：", block.copies)


def _list_row(label: str, names: str, setting: Setting) -> Strip:
    """7.4.2: wrapped lines below the first character after the colon."""
    hanging = IMPRINT_CHARACTER + round(char_width(label) * IMPRINT_CHARACTER)
    set_lines = set_text(
        [Span(label + names, setting.styles.imprint)],
        Measure(setting.width - IMPRINT_CHARACTER, IMPRINT_CHARACTER, hanging, Justify.BOTH, IMPRINT_LINE, _BASE),
    )
    pieces = [
        replace(piece, y=piece.y + at * IMPRINT_LINE) for at, line in enumerate(set_lines) for piece in line.pieces
    ]
    return Strip(IMPRINT_LINE * len(set_lines), tuple(pieces))


_BASE = IMPRINT_LINE * BASELINE


def _office_row(block: Imprint, setting: Setting, rule: int) -> Strip:
    """7.4.3: 印发机关 one character from the left, the date one from the right."""
    style, width = setting.styles.imprint, setting.width - IMPRINT_CHARACTER
    office = set_text(
        [Span(block.printer, style)],
        Measure(width, IMPRINT_CHARACTER, IMPRINT_CHARACTER, Justify.LEFT, IMPRINT_LINE, _BASE),
    )
    printed = set_text(
        [Span(f"{block.date}印发", style)],
        Measure(width, justify=Justify.RIGHT, line=IMPRINT_LINE, baseline=_BASE),
    )
    rules = (Rule(0, 0, setting.width, 0, rule),) if rule else ()
    pieces = (*(p for strip in office[:1] for p in strip.pieces), *(p for strip in printed[:1] for p in strip.pieces))
    return Strip(IMPRINT_LINE, pieces, rules)

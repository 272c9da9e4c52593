"""Whether the parts of a sum look like all parts of one whole, by their names."""

import re
from collections.abc import Sequence

from eduduty_desktop.proof.addends import name_of
from eduduty_desktop.proof.kinds import one_dimension, overlapping
from eduduty_desktop.proof.lexicon import are_complements, bare
from eduduty_desktop.proof.relations.arithmetic.amounts import Amount

_HALVES, _KIN, _ALIKE, _OVERLAP = 3.0, 2.0, 1.5, 0.1
MOST_KIN = _HALVES
_ANYTHING = frozenset({"个", "项", "处"})
_TRIMMED = re.compile("[0-9、，,]+$")


def kinship(parts: Sequence[Amount]) -> float:
    """By how much more (or less) likely the parts are meant to add up than those of any list."""
    names = [name_of(part.figure.mention) for part in parts]
    if len(names) == 2 and are_complements(*names):
        return _HALVES
    if one_dimension(names):
        return _KIN
    if any(overlapping(part.figure.lead) for part in parts):
        return _OVERLAP
    counted = [part.figure.quantity.counted for part in parts]
    if parts[0].key in _ANYTHING and all(counted) and len(set(counted)) == len(counted):
        return _OVERLAP
    endings = {_TRIMMED.sub("", bare(part.figure.mention.lead))[-2:] for part in parts}
    return _ALIKE if len(endings) == 1 and len(endings.pop()) == 2 else 1.0

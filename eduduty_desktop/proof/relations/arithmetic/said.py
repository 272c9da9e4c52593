"""What is known of the figures of a paragraph: which are confirmed or accused, and which belong together."""

from collections.abc import Sequence

import msgspec

from eduduty_desktop.proof.reading import CONFIRM, Reading, accuses
from eduduty_desktop.proof.relations.arithmetic.equations import Equation
from eduduty_desktop.proof.result import Relation

_PAIR = 0.85
"""How likely two figures that one equation binds are meant by the next one too."""

_WHOLE = 0.6
"""How likely a figure that one share is of is what the next one is of."""

_OF_TWO = frozenset({Relation.SHARE, Relation.GROWTH, Relation.DIFFERENCE})


class Said:
    """What readings and equations say; figures are told by where they start.

    `settled` are the results that readings confirm, `sound` all that stand in an equation that is meant, `failed` the
    accusing readings of a figure, `accused` all that stand in one, `bound` the figures of each sound equation, `parts` those that a sound sum adds up.
    """

    def __init__(self, told: Sequence[Reading]) -> None:
        self.settled: set[int] = set()
        self.sound: set[int] = set()
        self.failed: dict[int, list[Reading]] = {}
        self.accused: set[int] = set()
        self.bound: set[frozenset[int]] = set()
        self._pairs: set[tuple[int, int]] = set()
        self.parts: set[int] = set()
        self._wholes: set[int] = set()
        held: set[tuple[Relation, int]] = set()
        failing: list[Reading] = []
        for reading in told:
            agrees = reading.agrees
            if agrees and reading.likelihood >= CONFIRM:
                stated = reading.stated.start
                held.add((reading.relation, stated))
                self.settled.add(stated)
                self.bind(reading.relation, stated, [o.start for o in reading.operands if o.start != stated])
            elif agrees is False:
                failing.append(reading)
        for reading in failing:
            at = reading.stated.start
            if (reading.relation, at) not in held and accuses(reading):
                self.failed.setdefault(at, []).append(reading)
                self.accused.update(span.start for span in reading.operands)

    def bind(self, relation: Relation, stated: int, operands: Sequence[int]) -> None:
        """Remember an equation that holds and is meant; of a share the operands are the part and the whole."""
        figures = (stated, *operands)
        self.sound.update(figures)
        self.bound.add(frozenset(figures))
        if relation is Relation.SUM or relation is Relation.DIFFERENCE:
            self._pairs.update([_pair(stated, operand) for operand in operands])
        if relation is Relation.SUM:
            self.parts.update(operands)
        if relation in _OF_TWO and len(operands) == 2:
            self._pairs.add(_pair(operands[0], operands[1]))
        if relation is Relation.SHARE and len(operands) == 2:
            self._wholes.update(operands)

    def weighed(self, equation: Equation) -> Equation:
        """The equation with its likelihood as what is known makes it."""
        if equation.relation not in _OF_TWO or len(equation.operands) != 2:
            return equation
        one, other = equation.operands[0].start, equation.operands[1].start
        if _pair(one, other) in self._pairs:
            prior = _PAIR if equation.near >= 0.5 or equation.relation is not Relation.SHARE else 0.3
        elif equation.relation is Relation.SHARE and equation.near >= 0.5 and other in self._wholes:
            prior = _WHOLE
        else:
            return equation
        return msgspec.structs.replace(equation, prior=max(prior, equation.prior), tried=1)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)

"""Which figure goes to which metric when each may be used once and several fit.

Taking the best pair first goes wrong where two figures fit one label and only one of them another; so pairs are exchanged
as long as the whole fits better.
"""

from collections.abc import Sequence

_WORTH = 0.4
"""What a pair must be worth to count at all: one good pair is better than two poor ones."""
_MOST_ROUNDS = 8
Slot = tuple[int, int]


def assign(pairs: Sequence[tuple[str, Slot, float]]) -> list[int]:
    """Places of the chosen ones of `pairs` (metric, slot, how well they fit; the best first): each metric and slot once."""
    return _Assignment(pairs).chosen()


class _Assignment:
    def __init__(self, pairs: Sequence[tuple[str, Slot, float]]) -> None:
        self._pairs = pairs
        self._place = {(metric, slot): at for at, (metric, slot, _) in reversed(list(enumerate(pairs)))}
        self._of_metric: dict[str, list[int]] = {}
        self._by_metric: dict[str, int] = {}
        self._by_slot: dict[Slot, int] = {}
        for at, (metric, slot, _) in enumerate(pairs):
            self._of_metric.setdefault(metric, []).append(at)
            if metric not in self._by_metric and slot not in self._by_slot:
                self._put(at)

    def chosen(self) -> list[int]:
        """The places, after as many rounds of exchange as do good."""
        for _ in range(_MOST_ROUNDS):
            if not sum(map(self._exchange, range(len(self._pairs)))):
                break
        return sorted(self._by_metric.values())

    def _put(self, at: int) -> None:
        metric, slot, _ = self._pairs[at]
        self._by_metric[metric] = self._by_slot[slot] = at

    def _take(self, at: int) -> None:
        metric, slot, _ = self._pairs[at]
        del self._by_metric[metric], self._by_slot[slot]

    def _worth(self, at: int | None) -> float:
        return self._pairs[at][2] - _WORTH if at is not None else 0.0

    def _exchange(self, at: int) -> bool:
        """Take a pair that was not chosen, and give what it displaces the next best thing, if that is better in all."""
        metric, slot, _ = self._pairs[at]
        own, other = self._by_metric.get(metric), self._by_slot.get(slot)
        if own == at:
            return False
        out = [one for one in (own, other) if one is not None]
        freed = self._pairs[own][1] if own is not None else None
        instead = self._next_best(self._pairs[other][0], slot, freed) if other is not None else None
        gain = self._worth(at) + self._worth(instead) - sum(map(self._worth, out))
        if gain <= 1e-9:
            return False
        for one in out:
            self._take(one)
        self._put(at)
        if instead is not None:
            self._put(instead)
        return True

    def _next_best(self, metric: str, lost: Slot, freed: Slot | None) -> int | None:
        """The best pair of a metric that loses its slot, among the slots that nobody has."""
        return next(
            (
                at
                for at in self._of_metric[metric]
                if (slot := self._pairs[at][1]) != lost and (slot == freed or slot not in self._by_slot)
            ),
            None,
        )

"""Which metrics the words just typed may name, and what choosing one puts into the text.  No Qt."""

import re

import msgspec

from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.wording import full_width

LEAST, LONGEST = 2, 24
MOST = 8
_FEW = 3
_STOP = re.compile(r"[\s，。；：！？,;:!?\ufffc]")
_COUNTED = re.compile(r"(?:总?人次|总?人数|次数|件数|天数|周数|数量|数)")
"""Ends of names that a text leaves out before the number: 公办学校数 is written 公办学校45所."""


class Completion(msgspec.Struct, frozen=True):
    """A metric that the typed words may name: how many characters of them, and what of its name is still to come."""

    metric: str
    label: str
    typed: int
    rest: str
    near: bool


class Names:
    """The names of a framework's metrics, ready to be looked up at every keystroke."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._labels = {metric.id: name_of(metric.label) for metric in framework.metrics.values()}

    def complete(self, node: str, before: str) -> tuple[Completion, ...]:
        """What the end of `before` may be part of: the longest part that any name has; own metrics first.

        Two characters only count within the node's own metrics, or where few other names begin with them.
        """
        before = _STOP.split(before[-LONGEST:])[-1]
        for length in range(len(before), LEAST - 1, -1):
            part = before[-length:]
            if part.isascii():
                break
            found = [self._completion(node, metric, part) for metric, label in self._labels.items() if part in label]
            if length == LEAST:
                others = [c for c in found if not c.near]
                if len(others) > _FEW or not all(self._labels[c.metric].startswith(part) for c in others):
                    found = [c for c in found if c.near]
            if found:
                return tuple(sorted(found, key=lambda c: self._rank(c, part))[:MOST])
        return ()

    def _completion(self, node: str, metric: str, part: str) -> Completion:
        label = self._labels[metric]
        rest = label[label.index(part) + len(part) :]
        near = self._framework.place_of_metric.get(metric, "") == node
        return Completion(metric, label, len(part), "" if _COUNTED.fullmatch(rest) else rest, near)

    def _rank(self, found: Completion, part: str) -> tuple[bool, bool, int]:
        label = self._labels[found.metric]
        return not found.near, not label.startswith(part), len(label)


def name_of(label: str) -> str:
    """A label as it is written in a text: full-width marks, without 其中."""
    return full_width(label).removeprefix("其中：")

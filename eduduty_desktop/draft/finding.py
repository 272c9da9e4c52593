"""核验发现: what a check has to say, where, and what to do; and the waiver that lets it stand."""

import msgspec

from eduduty_desktop.draft.records import Key, Waiver
from eduduty_desktop.framework import Severity


class Place(msgspec.Struct, frozen=True):
    """Where a finding leads when clicked: a node, within it a metric's value or a record, within text a range.

    `start` and `end` are offsets into the narrative's source, -1 when the finding is not about a range.
    """

    node: str = ""
    metric: str = ""
    slot: str = ""
    table: str = ""
    row: str = ""
    start: int = -1
    end: int = -1


class Finding(msgspec.Struct, frozen=True):
    """One finding.  `operands` are the keys of the values it rests on with the texts they had.

    `subject` tells findings of one code at one place apart (a relation's id, the found text).
    """

    code: str
    severity: Severity
    place: Place
    message: str
    advice: str
    operands: tuple[tuple[Key, str], ...] = ()
    subject: str = ""

    @property
    def identity(self) -> str:
        """Stable name: the same while only offsets, wording or other values change."""
        place = self.place
        return "/".join((self.code, place.node, place.metric, place.slot, place.table, place.row, self.subject))

    @property
    def operand_metrics(self) -> frozenset[str]:
        """Ids of the metrics among the operands."""
        return frozenset(key.row for key, _ in self.operands if key.table in {"figures", "growths"})


_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}


def sort_key(finding: Finding) -> tuple[int, str, str]:
    """Grave ones first, then by place and code; total and stable."""
    return _GRAVITY[finding.severity], finding.place.node, finding.identity


def waiver_for(finding: Finding, reason: str, person: str) -> Waiver:
    """A waiver bound to the finding as it stands."""
    operands = tuple(("/".join(key), text) for key, text in finding.operands)
    return Waiver(finding.identity, operands, reason, person)


def is_waived(finding: Finding, waivers: list[Waiver]) -> bool:
    """Whether one of the waivers still covers the finding: same identity, same operand texts."""
    operands = tuple(("/".join(key), text) for key, text in finding.operands)
    return any(w.finding == finding.identity and w.operands == operands for w in waivers)

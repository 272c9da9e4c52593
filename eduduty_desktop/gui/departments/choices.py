"""Which proposals of returned files are ticked, and what is said of each.  No widgets."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import msgspec

from eduduty_desktop.draft import PREVIOUS, Key
from eduduty_desktop.draft.narrative import render
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.marks import Mark
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal, ProposalKind
from eduduty_desktop.workspace.collecting import Collected, file_of

WORDS = {
    Status.AGREES: "一致",
    Status.NEW: "新增",
    Status.CHANGED: "改动",
    Status.CONFLICT: "冲突",
    Status.UNREAD: "待确认",
    Status.UNKNOWN: "没读懂",
}
MARKS = {
    Status.AGREES: Mark.CHECKED,
    Status.NEW: Mark.REPORTED,
    Status.CHANGED: Mark.LACKING,
    Status.CONFLICT: Mark.ERROR,
    Status.UNREAD: Mark.WARNING,
    Status.UNKNOWN: Mark.EMPTY,
}
GUESSED = "按名称猜测"
PENDING = ""
"""The filter of everything that waits for a decision."""

OWN = "自评稿"


class Side(msgspec.Struct, frozen=True):
    """One side of a value: who says it, how it is read, what stands in the file and where.

    `proposal` is the id of what would take it over; empty for the draft's own and for what came earlier.
    """

    who: str
    printed: str
    typed: str = ""
    place: str = ""
    proposal: str = ""


class Choices:
    """The ticks over one reading of files: what fills an empty place without a doubt is ticked, nothing else."""

    def __init__(self, collected: Collected) -> None:
        self.collected = collected
        self._by_id = {one.id: one for one in collected.proposals}
        self._by_key: dict[Key, list[Proposal]] = defaultdict(list)
        for one in collected.proposals:
            if one.key is not None:
                self._by_key[one.key].append(one)
        self._ticked: dict[str, None] = {}
        self.tick(collected.chosen_by_default())

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of what is ticked, in the order of the files."""
        return tuple(id for id in self._by_id if id in self._ticked)

    def is_ticked(self, one: Proposal) -> bool:
        return one.id in self._ticked

    def tick(self, ids: Iterable[str]) -> None:
        """Tick proposals; of those for one value only the last stays, unless they say the same."""
        for id in ids:
            one = self._by_id[id]
            if not one.can_be_applied:
                continue
            for other in self._others(one):
                if other.record != one.record:
                    self._ticked.pop(other.id, None)
            self._ticked[id] = None

    def untick(self, ids: Iterable[str]) -> None:
        for id in ids:
            self._ticked.pop(id, None)

    def toggle(self, ids: Iterable[str]) -> None:
        """Tick them all, or none if all that can be are ticked already."""
        wanted = [id for id in ids if self._by_id[id].can_be_applied]
        if all(id in self._ticked for id in wanted):
            self.untick(wanted)
        else:
            self.tick(wanted)

    def clear(self) -> None:
        self._ticked.clear()

    def carry(self, before: "Choices") -> None:
        """Keep the ticks of an earlier reading on what still says the same; what is said anew is ticked as usual."""
        same = {id for id, one in self._by_id.items() if _says(before._by_id.get(id)) == _says(one)}
        fresh = [id for id in self.collected.chosen_by_default() if id not in same]
        self.clear()
        self.tick([*(id for id in before.chosen if id in same), *fresh])

    def shown(self, status: Status | str, file: int | None, held: Collection[str] = ()) -> list[Proposal]:
        """The proposals of a filter: one status, or all that wait; of one file, or all; those `held` stay in sight."""
        found = [
            one
            for one in self.collected.proposals
            if (file is None or file_of(one) == file) and (_passes(one, status) or one.id in held)
        ]
        if status != Status.CONFLICT:
            return found
        order = {one.key: at for at, one in reversed(list(enumerate(found)))}
        return sorted(found, key=lambda one: order[one.key])  # what contradicts each other stands together

    def sides(self, one: Proposal) -> list[Side]:
        """The draft's value, what this file says, and what others say."""
        nothing = "没有读出" if one.target is not None else "还没有指定"
        mine = Side(one.department or "没写单位", one.printed or nothing, one.typed, _whole_place(one), one.id)
        if one.target is None:
            return [mine]  # it is not known what the draft has of it
        found = [Side(OWN, self.before(one) or "（空）"), mine]
        for rival in one.rivals:
            if not rival.department and not rival.file:
                continue  # the draft's own side
            id = self._id_of(one, rival.file, rival.place)
            who = rival.department or rival.file
            place = "·".join(part for part in (rival.file, rival.place) if part)
            found.append(Side(who if id else f"{who}（以前报的）", rival.printed, rival.typed, place, id))
        return found

    def before(self, one: Proposal) -> str:
        """What the draft has, as the report prints it."""
        return render(self.collected.draft, one.before).text if one.kind is ProposalKind.TEXT else one.before

    def label(self, one: Proposal) -> str:
        """What a proposal is about: a figure's name, a point's number and title."""
        node = self.collected.draft.framework.nodes.get(one.target or "")
        if node is None or one.kind is ProposalKind.FIGURE:
            return one_line(one.label)
        return f"{one_line(one.label)} {full_width(node.title)}"

    def _others(self, one: Proposal) -> list[Proposal]:
        return [other for other in self._by_key.get(one.key, ()) if other.id != one.id] if one.key is not None else []

    def _id_of(self, one: Proposal, file: str, place: str) -> str:
        return next((two.id for two in self._others(one) if (two.file, two.place) == (file, place)), "")


def _group(status: Status | str) -> tuple[Status, ...]:
    """没读懂 is looked through together with 待确认."""
    return (Status.UNREAD, Status.UNKNOWN) if status == Status.UNREAD else (Status(status),)


def _passes(one: Proposal, status: Status | str) -> bool:
    return one.status is not Status.AGREES if status == PENDING else one.status in _group(status)


def _says(one: Proposal | None) -> tuple[object, ...]:
    """What a tick on a proposal means."""
    return () if one is None else (one.file, one.place, one.key, one.value, one.status)


def _whole_place(one: Proposal) -> str:
    return f"{one.file}·{one.place}"


def state_word(one: Proposal) -> str:
    """What a proposal comes to; a figure that was found by the likeness of names says so."""
    return GUESSED if one.is_guess else WORDS[one.status]


def year_word(one: Proposal) -> str:
    """本年 or 上年 of a figure; what kind of thing it is for the rest."""
    if one.kind is not ProposalKind.FIGURE:
        return one.kind.value
    return "上年" if one.slot == PREVIOUS else "本年"


def one_line(text: str) -> str:
    """A text's words on one line."""
    return " ".join(text.split())

"""What was read in returned files → proposals: against the draft, against each other, against what was reported before.

Two statements about one value disagree when their intervals do not meet: what differs by rounding only is said, not
fought over.
"""

from collections.abc import Sequence

import msgspec

from eduduty_desktop.draft import CURRENT, Draft, Key
from eduduty_desktop.draft.assessment import entry_of
from eduduty_desktop.draft.records import Entry, Reported
from eduduty_desktop.draft.values import Figure, figure, figure_key, print_figure
from eduduty_desktop.framework import Metric
from eduduty_desktop.intake.returned.proposing_words import evidence_proposal, text_proposal
from eduduty_desktop.intake.returned.result import (
    CellReading,
    Proposal,
    ProposalKind,
    Return,
    Rival,
    Row,
)
from eduduty_desktop.intake.returned.statements import Rivals, by_rounding, compare, slots_of, stated_here
from eduduty_desktop.intake.workbook import Status


def propose_returns(draft: Draft, returns: Sequence[Return]) -> tuple[Proposal, ...]:
    """A proposal for every cell that says something, in the order of files, sheets and rows."""
    rivals = Rivals(draft, returns)
    found: list[Proposal] = []
    listed: set[Key] = set()
    order = max((one.order for one in draft.rows("evidence").values()), default=0)
    for at, one in enumerate(returns):
        for index, row in enumerate(one.rows):
            found += _of_row(draft, one, row, f"{at}.r{index}", rivals)
        for index, text in enumerate(one.texts):
            found.append(text_proposal(draft, one, text, f"{at}.t{index}", rivals))
        for index, line in enumerate(one.evidence):
            order += 1
            proposal = evidence_proposal(draft, one, line, f"{at}.e{index}", order)
            found.append(proposal if proposal.key not in listed else _repeated(proposal))
            if proposal.key is not None:
                listed.add(proposal.key)
    return tuple(found)


def row_of(proposal: Proposal) -> int:
    """Which row of figures of its file a proposal comes from; of another kind it has none."""
    kind, _, index = proposal.id.split(".")[1].partition("r")
    if kind or not index:
        raise ValueError(proposal.id)
    return int(index)


def _repeated(proposal: Proposal) -> Proposal:
    """A document that is listed once more."""
    flags = (*proposal.flags, "同一份材料前面已经列过")
    return msgspec.structs.replace(proposal, status=Status.AGREES, key=None, record=None, flags=flags)


# figures -------------------------------------------------------------------------------------------------


def _of_row(draft: Draft, one: Return, row: Row, id: str, rivals: Rivals) -> list[Proposal]:
    metric = draft.framework.metrics.get(row.metric) if row.metric is not None else None
    readings = slots_of(row)
    if metric is None:
        return [_unknown(one, row, slot, reading, f"{id}.{slot}") for slot, reading in readings]
    at = int(id.partition(".")[0])
    return [
        _of_cell(draft, one, row, metric, slot, reading, (at, f"{id}.{slot}"), rivals) for slot, reading in readings
    ]


def _unknown(one: Return, row: Row, slot: str, reading: CellReading, id: str) -> Proposal:
    return Proposal(
        id,
        ProposalKind.FIGURE,
        one.file,
        one.department,
        row.sheet,
        row.row,
        reading.cell,
        row.label,
        None,
        slot,
        row.unit,
        reading.typed,
        "",
        "",
        Status.UNKNOWN,
        flags=(*row.flags, *reading.flags),
        candidates=row.candidates,
    )


def _of_cell(
    draft: Draft,
    one: Return,
    row: Row,
    metric: Metric,
    slot: str,
    reading: CellReading,
    where: tuple[int, str],
    rivals: Rivals,
) -> Proposal:
    at, id = where
    key = figure_key(metric.id, slot)
    shown = figure(draft, metric.id, slot)
    remark = (f"备注：{row.remark}",) if row.remark and slot == CURRENT else ()
    flags = [*row.flags, *reading.flags, *remark]
    mine = stated_here(at, one, row, reading)
    against, remarks = compare(
        metric, mine, rivals.of_figure(key, mine.source) if reading.value is not None and not row.is_guess else ()
    )
    status = _status(one, row, reading, shown, against)
    flags += remarks
    if status is Status.CHANGED:
        flags += by_rounding(metric, mine, shown)
    if reading.value is None and not reading.doubtful and not shown.is_missing:
        flags.append(f"自评稿里是 {print_figure(metric, shown)}")
    return Proposal(
        id,
        ProposalKind.FIGURE,
        one.file,
        one.department,
        row.sheet,
        row.row,
        reading.cell,
        metric.printed_label,
        metric.id,
        slot,
        metric.unit,
        reading.typed,
        "" if reading.value is None else mine.printed(metric),
        "" if shown.is_missing else print_figure(metric, shown),
        status,
        reading.value,
        tuple(dict.fromkeys(flags)),
        row.candidates,
        tuple(against),
        key,
        None if reading.value is None else _entry(draft, one, row, slot, reading),
        Key("reported", metric.id, f"{slot}/{one.department}"),
        _reported(metric, row, reading, remark),
        row.is_guess,
        reading.notes,
    )


def _status(one: Return, row: Row, reading: CellReading, shown: Figure, against: list[Rival]) -> Status:
    """What a reading comes to; nothing typed agrees with everything, a mark for no value only with none."""
    if reading.value is None:
        says_other = bool(reading.typed) and not shown.is_missing
        return Status.UNREAD if reading.doubtful or says_other else Status.AGREES
    if against:
        return Status.CONFLICT
    if (shown.amount, shown.words, shown.approximation) == (reading.amount, reading.words, reading.approximation):
        return Status.AGREES
    if reading.doubtful or row.is_guess or one.doubts:
        return Status.UNREAD
    return Status.NEW if shown.is_missing else Status.CHANGED


def _entry(draft: Draft, one: Return, row: Row, slot: str, reading: CellReading) -> Entry:
    """What would stand in the draft; period and scope of a row are those of this year's value."""
    assert row.metric is not None
    entry = entry_of(draft, row.metric, slot)
    period, scope = (row.period, row.scope) if slot == CURRENT else (None, "")
    return msgspec.structs.replace(
        entry,
        amount=reading.amount,
        typed=reading.words,
        approximation=reading.approximation,
        period=period or entry.period,
        scope=scope or entry.scope,
        source=one.department or entry.source,
    )


def _reported(metric: Metric, row: Row, reading: CellReading, remark: tuple[str, ...]) -> Reported:
    """What the department is remembered to have said; a doubtful reading is no amount yet."""
    sure = not reading.doubtful
    return Reported(
        reading.typed,
        reading.amount if sure else None,
        reading.approximation if sure else "",
        reading.unit or metric.unit,
        "",
        row.sheet,
        reading.cell,
        "；".join(dict.fromkeys((*row.flags, *reading.flags, *reading.notes, *remark))),
    )

"""Texts and evidence of returned files → proposals."""

import hashlib

import msgspec

from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.narrative import escape
from eduduty_desktop.draft.records import Evidence, Narrative, Reported
from eduduty_desktop.intake.returned.result import EvidenceRow, Proposal, ProposalKind, Return, Rival, TextRow
from eduduty_desktop.intake.returned.statements import Rivals
from eduduty_desktop.intake.returned.words import folded
from eduduty_desktop.intake.workbook import Status

TEXT = "text"


def text_proposal(draft: Draft, one: Return, row: TextRow, id: str, rivals: Rivals) -> Proposal:
    flags = list(row.flags)
    status, key, record, before = Status.UNKNOWN, None, None, ""
    against: list[Rival] = []
    reported_key = None
    if row.node is not None:
        key = Key("narratives", row.node)
        own = draft.record(key, Narrative)
        before = own.text
        text = escape(row.text)
        record = msgspec.structs.replace(own, text=text)
        reported_key = Key("reported", row.node, f"{TEXT}/{one.department}")
        others = rivals.of_text(row.node, int(id.partition(".")[0]), row)
        if own.text.strip() and _plain_text(own.text) != _plain_text(text):
            against.append(Rival("", "", "自评稿", own.text, own.text))
        against += [
            Rival(other.department, other.file, f"{said.sheet}·{said.cell}", said.text, said.text)
            for other, said in others
            if _plain_text(said.text) != _plain_text(row.text)
        ]
        if against:
            status = Status.CONFLICT
            flags.append("这里已经有文字，请选用其中一份，或自行合并")
        elif own.text.strip():
            status = Status.AGREES
        else:
            status = Status.UNREAD if one.doubts else Status.NEW
    return Proposal(
        id,
        ProposalKind.TEXT,
        one.file,
        one.department,
        row.sheet,
        row.row,
        row.cell,
        row.label if row.node is None else place_of(draft.framework, row.node),
        row.node,
        "",
        "",
        row.text,
        row.text,
        before,
        status,
        row.text,
        tuple(flags),
        row.candidates,
        tuple(against),
        key,
        record,
        reported_key,
        Reported(row.text, sheet=row.sheet, cell=row.cell) if reported_key else None,
    )


def _plain_text(text: str) -> str:
    return "".join(text.split())


def evidence_proposal(draft: Draft, one: Return, row: EvidenceRow, id: str, order: int) -> Proposal:
    key, record, status, before = None, None, Status.UNKNOWN, ""
    flags = list(row.flags)
    against: list[Rival] = []
    if row.point is not None:
        found = _known(draft, row)
        fresh = msgspec.structs.replace(
            row.record, points=(row.point,), order=order, provider=row.record.provider or one.department
        )
        if found is None:
            key, record = Key("evidence", _evidence_id(draft, one, fresh)), fresh
            status = Status.UNREAD if one.doubts else Status.NEW
            if key in _taken(draft):
                status = Status.AGREES
        else:
            row_id, known = found
            key, before = Key("evidence", row_id), known.title
            record, different = _joined(known, fresh)
            if different:
                status = Status.CONFLICT
                against.append(Rival("", "", "自评稿", known.title, "，".join(different)))
                flags.append(f"自评稿里这份材料写的是：{'，'.join(different)}")
            else:
                status = Status.AGREES if record == known else Status.UNREAD if one.doubts else Status.CHANGED
    said = row.record
    printed = "，".join(part for part in (f"《{said.title}》", said.document_number, said.date) if part)
    return Proposal(
        id,
        ProposalKind.EVIDENCE,
        one.file,
        one.department,
        row.sheet,
        row.row,
        row.cell,
        row.label if row.point is None else place_of(draft.framework, row.point),
        row.point,
        "",
        "",
        said.title,
        printed,
        before,
        status,
        printed,
        tuple(flags),
        (),
        tuple(against),
        key,
        record,
    )


def _taken(draft: Draft) -> set[Key]:
    return {Key("evidence", row, slot) for row, slot in draft.rows("evidence")}


def _known(draft: Draft, row: EvidenceRow) -> tuple[str, Evidence] | None:
    """The same document of the same point, unless it is last year's that is to be replaced."""
    title = folded(row.record.title)
    for (id, _), known in draft.rows("evidence").items():
        if folded(known.title) == title and row.point in known.points and not known.renew:
            return id, known
    return None


_JOINED = {"document_number": "文号", "date": "日期", "pages": "页数"}


def _joined(known: Evidence, fresh: Evidence) -> tuple[Evidence, list[str]]:
    """The known record with what it lacked; and what it says differently, in words."""
    different = [
        f"{word}{getattr(known, name)}"
        for name, word in _JOINED.items()
        if getattr(known, name)
        and getattr(fresh, name)
        and folded(getattr(known, name)) != folded(getattr(fresh, name))
    ]
    lacking = {name: getattr(fresh, name) for name in (*_JOINED, "provider") if not getattr(known, name)}
    return msgspec.structs.replace(known, **lacking), different


def _evidence_id(draft: Draft, one: Return, fresh: Evidence) -> str:
    """The same row of the same department's list comes to the same id, however often it is read."""
    said = "\0".join((draft.id, one.department, *fresh.points, fresh.title, fresh.document_number, fresh.date))
    return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:32]

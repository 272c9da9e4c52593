"""The baseline of an export: what the draft said when files were made from it, kept with them in the draft file.

It answers two questions: does an exported file still match the draft (`staleness`), and what did each place of an
edited 送审稿 stand for when it went out.  JSON of `Baseline`; `kept` is JSON, deflated, in base 85:

    records   [[table, row, slot, record], …]            what goes into the edition
    traces    [[number, [table, row, slot], start, end, column, text], …]   of a 送审稿; see document.traces
"""

import base64
import hashlib
import zlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from eduduty_desktop.document import Block, build_report
from eduduty_desktop.document.names import Edition
from eduduty_desktop.document.traces import TraceSpot, traces
from eduduty_desktop.draft import TABLES, Draft
from eduduty_desktop.draft.cover_fields import EDITION_FIELDS
from eduduty_desktop.draft.length import LIMIT
from eduduty_desktop.draft.records import PointState, Status
from eduduty_desktop.draft.value import canonical
from eduduty_desktop.draft.withholding import INTERNAL, withhold

_LARGEST = 64 * 1024 * 1024  # bytes of an unpacked baseline; beyond that the file was tampered with
_NOT_PRINTED = frozenset({*EDITION_FIELDS, LIMIT.row})


class Baseline(msgspec.Struct, frozen=True):
    """What the draft file keeps with every export; `draft` is the fingerprint of what went into the edition."""

    draft: str = ""
    kept: str = ""


class Kept(msgspec.Struct, frozen=True):
    """What a baseline holds, unpacked."""

    records: tuple[tuple[str, str, str, Any], ...] = ()
    traces: tuple[TraceSpot, ...] = ()


def content_of(draft: Draft, edition: Edition = Edition.REVIEW) -> Draft:
    """What of a draft goes into an edition: no notes, no waivers, no choices about editions, no state but 不适用."""
    shown = withhold(draft) if edition is Edition.PUBLIC else draft
    tables = {name: rows for name, rows in shown.tables.items() if name not in INTERNAL}
    if cover := tables.get("cover"):
        tables["cover"] = {row: one for row, one in cover.items() if row[0] not in _NOT_PRINTED}
    states: dict[tuple[str, str], PointState] = dict(tables.get("states", {}))
    tables["states"] = {row: one for row, one in states.items() if one.status is Status.NOT_APPLICABLE}
    return msgspec.structs.replace(shown, tables={name: rows for name, rows in tables.items() if rows})


def fingerprint_of(draft: Draft, edition: Edition = Edition.REVIEW) -> str:
    """SHA-256 of what a draft says to others in an edition."""
    return _fingerprint(content_of(draft, edition))


def _fingerprint(content: Draft) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def baseline_of(draft: Draft, edition: Edition = Edition.REVIEW, blocks: Iterable[Block] | None = None) -> str:
    """The baseline to record with files that were made from a draft; `blocks` are the report's, if they are at hand."""
    content = content_of(draft, edition)
    records = tuple(
        (table, row, slot, record)
        for table, rows in sorted(content.tables.items())
        for (row, slot), record in sorted(rows.items(), key=lambda item: item[0])
    )
    found = traces(build_report(draft) if blocks is None else blocks) if edition is Edition.REVIEW else ()
    packed = zlib.compress(msgspec.json.encode(Kept(records, found)), 9)
    return msgspec.json.encode(Baseline(_fingerprint(content), base64.b85encode(packed).decode())).decode()


def read_baseline(text: str) -> Baseline:
    """A recorded baseline; an empty one where another kind of export wrote it."""
    try:
        return msgspec.json.decode(text, type=Baseline)
    except msgspec.DecodeError:
        return Baseline()


@lru_cache(maxsize=8)
def unpacked(baseline: Baseline) -> Kept | None:
    """What a baseline holds; None for an older one that holds no more than its fingerprint, or a damaged one."""
    if not baseline.kept:
        return None
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b85decode(baseline.kept), _LARGEST)
        return msgspec.json.decode(content, type=Kept)
    except (ValueError, zlib.error):  # msgspec.DecodeError is a ValueError
        return None


def draft_of(kept: Kept, like: Draft) -> Draft | None:
    """What went out, as a draft with the framework of another one; None where a record has no meaning any more."""
    tables: dict[str, dict[tuple[str, str], Any]] = {}
    try:
        for table, row, slot, record in kept.records:
            tables.setdefault(table, {})[row, slot] = msgspec.convert(record, TABLES[table])
    except (KeyError, msgspec.ValidationError):
        return None
    return msgspec.structs.replace(like, tables=tables)

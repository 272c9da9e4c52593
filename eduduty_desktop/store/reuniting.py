"""One draft from what tables, change log, crash journal and backups still say, and what that cost."""

import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import msgspec

from eduduty_desktop.draft import TABLES, Draft, Key
from eduduty_desktop.draft.value import identical
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.store.backups import Backup
from eduduty_desktop.store.codec import columns, from_json, from_row, to_row
from eduduty_desktop.store.fragments import Fragments, Row, completed
from eduduty_desktop.store.log_replay import SELECT, Replay, replay
from eduduty_desktop.store.pouring import Poured
from eduduty_desktop.store.rows import put


class Source(StrEnum):
    """Where a value that its table had lost was found; the values are the words people see."""

    LOG = "修改记录"
    BACKUP = "备份"
    IN_PART = "残缺的原文"
    DISPUTED = "两处记载不一致"
    NOWHERE = "没有找回"


@dataclass(frozen=True, slots=True)
class Loss:
    """One value that was not intact.  `record` is what stands there now, `hint` says more about its source.

    Where table and log disagree, the table's stands there and `other` is the log's.
    """

    key: Key
    source: Source
    record: Any = None
    hint: str = ""
    other: Any = None


@dataclass(slots=True)
class Reunited:
    """`held`: what the tables hold now, `draft`: what they should; `uncertain` tables may have held more."""

    held: Draft
    draft: Draft
    losses: list[Loss]
    uncertain: tuple[str, ...]


def identity(
    connection: sqlite3.Connection,
    found: Fragments,
    poured: Poured,
    backups: Sequence[tuple[Backup, Draft]],
    frameworks: Sequence[Framework],
) -> tuple[str, Framework]:
    """The draft's id and framework; raises UserError if there is no framework to be had."""
    row = connection.execute('SELECT "draft_id" FROM "meta"').fetchone()
    draft_id = row[0] if row else backups[0][1].id if backups else secrets.token_hex(16)
    if not row and not backups:
        found.remarks.append("自评稿的编号读不出，已另编")
    row = connection.execute('SELECT "snapshot" FROM "framework"').fetchone()
    if row:
        try:
            return draft_id, msgspec.json.decode(row[0], type=Framework)
        except msgspec.DecodeError:
            poured.refused["framework"] = 1
    for backup, draft in backups:
        if draft.id == draft_id:
            found.remarks.append(f"指标体系取自 {backup.at.astimezone():%Y-%m-%d %H:%M} 的备份")
            return draft_id, draft.framework
    nodes = {row[0] for table in ("narratives", "states", "scores") for row in found.rows[table]}
    nodes |= {line[7] for line in found.rows["change_log"] if line[6:7] in {("narratives",), ("states",), ("scores",)}}
    fitting = max(frameworks, key=lambda known: len(nodes & known.nodes.keys()), default=None)
    if fitting is None or not nodes & fitting.nodes.keys():
        raise UserError(
            "这份自评稿的指标体系读不出，也没有可以代替的", what_to_do="请找回备份，或向收到过这份自评稿的人要一份。"
        )
    found.remarks.append(f"指标体系读不出，改用程序自带的“{fitting.title}”，请核对")
    return draft_id, fitting


def reunite(
    connection: sqlite3.Connection,
    empty: Draft,
    found: Fragments,
    poured: Poured,
    backups: Sequence[tuple[Backup, Draft]],
) -> Reunited:
    """Put every value together, and leave in the log only lines that can be read.  Needs a transaction."""
    held = _held(connection, found, poured)
    told = replay(connection.execute(SELECT).fetchall())
    trusted = not (told.gaps or told.unreadable or {"change_log"} & found.incomplete)
    older = next((known for known in backups if known[1].id == empty.id), None)
    chooser = _Chooser(found, poured, told, trusted, older)
    keys = {*held, *told.last, *told.broken, *poured.torn, *_keys(older)}
    losses: list[Loss] = []
    chosen: dict[Key, Any] = {}
    for key in sorted(keys):
        record, loss = chooser.choose(key, held.get(key))
        if record is not None:
            chosen[key] = record
        if loss is not None:
            losses.append(loss)
        if loss is not None and loss.source is Source.LOG:
            held[key] = record  # put right without a line of its own, so that the log goes on leading there
            put(connection, key, None if record is None else to_row(key.table, record))
    chosen.update(_typed(connection, losses))
    _mend_log(connection, told, held)
    _remark(found, told)
    uncertain = () if trusted else tuple(table for table in TABLES if table in found.incomplete)
    return Reunited(_draft(empty, held), _draft(empty, chosen), losses, uncertain)


@dataclass(frozen=True, slots=True)
class _Chooser:
    found: Fragments
    poured: Poured
    told: Replay
    trusted: bool
    older: tuple[Backup, Draft] | None

    def choose(self, key: Key, held: Any) -> tuple[Any, Loss | None]:
        """The record that a key gets, and what there is to say about it."""
        known = key in self.told.last and key not in self.told.broken
        last = self.told.last.get(key)
        whole = key.table not in self.found.incomplete
        if held is not None:
            if not (self.trusted and known) or identical(held, last):
                return held, None
            if last is None and not whole:
                return None, None  # a page that was given up still shows what had been removed
            return held, Loss(key, Source.DISPUTED, held, other=last)
        if whole or (known and last is None):
            return None, None  # it is not there because it was removed
        if known:
            return last, Loss(key, Source.LOG, last)
        if self.older is not None and (record := self.older[1].get(key)) is not None:
            at = f"{self.older[0].at.astimezone():%Y-%m-%d %H:%M}"
            return record, Loss(key, Source.BACKUP, record, at)
        if key in self.poured.torn and (record := _in_part(key, self.poured.torn[key])) is not None:
            return record, Loss(key, Source.IN_PART, record)
        return None, Loss(key, Source.NOWHERE)


def _held(connection: sqlite3.Connection, found: Fragments, poured: Poured) -> dict[Key, Any]:
    """The records of the tables; rows that are none are taken out."""
    held = {}
    for table in TABLES:
        names = ", ".join(f'"{name}"' for name in ("row", "slot", *(column.name for column in columns(table))))
        for row, slot, *values in connection.execute(f'SELECT {names} FROM "{table}"').fetchall():
            key = Key(table, row, slot)
            try:
                held[key] = from_row(table, tuple(values))
            except (ValueError, ArithmeticError, LookupError):
                connection.execute(f'DELETE FROM "{table}" WHERE "row" = ? AND "slot" = ?', (row, slot))
                poured.torn[key] = (row, slot, *values)
                found.incomplete.add(table)
    return held


def _keys(older: tuple[Backup, Draft] | None) -> list[Key]:
    if older is None:
        return []
    return [Key(table, row, slot) for table, records in older[1].tables.items() for row, slot in records]


def _in_part(key: Key, row: Row) -> Any:
    """A torn row's record with marks where its text cannot be read; None if even that is none."""
    row = completed(key.table, row)
    values = [value.decode(errors="replace") if isinstance(value, bytes) else value for value in row[2:]]
    if len(values) != len(columns(key.table)) or any(isinstance(value, float) for value in values):
        return None
    try:
        return from_row(key.table, tuple(value for value in values if not isinstance(value, bytes | float)))
    except (ValueError, ArithmeticError, LookupError):
        return None


def _typed(connection: sqlite3.Connection, losses: list[Loss]) -> dict[Key, Any]:
    """What the crash journal adds: it is newer than anything else."""
    typed = {}
    for table, row, slot, text in connection.execute('SELECT "table", "row", "slot", "new" FROM "open_edit"'):
        key = Key(table, row, slot)
        try:
            typed[key] = from_json(table, text)
        except (ValueError, LookupError):
            losses.append(Loss(key, Source.NOWHERE, hint="最后一次打字"))
    return {key: record for key, record in typed.items() if record is not None}


def _mend_log(connection: sqlite3.Connection, told: Replay, held: dict[Key, Any]) -> None:
    """Take out lines that nobody can read any more, spoilt ones and splices that lead to no text that stands."""
    connection.executemany('DELETE FROM "change_log" WHERE "seq" = ?', [(seq,) for seq in told.unreadable])
    connection.executemany('UPDATE "change_log" SET "at" = ? WHERE "seq" = ?', told.undated)
    adrift = [key for key in {*told.last, *told.broken} if key in told.broken or not _leads_to(told, held, key)]
    connection.executemany(
        'DELETE FROM "change_log" WHERE "splice" IS NOT NULL AND ("table", "row", "slot") = (?, ?, ?)', adrift
    )


def _leads_to(told: Replay, held: dict[Key, Any], key: Key) -> bool:
    return identical(told.last.get(key), held.get(key))


def _remark(found: Fragments, told: Replay) -> None:
    if found.stray:
        found.remarks.append(f"有 {len(found.stray)} 行内容已不知属于哪张表，没有放入")
    for table, title in (("change_log", "修改记录"), ("exports", "导出记录"), ("open_edit", "最后一次打字的内容")):
        if table in found.incomplete:
            found.remarks.append(f"{title}可能不全")
    if told.broken:
        found.remarks.append(f"有 {len(told.broken)} 处的修改记录接不上，历史从缺")


def _draft(empty: Draft, records: dict[Key, Any]) -> Draft:
    tables: dict[str, dict[tuple[str, str], Any]] = {}
    for key, record in records.items():
        tables.setdefault(key.table, {})[key.row, key.slot] = record
    return msgspec.structs.replace(empty, tables=tables)

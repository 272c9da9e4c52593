"""The change log read forwards: what each value came to, by the log alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from eduduty_desktop.draft import TABLES, Key
from eduduty_desktop.draft.history import Splice
from eduduty_desktop.store.codec import from_json

SELECT = 'SELECT "seq", "at", "table", "row", "slot", "old", "new", "splice" FROM "change_log" ORDER BY "seq"'


@dataclass(slots=True)
class Replay:
    """`last`: what each key came to; `broken`: keys whose lines do not lead on from one to the next.

    `unreadable` are the numbers of lines that no program wrote, `undated` times to put where a line has none,
    with its number; `gaps` says whether numbers are missing.
    """

    last: dict[Key, Any] = field(default_factory=dict)
    broken: set[Key] = field(default_factory=set)
    unreadable: list[int] = field(default_factory=list)
    undated: list[tuple[str, int]] = field(default_factory=list)
    gaps: bool = False


def replay(lines: Iterable[tuple[Any, ...]]) -> Replay:
    """Follow the log's lines, as `SELECT` gives them, from the first to the last."""
    found, expected, before = Replay(), 1, _UNKNOWN
    for seq, at, table, row, slot, old, new, step in lines:
        if _is_time(at):
            before = at
        else:
            found.undated.append((before, seq))
        found.gaps = found.gaps or seq != expected
        expected = seq + 1
        key = Key(table, row, slot)
        try:
            if table not in TABLES:
                raise ValueError(table)
            found.last[key] = _next(found.last.get(key), from_json(table, old), from_json(table, new), step)
            if step is None:
                found.broken.discard(key)  # a whole record leads on from anywhere
        except _BrokenError:
            found.broken.add(key)
        except (ValueError, TypeError):
            found.unreadable.append(seq)
            found.broken.add(key)
    return found


_UNKNOWN = "1970-01-01T00:00:00+00:00"


def _is_time(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False


class _BrokenError(Exception):
    """A splice does not belong to the text before it."""


def _next(before: Any, old: Any, new: Any, step: str | None) -> Any:
    if step is None:
        return new
    change = msgspec.json.decode(step, type=Splice)
    text = getattr(before, "text", "")
    end = change.at + len(change.removed)
    if old is None or text[change.at : end] != change.removed:
        raise _BrokenError
    return msgspec.structs.replace(new, text=text[: change.at] + change.inserted + text[end:])

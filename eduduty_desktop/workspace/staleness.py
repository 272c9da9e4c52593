"""Whether an exported file still says what the draft says, and where it does not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import PROFILE, Draft, Key
from eduduty_desktop.framework import Framework
from eduduty_desktop.workspace.baseline import Baseline, content_of, draft_of, fingerprint_of, read_baseline, unpacked
from eduduty_desktop.workspace.differences import Difference, differences

_SHORT, _BEFORE = 40, 8  # characters of a text that are quoted, and of them before the first change


class Export(Protocol):
    """A recorded export, as the draft file keeps it."""

    @property
    def edition(self) -> str: ...
    @property
    def baseline(self) -> str: ...


class LoggedExport(Protocol):
    """A recorded export with when it was made."""

    @property
    def at(self) -> datetime: ...
    @property
    def export(self) -> Export: ...


class Stale(msgspec.Struct, frozen=True):
    """An edition whose last files say something else than the draft.

    `differences` are exported → now, empty where it is only known that they differ (an older program's export, or the
    indicator framework itself was changed).
    """

    edition: Edition
    at: datetime
    differences: tuple[Difference, ...] = ()

    @property
    def words(self) -> str:
        """`已导出的报送稿（11月22日 14:03）与自评稿不一致：3处`."""
        local = self.at.astimezone()
        when = f"{local.month}月{local.day}日 {local:%H:%M}"
        count = f"：{len(self.differences)}处" if self.differences else ""
        return f"已导出的{self.edition.label}（{when}）与自评稿不一致{count}"


def stale(draft: Draft, edition: Edition, exports: Sequence[LoggedExport]) -> Stale | None:
    """How the last export of an edition differs from the draft; None where it does not, or there is none.

    `exports` are those recorded in the draft file, newest first.
    """
    found = _last(edition, exports)
    if found is None:
        return None
    at, baseline = found
    if baseline.draft == fingerprint_of(draft, edition):
        return None
    kept = unpacked(baseline)
    now = content_of(draft, edition)
    before = draft_of(kept, now) if kept is not None else None
    return Stale(edition, at, differences(before, now) if before is not None else ())


def all_stale(draft: Draft, exports: Sequence[LoggedExport]) -> tuple[Stale, ...]:
    """Every edition whose last files differ."""
    found = (stale(draft, edition, exports) for edition in Edition)
    return tuple(one for one in found if one is not None)


def page_of(framework: Framework, key: Key) -> str:
    """The page on which a record is put right; empty where none shows it."""
    if key.table in {"cover", "vetoes"}:
        return "cover"
    if key.table in {"figures", "growths"}:
        return framework.place_of_metric.get(key.row, "")
    if key.table == "problems":
        return "problems"
    if key.row in framework.nodes or key.row == PROFILE:
        return key.row
    return "cover" if key.table == "narratives" else ""


def said_differently(one: Difference) -> str:
    """`导出时“52%”，现在“53%”。`, long texts from where they part."""
    old, new = sides(one)
    return f"导出时{f'“{old}”' if old else '没有'}，现在{f'“{new}”' if new else '没有'}。"


def sides(one: Difference) -> tuple[str, str]:
    """What was exported and what is said now, long texts from where they part; empty for nothing."""
    old, new = one.old, one.new
    if max(len(old), len(new)) <= _SHORT:
        return old, new
    apart = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    begin = max(0, apart - _BEFORE)
    return _cut(old, begin), _cut(new, begin)


def _cut(text: str, begin: int) -> str:
    if not text:
        return ""
    part = " ".join(text[begin : begin + _SHORT].split())
    return f"{'…' if begin else ''}{part}{'…' if begin + _SHORT < len(text) else ''}"


def _last(edition: Edition, exports: Sequence[LoggedExport]) -> tuple[datetime, Baseline] | None:
    """When the last files of an edition were made, and the baseline that one of them carries."""
    mine = [one for one in exports if one.export.edition == edition.value]
    batch = [one for one in mine if one.at == mine[0].at] if mine else []
    known = (read_baseline(one.export.baseline) for one in batch if one.export.baseline)
    baseline = next((one for one in known if one.draft), None)
    return (mine[0].at, baseline) if baseline is not None else None

"""Which tables of a notice are its indicator tables: found by header, by continuation, or by content."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from eduduty_desktop.framework.notice.columns import assign_roles, guess_roles
from eduduty_desktop.framework.notice.extras import is_bonus_heading, is_veto_heading
from eduduty_desktop.framework.notice.reading import LEVELS, TITLES, Role, TableReading
from eduduty_desktop.framework.notice.scores import read_score
from eduduty_desktop.framework.notice.tables import Block, View, blocks_of
from eduduty_desktop.framework.notice.texts import is_none, one_line
from eduduty_desktop.framework.notice.words import STRONG, Meaning, meaning_of
from eduduty_desktop.grid import Grid, Paragraph

_NAMELESS = re.compile(
    r"(?:sheet|工作表|表格?|table|未命名)\s*[0-9一二三四五六七八九十]*(?:\s*[(（][0-9]+[)）])?", re.IGNORECASE
)
_FIRM = STRONG - {Meaning.TEXT}
_SMALL = 0.25  # a firm table of fewer entries than this share of a list of tasks is an appendix to it
_LEAST_FULL = 50  # a table whose scores sum to this much may be a whole system


class Candidate(msgspec.Struct, frozen=True):
    """One table that could be read; `lead` are rows above its header, `guessed` tells that it has none."""

    reading: TableReading
    lead: tuple[int, ...]
    guessed: bool = False
    continued: bool = False


class Found(msgspec.Struct, frozen=True):
    """The tables taken, and those of another system that were left."""

    taken: tuple[Candidate, ...]
    others: tuple[TableReading, ...]


def nameless(name: str) -> bool:
    """Whether a sheet's name says nothing: Sheet1, 表2."""
    return not name.strip() or bool(_NAMELESS.fullmatch(name.strip()))


def find_tables(parts: Sequence[Grid | Paragraph], views: Mapping[int, View]) -> Found:
    """All tables of the notice's one system, in order; the largest system where there are several."""
    candidates = _candidates(views)
    groups = _systems(parts, candidates, views)
    if not groups:
        return Found((), ())
    sizes = [sum(_entries(views, c) for c in group) for group in groups]
    best = max(
        range(len(groups)),
        key=lambda i: (sizes[i] >= _SMALL * max(sizes) and _is_firm(groups[i], views), sizes[i], _is_scored(groups[i])),
    )
    largest = groups[best]
    others = tuple(c.reading for group in groups if group is not largest for c in group)
    return Found(tuple(largest), others)


def _is_scored(group: Sequence[Candidate]) -> bool:
    return any(Role.SCORE in c.reading.columns.values() for c in group)


def _is_firm(group: Sequence[Candidate], views: Mapping[int, View]) -> bool:
    """Whether headings speak of levels, points, scores or standards; a list of tasks or of checks has none of them."""
    heads = (text for c in group for r in c.reading.header_rows for _, text in views[c.reading.part].cells(r))
    return any(meaning_of(text) in _FIRM for text in heads)


def _candidates(views: Mapping[int, View]) -> list[Candidate]:
    blocks = [(view, block) for view in views.values() for block in blocks_of(view)]
    makes: dict[object, list[tuple[View, Block]]] = {}
    for view, block in blocks:
        makes.setdefault(block.header.key, []).append((view, block))
    roles = {key: assign_roles(same[0][1].header, same) for key, same in makes.items()}
    by_part: dict[int, list[Candidate]] = {}
    for view, block in blocks:
        columns = roles[block.header.key]
        if not block.body or not any(role in TITLES for role in columns.values()):
            continue
        rows = range(min(block.body), max(block.body) + 1)
        reading = TableReading(view.part, block.header.rows, columns, rows)
        by_part.setdefault(view.part, []).append(Candidate(reading, block.lead))
    found: list[Candidate] = []
    last: Candidate | None = None
    headed = {view.part for view, _ in blocks} | {part for part, view in views.items() if _other_header(view)}
    for part, view in views.items():
        own = by_part.get(part, [])
        if not own and view.rows and part not in headed:
            continued = _continuation(view, last, views)
            own = [continued] if continued else _guessed(view) if last is None else []
        found += own
        last = own[-1] if own else last
    if all(c.guessed for c in found):
        return found
    return [c for c in found if not c.guessed]


def _other_header(view: View) -> bool:
    """Whether a table begins with headings that are none of an indicator table: 序号, 材料名称, 提供单位."""
    cells = view.cells(view.rows[0]) if view.rows else []
    known = sum(meaning_of(text) not in (None, Meaning.NAMED_OFFICE) for _, text in cells)
    return len(cells) > 2 and known >= 0.5 * len(cells) and not any(ch.isdigit() for _, t in cells for ch in t)


def _continuation(view: View, last: Candidate | None, views: Mapping[int, View]) -> Candidate | None:
    """A table without a header that goes on where the one before ended: as wide, and with scores where they belong."""
    if last is None:
        return None
    before = views[last.reading.part]
    if before.width != view.width:
        return None
    columns = last.reading.columns
    filled = [r for r in view.rows if len(view.cells(r)) > 1]
    if not filled:
        return None
    for column, role in columns.items():
        texts = [view.texts[r][column] for r in filled if column < view.width and view.texts[r][column]]
        if role is Role.SCORE and texts:
            good = sum(is_none(t) or read_score(t, weights=True).value is not None for t in texts)
            if good < 0.7 * len(texts):
                return None
        if role is Role.POINT and sum(not t.isdigit() for t in texts) < 0.5 * len(filled):
            return None
    reading = TableReading(view.part, (), columns, range(view.rows[0], view.rows[-1] + 1))
    return Candidate(reading, (), continued=True)


def _guessed(view: View) -> list[Candidate]:
    columns = guess_roles(view, view.rows)
    if not columns:
        return []
    return [Candidate(TableReading(view.part, (), columns, range(view.rows[0], view.rows[-1] + 1)), (), guessed=True)]


def _systems(
    parts: Sequence[Grid | Paragraph], candidates: list[Candidate], views: Mapping[int, View]
) -> list[list[Candidate]]:
    """Candidates that belong together: one make of titles; whole tables with equal totals are systems of their own."""
    groups: dict[object, list[Candidate]] = {}
    main: object = None
    for candidate in candidates:
        columns = candidate.reading.columns
        key: object = frozenset(r for r in columns.values() if r in (*TITLES, Role.SCORE))
        if (candidate.continued and main is not None) or (
            main is not None and key not in groups and _appended(parts, candidate, views)
        ):
            key = main
        main = key if key not in groups or candidate.continued else main
        groups.setdefault(key, []).append(candidate)
    systems: list[list[Candidate]] = []
    for group in groups.values():
        sums = {i: _stated_sum(views, c) or _sum(views, c) for i, c in enumerate(group)}
        whole = [i for i, total in sums.items() if total >= _LEAST_FULL and list(sums.values()).count(total) > 1]
        levelled = any(role in LEVELS for role in group[0].reading.columns.values())
        if len(whole) > 1 and levelled and len(whole) == len([c for c in group if not c.continued]):
            systems += _split(group, whole)
        else:
            systems.append(group)
    return systems


def _split(group: list[Candidate], starts: list[int]) -> list[list[Candidate]]:
    bounds = [*starts[1:], len(group)]
    return [group[a:b] for a, b in zip([0, *starts[1:]], bounds, strict=True)]


def _appended(parts: Sequence[Grid | Paragraph], candidate: Candidate, views: Mapping[int, View]) -> bool:
    """Whether a table of another make holds bonus points or vetoes of the one before."""
    part = candidate.reading.part
    view = views[part]
    said = [view.name, *(view.texts[r][c] for r in candidate.lead for c, _ in view.cells(r)[:1])]
    said += [t for r in candidate.reading.header_rows for _, t in view.cells(r)]
    for before in reversed(parts[:part]):
        if isinstance(before, Grid):
            break
        said.append(before.text)
        if len(said) > 12:
            break
    return any(is_bonus_heading(one_line(t)) or (len(t) <= 40 and is_veto_heading(t)) for t in said if t)


def _sum(views: Mapping[int, View], candidate: Candidate) -> Decimal:
    """The scores of the table's finest score column, without total rows."""
    view, total = views[candidate.reading.part], Decimal(0)
    columns = [c for c, role in candidate.reading.columns.items() if role is Role.SCORE and c < view.width]
    for row in candidate.reading.rows:
        if columns and row < len(view.texts) and view.own(row, columns[-1]) and not _is_sum_row(view, row):
            total += read_score(view.texts[row][columns[-1]], weights=True).value or Decimal(0)
    return total


def _stated_sum(views: Mapping[int, View], candidate: Candidate) -> Decimal | None:
    """The total that the table's last row states."""
    view = views[candidate.reading.part]
    columns = [c for c, role in candidate.reading.columns.items() if role is Role.SCORE and c < view.width]
    rows = [r for r in candidate.reading.rows if r < len(view.texts) and view.cells(r)]
    if not columns or not rows or not _is_sum_row(view, rows[-1]):
        return None
    return read_score(view.texts[rows[-1]][columns[-1]], weights=True).value


def _is_sum_row(view: View, row: int) -> bool:
    return any("".join(t.split()).startswith(("合计", "总计", "小计", "总分", "共计")) for _, t in view.cells(row))


def _entries(views: Mapping[int, View], candidate: Candidate) -> int:
    view = views[candidate.reading.part]
    points = [c for c, role in candidate.reading.columns.items() if role is Role.POINT and c < view.width]
    rows = [r for r in candidate.reading.rows if r < len(view.texts)]
    return sum(bool(view.texts[r][points[0]]) and view.own(r, points[0]) for r in rows) if points else len(rows)

"""Which column holds what: from the headers' meaning and from what stands below them.

The leaf of the tree is the title column that has as many entries as there are scores; what stands left of it are the
levels, what stands right of it describes the point.
"""

import itertools
from collections.abc import Sequence

import msgspec

from eduduty_desktop.framework.notice.column_content import (
    ENOUGH,
    Body,
    about_inspection,
    about_scores,
    average_length,
    count,
    is_body,
    is_filled,
    is_number_column,
    is_score_column,
    names_whole_department,
    places_of,
    repeats_left,
    runs_of,
    share,
    speaks_of_scores,
    starts_of,
    texts_of,
)
from eduduty_desktop.framework.notice.departments import looks_like_departments
from eduduty_desktop.framework.notice.items import scored_items
from eduduty_desktop.framework.notice.numbering import split_number
from eduduty_desktop.framework.notice.reading import LEVELS, TITLES, Role
from eduduty_desktop.framework.notice.tables import Block, Header, View
from eduduty_desktop.framework.notice.words import PLAIN_ROLES, TITLE_MEANINGS, Meaning

_LEVEL_WORDS = (Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3)
_OWED = frozenset({Role.LEAD, Role.ASSISTING, Role.DEPARTMENTS})
_LOOSE = (Meaning.TEXT, Meaning.GENERAL)
_ORDER = (*_LEVEL_WORDS, Meaning.LEVEL4, Meaning.POINT)
_LONG = 20


def assign_roles(header: Header, blocks: Sequence[tuple[View, Block]]) -> dict[int, Role]:
    """The role of every column of tables with one header."""
    body: Body = [(view, [r for r in block.body if is_body(view, r)]) for view, block in blocks]
    columns = [c for c in sorted(header.meanings) if not repeats_left(body, c)]
    header = _over_two_columns(header, body, columns)
    meanings = {c: _by_content(header.meanings[c], body, c, header) for c in columns}
    _settle_rules(meanings, body)
    titles = [c for c in columns if meanings[c] in TITLE_MEANINGS and is_filled(body, c)]
    roles = {c: PLAIN_ROLES[m] for c in columns if (m := meanings[c]) in PLAIN_ROLES}
    _settle_scores(roles, meanings, body)
    _settle_offices(roles, meanings, body)
    if not titles:
        titles = _soft_titles(columns, meanings, body)
    if _from_the_right(titles, meanings):
        titles.reverse()
    runs = dict(zip(titles, runs_of(body, titles), strict=True))
    scores = [c for c, role in roles.items() if role is Role.SCORE]
    point = _choose_point(titles, meanings, runs, body, scores)
    point = _rule_as_point(point, runs, roles, meanings, body, scores) if point is not None else None
    if point is None:
        return roles
    return roles | _title_roles(titles if point in titles else sorted({*titles, point}), point, meanings)


def _title_roles(titles: list[int], point: int, meanings: dict[int, Meaning | None]) -> dict[int, Role]:
    levels = titles[: titles.index(point)]
    named = [meanings[c] for c in levels]
    roles: dict[int, Role] = {point: Role.POINT}
    explicit = all(m in _LEVEL_WORDS for m in named) and len(set(named)) == len(named)
    for i, column in enumerate(levels):
        meaning = meanings[column]
        if explicit and meaning in _LEVEL_WORDS:
            roles[column] = LEVELS[_LEVEL_WORDS.index(meaning)]
        else:
            roles[column] = LEVELS[i] if i < len(LEVELS) else Role.IGNORED
    return roles | {c: Role.REQUIREMENT for c in titles if c not in roles}


def _from_the_right(titles: Sequence[int], meanings: dict[int, Meaning | None]) -> bool:
    """Whether the first level stands last: 测评点, 二级指标, 一级指标."""
    ranks = [_ORDER.index(m) for c in titles if (m := meanings[c]) in _ORDER]
    return len(ranks) > 1 and ranks == sorted(ranks, reverse=True) and ranks[0] > ranks[-1]


def guess_roles(view: View, rows: Sequence[int]) -> dict[int, Role]:
    """Roles of a table without any header, by content alone; empty where it is no indicator table.

    Asked for: a column of scores that sum to a round total beside a column of longer texts.
    """
    body: Body = [(view, [r for r in rows if is_body(view, r)])]
    if len(body[0][1]) < ENOUGH:
        return {}
    columns = [c for c in view.columns if not repeats_left(body, c)]
    scores = [c for c in columns if is_score_column(body, c)]
    if not scores:
        return {}
    roles: dict[int, Role] = {scores[-1]: Role.SCORE}
    titles = []
    for column in columns:
        if column in roles:
            continue
        if is_number_column(body, column):
            roles[column] = Role.NUMBER
        elif share(body, column, looks_like_departments) > 0.7:
            roles[column] = Role.DEPARTMENTS
        elif share(body, column, lambda t: "扣" in t or "得" in t) > 0.6 and column > scores[-1]:
            roles[column] = Role.RULE
        elif column < scores[-1] and is_filled(body, column):
            titles.append(column)
    if not titles or average_length(body, titles[-1]) < 4:
        return {}
    runs = dict(zip(titles, runs_of(body, titles), strict=True))
    unnamed: dict[int, Meaning | None] = dict.fromkeys(titles, Meaning.GENERAL)
    point = _choose_point(titles, unnamed, runs, body, scores)
    return roles | _title_roles(titles, point, unnamed) if point is not None else {}


def owner_of(columns: dict[int, Role], column: int, body: Body) -> int:
    """The title column to which a NUMBER or SCORE column belongs.

    A number stands left of its title, a score right of it; it is that of a level where it stands only where entries
    of the level begin.
    """
    titles = sorted((c for c, role in columns.items() if role in TITLES), key=lambda c: TITLES.index(columns[c]))
    leaf = titles[-1]
    starts = dict(zip(titles, starts_of(body, titles), strict=True))
    places = set(places_of(body, column))
    if columns[column] is Role.NUMBER:
        near = next((c for c in titles if c > column), leaf)
        places = _changes(body, column, places, starts[near])
    else:
        near = next((c for c in reversed(titles) if c < column), leaf)
    if near != leaf and places <= starts[near]:
        return near
    fitting = [c for c in titles if c != leaf and _aligned(starts[c], places)]
    return fitting[-1] if fitting and len(places) < 0.6 * len(starts[leaf]) else leaf


def _changes(
    body: Body, column: int, places: set[tuple[int, int]], starts: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Places without those that merely repeat the number above."""
    kept: set[tuple[int, int]] = set()
    last = ""
    for table, row in sorted(places):
        text = body[table][0].texts[row][column]
        if text != last or (table, row) in starts:
            kept.add((table, row))
        last = text
    return kept


def _choose_point(
    titles: list[int], meanings: dict[int, Meaning | None], runs: dict[int, int], body: Body, scores: list[int]
) -> int | None:
    if not titles:
        return None
    named = [c for c in titles if meanings[c] in (Meaning.POINT, Meaning.LEVEL4)]
    if named:
        return _titled_before(named[-1], titles, meanings, runs, body)
    levels = [c for c in titles if meanings[c] in _LEVEL_WORDS]
    least = levels[-1] if levels else titles[0]
    scored = [max((set(places_of(body, c)) for c in scores), key=len)] if scores else []  # the finest scores
    starts = dict(zip(titles, starts_of(body, titles), strict=True))
    listing = [c for c in titles[1:] if any(scored_items(text, "") for text in texts_of(body, c))]
    if listing:
        return listing[-1]
    finest = max(runs.values())
    counted = [c for c in titles if meanings[c] in _LOOSE and runs[c] == finest and _counts_on(body, c)]
    if counted:
        return counted[0]
    for column in titles[titles.index(least) :]:
        if runs[column] >= 0.95 * max(runs.values()) or (
            meanings[column] is not Meaning.LEVEL1 and any(_aligned(starts[column], places) for places in scored)
        ):
            return column
    return max(titles, key=lambda c: (runs[c], -c))


def _counts_on(body: Body, column: int) -> bool:
    """Whether entries are numbered 1 to n through the whole table: such are points, not texts beside one."""
    numbers = [split_number(text)[0] for text in texts_of(body, column)]
    counters = [n.counters for n in numbers if n is not None and n.depth == 1]
    return len(counters) >= ENOUGH and counters == [(i,) for i in range(1, len(numbers) + 1)]


def _aligned(starts: set[tuple[int, int]], scored: set[tuple[int, int]]) -> bool:
    """Whether scores stand where entries begin, and nowhere else."""
    return len(starts) >= 2 and scored <= starts and len(scored) >= 0.8 * len(starts)


def _titled_before(
    point: int, titles: list[int], meanings: dict[int, Meaning | None], runs: dict[int, int], body: Body
) -> int:
    """三级指标 with one long 观测点 each: the indicator is the point, the text describes it."""
    at = titles.index(point)
    if at and meanings[titles[at - 1]] is Meaning.LEVEL3:
        before = titles[at - 1]
        long = average_length(body, point) > max(_LONG, 1.5 * average_length(body, before))
        if long and runs[before] == runs[point] >= ENOUGH:
            return before
    return point


def _rule_as_point(
    point: int,
    runs: dict[int, int],
    roles: dict[int, Role],
    meanings: dict[int, Meaning | None],
    body: Body,
    scores: list[int],
) -> int:
    """评价标准 with a score in every row below one 指标: the standards are the points."""
    if not scores:
        return point
    want = max(count(body, c) for c in scores)
    if runs.get(point, 0) >= 0.7 * want:
        return point
    for column, role in roles.items():
        if (
            role is Role.RULE
            and column > point
            and count(body, column) >= 0.9 * want
            and not speaks_of_scores(body, column)
        ):
            meanings[column] = Meaning.TEXT
            return column
    return point


def _soft_titles(columns: list[int], meanings: dict[int, Meaning | None], body: Body) -> list[int]:
    """Without any title column, the longest texts are the titles."""
    free = [c for c in columns if meanings[c] in (None, Meaning.RULE, Meaning.IGNORED) and is_filled(body, c)]
    best = max(free, key=lambda c: average_length(body, c), default=None)
    return [] if best is None or average_length(body, best) < 4 else [best]


def _settle_rules(meanings: dict[int, Meaning | None], body: Body) -> None:
    """Of two columns of standards the one that speaks of scores is the rule; a method that does is one too."""
    rules = [c for c, m in meanings.items() if m is Meaning.RULE]
    if len(rules) == 1 and share(body, rules[0], about_inspection) > 0.7:
        meanings[rules[0]] = Meaning.METHOD
    elif not rules:
        for column, meaning in meanings.items():
            if meaning is Meaning.METHOD and speaks_of_scores(body, column):
                meanings[column] = Meaning.RULE
    elif len(rules) > 1:
        best = max(rules, key=lambda c: (share(body, c, about_scores), c))
        for column in rules:
            if column != best:
                meanings[column] = Meaning.TEXT if column < best else Meaning.NOTE


def _settle_offices(roles: dict[int, Role], meanings: dict[int, Meaning | None], body: Body) -> None:
    """责任处室 over whole departments (县财政局, not 财务处) names those, where no other column does."""
    if any(role in _OWED and is_filled(body, c) for c, role in roles.items()):
        return
    for column, meaning in meanings.items():
        if meaning is Meaning.OFFICE and share(body, column, names_whole_department) > 0.6:
            roles[column] = Role.DEPARTMENTS


def _settle_scores(roles: dict[int, Role], meanings: dict[int, Meaning | None], body: Body) -> None:
    """A weight beside a score is not read, nor a score column that nobody filled."""
    scores = [c for c, role in roles.items() if role is Role.SCORE]
    filled = [c for c in scores if is_filled(body, c)]
    plain = [c for c in filled if meanings[c] is Meaning.SCORE]
    for column in scores:
        beside = column not in plain and any(count(body, c) == count(body, column) for c in plain)
        if column not in filled or beside:
            roles[column] = Role.IGNORED
    if len(plain) > 1:
        for left, right in itertools.pairwise(plain):
            if right == left + 1 and count(body, left) == count(body, right):
                roles[right] = Role.IGNORED


def _by_content(meaning: Meaning | None, body: Body, column: int, header: Header) -> Meaning | None:
    """What a column with an unknown heading holds, as far as its cells plainly tell."""
    if meaning in TITLE_MEANINGS and is_number_column(body, column):
        return Meaning.NUMBER  # the heading lies over the number and its title
    if meaning is not None or not is_filled(body, column):
        return meaning
    taken = set(header.meanings.values())
    titles = [c for c, m in header.meanings.items() if m in TITLE_MEANINGS]
    if is_number_column(body, column):
        if Meaning.SCORE not in taken and Meaning.WEIGHT not in taken and is_score_column(body, column):
            return Meaning.SCORE
        return Meaning.NUMBER if titles and column < titles[-1] and not header.texts[column] else meaning
    if (
        Meaning.DEPARTMENTS not in taken
        and Meaning.LEAD not in taken
        and share(body, column, looks_like_departments) > 0.7
    ):
        return Meaning.DEPARTMENTS
    if not header.texts[column] and titles and column < titles[-1] and average_length(body, column) >= 2:
        return Meaning.GENERAL
    return meaning


def _over_two_columns(header: Header, body: Body, columns: list[int]) -> Header:
    """A heading over the number alone holds for the unnamed title beside it too."""
    meanings = dict(header.meanings)
    for left, right in itertools.pairwise(columns):
        alone = meanings[left] in TITLE_MEANINGS and meanings[right] is None and not header.texts[right]
        if alone and is_number_column(body, left) and average_length(body, right) >= 2:
            meanings[right] = meanings[left]
    return msgspec.structs.replace(header, meanings=meanings)

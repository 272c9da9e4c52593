"""A notice's parts, as `office` reads them → the framework it prescribes, with every doubt and its place.

The way: find the indicator tables, read their columns, build the tree, finish it as a framework.  Without a table the
numbered paragraphs are read.
"""

from collections.abc import Mapping, Sequence

import msgspec

from eduduty_desktop.framework.notice.assignments import take_assignments
from eduduty_desktop.framework.notice.extras import (
    grades_of,
    is_bonus_heading,
    is_veto_heading,
    looks_like_title,
    plain_title,
    split_veto_sentence,
    total_of_text,
    year_of,
)
from eduduty_desktop.framework.notice.finding import Candidate, Found, find_tables, nameless
from eduduty_desktop.framework.notice.finish import Heading, finish
from eduduty_desktop.framework.notice.marks import weight_columns
from eduduty_desktop.framework.notice.numbering import split_number
from eduduty_desktop.framework.notice.outline import read_outline
from eduduty_desktop.framework.notice.reading import (
    LEVELS,
    Choices,
    Doubt,
    NoticeError,
    Role,
    Source,
    TableReading,
    Understood,
)
from eduduty_desktop.framework.notice.scores import split_score
from eduduty_desktop.framework.notice.sprouts import Grown
from eduduty_desktop.framework.notice.tables import View
from eduduty_desktop.framework.notice.texts import clean, one_line
from eduduty_desktop.framework.notice.tree import TreeBuilder
from eduduty_desktop.framework.notice.upright import upright
from eduduty_desktop.grid import Grid, Paragraph

Parts = Sequence[Grid | Paragraph]
_HEADING = 40  # characters; longer paragraphs are no headings
_SHOWN_CELLS, _SHOWN_TABLES = 4, 4


def understand(
    parts: Parts,
    *,
    choices: Choices | None = None,
    title: str = "",
    year: int | None = None,
    region: str = "",
    level: str = "county",
) -> Understood:
    """The framework of a notice.  Raises NoticeError that says what was found where there is no indicator table."""
    choices = choices or Choices()
    parts = upright(parts)
    views = {i: View(i, part) for i, part in enumerate(parts) if isinstance(part, Grid)}
    if choices.tables is not None:
        found = Found(tuple(Candidate(reading, ()) for reading in choices.tables), ())
    else:
        found = find_tables(parts, views)
    grown = _from_tables(parts, views, found) if found.taken else read_outline(parts)
    if grown is None or not grown.points():
        raise _nothing(parts, views)
    if found.taken:
        found = msgspec.structs.replace(found, others=take_assignments(grown, views, found.others))
    texts = [*(part.text for part in parts if isinstance(part, Paragraph)), *grown.texts]
    if grown.total is None:
        grown.total = next((total for text in texts if (total := total_of_text(text)) is not None), None)
    name = (choices.title or title or _title(grown, parts)).strip()
    heading = Heading(
        title=name,
        year=choices.year if choices.year is not None else year if year is not None else year_of([name, *texts[:20]]),
        region=choices.region if choices.region is not None else region,
        level=choices.level or level,
        grades=grades_of(texts),
    )
    made = finish(grown, heading)
    doubts = (*_hidden(views, found), *_left(views, found), *made.doubts)
    return Understood(made.framework, made.sources, doubts, tuple(c.reading for c in found.taken), found.others)


def _from_tables(parts: Parts, views: Mapping[int, View], found: Found) -> Grown:
    builder = TreeBuilder()
    taken: dict[int, list[Candidate]] = {}
    for candidate in found.taken:
        taken.setdefault(candidate.reading.part, []).append(candidate)
    headings = {part: _headings_above(parts, views, same[0]) for part, same in taken.items()}
    wrap = _headings_hold(headings, taken)
    named = _sheets_are_sections(views, taken, headings)
    for part, same in taken.items():
        view = views[part]
        lines = headings[part] if wrap or _scored(headings[part]) else [h for h in headings[part] if _special(h[0])]
        if named and not lines and not same[0].continued:
            lines = [(view.name, Source(part, 0, 0))]
        for n, (line, source) in enumerate(lines):
            builder.heading(line, source, outer=n == 0 and (source.part != part or (named and line == view.name)))
        for candidate in same:
            if candidate.guessed:
                builder.grown.doubts.append(("这张表没有表头，各栏的含义是按内容推断的", Source(part, 0, 0)))
            _lead_texts(builder.grown, view, candidate, {source.row for _, source in lines if source.part == part})
            builder.table(view, candidate.reading, weight_columns(view, candidate.reading))
    _loose_vetoes(builder.grown, parts, views, taken)
    return builder.grown


def _headings_above(parts: Parts, views: Mapping[int, View], candidate: Candidate) -> list[tuple[str, Source]]:
    """Headings right above a table: lone rows of its sheet, else paragraphs since the last table, outermost first."""
    part = candidate.reading.part
    view = views[part]
    rows = [
        (one_line(cells[0][1]), Source(part, row, cells[0][0]))
        for row in candidate.lead
        if len(cells := view.cells(row)) == 1
    ]
    found = [row for row in rows if _is_heading(row[0], 0)]
    if found:
        return found
    chain: list[tuple[str, Source]] = []
    for i in range(part - 1, max(part - 7, -1), -1):
        before = parts[i]
        if isinstance(before, Grid):
            break
        text = one_line(before.text)
        if not _is_heading(text, before.level):
            continue
        if chain and not _shallower(text, chain[0][0]):
            break
        chain.insert(0, (text, Source(i, 0, 0)))
    return chain


def _is_heading(text: str, level: int) -> bool:
    if not text or len(text) > _HEADING or text.endswith(("。", "：", ":", "；")):
        return _special(text)
    number, rest = split_number(text)
    _, score = split_score(rest, bare=False)
    if number is None and (looks_like_title(text) or (score and ("总分" in text or "满分" in text))):
        return False
    return number is not None or score is not None or level > 0 or _special(text)


def _special(text: str) -> bool:
    return bool(text) and (is_bonus_heading(text) or (len(text) <= 60 and is_veto_heading(text)))


def _scored(headings: list[tuple[str, Source]]) -> bool:
    return any(split_score(text)[1] is not None for text, _ in headings)


def _shallower(text: str, below: str) -> bool:
    order = ("chapter", "chinese", "bracketed", "arabic", "arabic_bracketed")
    upper, lower = split_number(text)[0], split_number(below)[0]
    if upper is None or lower is None or upper.style not in order or lower.style not in order:
        return False
    return order.index(upper.style) < order.index(lower.style)


def _headings_hold(headings: dict[int, list[tuple[str, Source]]], taken: dict[int, list[Candidate]]) -> bool:
    """Headings are sections where several tables have one each; over a single table they may be a letter's."""
    own = [part for part, same in taken.items() if not same[0].continued]
    return len([part for part in own if headings[part]]) >= 2


def _sheets_are_sections(
    views: Mapping[int, View], taken: dict[int, list[Candidate]], headings: dict[int, list[tuple[str, Source]]]
) -> bool:
    """One sheet a 一级指标: several sheets with names that say something, whose tables begin below the first level."""
    own = [part for part, same in taken.items() if not same[0].continued]
    names = [views[part].name for part in own]
    if any(len(name) > _HEADING for name in names):
        return False  # in a document a table bears the paragraph over it as its name
    if len(own) < 2 or any(nameless(name) for name in names) or len(set(names)) < len(names):
        return False
    if any(headings[part] and not _special(headings[part][0][0]) for part in own):
        return False
    roles = set(taken[own[0]][0].reading.columns.values())
    if Role.LEVEL1 not in roles:
        return True
    return sum(split_number(name)[0] is not None or _scored([(name, Source(0, 0, 0))]) for name in names) >= 0.5 * len(
        names
    ) and not any(_first_title(views[part], taken[part][0]) in views[part].name for part in own)


def _first_title(view: View, candidate: Candidate) -> str:
    column = next((c for c, role in sorted(candidate.reading.columns.items()) if role in LEVELS), None)
    texts = [view.texts[r][column] for r in candidate.reading.rows if r < len(view.texts)] if column is not None else []
    first = next((text for text in texts if text), "\0")
    return split_score(split_number(one_line(first))[1])[0] or "\0"


def _lead_texts(grown: Grown, view: View, candidate: Candidate, headings: set[int]) -> None:
    for row in sorted({*candidate.lead} - headings):
        cells = view.cells(row)
        if len(cells) == 1:
            grown.texts.append(cells[0][1])
    for row in candidate.reading.header_rows:
        for _, text in view.cells(row):
            total = split_score(one_line(text))[1]
            if "分" in text[:3] and total and total.value is not None and grown.total is None:
                grown.total, grown.total_source = total.value, Source(view.part, row, 0)


def _loose_vetoes(grown: Grown, parts: Parts, views: Mapping[int, View], taken: dict[int, list[Candidate]]) -> None:
    """Vetoes in paragraphs around the tables, and in a table of their own below such a heading."""
    heading, style = "", ""
    for i, part in enumerate(parts):
        if isinstance(part, Grid):
            named = is_veto_heading(part.name) and not nameless(part.name)
            if i not in taken and (heading or named or _veto_title(views[i])):
                _veto_rows(grown, views[i], heading or part.name)
            heading = ""
            continue
        text = one_line(part.text)
        number, rest = split_number(text)
        if is_veto_heading(text) and not _is_event(number is not None, heading, style, text):
            heading, events = split_veto_sentence(text)
            style = number.style if number else ""
            grown.vetoes += [(event, heading) for event in events]
        elif heading and number is not None and number.style != style:
            grown.vetoes.append((rest.rstrip("；;。"), heading))
        elif text:
            heading = ""


def _is_event(numbered: bool, heading: str, style: str, text: str) -> bool:
    number, _ = split_number(text)
    return bool(heading) and numbered and number is not None and number.style != style


def _veto_title(view: View) -> bool:
    return any(len(text) <= 40 and is_veto_heading(text) for row in view.rows[:2] for _, text in view.cells(row))


def _veto_rows(grown: Grown, view: View, heading: str) -> None:
    for row in view.rows:
        cells = view.cells(row)
        longest = max((one_line(text) for _, text in cells), key=len, default="")
        if len(longest) >= 8 and not is_veto_heading(longest[:12]):
            grown.vetoes.append((split_number(longest)[1], heading))


def _title(grown: Grown, parts: Parts) -> str:
    """The line that names the system: nearest the table first, else the notice's own paragraphs, else a sheet's name."""
    lines = [text for text in grown.texts if looks_like_title(text)]
    lines += [part.text for part in parts if isinstance(part, Paragraph) and looks_like_title(plain_title(part.text))]
    if lines:
        return plain_title(lines[0])
    names = [part.name for part in parts if isinstance(part, Grid) and looks_like_title(part.name)]
    return plain_title(names[0]) if names else ""


def _hidden(views: Mapping[int, View], found: Found) -> list[Doubt]:
    doubts = []
    for part in dict.fromkeys(c.reading.part for c in found.taken):
        view = views[part]
        if view.hidden_rows:
            rows = "、".join(str(r + 1) for r in view.hidden_rows[:6])
            doubts.append(
                Doubt(f"表里有 {len(view.hidden_rows)} 个隐藏的行（第 {rows} 行）没有读取", part, view.hidden_rows[0])
            )
        if view.hidden_columns:
            message = f"表里有 {len(view.hidden_columns)} 个隐藏的列没有读取"
            doubts.append(Doubt(message, part, 0, view.hidden_columns[0]))
    return doubts


def _left(views: Mapping[int, View], found: Found) -> list[Doubt]:
    if not found.others:
        return []
    names = "、".join(
        dict.fromkeys(f"“{views[r.part].name or f'第{r.part + 1}部分'}”" for r in found.others[:_SHOWN_TABLES])
    )
    first = found.others[0]
    message = f"通知里另有 {len(found.others)} 张指标表（{names}），没有读取，可在导入窗口改选"
    return [Doubt(message, first.part, first.rows.start)]


def _nothing(parts: Parts, views: Mapping[int, View]) -> NoticeError:
    """What the file holds instead of indicators."""
    tables = []
    for view in views.values():
        rows = [cells for r in view.rows[:30] if (cells := view.cells(r))]
        if not rows:
            continue
        head = next((cells for cells in rows if len(cells) > 1), rows[0])
        shown = "、".join(one_line(text)[:10] for _, text in head[:_SHOWN_CELLS])
        tables.append(f"“{view.name or '未命名的表'}”（{shown}{'…' if len(head) > _SHOWN_CELLS else ''}）")
    paragraphs = [text for part in parts if isinstance(part, Paragraph) and (text := clean(part.text))]
    if tables:
        more = f"等 {len(tables)} 张表" if len(tables) > _SHOWN_TABLES else ""
        said = f"找到 {len(tables)} 张表：{'、'.join(tables[:_SHOWN_TABLES])}{more}；没有一级指标、测评点、分值这样的列"
    elif paragraphs:
        said = f"只找到 {len(paragraphs)} 段文字（“{one_line(paragraphs[0])[:20]}”…），没有表，也没有带分值的编号条目"
    else:
        said = "文件是空的，没有表，也没有文字"
    return NoticeError(f"没有找到指标表：{said}", what_to_do="请选择上级通知所附的指标体系表（.xlsx、.xls、.docx）。")


def readings_of(parts: Parts) -> tuple[TableReading, ...]:
    """Every indicator table that could be read, for a person to choose from."""
    parts = upright(parts)
    views = {i: View(i, part) for i, part in enumerate(parts) if isinstance(part, Grid)}
    found = find_tables(parts, views)
    everything = (*(c.reading for c in found.taken), *found.others)
    return tuple(sorted(everything, key=lambda r: (r.part, r.rows.start)))


__all__ = ["Choices", "Doubt", "NoticeError", "TableReading", "Understood", "readings_of", "understand"]

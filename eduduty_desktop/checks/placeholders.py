"""占位: marks of what was to be filled in later, and links that print nothing, in every text that goes upward."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import BLOCKS, cover_name, metric_name, metric_place, node_name
from eduduty_desktop.draft import CURRENT, PREVIOUS, Finding, Key, Place, Reader
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.draft.narrative import (
    Link,
    distinct_links,
    link_keys,
    pieces,
    prints_nothing,
    problem_of_link,
)
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.draft.values import figure_key, stated_words
from eduduty_desktop.framework import Framework, Kind, Severity
from eduduty_desktop.proof.residue.marks import find_marks

_NOT_THE_VALUE = frozenset({"previous", "growth", "diff"})


def occurrences(texts: Iterable[str]) -> Iterator[int]:
    """How many equal texts stand before each: names it without its offset, whatever else comes and goes."""
    seen: Counter[str] = Counter()
    for text in texts:
        yield seen[text]
        seen[text] += 1


def _text_cases(framework: Framework) -> Iterator[Case]:
    for node in (*framework.nodes, *BLOCKS):
        yield Case(f"narratives/{node}", frozenset({Key("narratives", node)}))
    for node in framework.nodes:
        yield Case(f"headings/{node}", frozenset({Key("headings", node)}))
    for field in COVER_FIELDS:
        yield Case(f"cover/{field}", frozenset({Key("cover", field)}))
    for metric in framework.metrics.values():
        for slot in (CURRENT, PREVIOUS) if metric.kind is Kind.TEXT else ():
            yield Case(f"figures/{metric.id}@{slot}", frozenset({figure_key(metric.id, slot)}))


def _placeholder(view: View, subject: str) -> Iterable[Finding]:
    table, _, row = subject.partition("/")
    if table == "figures":
        yield from _in_words(view, *row.split("@"))
        return
    record = view.get(Key(table, row))
    if record is None:
        return
    literal = pieces(record.text) if table == "narratives" else None
    runs = [(p.start, p.text) for p in literal if not p.link] if literal else [(0, record.text)]
    found = [(at + start, at + end, mark) for at, text in runs for start, end, mark in find_marks(text)]
    for (start, end, mark), count in zip(found, occurrences(mark for _, _, mark in found), strict=True):
        yield Finding(
            code="text.placeholder",
            severity=Severity.ERROR,
            place=Place("cover" if table == "cover" else row, table=table, row=row, start=start, end=end),
            message=f"{_where(view.framework, table, row)}里有没填完的“{mark}”：{_around(record.text, start, end)}",
            advice="请补上内容，或把这半句删去。",
            subject=f"{mark}#{count}",
        )


def _in_words(view: View, metric: str, slot: str) -> Iterable[Finding]:
    """Placeholders in a figure that is given in words."""
    key = figure_key(metric, slot)
    entry: Entry | None = view.get(key)
    words = stated_words(view.framework.metrics[metric], entry) if entry is not None else ""
    marks = [mark for _, _, mark in find_marks(words)]
    for mark, count in zip(marks, occurrences(marks), strict=True):
        yield Finding(
            code="text.placeholder",
            severity=Severity.ERROR,
            place=metric_place(view.framework, metric, slot),
            message=f"{metric_name(view.framework, metric, slot)}填的“{words}”里有没填完的“{mark}”。",
            advice="请补上内容；还没有数据就清空。",
            operands=((key, words),),
            subject=f"{mark}#{count}",
        )


def _problem_cases(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - one case for every framework
    yield Case("problems", tables=frozenset({"problems"}))


def _placeholder_in_problem(view: View, subject: str) -> Iterable[Finding]:
    for (row, _), problem in sorted(view.rows(subject).items()):
        texts = [problem.text, *(remedy.text for remedy in problem.remedies)]
        found = [(text, *mark) for text in texts for mark in find_marks(text)]
        for (text, start, end, mark), count in zip(found, occurrences(mark for *_, mark in found), strict=True):
            yield Finding(
                code="text.placeholder_in_problem",
                severity=Severity.ERROR,
                place=Place(problem.points[0] if problem.points else "problems", table="problems", row=row),
                message=f"存在问题或整改措施里有没填完的“{mark}”：{_around(text, start, end)}",
                advice="请补上内容。",
                subject=f"{mark}#{count}",
            )


def _link_cases(framework: Framework) -> Iterator[Case]:
    for node in (*framework.nodes, *BLOCKS):
        yield Case(node, frozenset({Key("narratives", node)}))


def _link_reads(reader: Reader, case: Case) -> Case:
    own = Key("narratives", case.subject)
    record = reader.get(own)
    keys = {own}
    for link in distinct_links(record.text) if record else ():
        keys |= link_keys(reader.framework, link)
    return Case(case.subject, frozenset(keys))


def _places(view: View, node: str, wrong: Collection[Link]) -> Iterator[tuple[Link, Place, str]]:
    """Where each of these links stands in a text, with a name that other links do not change."""
    record = view.get(Key("narratives", node))
    if record is None or not wrong:
        return
    there = [(piece, piece.link) for piece in pieces(record.text) if piece.link in wrong and piece.link]
    counts = occurrences(link.source() for _, link in there)
    for (piece, link), count in zip(there, counts, strict=True):
        place = Place(node, table="narratives", row=node, start=piece.start, end=piece.end)
        yield link, place, f"{link.source()}#{count}"


def _distinct(view: View, node: str) -> tuple[Link, ...]:
    record = view.get(Key("narratives", node))
    return distinct_links(record.text) if record else ()


def _link(view: View, subject: str) -> Iterable[Finding]:
    wrong = {link: problem for link in _distinct(view, subject) if (problem := problem_of_link(view, link))}
    for link, place, name in _places(view, subject, wrong):
        yield Finding(
            code="text.link",
            severity=Severity.ERROR,
            place=place,
            message=f"{node_name(view.framework, subject)}的正文里有一处数据关联用不了：{wrong[link]}。",
            advice="请删去这处关联，重新插入数据。",
            subject=name,
        )


def _link_empty(view: View, subject: str) -> Iterable[Finding]:
    empty = {
        link
        for link in _distinct(view, subject)
        if not _is_required(view.framework, link)
        and prints_nothing(view, link)
        and not problem_of_link(view, link)  # reported by text.link
    }
    for link, place, name in _places(view, subject, empty):
        metric = metric_name(view.framework, link.metric)
        yield Finding(
            code="text.link_empty",
            severity=Severity.ERROR,
            place=place,
            message=f"{node_name(view.framework, subject)}的正文引用了{metric}，该数据还没有填。",
            advice="请填上数据，或改写这句话。",
            operands=((figure_key(link.metric), ""),),
            subject=name,
        )


def _is_required(framework: Framework, link: Link) -> bool:
    """Whether it prints a required value, whose absence is reported once, at the value (completeness.metric)."""
    metric = framework.metrics.get(link.metric)
    return metric is not None and bool(metric.required) and _NOT_THE_VALUE.isdisjoint(link.options)


def _where(framework: Framework, table: str, row: str) -> str:
    if table == "cover":
        return f"封面信息的“{cover_name(row)}”"
    return f"{node_name(framework, row)}的{'正文标题' if table == 'headings' else '正文'}"


def _around(text: str, start: int, end: int) -> str:
    return f"“…{text[max(0, start - 10) : end + 6]}…”".replace("\n", " ")


CHECKS = (
    Check("text.placeholder", "没填完的占位", _text_cases, _placeholder),
    Check("text.placeholder_in_problem", "问题里没填完的占位", _problem_cases, _placeholder_in_problem),
    Check("text.link", "数据关联用不了", _link_cases, _link, _link_reads),
    Check("text.link_empty", "关联的数据未填", _link_cases, _link_empty, _link_reads),
)

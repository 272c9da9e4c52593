"""字数: how long a text and the whole report are, and how long the notice allows them to be.

Counted is what is printed of headings and prose, without blanks; tables, title and signature do not count.
"""

import re
from collections.abc import Iterator

from eduduty_desktop.draft.assessment import is_not_applicable
from eduduty_desktop.draft.narrative import render
from eduduty_desktop.draft.records import Key, Narrative, Problem, Text
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.framework import Point
from eduduty_desktop.framework.model import Node

LIMIT = Key("cover", "word_limit")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9]{1,6}")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}


def characters(text: str) -> int:
    """Characters of a text as a word processor counts them, without blanks."""
    return len(_SPACE.sub("", text))


def report_limit(reader: Reader) -> int | None:
    """The most characters of the whole report: as the cover says (`5000字以内`), else the framework's; None for none."""
    record: Text | None = reader.get(LIMIT)
    stated = record.text.translate(_WIDE).replace(",", "").replace("，", "") if record is not None else ""
    match = _NUMBER.search(stated)
    if match is not None and int(match[0]):
        return int(match[0])
    return reader.framework.word_limit


def point_limit(reader: Reader, node: str) -> int | None:
    """The most characters of a point's text; None for none, and for what is no point."""
    found = reader.framework.nodes.get(node)
    return found.word_limit if isinstance(found, Point) else None


def text_length(reader: Reader, row: str) -> int:
    """Characters of one narrative as it is printed."""
    text: Narrative | None = reader.get(Key("narratives", row))
    return characters(render(reader, text.text).text) if text is not None else 0


def report_length(reader: Reader) -> int:
    """Characters of the report's headings and prose: every narrative that is printed, problems and remedies."""
    texts = sum(text_length(reader, row) for row, _ in reader.rows("narratives") if _is_printed(reader, row))
    return texts + sum(map(characters, _headings(reader))) + sum(map(characters, _problems(reader)))


def _is_printed(reader: Reader, row: str) -> bool:
    return row not in reader.framework.nodes or _applies(reader, reader.framework.nodes[row])


def _applies(reader: Reader, node: Node) -> bool:
    if isinstance(node, Point):
        return not is_not_applicable(reader, node.id)
    return any(_applies(reader, child) for child in node.children)


def _headings(reader: Reader) -> Iterator[str]:
    for node in reader.framework.nodes.values():
        if _applies(reader, node):
            edited: Text | None = reader.get(Key("headings", node.id))
            yield node.number + ((edited.text.strip() if edited is not None else "") or node.title)


def _problems(reader: Reader) -> Iterator[str]:
    problems: list[Problem] = list(reader.rows("problems").values())
    for problem in problems:
        yield problem.text
        yield from (remedy.text for remedy in problem.remedies)

"""上年内容: how a text of last year is kept as a reference, how it is shown, and how it becomes this year's text.

A reference is a narrative's source in which every link remembers what it printed: `{{fund.total|was=57926.181万元}}`.
Shown, it says last year's figures, whatever this year's are; taken over, its links print this year's.
"""

import re
from collections.abc import Iterator, Mapping

from eduduty_desktop.draft.narrative import Link, escape, pieces, print_link
from eduduty_desktop.draft.records import Key, LastYear
from eduduty_desktop.draft.value import Reader

WAS = "was="
_NOT_IN_AN_OPTION = str.maketrans({"{": "｛", "}": "｝", "|": "｜", "\n": " ", "\\": "＼"})
_BLANK = re.compile(r"\s+")


def remembered(reader: Reader, source: str, metrics: Mapping[str, str]) -> str:
    """A narrative's source as a reference: `metrics` gives this year's metric for last year's.

    A link whose metric has no successor becomes what it printed.
    """
    parts: list[str] = []
    for piece in pieces(source):
        if piece.link is None:
            parts.append(escape(piece.text))
            continue
        printed = print_link(reader, piece.link)
        heir = metrics.get(piece.link.metric)
        said = printed.translate(_NOT_IN_AN_OPTION)
        link = Link(heir, (*piece.link.options, f"{WAS}{said}")) if heir and said else None
        parts.append(link.source() if link else escape(printed))
    return "".join(parts)


def shown(reference: str) -> str:
    """What a reference says, with last year's figures."""
    return "".join(_was(piece.link) if piece.link else piece.text for piece in pieces(reference))


def as_narrative(reference: str) -> str:
    """A reference as source of this year's text: its links print this year's figures."""
    return "".join(_unremembered(piece.link) if piece.link else escape(piece.text) for piece in pieces(reference))


def paragraphs(reference: str) -> Iterator[str]:
    """The paragraphs that a reference shows, without blanks around them; empty ones left out."""
    return (line.strip() for line in shown(reference).split("\n") if line.strip())


def last_year_of(reader: Reader, node: str) -> LastYear | None:
    """What last year's report says at a place; None where it says nothing."""
    found: LastYear | None = reader.get(Key("last_year", node))
    return found if found is not None and _BLANK.sub("", found.text) else None


def _was(link: Link) -> str:
    return next((option.removeprefix(WAS) for option in link.options if option.startswith(WAS)), "")


def _unremembered(link: Link) -> str:
    return Link(link.metric, tuple(option for option in link.options if not option.startswith(WAS))).source()

"""What a Word style says of its paragraphs: outline level, numbering, hidden text (ECMA-376 17.7)."""

import re
from dataclasses import dataclass

from eduduty_desktop.office.package import Element, attribute, child, local_name

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]", re.IGNORECASE)
_NO = frozenset({"0", "false", "off"})
_DEEPEST = 50  # styles based on one another; more is a circle


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written; None where it says nothing itself."""

    name: str
    based_on: str
    outline: int | None
    list_id: str | None
    list_level: int | None
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What holds for a paragraph of a style; `chain` names the styles from its own to the one all rests on."""

    chain: tuple[str, ...]
    level: int
    list_id: str
    list_level: int | None
    hidden: bool
    is_contents: bool


class Styles:
    """The styles part; empty where there is none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        self._resolved: dict[str, ParagraphStyle] = {}
        for one in root if root is not None else ():
            if local_name(one) == "style":
                key = attribute(one, "styleId")
                self._styles[key] = _style(one)
                if attribute(one, "type") == "paragraph" and attribute(one, "default") not in {"", *_NO}:
                    self._default = key

    def paragraph(self, key: str) -> ParagraphStyle:
        """A paragraph style, the default one for `""` or what is not defined."""
        key = key if key in self._styles else self._default
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def is_hidden(self, key: str) -> bool | None:
        """Whether a character style hides its text; None if it does not say."""
        return next((one.hidden for _, one in self._chain(key) if one.hidden is not None), None)

    def list_of(self, key: str) -> str:
        """The list that a numbering style names."""
        return next((one.list_id for _, one in self._chain(key) if one.list_id), "")

    def _resolve(self, key: str) -> ParagraphStyle:
        chain = self._chain(key)
        names = [one.name for _, one in chain]
        outline = next((one.outline for _, one in chain if one.outline is not None), None)
        heading = next((found for name in names if (found := _HEADING.fullmatch(name))), None)
        if outline is None and heading is not None:
            outline = int(heading[1]) - 1
        return ParagraphStyle(
            chain=tuple(at for at, _ in chain),
            level=outline + 1 if outline is not None and 0 <= outline < 9 else 0,
            list_id=next((one.list_id for _, one in chain if one.list_id is not None), ""),
            list_level=next((one.list_level for _, one in chain if one.list_level is not None), None),
            hidden=next((one.hidden for _, one in chain if one.hidden is not None), False),
            is_contents=any(_CONTENTS.fullmatch(name) for name in names[:1]),
        )

    def _chain(self, key: str) -> list[tuple[str, Style]]:
        found: list[tuple[str, Style]] = []
        while key in self._styles and len(found) < _DEEPEST:
            found.append((key, self._styles[key]))
            key = self._styles[key].based_on
        return found


def _style(element: Element) -> Style:
    properties = child(element, "pPr")
    numbering = child(properties, "numPr")
    outline = child(properties, "outlineLvl")
    return Style(
        name=_value(child(element, "name")),
        based_on=_value(child(element, "basedOn")),
        outline=int(_value(outline)) if outline is not None else None,
        list_id=list_id(numbering),
        list_level=list_level(numbering),
        hidden=switch(child(element, "rPr"), "vanish"),
    )


def list_id(numbering: Element | None) -> str | None:
    """The list that a numPr names, None if it names none; `0` takes a numbering away."""
    found = child(numbering, "numId")
    return None if found is None else _value(found)


def list_level(numbering: Element | None) -> int | None:
    """The level that a numPr names."""
    found = child(numbering, "ilvl")
    return None if found is None else int(_value(found))


def switch(properties: Element | None, name: str) -> bool | None:
    """Whether properties turn something on or off; None if they do not say."""
    found = child(properties, name)
    return None if found is None else _value(found) not in _NO


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val")

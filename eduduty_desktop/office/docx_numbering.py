"""The numbers of auto-numbered Word paragraphs, counted through the document as Word does (ECMA-376 17.9)."""

from dataclasses import dataclass, field

from eduduty_desktop.office.docx_styles import Styles
from eduduty_desktop.office.list_numbers import is_printed, printed_number
from eduduty_desktop.office.package import Element, attribute, child, local_name

LEVELS = 9
_LONGEST_TEXT = 200
_WIDEST = 10
_NO = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `restart` is the number of the level (from 1) whose use restarts it, 0 for never."""

    start: int = 0
    style: str = "decimal"
    pad: int = 0
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""


@dataclass(slots=True)
class _List:
    """A list instance: its counters (shared with others of one definition), levels, and numbers to start anew from."""

    counters: dict[int, int]
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Hands out the printed number of one numbered paragraph after another, in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        if root is not None:
            self._read(root, styles)

    def __contains__(self, list_id: str) -> bool:
        return list_id in self._lists

    def level_of_style(self, list_id: str, styles: tuple[str, ...]) -> int | None:
        """The level that is linked to the first of these paragraph styles that any level is linked to."""
        linked = {level.paragraph_style: at for at, level in self._lists[list_id].levels.items()}
        return next((linked[style] for style in styles if style in linked), None)

    def next_number(self, list_id: str, at: int) -> str:
        """Count a paragraph of this list and level and return what is printed before its text."""
        one = self._lists[list_id]
        at = min(max(at, 0), LEVELS - 1)
        level = one.levels.get(at, Level())
        counters = one.counters
        if at in one.starts:  # the first use of an instance that starts anew
            counters[at] = one.starts.pop(at)
        else:
            counters[at] = counters[at] + 1 if at in counters else level.start
        for deeper in range(at + 1, LEVELS):
            restart = one.levels.get(deeper, Level()).restart
            if at < (deeper if restart is None else restart):
                counters.pop(deeper, None)
        return _printed(one, level)

    def _read(self, root: Element, styles: Styles) -> None:
        definitions = {attribute(one, "abstractNumId"): one for one in root if local_name(one) == "abstractNum"}
        names = {
            attribute(one, "numId"): _value(child(one, "abstractNumId")) for one in root if local_name(one) == "num"
        }
        counters: dict[str, dict[int, int]] = {}
        levels: dict[str, dict[int, Level]] = {}
        for one in root:
            if local_name(one) != "num":
                continue
            key = _definition(_value(child(one, "abstractNumId")), definitions, names, styles)
            if key not in definitions:
                continue
            if key not in levels:
                levels[key] = _levels(definitions[key])
            made = _List(counters.setdefault(key, {}), levels[key])
            _override(made, one)
            self._lists[attribute(one, "numId")] = made


def _definition(key: str, definitions: dict[str, Element], names: dict[str, str], styles: Styles) -> str:
    """The definition behind one that only names a numbering style."""
    for _ in range(LEVELS):
        link = child(definitions.get(key), "numStyleLink")
        if link is None:
            return key
        key = names.get(styles.list_of(_value(link)), "")
    return ""


def _override(made: _List, element: Element) -> None:
    for one in element:
        if local_name(one) != "lvlOverride":
            continue
        at = int(attribute(one, "ilvl", "0"))
        own, start = child(one, "lvl"), child(one, "startOverride")
        if own is not None:
            made.levels = {**made.levels, at: _level(own)}
        if start is not None:
            made.starts[at] = int(_value(start) or 0)


def _levels(definition: Element) -> dict[int, Level]:
    return {int(attribute(one, "ilvl", "0")): _level(one) for one in definition if local_name(one) == "lvl"}


def _level(element: Element) -> Level:
    start, restart, text = child(element, "start"), child(element, "lvlRestart"), child(element, "lvlText")
    style, pad = _format(element)
    legal = child(element, "isLgl")
    return Level(
        start=int(_value(start) or 0) if start is not None else 0,
        style=style,
        pad=pad,
        text=_value(text)[:_LONGEST_TEXT],
        suffix=_value(child(element, "suff")) or "tab",
        restart=int(_value(restart)) if restart is not None else None,
        legal=legal is not None and _value(legal) not in _NO,
        paragraph_style=_value(child(element, "pStyle")),
    )


def _format(level: Element) -> tuple[str, int]:
    """The number format; one of newer Word (`001, 002, …`) stands beside an older reading."""
    found = child(level, "numFmt")
    if found is None:
        found = next(level.iter("{*}numFmt"), None)
    if found is None:
        return "decimal", 0
    if _value(found) == "custom":
        first = attribute(found, "format").partition(",")[0].strip()
        return "decimal", min(len(first), _WIDEST) if first.isdecimal() else 0
    return _value(found), 0


def _printed(one: _List, level: Level) -> str:
    if not is_printed(level.style):
        return ""
    text = level.text
    for index in range(LEVELS):
        mark = f"%{index + 1}"
        if mark in text:
            of = one.levels.get(index, Level())
            value = one.counters.get(index, of.start)
            text = text.replace(mark, printed_number(value, _style_in(level, of)).rjust(of.pad, "0"))
    if not text:
        return ""
    return text + _gap(text, level.suffix)


def _style_in(level: Level, of: Level) -> str:
    return "decimal" if level.legal and of.style != "none" else of.style


def _gap(number: str, suffix: str) -> str:
    """A blank where number and text would run together (`1.1` before `3个要素`)."""
    runs_on = number[-1].isascii() and number[-1].isalnum()
    return " " if suffix == "space" or (suffix == "tab" and runs_on) else ""


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val")

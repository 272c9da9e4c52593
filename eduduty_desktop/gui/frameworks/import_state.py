"""What the import dialog works on: the file that was brought, a person's corrections, and what comes of both.  No Qt."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework, Standard
from eduduty_desktop.framework.editing import FrameworkEditError, add_metric, change_whole, total
from eduduty_desktop.framework.library import Library
from eduduty_desktop.framework.notice import Choices, Source, Understood
from eduduty_desktop.framework.suggestions import Suggestion
from eduduty_desktop.gui.frameworks.edits import borrowed, score_of, suggestions_at, with_metric, year_of
from eduduty_desktop.gui.frameworks.readings import PartChoice, Readings, choices_of, tables_of
from eduduty_desktop.workspace.frameworks import Brought


class About(msgspec.Struct, frozen=True):
    """What a person typed over the understood; None for what was not touched."""

    title: str | None = None
    year: str | None = None
    region: str | None = None
    level: str | None = None
    total: str | None = None


class Corrected(msgspec.Struct, frozen=True):
    """A notice with the choices for each of its grids."""

    brought: Brought
    choices: dict[int, PartChoice]
    touched: bool = False  # whether a table, column or row was corrected

    def choices_for(self, about: About) -> Choices:
        """What `understand_again` is to obey."""
        tables = tables_of(self.choices.values()) if self.touched else None
        return Choices(tables=tables, title=about.title or None, region=about.region, level=about.level or None)

    def with_choice(self, choice: PartChoice) -> "Corrected":
        return msgspec.structs.replace(self, choices={**self.choices, choice.part: choice}, touched=True)


def begun(brought: Brought, readings: Readings) -> Corrected:
    """The first look at a notice; a framework from a workbook or YAML file has nothing to correct."""
    understood = brought.understood
    if understood is None:
        return Corrected(brought, {})
    return Corrected(brought, choices_of(brought.parts, understood.tables, readings(brought.parts)))


def described(framework: Framework, about: About) -> Framework:
    """The understood framework with what a person typed.  Raises FrameworkEditError naming the field."""
    fields: dict[str, object] = {}
    if about.title is not None:
        fields["title"] = about.title
    if about.year is not None:
        fields["year"] = year_of(about.year)
    if about.region is not None:
        fields["region"] = about.region
    if about.level is not None:
        fields["level"] = about.level
    changed = change_whole(framework, **fields) if fields else framework
    return total(changed, score_of(about.total, "总分")) if about.total is not None else changed


def with_suggestions(
    framework: Framework, taken: Iterable[Suggestion], standards: Mapping[str, Standard]
) -> tuple[Framework, list[str]]:
    """The framework with the figures that a person ticked, and the labels of those that its rules did not allow."""
    refused = []
    for one in taken:
        try:
            framework = with_metric(framework, one.point, borrowed(framework, one.metric, standards), standards)
        except FrameworkEditError:
            try:
                framework = add_metric(framework, one.point, msgspec.structs.replace(one.metric, **_BARE))
            except FrameworkEditError:
                refused.append(one.metric.printed_label)
    return framework, refused


_BARE = {"formula": "", "standard": "", "group": "", "column": "", "printed_in": (), "targets": ()}


class Suggesting:
    """Looks for figures that known frameworks ask for at like places, a few milliseconds at a time."""

    def __init__(self) -> None:
        self.known: list[Framework] = []
        self.standards: dict[str, Standard] = {}
        self.found: list[Suggestion] = []

    def pieces(self, framework: Framework, library: Callable[[], Library]) -> Iterator[None]:
        """Run through it; `found` is complete at the end.  Raises UserError where the library cannot be read."""
        self.found = []
        if not self.known:
            shelf = library()
            self.standards = shelf.standards()
            yield
            for name in shelf.ids():
                try:
                    self.known.append(shelf.load(name))
                except UserError:
                    continue  # an own file that a person broke: the framework page tells why
                yield
        taken = set(framework.metrics)
        for point in framework.points:
            for one in suggestions_at(framework, point.id, self.known):
                if one.metric.id not in taken:
                    taken.add(one.metric.id)
                    self.found.append(one)
            yield


def node_at(understood: Understood, place: Source) -> str:
    """The node that a place of the notice belongs to: the one read from it, else the last before it in that part."""
    here = [(s.row, s.column, node) for node, s in understood.sources.items() if s.part == place.part]
    exact = [node for row, column, node in here if (row, column) == (place.row, place.column)]
    if exact:
        return exact[-1]
    here.sort(key=lambda one: one[0])
    at = bisect_right([row for row, _, _ in here], place.row)
    return here[at - 1][2] if at else ""

"""What is said of one value in several places, and whether it comes to the same.

Two statements disagree when their intervals do not meet: what differs by rounding only is said, not fought over.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry, Reported
from eduduty_desktop.draft.values import Figure, Origin, figure_key, is_exact, print_figure, stated_words
from eduduty_desktop.figures import Amount, Interval, Ratio, factor_between, interval_of
from eduduty_desktop.framework import Metric
from eduduty_desktop.intake.returned.result import CellReading, Return, Rival, Row, TextRow

_YEARS = frozenset({CURRENT, PREVIOUS})


@dataclass(frozen=True, slots=True)
class Statement:
    """What one place says of one value; `source` tells places apart."""

    source: tuple[int, str, int, str]
    department: str
    file: str
    place: str
    typed: str
    words: str
    amount: Amount | None
    stated: Amount | None
    unit: str
    approximation: str

    def interval(self, metric: Metric) -> Interval | None:
        """What it may really be, in the metric's unit; the last digit counts in the unit it was written in."""
        if self.amount is None:
            return None
        stated, factor = self.stated, factor_between(self.unit, metric.unit)
        if stated is None or isinstance(stated, Ratio) or factor is None or factor == 1:
            return interval_of(self.amount, exact=is_exact(metric), approximation=self.approximation)
        found = interval_of(stated, exact=is_exact(metric) and factor < 1, approximation=self.approximation)
        return Interval(found.low * factor, found.high * factor)

    def printed(self, metric: Metric) -> str:
        return print_figure(metric, Figure(self.amount, self.approximation, Origin.STATED, self.words))


class Rivals:
    """Everything that is said about each value, here and by other departments before."""

    def __init__(self, draft: Draft, returns: Sequence[Return]) -> None:
        self._draft = draft
        self._figures: dict[Key, list[Statement]] = defaultdict(list)
        self._texts: dict[str, list[tuple[int, Return, TextRow]]] = defaultdict(list)
        said_anew: set[tuple[Key, str]] = set()
        for at, one in enumerate(returns):
            for row in one.rows:
                for slot, reading in slots_of(row):
                    if row.metric is None or row.is_guess or reading.value is None:
                        continue
                    key = figure_key(row.metric, slot)
                    said_anew.add((key, one.department))
                    self._figures[key].append(stated_here(at, one, row, reading))
            for text in one.texts:
                if text.node is not None:
                    self._texts[text.node].append((at, one, text))
        for (metric, slot_and_department), said in draft.rows("reported").items():
            slot, _, department = slot_and_department.partition("/")
            if metric not in draft.framework.metrics or slot not in _YEARS or not isinstance(said, Reported):
                continue
            key = figure_key(metric, slot)
            if (key, department) not in said_anew and (said.amount is not None or _words(draft, metric, said)):
                self._figures[key].append(_stated_before(draft, metric, department, said))

    def of_figure(self, key: Key, source: tuple[int, str, int, str]) -> list[Statement]:
        return [one for one in self._figures.get(key, ()) if one.source != source]

    def of_text(self, node: str, at: int, text: TextRow) -> list[tuple[Return, TextRow]]:
        return [
            (one, other)
            for where, one, other in self._texts.get(node, ())
            if (where, other.sheet, other.cell) != (at, text.sheet, text.cell)
        ]


def slots_of(row: Row) -> list[tuple[str, CellReading]]:
    """This year's and last year's cell of a row, where they say something."""
    return [(slot, one) for slot, one in ((CURRENT, row.current), (PREVIOUS, row.previous)) if one is not None]


def _words(draft: Draft, metric: str, said: Reported) -> str:
    return stated_words(draft.framework.metrics[metric], Entry(typed=said.typed))


def _source(at: int, row: Row, reading: CellReading) -> tuple[int, str, int, str]:
    return (at, row.sheet, row.row, reading.cell)


def stated_here(at: int, one: Return, row: Row, reading: CellReading) -> Statement:
    return Statement(
        _source(at, row, reading),
        one.department,
        one.file,
        f"{row.sheet}·{reading.cell}",
        reading.typed,
        reading.words,
        reading.amount,
        reading.stated,
        reading.unit,
        reading.approximation,
    )


def _stated_before(draft: Draft, metric: str, department: str, said: Reported) -> Statement:
    unit = said.unit or draft.framework.metrics[metric].unit
    factor = factor_between(draft.framework.metrics[metric].unit, unit)
    stated = said.amount
    if isinstance(stated, Decimal) and factor is not None:
        stated = _plain(stated * factor)
    file = draft.get(Key("returned", said.returned))
    return Statement(
        (-1, said.sheet, 0, f"{department}·{said.cell}"),
        department,
        file.file if file is not None else "",
        f"{said.sheet}·{said.cell}" if said.cell else said.sheet,
        said.typed,
        _words(draft, metric, said) if said.amount is None else "",
        said.amount,
        stated,
        unit,
        said.approximation,
    )


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that a conversion left behind: 12000.00 is 12000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def compare(metric: Metric, mine: Statement, others: Iterable[Statement]) -> tuple[list[Rival], list[str]]:
    """Who says something else, and words about those who differ by rounding only."""
    against: list[Rival] = []
    remarks: list[str] = []
    for other in others:
        if (mine.amount, mine.words) == (other.amount, other.words):
            continue
        one, two = mine.interval(metric), other.interval(metric)
        who = other.department or other.file
        if mine.words == other.words and one is not None and two is not None and one.meets(two):
            remarks.append(f"{who}报的是 {other.printed(metric)}（{other.place}），只差舍入")
            continue
        against.append(Rival(other.department, other.file, other.place, other.typed, other.printed(metric)))
        remarks.append(f"与{who}报的 {other.printed(metric)}（{other.place}）不一致")
    return against, remarks


def by_rounding(metric: Metric, mine: Statement, shown: Figure) -> list[str]:
    own = mine.interval(metric)
    if shown.amount is None or own is None:
        return []
    meets = own.meets(interval_of(shown.amount, exact=is_exact(metric), approximation=shown.approximation))
    return ["与自评稿里的数只差舍入"] if meets else []

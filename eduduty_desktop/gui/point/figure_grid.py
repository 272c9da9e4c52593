"""Which cell of a table of figures stands for what: the scalar table and the matrices as plain values.  No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key
from eduduty_desktop.draft.targets import target_keys
from eduduty_desktop.draft.values import WORDED, figure_keys, growth_keys
from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.gui.point.standard_text import standard_keys


class CellKind(StrEnum):
    """What a cell shows."""

    LABEL = "label"
    UNIT = "unit"
    FIGURE = "figure"
    GROWTH = "growth"
    STANDARD = "standard"
    SOURCE = "source"


EDITABLE = frozenset({CellKind.FIGURE, CellKind.GROWTH, CellKind.SOURCE})
YEAR_WORDS = {CURRENT: "本年", PREVIOUS: "上年"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a metric's something, of a year where it has years."""

    kind: CellKind
    metric: str
    slot: str = CURRENT
    closed: bool = False  # the growth of what does not grow

    @property
    def editable(self) -> bool:
        return self.kind in EDITABLE and not self.closed

    @property
    def key(self) -> Key:
        """The record that editing the cell writes."""
        return Key("growths", self.metric) if self.kind is CellKind.GROWTH else Key("figures", self.metric, self.slot)

    def reads(self, framework: Framework) -> frozenset[Key]:
        """Every key that showing the cell may read."""
        metric = framework.metrics[self.metric]
        match self.kind:
            case CellKind.FIGURE:
                return figure_keys(framework, self.metric, self.slot)
            case CellKind.GROWTH:
                return growth_keys(framework, self.metric)
            case CellKind.STANDARD:
                return standard_keys(framework, metric) | target_keys(framework, metric)
            case CellKind.SOURCE:
                return frozenset({self.key})
            case _:
                return frozenset()

    def title(self, framework: Framework) -> str:
        """What a person calls the cell, `教职工总数（上年）`."""
        label = framework.metrics[self.metric].printed_label
        word = "增幅" if self.kind is CellKind.GROWTH else YEAR_WORDS[self.slot]
        return f"{label}（{word}）"


@dataclass(frozen=True, slots=True)
class FigureGrid:
    """A table: caption, headings, rows of cells; a matrix has headings at its rows too."""

    caption: str
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    rows: tuple[str, ...] = ()
    column_tips: tuple[str, ...] = ()
    column_required: tuple[bool, ...] = ()

    def find(self, metric: str, kind: CellKind, slot: str) -> tuple[int, int] | None:
        """Row and column of a metric's cell."""
        for row, cells in enumerate(self.cells):
            for column, cell in enumerate(cells):
                if cell.metric == metric and cell.kind is kind and (kind is CellKind.GROWTH or cell.slot == slot):
                    return row, column
        return None

    @property
    def metrics(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cell.metric for row in self.cells for cell in row))


_WITHOUT_GROWTH = frozenset({Kind.RATIO, *WORDED})
SCALAR_COLUMNS = ("指标", "单位", "上年", "本年", "增幅", "标准", "来源")


def scalar_grid(metrics: Sequence[Metric]) -> FigureGrid:
    """One row a metric."""
    cells = tuple(
        (
            Cell(CellKind.LABEL, m.id),
            Cell(CellKind.UNIT, m.id),
            Cell(CellKind.FIGURE, m.id, PREVIOUS),
            Cell(CellKind.FIGURE, m.id, CURRENT),
            _growth_cell(m),
            Cell(CellKind.STANDARD, m.id),
            Cell(CellKind.SOURCE, m.id),
        )
        for m in metrics
    )
    return FigureGrid("指标数据", SCALAR_COLUMNS, cells)


def _growth_cell(metric: Metric) -> Cell:
    return Cell(CellKind.GROWTH, metric.id, closed=metric.kind in WORDED)


def matrix_grid(label: str, members: Sequence[Metric]) -> FigureGrid:
    """One column a member, one row a year, and the growth and standard where they mean something."""
    units = tuple(dict.fromkeys(m.unit for m in members if m.kind is not Kind.RATIO and m.unit))
    rows = [
        ("上年", tuple(Cell(CellKind.FIGURE, m.id, PREVIOUS) for m in members)),
        ("本年", tuple(Cell(CellKind.FIGURE, m.id, CURRENT) for m in members)),
    ]
    if any(m.kind not in _WITHOUT_GROWTH for m in members):
        rows.append(("增幅", tuple(_growth_cell(m) for m in members)))
    if any(m.standard or m.targets for m in members):
        rows.append(("标准", tuple(Cell(CellKind.STANDARD, m.id) for m in members)))
    return FigureGrid(
        f"{label}（{'、'.join(units)}）" if units else label,
        tuple(m.column_label for m in members),
        tuple(cells for _, cells in rows),
        tuple(word for word, _ in rows),
        tuple(f"{m.printed_label}\n必填：{m.required}" if m.required else m.printed_label for m in members),
        tuple(bool(m.required) for m in members),
    )


def grids_of(framework: Framework, metric_ids: Sequence[str]) -> tuple[FigureGrid, ...]:
    """The tables of a point or of 基本情况: the scalar one first, then each matrix in the order of its metrics."""
    metrics = [framework.metrics[name] for name in metric_ids]
    scalars = [m for m in metrics if not m.group]
    grids = [scalar_grid(scalars)] if scalars else []
    for group in dict.fromkeys(m.group for m in metrics if m.group):
        members = framework.group_members(group, tuple(metric_ids))
        grids.append(matrix_grid(framework.groups[group].label, members))
    return tuple(grids)

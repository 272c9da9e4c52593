"""Charts of a sheet as native ones: bars with Chinese fonts, and the values that previews show kept beside the cells."""

from typing import Any

from openpyxl.chart import BarChart as NativeBars
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series as NativeSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from eduduty_desktop.document.sheets import FIRST_ROW, BarChart, Series, Sheet
from eduduty_desktop.office.xml_text import one_line

_COLOURS = ("9DB2CC", "2F5D93", "C4CBD4", "6B7785")
_ALONE = "2F5D93"
_FONT = "宋体"
_TITLE_FONT = "黑体"
_MOST_LETTERS = 56  # side by side under standing bars
_CM_A_ROW = 20.5 / 72 * 2.54
_WIDTH_CM = 25.0


def add_charts(worksheet: Worksheet, sheet: Sheet) -> None:
    """Put every chart of a sheet over the rows that are free for it."""
    for one in sheet.charts:
        native = _native(sheet, one)
        native.anchor = f"A{FIRST_ROW + one.at}"
        native.width, native.height = _WIDTH_CM, one.height * _CM_A_ROW
        worksheet.add_chart(native)


def _native(sheet: Sheet, one: BarChart) -> Any:
    bars: Any = NativeBars()
    lying = _has_long_names(sheet, one)
    bars.type, bars.style, bars.gapWidth, bars.overlap = "bar" if lying else "col", 10, 60, 0
    if lying:  # the first category on top, the values below
        bars.x_axis.scaling.orientation, bars.y_axis.crosses = "maxMin", "max"
    bars.title = one_line(one.title)
    bars.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=_characters(_TITLE_FONT, 1200))
    for run in bars.title.tx.rich.p[0].r:
        run.rPr = _characters(_TITLE_FONT, 1200)
    bars.title.overlay = False
    for at, series in enumerate(one.series):
        bars.series.append(_series(sheet, one, series, _ALONE if len(one.series) == 1 else _COLOURS[at]))
    for axis in (bars.x_axis, bars.y_axis):
        axis.delete = False
        axis.txPr = _text(_FONT, 900)
    bars.x_axis.tickLblPos = "low"  # below what is negative
    bars.dLbls = DataLabelList(showVal=True, txPr=_text(_FONT, 800))
    for shown in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(bars.dLbls, shown, False)
    bars.y_axis.title = one_line(one.unit) or None
    if bars.y_axis.title is not None:
        for run in bars.y_axis.title.tx.rich.p[0].r:
            run.rPr = _characters(_FONT, 900)
    bars.y_axis.numFmt, bars.y_axis.majorGridlines.spPr = None, _line("D9D9D9")
    bars.legend.position, bars.legend.txPr = "b", _text(_FONT, 900)
    if len(one.series) == 1:
        bars.legend = None
    return bars


def _has_long_names(sheet: Sheet, one: BarChart) -> bool:
    """Whether the categories' names have no room beside each other: lying bars have it on their left."""
    names = [str(row[0].value) for row in sheet.rows[one.first : one.last + 1]]
    return max(map(len, names)) * len(names) > _MOST_LETTERS


def _series(sheet: Sheet, one: BarChart, series: Series, colour: str) -> Any:
    rows = sheet.rows[one.first : one.last + 1]
    found: Any = NativeSeries(
        val=NumDataSource(
            numRef=NumRef(
                f=_range(sheet, one, series.column),
                numCache=NumData(
                    formatCode="General",
                    ptCount=len(rows),
                    pt=[NumVal(idx=at, v=f"{row[series.column].value:f}") for at, row in enumerate(rows)],
                ),
            )
        ),
        cat=AxDataSource(
            strRef=StrRef(
                f=_range(sheet, one, 0),
                strCache=StrData(
                    ptCount=len(rows),
                    pt=[StrVal(idx=at, v=one_line(str(row[0].value))) for at, row in enumerate(rows)],
                ),
            )
        ),
        tx=SeriesLabel(v=one_line(series.name)),
    )
    found.spPr = GraphicalProperties(solidFill=colour)
    found.invertIfNegative = False
    return found


def _range(sheet: Sheet, one: BarChart, column: int) -> str:
    letter, name = get_column_letter(1 + column), sheet.name.replace("'", "''")
    return f"'{name}'!${letter}${FIRST_ROW + one.first}:${letter}${FIRST_ROW + one.last}"


def _characters(font: str, size: int) -> CharacterProperties:
    """A font for Han characters and for Latin ones; `size` in hundredths of a point."""
    return CharacterProperties(sz=size, b=False, latin=Font(typeface=font), ea=Font(typeface=font))


def _text(font: str, size: int) -> RichText:
    properties = ParagraphProperties(defRPr=_characters(font, size))
    return RichText(p=[Paragraph(pPr=properties, endParaRPr=_characters(font, size))])


def _line(colour: str) -> Any:
    found: Any = GraphicalProperties()
    found.line.solidFill = colour
    return found

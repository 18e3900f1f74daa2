"""Charts of the workbook: bars, their values kept beside the references, and a text for each."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl.chart import BarChart as ExcelBarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from pipeline.outputs.workbook.exact_values import escape_text
from pipeline.outputs.workbook.measures import SheetLayout
from pipeline.outputs.workbook.values import BarChart, Bars, shown_value

# Lightness in CIE L*a*b* from 15 to 91 in even steps, so that the colours differ in grey too;
# a dark one stands next to a light one.
PALETTE = (
    *("00264D", "CA9752", "892735", "65E4BF", "0D7DAA"),
    *("FBE58E", "00421D", "FE9F7F", "804B8F", "599956"),
)
SINGLE = "2F5D8A"
OUTLINE, BLACK, WHITE, GRID_LINES = "404040", "000000", "FFFFFF", "D9D9D9"
HATCHED = "ltUpDiag"
# The element of the chart markup (ECMA-376, 21.2.2.121).
NUMBER_FORMAT = "numFmt"
# A colour is dark where white letters contrast with it more than black ones do
# (WCAG 2.2: both contrasts are equal at this relative luminance).
DARK_LUMINANCE = 0.179
# Zeros get no label.
LABEL_FORMAT = "#,##0;-#,##0;;"
LABEL_SIZE, TITLE_SIZE = 900, 1300
# Centimetres: the width of a chart, its height beside its bars and for each bar, and at most.
WIDE, FRAME, BAR, TALLEST = 27.0, 3.6, 0.75, 60.0
GAP_BETWEEN_BARS = 40


class DescribingWriter(ExcelWriter):  # type: ignore[misc]
    """A writer of workbooks that says of charts what openpyxl does not.

    Each chart gets its text for those who cannot see it, and its labels a format of their own;
    LibreOffice takes that of the cells unless it is told not to. Nothing is written to the disk.
    """

    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet into memory, where openpyxl would leave files behind when it is ended."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        content = BytesIO()
        writer = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], content.getvalue())
        self.manifest.append(ws)

    def _write_charts(self) -> None:
        for chart in self._charts:
            tree = chart._write()
            for element in tree.iter(NUMBER_FORMAT):
                element.set("sourceLinked", "0")
            self._archive.writestr(chart.path[1:], tostring(tree))
            self.manifest.append(chart)

    def _write_drawing(self, drawing: SpreadsheetDrawing) -> None:
        plain_frame = drawing._chart_frame

        def described_frame(number: int) -> Any:
            frame = plain_frame(number)
            frame.nvGraphicFramePr.cNvPr.descr = drawing.charts[number - 1].description
            return frame

        drawing._chart_frame = described_frame
        super()._write_drawing(drawing)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def chart_height(chart: BarChart) -> float:
    """Centimetres that a chart is high."""
    return min(TALLEST, FRAME + BAR * max(chart.rows, len(chart.bars) / 2))


def draw_chart(chart: BarChart, layout: SheetLayout) -> ExcelBarChart:
    """A chart of a table: lying bars, the first row on top."""
    drawn = ExcelBarChart()
    drawn.description = chart.description
    drawn.type, drawn.style, drawn.roundedCorners = "bar", 2, False
    drawn.width, drawn.height = WIDE, chart_height(chart)
    drawn.gapWidth = GAP_BETWEEN_BARS
    drawn.title = chart.title
    drawn.title.tx.rich.p[0].pPr = text_look(TITLE_SIZE, BLACK, bold=True)
    drawn.title.overlay = False
    for axis, title in ((drawn.x_axis, chart.row_title), (drawn.y_axis, chart.number_title)):
        axis.title, axis.delete = title, False
        axis.title.tx.rich.p[0].pPr = text_look(LABEL_SIZE, BLACK, bold=True)
        axis.title.overlay = False
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.number_format, drawn.y_axis.crosses = "#,##0", "max"
    drawn.y_axis.scaling.min = 0
    lines = GraphicalProperties(ln=LineProperties(solidFill=GRID_LINES, w=6350))
    drawn.y_axis.majorGridlines = ChartLines(spPr=lines)
    if len(chart.bars) > 1:
        drawn.grouping, drawn.overlap = "stacked", 100
        drawn.legend.position, drawn.legend.overlay = "r", False
    else:
        drawn.grouping, drawn.legend = "clustered", None
    for number, bars in enumerate(chart.bars):
        drawn.series.append(chart_series(chart, layout, bars, number))
    return drawn


def chart_series(chart: BarChart, layout: SheetLayout, bars: Bars, number: int) -> Series:
    """The numbers of a column, with their values beside the references to them."""
    rows, column = layout.rows[: chart.rows], bars.column
    names = [str(shown_value(row[0])) for row in rows]
    drawn = Series(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=text_reference(layout.cells(column, 0, 1), [layout.header[column]])),
        cat=AxDataSource(strRef=text_reference(layout.cells(0, 1, len(rows)), names)),
        val=NumDataSource(
            numRef=number_reference(layout.cells(column, 1, len(rows)), rows, column)
        ),
    )
    stacked = len(chart.bars) > 1
    colour = PALETTE[bars.hue % len(PALETTE)] if stacked else SINGLE
    drawn.graphicalProperties = bar_surface(colour, bars.hatched)
    # A number stands on its bar where bars are stacked, and beside it where not.
    on_dark = stacked and not bars.hatched and luminance(colour) < DARK_LUMINANCE
    drawn.dLbls = number_labels(WHITE if on_dark else BLACK)
    return drawn


def bar_surface(colour: str, hatched: bool) -> GraphicalProperties:
    """The surface of a bar: full, or hatched on white."""
    line = LineProperties(solidFill=OUTLINE, w=6350)
    if not hatched:
        return GraphicalProperties(solidFill=colour, ln=line)
    pattern = PatternFillProperties(
        prst=HATCHED,
        fgClr=ColorChoice(srgbClr=pale_colour(colour)),
        bgClr=ColorChoice(srgbClr=WHITE),
    )
    return GraphicalProperties(pattFill=pattern, ln=line)


def pale_colour(colour: str) -> str:
    """A colour half mixed with white, so that black letters are read on hatching in it."""
    parts = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return "".join(f"{(part + 255) // 2:02X}" for part in parts)


def number_labels(colour: str) -> DataLabelList:
    """Numbers on the bars."""
    shown = DataLabelList()
    shown.showVal, shown.numFmt = True, LABEL_FORMAT
    shown.showSerName = shown.showCatName = shown.showLegendKey = shown.showPercent = False
    shown.txPr = RichText(p=[Paragraph(pPr=text_look(LABEL_SIZE, colour), r=[])])
    return shown


def text_look(size: int, colour: str, bold: bool = False) -> ParagraphProperties:
    """Letters of a chart; size in hundredths of a point."""
    return ParagraphProperties(
        defRPr=CharacterProperties(sz=size, b=bold, solidFill=ColorChoice(srgbClr=colour))
    )


def text_reference(reference: str, values: Sequence[str]) -> StrRef:
    """A reference to texts, with the texts."""
    points = [StrVal(idx=place, v=escape_text(value)) for place, value in enumerate(values)]
    return StrRef(f=reference, strCache=StrData(ptCount=len(points), pt=points))


def number_reference(reference: str, rows: Sequence[Sequence[Any]], column: int) -> NumRef:
    """A reference to numbers, with the numbers."""
    values = (str(shown_value(row[column])) for row in rows)
    points = [NumVal(idx=place, v=value) for place, value in enumerate(values)]
    cached = NumData(formatCode="General", ptCount=len(points), pt=points)
    return NumRef(f=reference, numCache=cached)

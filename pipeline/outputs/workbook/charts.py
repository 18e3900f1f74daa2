"""Charts of the workbook: bars, their values kept beside the references, and a text for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from pipeline.outputs.workbook.exact_values import escape_text
from pipeline.outputs.workbook.file_links import SharingWriter
from pipeline.outputs.workbook.measures import SheetLayout
from pipeline.outputs.workbook.panels import (
    BESIDE_BARS,
    PanelPlan,
    room_for_names,
)
from pipeline.outputs.workbook.values import BarChart, Bars, shown_value

# A middle blue, on which black letters contrast by 11:1; hatching in a darker one on white.
FILL, HATCHING = "9DC3E6", "5B8DB8"
OUTLINE, BLACK, WHITE, GRID_LINES = "404040", "000000", "FFFFFF", "D9D9D9"
HATCHED = "wdUpDiag"
# The element of the chart markup (ECMA-376, 21.2.2.121).
NUMBER_FORMAT = "numFmt"
# What an axis is not to have; openpyxl leaves out what is none, which then is the default.
NO_TICKS, NO_NAMES = "in", "high"
AXIS_PARTS = {"majorTickMark": NO_TICKS, "minorTickMark": NO_TICKS, "tickLblPos": NO_NAMES}
# Zeros get no label; what is hatched comes on top of what is full, so that 1 and 1 is no 11.
LABEL_FORMAT, HATCHED_FORMAT = "#,##0;-#,##0;;", "+#,##0;-#,##0;;"
LABEL_SIZE, TITLE_SIZE = 900, 1100
GAP_BETWEEN_BARS = 30
# Centimetres of a chart beside the table: its heading, a bar, and below the last.
HEADING_ROOM, BAR_ROOM, FOOT = 0.9, 0.5, 0.25
# And how wide it is, without the names of its rows no less than half of that.
CHART_WIDE = 13.0
# Where a number stands at its bar: in its middle, from where it begins, beyond its end.
MIDDLE, BEGINNING, BEYOND = "ctr", "inBase", "outEnd"


class DescribingWriter(ExcelWriter):  # type: ignore[misc]
    """A writer of workbooks that says of charts what openpyxl does not.

    Each chart gets its text for those who cannot see it, its labels a format of their own
    (LibreOffice takes that of the cells unless it is told not to), and axes without marks. Nothing
    is written to the disk.

    Args:
        workbook: its sheets, still empty.
        archive: where it is written.
        fill: for each sheet, by name, what puts its cells into it.
    """

    def __init__(
        self, workbook: Any, archive: Any, fill: Mapping[str, Callable[[Any], None]]
    ) -> None:
        super().__init__(workbook, archive)
        self.fill = fill

    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet into memory, where openpyxl would leave files behind when it is ended."""
        self.fill[ws.title](ws)
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer = SharingWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.content())
        self.manifest.append(ws)
        ws._cells.clear()

    def _write_charts(self) -> None:
        for chart in self._charts:
            tree = chart._write()
            for element in tree.iter(NUMBER_FORMAT):
                element.set("sourceLinked", "0")
            for name, shown in AXIS_PARTS.items():
                for element in tree.iter(name):
                    if element.get("val") == shown:
                        element.set("val", "none")
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


def chart_height(chart: BarChart) -> float:
    """Centimetres that a chart beside a table is high."""
    return HEADING_ROOM + BAR_ROOM * chart.rows + FOOT


def draw_chart(chart: BarChart, layout: SheetLayout) -> ExcelBarChart:
    """A chart of totals: lying bars, the first row on top, the numbers beside them."""
    drawn = plain_chart(chart, layout, (BEYOND, BEYOND))
    drawn.grouping = "clustered"
    names = [str(shown_value(row[0])) for row in layout.rows[: chart.rows]]
    left = room_for_names(names, CHART_WIDE / 2) / CHART_WIDE
    height = chart_height(chart)
    drawn.title = chart_heading([chart.heading], TITLE_SIZE, left)
    drawn.layout = inner_layout(left, HEADING_ROOM / height, 0.92 - left, 1 - FOOT / height)
    return drawn


def draw_panel(plan: PanelPlan, number: int, layout: SheetLayout) -> ExcelBarChart:
    """A panel: lying bars in the scale of all panels, the first of a line with the rows' names."""
    chart, first = plan.panels.panels[number], number % plan.in_line == 0
    # What is hatched begins where another number may end: its own goes on to the free side.
    middle = MIDDLE if plan.has_room_for_all else BEGINNING
    drawn = plain_chart(chart, layout, (middle, BEGINNING))
    drawn.grouping, drawn.overlap = "stacked", 100
    for before, series in enumerate(drawn.series[1:]):
        numbers = [float(shown_value(row[chart.bars[before].column])) for row in layout.rows]
        crowded = [n for n, value in enumerate(numbers) if value and not plan.has_room(value)]
        series.dLbls.dLbl = [no_label(row) for row in crowded if row < chart.rows]
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = plan.panels.least, plan.panels.most
    drawn.x_axis.tickLblPos = "low" if first else NO_NAMES
    names = plan.names if first else 0.0
    width = names + plan.width
    height = plan.panel_height
    drawn.title = chart_heading(plan.headings[number], LABEL_SIZE, names / width)
    top = plan.heading_height / height
    drawn.layout = inner_layout(
        names / width, top, (plan.width - BESIDE_BARS) / width, top + plan.rows_height / height
    )
    return drawn


def plain_chart(chart: BarChart, layout: SheetLayout, places: tuple[str, str]) -> ExcelBarChart:
    """A chart without frame, scale and legend: its numbers stand at its bars.

    Args:
        chart: what it shows.
        layout: where its numbers stand in the workbook.
        places: where numbers stand at full bars, and at hatched ones.
    """
    drawn = ExcelBarChart()
    drawn.description = chart.description
    drawn.type, drawn.style, drawn.roundedCorners = "bar", 2, False
    drawn.gapWidth, drawn.legend = GAP_BETWEEN_BARS, None
    drawn.graphical_properties = GraphicalProperties(
        solidFill=WHITE, ln=LineProperties(noFill=True)
    )
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.x_axis.delete, drawn.y_axis.delete = False, True
    drawn.x_axis.majorTickMark = drawn.x_axis.minorTickMark = NO_TICKS
    drawn.x_axis.txPr = RichText(p=[Paragraph(pPr=text_look(LABEL_SIZE, BLACK), r=[])])
    lines = GraphicalProperties(ln=LineProperties(solidFill=GRID_LINES, w=6350))
    drawn.x_axis.majorGridlines, drawn.y_axis.majorGridlines = ChartLines(spPr=lines), None
    for number, bars in enumerate(chart.bars):
        series = chart_series(chart, layout, bars, number)
        form = HATCHED_FORMAT if bars.hatched else LABEL_FORMAT
        series.dLbls = number_labels(places[bars.hatched], form)
        drawn.series.append(series)
    return drawn


def chart_heading(lines: Sequence[str], size: int, left: float) -> Title:
    """The heading of a chart above its bars, a paragraph for each of its lines.

    Args:
        lines: the lines.
        size: of the letters, in hundredths of a point.
        left: where it begins, as a part of the chart's width.
    """
    look = text_look(size, BLACK, bold=True)
    run = CharacterProperties(sz=size, b=True, solidFill=ColorChoice(srgbClr=BLACK))
    paragraphs = [Paragraph(pPr=look, r=[RegularTextRun(rPr=run, t=line)]) for line in lines]
    place = Layout(ManualLayout(xMode="edge", yMode="edge", x=left, y=0.0))
    return Title(tx=Text(rich=RichText(p=paragraphs)), overlay=True, layout=place)


def inner_layout(left: float, top: float, width: float, bottom: float) -> Layout:
    """Where the bars stand in a chart, in parts of it."""
    place = ManualLayout(
        layoutTarget="inner",
        xMode="edge",
        yMode="edge",
        x=left,
        y=top,
        w=width,
        h=bottom - top,
    )
    return Layout(place)


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
    drawn.graphicalProperties = bar_surface(bars.hatched)
    return drawn


def bar_surface(hatched: bool) -> GraphicalProperties:
    """The surface of a bar: full, or hatched on white."""
    line = LineProperties(solidFill=OUTLINE, w=6350)
    if not hatched:
        return GraphicalProperties(solidFill=FILL, ln=line)
    pattern = PatternFillProperties(
        prst=HATCHED, fgClr=ColorChoice(srgbClr=HATCHING), bgClr=ColorChoice(srgbClr=WHITE)
    )
    return GraphicalProperties(pattFill=pattern, ln=line)


def number_labels(place: str, form: str) -> DataLabelList:
    """Numbers on the bars."""
    shown = DataLabelList()
    shown.showVal, shown.numFmt, shown.dLblPos = True, form, place
    shown.showSerName = shown.showCatName = shown.showLegendKey = shown.showPercent = False
    shown.txPr = RichText(p=[Paragraph(pPr=text_look(LABEL_SIZE, BLACK), r=[])])
    return shown


def no_label(row: int) -> DataLabel:
    """No number at the bar of a row."""
    shows = ("showVal", "showSerName", "showCatName", "showLegendKey", "showPercent")
    return DataLabel(idx=row, **dict.fromkeys(shows, False))


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

"""Where a chart stands on its sheet, in the units of a workbook.

Its size is always said: LibreOffice squeezes the letters of a chart whose size it has to work out
from cells.
"""

from __future__ import annotations

from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor, AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.outputs.workbook.measures import LINE_HEIGHT

# English metric units in a centimetre and in a point (ECMA-376, 20.1.2.1).
UNITS_OF_CENTIMETRE, UNITS_OF_POINT = 360_000, 12_700


def units(centimetres: float) -> int:
    """Centimetres as a workbook holds them."""
    return round(centimetres * UNITS_OF_CENTIMETRE)


def chart_size(width: float, height: float) -> XDRPositiveSize2D:
    """Centimetres as the size of a chart."""
    return XDRPositiveSize2D(units(width), units(height))


def free_place(
    worksheet: Worksheet, row: int, left: float, top: float, width: float, height: float
) -> AbsoluteAnchor:
    """A place below the top of a row and right of the sheet's edge.

    It does not hang on columns, which each program makes a little wider or narrower.
    """
    above = sum(row_units(worksheet, before) for before in range(1, row))
    position = XDRPoint2D(units(left), above + units(top))
    return AbsoluteAnchor(pos=position, ext=chart_size(width, height))


def place_beside(
    worksheet: Worksheet, column: int, row: int, top: float, width: float, height: float
) -> OneCellAnchor:
    """A place at the left edge of a column, from 1, and below the top of a row."""
    below = units(top)
    while below >= row_units(worksheet, row):
        below -= row_units(worksheet, row)
        row += 1
    marker = AnchorMarker(col=column - 1, row=row - 1, rowOff=below)
    return OneCellAnchor(_from=marker, ext=chart_size(width, height))


def row_units(worksheet: Worksheet, row: int) -> int:
    """How high a row is."""
    known = worksheet.row_dimensions[row].height if row in worksheet.row_dimensions else None
    return round((known or LINE_HEIGHT) * UNITS_OF_POINT)

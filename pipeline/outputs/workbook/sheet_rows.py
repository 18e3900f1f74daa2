"""The rows of a sheet as the text that a workbook holds, a few times as fast as openpyxl has it."""

from __future__ import annotations

from datetime import date

from openpyxl.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

# What stands in the text of an element as something else (XML 1.0, 2.4).
MARKUP_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
KEPT_SPACE = ' xml:space="preserve"'


def rows_text(worksheet: Worksheet) -> str:
    """The rows of a sheet; the links of its cells become those of the sheet, in order.

    The cells of a look share its numbers, so that its place among the looks is sought once.
    """
    rows: dict[int, list[Cell]] = {}
    for (number, _), cell in sorted(worksheet._cells.items()):
        rows.setdefault(number, []).append(cell)
    looks: dict[int, int] = {}
    attributes: dict[float | None, str] = {}
    pieces = []
    for number in sorted(worksheet.row_dimensions.keys() | rows.keys()):
        dimension = worksheet.row_dimensions[number]
        if dimension.height not in attributes:
            attributes[dimension.height] = "".join(f' {name}="{v}"' for name, v in dimension)
        cells = rows.get(number, ())
        text = "".join(text_of_cell(cell, looks) for cell in cells)
        ending = f">{text}</row>" if text else " />"
        pieces.append(f'<row r="{number}"{attributes[dimension.height]}{ending}')
        links = (cell.hyperlink for cell in cells)
        worksheet._hyperlinks.extend(link for link in links if link is not None)
    return "".join(pieces)


def text_of_cell(cell: Cell, looks: dict[int, int]) -> str:
    """A cell with its value: text, a number or a date.

    Args:
        cell: the cell.
        looks: places of looks that are known already, by the identity of their numbers.
    """
    look = id(cell._style)
    if look not in looks:
        looks[look] = cell.style_id
    start = f'<c r="{get_column_letter(cell.column)}{cell.row}" s="{looks[look]}"'
    value = cell.value
    if cell.data_type == "s":
        kept = KEPT_SPACE if value.strip() not in ("", value) else ""
        return f'{start} t="inlineStr"><is><t{kept}>{value.translate(MARKUP_SIGNS)}</t></is></c>'
    if isinstance(value, date):
        value = to_excel(value)
    return f'{start} t="n"><v>{safe_string(value)}</v></c>'

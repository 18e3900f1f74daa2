"""The records as the review page has them: values in words, what is printed, pages and boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from pipeline.checks.empty_cells import EmptyCell
from pipeline.checks.items import Item
from pipeline.outputs.page.fields import NOT_THERE, ShownField, numbered
from pipeline.outputs.page.sheets import sides_on_sheet
from pipeline.outputs.result import Result
from pipeline.pages.geometry import Box
from pipeline.pages.model import AsideReason
from pipeline.pages.sheet import SheetGrid, Sheets
from pipeline.records.readers import POSSIBLE

# Between several codes of a cell, as in the workbook.
BETWEEN_CODES_SHOWN = "; "
ShownCell: TypeAlias = Item | EmptyCell


def records_data(result: Result, fields: Sequence[ShownField]) -> dict[str, Any]:
    """The records, column by column, in document order."""
    keys = list(result.places)
    sources = [result.printed.sources[key] for key in keys]
    tables, sections = table_names(result), section_names(result)
    return {
        "keys": keys,
        "names": distinct_names(result),
        "table": [tables.index(source.table_name) for source in sources],
        "section": [sections.get(source.section, NOT_THERE) for source in sources],
        "values": [numbered(values_in_words(field.name, result)) for field in fields],
        "printed": [printed_texts(field, result) for field in fields],
        "pages": [list(source.row.pages) for source in sources],
        "corrections": corrections_data(result, fields),
    }


def distinct_names(result: Result) -> list[str]:
    """The names of the records; with the identifier where two of one table have the same."""
    counts = Counter(result.names[key] for key in result.places)
    names = ((key, result.names[key]) for key in result.places)
    return [f"{name} ({key})" if counts[name] > 1 else name for key, name in names]


def table_names(result: Result) -> list[str]:
    """The tables that have records, in document order."""
    sources = result.printed.sources
    return list(dict.fromkeys(sources[key].table_name for key in result.places))


def section_names(result: Result) -> dict[str, int]:
    """The sections that have records, each with its number, in document order."""
    sources = result.printed.sources
    names = dict.fromkeys(sources[key].section for key in result.places)
    return {name: number for number, name in enumerate(filter(None, names))}


def values_in_words(field: str, result: Result) -> Iterable[str]:
    """The values of a field in words, by record; several codes as the workbook's list has them."""
    reading = result.schema.description.fields.get(field)
    if reading is None or reading.list_ is None:
        return (result.in_words(key, field) for key in result.places)
    readings, told = result.records.readings_of(field), (POSSIBLE,)
    return (
        result.reading_in_words(field, readings[key], BETWEEN_CODES_SHOWN, told)
        for key in result.places
    )


def printed_texts(field: ShownField, result: Result) -> dict[str, Any] | None:
    """The texts of a field as printed; None for one that has no column in any table."""
    if not field.is_read:
        return None
    texts = result.printed.text[field.name].to_dict()
    return numbered(texts[key] for key in result.places)


def corrections_data(result: Result, fields: Sequence[ShownField]) -> list[list[Any]]:
    """What the ledger corrects: record, field, printed text, the text read instead, and why."""
    numbers = {field.name: number for number, field in enumerate(fields)}
    columns = [result.corrections.iloc[:, number].tolist() for number in range(5)]
    return [
        [result.places[str(key)], numbers[str(field)], str(printed), str(value), str(reason)]
        for key, field, printed, value, reason in zip(*columns, strict=True)
    ]


def boxes_data(result: Result, fields: Sequence[ShownField]) -> list[list[list[float]]]:
    """For each record its boxes: field, page, the four sides, and whether the cell is empty."""
    numbers = {field.name: number for number, field in enumerate(fields) if field.is_read}
    places = result.places
    boxes: list[list[list[float]]] = [[] for _ in places]
    sheets = result.sheets
    for cell in shown_cells(result):
        number = numbers.get(cell.field)
        if number is None or reason_aside(cell) is not None:
            continue
        for key in cell.keys:
            boxes[places[key]].append([number, *place_data(cell, sheets)])
    for own in boxes:
        own.sort()
    return boxes


def shown_cells(result: Result) -> Iterator[ShownCell]:
    """Every cell and line, empty cells included."""
    yield from result.items
    yield from result.empty_cells


def reason_aside(cell: ShownCell) -> AsideReason | None:
    """Why the words of a cell or line are no value; None where they are one."""
    return cell.aside if isinstance(cell, Item) else None


def place_data(cell: ShownCell, sheets: Sheets) -> list[float]:
    """Where a cell or line is: its page, the four sides of its box, and whether it is empty."""
    is_empty = isinstance(cell, EmptyCell)
    box = cell.box if isinstance(cell, EmptyCell) else cell.seen_box
    return [cell.page, *sides_data(box, sheets.get(cell.page)), int(is_empty)]


def sides_data(box: Box, sheet: SheetGrid | None) -> list[float]:
    """The sides of a box as in cells.csv, in points; without decimals where they are none.

    On a sheet they are the first column and row and the last ones, as the file numbers them.
    """
    if sheet is not None:
        return sides_on_sheet(sheet, box)
    sides = (round(side, 1) for side in (box.x0, box.top, box.x1, box.bottom))
    return [int(side) if side.is_integer() else side for side in sides]

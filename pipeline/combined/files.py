"""All files of the folder of all, as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import pandas as pd

from pipeline.combined.model import Combined
from pipeline.combined.report import combined_json, combined_markdown
from pipeline.combined.table_schemas import combined_schemas
from pipeline.combined.tables import TextRow, combined_rows
from pipeline.outputs.csv_files import csv_value
from pipeline.outputs.data_package import descriptor_json, resource
from pipeline.outputs.excel_files import DIALECT, excel_bytes_of_rows, excel_schema_of_rows
from pipeline.outputs.files import FOR_EXCEL
from pipeline.text.csv_lines import csv_lines


def combined_files(combined: Combined, workbook: bytes, csv_kind: str) -> dict[str, bytes]:
    """All files, in the order in which they are to be put in place.

    Args:
        combined: the documents together.
        workbook: content of the workbook.
        csv_kind: whether the CSV files are plain, or for Excel (`outputs.files`).
    """
    files = {workbook_file(combined): workbook}
    resources = []
    for name, described in combined_schemas(combined).items():
        path = f"{name}.csv"
        files[path], count, told = csv_file(name, described, combined, csv_kind == FOR_EXCEL)
        dialect = DIALECT if csv_kind == FOR_EXCEL else None
        resources.append(resource(path, files[path], count, told, dialect))
    files["validation.md"] = combined_markdown(combined, workbook_file(combined)).encode()
    files["validation.json"] = combined_json(combined).encode()
    sources = [{"title": part.label, "path": part.file} for part in combined.usable]
    title = combined.schema.word("combined_title", "en")
    descriptor = descriptor_json(combined.folder, title, sources, resources)
    files["datapackage.json"] = descriptor.encode()
    return files


def workbook_file(combined: Combined) -> str:
    """File name of the workbook of all."""
    return f"{combined.folder}.xlsx"


def csv_file(
    name: str, described: dict[str, Any], combined: Combined, for_excel: bool
) -> tuple[bytes, int, dict[str, Any]]:
    """A CSV file, the number of its rows, and its Table Schema.

    Args:
        name: of the file, without its ending.
        described: the Table Schema of the plain file.
        combined: the documents together.
        for_excel: whether the file is one for Excel.
    """
    columns = [field["name"] for field in described["fields"]]
    rows = Counted(rows_in(name, combined))
    if not for_excel:
        content = csv_lines(chain([columns], rows)).encode()
        return content, rows.count, described
    content = excel_bytes_of_rows(columns, rows, described)
    return content, rows.count, excel_schema_of_rows(described, rows_in(name, combined))


class Counted:
    """Rows that are counted as they go by."""

    def __init__(self, rows: Iterable[TextRow]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[TextRow]:
        """Each row in turn."""
        for row in self.rows:
            self.count += 1
            yield row


def rows_in(name: str, combined: Combined) -> Iterator[TextRow]:
    """The rows of a file of all, one after the other."""
    crosses = {cross.name: cross.counts for cross in combined.cross_tables}
    if name in crosses:
        return text_rows(crosses[name].reset_index())
    if name in combined.tables:
        return text_rows(combined.tables[name])
    return combined_rows(name, combined.usable, combined.outputs, combined.schema)


def text_rows(frame: pd.DataFrame) -> Iterator[TextRow]:
    """The rows of a frame as CSV has them."""
    for row in frame.itertuples(index=False):
        yield tuple(str(csv_value(value)) for value in row)

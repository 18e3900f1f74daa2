"""The workbook of all documents beside its CSV files, both read by others than those who write."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from pipeline.combined.combine import combine
from pipeline.combined.files import combined_files
from pipeline.combined.model import Combined
from pipeline.combined.parts import PartPlace, read_part
from pipeline.combined.workbook.writer import combined_workbook
from pipeline.outputs.files import PLAIN
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Language
from tests.support.command_line import read_csv

Rows = list[dict[str, str]]
Line = list[Any]


@dataclass(frozen=True)
class Together:
    """A folder with outputs of documents, and of all of them.

    Args:
        folder: of all outputs.
        schemas: how the documents were read.
        combined: the documents together.
        language: of the workbook.
        files: the rows of its CSV files that were read already.
    """

    folder: Path
    schemas: Path
    combined: Combined
    language: Language = "fi"
    files: dict[str, Rows] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The workbook."""
        return self.folder / "all" / "all.xlsx"

    def rows(self, name: str) -> Rows:
        """The rows of a CSV file of all."""
        if name not in self.files:
            self.files[name] = read_csv(self.folder / "all" / f"{name}.csv")
        return self.files[name]

    def labels(self, vocabulary: str) -> dict[str, str]:
        """The labels of a vocabulary's codes in the language of the workbook."""
        rows = read_csv(self.schemas / "vocabulary" / f"{vocabulary}.csv")
        return {row["code"]: row[self.language] for row in rows if row[self.language]}

    @cached_property
    def workbook(self) -> Any:
        """The workbook as openpyxl reads it."""
        return load_workbook(self.path)

    @cached_property
    def read(self) -> CalamineWorkbook:
        """The workbook as another program reads it."""
        return CalamineWorkbook.from_path(str(self.path))

    def table(self, sheet: str) -> tuple[Line, list[Line]]:
        """The header and the rows of a sheet's one table, as another program reads them."""
        (table,) = self.workbook[sheet].tables.values()
        top = int("".join(filter(str.isdigit, table.ref.split(":")[0])))
        header, *rows = self.read.get_sheet_by_name(sheet).to_python()[top - 1 :]
        return header, [[number_of(value) for value in row] for row in rows]

    def cells(self, sheet: str) -> list[list[Any]]:
        """The cells of a sheet's table without its header, with their links."""
        (table,) = self.workbook[sheet].tables.values()
        _, *rows = self.workbook[sheet][table.ref]
        return [list(row) for row in rows]

    def target(self, cell: Any) -> Any:
        """The cell that a link leads to."""
        name, place = cell.hyperlink.location.rsplit("!", 1)
        return self.workbook[name[1:-1].replace("''", "'")][place]

    def lines_of_cover(self) -> list[str]:
        """The lines of the cover, from the top."""
        cover = self.workbook.worksheets[0]
        return [str(cell.value) for cell in cover["A"] if cell.value is not None]


def number_of(value: Any) -> Any:
    """A number as a whole one, where it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def put_together(
    folder: Path, schemas: Path, missing: Sequence[PartPlace] = (), language: Language = "fi"
) -> Together:
    """Make the files of all documents from the outputs in a folder.

    Args:
        folder: of the outputs.
        schemas: how the documents were read.
        missing: documents that are not usable.
        language: of the workbook.
    """
    schema = load_checked_schema(schemas)
    built = [
        PartPlace(Path("input") / f"{place.name}.pdf", place, "built")
        for place in sorted(folder.iterdir())
        if place.name not in ("all", *(one.folder.name for one in missing))
    ]
    parts = [read_part(place, schema, language) for place in (*built, *missing)]
    combined = combine(parts, schema, language)
    (folder / "all").mkdir(exist_ok=True)
    content = combined_files(combined, combined_workbook(combined), PLAIN)
    for name, data in content.items():
        (folder / "all" / name).write_bytes(data)
    return Together(folder, schemas, combined, language)


def copy_outputs(source: Path, folder: Path, name: str) -> None:
    """Copy the outputs of a document as if they were those of another of the same content."""
    shutil.copytree(source, folder / name)
    for ending in (".xlsx", ".html"):
        (folder / name / f"{source.name}{ending}").rename(folder / name / f"{name}{ending}")

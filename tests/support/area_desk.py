"""A folder with the documents of many areas, their schemas, and what is built of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

from python_calamine import CalamineWorkbook

from tests.printing.areas import Area, areas
from tests.support.area_schemas import area_schemas
from tests.support.command_line import read_csv, run
from tests.support.recount import Recount, Table

TOGETHER = "all"
# The areas in the order of their documents.
IN_ORDER = [area for _, area in sorted(areas().items())]


@dataclass(frozen=True)
class AreaDesk:
    """A project's folder: `input/`, `schemas/` and `output/`."""

    folder: Path

    @property
    def inputs(self) -> Path:
        """The folder of the documents."""
        return self.folder / "input"

    @property
    def output(self) -> Path:
        """The folder of all outputs."""
        return self.folder / "output"

    @property
    def together(self) -> Path:
        """The folder of all documents together."""
        return self.output / TOGETHER

    def build(self, *options: str) -> CompletedProcess[str]:
        """Build all documents in the folder."""
        return run("build", *(options or ("--jobs", "1")), folder=self.folder)

    def rows(self, file: str) -> Table:
        """The rows of a CSV file of all together."""
        return read_csv(self.together / f"{file}.csv")

    def recount(self, known: Iterable[Area]) -> Recount:
        """What areas together must have."""
        return Recount(list(known), self.inputs, self.folder / "schemas" / "vocabulary")

    def sheet(self, name: str) -> list[list[str]]:
        """The rows of a sheet of the workbook of all, as another program reads them."""
        book = CalamineWorkbook.from_path(self.together / f"{TOGETHER}.xlsx")
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return [[shown(value) for value in row] for row in rows]

    def listed(self, name: str, first: str) -> list[dict[str, str]]:
        """The rows of a sheet below its headings, by heading.

        Args:
            name: of the sheet.
            first: the heading of its first column.
        """
        rows = self.sheet(name)
        start = next(number for number, row in enumerate(rows) if row[0] == first)
        headings = rows[start]
        assert len(set(headings)) == len(headings)
        return [dict(zip(headings, row, strict=True)) for row in rows[start + 1 :]]


def shown(value: object) -> str:
    """A value of a cell as text; whole numbers without decimals."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def area_desk(folder: Path) -> AreaDesk:
    """A folder with all areas' documents, of which nothing is built."""
    desk = AreaDesk(folder)
    desk.inputs.mkdir(parents=True)
    for area in IN_ORDER:
        shutil.copy(area.path, desk.inputs / area.file)
    area_schemas(folder)
    return desk


def copied(desk: AreaDesk, folder: Path) -> AreaDesk:
    """The same with its outputs, to spoil."""
    shutil.copytree(desk.folder, folder)
    return AreaDesk(folder)

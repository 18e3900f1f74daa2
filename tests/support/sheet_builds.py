"""Spreadsheets typed for one question each, and what is built from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.pages.model import Document
from pipeline.spreadsheets.layout import document_of_sheets
from pipeline.spreadsheets.read import read_spreadsheet
from pipeline.spreadsheets.signs import NumberSigns
from tests.support.command_line import ROOT, SCHEMAS, read_csv, run

TITLE = "Esimerkin työllisyysalueen palveluita koskeva liitetaulukko"
PERSON = (
    *("Henkilöasiakkaan palvelut", "Tyyppi", "Ohjaus/mahdollinen\ntuottaminen"),
    *("Yhteinen palvelu toisen työllisyysalueen kanssa",),
    *("Työvoimapalvelujen viitearkkitehtuurin\npalvelualue (TEM)",),
    *("Kotoutuja", "Monialainen", "Uusi\ntyönhakija"),
)
EMPLOYER = ("", "Tyyppi", PERSON[2], "Yhteinen palvelu toisen alueen kanssa", PERSON[4])
AREA = "Esimerkin työllisyysalue"
SECTION = "Kotoutumispalvelut"
Row = Sequence[str]
GUIDANCE: Row = ("Työ- ja\nuraohjaus", "Lakisääteinen", AREA, "x", "1 Työn löytyminen", "x", "", "")
TRAINING: Row = (
    "Koulutus-\nneuvonta",
    "Lisäpalvelu",
    "Ostopalvelu",
    "",
    "2 Osaamisen kehittäminen",
    "",
    "(x)",
    "",
)
WELCOME: Row = ("Alkukartoitus", "Lakisääteinen", AREA, "?", "1 Työn löytyminen", "x", "x", "")
LANGUAGE: Row = (
    "Kielitesti",
    "Lakisääteinen",
    "Kunnat",
    "",
    "2 Osaamisen kehittäminen",
    "",
    "x",
    "x",
)
PERSON_ROWS: Sequence[Row] = (GUIDANCE, TRAINING, (SECTION,), WELCOME, LANGUAGE)
EMPLOYER_ROWS: Sequence[Row] = (
    ("Rekrytointi", "Lakisääteinen", AREA, "x", "1 Työn löytyminen"),
    ("Yritysneuvonta", "Lisäpalvelu", "Kunnat", "", "4 Työkyvyn tukeminen"),
)
Texts = Mapping[str, str]


@dataclass(frozen=True)
class TypedSheet:
    """A sheet: its name, texts by cell, merged ranges, and which cells are bold or filled."""

    name: str
    texts: Texts
    merged: Sequence[str] = ()
    bold: Sequence[str] = ()
    filled: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    hidden: bool = False
    numbers: Mapping[str, float] = field(default_factory=dict)


def rows_at(place: str, rows: Iterable[Row]) -> dict[str, str]:
    """Rows of texts from a cell on; empty texts leave cells empty."""
    top, left = coordinate_to_tuple(place)
    return {
        f"{get_column_letter(left + column)}{top + number}": text
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    }


def type_workbook(path: Path, sheets: Iterable[TypedSheet]) -> Path:
    """Write an Excel workbook; its path."""
    book = Workbook()
    book.remove(book.active)
    for typed in sheets:
        sheet = book.create_sheet(typed.name)
        fill_sheet(sheet, typed)
    book.save(path)
    return path


def fill_sheet(sheet: Worksheet, typed: TypedSheet) -> None:
    """Put everything into a sheet."""
    for place, value in {**typed.texts, **typed.numbers}.items():
        sheet[place] = value
    for place in typed.bold:
        sheet[place].font = Font(bold=True)
    for place in typed.filled:
        sheet[place].fill = PatternFill("solid", fgColor="FFDDEBF7")
    for area in typed.merged:
        sheet.merge_cells(area)
    for row in typed.hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in typed.hidden_columns:
        sheet.column_dimensions[column].hidden = True
    if typed.hidden:
        sheet.sheet_state = "hidden"


@dataclass(frozen=True)
class Built:
    """What the command line made of a spreadsheet."""

    path: Path
    folder: Path
    run: CompletedProcess[str]

    def csv(self, name: str) -> list[dict[str, str]]:
        """The rows of one of its CSV files."""
        return read_csv(self.folder / f"{name}.csv")

    def findings(self) -> set[tuple[str, str, str]]:
        """Check, value, and sheet and cell of each finding."""
        return {(f["check"], f["value"], f["sheet_cell"]) for f in self.csv("findings")}

    def records(self) -> list[dict[str, str]]:
        """The records without their sheets."""
        rows = self.csv("services")
        return [{name: text for name, text in row.items() if name != "pages"} for row in rows]


def spreadsheet_document(
    path: Path,
    signs: NumberSigns = NumberSigns(),  # noqa: B008 — frozen
) -> Document:
    """The sheets of a spreadsheet, read in this process."""
    return document_of_sheets(read_spreadsheet(path, path.read_bytes(), signs))


class SheetReaderHere:
    """Stands in for the reader of spreadsheets, without its child process and its limits.

    Args:
        path: the file.
        signs: the decimal and thousands sign of displayed numbers.
    """

    def __init__(self, path: Path, *_: object, signs: NumberSigns, **__: object) -> None:
        self.path, self.signs = path, signs

    def document(self) -> Document:
        """The document."""
        return spreadsheet_document(self.path, self.signs)

    def close(self) -> None:
        """Nothing is held."""


def run_here(*arguments: str | Path, folder: Path = ROOT) -> CompletedProcess[str]:
    """Run the command line, and read spreadsheets in this process."""
    with patch("pipeline.spreadsheets.document_reader.SheetDocumentReader", SheetReaderHere):
        return run(*arguments, folder=folder)


def build_spreadsheet(path: Path, *options: str, schemas: Path = SCHEMAS) -> Built:
    """Build a spreadsheet through the command line."""
    output = path.parent / "output"
    done = run_here("build", path, "--output", output, "--schemas", schemas, "--no-page", *options)
    return Built(path, output / path.stem, done)


def build_sheets(folder: Path, *sheets: TypedSheet) -> Built:
    """Type a workbook and build it."""
    return build_spreadsheet(type_workbook(folder / "liite.xlsx", sheets))


def text_at(book: Workbook, address: str) -> str:
    """The text that openpyxl finds where an address of cells.csv leads."""
    name, _, place = address.rpartition("!")
    sheet = book[name.removeprefix("'").removesuffix("'").replace("''", "'")]
    cells = sheet[place]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    texts = (str(cell.value) for row in rows for cell in row if cell.value is not None)
    return " ".join(texts)

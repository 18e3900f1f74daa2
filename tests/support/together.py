"""Documents printed, built, and put together, as the tests of that share them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.combined.combine import combine
from pipeline.combined.files import combined_files
from pipeline.combined.model import Combined, ReadPart
from pipeline.combined.parts import PartPlace, read_part
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Language, Schema
from tests.printing.appendix import Printing, TranscribedRow, print_appendix, transcription
from tests.support.command_line import SCHEMAS, run

WORKBOOK = b"the workbook"
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class PrintedArea:
    """An appendix to print.

    Args:
        name: of the document.
        area: who it is about.
        kept: the rows of the transcription that it has, by table.
        names: services that are called otherwise in it.
        producers: producer cells that are otherwise in it, by the service's name there.
    """

    name: str
    area: str
    kept: dict[str, Sequence[int]]
    names: dict[str, str]
    producers: dict[str, str]

    def rows(self) -> list[TranscribedRow]:
        """Its rows, numbered anew."""
        rows = []
        for row in transcription():
            if row["kind"] == "header" or int(row["row"]) in self.kept[row["table"]]:
                service = self.names.get(row["service"], row["service"])
                producer = self.producers.get(service, row["producer"])
                rows.append({**row, "service": service, "producer": producer})
        return rows

    def print(self, folder: Path) -> Path:
        """Print it into a folder."""
        path = folder / f"{self.name}.pdf"
        print_appendix(path, self.rows(), Printing(area=self.area, blank_pages=0, page_breaks=()))
        return path


@dataclass(frozen=True)
class Built:
    """Documents with their outputs, and what the build says of each."""

    folder: Path
    places: tuple[PartPlace, ...]

    @property
    def output(self) -> Path:
        """The folder of all outputs."""
        return self.folder / "output"

    @property
    def usable(self) -> list[str]:
        """The documents that were built, in order."""
        return sorted(place.folder.name for place in self.places if place.status == "built")

    def part_rows(self, document: str, file: str) -> Rows:
        """The rows of a document's own file, read by the csv module alone."""
        return plain_rows(self.output / document / f"{file}.csv")

    def report(self, document: str) -> dict[str, object]:
        """What a document's own report says."""
        text = (self.output / document / "validation.json").read_text(encoding="utf-8")
        report: dict[str, object] = json.loads(text)
        return report


def plain_rows(path: Path) -> Rows:
    """The rows of a plain CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def build_documents(
    folder: Path, pdfs: Iterable[Path], schemas: Path = SCHEMAS, csv_kind: str = "plain"
) -> Built:
    """Build documents side by side, and keep what is said of each."""
    output = folder / "output"
    options = ("--output", output, "--schemas", schemas, "--csv", csv_kind, "--json", "--no-page")
    completed = run("build", *pdfs, *options)
    said = json.loads(completed.stdout)["documents"]
    places = [
        PartPlace(Path(one["document"]), Path(one["output"]), one["status"], one["message"])
        for one in said
    ]
    return Built(folder, tuple(places))


def schema_of(folder: Path = SCHEMAS) -> Schema:
    """A schemas folder as it is read."""
    return load_checked_schema(folder)


def read_parts(
    places: Iterable[PartPlace], schema: Schema, language: Language = "fi"
) -> list[ReadPart]:
    """Documents as their outputs say."""
    return [read_part(place, schema, language) for place in places]


def put_together(
    places: Iterable[PartPlace], schema: Schema | None = None, language: Language = "fi"
) -> Combined:
    """Documents together."""
    schema = schema or schema_of()
    return combine(read_parts(places, schema, language), schema, language)


def written(combined: Combined, folder: Path, csv_kind: str = "plain") -> Path:
    """The files of documents together, in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in combined_files(combined, WORKBOOK, csv_kind).items():
        (folder / name).write_bytes(content)
    return folder

"""The text files of an output folder as values, exactly as they were written."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import InputError
from pipeline.outputs.report_names import OF_ALL, REPORT
from pipeline.outputs.waiting_set import WAITING_FOLDER
from pipeline.outputs.writing import settled
from pipeline.system.regular_files import read_regular
from pipeline.text.excel_csv import DELIMITER, is_for_excel, number_of_excel, text_of_excel

TEXT_SUFFIXES = (".csv", ".json", ".md")
# Bytes of one file: far more than any output has.
TEXT_LIMIT = 1 << 29

CsvRow = dict[str, str]


@dataclass(frozen=True)
class Output:
    """The text files of one document's output folder.

    Args:
        place: where they are, for errors.
        files: content by file name.
    """

    place: str
    files: Mapping[str, bytes]

    @cached_property
    def report(self) -> dict[str, Any]:
        """What `validation.json` says."""
        return self.read_json(REPORT, ("source", "usable", "reconciliation", "findings"))

    @cached_property
    def together(self) -> dict[str, Any]:
        """What `validation.json` says of all documents together."""
        return self.read_json(REPORT, (OF_ALL, "documents"))

    @cached_property
    def is_together(self) -> bool:
        """Whether it is the output of all documents together, and of none alone."""
        return self.read_json(REPORT, ()).get(OF_ALL) is True

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """What `datapackage.json` says."""
        return self.read_json("datapackage.json", ("resources",))

    def rows(self, name: str, needed: Collection[str] = ()) -> list[CsvRow]:
        """The rows of a CSV file by column.

        Args:
            name: the file, without its suffix.
            needed: columns that it must have.

        Raises:
            InputError: it is missing, no CSV file in UTF-8, or lacks a column.
        """
        try:
            rows = self.read_rows(name)
        except (UnicodeDecodeError, csv.Error) as error:
            raise self.unreadable(f"{name}.csv", f"is not CSV in UTF-8 ({error})") from None
        if missing := [column for column in needed if rows and column not in rows[0]]:
            raise self.unreadable(f"{name}.csv", f"has no column {missing[0]}")
        if any(None in row or None in row.values() for row in rows):
            raise self.unreadable(f"{name}.csv", "has a row with too few or too many values")
        return rows

    def read_rows(self, name: str) -> list[CsvRow]:
        """The rows of a CSV file, whether it is plain or for Excel."""
        content = self.content(f"{name}.csv")
        if not is_for_excel(content):
            text = content.decode("utf-8")
            return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        lines = io.StringIO(content.decode("utf-8-sig"), newline="")
        rows = list(csv.DictReader(lines, delimiter=DELIMITER, strict=True))
        # What has too few or too many values is told of by the caller.
        if any(None in row or None in row.values() for row in rows):
            return rows
        numbers = self.number_columns(name)
        return [
            {
                text_of_excel(column): number_of_excel(cell)
                if column in numbers
                else text_of_excel(cell)
                for column, cell in row.items()
            }
            for row in rows
        ]

    def number_columns(self, name: str) -> set[str]:
        """The columns of a file for Excel whose numbers have the decimal sign of Excel."""
        described = [
            r["schema"]["fields"] for r in self.descriptor["resources"] if r["name"] == name
        ]
        return {f["name"] for fields in described for f in fields if "decimalChar" in f}

    def columns(self, name: str) -> list[str]:
        """The columns of a CSV file, in order."""
        content = self.content(f"{name}.csv")
        text = content.decode("utf-8-sig", errors="replace")
        delimiter = DELIMITER if is_for_excel(content) else ","
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        return [text_of_excel(c) for c in header] if is_for_excel(content) else header

    def read_json(self, name: str, needed: Collection[str]) -> dict[str, Any]:
        """The object in a JSON file, which must have some members."""
        try:
            data = json.loads(self.content(name))
        except ValueError as error:
            raise self.unreadable(name, f"is not JSON ({error})") from None
        except RecursionError:
            raise self.unreadable(name, "is nested too deep") from None
        if not isinstance(data, dict) or any(member not in data for member in needed):
            raise self.unreadable(name, f"holds no object with {', '.join(needed)}")
        return data

    def content(self, name: str) -> bytes:
        """The content of a file."""
        if name not in self.files:
            raise self.unreadable(name, "is missing")
        return self.files[name]

    def unreadable(self, name: str, what: str) -> InputError:
        """The error for a file that cannot be read as what it must be."""
        return InputError(
            "output-unreadable",
            f"{self.place}: {name} {what}: build the document again, or check --schemas.",
        )


def texts_in(place: Path, top: Path) -> dict[PurePosixPath, bytes]:
    """The text files in one folder, by their paths below the top one; if outputs, as one set.

    Raises:
        OSError: one cannot be read.
        OutputError: a run that was ended left them side by side, which cannot be mended now.
    """
    is_written = (place / REPORT).exists() or os.path.lexists(place / WAITING_FOLDER)
    with settled(place) if is_written else nullcontext():
        return {
            PurePosixPath(path.relative_to(top).as_posix()): read_regular(path, TEXT_LIMIT)
            for path in sorted(place.glob("*"))
            if path.is_file() and is_compared_file(path.name)
        }


def is_compared_file(name: str) -> bool:
    """Whether a file is one of the outputs that are compared."""
    return name.endswith(TEXT_SUFFIXES) and not name.startswith(".")

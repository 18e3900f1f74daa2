"""The documents of all, and what their records give together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from pipeline.outputs.written import Output
from pipeline.schema.model import Language, Schema
from pipeline.schema.together import CombinedCrossTabulation

PartStatus = Literal["usable", "refused", "failed", "not-built"]


@dataclass(frozen=True)
class Part:
    """A document of all.

    Args:
        name: of its folder of outputs, which is the value of the column `document`.
        file: file name of the document.
        sha256: of the document that its outputs were built from; empty where there are none.
        title: as printed; empty where it has none.
        area: who it is about; empty where documents have no name.
        pages: of the document; None where it has not been read.
        label: how people read it: the area, else title or name; with the name in brackets where
            several documents have it.
        status: whether its records are in the tables of all, else why not.
        reason: one sentence on why it is not usable, in the language of the outputs and without
            folders of this machine; empty where it is.
        reason_in_english: the same in English, as the CSV file and the JSON file have it.
        records: how many it has; None where it is not usable and that is not known.
        open_findings: of each severity; none where that is not known.
        is_spreadsheet: whether it is a spreadsheet.
        workbook: where its workbook is, as seen from the folder of all: `../NAME/NAME.xlsx`.
        page: where its review page is, likewise.
    """

    name: str
    file: str
    sha256: str
    title: str
    area: str
    pages: int | None
    label: str
    status: PartStatus
    reason: str
    reason_in_english: str
    records: int | None
    open_findings: Mapping[str, int]
    is_spreadsheet: bool
    workbook: str | None
    page: str | None

    @property
    def is_usable(self) -> bool:
        """Whether its records are in the tables of all."""
        return self.status == "usable"


@dataclass(frozen=True)
class ReadPart:
    """A document of all and the text files of its output folder; none where it is not usable."""

    part: Part
    output: Output | None


@dataclass(frozen=True)
class CombinedCross:
    """Distinct records, or sums of a number of theirs, by row and document.

    Args:
        declared: what the schema says of it.
        name: its name.
        row_field: name of the field, or fields, whose codes are the rows.
        rows: the codes or texts of the rows, in order; `field:code` where there are several fields.
        row_labels: the rows in words.
        columns: one for each usable document, in their order: its name, but its file name where
            the name is that of another column.
        counts: frame by row and column, then their total. A record with several row codes counts
            once in each, so that a column's rows add up to more than its records.
        totals: frame of one row, `total`: the same for all rows together, counted anew.
        members: frame of the records counted, one row each: row, document, key, certainty.
    """

    declared: CombinedCrossTabulation
    name: str
    row_field: str
    rows: list[str]
    row_labels: Mapping[str, str]
    columns: list[str]
    counts: pd.DataFrame
    totals: pd.DataFrame
    members: pd.DataFrame


@dataclass(frozen=True)
class CommonName:
    """What records of several documents are called together.

    Args:
        code: of the vocabulary; of a name that no entry fits, the one that it is proposed.
        fi: its name in Finnish; as printed where no entry fits.
        en: its name in English; as printed where no entry fits.
        known: whether the vocabulary has it; else it stands under its own name.
        records: for each document that has some, the keys of its records, in document order.
        printed: the names as printed, in order.
        proposals: entries near a name that none fits, and how near, the nearest first.
        fitting: codes of the entries that such a name fits, where it fits several.
    """

    code: str
    fi: str
    en: str
    known: bool
    records: Mapping[str, tuple[str, ...]]
    printed: tuple[str, ...] = ()
    proposals: tuple[tuple[str, float], ...] = ()
    fitting: tuple[str, ...] = ()

    def label(self, language: Language) -> str:
        """Its name in a language."""
        return self.fi if language == "fi" else self.en


@dataclass(frozen=True)
class Combined:
    """All documents together.

    Args:
        schema: how they were read.
        language: of the workbook and the report.
        folder: name of the folder of all.
        parts: every document, by name.
        outputs: the text files of the usable ones, by document.
        tables: frames of text, all values exactly as the documents' files have them, by file name
            without ending: `document` (and who it is about) first. Those of the usable documents
            but for printed and empty cells, which go from file to file line by line; and those
            that are made here: the documents, the common names, and records by common name.
        cross_tables: the cross-tabulations.
        names: the common names: of the vocabulary in its order, zero ones included, then those
            that no entry fits; none where the schema names no vocabulary for them.
    """

    schema: Schema
    language: Language
    folder: str
    parts: tuple[Part, ...]
    outputs: Mapping[str, Output]
    tables: Mapping[str, pd.DataFrame]
    cross_tables: tuple[CombinedCross, ...]
    names: tuple[CommonName, ...]

    @property
    def usable(self) -> list[Part]:
        """The documents whose records are in the tables."""
        return [part for part in self.parts if part.is_usable]

    def word(self, name: str) -> str:
        """A word in the language of the workbook and the report."""
        return self.schema.word(name, self.language)

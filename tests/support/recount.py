"""The tables of all sample areas together, counted from their lines with nothing of the pipeline.

Codes, their order and their labels are read from the vocabularies with the csv module alone.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.printing.areas import Area, Row
from tests.support import expected_areas as expected

Table = list[dict[str, str]]
NOT_STATED = "not_stated"


@dataclass(frozen=True)
class Codes:
    """A vocabulary: its codes in order, the one for empty cells last, and their labels."""

    fi: dict[str, str]
    en: dict[str, str]

    @property
    def order(self) -> list[str]:
        """The codes as rows or columns."""
        return sorted(self.fi, key=lambda code: code == NOT_STATED)


def read_codes(path: Path) -> Codes:
    """A vocabulary from its file; the first line of a code has its labels."""
    found = Codes({}, {})
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found.fi.setdefault(line["code"], line["fi"])
            found.en.setdefault(line["code"], line["en"])
    return found


@dataclass(frozen=True)
class Entry:
    """A service of an area: its line, what is read from it, and its producers."""

    area: Area
    line: Row
    service: dict[str, str]
    producers: dict[str, str]

    @property
    def common(self) -> str:
        """Its common name; that of its own name where the vocabulary has none."""
        own = self.line["service_id"].partition(".")[2].replace("-", "_")
        return self.line["common_service"] or own

    @property
    def is_known(self) -> bool:
        """Whether the vocabulary has its name."""
        return bool(self.line["common_service"])

    def of(self, certainty: str) -> list[str]:
        """Its producers of a certainty, in the order of print."""
        return [code for code, own in self.producers.items() if own == certainty]


@dataclass(frozen=True)
class Recount:
    """Everything that areas together must have in `output/all`.

    Args:
        areas: those whose outputs are usable, by the names of their documents.
        inputs: the folder of the documents.
        vocabularies: the folder of the vocabularies.
    """

    areas: Sequence[Area]
    inputs: Path
    vocabularies: Path

    def codes(self, name: str) -> Codes:
        """A vocabulary."""
        return read_codes(self.vocabularies / f"{name}.csv")

    def entries(self) -> list[Entry]:
        """All services, document by document."""
        return [
            Entry(area, line, expected.service(line, area), expected.producers_of(line, area))
            for area in self.areas
            for line in area.services
        ]

    def documents(self) -> Table:
        """The lines of `documents.csv` for these areas."""
        return [self.document(area) for area in self.areas]

    def document(self, area: Area) -> dict[str, str]:
        """The line of a document that is usable."""
        severities = [key[1] for key in expected.finding_keys(area).elements()]
        return {
            "document": area.document,
            "area": area.name,
            "file": area.file,
            "sha256": hashlib.sha256((self.inputs / area.file).read_bytes()).hexdigest(),
            "title": area.title[0],
            "pages": str(area.pages),
            "status": "usable",
            "reason": "",
            "records": str(len(area.services)),
            "open_errors": "0",
            "open_warnings": str(severities.count("warning")),
            "open_infos": str(severities.count("info")),
        }

    def services(self) -> Table:
        """The lines of `services.csv`."""
        return [
            placed(entry.area, {**entry.service, "common_service": entry.common})
            for entry in self.entries()
        ]

    def service_producers(self) -> Table:
        """The lines of `service_producers.csv`."""
        return [
            placed(area, row) for area in self.areas for row in expected.service_producers(area)
        ]

    def common_services(self) -> Table:
        """The lines of `common_services.csv`: those of the vocabulary, then own names in order."""
        entries, codes = self.entries(), self.codes("services")
        unknown = {entry.common: entry.line["service"] for entry in entries if not entry.is_known}
        labels = [(code, codes.fi[code], codes.en[code], "true") for code in codes.fi]
        labels += [(code, name, name, "false") for code, name in sorted(unknown.items())]
        rows = []
        for code, fi, en, known in labels:
            own = [entry for entry in entries if entry.common == code]
            documents = len({entry.area.document for entry in own})
            values = (code, fi, en, known, str(documents), str(len(own)))
            names = ("common_service", "fi", "en", "known", "documents", "records")
            rows.append(dict(zip(names, values, strict=True)))
        return rows

    def services_by_area(self) -> Table:
        """The lines of `services_by_area.csv`: common names, and in each the documents."""
        order = [row["common_service"] for row in self.common_services()]
        entries = sorted(self.entries(), key=lambda entry: order.index(entry.common))
        return [
            {
                "common_service": entry.common,
                "document": entry.area.document,
                "area": entry.area.name,
                "service_id": entry.line["service_id"],
                "service": entry.line["service"],
                "producer": ";".join(
                    entry.of("stated") or ([] if entry.producers else [NOT_STATED])
                ),
                "producer_possible": ";".join(entry.of("possible")),
            }
            for entry in entries
        ]

    def producer_by_tem_area(self) -> Table:
        """The lines of `producer_by_tem_area.csv`: each document's table, one after the other."""
        columns = self.codes("tem_areas").order
        rows: Table = []
        for area in self.areas:
            own = [entry for entry in self.entries() if entry.area == area]
            for producer in self.codes("producers").order:
                counted = [entry for entry in own if producer in codes_of_producer(entry)]
                tems = [entry.service["tem_area"] for entry in counted]
                counts = {code: str(tems.count(code)) for code in columns}
                row = {"producer": producer, **counts, "total": str(len(counted))}
                rows.append({"document": area.document, "area": area.name, **row})
        return rows

    def by_area(self, field: str, vocabulary: str, codes_of: Callable[[Entry], list[str]]) -> Table:
        """A cross-tabulation of codes and areas: distinct services, and their total.

        Args:
            field: name of the first column.
            vocabulary: of the codes.
            codes_of: the codes of a service.
        """
        rows = []
        for code in self.codes(vocabulary).order:
            counted = [entry for entry in self.entries() if code in codes_of(entry)]
            documents = [entry.area.document for entry in counted]
            counts = {area.document: str(documents.count(area.document)) for area in self.areas}
            rows.append({field: code, **counts, "total": str(len(counted))})
        return rows

    def crosses(self) -> dict[str, Table]:
        """All cross-tabulations by area, by the names of their files."""
        return {
            "producer_by_area": self.by_area("producer", "producers", codes_of_producer),
            "tem_area_by_area": self.by_area("tem_area", "tem_areas", code_of("tem_area")),
            "service_type_by_area": self.by_area(
                "service_type", "service_types", code_of("service_type")
            ),
            "shared_by_area": self.by_area("shared", "marks", code_of("shared")),
        }

    def tables(self) -> dict[str, Table]:
        """All tables that are counted, by the names of their files."""
        return {
            "services": self.services(),
            "service_producers": self.service_producers(),
            "common_services": self.common_services(),
            "services_by_area": self.services_by_area(),
            "producer_by_tem_area": self.producer_by_tem_area(),
            **self.crosses(),
        }


def placed(area: Area, row: dict[str, str]) -> dict[str, str]:
    """A line of a document with the document and its area first."""
    others = {name: value for name, value in row.items() if name != "area"}
    return {"document": area.document, "area": area.name, **others}


def codes_of_producer(entry: Entry) -> list[str]:
    """The producers under which a service is counted."""
    return list(entry.producers) or [NOT_STATED]


def code_of(field: str) -> Callable[[Entry], list[str]]:
    """The one code of a field under which a service is counted."""
    return lambda entry: [entry.service[field]]

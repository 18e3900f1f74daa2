"""The schemas folder for the sample areas: the project's own, with lines of data added."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.printing.areas import AREAS, lines_of
from tests.support.command_line import SCHEMAS
from tests.support.empty_places import FIELDS

# A title that the appendix does not have.
TITLE = r"Palvelut ja tuottajat, (?P<name>\S.*?\btyöllisyysalue)$"


def area_schemas(folder: Path) -> Path:
    """Write the schemas folder into another; where it is."""
    schemas = folder / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    path = schemas / "appendix.yaml"
    description = yaml.safe_load(path.read_text(encoding="utf-8"))
    description["document"]["title"].append(TITLE)
    for table in description["tables"]:
        add_headings(table)
        own = [line["section"] for line in lines_of("sections") if line["table"] == table["table"]]
        table["sections"] += own
    text = yaml.safe_dump(description, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    add_wordings(schemas / "vocabulary")
    shutil.copy(AREAS / "common_services.csv", schemas / "vocabulary" / "services.csv")
    return schemas


def add_headings(table: dict[str, Any]) -> None:
    """Add the headings that other areas have for the columns of a table."""
    for line in lines_of("headings"):
        if line["table"] != table["table"]:
            continue
        for name, field in FIELDS.items():
            known = table["columns"].get(field)
            if known is not None and line[name] not in known:
                known.append(line[name])


def add_wordings(folder: Path) -> None:
    """Add the wordings that other areas have to the vocabularies."""
    for line in lines_of("wordings"):
        path = folder / f"{line.pop('vocabulary')}.csv"
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(line.values())

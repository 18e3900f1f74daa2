"""What must be read from the sample areas, counted from their lines with nothing of the pipeline.

Only what was written down by hand is looked at: the lines of an area, and what printed texts mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tests.printing.areas import Area, Row, lines_of
from tests.support.empty_places import COLUMN_OF_FIELD

# check, severity, service_id, field, value
FindingKey = tuple[str, str, str, str, str]
MEANINGS = {(line["field"], line["printed"]): line["meaning"] for line in lines_of("meanings")}

MARKS = ("shared", "integration_client", "multidisciplinary", "new_jobseeker")
# Marks for which each table has a column.
TABLE_MARKS = {"person": MARKS, "employer": ("shared",)}
FOR_INFORMATION = ("misprint", "column-without-marks")


def meaning(field: str, printed: str, area: Area) -> str:
    """What a printed text means, the area's own name left open."""
    return MEANINGS[field, printed.replace(area.name, "{area}")]


def services(area: Area) -> list[dict[str, str]]:
    """The lines of `services.csv`."""
    return [service(line, area) for line in area.services]


def service(line: Row, area: Area) -> dict[str, str]:
    """A service, with all columns in their order."""
    kind, _, note = meaning("type", line["type"], area).partition(" ")
    tem, _, doubt = meaning("tem", line["tem"], area).partition(" ")
    marks = {
        mark: meaning("mark", line[mark], area) if mark in TABLE_MARKS[line["table"]] else "absent"
        for mark in MARKS
    }
    return {
        "service_id": line["service_id"],
        "area": area.name,
        "customer_group": line["table"],
        "section": line["section"],
        "service": line["service"],
        "service_type": kind,
        "service_type_note": note,
        "producer_text": line["producer"],
        "shared": marks.pop("shared"),
        "tem_area": tem,
        "tem_area_uncertain": "true" if doubt else "false",
        **marks,
        "pages": line["pages"],
    }


def producers_of(line: Row, area: Area) -> dict[str, str]:
    """The producers of a service and how certain each is, in the order of print."""
    listed = meaning("producer", line["producer"], area).split()
    return dict(item.split(":") for item in listed)


def service_producers(area: Area) -> list[dict[str, str]]:
    """The lines of `service_producers.csv`."""
    return [
        {"service_id": line["service_id"], "producer": producer, "certainty": certainty}
        for line in area.services
        for producer, certainty in producers_of(line, area).items()
    ]


def finding_keys(area: Area) -> Counter[FindingKey]:
    """What must be found: what the lines say, and columns in which no line has a mark."""
    found: Counter[FindingKey] = Counter()
    for line in area.services:
        for item in line["findings"].split():
            check, field = item.split(":")
            value = line[COLUMN_OF_FIELD[field]]
            found[check, severity(check), line["service_id"], field, value] += 1
    for field, heading in unmarked_columns(area):
        check = "column-without-marks"
        found[check, severity(check), "", field, heading] += 1
    for item in area.findings:
        check, _, value = item.partition("=")
        found[check, severity(check), "", "", value] += 1
    return found


def unmarked_columns(area: Area) -> Iterator[tuple[str, str]]:
    """The columns of marks, with their headings, that are empty all through a table."""
    for table, marks in TABLE_MARKS.items():
        own = [line for line in area.services if line["table"] == table]
        for mark in marks:
            if not any(line[mark] for line in own):
                yield mark, area.headings[table][mark]


def severity(check: str) -> str:
    """How bad a finding of the samples is; none of them is an error."""
    return "info" if check in FOR_INFORMATION else "warning"


def keys_of(rows: Iterable[Mapping[str, str]]) -> Counter[FindingKey]:
    """The same of written findings."""
    return Counter(
        (row["check"], row["severity"], row["service_id"], row["field"], row["value"])
        for row in rows
    )

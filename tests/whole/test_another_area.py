"""The appendix of another employment area: no change is needed, or a line in a vocabulary."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.printing.appendix import Printing, TranscribedRow, changed, print_appendix, transcription
from tests.support.command_line import SCHEMAS, Desk, complaint

AREA = "Etelä-Savon työllisyysalue"
RENAMED = "Muut yhteiset palvelut"


def other_sections(rows: list[TranscribedRow]) -> list[TranscribedRow]:
    """The rows with other section headings."""
    names = iter(range(1, len(rows)))
    return [
        {**row, "service": f"{RENAMED} {next(names)}"} if row["kind"] == "section" else row
        for row in rows
    ]


@pytest.fixture(name="rows")
def rows_of_another_area() -> list[TranscribedRow]:
    return other_sections(transcription())


def test_another_area_needs_no_change(
    clean_desk: Desk, built: Desk, rows: list[TranscribedRow]
) -> None:
    print_appendix(clean_desk.pdf, rows, Printing(area=AREA))
    completed = clean_desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    services = clean_desk.rows("services")
    assert {row["area"] for row in services} == {AREA}
    assert clean_desk.rows("service_producers") == built.rows("service_producers")
    same = [name for name in services[0] if name not in ("area", "section", "producer_text")]
    assert [[row[name] for name in same] for row in services] == [
        [row[name] for name in same] for row in built.rows("services")
    ]
    sections = list(dict.fromkeys(row["section"] for row in services if row["section"]))
    wanted = [row["service"] for row in rows if row["kind"] == "section"]
    assert sections == wanted
    assert all(section.startswith(RENAMED) for section in sections)


UNKNOWN = {
    "producer": ("producer", "Kela", "producer_text", "producers", "kela"),
    "producer with a comma in its name": (
        "producer", "Savon\nkoti-, laitos-\nja hoitoala", "producer_text", "producers", "",
    ),
    "producer in several words": (
        "producer", "Maahanmuutto-\nvirasto", "producer_text", "producers", "maahanmuutto_virasto",
    ),
    "TEM label": ("tem", "7 Uusi ala", "tem_area", "tem_areas", "7_uusi_ala"),
    "TEM label beside a known number": ("tem", "4 Uusi ala", "tem_area", "tem_areas", "4"),
    "type": ("type", "Pakollinen", "service_type", "service_types", "pakollinen"),
    "mark": ("shared", "kyllä", "shared", "marks", "kylla"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "text", "field", "vocabulary", "code"), UNKNOWN.values(), ids=UNKNOWN
)
def test_the_line_to_add_is_printed_ready_to_paste(
    clean_desk: Desk,
    tmp_path: Path,
    rows: list[TranscribedRow],
    column: str,
    text: str,
    field: str,
    vocabulary: str,
    code: str,
) -> None:
    rows = changed(rows, "person", 13, **{column: text})
    print_appendix(clean_desk.pdf, rows, Printing(area=AREA))
    completed = clean_desk.build()
    assert completed.returncode == 1
    (finding,) = (row for row in clean_desk.rows("findings") if row["severity"] == "error")
    message = complaint(completed)
    assert f"page {finding['page']}, cell person.velvoittava-tyonvalitys/{field}" in message
    found = re.search(rf"vocabulary/{vocabulary}\.csv the line (.+?)\. All findings", message)
    assert found is not None
    schemas = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    with (schemas / "vocabulary" / f"{vocabulary}.csv").open("a", encoding="utf-8") as file:
        for line in found[1].split(" | "):
            file.write(f"{line}\n")
    completed = clean_desk.build("--schemas", schemas)
    assert (completed.returncode, completed.stderr) == (0, "")
    service = "person.velvoittava-tyonvalitys"
    if field == "producer_text":
        listed = [r for r in clean_desk.rows("service_producers") if r["service_id"] == service]
        assert not code or [r["producer"] for r in listed] == [code]
        last = clean_desk.rows("producer_by_tem_area")[-1]
        assert last["producer"] == "not_stated"
    else:
        (record,) = (r for r in clean_desk.rows("services") if r["service_id"] == service)
        assert record[field] == code

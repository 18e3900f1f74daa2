"""Each sample area by itself: its outputs say what was written down before it was printed."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest

from tests.printing.areas import Area, areas
from tests.printing.print_areas import DRAWN, TYPED, print_area
from tests.support import expected_areas as expected
from tests.support.area_schemas import area_schemas
from tests.support.command_line import read_csv, run

AREAS = areas()


@pytest.fixture(name="schemas", scope="module")
def schemas_of_all_areas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return area_schemas(tmp_path_factory.mktemp("areas"))


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_an_area_is_read_as_it_was_written_down(area: Area, schemas: Path, tmp_path: Path) -> None:
    completed = run("build", area.path, "--schemas", schemas, "--output", tmp_path)
    assert (completed.returncode, completed.stderr) == (0, "")
    outputs = tmp_path / area.document
    assert read_csv(outputs / "services.csv") == expected.services(area)
    assert read_csv(outputs / "service_producers.csv") == expected.service_producers(area)
    findings = read_csv(outputs / "findings.csv")
    assert expected.keys_of(findings) == expected.finding_keys(area)


@pytest.mark.parametrize("name", [*DRAWN, "kymijoki"])
def test_committed_files_are_those_that_are_printed(name: str, tmp_path: Path) -> None:
    # The others are printed by programs that not every machine has, or tell when they were made.
    area = AREAS[name]
    print_area(tmp_path / area.file, area)
    assert content(tmp_path / area.file) == content(area.path)


def content(path: Path) -> list[object]:
    """What a file has, however it is compressed."""
    if path.suffix == ".ods":
        with ZipFile(path) as archive:
            return [archive.read(name) for name in sorted(archive.namelist())]
    with pdfplumber.open(path) as pdf:
        return [[page.extract_words(), page.rects, page.lines] for page in pdf.pages]


def test_no_area_is_told_by_what_is_printed_alike_in_another() -> None:
    assert len({area.name for area in AREAS.values()}) == len(AREAS) == 12
    spreadsheets = [area.path.suffix for area in AREAS.values() if area.document in TYPED]
    assert sorted(spreadsheets) == [".ods", ".xlsx"]
    names = {line["service"] for area in AREAS.values() for line in area.services}
    codes = {line["common_service"] for area in AREAS.values() for line in area.services}
    assert len(names) > len(codes)

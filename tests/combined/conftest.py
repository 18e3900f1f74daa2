"""Five documents of three areas, one refused and one that is no PDF, put together once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.combined.model import Combined
from pipeline.combined.parts import PartPlace
from tests.support.together import Built, PrintedArea, build_documents, put_together, written

PAY_SUBSIDY = "Palkkatuki ja työllistämistuki (95 § 55 vuotta\ntäyttäneiden työllistämistuki)"
TWO_LINES = "Kainuun\ntyöllisyysalue"
AREAS = (
    PrintedArea(
        "lahti",
        "Päijät-Hämeen työllisyysalue",
        {"person": (1, 3, 5, 8, 9, 15, 20, 25, 33), "employer": (1, 2, 4, 11, 13, 17, 18, 23, 26)},
        {},
        {},
    ),
    PrintedArea(
        "kajaani",
        "Kainuun työllisyysalue",
        {"person": (3, 5, 9, 14, 15, 25), "employer": (1, 2, 17)},
        {
            "Ammatinvalinnan ohjaus": "AMMATINVALINNAN  OHJAUS",
            "Starttiraha": "Starttirahan myöntäminen",
            "Työkykykoordinaattorit": "Uusi yhteinen palvelu",
        },
        {"Starttirahan myöntäminen": "ostopalvelut\nmahdollisia"},
    ),
    PrintedArea(
        "kajaani-2",
        "Kainuun työllisyysalue",
        {"person": (5, 9), "employer": (1, 2)},
        {"Ammatinvalinnan ohjaus": "Palkkatuki", "Starttiraha": "Uusi Yhteinen palvelu"},
        {},
    ),
    PrintedArea(
        "lappi",
        "Lapin työllisyysalue",
        {"person": (5,), "employer": (1, 2)},
        {},
        {"Starttiraha": "Tuntematon taho"},
    ),
)


def broken_pdf(folder: Path) -> Path:
    """A file that is no PDF."""
    path = folder / "rikki.pdf"
    path.write_bytes(b"no PDF")
    return path


@pytest.fixture(scope="session", name="built")
def built_documents(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The documents and their outputs; not to be changed."""
    folder = tmp_path_factory.mktemp("together")
    pdfs = [area.print(folder) for area in AREAS]
    built = build_documents(folder, [*pdfs, broken_pdf(folder)])
    assert {place.folder.name: place.status for place in built.places} == {
        "lahti": "built",
        "kajaani": "built",
        "kajaani-2": "built",
        "lappi": "refused",
        "rikki": "failed",
    }
    return built


@pytest.fixture(scope="session", name="places")
def places_of_all(built: Built) -> tuple[PartPlace, ...]:
    """What a run says of the documents, and one that has not been built."""
    unbuilt = PartPlace(built.folder / "ylitornio.xlsx", built.output / "ylitornio", "not-built")
    return (*built.places, unbuilt)


@pytest.fixture(scope="session", name="combined")
def combined_documents(places: tuple[PartPlace, ...]) -> Combined:
    """The documents together."""
    return put_together(places)


@pytest.fixture(scope="session", name="all_files")
def files_of_all(combined: Combined, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the documents together; not to be changed."""
    return written(combined, tmp_path_factory.mktemp("all") / "all")

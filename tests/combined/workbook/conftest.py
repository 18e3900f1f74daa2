"""Outputs of sample areas, put together; not to be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.combined.parts import PartPlace
from tests.printing.appendix import changed, print_appendix, transcription
from tests.printing.areas import AREAS
from tests.support.area_schemas import area_schemas
from tests.support.command_line import run
from tests.support.together_books import Together, copy_outputs, put_together

FEW = ("etela-savo", "keski-karjala", "saaristomeri")
HOSTILE = ["=1+1", "#N/A", "@SUM(A1)", "+358 1", "-5", "http://example.invalid/", "'=2", "TRUE"]
LOCKED = "kainuu.pdf cannot be read (password-needed): save it without a password."


@pytest.fixture(scope="session", name="area_folder")
def built_areas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The outputs of a few areas, of which one has texts that programs may act on; schemas."""
    top = tmp_path_factory.mktemp("together")
    schemas, folder = area_schemas(top), top / "few"
    for name in FEW:
        built = run("build", AREAS / f"{name}.pdf", "--schemas", schemas, "--output", folder)
        assert built.returncode == 0, built.stderr
    rows = transcription()
    services = [i for i, row in enumerate(rows) if row["table"] == "employer" and row["type"]]
    for text, place in zip(HOSTILE, services[1:], strict=False):
        rows = changed(rows, "employer", int(rows[place]["row"]), service=text)
    print_appendix(top / "hostile.pdf", rows)
    built = run("build", top / "hostile.pdf", "--schemas", schemas, "--output", folder)
    assert built.returncode == 0, built.stderr
    return folder, schemas


@pytest.fixture(scope="session", name="few")
def few_areas(area_folder: tuple[Path, Path]) -> Together:
    """As many areas as stand beside each other."""
    return put_together(*area_folder)


@pytest.fixture(scope="session", name="many")
def many_areas(
    area_folder: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Together:
    """More than that, with two documents of some areas, and one that cannot be read."""
    few, schemas = area_folder
    folder = tmp_path_factory.mktemp("many")
    for place in sorted(few.iterdir()):
        if place.name != "all":
            shutil.copytree(place, folder / place.name)
            copy_outputs(place, folder, f"{place.name}-2026")
    # What all documents together are called elsewhere.
    copy_outputs(few / FEW[0], folder, "total")
    locked = PartPlace(Path("input/kainuu.pdf"), folder / "kainuu", "failed", LOCKED)
    return put_together(folder, schemas, [locked])


@pytest.fixture(scope="session", name="english")
def in_english(many: Together, tmp_path_factory: pytest.TempPathFactory) -> Together:
    """The same in English."""
    folder = tmp_path_factory.mktemp("english")
    shutil.copytree(many.folder, folder, dirs_exist_ok=True)
    locked = PartPlace(Path("input/kainuu.pdf"), folder / "kainuu", "failed", LOCKED)
    return put_together(folder, many.schemas, [locked], "en")


@pytest.fixture(name="together", params=["few", "many"])
def few_or_many(request: pytest.FixtureRequest) -> Together:
    """A few areas side by side, and many below each other."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Together)
    return found

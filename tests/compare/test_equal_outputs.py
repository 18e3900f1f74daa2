"""Of outputs that are equal nothing is told, and little where nothing of substance differs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.printing.appendix import Printing
from tests.support.command_line import ROOT, SCHEMAS, Desk, run
from tests.support.comparing import Build, but_for, ids, nothing_but, told


def test_an_output_and_itself(built: Desk) -> None:
    for folders in ((built.outputs, built.outputs), (built.output, built.output)):
        completed = run("compare", *folders, "--exact")
        assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")


def test_the_same_document_built_in_another_folder(built: Desk, tmp_path: Path) -> None:
    """What moves is the folder of a project, in which documents have the paths they had."""
    projects = [tmp_path / "one", tmp_path / "deeper" / "another"]
    for project in projects:
        shutil.copytree(SCHEMAS, project / "schemas")
        for name in ("input", "papers"):
            (project / name).mkdir()
            shutil.copy(built.pdf, project / name / f"{name}.pdf")
        completed = run("build", "input/input.pdf", "papers/papers.pdf", folder=project)
        assert (completed.returncode, completed.stderr) == (0, "")
    completed = run("compare", *(project / "output" for project in projects), "--exact")
    assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")


def test_a_document_elsewhere_has_another_path_in_the_command_of_its_report_alone(
    built: Desk, build: Build
) -> None:
    new = build()
    completed = run("compare", built.output, new.output, "--exact")
    assert completed.stdout == "# liite\n\nNot of substance: worded otherwise: validation.md.\n"
    old_report, new_report = (
        (desk.outputs / "validation.md")
        .read_text(encoding="utf-8")
        .replace(os.path.relpath(desk.folder, ROOT), "FOLDER")
        for desk in (built, new)
    )
    assert old_report == new_report


def test_equal_outputs_as_json(built: Desk) -> None:
    document = told(built, built, exit_code=0)
    assert but_for(document) == nothing_but()
    assert ids(document) == {}
    assert document["asides"] == []
    assert len(document["findings"]["still open"]) == 18


# Not of substance.


def test_rows_on_other_pages_are_one_line(built: Desk, build: Build) -> None:
    new = build(printing=Printing(page_breaks=("Kuntouttava työtoiminta", "Kuntalisät")))
    completed = run("compare", built.outputs, new.outputs)
    assert completed.returncode == 0
    heading, blank, line = completed.stdout.splitlines()
    assert (heading, blank) == ("# liite", "")
    assert line.startswith("Not of substance: services on other pages: ")
    document = told(built, new, exit_code=0)
    assert but_for(document) == nothing_but()
    services = [(desk.rows("services")) for desk in (built, new)]
    moved = sum(old["pages"] != new["pages"] for old, new in zip(*services, strict=True))
    assert moved > 0
    assert f"services on other pages: {moved}" in document["asides"]
    assert run("compare", built.outputs, new.outputs, "--exact").returncode == 1


def test_another_size_of_type_and_no_blank_pages(built: Desk, build: Build) -> None:
    new = build(printing=Printing(font_size=8.0, blank_pages=0))
    document = told(built, new, exit_code=0)
    assert but_for(document) == nothing_but()
    assert any(aside.startswith("pages of the PDF: ") for aside in document["asides"])
    assert any(aside.startswith("SHA-256: ") for aside in document["asides"])


def test_empty_cells_that_stand_elsewhere_are_counted_with_the_others(
    built: Desk, desk: Desk
) -> None:
    path = desk.outputs / "empty_cells.csv"
    header, first, *rows = path.read_text(encoding="utf-8").splitlines()
    ref, page, *place = first.split(",")
    moved = ",".join([ref, f"{page}0", *place])
    path.write_text("\n".join([header, moved, *rows, ""]), encoding="utf-8")
    document = told(built, desk, exit_code=0)
    assert but_for(document) == nothing_but()
    assert document["asides"] == ["cells in other places: 1"]


@pytest.mark.parametrize("newer", [True, False])
def test_an_output_of_a_release_without_the_places_of_empty_cells(
    built: Desk, desk: Desk, newer: bool
) -> None:
    (desk.outputs / "empty_cells.csv").unlink()
    old, new = (desk, built) if newer else (built, desk)
    document = told(old, new, exit_code=0)
    assert but_for(document) == nothing_but()
    which = "new" if newer else "old"
    assert document["asides"] == [f"empty_cells.csv: only in the {which} output"]


def test_a_document_of_another_name(built: Desk, build: Build, tmp_path: Path) -> None:
    desk = build()
    other = desk.pdf.rename(desk.folder / "other.pdf")
    assert run("build", other, "--output", tmp_path / "named").returncode == 0
    completed = run("compare", built.output, tmp_path / "named")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert completed.stdout == ("# other\n\nNot of substance: file name: liite.pdf → other.pdf.\n")


def test_the_report_in_another_language(built: Desk, build: Build) -> None:
    new = build(options=("--lang", "en"))
    document = told(built, new, exit_code=0)
    assert but_for(document) == nothing_but()
    assert document["asides"] == ["worded otherwise: validation.md"]
    assert run("compare", built.outputs, new.outputs, "--exact").returncode == 1

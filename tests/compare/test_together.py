"""Outputs of all documents together among those that are compared."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.combined.parts import PartPlace
from tests.support.command_line import Desk, run
from tests.support.together import put_together, schema_of, written

Folder = Callable[..., Path]


@pytest.fixture(name="output")
def folder_of_outputs(built: Desk, tmp_path: Path) -> Folder:
    """Makes folders of outputs of some documents, each the same, and of all together."""

    def make(name: str, *documents: str, refused: str = "") -> Path:
        folder = tmp_path / name
        places = []
        for document in documents:
            own = folder / document
            shutil.copytree(built.outputs, own)
            status = "failed" if document == refused else "built"
            places.append(PartPlace(tmp_path / f"{document}.pdf", own, status, "no text"))
        written(put_together(places, schema_of()), folder / "all")
        return folder

    return make


def compared(*arguments: str | Path) -> tuple[int, str]:
    """The exit code of a comparison, and what it prints."""
    completed = run("compare", *arguments)
    assert completed.stderr == ""
    return completed.returncode, completed.stdout


def edit(path: Path, old: str, new: str) -> None:
    """Put another text into a file, everywhere."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_equal_ones_say_nothing(output: Folder) -> None:
    old, new = output("old", "a", "b"), output("new", "a", "b")
    assert compared(old, new) == (0, "")
    assert compared("--exact", old, new) == (0, "")
    assert compared(old / "all", new / "all") == (0, "")


def test_what_became_of_a_document_is_told(output: Folder) -> None:
    code, said = compared(output("old", "a", "b"), output("new", "a", "b", refused="b"))
    assert code == 1
    assert "# all\n" in said
    assert "b.pdf | usable | failed" in said
    assert "producer\\_by\\_area" not in said.split("Not of substance")[0]


def test_a_document_more_is_told_once_without_its_numbers(output: Folder) -> None:
    code, said = compared(output("old", "a", "b"), output("new", "a", "b", "c"))
    assert code == 1
    all_of_it, document = said.split("# c\n")
    assert "c.pdf | – | usable" in all_of_it
    # The totals count its services too.
    assert "Employment area × Total | 66 | 99" in all_of_it
    assert " × c |" not in all_of_it
    assert "The document was added" in document


def test_other_common_names_and_numbers_are_of_substance(output: Folder) -> None:
    old, new = output("old", "a", "b"), output("new", "a", "b")
    edit(new / "all" / "services.csv", ",startup_grant\n", ",grant\n")
    edit(new / "all" / "producer_by_area.csv", "employment_area,33,", "employment_area,32,")
    code, said = compared(old, new)
    assert code == 1
    assert "| a/employer.starttiraha | common\\_service | startup\\_grant | grant |" in said
    assert "Number of services by producer and employment area | Employment area × a | 33" in said
    data = json.loads(compared("--json", old, new)[1])
    assert [one["name"] for one in data["documents"] if one["different"]] == ["all"]


def test_other_bytes_alone_are_not_of_substance(output: Folder) -> None:
    old, new = output("old", "a", "b"), output("new", "a", "b")
    edit(new / "all" / "validation.md", "Tulos", "tulos")
    code, said = compared(old, new)
    assert code == 0
    assert "Not of substance: made anew from the documents: validation.md." in said
    assert compared("--exact", old, new)[0] == 1


def test_all_documents_are_not_one_of_them(output: Folder, built: Desk, tmp_path: Path) -> None:
    # One document on each side is compared whatever it is called, though all stands beside it.
    old, new = output("old", "before"), output("new", "after")
    code, said = compared(old, new)
    assert code == 1
    assert "# after" not in said
    assert "before.pdf | usable | –" in said
    # A document that was called so earlier is not compared with what is no document.
    shutil.rmtree(old / "all")
    shutil.copytree(built.outputs, old / "all")
    code, said = compared(old, new)
    assert code == 1
    assert "a document | all documents" in said


def test_a_page_shows_the_documents_alone(output: Folder, tmp_path: Path) -> None:
    old, new = output("old", "a", "b"), output("new", "a", "b", refused="b")
    edit(new / "a" / "services.csv", "statutory", "additional")
    page = tmp_path / "page.html"
    assert compared(old, new, "--html", page)[0] == 1
    content = page.read_bytes()
    for folder in (old, new):
        shutil.rmtree(folder / "all")
    assert compared(old, new, "--html", page)[0] == 1
    assert page.read_bytes() == content


def test_only_one_side_has_all(output: Folder) -> None:
    old, new = output("old", "a", "b"), output("new", "a", "b")
    shutil.rmtree(old / "all")
    code, said = compared(old, new)
    assert code == 1
    assert "# all\n\nThe document was added: only the new outputs have it." in said

"""What two outputs say of their documents, and files that only one of them has.

Each pair is two appendices printed with a known difference, or one with two ledgers; what must
be told is written down from that difference.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.printing.appendix import ExtraColumn, Printing, transcription
from tests.support.command_line import Desk, run
from tests.support.comparing import Build, but_for, changes, ids, nothing_but, told


def test_another_area(built: Desk, build: Build) -> None:
    area = "Kanta-Hämeen työllisyysalue"
    rows = [
        {**row, "producer": row["producer"].replace("Päijät-Hämeen", "Kanta-Hämeen")}
        for row in transcription()
    ]
    document = told(built, build(rows, Printing(area=area)))
    assert changes(document, "document") == [
        (
            "document",
            "title",
            *(
                f"{a}en palveluita koskeva liitetaulukko."
                for a in ("Päijät-Hämeen työllisyysalue", area)
            ),
        ),
        ("document", "area", "Päijät-Hämeen työllisyysalue", area),
    ]
    areas = [change for change in document["fields"] if change["what"] == "area"]
    assert len(areas) == 55
    # Producers are who they were: the area itself is one of them.
    assert [change for change in document["fields"] if change["what"] == "producer"] == []


def test_text_outside_the_tables(built: Desk, build: Build) -> None:
    title = (*Printing().title[:2], "tulevan työllisyysalueen palveluita.")
    document = told(built, build(printing=Printing(title=title)))
    assert changes(document, "texts") == [
        (
            "outside the tables",
            "text",
            f"tulevan {what} palveluita. (set_aside by introduction)",
            "",
        )
        if gone
        else (
            "outside the tables",
            "text",
            "",
            f"tulevan {what} palveluita. (set_aside by introduction)",
        )
        for what, gone in (("työvoimaviranomaisen", True), ("työllisyysalueen", False))
    ]
    assert but_for(document, "texts") == nothing_but("texts")


def test_a_column_more(built: Desk, build: Build) -> None:
    new = build(printing=Printing(extra_columns=(ExtraColumn("person", 2, "Hinta"),)))
    document = told(built, new)
    assert ids(document) == {"new": ["heading-unknown"]}
    assert "Hinta (set_aside by unknown-column)" in {c["new"] for c in document["texts"]}


def test_a_document_only_one_of_them_has(built: Desk, tmp_path: Path) -> None:
    both = tmp_path / "both"
    for name in ("first", "second"):
        shutil.copytree(built.outputs, both / name)
    one = tmp_path / "one"
    shutil.copytree(built.outputs, one / "first")
    for old, new, word in ((one, both, "added"), (both, one, "removed")):
        completed = run("compare", old, new)
        assert completed.returncode == 1
        assert completed.stdout.startswith(f"# second\n\nThe document was {word}: ")
        assert "# first" not in completed.stdout


def test_columns_of_another_release(built: Desk, desk: Desk) -> None:
    path = desk.outputs / "services.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{header},price", *(f"{row}," for row in rows)]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    document = told(built, desk)
    assert changes(document, "files") == [("services.csv", "column", "", "price")]
    assert but_for(document, "files") == nothing_but("files")


@pytest.mark.parametrize("name", ["producer_by_tem_area.csv", "service_producers.csv"])
def test_a_file_that_only_one_of_them_has(built: Desk, desk: Desk, name: str) -> None:
    (desk.outputs / name).unlink()
    document = told(desk, built)
    assert changes(document, "files") == [(name, "file", "", name)]
    assert but_for(document, "files") == nothing_but("files")

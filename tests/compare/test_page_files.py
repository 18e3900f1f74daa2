"""The page of a comparison as a file: whole or not at all, the same each time, of any outputs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.printing.appendix import Printing, changed, print_appendix, transcription
from tests.support.command_line import ROOT, SCHEMAS, Desk, complaint, files_in, run
from tests.support.comparing import Build
from tests.support.comparison_page import ComparisonPage, page_of, page_of_desks, wrong_cells

SERVICE = "person.tyovoimakoulutus"
HOSTILE = "</script><b>&amp;\n<!--<script>"


@pytest.fixture(name="other", scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An appendix with another type, and a name that is markup."""
    desk = Desk(tmp_path_factory.mktemp("hostile"))
    rows = changed(transcription(), "person", 8, type="Muu lisäpalvelu", service=HOSTILE)
    print_appendix(desk.pdf, rows)
    assert desk.build().returncode == 0
    return desk


def test_equal_outputs_have_a_page_that_says_so(built: Desk, tmp_path: Path) -> None:
    shutil.copytree(built.outputs, tmp_path / "same")
    page = page_of(built.outputs, tmp_path / "same", "--lang", "en", exit_code=0)
    assert page.document["summary"] == "Nothing changed in substance."
    assert {group["kind"] for group in page.document["groups"]} == {"still_open", "unchanged"}
    assert page.data["pages"] == {} and page.pictures == set() and page.notes() == ["", ""]
    assert len(page.items("unchanged")) == len(built.rows("services"))


def test_outputs_that_differ_in_places_alone(built: Desk, build: Build) -> None:
    new = build(printing=Printing(font_size=8.0))
    page = page_of_desks(built, new, "--lang", "en", exit_code=0)
    kinds = [group["kind"] for group in page.document["groups"] if not group["folded"]]
    assert kinds == []
    (asides,) = page.items("asides")
    assert any(line.startswith("Cells in other places:") for line in asides["lines"])


def test_several_documents(built: Desk, other: Desk, tmp_path: Path) -> None:
    names = ("<img src=x>", "b", "c", "d")
    old, new = tmp_path / "old", tmp_path / "new"
    for name in names[:3]:
        shutil.copytree(built.outputs, old / name)
    for name in (names[0], names[2], names[3]):
        shutil.copytree((built if name == "c" else other).outputs, new / name)
    page = page_of(old, new, "--pdf", built.pdf, "--pdf", other.pdf, "--lang", "en")
    documents = page.data["documents"]
    assert [document["name"] for document in documents] == sorted(names)
    assert [document["summary"].partition(":")[0] for document in documents] == [
        "Changes",
        "The document was removed",
        "Nothing changed in substance.",
        "The document was added",
    ]
    assert [[side is not None for side in document["sides"]] for document in documents] == [
        [True, True],
        [True, False],
        [True, True],
        [False, True],
    ]
    assert page.data["title"] == "Comparison: 4 documents"


def test_hostile_texts_are_data_alone(built: Desk, other: Desk) -> None:
    page = page_of_desks(built, other)
    name = " ".join(HOSTILE.split())
    assert name in [item["name"] for item in page.items("added")]
    assert list(wrong_cells(page, built.pdf, other.pdf)) == []
    content = page.content.decode()
    assert content.count("</script>") == 2 + len(page.pictures)
    assert not re.search(r"<b>|<!--", content)


def test_the_same_comparison_is_the_same_page(built: Desk, other: Desk, tmp_path: Path) -> None:
    pages = []
    for place in ("one", "another/place"):
        top = tmp_path / place
        for desk, name in ((built, "old"), (other, "new")):
            shutil.copytree(desk.outputs, top / name / "liite")
            shutil.copy(desk.pdf, top / f"{name}.pdf")
        shutil.copytree(SCHEMAS, top / "schemas")
        options = ("--html", "page.html", "--pdf", ".")
        assert run("compare", "old", "new", *options, folder=top).returncode == 1
        pages.append((top / "page.html").read_bytes())
    assert pages[0] == pages[1]
    assert str(tmp_path).encode() not in pages[0]
    assert len(ComparisonPage(pages[0]).pictures) > 0


def test_a_page_that_cannot_be_written_leaves_all_as_it_was(
    built: Desk, other: Desk, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder.html").mkdir()
    before = files_in(tmp_path)
    for place in ("file/page.html", "folder.html"):
        completed = run("compare", built.outputs, other.outputs, "--html", tmp_path / place)
        assert completed.returncode == 4
        assert str(tmp_path) in complaint(completed)
        assert completed.stdout == ""
        assert files_in(tmp_path) == before


def test_a_page_goes_into_a_folder_of_its_own(built: Desk, other: Desk, tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "page.HTM"
    completed = run("compare", built.outputs, other.outputs, "--html", file)
    assert (completed.returncode, completed.stderr) == (1, "")
    assert list(files_in(tmp_path)) == ["new/folder/page.HTM"]
    old = file.read_bytes()
    assert run("compare", built.outputs, built.outputs, "--html", file).returncode == 0
    assert file.read_bytes() != old


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--html", "page.pdf"), "page.pdf does not end with .html"),
        (("--html", ""), "is empty: name a file"),
        (("--html",), "expected one argument"),
        (("--pdf", "input"), "compare --pdf is for --html FILE"),
    ],
)
def test_options_that_do_not_fit(built: Desk, options: tuple[str, ...], said: str) -> None:
    completed = run("compare", built.outputs, built.outputs, *options)
    assert completed.returncode == 2
    assert said in complaint(completed)
    assert not (ROOT / "page.pdf").exists()


def without_boxes(content: str) -> str:
    """Cells of which the left edge is no number."""
    return re.sub(r"(?m)^(person\.tyovoimakoulutus/service_type,\d+),[\d.]+,", r"\1,nan,", content)


def without_page(content: str) -> str:
    """Cells of which the page is no number."""
    return re.sub(r"(?m)^(person\.tyovoimakoulutus/service_type),\d+,", r"\1,x,", content)


@pytest.mark.parametrize("spoil", [without_boxes, without_page])
def test_cells_without_a_place_are_an_error(
    desk: Desk, build: Build, spoil: Callable[[str], str]
) -> None:
    new = build(changed(transcription(), "person", 8, type="Muu lisäpalvelu"))
    path = desk.outputs / "cells.csv"
    content = path.read_text(encoding="utf-8")
    assert spoil(content) != content
    path.write_text(spoil(content), encoding="utf-8")
    file = desk.folder / "page.html"
    completed = run("compare", desk.outputs, new.outputs, "--html", file)
    assert completed.returncode == 3
    assert f"for {SERVICE}/service_type" in complaint(completed)
    assert not file.exists()


def test_a_report_that_is_not_as_a_build_writes_it(desk: Desk, other: Desk) -> None:
    path = desk.outputs / "validation.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    for finding in report["findings"]:
        del finding["check"]
    path.write_text(json.dumps(report), encoding="utf-8")
    file = desk.folder / "page.html"
    completed = run("compare", other.outputs, desk.outputs, "--json", "--html", file)
    assert completed.returncode == 3
    assert complaint(completed).endswith("[output-unreadable]")
    assert completed.stdout == "" and not file.exists()


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_turned_back(built: Desk, tmp_path: Path, turn: int) -> None:
    rows = changed(transcription(), "person", 8, type="Muu lisäpalvelu")
    desk = Desk(tmp_path)
    upright = tmp_path / "upright.pdf"
    print_appendix(upright, rows)
    document = pypdfium2.PdfDocument(upright)
    for page in document:
        page.set_rotation(turn)
    document.save(desk.pdf)
    assert desk.build().returncode == 0
    page = page_of_desks(built, desk)
    ((old, new),) = page.cells("fields")
    assert old is not None and new is not None
    turns = [page.data["pages"][cell["boxes"][0][0]]["turn"] for cell in (old, new)]
    # What is shown turned clockwise is upright when it is turned on to a full circle.
    assert turns == [0, 360 - turn]
    assert list(wrong_cells(page, built.pdf, desk.pdf)) == []


def test_outputs_for_excel(build: Build) -> None:
    options = ("--csv", "excel")
    old = build(options=options)
    new = build(changed(transcription(), "person", 8, type="Muu lisäpalvelu"), options=options)
    page = page_of_desks(old, new)
    ((before, after),) = page.cells("fields")
    assert before is not None and after is not None
    assert before["boxes"] and after["boxes"]
    assert list(wrong_cells(page, old.pdf, new.pdf)) == []

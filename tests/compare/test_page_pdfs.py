"""Which PDFs a comparison shows the cells of: those with the content that was read, by any name."""

from __future__ import annotations

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import NAME, Desk, complaint, run
from tests.support.comparison_page import ComparisonPage, page_of, wrong_cells
from tests.support.programs import need

SERVICE = "person.tyovoimakoulutus"


class Workplace(Desk):
    """A desk with a folder of inputs, as `init` writes it."""

    @property
    def pdf(self) -> Path:
        """The document."""
        return self.folder / "input" / f"{NAME}.pdf"


@pytest.fixture(name="both", scope="module")
def two_workplaces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workplace, Workplace]:
    """Workplaces with an appendix each, between which one type changed; not to be changed."""
    rows = transcription()
    desks = []
    for number, of_document in enumerate(
        (rows, changed(rows, "person", 8, type="Muu lisäpalvelu"))
    ):
        desk = Workplace(tmp_path_factory.mktemp(f"workplace{number}"))
        desk.pdf.parent.mkdir()
        print_appendix(desk.pdf, of_document)
        assert desk.build().returncode == 0
        desks.append(desk)
    return desks[0], desks[1]


@pytest.fixture(name="places")
def copied_workplaces(
    both: tuple[Workplace, Workplace], tmp_path: Path
) -> tuple[Workplace, Workplace]:
    """Copies of both, for one test to spoil."""
    for desk, name in zip(both, ("old", "new"), strict=True):
        shutil.copytree(desk.folder, tmp_path / name)
    return Workplace(tmp_path / "old"), Workplace(tmp_path / "new")


def type_cells(page: ComparisonPage) -> list[str]:
    """For the changed type, what is shown of the old cell and of the new one."""
    ((old, new),) = page.cells("fields")
    assert old is not None and new is not None
    assert (old["text"], new["text"]) == ("Lakisääteinen", "Muu lisäpalvelu")
    assert old["pages"] == new["pages"] == [2]
    return ["cut" if cell["boxes"] else "text" for cell in (old, new)]


def test_pdfs_beside_the_folders_that_are_compared(places: tuple[Workplace, Workplace]) -> None:
    old, new = places
    for folders in ((old.output, new.output), (old.outputs, new.outputs)):
        page = page_of(*folders)
        assert type_cells(page) == ["cut", "cut"]
        assert page.notes() == ["", ""]
        assert list(wrong_cells(page, old.pdf, new.pdf)) == []


def test_a_pdf_that_was_renamed_is_the_same(places: tuple[Workplace, Workplace]) -> None:
    old, new = places
    old.pdf.rename(old.pdf.with_name("earlier.PDF"))
    assert type_cells(page_of(old.output, new.output)) == ["cut", "cut"]


def test_a_pdf_of_the_right_name_with_another_content_is_another(
    places: tuple[Workplace, Workplace],
) -> None:
    old, new = places
    wanted = page_of(old.output, new.output).document["sides"][0]["sha256"]
    shutil.copy(new.pdf, old.pdf)
    page = page_of(old.output, new.output, "--lang", "en")
    assert type_cells(page) == ["text", "cut"]
    assert page.notes() == [
        f"The file liite.pdf with SHA-256 {wanted} was not found: the file of that name has "
        "another content. Only the text of its cells is shown. If it is kept somewhere, name it "
        "with --pdf.",
        "",
    ]


@pytest.mark.parametrize(
    ("missing", "shown"),
    [
        ((True, False), ["text", "cut"]),
        ((False, True), ["cut", "text"]),
        ((True, True), ["text", "text"]),
    ],
)
def test_pdfs_that_are_not_at_hand_are_named(
    places: tuple[Workplace, Workplace], missing: tuple[bool, bool], shown: list[str]
) -> None:
    for desk, is_missing in zip(places, missing, strict=True):
        if is_missing:
            desk.pdf.unlink()
    page = page_of(places[0].output, places[1].output, "--lang", "en")
    assert type_cells(page) == shown
    for note, side, is_missing in zip(page.notes(), page.document["sides"], missing, strict=True):
        said = f"The file liite.pdf with SHA-256 {side['sha256']} was not found"
        assert note.startswith(said) if is_missing else note == ""


def test_pdfs_that_are_named(places: tuple[Workplace, Workplace], tmp_path: Path) -> None:
    old, new = places
    kept = tmp_path / "kept"
    kept.mkdir()
    for desk, name in ((old, "first.pdf"), (new, "second.pdf")):
        desk.pdf.rename(kept / name)
    folders = (old.output, new.output)
    assert type_cells(page_of(*folders, "--pdf", kept / "first.pdf")) == ["cut", "text"]
    named = ("--pdf", kept / "second.pdf", "--pdf", kept / "first.pdf")
    assert type_cells(page_of(*folders, *named)) == ["cut", "cut"]
    assert type_cells(page_of(*folders, "--pdf", kept)) == ["cut", "cut"]


def test_pdfs_in_the_input_folder_here(places: tuple[Workplace, Workplace], tmp_path: Path) -> None:
    old, new = places
    here = tmp_path / "here"
    (here / "input").mkdir(parents=True)
    old.pdf.rename(here / "input" / "a.pdf")
    file = tmp_path / "page.html"
    completed = run("compare", old.output, new.output, "--html", file, folder=here)
    assert completed.returncode == 1
    assert type_cells(ComparisonPage(file.read_bytes())) == ["cut", "cut"]


def test_a_name_in_a_report_leads_to_no_other_folder(places: tuple[Workplace, Workplace]) -> None:
    old, new = places
    report = old.outputs / "validation.json"
    elsewhere = old.folder / "elsewhere.pdf"
    old.pdf.rename(elsewhere)
    text = report.read_text(encoding="utf-8").replace('"liite.pdf"', '"../elsewhere.pdf"')
    report.write_text(text, encoding="utf-8")
    page = page_of(old.output, new.output)
    assert type_cells(page) == ["text", "cut"]
    assert page.document["sides"][0]["file"] == "elsewhere.pdf"


def test_what_a_commit_has(places: tuple[Workplace, Workplace]) -> None:
    need("git")
    old, new = places
    git(old.folder, "init", "--quiet")
    git(old.folder, "add", "input", "output")
    git(old.folder, "commit", "--quiet", "--message", "Outputs")
    before = old.pdf.read_bytes()
    for place in ("input", "output"):
        shutil.rmtree(old.folder / place)
        shutil.copytree(new.folder / place, old.folder / place)
    assert old.pdf.read_bytes() != before
    for folder in (old.output, old.outputs):
        file = old.folder / "page.html"
        completed = run("compare", "--git", "HEAD", folder, "--html", file)
        assert (completed.returncode, completed.stderr) == (1, "")
        page = ComparisonPage(file.read_bytes())
        assert type_cells(page) == ["cut", "cut"]
        assert page.notes() == ["", ""]
    git(old.folder, "rm", "--quiet", "--cached", "-r", "input")
    git(old.folder, "commit", "--quiet", "--amend", "--message", "Outputs alone")
    assert run("compare", "--git", "HEAD", old.output, "--html", file).returncode == 1
    assert type_cells(ComparisonPage(file.read_bytes())) == ["text", "cut"]


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_one_pdf_on_both_sides_is_drawn_once(
    both: tuple[Workplace, Workplace], tmp_path: Path
) -> None:
    old = both[0]
    ledger = tmp_path / "input" / f"{NAME}.decisions.csv"
    desk = Workplace(tmp_path)
    shutil.copytree(old.folder / "input", desk.folder / "input")
    header = "action,finding_id,service_id,field,expected,value,reason,decided_on"
    decision = f"correct,,{SERVICE},service_type,Lakisääteinen,Muu lisäpalvelu,asked,2026-01-31"
    ledger.write_text(f"{header}\n{decision}\n", encoding="utf-8")
    assert desk.build().returncode == 0
    page = page_of(old.output, desk.output)
    ((before, after),) = page.cells("fields")
    assert before == after
    assert {sheet["number"] for sheet in page.data["pages"].values()} == {2}
    assert len(page.pictures) == 1


def test_outputs_of_earlier_releases_have_no_boxes_of_empty_cells(
    places: tuple[Workplace, Workplace],
) -> None:
    old, new = places
    report = old.outputs / "empty_cells.csv"
    report.unlink()
    page = page_of(old.output, new.output)
    assert type_cells(page) == ["cut", "cut"]
    assert page.changes("files") == []


@pytest.mark.parametrize("place", ["none.pdf", "none/"])
def test_a_place_of_pdfs_that_does_not_exist(
    both: tuple[Workplace, Workplace], tmp_path: Path, place: str
) -> None:
    file = tmp_path / "page.html"
    completed = run(
        "compare", both[0].output, both[1].output, "--html", file, "--pdf", tmp_path / place
    )
    assert completed.returncode == 3
    assert complaint(completed).endswith("does not exist: check the name. [file-missing]")
    assert completed.stdout == "" and not file.exists()


def test_a_pdf_that_cannot_be_drawn_is_named(
    places: tuple[Workplace, Workplace], tmp_path: Path
) -> None:
    """A file with the right content need not be one that can be shown: the report may be forged."""
    old, new = places
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    report = old.outputs / "validation.json"
    before = sha256(old.pdf.read_bytes()).hexdigest()
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace(before, sha256(broken.read_bytes()).hexdigest()), "utf-8")
    page = page_of(old.output, new.output, "--pdf", broken, "--lang", "en")
    assert type_cells(page) == ["text", "cut"]
    assert page.notes() == [
        "These pages of liite.pdf could not be drawn: 2. Only the text of their cells is shown.",
        "",
    ]

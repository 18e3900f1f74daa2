"""The folder of all documents together: when it is made, of which documents, and what is said."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from pipeline import read
from tests.support.command_line import complaint, files_in, read_csv, run
from tests.support.several import SCHEMAS, Several

NAMES = ("aapa", "beeta", "ceeta")
ONE_AFTER_THE_OTHER = ("--jobs", "1")


@pytest.fixture(name="workplace", scope="module")
def built_workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `input`, `schemas` and `output`, all built; not to be changed."""
    folder = tmp_path_factory.mktemp("workplace")
    (folder / "input").mkdir()
    Several(folder / "input").print(*NAMES)
    shutil.copytree(SCHEMAS, folder / "schemas")
    done = build(folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture(name="place")
def own_workplace(workplace: Path, tmp_path: Path) -> Path:
    """The same, for one test to spoil."""
    return shutil.copytree(workplace, tmp_path / "place")


def build(folder: Path, *arguments: str | Path) -> CompletedProcess[str]:
    """Build in a workplace."""
    return run("build", *arguments, *ONE_AFTER_THE_OTHER, folder=folder)


def line_of_all(done: CompletedProcess[str]) -> list[str]:
    """What is said of all documents together."""
    start = str(Path("output", "all"))
    return [line.split(": ")[1] for line in done.stdout.splitlines() if line.startswith(start)]


def statuses(folder: Path) -> dict[str, str]:
    """What the folder of all says of each document."""
    rows = read_csv(folder / "output" / "all" / "documents.csv")
    return {row["document"]: row["status"] for row in rows}


def test_all_are_together_and_current_the_second_time(place: Path) -> None:
    assert statuses(place) == dict.fromkeys(NAMES, "usable")
    grants = read_csv(place / "output" / "all" / "grants.csv")
    assert [row["document"] for row in grants] == ["aapa"] * 4 + ["beeta"] * 6 + ["ceeta"] * 8
    before = files_in(place / "output")
    assert line_of_all(build(place)) == ["current, 3 of 3 documents"]
    assert files_in(place / "output") == before


def test_one_document_alone_is_not_together(tmp_path: Path) -> None:
    several = Several(tmp_path)
    (pdf,) = several.print("aapa")
    assert run(*several.arguments([pdf])).returncode == 0
    assert [path.name for path in several.output.iterdir()] == ["aapa"]


@pytest.mark.parametrize("gone", ["all.xlsx", "grants.csv", ".current.json"])
def test_a_file_of_all_that_is_gone_comes_back(place: Path, gone: str) -> None:
    before = files_in(place / "output")
    (place / "output" / "all" / gone).unlink()
    assert line_of_all(build(place)) == ["built, 3 of 3 documents"]
    assert files_in(place / "output") == before


def test_a_document_that_changes_makes_all_anew(place: Path) -> None:
    Several(place / "input").print("beeta")
    assert line_of_all(build(place)) == ["built, 3 of 3 documents"]
    grants = read_csv(place / "output" / "all" / "grants.csv")
    assert [row["document"] for row in grants].count("beeta") == 4


def test_another_language_makes_all_anew(place: Path) -> None:
    assert line_of_all(build(place, "--lang", "en")) == ["built, 3 of 3 documents"]
    report = (place / "output" / "all" / "validation.md").read_text(encoding="utf-8")
    assert "documents" in report


def test_a_document_that_is_broken_is_named_and_the_others_stay(place: Path) -> None:
    good = (place / "input" / "beeta.pdf").read_bytes()
    before = files_in(place / "output")
    (place / "input" / "beeta.pdf").write_bytes(good[:400])
    done = build(place)
    assert (done.returncode, line_of_all(done)) == (3, ["built, 2 of 3 documents"])
    assert statuses(place) == {"aapa": "usable", "beeta": "failed", "ceeta": "usable"}
    grants = read_csv(place / "output" / "all" / "grants.csv")
    assert {row["document"] for row in grants} == {"aapa", "ceeta"}
    assert str(place) not in (place / "output" / "all" / "documents.csv").read_text("utf-8")
    assert line_of_all(build(place)) == ["current, 2 of 3 documents"]
    (place / "input" / "beeta.pdf").write_bytes(good)
    assert build(place).returncode == 0
    assert files_in(place / "output") == before


def test_a_refused_document_is_not_among_all(place: Path) -> None:
    Several(place / "input").print("beeta", total_is_off_by=1)
    done = build(place)
    assert (done.returncode, line_of_all(done)) == (1, ["built, 2 of 3 documents"])
    assert statuses(place)["beeta"] == "refused"


def test_a_run_of_one_takes_in_the_others_as_they_are(place: Path) -> None:
    Several(place / "input").print("beeta", "aapa")
    (place / "input" / "ceeta.pdf").unlink()
    done = build(place, Path("input", "aapa.pdf"))
    assert done.returncode == 0
    assert line_of_all(done) == ["built, 1 of 2 documents"]
    assert statuses(place) == {"aapa": "usable", "beeta": "not-built"}
    assert line_of_all(build(place)) == ["built, 2 of 2 documents"]


def test_a_document_elsewhere_takes_in_no_others(place: Path, tmp_path: Path) -> None:
    elsewhere = Several(tmp_path)
    (pdf,) = elsewhere.print("deelta")
    assert line_of_all(build(place, pdf)) == ["built, 1 of 1 documents"]
    assert statuses(place) == {"deelta": "usable"}


def test_a_mistyped_name_is_no_document_of_all(place: Path) -> None:
    done = build(place, Path("input", "xyz.pdf"))
    assert done.returncode == 3
    assert line_of_all(done) == ["current, 3 of 3 documents"]


def test_where_nothing_can_be_read_nothing_is_made(tmp_path: Path) -> None:
    several = Several(tmp_path)
    for name in ("aapa", "beeta"):
        several.pdf(name).write_bytes(b"%PDF-")
    pdfs = [several.pdf("aapa"), several.pdf("beeta")]
    done = run(*several.arguments(pdfs, *ONE_AFTER_THE_OTHER))
    assert done.returncode == 3
    assert not several.output.exists()


def test_no_document_has_the_name_of_all(place: Path, tmp_path: Path) -> None:
    shutil.copy(place / "input" / "aapa.pdf", place / "input" / "all.pdf")
    done = build(place, Path("input", "all.pdf"))
    assert done.returncode == 3
    assert complaint(done).endswith("rename it. [name-taken]")
    assert line_of_all(done) == ["built, 3 of 4 documents"]
    assert statuses(place) == {**dict.fromkeys(NAMES, "usable"), "all": "failed"}
    done = build(place)
    assert line_of_all(done) == ["current, 3 of 4 documents"]
    assert f"{Path('input', 'all.pdf')}: failed" in done.stdout.splitlines()
    # A program reads it, and saves it elsewhere.
    saved = read(place / "input" / "all.pdf", schemas=SCHEMAS).save(tmp_path / "saved")
    assert (saved / "grants.csv").exists()


def test_the_schema_names_the_folder(place: Path) -> None:
    schema = place / "schemas" / "grants.yaml"
    text = schema.read_text(encoding="utf-8")
    schema.write_text(f"{text}\ncombined: {{folder: kaikki}}\n", encoding="utf-8")
    assert str(Path("output", "kaikki")) + ": built" in build(place).stdout
    assert (place / "output" / "kaikki" / "kaikki.xlsx").exists()
    assert str(Path("output", "kaikki")) + ": current" in build(place).stdout


def test_json_tells_of_all(place: Path) -> None:
    told = json.loads(build(place, "--json").stdout)
    assert told["combined"] == {
        "output": str(Path("output", "all")),
        "status": "current",
        "exit_code": 0,
        "message": "",
        "documents": 3,
        "usable": 3,
        "workbook": str(Path("output", "all", "all.xlsx")),
        "report": str(Path("output", "all", "validation.md")),
    }
    shutil.rmtree(place / "output")
    told = json.loads(build(place, Path("input", "aapa.pdf"), "--json").stdout)
    assert told["combined"] is None


def test_where_all_cannot_be_written_the_documents_are(place: Path) -> None:
    shutil.rmtree(place / "output")
    (place / "output").mkdir()
    (place / "output" / "all").write_text("a file in its place", encoding="utf-8")
    done = build(place)
    assert done.returncode == 4
    assert str(Path("output", "all")) in complaint(done)
    assert "built 3, current 0, refused 0, failed 0" in done.stdout
    assert json.loads(build(place, "--json").stdout)["combined"]["status"] == "failed"

"""The command that prints a vocabulary of common names to start from."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from pipeline.combined.parts import PartPlace
from pipeline.schema.vocabulary import load_vocabulary
from tests.support.command_line import SCHEMAS, complaint, files_in, run
from tests.support.together import Built, plain_rows, put_together, schema_of, written

VOCABULARY = Path("vocabulary") / "services.csv"


@pytest.fixture(name="schemas")
def own_schemas(tmp_path: Path) -> Path:
    """A copy of the schemas of the appendix."""
    folder = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, folder)
    return folder


def suggested(built: Built, schemas: Path) -> str:
    """What the command prints of the outputs of all documents."""
    completed = run("suggest", built.output, "--schemas", schemas)
    assert (completed.returncode, completed.stderr) == (0, "")
    return completed.stdout


def test_the_entries_there_are_come_first_and_each_unknown_name_behind(
    built: Built, schemas: Path
) -> None:
    before = files_in(built.output)
    kept = (schemas / VOCABULARY).read_text(encoding="utf-8")
    printed = suggested(built, schemas)
    assert printed.startswith(kept)
    assert printed.removeprefix(kept).splitlines() == [
        "starttirahan_myontaminen,Starttirahan myöntäminen,Starttirahan myöntäminen,"
        "Starttirahan myöntäminen,",
        "uusi_yhteinen_palvelu,Uusi yhteinen palvelu,Uusi yhteinen palvelu,Uusi yhteinen palvelu,",
    ]
    assert files_in(built.output) == before


def test_it_may_be_run_again_on_what_it_printed(
    built: Built, schemas: Path, places: tuple[PartPlace, ...], tmp_path: Path
) -> None:
    printed = suggested(built, schemas)
    (schemas / VOCABULARY).write_text(printed, encoding="utf-8")
    assert suggested(built, schemas) == printed
    combined = put_together(places, schema_of(schemas))
    assert all(name.known for name in combined.names)


def test_without_a_vocabulary_it_is_a_start(
    built: Built, schemas: Path, places: tuple[PartPlace, ...], tmp_path: Path
) -> None:
    description = schemas / "appendix.yaml"
    text = description.read_text(encoding="utf-8")
    (schemas / VOCABULARY).unlink()
    description.write_text(text.replace("  names: services\n", ""), encoding="utf-8")
    printed = suggested(built, schemas)
    (schemas / VOCABULARY).write_text(printed, encoding="utf-8")
    description.write_text(text, encoding="utf-8")
    assert load_vocabulary(schemas / VOCABULARY).codes == [
        row["code"] for row in csv.DictReader(io.StringIO(printed))
    ]
    assert "palkkatuki_ja_tyollistamistuki" in printed
    names = put_together(places, schema_of(schemas)).names
    assert all(name.known for name in names)
    # What is the same without its parentheses is one; what is only alike is not.
    counts = {name.code: len(name.records) for name in names}
    assert counts["palkkatuki_ja_tyollistamistuki"] == 3
    assert counts["palkkatuki"] == 1
    assert counts["ammatinvalinnan_ohjaus"] == 2


def test_without_a_vocabulary_nothing_is_called_together(
    schemas: Path, places: tuple[PartPlace, ...], tmp_path: Path
) -> None:
    description = schemas / "appendix.yaml"
    text = description.read_text(encoding="utf-8")
    description.write_text(text.replace("  names: services\n", ""), encoding="utf-8")
    folder = written(put_together(places, schema_of(schemas)), tmp_path / "all")
    assert not {"common_services.csv", "services_by_area.csv"} & {p.name for p in folder.iterdir()}
    assert "common_service" not in plain_rows(folder / "services.csv")[0]
    assert "sanasto" not in (folder / "validation.md").read_text(encoding="utf-8")


def test_a_vocabulary_saved_with_semicolons_stays_one(built: Built, schemas: Path) -> None:
    path = schemas / VOCABULARY
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)
    printed = suggested(built, schemas)
    assert printed.startswith(path.read_text(encoding="utf-8"))
    assert "\nuusi_yhteinen_palvelu;Uusi yhteinen palvelu;" in printed


def test_outputs_of_all_are_no_document(
    built: Built, schemas: Path, all_files: Path, tmp_path: Path
) -> None:
    shutil.copytree(built.output, tmp_path / "output")
    shutil.copytree(all_files, tmp_path / "output" / "all", dirs_exist_ok=True)
    completed = run("suggest", tmp_path / "output", "--schemas", schemas)
    assert completed.stdout == suggested(built, schemas)


def test_one_document_may_be_named(built: Built, schemas: Path) -> None:
    completed = run("suggest", built.output / "lahti", "--schemas", schemas)
    assert completed.stdout == (schemas / VOCABULARY).read_text(encoding="utf-8")


def test_what_is_no_output_is_named(built: Built, tmp_path: Path) -> None:
    completed = run("suggest", tmp_path / "nowhere")
    assert completed.returncode == 3
    assert "nowhere" in complaint(completed)
    shutil.copytree(built.output / "lahti", tmp_path / "output" / "lahti")
    (tmp_path / "output" / "lahti" / "services.csv").write_text("a\n1\n", encoding="utf-8")
    completed = run("suggest", tmp_path / "output")
    assert (completed.returncode, completed.stdout) == (3, "")
    assert "services.csv has no column service_id" in complaint(completed)

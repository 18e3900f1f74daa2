"""Outputs that are none of this program: the document is missing from all, and it is said why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.combined.parts import PartPlace, read_part
from pipeline.schema.model import Schema
from tests.support.together import Built, plain_rows, put_together, schema_of, written


@pytest.fixture(name="schema", scope="module")
def appendix_schema() -> Schema:
    """The schemas of the appendix."""
    return schema_of()


@pytest.fixture(name="place")
def own_place(built: Built, tmp_path: Path) -> PartPlace:
    """A built document, for one test to spoil."""
    folder = tmp_path / "output" / "lahti"
    shutil.copytree(built.output / "lahti", folder)
    return PartPlace(tmp_path / "input" / "lahti.pdf", folder, "built")


def edit(place: PartPlace, file: str, old: str, new: str) -> None:
    """Put another text into a file."""
    path = place.folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit_json(place: PartPlace, file: str, change: Callable[[Any], object]) -> None:
    """Change what a JSON file says."""
    path = place.folder / file
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def remove_rows(place: PartPlace) -> None:
    """Take a service out of its file, as somebody would who says so in the descriptor too."""
    path = place.folder / "services.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    put_in(place, "services", b"".join([*lines[:1], *lines[2:]]), len(lines) - 2)


def put_in(place: PartPlace, name: str, content: bytes, rows: int) -> None:
    """Put another content into a file, and what the descriptor says of it into that."""
    import hashlib

    (place.folder / f"{name}.csv").write_bytes(content)

    def change(data: Any) -> None:
        for resource in data["resources"]:
            if resource["name"] == name:
                resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
                resource["rowCount"] = rows

    edit_json(place, "datapackage.json", change)


def double_first(place: PartPlace, name: str) -> None:
    """Put the first row of a file in twice."""
    content = (place.folder / f"{name}.csv").read_bytes()
    lines = content.splitlines(keepends=True)
    put_in(place, name, content + lines[1], len(lines))


def replace_in(place: PartPlace, name: str, old: str, new: str) -> None:
    """Put another text into a file, and what the descriptor says of it into that."""
    text = (place.folder / f"{name}.csv").read_text(encoding="utf-8")
    assert old in text
    rows = len(plain_rows(place.folder / f"{name}.csv"))
    put_in(place, name, text.replace(old, new, 1).encode(), rows)


SPOILT: dict[str, tuple[Callable[[PartPlace], object], str]] = {
    "a file that was edited": (
        lambda p: edit(p, "services.csv", "statutory", "additional"),
        "services.csv was changed after it was built",
    ),
    "a file that is missing": (
        lambda p: (p.folder / "service_producers.csv").unlink(),
        "service_producers.csv is missing",
    ),
    "no report": (
        lambda p: (p.folder / "validation.json").unlink(),
        "validation.json is missing",
    ),
    "a report that is none": (
        lambda p: (p.folder / "validation.json").write_text("[]", encoding="utf-8"),
        "validation.json holds no object",
    ),
    "a report that is no JSON": (
        lambda p: (p.folder / "validation.json").write_text("{", encoding="utf-8"),
        "validation.json is not JSON",
    ),
    "a report without pages": (
        lambda p: edit_json(p, "validation.json", lambda d: d["source"].pop("pages")),
        "is not as a build writes it",
    ),
    "a report with a title that is no text": (
        lambda p: edit_json(p, "validation.json", lambda d: d["source"].update(title=1)),
        "is not as a build writes it",
    ),
    "a report with other findings": (
        lambda p: edit_json(p, "validation.json", lambda d: d["open_findings"].update(warning=1)),
        "findings.csv has other open findings",
    ),
    "a report of another area": (
        lambda p: edit_json(p, "validation.json", lambda d: d["source"].update(area="Lappi")),
        "services.csv has another area",
    ),
    "no descriptor": (
        lambda p: (p.folder / "datapackage.json").unlink(),
        "datapackage.json is missing",
    ),
    "a descriptor without a file": (
        lambda p: edit_json(p, "datapackage.json", lambda d: d["resources"].pop(0)),
        "datapackage.json does not name cells.csv",
    ),
    "a descriptor that is none": (
        lambda p: edit_json(p, "datapackage.json", lambda d: d.update(resources=[1])),
        "is not as a build writes it",
    ),
    "a service that is left out": (
        remove_rows,
        "services.csv has another number of rows than validation.json",
    ),
    "a service that is there twice": (
        lambda p: double_first(p, "services"),
        "services.csv has a service_id twice",
    ),
    "a producer that is there twice": (
        lambda p: double_first(p, "service_producers"),
        "service_producers.csv has a row twice",
    ),
    "a producer of no service": (
        lambda p: replace_in(p, "service_producers", "person.", "person.x"),
        "service_producers.csv has a service_id that is not in services.csv",
    ),
    "a finding that is there twice": (
        lambda p: double_first(p, "findings"),
        "findings.csv has a finding_id twice",
    ),
    "another column": (
        lambda p: replace_in(p, "services", "service_type_note", "note"),
        "services.csv has other columns than the schema",
    ),
    "a column of the same name": (
        lambda p: replace_in(p, "producer_by_tem_area", ",1,2,", ",1,1,"),
        "producer_by_tem_area.csv has two columns of one name",
    ),
    "a value too many": (
        lambda p: replace_in(p, "corrections", "line\n", "line\na,b,c,d,e,1,2\n"),
        "corrections.csv has a row with too few or too many values",
    ),
    "bytes that are no UTF-8": (
        lambda p: put_in(p, "findings", b"\xff", 0),
        "findings.csv has other columns",
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_no_build_writes_is_left_out_and_named(
    place: PartPlace, schema: Schema, how: str
) -> None:
    assert read_part(place, schema, "fi").part.status == "usable"
    spoil, reason = SPOILT[how]
    spoil(place)
    read = read_part(place, schema, "fi")
    assert (read.part.status, read.output) == ("failed", None)
    assert reason in read.part.reason
    assert reason in read.part.reason_in_english
    assert str(place.folder.parent) not in read.part.reason
    assert (read.part.records, read.part.sha256, read.part.workbook) == (None, "", None)


def test_the_others_are_right_where_one_is_spoilt(
    built: Built, place: PartPlace, all_files: Path, tmp_path: Path
) -> None:
    edit(place, "services.csv", "statutory", "additional")
    others = [p for p in built.places if p.folder.name != "lahti"]
    folder = written(put_together([*others, place]), tmp_path / "all")
    for file in ("services", "service_producers", "findings", "cells"):
        kept = [r for r in plain_rows(all_files / f"{file}.csv") if r["document"] != "lahti"]
        assert plain_rows(folder / f"{file}.csv") == kept
    numbers = plain_rows(folder / "producer_by_area.csv")
    for row, before in zip(numbers, plain_rows(all_files / "producer_by_area.csv"), strict=True):
        own = int(before["lahti"])
        assert int(row["total"]) == int(before["total"]) - own
        assert row.keys() == before.keys() - {"lahti"}
    report = (folder / "validation.md").read_text(encoding="utf-8")
    assert report.index("## Puuttuvat") < report.index("**lahti**") < report.index("## Mukana")


def test_a_document_with_an_open_error_is_refused_though_it_was_built(
    built: Built, schema: Schema
) -> None:
    (lappi,) = (place for place in built.places if place.folder.name == "lappi")
    told_built = PartPlace(lappi.document, lappi.folder, "built")
    for place in (lappi, told_built):
        part = read_part(place, schema, "en").part
        assert (part.status, part.records) == ("refused", 2)
        assert part.reason == (
            "Open errors: 1, open warnings: 0. The report of the document says what to correct."
        )


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("{folder}/input/x.pdf: no text. [no-text]", "x.pdf: no text. [no-text]"),
        ("{folder}/input/x.decisions.csv line 2: no", "x.decisions.csv line 2: no"),
        ("/home/me/schemas/appendix.yaml line 3: no", "appendix.yaml line 3: no"),
        ("“/home/me/a.pdf” and “/srv/b c.pdf” differ", "“a.pdf” and “b c.pdf” differ"),
        ("C:\\Users\\me\\x.pdf: no", "x.pdf: no"),
        ("page 3, ja / tai, 1/2: km/h", "page 3, ja / tai, 1/2: km/h"),
        ("two\nlines", "two lines"),
        ("{brace} %s", "{brace} %s"),
    ],
)
def test_a_reason_has_no_folder_of_this_machine(
    tmp_path: Path, schema: Schema, message: str, reason: str
) -> None:
    said = message.replace("{folder}", str(tmp_path))
    place = PartPlace(tmp_path / "input" / "x.pdf", tmp_path / "output" / "x", "failed", said)
    part = read_part(place, schema, "fi").part
    assert part.reason_in_english == reason
    assert part.reason == f"Ohjelma ilmoitti: {reason}"


def test_links_lead_to_what_is_there(place: PartPlace, schema: Schema) -> None:
    part = read_part(place, schema, "fi").part
    assert (part.workbook, part.page) == ("../lahti/lahti.xlsx", None)
    (place.folder / "lahti.html").write_text("", encoding="utf-8")
    (place.folder / "lahti.xlsx").unlink()
    part = read_part(place, schema, "fi").part
    assert (part.workbook, part.page) == (None, "../lahti/lahti.html")


def test_documents_of_one_area_are_told_apart_by_their_names(places: tuple[PartPlace, ...]) -> None:
    labels = {part.name: part.label for part in put_together(places).parts}
    assert labels == {
        "kajaani": "Kainuun työllisyysalue (kajaani)",
        "kajaani-2": "Kainuun työllisyysalue (kajaani-2)",
        "lahti": "Päijät-Hämeen työllisyysalue",
        "lappi": "Lapin työllisyysalue",
        "rikki": "rikki",
        "ylitornio": "ylitornio",
    }

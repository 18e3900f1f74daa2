"""The data package of all documents: keys, references, and both kinds of CSV."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from pipeline.combined.model import Combined
from pipeline.combined.parts import PartPlace
from tests.support.together import build_documents, plain_rows, put_together, written

KINDS = ("plain", "excel")


def invalid(folder: Path) -> list[str]:
    """What frictionless finds wrong in a data package, foreign keys included."""
    done = frictionless.validate(str(folder / "datapackage.json"))
    return [error.message for task in done.tasks for error in task.errors] + [
        error.message for error in done.errors
    ]


def descriptor(folder: Path) -> dict[str, Any]:
    """What the descriptor says."""
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_valid_and_tells_each_file_as_it_is(
    combined: Combined, tmp_path: Path, kind: str
) -> None:
    folder = written(combined, tmp_path / "all", kind)
    assert invalid(folder) == []
    resources = descriptor(folder)["resources"]
    assert {r["path"] for r in resources} == {path.name for path in folder.glob("*.csv")}
    for resource in resources:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert ("dialect" in resource) == (kind == "excel")
        if kind == "plain":
            assert resource["rowCount"] == len(plain_rows(folder / resource["path"]))


def test_each_file_refers_to_its_document(all_files: Path) -> None:
    schemas = {r["name"]: r["schema"] for r in descriptor(all_files)["resources"]}
    crosses = {
        name for name, schema in schemas.items() if schema["fields"][0]["name"] != "document"
    }
    assert crosses == {
        *("producer_by_area", "tem_area_by_area", "service_type_by_area", "shared_by_area"),
        *("common_services", "services_by_area"),
    }
    for name in (schemas.keys() - crosses | {"services_by_area"}) - {"documents"}:
        references = [key["reference"]["resource"] for key in schemas[name]["foreignKeys"]]
        assert references[0] == "documents"
    of_services = {"service_producers", "corrections", "services_by_area"}
    for name in of_services:
        (key,) = (
            key
            for key in schemas[name]["foreignKeys"]
            if key["reference"]["resource"] == "services"
        )
        assert key["fields"] == ["document", "service_id"]
    assert schemas["services"]["primaryKey"] == ["document", "service_id"]
    assert schemas["findings"]["primaryKey"] == ["document", "finding_id"]


SPOILT: dict[str, tuple[str, Callable[[str], str]]] = {
    "a producer of a service that is not there": (
        "service_producers",
        lambda text: text.replace("lahti,", "kajaani,", 1),
    ),
    "a service of a document that is not there": (
        "services",
        lambda text: text.replace("lahti,", "nowhere,", 1),
    ),
    "a service of a common name that is not there": (
        "services",
        lambda text: text.replace(",pay_subsidy\n", ",pay\n", 1),
    ),
    "a service twice in a document": (
        "services",
        lambda text: text + text.splitlines(keepends=True)[-1],
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_references_and_keys_are_looked_at(combined: Combined, tmp_path: Path, how: str) -> None:
    folder = written(combined, tmp_path / "all")
    name, spoil = SPOILT[how]
    path = folder / f"{name}.csv"
    before = path.read_text(encoding="utf-8")
    path.write_text(spoil(before), encoding="utf-8")
    told = descriptor(folder)
    for resource in told["resources"]:
        for number in ("hash", "bytes", "rowCount"):
            resource.pop(number)
    (folder / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    (found, *_) = invalid(folder)
    assert "key" in found.lower()


def test_both_kinds_of_files_are_put_together_alike(
    places: tuple[PartPlace, ...], all_files: Path, tmp_path: Path
) -> None:
    pdfs = [place.document for place in places if place.status == "built"]
    built = build_documents(tmp_path, pdfs[:1], csv_kind="excel")
    one = [p if p.document != pdfs[0] else built.places[0] for p in places]
    assert b";" in (built.places[0].folder / "services.csv").read_bytes().splitlines()[0]
    folder = written(put_together(one), tmp_path / "all")
    for path in sorted(all_files.iterdir()):
        assert (folder / path.name).read_bytes() == path.read_bytes(), path.name


def test_frictionless_reads_the_same_values_from_both(combined: Combined, tmp_path: Path) -> None:
    read = []
    for kind in KINDS:
        folder = written(combined, tmp_path / kind, kind)
        package: Any = frictionless.Package(str(folder / "datapackage.json"))
        read.append({r.name: [row.to_dict() for row in r.read_rows()] for r in package.resources})
    assert read[0].keys() == read[1].keys()
    for name in ("services", "service_producers", "producer_by_area", "services_by_area"):
        assert read[0][name] == read[1][name]
        assert read[0][name]

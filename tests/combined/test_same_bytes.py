"""The files of all documents depend on the documents alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.combined.combine import combine
from pipeline.combined.files import combined_files
from pipeline.combined.model import Combined
from pipeline.combined.parts import PartPlace
from pipeline.errors import InputError
from tests.support.together import (
    WORKBOOK,
    Built,
    plain_rows,
    put_together,
    read_parts,
    schema_of,
    written,
)


def test_their_order_changes_nothing(places: tuple[PartPlace, ...], combined: Combined) -> None:
    schema = schema_of()
    parts = read_parts(places, schema)
    other = combine(reversed(parts), schema, "fi")
    for kind in ("plain", "excel"):
        files = combined_files(combined, WORKBOOK, kind)
        assert combined_files(other, WORKBOOK, kind) == files
        assert list(files)[-1] == "datapackage.json"


def test_their_folder_changes_nothing_and_is_named_nowhere(
    built: Built, places: tuple[PartPlace, ...], all_files: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere" / "output"
    shutil.copytree(built.output, moved)
    there = [
        replace(
            place,
            document=tmp_path / "elsewhere" / place.document.name,
            folder=moved / place.folder.name,
            message=place.message.replace(str(built.folder), str(tmp_path / "elsewhere")),
        )
        for place in places
    ]
    folder = written(put_together(there), tmp_path / "all")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in all_files.iterdir()
    }
    for path in folder.iterdir():
        assert str(tmp_path).encode() not in path.read_bytes()
        assert str(built.folder).encode() not in path.read_bytes()


def test_a_run_puts_together_what_it_built(built: Built, tmp_path: Path) -> None:
    folder = written(put_together(built.places), tmp_path / "all")
    for path in folder.iterdir():
        if path.suffix != ".xlsx":
            assert (built.output / "all" / path.name).read_bytes() == path.read_bytes(), path.name


def test_texts_of_all_files_end_their_lines_alike(all_files: Path) -> None:
    for path in all_files.glob("*.[cjm]*"):
        content = path.read_bytes()
        assert content.endswith(b"\n")
        assert b"\r" not in content
        assert not content.startswith("\ufeff".encode())


def test_no_usable_document_gives_no_rows(places: tuple[PartPlace, ...], tmp_path: Path) -> None:
    unusable = [place for place in places if place.status != "built"]
    folder = written(put_together(unusable), tmp_path / "all")
    assert plain_rows(folder / "services.csv") == []
    numbers = plain_rows(folder / "producer_by_area.csv")
    assert [row["total"] for row in numbers] == ["0"] * 12
    assert [row["document"] for row in plain_rows(folder / "documents.csv")] == [
        *("lappi", "rikki", "ylitornio")
    ]
    (row, *_) = plain_rows(folder / "common_services.csv")
    assert (row["documents"], row["records"]) == ("0", "0")


def test_documents_may_be_called_like_a_column(built: Built, tmp_path: Path) -> None:
    places = []
    for name in ("total", "producer", "total.pdf", "not_stated"):
        folder = tmp_path / "output" / name
        shutil.copytree(built.output / "lahti", folder)
        places.append(PartPlace(tmp_path / f"{name}.pdf", folder, "built"))
    combined = put_together(places)
    folder = written(combined, tmp_path / "all")
    own = built.part_rows("lahti", "service_producers")
    header, *_ = (folder / "producer_by_area.csv").read_text(encoding="utf-8").splitlines()
    columns = header.split(",")
    assert len(set(columns)) == len(columns) == 6
    assert columns[0] == "producer"
    assert columns[-1] == "total"
    for row in plain_rows(folder / "producer_by_area.csv"):
        count = sum(one["producer"] == row["producer"] for one in own)
        if row["producer"] != "not_stated":
            assert [row[name] for name in columns[1:]] == [*([str(count)] * 4), str(4 * count)]


def test_a_larger_file_is_read_row_by_row(
    combined: Combined, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {"cells", "empty_cells"}.isdisjoint(combined.tables)

    def refuse(*_: object, **__: object) -> None:
        raise InputError("test", "cells are no frame")

    monkeypatch.setattr(pd, "DataFrame", refuse)
    assert len(combined_files(combined, WORKBOOK, "plain")["cells.csv"]) > 1000

"""The main job on the real document, against its transcription and expected records."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from tests.printing.appendix import COLUMN_GROUPS, transcription
from tests.support.command_line import REAL_PDF, ROOT, files_in, read_csv, run
from tests.support.empty_places import (
    EXPECTED,
    FIELDS,
    BoxOnPage,
    Evidence,
    astray,
    empty_places,
    places_of,
)

COMMITTED = ROOT / "output" / REAL_PDF.stem
NOT_COMMITTED = (".current.json", f"{REAL_PDF.stem}.xlsx", f"{REAL_PDF.stem}.html")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs without the corrections of the ledger."""
    folder = tmp_path_factory.mktemp("real")
    completed = run("build", REAL_PDF, "--without-decisions", "--output", folder)
    assert (completed.returncode, completed.stderr) == (0, "")
    return folder / REAL_PDF.stem


def expected(name: str) -> list[dict[str, str]]:
    return read_csv(EXPECTED / f"{name}.csv")


@pytest.mark.parametrize("name", ["services", "service_producers", "producer_by_tem_area"])
def test_records_are_the_expected_ones(outputs: Path, name: str) -> None:
    wanted = expected(name)
    columns = list(wanted[0])
    assert [{c: row[c] for c in columns} for row in read_csv(outputs / f"{name}.csv")] == wanted


def test_findings_are_the_expected_ones(outputs: Path) -> None:
    wanted = expected("findings")
    found = read_csv(outputs / "findings.csv")
    columns = list(wanted[0])
    assert Counter(tuple(row[c] for c in columns) for row in found) == Counter(
        tuple(row[c] for c in columns) for row in wanted
    )
    order = [("error", "warning", "info").index(row["severity"]) for row in found]
    assert order == sorted(order)
    assert {row["status"] for row in found} == {"open"}
    assert all(row["page"] and row["cell_ref"] and row["message"] for row in found)


def test_each_cell_stands_where_the_transcription_has_it(outputs: Path) -> None:
    fields = list(FIELDS)
    wanted = {
        (row["table"], row["row"], str(fields.index(key) + 1)): " ".join(row[key].split())
        for row in transcription()
        for key in fields
        if row[key]
    }
    cells = [row for row in read_csv(outputs / "cells.csv") if row["table"]]
    assert {(c["table"], c["row"], c["column"]): c["text"] for c in cells} == wanted
    assert len(cells) == 272
    assert {cell["fate"] for cell in cells} == {"used"}


def test_each_cell_was_read_into_its_field(outputs: Path) -> None:
    fields = list(FIELDS.values())
    for cell in read_csv(outputs / "cells.csv"):
        if cell["service_id"]:
            assert cell["cell_ref"] == f"{cell['service_id']}/{cell['field']}"
            assert cell["field"] == fields[int(cell["column"]) - 1]


def test_every_empty_cell_has_one_box(outputs: Path) -> None:
    empty = read_csv(outputs / "empty_cells.csv")
    places = [place for row in empty for place in places_of(row)]
    assert len(places) == len(set(places)) == 117
    assert set(places) == empty_places()
    assert [row["cell_ref"] for row in empty] == ["/".join(place) for place in places]


def test_each_empty_cell_is_on_the_page_of_its_row_and_columns(outputs: Path) -> None:
    pages = {row["service_id"]: row["pages"] for row in read_csv(outputs / "services.csv")}
    for row in read_csv(outputs / "empty_cells.csv"):
        groups = COLUMN_GROUPS[row["table"]]
        number = next(
            n for n, group in enumerate(groups) for c in group if FIELDS[c] == row["field"]
        )
        printed = pages[row["service_id"]].split(";") if row["service_id"] else ["32"]
        assert row["page"] == printed[number]


def test_each_empty_cell_lies_between_its_neighbours(outputs: Path) -> None:
    assert list(Evidence.of(outputs).misplaced()) == []


def test_no_letter_stands_in_an_empty_cell(outputs: Path) -> None:
    with pdfplumber.open(REAL_PDF) as pdf:
        letters = {page.page_number: page.chars for page in pdf.pages}
    for row in read_csv(outputs / "empty_cells.csv"):
        box = BoxOnPage.of(row)
        inside = [char["text"] for char in letters[int(row["page"])] if box.holds(char)]
        assert not "".join(inside).strip()


def test_each_finding_leads_to_its_cell(outputs: Path) -> None:
    assert astray(outputs) == []


def test_every_word_of_the_text_layer_is_kept_as_often_as_it_stands_there(outputs: Path) -> None:
    printed = (EXPECTED / "text-layer.txt").read_text(encoding="utf-8").split()
    kept = [word for row in read_csv(outputs / "cells.csv") for word in row["text"].split()]
    assert len(printed) == 668
    assert Counter(kept) == Counter(printed)


def test_text_outside_the_tables_is_the_title_and_the_introduction(outputs: Path) -> None:
    lines = [row for row in read_csv(outputs / "cells.csv") if not row["table"]]
    assert [(r["cell_ref"], r["fate"], r["rule"], r["field"]) for r in lines] == [
        ("p1/1", "used", "", "area"),
        ("p1/2", "set_aside", "introduction", ""),
        ("p1/3", "set_aside", "introduction", ""),
    ]


def test_pages_are_those_the_row_is_printed_on(outputs: Path) -> None:
    pages = {row["service_id"]: row["pages"] for row in read_csv(outputs / "services.csv")}
    assert pages["person.velvoittava-tyonvalitys"] == "2;16;30"
    assert pages["person.etsiva-nuorisotyo"] == "3;17;31"
    assert pages["employer.starttiraha"] == "32;46"
    assert pages["employer.paijat-hameen-liitto"] == "33;47"


def test_reconciliation_adds_up(outputs: Path) -> None:
    report = json.loads((outputs / "validation.json").read_text(encoding="utf-8"))
    counts = {entry["kind"]: entry for entry in report["reconciliation"]}
    assert (counts["words"]["read"], counts["cells"]["read"], counts["lines"]["read"]) == (
        668,
        272,
        3,
    )
    for entry in counts.values():
        assert entry["read"] == entry["used"] + entry["set_aside"] + entry["findings"]
    assert sum(entry["count"] for entry in report["records"]) == 55
    assert len(report["records"]) == 6


def test_report_and_json_list_the_same_findings(outputs: Path) -> None:
    report = json.loads((outputs / "validation.json").read_text(encoding="utf-8"))
    text = (outputs / "validation.md").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("- [`")]
    assert len(listed) == len(report["findings"]) == 18
    for finding, line in zip(report["findings"], listed, strict=True):
        identity = finding["finding_id"]
        link = f"[`{identity}`]({REAL_PDF.stem}.html#finding-{identity})"
        assert line.startswith(f"- {link} · **{finding['check']}** ·")


def test_data_package_describes_each_csv_file(outputs: Path) -> None:
    package = json.loads((outputs / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == {path.name for path in outputs.glob("*.csv")}
    for path, resource in described.items():
        rows = read_csv(outputs / path)
        assert resource["rowCount"] == len(rows)
        assert resource["bytes"] == (outputs / path).stat().st_size
        fields = resource["schema"]["fields"]
        if rows:
            assert [field["name"] for field in fields] == list(rows[0])
        for field in fields:
            allowed = field.get("constraints", {}).get("enum")
            assert allowed is None or {row[field["name"]] for row in rows} <= set(allowed)


def test_files_are_plain_text(outputs: Path) -> None:
    for name, content in files_in(outputs).items():
        if not name.endswith(".xlsx"):
            assert not content.startswith(b"\xef\xbb\xbf")
            assert b"\r" not in content
            content.decode("utf-8")


def test_the_ledger_corrects_the_misprint_and_nothing_else(outputs: Path, tmp_path: Path) -> None:
    assert run("build", REAL_PDF, "--output", tmp_path).returncode == 0
    corrected = tmp_path / REAL_PDF.stem
    before, after = read_csv(outputs / "services.csv"), read_csv(corrected / "services.csv")
    (old, new) = next((a, b) for a, b in zip(before, after, strict=True) if a != b)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert old["service_id"] == new["service_id"] == "person.vuorotteluvapaan-sijasen-etsiminen"
    assert new["service"] == old["service"].replace("sijasen", "sijaisen")
    (correction,) = read_csv(corrected / "corrections.csv")
    assert (correction["printed"], correction["value"]) == (old["service"], new["service"])
    for name in ("cells.csv", "findings.csv", "service_producers.csv"):
        assert (outputs / name).read_bytes() == (corrected / name).read_bytes()


def test_committed_outputs_are_current(tmp_path: Path) -> None:
    assert run("build", REAL_PDF, "--output", tmp_path).returncode == 0
    fresh = files_in(tmp_path / REAL_PDF.stem)
    committed = files_in(COMMITTED)
    for name in NOT_COMMITTED:
        fresh.pop(name)
        committed.pop(name, None)
    assert committed == fresh, "run make and commit output/"

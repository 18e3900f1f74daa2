"""What the outputs of a spreadsheet say of it: places, notes, proofs and decisions."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import frictionless
import jsonschema
import pytest
import yaml
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from pipeline.api import read
from tests.support.command_line import ROOT, SCHEMAS, run_apart
from tests.support.sheet_builds import (
    EMPLOYER,
    EMPLOYER_ROWS,
    PERSON,
    PERSON_ROWS,
    TITLE,
    Built,
    TypedSheet,
    build_sheets,
    build_spreadsheet,
    rows_at,
    run_here,
    type_workbook,
)

JSON_SCHEMA = ROOT / "pipeline" / "outputs" / "validation.schema.json"
TEXTS = {"A1": TITLE} | rows_at("A3", [PERSON, *PERSON_ROWS])
EMPLOYERS = TypedSheet("Työnantajat 1", rows_at("A1", [EMPLOYER, *EMPLOYER_ROWS]))
GOOD = (TypedSheet("Palvelut", TEXTS), EMPLOYERS)


def noted(built: Built) -> set[tuple[str, str, str]]:
    """The findings but those on values."""
    return {found for found in built.findings() if found[0] != "mark-uncertain"}


def test_hidden_rows_columns_and_sheets_are_left_out_and_told(tmp_path: Path) -> None:
    built = build_sheets(
        tmp_path,
        TypedSheet("Palvelut", TEXTS, hidden_rows=[5, 20], hidden_columns=["H", "K"]),
        EMPLOYERS,
        TypedSheet("Vanhat", {"A1": "Poistettu"}, hidden=True),
        TypedSheet("Tyhjä", {}, hidden=True),
    )
    found = noted(built)
    assert ("rows-hidden", "Palvelut!5:5", "Palvelut!5:5") in found
    assert ("columns-hidden", "Palvelut!H:H", "Palvelut!H:H") in found
    assert ("sheet-hidden", "Vanhat", "") in found
    assert ("hidden-empty", "Tyhjä", "") in found
    # The column that is hidden is missing, which is an error of its own.
    assert ("heading-missing", "Uusi työnhakija", "") in {(c, v, "") for c, v, _ in found}
    cells = built.csv("cells")
    assert "Koulutus-neuvonta" not in {cell["text"] for cell in cells}
    assert {cell["sheet_cell"] for cell in cells if cell["text"] == "Alkukartoitus"} == {
        "Palvelut!A7"
    }


def test_a_comment_is_told_at_its_cell(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    book = load_workbook(path)
    book["Palvelut"]["B4"].comment = Comment("Vielä auki", "Maija")
    book["Palvelut"]["G4"].comment = Comment("Tyhjä toistaiseksi", "Maija")
    book.save(path)
    (typed, empty) = [
        f for f in build_spreadsheet(path).csv("findings") if f["check"] == "cell-comment"
    ]
    assert (typed["service_id"], typed["field"]) == ("person.tyo-ja-uraohjaus", "service_type")
    assert (typed["sheet_cell"], typed["severity"]) == ("Palvelut!B4", "warning")
    assert "Vielä auki" in typed["value"]
    assert (empty["cell_ref"], empty["sheet_cell"]) == (
        "person.tyo-ja-uraohjaus/multidisciplinary",
        "Palvelut!G4",
    )


def test_a_formula_without_a_result_is_an_error_and_one_with_it_is_read(tmp_path: Path) -> None:
    texts = {**TEXTS, "B4": '="Lakisää"&"teinen"'}
    built = build_sheets(tmp_path, TypedSheet("Palvelut", texts), EMPLOYERS)
    assert built.run.returncode == 1
    (found,) = [f for f in built.csv("findings") if f["check"] == "formula-not-stored"]
    assert (found["sheet_cell"], found["field"]) == ("Palvelut!B4", "service_type")
    assert "Palvelut!B4" in found["message"]


def test_the_report_tells_of_sheets_and_not_of_pages(tmp_path: Path) -> None:
    built = build_sheets(tmp_path, *GOOD)
    assert "read from 2 sheets" in built.run.stdout
    report = (built.folder / "validation.md").read_text(encoding="utf-8")
    assert "- Välilehtiä: 2\n" in report
    assert "Luettu suoraan taulukkotiedoston soluista, välilehtiä 2." in report
    assert "· Palvelut!D7 —" in report
    assert "ivuja" not in report
    assert "PDF" not in report
    data = json.loads((built.folder / "validation.json").read_text(encoding="utf-8"))
    schema = json.loads(JSON_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    assert "shown" not in data
    assert data["source"]["sheets"] == [
        {"number": 1, "name": "Palvelut"},
        {"number": 2, "name": "Työnantajat 1"},
    ]
    for balance in data["reconciliation"]:
        parts = balance["used"] + balance["set_aside"] + balance["findings"]
        assert balance["read"] == parts
    words = sum(len(text.split()) for sheet in GOOD for text in sheet.texts.values())
    assert data["reconciliation"][0]["read"] == words


@pytest.mark.parametrize("kind", ["plain", "excel"])
def test_the_data_package_describes_the_files(kind: str, tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    built = build_spreadsheet(path, "--csv", kind)
    done = frictionless.validate(str(built.folder / "datapackage.json"))
    assert [error.message for task in done.tasks for error in task.errors] == []
    assert done.errors == []
    package = json.loads((built.folder / "datapackage.json").read_text(encoding="utf-8"))
    last = {r["name"]: r["schema"]["fields"][-1]["name"] for r in package["resources"]}
    assert {name for name, field in last.items() if field == "sheet_cell"} == {
        "cells",
        "empty_cells",
        "findings",
    }


def test_decisions_are_recorded_and_followed(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    (found,) = build_spreadsheet(path).csv("findings")
    done = run_here("decide", path, found["finding_id"], "--accept", "--reason", "Alue vahvisti")
    assert done.returncode == 0, done.stderr
    key = "person.kielitesti/producer_text"
    done = run_here("decide", path, key, "--value", "Ostopalvelu", "--reason", "Alue korjasi")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "liite.decisions.csv").exists()
    built = build_spreadsheet(path)
    assert built.csv("findings")[0]["status"] == "accepted"
    (corrected,) = built.csv("corrections")
    assert (corrected["printed"], corrected["value"]) == ("Kunnat", "Ostopalvelu")
    producers = {p["producer"] for p in built.csv("service_producers")}
    assert "municipalities" in producers
    assert built.csv("service_producers")[3]["producer"] == "purchased_service"


def test_another_file_than_the_source_file_names_is_refused(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    source = tmp_path / "liite.source.yaml"
    source.write_text(yaml.safe_dump({"sha256": "0" * 64}), encoding="utf-8")
    done = build_spreadsheet(path).run
    assert done.returncode == 3
    assert "source-changed" in done.stderr
    own = hashlib.sha256(path.read_bytes()).hexdigest()
    source.write_text(yaml.safe_dump({"sha256": own, "title": TITLE}), encoding="utf-8")
    assert build_spreadsheet(path).run.returncode == 0


def test_inspect_tells_of_sheets(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    told = run_here("inspect", path).stdout
    assert told.startswith("liite.xlsx: 2 sheets\n")
    assert "Table person: sheets Palvelut, found by cells" in told
    drawn = run_here("inspect", path, "--images", tmp_path / "images")
    assert drawn.returncode == 2
    assert "is a spreadsheet and has no pages to draw" in drawn.stderr
    assert not (tmp_path / "images").exists()


STOCK = [
    ("Laite", "Paikka", "Määrä"),
    *((f"Laite {n}", "Lahti" if n % 2 else "Heinola", str(n)) for n in range(1, 9)),
]


def test_a_draft_of_unknown_tables_builds(tmp_path: Path) -> None:
    sheets = [
        TypedSheet("Laitteet", {"A1": "Laiteluettelo"} | rows_at("A3", STOCK)),
        TypedSheet("Muut", rows_at("B2", [("Nimi", "Hinta"), ("Tuoli", "10"), ("Pöytä", "20")])),
    ]
    path = type_workbook(tmp_path / "luettelo.xlsx", sheets)
    drafted = tmp_path / "drafted"
    done = run_here("inspect", path, "--draft-schema", drafted)
    assert done.returncode == 0, done.stderr
    built = build_spreadsheet(path, schemas=drafted)
    assert built.run.returncode == 0, built.run.stderr
    names = [record["name"] for record in built.csv("records")]
    assert names == [row[0] for row in STOCK[1:]] + ["Tuoli", "Pöytä"]


def test_a_program_reads_a_spreadsheet(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    result = read(path)
    assert result.summary().startswith("6 records from 2 sheets; ")
    assert list(result.cells["sheet_cell"])[:2] == ["Palvelut!A1", "Palvelut!A3"]
    assert result.cells["x0"].isna().all()
    folder = result.save(tmp_path / "saved")
    assert (folder / "liite.html").exists()
    assert (folder / "cells.csv").read_text(encoding="utf-8").count("\n") == len(result.cells) + 1


def test_a_spreadsheet_without_a_known_table_is_refused_with_its_sheet(tmp_path: Path) -> None:
    built = build_sheets(tmp_path, TypedSheet("Laitteet", rows_at("A1", STOCK)))
    assert built.run.returncode == 3
    assert "has a table on the sheet Laitteet, but none with the headings" in built.run.stderr
    alone = build_sheets(tmp_path, TypedSheet("Muistio", {"A1": "Vain tekstiä", "A3": "Muuta"}))
    assert alone.run.returncode == 3
    assert "has text (from the sheet Muistio on) but nothing that looks like" in alone.run.stderr


def test_struck_text_is_told_and_stays_in_its_value(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    book = load_workbook(path)
    struck = TextBlock(InlineFont(strike=True), "Ostopalvelu")
    book["Palvelut"]["C7"] = CellRichText("Kunnat, ", struck)
    book.save(path)
    built = build_spreadsheet(path)
    (found,) = [f for f in built.csv("findings") if f["check"] == "text-struck"]
    assert (found["value"], found["sheet_cell"]) == ("Ostopalvelu", "Palvelut!C7")
    assert "See the cell Palvelut!C7" in found["message"]
    producers = [p for p in built.csv("service_producers") if "alkukartoitus" in p["service_id"]]
    assert [p["producer"] for p in producers] == ["municipalities", "purchased_service"]


def test_the_schema_says_how_numbers_are_displayed(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    book = load_workbook(path)
    book["Palvelut"]["A4"] = 1234.5
    book["Palvelut"]["A4"].number_format = "#,##0.00"
    book.save(path)
    assert build_spreadsheet(path).csv("services")[0]["service"] == "1 234,50"
    schemas = tmp_path / "schemas"
    shutil.copytree(SCHEMAS, schemas)
    described = schemas / "appendix.yaml"
    signs = "spreadsheets: {decimal: '.', thousands: ','}"
    described.write_text(f"{described.read_text(encoding='utf-8')}\n{signs}\n", encoding="utf-8")
    english = build_spreadsheet(path, schemas=schemas)
    assert english.csv("services")[0]["service"] == "1,234.50"
    same = described.read_text(encoding="utf-8").replace("thousands: ','", "thousands: '.'")
    described.write_text(same, encoding="utf-8")
    refused = build_spreadsheet(path, schemas=schemas).run
    assert refused.returncode == 2
    assert "decimal and thousands are the same sign" in refused.stderr


def test_headings_over_two_rows_are_paths(tmp_path: Path) -> None:
    rows = [("Kohde", "Suunnitelma", "", "Toteuma", ""), ("", "2019", "2020", "2019", "2020")]
    rows += [(f"Kohde {n}", str(n), str(n + 1), str(n + 2), str(n + 3)) for n in range(1, 5)]
    merged = ["A3:A4", "B3:C3", "D3:E3"]
    sheet = TypedSheet("Talous", {"A1": "Talousarvio"} | rows_at("A3", rows), merged=merged)
    path = type_workbook(tmp_path / "talous.xlsx", [sheet])
    drafted = tmp_path / "drafted"
    done = run_here("inspect", path, "--draft-schema", drafted)
    assert done.returncode == 0, done.stderr
    for heading in ("Suunnitelma / 2019", "Suunnitelma / 2020", "Toteuma / 2019", "Toteuma / 2020"):
        assert heading in done.stdout
    built = build_spreadsheet(path, schemas=drafted)
    assert built.run.returncode == 0, built.run.stderr
    first = list(built.csv("records")[0].values())
    assert [text for text in first if text.isdecimal()] == ["1", "2", "3", "4", "1"]
    groups = {c["sheet_cell"] for c in built.csv("cells") if "heading-group" in c["cell_ref"]}
    assert groups == {"Talous!B3:C3", "Talous!D3:E3"}


def test_a_build_apart_writes_the_same_bytes_twice(tmp_path: Path) -> None:
    path = type_workbook(tmp_path / "liite.xlsx", GOOD)
    for name in ("one", "two"):
        done = run_apart("build", path, "--output", tmp_path / name)
        assert done.returncode == 0, done.stderr
    one, two = (
        {p.name: p.read_bytes() for p in (tmp_path / name / "liite").iterdir()}
        for name in ("one", "two")
    )
    assert one == two

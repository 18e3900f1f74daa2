"""Two other kinds of table, each read with a schemas folder of its own and no other change."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.printing.print_other_tables import (
    CONTRACT_LAYOUT,
    CONTRACTS,
    LIST,
    LIST_LAYOUT,
    Row,
    contract_rows,
    contracts,
    grants,
    list_rows,
    main,
    print_table,
)
from tests.support.command_line import Desk, complaint, files_in, run

SAMPLES = {
    "contracts": (CONTRACTS, ["contracts", "value_by_procedure", "contracts_by_supplier"], 5),
    "government-list": (LIST, ["grants", "amount_by_chapter"], 16),
}


@dataclass(frozen=True)
class Built:
    """A sample and the folder of its outputs."""

    folder: Path
    files: list[str]
    pages: int
    output: Path

    @property
    def pdf(self) -> Path:
        return self.folder / f"{self.folder.name}.pdf"


@pytest.fixture(name="sample", scope="module", params=list(SAMPLES))
def built_sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder, files, pages = SAMPLES[request.param]
    output = tmp_path_factory.mktemp("sample")
    pdf = folder / f"{folder.name}.pdf"
    completed = run("build", pdf, "--schemas", folder / "schemas", "--output", output)
    assert (completed.returncode, completed.stderr) == (0, "")
    return Built(folder, files, pages, output / folder.name)


def test_every_value_is_read(sample: Built) -> None:
    for file in sample.files:
        wanted = (sample.folder / f"{file}.csv").read_text(encoding="utf-8")
        assert (sample.output / f"{file}.csv").read_text(encoding="utf-8") == wanted


def test_there_is_nothing_to_find(sample: Built) -> None:
    assert len((sample.output / "findings.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_the_document_has_its_pages(sample: Built) -> None:
    assert len(pypdfium2.PdfDocument(sample.pdf)) == sample.pages


def test_files_name_the_key_of_the_schema(sample: Built) -> None:
    key = {"contracts": "contract_id", "government-list": "grant_id"}[sample.folder.name]
    for file in ("cells", "empty_cells", "corrections", "findings"):
        header = (sample.output / f"{file}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert key in header.split(",")
    for path in sample.output.iterdir():
        if path.suffix in (".csv", ".json", ".md"):
            assert "service" not in path.read_text(encoding="utf-8")


def test_the_workbook_holds_numbers_and_dates_as_such(sample: Built) -> None:
    sheets = load_workbook(sample.output / f"{sample.folder.name}.xlsx")
    sheet = sheets[{"contracts": "Sopimukset", "government-list": "Määrärahat"}[sample.folder.name]]
    kinds = {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row}
    assert "n" in kinds
    assert ("d" in kinds) == (sample.folder.name == "contracts")


def test_the_descriptor_has_the_types(sample: Built) -> None:
    text = (sample.output / "datapackage.json").read_text(encoding="utf-8")
    resources: list[dict[str, Any]] = json.loads(text)["resources"]
    by_name = {resource["name"]: resource for resource in resources}
    types = {field["name"]: field["type"] for field in by_name[sample.files[0]]["schema"]["fields"]}
    assert types["value" if sample.folder.name == "contracts" else "amount"] == "number"
    sums = by_name[{"contracts": "value_by_procedure"}.get(sample.folder.name, "amount_by_chapter")]
    assert [field["type"] for field in sums["schema"]["fields"]] == ["string", "number"]


def test_the_committed_samples_are_what_the_script_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, folder in (("CONTRACTS", CONTRACTS), ("LIST", LIST)):
        (tmp_path / folder.name).mkdir()
        monkeypatch.setattr(f"tests.printing.print_other_tables.{name}", tmp_path / folder.name)
    main()
    for folder in (CONTRACTS, LIST):
        for name, content in files_in(tmp_path / folder.name).items():
            assert (folder / name).read_bytes() == content


def changed_row(rows: list[Row], number: int, **cells: str) -> list[Row]:
    """A copy of rows with some cells of one changed."""
    assert all(rows[number][name] != text for name, text in cells.items())
    return [{**row, **cells} if i == number else row for i, row in enumerate(rows)]


def build_list(desk: Desk, rows: list[Row], schemas: Path = LIST / "schemas") -> int:
    print_table(desk.pdf, rows, LIST_LAYOUT)
    return desk.build("--schemas", schemas).returncode


def place(rows: list[Row], **cells: str) -> int:
    """The first row with some cells."""
    return next(i for i, row in enumerate(rows) if cells.items() <= row.items())


def test_a_changed_number_breaks_its_totals(clean_desk: Desk) -> None:
    rows = list_rows(grants())
    line = place(rows, number="7.20")
    assert build_list(clean_desk, changed_row(rows, line, amount="1,00")) == 1
    chapter = place(rows[line:], name="Luku yhteensä") + line
    found = {row["check"]: row for row in clean_desk.rows("findings")}
    assert set(found) == {"chapter-total-differs", "total-differs"}
    assert found["chapter-total-differs"]["value"] == rows[chapter]["amount"].replace("\u00a0", " ")
    assert found["total-differs"]["value"] == rows[-1]["amount"].replace("\u00a0", " ")
    assert found["total-differs"]["page"] == "16"
    assert found["total-differs"]["cell_ref"] == "grants/total/kaikki-yhteensa/amount"
    ref = found["total-differs"]["cell_ref"]
    (cell,) = (row for row in clean_desk.rows("cells") if row["cell_ref"] == ref)
    assert (cell["fate"], cell["grant_id"]) == ("used", "")


def test_a_total_that_is_not_printed_is_a_finding(clean_desk: Desk) -> None:
    rows = list_rows(grants())
    line = place(rows, name="Luku yhteensä")
    assert build_list(clean_desk, [*rows[:line], *rows[line + 1 : -1]]) == 1
    found = [(row["check"], row["value"]) for row in clean_desk.rows("findings")]
    assert sorted(found) == [
        ("total-missing", "Opetus ja varhaiskasvatus"),
        ("total-missing", "grants"),
    ]


def test_a_total_may_stand_in_a_line_below_the_table(clean_desk: Desk, tmp_path: Path) -> None:
    schemas = tmp_path / "schemas"
    shutil.copytree(LIST / "schemas", schemas)
    path = schemas / "grants.yaml"
    text = path.read_text(encoding="utf-8")
    old, new = "row: '^Kaikki yhteensä$'", "line: '^Kaikki yhteensä (?P<number>.+) euroa$'"
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    rows = list_rows(grants())
    for total, checks in ((rows[-1]["amount"], []), ("1,00", ["total-differs"])):
        closing = f"Kaikki yhteensä {total} euroa"
        print_table(clean_desk.pdf, rows[:-1], LIST_LAYOUT, closing)
        assert clean_desk.build("--schemas", schemas).returncode == len(checks)
        assert [row["check"] for row in clean_desk.rows("findings")] == checks
    print_table(clean_desk.pdf, rows[:-1], LIST_LAYOUT)
    assert clean_desk.build("--schemas", schemas).returncode == 1
    assert [row["check"] for row in clean_desk.rows("findings")] == ["total-missing"]


@pytest.mark.parametrize(
    ("cells", "check"),
    [
        ({"value": "12,345.00 €"}, "value-unknown"),
        ({"value": "1 23 €"}, "value-unknown"),
        ({"value": "1 234,567 €"}, "value-unknown"),
        ({"value": "noin 100 €"}, "value-unknown"),
        ({"start_date": "31.2.2024"}, "date-unknown"),
        ({"start_date": "2024-02-01"}, "date-unknown"),
        ({"procedure": "Huutokauppa"}, "procedure-unknown"),
    ],
    ids=str,
)
def test_a_value_that_does_not_fit_is_a_finding(clean_desk: Desk, cells: Row, check: str) -> None:
    rows = changed_row(contract_rows(contracts()), 11, **cells)
    print_table(clean_desk.pdf, rows, CONTRACT_LAYOUT)
    completed = clean_desk.build("--schemas", CONTRACTS / "schemas")
    assert completed.returncode == 1
    ((field, text),) = cells.items()
    (found,) = clean_desk.rows("findings")
    key = "h-2023-012"
    assert (found["check"], found["contract_id"], found["field"]) == (check, key, field)
    assert (found["cell_ref"], found["value"]) == (f"{key}/{field}", text)
    assert f"page {found['page']}, cell {key}/{field}" in complaint(completed)
    (record,) = (row for row in clean_desk.rows("contracts") if row["contract_id"] == key)
    assert record[field] == text


SLIPS = {
    "date without a format": ("start_date: {reader: date, format: ['%d.%m.%Y']}",
        "start_date: {reader: date}", "fields.start_date"),
    "date pattern": ("start_date: {reader: date, format: ['%d.%m.%Y']}",
        "start_date: {reader: date, format: ['%d.%b.%Y']}", "%d.%b.%Y"),
    "number without a format": ("format: {decimal: ',', thousands: [' '], decimals: 2, units: [€]}",
        "empty: '0'", "fields.value"),
    "misspelt setting of a number": ("thousands: [' ']", "thousand: [' ']", "thousand"),
    "one sign for two": ("thousands: [' ']", "thousands: [',']", "fields.value"),
    "number that is no number": ("adds: value", "adds: supplier", "value_by_procedure"),
    "tabulation of dates": ("rows: supplier", "rows: end_date", "contracts_by_supplier"),
    "check that a reader cannot make": ("fields: [value], when: unknown",
        "fields: [supplier], when: unknown", "value-unknown"),
    "total without a pattern": ("fields: [value], when: empty",
        "fields: [value], when: total", "value-missing"),
    "key of an unknown field": ("key_from: [register_number]", "key_from: [register]", "register"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), SLIPS.values(), ids=SLIPS)
def test_a_slip_in_the_description_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    schemas = tmp_path / "schemas"
    shutil.copytree(CONTRACTS / "schemas", schemas)
    path = schemas / "contracts.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    pdf = CONTRACTS / "contracts.pdf"
    completed = run("build", pdf, "--schemas", schemas, "--output", tmp_path / "output")
    assert completed.returncode == 2
    line = complaint(completed)
    assert str(path) in line
    assert says in line
    assert not (tmp_path / "output").exists()

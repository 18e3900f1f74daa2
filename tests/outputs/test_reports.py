"""The report for people, the report for programs with its JSON Schema, and the data package."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest
import yaml
from openpyxl import load_workbook

from pipeline.schema.check import BUILT_IN_CHECKS
from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import REAL_PDF, ROOT, SCHEMAS, Desk, read_csv, run
from tests.support.ruled_tables import print_pages

DOCUMENTS = ROOT / "tests" / "documents"
JSON_SCHEMA = ROOT / "pipeline" / "outputs" / "validation.schema.json"
HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"
SERVICE = "person.kulukorvaukset"
# Words of the libraries that check the values, which nobody who reads a report knows.
LIBRARY_WORDS = re.compile(
    r"pandera|pydantic|isin\(|str_matches|str_length|failure|schema_context|dtype|lambda", re.I
)
# A finding in the report for people: its id leads to the review page.
FINDING_LINE = re.compile(r"- \[`(?P<id>[0-9a-f]{10})`\]\(liite\.html#finding-(?P=id)\) · ")


def report(desk: Desk) -> dict[str, Any]:
    """The report for programs."""
    data = json.loads((desk.outputs / "validation.json").read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def problems(data: dict[str, Any]) -> list[str]:
    """What the published JSON Schema finds wrong in a report."""
    schema = json.loads(JSON_SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def decided(desk: Desk, *lines: str) -> None:
    desk.ledger.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")


# The report for programs.


@pytest.mark.parametrize("options", [(), ("--lang", "en"), ("--fail-on", "never")])
def test_reports_fit_their_json_schema(desk: Desk, options: tuple[str, ...]) -> None:
    (found, *_) = desk.rows("findings")
    decided(
        desk,
        f"accept,{found['finding_id']},,,,,asked,2026-01-31",
        "correct,,employer.starttiraha,service,Starttiraha,Starttirahat,asked,2026-01-31",
    )
    assert desk.build(*options).returncode == 0
    assert problems(report(desk)) == []
    assert report(desk)["findings"][0]["accepted_because"] == "asked"


def test_a_report_of_errors_fits_too(clean_desk: Desk) -> None:
    rows = changed(transcription(), "person", 8, type="Pakollinen", producer="Seppä")
    print_appendix(clean_desk.pdf, rows)
    assert clean_desk.build().returncode == 1
    data = report(clean_desk)
    assert problems(data) == []
    assert (data["usable"], data["workbook_source_sha256"]) == (False, None)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("usable"),
        lambda data: data.update(more=1),
        lambda data: data["source"].update(sha256="abc"),
        lambda data: data["open_findings"].update(error=-1),
        lambda data: data["findings"][0].update(severity="fatal"),
        lambda data: data["findings"][0].update(status="closed"),
        lambda data: data["findings"][0].update(finding_id="C6595A2712"),
        lambda data: data["findings"][0].update(page=0),
        lambda data: data["findings"][0].update(page="16"),
        lambda data: data["findings"][0].pop("advice"),
        lambda data: data["reconciliation"].pop(),
        lambda data: data["records"][0].update(count=0),
        lambda data: data["findings"][0].pop("service_id"),
        lambda data: data["findings"][0].update(more="x"),
        lambda data: data["findings"][0].update(service_id=None),
        lambda data: data["source"].update(more="x"),
        lambda data: data["corrections"].append({"service_id": "x"}),
    ],
)
def test_the_json_schema_refuses_what_is_no_report(built: Desk, spoil: Any) -> None:
    data = report(built)
    assert problems(data) == []
    spoil(data)
    assert problems(data) != []


SAMPLES = ("contracts", "government-list", "layoff-notices", "transport-contracts")


@pytest.mark.parametrize("name", SAMPLES)
def test_reports_of_every_schemas_folder_fit(tmp_path: Path, name: str) -> None:
    folder = DOCUMENTS / name
    options = ("--schemas", folder / "schemas", "--output", tmp_path, "--fail-on", "never")
    assert run("build", folder / f"{name}.pdf", *options).returncode == 0
    data = json.loads((tmp_path / name / "validation.json").read_text(encoding="utf-8"))
    assert problems(data) == []


def test_a_report_by_a_drafted_schemas_folder_fits(tmp_path: Path) -> None:
    pdf, draft = tmp_path / "outside.pdf", tmp_path / "draft"
    print_pages(pdf, [(60, (("Name", "Value"), ("a", "1"))), (300, (("Framed text",),))])
    assert run("inspect", pdf, "--draft-schema", draft).returncode == 0
    options = ("--schemas", draft, "--output", tmp_path, "--fail-on", "never")
    assert run("build", pdf, *options).returncode == 0
    report_path = tmp_path / pdf.stem / "validation.json"
    data = json.loads(report_path.read_text(encoding="utf-8"))
    assert data["findings"]
    assert problems(data) == []


def test_the_json_schema_names_nothing_of_one_kind_of_table() -> None:
    text = JSON_SCHEMA.read_text(encoding="utf-8")
    assert [word for word in ("service", "area", "appendix") if word in text.lower()] == []


def test_the_json_report_is_english_whatever_the_language(desk: Desk) -> None:
    finnish = report(desk)
    assert desk.build("--lang", "en").returncode == 0
    assert report(desk) == finnish
    assert {f["read_as"] for f in finnish["findings"] if f["value"] == "?"} == {
        "Unclear (?)",
        "Uncertain (?)",
    }


# The report for people.


def finding_lines(desk: Desk) -> dict[str, str]:
    """The lines of the findings by id."""
    text = (desk.outputs / "validation.md").read_text(encoding="utf-8")
    found = ((FINDING_LINE.match(line), line) for line in text.splitlines())
    return {match["id"]: line for match, line in found if match}


@pytest.mark.parametrize("language", ["fi", "en"])
def test_each_finding_has_one_line_with_everything(desk: Desk, language: str) -> None:
    assert desk.build("--lang", language).returncode == 0
    lines = finding_lines(desk)
    findings = report(desk)["findings"]
    assert list(lines) == [f["finding_id"] for f in findings]
    labels = yaml.safe_load((SCHEMAS / "labels.yaml").read_text(encoding="utf-8"))
    for finding in findings:
        line = lines[finding["finding_id"]]
        assert f"**{finding['check']}**" in line
        assert labels["fields"][finding["field"]][language] in line
        assert f"{'sivu' if language == 'fi' else 'page'} {finding['page']}" in line
        assert f"`{finding['service_id']}`" in line or not finding["service_id"]
        empty = "(tyhjä)" if language == "fi" else "(empty)"
        opening = "”" if language == "fi" else "“"
        assert (f"{opening}{finding['value']}”" if finding["value"] else empty) in line
        assert labels["checks"][finding["check"]]["advice"][language].split("{")[0] in line


def test_the_report_says_how_to_decide(built: Desk) -> None:
    text = (built.outputs / "validation.md").read_text(encoding="utf-8")
    commands = re.findall(r"`(\.venv/bin/liitetaulukko decide [^`]*)`", text)
    assert [("--value" in c, "--accept" in c) for c in commands] == [(True, False), (False, True)]
    assert all(f"/{built.pdf.name} TUNNISTE " in c and "--reason " in c for c in commands)
    assert "ajetaan sama build-komento:" in text


def test_a_corrected_value_is_shown_with_the_printed_one_everywhere(desk: Desk) -> None:
    # Corrected to a text that is in doubt as well, so that a finding remains on it.
    decided(desk, f"correct,,{SERVICE},tem_area,?,5 Tieto ?,asked,2026-01-31")
    assert desk.build("--fail-on", "never").returncode == 0
    (correction,) = desk.rows("corrections")
    assert (correction["printed"], correction["value"]) == ("?", "5 Tieto ?")
    workbook = load_workbook(desk.workbook)
    for sheet in ("Havainnot", "Sanasto"):
        texts = {cell.value for row in workbook[sheet].iter_rows() for cell in row}
        assert "5 Tieto ? (korjattu, painettu ”?”)" in texts
    services = {cell.value for row in workbook["Palvelut"].iter_rows() for cell in row}
    assert "TEM-palvelualue: ”?”" in services
    (finding,) = [f for f in report(desk)["findings"] if f["service_id"] == SERVICE]
    assert (finding["value"], finding["printed"]) == ("5 Tieto ?", "?")
    line = finding_lines(desk)[finding["finding_id"]]
    assert "”5 Tieto ?”" in line
    assert "korjattu, painettu ”?”" in line
    text = (desk.outputs / "validation.md").read_text(encoding="utf-8")
    assert f"| {SERVICE} | TEM-palvelualue | ? | 5 Tieto ? | asked |" in text


@pytest.mark.parametrize(("language", "signs"), [("fi", "””"), ("en", "“”")])
def test_each_language_has_its_quotation_marks(desk: Desk, language: str, signs: str) -> None:
    decided(desk, f"correct,,{SERVICE},tem_area,?,5 Tieto ?,asked,2026-01-31")
    assert desk.build("--fail-on", "never", "--lang", language).returncode == 0
    report_text = (desk.outputs / "validation.md").read_text(encoding="utf-8")
    rows = (row for sheet in load_workbook(desk.workbook) for row in sheet.iter_rows())
    cells = [str(cell.value) for row in rows for cell in row if cell.value]
    for text in (report_text, "\n".join(cells)):
        marks = "".join(re.findall("[“”]", text))
        # Each pair that opens is closed; the source has no quotation marks of its own.
        assert len(marks) > 20
        assert marks == signs * (len(marks) // 2)
    printed = f"{signs[0]}?{signs[1]}"
    assert f"TEM-palvelualue: {printed}" in cells or f"TEM service area: {printed}" in cells
    (source_words,) = (c for c in cells if c.startswith(("Lähteen omat", "The source's own")))
    assert f": {signs[0]}Tässä on alustavalla" in source_words


def test_another_field_of_a_corrected_record_is_not_marked(desk: Desk) -> None:
    service = "employer.yritysjarjestot"
    decided(desk, f"correct,,{service},service_type,,Lakisääteinen ?,asked,2026-01-31")
    assert desk.build().returncode == 0
    lines = [line for line in finding_lines(desk).values() if service in line]
    assert [("type-uncertain" in line, "korjattu, painettu (tyhjä)" in line) for line in lines] == [
        (True, True),
        (False, False),
    ]


def test_findings_keep_their_order_when_one_is_added(built: Desk, clean_desk: Desk) -> None:
    print_appendix(clean_desk.pdf, changed(transcription(), "person", 8, producer="", type=""))
    assert clean_desk.build().returncode == 0
    before, after = (list(finding_lines(desk)) for desk in (built, clean_desk))
    added = [identity for identity in after if identity not in before]
    assert len(added) == 2
    assert [identity for identity in after if identity not in added] == before


def test_no_library_speaks_to_readers(clean_desk: Desk) -> None:
    rows = changed(transcription(), "person", 8, type="Pakollinen", producer="Seppä", tem="7 Muu")
    rows = changed(rows, "person", 13, integration_client="kyllä", multidisciplinary="ei")
    print_appendix(clean_desk.pdf, rows)
    completed = clean_desk.build()
    assert completed.returncode == 1
    names = ("validation.md", "validation.json", "findings.csv")
    texts = [(clean_desk.outputs / name).read_text(encoding="utf-8") for name in names]
    for text in [completed.stderr, *texts]:
        assert LIBRARY_WORDS.findall(text) == []


# The data package.


def invalid(folder: Path) -> list[str]:
    """What frictionless finds wrong in a data package."""
    done = frictionless.validate(str(folder / "datapackage.json"))
    return [error.message for task in done.tasks for error in task.errors] + [
        error.message for error in done.errors
    ]


KINDS = {
    "appendix": (REAL_PDF, SCHEMAS),
    **{
        name: (DOCUMENTS / name / f"{name}.pdf", DOCUMENTS / name / "schemas")
        for name in ("contracts", "government-list")
    },
}


@pytest.mark.parametrize(("pdf", "schemas"), KINDS.values(), ids=KINDS)
def test_the_data_package_is_valid(tmp_path: Path, pdf: Path, schemas: Path) -> None:
    assert run("build", pdf, "--schemas", schemas, "--output", tmp_path).returncode == 0
    folder = tmp_path / pdf.stem
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    listed = {resource["path"] for resource in descriptor["resources"]}
    assert listed == {path.name for path in folder.glob("*.csv")}
    assert invalid(folder) == []


def test_a_value_against_its_table_schema_is_a_finding_and_invalid_alike(tmp_path: Path) -> None:
    folder = DOCUMENTS / "layoff-notices"
    pdf = folder / "layoff-notices.pdf"
    # Its schemas folder makes a broken limit a warning, so that the list can be used meanwhile.
    completed = run("build", pdf, "--schemas", folder / "schemas", "--output", tmp_path)
    assert completed.returncode == 0
    findings = read_csv(tmp_path / pdf.stem / "findings.csv")
    broken = [row for row in findings if row["check"] == "schema-broken"]
    assert len(invalid(tmp_path / pdf.stem)) == len(broken) == 1
    assert "5016-05-15" in invalid(tmp_path / pdf.stem)[0]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("services.csv", ",statutory,", ",statutary,"),
        ("services.csv", "employer.starttiraha", "Employer starttiraha"),
        ("service_producers.csv", ",stated\n", ",certain\n"),
        ("findings.csv", ",warning,", ",severe,"),
        ("producer_by_tem_area.csv", "organisations,0", "organisations,-1"),
    ],
)
def test_a_changed_file_is_no_longer_valid(desk: Desk, file: str, old: str, new: str) -> None:
    path = desk.outputs / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert invalid(desk.outputs) != []


# The list of checks.


def test_every_check_is_listed_with_its_meaning() -> None:
    declared = yaml.safe_load((SCHEMAS / "appendix.yaml").read_text(encoding="utf-8"))["checks"]
    names = [check["check"] for check in declared]
    expected = {*names, *BUILT_IN_CHECKS}
    for language in ("fi", "en"):
        listed = json.loads(run("checks", "--json", "--lang", language).stdout)
        assert {check["check"] for check in listed} == expected
        assert len(listed) == len(expected)
        for check in listed:
            assert check["meaning"].endswith("."), check
            assert check["advice"], check
            assert "{" not in check["meaning"] + check["advice"]
            # A meaning of its own, not a message with its places left open.
            assert "…" not in check["meaning"], check
    text = run("checks").stdout
    for check in listed:
        assert f"\n{check['check']} " in f"\n{text}"
    severities = {check["check"]: check["severity"] for check in listed}
    assert severities["type-missing"] == "warning"
    assert {c["check"] for c in listed if c["scope"] == "group"} == {
        "tem-area-missing",
        "column-without-marks",
    }


def test_checks_of_another_schemas_folder() -> None:
    folder = DOCUMENTS / "contracts" / "schemas"
    completed = run("checks", "--schemas", folder)
    assert (completed.returncode, completed.stderr) == (0, "")
    own = yaml.safe_load(next(folder.glob("contracts.yaml")).read_text(encoding="utf-8"))
    for check in own["checks"]:
        assert f"{check['check']} " in completed.stdout
    assert run("checks", "--schemas", "none").returncode == 2


def test_a_reader_who_has_seen_enough() -> None:
    command = [sys.executable, "-m", "pipeline", "checks"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        assert ran.stderr.read() == b""
    assert ran.returncode == 0

"""A wording that is nearly a known one is first a misprint of it; one that is not is a new one."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.checks.misprints import MOST_TEXTS, Misprints
from pipeline.finding import Finding
from pipeline.outputs.result import Result
from pipeline.records.readers import reader_of
from pipeline.schema.consistency import load_checked_schema
from pipeline.schema.model import Schema
from pipeline.text.near_wordings import nearest_wordings
from tests.printing.appendix import changed, print_appendix
from tests.printing.print_other_tables import CONTRACTS, contract_rows, contracts
from tests.support.command_line import REAL_PDF, Desk, run
from tests.support.reading import SCHEMA, read, read_document
from tests.support.samples.appendix import good_rows
from tests.support.small_lists import read_contracts

NAME = "Päijät-Hämeen työllisyysalue"


def slips_of(wording: str, step: int) -> Iterator[str]:
    """A wording with a letter left out, doubled, put for its neighbour's, or another in its place.

    Args:
        wording: the wording.
        step: the slips are made at each letter that is a multiple of this.
    """
    for place in range(0, len(wording), step):
        before, letter, after = wording[:place], wording[place], wording[place + 1 :]
        if letter.isalpha():
            yield before + after
            yield before + letter + letter + after
            yield before + "q" + after
            if after[:1].isalpha() and after[0] != letter:
                yield before + after[0] + letter + after[1:]


def looked_up(schema: Schema, field: str, text: str) -> tuple[str, str] | None:
    """The code that is proposed first for a cell, and the cell put right; None where it is read."""
    reading = reader_of(field, schema, NAME)(text)
    if "unknown" not in reading.remarks:
        return None
    proposal = Misprints(schema, NAME).propose(field, reading, text)
    codes = [misprint.nearest[0].entry.code for misprint in proposal.misprints]
    return ", ".join(codes), proposal.corrected


@pytest.mark.parametrize("folder", ["schemas", "contracts"])
def test_the_right_code_is_proposed_for_each_slip(folder: str) -> None:
    schema = SCHEMA if folder == "schemas" else load_checked_schema(CONTRACTS / "schemas")
    tried = 0
    for field in ("service_type", "producer_text", "tem_area", "procedure"):
        if field not in schema.description.fields:
            continue
        read_again = reader_of(field, schema, NAME)
        for entry in schema.vocabulary_of(field).entries:
            wording = entry.pattern.replace("{name}", NAME)
            for slip in slips_of(wording, 5) if len(wording) > 3 else ():
                found = looked_up(schema, field, slip)
                if found is not None:
                    tried += 1
                    assert found[0] == entry.code, slip
                    assert "unknown" not in read_again(found[1]).remarks
    assert tried > (300 if folder == "schemas" else 20)


@pytest.mark.parametrize(
    ("field", "text", "code", "corrected"),
    [
        ("producer_text", "Kunnnat", "municipalities", "Kunnat"),
        ("producer_text", f"{NAME}, knunat", "municipalities", f"{NAME}, kunnat"),
        (
            "producer_text",
            f"{NAME} ja ostopalvlu sekä kuntien ekosysteemt",
            "purchased_service, municipal_ecosystem",
            f"{NAME} ja ostopalvelu sekä kuntien ekosysteemit",
        ),
        # A slip in a word that is no code.
        (
            "producer_text",
            f"{NAME}, ostopalvelut mahdolisia",
            "",
            f"{NAME}, ostopalvelut mahdollisia",
        ),
        ("service_type", "Lakisäteinen (HVA)", "statutory", "Lakisääteinen (HVA)"),
        ("tem_area", "5 Tieto, neuvnta ja ohjaus", "5", "5 Tieto, neuvonta ja ohjaus"),
        ("shared", "(x", "bracketed", "(x)"),
        ("shared", "xx", "yes", "x"),
        ("shared", "?x", "uncertain", "?"),
        # Signs beside the words go, the space between them stays.
        (
            "producer_text",
            'Kunnnat "ja" HVAA',
            "municipalities, wellbeing_services_county",
            "Kunnat ja HVA",
        ),
        # Words that join others stay, and so do words that say something else.
        (
            "producer_text",
            "Kunnat sekä ostopalvlu ja Kela",
            "purchased_service",
            "Kunnat sekä ostopalvelu ja Kela",
        ),
        # The misprint that the vocabulary knows leads to the right wording.
        ("service_type", "Muu lisäpavelut", "additional", "Muu lisäpalvelu"),
    ],
)
def test_a_cell_is_put_right(field: str, text: str, code: str, corrected: str) -> None:
    assert looked_up(SCHEMA, field, text) == (code, corrected)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("producer_text", "Aluehallintovirasto"),
        ("producer_text", f"{NAME} ja seurakunta"),
        ("producer_text", "Kela"),
        ("producer_text", "Kunnat sekä ostopalveluja Kela"),
        ("service_type", "Pakollinen"),
        ("service_type", "Kokeilu"),
        ("tem_area", "9 Jokin muu"),
        ("tem_area", "8"),
        ("shared", "k"),
        ("shared", "kyllä"),
        ("shared", "-"),
        # Nothing that is uncertain becomes certain.
        ("shared", "(x)?"),
        ("shared", "(?)"),
    ],
)
def test_a_new_word_is_no_misprint(field: str, text: str) -> None:
    assert looked_up(SCHEMA, field, text) == ("", "")


def test_a_document_in_other_words_has_no_misprints() -> None:
    """Each text takes milliseconds; a document with thousands of them takes no longer."""
    misprints = Misprints(SCHEMA, NAME)
    read_text = reader_of("producer_text", SCHEMA, NAME)
    found = []
    for number in range(MOST_TEXTS + 20):
        text = f"Kunnnat {number}"
        found.append(bool(misprints.propose("producer_text", read_text(text), text).misprints))
    assert found == [True] * MOST_TEXTS + [False] * 20


def appendix_with(folder: Path, **cells: str) -> Result:
    """The small appendix, some cells of its first service changed."""
    pdf = folder / "a.pdf"
    print_appendix(pdf, changed(good_rows(), "person", 1, **cells))
    return read(pdf, read_document(pdf))


def unknown_of(result: Result) -> Finding:
    """The one finding on words that are not known."""
    (found,) = [f for f in result.findings if f.check.endswith("-unknown")]
    return found


def test_the_correction_comes_first_and_then_the_line_with_the_likely_code(tmp_path: Path) -> None:
    result = appendix_with(tmp_path, producer="Kunnnat")
    finding = unknown_of(result)
    assert result.advice(finding, "en") == (
        f"Perhaps a misprint of “kunnat” (municipalities): record liitetaulukko decide PDF "
        f'{finding.finding_id} --value "Kunnat" '
        '--reason "Misprint" – otherwise: if the word is a misprint, record a correction; if it is '
        "a new producer or wording, add to vocabulary/producers.csv the line "
        "municipalities,,,Kunnnat,"
    )
    assert result.advice(finding, "fi").startswith("Ehkä painovirhe sanasta “kunnat” (municip")


def test_the_line_has_the_signs_of_the_file_that_it_is_for(tmp_path: Path) -> None:
    path = CONTRACTS / "schemas" / "vocabulary" / "procedures.csv"
    edits = {
        "vocabulary/procedures.csv": [
            (path.read_text("utf-8"), path.read_text("utf-8").replace(",", ";"))
        ]
    }
    (row,) = contract_rows(contracts()[:1])
    result = read_contracts(tmp_path, [{**row, "procedure": "Puitejärjesttely"}], edits)
    (finding,) = [f for f in result.findings if f.field == "procedure"]
    assert result.advice(finding, "en").endswith("the line framework;;;Puitejärjesttely;")


def test_a_word_that_is_not_near_is_proposed_as_a_code_of_its_own(tmp_path: Path) -> None:
    result = appendix_with(tmp_path, producer="Aluehallintovirasto")
    advice = result.advice(unknown_of(result), "en")
    assert advice.startswith("If the word is a misprint, record a correction; if it is")
    assert advice.endswith(
        "the line aluehallintovirasto,Aluehallintovirasto,Aluehallintovirasto,Aluehallintovirasto,"
    )


def test_marks_and_vocabularies_of_other_schemas_are_proposed_too(tmp_path: Path) -> None:
    marks = appendix_with(tmp_path, shared="(x")
    assert "Perhaps a misprint of “(x)” (bracketed)" in marks.advice(unknown_of(marks), "en")
    (row,) = contract_rows(contracts()[:1])
    result = read_contracts(tmp_path, [{**row, "procedure": "Puitejärjesttely"}])
    (finding,) = [f for f in result.findings if f.field == "procedure"]
    advice = result.advice(finding, "en")
    assert advice.startswith("Perhaps a misprint of “puitejärjestely” (framework): record ")
    assert advice.endswith("the line framework,,,Puitejärjesttely,")


def test_the_command_of_the_report_corrects_the_misprint(desk: Desk) -> None:
    print_appendix(desk.pdf, changed(good_rows(), "person", 1, producer='Kunnnat ja "HVA"'))
    completed = desk.build()
    assert completed.returncode == 1
    report = (desk.outputs / "validation.md").read_text(encoding="utf-8")
    (line,) = [line for line in report.splitlines() if "**producer-unknown**" in line]
    command = shlex.split(line.split("kirjaa `")[1].split("`")[0])
    assert command[0].endswith("liitetaulukko")
    assert (command[1], Path(command[2]).resolve()) == ("decide", desk.pdf.resolve())
    assert command[-4:] == ["--value", 'Kunnat ja "HVA"', "--reason", "Painovirhe"]
    assert " ".join(command[:4]) in completed.stderr
    assert run(*command[1:]).returncode == 0
    assert "Kunnnat" in desk.ledger.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Tyypi", ["Tyyppi"]),
        ("TYYPPII", ["Tyyppi"]),
        ("Monia laiinen", ["Monialainen"]),
        ("Huomautus", []),
        ("Hinta", []),
    ],
)
def test_near_headings(text: str, nearest: list[str]) -> None:
    headings = [h for table in SCHEMA.description.tables for c in table.columns.values() for h in c]
    assert nearest_wordings(text, [heading for heading in headings if heading]) == nearest


def test_a_missing_column_names_the_misprint_of_its_heading_first(tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    rows = changed(good_rows(), "person", 0, service="Henkilöasiakaan palvelut")
    print_appendix(pdf, rows)
    result = read(pdf, read_document(pdf))
    first = result.findings[0]
    assert (first.check, first.value) == ("heading-missing", "Henkilöasiakkaan palvelut")
    assert result.advice(first, "en") == (
        "Perhaps the heading is misprinted as “Henkilöasiakaan palvelut”: add it as printed to the "
        "headings of that column – otherwise: if the heading is worded otherwise, add that wording "
        "in the schemas folder"
    )
    # Its rows have no name then; they are told of, and the table is not called empty.
    assert {f.check for f in result.findings} >= {"name-missing", "heading-unknown"}
    assert "table-empty" not in {f.check for f in result.findings}


def test_the_real_document_has_none() -> None:
    result = read(REAL_PDF, read_document(REAL_PDF))
    assert [f for f in result.findings if "hint" in f.details] == []

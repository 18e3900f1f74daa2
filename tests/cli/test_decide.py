"""The command `decide` appends lines that the next build can read, and refuses all others."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import REAL_PDF, Desk, complaint, run

HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"
UNCLEAR = "person.kulukorvaukset"
AREA = "5 Tieto, neuvonta ja ohjaus"
REASON = 'Vastaus: "viisi", kysytty'


def decide(desk: Desk, *arguments: str, reason: str = REASON) -> CompletedProcess[str]:
    return run("decide", str(desk.pdf), *arguments, "--reason", reason)


def finding_id(desk: Desk, check: str, service: str) -> str:
    (found,) = [row for row in desk.found(check) if row["service_id"] == service]
    return found["finding_id"]


def lines(desk: Desk) -> list[dict[str, str]]:
    """The lines of the ledger, read as any CSV reader reads them."""
    text = desk.ledger.read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_correction_of_a_finding(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    completed = decide(desk, identity, "--value", AREA, "--decided-on", "2026-01-31")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert lines(desk) == [
        {
            "action": "correct",
            "finding_id": "",
            "service_id": UNCLEAR,
            "field": "tem_area",
            "expected": "?",
            "value": AREA,
            "reason": REASON,
            "decided_on": "2026-01-31",
        }
    ]
    said = completed.stdout.splitlines()
    assert said[0].endswith(f"line 2: corrects {UNCLEAR}/tem_area from “?” to “{AREA}”")
    assert said[1].startswith(f"removes the open finding {identity} (tem-area-unclear): ")
    assert said[2:] == ["Run the same build command to build the outputs."]
    assert desk.build().returncode == 0
    (service,) = [row for row in desk.rows("services") if row["service_id"] == UNCLEAR]
    assert service["tem_area"] == "5"
    (correction,) = desk.rows("corrections")
    assert (
        correction["printed"],
        correction["value"],
        correction["reason"],
        correction["line"],
    ) == ("?", AREA, REASON, "2")
    assert desk.found("tem-area-unclear") == []


def test_several_findings_accepted_at_once(desk: Desk) -> None:
    wanted = [row["finding_id"] for row in desk.found("producer-missing")]
    assert len(wanted) == 5
    before = date.today()
    assert decide(desk, *wanted, "--accept").returncode == 0
    assert [(row["action"], row["finding_id"]) for row in lines(desk)] == [
        ("accept", identity) for identity in wanted
    ]
    assert {row["decided_on"] for row in lines(desk)} <= {str(before), str(date.today())}
    assert desk.build().returncode == 0
    assert {row["status"] for row in desk.found("producer-missing")} == {"accepted"}
    report = (desk.outputs / "validation.md").read_text(encoding="utf-8")
    assert report.count("**hyväksytty** (Vastaus: ") == 5


def test_a_cell_without_a_finding(desk: Desk) -> None:
    completed = decide(desk, "employer.starttiraha/service", "--value", "Starttirahat")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert lines(desk)[0]["expected"] == "Starttiraha"
    assert desk.build().returncode == 0
    (correction,) = desk.rows("corrections")
    assert (correction["service_id"], correction["field"]) == ("employer.starttiraha", "service")


def test_a_cell_is_emptied(desk: Desk) -> None:
    identity = finding_id(desk, "mark-uncertain", "person.muutosturvapalvelut")
    assert decide(desk, identity, "--value", "").returncode == 0
    assert desk.build().returncode == 0
    services = {row["service_id"]: row for row in desk.rows("services")}
    assert services["person.muutosturvapalvelut"]["multidisciplinary"] == "no"


def test_a_value_of_several_lines_is_one_line_of_the_ledger(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    assert decide(desk, identity, "--value", "5 Tieto,\n  neuvonta ja ohjaus").returncode == 0
    assert lines(desk)[0]["value"] == AREA


def test_a_value_that_makes_another_finding_says_so(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    completed = decide(desk, identity, "--value", "9 Jokin muu")
    assert completed.returncode == 0
    made = [line for line in completed.stdout.splitlines() if line.startswith("makes ")]
    assert len(made) == 1
    assert "(tem-area-unknown)" in made[0]


@pytest.mark.parametrize(
    "kept",
    [
        f"{HEADER}\n",
        f"{HEADER}",
        f"\ufeff{HEADER}\r\n",
        f'{HEADER}\r\ncorrect,,{UNCLEAR},tem_area,?,"{AREA}","two\r\nlines",2026-01-31\r\n',
        f"{HEADER}\ncorrect,,employer.starttiraha,service,Starttiraha,Starttirahat,x,2026-01-31",
    ],
    ids=["header", "no line break", "byte order mark", "a text of two lines", "no last line break"],
)
def test_what_stands_in_the_ledger_stays(desk: Desk, kept: str) -> None:
    desk.ledger.write_bytes(kept.encode("utf-8"))
    identity = finding_id(desk, "type-missing", "person.etsiva-nuorisotyo")
    completed = decide(desk, identity, "--accept")
    assert (completed.returncode, completed.stderr) == (0, "")
    after = desk.ledger.read_bytes().decode("utf-8")
    assert after.startswith(kept)
    assert after.count("\n") == kept.rstrip("\n").count("\n") + 2
    assert ("\r\n" in kept) == after.endswith("\r\n")
    assert desk.build().returncode == 0
    number = len(after.splitlines())
    assert f"line {number}: accepts" in completed.stdout


def error_desk(desk: Desk) -> str:
    """Print an unknown type into the document; the finding on it."""
    print_appendix(desk.pdf, changed(transcription(), "person", 8, type="Pakollinen"))
    assert desk.build().returncode == 1
    return finding_id(desk, "type-unknown", "person.tyovoimakoulutus")


def test_an_error_cannot_be_accepted_but_corrected(desk: Desk) -> None:
    identity = error_desk(desk)
    completed = decide(desk, identity, "--accept")
    assert completed.returncode == 2
    assert "Nothing was recorded." in complaint(completed)
    assert "is an error, which cannot be accepted" in complaint(completed)
    assert not desk.ledger.exists()
    assert decide(desk, identity, "--value", "Lakisääteinen").returncode == 0
    assert desk.build().returncode == 0


REFUSED = {
    "no such finding": (("0123456789", "--accept"), "take its id from validation.md"),
    "no such finding to correct": (("0123456789", "--value", "x"), "has no finding 0123456789"),
    "no such record": (("person.none/service", "--value", "x"), "nothing to correct"),
    "no such field": (("employer.starttiraha/none", "--value", "x"), "nothing to correct"),
    "a column the table lacks": (
        ("employer.starttiraha/multidisciplinary", "--value", "x"),
        "nothing to correct",
    ),
    "what is printed already": (
        ("employer.starttiraha/service", "--value", " Starttiraha "),
        "is what the document says already",
    ),
    "one cell twice": (
        ("employer.starttiraha/service", "employer.starttiraha/service", "--value", "x"),
        "corrects the same field already",
    ),
    "control characters": (("employer.starttiraha/service", "--value", "a\x07b"), "column value"),
    "no date": (
        ("employer.starttiraha/service", "--value", "x", "--decided-on", "31.1.26"),
        "“31.1.26” is no date like 2026-01-31",
    ),
    "no such day": (
        ("employer.starttiraha/service", "--value", "x", "--decided-on", "2026-02-30"),
        "“2026-02-30” is no date",
    ),
    "neither": (("employer.starttiraha/service",), "--value --accept is required"),
    "both": (("employer.starttiraha/service", "--value", "x", "--accept"), "not allowed with"),
}


@pytest.mark.parametrize(("arguments", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_leaves_the_ledger_as_it_was(
    desk: Desk, arguments: tuple[str, ...], says: str
) -> None:
    desk.ledger.write_text(HEADER + "\n", encoding="utf-8")
    completed = decide(desk, *arguments)
    assert completed.returncode == 2
    assert says in complaint(completed)
    assert desk.ledger.read_text(encoding="utf-8") == HEADER + "\n"


def test_a_blank_reason_is_refused(desk: Desk) -> None:
    completed = decide(desk, "employer.starttiraha/service", "--value", "x", reason=" ")
    assert completed.returncode == 2
    assert "--reason: is blank" in complaint(completed)
    assert not desk.ledger.exists()


def test_a_finding_of_a_whole_column_can_only_be_accepted(desk: Desk) -> None:
    (found,) = desk.found("column-without-marks")
    completed = decide(desk, found["finding_id"], "--value", "x")
    assert completed.returncode == 2
    assert "accept it, or follow what the report says" in complaint(completed)
    assert decide(desk, found["finding_id"], "--accept").returncode == 0


def test_a_ledger_that_no_longer_fits_is_named_first(desk: Desk) -> None:
    stale = f"correct,,{UNCLEAR},tem_area,1,2,why,2026-01-31"
    desk.ledger.write_text(f"{HEADER}\n{stale}\n", encoding="utf-8")
    completed = decide(desk, "employer.starttiraha/service", "--value", "x")
    assert completed.returncode == 2
    assert "line 2, column expected" in complaint(completed)


def test_a_document_in_the_input_folder_is_named_alone() -> None:
    completed = run("decide", REAL_PDF.stem, "0123456789", "--accept", "--reason", "why")
    assert completed.returncode == 2
    assert "has no finding 0123456789" in complaint(completed)


def test_a_document_that_is_not_there() -> None:
    completed = run("decide", "none", "0123456789", "--accept", "--reason", "why")
    assert completed.returncode == 3
    assert str(Path("input") / "none.pdf") in complaint(completed)


NEARLY_RIGHT = {
    "a field": ("employer.starttiraha/servce", "employer.starttiraha/service"),
    "a record": ("employer.starttirahat/service", "employer.starttiraha/service"),
    "both": ("employer.starttirahat/servce", "employer.starttiraha/service"),
}


@pytest.mark.parametrize(("wrong", "meant"), NEARLY_RIGHT.values(), ids=NEARLY_RIGHT)
def test_a_cell_that_is_nearly_one(desk: Desk, wrong: str, meant: str) -> None:
    completed = decide(desk, wrong, "--value", "x")
    assert completed.returncode == 2
    assert f"did you mean {meant}" in complaint(completed)
    assert not desk.ledger.exists()


def test_an_id_that_is_nearly_one(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    for wrong in (identity[1:], identity[:5], identity[:-1] + "x", identity.upper()):
        for what in (("--accept",), ("--value", AREA)):
            completed = decide(desk, wrong, *what)
            assert completed.returncode == 2
            assert complaint(completed).endswith(
                f"has no finding {wrong}: did you mean {identity}?"
            )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (f"correct,,{UNCLEAR}a,tem_area,?,1,why,2026-01-31", f"did you mean {UNCLEAR}?"),
        (f"correct,,{UNCLEAR},tem_aera,?,1,why,2026-01-31", "perhaps tem_area is meant"),
    ],
    ids=["record", "field"],
)
def test_a_line_of_the_ledger_that_is_nearly_right(desk: Desk, line: str, says: str) -> None:
    desk.ledger.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    completed = desk.build()
    assert completed.returncode == 2
    assert says in complaint(completed)
    assert "line 2" in complaint(completed)


def test_a_finding_in_the_ledger_that_is_nearly_one(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    line = f"accept,{identity[:-1]},,,,,why,2026-01-31"
    desk.ledger.write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    assert f"did you mean {identity}? Otherwise remove the line." in complaint(desk.build())


def test_findings_in_finnish(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    completed = decide(desk, identity, "--value", "9 Jokin muu", "--lang", "fi")
    assert completed.returncode == 0
    said = completed.stdout.splitlines()
    assert said[1] == f"removes the open finding {identity} (tem-area-unclear): " + (
        "TEM-alueen paikalla on vain ”?”."
    )
    assert said[2].endswith("(tem-area-unknown): TEM-aluetta ”9 Jokin muu” ei tunneta.")


def test_a_correction_with_a_slip_is_changed_where_it_stands(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    day = ("--decided-on", "31.1.2026")
    assert decide(desk, identity, "--value", "5 Tieto, neuvonta ja ohjas", *day).returncode == 0
    assert lines(desk)[0]["decided_on"] == "2026-01-31"
    assert desk.build("--lang", "en").returncode == 1
    (finding,) = desk.found("tem-area-unknown")
    report = (desk.outputs / "validation.md").read_text(encoding="utf-8")
    # The command of other misprints would be refused, as below.
    assert f"decide liite {finding['finding_id']}" not in report
    assert (
        f"the ledger corrects this cell already, so change the value on its line to “{AREA}”"
        in (report)
    )
    before = desk.ledger.read_bytes()
    completed = decide(desk, finding["finding_id"], "--value", AREA)
    assert completed.returncode == 2
    assert f"line 2 corrects {UNCLEAR}/tem_area already, to “5 Tieto, neuvonta ja ohjas”" in (
        complaint(completed)
    )
    assert desk.ledger.read_bytes() == before
    desk.ledger.write_bytes(before.replace(b"ohjas", b"ohjaus"))
    assert desk.build().returncode == 0


def test_what_is_accepted_already_is_said(desk: Desk) -> None:
    identity = finding_id(desk, "tem-area-unclear", UNCLEAR)
    assert decide(desk, identity, "--accept").returncode == 0
    completed = decide(desk, identity, "--accept")
    assert completed.returncode == 2
    assert f"line 2 accepts {identity} already: nothing is left to do." in complaint(completed)

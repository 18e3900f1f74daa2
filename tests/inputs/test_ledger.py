"""Ledgers that are not as they must be, and one that is.

The exit code is 2 and nothing is written; one plain line on standard error names the file and,
where there is one, the line to correct.
"""

from __future__ import annotations

import pytest

from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import Desk, complaint, files_in

HEADER = "action,finding_id,service_id,field,expected,value,reason,decided_on"
GOOD = (
    "correct,,person.etsiva-nuorisotyo,service_type,,Muu lisäpalvelu,"
    "Vahvistettu puhelimessa,2026-01-31"
)
LEDGERS: dict[str, tuple[list[str], int, tuple[str, ...]]] = {
    "empty file": ([], 1, ("columns", HEADER.replace(",", ", "))),
    "bad header": ([HEADER.replace("field", "feild"), GOOD], 1, (HEADER.replace(",", ", "),)),
    "bad action": ([HEADER, GOOD, GOOD.replace("correct", "corect")], 3, ("action", "corect")),
    "unknown service": (
        [HEADER, GOOD.replace("nuorisotyo", "nuorisotoimi")],
        2,
        ("service_id", "person.etsiva-nuorisotoimi"),
    ),
    "unknown field": (
        [HEADER, GOOD.replace("service_type", "service_tpye")],
        2,
        ("field", "service_tpye"),
    ),
    "field that is not read": ([HEADER, GOOD.replace("service_type", "pages")], 2, ("pages",)),
    "field the table lacks": (
        [HEADER, "correct,,employer.kuntalisat,multidisciplinary,,x,Kysytty,2026-01-31"],
        2,
        ("multidisciplinary", "employer.kuntalisat"),
    ),
    "empty reason": ([HEADER, GOOD.replace("Vahvistettu puhelimessa", " ")], 2, ("reason",)),
    "stale expected value": (
        [
            HEADER,
            "correct,,employer.kuntalisat,service_type,Muu lisäpalvleu,Muu lisäpalvelu,"
            "Painovirhe,2026-01-31",
        ],
        2,
        ("expected", "Muu lisäpavelu", "Muu lisäpalvleu"),
    ),
    "correction that changes nothing": (
        [HEADER, "correct,,employer.kuntalisat,producer_text,Kunnat,Kunnat,Turha,2026-01-31"],
        2,
        ("value",),
    ),
    "field corrected twice": ([HEADER, GOOD, GOOD], 3, ("line 2",)),
    "bad date": ([HEADER, GOOD.replace("2026-01-31", "31.13.2026")], 2, ("31.13.2026",)),
    "value missing": ([HEADER, GOOD.replace(",2026-01-31", "")], 2, ("8",)),
    "finding that is not there": (
        [HEADER, "accept,0123456789,,,,,Tunnettu,2026-01-31"],
        2,
        ("finding_id", "0123456789"),
    ),
    "reason with a control character": (
        [HEADER, GOOD.replace("puhelimessa", "puhe\x07limessa")],
        2,
        ("reason", "U+0007"),
    ),
    "reason longer than a cell": (
        [HEADER, GOOD.replace("puhelimessa", "puhelimessa " * 3000)],
        2,
        ("reason", "32767"),
    ),
    "acceptance of nothing": ([HEADER, "accept,,,,,,Tunnettu,2026-01-31"], 2, ("finding_id",)),
}


@pytest.mark.parametrize(("lines", "number", "says"), LEDGERS.values(), ids=LEDGERS)
def test_a_slip_in_the_ledger_is_named(
    desk: Desk, lines: list[str], number: int, says: tuple[str, ...]
) -> None:
    before = files_in(desk.output)
    desk.ledger.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    completed = desk.build()
    assert completed.returncode == 2
    line = complaint(completed)
    assert f"{desk.ledger} line {number}" in line
    for words in says:
        assert words in line
    assert files_in(desk.output) == before


def test_a_good_ledger_is_taken(desk: Desk) -> None:
    unclear = desk.found("tem-area-unclear")[0]["finding_id"]
    accept = f"accept,{unclear},,,,,Lähteessä on vain kysymysmerkki,2026-01-31"
    desk.ledger.write_text(f"{HEADER}\n{GOOD}\n{accept}\n", encoding="utf-8")
    completed = desk.build()
    assert (completed.returncode, completed.stderr) == (0, "")
    types = {row["service_id"]: row["service_type"] for row in desk.rows("services")}
    assert types["person.etsiva-nuorisotyo"] == "additional"
    assert desk.rows("corrections") == [
        {
            "service_id": "person.etsiva-nuorisotyo",
            "field": "service_type",
            "printed": "",
            "value": "Muu lisäpalvelu",
            "reason": "Vahvistettu puhelimessa",
            "line": "2",
        }
    ]
    assert [row["status"] for row in desk.found("tem-area-unclear")] == ["accepted"]
    missing = [row["service_id"] for row in desk.found("type-missing")]
    assert missing == ["employer.yritysjarjestot", "employer.paijat-hameen-liitto"]


def test_an_error_cannot_be_accepted(desk: Desk) -> None:
    print_appendix(desk.pdf, changed(transcription(), "employer", 20, producer="Kunnnat"))
    assert desk.build().returncode == 1
    before = files_in(desk.output)
    (finding,) = desk.found("producer-unknown")
    identity = finding["finding_id"]
    desk.ledger.write_text(f"{HEADER}\naccept,{identity},,,,,Joo,2026-01-31\n", encoding="utf-8")
    completed = desk.build()
    assert completed.returncode == 2
    line = complaint(completed)
    assert f"{desk.ledger} line 2" in line
    assert identity in line
    assert files_in(desk.output) == before


def test_a_bad_ledger_does_not_matter_without_decisions(built: Desk, desk: Desk) -> None:
    desk.ledger.write_text("kaikki,väärin\n", encoding="utf-8")
    completed = desk.build("--without-decisions")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert desk.rows("services") == built.rows("services")

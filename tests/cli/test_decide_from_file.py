"""The command `decide --from`: of a file of decisions, what fits is recorded, the rest is told."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from pipeline.build import build
from pipeline.inputs.locking import ledger_lock
from pipeline.outputs.result import Result
from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import ROOT, SCHEMAS, Desk, complaint, files_in, run

LEDGER_HEADER = [
    *("action", "finding_id", "service_id", "field", "expected", "value", "reason", "decided_on")
]
PAGE_HEADER = [*LEDGER_HEADER, "source_sha256"]
UNCLEAR, AREA = "person.kulukorvaukset", "5 Tieto, neuvonta ja ohjaus"
CALM = ("employer.starttiraha", "service", "Starttiraha")
DAY = "2026-01-31"
# What a finding's cell would have to say; the marks of two services are cleared.
RIGHT_VALUES: dict[str, str | dict[str, str]] = {
    "tem-area-unclear": AREA,
    "tem-area-missing": AREA,
    "tem-area-uncertain": "1 Työn löytyminen",
    "mark-uncertain": "",
    "producer-uncertain": "Kunnat",
    "producer-missing": "Kunnat",
    "type-missing": "Muu lisäpalvelu",
    "misprint": {"tem_area": "6 Yhteiset tukipalvelut", "service_type": "Muu lisäpalvelu"},
}


def accept(identity: str, reason: str = "Käyty läpi", day: str = DAY) -> list[str]:
    """A line that accepts a finding."""
    return ["accept", identity, "", "", "", "", reason, day]


def correct(
    key: str, field: str, expected: str, value: str, reason: str = "Kysytty", day: str = DAY
) -> list[str]:
    """A line that corrects a cell."""
    return ["correct", "", key, field, expected, value, reason, day]


def sha256_of(desk: Desk) -> str:
    """The hash of the document, as the review page has it."""
    return hashlib.sha256(desk.pdf.read_bytes()).hexdigest()


def page_bytes(desk: Desk, *rows: Sequence[str], sha256: str = "") -> bytes:
    """A file of decisions as the review page writes it."""
    text = io.StringIO()
    hashed = [[*row, sha256 or sha256_of(desk)] for row in rows]
    csv.writer(text, lineterminator="\n").writerows([PAGE_HEADER, *hashed])
    return text.getvalue().encode()


def decide_from(desk: Desk, content: bytes, *options: str | Path) -> CompletedProcess[str]:
    """Record what is in a file."""
    path = desk.folder / "from.csv"
    path.write_bytes(content)
    return run("decide", desk.pdf, "--from", path, *options)


def record(desk: Desk, *rows: Sequence[str]) -> CompletedProcess[str]:
    """Record what the review page wrote."""
    return decide_from(desk, page_bytes(desk, *rows))


def ledger_rows(desk: Desk, encoding: str = "utf-8") -> list[list[str]]:
    """The lines of the ledger below its header, as any CSV reader reads them."""
    text = desk.ledger.read_bytes().decode(encoding)
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == LEDGER_HEADER
    return rows


def told(completed: CompletedProcess[str]) -> list[str]:
    """The sentences on standard error, without the program's name before them."""
    assert "Traceback" not in completed.stderr
    return [line.removeprefix("liitetaulukko: ") for line in completed.stderr.splitlines()]


def identity_of(desk: Desk, check: str, place: int = 0) -> str:
    """The id of one of the findings of a check."""
    return desk.found(check)[place]["finding_id"]


def test_all_that_fits_is_recorded(desk: Desk) -> None:
    unclear, missing = identity_of(desk, "tem-area-unclear"), identity_of(desk, "type-missing")
    rows = [accept(missing), correct(UNCLEAR, "tem_area", "?", AREA), correct(*CALM, "Alku")]
    completed = record(desk, *rows)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert ledger_rows(desk) == rows
    said = completed.stdout.splitlines()
    assert said[:3] == [
        f"{desk.ledger} line 2: accepts the finding {missing}",
        f"{desk.ledger} line 3: corrects {UNCLEAR}/tem_area from “?” to “{AREA}”",
        f"{desk.ledger} line 4: corrects employer.starttiraha/service from “Starttiraha” to “Alku”",
    ]
    assert [line.split(":")[0] for line in said[3:5]] == [
        f"removes the open finding {unclear} (tem-area-unclear)",
        f"removes the open finding {missing} (type-missing)",
    ]
    assert said[5:] == ["Run the same build command to build the outputs."]
    assert desk.build().returncode == 0
    assert desk.found("tem-area-unclear") == []
    assert len(desk.rows("corrections")) == 2


def decision_on(finding: dict[str, str], to_correct: bool) -> list[str] | None:
    """A line on a finding of findings.csv; None where it is about no cell to correct."""
    if not to_correct:
        return accept(finding["finding_id"])
    if finding["check"] not in RIGHT_VALUES:
        return None
    value = RIGHT_VALUES[finding["check"]]
    right = value if isinstance(value, str) else value[finding["field"]]
    printed = finding["value"]
    return correct(finding["service_id"], finding["field"], printed, right)


@pytest.mark.parametrize("to_correct", [False, True], ids=["accepted", "corrected"])
@pytest.mark.parametrize("part", [0, 1, None], ids=["even", "odd", "all"])
def test_exactly_the_findings_decided_on_change(
    desk: Desk, to_correct: bool, part: int | None
) -> None:
    before = {row["finding_id"]: row for row in desk.rows("findings")}
    assert len(before) == 18
    chosen = list(before.values())[slice(part, None, 2) if part is not None else slice(None)]
    lines = {f["finding_id"]: decision_on(f, to_correct) for f in chosen}
    rows = {identity: row for identity, row in lines.items() if row is not None}
    # The column without a mark is about no cell, and can only be accepted.
    assert len(chosen) - len(rows) == sum(to_correct and not f["service_id"] for f in chosen)
    completed = record(desk, *rows.values())
    assert (completed.returncode, completed.stderr) == (0, "")
    assert ledger_rows(desk) == list(rows.values())
    assert desk.build().returncode == 0
    after = {row["finding_id"]: row for row in desk.rows("findings")}
    for identity, row in before.items():
        if identity not in rows:
            assert after.pop(identity) == row
        elif not to_correct:
            assert after.pop(identity) == row | {"status": "accepted"}
    assert after == {}


EXCEL_LINES = [
    "action;finding_id;service_id;field;expected;value;reason;decided_on",
    f"correct;;{UNCLEAR};tem_area;?;{AREA};Kysytty, työ;31.1.2026",
]
SAVED_AGAIN = {
    "as the page gives it": (",", "\n", "utf-8", DAY, True),
    "a plain ledger": (",", "\n", "utf-8", DAY, False),
    "Excel's CSV UTF-8": (";", "\r\n", "utf-8-sig", "31.1.2026", True),
    "Excel's CSV": (";", "\r\n", "cp1252", "31.01.2026", True),
    "Excel's CSV of a plain ledger": (";", "\r\n", "cp1252", "31.1.2026", False),
    "tabs": ("\t", "\r\n", "cp1252", "31.1.2026", True),
}


@pytest.mark.parametrize(
    ("sign", "end", "encoding", "day", "hashed"), SAVED_AGAIN.values(), ids=SAVED_AGAIN
)
def test_a_file_that_was_saved_again(
    desk: Desk, sign: str, end: str, encoding: str, day: str, hashed: bool
) -> None:
    wanted = correct(UNCLEAR, "tem_area", "?", AREA, "Kysytty; työ, “a”")
    rows = [PAGE_HEADER, [*wanted[:-1], day, sha256_of(desk)], [""] * 9]
    text = io.StringIO()
    # A spreadsheet program leaves empty columns and rows behind.
    left = 2 if end == "\r\n" else 0
    shown = [[*row[: None if hashed else 8], *[""] * left] for row in rows]
    csv.writer(text, delimiter=sign, lineterminator=end).writerows(shown)
    completed = decide_from(desk, text.getvalue().encode(encoding))
    assert (completed.returncode, completed.stderr) == (0, "")
    assert ledger_rows(desk) == [wanted]


def wrong_acceptances(desk: Desk) -> list[tuple[Sequence[str], str]]:
    """Lines that accept what cannot be, each with what is said of it behind file and line."""
    unclear, error = identity_of(desk, "tem-area-unclear"), identity_of(desk, "type-unknown")
    near = unclear[:-1] + ("0" if unclear[-1] != "0" else "1")
    none = f", column finding_id: {desk.pdf.name} has no finding"
    again = "build again, and decide on the new page."
    return [
        (accept("zzzzzzzzzz"), f"{none} zzzzzzzzzz: perhaps it is decided already: {again}"),
        (accept(near), f"{none} {near}: did you mean {unclear}? Otherwise {again}"),
        (
            accept("6,82E+09"),
            f"{none} 6,82E+09: Excel made a number of its id: write it as the report has it. "
            f"Otherwise {again}",
        ),
        (
            accept(error),
            f", column finding_id: {error} is an error, which cannot be accepted: correct the "
            "document's value or the schema.",
        ),
    ]


def wrong_corrections() -> list[tuple[Sequence[str], str]]:
    """Lines that correct what cannot be, each with what is said of it behind file and line."""
    return [
        (
            correct(UNCLEAR, "tem_area", "4", AREA),
            ", column expected: the document now says “?”, not “4”: decide again, or remove the "
            "line.",
        ),
        (
            correct(f"{UNCLEAR}a", "tem_area", "?", AREA),
            f", column service_id: the document has no {UNCLEAR}a: did you mean {UNCLEAR}? "
            "Otherwise remove the line.",
        ),
        (correct(UNCLEAR, "tem_aera", "?", AREA), ", perhaps tem_area is meant: correct it."),
        (
            correct("employer.kuntalisat", "multidisciplinary", "", "x"),
            ", column field: the table of employer.kuntalisat has no column for multidisciplinary: "
            "remove the line.",
        ),
        (
            correct(*CALM, " Starttiraha "),
            ", column value: “Starttiraha” is what the document says already: remove the line.",
        ),
    ]


def wrong_rows(desk: Desk) -> list[tuple[Sequence[str], str]]:
    """Lines that are not as they must be, each with what is said of it behind file and line."""
    missing = identity_of(desk, "producer-missing")
    return [
        (accept(missing, " "), ", column reason: is empty: fill it in."),
        (accept(missing, "x\x07"), ", column reason: has the character U+0007, which no output"),
        (accept(missing, day="31.1.26"), ", column decided_on: “31.1.26” is no date like"),
        (accept(missing, day="2026-02-30"), ", column decided_on: “2026-02-30” is no date like"),
        (["forget", *accept(missing)[1:]], ", column action: “forget” is neither correct nor"),
        (accept(""), ", column finding_id: is empty: fill it in."),
        (correct("", "service", "", "x"), ", column service_id: is empty: fill it in."),
        (accept(missing)[:-2], ": has 7 values, not 9: put quotes around a text that has"),
        ([*accept(missing), "", "x"], ": has 11 values, not 9: put quotes around a text that"),
    ]


def test_each_line_that_does_not_fit_is_told_and_the_others_go_in(desk: Desk) -> None:
    print_appendix(desk.pdf, changed(transcription(), "person", 8, type="Pakollinen"))
    assert desk.build().returncode == 1
    wrong = [*wrong_acceptances(desk), *wrong_corrections(), *wrong_rows(desk)]
    good = [correct(*CALM, "Alku"), accept(identity_of(desk, "mark-uncertain"))]
    path = desk.folder / "from.csv"
    completed = record(desk, good[0], *(row for row, _ in wrong), good[1])
    assert completed.returncode == 1
    sentences = told(completed)
    assert len(sentences) == len(wrong)
    for number, (sentence, (_, says)) in enumerate(zip(sentences, wrong, strict=True), start=3):
        assert sentence.startswith(f"{path} line {number}")
        assert says in sentence
        assert sentence.endswith(".")
    assert ledger_rows(desk) == good
    assert f"{desk.ledger} line 3: accepts" in completed.stdout


def test_where_nothing_fits_nothing_is_written(desk: Desk) -> None:
    completed = record(desk, accept("0123456789"), correct(*CALM[:2], "Starttirahat", "x"))
    assert completed.returncode == 2
    assert completed.stdout == ""
    first, second, last = told(completed)
    assert "line 2" in first
    assert "line 3" in second
    assert last.endswith(
        "from.csv: nothing was recorded, because no line fits: correct it, or decide on the page "
        "of a new build."
    )
    assert not desk.ledger.exists()


def test_lines_of_one_file_that_say_the_same_or_otherwise(desk: Desk) -> None:
    missing = [row["finding_id"] for row in desk.found("producer-missing")]
    twice = correct(*CALM, "Alku")
    completed = record(
        desk,
        *(accept(missing[0]), accept(missing[0], "Toisin"), twice, correct(*CALM, " Alku ")),
        *(correct(UNCLEAR, "tem_area", "?", value) for value in (AREA, "4", AREA)),
    )
    assert completed.returncode == 1
    place = desk.folder / "from.csv"
    otherwise = "the same field otherwise: keep the one that is right."
    assert told(completed) == [
        f"{place} line 3: line 2 accepts the same finding already: remove one of the two.",
        f"{place} line 5: line 4 corrects the same field already: remove one of the two.",
        f"{place} line 6, column value: line 7 corrects {otherwise}",
        f"{place} line 7, column value: line 6 corrects {otherwise}",
        f"{place} line 8, column value: line 7 corrects {otherwise}",
    ]
    assert ledger_rows(desk) == [accept(missing[0]), twice]


def test_a_line_that_no_longer_fits_is_no_rival_of_one_that_does(desk: Desk) -> None:
    right = correct(UNCLEAR, "tem_area", "?", AREA)
    completed = record(desk, correct(UNCLEAR, "tem_area", "4", "6"), right)
    assert completed.returncode == 1
    assert "line 2, column expected" in complaint(completed)
    assert ledger_rows(desk) == [right]


def test_what_the_ledger_has_is_said_and_not_written_twice(desk: Desk) -> None:
    missing = identity_of(desk, "producer-missing")
    rows = [accept(missing), correct(UNCLEAR, "tem_area", "?", AREA)]
    assert record(desk, *rows).returncode == 0
    before = desk.ledger.read_bytes()
    again = record(desk, *rows)
    assert (again.returncode, again.stderr) == (0, "")
    place = desk.folder / "from.csv"
    assert again.stdout.splitlines() == [
        f"{place} line 2: {desk.ledger} line 2 accepts {missing} already: nothing is left to do.",
        f"{place} line 3: {desk.ledger} line 3 corrects {UNCLEAR}/tem_area so already: nothing is "
        "left to do.",
    ]
    assert desk.ledger.read_bytes() == before
    otherwise = record(desk, correct(UNCLEAR, "tem_area", "?", "4"), correct(*CALM, "Alku"))
    assert otherwise.returncode == 1
    assert complaint(otherwise).endswith(
        f"line 2: {desk.ledger} line 3 corrects {UNCLEAR}/tem_area already, to “{AREA}”: change "
        "that line, or remove it and decide again."
    )
    assert ledger_rows(desk) == [*rows, correct(*CALM, "Alku")]


def test_a_correction_and_an_acceptance_of_the_finding_that_it_removes(desk: Desk) -> None:
    unclear = identity_of(desk, "tem-area-unclear")
    (unmarked,) = desk.found("column-without-marks")
    corrections = [
        correct(UNCLEAR, "tem_area", "?", AREA),
        correct(UNCLEAR, "new_jobseeker", "", "x"),
    ]
    completed = record(desk, accept(unclear), accept(unmarked["finding_id"]), *corrections)
    assert completed.returncode == 1
    place = desk.folder / "from.csv"
    assert told(completed) == [
        f"{place} line 2, column finding_id: the finding {unclear} goes with the correction on "
        "line 4: nothing is left to accept.",
        f"{place} line 3, column finding_id: the finding {unmarked['finding_id']} goes with "
        "corrections on other lines: nothing is left to accept.",
    ]
    assert ledger_rows(desk) == corrections
    assert desk.build().returncode == 0


def test_a_finding_that_comes_with_a_correction_of_the_same_file_is_accepted(desk: Desk) -> None:
    wrong = correct(UNCLEAR, "tem_area", "?", "5 Tieto, neuvonta ja ohjaus ?")
    assert record(desk, wrong).returncode == 0
    assert desk.build().returncode == 0
    (made,) = [row for row in desk.found("tem-area-uncertain") if row["service_id"] == UNCLEAR]
    desk.ledger.unlink()
    # The whole ledger of somebody else, for example.
    completed = record(desk, accept(made["finding_id"]), wrong)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert desk.build().returncode == 0
    (now,) = [row for row in desk.found("tem-area-uncertain") if row["service_id"] == UNCLEAR]
    assert now == made | {"status": "accepted"}


def count_builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the builds from now on: a number for each, that of the corrections tried in it."""
    builds: list[int] = []

    def counted(request: Any, *arguments: Any) -> Result:
        builds.append(len(request.proposed))
        return build(request, *arguments)

    monkeypatch.setattr("pipeline.cli.decide.build", counted)
    return builds


def test_no_more_is_built_than_needed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = count_builds(monkeypatch)
    missing = [row["finding_id"] for row in desk.found("producer-missing")]
    assert record(desk, *map(accept, missing), accept("0123456789")).returncode == 1
    assert builds == [0]
    assert record(desk, correct(UNCLEAR, "tem_area", "4", AREA)).returncode == 2
    assert builds == [0, 0]
    stale = correct(*CALM[:2], "Starttirahat", "x")
    completed = record(desk, correct(UNCLEAR, "tem_area", "?", AREA), correct(*CALM, "Alku"), stale)
    assert completed.returncode == 1
    assert builds == [0, 0, 0, 2]


def test_a_finding_that_the_ledger_accepts_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = [*desk.found("producer-missing")[:3], *desk.found("tem-area-unclear")]
    kept = [accept(row["finding_id"]) for row in accepted]
    assert record(desk, *kept).returncode == 0
    builds = count_builds(monkeypatch)
    wrong = [correct(row["service_id"], row["field"], row["value"], "Kunnat") for row in accepted]
    good = correct(*CALM, "Alku")
    completed = record(desk, *wrong[:2], good, *wrong[2:])
    assert completed.returncode == 1
    place = desk.folder / "from.csv"
    assert told(completed) == [
        f"{place} line {mine}: takes the finding {accepted[n]['finding_id']} away, which "
        f"{desk.ledger} line {2 + n} accepts: remove that line, and decide again."
        for n, mine in enumerate([2, 3, 5, 6])
    ]
    assert ledger_rows(desk) == [*kept, good]
    # All that correct cells of such findings are left out at once.
    assert builds == [0, 5, 1]
    assert desk.build().returncode == 0


def test_the_line_that_takes_away_a_finding_of_no_cell_is_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (unmarked,) = desk.found("column-without-marks")
    kept = accept(unmarked["finding_id"])
    assert record(desk, kept).returncode == 0
    builds = count_builds(monkeypatch)
    good = [
        correct(row["service_id"], "service", row["service"], f"Palvelu {n}")
        for n, row in enumerate(desk.rows("services")[:6])
    ]
    wrong = correct(UNCLEAR, "new_jobseeker", "", "x")
    completed = record(desk, *good[:4], wrong, *good[4:])
    assert completed.returncode == 1
    assert complaint(completed).endswith(
        f"from.csv line 6: takes the finding {unmarked['finding_id']} away, which {desk.ledger} "
        "line 2 accepts: remove that line, and decide again."
    )
    assert ledger_rows(desk) == [kept, *good]
    # The first two, then half of seven lines, half of four, half of two, and all others.
    assert builds == [0, 7, 3, 5, 4, 6]


def test_a_page_of_another_source_is_told_once(desk: Desk) -> None:
    good = correct(*CALM, "Alku")
    content = page_bytes(desk, good, accept("0123456789"), sha256="AB" * 32)
    completed = decide_from(desk, content)
    assert completed.returncode == 1
    first, second = told(completed)
    assert first == (
        f"{desk.folder / 'from.csv'}: was saved on a page of another source (SHA-256 ababababab…, "
        f"but {desk.pdf.name} has {sha256_of(desk)[:10]}…): what fits is recorded all the same; "
        "look at the rest on the page of a new build."
    )
    assert "line 3" in second
    assert ledger_rows(desk) == [good]


def test_hashes_in_capitals_or_left_out_are_those_of_the_source(desk: Desk) -> None:
    content = page_bytes(desk, correct(*CALM, "Alku"), sha256=sha256_of(desk).upper())
    line = ",".join([*correct("employer.kuntalisat", "service", "Kuntalisät", "x"), ""])
    completed = decide_from(desk, content + f"{line}\n".encode())
    assert (completed.returncode, completed.stderr) == (0, "")


HOSTILE_VALUES = {
    "markup": "<script>alert(1)</script></style>",
    "formula": "=HYPERLINK(\"http://x\";'y')",
    "quotes": '"",\'”“”;\t,',
    "lines": "one\ntwo\r\nthree",
    "right to left": "\u202eabc \u05d0\u05d1",
    "long": "ä" * 10_000,
}


def test_hostile_texts_stay_texts(desk: Desk) -> None:
    cells = [(row["service_id"], "service", row["service"]) for row in desk.rows("services")]
    rows = [
        correct(*cell, value, f"syy {value}")
        for cell, value in zip(cells, HOSTILE_VALUES.values(), strict=False)
    ]
    completed = record(desk, *rows)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert [row[4:7] for row in ledger_rows(desk)] == [
        [row[4], " ".join(row[5].split()), row[6]] for row in rows
    ]
    numbers = [
        int(line.split(" line ")[1].split(":")[0]) for line in completed.stdout.split("\n")[:6]
    ]
    desk.build("--fail-on", "never")
    assert [int(row["line"]) for row in desk.rows("corrections")] == numbers
    assert desk.rows("corrections")[4]["value"] == rows[4][5]


FILES = {
    "empty": (b"", "line 1: the columns must be action, finding_id, service_id, field, expected"),
    "blank": (b"\n \n;;\n", "line 1: the columns must be action"),
    "no CSV": (b"%PDF-1.7\n\x80\x81 obj", "from.csv: is not in UTF-8 (the byte 0x80 on line 2)"),
    "zeros": (b"\0" * 5000, "line 1: the columns must be action"),
    "header alone": (f"{','.join(PAGE_HEADER)}\n".encode(), "from.csv: holds no decision: decide"),
    "another header": (b"action,finding_id,id,x\naccept,1,2,3\n", "line 1: the columns must be"),
    "a column more": (
        f"{','.join(PAGE_HEADER)},more\naccept\n".encode(),
        "line 1: the columns must be action",
    ),
    "another order": (
        f"{','.join(reversed(PAGE_HEADER))}\naccept\n".encode(),
        "line 1: the columns must be action",
    ),
    "UTF-16": (f"{','.join(PAGE_HEADER)}\n".encode("utf-16"), "is saved in UTF-16"),
    "open quote": (
        f'{",".join(PAGE_HEADER)}\naccept,1,"\n\n'.encode(),
        "line 2: is no CSV (a quote that is opened here is not closed): correct it.",
    ),
    "huge": (b"x" * 16_000_001, "cannot be read (it has more than 16,000,000 bytes): name the"),
}


@pytest.mark.parametrize(("content", "says"), FILES.values(), ids=FILES)
def test_a_file_that_is_not_as_it_must_be(desk: Desk, content: bytes, says: str) -> None:
    before = files_in(desk.folder)
    completed = decide_from(desk, content)
    assert (completed.returncode, completed.stdout) == (2, "")
    assert says in complaint(completed)
    assert str(desk.folder / "from.csv") in complaint(completed)
    assert files_in(desk.folder) == before | {"from.csv": content}


def test_no_file(desk: Desk) -> None:
    for path, says in (
        (desk.folder / "none.csv", "No such file or directory"),
        (desk.folder, "it is a folder, not a file"),
        (desk.pdf / "x.csv", "Not a directory"),
    ):
        completed = run("decide", desk.pdf, "--from", path)
        assert completed.returncode == 2
        assert complaint(completed).endswith(
            f"{path}: cannot be read ({says}): name the file that the review page gave."
        )
    assert not desk.ledger.exists()


def test_ten_thousand_lines(desk: Desk) -> None:
    identities = [row["finding_id"] for row in desk.rows("findings")]
    wrong = [accept(f"{n:010}") for n in range(5000)]
    wrong += [correct(f"{UNCLEAR}-{n}", "service", "x", "y") for n in range(4980)]
    begun = time.monotonic()
    completed = record(desk, *wrong, *map(accept, identities))
    assert time.monotonic() - begun < 60
    assert completed.returncode == 1
    sentences = told(completed)
    assert len(sentences) == len(wrong)
    # What was perhaps meant is looked up for the first ones alone.
    assert sum("did you mean" in sentence for sentence in sentences) <= 20
    assert ledger_rows(desk) == [accept(identity) for identity in identities]


def test_a_ledger_in_windows_1252(desk: Desk) -> None:
    head = ";".join(LEDGER_HEADER)
    first = f"{head}\r\ncorrect;;employer.kuntalisat;service;Kuntalisät;Lisät;syytä;1.2.2026\r\n"
    desk.ledger.write_bytes(first.encode("cp1252"))
    missing = [row["finding_id"] for row in desk.found("producer-missing")]
    completed = record(
        desk, accept(missing[0], "Łódź"), accept(missing[1], "työ"), accept(missing[2], "A„")
    )
    assert completed.returncode == 1
    place = desk.folder / "from.csv"
    save = "save that in UTF-8 (in Excel “CSV UTF-8”), and decide again."
    assert told(completed) == [
        f"{place} line {line}: {desk.ledger} is saved in Windows-1252, which cannot hold “{sign}”: "
        f"{save}"
        for line, sign in ((2, "Ł"), (4, "A„"))
    ]
    assert desk.ledger.read_bytes() == (
        f"{first}accept;{missing[1]};;;;;työ;31.1.2026\r\n".encode("cp1252")
    )
    assert desk.build().returncode == 0


def test_a_page_file_in_place_of_the_ledger_is_named(desk: Desk) -> None:
    before = files_in(desk.output)
    content = page_bytes(desk, correct(*CALM, "Alku"))
    desk.ledger.write_bytes(content)
    says = (
        f"{desk.ledger} line 1: has the column source_sha256, so that it is no ledger but the "
        "decisions of a review page: give it another name, put the ledger back if there was one, "
        "and record it with liitetaulukko decide liite --from FILE."
    )
    for completed in (
        desk.build(),
        decide_from(desk, content),
        run("decide", desk.pdf, "0123456789", "--accept", "--reason", "x"),
        run("decide", desk.pdf, "--from", desk.ledger),
    ):
        assert completed.returncode == 2
        assert complaint(completed).endswith(says)
    assert desk.ledger.read_bytes() == content
    assert files_in(desk.output) == before
    moved = desk.ledger.rename(desk.folder / "moved.csv")
    assert run("decide", desk.pdf, "--from", moved).returncode == 0
    assert desk.build().returncode == 0


def test_a_ledger_that_no_longer_fits_is_named_first(desk: Desk) -> None:
    stale = ",".join(correct(UNCLEAR, "tem_area", "1", "2"))
    desk.ledger.write_text(f"{','.join(LEDGER_HEADER)}\n{stale}\n", encoding="utf-8")
    completed = record(desk, correct(*CALM, "Alku"))
    assert completed.returncode == 2
    assert f"{desk.ledger} line 2, column expected" in complaint(completed)


HOLD = """
import sys, time
from pathlib import Path
from pipeline.inputs.locking import ledger_lock

with ledger_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holding(desk: Desk, seconds: float) -> subprocess.Popen[str]:
    """A process that holds the ledger."""
    command = [sys.executable, "-c", HOLD, str(desk.ledger), str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_ledger_that_another_process_holds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cli.decide.ledger_lock", partial(ledger_lock, patience=0.2))
    with holding(desk, 60) as process:
        completed = record(desk, correct(*CALM, "Alku"))
        process.kill()
    assert completed.returncode == 4
    assert "somebody else has been deciding on this document" in complaint(completed)
    assert not desk.ledger.exists()
    monkeypatch.undo()
    with holding(desk, 0.5):
        assert record(desk, correct(*CALM, "Alku")).returncode == 0
    assert ledger_rows(desk) == [correct(*CALM, "Alku")]


def test_a_ledger_that_is_changed_meanwhile_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_while_somebody_saves(request: Any, *arguments: Any) -> Result:
        if request.proposed:
            desk.ledger.write_text("what somebody else saved\n", encoding="utf-8")
        return build(request, *arguments)

    monkeypatch.setattr("pipeline.cli.decide.build", build_while_somebody_saves)
    completed = record(desk, correct(*CALM, "Alku"), accept("0123456789"))
    assert (completed.returncode, completed.stdout) == (2, "")
    assert "was changed in another program meanwhile" in complaint(completed)
    assert desk.ledger.read_text(encoding="utf-8") == "what somebody else saved\n"


def test_a_document_is_named_in_any_way(desk: Desk) -> None:
    (desk.folder / "input").mkdir()
    pdf = shutil.copy(desk.pdf, desk.folder / "input")
    content = page_bytes(desk, correct(*CALM, "Alku"), accept("0123456789"))
    (desk.folder / "from.csv").write_bytes(content)
    ledger = desk.folder / "input" / desk.ledger.name
    printed = set()
    for name in (desk.pdf.stem, "input/liite.pdf", "./input/liite.pdf", pdf):
        options = ("--from", "from.csv", "--schemas", SCHEMAS)
        completed = run("decide", name, *options, folder=desk.folder)
        assert completed.returncode == 1
        given = str(desk.folder / "input")
        printed.add((completed.stdout.replace(given, "input"), completed.stderr))
        ledger.unlink()
    ((out, err),) = printed
    assert out.startswith(f"{Path('input') / desk.ledger.name} line 2: corrects ")
    assert err.startswith("liitetaulukko: from.csv line 3, ")


BESIDE = {
    "a finding": (("0123456789",), "FINDING_ID"),
    "--accept": (("--accept",), "--accept"),
    "--value": (("--value", "x"), "--value"),
    "an empty --value": (("--value", ""), "--value"),
    "--reason": (("--reason", "x"), "--reason"),
    "--decided-on": (("--decided-on", DAY), "--decided-on"),
    "all of them": (
        ("0123456789", "--accept", "--reason", "x", "--decided-on", DAY),
        "FINDING_ID, --accept, --reason, --decided-on",
    ),
}


@pytest.mark.parametrize(("arguments", "named"), BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_a_file_says_all_itself(arguments: tuple[str, ...], named: str, first: bool) -> None:
    file = ("--from", "from.csv")
    words = (*file, *arguments) if first else (*arguments, *file)
    completed = run("decide", "liite", *words)
    assert completed.returncode == 2
    assert complaint(completed).endswith(
        f"argument --from: the file says what is decided, so leave out {named}: see liitetaulukko "
        "decide --help."
    )


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        ((), "FINDING_ID, --reason"),
        (("0123456789", "--accept"), "--reason"),
        (("0123456789", "--reason", "x"), "--value --accept"),
        (("--accept", "--reason", "x"), "FINDING_ID"),
    ],
)
def test_without_a_file_all_is_needed_as_before(arguments: tuple[str, ...], needed: str) -> None:
    completed = run("decide", "liite", *arguments)
    assert completed.returncode == 2
    assert needed in complaint(completed)
    assert "required" in complaint(completed)

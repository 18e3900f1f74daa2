"""Several people decide at once: every line is kept, and nobody waits for one who is gone."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from pipeline.errors import LedgerError, OutputError
from pipeline.inputs.locking import ledger_lock
from pipeline.outputs.result import Result
from tests.printing.print_other_tables import LIST, LIST_LAYOUT, print_table
from tests.support.command_line import ROOT, complaint, read_csv, run
from tests.support.small_lists import edited_schemas

DESKS = 4
# Run in a process of its own: hold a ledger until somebody ends the process.
HOLD = """
import sys, time
from pathlib import Path
from pipeline.inputs.locking import ledger_lock

with ledger_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""
# Run in several processes at once: read a number and write the next one, slowly.
COUNT = """
import sys, time
from pathlib import Path
from pipeline.inputs.locking import ledger_lock

path = Path(sys.argv[1])
for _ in range(20):
    with ledger_lock(path):
        number = int(path.read_text())
        time.sleep(0.001)
        path.write_text(str(number + 1))
"""


@pytest.fixture(name="grants")
def printed_grants(tmp_path: Path) -> Path:
    """A list of grants, a record for each desk."""
    rows = [{"number": f"{n}", "name": f"Koulu {n}", "amount": f"{n}0"} for n in range(1, 9)]
    print_table(tmp_path / "list.pdf", rows, LIST_LAYOUT)
    edited_schemas(LIST, tmp_path)
    return tmp_path / "list.pdf"


def test_decisions_of_several_desks_at_once_are_all_kept(grants: Path) -> None:
    keys = grant_keys(grants)[:DESKS]
    processes = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "pipeline", "decide", str(grants), f"{key}/name"),
                *("--value", f"Oppilaitos {key}", "--reason", "renamed"),
                *("--schemas", str(grants.parent / "schemas")),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for key in keys
    ]
    said = [process.communicate() for process in processes]
    assert [
        (process.returncode, err) for process, (_, err) in zip(processes, said, strict=True)
    ] == [(0, "")] * DESKS
    ledger = grants.with_name("list.decisions.csv")
    rows = read_csv(ledger)
    assert sorted(row["value"] for row in rows) == sorted(f"Oppilaitos {key}" for key in keys)
    # Each was told the line at which its own stands.
    for out, _ in said:
        number, text = out.splitlines()[0].split(" line ")[1].split(":", 1)
        assert rows[int(number) - 2]["value"] in text
    assert [path.name for path in grants.parent.glob(".*")] == []


def grant_keys(grants: Path) -> list[str]:
    """The identifiers of the records."""
    output = grants.parent / "output"
    schemas = ("--schemas", grants.parent / "schemas")
    run("build", grants, *schemas, "--output", output, "--fail-on", "never")
    rows = read_csv(output / "list" / "grants.csv")
    return [row["grant_id"] for row in rows]


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("0", encoding="utf-8")
    command = [sys.executable, "-c", COUNT, str(path)]
    processes = [subprocess.Popen(command, cwd=ROOT) for _ in range(DESKS)]
    assert [process.wait() for process in processes] == [0] * DESKS
    assert path.read_text(encoding="utf-8") == str(20 * DESKS)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nobody_waits_for_one_who_was_ended(tmp_path: Path, signal_number: int) -> None:
    path = tmp_path / "ledger.csv"
    holder = holding(path)
    with pytest.raises(OutputError, match="run again when that is done"), ledger_lock(path, 0.2):
        pytest.fail("two hold the ledger at once")
    holder.send_signal(signal_number)
    holder.communicate()
    begun = time.monotonic()
    with ledger_lock(path, 10):
        assert time.monotonic() - begun < 5
    assert list(tmp_path.iterdir()) == []


def holding(path: Path) -> subprocess.Popen[str]:
    """A process that holds a ledger."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_lock_file_that_was_left_behind_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    (tmp_path / ".ledger.csv.lock").touch()
    with ledger_lock(path, 1):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_error_gives_the_ledger_back(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    with pytest.raises(LedgerError), ledger_lock(path, 1):
        raise LedgerError("no")
    with ledger_lock(path, 1):
        pass


def test_a_folder_in_which_nothing_can_be_written(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match="cannot be written"),
        ledger_lock(tmp_path / "none" / "ledger.csv", 1),
    ):
        pytest.fail("there is no such folder")


def test_a_ledger_that_another_program_changed_meanwhile_stays(
    grants: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, ledger = grant_keys(grants)[0], grants.with_name("list.decisions.csv")
    built: list[Result] = []

    def build_while_somebody_saves(*arguments: Any) -> Result:
        built.append(build(*arguments))
        if len(built) == 2:
            ledger.write_text("what somebody else saved\n", encoding="utf-8")
        return built[-1]

    monkeypatch.setattr("pipeline.cli.decide.build", build_while_somebody_saves)
    schemas = grants.parent / "schemas"
    decide = ("decide", grants, f"{key}/name", "--value", "x", "--reason", "y")
    completed = run(*decide, "--schemas", schemas)
    assert completed.returncode == 2
    assert "was changed in another program meanwhile" in complaint(completed)
    assert ledger.read_text(encoding="utf-8") == "what somebody else saved\n"

"""Several documents in one run: side by side or one after the other, it makes no difference."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.support.command_line import PATIENCE_SECONDS, ROOT, complaint, files_in, run, run_apart
from tests.support.several import Several, processes_of, wait_until

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes as on Linux")
COUNTS = "open findings: 0 errors, 0 warnings, 0 for information"
# In the order of the command line, which is none of the alphabet.
NAMES = ("yksi", "kirja", "rikki", "vinossa", "aapa")


@pytest.fixture(name="several")
def small_documents(tmp_path: Path) -> Several:
    """A folder for small documents."""
    return Several(tmp_path)


@pytest.fixture(name="mixed")
def good_and_bad_documents(several: Several) -> list[Path]:
    """Documents of which one has a wrong ledger, one is broken and one has a wrong total."""
    pdfs = several.print(*NAMES)
    (several.folder / "kirja.decisions.csv").write_text("wrong\n", encoding="utf-8")
    several.pdf("rikki").write_bytes(b"%PDF-1.7\n")
    several.print("vinossa", total_is_off_by=1)
    return pdfs


def test_the_number_of_jobs_changes_nothing(several: Several, mixed: list[Path]) -> None:
    runs = []
    for jobs in ("1", "2", "3"):
        done = run_apart(*several.arguments(mixed, "--jobs", jobs))
        runs.append((done.returncode, done.stdout, done.stderr, files_in(several.output)))
        several.output.rename(several.folder / f"output-{jobs}")
    assert runs[0] == runs[1] == runs[2]
    code, said, complained, files = runs[0]
    assert code == 3
    output = several.output
    assert said.splitlines() == [
        f"{output / 'yksi'}: built, 4 records, {COUNTS}",
        f"{several.pdf('kirja')}: failed",
        f"{several.pdf('rikki')}: failed",
        f"{output / 'vinossa'}: refused, 4 records, open findings: 1 errors, 0 warnings, "
        "0 for information: do not use it: read validation.md",
        f"{output / 'aapa'}: built, 12 records, {COUNTS}",
        f"{output / 'all'}: built, 2 of 5 documents",
        "built 2, current 0, refused 1, failed 2",
    ]
    wrong = "kirja.decisions|rikki.pdf|vinossa.pdf"
    named = [re.findall(wrong, line)[:1] for line in complained.splitlines()]
    assert named == [["kirja.decisions"], ["rikki.pdf"], ["vinossa.pdf"]]
    assert {name.split("/")[0] for name in files} == {"yksi", "vinossa", "aapa", "all"}


def test_a_document_of_several_has_the_outputs_that_it_has_alone(several: Several) -> None:
    pdfs = several.print("aapa", "beeta", "ceeta")
    assert run_apart(*several.arguments(pdfs, "--jobs", "2")).returncode == 0
    together = files_in(several.output)
    together = {name: content for name, content in together.items() if name[:4] != "all/"}
    several.output.rename(several.folder / "together")
    for pdf in pdfs:
        assert run(*several.arguments([pdf])).returncode == 0
    assert files_in(several.output) == together


def test_json_and_quiet_tell_of_several(several: Several, mixed: list[Path]) -> None:
    quiet = run_apart(*several.arguments(mixed, "--jobs", "2", "--quiet"))
    assert (quiet.returncode, quiet.stdout, len(quiet.stderr.splitlines())) == (3, "", 3)
    done = run(*several.arguments(mixed, "--json"))
    told = json.loads(done.stdout)
    assert [Path(one["document"]).stem for one in told["documents"]] == list(NAMES)
    statuses = [one["status"] for one in told["documents"]]
    assert statuses == ["current", "failed", "failed", "refused", "current"]
    assert told["exit_code"] == done.returncode == 3


def test_what_is_wrong_with_the_schemas_is_told_once(several: Several, tmp_path: Path) -> None:
    pdfs = several.print("aapa", "beeta", "ceeta")
    nowhere = tmp_path / "nowhere"
    done = run_apart(*several.arguments(pdfs, "--jobs", "2", "--schemas", nowhere))
    assert done.returncode == 2
    assert str(nowhere) in complaint(done)
    assert done.stdout.splitlines()[-1] == "built 0, current 0, refused 0, failed 3"


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "x", "", "inf"])
def test_a_wrong_number_of_jobs_is_refused(number: str) -> None:
    done = run("build", f"--jobs={number}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--jobs" in complaint(done)


@pytest.mark.parametrize("how", ["script", "standard input"])
def test_a_program_that_calls_the_command_line_is_not_run_anew(several: Several, how: str) -> None:
    pdfs = several.print("aapa", "beeta")
    words = several.arguments(pdfs, "--jobs", "2")
    program = f"from pipeline.cli.main import main\nprint(main({words!r}))\n"
    script = several.folder / "script.py"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script) if how == "script" else "-"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=program,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-2:] == ["built 2, current 0, refused 0, failed 0", "0"]


def test_nothing_heavy_is_loaded_where_all_is_current(several: Several) -> None:
    pdfs = several.print("aapa", "beeta", "ceeta")
    assert run(*several.arguments(pdfs, "--jobs", "1")).returncode == 0
    heavy = "pandas|pydantic|openpyxl|yaml|tqdm|numpy|multiprocessing|concurrent"
    program = (
        "import re, sys\n"
        "from pipeline.cli.main import main\n"
        "main(sys.argv[1:])\n"
        f"sys.exit(str(sorted(n for n in sys.modules if re.match('({heavy})$', n))))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *several.arguments(pdfs)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "built 0, current 3, refused 0, failed 0"
    assert done.stderr == "[]\n"


def test_one_document_that_is_not_current_is_built_in_this_process(several: Several) -> None:
    pdfs = several.print("aapa", "beeta", "ceeta")
    assert run(*several.arguments(pdfs, "--jobs", "1")).returncode == 0
    several.print("beeta")
    process = several.started(pdfs, "--jobs", "3")
    said, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert said.splitlines() == [
        f"{several.output / 'aapa'}: current, 4 records, {COUNTS}",
        f"{several.output / 'beeta'}: built, 4 records, {COUNTS}",
        f"{several.output / 'ceeta'}: current, 8 records, {COUNTS}",
        f"{several.output / 'all'}: built, 3 of 3 documents",
        "built 1, current 2, refused 0, failed 0",
    ]
    assert (several.marks / "beeta-builds").read_text(encoding="utf-8") == str(process.pid)


@LINUX
def test_a_worker_that_dies_takes_no_other_document_with_it(several: Several) -> None:
    pdfs = several.print("aapa", "dies", "beeta", "dies-once", "ceeta")
    process = several.started(pdfs, "--jobs", "2")
    said, complained = process.communicate(timeout=PATIENCE_SECONDS)
    assert [line.split(": ")[1].split(",")[0] for line in said.splitlines()[:5]] == [
        "built",
        "failed",
        "built",
        "built",
        "built",
    ]
    assert said.splitlines()[-1] == "built 4, current 0, refused 0, failed 1"
    (line,) = complained.splitlines()
    assert line.startswith(f"liitetaulukko: {several.pdf('dies')} was not built")
    assert line.endswith("[worker-died]")
    assert process.returncode == 3
    there = {path.name for path in several.output.iterdir()}
    assert there == {"aapa", "beeta", "dies-once", "ceeta", "all"}
    assert wait_until(lambda: processes_of(process.pid) == [])


@LINUX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("to_all", [False, True], ids=["parent", "all"])
def test_a_run_that_is_stopped_ends_all_that_it_began(
    several: Several, number: signal.Signals, to_all: bool
) -> None:
    pdfs = several.print("aapa", "waits-1", "waits-2", "beeta")
    process = several.started(pdfs, "--jobs", "2")
    assert wait_until(lambda: several.is_marked("reads", "waits-1", "waits-2"))
    assert len(processes_of(process.pid)) >= 5
    (os.killpg if to_all else os.kill)(process.pid, number)
    said, complained = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 128 + number
    written = f"{several.output / 'aapa'} is written, all other outputs are as they were."
    assert complained == f"liitetaulukko: stopped: {written}\n"
    assert said.splitlines() == [f"{several.output / 'aapa'}: built, 4 records, {COUNTS}"]
    assert wait_until(lambda: processes_of(process.pid) == [])
    assert [path.name for path in several.output.iterdir()] == ["aapa"]


@LINUX
def test_workers_end_with_a_parent_that_is_killed(several: Several) -> None:
    pdfs = several.print("waits-1", "waits-2")
    process = several.started(pdfs, "--jobs", "2")
    assert wait_until(lambda: several.is_marked("reads", "waits-1", "waits-2"))
    process.kill()
    process.communicate(timeout=PATIENCE_SECONDS)
    assert wait_until(lambda: processes_of(process.pid) == [])
    assert not several.output.exists()


@LINUX
def test_a_terminal_shows_one_bar_for_all(several: Several) -> None:
    pdfs = several.print("aapa", "beeta", "ceeta")
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 100))
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *several.arguments(pdfs, "--jobs", "2")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=follower,
        encoding="utf-8",
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        shown += part
    said, _ = process.communicate(timeout=PATIENCE_SECONDS)
    os.close(leader)
    assert process.returncode == 0
    text = shown.decode("utf-8", "replace")
    assert "0/3" in text
    assert "2/3" in text
    assert "aapa.pdf, beeta.pdf" in text
    # Neither a bar of pages nor a trace of anything.
    assert "page" not in text
    assert len(said.splitlines()) == 5

"""Time and memory that a document may take after it was read, whatever takes them."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from pipeline.cli.memory import limited_memory
from pipeline.errors import InputError
from pipeline.system.bounds import LONGEST_SECONDS, Alarm, Deadline, is_time_limit, time_allowed
from tests.support.command_line import (
    PATIENCE_SECONDS,
    ROOT,
    Desk,
    complaint,
    files_in,
    run,
)

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the memory limit holds on Linux")
PDF = Path("liite.pdf")
# Above what a tired machine needs to notice, and far below what the tests wait for.
SOON_SECONDS = 20
ALLOWED_SECONDS = 0.3


def endless(*_: object, **__: object) -> None:
    """A step that never ends."""
    number = 0
    while True:
        number += 1


def endless_generator(*_: object, **__: object) -> None:
    """The same, where another function calls Python again and again."""
    sum(number % 2 for number in iter(int, 1))


def stubborn(*_: object, **__: object) -> None:
    """One that takes every error for one of its own."""
    while True:
        try:
            endless()
        except Exception:  # noqa: S112 (as careless code does)
            continue


def deaf(*_: object, **__: object) -> None:
    """One in which the first interruptions are lost, as those in a destructor are."""

    class Lost:
        def __del__(self) -> None:
            until = time.monotonic() + ALLOWED_SECONDS + 0.5
            while time.monotonic() < until:
                pass

    Lost()
    endless()


def without_memory(*_: object, **__: object) -> None:
    """One that needs more memory than there is."""
    raise MemoryError


@pytest.fixture(name="never")
def step_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A step that never ends, with time that is up as soon as it is reached.

    So no test depends on how fast the steps before it are.
    """
    reached = threading.Event()

    class AlarmWhenReached(Alarm):
        """Waits for the step in place of the time."""

        def ring(self) -> None:
            reached.wait()
            self.seconds = 0
            super().ring()

    def never(*_: object, **__: object) -> None:
        reached.set()
        endless()

    monkeypatch.setattr("pipeline.system.bounds.Alarm", AlarmWhenReached)
    yield never
    reached.set()


@pytest.mark.parametrize("work", [endless, endless_generator, stubborn])
def test_work_is_interrupted_when_its_time_is_up(work: Callable[[], None]) -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match=r"liite.pdf.*within 0\.3 seconds.*\[time-limit\]"):
        Deadline(PDF, ALLOWED_SECONDS).run(work)
    assert ALLOWED_SECONDS <= time.monotonic() - start < SOON_SECONDS


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interruption_that_was_lost_is_made_again() -> None:
    with pytest.raises(InputError, match=r"\[time-limit\]"):
        Deadline(PDF, ALLOWED_SECONDS).run(deaf)


def test_work_is_interrupted_in_any_thread() -> None:
    told: list[str] = []

    def work() -> None:
        try:
            Deadline(PDF, ALLOWED_SECONDS).run(endless)
        except InputError as error:
            told.append(error.code)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert told == ["time-limit"] * 3


def test_work_in_time_is_left_alone() -> None:
    deadline = Deadline(PDF, PATIENCE_SECONDS)
    assert [deadline.run(partial(int, "7")) for _ in range(100)] == [7] * 100


def test_nothing_is_interrupted_once_the_work_is_done() -> None:
    """Also where both end at the same moment, whichever is first."""
    done = 0
    for number in range(200):
        deadline = Deadline(PDF, number / 100_000)
        try:
            deadline.run(partial(sum, [1] * 20_000))
            done += 1
        except InputError as error:
            assert error.code == "time-limit"
    for _ in range(100_000):
        done += 0
    assert threading.active_count() < 20


PROFILED = """
import sys
from pathlib import Path
from pipeline.errors import InputError
from pipeline.system.bounds import Deadline

def endless():
    while True:
        pass

def called():
    pass

for work in (int, endless):
    try:
        Deadline(Path("x.pdf"), 0.2).run(work)
    except InputError:
        print("given up")
    events = []
    sys.setprofile(lambda frame, event, argument: events.append(event))
    called()
    sys.setprofile(None)
    print("call" in events)
"""


def test_a_program_that_is_profiled_goes_on_after_a_deadline() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROFILED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=True,
    )
    assert done.stdout.split("\n") == ["True", "given up", "True", ""]


def test_a_deadline_counts_from_when_it_was_made() -> None:
    deadline = Deadline(PDF, ALLOWED_SECONDS)
    time.sleep(ALLOWED_SECONDS)
    assert deadline.remaining() == 0
    with pytest.raises(InputError, match=r"\[time-limit\]"):
        deadline.run(endless)


def test_a_long_document_has_more_time() -> None:
    deadline = Deadline(PDF, *time_allowed(None))
    deadline.allow_for(1600)
    assert deadline.seconds == 1720
    assert 1700 < deadline.remaining() <= 1720
    endless_pages = Deadline(PDF, *time_allowed(None))
    endless_pages.allow_for(10**9)
    assert endless_pages.seconds == 3720
    longest = Deadline(PDF, LONGEST_SECONDS, 1)
    longest.allow_for(10)
    assert longest.seconds == LONGEST_SECONDS


def test_a_limit_that_was_chosen_holds_for_any_length() -> None:
    deadline = Deadline(PDF, *time_allowed(5))
    deadline.allow_for(1600)
    assert deadline.seconds == 5


def test_other_errors_pass() -> None:
    with pytest.raises(ValueError, match="seven"):
        Deadline(PDF, PATIENCE_SECONDS).run(partial(int, "seven"))


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), 1e300, 0, -1, 604_801])
def test_what_cannot_be_waited_for_is_no_time_limit(seconds: float) -> None:
    assert not is_time_limit(seconds)


# What a build calls, and how the sentence calls what it was doing.
STEPS = [
    ("pipeline.build.extract", "working out what it holds"),
    ("pipeline.grids.ruled.bare_grids", "finding its cells"),
    ("pipeline.tables.joining.sort_into_groups", "joining its tables"),
    ("pipeline.records.read.reader_of", "reading its records"),
    ("pipeline.checks.values.total_findings", "checking what was read"),
    ("pipeline.outputs.files.csv_bytes", "making its outputs"),
]


def assert_given_up(desk: Desk, completed: CompletedProcess[str], code: str) -> str:
    """The line that says so; nothing else was said."""
    assert (completed.returncode, completed.stdout.strip()) == (3, "")
    line = complaint(completed)
    assert str(desk.pdf) in line
    assert line.endswith(f"[{code}]")
    return line


@pytest.mark.parametrize(("step", "named"), STEPS, ids=[step for step, _ in STEPS])
def test_a_build_whose_step_never_ends_leaves_its_outputs(
    desk: Desk,
    never: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    named: str,
) -> None:
    before = files_in(desk.output)
    monkeypatch.setattr(step, never)
    line = assert_given_up(desk, desk.build(), "time-limit")
    assert f"was read, but {named} was not done within" in line
    assert files_in(desk.output) == before


@pytest.mark.parametrize("step", [step for step, _ in STEPS])
def test_a_build_that_needs_too_much_memory_leaves_its_outputs(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = files_in(desk.output)
    monkeypatch.setattr(step, without_memory)
    assert_given_up(desk, desk.build(), "memory-limit")
    assert files_in(desk.output) == before


@pytest.mark.parametrize(
    "step", ["pipeline.inputs.source.load_model", "pipeline.outputs.waiting_set.write_new"]
)
def test_memory_is_named_wherever_it_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    desk.source_file.write_text("title: Liite\n", encoding="utf-8")
    before = files_in(desk.output)
    monkeypatch.setattr(step, without_memory)
    assert_given_up(desk, desk.build(), "memory-limit")
    assert files_in(desk.output) == before


@pytest.mark.parametrize("code", ["time-limit", "memory-limit"])
def test_a_decision_and_an_inspection_are_given_up_alike(
    desk: Desk,
    never: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
) -> None:
    act = never if code == "time-limit" else without_memory
    finding = desk.found("mark-uncertain")[0]["finding_id"]
    monkeypatch.setattr("pipeline.tables.joining.sort_into_groups", act)
    decided = run("decide", desk.pdf, finding, "--accept", "--reason", "x")
    assert_given_up(desk, decided, code)
    assert not desk.ledger.exists()
    pictures, draft = tmp_path / "pictures", tmp_path / "draft"
    seen = run("inspect", desk.pdf, "--images", pictures, "--draft-schema", draft)
    assert_given_up(desk, seen, code)
    assert not pictures.exists()
    assert not draft.exists()


def test_decisions_of_a_file_that_are_tried_without_end_are_given_up(
    desk: Desk, never: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = desk.found("mark-uncertain")[0]["finding_id"]
    header = "action,finding_id,service_id,field,expected,value,reason,decided_on"
    file = desk.folder / "from.csv"
    file.write_text(f"{header}\naccept,{finding},,,,,x,2026-01-31\n", encoding="utf-8")
    monkeypatch.setattr("pipeline.cli.fitting.beside_ledger", never)
    assert_given_up(desk, run("decide", desk.pdf, "--from", file), "time-limit")
    assert not desk.ledger.exists()


def test_one_document_that_is_given_up_does_not_keep_the_others_from_being_built(
    desk: Desk, never: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "toinen.pdf"
    other.write_bytes(desk.pdf.read_bytes())
    monkeypatch.setattr("pipeline.build.record_findings", never)
    completed = run("build", desk.pdf, other, "--jobs", "1", "--output", tmp_path / "both")
    lines = completed.stderr.splitlines()
    assert [line.endswith("[time-limit]") for line in lines] == [True, True]
    assert str(other) in lines[1]


# In a process of its own, with the real limit: what it needs is far more than that.
GREEDY = """
import sys
import pipeline.build
from pipeline.cli.main import main
def greedy(*_):
    held = []
    while True:
        held.append(bytes(2**27))
pipeline.build.record_findings = greedy
sys.exit(main(sys.argv[1:]))
"""


@ON_LINUX
def test_a_command_is_held_to_its_memory(desk: Desk) -> None:
    before = files_in(desk.output)
    words = ["build", str(desk.pdf), "--output", str(desk.output)]
    completed = subprocess.run(
        [sys.executable, "-c", GREEDY, *words],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert_given_up(desk, completed, "memory-limit")
    assert files_in(desk.output) == before


@ON_LINUX
def test_the_limit_of_memory_is_taken_back() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with limited_memory(2**45):
        assert resource.getrlimit(resource.RLIMIT_AS) == (2**45, before[1])
        with limited_memory(2**46):
            assert resource.getrlimit(resource.RLIMIT_AS)[0] == 2**45
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_system_without_limits_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    with limited_memory():
        pass

"""A process is ended at each step of writing a set of files: the next one finds it whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from pipeline.outputs.waiting_set import TO_PLACE, TO_TAKE_BACK, WAITING_FOLDER
from pipeline.outputs.writing import settle, settled, write_all
from tests.support.command_line import PATIENCE_SECONDS, ROOT, files_in

OLD = {"book.xlsx": b"old book", "a.csv": b"old a", "report.md": b"old report"}
NEW = {"book.xlsx": b"new book", "a.csv": b"new a", "report.md": b"new report", "b.csv": b"new b"}
FOREIGN = {"mine.txt": b"of somebody else", "book.xlsx.bak": b"a copy"}
# Steps of writing a set of four files over three: four are written and three kept, the list is
# written and renamed, four are renamed, and what waited is removed.
STEPS = 40
# Run in a process of its own: for each step of a number, a process that ends as if it were killed
# before that step; the last ends by itself. Arguments: where their folders are, how many steps, and
# which file is locked. Prints how each ended.
WRITE_AND_END = """
import json, os, sys
from pathlib import Path
from pipeline.errors import OutputError
from pipeline.outputs.writing import write_all

folders, steps, locked = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
files = {name: text.encode() for name, text in json.loads(sys.argv[4]).items()}
count = 0

def counted(step, last, is_locked=lambda *words: False):
    def taken(*words, **named):
        global count
        if count == last:
            os._exit(9)
        count += 1
        if is_locked(*words):
            raise PermissionError(13, "Permission denied", str(words[1]))
        return step(*words, **named)
    return taken

def is_locked(source, target, **named):
    return Path(target).name == locked

def write(step):
    for name in ("mkdir", "link", "fsync", "unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name), step))
    os.replace = counted(os.replace, step, is_locked)
    try:
        write_all(folders / str(step), files)
    except OutputError:
        os._exit(4)
    os._exit(0)

codes = []
for step in range(steps):
    process = os.fork()
    if not process:
        write(step)
    codes.append(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
print(json.dumps(codes))
"""
# So is this: for each signal and each of two steps, a process that gets the signal at that step.
# Prints the exit code and how many sets were written by then.
WRITE_AND_SIGNAL = """
import json, os, signal, sys
from pathlib import Path
from pipeline.outputs import waiting_set
from pipeline.outputs.writing import WRITTEN, write_all
from pipeline.system.stopping import Stopped, signals_stop

files = {name: text.encode() for name, text in json.loads(sys.argv[2]).items()}

def write(folder, step, number):
    named = getattr(waiting_set, step)

    def signalled(*words):
        os.kill(os.getpid(), number)
        return named(*words)

    setattr(waiting_set, step, signalled)
    # Whoever runs the tests may have it ignored, as nohup does, and then it stays so.
    signal.signal(number, signal.SIG_DFL)
    try:
        with signals_stop():
            write_all(folder, files)
    except Stopped as stop:
        print(folder.name, stop.exit_code, len(WRITTEN), flush=True)
    os._exit(0)

for folder in sorted(Path(sys.argv[1]).iterdir()):
    process = os.fork()
    if not process:
        number, _, step = folder.name.partition(" ")
        write(folder, step, int(number))
    os.waitpid(process, 0)
"""
TEXTS = json.dumps({name: content.decode() for name, content in NEW.items()})
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")


def in_process(code: str, *arguments: str | int | Path) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def old_set(folder: Path) -> Path:
    """A folder with an old set, and files of others."""
    write_all(folder, OLD)
    for name, content in FOREIGN.items():
        (folder / name).write_bytes(content)
    return folder


def sides(folder: Path) -> set[str]:
    """Which of both sets the files of a folder are of; each is one of them, whole."""
    there = {name: path.read_bytes() for name in NEW if (path := folder / name).exists()}
    found = set()
    for name, new in NEW.items():
        content = there.get(name)
        assert content in (new, OLD.get(name)), name
        found.add("new" if content == new else "old")
    return found


def ended_at_each_step(folders: Path, locked: str = "") -> list[int]:
    """Folders with an old set, each after a process that was ended while it wrote the new one.

    Args:
        folders: where; each has the number of its step for a name.
        locked: the file that cannot be replaced.

    Returns:
        The exit codes of the processes.
    """
    for step in range(STEPS):
        old_set(folders / str(step))
    done = in_process(WRITE_AND_END, folders, STEPS, locked, TEXTS)
    codes: list[int] = json.loads(done.stdout)
    assert set(codes) == {9, 4 if locked else 0}
    return codes


@FORKS
@pytest.mark.parametrize("locked", ["", "report.md"], ids=["put in place", "taken back"])
def test_a_set_is_whole_after_a_kill_at_any_step(tmp_path: Path, locked: str) -> None:
    mixed = 0
    codes = ended_at_each_step(tmp_path, locked)
    for step, code in enumerate(codes):
        folder = tmp_path / str(step)
        found = sides(folder)
        if code != 9:
            assert found == ({"old"} if locked else {"new"})
        elif len(found) == 2:
            # Marked, so that the next run and whoever reads them know.
            lists = {path.name for path in (folder / WAITING_FOLDER).iterdir()}
            assert lists & {TO_PLACE, TO_TAKE_BACK}
            mixed += 1
        settle(folder)
        assert len(sides(folder)) == 1
        left = set(OLD) if sides(folder) == {"old"} else set(NEW)
        assert set(files_in(folder)) == left | set(FOREIGN)
        assert not (folder / WAITING_FOLDER).exists()
        assert {n: c for n, c in files_in(folder).items() if n in FOREIGN} == FOREIGN
    assert codes.count(9) > 20
    # Between the first and the last renaming, there and, where a file is locked, back.
    assert mixed >= 3


@FORKS
def test_the_next_set_is_written_over_what_was_left(tmp_path: Path) -> None:
    for step, code in enumerate(ended_at_each_step(tmp_path)):
        if code == 9:
            write_all(tmp_path / str(step), OLD)
            assert {name: (tmp_path / str(step) / name).read_bytes() for name in OLD} == OLD
            assert not (tmp_path / str(step) / WAITING_FOLDER).exists()


@pytest.mark.parametrize("locked", list(NEW))
def test_a_locked_file_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str
) -> None:
    folder = old_set(tmp_path / "out")
    before = files_in(folder)
    replace = os.replace

    def replace_unlocked(source: Path, target: Path) -> None:
        if Path(target).name == locked and Path(source).parent.name == WAITING_FOLDER:
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        replace(source, target)

    with monkeypatch.context() as patches:
        patches.setattr(os, "replace", replace_unlocked)
        with pytest.raises(OutputError, match=rf"{locked}: cannot be written \(Permission denied"):
            write_all(folder, NEW)
        assert files_in(folder) == before
    write_all(folder, NEW)
    assert sides(folder) == {"new"}


def test_what_cannot_be_put_back_now_is_put_back_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = old_set(tmp_path / "out")
    before = files_in(folder)
    replace = os.replace
    asked: list[Path] = []

    def replace_until_locked(source: Path, target: Path) -> None:
        if Path(target).name == "report.md" or (asked and Path(target).name == "a.csv"):
            asked.append(Path(target))
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        replace(source, target)

    with monkeypatch.context() as patches:
        patches.setattr(os, "replace", replace_until_locked)
        with pytest.raises(OutputError, match=r"old and new files side by side.*a\.csv"):
            write_all(folder, NEW)
        assert sides(folder) == {"old", "new"}
        with pytest.raises(OutputError, match="cannot be made whole"), settled(folder):
            pass
    settle(folder)
    assert files_in(folder) == before


@FORKS
def test_a_signal_while_files_are_written_takes_its_effect_between_sets(tmp_path: Path) -> None:
    steps = {"write_new": 0, "replace_patiently": 1}
    numbers = [int(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    for number in numbers:
        for step in steps:
            old_set(tmp_path / f"{number} {step}")
    told = in_process(WRITE_AND_SIGNAL, tmp_path, TEXTS).stdout.splitlines()
    assert sorted(told) == sorted(
        f"{number} {step} {128 + number} {written}"
        for number in numbers
        for step, written in steps.items()
    )
    for folder in tmp_path.iterdir():
        assert sides(folder) == ({"new"} if "replace" in folder.name else {"old"})
        assert not (folder / WAITING_FOLDER).exists()


def test_two_processes_write_one_set_or_the_other(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from pipeline.outputs.writing import write_all
for number in range(20):
    write_all(Path(sys.argv[1]), {f"{n}.csv": f"{sys.argv[2]} {number}".encode() for n in range(6)})
"""
    folder = tmp_path / "out"
    processes = [
        subprocess.Popen([sys.executable, "-c", code, folder, name], cwd=ROOT) for name in "ab"
    ]
    seen = 0
    while any(process.poll() is None for process in processes):
        if folder.exists():
            with settled(folder):
                assert len({path.read_bytes() for path in folder.glob("*.csv")}) <= 1
            seen += 1
    assert [process.returncode for process in processes] == [0, 0]
    assert seen
    assert sorted(files_in(folder)) == [f"{n}.csv" for n in range(6)]
    assert len(set(files_in(folder).values())) == 1


@pytest.mark.parametrize(
    "listed",
    [
        b"[",
        b"[" * 100_000,
        b'{"a": 1}',
        b'[["../mine.txt", true]]',
        b'[["/mine.txt", false]]',
        b"7",
    ],
    ids=["cut", "deep", "no list", "above", "absolute", "number"],
)
def test_a_list_that_this_program_did_not_make_is_named(tmp_path: Path, listed: bytes) -> None:
    folder = old_set(tmp_path / "out")
    (folder / WAITING_FOLDER).mkdir()
    (folder / WAITING_FOLDER / TO_PLACE).write_bytes(listed)
    (folder / WAITING_FOLDER / "new-0").write_bytes(b"strange")
    with pytest.raises(OutputError, match="not a list that this program made: remove it"):
        settle(folder)
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    assert sides(folder) == {"old"}


def test_nothing_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    folder, other = old_set(tmp_path / "out"), tmp_path / "other"
    other.mkdir()
    (folder / WAITING_FOLDER).symlink_to(other)
    with pytest.raises(OutputError, match="is none of this program's folders: remove it"):
        write_all(folder, NEW)
    (folder / WAITING_FOLDER).unlink()
    (folder / "vocabulary").symlink_to(other)
    with pytest.raises(OutputError, match="vocabulary"):
        write_all(folder, {"vocabulary/a.csv": b"a", "b.csv": b"b"})
    (folder / "a.csv").unlink()
    (folder / "a.csv").symlink_to(other / "a.csv")
    write_all(folder, NEW)
    assert sides(folder) == {"new"}
    assert not (folder / "a.csv").is_symlink()
    assert list(other.iterdir()) == []
    with pytest.raises(ValueError, match=r"\.\./b"):
        write_all(folder, {"../b": b"b"})

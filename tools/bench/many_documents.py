"""Times many documents in one run: beside one alone, and again with nothing to do.

`python -m tools.bench.many_documents [MOST]`, as `make bench MANY=1` does; with a number no run has
more documents. Each document is a copy of a sample with some bytes of its own. All figures are of
one run of this program on one machine, which is to have nothing else to do; what is asked of them
are ratios, and the time in which a run finds that there is nothing to do.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLE = ROOT / "tests" / "documents" / "contracts"
COUNTS = (20, 200)
# How much longer a run may take than its documents' processor time shared among the cores.
MOST_TIMES = 1.15
MOST_SECONDS_WITH_NOTHING_TO_DO = 2.0
LOOKS_A_SECOND = 5
# Of the parent and of each worker, in kilobytes as Linux tells them.
PEAK, PARENT = "VmHWM:", "PPid:"


@dataclass
class Run:
    """What a run took.

    Args:
        wall: seconds until it ended.
        documents: seconds until the last document was done.
        processor: seconds of processor time, of all its processes.
        parent: megabytes of memory at most, of the process that was called.
        parent_before: the same until the last document was done.
        worker: the same of that of its children which had most.
    """

    wall: float
    documents: float
    processor: float
    parent: float = 0
    parent_before: float = 0
    worker: float = 0


def cores() -> int:
    """How many cores the documents are shared among."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def copies(folder: Path, count: int) -> None:
    """Write some documents into a folder: copies of the sample, each with bytes of its own."""
    content = (SAMPLE / f"{SAMPLE.name}.pdf").read_bytes()
    for number in range(count):
        (folder / f"document-{number:04}.pdf").write_bytes(content + b"\n%% %d\n" % number)


def build(folder: Path, count: int, options: Sequence[str] = ()) -> Run:
    """Build the first documents of a folder, with further options."""
    pdfs = sorted(folder.glob("*.pdf"))[:count]
    arguments = ["--schemas", SAMPLE / "schemas", "--output", folder / "output"]
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", *map(str, [*pdfs, *arguments, *options])],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    run = Run(0, 0, 0)
    looking = threading.Thread(target=look, args=(process, run))
    looking.start()
    for line in process.stdout or ():
        if "document-" in line:
            run.documents, run.parent_before = time.perf_counter() - start, run.parent
    code = process.wait()
    run.wall, after = time.perf_counter() - start, os.times()
    looking.join()
    if code != 0:
        raise SystemExit(f"the build of {count} documents ended with {code}")
    run.processor = (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
    return run


def look(process: subprocess.Popen[str], run: Run) -> None:
    """Look at the memory of a process and of its children as long as it runs."""
    while process.poll() is None:
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                facts = dict(line.split("\t", 1) for line in status.read_text().splitlines())
            except (OSError, ValueError):
                continue
            peak = int(facts.get(PEAK, "0").split()[0]) / 1024
            if status.parent.name == str(process.pid):
                run.parent = max(run.parent, peak)
            elif facts.get(PARENT) == str(process.pid):
                run.worker = max(run.worker, peak)
        time.sleep(1 / LOOKS_A_SECOND)


def verdict(is_met: bool) -> str:
    """Whether a figure is as it shall be."""
    return "as asked" if is_met else "NOT as asked"


def show(folder: Path, count: int, alone: Run) -> None:
    """Build some documents, then again, and say what that took.

    Args:
        folder: with the documents.
        count: how many of them.
        alone: what one of them takes alone.
    """
    run, again = build(folder, count), build(folder, count)
    times = run.documents / (count * alone.processor / cores())
    print(
        f"{count} documents: {run.documents:.1f} s, {times:.2f} times their processor time alone "
        f"on {cores()} cores (at most {MOST_TIMES}: {verdict(times <= MOST_TIMES)}); "
        f"all of them together {run.wall - run.documents:.1f} s more"
    )
    share = run.processor / (count * alone.processor)
    print(f"  processor time, all of them together included: {share:.2f} times that alone")
    print(
        f"  memory at most: each worker {run.worker:.0f} MB, their parent "
        f"{run.parent_before:.0f} MB, and {run.parent:.0f} MB for all of them together"
    )
    print(
        f"  again with nothing to do: {again.wall:.2f} s (at most "
        f"{MOST_SECONDS_WITH_NOTHING_TO_DO:g}: "
        f"{verdict(again.wall <= MOST_SECONDS_WITH_NOTHING_TO_DO)}), {again.parent:.0f} MB"
    )


def main() -> None:
    """Print what runs with more and more documents take."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else COUNTS[-1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies(folder, min(most, COUNTS[-1]))
        alone = build(folder, 1)
        print(f"one document: {alone.wall:.2f} s, {alone.processor:.2f} s of processor time")
        for count in sorted({min(most, count) for count in COUNTS}):
            with tempfile.TemporaryDirectory() as own:
                copies(Path(own), count)
                show(Path(own), count, alone)
    # Loaded here, because the library is large.
    from tools.bench.dask_overhead import show_overhead

    show_overhead(min(most, COUNTS[0]))


if __name__ == "__main__":
    main()

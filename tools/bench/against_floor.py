"""Times the whole build beside the serial floor, in turn, and their peak memory.

Ratios are of medians within one run, so that they hold on a machine of any speed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tools.bench.outputs import print_outputs
from tools.bench.steps import print_steps

ROOT = Path(__file__).resolve().parent.parent.parent
PDF = ROOT / "input" / "paijat-hame-liitetaulukko.pdf"
UNRULED = ROOT / "tests" / "documents" / "layouts" / "borderless.pdf"
ROUNDS = 9
POLL_SECONDS = 0.002
PEAK = "VmHWM:"
# The build without the review page shows what that costs.
WITHOUT_PAGE = "without page"
MEASURED = ("floor", "build", "nothing to do", WITHOUT_PAGE)


@dataclass(frozen=True)
class Run:
    """Seconds of a command, and the sum of the peaks of its processes in MiB (Linux alone)."""

    seconds: float
    peak: float | None


def measure(command: list[str]) -> Run:
    """Run a command; a peak is read as often as can be while a process lives.

    Summing the peaks of parent and child bounds from above what both ever held together.
    """
    peaks: dict[int, float] = {}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        for pid in family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0.0), peak_of(pid))
        time.sleep(POLL_SECONDS)
    seconds = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(seconds, sum(peaks.values()) if any(peaks.values()) else None)


def family(pid: int) -> list[int]:
    """A process and its children."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(int(child) for child in children)]


def peak_of(pid: int) -> float:
    """Peak resident memory of a process in MiB; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(PEAK)), 0.0)


def main() -> None:
    """Print the medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        floor = [sys.executable, "-m", "tools.bench.serial_floor", str(PDF), f"{folder}/floor.xlsx"]
        build = [sys.executable, "-m", "pipeline", "build", str(PDF), "--quiet"]
        runs: dict[str, list[Run]] = {name: [] for name in MEASURED}
        for number in range(ROUNDS + 1):
            output = f"{folder}/{number}"
            measured = {
                "floor": measure(floor),
                "build": measure([*build, "--output", output]),
                "nothing to do": measure([*build, "--output", output]),
                WITHOUT_PAGE: measure([*build, "--no-page", "--output", f"{output}-without"]),
            }
            # The first round fills the system's caches and is not counted.
            if number:
                for name, run in measured.items():
                    runs[name].append(run)
    seconds = {n: statistics.median(run.seconds for run in rs) for n, rs in runs.items()}
    print(f"{PDF.name}, {ROUNDS} rounds, medians")
    for name, value in seconds.items():
        peaks = [run.peak for run in runs[name] if run.peak is not None]
        memory = f"{statistics.median(peaks):7.0f} MiB" if peaks else "   (memory: Linux alone)"
        print(f"{name:14} {value:6.3f} s {memory}")
    for name in ("build", WITHOUT_PAGE):
        print(f"{name} / floor: time {seconds[name] / seconds['floor']:.2f}", end="")
        if all(run.peak for one in (name, "floor") for run in runs[one]):
            peak = {n: statistics.median(run.peak or 0 for run in runs[n]) for n in (name, "floor")}
            print(f", memory {peak[name] / peak['floor']:.2f}", end="")
        print()
    print()
    for pdf in (PDF, UNRULED):
        print_steps(pdf, ROOT / "schemas")
        print()
    print_outputs(PDF, ROOT / "schemas")


if __name__ == "__main__":
    main()

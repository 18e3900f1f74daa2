"""A Dask cluster on this machine, whose workers meet mishaps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import LocalCluster

# Loaded by each worker as it starts. One that builds a document called `dies` is killed, and so is
# the first one that builds a document called `dies-once`; one that builds a document called `waits`
# waits until there is a file of that name with `-on` behind it.
MISHAPS = """
import os, signal, time
from pathlib import Path
from pipeline.cli.cluster import building

marks = Path({marks!r})

def build_or_die(job, parcel, build=building.build_here):
    name = job.pdf.stem
    is_first = not list(marks.glob(f"{{name}}-begun-*"))
    (marks / f"{{name}}-begun-{{os.getpid()}}").touch()
    if name.startswith("dies") and (is_first or "once" not in name):
        os.kill(os.getpid(), signal.SIGKILL)
    while name.startswith("waits") and not (marks / f"{{name}}-on").exists():
        time.sleep(0.05)
    return build(job, parcel)

# Dask may load this more than once.
if building.build_here.__name__ != build_or_die.__name__:
    building.build_here = build_or_die
"""


@contextmanager
def local_cluster(folder: Path, workers: int) -> Iterator[Any]:
    """A cluster whose workers are processes of their own.

    Args:
        folder: for what they write meanwhile, and for the marks of what they began.
        workers: how many there are.
    """
    marks = marks_in(folder)
    marks.mkdir()
    mishaps = folder / "mishaps.py"
    mishaps.write_text(MISHAPS.format(marks=str(marks)), encoding="utf-8")
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        local_directory=str(folder / "work"),
        preload=[str(mishaps)] if workers else [],
        silence_logs=50,
    ) as cluster:
        yield cluster


def marks_in(folder: Path) -> Path:
    """Where the workers of a cluster leave word of what they began."""
    return folder / "marks"


def address_of(cluster: Any) -> str:
    """HOST:PORT of its scheduler."""
    return str(cluster.scheduler_address).removeprefix("tcp://")

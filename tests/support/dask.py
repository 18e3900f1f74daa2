"""A Dask cluster on this machine, whose workers meet mishaps."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import Client, LocalCluster, WorkerPlugin

from pipeline.cli.cluster import building
from pipeline.cli.cluster.parcels import Parcel
from pipeline.cli.job import Job

BUILD = building.build_here


class Mishaps(WorkerPlugin):  # type: ignore[misc]
    """What befalls the workers of a cluster, by the name of a document.

    One that builds a document called `dies` is killed, and so is the first one that builds a
    document called `dies-once`; one that builds a document called `waits` waits until there is a
    mark of that name with `-on` behind it, and leaves one with `-went-on`.

    Args:
        marks: where they leave word of what they began.
    """

    def __init__(self, marks: Path) -> None:
        self.marks = marks

    def setup(self, worker: object) -> None:
        """Have a worker that starts meet them."""
        building.build_here = self.build_or_die

    def build_or_die(self, job: Job, parcel: Parcel) -> Any:
        """Build a document, unless something befalls the process."""
        name = job.pdf.stem
        is_first = not list(self.marks.glob(f"{name}-begun-*"))
        (self.marks / f"{name}-begun-{os.getpid()}").touch()
        if name.startswith("dies") and (is_first or "once" not in name):
            os.kill(os.getpid(), signal.SIGKILL)
        while name.startswith("waits") and not (self.marks / f"{name}-on").exists():
            time.sleep(1 / 20)
        (self.marks / f"{name}-went-on").touch()
        return BUILD(job, parcel)


@contextmanager
def local_cluster(folder: Path, workers: int) -> Iterator[Any]:
    """A cluster whose workers are processes of their own.

    Args:
        folder: for what they write meanwhile, and for the marks of what they began.
        workers: how many there are.
    """
    marks_in(folder).mkdir()
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        local_directory=str(folder / "work"),
        silence_logs=50,
    ) as cluster:
        with Client(cluster, set_as_default=False) as client:
            client.register_plugin(Mishaps(marks_in(folder)))
        yield cluster


def marks_in(folder: Path) -> Path:
    """Where the workers of a cluster leave word of what they began."""
    return folder / "marks"


def address_of(cluster: Any) -> str:
    """HOST:PORT of its scheduler."""
    return str(cluster.scheduler_address).removeprefix("tcp://")

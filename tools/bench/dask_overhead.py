"""Times many documents on a Dask cluster of this machine beside the same built side by side here.

Part of `make bench MANY=1`. The cluster has as many workers as there are cores, so that all that
takes longer is what Dask adds: parcels, the scheduler, and loading Dask itself. The workers stay
between two runs, so that the first one, in which they load the program, is shown apart.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from distributed import LocalCluster

from tools.bench.many_documents import build, copies, cores

SCHEME_OF_DASK = "tcp://"


def show_overhead(count: int) -> None:
    """Build some documents here, then twice on a cluster, and say what that took.

    Args:
        count: how many of them.
    """
    with tempfile.TemporaryDirectory() as name, cluster_here() as cluster:
        address = str(cluster.scheduler_address).removeprefix(SCHEME_OF_DASK)
        executor = ("--executor", f"dask://{address}")
        here, first, second = (
            timed(Path(name), f"run-{number}", count, options)
            for number, options in enumerate(((), executor, executor))
        )
    print(
        f"{count} documents on a Dask cluster of {cores()} workers here: {second:.1f} s, "
        f"{second / here:.2f} times as long as side by side without it ({here:.1f} s); "
        f"{first:.1f} s where the workers are new"
    )


def cluster_here() -> LocalCluster:
    """A cluster with a worker process for each core."""
    return LocalCluster(
        n_workers=cores(),
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    )


def timed(folder: Path, name: str, count: int, options: tuple[str, ...]) -> float:
    """Seconds until the last of some documents was built, in a folder of their own."""
    own = folder / name
    own.mkdir()
    copies(own, count)
    return build(own, count, options).documents

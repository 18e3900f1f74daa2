"""A Dask cluster: how it is reached, what is sent to it, and what its workers do.

No other module knows Dask.

Dask begins a task again, where its worker died, as often as the scheduler's `allowed-failures`
says. Here a document may end two workers, whatever that says: for each task the scheduler keeps how
often it was begun and not built to its end, and a worker that finds this was so twice gives it up.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from pipeline.cli.cluster.building import MOST_BEGUN, OTHER_RELEASE, WORKER_DIED, answer
from pipeline.cli.cluster.parcels import Parcel, unpacked
from pipeline.cli.cluster.releases import difference, release_here
from pipeline.errors import InputError, WrongUsageError

WITH_DASK = "liitetaulukko[dask]"
# Documents of others do not keep the question waiting which release a worker has.
AT_ONCE = 1000
CLIENT_NAME = "liitetaulukko"
# Seconds after which Dask should have said that it waited too long.
AFTER_DASK = 1
# A worker builds one document at a time, however many threads it has: they would take turns anyway,
# and where it dies, only the document that it died of has been begun.
ONE_AT_A_TIME = threading.Lock()


class GivenUpError(Exception):
    """The scheduler gave up a task, because workers died that had it.

    Args:
        begun: how often one of them had begun it, under earlier keys too.
    """

    def __init__(self, begun: int) -> None:
        super().__init__()
        self.begun = begun


@dataclass(frozen=True)
class Patience:
    """Seconds to wait for a cluster.

    Args:
        connecting: until it must have answered at first.
        answering: until it must have answered later.
        without_workers: as long as it may have no worker.
        between_looks: before it is asked again whether it has any.
        closing: until the connection must be closed.
    """

    connecting: float = 10
    answering: float = 30
    without_workers: float = 120
    between_looks: float = 5
    closing: float = 5


@contextmanager
def connected(address: str, patience: Patience, debug: bool) -> Iterator[Cluster]:
    """A cluster; all that it was asked for is taken back at the end.

    Args:
        address: of its scheduler, as HOST:PORT.
        patience: how long to wait for it.
        debug: whether Dask itself may say what it meets.

    Raises:
        WrongUsageError: Dask is not installed, or no scheduler answers there.
    """
    try:
        import distributed
    except ImportError:
        raise WrongUsageError(
            f"--executor: Dask is not installed here: install {WITH_DASK}, in a clone by make dask."
        ) from None
    with quiet(debug):
        client = connection(distributed, address, patience.connecting)
        if isinstance(client, Exception):
            raise WrongUsageError(
                f"--executor: no scheduler of a Dask cluster answers at {address} "
                f"({client}): start one there with dask scheduler, or name another."
            ) from (client if debug else None)
        try:
            yield Cluster(address, client, patience)
        finally:
            with suppress(OSError, TimeoutError):
                client.close(timeout=patience.closing)
            # Where that was in vain it would try again, and complain, when it is forgotten.
            client.status = "closed"


def connection(dask: Any, address: str, seconds: float) -> Any:
    """A connection to a scheduler, or the error that there is none.

    Dask waits for ever for something else that listens there and says nothing that it understands,
    so that it is left alone with it then.

    Args:
        dask: the library.
        address: HOST:PORT.
        seconds: how long to wait.
    """
    found: Queue[Any] = Queue()

    def connect() -> None:
        try:
            found.put(dask.Client(address, timeout=seconds, set_as_default=False, name=CLIENT_NAME))
        except Exception as error:
            found.put(error)

    threading.Thread(target=connect, daemon=True).start()
    try:
        return found.get(timeout=seconds + AFTER_DASK)
    except Empty:
        return TimeoutError(f"what listens there has said nothing of use in {seconds:g} seconds")


@contextmanager
def quiet(debug: bool) -> Iterator[None]:
    """Have Dask print nothing: what concerns a document is told in one sentence.

    Args:
        debug: let it.
    """
    before = logging.root.manager.disable
    with warnings.catch_warnings():
        if not debug:
            warnings.simplefilter("ignore")
            logging.disable()
        try:
            yield
        finally:
            logging.disable(before)


class Cluster:
    """A Dask cluster that is connected.

    Args:
        address: of its scheduler, as HOST:PORT.
        client: the connection.
        patience: how long to wait for it.
    """

    def __init__(self, address: str, client: Any, patience: Patience) -> None:
        self.address = address
        self.client = client
        self.patience = patience
        self.executor = client.get_executor(pure=False)

    def lost(self) -> InputError:
        """The error for a document when the cluster is not there any more."""
        return InputError(
            "cluster-lost",
            f"the scheduler of the Dask cluster at {self.address} does not answer any more: start "
            "it again, and run again; what is built stays.",
        )

    def without_workers(self) -> InputError:
        """The error for a document when the cluster has had no worker for too long."""
        return InputError(
            "cluster-empty",
            f"the Dask cluster at {self.address} has had no worker for "
            f"{self.patience.without_workers:g} seconds: start some with dask worker "
            f"{self.address}, and run again; what is built stays.",
        )

    def workers(self) -> Mapping[str, int]:
        """The threads of each worker, by its address.

        Raises:
            InputError: the cluster does not answer.
        """
        return dict(self.asked(self.client.scheduler.ncores, workers=None))

    def asked(self, question: Any, **about: Any) -> Any:
        """What the scheduler answers to a question.

        Raises:
            InputError: it does not answer.
        """
        try:
            if self.client.status == "running":
                patience = self.patience.answering
                return self.client.sync(question, callback_timeout=patience, **about)
        except (OSError, TimeoutError):
            pass
        raise self.lost()

    def require_same_release(self) -> None:
        """See that the workers that are there run the same program with the same libraries.

        One that is busy, or comes later, says so itself when it gets a document.

        Raises:
            WrongUsageError: one does not.
            InputError: the cluster does not answer.
        """
        asked = {
            self.executor.submit(
                release_of_worker, workers=[worker], allow_other_workers=False, priority=AT_ONCE
            ): worker
            for worker in self.workers()
        }
        done, late = wait(asked, timeout=self.patience.answering)
        for future in late:
            future.cancel()
        for future in done:
            try:
                found = difference(future.result(), release_here())
            except CancelledError:
                raise self.lost() from None
            except Exception as error:
                found = f"no such program ({type(error).__name__})"
            if found:
                raise WrongUsageError(other_release(asked[future], found))

    def submit(self, parcel: bytes, key: str, begun: int) -> Future[bytes]:
        """Send a parcel; what comes back is for `answer_in`.

        Args:
            parcel: with a document.
            key: of the task.
            begun: how often it has been begun already.
        """
        sent: Future[bytes] = self.executor.submit(
            build_on_worker, parcel, dict(release_here()), begun, key=key
        )
        return sent

    def answer_in(self, sent: Future[bytes], key: str) -> bytes:
        """What came back.

        Args:
            sent: what was sent, which is done.
            key: of the task.

        Raises:
            GivenUpError: workers died that had it.
            InputError: the cluster is lost, or cannot run the program.
        """
        from distributed import KilledWorker

        try:
            return sent.result()
        except CancelledError:
            raise self.lost() from None
        except KilledWorker:
            begun = self.asked(self.client.scheduler.get_metadata, keys=[key], default=0)
            raise GivenUpError(begun) from None


def other_release(worker: str, found: str) -> str:
    """One sentence on a worker whose outputs would not be the same."""
    return (
        f"--executor: the Dask worker at {worker} has {found}: install there what is installed "
        "here, start it again, and run again."
    )


def release_of_worker() -> dict[str, Any]:
    """On a worker: which release of the program and of its libraries it has."""
    return dict(release_here())


def build_on_worker(content: bytes, release: Mapping[str, Any], begun: int) -> bytes:
    """On a worker: build the document in a parcel; a parcel with what became of it.

    Args:
        content: the parcel.
        release: of the program that sent it.
        begun: how often it had been begun when it was sent.
    """
    import distributed

    worker = distributed.get_worker()
    if found := difference(release_here(), release):
        told = other_release(worker.address, found)
        return Parcel({"status": OTHER_RELEASE, "message": told}, {}).packed()
    key, client = worker.get_current_task(), distributed.get_client()
    with ONE_AT_A_TIME:
        begun = int(client.get_metadata([key], begun)) + 1
        if begun > MOST_BEGUN:
            return Parcel({"status": WORKER_DIED}, {}).packed()
        # The scheduler keeps the number as long as it knows the task.
        client.set_metadata([key], begun)
        made = answer(unpacked(content), Path(worker.local_directory)).packed()
        # Of this document no worker dies; what was made may be lost with one that dies of another.
        client.set_metadata([key], begun - 1)
        return made

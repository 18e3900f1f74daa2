"""Builds documents on a Dask cluster, whose workers need no folder of this machine."""

from __future__ import annotations

import gc
import time
import uuid
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.cli.cluster.building import MOST_BEGUN
from pipeline.cli.cluster.dask_cluster import Cluster, GivenUpError, Patience, connected
from pipeline.cli.cluster.receiving import received
from pipeline.cli.cluster.sending import parcel_of
from pipeline.cli.document import build_or_fail, failed_outcome, found_or_failed, settle_around
from pipeline.cli.job import Job
from pipeline.cli.outcomes import Outcome
from pipeline.cli.side_by_side import died_outcome
from pipeline.errors import InputError

# How often at most the scheduler may give up a document that no worker has begun, because workers
# died that had others to do before it.
MOST_GIVEN_UP = 10
# Documents that are with the cluster at once, for each of its threads: one that is built and one
# that waits behind it, so that memory does not grow with the number of documents.
SENT_PER_THREAD = 2
KEY_PREFIX = "liitetaulukko"


@dataclass
class Sending:
    """A document on its way.

    Args:
        job: what is to be done.
        key: by which the scheduler knows it now.
        begun: how often a worker had begun it under earlier keys.
        given_up: how often the scheduler has given it up.
    """

    job: Job
    key: str = ""
    begun: int = 0
    given_up: int = 0


@dataclass(frozen=True)
class DaskExecutor:
    """Builds documents on a Dask cluster.

    Args:
        address: of its scheduler, as HOST:PORT.
        begin: called with each document that is sent.
        patience: how long to wait for the cluster.
    """

    address: str
    begin: Callable[[Path], None] = lambda pdf: None
    patience: Patience = field(default_factory=Patience)

    def run(self, jobs: Sequence[Job]) -> Generator[tuple[Job, Outcome], None, None]:
        """Build documents; each with its outcome as soon as it is done.

        Raises:
            WrongUsageError: Dask is not installed, or there is no such cluster, or it does not have
                the same release of the program.
            InputError: the cluster does not answer any more.
        """
        if not jobs:
            return
        # Dask leaves cycles with all that was sent in them.
        gc.enable()
        with connected(self.address, self.patience, jobs[0].options.debug) as cluster:
            cluster.require_same_release()
            yield from ClusterErrand(cluster, jobs, self.begin).outcomes()


class ClusterErrand:
    """Documents that a cluster is to build.

    Args:
        cluster: where they are sent.
        jobs: the documents.
        begin: called with each document that is sent.
    """

    def __init__(
        self, cluster: Cluster, jobs: Sequence[Job], begin: Callable[[Path], None]
    ) -> None:
        self.cluster = cluster
        self.begin = begin
        self.waiting = deque(Sending(job) for job in jobs)
        self.sent: dict[Future[bytes], Sending] = {}
        self.room = 0
        self.next_look = 0.0
        self.seen_workers = time.monotonic()

    def outcomes(self) -> Generator[tuple[Job, Outcome], None, None]:
        """Send them, as many at once as the cluster has use for, and take in what comes back."""
        while self.waiting or self.sent:
            try:
                self.look()
            except InputError as error:
                yield from self.all_failed(error)
                return
            while self.waiting and len(self.sent) < self.room:
                sending = self.waiting.popleft()
                if (outcome := self.send(sending)) is not None:
                    yield sending.job, outcome
            patience = self.cluster.patience.between_looks
            done, _ = wait(self.sent, timeout=patience, return_when=FIRST_COMPLETED)
            for future in done:
                sending = self.sent.pop(future)
                if (outcome := self.taken_in(sending, future)) is not None:
                    yield sending.job, outcome

    def look(self) -> None:
        """See from time to time that the cluster is there and has workers.

        Raises:
            InputError: it is not, or has had none too long.
        """
        now, patience = time.monotonic(), self.cluster.patience
        if now < self.next_look:
            return
        self.next_look = now + patience.between_looks
        threads = sum(self.cluster.workers().values())
        # Where workers come as they are needed, something must be sent before there is any.
        self.room = SENT_PER_THREAD * max(threads, 1)
        if threads:
            self.seen_workers = now
        elif now > self.seen_workers + patience.without_workers:
            raise self.cluster.without_workers()

    def send(self, sending: Sending) -> Outcome | None:
        """Send a document; its outcome where that cannot be.

        What cannot be read is built here, which says why.
        """
        job = sending.job
        self.begin(job.pdf)
        try:
            settled = found_or_failed(
                job.pdf, job.options, lambda: settle_around(job.pdf, job.folder)
            )
            if settled is not None:
                return settled
            parcel = parcel_of(job).packed()
        except OSError:
            return build_or_fail(job)
        sending.key = f"{KEY_PREFIX}-{uuid.uuid4().hex}"
        self.sent[self.cluster.submit(parcel, sending.key, sending.begun)] = sending
        return None

    def taken_in(self, sending: Sending, sent: Future[bytes]) -> Outcome | None:
        """The outcome of a document that came back; none where it is to be sent once more."""
        job = sending.job
        try:
            content = self.cluster.answer_in(sent, sending.key)
        except GivenUpError as error:
            sending.begun = max(sending.begun, error.begun)
            sending.given_up += 1
            if sending.begun < MOST_BEGUN and sending.given_up < MOST_GIVEN_UP:
                self.waiting.appendleft(sending)
                return None
            return died_outcome(job)
        except InputError as error:
            return failed_outcome(job.pdf, job.options, error.exit_code, str(error))
        return found_or_failed(job.pdf, job.options, lambda: received(job, content))

    def all_failed(self, error: InputError) -> Generator[tuple[Job, Outcome], None, None]:
        """The outcome of all that are not done, where the cluster cannot build them."""
        for sending in (*self.sent.values(), *self.waiting):
            job = sending.job
            yield job, failed_outcome(job.pdf, job.options, error.exit_code, str(error))

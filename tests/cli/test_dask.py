"""Documents built by a Dask cluster: the same outputs and lines, and mishaps of the cluster."""

from __future__ import annotations

import argparse
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from pipeline.cli.arguments import make_parser
from pipeline.cli.cluster.dask_cluster import Cluster, Patience
from pipeline.cli.cluster.executor import DaskExecutor
from pipeline.cli.cluster.releases import difference, release_here
from pipeline.cli.job import Job, plan_job
from pipeline.errors import WrongUsageError
from tests.support.command_line import PATIENCE_SECONDS, ROOT, complaint, files_in, run, run_apart
from tests.support.dask import address_of, local_cluster, marks_in
from tests.support.several import SCHEMAS, Several, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals as on Linux")
# What the client asks of a cluster often, so that no test waits long for it.
SHORT = Patience(connecting=1, answering=5, without_workers=1, between_looks=0.1, closing=2)


@pytest.fixture(scope="module", name="folder")
def folder_of_cluster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the cluster keeps what it needs."""
    return tmp_path_factory.mktemp("cluster")


@pytest.fixture(scope="module", name="cluster")
def cluster_of_two_workers(folder: Path) -> Iterator[Any]:
    """A cluster of two worker processes."""
    with local_cluster(folder, workers=2) as cluster:
        yield cluster


@pytest.fixture(name="several")
def small_documents(tmp_path: Path) -> Several:
    """A folder for small documents."""
    return Several(tmp_path / "kansio ä")


@pytest.fixture(autouse=True)
def no_marks(folder: Path, several: Several) -> None:
    """No word of what workers began for another test."""
    several.folder.mkdir()
    for mark in marks_in(folder).glob("*"):
        mark.unlink()


def on(cluster: Any) -> tuple[str, str]:
    """The arguments that have a cluster build."""
    return "--executor", f"dask://{address_of(cluster)}"


def jobs_of(several: Several, *names: str) -> list[Job]:
    """What is to be done for documents."""
    words = several.arguments(several.print(*names))
    options: argparse.Namespace = make_parser().parse_args(words)
    return [plan_job(pdf, options) for pdf in options.pdf]


def how_often_begun(folder: Path, name: str) -> int:
    """By how many worker processes a document was begun."""
    return len(list(marks_in(folder).glob(f"{name}-begun-*")))


def test_all_is_as_where_it_is_built_here(several: Several, cluster: Any, tmp_path: Path) -> None:
    pdfs = several.print("yksi", "kirja", "rikki", "vinossa", "tiedot", "poissa")
    (several.folder / "kirja.decisions.csv").write_text("wrong\n", encoding="utf-8")
    (several.folder / "tiedot.source.yaml").write_text("publisher: Kaupunki\n", encoding="utf-8")
    several.pdf("rikki").write_bytes(b"%PDF-1.7\n")
    several.print("vinossa", total_is_off_by=1)
    several.pdf("poissa").unlink()
    runs = []
    executors: tuple[tuple[str, ...], ...] = (("--jobs", "1"), on(cluster))
    for executor in executors:
        done = run(*several.arguments(pdfs, *executor))
        runs.append((done.returncode, done.stdout, done.stderr, files_in(several.output)))
        shutil.move(several.output, tmp_path / executor[0])
    assert runs[0] == runs[1]
    code, said, complained, files = runs[1]
    assert code == 3
    assert said.splitlines()[-1] == "built 2, current 0, refused 1, failed 3"
    assert "tiedot" in files["all/documents.csv"].decode()
    assert [line.count("kansio ä") for line in complained.splitlines()][:3] == [1, 1, 2]
    assert {"yksi/.current.json", "yksi/yksi.xlsx", "yksi/yksi.html"} <= set(files)


def test_what_was_built_here_is_current_there(several: Several, cluster: Any) -> None:
    pdfs = several.print("yksi", "kaksi")
    assert run(*several.arguments(pdfs, *on(cluster))).returncode == 0
    done = run(*several.arguments(pdfs, "--executor", "dask://nowhere.invalid:1"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "built 0, current 2, refused 0, failed 0"


def test_a_page_that_is_not_wanted_goes_and_a_kept_workbook_is_told(
    several: Several, cluster: Any
) -> None:
    (pdf,) = several.print("sama")
    assert run(*several.arguments([pdf])).returncode == 0
    assert run(*several.arguments([pdf], "--no-page", *on(cluster))).returncode == 0
    files = files_in(several.output)
    assert "sama/sama.html" not in files
    several.print("sama", total_is_off_by=1)
    here = run(*several.arguments([pdf], "--no-page"))
    refused = files_in(several.output)
    there = run(*several.arguments([pdf], "--no-page", *on(cluster)))
    assert (here.returncode, here.stdout, here.stderr) == (
        there.returncode,
        there.stdout,
        there.stderr,
    )
    assert "is still of the source with SHA-256" in there.stderr
    assert files_in(several.output) == refused
    assert refused["sama/sama.xlsx"] == files["sama/sama.xlsx"]


def test_what_is_wrong_with_the_schemas_is_said_as_here(several: Several, cluster: Any) -> None:
    pdfs = several.print("yksi", "kaksi")
    schemas = several.folder / "own"
    shutil.copytree(SCHEMAS, schemas)
    (schemas / "grants.yaml").write_text("no: schema\n", encoding="utf-8")
    arguments = several.arguments(pdfs, "--schemas", schemas)
    here, there = run(*arguments), run(*arguments, *on(cluster))
    assert str(schemas / "grants.yaml") in complaint(here)
    assert (here.returncode, here.stdout, here.stderr) == (
        there.returncode,
        there.stdout,
        there.stderr,
    )


@pytest.mark.parametrize("allowed_failures", [0, 1, 3])
def test_a_document_is_begun_once_more_where_its_worker_died(
    several: Several, tmp_path: Path, allowed_failures: int
) -> None:
    pdfs = several.print("yksi", "dies", "kaksi", "dies-once", "kolme")
    folder = tmp_path / "mortal"
    folder.mkdir()
    with local_cluster(folder, workers=2) as cluster:
        cluster.scheduler.allowed_failures = allowed_failures
        # A worker that starts anew takes over the limits of this process.
        done = run_apart(*several.arguments(pdfs, *on(cluster)))
    *lines, last = done.stdout.splitlines()
    built = [line.split(": ")[1].split(",")[0] for line in lines if "/all: " not in line]
    assert last == "built 4, current 0, refused 0, failed 1"
    assert built == ["built", "failed", "built", "built", "built"]
    assert done.returncode == 3
    said = complaint(done)
    assert said.startswith(f"liitetaulukko: {several.pdf('dies')} was not built")
    assert said.endswith("[worker-died]")
    begun = [how_often_begun(folder, pdf.stem) for pdf in pdfs]
    assert begun[1] == 2
    # What is built already may be lost with a worker that dies of another document.
    assert begun[3] in (2, 3)
    assert set(begun) <= {1, 2, 3}
    assert not (several.output / "dies").exists()


def test_a_run_that_is_stopped_takes_back_what_it_asked_for(
    several: Several, tmp_path: Path
) -> None:
    # Of several workers, any one may be asked for what waits, and for what is behind it.
    folder = tmp_path / "alone"
    folder.mkdir()
    with local_cluster(folder, workers=1) as cluster:
        stop_while_one_waits(several, cluster, folder)
    assert how_often_begun(folder, "waits-2") == how_often_begun(folder, "kaksi") == 0
    assert [path.name for path in several.output.iterdir()] == ["yksi"]


def stop_while_one_waits(several: Several, cluster: Any, folder: Path) -> None:
    """Stop a run whose only worker has built a document and begun another, which waits."""
    pdfs = several.print("yksi", "waits-1", "kaksi", "waits-2")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *several.arguments(pdfs, *on(cluster))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert wait_until(lambda: how_often_begun(folder, "waits-1") > 0)
        assert wait_until(lambda: (several.output / "yksi" / ".current.json").exists())
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=PATIENCE_SECONDS)
        written = f"{several.output / 'yksi'} is written, all other outputs are as they were."
        assert complained == f"liitetaulukko: stopped: {written}\n"
        assert (process.returncode, len(said.splitlines())) == (130, 1)
        assert wait_until(lambda: not cluster.scheduler.tasks)
    finally:
        # The worker builds what it has begun to its end, and can end itself then.
        (marks_in(folder) / "waits-1-on").touch()
        assert wait_until((marks_in(folder) / "waits-1-went-on").exists)


def test_a_worker_with_another_release_is_refused(several: Several, cluster: Any) -> None:
    pdfs = several.print("yksi", "kaksi")
    other = {**release_here(), "program": "another"}
    with patch("pipeline.cli.cluster.dask_cluster.release_here", lambda: other):
        done = run(*several.arguments(pdfs, *on(cluster)))
        assert (done.returncode, done.stdout) == (2, "")
        assert "has another release of this program: install there" in complaint(done)
        # One that comes later says so itself.
        with patch.object(Cluster, "require_same_release", lambda self: None):
            done = run(*several.arguments(pdfs, *on(cluster)))
    assert done.returncode == 2
    assert done.stdout.splitlines()[-1] == "built 0, current 0, refused 0, failed 2"
    assert all("has another release of this" in line for line in done.stderr.splitlines())
    assert not several.output.exists()


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({}, ""),
        ({"program": "x"}, "another release of this program"),
        ({"python": "3.99"}, "Python 3.99 in place of 3.11"),
        ({"system": "nt"}, "another kind of operating system"),
        ({"libraries": {"pandas": "1", "numpy": "2"}}, "pandas 1 in place of 3"),
        ({"libraries": {"pandas": "3"}}, "numpy missing in place of 2"),
    ],
)
def test_what_differs_is_named(there: Mapping[str, Any], said: str) -> None:
    libraries = {"pandas": "3", "numpy": "2"}
    here = {"program": "a", "libraries": libraries, "python": "3.11", "system": "posix"}
    assert difference({**here, **there}, here) == said


def test_dask_that_is_not_installed_is_named(several: Several) -> None:
    with patch.dict(sys.modules, {"distributed": None}):
        done = run(*several.arguments(several.print("yksi"), "--executor", "dask://a:1"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "liitetaulukko[dask]" in complaint(done)
    assert "make dask" in complaint(done)


@pytest.mark.parametrize(
    "address", ["", "a:1", "dask://a", "dask://a:0", "dask://a:65536", "dask://a:1/x", "tcp://a:1"]
)
def test_a_wrong_address_is_refused(address: str) -> None:
    done = run("build", f"--executor={address}")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--executor" in complaint(done)


def test_the_number_of_jobs_is_not_for_a_cluster() -> None:
    done = run("build", "--executor=dask://a:1", "--jobs=2")
    assert done.returncode == 2
    assert "leave out --jobs" in complaint(done)


@pytest.mark.parametrize("listens", [False, True])
def test_where_no_scheduler_answers_that_is_said_soon(several: Several, listens: bool) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        if listens:
            other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        begun = time.monotonic()
        with pytest.raises(WrongUsageError, match=f"no scheduler .* answers at {address}"):
            list(DaskExecutor(address, patience=SHORT).run(jobs_of(several, "yksi")))
    assert time.monotonic() < begun + PATIENCE_SECONDS / 4


@pytest.mark.parametrize("goes", [False, True], ids=["without-workers", "goes-away"])
def test_a_cluster_that_cannot_build_is_told_for_each_document(
    several: Several, tmp_path: Path, goes: bool
) -> None:
    jobs = jobs_of(several, "yksi", "kaksi", "kolme", "neljä")
    patience = Patience(1, 5, PATIENCE_SECONDS, 0.1, 2) if goes else SHORT
    (tmp_path / "empty").mkdir()
    with local_cluster(tmp_path / "empty", workers=0) as empty:
        if goes:
            threading.Timer(2, empty.close).start()
        outcomes = list(DaskExecutor(address_of(empty), patience=patience).run(jobs))
    assert {job.pdf for job, _ in outcomes} == {job.pdf for job in jobs}
    (message,) = {outcome.message for _, outcome in outcomes}
    assert message.endswith("[cluster-lost]" if goes else "[cluster-empty]")
    assert {outcome.exit_code for _, outcome in outcomes} == {3}


def test_an_unforeseen_error_shows_its_trace_to_those_who_ask(
    several: Several, cluster: Any
) -> None:
    (pdf,) = several.print("yksi")
    several.pdf("yksi").write_bytes(b"%PDF-1.7\n")
    told = complaint(run(*several.arguments([pdf]))).removeprefix("liitetaulukko: ")
    with pytest.raises(Exception, match="on a worker of the Dask cluster") as shown:
        run(*several.arguments([pdf], "--debug", *on(cluster)))
    assert told in str(shown.value)
    assert "Traceback" in str(shown.value)

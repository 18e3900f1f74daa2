"""What goes to a worker and what comes back, whoever carries it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.arguments import make_parser
from pipeline.cli.cluster.building import TOLD, answer
from pipeline.cli.cluster.parcels import DamagedParcelError, Parcel, unpacked
from pipeline.cli.cluster.receiving import received
from pipeline.cli.cluster.sending import parcel_of
from pipeline.cli.document import build_or_fail
from pipeline.cli.job import Job, plan_job
from pipeline.errors import InputError, OutputError
from tests.support.command_line import files_in
from tests.support.several import SCHEMAS, Several

STRANGE_NAMES = (
    *("../up.csv", "/etc/up.csv", "in/side.csv", "..", ".", "", ".hidden", "C:up.csv"),
    *(".liitetaulukko-writing/place.json", "a\\b.csv", "nul\0.csv"),
)
WHOLE: Mapping[str, bytes] = {
    "validation.md": b"new",
    "validation.json": b"{}",
    "datapackage.json": b"{}",
    "yksi.html": b"new",
    "yksi.xlsx": b"new",
}
BUILT: Mapping[str, Any] = {
    **dict.fromkeys(TOLD),
    **{"status": "built", "exit_code": 0, "message": "", "records": 1, "tables": 1, "pages": 1},
    "open_findings": {"error": 0, "warning": 0, "info": 0},
}


@pytest.fixture(name="several")
def small_documents(tmp_path: Path) -> Several:
    """A folder for small documents, and what is beside it."""
    (tmp_path / "documents").mkdir()
    return Several(tmp_path / "documents")


def job_of(several: Several, *options: str) -> Job:
    """What is to be done for a document."""
    words = several.arguments([several.pdf("yksi")], *options)
    found = make_parser().parse_args(words)
    return plan_job(found.pdf[0], found)


@pytest.fixture(name="job")
def job_for_a_document(several: Several) -> Job:
    """What is to be done for a small document."""
    several.print("yksi")
    return job_of(several)


def away(job: Job, folder: Path) -> bytes:
    """What a worker makes of a document; it gets nothing but bytes."""
    return answer(unpacked(parcel_of(job).packed()), folder).packed()


@pytest.mark.parametrize(
    "files", [{}, {"a": b""}, {"a": b"\n", "b/c": b"\0\n{}", "ä\n": b"x" * 1000}]
)
def test_a_parcel_is_unpacked_as_it_was_packed(files: Mapping[str, bytes]) -> None:
    parcel = Parcel({"name": "ä\udcff", "list": [None, 1.5]}, files)
    assert unpacked(parcel.packed()) == parcel


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"[]\n",
        b'{"facts": {}}\n',
        b'{"facts": {}, "files": [["a", -1], ["b", 1]]}\n',
        b'{"facts": {}, "files": [["a", 2]]}\nx',
        b'{"facts": {}, "files": [["a", 1]]}\nxy',
        b'{"facts": {}, "files": [["a", 1], ["a", 1]]}\nxy',
        b'{"facts": 1, "files": []}\n',
        b"[" * 100_000 + b"\n",
        b"\xff\xfe\n",
    ],
)
def test_what_is_no_parcel_is_told(content: bytes) -> None:
    with pytest.raises(DamagedParcelError):
        unpacked(content)


def test_a_worker_makes_the_outputs_that_are_made_here(
    job: Job, several: Several, tmp_path: Path
) -> None:
    outcome = build_or_fail(job)
    here = files_in(several.output)
    several.output.rename(tmp_path / "here")
    place = tmp_path / "worker"
    place.mkdir()
    assert received(job, away(job, place)) == outcome
    assert files_in(several.output) == here
    assert list(place.iterdir()) == []


def test_all_that_the_build_reads_goes_along(several: Several) -> None:
    several.print("yksi")
    (several.folder / "yksi.source.yaml").write_text("publisher: Kaupunki\n", encoding="utf-8")
    (several.folder / "yksi.decisions.csv").write_text("wrong\n", encoding="utf-8")
    (several.folder / "other.pdf").touch()
    parcel = parcel_of(job_of(several))
    schemas = {f"schemas/{name}": content for name, content in files_in(SCHEMAS).items()}
    beside = {f"input/{path.name}": path.read_bytes() for path in several.folder.glob("yksi.*")}
    assert len(beside) == 3
    assert parcel.files == beside | schemas
    assert json.dumps(dict(parcel.facts))


def test_no_message_names_the_folder_of_a_worker(several: Several, tmp_path: Path) -> None:
    several.print("yksi")
    (several.folder / "yksi.source.yaml").write_text(f"sha256: '{0:064}'\n", encoding="utf-8")
    job, place = job_of(several), tmp_path / "worker"
    place.mkdir()
    here = build_or_fail(job)
    there = received(job, away(job, place))
    assert here == there
    assert here.exit_code == 3
    assert str(several.pdf("yksi")) in there.message
    assert tempfile.gettempprefix() not in there.message.replace(str(several.folder), "")


def test_a_spreadsheet_beside_its_pdf_keeps_its_own_name(several: Several, tmp_path: Path) -> None:
    several.print("yksi")
    sheet = several.folder / "yksi.csv"
    sheet.write_text("a;b\n1;2\n", encoding="utf-8")
    options = make_parser().parse_args(several.arguments([sheet]))
    job = plan_job(sheet, options)
    assert job.folder.name == "yksi-csv"
    here, there = build_or_fail(job), received(job, away(job, tmp_path))
    assert (here, there.output) == (there, str(several.output / "yksi-csv"))


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_a_name_that_leads_elsewhere_is_refused(job: Job, tmp_path: Path, name: str) -> None:
    before = files_in(tmp_path)
    with pytest.raises(InputError, match="answer-damaged"):
        received(job, Parcel(BUILT, {**WHOLE, name: b"bad"}).packed())
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("name", WHOLE)
def test_an_answer_without_an_output_is_refused(job: Job, several: Several, name: str) -> None:
    files = {other: content for other, content in WHOLE.items() if other != name}
    with pytest.raises(InputError, match=f"without {name}"):
        received(job, Parcel(BUILT, files).packed())
    assert not several.output.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        Parcel({}, WHOLE).packed(),
        Parcel({**BUILT, "status": "current"}, WHOLE).packed(),
        Parcel({**BUILT, "exit_code": "0"}, WHOLE).packed(),
        Parcel({**BUILT, "open_findings": None}, WHOLE).packed(),
        Parcel({**BUILT, "records": "<b>"}, WHOLE).packed(),
    ],
)
def test_what_is_no_answer_is_refused(job: Job, several: Several, content: bytes) -> None:
    with pytest.raises(InputError, match="answer-damaged"):
        received(job, content)
    assert not several.output.exists()


def test_outputs_behind_a_link_are_refused(job: Job, several: Several, tmp_path: Path) -> None:
    several.output.mkdir()
    (tmp_path / "elsewhere").mkdir()
    job.folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError):
        received(job, Parcel(BUILT, WHOLE).packed())
    assert list((tmp_path / "elsewhere").iterdir()) == []

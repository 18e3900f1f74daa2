"""A PDF that is replaced while it is looked at: what was read is what is named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.pages.model import Document
from pipeline.pdf.drawing import Marks, draw_pages
from pipeline.pdf.page_reader import PageReader
from pipeline.system.bounds import Deadline
from tests.printing.appendix import changed, print_appendix, transcription
from tests.support.command_line import REAL_PDF, Desk, complaint, files_in, run
from tests.support.pages import PageReaderHere

DOCUMENT = PageReaderHere.document
# What stands before the picture of a page in the review page.
IMAGE = b'id="image-'


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(name="other")
def other_pdf(tmp_path: Path) -> Path:
    """Another printing of the document, with a mark that it lacks."""
    path = tmp_path / "other.pdf"
    print_appendix(path, changed(transcription(), "person", 4, shared="x"))
    return path


def when_read(
    patch: pytest.MonkeyPatch, act: Callable[[Path], object], before: bool = False
) -> None:
    """Do something to the file just after a build has read it, or just before."""

    def document(reader: PageReaderHere) -> Document:
        if before:
            act(reader.path)
        read = DOCUMENT(reader)
        if not before:
            act(reader.path)
        return read

    patch.setattr(PageReaderHere, "document", document)


def named_hashes(desk: Desk) -> set[str]:
    """The hashes by which the outputs name their source."""
    report = json.loads((desk.outputs / "validation.json").read_text(encoding="utf-8"))
    return {report["source"]["sha256"], report["workbook_source_sha256"]}


@pytest.fixture(name="settled")
def settled_desk(desk: Desk) -> Desk:
    """A desk whose outputs were built where it stands, but for the workbook, which is lost."""
    assert desk.build().returncode == 0
    desk.workbook.unlink()
    return desk


def test_a_child_hashes_the_bytes_that_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "replaced.pdf"
    path.write_bytes(REAL_PDF.read_bytes())
    replaced: list[int] = []

    def replace(done: int, total: int) -> None:
        """The first page is there, so that the file has been read."""
        if not replaced:
            path.write_bytes(b"no PDF any more")
            replaced.append(done)

    document = PageReader(path, replace).document()
    assert replaced == [1]
    assert len(document.pages) == 59
    assert document.sha256 == hash_of(REAL_PDF)


def test_a_file_replaced_after_it_was_read_is_built_from_the_old_one(
    settled: Desk, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = settled
    old, before = hash_of(desk.pdf), files_in(desk.outputs)
    with monkeypatch.context() as patch:
        when_read(patch, lambda path: path.write_bytes(other.read_bytes()))
        assert desk.build().returncode == 0
    assert hash_of(desk.pdf) == hash_of(other)
    assert named_hashes(desk) == {old}
    after, page = files_in(desk.outputs), desk.page.name
    # What the file holds now is not drawn: the page of the old one has no pictures.
    assert IMAGE in before.pop(page)
    assert IMAGE not in after[page]
    assert {name: after[name] for name in before} == before
    assert "verdict: usable" in desk.build().stdout
    assert named_hashes(desk) == {hash_of(other)}
    assert IMAGE in desk.page.read_bytes()


def test_a_file_replaced_before_it_was_read_is_built_from_the_new_one(
    settled: Desk, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = settled
    with monkeypatch.context() as patch:
        when_read(patch, lambda path: path.write_bytes(other.read_bytes()), before=True)
        assert desk.build().returncode == 0
    assert named_hashes(desk) == {hash_of(other)}
    assert "nothing to do" in desk.build().stdout


def test_a_file_that_was_another_for_a_moment_is_built_again(
    settled: Desk, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was another when it was read, and is the old one again by the end of the build."""
    desk = settled
    first, before = desk.pdf.read_bytes(), files_in(desk.outputs)

    def document(reader: PageReaderHere) -> Document:
        reader.path.write_bytes(other.read_bytes())
        read = DOCUMENT(reader)
        reader.path.write_bytes(first)
        return read

    with monkeypatch.context() as patch:
        patch.setattr(PageReaderHere, "document", document)
        assert desk.build().returncode == 0
    assert named_hashes(desk) == {hash_of(other)}
    assert "verdict: usable" in desk.build().stdout
    after = files_in(desk.outputs)
    assert {name: after[name] for name in before} == before


def test_the_hash_of_the_source_file_is_compared_with_what_was_read(
    desk: Desk, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file in place at the end is the one noted, but another was read."""
    noted, before = desk.pdf.read_bytes(), files_in(desk.output)
    desk.source_file.write_text(f"sha256: '{hash_of(desk.pdf)}'\n", encoding="utf-8")

    def document(reader: PageReaderHere) -> Document:
        reader.path.write_bytes(other.read_bytes())
        read = DOCUMENT(reader)
        reader.path.write_bytes(noted)
        return read

    monkeypatch.setattr(PageReaderHere, "document", document)
    completed = desk.build()
    assert completed.returncode == 3
    line = complaint(completed)
    assert line.endswith("[source-changed]")
    assert hash_of(other) in line
    assert files_in(desk.output) == before


def test_pictures_of_a_replaced_file_are_refused(
    desk: Desk, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    when_read(monkeypatch, lambda path: path.write_bytes(other.read_bytes()))
    completed = run("inspect", desk.pdf, "--images", tmp_path / "pictures")
    assert (completed.returncode, completed.stdout) == (3, "")
    assert complaint(completed).endswith("while it was looked at: run again. [pdf-replaced]")
    assert not (tmp_path / "pictures").exists()


def test_pictures_of_a_removed_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "gone.pdf"
    with pytest.raises(InputError, match=r"\[pdf-replaced\]"):
        draw_pages(path, [Marks(1, 0, [], [], [])], "00", Deadline(path, 60))

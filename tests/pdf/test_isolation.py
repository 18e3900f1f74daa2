"""The child process that reads a PDF, and its limits."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.pages.model import Document, Fault
from pipeline.pdf.page_reader import PageReader
from tests.support.command_line import REAL_PDF
from tests.support.raw_pdf import corrupt_data, pdf_with_content

MEBIBYTE = 1024**2


def blank(size: int) -> bytes:
    """A compressed stream of spaces."""
    packer = zlib.compressobj(1)
    parts = [packer.compress(b" " * MEBIBYTE) for _ in range(size // MEBIBYTE)]
    return b"".join([*parts, packer.flush()])


def read(path: Path, **limits: float) -> Document:
    return PageReader(path, **limits).document()  # type: ignore[arg-type]


def test_pages_arrive_in_order_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    reader = PageReader(REAL_PDF, lambda done, total: told.append((done, total)))
    document = reader.document()
    assert [page.number for page in document.pages] == list(range(1, 60))
    assert told == [(done, 59) for done in range(1, 60)]


def test_a_readable_stream_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small.pdf"
    pdf_with_content(path, blank(MEBIBYTE))
    assert len(read(path).pages) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit holds on Linux")
def test_a_stream_that_grows_beyond_the_memory_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    pdf_with_content(path, blank(600 * MEBIBYTE))
    with pytest.raises(InputError, match=r"needs more than 400 MiB .* \[memory-limit\]"):
        read(path, memory_limit=400 * MEBIBYTE)


def test_what_is_broken_is_told_by_the_child(tmp_path: Path) -> None:
    path = tmp_path / "corrupt.pdf"
    pdf_with_content(path, corrupt_data())
    assert read(path).faults == (Fault("pdf-data-lost", "object 4", 1),)


def test_a_child_out_of_time_is_ended() -> None:
    with pytest.raises(InputError, match=r"within 0.01 seconds.*\[time-limit\]"):
        read(REAL_PDF, time_limit=0.01)


def test_a_reader_can_be_closed_before_its_child_is_done() -> None:
    reader = PageReader(REAL_PDF)
    reader.close()
    assert reader.child.process.poll() is not None
    assert not reader.thread.is_alive()

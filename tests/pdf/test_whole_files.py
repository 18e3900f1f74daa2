"""What tells that a file is a whole PDF: its markers, and the number of its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.pages.model import Document, Fault
from tests.support.drawing import Paper
from tests.support.reading import read_document

PAGES = 3
# Readers look for the first and the last marker within so many bytes of either end of a file.
REACH = 1024
FIRST_MARKER, LAST_MARKER = b"%PDF", b"%%EOF"


@pytest.fixture(name="whole", scope="module")
def whole_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A PDF of three pages, a word on each."""
    paper = Paper(tmp_path_factory.mktemp("whole") / "whole.pdf", (200, 100))
    for number in range(1, PAGES + 1):
        paper.text(20, 50, f"sivu{number}", 10)
        paper.next_page()
    paper.save()
    return paper.path.read_bytes()


def words_of_pages(folder: Path, content: bytes) -> list[list[str]]:
    """The words on each page of a file."""
    return [[word.text for word in page.words] for page in read(folder, content).pages]


def read(folder: Path, content: bytes) -> Document:
    """A file, as it is read."""
    path = folder / "file.pdf"
    path.write_bytes(content)
    return read_document(path)


def replaced(content: bytes, old: bytes, new: bytes) -> bytes:
    """A file with something in it, which stands there once, replaced by as many bytes."""
    assert content.count(old) == 1
    assert len(old) == len(new)
    return content.replace(old, new)


def moved(content: bytes, count: int) -> bytes:
    """A file after so many further bytes; its table of contents says where all stands now."""

    def later(found: re.Match[bytes]) -> bytes:
        return b"%0*d" % (len(found[1]), int(found[1]) + count) + found[2]

    content = re.sub(rb"(\d{10})( 00000 n)", later, content)
    return b"\n" * count + re.sub(rb"(?<=startxref\n)(\d+)(\n)", later, content)


def test_a_file_with_all_its_pages_is_read(tmp_path: Path, whole: bytes) -> None:
    assert words_of_pages(tmp_path, whole) == [["sivu1"], ["sivu2"], ["sivu3"]]


@pytest.mark.parametrize("announced", [PAGES - 1, PAGES + 1])
def test_all_pages_are_read_whatever_their_number_is_said_to_be(
    tmp_path: Path, whole: bytes, announced: int
) -> None:
    content = replaced(whole, b"/Count %d" % PAGES, b"/Count %d" % announced)
    assert words_of_pages(tmp_path, content) == [["sivu1"], ["sivu2"], ["sivu3"]]
    document = read(tmp_path, content)
    assert document.faults == (Fault("pdf-pages-miscounted", f"{PAGES} / {announced}"),)
    # Viewers show no more pages than are announced, so that a further one is compared with none.
    assert [page.proven for page in document.pages] == [n < announced for n in range(PAGES)]


def test_a_file_that_lost_a_page_says_so(tmp_path: Path, whole: bytes) -> None:
    (kids,) = re.findall(rb"/Kids \[ ([^\]]*) \]", whole)
    without_last = kids.rsplit(b" ", 3)[0]
    document = read(tmp_path, replaced(whole, kids, without_last.ljust(len(kids))))
    assert document.faults == (Fault("pdf-pages-miscounted", f"{PAGES - 1} / {PAGES}"),)


def test_a_page_that_is_nowhere_is_a_blank_one_that_is_lost(tmp_path: Path, whole: bytes) -> None:
    (kids,) = re.findall(rb"/Kids \[ ([^\]]*) \]", whole)
    _, second, _ = re.findall(rb"\d+ 0 R", kids)
    document = read(
        tmp_path, replaced(whole, kids, kids.replace(second, b"null".ljust(len(second))))
    )
    assert [[word.text for word in page.words] for page in document.pages] == [
        ["sivu1"],
        [],
        ["sivu3"],
    ]
    assert [fault.kind for fault in document.faults] == ["pdf-data-lost"]


def test_a_file_without_its_last_marker_is_read_from_a_copy(tmp_path: Path, whole: bytes) -> None:
    document = read(tmp_path, replaced(whole, LAST_MARKER, b"     "))
    assert [[word.text for word in page.words] for page in document.pages] == [
        ["sivu1"],
        ["sivu2"],
        ["sivu3"],
    ]
    assert document.faults == (Fault("pdf-end-missing"),)


def test_a_file_that_ends_in_the_middle_is_damaged(tmp_path: Path, whole: bytes) -> None:
    with pytest.raises(InputError, match=r"\[pdf-damaged\]"):
        read(tmp_path, whole[: len(whole) * 2 // 3])


def test_the_last_marker_may_stand_before_other_bytes_within_reach(
    tmp_path: Path, whole: bytes
) -> None:
    ended = whole[: whole.index(LAST_MARKER) + len(LAST_MARKER)]
    after = REACH - len(LAST_MARKER)
    assert read(tmp_path, ended + b"\n" * after).faults == ()
    beyond = read(tmp_path, ended + b"\n" * (after + 1))
    assert (len(beyond.pages), beyond.faults) == (PAGES, (Fault("pdf-end-missing"),))


def test_the_first_marker_may_stand_after_other_bytes_within_reach(
    tmp_path: Path, whole: bytes
) -> None:
    before = REACH - len(FIRST_MARKER)
    assert len(words_of_pages(tmp_path, moved(whole, before))) == PAGES
    with pytest.raises(InputError, match=r"is not a PDF.*\[not-a-pdf\]"):
        words_of_pages(tmp_path, moved(whole, before + 1))

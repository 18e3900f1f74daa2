"""Broken files that viewers open are read as viewers show them, and what is broken is told."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.pages.model import Document, Fault
from pipeline.pdf.viewer import Viewer
from tests.support.raw_pdf import at_wrong_place, stream, write_objects
from tests.support.reading import read_document

Change = Callable[[bytes], bytes]
FONT = b"<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
BOX = b"/MediaBox [0 0 200 200]"
WORDS = "ensin", "sitten"
DRAWN = b"".join(
    b"BT /F1 12 Tf 20 %d Td (%s) Tj ET " % (150 - 50 * place, word.encode())
    for place, word in enumerate(WORDS)
)
# The number of the object that draws the first page.
CONTENT = 4


def pages_pdf(
    path: Path, contents: Sequence[bytes] = (DRAWN,), box: bytes = BOX, entries: str = ""
) -> bytes:
    """A PDF of pages that draw two words each.

    Args:
        path: the file to write.
        contents: what each page draws.
        box: the boxes of each page.
        entries: further entries of the dictionaries of what they draw.
    """
    kids = b" ".join(b"%d 0 R" % (3 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
    ]
    for number, content in enumerate(contents):
        place = b"/Contents %d 0 R /Resources << /Font %s >>" % (4 + 2 * number, FONT)
        objects.append(b"<< /Type /Page /Parent 2 0 R %s %s >>" % (box, place))
        objects.append(stream(content, entries))
    write_objects(path, objects)
    return path.read_bytes()


def read(path: Path, content: bytes) -> Document:
    """A file, as it is read."""
    path.write_bytes(content)
    return read_document(path)


def words(document: Document) -> list[list[str]]:
    """The words on each page."""
    return [[word.text for word in page.words] for page in document.pages]


def with_length(text: bytes) -> Change:
    """Let what the first page draws have another length."""
    said = b"/Length %d" % len(DRAWN)
    return lambda content: content.replace(said, text, 1)


def without(text: bytes) -> Change:
    """Blanks in place of something."""
    return lambda content: content.replace(text, b" " * len(text))


BROKEN: dict[str, tuple[Change, list[Fault]]] = {
    "nothing": (lambda content: content, []),
    "end": (without(b"%%EOF"), [Fault("pdf-end-missing")]),
    "junk after the end": (lambda c: c + b"junk " * 300, [Fault("pdf-end-missing")]),
    "place of the xref": (
        lambda content: re.sub(rb"startxref\n\d+", b"startxref\n7", content),
        [Fault("pdf-xref-broken")],
    ),
    "place of the catalogue": (
        lambda content: at_wrong_place(content, 1),
        [Fault("pdf-part-unreadable", "object 1")],
    ),
    "place of a content": (
        lambda content: at_wrong_place(content, CONTENT),
        [Fault("pdf-part-unreadable", f"object {CONTENT}")],
    ),
    "length too short": (
        with_length(b"/Length 40"),
        [Fault("pdf-stream-length", f"object {CONTENT}")],
    ),
    "length below nought": (
        with_length(b"/Length -1"),
        [Fault("pdf-stream-length", f"object {CONTENT}")],
    ),
    "no length": (with_length(b"/Langth 1"), [Fault("pdf-stream-length", f"object {CONTENT}")]),
    "number of pages": (without(b"/Count 1"), [Fault("pdf-pages-miscounted", "1 / ?")]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_read_as_it_shows(name: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    change, faults = BROKEN[name]
    document = read(path, change(pages_pdf(path)))
    assert words(document) == [[*WORDS]]
    assert document.pages[0].proven and not document.pages[0].disagreements
    assert list(document.faults) == faults


def test_a_length_that_is_the_stream_itself_is_none(tmp_path: Path) -> None:
    path = tmp_path / "itself.pdf"
    page = b"<< /Type /Page /Parent 2 0 R %s /Contents 4 0 R /Resources << /Font %s >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page % (BOX, FONT),
        b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % DRAWN,
    ]
    write_objects(path, objects)
    document = read_document(path)
    assert words(document) == [[*WORDS]]
    assert document.faults == (Fault("pdf-stream-length", f"object {CONTENT}"),)


def test_a_length_beyond_the_end_of_a_stream_draws_nothing_of_the_next(tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    other = DRAWN.replace(b"ensin", b"toinen")
    document = read(path, with_length(b"/Length 400")(pages_pdf(path, (DRAWN, other))))
    assert words(document) == [[*WORDS], ["toinen", WORDS[1]]]
    assert document.faults


def test_pages_before_a_broken_one_are_read_once(tmp_path: Path) -> None:
    path = tmp_path / "second.pdf"
    other = DRAWN.replace(b"ensin", b"toinen ")
    content = pages_pdf(path, (DRAWN, other))
    document = read(path, content.replace(b"/Length %d" % len(other), b"/Length 40"))
    assert words(document) == [[*WORDS], ["toinen", WORDS[1]]]
    assert document.faults == (Fault("pdf-stream-length", "object 6"),)


def test_what_a_page_draws_may_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "lost.pdf"
    content = pages_pdf(path, (DRAWN, DRAWN))
    document = read(path, without(b"%%EOF")(content.replace(b"/Contents 6", b"/Contents 9")))
    assert words(document) == [[*WORDS], []]
    assert document.faults == (
        Fault("pdf-end-missing"),
        Fault("pdf-data-lost", "page 2", 2),
    )


@pytest.mark.parametrize(
    ("spoil", "faults", "read_words"),
    [
        (lambda data: data, [], WORDS),
        # A check sum that is none of the data, and one that is missing.
        (lambda data: data[:-4] + b"sum?", ["pdf-stream-corrupt"], WORDS),
        (lambda data: data[:-4], ["pdf-stream-corrupt"], WORDS),
        # Data that break off, and no data at all.
        (lambda data: data[:40], ["pdf-data-lost"], WORDS[:1]),
        (lambda data: b"none", ["pdf-data-lost"], ()),
        (lambda data: b"", [], ()),
    ],
)
def test_compressed_data_are_read_as_far_as_they_go(
    spoil: Change, faults: list[str], read_words: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "data.pdf"
    # Not compressed by much: what breaks off after some bytes has the first word.
    data = spoil(zlib.compress(DRAWN, level=1))
    document = read(path, pages_pdf(path, (data,), entries="/Filter /FlateDecode"))
    assert words(document) == [[*read_words]]
    assert [fault.kind for fault in document.faults] == faults


def test_data_that_are_flushed_and_not_finished_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "flushed.pdf"
    deflater = zlib.compressobj()
    data = deflater.compress(DRAWN) + deflater.flush(zlib.Z_SYNC_FLUSH)
    document = read(path, pages_pdf(path, (data,), entries="/Filter /FlateDecode"))
    assert words(document) == [[*WORDS]]
    assert [fault.kind for fault in document.faults] == ["pdf-stream-corrupt"]


def test_a_filter_for_encryption_may_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "crypt.pdf"
    document = read(path, pages_pdf(path, entries="/Filter /Crypt"))
    assert words(document) == [[*WORDS]]
    assert document.faults == (Fault("pdf-part-unreadable", f"object {CONTENT}", 1),)


@pytest.mark.parametrize(
    ("box", "is_mended"),
    [
        (BOX, False),
        (BOX + b" /CropBox [-10 -10 300 300]", False),
        (BOX + b" /CropBox [10 10 190 190]", False),
        (BOX + b" /CropBox null", False),
        (BOX + b" /TrimBox [1]", False),
        (b"/MediaBox [200 200 0 0]", True),
        (b"/MediaBox [0 200 200 0]", True),
        (b"/MediaBox [0 0 0 0]", True),
        (b"/MediaBox [0 0 (a) 200]", True),
        (b"", True),
        (BOX + b" /CropBox [190 190 10 10]", True),
        (BOX + b" /CropBox [50 50 50 50]", True),
        (BOX + b" /CropBox [300 300 400 400]", True),
        (BOX + b" /CropBox [10 10 300]", True),
        (b"/MediaBox [200 200 0 0] /Rotate 90", True),
    ],
)
def test_a_page_shows_whatever_its_boxes_are(box: bytes, is_mended: bool, tmp_path: Path) -> None:
    path = tmp_path / "box.pdf"
    document = read(path, pages_pdf(path, box=box))
    assert sorted(words(document)[0]) == sorted(WORDS)
    assert document.pages[0].proven
    assert document.faults == ((Fault("page-box-mended", "", 1),) if is_mended else ())


def test_what_no_viewer_opens_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "nothing.pdf"
    with pytest.raises(InputError, match=r"is damaged, .*\[pdf-damaged\]"):
        read(path, without(b"/Root 1 0 R")(pages_pdf(path)))


def test_what_is_encrypted_for_certain_readers_needs_their_key(tmp_path: Path) -> None:
    path = tmp_path / "readers.pdf"
    lock = b"/Root 1 0 R /Encrypt << /Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5 >>"
    with pytest.raises(InputError, match=r"encrypted for certain readers.*\[password-needed\]"):
        read(path, pages_pdf(path).replace(b"/Root 1 0 R", lock))


def test_what_no_copy_mends_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Viewer, "copy", lambda _: None)
    path = tmp_path / "short.pdf"
    content = with_length(b"/Length 40")(pages_pdf(path, (DRAWN, DRAWN)))
    document = read(path, content)
    assert words(document) == [["ensin"], [*WORDS]]
    (fault,) = document.faults
    assert fault.kind == "pdf-data-lost"
    assert f"object {CONTENT}" in fault.detail

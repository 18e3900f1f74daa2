"""Pictures of pages for people to look at: what they show, how fine they are, and what may fail."""

from __future__ import annotations

import io
import math
import random
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.child.in_child import sha256_of
from pipeline.errors import InputError
from pipeline.pages.geometry import Box
from pipeline.pages.model import Word
from pipeline.pdf.page_images import DrawnPages, PageImages
from pipeline.pdf.page_reader import PageReader
from pipeline.pdf.pixels import Pixels
from pipeline.pdf.small_pictures import drawn_pictures
from pipeline.pdf.viewer import Viewer
from pipeline.system.bounds import Deadline
from tests.support.annotated import AnnotatedPage, appearance
from tests.support.annotated import text as note_text
from tests.support.changed_child import change_child
from tests.support.command_line import PATIENCE_SECONDS, REAL_PDF
from tests.support.drawing import Paper, text_width
from tests.support.raw_pdf import PAGE_SIZE, at_wrong_place
from tests.support.reading import read_document
from tests.support.shown import Drawn, picture, text

# What a page of print may take as base64, and the whole of the real document.
MOST, MOST_IN_ALL = 40 * 1024, 300 * 1024
# Pixels a point at 108, 96 and 84 dots an inch.
FINE, COARSER, COARSEST = 1.5, 4 / 3, 7 / 6
NO_LIMIT = 10**9
BLACK, WHITE = 0, 255


def drawn(path: Path, pages: Sequence[int] = (1,), searched: bool = False) -> DrawnPages:
    """Pages of a PDF, drawn by a child process."""
    sha256 = sha256_of(path.read_bytes())
    return PageImages(path, pages, sha256, Deadline(path, PATIENCE_SECONDS), False, searched).wait()


def drawn_here(path: Path) -> bytes:
    """The first page of a PDF, drawn by what the child calls."""
    (found,) = drawn_pictures(Viewer(path.read_bytes()), [1])
    return found.png


def greys(png: bytes) -> Pixels:
    """The pixels of a picture, as another library reads it."""
    with Image.open(io.BytesIO(png)) as image:
        return np.array(image.convert("L"))


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a picture."""
    with Image.open(io.BytesIO(png)) as image:
        return image.size


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The names and contents of the parts of a PNG."""
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += 12 + length


def colours(png: bytes) -> int:
    """How many colours a picture may have."""
    return len(dict(chunks(png))[b"PLTE"]) // 3


def base64_length(png: bytes) -> int:
    """What a picture takes in a file of text: four letters for three bytes."""
    return 4 * math.ceil(len(png) / 3)


def within(pixels: Pixels, box: Box, width: float, height: float, margin: int = 1) -> Pixels:
    """What a picture shows in a box, in points, of a page of some size, and a little around."""
    rows, columns = pixels.shape
    left, right = (round(x / width * columns) for x in (box.x0, box.x1))
    top, bottom = (round(y / height * rows) for y in (box.top, box.bottom))
    return pixels[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]


def shown_box(word: Word) -> Box:
    """Where a word stands on the page as displayed."""
    return word.shown or word.box


# What they show.


@pytest.mark.parametrize("page_size", [(200.0, 100.0), (200.4, 100.7), (595.28, 841.89)])
def test_a_picture_is_the_whole_page(tmp_path: Path, page_size: tuple[float, float]) -> None:
    width, height = page_size
    paper = Paper(tmp_path / "frame.pdf", page_size)
    paper.rectangle(0.25 * width, 0.5 * height, 0.75 * width, height, (0, 0, 0))
    paper.save()
    found = drawn(paper.path)
    assert found.sizes[1] == pytest.approx(page_size, abs=0.01)
    pixels = greys(found.images[1])
    rows, columns = pixels.shape
    assert (columns, rows) == (math.ceil(FINE * width), math.ceil(FINE * height))
    dark_rows, dark_columns = np.nonzero(pixels < 128)
    assert dark_columns.min() == pytest.approx(0.25 * columns, abs=1)
    assert dark_columns.max() + 1 == pytest.approx(0.75 * columns, abs=1)
    assert dark_rows.min() == pytest.approx(0.5 * rows, abs=1)
    assert dark_rows.max() + 1 == rows


@pytest.mark.parametrize(
    ("flag", "degrees"),
    [(0, 0), (0, 90), (0, 180), (0, 270), (90, 0), (180, 0), (270, 0), (90, 90), (270, 180)],
)
def test_a_word_is_where_it_was_read_on_turned_and_cut_pages(
    tmp_path: Path, flag: int, degrees: int
) -> None:
    """Each is printed in a grey of its own, so that one is not taken for another."""
    printed = {"Palvelu": 0, "Neuvonta": 85, "Ohjaus": 170}
    page_size = (300, 400)
    paper = Paper(tmp_path / "turned.pdf", page_size)
    width, height = page_size[::-1] if flag in (90, 270) else page_size
    paper.place(flag, (-90, 30, width, height + 110), (-40, 80, width - 40, height + 80))
    paper.canvas.translate(150, 200)
    paper.canvas.rotate(degrees)
    for row, (letters, grey) in enumerate(printed.items()):
        paper.canvas.setFont("Helvetica-Bold", 24)
        paper.canvas.setFillGray(grey / WHITE)
        paper.canvas.drawString(-90, 40 - 40 * row, letters)
    paper.save()
    (page,) = read_document(paper.path).pages
    assert [word.text for word in page.words] == list(printed)
    pixels = greys(drawn_here(paper.path))
    assert pixels.shape == (600, 450)
    for word in page.words:
        inside = within(pixels, shown_box(word), page.width, page.height)
        assert inside.min() == printed[word.text]
        inside[:] = WHITE
    assert (pixels == WHITE).all()


def test_there_are_sixteen_greys_and_each_is_the_nearest(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "greys.pdf", (256, 20))
    for grey in range(256):
        paper.rectangle(grey, 0, grey + 1, 20, (grey / 255,) * 3)
    paper.save()
    png = drawn_here(paper.path)
    pixels = greys(png)
    assert np.unique(pixels).tolist() == list(range(0, 256, 17))
    # Each grey is three pixels wide where it is two points wide; the middle one is all of it.
    printed = (np.arange(pixels.shape[1]) + 0.5) / FINE - 0.5
    assert np.abs(pixels[10] - printed).max() <= 17 / 2 + 1
    header = dict(chunks(png))[b"IHDR"]
    assert (header[8], colours(png)) == (4, 16)


def test_what_lies_on_a_page_is_shown(tmp_path: Path) -> None:
    note = b"/Subtype /FreeText /F 4 /Rect [50 100 150 120] /AP << /N 50 0 R >>"
    field = b"/Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [50 40 150 60] /AP << /N 50 0 R >>"
    hidden = b"/Subtype /FreeText /F 2 /Rect [50 160 150 180] /AP << /N 50 0 R >>"
    path = tmp_path / "annotated.pdf"
    typed = appearance(note_text(b"lapulla"))
    AnnotatedPage([note, field, hidden], [typed], note_text(b"Nimi", 20, 185)).write(path)
    pixels = greys(drawn_here(path))
    for box in (Box(50, 80, 150, 100), Box(50, 140, 150, 160), Box(15, 0, 50, 20)):
        assert (within(pixels, box, 300, 200) < 128).any()
    assert (within(pixels, Box(50, 20, 150, 40), 300, 200) == WHITE).all()


@pytest.mark.parametrize("box", ["[50 50 50 50]", "[900 900 950 950]", "[390 290 10 10]"])
def test_a_page_shows_whatever_its_cropbox_is(tmp_path: Path, box: str) -> None:
    path = Drawn(text("näkyy"), page=f"/CropBox {box}").write(tmp_path / "cut.pdf")
    (page,) = read_document(path).pages
    (word,) = page.words
    pixels = greys(drawn_here(path))
    assert pixels.shape == (math.ceil(FINE * page.height), math.ceil(FINE * page.width))
    assert (within(pixels, word.box, page.width, page.height) < 128).any()


@pytest.fixture(name="lost")
def pdf_with_a_lost_part(tmp_path: Path) -> Path:
    """A page whose content stands some bytes away from where the file says."""
    path = Drawn(text("ensin")).write(tmp_path / "lost.pdf")
    path.write_bytes(at_wrong_place(path.read_bytes(), 4))
    return path


def test_parts_that_were_searched_for_are_shown(lost: Path) -> None:
    document = PageReader(lost).document()
    assert document.searched
    ((word,),) = (page.words for page in document.pages)
    pixels = greys(drawn(lost, searched=document.searched).images[1])
    assert (within(pixels, word.box, *PAGE_SIZE) < 128).any()
    assert (greys(drawn(lost).images[1]) == WHITE).all()
    assert not PageReader(REAL_PDF).document().searched


def test_the_same_page_is_the_same_bytes_with_nothing_beside_the_picture() -> None:
    first, second = drawn(REAL_PDF, (2, 3)).images, drawn(REAL_PDF, (3, 2)).images
    assert first == second
    assert list(first) == [2, 3]
    assert [name for name, _ in chunks(first[2])] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]


# How fine they are.


def test_the_pages_of_the_real_document_are_fine_and_small() -> None:
    pages = [page.number for page in read_document(REAL_PDF).pages if page.words]
    images = drawn(REAL_PDF, pages).images
    assert {size(png) for png in images.values()} == {(893, 1263)}
    assert {colours(png) for png in images.values()} == {16}
    assert max(map(base64_length, images.values())) <= MOST
    assert sum(map(base64_length, images.values())) <= MOST_IN_ALL


def print_closely(path: Path, lines: int, type_size: float = 6.0) -> Path:
    """A page of close print: so many lines of words that nothing repeats in."""
    letters = random.Random(1)  # noqa: S311 (print, no secret)
    paper = Paper(path, (595, 842))
    for line in range(lines):
        words = ""
        while text_width(words, type_size) < 520:
            words += letters.choice("aehiklnstuväö 0123456789")
        paper.text(36, 36 + 1.2 * type_size * line, words, type_size)
    paper.save()
    return path


def test_close_print_is_drawn_as_finely_as_its_bytes_allow(tmp_path: Path) -> None:
    drawings = [drawn_here(print_closely(tmp_path / f"{n}.pdf", n)) for n in (12, 18, 23, 31, 42)]
    assert [(size(png)[0], colours(png)) for png in drawings] == [
        (math.ceil(FINE * 595), 16),
        (math.ceil(FINE * 595), 8),
        (math.ceil(FINE * 595), 4),
        (math.ceil(COARSER * 595), 4),
        (math.ceil(COARSEST * 595), 4),
    ]
    assert all(base64_length(png) <= MOST for png in drawings)


def test_a_picture_becomes_coarser_for_a_byte_too_many_and_no_coarser_than_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = print_closely(tmp_path / "close.pdf", 20)

    def within_limit(limit: int) -> bytes:
        monkeypatch.setattr("pipeline.pdf.small_pictures.MOST_BYTES", limit)
        return drawn_here(path)

    drawings = [within_limit(NO_LIMIT)]
    for _ in range(4):
        enough = len(drawings[-1])
        assert within_limit(enough) == drawings[-1]
        drawings.append(within_limit(enough - 1))
    sizes = [(math.ceil(scale * 595), math.ceil(scale * 842)) for scale in (COARSER, COARSEST)]
    fine = (math.ceil(FINE * 595), math.ceil(FINE * 842))
    assert list(map(size, drawings)) == [fine, fine, fine, *sizes]
    assert list(map(colours, drawings)) == [16, 8, 4, 4, 4]
    assert within_limit(1) == drawings[-1]


def noisy_picture(path: Path, paper: int, grain: float) -> Path:
    """A page that is a picture: paper of some grey with grain, and a bar of black across it."""
    numbers = np.random.default_rng(1)
    rows = numbers.normal(paper, grain, (450, 600))
    rows[150:160] = BLACK
    grain_rows = [row.tobytes() for row in rows.round().clip(0, WHITE).astype(np.uint8)]
    content = "400 0 0 300 0 0 cm /X1 Do"
    return Drawn(content, "/XObject << /X1 5 0 R >>", (picture(grain_rows),)).write(path)


def test_the_paper_of_a_scan_becomes_white_where_its_grain_takes_too_much(tmp_path: Path) -> None:
    pixels = greys(drawn_here(noisy_picture(tmp_path / "scan.pdf", 225, 14)))
    assert (pixels == WHITE).mean() > 0.9
    assert (pixels[155 * pixels.shape[0] // 450] == BLACK).all()
    smooth = greys(drawn_here(noisy_picture(tmp_path / "smooth.pdf", 225, 0)))
    assert (smooth == WHITE).sum() == 0


@pytest.mark.parametrize(("grey", "seen"), [(160, WHITE), (159, 170)])
def test_what_is_darker_than_paper_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grey: int, seen: int
) -> None:
    monkeypatch.setattr("pipeline.pdf.small_pictures.MOST_BYTES", 1)
    pixels = greys(drawn_here(noisy_picture(tmp_path / "grey.pdf", grey, 0)))
    assert np.bincount(pixels.ravel()).argmax() == seen
    assert pixels.min() == BLACK


def test_a_picture_that_is_all_grain_is_as_coarse_as_can_be_read(tmp_path: Path) -> None:
    png = drawn_here(noisy_picture(tmp_path / "grain.pdf", 128, 80))
    width, height = PAGE_SIZE
    assert size(png) == (math.ceil(COARSEST * width), math.ceil(COARSEST * height))
    assert colours(png) == 4


@pytest.mark.parametrize(
    ("page_size", "scale"),
    [
        ((1900.0, 900.0), FINE),
        ((2000.0, 900.0), math.sqrt(4_000_000 / (2000 * 900))),
        ((5300.0, 100.0), FINE),
        ((5400.0, 100.0), 8000 / 5400),
        ((14400.0, 14400.0), 2000 / 14400),
        ((14400.0, 1.0), 8000 / 14400),
        ((0.01, 0.01), FINE),
    ],
)
def test_a_poster_has_no_more_pixels_than_can_be_shown(
    tmp_path: Path, page_size: tuple[float, float], scale: float
) -> None:
    width, height = page_size
    place = f"{width / 2} {height / 2} {width / 4} {height / 4} re f"
    pixels = greys(drawn_here(Drawn(place, size=page_size).write(tmp_path / "poster.pdf")))
    rows, columns = pixels.shape
    assert (columns, rows) == (math.ceil(scale * width - 1e-6), math.ceil(scale * height - 1e-6))
    assert max(rows, columns) <= 8000 and rows * columns <= 4_000_000 + rows + columns
    if min(rows, columns) > 100:
        dark_rows, dark_columns = np.nonzero(pixels < 128)
        assert dark_columns.min() == pytest.approx(columns / 2, abs=1)
        assert dark_rows.max() + 1 == pytest.approx(rows / 2, abs=1)


# What may fail.


@pytest.fixture(name="pages")
def pdf_of_pages(tmp_path: Path) -> Path:
    """Three pages with a word each."""
    paper = Paper(tmp_path / "pages.pdf", (200, 100))
    for number in range(3):
        paper.text(20, 50, f"sivu{number}", 10)
        paper.next_page()
    paper.save()
    return paper.path


def change_second_page(patch: pytest.MonkeyPatch, what: str) -> None:
    """Let something happen in the child when the second page is drawn."""
    change = (
        "import os, time, pypdfium2, pipeline.pdf.viewer as viewer\n"
        "pixels, seen = viewer.OpenPage.pixels, []\n"
        "def changed(*arguments, **options):\n"
        "    seen.append(1)\n"
        "    if len(seen) == 2:\n"
        f"        {what}\n"
        "    return pixels(*arguments, **options)\n"
        "viewer.OpenPage.pixels = changed\n"
    )
    change_child(patch, change)


@pytest.mark.parametrize("error", ["pypdfium2.PdfiumError('no')", "MemoryError"])
def test_a_page_that_cannot_be_drawn_has_no_picture(
    monkeypatch: pytest.MonkeyPatch, pages: Path, error: str
) -> None:
    change_second_page(monkeypatch, f"raise {error}")
    found = drawn(pages, (1, 2, 3))
    assert (list(found.images), found.failed) == ([1, 3], (2,))


def test_a_page_that_ends_the_child_takes_no_other_pictures_with_it_than_those_after_it(
    monkeypatch: pytest.MonkeyPatch, pages: Path
) -> None:
    change_second_page(monkeypatch, "os.abort()")
    found = drawn(pages, (1, 2, 3))
    assert (list(found.images), found.failed) == ([1], (2, 3))


def test_a_page_that_is_not_there_has_no_picture(pages: Path, tmp_path: Path) -> None:
    found = drawn(pages, (1, 9))
    assert (list(found.images), found.failed) == ([1], (9,))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.6 and nothing")
    assert drawn(broken, (1, 2)) == DrawnPages({}, {}, (1, 2))


def test_a_child_that_sends_junk_draws_nothing(
    monkeypatch: pytest.MonkeyPatch, pages: Path
) -> None:
    change = (
        "import time, pipeline.child.in_child as in_child\n"
        "def send(errand, _):\n"
        '    errand.output.write(b\'{"page": 1, "png": 7}\\n\')\n'
        "    errand.output.flush()\n"
        "    time.sleep(1000)\n"
        "in_child.Errand.send = send\n"
    )
    change_child(monkeypatch, change)
    assert drawn(pages, (1, 2)) == DrawnPages({}, {}, (1, 2))


def test_a_replaced_file_is_refused(pages: Path) -> None:
    sha256 = sha256_of(pages.read_bytes())
    pages.write_bytes(pages.read_bytes() + b"\n")
    with pytest.raises(InputError, match=r"was replaced.*: run again\. \[pdf-replaced\]"):
        PageImages(pages, [1], sha256, Deadline(pages, PATIENCE_SECONDS)).wait()


def test_the_time_limit_ends_the_child(monkeypatch: pytest.MonkeyPatch, pages: Path) -> None:
    change_second_page(monkeypatch, "time.sleep(1000)")
    sha256 = sha256_of(pages.read_bytes())
    child = PageImages(pages, [1, 2, 3], sha256, Deadline(pages, 2))
    with pytest.raises(InputError, match=r"was not drawn within 2 seconds.*\[time-limit\]"):
        child.wait()
    assert child.child.child.process.poll() is not None


def test_it_can_be_closed_before_all_is_drawn(monkeypatch: pytest.MonkeyPatch, pages: Path) -> None:
    change_second_page(monkeypatch, "time.sleep(1000)")
    child = PageImages(pages, [1, 2, 3], sha256_of(pages.read_bytes()), Deadline(pages, 1000))
    child.close()
    assert child.child.child.process.poll() is not None
    assert not child.child.thread.is_alive()


def test_the_child_is_refused_what_drawing_never_needs(
    monkeypatch: pytest.MonkeyPatch, pages: Path, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    change_second_page(monkeypatch, "os.mkdir('made')")
    found = drawn(pages, (1, 2, 3))
    assert (list(found.images), found.failed) == ([1], (2, 3))
    assert not (tmp_path / "made").exists()

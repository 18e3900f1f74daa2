"""The second reader: what it shows of a page, and what is done where it shows none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from pipeline.pages.model import Page
from pipeline.pdf.pixels import Pixels, pixels_apart
from pipeline.pdf.read import RemarkCollector, read_pages
from pipeline.pdf.tolerances import LEAST_CONTRAST, LONGEST_SIDE_PIXELS
from pipeline.pdf.viewer import OpenPage, Viewer
from tests.support.annotated import AnnotatedPage, appearance
from tests.support.annotated import text as note_text
from tests.support.drawing import Paper
from tests.support.pages import libraries_put_back
from tests.support.raw_pdf import PAGE_SIZE
from tests.support.shown import Drawn, form, picture, text

XOBJECT = "/XObject << /X1 5 0 R >>"
DARK = picture([b"\x00"])


@contextmanager
def opened(path: Path, width: float, height: float) -> Iterator[OpenPage]:
    """The only page of a PDF."""
    with closing(Viewer(path.read_bytes())) as viewer:
        page = viewer.page(1, width, height)
        assert page is not None
        yield page
        page.close()


def dark(pixels: Pixels, scale: tuple[float, float]) -> tuple[int, ...]:
    """The box of what is not white, in points."""
    rows, columns = np.nonzero(pixels < 128)
    across, down = scale
    sides = (columns.min() / across, rows.min() / down, columns.max() / across, rows.max() / down)
    return tuple(round(float(side)) for side in sides)


def test_text_drawings_and_pictures_are_told_apart(tmp_path: Path) -> None:
    content = text("x") + "100 100 20 20 re f q 20 0 0 20 200 100 cm /X1 Do Q"
    path = Drawn(content, XOBJECT, (DARK,)).write(tmp_path / "drawn.pdf")
    with opened(path, *PAGE_SIZE) as page:
        shown = page.shown()
    assert shown.scale == (2, 2)
    assert dark(shown.content, shown.scale)[0] == 50
    assert dark(shown.without_text, shown.scale)[:3] == (100, 180, 220)
    assert dark(shown.without_drawings, shown.scale)[:3] == (200, 180, 220)
    # What was left out to look is there again.
    with opened(path, *PAGE_SIZE) as page:
        page.shown()
        assert np.array_equal(page.pixels(), shown.content)


def test_what_is_drawn_by_forms_in_forms_is_left_out_too(tmp_path: Path) -> None:
    inner = form("150 100 20 20 re f")
    outer = form("100 100 20 20 re f /X2 Do", "/XObject << /X2 6 0 R >>")
    path = Drawn("/X1 Do " + text("x"), XOBJECT, (outer, inner)).write(tmp_path / "drawn.pdf")
    with opened(path, *PAGE_SIZE) as page:
        shown = page.shown()
    assert dark(shown.without_text, shown.scale)[:3] == (100, 180, 170)
    assert (shown.without_drawings == 255).all()


def test_what_lies_on_a_page_is_told_from_its_content(tmp_path: Path) -> None:
    note = b"/Subtype /FreeText /F 4 /Rect [50 100 150 120] /AP << /N 50 0 R >>"
    path = tmp_path / "annotated.pdf"
    AnnotatedPage([note], [appearance(note_text(b"lapulla"))], note_text(b"x", 20, 150)).write(path)
    with opened(path, 300, 200) as page:
        shown = page.shown()
    assert pixels_apart(shown.whole, shown.content).any()
    assert dark(shown.content, shown.scale)[2] < 30


@pytest.mark.parametrize("size", [(10000.0, 200.0), (200.0, 10000.0)])
def test_the_picture_of_a_poster_is_no_larger_than_another(
    size: tuple[float, float], tmp_path: Path
) -> None:
    path = Drawn("10 10 50 50 re f", size=size).write(tmp_path / "drawn.pdf")
    with opened(path, *size) as page:
        shown = page.shown()
    assert max(shown.content.shape) <= LONGEST_SIDE_PIXELS
    left, top, right, bottom = dark(shown.content, shown.scale)
    assert (left, right) == pytest.approx((10, 60), abs=3)
    assert (top, bottom) == pytest.approx((size[1] - 60, size[1] - 10), abs=3)


def test_a_blank_page_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = Drawn("").write(tmp_path / "drawn.pdf")
    monkeypatch.setattr(OpenPage, "pixels", lambda *_, **__: pytest.fail("was rendered"))
    with opened(path, *PAGE_SIZE) as page:
        assert page.shown().content.shape == (1, 1)


def test_letters_stand_where_the_page_as_displayed_has_them(tmp_path: Path) -> None:
    for entries, width, height, place in (
        ("", 400, 300, (50, 200)),
        ("/CropBox [40 30 380 280]", 340, 250, (10, 180)),
        ("/Rotate 90", 300, 400, (100, 50)),
    ):
        path = Drawn(text("x"), page=entries).write(tmp_path / "drawn.pdf")
        with opened(path, width, height) as page:
            (letter,) = page.letters()
        assert (letter.x, letter.y) == pytest.approx(place, abs=0.1)
        assert (letter.text, letter.item) == ("x", 0)


def read_here(path: Path) -> list[Page]:
    """The pages of a PDF, read anew."""
    with libraries_put_back():
        return [page for page in read_pages(path, RemarkCollector()) if isinstance(page, Page)]


def fail(*_: object, **__: object) -> None:
    raise pypdfium2.PdfiumError("no")


@pytest.mark.parametrize("name", ["PdfDocument", "PdfDocument.__getitem__"])
def test_what_the_second_reader_cannot_open_is_read_all_the_same(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = text("luetaan") + " 40 90 100 30 re S BT 3 Tr ET " + text("piilossa", 200)
    path = Drawn(content).write(tmp_path / "drawn.pdf")
    (page,) = read_here(path)
    assert page.proven
    monkeypatch.setattr(f"pypdfium2.{name}", fail)
    (page,) = read_here(path)
    assert not page.proven
    assert [word.text for word in page.words] == ["luetaan"]
    assert [(word.text, word.aside) for word in page.aside] == [("piilossa", "text-hidden")]
    assert len(page.rulings) == 4
    assert not page.ink


def test_a_document_with_a_password_that_forbids_changes_alone_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    paper = Paper(path, PAGE_SIZE, owner_password="sala")  # noqa: S106
    paper.text(50, 100, "luetaan", 10)
    paper.save()
    (page,) = read_here(path)
    assert page.proven
    assert [word.text for word in page.words] == ["luetaan"]


@pytest.mark.parametrize("before", [0, 3, 60, 128, 250, 255])
def test_greys_differ_where_they_can_be_told_apart(before: int) -> None:
    """Black and white too, whichever comes first."""
    greys = np.arange(256, dtype=np.uint8)
    same = np.full(256, before, np.uint8)
    expected = [abs(grey - before) >= LEAST_CONTRAST for grey in range(256)]
    assert pixels_apart(greys, same).tolist() == expected
    assert pixels_apart(same, greys).tolist() == expected

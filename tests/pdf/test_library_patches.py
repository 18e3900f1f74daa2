"""Each patch of the PDF libraries takes effect, and without it something else would be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pdfplumber
import pytest
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, resolve1
from PIL import Image
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]

from pipeline.errors import InputError
from pipeline.pages.model import Page
from pipeline.pdf import library_patches
from pipeline.pdf.library_patches import PATCHED_RELEASES, PATCHES, Patch, patch_libraries
from pipeline.pdf.read import RemarkCollector, read_pages
from pipeline.text.strings import is_unreadable
from tests.support.annotated import AnnotatedPage, appearance, text
from tests.support.command_line import REAL_PDF, ROOT
from tests.support.drawing import Paper
from tests.support.raw_pdf import (
    FIRST_MORE,
    corrupt_data,
    pdf_with_content,
    pdf_with_fonts,
    text_at,
)
from tests.support.shown import HELVETICA
from tests.support.strange_fonts import NamelessPaper, StrangePaper

SIZE = (400.0, 300.0)
# What the libraries have in these places. Nothing is patched at import, so that it is their own.
ORIGINALS = {patch.name: getattr(patch.module, patch.name) for patch in PATCHES}
BY_NAME = {patch.name: patch for patch in PATCHES}


@pytest.fixture(autouse=True)
def as_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries as they are when they are imported; what a test patches is taken back."""
    for patch in PATCHES:
        monkeypatch.setattr(patch.module, patch.name, ORIGINALS[patch.name])


def leave_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a patch back, and let it not be applied again."""
    monkeypatch.setattr(BY_NAME[name].module, name, ORIGINALS[name])
    others = tuple(patch for patch in PATCHES if patch.name != name)
    monkeypatch.setattr(library_patches, "PATCHES", others)


def only_page(path: Path) -> Page:
    """The only page of a PDF, read in this process."""
    (page,) = (item for item in read_pages(path, RemarkCollector()) if isinstance(item, Page))
    return page


def words(path: Path) -> list[str]:
    """The words of the only page of a PDF, read in this process."""
    return [word.text for word in only_page(path).words]


def draw_scanned(path: Path) -> None:
    """A word that is printed, and one that is not, over a picture of it, as a scanner leaves it."""
    paper = Paper(path, SIZE)
    paper.canvas.setFont("Helvetica", 10)
    paper.canvas.drawString(50, 150, "painettu")
    paper.canvas.drawImage(ImageReader(Image.linear_gradient("L")), 45, 95, 60, 20)
    text = paper.canvas.beginText(50, 100)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(3)
    text.textOut("skannattu")
    paper.canvas.drawText(text)
    paper.save()


def draw_typed_on(path: Path) -> None:
    """A word that is printed, and one that is typed on."""
    note = b"/Subtype /FreeText /Rect [50 100 150 120] /AP << /N 50 0 R >>"
    AnnotatedPage([note], [appearance(text(b"typed"))], text(b"printed")).write(path)


def draw_strangely(kind: type[StrangePaper]) -> Callable[[Path], None]:
    """Two words in a font that does not say which letters it draws.

    The first word has some codes that no usual encoding has a letter for, so that the second one
    alone may be taken for letters.
    """

    def draw(path: Path) -> None:
        paper = kind(path, SIZE)
        paper.text(50, 100, "abcdefghijklmnopqrstuvwxyzåäöABCDEFG", 10)
        paper.text(50, 130, "HIJKLM", 10)
        paper.save()

    return draw


def draw_symbols(path: Path) -> None:
    """A bullet of the Symbol font, by a code that no usual encoding has."""
    font = "/Subtype /Type1 /BaseFont /Symbol"
    pdf_with_fonts(path, {"F1": font}, text_at(50, 100, "F1", "\xa0"))


def draw_named(path: Path) -> None:
    """Two words, for which marked content gives one by a name in the resources."""
    font = {"F1": "/Subtype /Type1 /BaseFont /Helvetica"}
    content = f"/Span /P1 BDC {text_at(50, 100, 'F1', 'yhdys sana')} EMC"
    lists = "/Properties << /P1 << /ActualText (yhdyssana) >> >>"
    pdf_with_fonts(path, font, content, resources=lists)


# For each patch but some: what is drawn, and how many words are read as letters with the patch and
# would be without it.
EFFECTS: dict[str, tuple[Callable[[Path], None], int, int]] = {
    "PDFPageAggregatorWithMarkedContent": (draw_scanned, 2, 1),
    "PDFPageInterpreter": (draw_typed_on, 2, 1),
    "PDFTrueTypeFont": (draw_strangely(StrangePaper), 0, 1),
    "PDFType1Font": (draw_symbols, 1, 0),
    "EncodingDB": (draw_strangely(NamelessPaper), 0, 1),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_a_patch_changes_what_is_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, patched, unpatched = EFFECTS[name]
    path = tmp_path / "drawn.pdf"
    draw(path)
    assert sum(not is_unreadable(word) for word in words(path)) == patched
    leave_out(name, monkeypatch)
    assert sum(not is_unreadable(word) for word in words(path)) == unpatched


def faults(path: Path) -> list[str]:
    """What is broken in a PDF, read in this process."""
    collector = RemarkCollector()
    list(read_pages(path, collector))
    return [fault.kind for fault in collector.faults]


def test_corrupt_data_are_told_and_would_be_taken_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corrupt.pdf"
    pdf_with_content(path, corrupt_data())
    assert faults(path) == ["pdf-data-lost"]
    leave_out("decompress_corrupted", monkeypatch)
    assert faults(path) == []


def broken_length(path: Path) -> None:
    """A page of two words, whose content is said to end after the first of them."""
    content = text_at(50, 150, "F1", "ensin") + text_at(50, 100, "F1", "sitten")
    pdf_with_fonts(path, {"F1": HELVETICA}, content)
    said = b"/Length %d" % len(content)
    written = path.read_bytes()
    assert said in written
    path.write_bytes(written.replace(said, b"/Length 45"))


@pytest.mark.parametrize("name", ["PDFParser", "PDFStream"])
def test_a_wrong_length_would_cut_a_page_off(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "short.pdf"
    broken_length(path)
    assert words(path) == ["ensin", "sitten"]
    leave_out(name, monkeypatch)
    assert words(path) == ["ensin"]


def test_a_page_whose_turn_leads_back_to_itself_would_be_read_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "loop.pdf"
    content = text_at(50, 100, "F1", "kerran")
    pdf_with_fonts(path, {"F1": HELVETICA}, content, ["6 0 R", "5 0 R"], page="/Rotate 5 0 R")
    assert words(path) == ["kerran"]
    monkeypatch.setattr(PDFDocument, "getobj", looked_up_once(PDFDocument.getobj))
    with path.open("rb") as file, pytest.raises(AssertionError, match="again and again"):
        resolve1(PDFObjRef(PDFDocument(PDFParser(file)), FIRST_MORE))


def looked_up_once(getobj: Callable[[PDFDocument, int], object]) -> Callable[..., object]:
    """What looks a part up, and fails when it does so a hundred times for one of them."""
    counts: Counter[int] = Counter()

    def look_up(document: PDFDocument, objid: int) -> object:
        counts[objid] += 1
        assert counts[objid] < 100, "again and again"
        return getobj(document, objid)

    return look_up


def test_a_page_turned_by_no_whole_quarter_would_not_be_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    font = "/Subtype /Type1 /BaseFont /Helvetica"
    pdf_with_fonts(path, {"F1": font}, text_at(50, 100, "F1", "vinossa"), page="/Rotate 45")
    with pdfplumber.open(path) as pdf:
        assert pdf.pages[0].rotation == 45
    assert words(path) == ["vinossa"]


def test_every_patch_is_shown_to_take_effect() -> None:
    others = {"decompress_corrupted", "PDFParser", "PDFStream", "PDFDocument", "PDFPage"}
    assert {patch.name for patch in PATCHES} == {*EFFECTS, *others}


def test_a_page_says_of_a_character_what_the_library_says_but_less() -> None:
    with pdfplumber.open(REAL_PDF) as pdf:
        theirs = pdf.pages[2].chars
    with pdfplumber.open(REAL_PDF) as pdf:
        patch_libraries()
        library_patches.patch_page(pdf.pages[2])
        ours = pdf.pages[2].chars
        # Another page stays as it is.
        assert len(pdf.pages[1].chars[0]) > len(ours[0])
    assert len(ours) == len(theirs) > 100
    for own, char in zip(ours, theirs, strict=True):
        # What the library does not say: what draws a character, where from, and on what line.
        assert own.pop("source") == "page"
        assert not own.pop("typeset") and not own.pop("invisible") and "is_given" not in own
        assert own.pop("run") > 0
        assert own.pop("foot") == pytest.approx(char["matrix"][5] - char["y0"])
        assert own.pop("origin")[0] == pytest.approx(char["matrix"][4])
        assert own == {name: char[name] for name in own}


def test_a_raised_character_says_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, rise = tmp_path / "raised.pdf", 4.0
    paper = Paper(path, SIZE)
    text = paper.canvas.beginText(50, 100)
    text.setFont("Helvetica", 10)
    text.textOut("987")
    text.setFont("Helvetica", 6)
    text.setRise(rise)
    text.textOut("2")
    paper.canvas.drawText(text)
    paper.save()
    assert words(path) == ["987"]
    leave_out("PDFPageAggregatorWithMarkedContent", monkeypatch)
    assert words(path) != ["987"]


def test_a_line_is_as_thick_as_the_page_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hair drawn ten units wide at a tenth of the scale is a ruling, and no shaded area."""
    path = tmp_path / "hair.pdf"
    pdf_with_fonts(path, {}, "0.1 0 0 0.1 0 0 cm 10 w 500 1000 m 3500 1000 l S")
    page = only_page(path)
    assert [(r.direction, r.start, r.end) for r in page.rulings] == [("h", 50, 350)]
    leave_out("PDFPageAggregatorWithMarkedContent", monkeypatch)
    assert only_page(path) != page


def test_patching_twice_changes_no_more_than_once() -> None:
    patch_libraries()
    patch_libraries()
    for patch in PATCHES:
        assert getattr(patch.module, patch.name) is patch.replacement
        if isinstance(patch.replacement, type):
            # Made of what the library has, and of no patched one.
            assert issubclass(patch.replacement, ORIGINALS[patch.name])
            assert ORIGINALS[patch.name] is not patch.replacement


def test_nothing_is_patched_before_a_pdf_is_read(tmp_path: Path) -> None:
    def patched() -> list[Patch]:
        return [p for p in PATCHES if getattr(p.module, p.name) is p.replacement]

    assert patched() == []
    with pytest.raises(InputError):
        list(read_pages(tmp_path / "missing.pdf", RemarkCollector()))
    draw_scanned(tmp_path / "drawn.pdf")
    next(read_pages(tmp_path / "drawn.pdf", RemarkCollector()))
    assert patched() == list(PATCHES)


@pytest.mark.parametrize("library", PATCHED_RELEASES)
def test_the_patches_were_looked_at_for_the_locked_release(library: str) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(rf"^{library}==(\S+)", lock, re.MULTILINE) == [PATCHED_RELEASES[library]]
    # And the tests above ran with it.
    assert version(library) == PATCHED_RELEASES[library]

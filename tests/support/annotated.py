"""PDFs of one page with form fields and annotations, written byte by byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SIZE = (300.0, 200.0)
# Numbers of the objects that are always there, and of the first annotation and further object.
CATALOG, PAGES, PAGE, CONTENT, FONT, FIRST_ANNOTATION, FIRST_FURTHER = 1, 2, 3, 4, 5, 10, 50
FONTS = b"/Resources << /Font << /Helv 5 0 R >> >>"


@dataclass(frozen=True)
class AnnotatedPage:
    """A page with annotations.

    Args:
        annotations: the entries of their dictionaries; objects that they name are `further`.
        further: bodies of further objects, numbered from 50.
        content: what is printed on the page.
        page: further entries of the page.
        form: further entries of the form of the document.
        catalog: further entries of the catalogue.
        media: the MediaBox.
    """

    annotations: Sequence[bytes]
    further: Sequence[bytes] = ()
    content: bytes = b""
    page: bytes = b""
    form: bytes = b""
    catalog: bytes = b""
    media: bytes = b"[0 0 300 200]"

    def write(self, path: Path) -> None:
        """Write the PDF."""
        numbers = range(FIRST_ANNOTATION, FIRST_ANNOTATION + len(self.annotations))
        listed = b" ".join(b"%d 0 R" % number for number in numbers)
        objects = {
            CATALOG: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [%s] /DR << /Font << "
            b"/Helv 5 0 R >> >> /DA (/Helv 0 Tf 0 g) %s >> %s >>"
            % (listed, self.form, self.catalog),
            PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            PAGE: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R %s /Annots [%s] %s >>"
            % (self.media, FONTS, listed, self.page),
            CONTENT: stream(self.content),
            FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
            b"/Encoding /WinAnsiEncoding >>",
            **{
                n: b"<< /Type /Annot %s >>" % a
                for n, a in zip(numbers, self.annotations, strict=True)
            },
            **dict(enumerate(self.further, FIRST_FURTHER)),
        }
        write_objects(path, objects)


def write_objects(path: Path, objects: Mapping[int, bytes]) -> None:
    """Write a PDF of objects, of which the first is the catalogue."""
    written, places = b"%PDF-1.6\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(written), max(objects) + 1
    written += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        entry = (places[number], 0, b"n") if number in places else (0, 65535, b"f")
        written += b"%010d %05d %s \n" % entry
    written += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    path.write_bytes(written)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream that is not compressed."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def appearance(content: bytes, box: bytes = b"0 0 100 20", entries: bytes = FONTS) -> bytes:
    """A form that draws something into a box."""
    return stream(content, b"/Type /XObject /Subtype /Form /BBox [%s] %s" % (box, entries))


def text(words: bytes, x: float = 2, y: float = 5, size: float = 10) -> bytes:
    """Content that prints a line of text."""
    return b"BT /Helv %g Tf %g %g Td (%s) Tj ET " % (size, x, y, words)

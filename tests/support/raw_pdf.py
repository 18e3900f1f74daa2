"""PDFs written byte by byte, for what no drawing library writes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.support.block_font import block_font

PAGES = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
PAGE_SIZE = (400.0, 300.0)
# The number of the first of the objects that a test adds.
FIRST_MORE = 5


def pdf_with_content(path: Path, compressed: bytes) -> None:
    """A PDF of one page with a compressed content stream."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << >> >>"
    )
    write_objects(path, [*PAGES, page, stream(compressed, "/Filter /FlateDecode")])


def pdf_with_fonts(
    path: Path,
    fonts: Mapping[str, str],
    content: str,
    more: Sequence[str | bytes] = (),
    page: str = "",
    resources: str = "",
    catalog: str = "",
    size: tuple[float, float] = PAGE_SIZE,
) -> None:
    """A PDF of one page that draws with fonts as they are written here.

    Args:
        path: the file to write.
        fonts: their dictionaries, without brackets, by their names in the content.
        content: what is drawn, its characters the codes of the fonts.
        more: further objects, numbered from 5 on.
        page: further entries of the page.
        resources: further entries of its resources.
        catalog: further entries of the catalogue.
        size: width and height of the page in points.
    """
    known = " ".join(f"/{name} << /Type /Font {entries} >>" for name, entries in fonts.items())
    width, height = size
    own = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:g} {height:g}] /Contents 4 0 R "
        f"/Resources << /Font << {known} >> {resources} >> {page} >>"
    )
    others = [one if isinstance(one, bytes) else one.encode("latin-1") for one in more]
    root = PAGES[0].replace(b">>", catalog.encode("latin-1") + b" >>")
    objects = [root, *PAGES[1:], own.encode("latin-1"), stream(content.encode("latin-1"))]
    write_objects(path, [*objects, *others])


def block_font_objects(number: int, glyphs: Mapping[int, str]) -> list[bytes]:
    """What embeds a font whose glyphs are all blocks of ink: its descriptor, and its file.

    Args:
        number: of the descriptor among the objects; the file comes after it.
        glyphs: their names by their codes.
    """
    descriptor = (
        f"<< /Type /FontDescriptor /FontName /Block /Flags 4 /FontBBox [0 0 600 700] /Ascent 700 "
        f"/Descent 0 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontFile3 {number + 1} 0 R >>"
    )
    return [descriptor.encode(), stream(block_font(glyphs), "/Subtype /Type1C")]


def stream(data: bytes, entries: str = "") -> bytes:
    """A stream, with further entries of its dictionary."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode(), data)


def map_stream(letters: Mapping[int, str]) -> bytes:
    """A `ToUnicode` of a font with one byte to a code."""
    lines = "".join(
        f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>\n"
        for code, text in letters.items()
    )
    return stream(
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        + f"{len(letters)} beginbfchar\n{lines}endbfchar\n".encode()
        + b"endcmap\nend\nend"
    )


def text_at(x: float, y: float, font: str, text: str, size: float = 10.0) -> str:
    """Operators that draw a text, its characters the codes of a font, from x on at a height y."""
    codes = text.encode("latin-1").hex()
    return f"BT /{font} {size:g} Tf {x:g} {y:g} Td <{codes}> Tj ET\n"


def write_objects(path: Path, objects: Sequence[bytes]) -> None:
    """A PDF of objects, numbered from 1 on, the first its catalog."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(content), len(objects) + 1
    content += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    content += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    path.write_bytes(content)


def at_wrong_place(content: bytes, number: int) -> bytes:
    """Let a file say that an object stands a few bytes later than it does."""
    place = content.index(b"%d 0 obj" % number)
    return content.replace(b"%010d 00000 n" % place, b"%010d 00000 n" % (place + 3))


def corrupt_data() -> bytes:
    """A compressed stream whose second half is no compressed data."""
    content = bytearray(zlib.compress(bytes(range(256)) * 40))
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    return bytes(content)

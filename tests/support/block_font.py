"""A font whose every glyph is a block of ink, for letters that must show whatever they are called.

It is a bare CFF font (Adobe Technical Note 5176), as PDFs embed it in `FontFile3`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NAME = b"Block"
WIDTH = 600
# How many names of glyphs each CFF font knows: its own are numbered after them.
STANDARD_STRINGS = 391
OFFSET_SIZE = 2
# Operators of a dictionary, and of a glyph.
CHARSET, ENCODING, CHARSTRINGS, PRIVATE = b"\x0f", b"\x10", b"\x11", b"\x12"
DEFAULT_WIDTH = b"\x14"
MOVE, LINES, END = b"\x15", b"\x05", b"\x0e"


def block_font(glyphs: Mapping[int, str]) -> bytes:
    """A font with a block of ink for each of some glyphs.

    Args:
        glyphs: their names by their codes; a PDF that gives names to codes leaves these codes.
    """
    strings = index([name.encode() for name in glyphs.values()])
    numbers = [STANDARD_STRINGS + n for n in range(len(glyphs))]
    charset = b"\x00" + b"".join(n.to_bytes(2, "big") for n in numbers)
    encoding = bytes([0, len(glyphs), *glyphs])
    drawn = index([block()] * (len(glyphs) + 1))
    private = number(WIDTH) + DEFAULT_WIDTH
    start = b"\x01\x00\x04\x02" + index([NAME])
    after = strings + index([])
    top = index([top_dictionary((0, 0, 0, 0), len(private))])
    places = [len(start) + len(top) + len(after)]
    for part in (charset, encoding, drawn):
        places.append(places[-1] + len(part))
    top = index([top_dictionary(places, len(private))])
    return start + top + after + charset + encoding + drawn + private


def top_dictionary(places: Sequence[int], size: int) -> bytes:
    """Where in the font its parts are, and how long the last one is: always as long."""
    charset, encoding, drawn, private = places
    return (
        number(charset) + CHARSET + number(encoding) + ENCODING + number(drawn) + CHARSTRINGS
        + number(size) + number(private) + PRIVATE
    )  # fmt: skip


def block() -> bytes:
    """The drawing of a glyph: a block of 500 by 700 thousandths of its size, 50 to the right."""
    lines = ((500, 0), (0, 700), (-500, 0))
    sides = b"".join(glyph_number(x) + glyph_number(y) for x, y in lines)
    return glyph_number(50) + glyph_number(0) + MOVE + sides + LINES + END


def number(value: int) -> bytes:
    """A number of a dictionary, of five bytes whatever it is."""
    return b"\x1d" + value.to_bytes(4, "big", signed=True)


def glyph_number(value: int) -> bytes:
    """A number in the drawing of a glyph."""
    return b"\x1c" + value.to_bytes(2, "big", signed=True)


def index(entries: Sequence[bytes]) -> bytes:
    """Entries with their places before them."""
    if not entries:
        return b"\x00\x00"
    ends = [1]
    for entry in entries:
        ends.append(ends[-1] + len(entry))
    places = b"".join(end.to_bytes(OFFSET_SIZE, "big") for end in ends)
    return len(entries).to_bytes(2, "big") + bytes([OFFSET_SIZE]) + places + b"".join(entries)

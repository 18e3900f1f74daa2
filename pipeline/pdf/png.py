"""A picture of few greys as PNG (ISO/IEC 15948), as small as that is without much time.

Rows are not filtered and greys are packed: for print that takes a tenth less than what libraries
of pictures write, and there is nothing in the file but the picture.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np

from pipeline.pdf.pixels import Pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The kind of picture whose pixels are numbers of colours in a list.
LISTED_COLOURS = 3
WHITEST = 255
# Of ten levels: the best takes twice as long and saves hardly anything.
COMPRESSION = 8
# A quick try takes a quarter of the time and more bytes, but no picture was seen where it took this
# many times as many.
QUICK_COMPRESSION, QUICK_TIMES = 4, 1.5


@dataclass(frozen=True)
class FewGreys:
    """A picture of a few greys, evenly spaced from black to white.

    Args:
        size: columns and rows.
        greys: how many there are, from 2 to 16.
        bits: how many of them a pixel takes.
        rows: its packed rows, each after the number of its filter.
    """

    size: tuple[int, int]
    greys: int
    bits: int
    rows: bytes

    def png(self) -> bytes:
        """The picture as PNG."""
        shades = [round(number * WHITEST / (self.greys - 1)) for number in range(self.greys)]
        return b"".join(
            [
                SIGNATURE,
                chunk(
                    b"IHDR", struct.pack(">IIBBBBB", *self.size, self.bits, LISTED_COLOURS, 0, 0, 0)
                ),
                chunk(b"PLTE", bytes(np.repeat(shades, 3).tolist())),
                chunk(b"IDAT", zlib.compress(self.rows, COMPRESSION)),
                chunk(b"IEND", b""),
            ]
        )

    def png_within(self, most_bytes: int) -> bytes | None:
        """The picture as PNG; None where it takes more bytes than that."""
        if len(zlib.compress(self.rows, QUICK_COMPRESSION)) > QUICK_TIMES * most_bytes:
            return None
        png = self.png()
        return png if len(png) <= most_bytes else None


def few_greys(pixels: Pixels, greys: int) -> FewGreys:
    """A picture of 256 greys, rows of columns, in the nearest of a few, from 2 to 16."""
    bits = next(bits for bits in (1, 2, 4) if greys <= 1 << bits)
    steps = [round(grey * (greys - 1) / WHITEST) for grey in range(WHITEST + 1)]
    packed = packed_rows(np.array(steps, np.uint8)[pixels], bits)
    rows, columns = pixels.shape
    unfiltered = np.hstack([np.zeros((rows, 1), np.uint8), packed])
    return FewGreys((columns, rows), greys, bits, unfiltered.tobytes())


def packed_rows(numbers: Pixels, bits: int) -> Pixels:
    """Rows of numbers of so many bits, several to a byte, the first in its highest bits."""
    a_byte = 8 // bits
    padded = np.pad(numbers, ((0, 0), (0, -numbers.shape[1] % a_byte)))
    packed = np.zeros((padded.shape[0], padded.shape[1] // a_byte), np.uint8)
    for place in range(a_byte):
        packed |= padded[:, place::a_byte] << (8 - bits * (place + 1))
    return packed


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of the file, with its length and its check sum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

"""A picture of few greys as PNG (ISO/IEC 15948), as small as that is without much time.

Rows are not filtered and greys are packed: for print that takes a tenth less than what libraries
of pictures write, and there is nothing in the file but the picture.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np

from pipeline.pdf.pixels import Pixels

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The kind of picture whose pixels are numbers of colours in a list.
LISTED_COLOURS = 3
WHITEST = 255
# Of ten levels: the best takes four times as long and saves hardly anything.
COMPRESSION = 8


def grey_png(pixels: Pixels, greys: int) -> bytes:
    """A picture of grey pixels in a few greys, evenly spaced from black to white.

    Args:
        pixels: rows of columns of 256 greys.
        greys: how many are left of them, from 2 to 16.
    """
    bits = next(bits for bits in (1, 2, 4) if greys <= 1 << bits)
    last = greys - 1
    numbers = np.array([round(grey * last / WHITEST) for grey in range(WHITEST + 1)], np.uint8)
    shades = [round(number * WHITEST / last) for number in range(greys)]
    rows, columns = pixels.shape
    packed = packed_rows(numbers[pixels], bits)
    unfiltered = np.hstack([np.zeros((rows, 1), np.uint8), packed])
    header = struct.pack(">IIBBBBB", columns, rows, bits, LISTED_COLOURS, 0, 0, 0)
    return b"".join(
        [
            SIGNATURE,
            chunk(b"IHDR", header),
            chunk(b"PLTE", bytes(np.repeat(shades, 3).tolist())),
            chunk(b"IDAT", zlib.compress(unfiltered.tobytes(), COMPRESSION)),
            chunk(b"IEND", b""),
        ]
    )


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

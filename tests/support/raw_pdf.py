"""PDFs written byte by byte, for what no drawing library writes."""

from __future__ import annotations

import zlib
from pathlib import Path


def pdf_with_content(path: Path, compressed: bytes) -> None:
    """A PDF of one page with a compressed content stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
        % (len(compressed), compressed),
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    content += b"xref\n0 5\n0000000000 65535 f \n" + table
    content += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(content)


def corrupt_data() -> bytes:
    """A compressed stream whose second half is no compressed data."""
    content = bytearray(zlib.compress(bytes(range(256)) * 40))
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    return bytes(content)

"""The appendix, broken as files are on their way, is read from a copy to the same outputs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.support.command_line import Desk
from tests.support.samples.broken import first_length, misplaced, with_first_box

SAME = ("services.csv", "service_producers.csv", "producer_by_tem_area.csv", "cells.csv")


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (lambda c: re.sub(rb"startxref\s+\d+", b"startxref\n7", c), "pdf-xref-broken"),
        (lambda content: content + b"\0" * 5000, "pdf-end-missing"),
        (misplaced(3), "pdf-part-unreadable"),
        (first_length(-20), "pdf-stream-length"),
        (with_first_box(rb"/MediaBox [ \3 \4 \1 \2 ]"), "page-box-mended"),
    ],
)
def test_a_broken_appendix_is_built_with_a_warning(
    desk: Desk, change: Callable[[bytes], bytes], check: str
) -> None:
    assert desk.build().returncode == 0
    before = {name: (desk.outputs / name).read_bytes() for name in SAME}
    content = desk.pdf.read_bytes()
    desk.pdf.write_bytes(change(content))
    assert desk.pdf.read_bytes() != content
    assert desk.build().returncode == 0
    (finding,) = desk.found(check)
    assert (finding["severity"], finding["status"]) == ("warning", "open")
    assert {name: (desk.outputs / name).read_bytes() for name in SAME} == before

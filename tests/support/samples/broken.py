"""Samples of the checks of files that are broken, and read all the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.pages.model import Fault
from tests.support.drawing import Paper
from tests.support.reading import read, read_document
from tests.support.samples.appendix import GOOD_APPENDIX, Appendix, Case, Found, Sample, found_in

Change = Callable[[bytes], bytes]
LENGTH = re.compile(rb"/Length (\d+)(?=\s*>>\s*stream)")
BOX = re.compile(rb"/MediaBox \[ (\S+) (\S+) (\S+) (\S+) \]")


def broken(change: Change) -> Appendix:
    """The small appendix, some bytes of which are others."""

    class BrokenPaper(Paper):
        """Its file is broken once it is written."""

        def save(self) -> None:
            super().save()
            self.path.write_bytes(change(self.path.read_bytes()))

    return Appendix(paper=BrokenPaper)


def with_fault(*faults: Fault) -> Sample:
    """The small appendix, in which something is found to be broken after it was read."""

    def sample(folder: Path) -> set[Found]:
        GOOD_APPENDIX.result(folder)
        pdf = folder / "appendix.pdf"
        return found_in(read(pdf, replace(read_document(pdf), faults=faults)).findings)

    return sample


def first_length(by: int) -> Change:
    """Let the first stream of a file be said to be so many bytes longer."""

    def change(content: bytes) -> bytes:
        found = LENGTH.search(content)
        assert found is not None
        said = b"%0*d" % (len(found[1]), int(found[1]) + by)
        return content[: found.start(1)] + said + content[found.end(1) :]

    return change


def first_stream(content: bytes) -> int:
    """The number of the object that is the first stream of a file."""
    found = LENGTH.search(content)
    assert found is not None
    return int(re.findall(rb"(\d+) 0 obj", content[: found.start()])[-1])


def misplaced(by: int) -> Change:
    """Let the file say that its first stream begins so many bytes later."""

    def change(content: bytes) -> bytes:
        place = content.index(b"\n%d 0 obj" % first_stream(content)) + 1
        return content.replace(b"%010d 00000 n" % place, b"%010d 00000 n" % (place + by))

    return change


def with_first_box(order: bytes) -> Change:
    """Let the corners of the first page stand in another order."""
    return lambda content: BOX.sub(order, content, count=1)


def ended(by: bytes) -> Change:
    """Other bytes in place of the end mark, or after it."""
    return lambda content: content.replace(b"%%EOF", by)


def in_document(
    check: str, value: str, severity: str = "warning", page: int | None = None
) -> Found:
    """A finding about the file as a whole."""
    return check, severity, "", "", "", page, value


BROKEN: dict[str, Case] = {
    "pdf-xref-broken": Case(
        broken(lambda content: re.sub(rb"startxref\s+\d+", b"startxref\n7", content)),
        {in_document("pdf-xref-broken", "")},
        broken(lambda content: content.replace(b"startxref\n", b"startxref\n0")),
    ),
    "pdf-end-missing": Case(
        broken(ended(b"%%end")),
        {in_document("pdf-end-missing", "")},
        broken(ended(b"%%EOF" + b"\n" * 100)),
    ),
    "pdf-part-unreadable": Case(
        broken(misplaced(3)),
        {in_document("pdf-part-unreadable", "object 21")},
        broken(misplaced(-1)),
    ),
    "pdf-stream-length": Case(
        broken(first_length(-20)),
        {in_document("pdf-stream-length", "object 21")},
        broken(first_length(-1)),
    ),
    "pdf-stream-corrupt": Case(
        with_fault(Fault("pdf-stream-corrupt", "object 4", 2)),
        {in_document("pdf-stream-corrupt", "object 4", page=2)},
        with_fault(),
    ),
    "pdf-pages-miscounted": Case(
        broken(lambda content: content.replace(b"/Count 14 ", b"/Count 15 ")),
        {in_document("pdf-pages-miscounted", "14 / 15")},
        broken(lambda content: content.replace(b"/Count 14 ", b"/Count +14")),
    ),
    "pdf-data-lost": Case(
        with_fault(Fault("pdf-data-lost", "object 4", 2)),
        {in_document("pdf-data-lost", "object 4", "error", 2)},
        with_fault(),
    ),
    "page-box-mended": Case(
        broken(with_first_box(rb"/MediaBox [ \3 \4 \1 \2 ]")),
        {in_document("page-box-mended", "", page=1)},
        broken(with_first_box(rb"/MediaBox [\1 \2 \3 \4  ]")),
    ),
    "page-read-once": Case(
        with_fault(Fault("page-read-once", "", 3), Fault("page-read-once", "", 5)),
        {in_document("page-read-once", "", page=3)},
        with_fault(),
    ),
}

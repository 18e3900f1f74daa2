"""What is broken in a PDF that is read all the same, noted while it is read."""

from __future__ import annotations

from pipeline.pages.model import Fault, FaultKind

# Faults that viewers mend before they show anything: a copy that one of them has written is whole.
MENDED_BY_COPY: frozenset[FaultKind] = frozenset(
    ("pdf-xref-broken", "pdf-end-missing", "pdf-part-unreadable", "pdf-stream-length")
)


def is_mended_by_copy(fault: Fault) -> bool:
    """Whether a copy that a viewer has written is without a fault."""
    return fault.kind in MENDED_BY_COPY


class FaultLog:
    """Keeps each fault once, in the order in which they are met."""

    def __init__(self) -> None:
        # The page that is being read, if one is.
        self.page: int | None = None
        self.noted: dict[tuple[FaultKind, str], Fault] = {}
        # The numbers of parts that are not where the file says.
        self.objects: list[int] = []

    def note(self, kind: FaultKind, detail: str = "") -> None:
        """Note a fault, with the page on which it is met first."""
        self.noted.setdefault((kind, detail or str(self.page)), Fault(kind, detail, self.page))

    def found(self) -> tuple[Fault, ...]:
        """The faults so far."""
        return tuple(self.noted.values())

    @property
    def is_mendable(self) -> bool:
        """Whether a copy would be without some of the faults."""
        return any(map(is_mended_by_copy, self.noted.values()))

    @property
    def first(self) -> str:
        """The first fault in plain words, for a message; empty where there is none."""
        return next((PLAIN_WORDS[f.kind].format(f.detail) for f in self.noted.values()), "")


# Each kind of fault, as the rest of a sentence that begins with the name of the file.
PLAIN_WORDS: dict[FaultKind, str] = {
    "pdf-xref-broken": "its table of contents for the reader (xref) is broken",
    "pdf-end-missing": "it ends in the middle",
    "pdf-part-unreadable": "a part of it cannot be read ({})",
    "pdf-stream-length": "the length of a part of it is wrong ({})",
    "pdf-stream-corrupt": "its compressed data are corrupt ({})",
    "pdf-pages-miscounted": "it has {} of the pages it announces",
    "pdf-data-lost": "a part of it is lost ({})",
    "page-box-mended": "the box of a page is broken",
    "page-read-once": "a reader cannot read a page",
}

"""What a page shows of comparisons, and pages of PDFs that were drawn → the data of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.compare.page_pair import OF_PAGE
from pipeline.compare.page_value import (
    FOLDED_KINDS,
    KINDS,
    Cells,
    ChangedPart,
    ChangedThing,
    ComparedDocument,
    GroupOfChanges,
)
from pipeline.compare.printed import PrintedCell
from pipeline.compare.source_files import FilesAtHand, Source
from pipeline.compare.wording import InWords
from pipeline.outputs.page.words import interface_words
from pipeline.schema.check import SEVERITIES

# A page of a PDF: its SHA-256, and the number of the page.
SheetKey = tuple[str, int]
Sources = tuple[Source | None, Source | None]


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A page of a PDF.

    Args:
        picture: as PNG.
        width: in points, as displayed.
        height: the same.
    """

    picture: bytes
    width: float
    height: float


def needed_sheets(documents: Sequence[ComparedDocument]) -> dict[SheetKey, int]:
    """The pages of PDFs with a cell that is shown, and how each is to be turned."""
    needed: dict[SheetKey, int] = {}
    for document in documents:
        for cells in drawn_cells(document):
            for source, turns, cell in zip(document.sources, document.turns, cells, strict=True):
                if source is None or cell is None:
                    continue
                for piece in (piece for piece in cell.pieces if piece.box):
                    needed.setdefault((source.sha256, piece.page), turns.get(piece.page, 0))
    return needed


def drawn_cells(document: ComparedDocument) -> Iterator[Cells]:
    """The printed cells of all changes."""
    for group in document.groups:
        for item in group.items:
            yield from (part.cells for part in item.parts if part.cells)


@dataclass(frozen=True)
class PageData:
    """All that a page of comparisons shows.

    Args:
        documents: the documents.
        words: the words of the page.
        at_hand: the documents that are at hand.
        drawn: the pages of these that are needed.
    """

    documents: Sequence[ComparedDocument]
    words: InWords
    at_hand: FilesAtHand
    drawn: Mapping[SheetKey, DrawnSheet]

    @property
    def title(self) -> str:
        """The title of the page: the document, or how many there are."""
        if len(self.documents) == 1:
            return self.words.word(f"{OF_PAGE}title").format(name=self.documents[0].name)
        several = self.words.word(f"{OF_PAGE}title_of_several")
        return several.format(count=len(self.documents))

    @cached_property
    def ids(self) -> Mapping[SheetKey, str]:
        """What each page is called in the data, in their order."""
        return {key: str(number) for number, key in enumerate(self.drawn, start=1)}

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """The pictures of the pages by what each is called."""
        return {self.ids[key]: sheet.picture for key, sheet in self.drawn.items()}

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON may have it."""
        turns = needed_sheets(self.documents)
        pages = {
            self.ids[key]: {
                "number": key[1],
                "width": sheet.width,
                "height": sheet.height,
                "turn": turns.get(key, 0),
                "image": True,
            }
            for key, sheet in self.drawn.items()
        }
        return {
            "kind": "comparison",
            "language": self.words.language,
            "title": self.title,
            "words": interface_words(self.words.schema, self.words.language),
            "severities": {severity: self.words.word(severity) for severity in SEVERITIES},
            "kinds": list(KINDS),
            "pages": pages,
            "documents": [self.document(document) for document in self.documents],
        }

    def document(self, document: ComparedDocument) -> dict[str, Any]:
        """A document: its PDFs, and its changes by kind."""
        needed = needed_sheets([document])
        sides = [
            source
            and {
                "file": source.file,
                "sha256": source.sha256,
                "note": self.note_on(source, [n for key, n in needed if key == source.sha256]),
            }
            for source in document.sources
        ]
        groups = [self.group(group, document.sources) for group in document.groups]
        return {
            "name": document.name,
            "across": document.across,
            "summary": document.summary,
            "sides": sides,
            "groups": groups,
        }

    def note_on(self, source: Source, numbers: Sequence[int]) -> str:
        """Why pages of a PDF that are needed are not shown; nothing where all are.

        Args:
            source: the PDF.
            numbers: the pages that are needed.
        """
        if source.is_spreadsheet:
            return self.note_on_spreadsheet(source)
        missing = [number for number in numbers if (source.sha256, number) not in self.drawn]
        if not missing:
            return ""
        name = "pdf_replaced" if source.sha256 in self.at_hand.replaced else "pdf_missing"
        if source.sha256 in self.at_hand.paths:
            name = "pdf_undrawn"
        pages = ", ".join(map(str, sorted(missing)))
        sentence = self.words.word(f"{OF_PAGE}{name}")
        return sentence.format(file=source.file, sha256=source.sha256, pages=pages)

    def note_on_spreadsheet(self, source: Source) -> str:
        """That the places of cells are those of a file that is not at hand; nothing where it is."""
        if source.sha256 in self.at_hand.paths:
            return ""
        sentence = self.words.word(f"{OF_PAGE}sheet_missing")
        return sentence.format(file=source.file, sha256=source.sha256)

    def group(self, group: GroupOfChanges, sources: Sources) -> dict[str, Any]:
        """The changes of a kind."""
        return {
            "kind": group.kind,
            "title": group.title,
            "note": group.note,
            "folded": group.kind in FOLDED_KINDS,
            "count": group.count,
            "items": [self.item(item, sources) for item in group.items],
        }

    def item(self, item: ChangedThing, sources: Sources) -> dict[str, Any]:
        """What changed of one thing; what it does not have is left out."""
        parts = [self.part(part, sources) for part in item.parts]
        return with_content(
            {
                "name": item.name,
                "codes": item.codes,
                "severity": item.severity,
                "lines": item.lines,
                "parts": parts,
                "rest": item.rest,
            }
        )

    def part(self, part: ChangedPart, sources: Sources) -> dict[str, Any]:
        """What changed of a cell; what it does not have is left out."""
        cells = part.cells and [
            cell
            and {
                "text": cell.text,
                "pages": sorted({piece.page for piece in cell.pieces if piece.box}),
                "places": list(dict.fromkeys(p.place for p in cell.pieces if p.place)),
                "boxes": self.boxes(cell, source),
            }
            for cell, source in zip(part.cells, sources, strict=True)
        ]
        return with_content({"label": part.label, "changes": part.changes, "cells": cells})

    def boxes(self, cell: PrintedCell, source: Source | None) -> list[list[Any]]:
        """Where a cell stands on the pages that are drawn: page, box, and whether it is empty."""
        sha256 = source.sha256 if source else ""
        return [
            [self.ids[sha256, piece.page], *piece.box, int(piece.is_empty)]
            for piece in cell.pieces
            if piece.box and (sha256, piece.page) in self.ids
        ]


def with_content(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without those that are empty."""
    return {name: value for name, value in values.items() if value}

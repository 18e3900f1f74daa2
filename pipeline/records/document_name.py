"""Who a document is about, told by the lines outside its tables."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.grids.model import Line
from pipeline.schema.model import Schema
from pipeline.tables.model import Tables
from pipeline.text.strings import join_lines

# A title is printed on no more lines than this.
TITLE_LINES = 3


@dataclass(frozen=True)
class FoundName:
    """Who the document is about, and the lines that say so."""

    name: str
    lines: tuple[tuple[int, Line], ...]


def find_name(tables: Tables, title: str, schema: Schema) -> FoundName:
    """Who the document is about: from the lines outside its tables, else from a given title.

    Each pattern of the schema is tried on each line, then on two and three lines joined.
    """
    pages = [[(page, line) for line in lines] for page, lines in tables.outside]
    candidates = [
        tuple(page[start : start + size])
        for size in range(1, TITLE_LINES + 1)
        for page in pages
        for start in range(len(page) - size + 1)
    ]
    for pattern in schema.description.document.title:
        for entries in candidates:
            text = join_lines((e[1].text for e in entries), schema.description.conjunctions)
            if found := pattern.search(text):
                return FoundName(found["name"], entries)
        if found := pattern.search(title):
            return FoundName(found["name"], ())
    return FoundName("", ())

"""Who a document is about, told by the lines outside its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.grids.model import Line
from pipeline.schema.model import Schema
from pipeline.tables.model import Tables
from pipeline.text.strings import fold, join_lines

# A title is printed on no more lines than this.
TITLE_LINES = 3
# What has more words than a name by this is a sentence.
FURTHER_WORDS = 3

NumberedLine = tuple[int, Line]


@dataclass(frozen=True)
class FoundName:
    """Who the document is about, and the lines that say so."""

    name: str
    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True)
class OtherTitle:
    """A title that says that the document is about somebody else.

    Args:
        name: who.
        page: where it begins.
        text: the title.
    """

    name: str
    page: int
    text: str


def find_name(tables: Tables, title: str, schema: Schema) -> FoundName:
    """Who the document is about: from the lines outside its tables, else from a given title.

    Each pattern of the schema is tried on each line, then on two and three lines joined.
    """
    candidates = list(title_candidates(tables))
    for pattern in schema.description.document.title:
        for entries in candidates:
            text = join_lines((e[1].text for e in entries), schema.description.conjunctions)
            if found := pattern.search(text):
                return FoundName(found["name"], entries)
        if found := pattern.search(title):
            return FoundName(found["name"], ())
    return FoundName("", ())


def title_candidates(tables: Tables) -> Iterator[tuple[NumberedLine, ...]]:
    """The lines outside the tables with their pages, each alone, then two and three as one."""
    pages = [[(page, line) for line in lines] for page, lines in tables.outside]
    for size in range(1, TITLE_LINES + 1):
        for page in pages:
            for start in range(len(page) - size + 1):
                yield tuple(page[start : start + size])


def other_titles(tables: Tables, found: FoundName, schema: Schema) -> Iterator[OtherTitle]:
    """The first title of each other name than the one found.

    A title ends where the pattern ends, numbers aside, and its name is not much longer than the
    one found: running text may speak of others.
    """
    seen = set(found.lines)
    names = [found.name]
    for entries in title_candidates(tables) if found.name else ():
        text = join_lines((e[1].text for e in entries), schema.description.conjunctions)
        for pattern in schema.description.document.title:
            match = pattern.search(text)
            if match is None or seen & set(entries):
                continue
            seen |= set(entries)
            name = match["name"]
            is_sentence = len(name.split()) > len(found.name.split()) + FURTHER_WORDS
            goes_on = any(sign.isalpha() for sign in text[match.end() :])
            if not is_sentence and not goes_on and not any(are_one_name(name, n) for n in names):
                names.append(name)
                yield OtherTitle(name, entries[0][0], text)


def are_one_name(one: str, other: str) -> bool:
    """Whether one name is the other, perhaps with words before it."""
    a, b = f" {fold(one)}", f" {fold(other)}"
    return a.endswith(b) or b.endswith(a)

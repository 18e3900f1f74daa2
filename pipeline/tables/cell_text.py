"""Cells → texts: lines joined, and words that a narrow column broke put together again.

A word too long for its column is broken without a hyphen: its beginning fills a line alone. Such
pieces are joined where the result is a known word; otherwise the doubt is kept for a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.grids.model import Cell, Line
from pipeline.schema.model import Schema
from pipeline.tables.tolerances import (
    BROKEN_ANYWHERE_SHARE_OF_LINES,
    LONGEST_BREAK_LINES,
    ROOM_TIMES_LETTER_WIDTH,
)
from pipeline.text.strings import fold, join_lines

# Signs that end a word: a full line before one is broken there.
CLOSING = (")", ",", ".", ";", ":")
WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")

Fragments = Sequence[Cell]


class CellTexts:
    """The texts of a document's cells.

    Args:
        cells: all cells of the document; words that cannot be pieces are known words.
        schema: its headings, sections and vocabularies are known words too.
    """

    def __init__(self, cells: Iterable[Cell], schema: Schema) -> None:
        self.conjunctions = schema.description.conjunctions
        printed = [(cell, [is_full(line, cell) for line in cell.lines]) for cell in cells]
        ends = [end for _, full in printed for end in full[:-1]]
        self.broken_anywhere = sum(ends) > len(ends) * BROKEN_ANYWHERE_SHARE_OF_LINES
        self.known = set(schema_words(schema))
        for cell, full in printed:
            self.known.update(whole_words(cell, self.ends_of(full)))

    def ends_of(self, full: list[bool]) -> list[bool]:
        """Which lines may end inside a word: the full ones.

        Where words are broken at any letter, any line may, as the next letter may be a wide one.
        """
        return [True] * len(full) if self.broken_anywhere else full

    def text(self, fragments: Fragments) -> str:
        """The text of a cell, or of its fragments on several pages."""
        return join_lines(self.lines(fragments), self.conjunctions)

    def lines(self, fragments: Fragments) -> tuple[str, ...]:
        """The lines of a cell, pieces of a known word on one line."""
        return tuple(line for line, _ in self.rejoin_lines(fragments))

    def doubts(self, fragments: Fragments) -> list[str]:
        """Pairs of pieces that may be one word, and are not known to be."""
        return [doubt for _, doubt in self.rejoin_lines(fragments) if doubt]

    def rejoin_lines(self, fragments: Fragments) -> Iterator[tuple[str, str]]:
        """Each line with the pieces that complete its last word, and the doubt about its end."""
        lines = [(line, is_full(line, cell)) for cell in fragments for line in cell.lines]
        texts = [line.text for line, _ in lines]
        full = self.ends_of([end for _, end in lines])
        while texts:
            count = self.pieces(texts, full)
            joined = "".join(texts[:count]) if count == 1 else self.glue(texts, count)
            doubt = ""
            if count == 1 and len(texts) > 1 and full[0] and self.doubtful(texts[0], texts[1]):
                doubt = f"{texts[0]} {texts[1].split(' ', 1)[0]}"
            rest = ""
            if count > 1:
                _, _, rest = texts[count - 1].partition(" ")
            if rest:
                # What follows the piece on its line is the next line.
                texts[count - 1] = rest
                texts, full = texts[count - 1 :], full[count - 1 :]
            else:
                texts, full = texts[count:], full[count:]
            yield joined, doubt

    def pieces(self, texts: list[str], full: list[bool]) -> int:
        """How many lines the last word of the first line is broken over; 1 if it is whole."""
        if len(texts) > 1 and full[0] and texts[1].startswith(CLOSING):
            return 2
        for count in range(2, min(LONGEST_BREAK_LINES, len(texts)) + 1):
            if not full[count - 2] or (count > 2 and " " in texts[count - 2]):
                break
            if bare_word(self.glue(texts, count).rsplit(" ", 1)[-1]) in self.known:
                return count
        return 1

    @staticmethod
    def glue(texts: list[str], count: int) -> str:
        """The first line, completed by whole lines and the first word of the last one."""
        return "".join(texts[: count - 1]) + texts[count - 1].split(" ", 1)[0]

    def doubtful(self, line: str, following: str) -> bool:
        """Whether a full line's last word and the next line's first may be one unknown word.

        A line of several words breaks at a letter only where all lines do.
        """
        if (" " in line and not self.broken_anywhere) or not line[-1:].isalpha():
            return False
        line = line.rsplit(" ", 1)[-1]
        first = following.split(" ", 1)[0]
        if not first[:1].islower():
            return False
        return not {bare_word(line), bare_word(first)} <= self.known


def bare_word(word: str) -> str:
    """A word for comparison, without the signs around it."""
    return fold(word).strip(".,;:()?!/\"”“'")


def is_full(line: Line, cell: Cell) -> bool:
    """Whether a line leaves no room for one more letter in its cell.

    The room at the right is taken to be that at the left of the cell's widest line.
    """
    margin = min(other.box.x0 for other in cell.lines) - cell.box.x0
    last = line.words[-1]
    letter = (last.box.x1 - last.box.x0) / max(1, len(last.text))
    room = cell.box.x1 - max(0.0, margin) - line.box.x1
    return room < letter * ROOM_TIMES_LETTER_WIDTH


def whole_words(cell: Cell, full: Sequence[bool]) -> Iterator[str]:
    """The words of a cell that cannot be pieces of broken ones.

    Args:
        cell: the cell.
        full: for each of its lines, whether it may end inside a word.
    """
    for number, line in enumerate(cell.lines):
        words = [word.text for word in line.words]
        if number and full[number - 1]:
            words = words[1:]
        if number + 1 < len(cell.lines) and full[number]:
            words = words[:-1]
        yield from (bare_word(word) for word in words)


def schema_words(schema: Schema) -> Iterator[str]:
    """The words of headings, sections and vocabularies."""
    texts: list[str] = []
    for table in schema.description.tables:
        texts += [heading for headings in table.columns.values() for heading in headings]
        texts += table.sections
    for vocabulary in schema.vocabularies.values():
        texts += [entry.pattern for entry in vocabulary.entries]
    for entry in schema.description.phrases.entries():
        texts.append(entry.pattern)
    for text in texts:
        yield from (fold(word) for word in WORD.findall(text))

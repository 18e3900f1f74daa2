"""Where the headings of the schema stand on a page without rulings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.grids.lines import lines_of
from pipeline.grids.tolerances import SAME_LINE_SHARE_OF_HEIGHT, SAME_RUN_SHARE_OF_HEIGHT
from pipeline.grids.unruled.tolerances import AT_TOP_POINTS, NEXT_HEADING_LINE_TIMES_HEIGHT
from pipeline.pages.geometry import Box, turn_box, union
from pipeline.pages.model import Word
from pipeline.pdf.box_places import BoxPlaces
from pipeline.schema.model import Schema
from pipeline.text.strings import fold


@dataclass(frozen=True)
class HeadingRow:
    """A row of headings: their texts and boxes from left to right, and all their words."""

    cells: tuple[tuple[str, Box], ...]
    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        """The box around all headings."""
        return union(box for _, box in self.cells)


def find_heading_rows(words: Sequence[Word], schema: Schema) -> list[HeadingRow]:
    """The rows of headings on a page, top to bottom.

    Two known headings side by side make a row; so does one alone in bold type or at the top.
    """
    hits = list(turned_hits(words, schema.known_headings))
    rows: list[list[list[Word]]] = []
    for hit in sorted(hits, key=lambda hit: union(word.box for word in hit).top):
        if rows and stand_together(rows[-1], hit, words):
            rows[-1].append(hit)
        else:
            rows.append([hit])
    top = min((word.box.top for word in words), default=0.0)
    return [
        make_heading_row(row, words)
        for row in rows
        if len(row) > 1
        or all(word.bold for word in row[0])
        or min(word.box.top for word in row[0]) <= top + AT_TOP_POINTS
    ]


def turned_hits(words: Sequence[Word], wanted: frozenset[str]) -> Iterator[list[Word]]:
    """The words of each heading, those of turned ones as they read."""
    for turn in sorted({word.turn for word in words}):
        own = [word for word in words if word.turn == turn]
        upright = [replace(w, box=turn_box(w.box, turn, 0, 0)) for w in own] if turn else own
        printed = {word.number: word for word in own}
        yield from ([printed[word.number] for word in hit] for hit in whole_hits(upright, wanted))


def stand_together(row: Sequence[list[Word]], hit: list[Word], words: Sequence[Word]) -> bool:
    """Whether a heading stands beside those above it; they may be aligned differently.

    Then nothing stands between them, and the heading is under none of them.
    """
    box = union(word.box for word in hit)
    bottom = max(word.box.bottom for other in row for word in other)
    if box.top < bottom:
        return True
    under = any(box.x0 < w.box.x1 and box.x1 > w.box.x0 for other in row for w in other)
    return not under and not any(bottom <= word.box.middle[1] < box.top for word in words)


def whole_hits(words: Sequence[Word], wanted: frozenset[str]) -> Iterator[list[Word]]:
    """The words of each heading that stands on the page as a block of its own."""
    taken: set[int] = set()
    hits: list[list[Word]] = []
    pieces = {word.number: fold(word.text) for word in words}
    places: BoxPlaces | None = None
    for heading in sorted(wanted, key=len, reverse=True):
        for start in words:
            if start.number in taken or not heading.startswith(pieces[start.number]):
                continue
            places = places or BoxPlaces([word.box for word in words])
            hit = heading_from(start, heading, words, pieces, places)
            if hit and not any(word.number in taken for word in hit):
                taken.update(word.number for word in hit)
                hits.append(hit)
    # Headings may stand close together; other text beside one tells that it is none.
    others = [word for word in words if word.number not in taken]
    yield from (hit for hit in hits if stands_alone(hit, others))


def heading_from(
    start: Word,
    heading: str,
    words: Sequence[Word],
    pieces: dict[int, str],
    places: BoxPlaces,
) -> list[Word] | None:
    """The words from a first one on that are a heading; None where they are not.

    Args:
        start: the first one.
        heading: the heading, folded.
        words: all words of the page.
        pieces: their texts, folded, by their numbers.
        places: where they lie.
    """
    hit = [start]
    reach = 2 * max(NEXT_HEADING_LINE_TIMES_HEIGHT, SAME_RUN_SHARE_OF_HEIGHT)
    rest = heading[len(pieces[start.number]) :]
    while rest:
        box = union(word.box for word in hit)
        last = hit[-1].box
        height = last.bottom - last.top
        following = [
            word
            for word in (words[n] for n in places.near(union([last, box]), reach * height))
            if pieces[word.number]
            and rest.startswith(pieces[word.number])
            and (is_right_of(last, word.box, height) or is_below(last, box, word.box, height))
        ]
        if not following:
            return None
        nearest = min(following, key=lambda w: (round(w.box.top), w.box.x0))
        hit.append(nearest)
        rest = rest[len(pieces[nearest.number]) :]
    return hit


def is_right_of(last: Box, box: Box, height: float) -> bool:
    """Whether a word goes on on the same line."""
    same_line = abs(box.middle[1] - last.middle[1]) < height * SAME_LINE_SHARE_OF_HEIGHT
    return same_line and abs(box.x0 - last.x1) < height * SAME_RUN_SHARE_OF_HEIGHT


def is_below(last: Box, block: Box, box: Box, height: float) -> bool:
    """Whether a word begins the next line of a block."""
    below = (
        height * SAME_LINE_SHARE_OF_HEIGHT
        < box.top - last.top
        < height * NEXT_HEADING_LINE_TIMES_HEIGHT
    )
    return below and box.x0 < block.x1 and box.x1 > block.x0


def stands_alone(hit: list[Word], others: Sequence[Word]) -> bool:
    """Whether no other word is in a run of text with a heading's words."""
    box = union(word.box for word in hit)
    beside = [o for o in others if o.box.top < box.bottom and o.box.bottom > box.top]
    return not any(
        is_right_of(word.box, other.box, word.box.bottom - word.box.top)
        or is_right_of(other.box, word.box, word.box.bottom - word.box.top)
        for word in hit
        for other in beside
    )


def make_heading_row(hits: list[list[Word]], words: Sequence[Word]) -> HeadingRow:
    """A row of known headings, with the unknown ones between them."""
    known = {word.number for hit in hits for word in hit}
    box = union(word.box for hit in hits for word in hit)
    beside = [
        word
        for word in words
        if word.number not in known and box.top <= word.box.middle[1] <= box.bottom
    ]
    blocks = [*hits, *side_by_side(beside)]
    cells = [(reading_text(block), union(word.box for word in block)) for block in blocks]
    cells.sort(key=lambda cell: cell[1].x0)
    return HeadingRow(tuple(cells), tuple(word for block in blocks for word in block))


def side_by_side(words: Sequence[Word]) -> list[list[Word]]:
    """Words in blocks that no word bridges, left to right."""
    blocks: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.x0):
        height = word.box.bottom - word.box.top
        reach = height * SAME_RUN_SHARE_OF_HEIGHT
        if blocks and word.box.x0 - max(w.box.x1 for w in blocks[-1]) < reach:
            blocks[-1].append(word)
        else:
            blocks.append([word])
    return blocks


def reading_text(words: Sequence[Word]) -> str:
    """Words in reading order as one text."""
    return " ".join(line.text for line in lines_of(words))

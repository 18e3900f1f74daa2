"""Where a font says two things of a letter that is drawn → the words in question, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.pages.geometry import Box, turn_box
from pipeline.pages.model import Disagreement, Word
from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.frame import PageFrame
from pipeline.pdf.letters import Glyph, box_around
from pipeline.text.right_to_left import has_right_to_left, word_as_read
from pipeline.text.strings import readable

# What a glyph is in print where its font says two things of it.
OTHER_TEXT = "other_text"


def disagreements_of(
    words: Sequence[Word], glyphs: Sequence[Glyph], frame: PageFrame
) -> Iterator[Disagreement]:
    """The words of a page with letters of which their font says two things.

    Args:
        words: those of the page, slanted ones included.
        glyphs: its characters on the upright page.
        frame: its coordinates.
    """
    doubtful = [glyph for glyph in glyphs if OTHER_TEXT in glyph]
    if not doubtful:
        return
    boxes = [box_around([glyph]) for glyph in glyphs]
    middles = BoxPlaces([Box(x, y, x, y) for x, y in (box.middle for box in boxes)])
    places = BoxPlaces([word.box for word in words])
    seen: set[int] = set()
    for glyph in doubtful:
        box = box_around([glyph])
        around = (words[number] for number in places.at(box.middle))
        word = next((w for w in around if w.box.holds(box.middle)), None)
        if word is None:
            there = frame.shown_box(box) or box
            yield Disagreement(readable(glyph["text"]).strip(), glyph[OTHER_TEXT], there)
        elif word.number not in seen:
            seen.add(word.number)
            near = middles.near(word.box)
            own = [glyphs[number] for number in near if word.box.holds(boxes[number].middle)]
            yield Disagreement(word.text, other_reading(own, word), word.shown or word.box)


def other_reading(glyphs: Sequence[Glyph], word: Word) -> str:
    """A word as the names of its glyphs say it.

    Args:
        glyphs: its characters on the upright page.
        word: the word.
    """
    placed = sorted(glyphs, key=lambda glyph: along_word(box_around([glyph]), word))
    texts = [str(glyph.get(OTHER_TEXT, glyph["text"])) for glyph in placed]
    text = "".join(texts)
    return readable(word_as_read(texts) if has_right_to_left(text) else text).strip()


def along_word(box: Box, word: Word) -> float:
    """How far along its word a character stands."""
    return turn_box(box, word.turn, 0, 0).x0

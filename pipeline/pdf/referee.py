"""Letters that were read, judged by what the page shows at their place.

A letter shows where the page looks otherwise without the letters of its own piece of text. Where
pieces lie over each other, each is left out by itself, so that the ink of one never speaks for
another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

import numpy as np

from pipeline.pdf.geometry import Box, intersection, union
from pipeline.pdf.letters import Glyph, is_accent
from pipeline.pdf.pixels import Mask, PixelFrame, pixels_apart
from pipeline.pdf.tolerances import (
    CONTESTED_SHARE_OF_LETTER,
    CUT_SHARE_OF_LETTER,
    INK_CONTRAST,
    NO_WIDTH_POINTS,
    SAME_LETTER_PLACE_POINTS,
    SAME_ORIGIN_POINTS,
    TYPED_OVER_SHARE_OF_LETTER,
    TYPED_OVER_TIMES_SIZE,
    WORD_GAP_SHARE_OF_SIZE,
)
from pipeline.pdf.viewer import OpenPage, SeenLetter, ShownPage
from pipeline.text.strings import fold

LetterFate = Literal["shown", "recognised", "covered", "text-hidden", "text-cut"]
SHOWN_FATES: tuple[LetterFate, ...] = ("shown", "recognised", "covered")
UNKNOWN = -1


class Referee:
    """Judges the letters of one page.

    Args:
        opened: the page, to look at again.
        shown: what it shows.
        glyphs: its letters, spaces left out, each with its box on the page as displayed in
            `displayed`, and with where its baseline begins in `origin`.
    """

    def __init__(self, opened: OpenPage, shown: ShownPage, glyphs: Sequence[Glyph]) -> None:
        self.opened, self.shown, self.glyphs = opened, shown, glyphs
        rows, columns = shown.content.shape
        self.frame = PixelFrame(*shown.scale, columns, rows)
        self.contested = contested_runs(glyphs)

    @cached_property
    def items(self) -> list[int]:
        """The text object of each letter; not looked for where nothing depends on it."""
        if not self.contested and not any(self.shown.clips):
            return [UNKNOWN] * len(self.glyphs)
        runs = match_runs(self.glyphs, self.opened.letters())
        return [runs.get(glyph["run"], UNKNOWN) for glyph in self.glyphs]

    def fates(self) -> list[LetterFate]:
        """What the page says of each letter."""
        if not self.glyphs:
            return []
        inks = self.inks()
        fates: list[LetterFate] = []
        for glyph, clip, ink in zip(self.glyphs, self.clips(), inks, strict=True):
            has_ink = np.any(ink[self.frame.slices(inked_box(glyph))])
            fates.append(self.fate(glyph, clip, bool(has_ink)))
        return self.with_covered(self.look_again(self.recognised(fates)))

    def clips(self) -> list[Box | None]:
        """The box beyond which each letter is cut off, if it is."""
        return [self.shown.clips[item] if item != UNKNOWN else None for item in self.items]

    def fate(self, glyph: Glyph, clip: Box | None, has_ink: bool) -> LetterFate:
        """What the page says of a letter.

        Args:
            glyph: the letter.
            clip: the box beyond which its text is cut off.
            has_ink: whether there is ink of its text at its place.
        """
        if glyph["invisible"]:
            return "text-hidden"
        seen = share_within(glyph["displayed"], clip) if clip else 1
        if 0 < seen < CUT_SHARE_OF_LETTER:
            return "text-cut"
        # Where the PDF leaves it to the viewer to set a value, viewers differ in where its letters
        # stand.
        if (has_ink and seen) or glyph["typeset"]:
            return "shown"
        return "text-hidden"

    def recognised(self, fates: list[LetterFate]) -> list[LetterFate]:
        """Fates in which text that is drawn invisibly over a picture of it was recognised in that.

        It is where most of its letters have ink of the picture at their place: recognised text
        strays from its picture, and has some letters that the picture has not.
        """
        invisible = [
            place
            for place, glyph in enumerate(self.glyphs)
            if glyph["invisible"] and fates[place] == "text-hidden"
        ]
        pictured = sum(self.is_pictured(self.glyphs[place]) for place in invisible)
        if 2 * pictured <= len(invisible):
            return fates
        found = list(fates)
        for place in invisible:
            found[place] = "recognised"
        return found

    def is_pictured(self, glyph: Glyph) -> bool:
        """Whether a picture or a drawing has ink at the place of a letter that has none."""
        part = self.shown.without_text[self.frame.slices(glyph["displayed"])]
        return bool(part.size) and int(part.max()) - int(part.min()) >= INK_CONTRAST

    def inks(self) -> Iterator[Mask]:
        """For each letter, where the page shows ink of its piece of text."""
        every = pixels_apart(self.shown.content, self.shown.without_text)
        typed_on = pixels_apart(self.shown.whole, self.shown.content)
        alone = self.contested_inks()
        for glyph, item in zip(self.glyphs, self.items, strict=True):
            yield alone.get(item, every) if glyph["source"] == "page" else typed_on

    def contested_inks(self) -> dict[int, Mask]:
        """For each text object that lies over another one, where the page shows its own ink."""
        objects = {glyph["run"]: item for glyph, item in zip(self.glyphs, self.items, strict=True)}
        pairs = {(objects[one], objects[other]) for one, other in self.contested}
        inks: dict[int, Mask] = {}
        for group in apart_from_each_other(pair for pair in pairs if UNKNOWN not in pair):
            without = self.opened.without_items(group)
            ink = pixels_apart(self.shown.content, without)
            inks.update(dict.fromkeys(group, ink))
        return inks

    def with_covered(self, fates: list[LetterFate]) -> list[LetterFate]:
        """Fates in which a letter that is covered goes with its word, some of which shows.

        A mark across the page covers letters of words that are still read; where other letters of
        their size stand in their place, they were typed over. Those beyond the edge at which the
        others are cut off are cut off too.
        """
        if "text-hidden" not in fates:
            return fates
        found = list(fates)
        clips = self.clips()
        for word in words_in_order(self.glyphs):
            hidden = [place for place in word if fates[place] == "text-hidden"]
            if len(hidden) == len(word) and not all(self.is_under_mark(p, fates) for p in hidden):
                continue
            for place in hidden:
                clip = clips[place]
                if clip and not share_within(self.glyphs[place]["displayed"], clip):
                    found[place] = "text-cut"
                elif not self.is_typed_over(place, fates):
                    found[place] = "covered"
        return found

    def is_under_mark(self, place: int, fates: Sequence[LetterFate]) -> bool:
        """Whether a letter much larger than another one shows in its place."""
        size = self.glyphs[place]["size"]
        return any(
            fate == "shown"
            and glyph["size"] >= TYPED_OVER_TIMES_SIZE * size
            and lie_over(self.glyphs[place], glyph)
            for glyph, fate in zip(self.glyphs, fates, strict=True)
        )

    def is_typed_over(self, place: int, fates: Sequence[LetterFate]) -> bool:
        """Whether a letter of about the same size shows in the place of another one."""
        size = self.glyphs[place]["size"]
        return any(
            fate == "shown"
            and max(size, glyph["size"]) < TYPED_OVER_TIMES_SIZE * min(size, glyph["size"])
            and lie_over(self.glyphs[place], glyph, TYPED_OVER_SHARE_OF_LETTER)
            for glyph, fate in zip(self.glyphs, fates, strict=True)
        )

    def look_again(self, fates: list[LetterFate]) -> list[LetterFate]:
        """Fates of letters, looked at in colour where grey showed nothing at all in their place.

        Red and green may be the same grey.
        """
        if "text-hidden" not in fates:
            return fates
        grey = pixels_apart(self.shown.content, self.shown.without_text)
        doubtful = [
            place
            for place, glyph in enumerate(self.glyphs)
            if fates[place] == "text-hidden"
            and glyph["source"] == "page"
            and not glyph["invisible"]
            and not np.any(grey[self.frame.slices(glyph["displayed"])])
        ]
        if not doubtful:
            return fates
        content = self.opened.pixels(colour=True)
        bare = self.opened.without(self.opened.texts, colour=True)
        ink = np.any(pixels_apart(content, bare), axis=2)
        found = list(fates)
        for place in doubtful:
            if np.any(ink[self.frame.slices(self.glyphs[place]["displayed"])]):
                found[place] = "shown"
        return found


def inked_box(glyph: Glyph) -> Box:
    """Where the ink of a letter lies; that of a mark without a width lies beside its place."""
    box: Box = glyph["displayed"]
    if box.x1 - box.x0 >= NO_WIDTH_POINTS and not is_accent(glyph["text"]):
        return box
    beside = glyph["size"]
    return Box(box.x0 - beside, box.top, box.x1 + beside, box.bottom)


def words_in_order(glyphs: Sequence[Glyph]) -> Iterator[range]:
    """The places of letters that follow each other closely, as they are drawn."""
    start = 0
    for place in range(1, len(glyphs) + 1):
        if place < len(glyphs) and follows(glyphs[place - 1], glyphs[place]):
            continue
        yield range(start, place)
        start = place


def follows(before: Glyph, glyph: Glyph) -> bool:
    """Whether a letter follows closely after another one, in the direction of its text."""
    along = (before["size"] + glyph["size"]) / 2 * WORD_GAP_SHARE_OF_SIZE
    a, b = before["displayed"], glyph["displayed"]
    apart = max(b.x0 - a.x1, a.x0 - b.x1, b.top - a.bottom, a.top - b.bottom)
    alike = before["matrix"][:4] == glyph["matrix"][:4]
    return bool(apart <= along and alike and before["invisible"] == glyph["invisible"])


def contested_runs(glyphs: Iterable[Glyph]) -> set[tuple[int, int]]:
    """Pairs of runs of which some letters lie over each other."""
    letters: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph["source"] == "page" and not glyph["invisible"]:
            letters.setdefault(glyph["run"], []).append(glyph)
    boxes = {run: union(g["displayed"] for g in group) for run, group in letters.items()}
    return {
        (one, other)
        for one, other in overlapping(boxes)
        if any(lie_over(a, b) for a in letters[one] for b in letters[other])
    }


def match_runs(glyphs: Iterable[Glyph], seen: Iterable[SeenLetter]) -> dict[int, int]:
    """The text object of each run of letters, as the second reader has it; none where it has none.

    Each run is drawn by one operator, and so is each text object. The second reader drops some of
    the letters that are printed over the same letter, so that most of a run decide.
    """
    places: dict[tuple[int, int], list[SeenLetter]] = {}
    for letter in seen:
        places.setdefault((round(letter.x), round(letter.y)), []).append(letter)
    votes: dict[int, Counter[int]] = {}
    for glyph in glyphs:
        if glyph["source"] == "page":
            near = letters_near(glyph, places)
            votes.setdefault(glyph["run"], Counter()).update({letter.item for letter in near})
    pairs = [(-votes[run][item], run, item) for run in votes for item in votes[run]]
    items: dict[int, int] = {}
    taken: set[int] = set()
    for _, run, item in sorted(pairs):
        if run not in items and item not in taken:
            items[run] = item
            taken.add(item)
    # What is printed over the same text has no letter left that is its own.
    for _, run, item in sorted(pairs):
        items.setdefault(run, item)
    return items


def letters_near(glyph: Glyph, places: dict[tuple[int, int], list[SeenLetter]]) -> list[SeenLetter]:
    """The letters that the second reader has at the place of a letter; the same ones, if any."""
    x, y = glyph["origin"]
    column, row = round(x), round(y)
    near = [
        letter
        for c in (column - 1, column, column + 1)
        for r in (row - 1, row, row + 1)
        for letter in places.get((c, r), ())
        if max(abs(letter.x - x), abs(letter.y - y)) <= SAME_ORIGIN_POINTS
    ]
    return [letter for letter in near if fold(letter.text) == fold(glyph["text"])] or near


def share_within(letter: Box, clip: Box) -> float:
    """How much of a letter's height or width, whichever is less, a clip leaves to be seen."""
    seen = intersection(letter, clip)
    height, width = letter.bottom - letter.top, letter.x1 - letter.x0
    tall = (seen.bottom - seen.top) / height if height else 1
    wide = (seen.x1 - seen.x0) / width if width else 1
    return min(tall, wide)


def lie_over(one: Glyph, other: Glyph, share: float = CONTESTED_SHARE_OF_LETTER) -> bool:
    """Whether two letters lie over each other, and are not one that is printed twice.

    Args:
        one: a letter.
        other: another one.
        share: of the smaller one's area, how much they must have in common.
    """
    a, b = one["displayed"], other["displayed"]
    shared = intersection(a, b)
    least = min(area_of(a), area_of(b)) * share
    if area_of(shared) <= least:
        return False
    near = max(abs(a.x0 - b.x0), abs(a.top - b.top)) <= SAME_LETTER_PLACE_POINTS
    return not (near and one["text"] == other["text"])


def area_of(box: Box) -> float:
    """The area of a box, in square points."""
    return (box.x1 - box.x0) * (box.bottom - box.top)


def overlapping(boxes: dict[int, Box]) -> Iterator[tuple[int, int]]:
    """The pairs of boxes that overlap."""
    ordered = sorted(boxes.items(), key=lambda entry: entry[1].top)
    for place, (one, box) in enumerate(ordered):
        for other, below in ordered[place + 1 :]:
            if below.top >= box.bottom:
                break
            if below.x0 < box.x1 and below.x1 > box.x0:
                yield one, other


def apart_from_each_other(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Things in groups, so that no two of a group are a pair."""
    near: dict[int, set[int]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    groups: list[list[int]] = []
    for thing in sorted(near):
        group = next((g for g in groups if near[thing].isdisjoint(g)), None)
        if group is None:
            groups.append([thing])
        else:
            group.append(thing)
    return groups

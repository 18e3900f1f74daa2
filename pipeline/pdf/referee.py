"""Letters that were read, judged by what the page shows at their place.

A letter shows where the page looks otherwise without the letters of its own piece of text. Where
pieces lie over each other, each is left out by itself, so that the ink of one never speaks for
another.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

import numpy as np

from pipeline.pages.geometry import Box
from pipeline.pdf.letters import Glyph, is_accent
from pipeline.pdf.overlaps import (
    RunLetters,
    apart_from_each_other,
    contested_runs,
    is_same_letter,
    lie_over,
    share_within,
    words_in_order,
)
from pipeline.pdf.pixels import Mask, PixelFrame, Pixels, pixels_apart
from pipeline.pdf.tolerances import (
    CUT_SHARE_OF_LETTER,
    INK_CONTRAST,
    LEAST_LETTER_PIXELS,
    LEAST_TIMES_HIDDEN,
    NO_WIDTH_POINTS,
    SAME_LETTER_PLACE_POINTS,
    SAME_ORIGIN_POINTS,
    TYPED_OVER_SHARE_OF_LETTER,
    TYPED_OVER_TIMES_SIZE,
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
    def letters(self) -> RunLetters:
        """Its letters by where they lie; asked for where some do not show."""
        return RunLetters(self.glyphs)

    @cached_property
    def items(self) -> list[int]:
        """The text object of each letter; not looked for where nothing depends on it."""
        if not self.contested and not any(self.shown.clips):
            return [UNKNOWN] * len(self.glyphs)
        runs = match_runs(self.glyphs, self.opened.letters())
        items = (runs.get(glyph["run"], UNKNOWN) for glyph in self.glyphs)
        known = len(self.opened.texts)
        return [item if item < known else UNKNOWN for item in items]

    def fates(self) -> list[LetterFate]:
        """What the page says of each letter."""
        if not self.glyphs:
            return []
        inks = self.inks()
        fates: list[LetterFate] = []
        for glyph, clip, ink in zip(self.glyphs, self.clips(), inks, strict=True):
            pixels = int(np.count_nonzero(ink[self.frame.slices(inked_box(glyph))]))
            fates.append(self.fate(glyph, clip, pixels >= LEAST_LETTER_PIXELS))
        fates = self.printed_twice(self.look_again(self.recognised(fates)))
        return self.printed_over(self.with_covered(fates))

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

        It is where most of its letters have ink of the picture at their place; a word of which none
        has any is not in the picture. So is text below a picture, where no other text shows, and
        all text of a page that shows drawings alone, such as the lines of a table.
        """
        if self.is_drawn_alone():
            return ["recognised"] * len(fates)
        found = list(fates)
        hidden = [place for place, fate in enumerate(fates) if fate == "text-hidden"]
        below = {place for place in hidden if not self.glyphs[place]["invisible"]}
        if len(below) * LEAST_TIMES_HIDDEN < len(fates):
            hidden = [place for place in hidden if place not in below]
        pictured = {place for place in hidden if self.is_pictured(self.glyphs[place])}
        if 2 * len(pictured) <= len(hidden):
            return fates
        candidates = set(hidden)
        for word in words_in_order(self.glyphs):
            if not pictured.isdisjoint(word):
                for place in candidates.intersection(word):
                    found[place] = "recognised"
        return found

    def is_drawn_alone(self) -> bool:
        """Whether a page shows drawings, no picture, and no text but such as is invisible."""
        return (
            all(glyph["invisible"] for glyph in self.glyphs)
            and has_contrast(self.shown.without_text)
            and not has_contrast(self.shown.without_drawings)
        )

    def is_pictured(self, glyph: Glyph) -> bool:
        """Whether a picture or a drawing has ink at the place of a letter that has none."""
        return has_contrast(self.shown.without_text[self.frame.slices(glyph["displayed"])])

    def inks(self) -> Iterator[Mask]:
        """For each letter, where the page shows ink of its piece of text."""
        every = self.text_ink
        typed_on = pixels_apart(self.shown.whole, self.shown.content)
        alone = self.contested_inks()
        for glyph, item in zip(self.glyphs, self.items, strict=True):
            yield alone.get(item, every) if glyph["source"] == "page" else typed_on

    @cached_property
    def text_ink(self) -> Mask:
        """Where the page shows ink of any of its text."""
        return pixels_apart(self.shown.whole, self.shown.whole_without_text)

    def contested_inks(self) -> dict[int, Mask]:
        """For each text object that lies over another one, where the page shows its own ink."""
        objects = {glyph["run"]: item for glyph, item in zip(self.glyphs, self.items, strict=True)}
        pairs = {(objects[one], objects[other]) for one, other in self.contested}
        inks: dict[int, Mask] = {}
        for group in apart_from_each_other(pair for pair in pairs if UNKNOWN not in pair):
            without = self.opened.without_items(group)
            ink = pixels_apart(self.shown.whole, without)
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

    def printed_twice(self, fates: list[LetterFate]) -> list[LetterFate]:
        """Fates in which one of two equal letters at a place shows, whose ink neither has alone."""
        found = list(fates)
        for place, fate in enumerate(fates):
            glyph = self.glyphs[place]
            if fate != "text-hidden" or glyph["source"] != "page" or glyph["invisible"]:
                continue
            twins = [
                other
                for other in self.letters.near(glyph["displayed"], 2 * SAME_LETTER_PLACE_POINTS)
                if other != place
                and not self.glyphs[other]["invisible"]
                and is_same_letter(glyph, self.glyphs[other])
            ]
            if twins and all(found[other] == "text-hidden" for other in twins):
                ink = self.text_ink[self.frame.slices(inked_box(glyph))]
                if np.count_nonzero(ink) >= LEAST_LETTER_PIXELS:
                    found[max(place, *twins)] = "shown"
        return found

    def printed_over(self, fates: list[LetterFate]) -> list[LetterFate]:
        """Fates in which letters of one size that show on one place are covered by each other.

        A mark that is drawn over a letter is part of it.
        """
        found = list(fates)
        by_run: dict[int, list[int]] = {}
        for place, glyph in enumerate(self.glyphs):
            if fates[place] == "shown" and not is_accent(glyph["text"]):
                by_run.setdefault(glyph["run"], []).append(place)
        for first, second in self.contested:
            seconds = set(by_run.get(second, ()))
            for one in by_run.get(first, ()) if seconds else ():
                a = self.glyphs[one]
                for other in seconds.intersection(self.letters.near(a["displayed"])):
                    b = self.glyphs[other]
                    if self.are_of_one_size(a, b) and lie_over(a, b, TYPED_OVER_SHARE_OF_LETTER):
                        found[one] = found[other] = "covered"
        return found

    @staticmethod
    def are_of_one_size(one: Glyph, other: Glyph) -> bool:
        """Whether two letters may have been typed over each other, by their sizes."""
        small, large = sorted((one["size"], other["size"]))
        return bool(large < TYPED_OVER_TIMES_SIZE * small)

    def is_under_mark(self, place: int, fates: Sequence[LetterFate]) -> bool:
        """Whether a letter much larger than another one shows in its place."""
        size = self.glyphs[place]["size"]
        return any(
            fates[other] == "shown"
            and self.glyphs[other]["size"] >= TYPED_OVER_TIMES_SIZE * size
            and lie_over(self.glyphs[place], self.glyphs[other])
            for other in self.letters.near(self.glyphs[place]["displayed"])
        )

    def is_typed_over(self, place: int, fates: Sequence[LetterFate]) -> bool:
        """Whether a letter of about the same size shows in the place of another one."""
        return any(
            fates[other] == "shown"
            and self.are_of_one_size(self.glyphs[place], self.glyphs[other])
            and lie_over(self.glyphs[place], self.glyphs[other], TYPED_OVER_SHARE_OF_LETTER)
            for other in self.letters.near(self.glyphs[place]["displayed"])
        )

    def look_again(self, fates: list[LetterFate]) -> list[LetterFate]:
        """Fates of letters, looked at in colour where grey showed nothing at all in their place.

        Red and green may be the same grey.
        """
        if "text-hidden" not in fates:
            return fates
        grey = self.text_ink
        over = {run for pair in self.contested for run in pair}
        doubtful = [
            place
            for place, glyph in enumerate(self.glyphs)
            if fates[place] == "text-hidden"
            and glyph["source"] == "page"
            and not glyph["invisible"]
            and glyph["run"] not in over
            and not np.any(grey[self.frame.slices(glyph["displayed"])])
        ]
        if not doubtful:
            return fates
        whole = self.opened.pixels(colour=True)
        bare = self.opened.without(self.opened.texts, colour=True)
        ink = np.any(pixels_apart(whole, bare), axis=2)
        found = list(fates)
        for place in doubtful:
            part = ink[self.frame.slices(self.glyphs[place]["displayed"])]
            if np.count_nonzero(part) >= LEAST_LETTER_PIXELS:
                found[place] = "shown"
        return found


def has_contrast(pixels: Pixels) -> bool:
    """Whether there is ink among some pixels, and paper beside it."""
    return bool(pixels.size) and int(pixels.max()) - int(pixels.min()) >= INK_CONTRAST


def inked_box(glyph: Glyph) -> Box:
    """Where the ink of a letter lies; that of a mark without a width lies beside its place."""
    box: Box = glyph["displayed"]
    if box.x1 - box.x0 >= NO_WIDTH_POINTS and not is_accent(glyph["text"]):
        return box
    beside = glyph["size"]
    return Box(box.x0 - beside, box.top, box.x1 + beside, box.bottom)


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
    # What is printed over the same text has no letter left that is its own: it is drawn after what
    # the run before it is.
    known = sorted(items)
    for run in sorted(set(votes) - set(items)):
        place = bisect_left(known, run)
        before = known[place - 1] if place else None
        following = UNKNOWN if before is None else items[before] + 1
        if following != UNKNOWN and following not in taken:
            items[run] = following
            taken.add(following)
            insort(known, run)
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

"""Small digits, letters and signs set raised or lowered beside letters: marks, which are no values.

A mark is told by how it is set, never by what a value may be: smaller type, its baseline above or
below that of the letters that it follows or precedes, on one line with them. Exponents of units and
the digits of formulas are set so too, and nothing tells them from a footnote's mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.pdf.box_places import BoxPlaces
from pipeline.pdf.letter_places import Verticals
from pipeline.pdf.letters import Glyph, box_around
from pipeline.pdf.tolerances import (
    HIGHEST_MARK_SHARE_OF_SIZE,
    LEAST_LOWERED_SHARE_OF_SIZE,
    LEAST_RAISED_SHARE_OF_SIZE,
    LOWEST_MARK_SHARE_OF_SIZE,
    MARK_GAP_SHARE_OF_SIZE,
    MARK_OVERLAP_SHARE_OF_SIZE,
    PLACE_STEP_POINTS,
    SAME_TYPE_SHARE_OF_SIZE,
    SMALL_SHARE_OF_SIZE,
    STRAIGHT_POINTS,
)

# A number from 1, so that a raised 0 that stands for a degree is none; a sign, by itself or
# repeated; or one letter, as in statistical tables, but no o, which stands for a degree or an
# ordinal. Longer raised letters (1st, TM) belong to their word.
ONE_MARK = r"[(\[]?(?:[1-9][0-9]{0,2}|[*∗†‡§¶#]{1,4}|[a-np-z])[)\].]?"
RAISED_MARKS = re.compile(rf"{ONE_MARK}(?:(?:\s*[,;–-]\s*|(?<=[)\]])\s*){ONE_MARK})*")
# Below the line stand the digits of formulas alone.
LOWERED_MARKS = re.compile(r"[0-9]{1,3}")
# The longest text that is looked at: some marks after each other.
LONGEST_MARKS = 16
# A digit before or after one of these is half of a fraction.
FRACTION_SIGNS = frozenset("/⁄∕")
# After a digit and one of these, two raised digits are cents.
DECIMAL_SIGNS, CENTS = frozenset(".,"), 2


def mark_footnote_marks(glyphs: Sequence[Glyph], verticals: Verticals) -> list[Glyph]:
    """Glyphs, those of marks laid onto the line of the letters beside them.

    What is laid there has its glyph as printed as `mark`, so that a word can be read around it.

    Args:
        glyphs: upright ones, in the order in which they are drawn.
        verticals: the vertical rulings: no mark stands beyond one.
    """
    sizes = {size_of(glyph) for glyph in glyphs}
    if not sizes or min(sizes) > SMALL_SHARE_OF_SIZE * max(sizes):
        return list(glyphs)
    runs = [run for run in runs_of_type(glyphs) if may_be_marks(text_of_run(run))]
    smallest = min((size_of(run[0]) for run in runs), default=0.0)
    bases = BasePlaces(g for g in glyphs if is_smaller(smallest, g) and not g["text"].isspace())
    laid: dict[int, Glyph] = {}
    every: GlyphBoxes | None = None
    for run in runs if bases.glyphs else ():
        base = base_of(run, bases, verticals)
        if base is None:
            continue
        every = every or GlyphBoxes(glyphs)
        if is_part_of_number(run, every):
            continue
        place = {name: base[name] for name in ("top", "bottom", "doctop", "foot")}
        laid.update((id(glyph), {**glyph, **place, "mark": glyph}) for glyph in run)
    return [laid.get(id(glyph), glyph) for glyph in glyphs] if laid else list(glyphs)


def may_be_marks(text: str) -> bool:
    """Whether a text is one that marks have."""
    if len(text) > LONGEST_MARKS:
        return False
    return bool(RAISED_MARKS.fullmatch(text) or LOWERED_MARKS.fullmatch(text))


def runs_of_type(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs of one size and baseline that are drawn after each other, without spaces around."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not continues(run[-1], glyph):
            yield from printed_run(run)
            run = []
        run.append(glyph)
    yield from printed_run(run)


def printed_run(run: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """A run without the spaces around it; none where nothing is left."""
    printed = [number for number, glyph in enumerate(run) if not glyph["text"].isspace()]
    if printed:
        yield list(run[printed[0] : printed[-1] + 1])


def continues(before: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands beside another one, in the same type."""
    size = size_of(before)
    near = size * SAME_TYPE_SHARE_OF_SIZE
    return bool(
        abs(size_of(glyph) - size) <= near
        and abs(baseline_of(glyph) - baseline_of(before)) <= near
        and -near <= glyph["x0"] - before["x1"] <= size * MARK_GAP_SHARE_OF_SIZE
    )


def text_of_run(run: Iterable[Glyph]) -> str:
    """The letters of a run."""
    return "".join(glyph["text"] for glyph in run)


def size_of(glyph: Glyph) -> float:
    """The size of a glyph's type, in points: the height of its box."""
    return float(glyph["bottom"] - glyph["top"])


def baseline_of(glyph: Glyph) -> float:
    """The line that a glyph stands on, in points from the top."""
    return float(glyph["bottom"] - glyph["foot"])


def is_smaller(size: float, base: Glyph) -> bool:
    """Whether type of a size is small beside a glyph."""
    return size <= size_of(base) * SMALL_SHARE_OF_SIZE


class BasePlaces:
    """Glyphs by where they begin and where they end.

    Args:
        glyphs: those that a mark may stand beside.
    """

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self.glyphs = list(glyphs)
        self.largest = max(map(size_of, self.glyphs), default=0.0)
        self.ends: dict[tuple[int, int], list[Glyph]] = {}
        self.starts: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in self.glyphs:
            row = int(baseline_of(glyph) // PLACE_STEP_POINTS)
            for places, side in ((self.ends, "x1"), (self.starts, "x0")):
                column = int(glyph[side] // PLACE_STEP_POINTS)
                places.setdefault((column, row), []).append(glyph)

    def beside(self, run: Sequence[Glyph]) -> Iterator[Glyph]:
        """The glyphs that end about where a run begins, then those that begin where it ends."""
        left, right, height = run[0]["x0"], run[-1]["x1"], baseline_of(run[0])
        gap, over = MARK_GAP_SHARE_OF_SIZE, MARK_OVERLAP_SHARE_OF_SIZE
        rows = steps(
            height - LOWEST_MARK_SHARE_OF_SIZE * self.largest,
            height + HIGHEST_MARK_SHARE_OF_SIZE * self.largest,
        )
        for places, columns in (
            (self.ends, steps(left - gap * self.largest, left + over * self.largest)),
            (self.starts, steps(right - over * self.largest, right + gap * self.largest)),
        ):
            for place in ((column, row) for column in columns for row in rows):
                yield from places.get(place, ())


def steps(first: float, last: float) -> range:
    """The steps from one place to another."""
    return range(int(first // PLACE_STEP_POINTS), int(last // PLACE_STEP_POINTS) + 1)


def base_of(run: Sequence[Glyph], bases: BasePlaces, verticals: Verticals) -> Glyph | None:
    """The letter that a run is a mark of: a larger one close to it, on whose line it stands."""
    for base in bases.beside(run):
        size = size_of(base)
        gap = max(run[0]["x0"] - base["x1"], base["x0"] - run[-1]["x1"])
        if (
            is_smaller(size_of(run[0]), base)
            and -MARK_OVERLAP_SHARE_OF_SIZE * size <= gap <= MARK_GAP_SHARE_OF_SIZE * size
            and is_set_off(run, base)
            and not is_parted(run, base, verticals)
        ):
            return base
    return None


def is_set_off(run: Sequence[Glyph], base: Glyph) -> bool:
    """Whether a run is raised or lowered beside a letter, as its text may be."""
    size = size_of(base)
    raised = baseline_of(base) - baseline_of(run[0])
    if raised > 0:
        within = LEAST_RAISED_SHARE_OF_SIZE * size <= raised <= HIGHEST_MARK_SHARE_OF_SIZE * size
        return within and RAISED_MARKS.fullmatch(text_of_run(run)) is not None
    within = LEAST_LOWERED_SHARE_OF_SIZE * size <= -raised <= LOWEST_MARK_SHARE_OF_SIZE * size
    return within and LOWERED_MARKS.fullmatch(text_of_run(run)) is not None


def is_parted(run: Sequence[Glyph], base: Glyph, verticals: Verticals) -> bool:
    """Whether a vertical ruling stands between a run and a letter."""
    height = (base["top"] + base["bottom"]) / 2
    after = run[0]["x0"] >= base["x0"]
    left, right = (base["x1"], run[0]["x0"]) if after else (run[-1]["x1"], base["x0"])
    return any(
        left - STRAIGHT_POINTS <= ruling.position <= right + STRAIGHT_POINTS
        and ruling.start <= height <= ruling.end
        for ruling in verticals.between(left, right, height, 2 * STRAIGHT_POINTS)
    )


class GlyphBoxes:
    """Glyphs by their boxes.

    Args:
        glyphs: those of a page.
    """

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self.glyphs = glyphs
        boxes = [box_around([glyph]) for glyph in glyphs]
        self.places = BoxPlaces(boxes)
        self.largest = max(map(size_of, glyphs), default=0.0)

    def level(self, run: Sequence[Glyph]) -> Iterator[Glyph]:
        """Those at the height of a run, and beside it, or beside what is beside it.

        Glyphs that stand beside each other are no further apart than a share of their size; one
        that lies between is as wide as it is, and is found with those at both sides of it.
        """
        box = box_around(run)
        reach = 2 * MARK_GAP_SHARE_OF_SIZE * self.largest
        near = {*self.places.near(box, reach)}
        for number in sorted(near):
            near.update(self.places.near(box_around([self.glyphs[number]]), reach))
        for number in sorted(near):
            glyph = self.glyphs[number]
            if glyph["top"] < run[0]["bottom"] and glyph["bottom"] > run[0]["top"]:
                yield glyph


def is_part_of_number(run: Sequence[Glyph], glyphs: GlyphBoxes) -> bool:
    """Whether a run is half of a fraction, or the cents of a price after its decimal sign."""
    size = size_of(run[0])
    left, right = run[0]["x0"], run[-1]["x1"]
    near = list(glyphs.level(run))
    before = [g for g in near if abs(left - g["x1"]) <= size * MARK_GAP_SHARE_OF_SIZE]
    after = [g for g in near if abs(g["x0"] - right) <= size * MARK_GAP_SHARE_OF_SIZE]
    if any(glyph["text"] in FRACTION_SIGNS for glyph in (*before, *after)):
        return True
    signs = [glyph for glyph in before if glyph["text"] in DECIMAL_SIGNS]
    text = text_of_run(run)
    return bool(
        len(text) == CENTS
        and text.isdigit()
        and any(
            other["text"].isdigit() and continues(other, sign) for sign in signs for other in near
        )
    )
